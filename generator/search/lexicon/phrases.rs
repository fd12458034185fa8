//! Finding many phrases in a text at once, by whole syllables.

use std::collections::HashMap;

use crate::language::{normalise, syllable_key};

/// The keys of a text's syllables, each between blanks, so that a phrase is a substring: ` li1 lich5 tư phap1 `.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Keys(String);

impl Keys {
    pub(super) fn of(text: &str) -> Self {
        // A quotation mark at the end of a syllable would come between its letters and its tone: so words first.
        let mut words = String::with_capacity(text.len() + 2);
        words.push(' ');
        for character in normalise(text).chars() {
            if character.is_alphanumeric() {
                words.push(character);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
        Self(syllable_key(&words))
    }

    fn syllables(&self) -> impl Iterator<Item = &str> {
        self.0.split_ascii_whitespace()
    }

    /// Whether a phrase stands in this text.
    pub(super) fn has(&self, phrase: &Self) -> bool {
        self.0.contains(&phrase.0)
    }
}

/// A set of phrases, numbered in the order they were added.
///
/// A text is walked once: at each of its syllables only the phrases that begin with it are compared, and comparing is
/// of numbers. Six thousand titles against a thousand phrases take some milliseconds; a trie would gain nothing.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// The number of each syllable that stands in a phrase. Looked up, never walked: its order is nobody's.
    syllables: HashMap<Box<str>, u32>,
    numbers: HashMap<Box<[u32]>, u32>,
    /// For each syllable, the phrases that begin with it, the first syllable left out.
    beginning: Vec<Vec<(Box<[u32]>, u32)>>,
}

impl Phrases {
    /// How many phrases there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Adds a phrase, if it is not there yet, and gives its number; `None` if it has no letter and no digit.
    pub(super) fn add(&mut self, phrase: &str) -> Option<u32> {
        let mut number = |syllable: &str| {
            let next = self.syllables.len() as u32;
            *self.syllables.entry(syllable.into()).or_insert(next)
        };
        let phrase: Box<[u32]> = Keys::of(phrase).syllables().map(&mut number).collect();
        let (&first, rest) = phrase.split_first()?;
        if let Some(&known) = self.numbers.get(&phrase) {
            return Some(known);
        }
        let known = self.numbers.len() as u32;
        self.beginning.resize_with(self.syllables.len(), Vec::new);
        self.beginning[first as usize].push((rest.into(), known));
        self.numbers.insert(phrase, known);
        Some(known)
    }

    /// The numbers of the phrases that stand in any of these texts, in order.
    pub(super) fn found_in(&self, texts: &[Keys]) -> Vec<u32> {
        let mut found = Vec::new();
        let mut numbers = Vec::new();
        for text in texts {
            numbers.clear();
            numbers.extend(text.syllables().map(|syllable| self.syllables.get(syllable).copied()));
            for (at, first) in numbers.iter().enumerate() {
                let Some(beginning) = first.and_then(|first| self.beginning.get(first as usize)) else { continue };
                let after = &numbers[at + 1..];
                found.extend(beginning.iter().filter(|(rest, _)| begins(after, rest)).map(|&(_, phrase)| phrase));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn begins(text: &[Option<u32>], rest: &[u32]) -> bool {
    text.len() >= rest.len() && rest.iter().zip(text).all(|(wanted, found)| *found == Some(*wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_whole_syllables_only() {
        let mut phrases = Phrases::default();
        let an = phrases.add("an").unwrap();
        let lang = phrases.add("làng nghề").unwrap();
        assert_eq!(phrases.add("AN"), Some(an));
        assert_eq!(phrases.add(" - "), None);
        assert!(phrases.found_in(&[Keys::of("Ban làng"), Keys::of("nghề")]).is_empty());
        assert_eq!(phrases.found_in(&[Keys::of("Công nhận “Làng nghề”; an toàn")]), [an, lang]);
    }
}
