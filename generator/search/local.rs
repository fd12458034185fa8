//! Files at hand: drives the engine from a folder or from memory, as the browser drives it by fetching.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

use super::document::Facet;
use super::engine::Engine;
use super::format::column::Column;
use super::format::{Corrupt, LARGEST};
use super::writer::ROOT;

/// What an answer took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Took {
    /// Files read.
    pub files: usize,
    /// Their stored bytes.
    pub bytes: usize,
    /// Rounds in which they were read: each could be fetched at once.
    pub rounds: usize,
}

/// Unpacks a stored file.
///
/// # Errors
/// [`Corrupt::Bytes`]: it is no raw deflate, or far too large.
pub fn unpack(stored: &[u8]) -> Result<Vec<u8>, Corrupt> {
    let mut bytes = Vec::new();
    let read = DeflateDecoder::new(stored).take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    if read.is_ok() && bytes.len() <= LARGEST { Ok(bytes) } else { Err(Corrupt::Bytes) }
}

/// Opens the index whose stored files `read` gives by their names below `search/`.
///
/// # Errors
/// [`Corrupt`]: there is no root, or it is of another version, or damaged.
pub fn open(read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Engine, Corrupt> {
    Engine::new(&unpack(&read(ROOT).ok_or(Corrupt::Bytes)?)?)
}

/// The facets of an index and their values.
///
/// # Errors
/// [`Corrupt`]: the file of one cannot be had, or is damaged.
pub fn facets(engine: &Engine, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<Facet>, Corrupt> {
    let column = |name: &str| Column::open(&unpack(&read(name).ok_or(Corrupt::Bytes)?)?);
    engine.facets().map(|(id, name)| Ok(Facet { id: id.to_owned(), values: column(&name)?.values })).collect()
}

/// Hands the engine all files that the question at hand wants.
pub fn fill(engine: &mut Engine, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Took {
    fill_until(engine, read, |_| false)
}

/// Hands the engine what it wants, round by round, until it is done or `enough`.
pub fn fill_until(
    engine: &mut Engine,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
    enough: impl Fn(&Engine) -> bool,
) -> Took {
    let mut took = Took::default();
    loop {
        let wanted = engine.wanted();
        if wanted.is_empty() || enough(engine) {
            return took;
        }
        took.rounds += 1;
        for name in wanted {
            let stored = read(&name);
            took.files += 1;
            took.bytes += stored.as_ref().map_or(0, Vec::len);
            let bytes = stored.and_then(|stored| unpack(&stored).ok());
            if !bytes.is_some_and(|bytes| engine.supply(&name, bytes)) {
                engine.failed(&name);
            }
        }
    }
}
