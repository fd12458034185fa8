//! The only door to storage: where sources are read from and where a site is written to.
//!
//! In: paths relative to a root, with `/` between names on every system. Out: bytes.
//! Every other room takes [`Files`] and [`Sink`], so that with the memory ones a whole build
//! is a unit test. Nothing outside this room may touch `std::fs`.

mod discard;
mod disk;
mod disk_sink;
mod error;
mod given;
mod lines;
mod location;
mod memory;
mod spool;

pub use discard::DiscardSink;
pub use disk::{DiskFiles, Stamp};
pub use disk_sink::{DiskSink, MANIFEST, Swap};
pub use error::{FileError, FileErrorKind};
pub use given::{empty_folder, read_given, write_given};
pub use lines::{LineIndex, Position};
pub use location::{At, FileId, FileTable, Location};
pub use memory::{MemoryFiles, MemorySink};
pub use spool::{Spool, Spooled};

use std::io::{Read, Seek, Write};

/// A file that is read in pieces: a dataset may be larger than memory.
pub trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// What a folder holds, with what was wrong while looking.
#[derive(Debug, Default)]
pub struct Listing {
    /// Paths of regular files below the folder, relative to the root, in byte order.
    pub paths: Vec<String>,
    /// Entries that could not be used: links out of the tree, folders that cannot be opened.
    pub problems: Vec<FileError>,
}

/// A tree of source files.
pub trait Files: Sync {
    /// Every regular file below `folder` (`""` is the root). A folder that does not exist is empty.
    fn list(&self, folder: &str) -> Listing;

    /// The whole of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;

    /// A file to be read in pieces.
    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError>;

    /// Whether `path` is a file that can be read.
    fn exists(&self, path: &str) -> bool;
}

/// Where a site is written to. A path may be put once. Nothing is visible before `commit`.
pub trait Sink: Sync {
    /// Writes a whole file.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), FileError>;

    /// A file to be written in pieces; it counts as put once the writer is dropped.
    fn create(&self, path: &str) -> Result<Box<dyn Write + Send + '_>, FileError>;

    /// What was put, to be read again; nothing where the sink keeps nothing.
    fn reopen(&self, path: &str) -> Result<Option<Box<dyn Read + '_>>, FileError>;

    /// Takes back a file that was put: it will not be part of the site. What was not put is no error.
    fn take_back(&self, path: &str) -> Result<(), FileError>;

    /// Makes everything that was put visible, all at once, and removes what was not put.
    fn commit(&self) -> Result<Written, FileError>;
}

/// What a commit did, in files.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files of the site that are new or whose bytes differ from before.
    pub changed: usize,
    /// Files of the site that were there already, byte for byte.
    pub unchanged: usize,
    /// Files that the site had before and has no longer.
    pub removed: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
}
