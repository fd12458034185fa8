//! What is drawn and followed of a dataset: charts and indicators, gathered while its rows are read.
//!
//! In: `[[chart]]` and `[[indicator]]`, a schema, and each row once. Out: small tables of exact numbers ([`ChartData`],
//! [`IndicatorData`]), or findings that say what to do. What is kept is bounded by [`CELLS`], however long the file is.
//! Nothing is drawn here.

mod arrange;
mod chart;
mod indicator;
mod matrix;
mod number;
mod select;
#[cfg(test)]
mod tests;

pub use chart::{ChartData, Label, SeriesData, SeriesLabel};
pub use indicator::{IndicatorData, Point, Standing, Trend};
pub use number::{percentage as share, sum};

use self::chart::Charting;
use self::indicator::Following;
use super::columns::schema::{Column, Schema};
use super::columns::seen::named;
use super::description::{ColumnName, Description};
use super::rows::Row;
use crate::diagnostic::{Diagnostic, nearest};

/// The most numbers that are kept for a chart or an indicator while rows are read.
pub const CELLS: usize = 50_000;

/// The charts and indicators of a dataset while its rows are read.
#[derive(Debug)]
pub(super) struct Figures {
    charts: Vec<Charting>,
    indicators: Vec<Following>,
}

impl Figures {
    /// Those of a description, as far as its columns are there.
    pub fn of(description: &Description, schema: &Schema) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let charts = (0..).zip(&description.charts);
        let charts = charts.filter_map(|(at, note)| Charting::of(at, note, schema, &mut found)).collect();
        let indicators = (0..).zip(&description.indicators);
        let indicators = indicators.filter_map(|(at, note)| Following::of(at, note, schema, &mut found)).collect();
        (Self { charts, indicators }, found)
    }

    /// Takes a row.
    pub fn see(&mut self, row: &Row) {
        self.charts.iter_mut().for_each(|chart| chart.see(row));
        self.indicators.iter_mut().for_each(|indicator| indicator.see(row));
    }

    /// What came of it, and what is wrong.
    pub fn finish(self, description: &Description) -> (Vec<ChartData>, Vec<IndicatorData>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let charts = self.charts.into_iter().filter_map(|chart| {
            let note = &description.charts[chart.note()];
            chart.finish(note, &mut found)
        });
        let charts = charts.collect();
        let indicators = self.indicators.into_iter().filter_map(|indicator| {
            let note = &description.indicators[indicator.note()];
            indicator.finish(note, &mut found)
        });
        let indicators = indicators.collect();
        (charts, indicators, found)
    }
}

/// The place of a column that is named.
fn position(schema: &Schema, (name, at): &ColumnName, found: &mut Vec<Diagnostic>) -> Option<usize> {
    let position = schema.position(name);
    if position.is_none() {
        let ids = || schema.columns.iter().map(|column| &*column.id);
        let near = nearest(name, ids()).map(|near| format!(": is it \"{near}\"?")).unwrap_or_default();
        let all: Vec<&str> = ids().take(30).collect();
        found.push(
            Diagnostic::error("dataset/chart-column", *at, format!("there is no column \"{name}\"{near}"))
                .help(format!("columns are named by their ids: {}", all.join(", "))),
        );
    }
    position
}

/// The place of a column of numbers.
fn number_position(schema: &Schema, name: &ColumnName, found: &mut Vec<Diagnostic>) -> Option<usize> {
    let at = position(schema, name, found)?;
    let column = &schema.columns[at];
    if column.kind.is_number() {
        return Some(at);
    }
    let message = format!("column \"{}\" is {}, not a number{}", name.0, kind_of(column), because(column));
    let help = "name a column of numbers; or, if it is one, say its type or its decimal mark in its [[column]]";
    found.push(Diagnostic::error("dataset/chart-number", name.1, message).help(help));
    None
}

/// The cells for which a column is text.
fn because(column: &Column) -> String {
    if column.odd.is_empty() { String::new() } else { format!(": it has cells such as {}", named(&column.odd)) }
}

fn kind_of(column: &Column) -> String {
    format!("of type \"{}\"", column.kind.word())
}
