//! Files a person names on the command line, wherever they lie: what is imported, and what is exported.

use std::path::Path;

use super::{FileError, FileErrorKind};

/// The whole of a file that a person named.
pub fn read_given(path: &Path) -> Result<Vec<u8>, FileError> {
    let shown = path.display().to_string();
    if path.is_dir() {
        return Err(FileError::new(shown, FileErrorKind::Folder));
    }
    match std::fs::read(path) {
        Err(_) if path.is_symlink() && !path.exists() => Err(FileError::new(shown, FileErrorKind::BrokenLink)),
        read => read.map_err(|error| FileError::io(shown, &error)),
    }
}

/// Writes a file that a person named, all at once: until the last moment the old one stands.
pub fn write_given(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let shown = path.display().to_string();
    if path.is_dir() {
        return Err(FileError::new(shown, FileErrorKind::Folder));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.new"));
    let written = std::fs::write(&new, bytes).and_then(|()| std::fs::rename(&new, path));
    written.map_err(|error| {
        // Half a file helps nobody; that it cannot be removed either says nothing new.
        let _ = std::fs::remove_file(&new);
        FileError::io(shown, &error)
    })
}

/// Makes a folder for something new: it may not hold anything but what is called `.git`.
pub fn empty_folder(path: &Path) -> Result<(), FileError> {
    let error = |error: std::io::Error| FileError::io(path.display().to_string(), &error);
    std::fs::create_dir_all(path).map_err(error)?;
    for entry in std::fs::read_dir(path).map_err(error)? {
        if entry.map_err(error)?.file_name() != ".git" {
            return Err(FileError::new(path.display().to_string(), FileErrorKind::NotEmpty));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_folder_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("a/b");
        empty_folder(&new).unwrap();
        std::fs::create_dir(new.join(".git")).unwrap();
        empty_folder(&new).unwrap();
        write_given(&new.join("x"), b"x").unwrap();
        assert_eq!(empty_folder(&new).unwrap_err().kind, FileErrorKind::NotEmpty);
        assert_eq!(read_given(&new).unwrap_err().kind, FileErrorKind::Folder);
        assert_eq!(std::fs::read_dir(&new).unwrap().count(), 2);
    }
}
