//! The order inside a bin of different values, and the values.
//!
//! ```text
//! rows        how many
//! values      how many different ones; numbers: the first with its sign, of each other how much more it is than the one
//!             before; texts: front-coded
//! runs        of each value: how many rows have it
//! positions   of each row in the order of values, then of rows: its place among the bin's rows in the order of the table;
//!             all lowest bytes, then, where the bin has more than 256 rows, all second ones, and so on
//! ```

use super::super::column::{Key, LONGEST_KEY};
use super::{Corrupt, Cursor, MOST_ROWS, Place, open};
#[cfg(feature = "cli")]
use super::{Packer, put_number, put_signed, seal};

/// The place of a bin's order.
pub fn place(column: u32, number: u32) -> Place {
    Place { letter: b'o', column, number }
}

/// The order inside a bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The values, each with how many rows have it.
    pub runs: Vec<(Key, u32)>,
    /// The places of rows among the bin's rows, in order.
    pub positions: Vec<u32>,
}

impl Order {
    /// Reads the order of a bin of so many rows.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: &[u8], place: Place, rows: u32, text: bool) -> Result<Self, Corrupt> {
        let mut cursor = open(bytes, place)?;
        if cursor.number()? != rows || rows > MOST_ROWS {
            return Err(Corrupt::Bytes);
        }
        let count = cursor.count(2)?;
        let keys = if text { texts(&mut cursor, count)? } else { numbers(&mut cursor, count)? };
        let mut runs = Vec::with_capacity(count);
        let mut sum = 0u32;
        for key in keys {
            let run = cursor.number()?;
            sum = sum.checked_add(run).filter(|_| run > 0).ok_or(Corrupt::Bytes)?;
            runs.push((key, run));
        }
        if sum != rows {
            return Err(Corrupt::Bytes);
        }
        let mut positions = vec![0; cursor.at_least(rows as usize, 1)?];
        for plane in 0..planes(rows) {
            let bytes = cursor.take(rows as usize)?;
            positions.iter_mut().zip(bytes).for_each(|(position, &byte)| *position |= u32::from(byte) << (8 * plane));
        }
        cursor.end()?;
        // Each row once, or a sort would show one twice.
        let mut seen = super::super::rows::Rows::none(rows);
        if positions.iter().any(|&position| seen.has(position) || !seen.insert(position)) {
            return Err(Corrupt::Bytes);
        }
        Ok(Self { runs, positions })
    }
}

/// The bytes of a position.
fn planes(rows: u32) -> u32 {
    (32 - rows.saturating_sub(1).leading_zeros()).div_ceil(8).max(1)
}

fn numbers(cursor: &mut Cursor<'_>, count: usize) -> Result<Vec<Key>, Corrupt> {
    let mut keys = Vec::with_capacity(count);
    let mut last = 0i64;
    for at in 0..count {
        last = if at == 0 {
            cursor.signed()?
        } else {
            let more = cursor.wide()?;
            last.checked_add_unsigned(more).filter(|_| more > 0).ok_or(Corrupt::Bytes)?
        };
        keys.push(Key::Number(last));
    }
    Ok(keys)
}

fn texts(cursor: &mut Cursor<'_>, count: usize) -> Result<Vec<Key>, Corrupt> {
    let mut keys = Vec::with_capacity(count);
    let mut last = Vec::new();
    for _ in 0..count {
        cursor.front_coded(&mut last)?;
        let text = std::str::from_utf8(&last).map_err(|_| Corrupt::Bytes)?;
        if text.len() > LONGEST_KEY {
            return Err(Corrupt::Bytes);
        }
        keys.push(Key::Text(text.to_owned()));
    }
    Ok(keys)
}

/// Writes an order.
#[cfg(feature = "cli")]
pub fn write(place: Place, runs: &[(Key, u32)], positions: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    put_number(&mut out, positions.len() as u64);
    put_number(&mut out, runs.len() as u64);
    let (mut packer, mut last) = (Packer::default(), None);
    for (key, _) in runs {
        match key {
            Key::Text(text) => packer.put(&mut out, text.as_bytes()),
            Key::Number(number) => {
                match last {
                    None => put_signed(&mut out, *number),
                    Some(last) => put_number(&mut out, number.wrapping_sub(last) as u64),
                }
                last = Some(*number);
            }
        }
    }
    runs.iter().for_each(|(_, run)| put_number(&mut out, *run));
    for plane in 0..planes(positions.len() as u32) {
        out.extend(positions.iter().map(|position| (position >> (8 * plane)) as u8));
    }
    seal(place, &out)
}
