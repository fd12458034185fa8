//! What changed between two versions, or between a version and the file of today.

use super::{Edition, Recorded};
use crate::dataset::description::Description;
use crate::dataset::diff::{self, Cells, Column, Counts, Rows, Side, Visitor};
use crate::dataset::read::dataset::Dataset;
use crate::dataset::rows::Plan;
use crate::dataset::rows::Unwatched;
use crate::dataset::rows::each_row;
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// What is needed of a version, or of a dataset as it is now, to compare it.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    description: &'a Description,
    plan: &'a Plan,
    edition: &'a Edition,
}

impl Recorded {
    /// This version, to be compared.
    pub fn compared(&self) -> Compared<'_> {
        Compared { description: &self.description, plan: &self.plan, edition: &self.edition }
    }
}

impl Dataset {
    /// The dataset as it is now, to be compared; `edition` is what its file gives.
    pub fn compared<'a>(&'a self, edition: &'a Edition) -> Compared<'a> {
        Compared { description: &self.description, plan: &self.plan, edition }
    }
}

/// Compares two of them, in the memory [`diff::HELD`] says, whatever their size.
///
/// # Errors
/// Where a file cannot be read.
pub fn compare(
    files: &dyn Files,
    before: Compared<'_>,
    after: Compared<'_>,
    visitor: &mut dyn Visitor,
) -> Result<Counts, Box<Diagnostic>> {
    let (old, new) = (rows(files, before.plan), rows(files, after.plan));
    diff::compare(&before.side(&*old), &after.side(&*new), visitor)
}

fn rows<'a>(files: &'a dyn Files, plan: &'a Plan) -> Box<Rows<'a>> {
    Box::new(move |see| {
        let mut cells = Cells::default();
        each_row(files, plan, &mut Unwatched, |row, _| {
            cells.clear();
            (0..row.len()).for_each(|index| cells.push_value(row.value(index)));
            see(&cells);
        })
    })
}

impl<'a> Compared<'a> {
    fn side(self, rows: &'a Rows<'a>) -> Side<'a> {
        let columns = self.plan.schema.columns.iter().map(|column| Column {
            id: column.id.clone(),
            heading: column.name.clone(),
            title: column.note.as_ref().and_then(|note| note.title.clone()),
            kind: column.kind,
            unit: column.unit.clone(),
        });
        let keys = self.description.keys.iter();
        Side {
            columns: columns.collect(),
            keys: keys.filter_map(|(id, _)| self.plan.schema.position(id)).collect(),
            extent: (self.edition.rows, self.edition.clean_bytes),
            rows,
        }
    }
}
