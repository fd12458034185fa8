//! One key for all spellings of a Vietnamese syllable.
//!
//! Where the tone stands (`hoà`, `hòa`) and whether a final i sound is written i or y (`kỹ`, `kĩ`) is
//! taste, not meaning. `túi` and `túy` are two words, and so are `tai` and `tay`: there the letter is
//! part of the rhyme.

use super::letters::{LEVEL, Vowel, lower};
use super::normalise;

/// The VNI digit of each tone, in the order of [`letters`](super::letters).
const DIGITS: [char; 6] = ['0', '2', '3', '4', '1', '5'];

/// The key of a syllable: its letters in lower case without tone, then the tone's VNI digit (1 sắc,
/// 2 huyền, 3 hỏi, 4 ngã, 5 nặng), with `y` as `i` where it alone is the rhyme.
///
/// Longer text gives the keys of its syllables with what stood between them.
///
/// ```
/// # use motcua::language::syllable_key;
/// assert_eq!(syllable_key("giấy"), "giây1");
/// assert_eq!(syllable_key("Hoà"), syllable_key("hòa"));
/// ```
pub fn syllable_key(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    syllable_key_into(text, &mut out);
    out
}

/// [`syllable_key`], appended to a buffer the caller owns.
pub fn syllable_key_into(text: &str, out: &mut String) {
    let mut start = out.len();
    let mut tones = [LEVEL; 4];
    let mut count = 0;
    for character in normalise(text).chars() {
        let character = lower(character);
        match Vowel::of(character) {
            Some(vowel) => {
                out.push(Vowel { tone: LEVEL, ..vowel }.letter());
                if vowel.tone != LEVEL && count < tones.len() {
                    tones[count] = vowel.tone;
                    count += 1;
                }
            }
            None if character.is_ascii_lowercase() || !character.is_ascii() => out.push(character),
            None => {
                finish(out, start, &tones[..count]);
                count = 0;
                out.push(character);
                start = out.len();
            }
        }
    }
    finish(out, start, &tones[..count]);
}

/// Ends the syllable that began at byte `start`.
fn finish(out: &mut String, start: usize, tones: &[u8]) {
    if let Some(onset) = out[start..].strip_suffix('y') {
        let onset = onset.strip_prefix("qu").unwrap_or(onset);
        if onset.chars().all(|letter| Vowel::of(letter).is_none()) {
            out.pop();
            out.push('i');
        }
    }
    out.extend(tones.iter().map(|&tone| DIGITS[usize::from(tone)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_several_syllables_gives_the_key_of_each() {
        assert_eq!(syllable_key("Hoà bình, lý lịch"), "hoa2 binh2, li1 lich5");
    }

    #[test]
    fn decomposed_text_has_the_same_key() {
        assert_eq!(syllable_key("ky\u{303}"), "ki4");
    }

    #[test]
    fn codes_pass_unharmed() {
        assert_eq!(syllable_key("1.001193"), "1.001193");
        assert_eq!(syllable_key("15/2020/TT-BTP"), "15/2020/tt-btp");
    }
}
