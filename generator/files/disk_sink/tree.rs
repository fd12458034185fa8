//! Small steps on trees of files.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use walkdir::WalkDir;

/// Creates a file that must not be there yet, with the folders above it.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    // Most pages are the first file of a folder of their own: to look for the folder first would be in vain.
    if path.file_name().is_some_and(|name| name == "index.html")
        && let Some(folder) = path.parent()
    {
        // Where it fails, the file fails as well and says why.
        let _ = fs::create_dir(folder);
    }
    match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            File::create_new(path)
        }
        file => file,
    }
}

/// Removes what stands at `path`, file or folder, and makes the folders above it.
pub(super) fn make_way(tree: &Path, path: &str) -> io::Result<()> {
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

/// Removes every file that `keep` does not know, by its path in the tree, and the folders that are empty without it:
/// what somebody else put there, and what was published before.
pub(super) fn keep_only(tree: &Path, keep: impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in WalkDir::new(tree).min_depth(1).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            // Fails where the folder still holds something, which is as it should be.
            let _ = fs::remove_dir(entry.path());
            continue;
        }
        let inner = entry.path().strip_prefix(tree).unwrap_or(entry.path());
        if !inner.to_str().is_some_and(&keep) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether two paths are one file, or files with the same bytes: a manifest says what was written, not what somebody
/// did to it since.
pub(super) fn is_same(left: &Path, right: &Path) -> io::Result<bool> {
    let (Ok(one), Ok(other)) = (fs::symlink_metadata(left), fs::symlink_metadata(right)) else { return Ok(false) };
    if (one.dev(), one.ino()) == (other.dev(), other.ino()) {
        return Ok(true);
    }
    Ok(one.is_file() && other.is_file() && one.len() == other.len() && fs::read(left)? == fs::read(right)?)
}

/// Shares a file between two trees; copies it where the file system has no links.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
}

/// Removes a tree, where there is one.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
