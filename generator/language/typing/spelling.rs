//! A syllable while it is typed: keys in, marks and tone in their places out.

use crate::language::letters::{GRAVE, HOOK, LEVEL, Quality, TILDE, Vowel, lower};
use crate::language::words::lists;

/// Every onset but the empty one, the longer before its prefixes.
pub(super) const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Every rhyme, without tone. After `qu` and `gi` the rest of the rhyme stands here too.
pub(super) const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc \
oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt \
uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
y ych yêm yên yêng yêt yêu yn ynh yt yu";

/// What a key does when it is not a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Tone(u8),
    Mark(Quality),
    /// Telex w: breve on a, horn on o and u, else the letter ư.
    Hook,
    /// đ
    Stroke,
}

/// A syllable under construction: letters without tone, and the tone.
#[derive(Default)]
pub(super) struct Syllable {
    letters: Vec<char>,
    tone: Option<u8>,
}

impl Syllable {
    pub(super) fn begins_with_d(&self) -> bool {
        matches!(self.letters.first(), Some('d' | 'D'))
    }

    pub(super) fn has_vowel(&self) -> bool {
        self.letters.iter().any(|&letter| Vowel::of(letter).is_some())
    }

    /// Whether typing this vowel again means its circumflex: the same plain vowel is there, next to it
    /// or with only consonants between.
    pub(super) fn repeats(&self, typed: char) -> bool {
        self.letters
            .iter()
            .rev()
            .find_map(|&letter| Vowel::of(letter))
            .is_some_and(|last| char::from(last.plain()) == typed && !last.has_quality())
    }

    /// A letter, which may bring its own marks.
    pub(super) fn push(&mut self, letter: char) -> Option<()> {
        let letter = match Vowel::of(letter) {
            Some(vowel) => {
                if vowel.tone != LEVEL {
                    self.set_tone(vowel.tone)?;
                }
                Vowel { tone: LEVEL, ..vowel }.letter()
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

    pub(super) fn press(&mut self, key: Key, typed: char) -> Option<()> {
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
                let takes = |letter: char| Vowel::of(letter).is_some_and(|v| matches!(v.row, 0 | 6 | 9));
                match self.letters.iter().rposition(|&letter| takes(letter)) {
                    // hoawc is hoăc and quawn quăn, but muaw is mưa.
                    Some(at) if matches!(self.letters[at], 'a' | 'A') && !self.is_ua(at) => self.mark(Quality::Breve),
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
        let before = |back: usize| at.checked_sub(back).map(|i| self.letters[i].to_ascii_lowercase());
        before(1) == Some('u') && before(2) != Some('q')
    }

    /// Marks the last letter that takes the mark. The horn marks both letters of `uo`, and the first of
    /// `uu`, wherever it is typed.
    fn mark(&mut self, quality: Quality) -> Option<()> {
        let marked = |letter: char| Vowel::of(letter)?.with_quality(quality).map(Vowel::letter);
        let row = |letter: char| Vowel::of(letter).map(|vowel| vowel.row);
        if quality == Quality::Horn {
            let pair = self
                .letters
                .windows(2)
                .position(|two| matches!((row(two[0]), row(two[1])), (Some(9 | 10), Some(6)) | (Some(9), Some(9))));
            if let Some(at) = pair {
                self.letters[at] = marked(self.letters[at]).unwrap_or(self.letters[at]);
                if row(self.letters[at + 1]) == Some(6) {
                    self.letters[at + 1] = marked(self.letters[at + 1])?;
                }
                return Some(());
            }
        }
        let last = self.letters.iter().rposition(|&letter| marked(letter).is_some())?;
        self.letters[last] = marked(self.letters[last])?;
        Some(())
    }

    /// The syllable with its tone in place, if it is one.
    pub(super) fn finish(mut self) -> Option<String> {
        if let Some(at) = self.place() {
            return self.write(at);
        }
        // `thuowr` is thuở, `quowr` quở: without a final the horn is on the o alone.
        let pair = self.letters.windows(2).position(|two| matches!(two, ['ư' | 'Ư', 'ơ' | 'Ơ']))?;
        self.letters[pair] = if self.letters[pair] == 'Ư' { 'U' } else { 'u' };
        let at = self.place()?;
        self.write(at)
    }

    fn write(&self, at: usize) -> Option<String> {
        let mut out = String::new();
        for (index, &letter) in self.letters.iter().enumerate() {
            let tone = if index == at { self.tone.unwrap_or(LEVEL) } else { LEVEL };
            out.push(match Vowel::of(letter) {
                Some(vowel) => Vowel { tone, ..vowel }.letter(),
                None => letter,
            });
        }
        Some(out)
    }

    /// The index of the letter that carries the tone; `None` where this is no Vietnamese syllable.
    fn place(&self) -> Option<usize> {
        let small: String = self.letters.iter().map(|&letter| lower(letter)).collect();
        let onsets = ONSETS.iter().copied().filter(|onset| small.starts_with(onset)).chain([""]);
        for onset in onsets {
            let rhyme = &small[onset.len()..];
            if rhyme.is_empty() || !lists(RHYMES, rhyme) {
                continue;
            }
            let vowels: Vec<Vowel> = rhyme.chars().map_while(Vowel::of).collect();
            let coda = &rhyme[rhyme.char_indices().nth(vowels.len()).map_or(rhyme.len(), |(i, _)| i)..];
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
