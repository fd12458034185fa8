//! Blank cells that may mean what stands above them: merged cells of a sheet that was saved as CSV. Nothing is filled unless
//! `dataset.toml` says so; here it is found out whether to ask.

use super::decide::is_ordinal;
use super::schema::Column;
use super::seen::{Cell, Seen, named};
use crate::dataset::description::lines::column_line;
use crate::diagnostic::Diagnostic;

/// A column with fewer blank cells lacks some by accident.
const ENOUGH: u64 = 2;
/// At least one cell of so many is blank.
const SHARE: u64 = 4;

/// The blank cells of a column, counted.
#[derive(Debug, Clone, Default)]
pub(in crate::dataset) struct Blanks {
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

/// What is asked about the columns that stand first, but for numbers of rows: cells are merged there. What was measured is of its
/// row alone.
pub(in crate::dataset) fn asked(columns: &[Column], blanks: &[Blanks]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (column, blanks) in columns.iter().zip(blanks).filter(|(column, _)| !is_ordinal(&column.name)) {
        let note = column.note.as_ref();
        if note.is_some_and(|note| note.blank.is_some()) {
            continue;
        }
        let may_be_above = !column.kind.is_number() && blanks.may_be_above();
        let Some(first) = blanks.blank.examples.first().filter(|_| may_be_above) else { break };
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
