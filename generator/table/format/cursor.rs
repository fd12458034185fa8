//! Reading bytes that may be anything, and writing them.

use super::{Corrupt, Hash};
use crate::varint;
#[cfg(feature = "cli")]
pub use crate::varint::put_signed;

/// What is left to read of a block.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    /// How many bytes front-coded texts may still take.
    room: usize,
}

impl<'a> Cursor<'a> {
    /// Reads these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, room: (bytes.len() * 16).max(1 << 16) }
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    /// Ends reading.
    ///
    /// # Errors
    /// [`Corrupt::Bytes`]: there is more.
    pub fn end(&self) -> Result<(), Corrupt> {
        if self.bytes.is_empty() { Ok(()) } else { Err(Corrupt::Bytes) }
    }

    /// A byte.
    pub fn byte(&mut self) -> Result<u8, Corrupt> {
        varint::byte(&mut self.bytes)
    }

    /// A whole number below 2⁶⁴.
    pub fn wide(&mut self) -> Result<u64, Corrupt> {
        varint::unsigned(&mut self.bytes)
    }

    /// A whole number below 2³².
    pub fn number(&mut self) -> Result<u32, Corrupt> {
        u32::try_from(self.wide()?).map_err(|_| Corrupt::Bytes)
    }

    /// A whole number with a sign.
    pub fn signed(&mut self) -> Result<i64, Corrupt> {
        varint::signed(&mut self.bytes)
    }

    /// How many things follow, each of at least `least` bytes.
    pub fn count(&mut self, least: usize) -> Result<usize, Corrupt> {
        let count = self.number()? as usize;
        self.at_least(count, least)
    }

    /// So many things, each of at least `least` bytes, have room in what is left.
    pub fn at_least(&self, count: usize, least: usize) -> Result<usize, Corrupt> {
        let fits = count.checked_mul(least).is_some_and(|bytes| bytes <= self.bytes.len());
        if fits { Ok(count) } else { Err(Corrupt::Bytes) }
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Corrupt> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Corrupt::Bytes)?;
        self.bytes = rest;
        Ok(taken)
    }

    /// A text of so many bytes.
    pub fn letters(&mut self, length: usize) -> Result<&'a str, Corrupt> {
        std::str::from_utf8(self.take(length)?).map_err(|_| Corrupt::Bytes)
    }

    /// A text.
    pub fn text(&mut self) -> Result<&'a str, Corrupt> {
        let length = self.number()? as usize;
        self.letters(length)
    }

    /// The name of a file.
    pub fn hash(&mut self) -> Result<Hash, Corrupt> {
        self.take(8)?.try_into().map_err(|_| Corrupt::Bytes)
    }

    /// The next of a list of byte strings, of which each says how much it shares with the one before: that, the length of
    /// the rest, the rest. All of them together take no more than 16 times the block.
    pub fn front_coded(&mut self, last: &mut Vec<u8>) -> Result<(), Corrupt> {
        let (shared, length) = (self.number()? as usize, self.number()? as usize);
        if shared > last.len() {
            return Err(Corrupt::Bytes);
        }
        last.truncate(shared);
        last.extend_from_slice(self.take(length)?);
        self.room = self.room.checked_sub(last.len()).ok_or(Corrupt::Bytes)?;
        Ok(())
    }
}

/// Writes a whole number.
#[cfg(feature = "cli")]
pub fn put_number(out: &mut Vec<u8>, value: impl Into<u64>) {
    varint::put_unsigned(out, value.into());
}

/// Writes a text.
#[cfg(feature = "cli")]
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Writes byte strings of which each says how much it shares with the one before.
#[cfg(feature = "cli")]
#[derive(Debug, Default)]
pub struct Packer {
    last: Vec<u8>,
}

#[cfg(feature = "cli")]
impl Packer {
    /// Writes the next one.
    pub fn put(&mut self, out: &mut Vec<u8>, text: &[u8]) {
        let shared = self.last.iter().zip(text).take_while(|(a, b)| a == b).count();
        put_number(out, shared as u64);
        put_number(out, (text.len() - shared) as u64);
        out.extend_from_slice(&text[shared..]);
        self.last.clear();
        self.last.extend_from_slice(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut out = Vec::new();
        let (wide, signed) = ([0, 1, 127, 128, 1 << 40, u64::MAX], [0, -1, 1, i64::MIN, i64::MAX]);
        wide.iter().for_each(|&number| put_number(&mut out, number));
        signed.iter().for_each(|&number| put_signed(&mut out, number));
        let mut cursor = Cursor::new(&out);
        assert!(wide.iter().all(|&number| cursor.wide() == Ok(number)));
        assert!(signed.iter().all(|&number| cursor.signed() == Ok(number)));
        assert_eq!((cursor.end(), cursor.byte()), (Ok(()), Err(Corrupt::Bytes)));
        assert_eq!(Cursor::new(&[255; 11]).wide(), Err(Corrupt::Bytes));
        assert_eq!(Cursor::new(&[255, 255, 255, 255, 31]).number(), Err(Corrupt::Bytes));
    }

    #[test]
    fn few_bytes_do_not_become_many() {
        let mut bytes = vec![0, 200, 1];
        bytes.extend([b'a'; 200]);
        for _ in 0..1000 {
            bytes.extend([200, 1, 0]);
        }
        let (mut cursor, mut last, mut read) = (Cursor::new(&bytes), Vec::new(), 0);
        while cursor.front_coded(&mut last).is_ok() {
            read += 1;
        }
        assert_eq!(read, (1 << 16) / 200);
    }
}
