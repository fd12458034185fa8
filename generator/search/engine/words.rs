//! From words to postings: which files hold them, and what is there.

use std::collections::BTreeSet;

use super::{Engine, Files};
use crate::search::analysis::pair;
use crate::search::format::root::{Hash, Root};
use crate::search::format::terms::{Found, Posting};
use crate::search::question::{Question, Word};

/// The most files of tier 1 that an unfinished number may want.
const NUMBER_FILES: usize = 2;

impl Files {
    /// Notes a file that is wanted; true where it is here or cannot be had.
    pub(super) fn settle(&self, hash: Hash, wanted: &mut Vec<Hash>) -> bool {
        let settled = self.terms.contains_key(&hash) || self.failed.contains(&hash);
        if !settled && !wanted.contains(&hash) {
            wanted.push(hash);
        }
        settled
    }
}

impl Engine {
    /// What tier 1 has of a term, if its file is here.
    pub(super) fn first(&self, term: &[u8]) -> Option<Found<'_>> {
        self.in_tier(&self.root.first, term)
    }

    /// What tier 2 has of a term, if its file is here.
    pub(super) fn second(&self, term: &[u8]) -> Option<Found<'_>> {
        self.in_tier(&self.root.second, term)
    }

    fn in_tier(&self, tier: &[(Vec<u8>, Hash)], term: &[u8]) -> Option<Found<'_>> {
        self.files.terms.get(&Root::route(tier, term)?)?.find(term)
    }

    /// All postings of a term that are here, and whether others are not.
    pub(super) fn postings(&self, term: &[u8]) -> (impl Iterator<Item = Posting> + '_, u32, bool) {
        let (first, second) = (self.first(term), self.second(term));
        let documents = first.or(second).map_or(0, |found| found.documents);
        let here = first.map_or(0, |found| found.count) + second.map_or(0, |found| found.count);
        let postings = [first, second].into_iter().flatten().flat_map(Found::postings);
        (postings, documents, here < documents)
    }

    /// The files of tier 1 that a question needs and that are not here, the rarest words' first.
    pub(super) fn missing_first(&self, question: &Question) -> Vec<Hash> {
        let looked_up = self.looked_up(question);
        let mut order: Vec<&Word> =
            question.words.iter().zip(&looked_up).filter(|(_, looked_up)| **looked_up).map(|(word, _)| word).collect();
        order.sort_by_key(|word| self.root.commonness(&word.term));
        let mut wanted = Vec::new();
        for word in order {
            for hash in self.files_of(word, question) {
                self.files.settle(hash, &mut wanted);
            }
        }
        wanted
    }

    /// Which words are looked up: those that need not be met are not worth a file, and of a long question the rarest
    /// tell it. The same whatever files are here, so that an answer does not depend on what was asked before.
    pub(super) fn looked_up(&self, question: &Question) -> Vec<bool> {
        let words = &question.words;
        let mut order: Vec<usize> = (0..words.len()).filter(|&at| !words[at].optional).collect();
        order.sort_by_key(|&at| (!words[at].whole && !words[at].quoted, self.root.commonness(&words[at].term), at));
        let mut looked_up = vec![false; words.len()];
        order.iter().take(self.weights.words as usize).for_each(|&at| looked_up[at] = true);
        looked_up
    }

    /// The files of tier 1 a word stands in: its own, its key's, and those of its pair with the next word.
    fn files_of(&self, word: &Word, question: &Question) -> BTreeSet<Hash> {
        let tier = &self.root.first;
        let mut files: BTreeSet<Hash> = Root::route(tier, word.term.as_bytes()).into_iter().collect();
        files.extend(word.key.as_ref().and_then(|key| Root::route(tier, key)));
        for (at, one) in question.words.iter().enumerate().filter(|(_, one)| *one == word) {
            if let Some(next) = question.words.get(at + 1).filter(|next| !next.parted) {
                files.extend(Root::route(tier, &pair(&one.term, &next.term)));
            }
        }
        if self.is_unfinished_number(word, question) {
            files.extend(Root::route_all(tier, word.term.as_bytes()).take(NUMBER_FILES));
        }
        files
    }

    /// Whether a word is the last one and may be the beginning of a code or number.
    pub(super) fn is_unfinished_number(&self, word: &Word, question: &Question) -> bool {
        question.unfinished
            && question.words.last() == Some(word)
            && word.term.starts_with(|c: char| c.is_ascii_digit())
            && word.term.len() > 1
    }

    /// The files of tier 2 that hold what tier 1 has not of the words that matter.
    pub(super) fn missing_second(&self, question: &Question) -> Vec<Hash> {
        let mut wanted = Vec::new();
        let looked_up = self.looked_up(question);
        for (word, _) in question.words.iter().zip(&looked_up).filter(|(_, looked_up)| **looked_up) {
            let term = word.term.as_bytes();
            let is_cut = self.first(term).is_some_and(|found| found.is_cut());
            if is_cut && let Some(hash) = Root::route(&self.root.second, term) {
                self.files.settle(hash, &mut wanted);
            }
        }
        wanted
    }

    /// The files of terms the question at hand makes use of.
    pub(super) fn needed_terms(&self) -> BTreeSet<Hash> {
        let question = &self.asked.question;
        let mut needed: BTreeSet<Hash> = question.words.iter().flat_map(|word| self.files_of(word, question)).collect();
        needed.extend(question.words.iter().filter_map(|word| Root::route(&self.root.second, word.term.as_bytes())));
        needed
    }
}
