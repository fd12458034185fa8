//! Datasets that are no longer there: those that were withdrawn, whose versions stay published, and those of which nobody said so.
//!
//! In: what `content/codes.lock` lists, and the folders there are. Out: [`Withdrawn`] datasets, and a finding for each dataset
//! and each version that was published once and would vanish without a word. A withdrawn dataset has no `dataset.toml` and no
//! file of today: its folder holds `versions/` alone, or is gone where none was recorded.

use std::collections::{BTreeMap, BTreeSet};

use super::{Recorded, folders, of_withdrawn};
use crate::catalogue::{Bilingual, PublishedDataset, Withdrawal};
use crate::dataset::description::lines::toml_text;
use crate::dataset::file::folders::{FOLDER, Folders};
use crate::dataset::read::memory::Memory;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::{FileTable, Files, Location};
use crate::language::Date;

/// A dataset that was withdrawn.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// Its id, which is part of its address.
    pub id: Box<str>,
    /// What it was called.
    pub title: Bilingual,
    /// When and why, and what took its place.
    pub withdrawal: Withdrawal,
    /// The versions that were recorded, the latest first.
    pub versions: Vec<Recorded>,
}

/// Reads the versions of withdrawn datasets, and finds what was published once and is nowhere. `today` is for the lines that
/// are offered, and for withdrawals that are yet to come.
pub fn read_withdrawn(
    files: &dyn Files,
    table: &mut FileTable,
    published: &[PublishedDataset],
    today: Option<Date>,
    memory: Option<&Memory>,
) -> (Vec<Withdrawn>, Vec<Diagnostic>) {
    // What cannot be listed was told when datasets were read.
    let paths = files.list(FOLDER).paths;
    let described = Folders::of(&paths).described();
    let is_gone = |entry: &&PublishedDataset| entry.withdrawal.is_none() && !described.contains(&*entry.id);
    let there = There {
        is_one_gone: published.iter().filter(is_gone).count() == 1,
        described,
        versions: folders(&paths),
        recorded: published.iter().map(|entry| &*entry.id).collect(),
        today,
    };
    let mut found = there.orphans(table);
    let mut withdrawn = Vec::new();
    for entry in published {
        let id = &*entry.id;
        found.extend(there.lost_version(entry));
        match (&entry.withdrawal, there.described.contains(id)) {
            (None, true) => {}
            (None, false) => found.push(there.vanished(entry)),
            (Some(withdrawal), _) if today.is_some_and(|today| withdrawal.date > today) => {
                let message = format!("{id} is withdrawn on {}, which is yet to come", withdrawal.date.iso());
                let help = "correct the day; where it is meant, keep the dataset as it is until then";
                found.push(Diagnostic::error("codes/dataset-not-withdrawn", entry.at, message).help(help));
            }
            (Some(_), true) => {
                let message = format!("{id} is withdrawn here, and datasets/{id}/dataset.toml still describes it");
                let help = format!(
                    "remove dataset.toml and its file, and leave datasets/{id}/versions; or take `withdrawn` away"
                );
                found.push(Diagnostic::error("codes/dataset-not-withdrawn", entry.at, message).help(help));
            }
            (Some(withdrawal), false) => {
                let (versions, diagnostics) = of_withdrawn(files, table, (id, there.versions.get(id)), memory);
                found.extend(diagnostics);
                let (id, title) = (entry.id.clone(), entry.title.clone());
                withdrawn.push(Withdrawn { id, title, withdrawal: withdrawal.clone(), versions });
            }
        }
    }
    withdrawn.sort_by(|a, b| a.id.cmp(&b.id));
    (withdrawn, found)
}

/// What is in the sources.
struct There<'a> {
    /// The ids of datasets with a description, sound or not.
    described: BTreeSet<&'a str>,
    /// The names of versions, by the id of their dataset.
    versions: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The ids of datasets that were recorded.
    recorded: BTreeSet<&'a str>,
    /// Whether one dataset is not there that should be, and no other.
    is_one_gone: bool,
    today: Option<Date>,
}

impl There<'_> {
    /// A dataset that was published and is not there.
    fn vanished(&self, entry: &PublishedDataset) -> Diagnostic {
        let id = &entry.id;
        let message = format!("the dataset {id} was published once and has no dataset.toml: {}", entry.title.vi);
        let kept = if entry.version.is_some() {
            format!(" and leave datasets/{id}/versions where it is")
        } else {
            String::new()
        };
        let help = format!(
            "if it is withdrawn, or has another id now, add these lines to its entry{kept}; else bring datasets/{id} back"
        );
        let paste = withdrawal_lines(self.today, self.new_id(entry));
        Diagnostic::error("codes/dataset-unpublished", entry.at, message).help(help).paste(paste)
    }

    /// The last version of a dataset, where it was recorded and is not there.
    fn lost_version(&self, entry: &PublishedDataset) -> Option<Diagnostic> {
        let (id, version) = (&*entry.id, entry.version.as_deref()?);
        if self.versions.get(id).is_some_and(|names| names.contains(version)) {
            return None;
        }
        let message = format!("version {version} of {id} was recorded and is not in datasets/{id}/versions");
        let moved =
            self.versions.iter().find(|(other, names)| names.contains(version) && !self.recorded.contains(**other));
        let help = match moved {
            Some((other, _)) => {
                format!("move datasets/{other}/versions back to datasets/{id}/versions: each version keeps its address")
            }
            None => "restore the folder from where it was committed; where it had to go, correct `version`, and its \
                     address is lost"
                .to_owned(),
        };
        Some(Diagnostic::error("dataset/version-gap", entry.at, message).help(help))
    }

    /// The id a dataset may have now: that of one that was never recorded. Where several are gone, nobody can tell whose it is.
    fn new_id(&self, entry: &PublishedDataset) -> Option<&str> {
        let new: Vec<&str> = self.described.iter().copied().filter(|id| !self.recorded.contains(id)).collect();
        let near = nearest(&entry.id, new.iter().copied()).or(new.first().copied().filter(|_| new.len() == 1));
        near.filter(|_| self.is_one_gone)
    }

    /// Versions of datasets that are neither described nor recorded.
    fn orphans(&self, table: &mut FileTable) -> Vec<Diagnostic> {
        let orphans = self.versions.keys().filter(|id| !self.described.contains(**id) && !self.recorded.contains(**id));
        let orphan = |id: &&str| {
            let at = Location::whole(table.add(format!("{FOLDER}/{id}/dataset.toml")));
            let message =
                format!("the dataset {id} has recorded versions and no dataset.toml: its addresses would be gone");
            let help =
                "put dataset.toml and its file back; where the dataset is withdrawn, say so in content/codes.lock";
            let paste = format!(
                "[[dataset]]\nid = {}\ntitle = {{ vi = \"...\", en = \"...\" }}\n{}",
                toml_text(id),
                withdrawal_lines(self.today, None)
            );
            Diagnostic::error("dataset/version-orphan", at, message).help(help).paste(paste)
        };
        orphans.map(orphan).collect()
    }
}

/// The lines that say that a dataset is withdrawn, to be filled in.
fn withdrawal_lines(today: Option<Date>, successor: Option<&str>) -> String {
    let day = today.map_or_else(|| "2026-01-31".to_owned(), Date::iso);
    let successor =
        successor.map_or_else(|| "# successor = \"...\"".to_owned(), |id| format!("successor = {}", toml_text(id)));
    format!(
        "withdrawn = {day}\nreason = {{ vi = \"...\", en = \"...\" }}\n{successor}  # what took its place: a dataset's id, or an address"
    )
}
