//! The charts of a dataset's page, and what is followed over time.

use serde::Serialize;

use super::figure::{Cell, Figure, Folder, Parts, blank};
use super::indicators::{Standing, standing};
use super::labels::{Exactness, column_title, filled, label, numbers, place};
use crate::catalogue::Language;
use crate::chart::{Chart, Kind as Shape, Mark, Series};
use crate::dataset::Publication;
use crate::dataset::columns::schema::Column;
use crate::dataset::description::{Aggregate, ChartKind, ChartNote, Moment};
use crate::dataset::figures::{ChartData, SeriesLabel, share, sum};
use crate::files::FileError;
use crate::site::render::{Renderer, Said};
use crate::site::routes::{Address, Section};
use crate::site::words::Words;
use crate::table::{Decimal, Kind};

/// How many gaps are named.
const NAMED: usize = 6;

/// The charts of a dataset's page, or its indicators.
#[derive(Serialize)]
pub(super) struct ChartGroup<'a> {
    /// The place of its heading.
    id: &'static str,
    heading: &'a str,
    charts: Vec<ChartContext<'a>>,
    /// The page of all indicators, where it is these.
    all: Option<String>,
}

/// A chart or an indicator.
#[derive(Serialize)]
struct ChartContext<'a> {
    figure: Figure<'a>,
    /// How an indicator stands.
    standing: Option<Standing<'a>>,
}

/// The indicators of a dataset and the charts its publisher asked for.
pub(super) fn chart_groups<'a>(
    renderer: &Renderer<'a>,
    publication: &Publication<'a>,
    language: Language,
) -> Vec<ChartGroup<'a>> {
    let words = renderer.words(language);
    let dataset = publication.dataset;
    let page = Address::item(Section::Dataset, language, &dataset.description.id);
    let indicators = dataset.indicators.iter().map(|data| ChartContext {
        figure: super::indicators::parts(publication, data, words).figure(renderer, words, &page),
        standing: standing(publication, data, words),
    });
    let charts = dataset.charts.iter().map(|data| ChartContext {
        figure: parts(publication, data, words).figure(renderer, words, &page),
        standing: None,
    });
    let all = renderer.href(&page, &Address::section(Section::Indicator, language));
    let group = |id, charts, all| ChartGroup { id, heading: words.say(id), charts, all };
    let groups = [group("indicators", indicators.collect(), Some(all)), group("charts", charts.collect(), None)];
    groups.into_iter().filter(|group: &ChartGroup<'_>| !group.charts.is_empty()).collect()
}

/// Writes the files of all charts and indicators; returns how many there are.
pub(in crate::site) fn write_files(renderer: &Renderer<'_>, publication: &Publication<'_>) -> Result<usize, FileError> {
    let mut written = 0;
    for &language in renderer.languages() {
        let words = renderer.words(language);
        for data in &publication.dataset.charts {
            written += parts(publication, data, words).write(renderer, words)?;
        }
        for data in &publication.dataset.indicators {
            written += super::indicators::parts(publication, data, words).write(renderer, words)?;
        }
    }
    Ok(written)
}

/// Everything a chart is shown with.
fn parts<'a>(publication: &Publication<'a>, data: &'a ChartData, words: &'a Words) -> Parts<'a> {
    let dataset = publication.dataset;
    let drawing =
        Drawing { data, note: &dataset.description.charts[data.note], columns: &dataset.plan.schema.columns, words };
    let folder = Folder { dataset: dataset.description.id.clone(), kind: "charts", id: drawing.note.id.clone() };
    let title = Said::of(&drawing.note.title, words.language());
    let chart = drawing.chart(blank(publication, words, &folder, &title));
    Parts {
        folder,
        note: drawing.note.note.as_ref().map(|note| Said::of(note, words.language())),
        title,
        chart,
        remarks: drawing.remarks(),
        head: drawing.head(),
        rows: drawing.rows(),
        csv: drawing.csv(),
    }
}

/// A chart's numbers with all that is needed to call them by their names.
struct Drawing<'a> {
    data: &'a ChartData,
    note: &'a ChartNote,
    columns: &'a [Column],
    words: &'a Words,
}

impl<'a> Drawing<'a> {
    fn x_column(&self) -> &'a Column {
        &self.columns[self.data.x_column]
    }

    /// Whether the only bar is a whole that has no name.
    fn is_one_whole(&self) -> bool {
        self.note.kind == ChartKind::Parts && self.data.x.len() == 1 && self.data.x[0].text.is_empty()
    }

    fn series_label(&self, label_of: &'a SeriesLabel) -> Said<'a> {
        let own = |text: &'a str| Said::new(text, self.words.language(), self.words.language());
        match label_of {
            SeriesLabel::Column(at) => column_title(&self.columns[*at], self.words.language()),
            SeriesLabel::Value(value) => {
                let column = self.data.series_column.map_or(self.x_column(), |at| &self.columns[at]);
                label(self.words, column, value)
            }
            SeriesLabel::Count => own(self.words.say("chart_count")),
            SeriesLabel::Other => own(self.words.say("chart_other")),
        }
    }

    fn unit(&self) -> Option<String> {
        if let Some(unit) = &self.note.unit {
            return Some(unit.get(self.words.language()).0.to_owned());
        }
        let y = self.note.y.iter().filter_map(|(id, _)| self.columns.iter().find(|column| column.id == *id));
        let mut units = y.map(|column| match (&column.unit, column.kind) {
            (Some(unit), _) => Some(unit.to_string()),
            (None, Kind::Percent) => Some("%".to_owned()),
            (None, _) => None,
        });
        let first = units.next()??;
        units.all(|unit| unit.as_deref() == Some(&first)).then_some(first)
    }

    fn chart(&self, blank: Chart) -> Chart {
        let exactness = Exactness::of(self.x_column().kind);
        let marks = self.data.x.iter().map(|x| Mark {
            label: if self.is_one_whole() {
                String::new()
            } else {
                label(self.words, self.x_column(), x).text.into_owned()
            },
            place: exactness.and_then(|exactness| Some(place(Moment::parse(&x.text)?, exactness))),
        });
        let series = self.data.series.iter().map(|series| Series {
            name: self.series_label(&series.label).text.into_owned(),
            values: series.values.clone(),
        });
        let mut chart = Chart {
            kind: match self.note.kind {
                ChartKind::Line => Shape::Lines,
                ChartKind::Bar => Shape::Bars,
                ChartKind::Multiples => Shape::Panels,
                ChartKind::Parts => Shape::Parts,
            },
            unit: self.unit(),
            x: marks.collect(),
            series: series.collect(),
            reverse: self.note.reverse,
            ..blank
        };
        chart.description = self.described(&chart);
        chart
    }

    /// The chart in words, for those who do not see it.
    fn described(&self, chart: &Chart) -> String {
        let say = |key: &'static str, values: &[(&str, &str)]| filled(self.words.say(key), values);
        let count = |count: usize| self.words.number(count);
        let number = |value: Decimal| chart.numbers.write(value);
        let mut out = match chart.kind {
            Shape::Lines => {
                let (first, last) = (&chart.x[0].label, &chart.x[chart.x.len() - 1].label);
                say("chart_says_line", &[("n", &count(chart.series.len())), ("from", first), ("to", last)])
            }
            Shape::Bars => say("chart_says_bar", &[("n", &count(chart.x.len()))]),
            Shape::Panels => say("chart_says_multiples", &[("n", &count(chart.series.len()))]),
            Shape::Parts => say("chart_says_parts", &[("n", &count(chart.series.len()))]),
        };
        // Of many series the table says the rest.
        for series in chart.series.iter().take(4) {
            let known = || chart.x.iter().zip(&series.values).filter_map(|(mark, value)| Some((mark, (*value)?)));
            let (Some(least), Some(most)) = (known().min_by_key(|known| known.1), known().max_by_key(|known| known.1))
            else {
                continue;
            };
            out.push(' ');
            if known().count() == 1 {
                out.push_str(&format!("{}: {}.", series.name, number(most.1)));
            } else {
                let (low, high) = (number(least.1), number(most.1));
                let values = [
                    ("name", &*series.name),
                    ("low", &low),
                    ("at_low", &least.0.label),
                    ("high", &high),
                    ("at_high", &most.0.label),
                ];
                out.push_str(&say("chart_says_series", &values));
            }
        }
        out.push(' ');
        out.push_str(self.words.say("chart_says_table"));
        out
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let words = self.words;
        let title = |id: &str| {
            let column = self.columns.iter().find(|column| *column.id == *id);
            column.map_or_else(String::new, |column| column_title(column, words.language()).text.into_owned())
        };
        for filter in &self.note.filter {
            let values: Vec<&str> = filter.values.iter().map(|(value, _)| &**value).collect();
            let (name, values) = (title(&filter.column.0), values.join(", "));
            remarks.push(filled(words.say("chart_only"), &[("name", &name), ("n", &values)]));
        }
        match self.note.aggregate {
            Some(Aggregate::Sum) => remarks.push(words.say("chart_sums").to_owned()),
            Some(Aggregate::Mean) => remarks.push(words.say("chart_means").to_owned()),
            Some(Aggregate::Count) | None => {}
        }
        if self.data.left_out > 0 {
            let shown = if self.note.kind == ChartKind::Multiples { self.data.series.len() } else { self.data.x.len() };
            let (shown, rest) = (words.number(shown), words.number(self.data.left_out));
            remarks.push(filled(words.say("chart_largest"), &[("n", &shown), ("rest", &rest)]));
        }
        if self.data.without_x > 0 {
            let count = words.number(usize::try_from(self.data.without_x).unwrap_or(usize::MAX));
            remarks.push(filled(words.say("chart_without_x"), &[("n", &count), ("name", &title(&self.note.x.0))]));
        }
        remarks.extend(self.gaps());
        if self.note.kind == ChartKind::Multiples {
            remarks.push(words.say("chart_one_scale").to_owned());
        }
        remarks
    }

    /// Which numbers are missing.
    fn gaps(&self) -> Option<String> {
        let mut gaps = Vec::new();
        for series in &self.data.series {
            for (x, value) in self.data.x.iter().zip(&series.values) {
                if value.is_none() {
                    let x = label(self.words, self.x_column(), x).text;
                    let name = self.series_label(&series.label).text;
                    gaps.push(if self.data.series.len() == 1 { x.into_owned() } else { format!("{name} {x}") });
                }
            }
        }
        let more = gaps.len().saturating_sub(NAMED);
        gaps.truncate(NAMED);
        let mut named = gaps.join("; ");
        if more > 0 {
            named = filled(self.words.say("chart_and_more"), &[("name", &named), ("n", &self.words.number(more))]);
        }
        (!named.is_empty()).then(|| filled(self.words.say("chart_missing"), &[("n", &named)]))
    }

    fn head(&self) -> Vec<Said<'a>> {
        let language = self.words.language();
        let first = column_title(self.x_column(), language);
        if self.is_one_whole() {
            let value = Said::new(self.words.say("chart_value"), language, language);
            return vec![first, value, Said::new(self.words.say("chart_share"), language, language)];
        }
        let series = self.data.series.iter().map(|series| self.series_label(&series.label));
        std::iter::once(first).chain(series).collect()
    }

    fn rows(&self) -> Vec<Vec<Cell<'a>>> {
        let none = || Said::new(self.words.say("chart_none"), self.words.language(), self.words.language());
        let number = |value: Option<Decimal>| match value {
            Some(value) => Cell::number(numbers(self.words.language()).write(value), self.words),
            None => Cell::words(none()),
        };
        if self.is_one_whole() {
            let whole = self.data.series.iter().filter_map(|series| series.values[0]);
            let whole = whole.reduce(|a, b| sum(a, b).unwrap_or(a));
            let row = |series: &'a crate::dataset::figures::SeriesData| {
                let share = series.values[0].zip(whole).and_then(|(value, whole)| share(value, whole));
                let share = share.map_or_else(String::new, |share| percent(self.words, share));
                let label = Cell::words(self.series_label(&series.label));
                vec![label, number(series.values[0]), Cell::number(share, self.words)]
            };
            return self.data.series.iter().map(row).collect();
        }
        let rows = self.data.x.iter().enumerate().map(|(at, x)| {
            let name = Cell::words(label(self.words, self.x_column(), x));
            let values = self.data.series.iter().map(|series| number(series.values[at]));
            std::iter::once(name).chain(values).collect()
        });
        rows.collect()
    }

    fn csv(&self) -> Vec<Vec<String>> {
        let written = |value: Option<Decimal>| {
            let mut out = String::new();
            if let Some(value) = value {
                value.write(&mut out);
            }
            out
        };
        let name = |series: &SeriesLabel| match series {
            SeriesLabel::Column(at) => self.columns[*at].id.to_string(),
            SeriesLabel::Value(label) => label.text.to_string(),
            SeriesLabel::Count => "count".to_owned(),
            SeriesLabel::Other => "other".to_owned(),
        };
        let x = self.x_column().id.to_string();
        if self.is_one_whole() {
            let head = vec![x, "value".to_owned()];
            let rows = self.data.series.iter().map(|series| vec![name(&series.label), written(series.values[0])]);
            return std::iter::once(head).chain(rows).collect();
        }
        let head = std::iter::once(x).chain(self.data.series.iter().map(|series| name(&series.label)));
        let rows = self.data.x.iter().enumerate().map(|(at, label)| {
            let values = self.data.series.iter().map(|series| written(series.values[at]));
            std::iter::once(label.text.to_string()).chain(values).collect()
        });
        std::iter::once(head.collect()).chain(rows).collect()
    }
}

/// A number of percent.
pub(super) fn percent(words: &Words, share: Decimal) -> String {
    let number = numbers(words.language()).write(share);
    match words.language() {
        Language::Vi => format!("{number}\u{A0}%"),
        Language::En => format!("{number}%"),
    }
}
