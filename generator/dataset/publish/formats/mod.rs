//! The formats a dataset is published in: rows in, a file out.
//!
//! Each format is a [`Write`]: a function that is handed the rows in batches, once, in order, and gives the file it made. All of
//! them run beside each other over the same batches, and none holds more than its format makes it hold. Whether a dataset
//! fits a format is decided from its profile before a row is read ([`wanted`]), or where that cannot be known, by
//! [`Stop::Unfit`] on the way: what was written until then is taken back. A format never changes a value: what has no
//! exact place in it becomes text, and the publication says so.
//!
//! | module | for |
//! |---|---|
//! | `batch` | rows that several formats read |
//! | `csv` | clean CSV, and CSV for spreadsheets |
//! | `json` | JSON, NDJSON, GeoJSON |
//! | `coordinates` | which columns say where a row lies |
//! | `parquet` | Apache Parquet |
//! | `xlsx` | workbooks |
//! | `browser` | the files by which pages filter and sort |
//! | `archive`, `package` | ZIP, and the one with everything in it |

mod archive;
mod batch;
mod browser;
mod coordinates;
mod csv;
mod json;
mod package;
mod parquet;
#[cfg(test)]
mod tests;
mod xlsx;

use std::io;
use std::sync::Arc;

pub use batch::{Batch, ROWS};
pub use browser::{is_unordered, write as write_table};
use coordinates::coordinates_of;
pub use coordinates::{DEGREES, columns as coordinates, is_degrees};
pub use package::{SUMS, checksums, write as package};

use crate::dataset::description::FileFormat;
use crate::dataset::profile::Digits;
use crate::dataset::publication::{AsText, Distribution, Folder, HashedFile, Reason};
use crate::dataset::read::dataset::Dataset;
use crate::files::FileError;

/// What is written, and where.
#[derive(Clone, Copy)]
pub struct Output<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// The folder of its files.
    pub folder: Folder<'a>,
}

/// Why a format was not written to its end.
#[derive(Debug)]
pub enum Stop {
    /// Its file could not be written: nothing is published then.
    Failed(FileError),
    /// The dataset does not fit it: it is left out, and the publication says so.
    Unfit(Reason),
}

impl Stop {
    /// A row does not fit what was found of all rows a moment ago.
    fn changed(dataset: &Dataset) -> Self {
        Self::Failed(dataset.plan.store.changed())
    }
}

impl From<FileError> for Stop {
    fn from(error: FileError) -> Self {
        Self::Failed(error)
    }
}

/// The rows, in order.
pub type Batches<'b> = dyn Iterator<Item = Arc<Batch>> + 'b;

/// Writes a format.
pub type Write = fn(Output<'_>, &mut Batches<'_>) -> Result<Distribution, Stop>;

/// The formats that are written, and what is to be said of others.
pub struct Wanted {
    /// The formats, in the order in which they are offered.
    pub formats: Vec<(FileFormat, Write)>,
    /// The formats it does not fit.
    pub omitted: Vec<(FileFormat, Reason)>,
    /// The columns that become text in some of them.
    pub as_text: Vec<AsText>,
}

/// Which formats a dataset is published in: what its publisher wants, or all, as far as it fits them.
pub fn wanted(dataset: &Dataset) -> Wanted {
    type Fits = fn(&Dataset) -> Result<Vec<AsText>, Reason>;
    let fits: Fits = |_| Ok(Vec::new());
    let mut all: Vec<(FileFormat, Write, Fits)> = vec![
        (FileFormat::Csv, csv::clean, fits),
        (FileFormat::ExcelCsv, csv::excel, fits),
        (FileFormat::Xlsx, xlsx::write, xlsx::fits),
        (FileFormat::Json, json::array, fits),
        (FileFormat::Ndjson, json::lines, fits),
        (FileFormat::Parquet, parquet::write, |dataset| Ok(parquet::as_text(dataset))),
    ];
    if coordinates_of(dataset).is_some() {
        all.push((FileFormat::GeoJson, json::points, |dataset| coordinates::fits(dataset).map(|()| Vec::new())));
    }
    let mut wanted = Wanted { formats: Vec::new(), omitted: Vec::new(), as_text: Vec::new() };
    for (format, write, fits) in all.into_iter().filter(|(format, ..)| is_wanted(dataset, format)) {
        match fits(dataset) {
            Ok(as_text) => {
                wanted.as_text.extend(as_text);
                wanted.formats.push((format, write));
            }
            Err(reason) => wanted.omitted.push((format, reason)),
        }
    }
    wanted
}

/// Whether a format is among those a dataset is to be published in.
pub fn is_wanted(dataset: &Dataset, format: &FileFormat) -> bool {
    let said = dataset.description.formats.as_ref();
    *format == FileFormat::Csv || said.is_none_or(|formats| formats.contains(format))
}

impl<'a> Output<'a> {
    /// The file of a format.
    fn create(self, format: FileFormat) -> Result<HashedFile<'a>, FileError> {
        let name = format.file_name(&self.dataset.description.id);
        self.folder.create(format, &name)
    }
}

/// How many digits the numbers of a column have; one where there are none.
fn digits(dataset: &Dataset, column: usize) -> Digits {
    let digits = dataset.profile.columns.get(column).and_then(|column| column.digits);
    digits.unwrap_or(Digits { whole: 1, scale: 0, both: 1 })
}

/// Writes text that is gathered for each batch.
fn put(out: &mut HashedFile<'_>, text: &mut Vec<u8>) -> Result<(), FileError> {
    let written = io::Write::write_all(out, text);
    text.clear();
    written.map_err(|error| out.failed(&error))
}
