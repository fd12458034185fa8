//! ZIP archives (APPNOTE 6.3.10, <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>), written from front to back
//! without going back: sizes and checksums stand behind each file. Every file is deflated in pieces that know nothing of each
//! other, so that several can be packed at once and equal bytes give equal archives. Names are UTF-8, and every file is of
//! 1 January 1980, the first day the format knows. Files and archives beyond 4 GB are written with ZIP64 records.

use std::io::{self, Write};

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress};

/// Bytes of a file that are packed as one piece.
pub const PIECE: usize = 1 << 20;
/// Sizes from which on the older fields of the format are too small.
const LARGE: u64 = 0xFFFF_FFFF;
/// Sizes are behind the file; names are UTF-8.
const FLAGS: u16 = 1 << 3 | 1 << 11;
const DEFLATED: u16 = 8;
/// 1980-01-01 00:00.
const TIME: u32 = 0x0021_0000;
/// Ends a stream of deflate: a last block with nothing in it.
const END: [u8; 2] = [3, 0];

/// Bytes of a file, packed.
pub struct Piece {
    packed: Vec<u8>,
    check: Hasher,
    length: u64,
}

impl Piece {
    /// Packs some bytes of a file.
    pub fn pack(bytes: &[u8], level: u32) -> Self {
        let mut check = Hasher::new();
        check.update(bytes);
        let mut deflate = Compress::new(Compression::new(level), false);
        // Room for what cannot be packed; what is not touched costs nothing.
        let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 512 + 128);
        loop {
            let taken = deflate.total_in() as usize;
            // There is no dictionary that could be missing: the state is always sound.
            let _ = deflate.compress_vec(&bytes[taken..], &mut packed, FlushCompress::Sync);
            if packed.len() < packed.capacity() {
                break;
            }
            packed.reserve(bytes.len() + 128);
        }
        Self { packed, check, length: bytes.len() as u64 }
    }
}

/// An archive being written.
pub struct Archive<W> {
    out: W,
    at: u64,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u64,
    packed: u64,
    length: u64,
    check: Hasher,
    is_large: bool,
}

impl<W: Write> Archive<W> {
    /// An archive of nothing yet.
    pub fn new(out: W) -> Self {
        Self { out, at: 0, entries: Vec::new() }
    }

    /// Begins a file; its pieces follow. One that may have 4 GB or more has to say so.
    pub fn begin(&mut self, name: &str, is_large: bool) -> io::Result<()> {
        let mut head = Fields::default();
        head.four(0x0403_4B50).two(version(is_large)).two(FLAGS).two(DEFLATED).four(TIME);
        let size = if is_large { LARGE as u32 } else { 0 };
        head.four(0).four(size).four(size).two(name.len() as u16).two(if is_large { 20 } else { 0 });
        head.0.extend_from_slice(name.as_bytes());
        if is_large {
            head.two(1).two(16).eight(0).eight(0);
        }
        let (start, name) = (self.at, name.to_owned());
        self.write(&head.0)?;
        self.entries.push(Entry { name, start, packed: 0, length: 0, check: Hasher::new(), is_large });
        Ok(())
    }

    /// The next bytes of the file that was begun.
    pub fn add(&mut self, piece: &Piece) -> io::Result<()> {
        self.write(&piece.packed)?;
        if let Some(entry) = self.entries.last_mut() {
            entry.packed += piece.packed.len() as u64;
            entry.length += piece.length;
            entry.check.combine(&piece.check);
        }
        Ok(())
    }

    /// Ends the file that was begun.
    pub fn end(&mut self) -> io::Result<()> {
        self.write(&END)?;
        let Some(entry) = self.entries.last_mut() else { return Ok(()) };
        entry.packed += END.len() as u64;
        if !entry.is_large && entry.length.max(entry.packed) >= LARGE {
            return Err(io::Error::other(format!("{} has more than 4 GB", entry.name)));
        }
        let mut tail = Fields::default();
        tail.four(0x0807_4B50).four(entry.check.clone().finalize());
        if entry.is_large {
            tail.eight(entry.packed).eight(entry.length);
        } else {
            tail.four(entry.packed as u32).four(entry.length as u32);
        }
        self.write(&tail.0)
    }

    /// A small file.
    pub fn whole(&mut self, name: &str, bytes: &[u8], level: u32) -> io::Result<()> {
        self.begin(name, false)?;
        self.add(&Piece::pack(bytes, level))?;
        self.end()
    }

    /// Writes the list of files, and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        let start = self.at;
        let entries = std::mem::take(&mut self.entries);
        entries.iter().try_for_each(|entry| self.write(&entry.listed().0))?;
        let (size, count) = (self.at - start, entries.len() as u64);
        let mut tail = Fields::default();
        if start.max(size) >= LARGE || count >= 0xFFFF {
            let at = self.at;
            tail.four(0x0606_4B50).eight(44).two(version(true)).two(version(true)).four(0).four(0);
            tail.eight(count).eight(count).eight(size).eight(start);
            tail.four(0x0706_4B50).four(0).eight(at).four(1);
        }
        let (few, size, start) = (count.min(0xFFFF) as u16, size.min(LARGE) as u32, start.min(LARGE) as u32);
        tail.four(0x0605_4B50).two(0).two(0).two(few).two(few).four(size).four(start).two(0);
        self.write(&tail.0)?;
        Ok(self.out)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

impl Entry {
    /// What the list says of it.
    fn listed(&self) -> Fields {
        let mut extra = Fields::default();
        let large: Vec<u64> = match self.is_large {
            true => vec![self.length, self.packed, self.start],
            false => [self.start].into_iter().filter(|&start| start >= LARGE).collect(),
        };
        if !large.is_empty() {
            extra.two(1).two(large.len() as u16 * 8);
            for &size in &large {
                extra.eight(size);
            }
        }
        let is_large = !large.is_empty();
        let cut = |size: u64, is_large: bool| if is_large { LARGE as u32 } else { size as u32 };
        let mut head = Fields::default();
        // Made on Unix, a plain file that all may read.
        head.four(0x0201_4B50).two(3 << 8 | version(is_large)).two(version(is_large)).two(FLAGS).two(DEFLATED);
        head.four(TIME).four(self.check.clone().finalize());
        head.four(cut(self.packed, self.is_large)).four(cut(self.length, self.is_large));
        head.two(self.name.len() as u16).two(extra.0.len() as u16).two(0).two(0).two(0).four(0o100_644 << 16);
        head.four(cut(self.start, is_large));
        head.0.extend_from_slice(self.name.as_bytes());
        head.0.extend_from_slice(&extra.0);
        head
    }
}

/// Which version of the format a reader has to know.
fn version(is_large: bool) -> u16 {
    if is_large { 45 } else { 20 }
}

/// Numbers, least byte first.
#[derive(Default)]
struct Fields(Vec<u8>);

impl Fields {
    fn two(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn four(&mut self, value: u32) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn eight(&mut self, value: u64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }
}
