//! The engine over files that are there: what the command line, the tests and the benchmarks ask.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

use super::engine::Engine;
use super::format::{Corrupt, LARGEST};

/// Unpacks a block or root.
///
/// # Errors
/// [`Corrupt::Bytes`]: it is no raw deflate, or has more bytes than any block.
pub fn unpack(stored: &[u8]) -> Result<Vec<u8>, Corrupt> {
    let mut bytes = Vec::new();
    let read = DeflateDecoder::new(stored).take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    if read.is_err() || bytes.len() > LARGEST { Err(Corrupt::Bytes) } else { Ok(bytes) }
}

/// What a question took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// How often something was waited for.
    pub rounds: usize,
    /// Blocks.
    pub blocks: usize,
    /// Ranges of files, where blocks behind each other are asked for together.
    pub requests: usize,
    /// Stored bytes.
    pub bytes: usize,
}

/// Fetches all that an engine wants for the question at hand; `read` gives the bytes of a file.
pub fn fetch(engine: &mut Engine, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Fetched {
    let mut fetched = Fetched::default();
    loop {
        let mut wanted = engine.wanted();
        if wanted.is_empty() {
            return fetched;
        }
        fetched.rounds += 1;
        let mut places: Vec<(String, String, usize, usize)> = Vec::new();
        for name in wanted.drain(..) {
            let mut parts = name.split(':').skip(1);
            let file = parts.next().unwrap_or_default().to_owned();
            let mut number = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
            let (offset, length) = (number(), number());
            places.push((name, file, offset, length));
        }
        places.sort_by(|a, b| (&a.1, a.2).cmp(&(&b.1, b.2)));
        let mut file: (String, Option<Vec<u8>>) = Default::default();
        let mut end = 0;
        for (name, of, offset, length) in places {
            if file.0 != of {
                file = (of.clone(), read(&of));
                end = usize::MAX;
            }
            fetched.requests += usize::from(end != offset);
            end = offset.saturating_add(length);
            fetched.blocks += 1;
            fetched.bytes += length;
            let block = file.1.as_ref().and_then(|file| unpack(file.get(offset..end)?).ok());
            if !block.is_some_and(|block| engine.supply(&name, block)) {
                engine.failed(&name);
            }
        }
    }
}
