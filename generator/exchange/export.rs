//! The catalogue as a table: a row a procedure, a column a field, in cells that an import reads back.
//!
//! In: merged procedures. Out: rows of texts, and the bytes of a CSV file; the workbook is written next door.

use super::columns;
use crate::catalogue::Procedure;
use crate::source::{Column, cell, guarded};

/// The most characters a cell of a workbook holds, in UTF-16 as Excel counts them.
pub const MAX_CELL: usize = 32_767;
/// The most rows a sheet holds.
pub const MAX_ROWS: usize = 1_048_576;

/// The catalogue as rows of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the columns hold; the code is the first.
    pub columns: Vec<Column>,
    /// A row a procedure.
    pub rows: Vec<Vec<String>>,
}

/// A cell that a workbook cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLong {
    /// The procedure.
    pub code: String,
    /// The column.
    pub column: Column,
    /// How many characters it has.
    pub length: usize,
}

impl Table {
    /// The rows of `procedures`.
    pub fn of(procedures: &[Procedure], columns: &[Column]) -> Self {
        let row = |procedure| columns.iter().map(|&column| words(column, procedure)).collect();
        Self { columns: columns.to_vec(), rows: procedures.iter().map(row).collect() }
    }

    /// The headings: a name for people and the key of the field.
    pub fn headings(&self) -> Vec<String> {
        self.columns.iter().map(|&column| columns::heading(column)).collect()
    }

    /// Takes out the cells that a workbook cannot hold. An empty cell changes nothing when it is imported.
    pub fn take_too_long(&mut self) -> Vec<TooLong> {
        let mut taken = Vec::new();
        for row in &mut self.rows {
            let code = row.first().cloned().unwrap_or_default();
            for (cell, &column) in row.iter_mut().zip(&self.columns) {
                // A byte is at least as much as a unit of UTF-16.
                let length = if cell.len() > MAX_CELL { cell.encode_utf16().count() } else { 0 };
                if length > MAX_CELL {
                    taken.push(TooLong { code: code.clone(), column, length });
                    cell.clear();
                }
            }
        }
        taken
    }

    /// The table as CSV: UTF-8 with a byte order mark, so that Excel reads it as such; RFC 4180; cells that a
    /// spreadsheet would take for formulas begin with an apostrophe, which an import takes away.
    pub fn csv(&self) -> Result<Vec<u8>, String> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
        let guard = |row: &[String]| -> Vec<String> { row.iter().map(|cell| guarded(cell).into_owned()).collect() };
        let headings = self.headings();
        let written = std::iter::once(&headings).chain(&self.rows).try_for_each(|row| writer.write_record(guard(row)));
        written.map_err(|error| error.to_string())?;
        writer.into_inner().map_err(|error| error.to_string())
    }
}

/// What the cell of a column says: line breaks are of one kind, because no spreadsheet keeps two apart.
pub(super) fn words(column: Column, procedure: &Procedure) -> String {
    let words = cell(column, procedure);
    if words.contains('\r') { words.replace("\r\n", "\n").replace('\r', "\n") } else { words }
}
