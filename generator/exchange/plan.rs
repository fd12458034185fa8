//! An import, planned: which files are kept or written, and what is told of every record.

use std::collections::BTreeMap;

use super::GivenFiles;
use super::{keep, rows};
use crate::catalogue::{Bilingual, FieldName, SourceId, Tally};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{FileId, FileTable, Files, Location};
use crate::language::Date;
use crate::source::config::{Config, SITE_FILE, SourceConfig, SourceKind, read_config};
use crate::source::{Column, Input, recognise};

/// How a person wants files imported.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The kind of all files, where they are not to be recognised.
    pub kind: Option<SourceKind>,
    /// When official records were retrieved.
    pub retrieved: Date,
    /// Whether a person said when, so that even unchanged files are dated.
    pub dated: bool,
    /// Which column of a table holds which field, where its headings do not say.
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

/// Plans the import of `given` into `site`.
pub fn import(site: &dyn Files, given: &GivenFiles, wishes: &Wishes) -> Plan {
    let mut plan = Plan::default();
    let Some(configured) = configured(site, &mut plan) else { return plan };
    let (mut official, mut tables) = (Vec::new(), Vec::new());
    for file in &given.0 {
        let id = plan.files.add(&file.path);
        let input = Input { source: SourceId(0), file: id, path: &file.path, bytes: &file.bytes, base: 0 };
        match wishes.kind.map_or_else(|| recognise(&input), Ok) {
            // A mapping of columns says that it is a table, even one with the headings of a list of the portal.
            Ok(SourceKind::PortalList) if !wishes.columns.is_empty() && wishes.kind.is_none() => tables.push(input),
            Ok(SourceKind::Table | SourceKind::Content) => tables.push(input),
            Ok(kind) => official.push((input, kind)),
            Err(reason) => plan.diagnostics.push(*reason),
        }
    }
    keep::official(site, &configured, &official, wishes, &mut plan);
    rows::tables(site, &configured, &tables, wishes, &mut plan);
    crate::diagnostic::sort(&mut plan.diagnostics);
    plan
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

fn configured(site: &dyn Files, plan: &mut Plan) -> Option<Configured> {
    let file = plan.files.add(SITE_FILE);
    let bytes = match site.read(SITE_FILE) {
        Ok(bytes) => bytes,
        Err(error) => {
            let help = "name the folder of a site with -o; `motcua new DIR` makes one";
            let message = error.to_string();
            plan.diagnostics.push(Diagnostic::error("source/unreadable", Location::whole(file), message).help(help));
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (config, found) = read_config(file, &text);
    let broken = !found.is_empty();
    plan.diagnostics.extend(found);
    (!broken).then_some(Configured { text, config })
}
