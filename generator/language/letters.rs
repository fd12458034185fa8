//! The Vietnamese letters: twelve vowels in six tones, and đ.
//!
//! A vowel letter is a *row* (which vowel, a ă â e ê i o ô ơ u ư y) and a *tone*; rows and tones are
//! numbered in the order of the alphabet, so that comparing numbers is comparing letters. Everything
//! else in this room is written over these two numbers. Never: a table of the Unicode database.
//!
//! The 134 letters outside ASCII are those of Unicode's Latin-1 Supplement, Latin Extended-A and -B and
//! Latin Extended Additional blocks: <https://www.unicode.org/charts/PDF/U1E00.pdf>.

/// Lower case, one row for each vowel, tones in the order level, grave, hook, tilde, acute, dot below.
const LOWER: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// The ASCII letter under each row.
const PLAIN: [u8; 12] = *b"aaaeeiooouuy";

/// No tone (ngang).
pub(crate) const LEVEL: u8 = 0;
/// Huyền.
pub(crate) const GRAVE: u8 = 1;
/// Hỏi.
pub(crate) const HOOK: u8 = 2;
/// Ngã.
pub(crate) const TILDE: u8 = 3;
/// Sắc.
pub(crate) const ACUTE: u8 = 4;
/// Nặng.
pub(crate) const DOT: u8 = 5;

/// The mark that makes one vowel another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quality {
    /// â ê ô
    Circumflex,
    /// ă
    Breve,
    /// ơ ư
    Horn,
}

/// A vowel letter, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Vowel {
    /// 0 to 11, in the order of the alphabet.
    pub row: u8,
    /// [`LEVEL`] to [`DOT`].
    pub tone: u8,
    /// Upper case.
    pub upper: bool,
}

/// What a combining mark does to the letter before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Gives the vowel a tone.
    Tone(u8),
    /// Makes it another vowel.
    Quality(Quality),
}

const NONE: u8 = 0xFF;

/// `row * 6 + tone` of the letters U+00C0..=U+00FF and U+1EA0..=U+1EF9.
const REVERSE: ([u8; 64], [u8; 90]) = {
    let mut latin = [NONE; 64];
    let mut additional = [NONE; 90];
    let mut code = 0;
    while code < 72 {
        let lower = LOWER[code / 6][code % 6] as usize;
        if lower >= 0x1EA0 {
            additional[lower - 0x1EA0] = code as u8;
            additional[lower - 0x1EA1] = code as u8;
        } else if lower >= 0xC0 && lower <= 0xFF {
            latin[lower - 0xC0] = code as u8;
            latin[lower - 0xE0] = code as u8;
        }
        code += 1;
    }
    (latin, additional)
};

impl Vowel {
    /// Takes a vowel letter apart; `None` for every other character.
    pub(crate) fn of(letter: char) -> Option<Self> {
        let (code, upper) = match letter {
            '\0'..='\x7F' => {
                let row = match letter.to_ascii_lowercase() {
                    'a' => 0,
                    'e' => 3,
                    'i' => 5,
                    'o' => 6,
                    'u' => 9,
                    'y' => 11,
                    _ => return None,
                };
                (row * 6, letter.is_ascii_uppercase())
            }
            '\u{C0}'..='\u{FF}' => (REVERSE.0[letter as usize - 0xC0], letter < '\u{E0}'),
            '\u{1EA0}'..='\u{1EF9}' => (REVERSE.1[letter as usize - 0x1EA0], letter as u32 & 1 == 0),
            'ă' | 'Ă' => (6, letter == 'Ă'),
            'ĩ' | 'Ĩ' => (5 * 6 + TILDE, letter == 'Ĩ'),
            'ơ' | 'Ơ' => (8 * 6, letter == 'Ơ'),
            'ũ' | 'Ũ' => (9 * 6 + TILDE, letter == 'Ũ'),
            'ư' | 'Ư' => (10 * 6, letter == 'Ư'),
            _ => return None,
        };
        (code != NONE).then_some(Self { row: code / 6, tone: code % 6, upper })
    }

    /// The one letter again.
    pub(crate) fn letter(self) -> char {
        let lower = LOWER[usize::from(self.row)][usize::from(self.tone)];
        if !self.upper {
            return lower;
        }
        // In Latin-1 the cases are 32 apart, in the later blocks they are neighbours.
        let upper = match lower {
            '\0'..='\x7F' => return lower.to_ascii_uppercase(),
            '\u{80}'..='\u{FF}' => lower as u32 - 0x20,
            _ => lower as u32 - 1,
        };
        char::from_u32(upper).unwrap_or(lower)
    }

    /// The ASCII letter under the marks, lower case.
    pub(crate) fn plain(self) -> u8 {
        PLAIN[usize::from(self.row)]
    }

    /// Whether it carries a circumflex, breve or horn.
    pub(crate) fn has_quality(self) -> bool {
        matches!(self.row, 1 | 2 | 4 | 7 | 8 | 10)
    }

    /// The vowel a quality mark makes of this one, where there is one.
    pub(crate) fn with_quality(self, quality: Quality) -> Option<Self> {
        let row = match (quality, self.row) {
            (Quality::Circumflex, 0) => 2,
            (Quality::Circumflex, 3) => 4,
            (Quality::Circumflex, 6) => 7,
            (Quality::Breve, 0) => 1,
            (Quality::Horn, 6) => 8,
            (Quality::Horn, 9) => 10,
            _ => return None,
        };
        Some(Self { row, ..self })
    }
}

impl Mark {
    /// The mark a combining character stands for; `None` for marks Vietnamese does not use.
    pub(crate) fn of(character: char) -> Option<Self> {
        Some(match character {
            '\u{300}' | '\u{340}' => Self::Tone(GRAVE),
            '\u{301}' | '\u{341}' => Self::Tone(ACUTE),
            '\u{302}' => Self::Quality(Quality::Circumflex),
            '\u{303}' => Self::Tone(TILDE),
            '\u{306}' => Self::Quality(Quality::Breve),
            '\u{309}' => Self::Tone(HOOK),
            '\u{31B}' => Self::Quality(Quality::Horn),
            '\u{323}' => Self::Tone(DOT),
            _ => return None,
        })
    }

    /// The letter with this mark added, if that is a letter of the alphabet.
    pub(crate) fn on(self, letter: char) -> Option<char> {
        let vowel = Vowel::of(letter)?;
        let marked = match self {
            Self::Tone(tone) if vowel.tone == LEVEL => Vowel { tone, ..vowel },
            Self::Tone(_) => return None,
            Self::Quality(quality) => vowel.with_quality(quality)?,
        };
        Some(marked.letter())
    }
}

/// Adds a combining mark to the last letter of `text`, or appends it where it makes no letter.
pub(crate) fn push_mark(text: &mut String, character: char) {
    let composed = Mark::of(character).and_then(|mark| mark.on(text.chars().next_back()?));
    match composed {
        Some(letter) => {
            text.pop();
            text.push(letter);
        }
        None => text.push(match character {
            '\u{340}' => '\u{300}',
            '\u{341}' => '\u{301}',
            other => other,
        }),
    }
}

/// Whether a character is drawn with nothing of its own: joiners, direction marks, soft hyphen, BOM.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a character is a blank other than U+0020 that a person sees as a space.
pub(crate) fn is_odd_space(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Whether a character is seen as nothing: a blank or an invisible one.
pub(crate) fn is_blank(character: char) -> bool {
    matches!(character, '\0'..=' ' | '\u{85}' | '\u{2028}' | '\u{2029}')
        || is_odd_space(character)
        || is_invisible(character)
}

/// Whether a character belongs to a word: a letter of any script, a digit, a mark.
///
/// By blocks: everything from À on is taken for a letter but the blocks of punctuation and signs. The
/// standard library knows every character and brings its tables.
pub(crate) fn is_word(character: char) -> bool {
    match character {
        '\0'..='\x7F' => character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{BF}' | '×' | '÷' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{303F}' => false,
        other => !is_invisible(other),
    }
}

/// Lower case of the Latin, Greek and Cyrillic letters; every other character is its own.
///
/// The standard library's function is right for all scripts and brings 4 KB of tables to the browser.
pub(crate) fn lower(character: char) -> char {
    let code = character as u32;
    let lower = match code {
        0..=0x7F => return character.to_ascii_lowercase(),
        0xD7 => return character,
        0xC0..=0xDE => code + 0x20,
        0x130 => return 'i',
        0x178 => 0xFF,
        0x100..=0x137 | 0x14A..=0x177 | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF => code | 1,
        0x139..=0x148 | 0x179..=0x17E => code + (code & 1),
        0x1A0 => 0x1A1,
        0x1AF => 0x1B0,
        0x391..=0x3A1 | 0x3A3..=0x3A9 | 0x410..=0x42F => code + 0x20,
        0x400..=0x40F => code + 0x50,
        _ => return character,
    };
    char::from_u32(lower).unwrap_or(character)
}

/// Upper case of a Vietnamese letter, lower-case ASCII included; every other character is its own.
pub(crate) fn upper(character: char) -> char {
    match Vowel::of(character) {
        Some(vowel) => Vowel { upper: true, ..vowel }.letter(),
        None if character == 'đ' => 'Đ',
        None => character.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All 134 letters, with their ASCII siblings.
    pub(crate) fn alphabet() -> impl Iterator<Item = char> {
        LOWER.iter().flatten().flat_map(|&lower| {
            let vowel = Vowel::of(lower).unwrap();
            [lower, Vowel { upper: true, ..vowel }.letter()]
        })
    }

    #[test]
    fn every_letter_comes_apart_and_together() {
        let letters: Vec<char> = alphabet().collect();
        assert_eq!(letters.iter().filter(|c| !c.is_ascii()).count() + 2, 134); // and đ Đ
        for letter in letters {
            assert_eq!(Vowel::of(letter).unwrap().letter(), letter);
            assert_eq!(Vowel::of(letter).unwrap().upper, letter.is_uppercase());
        }
    }

    #[test]
    fn lower_case_is_the_standard_one_for_our_letters() {
        for letter in alphabet().chain("ĐđÖÑŁŻŸДЯЁΩ×÷ß".chars()) {
            assert_eq!(lower(letter), letter.to_lowercase().next().unwrap());
        }
    }

    #[test]
    fn other_letters_are_no_vowels() {
        for letter in "bđĐöåäñ×÷ßẞẟ1 ".chars() {
            assert_eq!(Vowel::of(letter), None, "{letter}");
        }
    }
}
