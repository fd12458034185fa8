//! Which documents, in which order.
//!
//! A document's score is the sum over the question's words of idf × impact, with more for the very marks the person
//! typed and for pairs of neighbouring words, and more again for having every word, for a title that says nothing else and
//! for how commonly it is needed. All in whole numbers.

use super::Engine;
use super::words::Scope;
use crate::search::analysis::{PAIR, pair};
use crate::search::format::terms::{Found, Posting};
use crate::search::order;
use crate::search::question::{Question, Word};

/// How much each sign of relevance counts, in sixteenths unless said otherwise; 0 switches it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// A pair of neighbouring words.
    pub pair: u32,
    /// The very marks.
    pub key: u32,
    /// A word that is the initials of several (`bhyt`), which together would count as much.
    pub initials: u32,
    /// How many words are looked up at most.
    pub words: u32,
    /// Of how many words, the rarest first, tier 2 is asked for the rest of the postings.
    pub second: u32,
    /// A word that only begins as the last one of the question.
    pub prefix: u32,
    /// A title that consists of the question's words.
    pub title: u32,
    /// A long title that is the question.
    pub whole: u32,
    /// How commonly it is needed.
    pub rank: u32,
    /// Having every word.
    pub complete: u32,
    /// A title that says what was asked, in that order.
    pub refine: u32,
    /// Whether typing without an input method is decoded.
    pub typed: bool,
    /// Whether misspellings are corrected.
    pub correct: bool,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            pair: 10,
            key: 5,
            initials: 40,
            words: 7,
            second: 2,
            prefix: 8,
            title: 5,
            whole: 160,
            rank: 3,
            complete: 8,
            refine: 16,
            typed: true,
            correct: true,
        }
    }
}

/// The documents that match, best first.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranking {
    /// Score and document.
    pub(super) matches: Vec<(u32, u32)>,
    /// How many of them have every word.
    pub(super) complete: usize,
    /// How many have every word, whole, where it matters.
    pub(super) well: usize,
    /// Whether all postings were looked at.
    pub(super) exact: bool,
    /// The terms that count as a match, for marking.
    pub(super) terms: Vec<String>,
    /// Whether no document answers the question as a whole, so that all are only near it.
    pub(super) near: bool,
    /// The words that each should have and of which it is known, a bit each.
    known: u32,
    /// What was gathered of every document; empty without a question.
    sums: Vec<Sum>,
}

impl Ranking {
    /// The words that a document lacks for certain, a bit each.
    pub(super) fn lacking(&self, document: u32) -> u32 {
        self.sums.get(document as usize).map_or(0, |sum| self.known & !sum.met)
    }
}

/// What is gathered of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) score: u32,
    /// Words met, a bit each.
    met: u32,
    /// Words met where it matters: a title, an alias.
    strong: u32,
    /// Words met side by side there, and those that stand for several.
    paired: u32,
}

impl Sum {
    pub(super) fn add(&mut self, part: &Part, posting: Posting, idf: u32) {
        self.score += part.adds(posting, idf);
        self.met |= part.words;
        if posting.impact >= STRONG && !part.unfinished {
            self.strong |= part.words;
        }
        if !part.words.is_power_of_two() || part.weight > 16 {
            self.paired |= part.words;
        }
    }

    /// Whether it is about what was asked, as far as `required` words tell: it has them all, nearly all of them where it
    /// matters, and half of them side by side. Syllables that stand here and there in a text are other words: `bằng`,
    /// `gia hạn` and `đất` are no `bảng giá đất`. Where all of them stand where it matters, any two words side by side do, of
    /// those too that say little alone: `bằng lái`. Of words that are `open` it is not known whether it has them.
    fn is_about(&self, required: u32, open: u32) -> bool {
        let count = required.count_ones();
        let strong = ((self.strong | self.paired) & required).count_ones();
        let paired = (self.paired & required).count_ones();
        let is_phrase = paired * 2 >= count || strong == count && self.paired != 0;
        (self.met | open) & required == required && (count < 2 || strong + count / 4 >= count && is_phrase)
    }

    /// Whether it has all of these words, a bit each.
    pub(super) fn has_all(&self, required: u32) -> bool {
        self.met & required == required
    }
}

/// An impact from which a word is taken to stand in a title or alias.
const STRONG: u8 = 4;

/// One of so many of the best is about the question, or none is taken to be.
const BEST: usize = 3;

/// A term of a question with what it counts.
pub(super) struct Part {
    pub(super) term: Vec<u8>,
    /// The words it stands for.
    words: u32,
    weight: u32,
    /// Whether it is only what the last word may become.
    unfinished: bool,
    /// The number of documents to take for idf, where not its own.
    as_common_as: Option<u32>,
}

impl Part {
    fn of(term: impl Into<Vec<u8>>, words: u32, weight: u32) -> Self {
        Self { term: term.into(), words, weight, unfinished: false, as_common_as: None }
    }

    fn unfinished(term: impl Into<Vec<u8>>, words: u32, weight: u32) -> Self {
        Self { unfinished: true, ..Self::of(term, words, weight) }
    }

    /// What a posting adds to a score.
    pub(super) fn adds(&self, posting: Posting, idf: u32) -> u32 {
        idf * u32::from(posting.impact) * self.weight / 16
    }

    /// The word of the question it is, if it is one whole word.
    fn word<'a>(&self, question: &'a Question) -> Option<&'a Word> {
        let is_word = !self.term.contains(&PAIR) && self.words.is_power_of_two();
        question.words.get(self.words.trailing_zeros() as usize).filter(|_| is_word)
    }
}

/// Whether a term is the initials of a phrase: letters without a vowel but `y`, which no syllable is.
fn is_initials(term: &str) -> bool {
    term.len() > 2
        && term.bytes().all(|byte| byte.is_ascii_lowercase() && !matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u'))
}

impl Engine {
    /// Ranks the documents for a question with the files that are here.
    pub(super) fn rank(&self, question: &Question, scope: &Scope) -> Ranking {
        if question.words.is_empty() {
            return if question.asks { Ranking { exact: true, ..Ranking::default() } } else { self.rank_all() };
        }
        let mut sums = vec![Sum::default(); self.root.documents as usize];
        let (parts, terms) = self.parts(question, scope);
        // Words of which not all postings are here.
        let mut open = 0;
        for part in &parts {
            let (postings, documents, is_cut) = self.postings(scope, &part.term);
            if documents == 0 {
                continue;
            }
            if is_cut && part.word(question).is_some_and(|word| !word.optional) {
                open |= part.words;
            }
            let idf = self.idf_of(part, documents);
            for posting in postings {
                if let Some(sum) = sums.get_mut(posting.document as usize) {
                    sum.add(part, posting, idf);
                }
            }
        }
        let required = self.required(question);
        let ranking = self.order(&sums, required);
        let mut best = ranking.matches.iter().take(BEST).filter_map(|(_, document)| sums.get(*document as usize));
        let near = !best.any(|sum| sum.is_about(required, open));
        Ranking { exact: open == 0, terms, near, known: required & !open, sums, ..ranking }
    }

    /// The words that an answer should have, a bit each.
    pub(super) fn required(&self, question: &Question) -> u32 {
        let words = (0..).zip(&question.words).zip(self.looked_up(question));
        words.filter(|((_, word), looked_up)| *looked_up && !word.optional).map(|((at, _), _)| 1 << at).sum()
    }

    /// How telling a part is that so many documents have.
    pub(super) fn idf_of(&self, part: &Part, documents: u32) -> u32 {
        self.idf(part.as_common_as.unwrap_or(documents))
    }

    /// Every document, the commonly needed first.
    fn rank_all(&self) -> Ranking {
        let mut matches: Vec<(u32, u32)> = (0..self.root.documents).map(|at| (self.root.ranks.rank(at), at)).collect();
        order::by(&mut matches, |&(score, document)| order::high_then_low(score, document));
        Ranking { complete: matches.len(), well: matches.len(), matches, exact: true, ..Ranking::default() }
    }

    /// The documents in order; one that has all of the required words, a bit each, is complete.
    fn order(&self, sums: &[Sum], required: u32) -> Ranking {
        let met = || sums.iter().zip(0..).filter(|(sum, _)| sum.score > 0);
        let scored: Vec<(u32, u32, bool)> = met()
            .map(|(sum, document)| {
                let has_all = sum.has_all(required);
                let score = u64::from(sum.score) * 16 + self.signs(sum, document, has_all).iter().sum::<u64>();
                (u32::try_from(score).unwrap_or(u32::MAX), document, has_all)
            })
            .collect();
        let complete = scored.iter().filter(|(.., has_all)| *has_all).count();
        let top = scored.iter().map(|(score, ..)| *score).max().unwrap_or(0);
        // Documents that lack a word are shown if they are nearly as good as the best that lack none.
        let least = if complete == 0 { top / 3 } else { top / 2 };
        let shown = scored.into_iter().filter(|(score, _, has_all)| *has_all || *score >= least);
        let mut matches: Vec<(u32, u32)> = shown.map(|(score, document, _)| (score, document)).collect();
        order::by(&mut matches, |&(score, document)| order::high_then_low(score, document));
        if complete == 0 {
            matches.truncate(200);
        }
        let well = met().filter(|(sum, _)| sum.strong & required == required).count();
        Ranking { complete, well, matches, ..Ranking::default() }
    }

    /// What else adds to a score: having every word, a title that says nothing else, being commonly needed.
    pub(super) fn signs(&self, sum: &Sum, document: u32, has_all: bool) -> [u64; 3] {
        let Weights { title, rank, complete, .. } = self.weights;
        let ranks = &self.root.ranks;
        let base = u64::from(sum.score) * 16;
        let length = ranks.length(document).max(1);
        let said = sum.strong.count_ones().min(length);
        [
            if has_all { base * u64::from(complete) / 16 } else { 0 },
            base * u64::from(title) * u64::from(said) / (16 * u64::from(length)),
            base * u64::from(rank * ranks.rank(document)) / 51,
        ]
    }

    /// The terms of a question, and those that count as a match of a word.
    pub(super) fn parts(&self, question: &Question, scope: &Scope) -> (Vec<Part>, Vec<String>) {
        let weights = &self.weights;
        let mut parts = Vec::new();
        let mut terms = Vec::new();
        let looked_up = self.looked_up(question);
        for (at, word) in question.words.iter().enumerate().filter(|(at, _)| looked_up.get(*at) == Some(&true)) {
            let words = 1 << at;
            let mut before = question.words[..at].iter().zip(&looked_up);
            let repeated = before.any(|(other, looked_up)| *looked_up && other.term == word.term);
            let weight = match () {
                () if repeated => 0,
                () if is_initials(&word.term) => weights.initials,
                () => 16,
            };
            parts.push(Part::of(word.term.as_bytes(), words, weight));
            terms.push(word.term.clone());
            if let Some(key) = word.key.as_ref().filter(|_| weights.key > 0) {
                let documents = self.first(scope, word.term.as_bytes()).map(|found| found.documents);
                let weight = weight * weights.key / 16;
                parts.push(Part { as_common_as: documents, ..Part::of(key.clone(), words, weight) });
            }
            if let Some(next) = question.words.get(at + 1).filter(|next| !next.parted && weights.pair > 0) {
                let both = words | 1 << (at + 1);
                let weight = if word.quoted && next.quoted { weights.pair * 4 } else { weights.pair };
                parts.push(Part::of(pair(&word.term, &next.term), both, weight));
            }
        }
        if let Some(title) = question.title.as_ref().filter(|_| weights.whole > 0) {
            parts.push(Part::of(title.clone(), self.required(question), weights.whole));
        }
        self.unfinished(question, scope, &mut parts, &mut terms);
        (parts, terms)
    }

    /// Adds what the last word may be the beginning of.
    fn unfinished(&self, question: &Question, scope: &Scope, parts: &mut Vec<Part>, terms: &mut Vec<String>) {
        let Some((last, before)) = question.words.split_last().filter(|_| question.unfinished) else { return };
        let weight = self.weights.prefix;
        if weight == 0 {
            return;
        }
        let bit = 1 << before.len();
        if self.is_unfinished_number(last, question) {
            if self.first(scope, last.term.as_bytes()).is_none() || last.term.contains(['.', '/']) {
                for found in self.beginning(scope, last.term.as_bytes()).take(64) {
                    if !found.term.contains(&PAIR) && found.term != last.term.as_bytes() {
                        parts.push(Part::unfinished(found.term, bit, weight));
                    }
                }
            }
            return;
        }
        // After another word, the pairs that begin so say what was meant, and lie where that word's postings lie.
        if let Some(previous) = before.last().filter(|_| !last.parted) {
            // Who has written it with its marks, and types no more, means the word.
            let is_written = last.key.is_some() && !self.asked.options.instant;
            let both = if is_written { bit } else { bit | bit >> 1 };
            let start = pair(&previous.term, &last.term);
            if self.first(scope, &start).is_none() {
                for Found { term, .. } in self.likely_pairs(scope, &start, 6) {
                    let end = term.split(|&byte| byte == PAIR).nth(1);
                    terms.extend(end.and_then(|end| String::from_utf8(end.to_vec()).ok()));
                    parts.push(Part::unfinished(term, both, weight));
                }
            }
        }
        for syllable in self.likely_syllables(last, before.is_empty()) {
            parts.push(Part::unfinished(syllable.as_bytes(), bit, weight));
            terms.push(syllable);
        }
    }

    /// The commonest terms of tier 1 that begin so.
    fn likely_pairs(&self, scope: &Scope, start: &[u8], most: usize) -> impl Iterator<Item = Found<'_>> {
        let mut likely: Vec<Found<'_>> = self.beginning(scope, start).collect();
        // They come in the order of their bytes.
        order::by(&mut likely, |found| order::high_then_low(found.documents, 0));
        likely.into_iter().take(most)
    }

    /// The commonest syllables that an unknown word may be the beginning of, where it is all there is.
    pub(super) fn likely_syllables(&self, last: &Word, alone: bool) -> Vec<String> {
        let known = self.root.commonness(&last.term) > 0;
        if known || !alone || last.whole || last.term.is_empty() {
            return Vec::new();
        }
        let syllables = &self.root.syllables;
        let from = syllables.partition_point(|(syllable, _)| *syllable < last.term);
        let mut likely: Vec<&(String, u8)> =
            syllables.get(from..).unwrap_or_default().iter().take_while(|(s, _)| s.starts_with(&last.term)).collect();
        order::by(&mut likely, |(_, log)| u64::from(!log));
        likely.into_iter().take(3).map(|(syllable, _)| syllable.clone()).collect()
    }

    /// How telling a term is that so many documents have: log2 of documents over those, in sixteenths.
    pub(super) fn idf(&self, documents: u32) -> u32 {
        let ratio = (u64::from(self.root.documents) + 1) * 4096 / (u64::from(documents) * 2 + 1) * 2;
        let log = ratio.max(4096).ilog2();
        let rest = ((ratio.max(4096) >> (log - 4)) & 15) as u32;
        (log - 12) * 16 + rest + 4
    }
}
