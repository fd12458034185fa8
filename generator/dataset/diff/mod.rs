//! What changed between two versions of a table: its columns first, then its rows by their key.
//!
//! In: two [`Side`]s, which give their rows as often as they are wanted. Out: what a [`Visitor`] is told, row by row; a [`Diff`]
//! is one that keeps it. Rows are the same where their keys are, those of the newer table where the older said none; without keys,
//! or where the keys are others than before, a row is its whole content, and rows that stand several times are counted. The order of rows says nothing. Numbers are compared
//! by value (`1.50` is `1.5`), everything else as it is published. Cells of a column that only one side has are no changes of
//! rows: the change of schema says it.
//!
//! **Memory.** The older side is held, packed, while the newer passes by. Where it is more than [`HELD`] bytes with its index,
//! keys are parted by their hash and both sides are read once for each part, so that tables of any size are compared in that
//! memory. This room does no I/O.

mod cells;
mod collect;
mod held;
mod join;
mod log;
mod schema;

#[cfg(test)]
mod tests;

pub use cells::Cells;
pub use collect::{CellChange, ChangedRow, Diff, WholeRow};
pub use join::HELD;
pub use log::ChangeLog;
pub use schema::{Alignment, Pair, SchemaChange};

use crate::catalogue::Bilingual;
use crate::diagnostic::Diagnostic;
use crate::table::Kind;

/// A column of a table that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What files call it.
    pub id: Box<str>,
    /// Its heading in the file.
    pub heading: Box<str>,
    /// What people call it.
    pub title: Option<Bilingual>,
    /// Its type.
    pub kind: Kind,
    /// In what its values are counted.
    pub unit: Option<Box<str>>,
}

/// Gives all rows of a table, one after the other.
pub type Rows<'a> = dyn Fn(&mut dyn FnMut(&Cells)) -> Result<(), Box<Diagnostic>> + 'a;

/// A table that is compared.
pub struct Side<'a> {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Those that together name a row; none where whole rows are compared.
    pub keys: Vec<usize>,
    /// How many rows it has, and about how many bytes their cells: what is held is planned by it.
    pub extent: (u64, u64),
    /// Its rows.
    pub rows: &'a Rows<'a>,
}

/// How much changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Changes of columns and keys.
    pub schema: u64,
    /// Rows that are new.
    pub added: u64,
    /// Rows that are gone.
    pub removed: u64,
    /// Rows of which cells changed.
    pub changed: u64,
    /// The cells that changed in them.
    pub cells: u64,
}

impl Counts {
    /// Whether nothing changed.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// A row and its number in its own table, counted from one.
#[derive(Clone, Copy)]
pub struct Numbered<'a> {
    /// The number.
    pub number: u64,
    /// The row.
    pub cells: &'a Cells,
}

/// Whoever is told of changes: of the schema once and first, then of rows.
pub trait Visitor {
    /// The columns, how they go together, and what changed about them.
    fn schema(&mut self, before: &[Column], after: &[Column], alignment: &Alignment);
    /// A row is new.
    fn added(&mut self, row: Numbered<'_>);
    /// A row is gone.
    fn removed(&mut self, row: Numbered<'_>);
    /// Cells of a row changed: those of these pairs of columns.
    fn changed(&mut self, before: Numbered<'_>, after: Numbered<'_>, pairs: &[Pair]);
}

/// Compares two tables, holding at most [`HELD`] bytes of them.
///
/// # Errors
/// What the rows of a side fail with.
pub fn compare(before: &Side<'_>, after: &Side<'_>, visitor: &mut dyn Visitor) -> Result<Counts, Box<Diagnostic>> {
    compare_within(before, after, HELD, visitor)
}

fn compare_within(
    before: &Side<'_>,
    after: &Side<'_>,
    held: u64,
    visitor: &mut dyn Visitor,
) -> Result<Counts, Box<Diagnostic>> {
    let alignment = Alignment::find(before, after, held)?;
    let mut counts = Counts { schema: alignment.changes.len() as u64, ..Counts::default() };
    visitor.schema(&before.columns, &after.columns, &alignment);
    let mut differ = Vec::new();
    join::join(before, after, &alignment, held, &mut |met| match met {
        join::Met::Added(row) => {
            counts.added += 1;
            visitor.added(row);
        }
        join::Met::Removed(row) => {
            counts.removed += 1;
            visitor.removed(row);
        }
        join::Met::Both(old, new) => {
            differ.clear();
            differ.extend(alignment.pairs.iter().filter(|pair| !pair.same(old.cells, new.cells)));
            if !differ.is_empty() {
                counts.changed += 1;
                counts.cells += differ.len() as u64;
                visitor.changed(old, new, &differ);
            }
        }
    })?;
    Ok(counts)
}
