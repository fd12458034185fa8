//! Instant answers from a few hundred titles, by the crate [tinysearch](https://docs.rs/tinysearch).
//!
//! tinysearch finds terms; it splits texts at what is no letter, drops digits, joins terms by "or" and gives no scores.
//! So it is fed our terms, in letters alone, and asked one term at a time; which documents have all and which come first
//! is decided here:
//! - digits become letters of another script;
//! - beginnings of one and two letters are terms of their own, since it finds by prefix from three letters on;
//! - pairs begin with a letter of their own, or `kha` would find `khaisinh`;
//! - titles are left empty: it would split them again at each question.

mod index;

use tinysearch::SearchIndex;

use super::analysis::each_token;
use super::format::shown::Entry;
use super::order;
use super::question::Question;

/// Begins the terms of short beginnings.
const SHORT: char = 'α';
/// Begins the terms of pairs, and stands between their syllables.
const PAIR: char = 'π';
/// Stand for the digits.
const DIGITS: [char; 10] = ['б', 'г', 'д', 'ж', 'з', 'и', 'к', 'л', 'п', 'ф'];

/// Titles that can be searched at once.
pub struct Head {
    entries: Vec<Entry>,
    index: Option<SearchIndex>,
}

impl std::fmt::Debug for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Head").field("entries", &self.entries.len()).finish()
    }
}

impl Head {
    /// A head of these entries.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut terms = Vec::new();
        entries.iter().zip(0..).for_each(|(entry, at)| terms_of(entry, &mut |term| terms.push((term, at))));
        let index = index::index(entries.len() as u32, terms);
        Self { entries, index }
    }

    /// The best entries for a question, of all that have every word that matters or, if none has, most of them.
    pub fn search(&self, question: &Question, most: usize) -> Vec<&Entry> {
        let mut sums = vec![(0u32, 0u32); self.entries.len()];
        let count = self.entries.len() as u32;
        let mut required = 0u32;
        for (at, word) in question.words.iter().enumerate() {
            let last = question.unfinished && at + 1 == question.words.len();
            let found = self.find(&letters(&word.term, last));
            let worth = (count / (found.len() as u32).max(1)).max(1).ilog2() + 1;
            let worth = if word.optional { worth.div_ceil(4) } else { worth * 4 };
            required |= if word.optional { 0 } else { 1 << at };
            for place in found {
                if let Some(sum) = sums.get_mut(place) {
                    *sum = (sum.0 + worth, sum.1 | 1 << at);
                }
            }
            if let Some(next) = question.words.get(at + 1).filter(|next| !next.parted) {
                for place in self.find(&pair(&word.term, &next.term)) {
                    if let Some(sum) = sums.get_mut(place) {
                        sum.0 += worth;
                    }
                }
            }
        }
        let all = sums.iter().any(|(_, met)| *met & required == required && required != 0);
        let least = required.count_ones().div_ceil(2);
        let mut order: Vec<usize> = (0..sums.len())
            .filter(|&at| {
                let met = sums[at].1 & required;
                if all { met == required } else { met != 0 && met.count_ones() >= least }
            })
            .collect();
        order::by(&mut order, |&at| order::high_then_low(sums[at].0, self.entries[at].vi.title.len() as u32));
        order.into_iter().take(most).map(|at| &self.entries[at]).collect()
    }

    fn find(&self, term: &str) -> Vec<usize> {
        let Some(index) = &self.index else { return Vec::new() };
        let posts = tinysearch::search(index, term, self.entries.len());
        posts.into_iter().filter_map(|post| post.url.parse().ok()).collect()
    }
}

fn terms_of(entry: &Entry, give: &mut dyn FnMut(String)) {
    let texts = [&entry.vi.title, &entry.code].into_iter().chain(entry.en.as_ref().map(|en| &en.title));
    for text in texts {
        let mut before: Option<String> = None;
        each_token(text, &mut |token| {
            let term = letters(token.term, false);
            for length in 1..=2 {
                give(term.chars().take(length).fold(String::from(SHORT), |mut short, c| {
                    short.push(c);
                    short
                }));
            }
            if let Some(before) = before.take().filter(|_| !token.parted) {
                give(pair(&before, token.term));
            }
            give(term);
            before = Some(token.term.to_owned());
        });
    }
}

/// A term in letters alone; a short one that may be unfinished as a beginning.
fn letters(term: &str, unfinished: bool) -> String {
    let short = unfinished && term.chars().nth(2).is_none();
    let mut out = String::new();
    if short {
        out.push(SHORT);
    }
    for character in term.chars() {
        match character.to_digit(10) {
            Some(digit) => out.push(DIGITS[digit as usize]),
            None if character.is_alphabetic() => out.push(character),
            None => {}
        }
    }
    out
}

fn pair(first: &str, second: &str) -> String {
    let mut out = String::from(PAIR);
    out.push_str(&letters(first, false));
    out.push(PAIR);
    out.push_str(&letters(second, false));
    out
}
