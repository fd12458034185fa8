//! A file as text, piece by piece, whatever its encoding.

use std::io::{self, Read};

use super::Encoding;
use crate::language::legacy;

/// How many bytes are read at a time.
const PIECE: usize = 1 << 16;

/// A file being decoded. Bytes that stand for nothing become U+FFFD, which the reader of cells reports.
#[derive(Debug)]
pub struct Text<R> {
    input: R,
    encoding: Encoding,
    /// Bytes read and not decoded yet: the beginning of a letter.
    pending: Vec<u8>,
    started: bool,
    ended: bool,
}

impl<R: Read> Text<R> {
    /// The text of `input`, which is at its beginning. A byte order mark of the encoding is no part of it.
    pub fn new(input: R, encoding: Encoding) -> Self {
        Self { input, encoding, pending: Vec::new(), started: false, ended: false }
    }

    /// What it is read from.
    pub fn input(&self) -> &R {
        &self.input
    }

    /// Appends the next piece; `false` once there is no more.
    pub fn fill(&mut self, out: &mut String) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let wanted = self.pending.len() + PIECE;
        let read = (&mut self.input).take(PIECE as u64).read_to_end(&mut self.pending)?;
        self.ended = self.pending.len() < wanted || read == 0;
        if !self.started {
            self.started = true;
            self.skip_mark();
        }
        let used = match self.encoding {
            Encoding::Utf8 => utf8(&self.pending, self.ended, out),
            Encoding::Utf16Le => utf16(&self.pending, u16::from_le_bytes, self.ended, out),
            Encoding::Utf16Be => utf16(&self.pending, u16::from_be_bytes, self.ended, out),
            Encoding::Legacy(encoding) => {
                let end = if self.ended { self.pending.len() } else { between_words(&self.pending) };
                out.push_str(&legacy::decode(&self.pending[..end], encoding));
                end
            }
        };
        self.pending.drain(..used);
        Ok(true)
    }

    fn skip_mark(&mut self) {
        let mark: &[u8] = match self.encoding {
            Encoding::Utf8 => b"\xEF\xBB\xBF",
            Encoding::Utf16Le => b"\xFF\xFE",
            Encoding::Utf16Be => b"\xFE\xFF",
            Encoding::Legacy(_) => b"",
        };
        if self.pending.starts_with(mark) {
            self.pending.drain(..mark.len());
        }
    }
}

/// Decodes what is whole, and says how many bytes that was.
fn utf8(bytes: &[u8], last: bool, out: &mut String) -> usize {
    let mut at = 0;
    loop {
        match simdutf8::compat::from_utf8(&bytes[at..]) {
            Ok(text) => {
                out.push_str(text);
                return bytes.len();
            }
            Err(error) => {
                let valid = at + error.valid_up_to();
                out.push_str(&String::from_utf8_lossy(&bytes[at..valid]));
                match error.error_len() {
                    Some(length) => at = valid + length,
                    None if last => at = bytes.len(),
                    None => return valid,
                }
                out.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, last: bool, out: &mut String) -> usize {
    let units = bytes.as_chunks::<2>().0;
    // The first half of a pair waits for the second.
    let split = !last && units.last().is_some_and(|&pair| (0xD800..0xDC00).contains(&unit(pair)));
    let units = if split { &units[..units.len() - 1] } else { units };
    let letters = char::decode_utf16(units.iter().map(|&pair| unit(pair)));
    out.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
    if last && bytes.len() % 2 == 1 {
        out.push(char::REPLACEMENT_CHARACTER);
        return bytes.len();
    }
    units.len() * 2
}

/// Where bytes may be cut so that no letter is parted from its mark: after the last that is no part of a word.
fn between_words(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| b"\n\r\t ,;|\"0123456789".contains(byte)).map_or(bytes.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time, the worst of all readers.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    fn decoded(bytes: &[u8], encoding: Encoding) -> String {
        let (mut text, mut out) = (Text::new(Drops(bytes), encoding), String::new());
        while text.fill(&mut out).unwrap() {}
        out
    }

    #[test]
    fn letters_across_pieces_stay_whole() {
        let text = "Việt Nam 🇻🇳, ".repeat(20_000);
        assert!(decoded(text.as_bytes(), Encoding::Utf8) == text);
        let mut units: Vec<u8> = b"\xFF\xFE".to_vec();
        units.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert!(decoded(&units, Encoding::Utf16Le) == text);
        let legacy = b"Vi\xEA\xF2t Nam,".repeat(20_000);
        assert!(decoded(&legacy, Encoding::Legacy(legacy::Encoding::Windows1258)) == "Việt Nam,".repeat(20_000));
    }

    #[test]
    fn bytes_without_a_meaning_are_seen() {
        assert_eq!(decoded(b"\xEF\xBB\xBFa\xFFb\xC4", Encoding::Utf8), "a\u{FFFD}b\u{FFFD}");
        assert_eq!(decoded(b"a\0\x00\xD8b\0c", Encoding::Utf16Le), "a\u{FFFD}b\u{FFFD}");
    }
}
