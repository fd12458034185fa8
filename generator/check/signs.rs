//! What one look over the bytes of a text tells: which rules have reason to read it.
//!
//! Most texts are clean, so all rules about texts share one pass over the bytes and none of them reads a clean
//! text itself. A sign says that a thing *may* be there; the rule decides.

use super::classes::{ASCII, ETH, LATIN, LOWER, SLASH, STRANGE, TONED, UPPER, vietnamese};

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// Nothing to see.
    pub const NONE: Self = Self(0);
    /// A combining mark, U+0300 to U+036F.
    pub const MARK: Self = Self(1);
    /// A character of a private-use area.
    pub const PRIVATE: Self = Self(1 << 1);
    /// Ð, ð or Ɖ.
    pub const ETH: Self = Self(1 << 2);
    /// A character that cannot be seen, or a no-break space.
    pub const INVISIBLE: Self = Self(1 << 3);
    /// A control character other than tab, line feed and carriage return, or a separator of Unicode's.
    pub const CONTROL: Self = Self(1 << 4);
    /// U+FFFD.
    pub const LOST: Self = Self(1 << 5);
    /// A word that goes from a small letter to a capital, has two tones, or more letters than any syllable.
    pub const GLUED: Self = Self(1 << 6);
    /// A slash after a digit.
    pub const DATE: Self = Self(1 << 7);

    /// Whether the sets have a sign in common.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The signs of a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut signs, mut word) = (0, Word::default());
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            // In this order, because of how often they come; each arm is short, so that a wrong guess costs little.
            let class = if lead < 0x80 {
                at += 1;
                ASCII[usize::from(lead)]
            } else if let (0xe1, Some(&[second, third])) = (lead, bytes.get(at + 1..at + 3)) {
                at += 3;
                vietnamese(second, third)
            } else if let (0xc3..=0xc6, Some(&next)) = (lead, bytes.get(at + 1)) {
                at += 2;
                LATIN[usize::from(lead - 0xc3) << 6 | usize::from(next & 0x3f)]
            } else {
                let (sign, length) = uncommon(&bytes[at..]);
                signs |= sign;
                at += length;
                if sign == Self::MARK.0 {
                    // A mark belongs to the letter before it.
                    continue;
                }
                0
            };
            word.step(class, at);
        }
        Self(signs | word.signs())
    }
}

/// The longest syllables in bytes, such as `trường`. A longer word is two, or foreign.
pub(super) const LONGEST: usize = 9;

/// The word being read.
#[derive(Default)]
struct Word {
    /// The class of the last character.
    before: u8,
    /// The classes of the letters of this word, together.
    seen: u8,
    /// Where it began.
    start: usize,
    longest: usize,
    /// Bits of classes that were met where they matter.
    met: u8,
}

impl Word {
    /// One more character, which ends at `end`. Without a branch: they would be guessed wrong as often as not.
    #[inline(always)]
    fn step(&mut self, class: u8, end: usize) {
        // The bit after `LOWER` is `UPPER`, and the one after `DIGIT` is `SLASH`: one shift finds both pairs.
        let pair = (self.before << 1) & class & (UPPER | SLASH);
        self.met |= pair | self.seen & class & TONED | class & (STRANGE | ETH);
        let is_letter = class & (LOWER | UPPER) != 0;
        self.seen = if is_letter { self.seen | class } else { 0 };
        self.start = if is_letter { self.start } else { end };
        self.longest = self.longest.max(end - self.start);
        self.before = class;
    }

    fn signs(&self) -> u16 {
        let sign = |met: bool, sign: Signs| if met { sign.0 } else { 0 };
        sign(self.met & (UPPER | TONED) != 0 || self.longest > LONGEST, Signs::GLUED)
            | sign(self.met & SLASH != 0, Signs::DATE)
            | sign(self.met & STRANGE != 0, Signs::CONTROL)
            | sign(self.met & ETH != 0, Signs::ETH)
    }
}

/// The sign and the length of a character that is neither ASCII nor a letter of Vietnamese.
#[cold]
fn uncommon(bytes: &[u8]) -> (u16, usize) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    match (byte(0), byte(1), byte(2)) {
        (0xc2, 0x80..=0x9f, _) => (Signs::CONTROL.0, 2),
        (0xc2, 0xa0 | 0xad, _) => (Signs::INVISIBLE.0, 2),
        (0xcc, ..) | (0xcd, ..=0xaf, _) => (Signs::MARK.0, 2),
        (0xe2, 0x80, 0x8b..=0x8f | 0xaa..=0xae) | (0xe2, 0x81, 0xa0..=0xa9) => (Signs::INVISIBLE.0, 3),
        (0xe2, 0x80, 0xa8 | 0xa9) => (Signs::CONTROL.0, 3),
        (0xee, ..) | (0xef, ..=0xa3, _) => (Signs::PRIVATE.0, 3),
        (0xef, 0xbb, 0xbf) => (Signs::INVISIBLE.0, 3),
        (0xef, 0xbf, 0xbd) => (Signs::LOST.0, 3),
        (0xf3, 0xb0.., _) | (0xf4, ..) => (Signs::PRIVATE.0, 4),
        (0xf0.., ..) => (0, 4),
        (0xe0.., ..) => (0, 3),
        _ => (0, 2),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, said slowly.
    fn slowly(text: &str) -> u16 {
        let mut signs = 0;
        let chars: Vec<char> = text.chars().collect();
        let before = |at: usize| chars[..at].iter().rev().find(|c| !matches!(c, '\u{300}'..='\u{36f}'));
        for (at, &c) in chars.iter().enumerate() {
            signs |= match c {
                '\u{300}'..='\u{36f}' => Signs::MARK.0,
                '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => Signs::PRIVATE.0,
                'Ð' | 'ð' | '\u{189}' => Signs::ETH.0,
                '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Signs::INVISIBLE.0,
                '\u{2060}'..='\u{2069}' | '\u{feff}' => Signs::INVISIBLE.0,
                '\u{fffd}' => Signs::LOST.0,
                '\u{2028}' | '\u{2029}' => Signs::CONTROL.0,
                '\t' | '\n' | '\r' => 0,
                c if c.is_control() => Signs::CONTROL.0,
                // A mark belongs to the character before it.
                '/' if before(at).is_some_and(|c| c.is_ascii_digit()) => Signs::DATE.0,
                _ => 0,
            };
        }
        signs
    }

    proptest! {
        #[test]
        fn the_quick_look_sees_what_the_slow_one_sees(text in any::<String>(), rest in "[a-zA-ZÀ-ỹ0-9/\u{300}-\u{370}\u{2000}-\u{2070}\u{e000}-\u{ffff} ]*") {
            for text in [&text, &rest] {
                prop_assert_eq!(Signs::of(text).0 & !Signs::GLUED.0, slowly(text), "{:?}", text);
            }
        }
    }

    #[test]
    fn glued_words_have_a_sign_and_their_neighbours_have_none() {
        for text in ["cáoThủ", "báo cáo vớicá", "(đãcó)", "quanquản", "lýẤn", "ĩĐ", "ỉạ", "“nhiệmbiên”"]
        {
            assert_eq!(Signs::of(text), Signs::GLUED, "{text}");
        }
        for text in ["trường", "ĐĂNG KÝ", "a/B/Ấ", "nghiêng-nghiêng", "“trường”", "Đ. ăn", "ý1ỏ", "HĐND", "NĐ-CP"]
        {
            assert_eq!(Signs::of(text), Signs::NONE, "{text}");
        }
        assert_eq!(Signs::of("12/2025/TT-BTP"), Signs::DATE);
    }

    #[test]
    fn an_ordinary_text_gives_no_sign() {
        let text =
            "Người yêu cầu đăng ký khai sinh nộp hồ sơ tại UBND cấp xã – theo “mẫu” (Nghiêng).\r\n\tĐƯỢC 1.000 đồng…";
        assert_eq!(Signs::of(text), Signs::NONE);
    }
}
