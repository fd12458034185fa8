//! The files of a dataset that are published as they are read: the original, clean CSV, and the log of repairs.

use std::io::{self, Write};

use super::findings::Wrong;
use super::read::{Dataset, each_row};
use super::repair::{Repair, RepairLog};
use super::rows::{Row, Watch};
use crate::files::{FileError, FileErrorKind, Files, Sink};

/// Writes `<folder>/original.<extension>`, byte for byte as it was handed over, `<folder>/<id>.csv` (UTF-8, RFC 4180, one row
/// of headings, values in their one spelling) and `<folder>/repairs.csv`. None of them is held.
pub fn publish(files: &dyn Files, dataset: &Dataset, folder: &str, sink: &dyn Sink) -> Result<(), FileError> {
    let path = &*dataset.plan.store.path;
    let failed = |path: &str| {
        let path = path.to_owned();
        move |error: io::Error| FileError::io(path.clone(), &error)
    };
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("dat", |(_, end)| end);
    let original = format!("{folder}/original.{}", extension.to_ascii_lowercase());
    io::copy(&mut files.open(path)?, &mut sink.create(&original)?).map_err(failed(&original))?;

    let log_path = format!("{folder}/repairs.csv");
    let log = RepairLog::new(sink.create(&log_path)?).map_err(failed(&log_path))?;
    let mut logger = Logger { log, error: None };
    let clean_path = format!("{folder}/{}.csv", dataset.description.id);
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(sink.create(&clean_path)?);
    let ids = dataset.plan.schema.columns.iter().map(|column| &*column.id);
    let mut written = out.write_record(ids);
    let mut text = String::new();
    let read = each_row(files, &dataset.plan, &mut logger, |row, _| {
        if written.is_ok() {
            written = write_row(&mut out, row, &mut text);
        }
    });
    // The file was read a moment ago without an error: it changed since.
    read.map_err(|error| FileError::new(path, FileErrorKind::Io(error.message)))?;
    written.map_err(io::Error::from).and_then(|()| out.flush()).map_err(failed(&clean_path))?;
    let logged = logger.error.map_or(Ok(()), Err);
    logged.and_then(|()| logger.log.finish()).map_err(failed(&log_path))
}

fn write_row<W: Write>(out: &mut csv::Writer<W>, row: &Row, text: &mut String) -> csv::Result<()> {
    for index in 0..row.len() {
        text.clear();
        row.value(index).write(text);
        out.write_field(&*text)?;
    }
    out.write_record(None::<&[u8]>)
}

struct Logger<W: Write> {
    log: RepairLog<W>,
    error: Option<io::Error>,
}

impl<W: Write> Watch for Logger<W> {
    fn repaired(&mut self, repair: &Repair<'_>) {
        if self.error.is_none() {
            self.error = self.log.add(repair).err();
        }
    }

    fn wrong(&mut self, _: Wrong, _: &dyn Fn() -> (String, String)) {}
}
