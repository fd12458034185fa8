//! The order of Vietnamese words: the alphabet first, then tones, then case.
//!
//! This is the order of ICU's Vietnamese collation (CLDR `vi`, root for all else): the whole text is
//! compared by letters (a ă â b … d đ e ê …), only then by tones (ngang huyền hỏi ngã sắc nặng), only then
//! by case (small before capital). So `Hạ Long` comes before `Hà Nội`, because l comes before n. Blanks,
//! then punctuation, then digits come before letters. Text that differs in none of these is equal.
//!
//! Source: <https://github.com/unicode-org/cldr/blob/main/common/collation/vi.xml>. Letters with marks
//! foreign to Vietnamese stand beside their plain letter; other scripts follow by code point.

use std::cmp::Ordering;
use std::str::Chars;

use super::fold::fold_into;
use super::letters::{Mark, Vowel, is_blank, is_invisible, is_odd_space, lower};

/// Characters in ascending order up to z; the vowels and đ stand among them as letters.
const PRIMARY: &str = "\t\n\u{B}\u{C}\r\u{85}\u{2028}\u{2029} _-‐‒–—―,;:!¡?¿.…·'‹›\"«»()[]{}§¶@*/\\&#%‰†‡•\
`´^¯¨°©®+±÷×<=>¬|¦~¤¢$£¥₫€0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Primaries of characters outside the table begin with this byte.
const OTHER: u8 = 0xF0;
/// The tone level of a letter with a mark that is no tone of ours: after all tones.
const FOREIGN: u8 = 7;
/// Ends a level in a sort key; less than every weight.
const END: u8 = 0;

/// What one character weighs on the three levels.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Weight {
    /// The table's position in the top byte, or [`OTHER`] and the code point.
    primary: u32,
    /// 1 without tone, to 6; [`FOREIGN`].
    tone: u8,
    /// 1 small, 2 capital.
    case: u8,
}

/// The weights of a text, one by one.
struct Weights<'a> {
    rest: Chars<'a>,
    /// The letters a ligature leaves to come.
    pending: Option<Weight>,
}

impl<'a> Weights<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text.chars(), pending: None }
    }

    /// The next character with the marks that follow it.
    fn next_letter(&mut self) -> Option<char> {
        let mut letter = self.rest.by_ref().find(|&c| !is_ignored(c))?;
        loop {
            let mut ahead = self.rest.clone();
            match ahead.next() {
                Some(c) if is_ignored(c) => {
                    letter = Mark::of(c).and_then(|mark| mark.on(letter)).unwrap_or(letter);
                    self.rest = ahead;
                }
                _ => return Some(letter),
            }
        }
    }
}

fn is_ignored(character: char) -> bool {
    match character {
        ' '..='~' | '\t'..='\r' | '\u{85}' => false,
        '\0'..='\u{9F}' | '\u{300}'..='\u{36F}' => true,
        other => is_invisible(other),
    }
}

impl Iterator for Weights<'_> {
    type Item = Weight;

    fn next(&mut self) -> Option<Weight> {
        if let Some(weight) = self.pending.take() {
            return Some(weight);
        }
        let letter = self.next_letter()?;
        if let Some(vowel) = Vowel::of(letter) {
            return Some(Weight {
                primary: u32::from(ROWS[usize::from(vowel.row)]) << 24,
                tone: vowel.tone + 1,
                case: 1 + u8::from(vowel.upper),
            });
        }
        if let 'Đ' | '\u{D0}' | '\u{189}' | 'đ' | '\u{F0}' = letter {
            let case = if matches!(letter, 'đ' | '\u{F0}') { 1 } else { 2 };
            return Some(Weight { primary: u32::from(D_STROKE) << 24, tone: 1, case });
        }
        let small = lower(letter);
        let case = 1 + u8::from(small != letter);
        let plain = Weight { primary: primary(small), tone: 1, case };
        if small.is_ascii() {
            return Some(plain);
        }
        if is_odd_space(letter) {
            return Some(Weight { primary: primary(' '), ..plain });
        }
        let straight = match letter {
            '‘' | '’' | '‚' => Some('\''),
            '“' | '”' | '„' => Some('"'),
            '‑' => Some('‐'),
            _ => None,
        };
        if let Some(straight) = straight {
            return Some(Weight { primary: primary(straight), tone: 1, case: 2 });
        }
        // Latin letters with foreign marks, and ligatures.
        let mut folded = String::new();
        fold_into(letter.encode_utf8(&mut [0; 4]), &mut folded);
        let mut letters = folded.chars().filter(char::is_ascii_alphabetic);
        let foreign = |c| Weight { primary: primary(c), tone: FOREIGN, case };
        let Some(first) = letters.next() else {
            return Some(plain);
        };
        self.pending = letters.next().map(foreign);
        Some(foreign(first))
    }
}

/// The place of a small character in the first level.
fn primary(character: char) -> u32 {
    let place = if character.is_ascii() { ASCII[character as usize] } else { place(character) };
    match place {
        0 => u32::from(OTHER) << 24 | character as u32,
        place => u32::from(place) << 24,
    }
}

/// The position of a character in [`PRIMARY`], counted from 1; 0 if it is not there.
const fn place(character: char) -> u8 {
    let bytes = PRIMARY.as_bytes();
    let mut buffer = [0; 4];
    let wanted = character.encode_utf8(&mut buffer).as_bytes();
    let (mut at, mut place) = (0, 0);
    while at < bytes.len() {
        if bytes[at] & 0xC0 != 0x80 {
            place += 1;
        }
        let mut same = 0;
        while same < wanted.len() && at + same < bytes.len() && bytes[at + same] == wanted[same] {
            same += 1;
        }
        if same == wanted.len() {
            return place;
        }
        at += 1;
    }
    0
}

/// The places that nearly every character asks for: those of ASCII, of the vowels, and of đ.
const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut code = 0;
    while code < table.len() {
        table[code] = place(code as u8 as char);
        code += 1;
    }
    table
};
const ROWS: [u8; 12] = [
    place('a'),
    place('ă'),
    place('â'),
    place('e'),
    place('ê'),
    place('i'),
    place('o'),
    place('ô'),
    place('ơ'),
    place('u'),
    place('ư'),
    place('y'),
];
const D_STROKE: u8 = place('đ');
const _: () = assert!(place('z') < OTHER && D_STROKE > 0);

/// Compares two texts in Vietnamese order.
///
/// ```
/// # use motcua::language::compare;
/// let mut places = ["Hà Nội", "Đà Nẵng", "Hạ Long", "Cao Bằng"];
/// places.sort_by(|a, b| compare(a, b));
/// assert_eq!(places, ["Cao Bằng", "Đà Nẵng", "Hạ Long", "Hà Nội"]);
/// ```
pub fn compare(a: &str, b: &str) -> Ordering {
    let (letters, case) = compare_levels(a, b);
    letters.then(case)
}

/// The order by letters and tones, and the order by case.
fn compare_levels(a: &str, b: &str) -> (Ordering, Ordering) {
    let (mut a, mut b) = (Weights::of(a), Weights::of(b));
    let (mut tone, mut case) = (Ordering::Equal, Ordering::Equal);
    loop {
        match (a.next(), b.next()) {
            (None, None) => return (tone, case),
            (None, Some(_)) => return (Ordering::Less, case),
            (Some(_), None) => return (Ordering::Greater, case),
            (Some(x), Some(y)) => {
                if x.primary != y.primary {
                    return (x.primary.cmp(&y.primary), case);
                }
                tone = tone.then(x.tone.cmp(&y.tone));
                case = case.then(x.case.cmp(&y.case));
            }
        }
    }
}

/// Bytes that compare as [`compare`] compares the texts.
///
/// Letters, a zero byte, tones, a zero byte, cases; the two later levels without their final ones.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 4);
    let (mut tones, mut cases) = (Vec::new(), Vec::new());
    for weight in Weights::of(text) {
        let primary = weight.primary.to_be_bytes();
        key.extend_from_slice(if primary[0] == OTHER { &primary } else { &primary[..1] });
        tones.push(weight.tone);
        cases.push(weight.case);
    }
    for level in [tones, cases] {
        key.push(END);
        let used = level.iter().rposition(|&weight| weight != 1).map_or(0, |last| last + 1);
        key.extend_from_slice(&level[..used]);
    }
    key
}

/// Compares two names of persons as lists in Vietnam do: by the given name, which comes last, then by
/// the family and middle names.
///
/// ```
/// # use motcua::language::compare_persons;
/// assert!(compare_persons("Trần Thị Ánh", "Bùi Ân").is_lt());
/// ```
pub fn compare_persons(a: &str, b: &str) -> Ordering {
    let ((rest_a, given_a), (rest_b, given_b)) = (split_name(a), split_name(b));
    let (given, given_case) = compare_levels(given_a, given_b);
    let (rest, rest_case) = compare_levels(rest_a, rest_b);
    given.then(rest).then(given_case).then(rest_case)
}

/// The names before the given name, and the given name.
fn split_name(name: &str) -> (&str, &str) {
    let name = name.trim_matches(is_blank);
    match name.rsplit_once(is_blank) {
        Some((rest, given)) => (rest.trim_end_matches(is_blank), given),
        None => ("", name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_text_compares_as_composed() {
        assert_eq!(compare("Hà Nội", "Ha\u{300} No\u{323}\u{302}i"), Ordering::Equal);
    }

    #[test]
    fn case_decides_last() {
        let mut words = ["Ba", "bà", "BA", "ba", "bA"];
        words.sort_by(|a, b| compare(a, b));
        assert_eq!(words, ["ba", "bA", "Ba", "BA", "bà"]);
    }

    #[test]
    fn capitals_do_not_part_equal_given_names() {
        assert!(compare_persons("BÙI VĂN AN", "Trần An").is_lt());
        assert!(compare_persons("An", "Bùi An").is_lt());
    }

    #[test]
    fn a_foreign_mark_stands_beside_its_letter() {
        assert!(compare("Hobart", "Höb").is_gt());
        assert!(compare("hob", "höb").is_lt());
        assert_eq!(compare("æ", "ae"), Ordering::Greater);
        assert!(compare("zebra", "я").is_lt());
    }
}
