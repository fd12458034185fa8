//! What is to be written to record a version.

use super::edition::{Edition, content};
use super::read::is_same;
use super::{LOCK, VersionId, folder};
use crate::dataset::read::dataset::Dataset;
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, Files};
use crate::hex::hex;
use crate::language::Date;

/// The largest file that is recorded unless somebody insists, in bytes. It stays in the history of the sources for ever, and
/// hosts of git refuse files of twice this size.
pub const LARGEST: u64 = 50 << 20;

/// A version that is to be recorded: files to copy, and one to write when they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The dataset.
    pub dataset: Box<str>,
    /// What it is called.
    pub version: VersionId,
    /// Its folder in the source tree.
    pub folder: String,
    /// From where to where, by paths from the root of the site; the file of the dataset first.
    pub copies: Vec<(String, String)>,
    /// The path and the text of the file that makes it a version: the last to be written.
    pub lock: (String, String),
    /// What its file gives.
    pub edition: Edition,
}

impl Recording {
    /// Whether the copy of its file, in `files`, is what the lock says: it may have changed while it was recorded.
    ///
    /// # Errors
    /// Where the copy cannot be read.
    pub fn is_copied(&self, files: &dyn Files) -> Result<bool, FileError> {
        let Some((_, copy)) = self.copies.first() else { return Ok(false) };
        Ok(content(files, copy)?.sha256 == self.edition.original)
    }
}

/// Why a dataset cannot be recorded.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// A version of a later day is there.
    Later(VersionId),
    /// Its file is larger than what is recorded: its size in bytes.
    Large(u64),
    /// Its file cannot be read.
    Unreadable(Box<Diagnostic>),
}

/// What is to be written where the file of `dataset`, or how it is read, differs from its last version; `None` where it does not.
/// Files of more than `most` bytes are refused.
///
/// # Errors
/// Where it cannot be recorded on that day, or its file is too large or cannot be read.
pub fn record(files: &dyn Files, dataset: &Dataset, date: Date, most: u64) -> Result<Option<Recording>, Refusal> {
    let last = dataset.versions.first();
    if last.is_some_and(|last| is_same(files, dataset, last)) {
        return Ok(None);
    }
    let version = match last {
        Some(last) => last.id.next(date).ok_or(Refusal::Later(last.id))?,
        None => VersionId { date, number: 1 },
    };
    let edition = Edition::of(files, &dataset.plan).map_err(Refusal::Unreadable)?;
    if edition.bytes > most {
        return Err(Refusal::Large(edition.bytes));
    }
    let id = &dataset.description.id;
    let (from, to) = (format!("datasets/{id}"), folder(id, version));
    let moved = |path: &str| path.strip_prefix(&*from).map(|rest| (path.to_owned(), format!("{to}{rest}")));
    let copies = [&*dataset.plan.store.path, &*format!("{from}/dataset.toml")].into_iter().filter_map(moved).collect();
    let mut lock = "# What was recorded. Written by `motcua record`; commit it with the files beside it, and leave them as they are.\n".to_owned();
    if let Some(last) = last {
        lock.push_str(&format!("previous = \"{}\"\n", last.id));
    }
    lock.push_str(&format!("original = \"{}\"\nclean = \"{}\"\n", hex(&edition.original), hex(&edition.clean)));
    Ok(Some(Recording {
        dataset: id.clone(),
        version,
        copies,
        lock: (format!("{to}/{LOCK}"), lock),
        folder: to,
        edition,
    }))
}
