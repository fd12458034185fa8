//! The rows of a page in the order of a column, and the blocks that tell them.

use super::super::column::{Column, Key, cut};
use super::super::format::Corrupt;
use super::super::rows::Rows;
use super::super::value::Nature;
use super::order::sort;
use super::query::interval;
use super::select::{Of, ordered};
use super::store::{Need, Store};

/// What is known of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Turned {
    /// Its rows, in order.
    Rows(Vec<u32>),
    /// What is needed to know more.
    Needs(Vec<Need>),
}

/// A page in the order of a column.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// Whether the highest value comes first. Rows without a value are last either way.
    pub is_down: bool,
    /// The place of its first row among those selected.
    pub start: u32,
    /// How many rows it has at most.
    pub size: u32,
}

impl Turn {
    /// The page's rows: the bins are gone through in order until it is full.
    ///
    /// # Errors
    /// [`Corrupt`]: a block is not what it should be.
    pub fn rows(self, of: Of<'_>, selected: &Rows, store: &Store) -> Result<Turned, Corrupt> {
        let total = selected.count();
        let is_all = total == selected.of();
        let end = self.start.saturating_add(self.size).min(total);
        let count = of.head.bins.len();
        let order = (0..count).map(|at| if self.is_down { count - 1 - at } else { at });
        let (mut needs, mut rows) = (Vec::new(), Vec::new());
        // How many selected rows the bins so far have; once a bin is not here yet, about how many.
        let (mut before, mut is_sure) = (0, true);
        for bin in order.chain((of.head.nulls > 0).then_some(count)) {
            if before >= end {
                break;
            }
            let Some(need) = of.head.bin(of.column, bin) else { break };
            let is_mixed = of.head.order(of.column, bin).is_some();
            let size = of.head.bins.get(bin).map_or(of.head.nulls, |bin| bin.rows);
            let is_here = store.is_settled(need.0);
            if !is_all && !is_here {
                needs.push(need);
                // What may well be needed is asked for at once: each further round is a wait. Somewhat less is counted on
                // than an even spread would give.
                before += (u64::from(size) * u64::from(total) * 3 / (u64::from(selected.of()).max(1) * 4)) as u32;
                is_sure = false;
                continue;
            }
            let found = if is_all { size } else { matching(need, selected, store)?.count() };
            if is_sure && before + found > self.start {
                let mixed = of.head.order(of.column, bin).filter(|_| is_mixed && found > 1);
                let missing = [Some(need), mixed].into_iter().flatten().filter(|(place, _)| !store.is_settled(*place));
                let were = needs.len();
                needs.extend(missing);
                if needs.len() == were {
                    let all: Vec<u32> = match mixed {
                        Some(_) => self.in_order(bin, of, selected, store)?,
                        None => matching(need, selected, store)?.from(0).collect(),
                    };
                    let skip = self.start.saturating_sub(before);
                    let wanted = end - before.max(self.start);
                    rows.extend(all.into_iter().skip(skip as usize).take(wanted as usize));
                }
            }
            before += found;
        }
        Ok(if needs.is_empty() { Turned::Rows(rows) } else { Turned::Needs(needs) })
    }

    /// The selected rows of a bin of different values.
    fn in_order(self, bin: usize, of: Of<'_>, selected: &Rows, store: &Store) -> Result<Vec<u32>, Corrupt> {
        let found = ordered(bin, of, store, selected.of())?;
        let mut runs = Vec::with_capacity(found.runs.len());
        let mut rest = found.rows.as_slice();
        for (_, count) in &found.runs {
            let (run, after) = rest.split_at_checked(*count as usize).ok_or(Corrupt::Bytes)?;
            runs.push(run);
            rest = after;
        }
        if self.is_down {
            runs.reverse();
        }
        Ok(runs.concat().into_iter().filter(|&row| selected.has(row)).collect())
    }
}

fn matching((place, _): Need, selected: &Rows, store: &Store) -> Result<Rows, Corrupt> {
    let mut rows = store.rows(place, selected.of())?;
    rows.keep(selected);
    Ok(rows)
}

/// Puts ascending rows in order by their cells in a column, as the bins would.
pub fn by_cells(rows: &mut Vec<u32>, column: &Column, is_down: bool, cell: &dyn Fn(u32) -> String) {
    let nature = column.kind.nature();
    let keys: Vec<Option<Key>> = rows.iter().map(|&row| key(&cell(row), column, nature)).collect();
    let mut places: Vec<u32> = (0..rows.len() as u32).collect();
    sort(&mut places, &|a, b| match (&keys[a as usize], &keys[b as usize]) {
        (Some(a), Some(b)) if is_down => b.compare(a, nature),
        (Some(a), Some(b)) => a.compare(b, nature),
        // Nothing is last, however it is sorted.
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    *rows = places.into_iter().map(|at| rows[at as usize]).collect();
}

fn key(cell: &str, column: &Column, nature: Nature) -> Option<Key> {
    if cell.is_empty() {
        None
    } else if nature.is_text() {
        Some(Key::Text(cut(cell).to_owned()))
    } else {
        interval(cell, column).map(|(number, _)| Key::Number(number))
    }
}
