//! From documents in order to the results that are seen: filters, counts, the page, and what is still wanted.

use super::facets::{Columns, FacetCounts};
use super::options::Sort;
use super::ranked::Ranked;
use super::refine::{self, agreement};
use super::{Engine, Files};
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
    pub(super) fn turn_to(&self, ranked: &Ranked) -> Page {
        let options = &self.asked.options;
        let Some(ranking) = &ranked.ranking else {
            let Files { head, .. } = &self.files;
            let wants_head = head.is_none() && !self.is_lost(&self.root.head);
            let head = wants_head.then_some(self.root.head);
            return Page { wanted: head.into_iter().chain(ranked.first.iter().copied()).collect(), ..Page::default() };
        };
        let mut columns = Columns::default();
        let mut matches = ranking.matches.clone();
        let filters = self.filters(&mut columns);
        let facets = if options.facets { self.count(&matches, &filters, &mut columns) } else { Vec::new() };
        let (mut at, mut of_first) = (0, 0);
        matches.retain(|(_, document)| {
            let passes = filters.iter().all(|filter| filter.has(*document));
            of_first += usize::from(passes && at < ranked.of_first);
            at += 1;
            passes
        });
        self.sort(&mut matches, &mut columns);
        // Results that a filter may yet take away, or another order move, are not shown.
        let waits = !columns.wanted.is_empty() && (!filters.is_empty() || options.sort != Sort::Rank);
        let mut page = Page { total: matches.len(), facets, shown: !waits, ..Page::default() };
        let from = (options.page - 1).saturating_mul(options.size);
        let mut lacks = ranked.lacks || columns.lacks;
        if !waits {
            // What tier 2 found stays behind the rest.
            let refined = if of_first > 0 { of_first.min(refine::LOOKED_AT) } else { refine::LOOKED_AT };
            let refined = if options.sort == Sort::Rank && from < refined { refined } else { 0 };
            let first = matches.iter().take(refined);
            let blocks = first.chain(matches.iter().skip(from).take(options.size)).map(|(_, document)| *document);
            for hash in blocks.filter_map(|document| self.block_of(document)) {
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
                self.refine(&mut matches, refined, &ranked.question);
                page.results = matches.iter().skip(from).take(options.size).copied().collect();
            }
        }
        page.exact = ranking.exact && !lacks && ranked.second.is_empty();
        // What is to be seen first is fetched first: filters, counts and the rest of the postings follow.
        page.wanted.extend(&ranked.better);
        if page.shown || waits {
            page.wanted.extend(&ranked.second);
            page.wanted.extend(columns.wanted);
        }
        page
    }

    /// Puts the first matches in order by their titles too.
    fn refine(&self, matches: &mut Vec<(u32, u32)>, refined: usize, question: &Question) {
        let rest = matches.split_off(refined.min(matches.len()));
        for (score, document) in matches.iter_mut() {
            let said = self.entry(*document).map_or(0, |entry| agreement(question, entry));
            *score = score.saturating_add(refined_by(*score, said, self.weights.refine));
        }
        order::by(matches, |(score, _)| u64::from(!score));
        matches.extend(rest);
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
