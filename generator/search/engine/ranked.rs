//! A question and files of terms to documents in order: corrections, and both tiers.

use super::Engine;
use super::correct::Correction;
use super::rank::Ranking;
use crate::search::format::root::Hash;
use crate::search::question::Question;

/// So many results of tier 1 are enough to do without tier 2.
const ENOUGH: usize = 4;

/// What the files of terms say of the question at hand.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    /// The files without which there are no results yet.
    pub(super) first: Vec<Hash>,
    /// The files for a better answer than there is.
    pub(super) better: Vec<Hash>,
    /// The files of tier 2 that are not here, where they are wanted.
    pub(super) second: Vec<Hash>,
    /// The question the ranking is of: as it was asked, or as it was corrected.
    pub(super) question: Question,
    pub(super) corrected: bool,
    /// `None` while files of tier 1 are wanted.
    pub(super) ranking: Option<Ranking>,
    /// How many of its matches tier 1 found; those of tier 2 come after them.
    pub(super) of_first: usize,
    /// The files of tier 1 it is made from.
    pub(super) scope: Vec<Hash>,
    /// The files of both tiers, where tier 2 was looked at.
    pub(super) whole: Vec<Hash>,
    /// Whether a file it needed could not be had.
    pub(super) lacks: bool,
}

impl Engine {
    /// Works out all that the files of terms allow.
    pub(super) fn work_out(&self) -> Ranked {
        let question = self.asked.question.clone();
        let scope = self.files_first(&question);
        let first = self.missing(&scope);
        if !first.is_empty() {
            return Ranked { first, question, ..Ranked::default() };
        }
        let ranking = self.rank(&question, &scope);
        let mut ranked = Ranked { of_first: ranking.matches.len(), question, scope, ..Ranked::default() };
        let ranking = self.as_meant(ranking, &mut ranked);
        ranked.of_first = ranking.matches.len();
        ranked.lacks = ranked.scope.iter().any(|hash| self.is_lost(hash));
        let ranking = self.with_second(ranking, &mut ranked);
        ranked.ranking = Some(ranking);
        ranked
    }

    /// The ranking of what was meant, where that does better.
    fn as_meant(&self, ranking: Ranking, ranked: &mut Ranked) -> Ranking {
        let question = &ranked.question;
        let is_open = self.weights.correct && !self.asked.options.literal;
        if !is_open || ranking.well > 0 || question.words.is_empty() {
            return ranking;
        }
        match self.correct(question, &ranked.scope, ranking.complete == 0) {
            Correction::Wants(files) => ranked.better = files,
            Correction::To(question) => {
                let files = self.files_first(&question);
                ranked.better = self.missing(&files);
                let corrected = self.rank(&question, &files);
                if ranked.better.is_empty() && is_better(&corrected, &ranking) {
                    (ranked.question, ranked.corrected, ranked.scope) = (question, true, files);
                    return corrected;
                }
            }
            Correction::None => {}
        }
        ranking
    }

    /// Adds what tier 2 has, where every match is wanted or tier 1 has next to none. It comes after the rest: what may be
    /// seen already stays where it is.
    fn with_second(&self, mut ranking: Ranking, ranked: &mut Ranked) -> Ranking {
        let options = &self.asked.options;
        if !options.need_all() && ranking.matches.len() >= options.size.min(ENOUGH) {
            return ranking;
        }
        let files = self.files_second(&ranked.question, &ranked.scope);
        ranked.second = self.missing(&files);
        if files.is_empty() || !ranked.second.is_empty() {
            return ranking;
        }
        ranked.lacks |= files.iter().any(|hash| self.is_lost(hash));
        ranked.whole = [&ranked.scope[..], &files].concat();
        let all = self.rank(&ranked.question, &ranked.whole);
        let mut is_known = vec![false; self.root.documents as usize];
        for (_, document) in &ranking.matches {
            if let Some(is_known) = is_known.get_mut(*document as usize) {
                *is_known = true;
            }
        }
        let added = all.matches.into_iter().filter(|(_, document)| is_known.get(*document as usize) == Some(&false));
        ranking.matches.extend(added);
        Ranking { exact: all.exact, terms: all.terms, ..ranking }
    }
}

/// Whether a corrected question does better than the question.
fn is_better(corrected: &Ranking, asked: &Ranking) -> bool {
    let best = |ranking: &Ranking| ranking.matches.first().map_or(0, |(score, _)| *score);
    corrected.well > 0 && best(corrected) > best(asked) || best(corrected) / 8 > best(asked) / 7
}
