//! `[[chart]]`: what a publisher wants drawn of a dataset. Columns are named here and looked for when the file is read.

use super::id::is_id;
use crate::catalogue::Bilingual;
use crate::files::Location;
use crate::source::toml::{Document, Placed, Table};

/// A chart as it is described.
#[derive(Debug, Clone)]
pub struct ChartNote {
    /// Where it is said.
    pub at: Location,
    /// What its files and its place on the page are called.
    pub id: Box<str>,
    /// What is drawn.
    pub kind: ChartKind,
    /// Its heading.
    pub title: Bilingual,
    /// What it shows, or what to mind.
    pub note: Option<Bilingual>,
    /// The column of what stands side by side: years of a line, names of bars.
    pub x: ColumnName,
    /// The column with the English names of these.
    pub x_en: Option<ColumnName>,
    /// The columns of the values; none where rows are counted.
    pub y: Vec<ColumnName>,
    /// The column that parts the rows into series.
    pub series: Option<ColumnName>,
    /// The column with the English names of the series.
    pub series_en: Option<ColumnName>,
    /// Which rows are looked at.
    pub filter: Vec<Filter>,
    /// What becomes of several rows that belong together.
    pub aggregate: Option<Aggregate>,
    /// How many of the largest are shown.
    pub limit: Option<u32>,
    /// What comes first.
    pub order: Option<Order>,
    /// Whether small values stand above, as those of ranks do.
    pub reverse: bool,
    /// In what values are counted, where not as their column says.
    pub unit: Option<Bilingual>,
}

/// A column by its id, and where it is named.
pub type ColumnName = (Box<str>, Location);

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Lines over time.
    Line,
    /// Horizontal bars.
    Bar,
    /// A small chart for each series, on one scale.
    Multiples,
    /// What a whole is made of: stacked bars of equal length.
    Parts,
}

/// What becomes of several rows that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// How many there are.
    Count,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As in the file.
    File,
    /// The largest value.
    Value,
    /// By name, in Vietnamese order; by time.
    Label,
}

/// Rows in which a column has one of a few values.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The column.
    pub column: ColumnName,
    /// The values, each as it is written and where.
    pub values: Vec<(Box<str>, Location)>,
}

impl ChartKind {
    const WORDS: [(&'static str, Self); 4] =
        [("line", Self::Line), ("bar", Self::Bar), ("multiples", Self::Multiples), ("parts", Self::Parts)];
}

impl Aggregate {
    const WORDS: [(&'static str, Self); 3] = [("sum", Self::Sum), ("mean", Self::Mean), ("count", Self::Count)];
}

impl Order {
    const WORDS: [(&'static str, Self); 3] = [("file", Self::File), ("value", Self::Value), ("label", Self::Label)];
}

/// Reads all `[[chart]]`.
pub(super) fn charts(doc: &mut Document<'_>, table: &mut Table<'_>) -> Vec<ChartNote> {
    let mut charts: Vec<ChartNote> = Vec::new();
    for mut table in doc.tables(table, "chart").map(|(tables, _)| tables).unwrap_or_default() {
        let span = table.span.clone();
        let chart = chart(doc, &mut table, charts.len() + 1);
        doc.finish(table);
        let Some(chart) = chart else { continue };
        if charts.iter().any(|other| other.id == chart.id) {
            let help = "each [[chart]] has an id of its own";
            doc.error("dataset/chart-twice", span, format!("there is another chart \"{}\"", chart.id), help);
        }
        charts.push(chart);
    }
    charts
}

fn chart(doc: &mut Document<'_>, table: &mut Table<'_>, number: usize) -> Option<ChartNote> {
    let span = table.span.clone();
    let at = doc.place(&span);
    let id = own_id(doc, table).unwrap_or_else(|| format!("bieu-do-{number}").into());
    let kind = doc.word(table, "kind", &ChartKind::WORDS).map(|(kind, _)| kind);
    let title = title(doc, table);
    let aggregate = doc.word(table, "aggregate", &Aggregate::WORDS).map(|(aggregate, _)| aggregate);
    let y = doc.texts(table, "y").map(|(names, _)| names).unwrap_or_default();
    let y: Vec<ColumnName> = y.into_iter().map(|(name, span)| (name, doc.place(&span))).collect();
    let x = column_name(doc, table, "x");
    let series = column_name(doc, table, "series");
    let chart = ChartNote {
        at,
        id,
        kind: kind.unwrap_or(ChartKind::Bar),
        title: title.clone().unwrap_or_default(),
        note: doc.bilingual(table, "note").map(|(text, _)| text),
        x: x.clone().unwrap_or_else(|| ("".into(), at)),
        x_en: column_name(doc, table, "x_en"),
        y,
        series,
        series_en: column_name(doc, table, "series_en"),
        filter: filter(doc, table),
        aggregate,
        limit: doc.count(table, "limit").map(|(limit, _)| limit),
        order: doc.word(table, "order", &Order::WORDS).map(|(order, _)| order),
        reverse: doc.bool(table, "reverse").is_some_and(|(reverse, _)| reverse),
        unit: doc.bilingual(table, "unit").map(|(text, _)| text),
    };
    if doc.failed() {
        return None;
    }
    let missing = match () {
        () if kind.is_none() => Some(("a kind", "add a line: kind = \"bar\", or \"line\", \"multiples\", \"parts\"")),
        () if title.is_none() => Some(("a title", "add a line: title = { vi = \"...\", en = \"...\" }")),
        () if x.is_none() => Some(("an `x`", "add a line: x = \"...\" with the id of the column of names or years")),
        () if chart.y.is_empty() && aggregate != Some(Aggregate::Count) => {
            Some(("a `y`", "add a line: y = \"...\" with the id of a column of numbers, or aggregate = \"count\""))
        }
        () => None,
    };
    if let Some((what, help)) = missing {
        doc.error("dataset/chart", span.clone(), format!("a chart without {what}"), help);
    }
    if !chart.y.is_empty() && aggregate == Some(Aggregate::Count) {
        let help = "remove `y`: rows are counted; or aggregate with \"sum\"";
        doc.error("dataset/chart", span.clone(), "`y` has no meaning where rows are counted", help);
    }
    if chart.y.len() > 1 && chart.series.is_some() {
        let help = "keep one column in `y`, or remove `series`";
        doc.error("dataset/chart", span.clone(), "a chart with several columns in `y` and `series` besides", help);
    }
    if chart.limit == Some(0) {
        doc.error(
            "dataset/chart",
            span.clone(),
            "a chart of the 0 largest shows nothing",
            "write limit = 10, or remove it",
        );
    }
    if chart.kind == ChartKind::Line && chart.limit.is_some() {
        let help = "remove `limit`, and pick with `filter`";
        doc.error("dataset/chart", span, "the largest points of a line are no line", help);
    }
    Some(chart)
}

/// The `id` of a chart or an indicator.
pub(super) fn own_id(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Box<str>> {
    let (id, span) = doc.text(table, "id")?;
    if id.is_empty() || !is_id(&id, b'-') {
        let help = "an id has small letters without marks, digits and hyphens, such as \"xep-hang\"";
        doc.error("dataset/chart-id", span, format!("`id` cannot be \"{id}\""), help);
    }
    Some(id)
}

/// The `title`, unless it is empty.
pub(super) fn title(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Bilingual> {
    doc.bilingual(table, "title").map(|(title, _)| title).filter(|title| !title.vi.is_empty())
}

/// A column by its id.
pub(super) fn column_name(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<ColumnName> {
    doc.text(table, key).map(|(name, span)| (name, doc.place(&span)))
}

/// `filter = { nuoc = ["Việt Nam", "Pháp"], nam = 2024 }`.
pub(super) fn filter(doc: &mut Document<'_>, table: &mut Table<'_>) -> Vec<Filter> {
    let choices = doc.choices(table, "filter").unwrap_or_default();
    let placed = |doc: &Document<'_>, values: Vec<Placed<Box<str>>>| {
        values.into_iter().map(|(value, span)| (value, doc.place(&span))).collect()
    };
    choices
        .into_iter()
        .map(|((column, span), values)| Filter { column: (column, doc.place(&span)), values: placed(doc, values) })
        .collect()
}
