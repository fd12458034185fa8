//! Source files on disk, below one folder and never outside it.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::{FileError, FileErrorKind, Files, Listing, ReadSeek};

/// The files below a folder.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// The files below `root`, which must be a folder.
    pub fn new(root: impl AsRef<Path>) -> Result<Self, FileError> {
        let shown = root.as_ref().display().to_string();
        let root = root.as_ref().canonicalize().map_err(|error| match FileError::io(&shown, &error) {
            missing if missing.kind == FileErrorKind::Missing => {
                FileError::new(&shown, FileErrorKind::NoFolder { beside: beside(root.as_ref()) })
            }
            other => other,
        })?;
        if !root.is_dir() {
            return Err(FileError::new(shown, FileErrorKind::Io("not a folder".into())));
        }
        Ok(Self { root })
    }

    /// The folder, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What a file, or what a link to one leads to, has of size and time: another stamp is another file. `None` where it
    /// cannot be looked at.
    pub fn stamp(&self, path: &str) -> Option<Stamp> {
        let data = std::fs::metadata(self.locate(path).ok()?).ok()?;
        Some(Stamp { bytes: data.len(), modified: data.modified().ok()? })
    }

    /// Where `path` lies on disk. Refuses `..` and absolute paths; links are checked when they are met.
    fn locate(&self, path: &str) -> Result<PathBuf, FileError> {
        let inside = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if !inside {
            return Err(FileError::new(path, FileErrorKind::OutsideTree));
        }
        Ok(self.root.join(path))
    }

    fn checked(&self, path: &str) -> Result<PathBuf, FileError> {
        let full = self.locate(path)?;
        let real = full.canonicalize().map_err(|error| match FileError::io(path, &error) {
            missing if missing.kind == FileErrorKind::Missing && self.leads_nowhere(path) => {
                FileError::new(path, FileErrorKind::BrokenLink)
            }
            other => other,
        })?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(FileError::new(path, FileErrorKind::OutsideTree)) }
    }

    /// Whether the path, or a folder on its way, is a link to something that is not there.
    fn leads_nowhere(&self, path: &str) -> bool {
        let full = self.root.join(path);
        let mut on_the_way = full.ancestors().take_while(|step| *step != self.root);
        on_the_way.any(|step| step.is_symlink() && !step.exists())
    }

    fn relative(&self, path: &Path) -> String {
        let inner = path.strip_prefix(&self.root).unwrap_or(path);
        inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// The names of the folders that stand where a path does not.
fn beside(path: &Path) -> Vec<String> {
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(above).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort_unstable();
    names
}

/// The size of a file, and when it was written to the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    modified: SystemTime,
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        // The walk follows a link at its start, so that one is checked here.
        let start = match self.checked(folder) {
            Ok(real) if real.is_dir() => self.root.join(folder),
            Ok(_) => {
                listing.problems.push(FileError::new(folder, FileErrorKind::Io("a file, not a folder".into())));
                return listing;
            }
            Err(error) if error.kind == FileErrorKind::Missing => return listing,
            Err(error) => {
                listing.problems.push(error);
                return listing;
            }
        };
        // Hidden entries (.git, the output's own staging) are nobody's content.
        let visible =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in WalkDir::new(start).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.list_entry(&entry, &mut listing),
                Err(error) => {
                    let path = error.path().map_or_else(|| folder.to_owned(), |path| self.relative(path));
                    let io = error.io_error().map_or_else(
                        || FileError::new(&path, FileErrorKind::BrokenLink),
                        |io| FileError::io(&path, io),
                    );
                    listing.problems.push(io);
                }
            }
        }
        listing.paths.sort_unstable();
        listing
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        // The plain path first: canonicalising every file would double the system calls of a build.
        // Links were checked when the folder was listed; a path that was not listed is read with `open`.
        std::fs::read(self.locate(path)?).map_err(|error| FileError::io(path, &error))
    }

    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
        let real = self.checked(path)?;
        if real.is_dir() {
            return Err(FileError::new(path, FileErrorKind::Folder));
        }
        let file = File::open(real).map_err(|error| FileError::io(path, &error))?;
        Ok(Box::new(BufReader::new(file)))
    }

    fn exists(&self, path: &str) -> bool {
        self.checked(path).is_ok_and(|real| real.is_file())
    }
}

impl DiskFiles {
    /// Replaces a source file, all at once: an editor never sees half of it.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), FileError> {
        self.write_all([(path, bytes)])
    }

    /// Replaces source files: all of them are written beside the old ones before the first of these is replaced, so
    /// that a disk that is full or a folder that is closed leaves everything as it was.
    pub fn write_all<'a>(&self, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<(), FileError> {
        let mut staged: Vec<(&str, PathBuf, PathBuf)> = Vec::new();
        let mut done = Ok(());
        for (path, bytes) in files {
            done = self.places(path).and_then(|(full, new)| {
                staged.push((path, new.clone(), full));
                std::fs::write(&new, bytes).map_err(|error| FileError::io(path, &error))
            });
            if done.is_err() {
                break;
            }
        }
        if done.is_ok() {
            let mut moves = staged.iter();
            done = moves.try_for_each(|(path, new, full)| {
                std::fs::rename(new, full).map_err(|error| FileError::io(*path, &error))
            });
        }
        if done.is_err() {
            // What was moved already is not there any more, and the rest helps nobody.
            staged.iter().for_each(|(_, new, _)| drop(std::fs::remove_file(new)));
        }
        done
    }

    /// Copies a source file to another place of the tree, all at once, whatever its size.
    pub fn copy(&self, from: &str, to: &str) -> Result<(), FileError> {
        let source = self.checked(from)?;
        let (full, new) = self.places(to)?;
        let copied = std::fs::copy(source, &new).and_then(|_| std::fs::rename(&new, full));
        copied.map_err(|error| {
            // What was written of it helps nobody.
            drop(std::fs::remove_file(&new));
            FileError::io(to, &error)
        })
    }

    /// Where a file and its new version lie, in a folder that is made if need be.
    fn places(&self, path: &str) -> Result<(PathBuf, PathBuf), FileError> {
        let full = self.locate(path)?;
        let error = |error: std::io::Error| FileError::io(path, &error);
        if let Some(folder) = full.parent() {
            std::fs::create_dir_all(folder).map_err(error)?;
            let real = folder.canonicalize().map_err(error)?;
            if !real.starts_with(&self.root) {
                return Err(FileError::new(path, FileErrorKind::OutsideTree));
            }
        }
        if full.is_dir() {
            return Err(FileError::new(path, FileErrorKind::Folder));
        }
        let name = full.file_name().unwrap_or_default().to_string_lossy();
        let new = full.with_file_name(format!(".{name}.new"));
        Ok((full, new))
    }

    fn list_entry(&self, entry: &walkdir::DirEntry, listing: &mut Listing) {
        let relative = self.relative(entry.path());
        if entry.path().to_str().is_none() {
            return listing.problems.push(FileError::new(relative, FileErrorKind::NameNotUtf8));
        }
        if entry.file_type().is_file() {
            return listing.paths.push(relative);
        }
        match self.checked(&relative) {
            Ok(real) if real.is_file() => listing.paths.push(relative),
            Ok(_) => listing
                .problems
                .push(FileError::new(relative, FileErrorKind::Io("a link to a folder is not followed".into()))),
            Err(error) if error.kind == FileErrorKind::Missing => {
                listing.problems.push(FileError::new(relative, FileErrorKind::BrokenLink));
            }
            Err(error) => listing.problems.push(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_out_of_the_tree_is_a_problem_and_not_a_file() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.md"), "x").unwrap();
        let tree = tempfile::tempdir().unwrap();
        std::fs::write(tree.path().join("a.md"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.md"), tree.path().join("b.md")).unwrap();
        std::os::unix::fs::symlink("nowhere", tree.path().join("c.md")).unwrap();
        std::os::unix::fs::symlink("a.md", tree.path().join("d.md")).unwrap();
        let files = DiskFiles::new(tree.path()).unwrap();
        let listing = files.list("");
        assert_eq!(listing.paths, ["a.md", "d.md"]);
        let kinds: Vec<_> = listing.problems.iter().map(|problem| (problem.path.as_str(), &problem.kind)).collect();
        assert_eq!(kinds, [("b.md", &FileErrorKind::OutsideTree), ("c.md", &FileErrorKind::BrokenLink)]);
        assert!(files.read("../x").is_err());
        assert!(!files.exists("b.md"));
    }

    #[test]
    fn files_are_replaced_all_or_none() {
        let tree = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(tree.path().join("c.md/x")).unwrap();
        std::fs::write(tree.path().join("a.md"), "old").unwrap();
        let files = DiskFiles::new(tree.path()).unwrap();
        let wanted = ["a.md", "b.md", "c.md"].map(|path| (path, &b"new"[..]));
        assert_eq!(files.write_all(wanted).unwrap_err().kind, FileErrorKind::Folder);
        assert_eq!(files.read("a.md").unwrap(), b"old");
        assert_eq!(std::fs::read_dir(tree.path()).unwrap().count(), 2);
        std::fs::remove_dir_all(tree.path().join("c.md")).unwrap();
        files.write_all(wanted).unwrap();
        assert_eq!(files.list("").paths, ["a.md", "b.md", "c.md"]);
        assert_eq!(
            (files.read("a.md").unwrap(), std::fs::read_dir(tree.path()).unwrap().count()),
            (b"new".to_vec(), 3)
        );
    }

    #[test]
    fn a_folder_to_start_from_that_is_a_link_is_checked_like_any_other() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.md"), "x").unwrap();
        let tree = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(tree.path().join("real/inner")).unwrap();
        std::fs::write(tree.path().join("real/inner/a.md"), "x").unwrap();
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, tree.path().join(name)).unwrap();
        link(outside.path(), "out");
        link(Path::new("real"), "in");
        link(Path::new("gone"), "nowhere");
        let files = DiskFiles::new(tree.path()).unwrap();
        let kinds = |folder: &str| -> Vec<FileErrorKind> {
            let listing = files.list(folder);
            assert!(listing.paths.is_empty());
            listing.problems.into_iter().map(|problem| problem.kind).collect()
        };
        assert_eq!(kinds("out"), [FileErrorKind::OutsideTree]);
        assert_eq!(kinds("nowhere"), [FileErrorKind::BrokenLink]);
        assert_eq!(kinds("nowhere/inner"), [FileErrorKind::BrokenLink]);
        assert_eq!(kinds("real/inner/a.md").len(), 1);
        assert!(kinds("missing").is_empty());
        assert_eq!(files.list("in").paths, ["in/inner/a.md"]);
        assert_eq!(files.open("out/secret.md").err().unwrap().kind, FileErrorKind::OutsideTree);
        assert_eq!(files.open("nowhere").err().unwrap().kind, FileErrorKind::BrokenLink);
        assert_eq!(files.open("real").err().unwrap().kind, FileErrorKind::Folder);
    }
}
