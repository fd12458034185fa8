//! Which encoding a file has, by how well its words would be Vietnamese.
//!
//! A byte order mark and valid UTF-8 prove themselves. For the encodings of a byte a letter nothing in the bytes tells one
//! from another; but only in the right one are the words with marks possible Vietnamese syllables, nearly all of them. A file
//! in which no encoding reaches that is not decided here: French or Polish is as possible as damage. Where a file has so few
//! words that several encodings make syllables of them, the words that tables are full of decide: `Nữ` in one is `Nổ` in
//! another.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, Read};

use super::Encoding;
use super::common::is_common;
use crate::language::{is_syllable, legacy};

/// How many different words with marks are looked at.
const WORDS: usize = 4000;
/// A longer run of letters is no word.
const LONGEST: usize = 24;
/// The share of words that must be Vietnamese, in percent, and by how much the next best must fall behind.
const ENOUGH: u32 = 75;
const AHEAD: u32 = 20;
/// How many bytes are looked at for UTF-16 without a mark.
const HEAD: usize = 4096;

const LEGACY: [legacy::Encoding; 4] =
    [legacy::Encoding::Tcvn3, legacy::Encoding::VniWindows, legacy::Encoding::Viscii, legacy::Encoding::Windows1258];

/// The encoding of a file, and why it is thought to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detected {
    /// The encoding.
    pub encoding: Encoding,
    /// How sure that is.
    pub confidence: Confidence,
}

/// Why an encoding is thought to be the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// The file begins with its mark.
    Mark,
    /// All bytes fit, which they would not by chance.
    Valid,
    /// `dataset.toml` says so.
    Declared,
    /// So many of the words with marks are Vietnamese in it.
    Words {
        /// Different words with marks.
        marked: u32,
        /// Those that are possible Vietnamese syllables.
        vietnamese: u32,
    },
}

/// An encoding that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The encoding.
    pub encoding: Encoding,
    /// How many in a hundred of the words with marks are possible Vietnamese syllables.
    pub share: u32,
    /// What the first such word would be.
    pub example: String,
}

/// No encoding stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// The line with the first byte that is not UTF-8, counted from one.
    pub line: u64,
    /// What was tried, best first.
    pub candidates: Vec<Candidate>,
}

/// Looks at all bytes of a file.
pub fn detect(input: &mut dyn Read) -> io::Result<Result<Detected, Undecided>> {
    let mut look = Look::default();
    let mut block = vec![0; 1 << 16];
    let mut head = Vec::new();
    loop {
        let length = input.read(&mut block)?;
        if length == 0 {
            break;
        }
        if head.len() < HEAD {
            head.extend_from_slice(&block[..length.min(HEAD - head.len())]);
            // All that could be told from the head is told once there is enough of it.
            if head.len() >= HEAD
                && let Some(found) = by_head(&head)
            {
                return Ok(Ok(found));
            }
        }
        look.at(&block[..length]);
    }
    if let Some(found) = by_head(&head) {
        return Ok(Ok(found));
    }
    look.end();
    Ok(look.judge())
}

/// What the first bytes tell: a mark, or the zeros of UTF-16.
fn by_head(head: &[u8]) -> Option<Detected> {
    let marks: [(&[u8], Encoding); 3] =
        [(b"\xEF\xBB\xBF", Encoding::Utf8), (b"\xFF\xFE", Encoding::Utf16Le), (b"\xFE\xFF", Encoding::Utf16Be)];
    if let Some(&(_, encoding)) = marks.iter().find(|(mark, _)| head.starts_with(mark)) {
        // A mark on a file that is something else after all is no proof.
        let proven = encoding != Encoding::Utf8 || utf8_until_cut(head);
        return proven.then_some(Detected { encoding, confidence: Confidence::Mark });
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    if half < 4 {
        return None;
    }
    // Delimiters, digits and plain letters have a zero half; a stray NUL or two is damage.
    let encoding = match (even * 4 > half, odd * 4 > half) {
        (false, true) if even * 20 < half => Encoding::Utf16Le,
        (true, false) if odd * 20 < half => Encoding::Utf16Be,
        _ => return None,
    };
    Some(Detected { encoding, confidence: Confidence::Valid })
}

fn utf8_until_cut(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// What was seen of a file so far.
#[derive(Default)]
struct Look {
    /// The end of a block that may be the beginning of a letter of UTF-8.
    rest: Vec<u8>,
    lines: u64,
    /// The line of the first byte that is not UTF-8.
    broken: Option<u64>,
    word: Vec<u8>,
    marked: bool,
    words: BTreeSet<Vec<u8>>,
}

impl Look {
    fn at(&mut self, bytes: &[u8]) {
        if self.broken.is_none() {
            self.check_utf8(bytes);
        }
        self.collect(bytes);
    }

    fn check_utf8(&mut self, bytes: &[u8]) {
        let joined;
        let all = if self.rest.is_empty() {
            bytes
        } else {
            joined = [&self.rest, bytes].concat();
            &joined
        };
        let lines = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let rest = match simdutf8::compat::from_utf8(all) {
            Ok(_) => &[],
            Err(error) if error.error_len().is_none() => &all[error.valid_up_to()..],
            Err(error) => {
                self.broken = Some(self.lines + lines(&all[..error.valid_up_to()]) + 1);
                return;
            }
        };
        self.lines += lines(all);
        self.rest = rest.to_vec();
    }

    /// Cuts out runs of letters of any of the encodings.
    fn collect(&mut self, bytes: &[u8]) {
        if self.words.len() >= WORDS {
            return;
        }
        for &byte in bytes {
            // VISCII has six letters among the controls.
            let marked = byte >= 0x80 || matches!(byte, 0x02 | 0x05 | 0x06 | 0x14 | 0x19 | 0x1E);
            if marked || byte.is_ascii_alphabetic() {
                self.marked |= marked;
                if self.word.len() <= LONGEST {
                    self.word.push(byte);
                }
            } else {
                self.end_word();
            }
        }
    }

    fn end_word(&mut self) {
        if self.marked && self.word.len() <= LONGEST && self.words.len() < WORDS {
            self.words.insert(std::mem::take(&mut self.word));
        }
        self.word.clear();
        self.marked = false;
    }

    fn end(&mut self) {
        self.end_word();
        if self.broken.is_none() && !self.rest.is_empty() {
            self.broken = Some(self.lines + 1);
        }
    }

    fn judge(self) -> Result<Detected, Undecided> {
        let Some(line) = self.broken else {
            return Ok(Detected { encoding: Encoding::Utf8, confidence: Confidence::Valid });
        };
        let words: Vec<Vec<u8>> = self.words.into_iter().collect();
        let joined = words.join(&b'\n');
        let mut tried: Vec<Tried> = LEGACY.iter().map(|&encoding| Tried::out(&joined, encoding)).collect();
        // Stable: equals stay in the order of the list.
        tried.sort_by_key(|tried| Reverse((tried.candidate.share, tried.common)));
        let most = tried[0].candidate.share;
        // Those that do about as well as the best; of these, the one with most of the common words, if any has more.
        let near = tried.iter().filter(|tried| tried.candidate.share + AHEAD > most).count();
        let mut by_words: Vec<&Tried> = tried[..near].iter().collect();
        by_words.sort_by_key(|tried| Reverse(tried.common));
        let best = by_words[0];
        let is_told = match by_words.get(1) {
            Some(next) => best.common > 2 * next.common,
            None => best.vietnamese >= 2 || best.common > 0,
        };
        if is_told && best.candidate.share >= ENOUGH {
            let confidence = Confidence::Words { marked: best.marked, vietnamese: best.vietnamese };
            return Ok(Detected { encoding: best.candidate.encoding, confidence });
        }
        Err(Undecided { line, candidates: tried.into_iter().map(|tried| tried.candidate).collect() })
    }
}

/// What an encoding makes of the words with marks.
struct Tried {
    /// Words that count.
    marked: u32,
    /// Those that are possible syllables.
    vietnamese: u32,
    /// Those that tables are full of.
    common: u32,
    candidate: Candidate,
}

impl Tried {
    /// Reads words, a line each.
    fn out(words: &[u8], encoding: legacy::Encoding) -> Self {
        let text = legacy::decode(words, encoding);
        let (mut marked, mut vietnamese, mut common, mut example) = (0_u32, 0_u32, 0, String::new());
        for word in text.lines() {
            let word = word.trim_matches(|c: char| !c.is_alphabetic());
            // NĐ, HĐND: neither for nor against. What is left without marks was a quotation mark or a dash.
            let is_short = word.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ');
            if word.is_ascii() || is_short {
                continue;
            }
            if example.is_empty() {
                word.clone_into(&mut example);
            }
            marked += 1;
            if is_even(word) && is_syllable(word) {
                vietnamese += 1;
                common += u32::from(is_common(word));
            }
        }
        let share = (vietnamese * 100).checked_div(marked).unwrap_or(0);
        Self {
            marked,
            vietnamese,
            common,
            candidate: Candidate { encoding: Encoding::Legacy(encoding), share, example },
        }
    }
}

/// Whether no capital comes after a small letter. The other way round, TCVN3 has it: its fonts of capitals had small letters.
fn is_even(word: &str) -> bool {
    !word.chars().zip(word.chars().skip(1)).any(|(before, letter)| before.is_lowercase() && letter.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TCVN3: &[u8] = b"C\xE9ng h\xDFa x\xB7 h\xE9i ch\xF1 ngh\xDCa Vi\xD6t Nam, tr\xAD\xEAng h\xEEp";

    fn of(bytes: &[u8]) -> Result<Encoding, Undecided> {
        detect(&mut &*bytes).unwrap().map(|found| found.encoding)
    }

    fn legacy(encoding: legacy::Encoding) -> Result<Encoding, Undecided> {
        Ok(Encoding::Legacy(encoding))
    }

    #[test]
    fn vietnamese_of_every_encoding_is_told_apart() {
        assert_eq!(of("Tỉnh,Dân số\nHà Nội,8".as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(of(TCVN3), legacy(legacy::Encoding::Tcvn3));
        assert_eq!(
            of(b"Co\xE4ng ho\xF8a xa\xF5 ho\xE4i chu\xFB ngh\xF3a Vie\xE4t Nam"),
            legacy(legacy::Encoding::VniWindows)
        );
        assert_eq!(of(b"C\xB5ng h\xF2a x\xE3 h\xB5i ch\xFC ngh\xEEa Vi\xAEt Nam"), legacy(legacy::Encoding::Viscii));
        assert_eq!(
            of(b"\xD0\xE3ng k\xFD\xEC ti\xEA\xF2n v\xEA\xCC Vi\xEA\xF2t qu\xF4\xECc"),
            legacy(legacy::Encoding::Windows1258)
        );
    }

    #[test]
    fn utf_16_needs_no_mark() {
        let units = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "mã,tên,số\n1,Hà Nội,2".encode_utf16().flat_map(unit).collect()
        };
        assert_eq!(of(&units(u16::to_le_bytes)), Ok(Encoding::Utf16Le));
        assert_eq!(of(&units(u16::to_be_bytes)), Ok(Encoding::Utf16Be));
    }

    #[test]
    fn english_is_utf_8_and_french_is_not_taken_for_vietnamese() {
        assert_eq!(of(b"name,count\nHanoi,2\n"), Ok(Encoding::Utf8));
        let french =
            b"r\xE9gion,d\xE9partement,ann\xE9e\nC\xF4te-d'Or,pr\xE9fecture,d\xE9j\xE0 \xE9t\xE9, fran\xE7ais, o\xF9\n";
        let undecided = of(french).unwrap_err();
        assert_eq!(undecided.line, 1);
        assert!(undecided.candidates.iter().all(|candidate| candidate.share < ENOUGH), "{undecided:?}");
    }

    #[test]
    fn english_with_typographic_quotes_is_not_decided() {
        assert!(of(b"a\nIt\x92s a \x93quote\x94 \x96 here\n").is_err());
    }

    #[test]
    fn the_line_of_the_first_odd_byte_is_told() {
        assert_eq!(of(b"a\nb\nc\xFF\n").unwrap_err().line, 3);
    }
}
