//! The answer, as JSON.

use super::super::column::Key;
use super::super::format::head::Bin;
use super::json::Json;
use super::order::sort;
use super::{Engine, PART};

/// Values of a chart that are named one by one, and bars of one of ranges.
const NAMED: usize = 40;
const BARS: usize = 32;

impl Engine {
    /// What the table is: `{ "rows", "parts", "columns": [{ "id", "name", "kind", "scale" }] }`; `parts` is how many parts it
    /// has as CSV.
    pub fn about(&self) -> String {
        let mut json = Json::default();
        json.open('{');
        json.key("rows").number(self.root.rows);
        json.key("parts").number(self.root.rows.div_ceil(PART * self.root.span));
        json.key("columns").open('[');
        for column in &self.root.columns {
            json.open('{');
            json.key("id").text(&column.id);
            json.key("name").text(&column.name);
            json.key("kind").text(column.kind.word());
            json.key("scale").number(column.scale.into());
            json.close('}');
        }
        json.close(']');
        json.close('}');
        json.finish()
    }

    /// What is known so far. One object; every field is there at every stage.
    ///
    /// | field | |
    /// |---|---|
    /// | `generation` | the number [`ask`](Engine::ask) gave |
    /// | `stage` | `select`: the rows are not known yet; `rows`: they are counted, the page is not here yet; `full`: nothing is wanted; `lost`: blocks cannot be had; `refused`: see `problems` |
    /// | `total` | how many rows are selected, exactly; `null` where that is not known |
    /// | `page`, `size` | which page, from 1, of how many rows |
    /// | `rows` | `[{ "row", "cells" }]`: where it stands in the table, from 1; its cells as they are in files, `null` for nothing; `cells` is `null` where they cannot be had |
    /// | `chart` | `null`, or `{ "column", "nulls", "others", "bars": [{ "from", "to", "rows", "count" }] }`: how many of the selected rows have a value from one to the other, and how many rows of the table. Of few values each is named, of words and codes the commonest among the selected; the rest are `others`. Of many values ranges, each of about as many rows of the table |
    /// | `problems` | `[{ "key", "value", "reason" }]`: what of the question is not understood, as [`Problem`](super::query::Problem) says |
    pub fn answer(&self) -> String {
        let asked = &self.asked;
        let mut json = Json::default();
        json.open('{');
        json.key("generation").number(self.generation);
        let is_refused = !asked.query.problems.is_empty();
        let total = asked.selected.as_ref().filter(|_| !is_refused).map(super::Rows::count);
        let is_open = asked.wanted.iter().any(|(place, _)| !self.store.is_settled(*place));
        json.key("stage").text(match total {
            _ if is_refused => "refused",
            _ if asked.is_lost => "lost",
            None => "select",
            Some(_) if is_open => "rows",
            Some(_) => "full",
        });
        match total {
            Some(total) => json.key("total").number(total),
            None => json.key("total").raw("null"),
        }
        json.key("page").number(asked.query.page.saturating_add(1));
        json.key("size").number(asked.query.size);
        json.key("rows").open('[');
        for &row in asked.page.iter().flatten().filter(|_| !is_open && !asked.is_lost) {
            json.open('{');
            json.key("row").number(row + 1);
            if self.store.cells(row / self.root.span).is_some() {
                json.key("cells").open('[');
                (0..self.root.columns.len()).for_each(|column| json.text_or_null(self.cell(row, column)));
                json.close(']');
            } else {
                json.key("cells").raw("null");
            }
            json.close('}');
        }
        json.close(']');
        self.chart(json.key("chart"));
        json.key("problems").open('[');
        for problem in &asked.query.problems {
            json.open('{');
            json.key("key").text(&problem.key);
            json.key("value").text(&problem.value);
            json.key("reason").text(problem.reason);
            json.close('}');
        }
        json.close(']');
        json.close('}');
        json.finish()
    }

    fn chart(&self, json: &mut Json) {
        let chart = self
            .asked
            .query
            .chart
            .and_then(|at| Some((self.root.columns.get(at)?, self.store.head(at)?, self.asked.counts.as_deref()?)));
        let Some((column, head, counts)) = chart else { return json.raw("null") };
        let bars: Vec<(&Bin, u32)> = head.bins.iter().zip(counts.iter().copied()).collect();
        let mut shown: Vec<(&Key, &Key, u32, u32)> = Vec::new();
        if head.is_list() && (column.kind.nature().is_text() || bars.len() <= NAMED) {
            let mut best: Vec<u32> = (0..bars.len() as u32).collect();
            if column.kind.nature().is_text() {
                sort(&mut best, &|a, b| bars[b as usize].1.cmp(&bars[a as usize].1));
            }
            best.truncate(NAMED);
            let best = best.into_iter().map(|at| at as usize);
            shown.extend(best.map(|at| (&bars[at].0.low, &bars[at].0.low, bars[at].0.rows, bars[at].1)));
        } else {
            let most = self.root.rows.div_ceil(BARS as u32);
            for &(bin, count) in &bars {
                match shown.last_mut() {
                    Some((_, high, rows, sum)) if *rows + bin.rows <= most => {
                        (*high, *rows, *sum) = (bin.last(), *rows + bin.rows, *sum + count);
                    }
                    _ => shown.push((&bin.low, bin.last(), bin.rows, count)),
                }
            }
        }
        json.open('{');
        json.key("column").text(&column.id);
        json.key("nulls").number(counts.last().copied().unwrap_or(0));
        let all: u32 = bars.iter().map(|(_, count)| count).sum();
        json.key("others").number(all - shown.iter().map(|(_, _, _, count)| count).sum::<u32>());
        json.key("bars").open('[');
        let mut text = String::new();
        for (low, high, rows, count) in shown {
            json.open('{');
            for (name, key) in [("from", low), ("to", high)] {
                text.clear();
                key.write(column, &mut text);
                json.key(name).text(&text);
            }
            json.key("rows").number(rows);
            json.key("count").number(count);
            json.close('}');
        }
        json.close(']');
        json.close('}');
    }
}
