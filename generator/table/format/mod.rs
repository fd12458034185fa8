//! The bytes of a table: hand-written, little-endian, documented where they are read and written.
//!
//! A table is a root and *streams* of blocks. A stream is cut into files of about [`FILE`] bytes, each called by its hash; a
//! block never spans two. A block is stored as raw deflate and asked for by its place in a file, so that a million rows
//! take some hundred files instead of tens of thousands; a server that knows no ranges sends the whole file, which is why
//! files are small.
//!
//! Every block, inflated, begins with eight bytes: `m`, `q`, what it is (a letter), [`VERSION`], and a checksum: FNV-1a (32
//! bits) of the column, the number of the block among those of its letter (four bytes each) and the content. Bytes of
//! another place than the one asked for are found out by it as damaged ones are. Whole numbers are LEB128: seven bits a
//! byte, the lowest first, the highest bit set on all but the last; those with a sign have it in the lowest bit (zigzag).
//! A text is its length in bytes and UTF-8. Numbers are bytes and not packed bits: with deflate behind, rows of bins take
//! between 4 % less and 4 % more as bytes, and reading them is simpler.
//!
//! | letter | block | one for | module |
//! |---|---|---|---|
//! | `r` | root: columns, where rows and heads are | the table | [`root`] |
//! | `d` | rows as they are shown | some hundred rows | [`cells`] |
//! | `h` | head of a column: its bins, where their blocks are | a column | [`head`] |
//! | `b` | rows of a bin | a bin | [`bin`] |
//! | `s` | rows of all bins below a bin | [`head::STEP`] bins | [`bin`] |
//! | `o` | order and values inside a bin of different values | such a bin | [`order`] |
//! | `w` | words, and the rows that have them | some words | [`words`] |
//!
//! # Why it is so
//!
//! Each column's rows are put in order of their values and cut into *bins*: one a value where there are few values or a
//! value is common, else ranges of values with some thousand rows. A filter is then a union of bins and a look into the two
//! at its ends, and its whole answer, count and all, is a set of rows of one bit each, got by some ten or hundred kilobytes
//! whatever the order of the file: blocks of values with their minima would have to be fetched all where the table is not
//! sorted by the column that is asked for. The same bins in turn are the order of a sort. What is shown comes from blocks
//! of whole rows, since 25 rows in the order of some column lie in 25 places.
//!
//! Reading never trusts a byte: counts are held against what is left, rows against the table, and every failure is a
//! [`Corrupt`]. Nothing is allocated for more than the bytes could hold, but for front-coded texts, which
//! [`Cursor::front_coded`] bounds, and sets of rows, a bit each.
//!
//! | at most | |
//! |---|---|
//! | [`LARGEST`] bytes | a block, unpacked |
//! | [`MOST_ROWS`] | rows of a table |
//! | [`MOST_COLUMNS`] | columns |
//! | [`MOST_BINS`] | bins of a column |
//! | 16 times their bytes, at least 64 KB | front-coded texts of a block |

pub mod bin;
pub mod cells;
mod cursor;
pub mod head;
pub mod order;
pub mod root;
pub mod words;

pub use crate::corrupt::Corrupt;
pub use cursor::Cursor;
#[cfg(feature = "cli")]
pub use cursor::{Packer, put_number, put_signed, put_text};

/// The version of all blocks; a reader that meets another says so.
pub const VERSION: u8 = 2;
/// The most bytes a block may have unpacked; whoever unpacks stops there. `worker.js` has the same number.
pub const LARGEST: usize = 4 << 20;
/// The most rows of a table: sets of them have two megabytes.
pub const MOST_ROWS: u32 = 1 << 24;
/// The most columns of a table.
pub const MOST_COLUMNS: usize = 512;
/// The most bins of a column.
pub const MOST_BINS: usize = 1 << 13;
/// The bytes of a file from which on the next block begins another.
pub const FILE: u32 = 512 << 10;

/// What a file is called: the first bytes of the SHA-256 of what it stores.
pub type Hash = [u8; 8];

/// Which block of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What it is.
    pub letter: u8,
    /// Of which column; 0 where it is of none.
    pub column: u32,
    /// The how manyth of its letter.
    pub number: u32,
}

/// Where a block is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// In which file.
    pub file: Hash,
    /// From which byte.
    pub offset: u32,
    /// How many bytes.
    pub length: u32,
}

impl Address {
    /// What the block of a place is asked for by: the place as a number, then where it is stored,
    /// `7061644208:0123456789abcdef.bin:offset:length`.
    pub fn name(&self, place: Place) -> String {
        let number = u64::from(place.letter) << 56 | u64::from(place.column) << 32 | u64::from(place.number);
        format!("{number}:{}:{}:{}", file_name(self.file), self.offset, self.length)
    }
}

impl Place {
    /// The place of a block by its name.
    pub fn of(name: &str) -> Option<Self> {
        let number: u64 = name.split(':').next()?.parse().ok()?;
        Some(Self { letter: (number >> 56) as u8, column: (number >> 32) as u32 & 0xFF_FFFF, number: number as u32 })
    }
}

/// The name of a file below the table's folder.
pub fn file_name(hash: Hash) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let mut name: String = digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect();
    name.push_str(".bin");
    name
}

/// Blocks one behind the other, in files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stream {
    addresses: Vec<Address>,
}

impl Stream {
    /// Reads lengths that were read elsewhere into addresses, and the files' names from here: 8 bytes each.
    ///
    /// # Errors
    /// [`Corrupt::Bytes`]: a block of no length, or too few names.
    pub fn read(lengths: &[u32], cursor: &mut Cursor<'_>) -> Result<Self, Corrupt> {
        let mut addresses = Vec::with_capacity(lengths.len());
        let (mut offset, mut file) = (FILE, Hash::default());
        for &length in lengths {
            if offset >= FILE {
                (offset, file) = (0, cursor.hash()?);
            }
            if length == 0 || length as usize > LARGEST * 2 {
                return Err(Corrupt::Bytes);
            }
            addresses.push(Address { file, offset, length });
            offset += length;
        }
        Ok(Self { addresses })
    }

    /// Where a block is.
    pub fn get(&self, at: usize) -> Option<Address> {
        self.addresses.get(at).copied()
    }
}

/// The check of a block.
fn check(place: Place, content: &[u8]) -> u32 {
    let head = [place.column.to_le_bytes(), place.number.to_le_bytes()];
    let bytes = head.as_flattened().iter().chain(content);
    bytes.fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A block of this content.
#[cfg(any(feature = "cli", test))]
pub fn seal(place: Place, content: &[u8]) -> Vec<u8> {
    let mut out = vec![b'm', b'q', place.letter, VERSION];
    out.extend_from_slice(&check(place, content).to_le_bytes());
    out.extend_from_slice(content);
    out
}

/// The content of a block.
///
/// # Errors
/// [`Corrupt::Version`] where another version wrote it, [`Corrupt::Bytes`] where it is not the block of this place.
pub fn open(bytes: &[u8], place: Place) -> Result<Cursor<'_>, Corrupt> {
    match bytes {
        [b'm', b'q', letter, version, a, b, c, d, content @ ..] if *letter == place.letter => {
            if *version != VERSION {
                Err(Corrupt::Version)
            } else if bytes.len() > LARGEST || check(place, content) != u32::from_le_bytes([*a, *b, *c, *d]) {
                Err(Corrupt::Bytes)
            } else {
                Ok(Cursor::new(content))
            }
        }
        _ => Err(Corrupt::Bytes),
    }
}
