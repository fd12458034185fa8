//! The files of datasets while a site is served: on disk, and made again only when their sources changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::DatasetShelf;
use crate::dataset::publication::{Kept, Version};
use crate::dataset::{Dataset, Memory, Publication};
use crate::files::{DiskFiles, Files, Sink, Spool, Spooled, Stamp};
use crate::site::routes::dataset_folder;

/// The files of datasets.
pub(super) struct Shelf {
    spool: Spool,
    kept: Mutex<BTreeMap<Box<str>, Kept>>,
    /// The versions of datasets that were withdrawn.
    archived: Mutex<BTreeMap<Box<str>, Vec<Version>>>,
    memory: Memory,
    stamps: Mutex<BTreeMap<Box<str>, Stamps>>,
}

/// The files of a dataset, each as it was when its dataset was last read.
type Stamps = Vec<(String, Option<Stamp>)>;

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").field("spool", &self.spool).finish_non_exhaustive()
    }
}

impl Shelf {
    /// An empty one.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            spool: Spool::new()?,
            kept: Mutex::default(),
            archived: Mutex::default(),
            memory: Memory::default(),
            stamps: Mutex::default(),
        })
    }

    /// Forgets what is to be made anew, now that these paths below the site's folder changed, and what changed unseen: in
    /// a folder that was made again, or behind a link.
    pub(super) fn change<'p>(&self, paths: impl Iterator<Item = &'p Path>, files: &DiskFiles) {
        let (mut kept, mut archived) = (hold(&self.kept), hold(&self.archived));
        for id in self.stamped_anew(files) {
            kept.remove(&id);
            archived.remove(&id);
            self.memory.forget(&id);
        }
        for path in paths {
            match dataset_of(path) {
                Changed::Dataset(id) => {
                    kept.remove(id);
                    archived.remove(id);
                    self.memory.forget(id);
                }
                Changed::Datasets => {
                    kept.clear();
                    archived.clear();
                    self.memory.clear();
                }
                Changed::Words => kept.clear(),
                Changed::None => {}
            }
        }
        let ids = kept.keys().chain(archived.keys());
        let folders: BTreeSet<String> = ids.map(|id| format!("{}/", dataset_folder(id))).collect();
        drop((kept, archived));
        self.spool.retain(|path| folders.iter().any(|folder| path.starts_with(folder)));
    }

    /// The datasets that have other files than when this was last asked.
    fn stamped_anew(&self, files: &DiskFiles) -> Vec<Box<str>> {
        let mut stamps: BTreeMap<Box<str>, Stamps> = BTreeMap::new();
        for path in files.list("datasets").paths {
            if let Changed::Dataset(id) = dataset_of(Path::new(&path)) {
                stamps.entry(id.into()).or_default().push((path.clone(), files.stamp(&path)));
            }
        }
        let mut before = hold(&self.stamps);
        let ids = before.keys().chain(stamps.keys());
        let anew = ids.filter(|&id| before.get(id) != stamps.get(id)).cloned().collect();
        *before = stamps;
        anew
    }

    /// Forgets everything.
    pub(super) fn clear(&self) {
        hold(&self.kept).clear();
        hold(&self.archived).clear();
        self.memory.clear();
        self.spool.retain(|_| false);
    }

    /// The files, for as long as they are held.
    pub(super) fn files(&self) -> BTreeMap<String, Arc<Spooled>> {
        self.spool.files()
    }

    /// Removes all files.
    pub(super) fn remove(&self) {
        self.spool.remove();
    }
}

/// What a build that panicked left is as good as what another left.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whose files a path is a source of.
enum Changed<'p> {
    Dataset(&'p str),
    /// Of any dataset.
    Datasets,
    /// Of what is said in the files of every dataset, not of its data.
    Words,
    None,
}

fn dataset_of(path: &Path) -> Changed<'_> {
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    match (names.next(), names.next()) {
        (Some("datasets"), Some(id)) => Changed::Dataset(id),
        (Some("datasets"), None) => Changed::Datasets,
        // A name that is no text may be any.
        (None, _) => Changed::Datasets,
        (Some("content"), None | Some("site.toml")) | (Some("web"), _) => Changed::Words,
        _ => Changed::None,
    }
}

impl DatasetShelf for Shelf {
    fn sink(&self) -> &dyn Sink {
        &self.spool
    }

    fn kept<'d>(&self, dataset: &'d Dataset) -> Option<Publication<'d>> {
        let kept = hold(&self.kept);
        kept.get(&dataset.description.id).map(|kept| kept(dataset))
    }

    fn memory(&self) -> Option<&Memory> {
        Some(&self.memory)
    }

    fn keep(&self, publication: &Publication<'_>) {
        let description = &publication.dataset.description;
        if description.is_self_contained() {
            hold(&self.kept).insert(description.id.clone(), publication.keep());
        }
    }

    fn kept_versions(&self, id: &str) -> Option<Vec<Version>> {
        hold(&self.archived).get(id).cloned()
    }

    fn keep_versions(&self, id: &str, versions: &[Version]) {
        hold(&self.archived).insert(id.into(), versions.to_vec());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_changes_the_dataset_it_lies_in() {
        let changed = |path: &str| match dataset_of(Path::new(path)) {
            Changed::Dataset(id) => id.to_owned(),
            Changed::Datasets => "all".to_owned(),
            Changed::Words => "words".to_owned(),
            Changed::None => "none".to_owned(),
        };
        let paths = [
            "datasets/a/a.csv",
            "datasets/b/versions/1/b.csv",
            "datasets",
            "",
            "content/site.toml",
            "content/pages/a.md",
        ];
        assert_eq!(paths.map(changed), ["a", "b", "all", "all", "words", "none"]);
    }
}
