//! The bytes of the index: hand-written, little-endian, documented where they are read and written.
//!
//! Every file begins with four bytes: `m`, `q`, what it is (a letter), and [`VERSION`]. Whole numbers are LEB128: seven
//! bits a byte, the lowest first, the highest bit set on all but the last. A text is its length in bytes and UTF-8.
//! Files are stored as raw deflate and inflated by whoever fetches them; this room sees inflated bytes only.
//!
//! | letter | file | module |
//! |---|---|---|
//! | `r` | root: what there is, what it is called, what ranking needs of each document | [`root`], [`ranks`] |
//! | `t` | terms and their postings, both tiers | [`terms`] |
//! | `d` | documents as results show them | [`shown`] |
//! | `c` | a column: facet values, order of names, dates | [`mod@column`] |
//! | `h` | titles for instant answers | [`shown`] (the same layout as `d`) |
//!
//! Reading never trusts a byte: counts are held against what is left, offsets against bounds, and every failure is a
//! [`Corrupt`]. Nothing is allocated for more than the bytes could hold, and where a few bytes may stand for many (terms
//! that share their beginnings, counts of documents, things that are larger in memory than in a file) a limit far above
//! any honest index holds: so a file takes no more than some tens of megabytes and a fraction of a second, whatever it says.
//!
//! | at most | |
//! |---|---|
//! | [`LARGEST`] bytes | a file, unpacked |
//! | [`root::MOST_DOCUMENTS`] | documents of an index, and no more than its blocks have room for; of a column |
//! | [`root::LARGEST_BLOCK`] | documents of a block, and of the head, which has half a megabyte at most |
//! | 16 times their bytes, and 16 MB | terms and syllables that were front-coded |
//! | [`root::MOST_FILES`] | files of a tier |
//! | [`column::MOST_VALUES`] | values of a facet |

pub mod column;
mod cursor;
pub mod ranks;
pub mod root;
pub mod shown;
pub mod terms;

pub use crate::corrupt::Corrupt;
pub use cursor::{Cursor, FrontCoded, LONGEST_TERM};
#[cfg(feature = "cli")]
pub use cursor::{put_number, put_text};

/// The version of all files; a reader that meets another says so and the page does without.
pub const VERSION: u8 = 3;

/// The most bytes a file may have unpacked; whoever unpacks stops there and takes it as damaged. `worker.js` has the same
/// number. Terms of a hundred thousand documents come in files of some kilobytes, and their largest column has 400 KB.
pub const LARGEST: usize = 8 << 20;

/// Begins a file.
#[cfg(feature = "cli")]
pub fn header(letter: u8) -> Vec<u8> {
    vec![b'm', b'q', letter, VERSION]
}

/// Opens a file.
///
/// # Errors
/// [`Corrupt::Version`] where another version wrote it, [`Corrupt::Bytes`] where it is no such file.
pub fn open(bytes: &[u8], letter: u8) -> Result<Cursor<'_>, Corrupt> {
    match bytes {
        [b'm', b'q', found, version, ..] if *found == letter => {
            if *version == VERSION {
                Ok(Cursor::new(bytes, 4))
            } else {
                Err(Corrupt::Version)
            }
        }
        _ => Err(Corrupt::Bytes),
    }
}

/// The name of a file below `search/`.
pub fn file_name(hash: root::Hash) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut name = String::with_capacity(14);
    for digit in (0..10).rev() {
        name.push(char::from(DIGITS[(hash >> (4 * digit) & 15) as usize]));
    }
    name.push_str(".bin");
    name
}
