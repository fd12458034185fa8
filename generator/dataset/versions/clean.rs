//! The clean CSV of a version: the same bytes as that of a dataset whose file it was.

use std::io::{self, Write};

use crate::dataset::publish::rows_csv::RowsCsv;
use crate::dataset::rows::Plan;
use crate::dataset::rows::Unwatched;
use crate::dataset::rows::each_row;
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
    let headings = plan.schema.columns.iter().map(|column| &*column.id);
    let mut csv = RowsCsv::new(out, b',', headings).map_err(Failed::Writing)?;
    let (mut written, mut rows) = (Ok(()), 0);
    each_row(files, plan, &mut Unwatched, |row, _| {
        rows += 1;
        if written.is_ok() {
            let values = (0..row.len()).map(|index| row.value(index));
            written = csv.row(values, |value, out| value.write(out));
        }
    })
    .map_err(Failed::Reading)?;
    let out = written.and_then(|()| csv.finish()).map_err(Failed::Writing)?;
    Ok((rows, out))
}
