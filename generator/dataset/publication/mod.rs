//! What was published of a dataset: its files with their sizes and hashes, its first rows, its versions.
//!
//! It is what pages and metadata are made from; they never read a dataset's file again.

mod file;
mod unfit;

pub use file::{Distribution, Folder, HashedFile};
pub use unfit::{AsText, Reason, Unfit};

use super::description::FileFormat;
use super::diff::{Counts, Diff};
use super::read::dataset::Dataset;
use super::versions::withdrawn::Withdrawn;
use crate::catalogue::Bilingual;
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

/// A dataset that was withdrawn, and the versions that stay published.
#[derive(Debug)]
pub struct Archived<'d> {
    /// What it was, and why it is no more.
    pub withdrawn: &'d Withdrawn,
    /// Its versions, the latest first; none where none was recorded.
    pub versions: Vec<Version>,
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
    /// Its rows.
    pub from_rows: u64,
    /// How much.
    pub counts: Counts,
    /// The first rows of each kind, and all that changed about columns.
    pub first: Diff,
    /// All of it, as a table.
    pub file: Distribution,
}
