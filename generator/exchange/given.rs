//! The files a person gave, as the other rooms know files.

use std::io::Cursor;

use crate::files::{FileError, FileErrorKind, Files, Listing, ReadSeek};

/// A file a person gave, wherever it lies.
#[derive(Debug, Clone)]
pub struct Given {
    /// The path as it was typed: findings name it so.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Files a person gave.
#[derive(Debug, Clone, Default)]
pub struct GivenFiles(pub Vec<Given>);

impl GivenFiles {
    fn get(&self, path: &str) -> Result<&[u8], FileError> {
        let given = self.0.iter().find(|given| given.path == path);
        given.map(|given| &*given.bytes).ok_or_else(|| FileError::new(path, FileErrorKind::Missing))
    }
}

impl Files for GivenFiles {
    fn list(&self, _folder: &str) -> Listing {
        Listing { paths: self.0.iter().map(|given| given.path.clone()).collect(), problems: Vec::new() }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.get(path).map(<[u8]>::to_vec)
    }

    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
        Ok(Box::new(Cursor::new(self.get(path)?)))
    }

    fn exists(&self, path: &str) -> bool {
        self.get(path).is_ok()
    }
}

/// Files that were given, and those of the site they are for: findings may be in either.
pub struct Shown<'a> {
    /// The files that were given.
    pub given: &'a GivenFiles,
    /// The site.
    pub site: &'a dyn Files,
}

impl Files for Shown<'_> {
    fn list(&self, folder: &str) -> Listing {
        self.site.list(folder)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.given.read(path).or_else(|_| self.site.read(path))
    }

    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
        self.given.open(path).or_else(|_| self.site.open(path))
    }

    fn exists(&self, path: &str) -> bool {
        self.given.exists(path) || self.site.exists(path)
    }
}
