//! Reading bytes that may be anything.

use super::Corrupt;

/// The longest term, in bytes.
pub const LONGEST_TERM: usize = 128;
/// The most bytes of all terms of a file.
const MOST_TERMS: usize = 16 << 20;

/// What is left to read of a file.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Reads from byte `at` on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where it stands.
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// Whether all was read.
    pub fn is_done(&self) -> bool {
        self.left() == 0
    }

    /// A byte.
    pub fn byte(&mut self) -> Result<u8, Corrupt> {
        let byte = *self.bytes.get(self.at).ok_or(Corrupt::Bytes)?;
        self.at += 1;
        Ok(byte)
    }

    /// A whole number below 2³².
    pub fn number(&mut self) -> Result<u32, Corrupt> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7F);
            if shift == 28 && bits > 15 {
                return Err(Corrupt::Bytes);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Corrupt::Bytes)
    }

    /// A whole number as a length or place.
    pub fn size(&mut self) -> Result<usize, Corrupt> {
        self.number().map(|number| number as usize)
    }

    /// How many things follow, each of at least `least` bytes.
    pub fn count(&mut self, least: usize) -> Result<usize, Corrupt> {
        let count = self.size()?;
        if count.checked_mul(least.max(1)).is_none_or(|bytes| bytes > self.left()) {
            return Err(Corrupt::Bytes);
        }
        Ok(count)
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Corrupt> {
        let end = self.at.checked_add(length).ok_or(Corrupt::Bytes)?;
        let taken = self.bytes.get(self.at..end).ok_or(Corrupt::Bytes)?;
        self.at = end;
        Ok(taken)
    }

    /// A text.
    pub fn text(&mut self) -> Result<&'a str, Corrupt> {
        let length = self.size()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Corrupt::Bytes)
    }

    /// Four bytes of a hash.
    pub fn hash(&mut self) -> Result<[u8; 4], Corrupt> {
        self.take(4)?.try_into().map_err(|_| Corrupt::Bytes)
    }

    /// The next of a list of byte strings, of which each says how much it shares with the one before.
    pub fn front_coded(&mut self, term: &mut Vec<u8>) -> Result<(), Corrupt> {
        let shared = self.size()?;
        let length = self.size()?;
        if shared > term.len() || shared.saturating_add(length) > LONGEST_TERM {
            return Err(Corrupt::Bytes);
        }
        term.truncate(shared);
        term.extend_from_slice(self.take(length)?);
        Ok(())
    }
}

/// A sorted list of byte strings, all different, of which each says how much it shares with the one before.
///
/// Three bytes may stand for a string of [`LONGEST_TERM`], so that what all of them take is held against what a file of
/// this size could honestly stand for.
#[derive(Debug)]
pub struct FrontCoded {
    term: Vec<u8>,
    before: Vec<u8>,
    is_first: bool,
    /// How many bytes the strings to come may take.
    left: usize,
}

impl FrontCoded {
    /// A list in a file of so many bytes.
    pub fn new(bytes: usize) -> Self {
        let left = bytes.saturating_mul(16).clamp(1 << 16, MOST_TERMS);
        Self { term: Vec::new(), before: Vec::new(), is_first: true, left }
    }

    /// The next one.
    ///
    /// # Errors
    /// [`Corrupt::Bytes`]: it is cut off, out of order, too long, or one too many.
    pub fn next(&mut self, cursor: &mut Cursor<'_>) -> Result<&[u8], Corrupt> {
        self.before.clone_from(&self.term);
        cursor.front_coded(&mut self.term)?;
        if self.term <= self.before && !self.is_first {
            return Err(Corrupt::Bytes);
        }
        self.is_first = false;
        self.left = self.left.checked_sub(self.term.len()).ok_or(Corrupt::Bytes)?;
        Ok(&self.term)
    }
}

/// Writes a whole number.
#[cfg(feature = "cli")]
pub fn put_number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Writes a text.
#[cfg(feature = "cli")]
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Writes the next of a list of sorted byte strings after `last`, and makes it the last.
#[cfg(feature = "cli")]
pub(super) fn put_front_coded(out: &mut Vec<u8>, last: &mut Vec<u8>, term: &[u8]) {
    let shared = last.iter().zip(term).take_while(|(a, b)| a == b).count();
    put_number(out, shared as u32);
    put_number(out, (term.len() - shared) as u32);
    out.extend_from_slice(&term[shared..]);
    last.clear();
    last.extend_from_slice(term);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut out = Vec::new();
        let numbers = [0, 1, 127, 128, 300, 1 << 20, u32::MAX];
        numbers.iter().for_each(|&number| put_number(&mut out, number));
        let mut cursor = Cursor::new(&out, 0);
        assert!(numbers.iter().all(|&number| cursor.number() == Ok(number)));
        assert!(cursor.is_done());
        assert_eq!(cursor.number(), Err(Corrupt::Bytes));
    }

    fn read(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Corrupt> {
        let (mut cursor, mut list) = (Cursor::new(bytes, 0), FrontCoded::new(bytes.len()));
        let mut found = Vec::new();
        while !cursor.is_done() {
            found.push(list.next(&mut cursor)?.to_vec());
        }
        Ok(found)
    }

    #[test]
    fn sorted_strings_come_back_and_others_are_refused() {
        let mut out = Vec::new();
        let mut last = Vec::new();
        let terms: [&[u8]; 5] = [b"", b"khai", b"khai\x02sinh", b"khi", b"x"];
        terms.iter().for_each(|term| put_front_coded(&mut out, &mut last, term));
        assert_eq!(read(&out).unwrap(), terms);
        let refused: [&[u8]; 5] = [&[1, 0], &[0, 1], &[0, 1, 9, 0, 1, 9], &[0, 1, 9, 0, 1, 8], &[0, 1, 9, 1, 0]];
        for bytes in refused {
            assert_eq!(read(bytes), Err(Corrupt::Bytes), "{bytes:?}");
        }
    }

    #[test]
    fn few_bytes_do_not_become_many() {
        let mut out = vec![0, 126];
        out.extend([b'a'; 126]);
        // Four bytes each, of which two count on, and each stands for 128.
        for at in 0..=u16::MAX {
            out.extend([126, 2]);
            out.extend(at.to_be_bytes());
        }
        assert_eq!(read(&out), Err(Corrupt::Bytes));
        assert_eq!(read(&out[..128 + 4 * 100]).map(|terms| terms.len()), Ok(101));
    }

    #[test]
    fn counts_are_held_against_what_is_left() {
        assert_eq!(Cursor::new(&[200, 1, 0], 0).count(1), Err(Corrupt::Bytes));
        assert_eq!(Cursor::new(&[255; 9], 0).number(), Err(Corrupt::Bytes));
    }
}
