//! Where blocks go: packed, one behind the other, in files that are called by their hash.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest as _, Sha256};

use super::super::format::{FILE, Hash, file_name};
use super::Put;

/// A block as it is stored: raw deflate.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(7));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Where files go, and what went there.
pub struct Store<'p, E> {
    pub put: &'p mut Put<'p, E>,
    /// Two files of one content are one file, and a sink takes a file once.
    done: BTreeSet<Hash>,
    took: (usize, usize),
}

impl<'p, E> Store<'p, E> {
    pub fn new(put: &'p mut Put<'p, E>) -> Self {
        Self { put, done: BTreeSet::new(), took: (0, 0) }
    }

    /// Puts a file; gives its name and length.
    pub fn put(&mut self, stored: &[u8]) -> Result<(Hash, u32), E> {
        let digest: [u8; 32] = Sha256::digest(stored).into();
        let hash: Hash = std::array::from_fn(|at| digest[at]);
        if self.done.insert(hash) {
            (self.put)(&file_name(hash), stored)?;
            self.took.0 += 1;
            self.took.1 += stored.len();
        }
        Ok((hash, stored.len() as u32))
    }

    /// Files and bytes since the last time this was asked.
    pub fn took(&mut self) -> (usize, usize) {
        std::mem::take(&mut self.took)
    }
}

/// A stream of blocks in the making.
#[derive(Debug, Default)]
pub struct Chain {
    file: Vec<u8>,
    /// The bytes of each block so far.
    pub lengths: Vec<u32>,
    /// The files so far.
    pub files: Vec<Hash>,
}

impl Chain {
    /// Adds a packed block.
    pub fn add<E>(&mut self, store: &mut Store<'_, E>, packed: &[u8]) -> Result<(), E> {
        if self.file.len() >= FILE as usize {
            self.end(store)?;
        }
        self.file.extend_from_slice(packed);
        self.lengths.push(packed.len() as u32);
        Ok(())
    }

    /// Ends the file that is not full yet.
    pub fn end<E>(&mut self, store: &mut Store<'_, E>) -> Result<(), E> {
        if !self.file.is_empty() {
            self.files.push(store.put(&std::mem::take(&mut self.file))?.0);
        }
        Ok(())
    }
}
