//! Which documents, in which order.
//!
//! A document's score is the sum over the question's words of idf × impact, with more for the very marks the person
//! typed and for pairs of neighbouring words, and more again for having every word, for a title that says nothing else and
//! for how commonly it is needed. All in whole numbers.

use super::Engine;
use super::words::Scope;
use crate::search::analysis::{PAIR, pair};
use crate::search::order;
use crate::search::question::{Question, Word};

/// How much each sign of relevance counts, in sixteenths unless said otherwise; 0 switches it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// A pair of neighbouring words.
    pub pair: u32,
    /// The very marks.
    pub key: u32,
    /// How many words are looked up at most.
    pub words: u32,
    /// A word that only begins as the last one of the question.
    pub prefix: u32,
    /// A title that consists of the question's words.
    pub title: u32,
    /// How commonly it is needed.
    pub rank: u32,
    /// Having every word.
    pub complete: u32,
    /// Whether typing without an input method is decoded.
    pub typed: bool,
    /// Whether misspellings are corrected.
    pub correct: bool,
}

impl Default for Weights {
    fn default() -> Self {
        Self { pair: 10, key: 5, words: 10, prefix: 8, title: 5, rank: 5, complete: 8, typed: true, correct: true }
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
}

/// Where a part of a score comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The term, separators made visible.
    pub term: String,
    /// Documents that have it.
    pub documents: u32,
    /// Its idf, in sixteenths of a bit.
    pub idf: u32,
    /// Its impact in the document, 1 to 15.
    pub impact: u8,
    /// What it added.
    pub added: u32,
}

/// What is gathered of a document.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    score: u32,
    /// Words met, a bit each.
    met: u32,
    /// Words met where it matters: a title, an alias.
    strong: u32,
}

/// An impact from which a word is taken to stand in a title or alias.
const STRONG: u8 = 4;

/// A term of a question with what it counts.
pub(super) struct Part {
    term: Vec<u8>,
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
}

impl Engine {
    /// Ranks the documents for a question with the files that are here.
    pub(super) fn rank(&self, question: &Question, scope: &Scope) -> Ranking {
        if question.words.is_empty() {
            return self.rank_all();
        }
        let mut sums = vec![Sum::default(); self.root.documents as usize];
        let (parts, terms) = self.parts(question, scope);
        let mut exact = true;
        for part in &parts {
            let (postings, documents, is_cut) = self.postings(scope, &part.term);
            if documents == 0 {
                continue;
            }
            let idf = self.idf(part.as_common_as.unwrap_or(documents));
            let is_word = !part.term.contains(&PAIR) && part.words.is_power_of_two();
            if is_word
                && is_cut
                && question.words.get(part.words.trailing_zeros() as usize).is_some_and(|word| !word.optional)
            {
                exact = false;
            }
            for posting in postings {
                let Some(sum) = sums.get_mut(posting.document as usize) else { continue };
                sum.score += idf * u32::from(posting.impact) * part.weight / 16;
                sum.met |= part.words;
                if posting.impact >= STRONG && !part.unfinished {
                    sum.strong |= part.words;
                }
            }
        }
        let looked_up = self.looked_up(question);
        let required =
            (0..).zip(&question.words).zip(looked_up).filter(|((_, word), looked_up)| *looked_up && !word.optional);
        let mut ranking = self.order(&sums, required.map(|((at, _), _)| 1 << at).sum());
        ranking.exact = exact;
        ranking.terms = terms;
        ranking
    }

    /// Every document, the commonly needed first.
    fn rank_all(&self) -> Ranking {
        let ranks = self.files.ranks.as_ref();
        let mut matches: Vec<(u32, u32)> =
            (0..self.root.documents).map(|at| (ranks.map_or(0, |ranks| ranks.rank(at)), at)).collect();
        order::by(&mut matches, |&(score, document)| order::high_then_low(score, document));
        Ranking { complete: matches.len(), well: matches.len(), matches, exact: true, terms: Vec::new() }
    }

    /// The documents in order; one that has all of the required words, a bit each, is complete.
    fn order(&self, sums: &[Sum], required: u32) -> Ranking {
        let met = || sums.iter().zip(0..).filter(|(sum, _)| sum.score > 0);
        let has_all = |sum: &Sum| sum.met & required == required;
        let scored: Vec<(u32, u32, bool)> = met()
            .map(|(sum, document)| (self.final_score(sum, document, has_all(sum)), document, has_all(sum)))
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

    fn final_score(&self, sum: &Sum, document: u32, has_all: bool) -> u32 {
        let Weights { title, rank, complete, .. } = self.weights;
        let base = u64::from(sum.score) * 16;
        let mut score = base;
        if has_all {
            score += base * u64::from(complete) / 16;
        }
        if let Some(ranks) = &self.files.ranks {
            let length = ranks.length(document).max(1);
            let said = sum.strong.count_ones();
            score += base * u64::from(title) * u64::from(said.min(length)) / (16 * u64::from(length));
            score += base * u64::from(rank * ranks.rank(document)) / 256;
        }
        u32::try_from(score).unwrap_or(u32::MAX)
    }

    /// The terms of a question, and those that count as a match of a word.
    fn parts(&self, question: &Question, scope: &Scope) -> (Vec<Part>, Vec<String>) {
        let weights = &self.weights;
        let mut parts = Vec::new();
        let mut terms = Vec::new();
        let looked_up = self.looked_up(question);
        for (at, word) in question.words.iter().enumerate().filter(|(at, _)| looked_up.get(*at) == Some(&true)) {
            let words = 1 << at;
            let repeated = question.words[..at].iter().any(|other| other.term == word.term);
            let weight = if repeated { 0 } else { 16 };
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
            let start = pair(&previous.term, &last.term);
            if self.first(scope, &start).is_none() {
                for (_, term) in self.likely_pairs(scope, &start, 6) {
                    terms.extend(
                        term.split(|&byte| byte == PAIR).nth(1).and_then(|end| String::from_utf8(end.to_vec()).ok()),
                    );
                    parts.push(Part::unfinished(term, bit | bit >> 1, weight));
                }
            }
        }
        for syllable in self.likely_syllables(last, before.is_empty()) {
            parts.push(Part::unfinished(syllable.as_bytes(), bit, weight));
            terms.push(syllable);
        }
    }

    /// The commonest terms of tier 1 that begin so, with the documents that have them.
    fn likely_pairs(&self, scope: &Scope, start: &[u8], most: usize) -> Vec<(u32, Vec<u8>)> {
        let found = self.beginning(scope, start);
        let mut likely: Vec<(u32, Vec<u8>)> = found.map(|found| (found.documents, found.term.to_vec())).collect();
        // They come in the order of their bytes.
        order::by(&mut likely, |(documents, _)| order::high_then_low(*documents, 0));
        likely.truncate(most);
        likely
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

    /// Where the score of a document comes from.
    pub fn explain(&self, document: u32) -> Vec<Reason> {
        let (question, scope) = self.with_state(|state| (state.question.clone(), state.scope.clone()));
        let (parts, _) = self.parts(&question, &scope);
        let mut reasons = Vec::new();
        for part in parts {
            let (mut postings, documents, _) = self.postings(&scope, &part.term);
            let Some(posting) = postings.find(|posting| posting.document == document) else { continue };
            let idf = self.idf(part.as_common_as.unwrap_or(documents));
            let term = String::from_utf8_lossy(&part.term).replace('\u{1}', "=").replace('\u{2}', " ");
            let added = idf * u32::from(posting.impact) * part.weight / 16;
            reasons.push(Reason { term, documents, idf, impact: posting.impact, added });
        }
        reasons
    }
}
