//! Text to terms: the same for what is indexed and what is asked.
//!
//! | term | bytes | found by |
//! |---|---|---|
//! | syllable | `khai` | any spelling, with marks or without |
//! | key | `giay` 01 `giây1` | the very tones and marks |
//! | pair | `khai` 02 `sinh` | two syllables side by side |
//! | code, number | `1.004873`, `004873`, `15/2020/tt-btp`, `15/2020` | as they are written; a code without its point, too |
//! | long title | 03 and six bytes of `A` to `` ` `` | all of its syllables, and no other |
//!
//! The separators sort before every letter, so that a term stands beside its first syllable. Syllables are folded, and
//! a final `i` sound is one letter (`ký`, `kí`: `ki`), as in [`language::syllable_key`](crate::language::syllable_key).

mod tokens;

pub use tokens::{Token, each_token};

use crate::language::syllable_key_into;

/// Stands between a syllable and its key.
pub const KEY: u8 = 1;
/// Stands between the two syllables of a pair.
pub const PAIR: u8 = 2;

/// Stands before the term of a whole title.
pub const TITLE: u8 = 3;
/// Titles of fewer syllables are found by those: who types them has not typed much, and gets no more to fetch.
const LONG_TITLE: usize = 8;

/// The term of a whole title, if it is a long one: of many that begin alike, the few words that are looked up do not tell
/// which was pasted. It is a checksum (FNV-1a) of the syllables' terms, thirty bits, five to a byte from `A` on.
pub fn title(text: &str) -> Option<Vec<u8>> {
    let (mut hash, mut length) = (0xCBF2_9CE4_8422_2325u64, 0);
    each_token(text, &mut |token| {
        for &byte in token.term.as_bytes().iter().chain(b" ") {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
        length += 1;
    });
    let letters = (0..6).map(|at| b'A' + (hash >> (34 + 5 * at) & 31) as u8);
    (length >= LONG_TITLE).then(|| [TITLE].into_iter().chain(letters).collect())
}

/// The term of two neighbouring syllables.
pub fn pair(first: &str, second: &str) -> Vec<u8> {
    joined(first, PAIR, second)
}

/// The term of a syllable with its very marks; `None` where they tell no more than the letters.
pub fn key(token: &Token<'_>) -> Option<Vec<u8>> {
    let mut text = String::new();
    key_into(token, &mut text).then(|| joined(token.term, KEY, &text))
}

/// The key of a syllable into `text`; false where it tells no more than the letters.
pub fn key_into(token: &Token<'_>, text: &mut String) -> bool {
    text.clear();
    if token.whole || token.text.is_ascii() {
        return false;
    }
    syllable_key_into(token.text, text);
    text != token.term
}

fn joined(first: &str, separator: u8, second: &str) -> Vec<u8> {
    let mut term = Vec::with_capacity(first.len() + 1 + second.len());
    term.extend_from_slice(first.as_bytes());
    term.push(separator);
    term.extend_from_slice(second.as_bytes());
    term
}

/// The syllables of a text, for tests and phrases.
pub fn syllables(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_token(text, &mut |token| found.push(token.term.to_owned()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_of_a_syllable_are_one_term() {
        for text in ["Đăng ký", "dang ki", "ĐĂNG KÍ", "Đa\u{306}ng ky\u{301}"] {
            assert_eq!(syllables(text), ["dang", "ki"], "{text}");
        }
        assert_eq!(syllables("quý quí túy"), ["qui", "qui", "tuy"]);
    }

    #[test]
    fn a_long_title_is_one_term_however_it_is_written() {
        let of = |text| title(text).map(|term| String::from_utf8(term).unwrap());
        let long = of("Cấp giấy phép sử dụng tần số, đài nghiệp dư");
        assert!(long.as_ref().is_some_and(|term| term.len() == 7 && term.starts_with('\u{3}')), "{long:?}");
        assert_eq!(of("cap giay phep su dung tan so dai nghiep du"), long);
        assert_ne!(of("cap giay phep su dung tan so dai nghiep"), long);
        assert_eq!(of("Đăng ký khai sinh"), None);
    }

    #[test]
    fn codes_and_numbers_are_whole() {
        assert_eq!(syllables("1.004873.000.00.00.H19 và 1.004873"), ["1.004873", "va", "1.004873"]);
        assert_eq!(syllables("Thông tư 15/2020/TT-BTP;"), ["thong", "tu", "15/2020/tt-btp"]);
        assert_eq!(syllables("15/11/2020"), ["15", "11", "2020"]);
        assert_eq!(syllables("mẫu CT07"), ["mau", "ct07"]);
    }

    #[test]
    fn a_code_may_lack_its_point() {
        assert_eq!(syllables("1001193, 1004873."), ["1.001193", "1.004873"]);
        assert_eq!(syllables("10011930 1001193a 100119"), ["10011930", "1001193a", "100119"]);
    }

    #[test]
    fn punctuation_parts_phrases() {
        let mut parted = Vec::new();
        each_token("cấp mới, đổi thẻ", &mut |token| parted.push(token.parted));
        assert_eq!(parted, [true, false, true, false]);
    }

    #[test]
    fn keys_say_more_than_letters_or_nothing() {
        let mut keys = Vec::new();
        each_token("giấy sinh", &mut |token| keys.push(key(&token)));
        assert_eq!(keys, [Some("giay\u{1}giây1".as_bytes().to_vec()), None]);
    }
}
