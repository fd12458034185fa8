//! CSV (RFC 4180): clean, and as spreadsheets in Vietnam open it.
//!
//! **Clean**: UTF-8 without a byte order mark, a comma, CRLF, the ids of columns in the first row, a point in decimals.
//!
//! **For spreadsheets**: Excel takes CSV apart by the settings of Windows. With Vietnamese ones a comma stands in decimals, a
//! point between thousands and a semicolon between cells: `8.500` would be read as 8500, and `8500.5` as text. So here
//! cells are parted by semicolons, decimals by commas, and a byte order mark says that it is UTF-8. Texts that a spreadsheet
//! would run stand behind an apostrophe. The first row has the names people know. What no CSV can prevent is that Excel takes zeros
//! away from the front of codes as it opens the file; the workbook beside it keeps them.

use std::io::Write as _;

use super::{Batches, Output, Stop};
use crate::dataset::columns::schema::Column;
use crate::dataset::description::FileFormat;
use crate::dataset::publication::{Distribution, HashedFile};
use crate::dataset::publish::rows_csv::RowsCsv;
use crate::source::guarded;
use crate::table::Value;

/// Clean CSV.
pub fn clean(output: Output<'_>, batches: &mut Batches<'_>) -> Result<Distribution, Stop> {
    let file = output.create(FileFormat::Csv)?;
    let headings = output.dataset.plan.schema.columns.iter().map(|column| &*column.id);
    write(file, b',', headings, batches, |value, out| value.write(out))
}

/// CSV for spreadsheets.
pub fn excel(output: Output<'_>, batches: &mut Batches<'_>) -> Result<Distribution, Stop> {
    let mut file = output.create(FileFormat::ExcelCsv)?;
    file.write_all("\u{FEFF}".as_bytes()).map_err(|error| file.failed(&error))?;
    let headings: Vec<_> = output.dataset.plan.schema.columns.iter().map(|column| guarded(heading(column))).collect();
    write(file, b';', headings.iter().map(|heading| &**heading), batches, |value, out| match value {
        Value::Text(text) => out.push_str(&guarded(text)),
        Value::Number(_) => {
            let start = out.len();
            value.write(out);
            if let Some(point) = out[start..].find('.') {
                out.replace_range(start + point..=start + point, ",");
            }
        }
        Value::Boolean(value) => out.push_str(if value { "TRUE" } else { "FALSE" }),
        other => other.write(out),
    })
}

/// What people call a column.
pub fn heading(column: &Column) -> &str {
    let title = column.note.as_ref().and_then(|note| note.title.as_ref());
    title.map_or(&*column.name, |title| &*title.vi)
}

fn write<'h>(
    file: HashedFile<'_>,
    delimiter: u8,
    headings: impl Iterator<Item = &'h str>,
    batches: &mut Batches<'_>,
    cell: impl Fn(Value<'_>, &mut String),
) -> Result<Distribution, Stop> {
    let path = file.path().to_owned();
    let write = || {
        let mut out = RowsCsv::new(file, delimiter, headings)?;
        for batch in batches {
            for row in batch.rows() {
                out.row(row.values(), &cell)?;
            }
        }
        out.finish()
    };
    Ok(write().map_err(|error| crate::files::FileError::io(path, &error))?.finish()?)
}
