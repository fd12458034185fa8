//! Old letters in a Unicode file: text that was written in a TCVN3 or VNI font, and saved as UTF-8 or in a workbook as the
//! Western letters its bytes are. `Céng hßa` is Cộng hòa; no encoding of the file would make it so.

use std::borrow::Cow;

use crate::language::{is_syllable, legacy};

/// Whose letters Western ones stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Nobody's: they are what they seem.
    Unicode,
    /// TCVN3's.
    Tcvn3,
    /// VNI-Windows'.
    VniWindows,
}

/// How many words are looked at.
const WORDS: u32 = 4000;
/// So many must be Vietnamese in the old letters, in percent, and by how much fewer as they stand.
const ENOUGH: u32 = 75;
const AHEAD: u32 = 30;
/// Fewer words than these prove nothing.
const LEAST: u32 = 5;

impl Letters {
    /// The words of `letters = "..."`.
    pub const WORDS: [(&'static str, Self); 3] =
        [("unicode", Self::Unicode), ("tcvn3", Self::Tcvn3), ("vni-windows", Self::VniWindows)];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, letters)| *letters == self).map_or("", |(word, _)| word)
    }

    /// The text they stand for.
    pub fn decode(self, text: &str) -> Cow<'_, str> {
        match self {
            _ if text.is_ascii() => Cow::Borrowed(text),
            Self::Unicode => Cow::Borrowed(text),
            Self::Tcvn3 => Cow::Owned(legacy::tcvn3_from_latin(text)),
            Self::VniWindows => Cow::Owned(legacy::vni_windows_from_latin(text)),
        }
    }
}

/// Words with marks, read in each of the ways.
#[derive(Debug, Default)]
pub struct LettersSeen {
    words: u32,
    vietnamese: [u32; 3],
    /// The first text with such a word.
    pub example: Option<Box<str>>,
}

impl LettersSeen {
    /// Looks at a text.
    pub fn see(&mut self, text: &str) {
        if text.is_ascii() || self.words >= WORDS {
            return;
        }
        for word in text.split(|c: char| !is_letter(c)) {
            if word.is_ascii() {
                continue;
            }
            self.words += 1;
            self.example.get_or_insert_with(|| text.into());
            for (count, (_, letters)) in self.vietnamese.iter_mut().zip(Letters::WORDS) {
                *count += u32::from(is_syllable(&letters.decode(word)));
            }
        }
    }

    /// The old letters they are in, where they prove to be.
    pub fn judge(&self) -> Option<Letters> {
        let share = |index: usize| self.vietnamese[index] * 100 / self.words.max(1);
        let best = if share(1) >= share(2) { 1 } else { 2 };
        (self.words >= LEAST && share(best) >= ENOUGH.max(share(0) + AHEAD)).then_some(Letters::WORDS[best].1)
    }
}

/// Whether a character of windows-1252 is a letter, or the sign that an old font shows as one.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{A0}'..='\u{BF}' | '×' | '÷')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Option<Letters> {
        let mut seen = LettersSeen::default();
        seen.see(text);
        seen.judge()
    }

    #[test]
    fn old_letters_are_seen_and_others_left_alone() {
        assert_eq!(judged("Céng hßa x· héi chñ nghÜa ViÖt Nam, tr\u{AD}êng hîp"), Some(Letters::Tcvn3));
        assert_eq!(judged("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), Some(Letters::VniWindows));
        assert_eq!(judged("Cộng hòa xã hội chủ nghĩa Việt Nam"), None);
        // Few words, of which one may be what it seems, and one has a sign for a letter.
        assert_eq!(judged(&"cã, kh«ng, ".repeat(5)), Some(Letters::Tcvn3));
        assert_eq!(judged(&"Nam, N÷, ".repeat(5)), Some(Letters::Tcvn3));
        assert_eq!(judged(&"Nam, Nöõ, ".repeat(5)), Some(Letters::VniWindows));
        assert_eq!(judged(&"có, không, Nam, Nữ, xã, là, ".repeat(5)), None);
        assert_eq!(judged("région, département, année, préfecture, français, élève, où"), None);
        assert_eq!(Letters::Tcvn3.decode("ViÖt Nam"), "Việt Nam");
    }
}
