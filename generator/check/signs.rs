//! What one look over the bytes of a text tells: which rules have reason to read it.
//!
//! Most texts are clean, so all rules about texts share one pass over the bytes and none of them reads a clean
//! text itself. A sign says that a thing *may* be there; the rule decides.

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
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let mut signs = 0u16;
        let mut word = Word::default();
        let mut at = 0;
        while at < bytes.len() {
            let lead = bytes[at];
            let (class, length) = match lead {
                0..=0x7f => (ASCII[usize::from(lead)], 1),
                0xc3..=0xc6 => (LATIN[usize::from(lead - 0xc3) << 6 | usize::from(byte(at + 1) & 0x3f)], 2),
                0xe1 => (vietnamese(byte(at + 1), byte(at + 2)), 3),
                0xc2 => {
                    signs |= match byte(at + 1) {
                        0x80..=0x9f => Self::CONTROL.0,
                        0xa0 | 0xad => Self::INVISIBLE.0,
                        _ => 0,
                    };
                    (0, 2)
                }
                0xcc | 0xcd => {
                    let mark = lead == 0xcc || byte(at + 1) < 0xb0;
                    signs |= if mark { Self::MARK.0 } else { 0 };
                    // A mark is part of its word.
                    (if mark { word.before } else { 0 }, 2)
                }
                0xe2 => {
                    signs |= general(byte(at + 1), byte(at + 2));
                    (0, 3)
                }
                0xee => {
                    signs |= Self::PRIVATE.0;
                    (0, 3)
                }
                0xef => {
                    signs |= match (byte(at + 1), byte(at + 2)) {
                        (..=0xa3, _) => Self::PRIVATE.0,
                        (0xbb, 0xbf) => Self::INVISIBLE.0,
                        (0xbf, 0xbd) => Self::LOST.0,
                        _ => 0,
                    };
                    (0, 3)
                }
                0xf3 | 0xf4 => {
                    signs |= if lead == 0xf4 || byte(at + 1) >= 0xb0 { Self::PRIVATE.0 } else { 0 };
                    (0, 4)
                }
                0xf0.. => (0, 4),
                0xe0.. => (0, 3),
                _ => (0, 2),
            };
            signs |= word.step(class);
            at += length;
        }
        Self(signs)
    }
}

/// A small letter.
const LOWER: u8 = 1;
/// A capital.
const UPPER: u8 = 1 << 1;
/// A vowel with a tone.
const TONED: u8 = 1 << 2;
/// A letter beyond ASCII.
const MARKED: u8 = 1 << 3;
const DIGIT: u8 = 1 << 4;
const SLASH: u8 = 1 << 5;
const STRANGE: u8 = 1 << 6;
const ETH: u8 = 1 << 7;

/// The longest syllable is `nghiêng`.
const LONGEST: u32 = 7;

/// The word being read.
#[derive(Default)]
struct Word {
    before: u8,
    /// What its letters are, together.
    seen: u8,
    letters: u32,
}

impl Word {
    /// One more character; returns the signs it gives.
    #[inline(always)]
    fn step(&mut self, class: u8) -> u16 {
        let mut signs = 0;
        if class & (LOWER | UPPER) != 0 {
            let rises = self.before & LOWER != 0 && class & UPPER != 0;
            let two_tones = self.seen & class & TONED != 0;
            self.letters += 1;
            self.seen |= class;
            let long = self.letters > LONGEST && self.seen & MARKED != 0;
            signs |= if rises | two_tones | long { Signs::GLUED.0 } else { 0 };
            signs |= if class & ETH != 0 { Signs::ETH.0 } else { 0 };
        } else {
            signs |= if self.before & DIGIT != 0 && class & SLASH != 0 { Signs::DATE.0 } else { 0 };
            signs |= if class & STRANGE != 0 { Signs::CONTROL.0 } else { 0 };
            self.seen = 0;
            self.letters = 0;
        }
        self.before = class;
        signs
    }
}

/// Whether a character is a vowel with a tone.
pub(super) fn is_toned(c: char) -> bool {
    class_of(c) & TONED != 0
}

fn class_of(c: char) -> u8 {
    let mut utf8 = [0; 4];
    match *c.encode_utf8(&mut utf8).as_bytes() {
        [lead @ 0xc3..=0xc6, next] => LATIN[usize::from(lead - 0xc3) << 6 | usize::from(next & 0x3f)],
        [0xe1, second, third] => vietnamese(second, third),
        [ascii] => ASCII[usize::from(ascii)],
        _ => 0,
    }
}

/// U+1E00 to U+1EFF, where capitals and small letters take turns; from U+1EA0 on they are Vietnamese and have tones.
#[inline(always)]
fn vietnamese(second: u8, third: u8) -> u8 {
    if second & 0xfc != 0xb8 {
        return 0;
    }
    let case = if third & 1 == 0 { UPPER } else { LOWER };
    let toned = second == 0xbb || second == 0xba && third >= 0xa0;
    MARKED | case | if toned { TONED } else { 0 }
}

/// General punctuation, U+2000 to U+206F.
#[inline(always)]
fn general(second: u8, third: u8) -> u16 {
    match (second, third) {
        (0x80, 0x8b..=0x8f | 0xaa..=0xae) | (0x81, 0xa0..=0xa9) => Signs::INVISIBLE.0,
        (0x80, 0xa8 | 0xa9) => Signs::CONTROL.0,
        _ => 0,
    }
}

static ASCII: [u8; 128] = {
    let mut classes = [0; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'/' => SLASH,
            b'\t' | b'\n' | b'\r' => 0,
            0..=0x1f | 0x7f => STRANGE,
            _ => 0,
        };
        at += 1;
    }
    classes
};

/// U+00C0 to U+01BF.
static LATIN: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < 256 {
        let code = at as u32 + 0xc0;
        classes[at] = match code {
            0xd7 | 0xf7 => 0,
            0xd0 | 0x189 => MARKED | UPPER | ETH,
            0xf0 => MARKED | LOWER | ETH,
            0xc0..=0xde => MARKED | UPPER,
            0xdf..=0xff => MARKED | LOWER,
            // Đ ĩ ũ ơ ư and the other letters in use take turns here, capitals first.
            0x1af => MARKED | UPPER,
            0x1b0 => MARKED | LOWER,
            0x102 | 0x110 | 0x128 | 0x168 | 0x1a0 => MARKED | UPPER,
            0x100..=0x17f | 0x1a1 => MARKED | LOWER,
            _ => 0,
        };
        // À Á Ã È É Ì Í Ò Ó Õ Ù Ú Ý and Ĩ Ũ: the vowels here that have a tone.
        let toned = match code & !0x20 {
            0xc0 | 0xc1 | 0xc3 | 0xc8 | 0xc9 | 0xcc | 0xcd | 0xd2 | 0xd3 | 0xd5 | 0xd9 | 0xda | 0xdd => code < 0x100,
            _ => matches!(code, 0x128 | 0x129 | 0x168 | 0x169),
        };
        if toned {
            classes[at] |= TONED;
        }
        at += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, said slowly.
    fn slowly(text: &str) -> u16 {
        let mut signs = 0;
        let chars: Vec<char> = text.chars().collect();
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
                '/' if at > 0 && chars[at - 1].is_ascii_digit() => Signs::DATE.0,
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
    fn letters_know_their_case_and_tone() {
        for c in "aăâđeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ".chars()
        {
            let upper = c.to_uppercase().next().unwrap();
            let tone = !"aăâđeêioôơuưy".contains(c);
            assert_eq!(class_of(c) & (LOWER | UPPER), LOWER, "{c}");
            assert_eq!(class_of(upper) & (LOWER | UPPER), UPPER, "{upper}");
            assert_eq!((is_toned(c), is_toned(upper)), (tone, tone), "{c}");
        }
    }

    #[test]
    fn an_ordinary_text_gives_no_sign() {
        let text =
            "Người yêu cầu đăng ký khai sinh nộp hồ sơ tại UBND cấp xã – theo “mẫu” (Nghiêng).\r\n\tĐƯỢC 1.000 đồng…";
        assert_eq!(Signs::of(text), Signs::NONE);
    }
}
