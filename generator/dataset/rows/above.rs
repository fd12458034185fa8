//! Cells that are left blank because the one above them holds for them too, while rows are read: what the cell above says, in
//! the columns of which `dataset.toml` says so.

use crate::dataset::columns::schema::Column;
use crate::dataset::description::Blank;
use crate::dataset::file::raw::{Origin, RawRow};

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

/// Whether blank cells of a column mean the one above.
pub(super) fn fills(column: &Column) -> bool {
    column.note.as_ref().is_some_and(|note| note.blank == Some(Blank::Above))
}
