//! A site on disk, replaced all at once.
//!
//! Beside the output folder `public` stand, while a build runs, `.public.staging` (new bytes) and `.public.next`
//! (the tree that will take its place), and afterwards `.public.previous` (the tree before). At commit the next tree is
//! made out of the previous one, by the difference of the two manifests, so that unchanged files are neither written,
//! linked nor deleted; then it is exchanged with `public` in one system call. A process killed at any moment leaves
//! `public` whole, and what it left beside it is removed by the next build. Where the file system cannot exchange and
//! the user accepts it, `public` is renamed to `.public.previous` and the next tree to `public`; a process killed
//! between the two leaves no `public`, and the next build puts the previous one back.
//!
//! A file is never written in place: trees share unchanged files by hard links. Edits by hand in either tree are found
//! by comparing and undone. Power loss is not guarded against.

mod manifest;
#[cfg(test)]
mod tests;
mod tree;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::{FileError, FileErrorKind, Sink, Written};

pub use manifest::MANIFEST;
use manifest::{Hash, Manifest, read_manifest, write_manifest};
use tree::{create_new, is_same, keep_only, link, make_way, remove_tree};

/// What to do where two folders cannot be exchanged in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// Refuse.
    Atomic,
    /// Rename twice: for a moment there is no site.
    InPlace,
}

/// A site on disk.
#[derive(Debug)]
pub struct DiskSink {
    out: PathBuf,
    staging: PathBuf,
    shown: String,
    swap: Swap,
    /// What the output folder holds now; `None` where there is none yet.
    current: Option<Manifest>,
    put: Mutex<Vec<Put>>,
    /// Files written in pieces that could not be written to the end.
    broken: Mutex<Vec<FileError>>,
    /// Held until the sink is dropped.
    _lock: File,
}

#[derive(Debug)]
struct Put {
    path: String,
    hash: Hash,
    bytes: u64,
    changed: bool,
}

impl DiskSink {
    /// Takes hold of the folder `out`, which is new, empty or ours, and which nobody else is building.
    pub fn open(out: impl AsRef<Path>, swap: Swap) -> Result<Self, FileError> {
        let shown = out.as_ref().display().to_string();
        let error = |error: io::Error| FileError::io(&shown, &error);
        let out = match out.as_ref().canonicalize() {
            Ok(real) => real,
            Err(_) => {
                let absolute = std::path::absolute(out.as_ref()).map_err(error)?;
                let parent = absolute.parent().unwrap_or(Path::new("/"));
                fs::create_dir_all(parent).map_err(error)?;
                absolute
            }
        };
        if out.file_name().is_none() {
            return Err(FileError::new(shown, FileErrorKind::NotOurs));
        }
        let _lock = lock(&beside(&out, "lock"), &shown)?;
        let previous = beside(&out, "previous");
        let before = ours(&previous, &shown)?;
        if before.is_some() && !out.exists() {
            // An in-place build was killed between its two renames.
            fs::rename(&previous, &out).map_err(error)?;
        }
        let current = ours(&out, &shown)?;
        for left in ["staging", "next"] {
            remove_tree(&beside(&out, left)).map_err(error)?;
        }
        let staging = beside(&out, "staging");
        fs::create_dir(&staging).map_err(error)?;
        Ok(Self { out, staging, shown, swap, current, put: Mutex::default(), broken: Mutex::default(), _lock })
    }

    fn beside(&self, what: &str) -> PathBuf {
        beside(&self.out, what)
    }

    fn error(&self, path: &str, error: &io::Error) -> FileError {
        match error.kind() {
            io::ErrorKind::AlreadyExists => FileError::new(path, FileErrorKind::PutTwice),
            _ => FileError::io(format!("{}/{path}", self.shown), error),
        }
    }

    fn note(&self, put: Put) {
        self.put.lock().unwrap_or_else(PoisonError::into_inner).push(put);
    }

    /// Whether the site has these very bytes at `path` already; reads them, so that an edit by hand is undone.
    fn has(&self, path: &str, bytes: &[u8]) -> bool {
        let Some(current) = &self.current else { return false };
        current.contains_key(path) && fs::read(self.out.join(path)).is_ok_and(|there| there == bytes)
    }

    /// Whether the site has these bytes at `path` already, told by their hash; reads them only where the manifest says so.
    fn has_hash(&self, path: &str, hash: &Hash) -> bool {
        let recorded = self.current.as_ref().and_then(|current| current.get(path));
        recorded == Some(hash) && hash_of(&self.out.join(path)).is_ok_and(|there| there == *hash)
    }

    /// Takes note of a file written in pieces; where the site has it already, what was written goes.
    fn settle(&self, path: &str, hash: Hash, bytes: u64) -> io::Result<()> {
        let changed = !self.has_hash(path, &hash);
        if !changed {
            fs::remove_file(self.staging.join(path))?;
        }
        self.note(Put { path: path.to_owned(), hash, bytes, changed });
        Ok(())
    }
}

impl Sink for DiskSink {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), FileError> {
        check_path(path)?;
        let hash = Sha256::digest(bytes).into();
        let changed = !self.has(path, bytes);
        if changed {
            create_new(&self.staging.join(path))
                .and_then(|mut file| file.write_all(bytes))
                .map_err(|error| self.error(path, &error))?;
        }
        self.note(Put { path: path.to_owned(), hash, bytes: bytes.len() as u64, changed });
        Ok(())
    }

    fn create(&self, path: &str) -> Result<Box<dyn Write + Send + '_>, FileError> {
        check_path(path)?;
        let file = create_new(&self.staging.join(path)).map_err(|error| self.error(path, &error))?;
        Ok(Box::new(Piecewise {
            sink: self,
            path: path.to_owned(),
            file: BufWriter::new(file),
            hash: Sha256::new(),
            bytes: 0,
        }))
    }

    fn reopen(&self, path: &str) -> Result<Option<Box<dyn Read + '_>>, FileError> {
        check_path(path)?;
        let put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        // Few files are read again, and those were put a moment ago.
        let found = put.iter().rev().find(|put| put.path == path).map(|put| put.changed);
        drop(put);
        let folder = match found {
            Some(true) => &self.staging,
            Some(false) => &self.out,
            None => return Err(FileError::new(path, FileErrorKind::Missing)),
        };
        let file = File::open(folder.join(path)).map_err(|error| self.error(path, &error))?;
        Ok(Some(Box::new(file)))
    }

    fn take_back(&self, path: &str) -> Result<(), FileError> {
        check_path(path)?;
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = put.iter().rposition(|put| put.path == path)
            && put.swap_remove(at).changed
        {
            fs::remove_file(self.staging.join(path)).map_err(|error| self.error(path, &error))?;
        }
        Ok(())
    }

    fn commit(&self) -> Result<Written, FileError> {
        if let Some(error) = self.broken.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Err(error);
        }
        let mut put = std::mem::take(&mut *self.put.lock().unwrap_or_else(PoisonError::into_inner));
        put.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        if let Some(twice) = put.windows(2).find(|pair| pair[0].path == pair[1].path) {
            return Err(FileError::new(&twice[0].path, FileErrorKind::PutTwice));
        }
        let changed = put.iter().filter(|put| put.changed).count();
        let removed = match &self.current {
            Some(current) => current.len() - put.iter().filter(|put| current.contains_key(&put.path)).count(),
            None => 0,
        };
        let bytes = put.iter().map(|put| put.bytes).sum();
        let written = Written { changed, unchanged: put.len() - changed, removed, bytes };
        let manifest: Manifest = put.iter().map(|put| (put.path.clone(), put.hash)).collect();
        let same = self.current.as_ref() == Some(&manifest) && changed == 0;
        if !same {
            self.replace(&put, &manifest).map_err(|error| {
                match error.raw_os_error().map(rustix::io::Errno::from_raw_os_error) {
                    Some(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
                        FileError::new(&self.shown, FileErrorKind::NoExchange)
                    }
                    _ => FileError::io(&self.shown, &error),
                }
            })?;
        }
        remove_tree(&self.staging).map_err(|error| FileError::io(&self.shown, &error))?;
        Ok(written)
    }
}

impl DiskSink {
    /// Makes the next tree and puts it in the place of the output folder.
    fn replace(&self, put: &[Put], manifest: &Manifest) -> io::Result<()> {
        let (staging, next, previous) = (&self.staging, self.beside("next"), self.beside("previous"));
        if self.current.is_none() {
            write_manifest(staging, manifest)?;
            // An empty folder may stand there: rename replaces it.
            return fs::rename(staging, &self.out);
        }
        // From here on the previous tree is neither of the two: under the name `next` it is known to be unfinished.
        let under = read_manifest(&previous)?.unwrap_or_default();
        match fs::rename(&previous, &next) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(&next)?,
            done => done?,
        }
        keep_only(&next, |path| manifest.contains_key(path))?;
        for put in put {
            let (here, target) = (self.out.join(&put.path), next.join(&put.path));
            if put.changed {
                make_way(&next, &put.path)?;
                fs::rename(staging.join(&put.path), target)?;
            } else if under.get(&put.path) != Some(&put.hash) || !is_same(&here, &target)? {
                make_way(&next, &put.path)?;
                link(&here, &target)?;
            }
        }
        write_manifest(&next, manifest)?;
        self.swap_in(&next, &previous)
    }

    /// Puts the next tree in the place of the output folder, which becomes the previous one.
    fn swap_in(&self, next: &Path, previous: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match self.swap {
            Swap::Atomic => {
                renameat_with(CWD, next, CWD, &self.out, RenameFlags::EXCHANGE)?;
                fs::rename(next, previous)
            }
            Swap::InPlace => {
                fs::rename(&self.out, previous)?;
                fs::rename(next, &self.out).inspect_err(|_| {
                    // The old site is better than none.
                    let _ = fs::rename(previous, &self.out);
                })
            }
        }
    }
}

/// Removes what was put and not committed.
impl Drop for DiskSink {
    fn drop(&mut self) {
        let _ = remove_tree(&self.staging);
    }
}

struct Piecewise<'a> {
    sink: &'a DiskSink,
    path: String,
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Write for Piecewise<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Piecewise<'_> {
    fn drop(&mut self) {
        let hash: Hash = std::mem::take(&mut self.hash).finalize().into();
        let path = std::mem::take(&mut self.path);
        if let Err(error) = self.file.flush().and_then(|()| self.sink.settle(&path, hash, self.bytes)) {
            // Nobody hears an error here; the commit tells it.
            let error = self.sink.error(&path, &error);
            self.sink.broken.lock().unwrap_or_else(PoisonError::into_inner).push(error);
        }
    }
}

/// The hash of a file, which may be larger than memory.
fn hash_of(path: &Path) -> io::Result<Hash> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finalize().into()),
            read => hash.update(&piece[..read]),
        }
    }
}

fn check_path(path: &str) -> Result<(), FileError> {
    let inside =
        !path.is_empty() && Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if inside { Ok(()) } else { Err(FileError::new(path, FileErrorKind::OutsideTree)) }
}

/// `.public.staging` for `public`.
fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{what}"))
}

fn lock(path: &Path, shown: &str) -> Result<File, FileError> {
    let error = |error: io::Error| FileError::io(shown, &error);
    let mut file = File::options().create(true).truncate(false).read(true).write(true).open(path).map_err(error)?;
    match file.try_lock() {
        Ok(()) => {
            file.set_len(0).and_then(|()| write!(file, "{}", std::process::id())).map_err(error)?;
            Ok(file)
        }
        Err(fs::TryLockError::WouldBlock) => {
            let holder = io::read_to_string(file).ok().and_then(|pid| pid.trim().parse().ok());
            Err(FileError::new(shown, FileErrorKind::Locked(holder)))
        }
        Err(fs::TryLockError::Error(failure)) => Err(error(failure)),
    }
}

/// The manifest of a folder of ours; `None` where there is no folder or an empty one; an error where it is another's.
fn ours(folder: &Path, shown: &str) -> Result<Option<Manifest>, FileError> {
    let error = |error: io::Error| FileError::io(shown, &error);
    match fs::read_dir(folder) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(failure) => Err(error(failure)),
        Ok(mut entries) => match read_manifest(folder).map_err(error)? {
            Some(manifest) => Ok(Some(manifest)),
            None if entries.next().is_none() => Ok(None),
            None => Err(FileError::new(folder.display().to_string(), FileErrorKind::NotOurs)),
        },
    }
}
