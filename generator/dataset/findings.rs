//! Findings about cells, gathered: a million bad cells are one finding with the first rows named and the rest counted.

use std::collections::BTreeMap;

use super::columns::misfit::Misfits;
use super::columns::schema::Column;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Location;

/// How many rows a finding names.
const NAMED: usize = 20;

/// Findings being gathered, by rule and column.
#[derive(Debug, Default)]
pub struct Findings {
    found: BTreeMap<(&'static str, usize), Found>,
}

#[derive(Debug)]
struct Found {
    first: Diagnostic,
    count: u64,
    rows: Vec<u64>,
    /// The cells that cannot be what their column is, where it is about such.
    misfits: Option<Misfits>,
}

/// What is wrong in a row.
#[derive(Debug, Clone, Copy)]
pub struct Wrong {
    /// The rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The column, where it is about one.
    pub column: Option<usize>,
    /// The row of the table, counted from one; of the file, where there is no table yet.
    pub row: u64,
    /// Where it is.
    pub at: Location,
}

impl Findings {
    /// Adds a finding; `words` gives the message and the help, and is asked for the first of its kind only.
    pub fn add(&mut self, wrong: Wrong, words: impl FnOnce() -> (String, String)) -> &mut Diagnostic {
        let column = wrong.column.unwrap_or(usize::MAX);
        let found = self.found.entry((wrong.rule, column)).or_insert_with(|| {
            let (message, help) = words();
            let first = Diagnostic::new(wrong.rule, wrong.severity, wrong.at, message).help(help);
            Found { first, count: 0, rows: Vec::new(), misfits: None }
        });
        found.count += 1;
        if found.rows.len() < NAMED && found.rows.last() != Some(&wrong.row) {
            found.rows.push(wrong.row);
        }
        &mut found.first
    }

    /// Adds a cell that cannot be what its column is: what is to be done is known once all such are.
    pub fn add_misfit(&mut self, wrong: Wrong, text: &str, column: &Column, words: impl FnOnce() -> String) {
        self.add(wrong, || (words(), String::new()));
        if let Some(found) = self.found.get_mut(&(wrong.rule, wrong.column.unwrap_or(usize::MAX))) {
            found.misfits.get_or_insert_with(|| Misfits::of(column)).add(text);
        }
    }

    /// The findings, each with the rows it was made in.
    pub fn finish(self) -> Vec<Diagnostic> {
        let told = self.found.into_values().map(|found| {
            let mut diagnostic = found.first;
            if let Some((help, line)) = found.misfits.map(|misfits| misfits.remedy()) {
                diagnostic = diagnostic.help(help);
                diagnostic.paste = line.map(Into::into);
            }
            if found.count > 1 {
                let rows: Vec<String> = found.rows.iter().map(u64::to_string).collect();
                let more = if found.count > found.rows.len() as u64 { ", ..." } else { "" };
                diagnostic.message =
                    format!("{}; {} times, in rows {}{more}", diagnostic.message, found.count, rows.join(", "));
            }
            diagnostic
        });
        told.collect()
    }
}
