//! Which letters the bytes of a file are.
//!
//! In: bytes. Out: the encoding with the evidence for it ([`detect`]), and text in pieces ([`Text`]). Nothing here looks at
//! cells or columns, and nothing is guessed where the evidence does not carry it.

mod common;
mod detect;
mod letters;
mod text;

pub use detect::{Candidate, Confidence, Detected, Undecided, detect};
pub use letters::{Letters, LettersSeen};
pub use text::Text;

use crate::language::legacy;

/// The encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// One byte a letter, or a letter and its mark.
    Legacy(legacy::Encoding),
}

impl Encoding {
    /// The words of `encoding = "..."`.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("utf-8", Self::Utf8),
        ("utf-16le", Self::Utf16Le),
        ("utf-16be", Self::Utf16Be),
        ("tcvn3", Self::Legacy(legacy::Encoding::Tcvn3)),
        ("vni-windows", Self::Legacy(legacy::Encoding::VniWindows)),
        ("viscii", Self::Legacy(legacy::Encoding::Viscii)),
        ("windows-1258", Self::Legacy(legacy::Encoding::Windows1258)),
        ("windows-1252", Self::Legacy(legacy::Encoding::Windows1252)),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, encoding)| *encoding == self).map_or("", |(word, _)| word)
    }
}
