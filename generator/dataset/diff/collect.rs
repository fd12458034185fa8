//! Changes that are kept: all of them, or the first of each kind.

use std::collections::BTreeMap;

use super::schema::{Alignment, Pair, SchemaChange};
use super::{Column, Numbered, Visitor};

/// What changed between two tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// What changed about columns.
    pub schema: Vec<SchemaChange>,
    /// The columns before.
    pub before: Vec<Column>,
    /// The columns now.
    pub after: Vec<Column>,
    /// The columns that name a row, by their places now; none where whole rows are compared.
    pub keys: Vec<usize>,
    /// The column whose words say what a row is where its keys are codes, by its place now.
    pub name: Option<usize>,
    /// How many cells changed of each column that has any, by its place now.
    pub cells: BTreeMap<usize, u64>,
    /// Rows that are new.
    pub added: Vec<WholeRow>,
    /// Rows that are gone.
    pub removed: Vec<WholeRow>,
    /// Rows of which cells changed.
    pub changed: Vec<ChangedRow>,
    /// How many of each kind are kept.
    most: usize,
}

/// A row that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeRow {
    /// Its number in its table, counted from one.
    pub number: u64,
    /// Its cells.
    pub cells: Vec<Box<str>>,
}

/// A row of which cells changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRow {
    /// Its number in the newer table, counted from one.
    pub number: u64,
    /// The cells that name it, as they are now.
    pub key: Vec<Box<str>>,
    /// What it is in words now, where there is a column of names; empty where it says nothing.
    pub name: Option<Box<str>>,
    /// What changed, in the order of the columns.
    pub cells: Vec<CellChange>,
}

/// A cell that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The place of its column now.
    pub column: usize,
    /// What it said; empty where it said nothing.
    pub before: Box<str>,
    /// What it says.
    pub after: Box<str>,
}

impl Diff {
    /// One that keeps the first `most` rows of each kind.
    pub fn of_first(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    fn keep(most: usize, rows: &mut Vec<WholeRow>, row: Numbered<'_>) {
        if rows.len() < most {
            rows.push(WholeRow { number: row.number, cells: row.cells.iter().map(Into::into).collect() });
        }
    }
}

impl Visitor for Diff {
    fn schema(&mut self, before: &[Column], after: &[Column], alignment: &Alignment) {
        self.schema = alignment.changes.clone();
        (self.before, self.after) = (before.to_vec(), after.to_vec());
        self.keys = alignment.keys.iter().map(|pair| pair.after).collect();
        self.name = alignment.name(after).map(|pair| pair.after);
    }

    fn added(&mut self, row: Numbered<'_>) {
        Self::keep(self.most, &mut self.added, row);
    }

    fn removed(&mut self, row: Numbered<'_>) {
        Self::keep(self.most, &mut self.removed, row);
    }

    fn changed(&mut self, before: Numbered<'_>, after: Numbered<'_>, pairs: &[Pair]) {
        for pair in pairs {
            *self.cells.entry(pair.after).or_default() += 1;
        }
        if self.changed.len() >= self.most {
            return;
        }
        let cell = |pair: &Pair| CellChange {
            column: pair.after,
            before: before.cells.get(pair.before).into(),
            after: after.cells.get(pair.after).into(),
        };
        self.changed.push(ChangedRow {
            number: after.number,
            key: self.keys.iter().map(|&at| after.cells.get(at).into()).collect(),
            name: self.name.map(|at| after.cells.get(at).into()),
            cells: pairs.iter().map(cell).collect(),
        });
    }
}
