//! Some rows of a table, which several formats read at once.

use crate::dataset::rows::{Row, Stored};
use crate::table::Value;

/// The rows of a batch; the last has fewer.
pub const ROWS: usize = 4096;
/// A batch of long texts ends before it has that many rows: at this many bytes.
const BYTES: usize = 4 << 20;

/// Some rows, one after the other.
#[derive(Debug, Default)]
pub struct Batch {
    width: usize,
    cells: Vec<Stored>,
    text: String,
}

impl Batch {
    /// Room for rows of so many columns.
    pub fn new(width: usize) -> Self {
        Self { width, cells: Vec::with_capacity(width * 64), text: String::new() }
    }

    /// Adds a row, which has as many cells as the batch has columns.
    pub fn push(&mut self, row: &Row) {
        row.copy_to(&mut self.cells, &mut self.text);
    }

    /// Whether it has as many rows as it should.
    pub fn is_full(&self) -> bool {
        self.cells.len() >= ROWS * self.width || self.text.len() >= BYTES
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Its rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Cells<'_>> {
        self.cells.chunks_exact(self.width.max(1)).map(|cells| Cells { cells, text: &self.text })
    }

    /// The values of a column.
    pub fn column(&self, column: usize) -> impl Iterator<Item = Value<'_>> {
        self.rows().map(move |row| row.value(column))
    }
}

/// A row of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'b> {
    cells: &'b [Stored],
    text: &'b str,
}

impl<'b> Cells<'b> {
    /// Its values, in the order of the columns.
    pub fn values(self) -> impl Iterator<Item = Value<'b>> {
        self.cells.iter().map(move |cell| cell.value(self.text))
    }

    /// The value of a column.
    pub fn value(self, column: usize) -> Value<'b> {
        self.cells.get(column).map_or(Value::Null, |cell| cell.value(self.text))
    }
}
