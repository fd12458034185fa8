//! The files of a dataset, written while its rows are read once more.

use std::io;

use super::findings::Wrong;
use super::publication::{Distribution, FileFormat, Folder, HashedFile, Publication, SAMPLE};
use super::read::{Dataset, each_row, written};
use super::repair::{Repair, RepairLog};
use super::rows::{Row, Watch};
use crate::files::{FileError, FileErrorKind, Files, Sink};

/// Writes `<folder>/original.<extension>`, byte for byte as it was handed over, `<folder>/<id>.csv` (UTF-8, RFC 4180, one row
/// of headings, values in their one spelling) and `<folder>/repairs.csv`. None of them is held.
///
/// # Errors
/// Where a file cannot be written, or the dataset's file changed since it was read.
pub fn publish<'d>(
    files: &dyn Files,
    dataset: &'d Dataset,
    folder: &str,
    sink: &dyn Sink,
) -> Result<Publication<'d>, FileError> {
    let folder = Folder::new(sink, folder);
    let original = original(files, dataset, folder)?;
    let mut clean = CleanCsv::new(dataset, folder)?;
    let mut logger = Logger::new(folder)?;
    let mut sample = Vec::new();
    let read = each_row(files, &dataset.plan, &mut logger, |row, _| {
        clean.write(row);
        if sample.len() < SAMPLE {
            sample.push(shown(row));
        }
    });
    // The file was read a moment ago without an error: it changed since.
    read.map_err(|error| FileError::new(&*dataset.plan.store.path, FileErrorKind::Io(error.message)))?;
    let distributions = vec![clean.finish()?, original, logger.finish()?];
    Ok(Publication { dataset, distributions, sample, table: None, versions: Vec::new() })
}

fn shown(row: &Row) -> Vec<Option<Box<str>>> {
    let cell = |at| Some(written(row.value(at))).filter(|text| !text.is_empty()).map(Into::into);
    (0..row.len()).map(cell).collect()
}

fn original(files: &dyn Files, dataset: &Dataset, folder: Folder<'_>) -> Result<Distribution, FileError> {
    let path = &*dataset.plan.store.path;
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("dat", |(_, end)| end);
    let ending = ending.to_ascii_lowercase();
    let name = format!("original.{ending}");
    let mut out = folder.create(FileFormat::Original(ending.into()), &name)?;
    io::copy(&mut files.open(path)?, &mut out).map_err(|error| out.failed(&error))?;
    out.finish()
}

/// The rows as CSV.
struct CleanCsv<'s> {
    out: csv::Writer<HashedFile<'s>>,
    text: String,
    written: csv::Result<()>,
}

impl<'s> CleanCsv<'s> {
    fn new(dataset: &Dataset, folder: Folder<'s>) -> Result<Self, FileError> {
        let file = folder.create(FileFormat::Csv, &format!("{}.csv", dataset.description.id))?;
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        let written = out.write_record(dataset.plan.schema.columns.iter().map(|column| &*column.id));
        Ok(Self { out, text: String::new(), written })
    }

    fn write(&mut self, row: &Row) {
        if self.written.is_ok() {
            self.written = self.try_write(row);
        }
    }

    fn try_write(&mut self, row: &Row) -> csv::Result<()> {
        for index in 0..row.len() {
            self.text.clear();
            row.value(index).write(&mut self.text);
            self.out.write_field(&self.text)?;
        }
        self.out.write_record(None::<&[u8]>)
    }

    fn finish(self) -> Result<Distribution, FileError> {
        let Self { out, written, .. } = self;
        let path = out.get_ref().path().to_owned();
        let file =
            written.map_err(io::Error::from).and_then(|()| out.into_inner().map_err(csv::IntoInnerError::into_error));
        file.map_err(|error| FileError::io(path, &error))?.finish()
    }
}

/// The log of repairs.
struct Logger<'s> {
    log: RepairLog<HashedFile<'s>>,
    error: Option<io::Error>,
}

impl<'s> Logger<'s> {
    fn new(folder: Folder<'s>) -> Result<Self, FileError> {
        let file = folder.create(FileFormat::Repairs, "repairs.csv")?;
        let log = RepairLog::new(file).map_err(|error| FileError::io("repairs.csv", &error))?;
        Ok(Self { log, error: None })
    }

    fn finish(self) -> Result<Distribution, FileError> {
        let failed = |error: io::Error| FileError::io("repairs.csv", &error);
        let logged = self.error.map_or(Ok(()), Err);
        logged.and_then(|()| self.log.finish()).map_err(failed)?.finish()
    }
}

impl Watch for Logger<'_> {
    fn repaired(&mut self, repair: &Repair<'_>) {
        if self.error.is_none() {
            self.error = self.log.add(repair).err();
        }
    }

    fn wrong(&mut self, _: Wrong, _: &dyn Fn() -> (String, String)) {}
}
