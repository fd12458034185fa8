//! A question and files of terms to documents in order: what tier 1 finds, corrected; and what tier 2 adds.

use super::Engine;
use super::correct::Correction;
use super::rank::Ranking;
use crate::search::format::root::Hash;
use crate::search::question::Question;

/// A page of results from blocks of so many documents takes as long to come as a round trip.
const LARGE_BLOCK: u32 = 64;

/// What the files of tier 1 say of the question at hand.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    /// The files without which there are no results yet.
    pub(super) first: Vec<Hash>,
    /// The files for a better answer than there is.
    pub(super) better: Vec<Hash>,
    /// The question the ranking is of: as it was asked, or as it was corrected.
    pub(super) question: Question,
    pub(super) corrected: bool,
    /// `None` while files of tier 1 are wanted.
    pub(super) ranking: Option<Ranking>,
    /// The files it is made from.
    pub(super) scope: Vec<Hash>,
    /// Whether a file it needed could not be had.
    pub(super) lacks: bool,
}

/// What tier 2 adds.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Its files that are not here yet; until they are, it adds nothing.
    pub(super) wanted: Vec<Hash>,
    /// The files of both tiers.
    pub(super) scope: Vec<Hash>,
    /// The documents that tier 1 did not find.
    pub(super) ranking: Ranking,
    /// Whether a file it needed could not be had.
    pub(super) lacks: bool,
}

impl Engine {
    /// Works out all that the files of tier 1 allow.
    pub(super) fn rank_first(&self) -> Ranked {
        let question = self.asked.question.clone();
        let scope = self.files_first(&question);
        let first = self.missing(&scope);
        if !first.is_empty() {
            return Ranked { first, question, ..Ranked::default() };
        }
        let ranking = self.rank(&question, &scope);
        let mut ranked = Ranked { question, scope, ..Ranked::default() };
        ranked.ranking = self.as_meant(ranking, &mut ranked);
        ranked.lacks = ranked.scope.iter().any(|hash| self.is_lost(hash));
        ranked
    }

    /// The ranking of what was meant, where that does better; `None` while it is as good as certain to, and its files
    /// are wanted: blocks of results that are about to be replaced would be fetched for nothing.
    fn as_meant(&self, ranking: Ranking, ranked: &mut Ranked) -> Option<Ranking> {
        let question = &ranked.question;
        let is_open = self.weights.correct && !self.asked.options.literal;
        if !is_open || ranking.well > 0 || question.words.is_empty() {
            return Some(ranking);
        }
        let wanted = match self.correct(question, &ranked.scope, ranking.complete == 0) {
            Correction::Wants(files) => files,
            Correction::To(meant) => {
                let files = self.files_first(&meant);
                let wanted = self.missing(&files);
                if wanted.is_empty() {
                    let corrected = self.rank(&meant, &files);
                    if is_better(&corrected, &ranking) {
                        (ranked.question, ranked.corrected, ranked.scope) = (meant, true, files);
                        return Some(corrected);
                    }
                }
                wanted
            }
            Correction::None => Vec::new(),
        };
        let is_certain = ranking.complete == 0 && self.has_unknown_word(question);
        if is_certain && !wanted.is_empty() && self.root.block >= LARGE_BLOCK {
            ranked.first = wanted;
            return None;
        }
        ranked.better = wanted;
        Some(ranking)
    }

    /// Whether a word that matters is no syllable of the index.
    pub(super) fn has_unknown_word(&self, question: &Question) -> bool {
        question.words.iter().any(|word| !word.optional && !word.whole && self.root.commonness(&word.term) == 0)
    }

    /// Works out what tier 2 adds. It comes after what tier 1 found: what may be seen already stays where it is.
    pub(super) fn rank_second(&self) -> Second {
        let ranked = self.ranked();
        let files = self.files_second(&ranked.question, &ranked.scope);
        let wanted = self.missing(&files);
        let (Some(first), true) = (&ranked.ranking, wanted.is_empty() && !files.is_empty()) else {
            return Second { wanted, ..Second::default() };
        };
        let lacks = files.iter().any(|hash| self.is_lost(hash));
        let scope = [&ranked.scope[..], &files].concat();
        let mut ranking = self.rank(&ranked.question, &scope);
        let mut is_known = vec![false; self.root.documents as usize];
        for (_, document) in &first.matches {
            if let Some(is_known) = is_known.get_mut(*document as usize) {
                *is_known = true;
            }
        }
        ranking.matches.retain(|(_, document)| is_known.get(*document as usize) == Some(&false));
        Second { wanted, scope, ranking, lacks }
    }
}

/// Whether a corrected question does better than the question.
fn is_better(corrected: &Ranking, asked: &Ranking) -> bool {
    let best = |ranking: &Ranking| ranking.matches.first().map_or(0, |(score, _)| *score);
    corrected.well > 0 && best(corrected) > best(asked) || best(corrected) / 8 > best(asked) / 7
}
