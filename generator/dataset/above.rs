//! Cells that are left blank because the one above them holds for them too: merged cells of a sheet that was saved as CSV.
//!
//! In the first look: whether the blank cells of a column may mean that ([`Blanks`]). While rows are read: what the cell above
//! says ([`Above`]). Nothing is filled unless `dataset.toml` says so.

use super::decide::{column_line, is_ordinal};
use super::description::Blank;
use super::evidence::{Cell, Seen, named};
use super::raw::{Origin, RawRow};
use super::schema::Column;
use crate::diagnostic::Diagnostic;

/// A column with fewer blank cells lacks some by accident.
const ENOUGH: u64 = 2;
/// At least one cell of so many is blank.
const SHARE: u64 = 4;

/// The blank cells of a column, counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Blanks {
    filled: u64,
    blank: Seen,
    last: String,
    /// Whether nothing stands above one, nothing to the right of one, or a value stands below itself: who leaves out what is the
    /// same above does not.
    is_other: bool,
}

impl Blanks {
    /// Counts a cell, cleaned, of a row; `used` is how many cells the row has up to the last that says something.
    pub fn see(&mut self, cell: &Cell<'_>, index: usize, used: usize) {
        if self.is_other {
        } else if cell.text.is_empty() {
            self.is_other = self.filled == 0 || index + 1 >= used;
            self.blank.add(cell);
        } else {
            self.is_other = *self.last == *cell.text;
            self.filled += 1;
            cell.text.clone_into(&mut self.last);
        }
    }

    fn may_be_above(&self) -> bool {
        let all = self.blank.count + self.filled;
        !self.is_other && self.filled > 0 && self.blank.count >= ENOUGH && self.blank.count * SHARE >= all
    }
}

/// What is asked about the columns that stand first, but for numbers of rows: cells are merged there.
pub(super) fn asked(columns: &[Column], blanks: &[Blanks]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (column, blanks) in columns.iter().zip(blanks).filter(|(column, _)| !is_ordinal(&column.name)) {
        let note = column.note.as_ref();
        if note.is_some_and(|note| note.blank.is_some()) {
            continue;
        }
        let Some(first) = blanks.blank.examples.first().filter(|_| blanks.may_be_above()) else { break };
        let message = format!(
            "{} of {} cells of \"{}\" are blank, and may mean what stands above them: {}",
            blanks.blank.count,
            blanks.blank.count + blanks.filled,
            column.name,
            named(&blanks.blank.examples),
        );
        let help = "blank = \"above\" gives each the value above it and logs it; blank = \"keep\" leaves them empty";
        let line = column_line(note, &column.name, "blank = \"above\"");
        found.push(Diagnostic::warning("dataset/blank-cells", first.at, message).help(help).paste(line));
    }
    found
}

/// What the cells above say, in the columns whose blank cells mean it.
#[derive(Debug, Default)]
pub(super) struct Above {
    cells: Vec<Option<(String, Origin)>>,
}

impl Above {
    /// Forgets everything: nothing is merged across groups.
    pub fn clear(&mut self) {
        self.cells.clear();
    }

    /// Takes out what stands above a blank cell of a row.
    pub fn take(&mut self, raw: &RawRow, index: usize, column: &Column) -> Option<(String, Origin)> {
        let is_blank = raw.origin(index) != Origin::Merged && raw.cell(index).trim().is_empty();
        if is_blank && fills(column) { self.cells.get_mut(index)?.take() } else { None }
    }

    /// Keeps what a cell says for those below it; what is new there holds for nothing to its right any more.
    pub fn keep(&mut self, raw: &RawRow, index: usize, column: &Column) {
        if !fills(column) || (raw.origin(index) != Origin::Merged && raw.cell(index).trim().is_empty()) {
            return;
        }
        let says = raw.origin(index) != Origin::Error && !column.is_null(raw.cell(index).trim());
        self.cells.truncate(index);
        self.cells.resize(index, None);
        self.cells.push(says.then(|| (raw.cell(index).to_owned(), raw.origin(index))));
    }

    /// Puts back what was taken.
    pub fn put(&mut self, index: usize, cell: (String, Origin)) {
        if let Some(place) = self.cells.get_mut(index) {
            *place = Some(cell);
        }
    }
}

fn fills(column: &Column) -> bool {
    column.note.as_ref().is_some_and(|note| note.blank == Some(Blank::Above))
}
