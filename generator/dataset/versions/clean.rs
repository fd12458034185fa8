//! The clean CSV of a version: the same bytes as that of a dataset whose file it was.

use std::io::{self, Write};

use crate::dataset::plan::Plan;
use crate::dataset::read::each_row;
use crate::dataset::rows::Unwatched;
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// Why there is no clean CSV.
#[derive(Debug)]
pub(super) enum Failed {
    /// The file cannot be read.
    Reading(Box<Diagnostic>),
    /// It cannot be written.
    Writing(io::Error),
}

/// Writes the rows of a plan as UTF-8, RFC 4180, values in their one spelling; how many there are.
pub(super) fn write<W: Write>(files: &dyn Files, plan: &Plan, out: W) -> Result<(u64, W), Failed> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let mut written = csv.write_record(plan.schema.columns.iter().map(|column| &*column.id));
    let mut text = String::new();
    let mut rows = 0;
    each_row(files, plan, &mut Unwatched, |row, _| {
        rows += 1;
        for index in 0..row.len() {
            if written.is_ok() {
                text.clear();
                row.value(index).write(&mut text);
                written = csv.write_field(&text);
            }
        }
        if written.is_ok() {
            written = csv.write_record(None::<&[u8]>);
        }
    })
    .map_err(Failed::Reading)?;
    let out = written.map_err(io::Error::from).and_then(|()| csv.into_inner().map_err(csv::IntoInnerError::into_error));
    Ok((rows, out.map_err(Failed::Writing)?))
}
