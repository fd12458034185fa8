//! From words to postings: which files hold them, and what is there.

use super::Engine;
use crate::search::analysis::pair;
use crate::search::format::root::{Hash, Root};
use crate::search::format::terms::{Found, Posting};
use crate::search::order;
use crate::search::question::{Question, Word};

/// The most files of tier 1 that an unfinished number may want.
const NUMBER_FILES: usize = 2;

/// Words that a question tells enough by, without those of asking.
pub(super) const FEW: usize = 3;

/// The files of terms that a question is answered from. Whatever else is kept from questions before is not looked at, or
/// an answer would depend on them.
pub(super) type Scope = [Hash];

impl Engine {
    /// What tier 1 has of a term, if its file is in scope and here.
    pub(super) fn first(&self, scope: &Scope, term: &[u8]) -> Option<Found<'_>> {
        self.in_tier(&self.root.first, scope, term)
    }

    fn in_tier(&self, tier: &[(Vec<u8>, Hash)], scope: &Scope, term: &[u8]) -> Option<Found<'_>> {
        let hash = Root::route(tier, term).filter(|hash| scope.contains(hash))?;
        self.files.terms.get(hash)?.find(term)
    }

    /// The terms of tier 1 that begin so, from the files that are in scope and here.
    pub(super) fn beginning(&self, scope: &Scope, start: &[u8]) -> impl Iterator<Item = Found<'_>> {
        let files = Root::route_all(&self.root.first, start).filter(|hash| scope.contains(hash));
        files.filter_map(|hash| self.files.terms.get(hash)).flat_map(move |terms| terms.beginning(start))
    }

    /// The files that are neither here nor known to be out of reach.
    pub(super) fn missing(&self, files: &Scope) -> Vec<Hash> {
        let is_missing = |hash: &&Hash| !self.files.terms.has(**hash) && !self.files.failed.contains(*hash);
        files.iter().filter(is_missing).copied().collect()
    }

    /// All postings of a term that are here, and whether others are not.
    pub(super) fn postings(&self, scope: &Scope, term: &[u8]) -> (impl Iterator<Item = Posting> + '_, u32, bool) {
        let (first, second) = (self.first(scope, term), self.in_tier(&self.root.second, scope, term));
        let documents = first.or(second).map_or(0, |found| found.documents);
        let here = first.map_or(0, |found| found.count) + second.map_or(0, |found| found.count);
        let postings = [first, second].into_iter().flatten().flat_map(Found::postings);
        (postings, documents, here < documents)
    }

    /// The files of tier 1 that a question needs, the rarest words' first.
    pub(super) fn files_first(&self, question: &Question) -> Vec<Hash> {
        let looked_up = self.looked_up(question);
        let mut order: Vec<&Word> =
            question.words.iter().zip(&looked_up).filter(|(_, looked_up)| **looked_up).map(|(word, _)| word).collect();
        order::by(&mut order, |word| self.root.commonness(&word.term).into());
        let mut files = Vec::new();
        let title = question.title.as_deref().and_then(|title| Root::route(&self.root.first, title));
        for hash in order.into_iter().flat_map(|word| self.files_of(word, question)).chain(title) {
            if !files.contains(&hash) {
                files.push(hash);
            }
        }
        files
    }

    /// Which words are looked up: those that need not be met are not worth a file, and of a long question the rarest
    /// tell it. The same whatever files are here, so that an answer does not depend on what was asked before.
    pub(super) fn looked_up(&self, question: &Question) -> Vec<bool> {
        let words = &question.words;
        let mut order: Vec<usize> = (0..words.len()).filter(|&at| !words[at].optional).collect();
        let starts = order.clone();
        order::by(&mut order, |&at| {
            let word = &words[at];
            let begins = Some(&at) == starts.first() || Some(&at) == starts.get(1);
            u64::from(!word.whole && !word.quoted && !begins) << 8 | u64::from(self.root.commonness(&word.term))
        });
        let mut looked_up = vec![false; words.len()];
        // A word that is said twice is looked up once.
        let mut terms: Vec<&str> = Vec::new();
        for &at in &order {
            let term = words[at].term.as_str();
            if !terms.contains(&term) {
                if terms.len() >= self.weights.words as usize {
                    continue;
                }
                terms.push(term);
            }
            looked_up[at] = true;
        }
        // A word of asking may be another (`làm nhà`, `can cuoc`, `bang lai xe`): where little else is asked, it is looked
        // up all the same, and counts where it is found, but nothing has to have it.
        let mut grammar: Vec<usize> = (0..words.len()).filter(|&at| words[at].optional).collect();
        order::by(&mut grammar, |&at| self.root.commonness(&words[at].term).into());
        let room = FEW.saturating_sub(order.len());
        grammar.iter().take(room).for_each(|&at| looked_up[at] = true);
        looked_up
    }

    /// The files of tier 1 a word stands in: its own, its key's, those of its pair with the next word, and those of what
    /// it may be the beginning of where it is all there is.
    fn files_of(&self, word: &Word, question: &Question) -> Vec<Hash> {
        let tier = &self.root.first;
        let mut files: Vec<Hash> = Root::route(tier, word.term.as_bytes()).into_iter().collect();
        files.extend(word.key.as_ref().and_then(|key| Root::route(tier, key)));
        for (at, one) in question.words.iter().enumerate().filter(|(_, one)| *one == word) {
            if let Some(next) = question.words.get(at + 1).filter(|next| !next.parted) {
                files.extend(Root::route(tier, &pair(&one.term, &next.term)));
            }
        }
        if self.is_unfinished_number(word, question) {
            files.extend(Root::route_all(tier, word.term.as_bytes()).take(NUMBER_FILES));
        }
        if question.unfinished && question.words.len() == 1 {
            let likely = self.likely_syllables(word, true);
            files.extend(likely.iter().filter_map(|syllable| Root::route(tier, syllable.as_bytes())));
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

    /// The files of tier 2 that hold what tier 1 has not of the words that matter: the rarest ones, since what has every
    /// word has those, and the rest of the postings of a common word is long and tells little.
    pub(super) fn files_second(&self, question: &Question, scope: &Scope) -> Vec<Hash> {
        let looked_up = self.looked_up(question);
        let words = question.words.iter().zip(&looked_up);
        let mut rarest: Vec<&[u8]> = words
            .filter(|(word, looked_up)| **looked_up && !word.optional)
            .map(|(word, _)| word.term.as_bytes())
            .collect();
        order::by(&mut rarest, |term| self.first(scope, term).map_or(0, |found| found.documents).into());
        let mut files = Vec::new();
        for term in rarest.into_iter().take(self.weights.second as usize) {
            let is_cut = self.first(scope, term).is_some_and(|found| found.is_cut());
            if is_cut
                && let Some(hash) = Root::route(&self.root.second, term)
                && !files.contains(&hash)
            {
                files.push(hash);
            }
        }
        files
    }
}
