//! A sink for files that may be larger than memory: each is a file of its own in a folder that ends with the program.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{FileError, FileErrorKind, Sink, Written};

/// Files on disk, by the paths under which they were put.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    next: AtomicU64,
    files: Mutex<BTreeMap<String, Arc<Spooled>>>,
}

/// A file of a spool. It stays as long as somebody holds it, whatever is put in its place.
#[derive(Debug)]
pub struct Spooled {
    path: PathBuf,
}

impl Spooled {
    /// The file, to be read.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(&self) -> io::Result<File> {
        File::open(&self.path)
    }
}

impl Drop for Spooled {
    fn drop(&mut self) {
        // What cannot be removed now goes with the folder.
        let _ = fs::remove_file(&self.path);
    }
}

impl Spool {
    /// A spool in a new folder beside the system's other temporary files.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new() -> io::Result<Self> {
        let mut tries = 0;
        loop {
            let folder = std::env::temp_dir().join(format!("motcua-{:016x}", random()));
            tries += 1;
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(Self { folder, next: AtomicU64::default(), files: Mutex::default() }),
                // Somebody else's folder of this name is no place for our files.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < TRIES => {}
                Err(error) => return Err(io::Error::new(error.kind(), format!("{}: {error}", folder.display()))),
            }
        }
    }

    /// The files that are there now.
    pub fn files(&self) -> BTreeMap<String, Arc<Spooled>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets the files whose paths do not fit; those who hold one keep it.
    pub fn retain(&self, fits: impl Fn(&str) -> bool) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).retain(|path, _| fits(path));
    }

    /// Removes the folder with everything in it, also while files are put into it: these fail from then on.
    pub fn remove(&self) {
        // A file that is made in the midst of it keeps the folder from going.
        let _ = (0..TRIES).find(|_| fs::remove_dir_all(&self.folder).is_ok() || !self.folder.exists());
    }

    fn add(&self, path: &str) -> Result<(PathBuf, File), FileError> {
        let at = self.folder.join(self.next.fetch_add(1, Ordering::Relaxed).to_string());
        let file = File::create(&at).map_err(|error| FileError::io(path, &error))?;
        let spooled = Arc::new(Spooled { path: at.clone() });
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.contains_key(path) {
            return Err(FileError::new(path, FileErrorKind::PutTwice));
        }
        files.insert(path.to_owned(), spooled);
        Ok((at, file))
    }
}

impl Sink for Spool {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), FileError> {
        let (_, mut file) = self.add(path)?;
        file.write_all(bytes).map_err(|error| FileError::io(path, &error))
    }

    fn create(&self, path: &str) -> Result<Box<dyn Write + Send + '_>, FileError> {
        Ok(Box::new(BufWriter::new(self.add(path)?.1)))
    }

    fn reopen(&self, path: &str) -> Result<Option<Box<dyn Read + '_>>, FileError> {
        let file = self.files.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        let Some(file) = file else { return Err(FileError::new(path, FileErrorKind::Missing)) };
        Ok(Some(Box::new(file.open().map_err(|error| FileError::io(path, &error))?)))
    }

    fn take_back(&self, path: &str) -> Result<(), FileError> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        Ok(())
    }

    fn commit(&self) -> Result<Written, FileError> {
        let files = self.files();
        let size = |file: &Arc<Spooled>| fs::metadata(Path::new(&file.path)).map_or(0, |data| data.len());
        Ok(Written { changed: files.len(), bytes: files.values().map(size).sum(), ..Written::default() })
    }
}

/// How often something is tried that others may be in the way of.
const TRIES: u32 = 16;

/// A number nobody else comes upon: the seed the system gives to every hash map.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stays_while_it_is_held_and_goes_with_the_folder() {
        let spool = Spool::new().unwrap();
        let other = Spool::new().unwrap();
        other.remove();
        assert!(spool.folder.exists() && !other.folder.exists(), "two spools of a process share no folder");
        spool.put("du-lieu/a/a.csv", b"one").unwrap();
        assert!(spool.put("du-lieu/a/a.csv", b"two").is_err());
        let held = spool.files();
        spool.retain(|path| !path.starts_with("du-lieu/a/"));
        spool.create("du-lieu/a/a.csv").unwrap().write_all(b"two").unwrap();
        let read = |files: &BTreeMap<String, Arc<Spooled>>| {
            let mut text = String::new();
            files["du-lieu/a/a.csv"].open().unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!((read(&held), read(&spool.files())), ("one".to_owned(), "two".to_owned()));
        let folder = spool.folder.clone();
        drop(held);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        spool.remove();
        assert!(!folder.exists());
    }
}
