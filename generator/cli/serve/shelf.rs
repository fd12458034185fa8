//! The files of datasets while a site is served: on disk, and made again only when their sources changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path};
use std::sync::{Arc, Mutex, PoisonError};

use crate::DatasetShelf;
use crate::dataset::publication::Kept;
use crate::dataset::{Dataset, Memory, Publication};
use crate::files::{Sink, Spool, Spooled};
use crate::site::routes::dataset_folder;

/// The files of datasets.
pub(super) struct Shelf {
    spool: Spool,
    kept: Mutex<BTreeMap<Box<str>, Kept>>,
    memory: Memory,
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").field("spool", &self.spool).finish_non_exhaustive()
    }
}

impl Shelf {
    /// An empty one.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { spool: Spool::new()?, kept: Mutex::default(), memory: Memory::default() })
    }

    /// Forgets what is to be made anew, now that these paths below the site's folder changed.
    pub(super) fn change<'p>(&self, paths: impl Iterator<Item = &'p Path>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths {
            match dataset_of(path) {
                Changed::Dataset(id) => {
                    kept.remove(id);
                    self.memory.forget(id);
                }
                Changed::Datasets => {
                    kept.clear();
                    self.memory.clear();
                }
                Changed::Words => kept.clear(),
                Changed::None => {}
            }
        }
        let folders: BTreeSet<String> = kept.keys().map(|id| format!("{}/", dataset_folder(id))).collect();
        drop(kept);
        self.spool.retain(|path| folders.iter().any(|folder| path.starts_with(folder)));
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
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&dataset.description.id).map(|kept| kept(dataset))
    }

    fn memory(&self) -> Option<&Memory> {
        Some(&self.memory)
    }

    fn keep(&self, publication: &Publication<'_>) {
        let description = &publication.dataset.description;
        if description.is_self_contained() {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.insert(description.id.clone(), publication.keep());
        }
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
