//! A site as it will be once what is planned so far is written.

use std::collections::BTreeMap;
use std::io::Cursor;

use crate::files::{FileError, Files, Listing, ReadSeek};

/// A site with files laid over it, by their paths in its folder.
pub(super) struct Planned<'a> {
    pub site: &'a dyn Files,
    pub writes: &'a BTreeMap<String, Vec<u8>>,
}

impl Files for Planned<'_> {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = self.site.list(folder);
        let is_below =
            |path: &&String| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        listing.paths.extend(self.writes.keys().filter(is_below).cloned());
        listing.paths.sort();
        listing.paths.dedup();
        listing
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.writes.get(path).map_or_else(|| self.site.read(path), |bytes| Ok(bytes.clone()))
    }

    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
        match self.writes.get(path) {
            Some(bytes) => Ok(Box::new(Cursor::new(bytes.as_slice()))),
            None => self.site.open(path),
        }
    }

    fn exists(&self, path: &str) -> bool {
        self.writes.contains_key(path) || self.site.exists(path)
    }
}
