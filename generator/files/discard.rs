//! A sink that keeps nothing.

use std::io::{self, Read, Write};

use super::{FileError, Sink, Written};

/// Takes everything and keeps nothing: to learn what would be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiscardSink;

impl Sink for DiscardSink {
    fn put(&self, _: &str, _: &[u8]) -> Result<(), FileError> {
        Ok(())
    }

    fn create(&self, _: &str) -> Result<Box<dyn Write + Send + '_>, FileError> {
        Ok(Box::new(io::sink()))
    }

    fn reopen(&self, _: &str) -> Result<Option<Box<dyn Read + '_>>, FileError> {
        Ok(None)
    }

    fn take_back(&self, _: &str) -> Result<(), FileError> {
        Ok(())
    }

    fn commit(&self) -> Result<Written, FileError> {
        Ok(Written::default())
    }
}
