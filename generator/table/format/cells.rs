//! A block of rows as they are shown: every cell is the text that the clean CSV has.
//!
//! ```text
//! of each column:  the length of each cell in bytes, then all cells one behind the other
//! ```
//! Column by column, since the cells of one are alike. How many rows it has follows from the root. A cell of no length is
//! nothing.

use super::{Corrupt, Place, open};
#[cfg(feature = "cli")]
use super::{put_number, seal};

/// The place of a block of rows.
pub fn place(number: u32) -> Place {
    Place { letter: b'd', column: 0, number }
}

/// A block of rows.
#[derive(Debug, Clone)]
pub struct Cells {
    bytes: Vec<u8>,
    /// Where each cell ends, and before all of them where the first begins; column by column.
    columns: Vec<(u32, Vec<u32>)>,
}

impl Cells {
    /// Reads a block of so many rows and columns.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: Vec<u8>, number: u32, rows: u32, columns: usize) -> Result<Self, Corrupt> {
        let mut cursor = open(&bytes, place(number))?;
        let mut read = Vec::with_capacity(columns);
        for _ in 0..columns {
            let count = cursor.at_least(rows as usize, 1)?;
            let lengths = (0..count).map(|_| cursor.number()).collect::<Result<Vec<_>, _>>()?;
            let start = (bytes.len() - cursor.left()) as u32;
            let mut end = start;
            let mut ends = Vec::with_capacity(count);
            for length in lengths {
                end = end.checked_add(length).ok_or(Corrupt::Bytes)?;
                ends.push(end);
            }
            let text = cursor.letters((end - start) as usize)?;
            if ends.iter().any(|&end| !text.is_char_boundary((end - start) as usize)) {
                return Err(Corrupt::Bytes);
            }
            read.push((start, ends));
        }
        cursor.end()?;
        Ok(Self { bytes, columns: read })
    }

    /// A cell; empty where there is none.
    pub fn get(&self, row: u32, column: usize) -> &str {
        let find = || {
            let (start, ends) = self.columns.get(column)?;
            let end = *ends.get(row as usize)?;
            let begin = (row as usize).checked_sub(1).and_then(|before| ends.get(before)).unwrap_or(start);
            std::str::from_utf8(self.bytes.get(*begin as usize..end as usize)?).ok()
        };
        find().unwrap_or_default()
    }

    /// About how many bytes it takes in memory.
    pub fn size(&self) -> usize {
        self.bytes.len() + self.columns.iter().map(|(_, ends)| ends.len() * 4).sum::<usize>()
    }
}

/// The cells of a column, in the making.
#[cfg(feature = "cli")]
#[derive(Debug, Clone, Default)]
pub struct Cut {
    /// All of them one behind the other.
    pub text: String,
    /// Where each ends.
    pub ends: Vec<u32>,
}

/// Writes a block of rows.
#[cfg(feature = "cli")]
pub fn write(number: u32, columns: &[Cut]) -> Vec<u8> {
    let mut out = Vec::new();
    for cut in columns {
        let mut start = 0;
        for &end in &cut.ends {
            put_number(&mut out, end - start);
            start = end;
        }
        out.extend_from_slice(cut.text.as_bytes());
    }
    seal(place(number), &out)
}
