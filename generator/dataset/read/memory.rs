//! What reading datasets gave, kept from one reading of a site to the next: for those who read it again and again.
//!
//! Whoever holds it says which datasets changed. What is kept of another is used again where it would stand at the same
//! places of the table of files, and where nothing more is asked of it. It never reads a file itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::dataset::Dataset;
use crate::dataset::description::Description;
use crate::dataset::promises::constraints::ValueSet;
use crate::dataset::versions::recorded::Recorded;
use crate::diagnostic::Diagnostic;
use crate::files::Location;

/// A dataset, what was found, and the values of the columns others refer to.
pub(super) type ReadOne = (Option<Dataset>, Vec<Diagnostic>, BTreeMap<Box<str>, Arc<ValueSet>>);

/// What reading datasets gave.
#[derive(Debug, Default)]
pub struct Memory {
    pub(in crate::dataset) datasets: Remembered<ReadOne>,
    /// By dataset and version.
    pub(in crate::dataset) versions: Remembered<(Option<Recorded>, Vec<Diagnostic>)>,
    /// Whether a dataset is what its latest version has.
    pub(in crate::dataset) unrecorded: Remembered<Option<Diagnostic>>,
}

impl Memory {
    /// Forgets a dataset and its versions.
    pub fn forget(&self, dataset: &str) {
        self.retain(|name| name.split('/').next() != Some(dataset));
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.retain(|_| false);
    }

    fn retain(&self, keep: impl Fn(&str) -> bool) {
        self.datasets.retain(&keep);
        self.versions.retain(&keep);
        self.unrecorded.retain(&keep);
    }
}

impl Description {
    /// Whether everything it is made of lies in its own folder: neither the catalogue nor a file elsewhere.
    pub fn is_self_contained(&self) -> bool {
        let folder = format!("datasets/{}/", self.id);
        let within = self.path.0.strip_prefix(&*folder);
        self.derive.is_none() && within.is_some_and(|path| !path.split('/').any(|part| part == ".."))
    }
}

/// Results by the name of what they are of, with what they depend on besides the files of their dataset.
#[derive(Debug)]
pub(in crate::dataset) struct Remembered<V>(Mutex<BTreeMap<Box<str>, (Terms, V)>>);

/// What a result depends on besides files: the places it names, and what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::dataset) struct Terms {
    pub(in crate::dataset) at: Vec<Location>,
    pub(in crate::dataset) asked: Vec<Box<str>>,
}

impl<V> Default for Remembered<V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<V: Clone> Remembered<V> {
    /// The result that is kept, or else what `make` gives, which is kept from now on.
    pub(in crate::dataset) fn recall(&self, name: &str, terms: Terms, make: impl FnOnce() -> V) -> V {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = lock().get(name).filter(|(of, _)| *of == terms).map(|(_, kept)| kept.clone());
        kept.unwrap_or_else(|| {
            let made = make();
            lock().insert(name.into(), (terms, made.clone()));
            made
        })
    }
}

impl<V> Remembered<V> {
    fn retain(&self, keep: impl Fn(&str) -> bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|name, _| keep(name));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::dataset::read_datasets_with;
    use crate::files::{FileError, FileTable, Files, Listing, MemoryFiles, ReadSeek};

    /// Counts how often files of data are opened.
    struct Counted(MemoryFiles, AtomicUsize);

    impl Files for Counted {
        fn list(&self, folder: &str) -> Listing {
            self.0.list(folder)
        }
        fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
            self.0.read(path)
        }
        fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.open(path)
        }
        fn exists(&self, path: &str) -> bool {
            self.0.exists(path)
        }
    }

    fn files() -> Counted {
        let files = MemoryFiles::default()
            .with(
                "datasets/a/dataset.toml",
                "title = \"A\"\nfile = \"a.csv\"\n[[column]]\nsource = \"b\"\nreferences = \"b.ma\"\n",
            )
            .with("datasets/a/a.csv", "so,b\n1,x\n2,z\n")
            .with("datasets/b/dataset.toml", "title = \"B\"\nfile = \"b.csv\"\nkeys = [\"ma\"]\n")
            .with("datasets/b/b.csv", "ma\nx\ny\n");
        Counted(files, AtomicUsize::new(0))
    }

    #[test]
    fn what_did_not_change_is_not_read_again_and_gives_the_same() {
        let (files, memory) = (files(), Memory::default());
        let read = || {
            files.1.store(0, Ordering::Relaxed);
            let given = read_datasets_with(&files, &mut FileTable::default(), Some(&memory));
            (format!("{given:?}"), files.1.load(Ordering::Relaxed))
        };
        let ((first, opened), (second, reopened)) = (read(), read());
        assert_eq!(first, second);
        assert!(first.contains("dataset/reference-broken") && reopened < opened / 2, "{opened} {reopened}");
        memory.forget("b");
        let (third, partly) = read();
        assert!(third == first && reopened < partly && partly < opened, "{opened} {reopened} {partly}");
        // At other places of the table nothing kept holds.
        files.1.store(0, Ordering::Relaxed);
        let mut table = FileTable::default();
        table.add("another");
        read_datasets_with(&files, &mut table, Some(&memory));
        assert_eq!(files.1.load(Ordering::Relaxed), opened);
    }
}
