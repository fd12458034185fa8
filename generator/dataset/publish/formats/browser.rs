//! The files by which pages filter and sort: a [`crate::table`] below `table/`.

use std::cell::RefCell;

use super::{Batches, Output, Stop, digits};
use crate::dataset::publication::Reason;
use crate::dataset::read::dataset::Dataset;
use crate::files::FileError;
use crate::table::format::{LARGEST, MOST_COLUMNS, MOST_ROWS};
use crate::table::writer::{Error, Layout, Put, Writer};
use crate::table::{Column, Kind, Value};

/// The folder below the dataset's.
const FOLDER: &str = "table";
/// The most digits of numbers that are compared as such; columns of larger ones are compared as codes.
const MOST_DIGITS: u8 = 18;

/// Writes the table; gives its folder, from the root of the site.
pub fn write(output: Output<'_>, batches: &mut Batches<'_>) -> Result<Box<str>, Stop> {
    let folder = output.folder;
    let names = RefCell::new(Vec::new());
    let mut put = |name: &str, bytes: &[u8]| {
        let path = folder.path_of(&format!("{FOLDER}/{name}"));
        folder.sink().put(&path, bytes)?;
        names.borrow_mut().push(path);
        Ok(())
    };
    let written = write_rows(output, batches, &mut put);
    if let Err(Stop::Unfit(_)) = &written {
        names.take().iter().try_for_each(|path| folder.sink().take_back(path))?;
    }
    written.map(|()| folder.path_of(FOLDER).into())
}

fn write_rows<'p>(output: Output<'_>, batches: &mut Batches<'_>, put: &'p mut Put<'p, FileError>) -> Result<(), Stop> {
    let columns = columns(output.dataset);
    let rows = output.dataset.profile.rows;
    let rows = u32::try_from(rows).ok().filter(|&rows| rows <= MOST_ROWS);
    let rows = rows.ok_or(Stop::Unfit(Reason::Rows(MOST_ROWS.into())))?;
    let is_code: Vec<bool> = columns.iter().map(|column| column.kind == Kind::Code).collect();
    let stop = |error| stop(output.dataset, error);
    let mut writer = Writer::new(columns, rows, Layout::default(), put).map_err(stop)?;
    let mut texts = vec![String::new(); is_code.len()];
    for batch in batches {
        for row in batch.rows() {
            for ((value, text), is_code) in row.values().zip(&mut texts).zip(&is_code) {
                text.clear();
                if *is_code && matches!(value, Value::Number(_)) {
                    value.write(text);
                }
            }
            let cells: Vec<Value<'_>> = row
                .values()
                .zip(&texts)
                .map(|(value, text)| if text.is_empty() { value } else { Value::Text(text) })
                .collect();
            writer.push(&cells).map_err(stop)?;
        }
    }
    writer.finish().map(drop).map_err(stop)
}

/// Whether the numbers of a column have more digits than pages compare: they are neither sorted nor filtered by ranges there.
pub fn is_unordered(dataset: &Dataset, column: usize) -> bool {
    let is_number = dataset.plan.schema.columns.get(column).is_some_and(|column| column.kind.is_number());
    is_number && digits(dataset, column).precision() > MOST_DIGITS
}

fn columns(dataset: &Dataset) -> Vec<Column> {
    let columns = dataset.plan.schema.columns.iter().enumerate();
    let column = |(at, column): (usize, &crate::dataset::columns::schema::Column)| {
        let digits = digits(dataset, at);
        let fits = !is_unordered(dataset, at);
        Column {
            id: column.id.to_string(),
            name: column.id.to_string(),
            kind: if fits { column.kind } else { Kind::Code },
            scale: if fits { digits.scale } else { 0 },
        }
    };
    columns.map(column).collect()
}

fn stop(dataset: &Dataset, error: Error<FileError>) -> Stop {
    match error {
        Error::Put(error) => Stop::Failed(error),
        Error::Rows => Stop::Unfit(Reason::Rows(MOST_ROWS.into())),
        Error::Columns(_) => Stop::Unfit(Reason::Columns(MOST_COLUMNS as u64)),
        Error::TooLarge { .. } => Stop::Unfit(Reason::Size(LARGEST as u64)),
        // Rows have the columns of their schema, and no number more digits than their profile found.
        Error::Cells { .. } | Error::Value { .. } => Stop::changed(dataset),
    }
}
