//! The numbers of a chart, gathered from rows. `arrange` puts them into the order in which they are drawn.

use super::matrix::{Matrix, Names, Trouble};
use super::select::Selection;
use super::{CELLS, number_position, position};
use crate::dataset::columns::schema::Schema;
use crate::dataset::description::{Aggregate, ChartKind, ChartNote};
use crate::dataset::rows::Row;
use crate::diagnostic::Diagnostic;
use crate::table::{Decimal, Kind};

/// What a chart draws, in the order in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartData {
    /// Which `[[chart]]` of the description it is, counted from zero.
    pub note: usize,
    /// The column of `x`.
    pub x_column: usize,
    /// The column that parts the series, where there is one.
    pub series_column: Option<usize>,
    /// What stands side by side.
    pub x: Vec<Label>,
    /// The numbers, a series each, each as long as `x`.
    pub series: Vec<SeriesData>,
    /// How many of `x`, or of the panels, are not among the largest that were asked for.
    pub left_out: usize,
    /// Rows that were not looked at because they have no `x`.
    pub without_x: u64,
}

/// A name below or beside what is drawn: as a cell of the column is written, empty where that is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// The cell.
    pub text: Box<str>,
    /// Its name in English, of a column of its own.
    pub en: Option<Box<str>>,
}

/// A series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesData {
    /// What it is.
    pub label: SeriesLabel,
    /// Its numbers; nothing where the file has none.
    pub values: Vec<Option<Decimal>>,
}

/// What a series is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeriesLabel {
    /// A column of numbers.
    Column(usize),
    /// The rows that have a value.
    Value(Label),
    /// How many rows there are.
    Count,
    /// What is not among the largest parts.
    Other,
}

/// A chart while rows are read.
#[derive(Debug)]
pub(super) struct Charting {
    note: usize,
    selection: Selection,
    x: usize,
    x_kind: Kind,
    x_en: Option<usize>,
    /// None where rows are counted.
    y: Vec<usize>,
    series: Option<usize>,
    series_en: Option<usize>,
    aggregate: Option<Aggregate>,
    names: Names,
    english: Vec<Option<Box<str>>>,
    series_names: Names,
    series_english: Vec<Option<Box<str>>>,
    matrix: Matrix,
    without_x: u64,
    seen: u64,
    text: String,
}

/// What a row says in a column of English names.
fn english(row: &Row, column: Option<usize>) -> Option<Box<str>> {
    let mut text = String::new();
    row.value(column?).write(&mut text);
    (!text.is_empty()).then(|| text.into())
}

impl Charting {
    pub fn of(note: usize, chart: &ChartNote, schema: &Schema, found: &mut Vec<Diagnostic>) -> Option<Self> {
        let before = found.len();
        let x = position(schema, &chart.x, found);
        let x_en = chart.x_en.as_ref().and_then(|name| position(schema, name, found));
        let series = chart.series.as_ref().and_then(|name| position(schema, name, found));
        let series_en = chart.series_en.as_ref().and_then(|name| position(schema, name, found));
        let y: Vec<usize> = chart.y.iter().filter_map(|name| number_position(schema, name, found)).collect();
        let selection = Selection::of(&chart.filter, schema, found);
        let column = &schema.columns[x?];
        if chart.kind == ChartKind::Line && !column.kind.is_time() {
            let message =
                format!("column \"{}\" is of type \"{}\", and a line needs time", column.id, column.kind.word());
            let help = "say kind = \"bar\"; or type = \"year\", \"month\" or \"date\" in the [[column]]";
            found.push(Diagnostic::error("dataset/chart-line", chart.x.1, message).help(help));
        }
        if found.len() > before {
            return None;
        }
        Some(Self {
            note,
            selection: selection?,
            x: x?,
            x_kind: column.kind,
            x_en,
            y,
            series,
            series_en,
            aggregate: chart.aggregate,
            names: Names::default(),
            english: Vec::new(),
            series_names: Names::default(),
            series_english: Vec::new(),
            matrix: Matrix::default(),
            without_x: 0,
            seen: 0,
            text: String::new(),
        })
    }

    pub fn note(&self) -> usize {
        self.note
    }

    pub fn see(&mut self, row: &Row) {
        if self.matrix.is_full() || !self.selection.takes(row) {
            return;
        }
        self.seen += 1;
        self.text.clear();
        row.value(self.x).write(&mut self.text);
        if self.text.is_empty() && self.x_kind.is_time() {
            self.without_x += 1;
            return;
        }
        if !self.names.has(&self.text) {
            if self.names.len() >= CELLS {
                self.matrix.trouble = Some(Trouble::TooMany);
                return;
            }
            self.english.push(english(row, self.x_en));
        }
        let x = self.names.place(&self.text);
        let series = self.series.map(|column| {
            self.text.clear();
            row.value(column).write(&mut self.text);
            let is_new = !self.series_names.has(&self.text);
            if is_new && self.series_names.len() >= CELLS {
                self.matrix.trouble = Some(Trouble::TooMany);
                return 0;
            }
            if is_new {
                self.series_english.push(english(row, self.series_en));
            }
            self.series_names.place(&self.text)
        });
        if self.y.is_empty() {
            self.matrix.add((x, series.unwrap_or(0)), Decimal::whole(1), row.number, self.aggregate);
        }
        for (index, &column) in (0..).zip(&self.y) {
            if let crate::table::Value::Number(number) = row.value(column) {
                self.matrix.add((x, series.unwrap_or(index)), number, row.number, self.aggregate);
            }
        }
    }

    pub fn finish(self, chart: &ChartNote, found: &mut Vec<Diagnostic>) -> Option<ChartData> {
        if let Some(trouble) = self.matrix.trouble {
            found.push(told(trouble, chart));
            return None;
        }
        let seen = self.seen;
        let mut data = self.gathered();
        self.selection.finish(found);
        if data.series.iter().all(|series| series.values.iter().all(Option::is_none)) {
            let message = match seen {
                0 => "no row is left to draw".to_owned(),
                _ => format!("none of the {seen} rows has a number to draw"),
            };
            let help = "look at `filter` and `y`, or remove the chart";
            found.push(Diagnostic::error("dataset/chart-empty", chart.at, message).help(help));
            return None;
        }
        if data.without_x > 0 {
            let message = format!("{} rows without \"{}\" are not drawn", data.without_x, chart.x.0);
            let help = "fill in the cells, or leave it: the page says so too";
            found.push(Diagnostic::warning("dataset/chart-no-x", chart.x.1, message).help(help));
        }
        data.arrange(chart, self.x_kind);
        data.problem(chart).map_or(Some(data), |problem| {
            found.push(problem);
            None
        })
    }

    /// The numbers as they were met.
    fn gathered(&self) -> ChartData {
        let label = |(text, en): (&str, &Option<Box<str>>)| Label { text: text.into(), en: en.clone() };
        let x = self.names.iter().zip(&self.english).map(label);
        let labels: Vec<SeriesLabel> = match self.series {
            Some(_) => {
                let names = self.series_names.iter().zip(&self.series_english);
                names.map(|name| SeriesLabel::Value(label(name))).collect()
            }
            None if self.y.is_empty() => vec![SeriesLabel::Count],
            None => self.y.iter().map(|&column| SeriesLabel::Column(column)).collect(),
        };
        let count = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let values = |series: u32| (0..count).map(|x| self.matrix.get((x, series), self.aggregate)).collect();
        ChartData {
            note: self.note,
            x_column: self.x,
            series_column: self.series,
            x: x.collect(),
            series: (0..).zip(labels).map(|(at, label)| SeriesData { label, values: values(at) }).collect(),
            left_out: 0,
            without_x: self.without_x,
        }
    }
}

fn told(trouble: Trouble, chart: &ChartNote) -> Diagnostic {
    let at = chart.y.first().map_or(chart.at, |y| y.1);
    match trouble {
        Trouble::Twice(first, second) => Diagnostic::error(
            "dataset/chart-point-twice",
            at,
            format!("rows {first} and {second} both have a number for the same place of the chart"),
        )
        .help("say what becomes of them, aggregate = \"sum\" or \"mean\"; or part them by `series`, or pick with `filter`")
        .paste("aggregate = \"sum\""),
        Trouble::TooLarge(row) => {
            Diagnostic::error("dataset/chart-sum", at, format!("the sum has too many digits at row {row}"))
                .help("pick with `filter`, or correct the numbers")
        }
        Trouble::TooMany => {
            let message = format!("more than {CELLS} different values of \"{}\" and series", chart.x.0);
            Diagnostic::error("dataset/chart-too-many", chart.x.1, message)
                .help("draw a column with fewer values, or pick with `filter`")
        }
    }
}
