//! How a file is read: what was said of it, found in it and decided.

use super::{Row, Rows, Watch};
use crate::dataset::columns::schema::Schema;
use crate::dataset::description::{Grouping, Keeping};
use crate::dataset::encoding::Letters;
use crate::dataset::file::digest::Content;
use crate::dataset::file::store::{RawRows, Store};
use crate::dataset::layout::{Layout, Outline};
use crate::diagnostic::Diagnostic;
use crate::files::{Files, Location};

/// How a file is read into typed rows.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The file.
    pub store: Store,
    /// Where its table stands.
    pub layout: Layout,
    /// Its columns.
    pub schema: Schema,
    /// How many rows of the file there are up to the last one of the table: what follows are notes.
    pub end: u64,
    /// Whose letters its texts are in.
    pub letters: Letters,
    /// What the file had.
    pub content: Content,
    /// What becomes of sums.
    pub totals: Keeping,
    /// A last row that sums all others up without saying so: which row of the file it is, counted from one.
    pub unnamed_total: Option<u64>,
    /// What becomes of rows that name groups of others.
    pub groups: Grouping,
    /// The column that says to which group a row belongs, where there is one.
    pub group: Option<usize>,
    /// How the groups are numbered.
    pub outline: Outline,
    /// What becomes of cells beyond the last column.
    pub long_rows: Option<Keeping>,
}

impl Plan {
    /// The rows, from the first.
    pub fn rows<'a>(&'a self, files: &'a dyn Files) -> Result<Rows<'a>, Box<Diagnostic>> {
        Ok(self.typed(self.store.rows(files)?))
    }

    /// The rows, from the first, and [whether](Rows::is_of_plan) the file is still what it was, once all were read.
    pub fn digested_rows<'a>(&'a self, files: &'a dyn Files) -> Result<Rows<'a>, Box<Diagnostic>> {
        Ok(self.typed(self.store.digested_rows(files)?))
    }

    fn typed<'a>(&'a self, raw: RawRows<'a>) -> Rows<'a> {
        Rows {
            plan: self,
            raw,
            read: 0,
            given: 0,
            groups: Vec::new(),
            above: Default::default(),
            scratch: String::new(),
        }
    }

    /// Where a cell of a row stands.
    pub fn place(&self, row: &Row, column: usize) -> Location {
        self.store.place(&row.raw, column)
    }
}

/// Reads all rows of a plan.
pub(in crate::dataset) fn each_row<W: Watch>(
    files: &dyn Files,
    plan: &Plan,
    watch: &mut W,
    mut see: impl FnMut(&Row, &mut W),
) -> Result<(), Box<Diagnostic>> {
    let mut rows = plan.rows(files)?;
    let mut row = Row::default();
    while rows.next(&mut row, watch)? {
        see(&row, watch);
    }
    Ok(())
}
