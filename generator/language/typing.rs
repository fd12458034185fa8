//! Vietnamese typed without an input method: `ddawng kys` (Telex) and `d9a8ng ky1` (VNI).
//!
//! In: one token as it was typed. Out: the syllable it spells, or the token itself where it spells none.
//! A decoded token is always a possible Vietnamese syllable, which is what leaves `house` and `book`
//! alone. English words that happen to spell one (`visa` is `vía`) are why a search decodes a token only
//! if [`decode_typed`] finds the raw one unknown and the decoded one known.

use std::borrow::Cow;

use super::letters::{self, ACUTE, DOT, GRAVE, HOOK, LEVEL, Quality, TILDE, Vowel};
use super::words::lists;

/// Every onset but the empty one, the longer before its prefixes.
const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
];

/// Every rhyme, without tone. After `qu` and `gi` the rest of the rhyme stands here too.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc \
oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt \
uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
y ych yêm yên yêng yêt yêu yn ynh yt yu";

/// The longest token looked at, in characters: `nghieengs` and some slack.
const LONGEST: usize = 12;

/// What a key does when it is not a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Tone(u8),
    Mark(Quality),
    /// Telex w: breve on a, horn on o and u, else the letter ư.
    Hook,
    /// đ
    Stroke,
}

/// A syllable under construction: letters without tone, and the tone.
struct Syllable {
    letters: Vec<char>,
    tone: Option<u8>,
}

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
            'd' if syllable
                .letters
                .first()
                .is_some_and(|c| c.eq_ignore_ascii_case(&'d')) =>
            {
                Key::Stroke
            }
            'a' | 'e' | 'o' if syllable.repeats(typed) => Key::Mark(Quality::Circumflex),
            _ => return None,
        })
    })
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
    [telex(token), vni(token)]
        .into_iter()
        .find(|decoded| decoded != token && known(decoded))
        .map(Cow::into_owned)
}

fn decode(token: &str, key: impl Fn(char, &Syllable) -> Option<Key>) -> Cow<'_, str> {
    spell(token, key).map_or(Cow::Borrowed(token), Cow::Owned)
}

fn spell(token: &str, key: impl Fn(char, &Syllable) -> Option<Key>) -> Option<String> {
    if token.len() > 2 * LONGEST || token.chars().nth(LONGEST).is_some() {
        return None;
    }
    let mut syllable = Syllable {
        letters: Vec::with_capacity(LONGEST),
        tone: None,
    };
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

impl Syllable {
    fn has_vowel(&self) -> bool {
        self.letters
            .iter()
            .any(|&letter| Vowel::of(letter).is_some())
    }

    /// Whether typing this vowel again means its circumflex: the same plain vowel is there, next to it
    /// or with only consonants between.
    fn repeats(&self, typed: char) -> bool {
        self.letters
            .iter()
            .rev()
            .find_map(|&letter| Vowel::of(letter))
            .is_some_and(|last| char::from(last.plain()) == typed && !last.has_quality())
    }

    /// A letter, which may bring its own marks.
    fn push(&mut self, letter: char) -> Option<()> {
        let letter = match Vowel::of(letter) {
            Some(vowel) => {
                if vowel.tone != LEVEL {
                    self.set_tone(vowel.tone)?;
                }
                Vowel {
                    tone: LEVEL,
                    ..vowel
                }
                .letter()
            }
            None if letter.is_ascii_alphabetic() || matches!(letter, 'đ' | 'Đ') => letter,
            None => return None,
        };
        self.letters.push(letter);
        Some(())
    }

    /// One tone a syllable; a second one is no typing of ours.
    fn set_tone(&mut self, tone: u8) -> Option<()> {
        self.tone.replace(tone).is_none().then_some(())
    }

    fn press(&mut self, key: Key, typed: char) -> Option<()> {
        match key {
            Key::Tone(tone) => self.set_tone(tone),
            Key::Stroke => {
                let first = self.letters.first_mut()?;
                *first = match first {
                    'd' => 'đ',
                    'D' => 'Đ',
                    _ => return None,
                };
                Some(())
            }
            Key::Mark(quality) => self.mark(quality),
            Key::Hook => {
                let takes =
                    |letter: char| Vowel::of(letter).is_some_and(|v| matches!(v.row, 0 | 6 | 9));
                match self.letters.iter().rposition(|&letter| takes(letter)) {
                    // hoawc is hoăc and quawn quăn, but muaw is mưa.
                    Some(at) if matches!(self.letters[at], 'a' | 'A') && !self.is_ua(at) => {
                        self.mark(Quality::Breve)
                    }
                    Some(_) => self.mark(Quality::Horn),
                    None if self.has_vowel() => None,
                    None => {
                        self.letters.push(if typed == 'W' { 'Ư' } else { 'ư' });
                        Some(())
                    }
                }
            }
        }
    }

    /// Whether the letter before this one is a u that is not part of `qu`.
    fn is_ua(&self, at: usize) -> bool {
        let before = |back: usize| {
            at.checked_sub(back)
                .map(|i| self.letters[i].to_ascii_lowercase())
        };
        before(1) == Some('u') && before(2) != Some('q')
    }

    /// Marks the last letter that takes the mark. The horn marks both letters of `uo`, and the first of
    /// `uu`, wherever it is typed.
    fn mark(&mut self, quality: Quality) -> Option<()> {
        let marked = |letter: char| Vowel::of(letter)?.with_quality(quality).map(Vowel::letter);
        let row = |letter: char| Vowel::of(letter).map(|vowel| vowel.row);
        if quality == Quality::Horn {
            let pair = self.letters.windows(2).position(|two| {
                matches!(
                    (row(two[0]), row(two[1])),
                    (Some(9 | 10), Some(6)) | (Some(9), Some(9))
                )
            });
            if let Some(at) = pair {
                self.letters[at] = marked(self.letters[at]).unwrap_or(self.letters[at]);
                if row(self.letters[at + 1]) == Some(6) {
                    self.letters[at + 1] = marked(self.letters[at + 1])?;
                }
                return Some(());
            }
        }
        let last = self
            .letters
            .iter()
            .rposition(|&letter| marked(letter).is_some())?;
        self.letters[last] = marked(self.letters[last])?;
        Some(())
    }

    /// The syllable with its tone in place, if it is one.
    fn finish(mut self) -> Option<String> {
        if let Some(at) = self.place() {
            return self.write(at);
        }
        // `thuowr` is thuở, `quowr` quở: without a final the horn is on the o alone.
        let pair = self
            .letters
            .windows(2)
            .position(|two| matches!(two, ['ư' | 'Ư', 'ơ' | 'Ơ']))?;
        self.letters[pair] = if self.letters[pair] == 'Ư' { 'U' } else { 'u' };
        let at = self.place()?;
        self.write(at)
    }

    fn write(&self, at: usize) -> Option<String> {
        let mut out = String::with_capacity(LONGEST);
        for (index, &letter) in self.letters.iter().enumerate() {
            let tone = if index == at {
                self.tone.unwrap_or(LEVEL)
            } else {
                LEVEL
            };
            out.push(match Vowel::of(letter) {
                Some(vowel) => Vowel { tone, ..vowel }.letter(),
                None => letter,
            });
        }
        Some(out)
    }

    /// The index of the letter that carries the tone; `None` where this is no Vietnamese syllable.
    fn place(&self) -> Option<usize> {
        let small: String = self
            .letters
            .iter()
            .map(|&letter| letters::lower(letter))
            .collect();
        let onsets = ONSETS
            .iter()
            .copied()
            .filter(|onset| small.starts_with(onset))
            .chain([""]);
        for onset in onsets {
            let rhyme = &small[onset.len()..];
            if rhyme.is_empty() || !lists(RHYMES, rhyme) {
                continue;
            }
            let vowels: Vec<Vowel> = rhyme.chars().map_while(Vowel::of).collect();
            let coda = &rhyme[rhyme
                .char_indices()
                .nth(vowels.len())
                .map_or(rhyme.len(), |(i, _)| i)..];
            let stopped = matches!(coda, "c" | "ch" | "p" | "t");
            if stopped && matches!(self.tone, Some(GRAVE | HOOK | TILDE)) {
                continue;
            }
            let marked = vowels.iter().rposition(|vowel| vowel.has_quality());
            let place = marked.unwrap_or(match (vowels.len(), coda) {
                (1, _) => 0,
                (count, "") => (count - 1) / 2,
                (count, _) => count - 1,
            });
            return Some(onset.chars().count() + place);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for token in [
            "fax", "windows", "excel", "passport", "covid19", "mp3", "1a", "quan0", "áá", "s", "",
            "ss1", "sổ",
        ] {
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
                let doubled =
                    |first: char, onset_is: &str| onset == onset_is && rhyme.starts_with(first);
                if matches!(rhyme, "oong" | "ooc")
                    || doubled('u', "qu")
                    || doubled('ư', "qu")
                    || doubled('i', "gi")
                {
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
                        .map(|c| {
                            Vowel::of(c).map_or(c, |vowel| {
                                Vowel {
                                    tone: LEVEL,
                                    ..vowel
                                }
                                .letter()
                            })
                        })
                        .collect();
                    assert_eq!(toneless, syllable);
                    let tones = by_telex
                        .chars()
                        .filter_map(Vowel::of)
                        .filter(|vowel| vowel.tone == tone);
                    assert_eq!(tones.count(), 1, "{syllable}");
                    count += 1;
                }
            }
        }
        assert!(count > 8000);
    }
}
