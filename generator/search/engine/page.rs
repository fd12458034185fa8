//! From documents in order to the results that are seen: filters, counts, the page, and what is still wanted.

use super::Engine;
use super::facets::{Columns, FacetCounts};
use super::options::Sort;
use super::rank::Ranking;
use super::refine::{self, agreement};
use crate::search::format::root::Hash;
use crate::search::format::shown::Entry;
use crate::search::order;
use crate::search::question::Question;

/// The results that are seen.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The files that are wanted next, best first.
    pub(super) wanted: Vec<Hash>,
    /// Score and document, in order.
    pub(super) results: Vec<(u32, u32)>,
    /// How many match in all.
    pub(super) total: usize,
    /// Whether that is so, or only what is known of.
    pub(super) exact: bool,
    /// Whether the results are here; until then the head answers.
    pub(super) shown: bool,
    pub(super) facets: Vec<FacetCounts>,
}

impl Engine {
    /// Filters, orders and counts what was ranked.
    pub(super) fn turn_to(&self) -> Page {
        let options = &self.asked.options;
        let ranked = self.ranked();
        let Some(ranking) = &ranked.ranking else {
            let wants_head = self.files.head.is_none() && !self.is_lost(&self.root.head);
            let head = wants_head.then_some(self.root.head);
            return Page { wanted: head.into_iter().chain(ranked.first.iter().copied()).collect(), ..Page::default() };
        };
        let mut columns = Columns::default();
        let filters = self.filters(&mut columns);
        let mut matches = Vec::new();
        let mut take = |ranking: &Ranking| {
            let passes = |(_, document): &&(u32, u32)| filters.iter().all(|filter| filter.has(*document));
            matches.extend(ranking.matches.iter().filter(passes));
            matches.len()
        };
        let of_first = take(ranking);
        let second = (columns.wanted.is_empty() && of_first < options.enough()).then(|| self.second());
        if let Some(second) = second {
            take(&second.ranking);
        }
        // What tier 2 found stays behind the rest, in any order.
        let (first, rest) = matches.split_at_mut(of_first);
        self.sort(first, &mut columns);
        self.sort(rest, &mut columns);
        // Results that a filter may yet take away, or another order move, are not shown.
        let waits = !columns.wanted.is_empty();
        let mut page = Page { total: matches.len(), shown: !waits, ..Page::default() };
        if options.facets {
            let mut all = ranking.matches.clone();
            all.extend(second.iter().flat_map(|second| &second.ranking.matches));
            page.facets = self.count(&all, &filters, &mut columns);
        }
        let mut lacks = ranked.lacks || columns.lacks || second.is_some_and(|second| second.lacks);
        if !waits {
            let refines = options.sort == Sort::Rank && options.from() < refine::LOOKED_AT;
            let refined = if refines { of_first.min(refine::LOOKED_AT) } else { 0 };
            let from = options.from().min(matches.len());
            let until = from.saturating_add(options.size).min(matches.len());
            for at in (0..refined).chain(from..until) {
                let Some(hash) = self.block_of(matches[at].1) else { continue };
                if self.is_lost(hash) {
                    lacks = true;
                } else if !self.files.blocks.has(*hash) {
                    page.shown = false;
                    if !page.wanted.contains(hash) {
                        page.wanted.push(*hash);
                    }
                }
            }
            if page.shown {
                self.refine(&mut matches[..refined], &ranked.question);
                page.results = matches[from..until].to_vec();
            }
        }
        let is_whole =
            second.map_or(ranking.exact, |second| second.wanted.is_empty() && (ranking.exact || second.ranking.exact));
        page.exact = is_whole && !lacks;
        // What is to be seen first is fetched first: filters, counts and the rest of the postings follow.
        page.wanted.extend(&ranked.better);
        if page.shown || waits {
            page.wanted.extend(second.iter().flat_map(|second| &second.wanted));
            page.wanted.extend(columns.wanted);
        }
        page
    }

    /// Puts the first matches in order by their titles too.
    fn refine(&self, first: &mut [(u32, u32)], question: &Question) {
        for (score, document) in first.iter_mut() {
            let said = self.entry(*document).map_or(0, |entry| agreement(question, entry));
            *score = score.saturating_add(refined_by(*score, said, self.weights.refine));
        }
        order::by(first, |(score, _)| u64::from(!score));
    }

    pub(super) fn block_of(&self, document: u32) -> Option<&Hash> {
        self.root.blocks.get((document / self.root.block) as usize)
    }

    pub(super) fn entry(&self, document: u32) -> Option<&Entry> {
        self.files.blocks.get(*self.block_of(document)?)?.get((document % self.root.block) as usize)
    }
}

/// What a title adds to a score.
pub(super) fn refined_by(score: u32, said: u32, weight: u32) -> u32 {
    u32::try_from(u64::from(score) * u64::from(said) * u64::from(weight) / 256).unwrap_or(u32::MAX)
}
