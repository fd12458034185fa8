//! The files of versions, and what changed from one to the next.
//!
//! What is written of a version depends on that version and the one before it, and on nothing that comes later: the
//! files stay the same for ever.

use std::io::{self, Write as _};

use super::clean::{self, Failed};
use super::{Recorded, VersionId, compare};
use crate::dataset::description::FileFormat;
use crate::dataset::diff::{Alignment, ChangeLog, Column, Diff, Numbered, Pair, Visitor};
use crate::dataset::publication::{Changes, Distribution, Folder, Version};
use crate::dataset::publish::formats::{SUMS, checksums};
use crate::dataset::publish::{failed_again, original};
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, Files, Sink};

/// How many rows of each kind a page of changes shows.
const SHOWN: usize = 20;

/// Writes the files of all versions of a dataset, each into the folder `folder` names: the clean CSV, the original,
/// `SHA256SUMS` and, but for the first, `changes.csv`. The latest first.
///
/// # Errors
/// Where a file cannot be written, or one changed since it was read: what is written of a version has the hashes it was
/// recorded with, or nothing is published.
pub fn publish(
    files: &dyn Files,
    versions: &[Recorded],
    folder: &dyn Fn(VersionId) -> String,
    sink: &dyn Sink,
) -> Result<Vec<Version>, FileError> {
    let before = |version: &Recorded| versions.iter().find(|other| Some(other.id) == version.previous);
    versions.iter().map(|version| one(files, version, before(version), &folder(version.id), sink)).collect()
}

fn one(
    files: &dyn Files,
    version: &Recorded,
    before: Option<&Recorded>,
    path: &str,
    sink: &dyn Sink,
) -> Result<Version, FileError> {
    let folder = Folder::new(sink, path);
    let distributions = vec![clean_csv(files, version, folder)?, original(files, &version.plan.store.path, folder)?];
    for (written, recorded) in distributions.iter().zip([version.edition.clean, version.edition.original]) {
        if written.sha256 != recorded {
            return Err(version.plan.store.changed());
        }
    }
    let changes = before.map(|before| changes(files, before, version, folder)).transpose()?;
    let all = distributions.iter().chain(changes.as_ref().map(|changes| &changes.file));
    sink.put(&format!("{path}/{SUMS}"), checksums(all).as_bytes())?;
    Ok(Version {
        id: version.id.to_string().into(),
        recorded: version.id.date,
        title: version.description.title.clone(),
        rows: version.edition.rows,
        distributions,
        changes,
    })
}

fn clean_csv(files: &dyn Files, version: &Recorded, folder: Folder<'_>) -> Result<Distribution, FileError> {
    let out = folder.create(FileFormat::Csv, &format!("{}.csv", version.description.id))?;
    let path = out.path().to_owned();
    match clean::write(files, &version.plan, out) {
        Ok((_, out)) => out.finish(),
        Err(Failed::Reading(found)) => Err(failed_again(&version.plan.store, &found)),
        Err(Failed::Writing(error)) => Err(FileError::io(path, &error)),
    }
}

fn changes(files: &dyn Files, before: &Recorded, after: &Recorded, folder: Folder<'_>) -> Result<Changes, FileError> {
    let out = folder.create(FileFormat::Csv, "changes.csv")?;
    let path = out.path().to_owned();
    let mut told = Told { first: Diff::of_first(SHOWN), log: ChangeLog::new(out) };
    let failed = |found: Box<Diagnostic>| {
        let is_before = found.location.file == before.plan.store.file;
        failed_again(&if is_before { &before.plan } else { &after.plan }.store, &found)
    };
    let counts = compare(files, before.compared(), after.compared(), &mut told).map_err(failed)?;
    let mut file = told.log.finish().map_err(|error| FileError::io(&*path, &error))?;
    file.flush().map_err(|error| FileError::io(&*path, &error))?;
    let (from, from_rows) = (before.id.to_string().into(), before.edition.rows);
    Ok(Changes { from, from_rows, counts, first: told.first, file: file.finish()? })
}

/// Keeps the first rows and writes all.
struct Told<W: io::Write> {
    first: Diff,
    log: ChangeLog<W>,
}

impl<W: io::Write> Visitor for Told<W> {
    fn schema(&mut self, before: &[Column], after: &[Column], alignment: &Alignment) {
        self.first.schema(before, after, alignment);
        self.log.schema(before, after, alignment);
    }

    fn added(&mut self, row: Numbered<'_>) {
        self.first.added(row);
        self.log.added(row);
    }

    fn removed(&mut self, row: Numbered<'_>) {
        self.first.removed(row);
        self.log.removed(row);
    }

    fn changed(&mut self, before: Numbered<'_>, after: Numbered<'_>, pairs: &[Pair]) {
        self.first.changed(before, after, pairs);
        self.log.changed(before, after, pairs);
    }
}
