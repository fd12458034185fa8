//! The files of datasets while a site is served: on disk, and made again only when their sources changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path};
use std::sync::{Arc, Mutex, PoisonError};

use crate::DatasetShelf;
use crate::dataset::publication::{FileFormat, Kept};
use crate::dataset::{Dataset, Publication};
use crate::files::{Sink, Spool, Spooled};
use crate::site::routes::dataset_folder;

/// The files of smaller datasets are made anew each time: that takes no time, and what they are made from may stand outside
/// their folder.
const LARGE: u64 = 1 << 20;

/// The files of datasets.
pub(super) struct Shelf {
    spool: Spool,
    kept: Mutex<BTreeMap<Box<str>, Kept>>,
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").field("spool", &self.spool).finish_non_exhaustive()
    }
}

impl Shelf {
    /// An empty one.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { spool: Spool::new()?, kept: Mutex::default() })
    }

    /// Forgets what is to be made anew, now that these paths below the site's folder changed.
    pub(super) fn change<'p>(&self, paths: impl Iterator<Item = &'p Path>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths {
            match dataset_of(path) {
                Changed::Dataset(id) => drop(kept.remove(id)),
                Changed::All => kept.clear(),
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
    All,
    None,
}

fn dataset_of(path: &Path) -> Changed<'_> {
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    match (names.next(), names.next()) {
        (Some("datasets"), Some(id)) => Changed::Dataset(id),
        (Some("datasets"), None) => Changed::All,
        // A name that is no text may be any.
        (None, _) => Changed::All,
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

    fn keep(&self, publication: &Publication<'_>) {
        // What is made of the catalogue changes with sources that lie elsewhere.
        if publication.dataset.description.derive.is_some() {
            return;
        }
        let original = publication.distributions.iter().find(|file| matches!(file.format, FileFormat::Original(_)));
        if original.is_some_and(|original| original.bytes > LARGE) {
            let id = publication.dataset.description.id.clone();
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(id, publication.keep());
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
            Changed::All => "all".to_owned(),
            Changed::None => "none".to_owned(),
        };
        let paths = ["datasets/a/a.csv", "datasets/b/versions/1/b.csv", "datasets", "", "content/site.toml"];
        assert_eq!(paths.map(changed), ["a", "b", "all", "all", "none"]);
    }
}
