//! The rows of a bin, or of all bins below one.
//!
//! ```text
//! how        1 byte: 0 gaps, 1 bits
//! gaps:      of each row, ascending: how many rows lie between it and the one before
//! bits:      a byte for eight rows, the first the lowest bit, until the last row that is in
//! ```
//! Gaps where fewer than an eighth of the table's rows are in.

use super::super::rows::Rows;
use super::{Corrupt, Cursor, Place, open};
#[cfg(feature = "cli")]
use super::{put_number, seal};

/// The place of a bin's rows.
pub fn place(column: u32, number: u32) -> Place {
    Place { letter: b'b', column, number }
}

/// The place of the rows of all bins below one.
pub fn step_place(column: u32, number: u32) -> Place {
    Place { letter: b's', column, number }
}

/// Reads rows.
///
/// # Errors
/// [`Corrupt`], as [`open`] says.
pub fn read(bytes: &[u8], place: Place, rows: u32) -> Result<Rows, Corrupt> {
    let mut cursor = open(bytes, place)?;
    let mut set = Rows::none(rows);
    match cursor.byte()? {
        0 => read_gaps(&mut cursor, &mut set, None)?,
        1 => {
            for at in 0..cursor.left() {
                if !set.set_byte(at, cursor.byte()?) {
                    return Err(Corrupt::Bytes);
                }
            }
        }
        _ => return Err(Corrupt::Bytes),
    }
    Ok(set)
}

/// Adds so many rows that are told by gaps, or all there are.
pub(super) fn read_gaps(cursor: &mut Cursor<'_>, set: &mut Rows, count: Option<u32>) -> Result<(), Corrupt> {
    let mut next = 0u32;
    let mut left = count.unwrap_or(u32::MAX);
    while left > 0 && (count.is_some() || cursor.left() > 0) {
        let row = next.checked_add(cursor.number()?).ok_or(Corrupt::Bytes)?;
        if !set.insert(row) {
            return Err(Corrupt::Bytes);
        }
        next = row + 1;
        left -= 1;
    }
    Ok(())
}

/// Writes ascending rows of a table of so many.
#[cfg(feature = "cli")]
pub fn write(place: Place, rows: &[u32], of: u32) -> Vec<u8> {
    let mut out = Vec::new();
    if rows.len() <= of as usize / 8 {
        out.push(0);
        let mut next = 0;
        for &row in rows {
            put_number(&mut out, row - next);
            next = row + 1;
        }
    } else {
        let bytes = rows.last().map_or(0, |&row| row as usize / 8 + 1);
        out.resize(1 + bytes, 0);
        out[0] = 1;
        rows.iter().for_each(|&row| out[1 + row as usize / 8] |= 1 << (row % 8));
    }
    seal(place, &out)
}
