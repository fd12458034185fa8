//! A site on disk, replaced all at once.
//!
//! Beside the output folder `public` stand, while a build runs, `.public.staging` (new bytes) and `.public.next`
//! (the tree that will take its place), and afterwards `.public.previous` (the tree before). At commit the next tree is
//! made out of the previous one, by the difference of the two manifests, so that unchanged files are neither written,
//! linked nor deleted; then it is exchanged with `public` in one system call. A process killed at any moment leaves
//! `public` whole, and what it left beside it is removed by the next build.
//!
//! A file is never written in place: trees share unchanged files by hard links. Power loss is not guarded against.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::{FileError, FileErrorKind, Sink, Written};

/// The list of a site's files with their SHA-256, in the form `sha256sum -c` reads. A folder without it is not ours.
pub const MANIFEST: &str = ".motcua-manifest";

type Hash = [u8; 32];
type Manifest = BTreeMap<String, Hash>;

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
        let current = ours(&out, &shown)?;
        ours(&beside(&out, "previous"), &shown)?;
        for left in ["staging", "next"] {
            remove_tree(&beside(&out, left)).map_err(error)?;
        }
        let staging = beside(&out, "staging");
        fs::create_dir(&staging).map_err(error)?;
        Ok(Self { out, staging, shown, swap, current, put: Mutex::default(), _lock })
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

    fn create(&self, path: &str) -> Result<Box<dyn Write + '_>, FileError> {
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

    fn commit(&self) -> Result<Written, FileError> {
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
        for path in under.keys().filter(|path| !manifest.contains_key(*path)) {
            remove_file(&next, path)?;
        }
        for put in put {
            let target = next.join(&put.path);
            if put.changed {
                make_way(&next, &put.path)?;
                fs::rename(staging.join(&put.path), target)?;
            } else if under.get(&put.path) != Some(&put.hash) {
                make_way(&next, &put.path)?;
                link(&self.out.join(&put.path), &target)?;
            }
        }
        write_manifest(&next, manifest)?;
        self.exchange(&next)?;
        fs::rename(&next, &previous)
    }

    fn exchange(&self, next: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match self.swap {
            Swap::Atomic => Ok(renameat_with(CWD, next, CWD, &self.out, RenameFlags::EXCHANGE)?),
            Swap::InPlace => {
                let aside = self.staging.join(".aside");
                fs::rename(&self.out, &aside)?;
                fs::rename(next, &self.out)?;
                fs::rename(&aside, next)
            }
        }
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
        // A failed flush leaves fewer bytes than were hashed; the put is then not noted and commit has no such file.
        if self.file.flush().is_ok() {
            self.sink.note(Put { path: std::mem::take(&mut self.path), hash, bytes: self.bytes, changed: true });
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

fn read_manifest(folder: &Path) -> io::Result<Option<Manifest>> {
    let text = match fs::read_to_string(folder.join(MANIFEST)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        text => text?,
    };
    let row = |line: &str| {
        let (hash, path) = line.split_at_checked(64)?;
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(hash.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some((path.strip_prefix("  ")?.to_owned(), bytes))
    };
    // A line that cannot be read makes its file one that is written again.
    Ok(Some(text.lines().filter_map(row).collect()))
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> io::Result<()> {
    let mut text = String::with_capacity(manifest.len() * 96);
    for (path, hash) in manifest {
        for byte in hash {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        text.push_str("  ");
        text.push_str(path);
        text.push('\n');
    }
    make_way(folder, MANIFEST)?;
    fs::write(folder.join(MANIFEST), text)
}

/// Creates a file that must not be there yet, with the folders above it.
fn create_new(path: &Path) -> io::Result<File> {
    match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            File::create_new(path)
        }
        file => file,
    }
}

/// Removes what stands at `path`, file or folder, and makes the folders above it.
fn make_way(tree: &Path, path: &str) -> io::Result<()> {
    let full = tree.join(path);
    match fs::remove_file(&full) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) if full.is_dir() => return fs::remove_dir_all(&full),
        // A file stands where a folder is needed; it is removed below.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {}
        Err(error) => return Err(error),
    }
    let mut folder = tree.to_owned();
    for part in Path::new(path).parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::remove_file(&folder)?;
                fs::create_dir(&folder)?;
            }
            done => done?,
        }
    }
    Ok(())
}

/// Removes a file and the folders that are empty without it.
fn remove_file(tree: &Path, path: &str) -> io::Result<()> {
    match fs::remove_file(tree.join(path)) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(error);
        }
        _ => {}
    }
    for folder in Path::new(path).ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty()) {
        if fs::remove_dir(tree.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Shares a file between two trees; copies it where the file system has no links.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
}

fn remove_tree(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(out: &Path, files: &[(&str, &str)]) -> Written {
        let sink = DiskSink::open(out, Swap::Atomic).unwrap();
        for (path, text) in files {
            sink.put(path, text.as_bytes()).unwrap();
        }
        sink.commit().unwrap()
    }

    fn tree(out: &Path) -> Vec<(String, String)> {
        let files = super::super::DiskFiles::new(out).unwrap();
        use super::super::Files;
        let read = |path: String| (path.clone(), fs::read_to_string(out.join(path)).unwrap());
        files.list("").paths.into_iter().map(read).collect()
    }

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn every_generation_is_exactly_what_was_put() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let generations: [&[(&str, &str)]; 6] = [
            &[("a/index.html", "1"), ("b", "1"), ("c", "1")],
            &[("a/index.html", "2"), ("b", "1"), ("c", "1")],
            &[("a/index.html", "2"), ("b", "2")],
            &[("a", "a file where a folder was"), ("b", "2")],
            &[("a/x/y", "a folder where a file was"), ("b", "1"), ("c", "3")],
            &[("b", "1")],
        ];
        for files in generations {
            build(&out, files);
            assert_eq!(tree(&out), pairs(files));
            let check =
                std::process::Command::new("sha256sum").args(["-c", "--quiet", MANIFEST]).current_dir(&out).status();
            assert!(check.is_ok_and(|status| status.success()));
        }
    }

    #[test]
    fn what_did_not_change_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        build(&out, &[("a", "1"), ("b", "1")]);
        let before = fs::metadata(&out).unwrap().modified().unwrap();
        let written = build(&out, &[("a", "1"), ("b", "1")]);
        assert_eq!((written.changed, written.unchanged, written.removed), (0, 2, 0));
        assert_eq!(fs::metadata(&out).unwrap().modified().unwrap(), before);
        assert!(!folder.path().join(".public.staging").exists());
    }

    #[test]
    fn an_edit_by_hand_is_undone() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        build(&out, &[("a", "1")]);
        fs::write(out.join("a"), "2").unwrap();
        assert_eq!(build(&out, &[("a", "1")]).changed, 1);
        assert_eq!(tree(&out), pairs(&[("a", "1")]));
    }

    #[test]
    fn without_a_commit_nothing_changes_and_the_next_build_cleans_up() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        build(&out, &[("a", "1")]);
        let sink = DiskSink::open(&out, Swap::Atomic).unwrap();
        sink.put("a", b"2").unwrap();
        drop(sink);
        assert_eq!(tree(&out), pairs(&[("a", "1")]));
        build(&out, &[("a", "3")]);
        assert_eq!(tree(&out), pairs(&[("a", "3")]));
    }

    #[test]
    fn a_second_build_and_a_foreign_folder_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let first = DiskSink::open(&out, Swap::Atomic).unwrap();
        let second = DiskSink::open(&out, Swap::Atomic).unwrap_err();
        assert_eq!(second.kind, FileErrorKind::Locked(Some(std::process::id())));
        drop(first);
        let foreign = folder.path().join("thesis");
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join("chapter1.md"), "x").unwrap();
        assert_eq!(DiskSink::open(&foreign, Swap::Atomic).unwrap_err().kind, FileErrorKind::NotOurs);
        assert_eq!(fs::read_to_string(foreign.join("chapter1.md")).unwrap(), "x");
    }

    #[test]
    fn two_pages_at_one_address_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let sink = DiskSink::open(folder.path().join("public"), Swap::Atomic).unwrap();
        sink.put("a", b"1").unwrap();
        assert_eq!(sink.put("a", b"2").unwrap_err().kind, FileErrorKind::PutTwice);
        assert!(sink.put("../a", b"2").is_err());
    }

    #[test]
    fn a_file_written_in_pieces_is_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let sink = DiskSink::open(&out, Swap::Atomic).unwrap();
        let mut file = sink.create("a/b").unwrap();
        file.write_all(b"mot").unwrap();
        file.write_all(b"cua").unwrap();
        drop(file);
        sink.commit().unwrap();
        assert_eq!(tree(&out), pairs(&[("a/b", "motcua")]));
    }
}
