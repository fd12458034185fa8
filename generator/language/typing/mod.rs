//! Vietnamese typed without an input method: `ddawng kys` (Telex) and `d9a8ng ky1` (VNI).
//!
//! In: one token as it was typed. Out: the syllable it spells, or the token itself where it spells none.
//! A decoded token is always a possible Vietnamese syllable, which is what leaves `house` and `book`
//! alone. English words that happen to spell one (`visa` is `vía`) are why a search decodes a token only
//! if [`decode_typed`] finds the raw one unknown and the decoded one known.

mod spelling;

use std::borrow::Cow;

use super::letters::{ACUTE, DOT, GRAVE, HOOK, Quality, TILDE};
use spelling::{Key, Syllable};

/// The longest token looked at, in characters: `nghieengs` and some slack.
const LONGEST: usize = 12;

/// The syllable a Telex token spells; the token itself where it spells none.
///
/// ```
/// # use motcua::language::telex;
/// assert_eq!(telex("ddawng"), "đăng");
/// assert_eq!(telex("house"), "house");
/// ```
pub fn telex(token: &str) -> Cow<'_, str> {
    decode(token, |typed, syllable| {
        Some(match typed {
            's' => Key::Tone(ACUTE),
            'f' => Key::Tone(GRAVE),
            'r' => Key::Tone(HOOK),
            'x' => Key::Tone(TILDE),
            'j' => Key::Tone(DOT),
            'w' => Key::Hook,
            'd' if syllable.begins_with_d() => Key::Stroke,
            'a' | 'e' | 'o' if syllable.repeats(typed) => Key::Mark(Quality::Circumflex),
            _ => return None,
        })
    })
}

/// Whether a word could be a Vietnamese syllable as it is written: an onset, a rhyme, at most one tone, and none that a
/// final of `c`, `ch`, `p` or `t` does not bear. Case, and where the tone stands, do not matter.
///
/// ```
/// # use motcua::language::is_syllable;
/// assert!(is_syllable("NGHIÊNG") && is_syllable("hoà") && is_syllable("hòa"));
/// assert!(!is_syllable("été") && !is_syllable("ộtộ") && !is_syllable("house"));
/// ```
pub fn is_syllable(word: &str) -> bool {
    let mut syllable = Syllable::default();
    word.chars().take(LONGEST).all(|letter| syllable.push(letter).is_some())
        && word.chars().nth(LONGEST).is_none()
        && syllable.finish().is_some()
}

/// The syllable a VNI token spells; the token itself where it spells none.
///
/// ```
/// # use motcua::language::vni;
/// assert_eq!(vni("gia6y1"), "giấy");
/// ```
pub fn vni(token: &str) -> Cow<'_, str> {
    decode(token, |typed, _| {
        Some(match typed {
            '1' => Key::Tone(ACUTE),
            '2' => Key::Tone(GRAVE),
            '3' => Key::Tone(HOOK),
            '4' => Key::Tone(TILDE),
            '5' => Key::Tone(DOT),
            '6' => Key::Mark(Quality::Circumflex),
            '7' => Key::Mark(Quality::Horn),
            '8' => Key::Mark(Quality::Breve),
            '9' => Key::Stroke,
            _ => return None,
        })
    })
}

/// What a query token was meant to be: its Telex or VNI reading, if the token itself is unknown to the
/// index and that reading is known. `None` leaves the token as it is.
///
/// ```
/// # use motcua::language::decode_typed;
/// assert_eq!(decode_typed("ddawng", |token| token == "đăng").as_deref(), Some("đăng"));
/// assert_eq!(decode_typed("visa", |token| token == "visa" || token == "vía"), None);
/// ```
pub fn decode_typed(token: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    if known(token) {
        return None;
    }
    [telex(token), vni(token)].into_iter().find(|decoded| decoded != token && known(decoded)).map(Cow::into_owned)
}

fn decode(token: &str, key: impl Fn(char, &Syllable) -> Option<Key>) -> Cow<'_, str> {
    spell(token, key).map_or(Cow::Borrowed(token), Cow::Owned)
}

fn spell(token: &str, key: impl Fn(char, &Syllable) -> Option<Key>) -> Option<String> {
    if token.len() > 2 * LONGEST || token.chars().nth(LONGEST).is_some() {
        return None;
    }
    let mut syllable = Syllable::default();
    let mut changed = false;
    for typed in token.chars() {
        // Before the first vowel s, r and x are consonants, and a digit is no tone.
        let key = key(typed.to_ascii_lowercase(), &syllable)
            .filter(|key| !matches!(key, Key::Tone(_)) || syllable.has_vowel());
        match key {
            Some(key) => {
                syllable.press(key, typed)?;
                changed = true;
            }
            None => syllable.push(typed)?,
        }
    }
    if !changed {
        return None;
    }
    syllable.finish()
}

#[cfg(test)]
mod tests {
    use super::spelling::{ONSETS, RHYMES};
    use super::*;
    use crate::language::letters::{LEVEL, Vowel};

    #[test]
    fn capitals_stay_capitals() {
        assert_eq!(telex("DDAWNG"), "ĐĂNG");
        assert_eq!(telex("Nguyeenx"), "Nguyễn");
        assert_eq!(vni("D9a61t"), "Đất");
    }

    #[test]
    fn marks_may_be_typed_at_the_end() {
        assert_eq!(telex("quyenef"), "quyền");
        assert_eq!(telex("truongwf"), "trường");
        assert_eq!(vni("dang89"), "đăng");
    }

    #[test]
    fn the_horn_of_an_open_uo_is_on_the_o() {
        assert_eq!(telex("thuowr"), "thuở");
        assert_eq!(vni("quo73"), "quở");
        assert_eq!(telex("tuw"), "tư");
        assert_eq!(telex("nhw"), "như");
    }

    #[test]
    fn the_tone_stands_where_schools_put_it() {
        for (typed, word) in [
            ("ngoaif", "ngoài"),
            ("khuyur", "khuỷu"),
            ("muaf", "mùa"),
            ("toans", "toán"),
            ("giuwx", "giữ"),
            ("gieengs", "giếng"),
            ("quyts", "quýt"),
            ("thuyr", "thủy"),
            ("khoer", "khỏe"),
            ("oong", "ông"),
            ("huouw", "hươu"),
            ("huuw", "hưu"),
            ("muaw", "mưa"),
            ("hoawcj", "hoặc"),
            ("luwowng", "lương"),
        ] {
            assert_eq!(telex(typed), word);
        }
    }

    #[test]
    fn what_is_no_syllable_is_left_alone() {
        for token in
            ["fax", "windows", "excel", "passport", "covid19", "mp3", "1a", "quan0", "áá", "s", "", "ss1", "sổ"]
        {
            assert_eq!(telex(token), token);
            assert_eq!(vni(token), token);
        }
        // A stop takes sắc or nặng only.
        assert_eq!(telex("capf"), "capf");
    }

    /// A letter as it is typed: itself and a key for its mark, of `keys` â ê ô, ă, ơ ư, đ.
    fn type_letter(letter: char, keys: [&str; 4], out: &mut String) {
        let plain = crate::language::fold(&letter.to_string());
        let key = match letter {
            'â' | 'ê' | 'ô' if keys[0].is_empty() => plain.as_str(),
            'â' | 'ê' | 'ô' => keys[0],
            'ă' => keys[1],
            'ơ' | 'ư' => keys[2],
            'đ' => keys[3],
            _ => "",
        };
        out.push_str(&plain);
        out.push_str(key);
    }

    #[test]
    fn every_syllable_can_be_typed() {
        let mut count = 0;
        for onset in ONSETS.into_iter().chain([""]) {
            for rhyme in RHYMES.split(' ') {
                // In Telex these are typed with three o; and u does not double, nor i after gi.
                let doubled = |first: char, onset_is: &str| onset == onset_is && rhyme.starts_with(first);
                if matches!(rhyme, "oong" | "ooc") || doubled('u', "qu") || doubled('ư', "qu") || doubled('i', "gi") {
                    continue;
                }
                let syllable = format!("{onset}{rhyme}");
                for tone in [ACUTE, DOT] {
                    let (mut by_telex, mut by_vni) = (String::new(), String::new());
                    for letter in syllable.chars() {
                        type_letter(letter, ["", "w", "w", "d"], &mut by_telex);
                        type_letter(letter, ["6", "8", "7", "9"], &mut by_vni);
                    }
                    by_telex.push(if tone == ACUTE { 's' } else { 'j' });
                    by_vni.push(if tone == ACUTE { '1' } else { '5' });
                    let (by_telex, by_vni) = (telex(&by_telex), vni(&by_vni));
                    assert_eq!(by_telex, by_vni, "{syllable}");
                    let toneless: String = by_telex
                        .chars()
                        .map(|c| Vowel::of(c).map_or(c, |vowel| Vowel { tone: LEVEL, ..vowel }.letter()))
                        .collect();
                    assert_eq!(toneless, syllable);
                    let tones = by_telex.chars().filter_map(Vowel::of).filter(|vowel| vowel.tone == tone);
                    assert_eq!(tones.count(), 1, "{syllable}");
                    count += 1;
                }
            }
        }
        assert!(count > 8000);
    }
}
