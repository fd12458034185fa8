//! What was published of a dataset: its files with their sizes and hashes, its first rows, its versions.
//!
//! It is what pages and metadata are made from; they never read a dataset's file again.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::diff::{Counts, Diff};
use super::read::Dataset;
use crate::catalogue::Bilingual;
use crate::files::{FileError, Sink};
use crate::hex::hex;
use crate::language::Date;

/// How many of the first rows a page shows.
pub const SAMPLE: usize = 20;

/// A dataset and what was published of it.
#[derive(Debug)]
pub struct Publication<'d> {
    /// What it is and holds.
    pub dataset: &'d Dataset,
    /// Its files, the ones most people want first.
    pub distributions: Vec<Distribution>,
    /// The first [`SAMPLE`] rows, each cell as it is published; nothing where it is empty.
    pub sample: Vec<Vec<Option<Box<str>>>>,
    /// The folder of the files that filter and sort its rows in the browser, from the root of the site.
    pub table: Option<Box<str>>,
    /// Its versions, the latest first; none where none was recorded.
    pub versions: Vec<Version>,
    /// The file with the SHA-256 of all others beside it, as `sha256sum -c` reads it; its path from the root of the site.
    pub checksums: Box<str>,
    /// The formats it does not fit.
    pub omitted: Vec<(FileFormat, Reason)>,
    /// Why it has no files to filter and sort by, where it has none.
    pub no_table: Option<Reason>,
    /// Where the cells of a column are texts in a format that has a type for them, because they do not fit it.
    pub as_text: Vec<AsText>,
}

/// Gives what was published once more, for the same dataset read anew.
pub type Kept = Box<dyn for<'d> Fn(&'d Dataset) -> Publication<'d> + Send + Sync>;

impl Publication<'_> {
    /// What was published, to be kept longer than what was read.
    pub fn keep(&self) -> Kept {
        let (distributions, sample, table) = (self.distributions.clone(), self.sample.clone(), self.table.clone());
        let (versions, checksums, omitted) = (self.versions.clone(), self.checksums.clone(), self.omitted.clone());
        let (no_table, as_text) = (self.no_table, self.as_text.clone());
        Box::new(move |dataset| Publication {
            dataset,
            distributions: distributions.clone(),
            sample: sample.clone(),
            table: table.clone(),
            versions: versions.clone(),
            checksums: checksums.clone(),
            omitted: omitted.clone(),
            no_table,
            as_text: as_text.clone(),
        })
    }
}

/// Why a dataset does not fit a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has more rows than this.
    Rows(u64),
    /// It has more columns than this.
    Columns(u64),
    /// A text of it has more characters than this.
    LongText(u64),
    /// It would be larger than the format allows, in bytes.
    Size(u64),
    /// Its coordinates are no degrees: a latitude lies beyond 90, or a longitude beyond 180.
    Coordinates,
}

impl Reason {
    /// The key of its words in the interface's texts; `{n}` stands for [`figure`](Self::figure).
    pub fn key(self) -> &'static str {
        match self {
            Self::Rows(_) => "dataset_omitted_rows",
            Self::Columns(_) => "dataset_omitted_columns",
            Self::LongText(_) => "dataset_omitted_text",
            Self::Size(_) => "dataset_omitted_size",
            Self::Coordinates => "dataset_omitted_coordinates",
        }
    }

    /// The most there may be.
    pub fn figure(self) -> Option<u64> {
        match self {
            Self::Rows(most) | Self::Columns(most) | Self::LongText(most) | Self::Size(most) => Some(most),
            Self::Coordinates => None,
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rows(most) => write!(f, "more than {most} rows"),
            Self::Columns(most) => write!(f, "more than {most} columns"),
            Self::LongText(most) => write!(f, "a text of more than {most} characters"),
            Self::Size(most) => write!(f, "it would have more than {most} bytes"),
            Self::Coordinates => f.write_str("a latitude beyond 90 degrees, or a longitude beyond 180"),
        }
    }
}

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Digits(most) => write!(f, "numbers of more than {most} digits"),
            Self::Days => f.write_str("days before 1 March 1900"),
        }
    }
}

/// A column whose cells are texts in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsText {
    /// In which.
    pub format: FileFormat,
    /// The id of the column.
    pub column: Box<str>,
    /// Why.
    pub why: Unfit,
}

/// Why cells do not fit the type a format has for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Their numbers have more digits than this, and the format would round them.
    Digits(u8),
    /// They have days that the format does not know: spreadsheets know none before 1 March 1900.
    Days,
}

impl Unfit {
    /// The key of its words in the interface's texts; `{n}` stands for the digits.
    pub fn key(self) -> &'static str {
        match self {
            Self::Digits(_) => "dataset_as_text_digits",
            Self::Days => "dataset_as_text_days",
        }
    }
}

/// A version of a dataset that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What its address calls it.
    pub id: Box<str>,
    /// When it was recorded.
    pub recorded: Date,
    /// What the dataset was called then.
    pub title: Bilingual,
    /// Its rows.
    pub rows: u64,
    /// Its files: the clean CSV and the original.
    pub distributions: Vec<Distribution>,
    /// What changed since the version before; nothing of the first.
    pub changes: Option<Changes>,
}

/// What changed from one version to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The id of the version before.
    pub from: Box<str>,
    /// How much.
    pub counts: Counts,
    /// The first rows of each kind, and all that changed about columns.
    pub first: Diff,
    /// All of it, as a table.
    pub file: Distribution,
}

/// A file that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// What it is.
    pub format: FileFormat,
    /// Where it stands, from the root of the site.
    pub path: Box<str>,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl Distribution {
    /// Its name, without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its hash in small hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }
}

/// What a published file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFormat {
    /// UTF-8, RFC 4180, values in their one spelling.
    Csv,
    /// The same for spreadsheet programs: with a byte order mark, formulas neutralised.
    ExcelCsv,
    /// A workbook with typed cells.
    Xlsx,
    /// An array of objects.
    Json,
    /// An object a line.
    Ndjson,
    /// Apache Parquet.
    Parquet,
    /// Points with properties (RFC 7946).
    GeoJson,
    /// Everything, with `SHA256SUMS`.
    Zip,
    /// The file as it was handed over, byte for byte; with the ending of its name.
    Original(Box<str>),
    /// What reading changed.
    Repairs,
}

impl FileFormat {
    /// Formats by the words of `formats` in `dataset.toml`. The original, the clean CSV and the log of repairs are always there.
    pub const WORDS: [(&str, Self); 8] = [
        ("csv", Self::Csv),
        ("excel-csv", Self::ExcelCsv),
        ("xlsx", Self::Xlsx),
        ("json", Self::Json),
        ("ndjson", Self::Ndjson),
        ("parquet", Self::Parquet),
        ("geojson", Self::GeoJson),
        ("zip", Self::Zip),
    ];

    /// Its word.
    pub fn word(&self) -> &'static str {
        let word = Self::WORDS.iter().find(|(_, format)| format == self).map(|(word, _)| *word);
        word.unwrap_or(if *self == Self::Repairs { "repairs" } else { "original" })
    }

    /// What the file of a dataset in this format is called.
    pub fn file_name(&self, id: &str) -> String {
        match self {
            Self::Original(ending) => format!("original.{ending}"),
            Self::Repairs => "repairs.csv".into(),
            Self::ExcelCsv => format!("{id}-excel.csv"),
            made => format!("{id}.{}", made.word()),
        }
    }

    /// Its media type, as IANA has it.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Csv | Self::ExcelCsv | Self::Repairs => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::GeoJson => "application/geo+json",
            Self::Zip => "application/zip",
            Self::Original(ending) => match &**ending {
                "csv" => "text/csv",
                "tsv" => "text/tab-separated-values",
                "txt" => "text/plain",
                "xlsx" => Self::Xlsx.media_type(),
                _ => "application/octet-stream",
            },
        }
    }
}

/// The folder a dataset's files are published in.
#[derive(Clone, Copy)]
pub struct Folder<'s> {
    sink: &'s dyn Sink,
    path: &'s str,
}

impl<'s> Folder<'s> {
    /// The folder at `path`, from the root of the site, without a slash at its end.
    pub fn new(sink: &'s dyn Sink, path: &'s str) -> Self {
        Self { sink, path }
    }

    /// Where the folder's files go.
    pub fn sink(self) -> &'s dyn Sink {
        self.sink
    }

    /// The path of a file of it, from the root of the site.
    pub fn path_of(self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    /// A file to be written in pieces, whose size and hash are wanted.
    ///
    /// # Errors
    /// Where the sink cannot make it.
    pub fn create(self, format: FileFormat, name: &str) -> Result<HashedFile<'s>, FileError> {
        let path = self.path_of(name);
        let out = self.sink.create(&path)?;
        Ok(HashedFile { out, format, path: path.into(), bytes: 0, sha256: Sha256::new() })
    }
}

/// A file being published.
pub struct HashedFile<'s> {
    out: Box<dyn Write + Send + 's>,
    format: FileFormat,
    path: Box<str>,
    bytes: u64,
    sha256: Sha256,
}

impl HashedFile<'_> {
    /// Writes what is left.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> Result<Distribution, FileError> {
        self.out.flush().map_err(|error| FileError::io(&*self.path, &error))?;
        let sha256 = self.sha256.finalize().into();
        Ok(Distribution { format: self.format, path: self.path, bytes: self.bytes, sha256 })
    }

    /// Where it stands, from the root of the site.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The error of this file.
    pub fn failed(&self, error: &io::Error) -> FileError {
        FileError::io(&*self.path, error)
    }
}

impl Write for HashedFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemorySink;

    #[test]
    fn a_published_file_knows_its_size_and_hash() {
        let sink = MemorySink::default();
        let mut file = Folder::new(&sink, "du-lieu/a").create(FileFormat::Csv, "a.csv").unwrap();
        file.write_all(b"ab").unwrap();
        file.write_all(b"c").unwrap();
        let published = file.finish().unwrap();
        assert_eq!((&*published.path, published.name(), published.bytes), ("du-lieu/a/a.csv", "a.csv", 3));
        // The first example of FIPS 180-4.
        assert!(published.sha256_hex().starts_with("ba7816bf8f01cfea414140de5dae2223"));
        assert_eq!(sink.into_files()["du-lieu/a/a.csv"], b"abc");
    }
}
