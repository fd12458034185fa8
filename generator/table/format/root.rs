//! The root: the columns, and where the rows and the columns' heads are.
//!
//! ```text
//! rows          how many
//! span          how many rows a block of rows has
//! columns       count; of each: id, name (texts), kind (1 byte: its place in Kind::ALL), scale (1 byte),
//!               stored bytes of its head, the name of the file that is its head (8 bytes)
//! blocks        of each block of rows: its stored bytes
//! files         of each file of blocks of rows: its name (8 bytes)
//! ```

use super::super::column::Column;
use super::super::value::Kind;
use super::{Address, Corrupt, LARGEST, MOST_COLUMNS, MOST_ROWS, Place, Stream, open};
#[cfg(feature = "cli")]
use super::{Hash, put_number, put_text, seal};

/// The place of the root.
pub const PLACE: Place = Place { letter: b'r', column: 0, number: 0 };
/// The most rows of a block of rows.
pub const LARGEST_SPAN: u32 = 1 << 16;

/// What a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// How many rows it has.
    pub rows: u32,
    /// How many rows a block of rows has.
    pub span: u32,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where the head of each is.
    pub heads: Vec<Address>,
    /// Where the blocks of rows are.
    pub cells: Stream,
}

impl Root {
    /// Reads a root.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut cursor = open(bytes, PLACE)?;
        let (rows, span) = (cursor.number()?, cursor.number()?);
        let count = cursor.count(13)?;
        if rows > MOST_ROWS || !(1..=LARGEST_SPAN).contains(&span) || count > MOST_COLUMNS {
            return Err(Corrupt::Bytes);
        }
        let (mut columns, mut heads) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for _ in 0..count {
            let (id, name) = (cursor.text()?.to_owned(), cursor.text()?.to_owned());
            let (kind, _) = *Kind::ALL.get(usize::from(cursor.byte()?)).ok_or(Corrupt::Bytes)?;
            columns.push(Column { id, name, kind, scale: cursor.byte()? });
            let length = cursor.number()?;
            if length == 0 || length as usize > LARGEST * 2 {
                return Err(Corrupt::Bytes);
            }
            heads.push(Address { file: cursor.hash()?, offset: 0, length });
        }
        let blocks = cursor.at_least(rows.div_ceil(span) as usize, 1)?;
        let lengths = (0..blocks).map(|_| cursor.number()).collect::<Result<Vec<_>, _>>()?;
        let cells = Stream::read(&lengths, &mut cursor)?;
        cursor.end()?;
        Ok(Self { rows, span, columns, heads, cells })
    }

    /// The place of the column with this id.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// How many rows a block of rows has.
    pub fn rows_of(&self, block: u32) -> u32 {
        self.rows.saturating_sub(block.saturating_mul(self.span)).min(self.span)
    }
}

/// What a root is written from.
#[cfg(feature = "cli")]
#[derive(Debug)]
pub struct RootParts<'a> {
    /// How many rows there are, and how many of them a block has.
    pub rows: [u32; 2],
    /// The columns, each with the file of its head and the bytes of that.
    pub columns: &'a [(Column, Hash, u32)],
    /// The bytes of blocks of rows, and their files.
    pub cells: (&'a [u32], &'a [Hash]),
}

/// Writes a root.
#[cfg(feature = "cli")]
pub fn write(parts: &RootParts<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    parts.rows.iter().for_each(|&number| put_number(&mut out, number));
    put_number(&mut out, parts.columns.len() as u64);
    for (column, hash, length) in parts.columns {
        put_text(&mut out, &column.id);
        put_text(&mut out, &column.name);
        let kind = Kind::ALL.iter().position(|(kind, _)| *kind == column.kind);
        out.extend([kind.unwrap_or(0) as u8, column.scale]);
        put_number(&mut out, *length);
        out.extend_from_slice(hash);
    }
    parts.cells.0.iter().for_each(|&length| put_number(&mut out, length));
    out.extend_from_slice(parts.cells.1.as_flattened());
    seal(PLACE, &out)
}
