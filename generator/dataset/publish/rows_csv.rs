//! Typed rows as CSV (RFC 4180): what every clean CSV, of a dataset and of its versions, is written by.

use std::io::{self, Write};

use crate::table::Value;

/// Bytes that are gathered before they are written.
const BUFFER: usize = 1 << 18;

/// Writes rows as CSV, lines ending as RFC 4180 says.
pub struct RowsCsv<W: Write> {
    out: csv::Writer<W>,
    text: String,
}

impl<W: Write> RowsCsv<W> {
    /// Begins with a row of headings.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new<'h>(out: W, delimiter: u8, headings: impl Iterator<Item = &'h str>) -> io::Result<Self> {
        let mut out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .buffer_capacity(BUFFER)
            .from_writer(out);
        out.write_record(headings)?;
        Ok(Self { out, text: String::new() })
    }

    /// Writes a row, each value as `cell` appends it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn row<'v>(
        &mut self,
        values: impl Iterator<Item = Value<'v>>,
        cell: impl Fn(Value<'v>, &mut String),
    ) -> io::Result<()> {
        for value in values {
            self.text.clear();
            cell(value, &mut self.text);
            self.out.write_field(&self.text)?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Writes what is left, and gives back what it was written to.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
