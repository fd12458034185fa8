//! An import, planned: which files are kept or written, and what is told of every record.

use std::collections::BTreeMap;

use crate::catalogue::{Bilingual, FieldName, Tally};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{FileId, FileTable, Files, Location};
use crate::language::Date;
use crate::source::Column;
use crate::source::config::{Config, SourceConfig, SourceKind};

/// How a person wants files imported.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The kind of all files, where they are not to be recognised.
    pub kind: Option<SourceKind>,
    /// When official records were retrieved.
    pub retrieved: Date,
    /// Whether a person said when, so that even unchanged files are dated.
    pub dated: bool,
    /// Which column of a table holds which field, where its headings do not say; one of no words leaves the field out.
    pub columns: Vec<(Column, Box<str>)>,
    /// The sheet of a workbook, where it is not the first with headings.
    pub sheet: Option<Box<str>>,
    /// Whether an empty cell of a table takes away what content says.
    pub clear_empty: bool,
}

/// What is to happen to a file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Created,
    /// Other bytes take its place.
    Updated,
    /// These fields of a procedure change.
    Changed(Vec<FieldName>),
    /// It stays as it is.
    Unchanged,
}

/// A file of the site and what is to happen to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path in the site's folder.
    pub path: String,
    /// What is to happen.
    pub what: What,
}

/// What a file that was given held.
#[derive(Debug)]
pub struct FileReport {
    /// The path as it was given.
    pub path: String,
    /// What kind it was recognised as.
    pub kind: SourceKind,
    /// Records met.
    pub records: usize,
    /// Records that cannot be used.
    pub rejected: usize,
    /// How their fields were understood.
    pub tally: Tally,
}

/// What an import would do, and what there is to say of it.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is to be written, by path in the site's folder.
    pub writes: BTreeMap<String, Vec<u8>>,
    /// What happens to each file, in the order of the files that were given.
    pub changes: Vec<Change>,
    /// What each file held.
    pub reports: Vec<FileReport>,
    /// What was wrong. Places are in `files`.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were given.
    pub files: FileTable,
    /// Lines that a person has to add to `content/site.toml`, because it could not be edited.
    pub by_hand: Vec<String>,
}

impl Plan {
    /// How many findings keep something from being imported.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
    }

    /// Notes that the site gets `bytes` at `path`, unless it has them.
    pub(super) fn put(&mut self, site: &dyn Files, path: &str, bytes: Vec<u8>, what: What) {
        let there = if site.exists(path) { site.read(path).ok() } else { None };
        let what = match there {
            None => What::Created,
            Some(there) if there == bytes => What::Unchanged,
            Some(_) => what,
        };
        if what != What::Unchanged {
            self.writes.insert(path.to_owned(), bytes);
        }
        self.changes.push(Change { path: path.to_owned(), what });
    }
}

/// The configuration of a site that can take something in.
pub(super) struct Configured {
    pub text: String,
    pub config: Config,
}

/// A source of one file that no configuration speaks of.
pub(super) fn unconfigured(kind: SourceKind, path: &str, file: FileId) -> SourceConfig {
    SourceConfig {
        kind,
        path: path.into(),
        retrieved: None,
        title: Bilingual::default(),
        columns: Vec::new(),
        sheet: None,
        at: Location::whole(file),
    }
}
