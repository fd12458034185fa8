//! Words of a column's texts, folded, and the rows that have them.
//!
//! ```text
//! of each word, ascending:  front-coded; how many rows have it; of each, ascending, how many rows lie between it and the
//!                           one before
//! ```
//! A word is a longest run of letters and digits, without case and marks ([`fold`](crate::language::fold)), of which
//! [`LONGEST`] bytes count.

use super::super::rows::Rows;
use super::bin::read_gaps;
use super::{Corrupt, Place, open};
#[cfg(feature = "cli")]
use super::{Packer, put_number, seal};
use crate::language::fold_into;

/// The bytes of a word that count.
pub const LONGEST: usize = 64;

/// The place of a block of words.
pub fn place(column: u32, number: u32) -> Place {
    Place { letter: b'w', column, number }
}

/// Calls `each` for every word of a text; the buffer holds what is folded.
pub fn each_word(text: &str, folded: &mut String, each: &mut dyn FnMut(&str)) {
    folded.clear();
    fold_into(text, folded);
    for word in folded.split(|character: char| !character.is_alphanumeric()) {
        let end = (0..=LONGEST.min(word.len())).rev().find(|&end| word.is_char_boundary(end)).unwrap_or(0);
        if let Some(word) = word.get(..end).filter(|word| !word.is_empty()) {
            each(word);
        }
    }
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// Whether words that begin with it will do.
    pub is_start: bool,
}

impl Word {
    /// The words of a question; one with `*` at its end is a start.
    pub fn all_of(question: &str) -> Vec<Self> {
        let mut words: Vec<Self> = Vec::new();
        let mut folded = String::new();
        for part in question.split_whitespace() {
            let before = words.len();
            each_word(part, &mut folded, &mut |word| words.push(Self { text: word.to_owned(), is_start: false }));
            if let Some(last) = words.get_mut(before..).and_then(<[_]>::last_mut) {
                last.is_start = part.ends_with('*');
            }
        }
        words
    }

    /// Whether this is the word, folded.
    pub fn is(&self, word: &str) -> bool {
        if self.is_start { word.starts_with(&self.text) } else { word == self.text }
    }

    /// Whether a text has it.
    pub fn is_in(&self, text: &str) -> bool {
        let mut found = false;
        each_word(text, &mut String::new(), &mut |word| found |= self.is(word));
        found
    }
}

/// Adds the rows that have a word.
///
/// # Errors
/// [`Corrupt`], as [`open`] says.
pub fn read(bytes: &[u8], place: Place, word: &Word, set: &mut Rows) -> Result<(), Corrupt> {
    let mut cursor = open(bytes, place)?;
    let mut term = Vec::new();
    while cursor.left() > 0 {
        cursor.front_coded(&mut term)?;
        let count = cursor.count(1)?;
        let text = std::str::from_utf8(&term).map_err(|_| Corrupt::Bytes)?;
        if word.is(text) {
            read_gaps(&mut cursor, set, Some(count as u32))?;
        } else {
            (0..count).try_for_each(|_| cursor.number().map(drop))?;
        }
    }
    Ok(())
}

/// A block of words in the making.
#[cfg(feature = "cli")]
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    packer: Packer,
}

#[cfg(feature = "cli")]
impl Writer {
    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.out.len()
    }

    /// Adds the next word with so many rows, told by their gaps.
    pub fn put(&mut self, word: &[u8], count: u32, gaps: &[u8]) {
        self.packer.put(&mut self.out, word);
        put_number(&mut self.out, count);
        self.out.extend_from_slice(gaps);
    }

    /// The block.
    pub fn finish(self, place: Place) -> Vec<u8> {
        seal(place, &self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_stars_are_starts() {
        let words = Word::all_of("  Ủy-ban* xã Ph* * 12/2020");
        let told: Vec<(&str, bool)> = words.iter().map(|word| (word.text.as_str(), word.is_start)).collect();
        let expected = [("uy", false), ("ban", true), ("xa", false), ("ph", true), ("12", false), ("2020", false)];
        assert_eq!(told, expected);
        assert!(words[3].is_in("Phường Bến Nghé") && !words[1].is_in("UB xã") && !words[2].is_in("xanh"));
    }
}
