//! One walk over all combinations, noting the first of each kind that is asked for.

use std::collections::BTreeMap;

use super::space::Space;
use crate::rules::compile::Sources;
use crate::rules::program::{NodeId, Procedure};
use crate::rules::truth::Truth;

/// The number of a combination.
pub type Combination = usize;

/// How many of those who may be eligible are kept in any case, to find one for whom a boundary matters.
const SOME: usize = 16;

/// What was seen.
#[derive(Debug, Default)]
pub struct Seen {
    /// Somebody who may be eligible.
    pub eligible: Option<Combination>,
    /// People for whom a boundary may matter: some who may be eligible, and the first for whom each item does and does not
    /// apply, or each condition alone fails.
    pub some: Vec<Combination>,
    /// Somebody who is not.
    pub refused: Option<Combination>,
    /// Somebody for whom the fewest conditions fail, and which these are.
    pub nearest: Option<(Vec<usize>, Combination)>,
    /// Of each condition: whether it is ever the only one that fails.
    pub decides: Vec<bool>,
    /// Two cases that hold for somebody who may be eligible.
    pub case_pairs: BTreeMap<(usize, usize), Combination>,
    /// No case holds for somebody who may be eligible.
    pub no_case: Option<Combination>,
    /// What applies to somebody who may be eligible.
    pub cases: Vec<bool>,
    pub documents: Vec<bool>,
    pub fees: Vec<FeeSeen>,
    pub deadlines: Vec<bool>,
    /// Of each combination: the number of its result, which is the same where people are shown the same.
    pub results: Vec<u32>,
}

/// What was seen of a fee.
#[derive(Debug, Default, Clone)]
pub struct FeeSeen {
    /// It is to be paid.
    pub applies: bool,
    /// Two rates of one kind apply.
    pub pairs: BTreeMap<(usize, usize), Combination>,
    /// It is to be paid and no rate applies.
    pub gap: Option<Combination>,
    /// Of each rate: whether it is ever the one.
    pub rates: Vec<bool>,
}

/// Walks over all combinations.
pub fn observe(space: &Space<'_>, procedure: &Procedure, sources: &Sources) -> Seen {
    let mut seen = Seen {
        decides: vec![false; procedure.conditions.len()],
        cases: vec![false; procedure.cases.len()],
        documents: vec![false; procedure.documents.len()],
        fees: procedure
            .fees
            .iter()
            .map(|fee| FeeSeen { rates: vec![false; fee.rates.len()], ..FeeSeen::default() })
            .collect(),
        deadlines: vec![false; procedure.deadlines.len()],
        ..Seen::default()
    };
    let mut truths: Vec<Truth> = Vec::new();
    let items = procedure.cases.iter().chain(&procedure.documents).map(|item| item.node);
    let rates = procedure.fees.iter().flat_map(|fee| fee.rates.iter().map(|rate| rate.0).chain([fee.node]));
    let items: Vec<NodeId> = items.chain(rates).chain(procedure.deadlines.iter().map(|item| item.node)).collect();
    let judgements =
        procedure.conditions.iter().filter(|condition| condition.judgement).map(|condition| condition.node);
    let items: Vec<NodeId> = items.into_iter().chain(judgements).collect();
    // Of each item: whether somebody was kept for whom it holds, and for whom it does not.
    let mut kept = vec![[false; 2]; items.len()];
    let mut results: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
    let mut shown: Vec<bool> = Vec::with_capacity(items.len() + 1);
    let mut eligible = 0;
    for at in 0..space.total.unwrap_or(0) {
        space.truths(at, None, &mut truths);
        let holds = |node: NodeId| truths[node.0 as usize].is_true();
        let failing: Vec<usize> = procedure
            .conditions
            .iter()
            .enumerate()
            .filter(|(_, condition)| !condition.judgement && !holds(condition.node))
            .map(|(place, _)| place)
            .collect();
        if let [only] = failing.as_slice()
            && !std::mem::replace(&mut seen.decides[*only], true)
        {
            seen.some.push(at);
        }
        // Who is refused is shown nothing else.
        shown.clear();
        shown.push(failing.is_empty());
        if failing.is_empty() {
            shown.extend(items.iter().map(|&item| holds(item)));
        }
        let result = match results.get(&shown) {
            Some(&known) => known,
            None => {
                let new = results.len() as u32;
                results.insert(shown.clone(), new);
                new
            }
        };
        seen.results.push(result);
        if !failing.is_empty() {
            seen.refused.get_or_insert(at);
            if seen.nearest.as_ref().is_none_or(|(fewest, _)| failing.len() < fewest.len()) {
                seen.nearest = Some((failing, at));
            }
            continue;
        }
        seen.eligible.get_or_insert(at);
        eligible += 1;
        let mut is_new = eligible <= SOME;
        for (sides, &applies) in kept.iter_mut().zip(&shown[1..]) {
            is_new |= !std::mem::replace(&mut sides[usize::from(applies)], true);
        }
        if is_new {
            seen.some.push(at);
        }
        seen.applying(procedure, sources, at, holds);
    }
    seen
}

impl Seen {
    fn applying(&mut self, procedure: &Procedure, sources: &Sources, at: Combination, holds: impl Fn(NodeId) -> bool) {
        let mut held = Vec::new();
        for (place, case) in procedure.cases.iter().enumerate() {
            if !holds(case.node) {
                continue;
            }
            self.cases[place] = true;
            for &before in &held {
                self.case_pairs.entry((before, place)).or_insert(at);
            }
            held.push(place);
        }
        if held.is_empty() && !procedure.cases.is_empty() {
            self.no_case.get_or_insert(at);
        }
        for (document, applies) in procedure.documents.iter().zip(&mut self.documents) {
            *applies |= holds(document.node);
        }
        for (deadline, applies) in procedure.deadlines.iter().zip(&mut self.deadlines) {
            *applies |= holds(deadline.node);
        }
        for ((fee, seen), source) in procedure.fees.iter().zip(&mut self.fees).zip(&sources.fees) {
            if !holds(fee.node) {
                continue;
            }
            seen.applies = true;
            let usable: Vec<usize> = (0..fee.rates.len()).filter(|&rate| holds(fee.rates[rate].0)).collect();
            match usable.first() {
                Some(&first) => seen.rates[first] = true,
                None => {
                    seen.gap.get_or_insert(at);
                }
            }
            for pair in usable.windows(2) {
                // An amount of the fee itself is meant for where no rate applies.
                if (pair[0] < source.own) == (pair[1] < source.own) && fee.rates[pair[0]].1 != fee.rates[pair[1]].1 {
                    seen.pairs.entry((pair[0], pair[1])).or_insert(at);
                }
            }
        }
    }
}
