//! Files and sink in memory: what makes a whole build a unit test.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::{Mutex, PoisonError};

use super::{FileError, FileErrorKind, Files, Listing, ReadSeek, Sink, Written};

/// Source files in memory.
#[derive(Debug, Default, Clone)]
pub struct MemoryFiles(BTreeMap<String, Vec<u8>>);

impl MemoryFiles {
    /// The tree with one more file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }

    fn get(&self, path: &str) -> Result<&Vec<u8>, FileError> {
        self.0.get(path).ok_or_else(|| FileError::new(path, FileErrorKind::Missing))
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> Listing {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let paths = self.0.keys().filter(|path| path.starts_with(&prefix)).cloned().collect();
        Listing { paths, problems: Vec::new() }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.get(path).cloned()
    }

    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
        Ok(Box::new(Cursor::new(self.get(path)?.as_slice())))
    }

    fn exists(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

/// A site in memory.
#[derive(Debug, Default)]
pub struct MemorySink(Mutex<BTreeMap<String, Vec<u8>>>);

impl MemorySink {
    /// Everything that was put, by path.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), FileError> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if files.insert(path.to_owned(), bytes.to_vec()).is_some() {
            return Err(FileError::new(path, FileErrorKind::PutTwice));
        }
        Ok(())
    }

    fn create(&self, path: &str) -> Result<Box<dyn Write + Send + '_>, FileError> {
        self.put(path, &[])?;
        Ok(Box::new(Piecewise { sink: self, path: path.to_owned() }))
    }

    fn reopen(&self, path: &str) -> Result<Option<Box<dyn Read + '_>>, FileError> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = files.get(path).ok_or_else(|| FileError::new(path, FileErrorKind::Missing))?;
        Ok(Some(Box::new(Cursor::new(bytes.clone()))))
    }

    fn take_back(&self, path: &str) -> Result<(), FileError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        Ok(())
    }

    fn commit(&self) -> Result<Written, FileError> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Written {
            changed: files.len(),
            bytes: files.values().map(|file| file.len() as u64).sum(),
            ..Written::default()
        })
    }
}

struct Piecewise<'a> {
    sink: &'a MemorySink,
    path: String,
}

impl Write for Piecewise<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut files = self.sink.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(self.path.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
