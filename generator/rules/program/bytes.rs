//! Numbers and texts in bytes that may be anything.

pub use crate::corrupt::Corrupt;
use crate::varint;
#[cfg(feature = "cli")]
pub(super) use crate::varint::{put_signed, put_unsigned as put_number};

/// What is left to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    pub fn byte(&mut self) -> Result<u8, Corrupt> {
        varint::byte(&mut self.0)
    }

    pub fn number(&mut self) -> Result<u64, Corrupt> {
        varint::unsigned(&mut self.0)
    }

    pub fn small(&mut self) -> Result<u32, Corrupt> {
        u32::try_from(self.number()?).map_err(|_| Corrupt::Bytes)
    }

    pub fn signed(&mut self) -> Result<i64, Corrupt> {
        varint::signed(&mut self.0)
    }

    /// How many things follow, each of at least a byte: more than there are bytes cannot be.
    pub fn count(&mut self) -> Result<usize, Corrupt> {
        let count = self.number()?;
        if count > self.0.len() as u64 { Err(Corrupt::Bytes) } else { Ok(count as usize) }
    }

    pub fn text(&mut self) -> Result<Box<str>, Corrupt> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(Corrupt::Bytes)?;
        self.0 = rest;
        std::str::from_utf8(text).map(Box::from).map_err(|_| Corrupt::Bytes)
    }

    /// A list, each item read by `item`.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Result<T, Corrupt>) -> Result<Vec<T>, Corrupt> {
        let count = self.count()?;
        // What is allocated follows what was read, not what was promised.
        let mut items = Vec::with_capacity(count.min(1024));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }
}

#[cfg(feature = "cli")]
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

#[cfg(feature = "cli")]
pub(super) fn put_list<T>(out: &mut Vec<u8>, items: &[T], mut item: impl FnMut(&mut Vec<u8>, &T)) {
    put_number(out, items.len() as u64);
    for each in items {
        item(out, each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut out = Vec::new();
        let numbers = [0, 1, -1, 63, -64, 300, i64::MAX, i64::MIN];
        numbers.iter().for_each(|&number| put_signed(&mut out, number));
        let mut cursor = Cursor(&out);
        assert!(numbers.iter().all(|&number| cursor.signed() == Ok(number)));
        assert_eq!(cursor.byte(), Err(Corrupt::Bytes));
        assert_eq!(Cursor(&[255; 12]).number(), Err(Corrupt::Bytes));
    }
}
