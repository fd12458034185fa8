//! The order in which a chart is drawn, what is too small to be asked for, and what cannot be drawn so that it can be read.

use std::cmp::{Ordering, Reverse};

use super::chart::{ChartData, Label, SeriesData, SeriesLabel};
use super::number::sum;
use crate::dataset::description::{ChartKind, ChartNote, Order};
use crate::diagnostic::Diagnostic;
use crate::language::compare;
use crate::table::{Decimal, Kind};

/// The most that is drawn, by kind: points of a line, bars, points of a panel, bars of parts.
const MOST_X: [(ChartKind, usize); 4] =
    [(ChartKind::Line, 400), (ChartKind::Bar, 60), (ChartKind::Multiples, 100), (ChartKind::Parts, 30)];
/// The most series, by kind: what can be told apart without colours.
const MOST_SERIES: [(ChartKind, usize); 4] =
    [(ChartKind::Line, 6), (ChartKind::Bar, 4), (ChartKind::Multiples, 24), (ChartKind::Parts, 6)];

impl ChartData {
    /// Puts everything into the order in which it is drawn, and leaves out what is too small to be asked for.
    pub(super) fn arrange(&mut self, chart: &ChartNote, x_kind: Kind) {
        let default = match (chart.limit, x_kind.is_time()) {
            (_, true) => Order::Label,
            (Some(_), false) if chart.kind != ChartKind::Multiples => Order::Value,
            _ => Order::File,
        };
        let mut order: Vec<usize> = (0..self.x.len()).collect();
        match chart.order.unwrap_or(default) {
            Order::File => {}
            Order::Value => order.sort_by_key(|&at| Reverse(self.total(at))),
            Order::Label => order.sort_by(|&a, &b| in_order(&self.x[a].text, &self.x[b].text, x_kind)),
        }
        let limit = chart.limit.map_or(usize::MAX, |limit| limit as usize);
        let of_one_whole = chart.kind == ChartKind::Parts && self.series.len() == 1;
        if chart.kind == ChartKind::Multiples {
            self.limit_panels(limit);
        } else if !of_one_whole {
            let mut largest: Vec<usize> = order.clone();
            largest.sort_by_key(|&at| Reverse(self.total(at)));
            largest.truncate(limit);
            self.left_out = order.len() - largest.len();
            largest.sort_unstable();
            order.retain(|at| largest.binary_search(at).is_ok());
        }
        self.x = order.iter().map(|&at| self.x[at].clone()).collect();
        for series in &mut self.series {
            series.values = order.iter().map(|&at| series.values[at]).collect();
        }
        if of_one_whole {
            self.turn(limit);
        }
    }

    fn total(&self, at: usize) -> Option<Decimal> {
        let values = self.series.iter().filter_map(|series| series.values[at]);
        values.reduce(|a, b| sum(a, b).unwrap_or(a))
    }

    fn limit_panels(&mut self, limit: usize) {
        let total = |series: &SeriesData| series.values.iter().flatten().copied().reduce(|a, b| sum(a, b).unwrap_or(a));
        let mut largest: Vec<usize> = (0..self.series.len()).collect();
        largest.sort_by_key(|&at| Reverse(total(&self.series[at])));
        largest.truncate(limit);
        self.left_out = self.series.len() - largest.len();
        largest.sort_unstable();
        self.series = largest.iter().map(|&at| self.series[at].clone()).collect();
    }

    /// Parts that stand in rows become the series of one whole; those beyond the limit become one.
    fn turn(&mut self, limit: usize) {
        let x = std::mem::take(&mut self.x);
        let values = std::mem::take(&mut self.series).swap_remove(0).values;
        let parts = x.into_iter().zip(values).filter(|(_, value)| value.is_some());
        let mut parts: Vec<SeriesData> =
            parts.map(|(label, value)| SeriesData { label: SeriesLabel::Value(label), values: vec![value] }).collect();
        if parts.len() > limit.max(1) {
            let rest = parts.split_off(limit.max(1));
            let whole = rest.iter().filter_map(|part| part.values[0]).reduce(|a, b| sum(a, b).unwrap_or(a));
            parts.push(SeriesData { label: SeriesLabel::Other, values: vec![whole] });
        }
        self.series_column = Some(self.x_column);
        self.series = parts;
        self.x = vec![Label::default()];
    }

    /// What cannot be drawn so that it can be read.
    pub(super) fn problem(&self, chart: &ChartNote) -> Option<Diagnostic> {
        let error = |message: String, help: &str| {
            Some(Diagnostic::error("dataset/chart-too-many", chart.at, message).help(help.to_owned()))
        };
        let most = |table: &[(ChartKind, usize)]| {
            table.iter().find(|(kind, _)| *kind == chart.kind).map_or(usize::MAX, |&(_, most)| most)
        };
        let (x, series) = (self.x.len(), self.series.len());
        let (most_x, most_series) = (most(&MOST_X), most(&MOST_SERIES));
        if x > most_x {
            let help = match chart.kind {
                ChartKind::Line | ChartKind::Multiples => "pick with `filter`, or give a column of years",
                ChartKind::Bar | ChartKind::Parts => "limit = 20 draws the 20 largest; `filter` picks by value",
            };
            return error(format!("{x} different values of \"{}\", and {most_x} are the most", chart.x.0), help);
        }
        if series > most_series {
            let help = match chart.kind {
                ChartKind::Line => "pick with `filter`, or draw kind = \"multiples\"",
                ChartKind::Bar => "pick with `filter`, or draw kind = \"multiples\"",
                ChartKind::Multiples => "limit = 12 draws the 12 largest; `filter` picks by value",
                ChartKind::Parts => "limit = 5 keeps the 5 largest and adds up the rest; `filter` picks by value",
            };
            let what = if chart.kind == ChartKind::Parts { "parts" } else { "series" };
            return error(format!("{series} {what}, and {most_series} are the most that can be told apart"), help);
        }
        let negative = |series: &SeriesData| series.values.iter().flatten().any(|value| value.mantissa < 0);
        if chart.kind == ChartKind::Parts && self.series.iter().any(negative) {
            let message = "a part of a whole cannot be less than nothing".to_owned();
            let help = "draw kind = \"bar\", or pick with `filter`";
            return Some(Diagnostic::error("dataset/chart-negative", chart.at, message).help(help));
        }
        None
    }
}

fn in_order(a: &str, b: &str, kind: Kind) -> Ordering {
    match (Decimal::parse(a), Decimal::parse(b)) {
        (Some(a), Some(b)) if kind.is_number() => a.cmp(&b),
        // Years, months and days are written so that bytes are in order.
        _ if kind.is_time() || kind == Kind::Code => a.cmp(b),
        _ => compare(a, b).then_with(|| a.cmp(b)),
    }
}
