//! What an author forgot, found before any citizen finds it.
//!
//! The answers to a question differ for the rules in finitely many ways ([`component`]); all combinations of them are
//! looked at, up to [`CAP`], so that what is reported is so and what is not reported is not, within what is said here:
//!
//! | finding | rule |
//! |---|---|
//! | nobody can be eligible; everybody is | `rules/never-eligible`, `rules/always-eligible` |
//! | two cases hold; none does | `rules/case-overlap`, `rules/case-gap` |
//! | two rates of a fee apply; none does | `rules/fee-overlap`, `rules/fee-gap` |
//! | an amount is below zero | `rules/fee-negative` |
//! | versions of an item overlap; leave days without one | `rules/version-overlap`, `rules/version-gap` |
//! | a case, document, fee, rate or deadline never applies | `rules/unreachable` |
//! | a condition holds whenever all others do | `rules/idle-condition` |
//! | a formula waits for an answer that cannot change it | `rules/needless-question` |
//! | a question whose answer changes nothing anywhere | `rules/dead-question` |
//! | no test stands at the value where a condition turns | `rules/untested-boundary` |
//! | beyond the cap | `rules/not-proven` |
//!
//! Cases, documents, fees and deadlines are looked at for those who may be eligible: nobody else is shown them. A needless
//! question is looked for with all other questions answered, and not where one of those arises only by its answer. Each
//! finding has a row of a test that shows it.

mod boundaries;
pub mod component;
mod dead;
mod findings;
mod needless;
mod negative;
pub(crate) mod observe;
mod row;
pub(crate) mod space;
#[cfg(test)]
mod tests;
mod versions;

pub use space::CAP;

use rayon::prelude::*;

use super::calendar;
use super::compile::{Compiled, Sources};
use super::model::{RuleBook, Rules};
use super::program::{Procedure, Program};
use crate::diagnostic::Diagnostic;
use crate::language::Date;

/// The days for which rules are looked at: what was law before, and may be in a hundred years, is nobody's concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Default for Period {
    /// From 2025, the year in which places and much of the law were made anew, to the end of the century. A fixed one:
    /// what is found must not depend on the day on which somebody looks.
    fn default() -> Self {
        const FIRST: Date = Date::new(2025, 1, 1).expect("a day");
        const LAST: Date = Date::new(2099, 12, 31).expect("a day");
        Self { first: FIRST, last: LAST }
    }
}

/// A procedure and where its things stand.
#[derive(Debug, Clone, Copy)]
struct Subject<'a> {
    program: &'a Program,
    procedure: &'a Procedure,
    rules: &'a Rules,
    sources: &'a Sources,
}

/// What is found about rules that compiled without mistakes, procedure after procedure.
pub fn analyse(book: &RuleBook, compiled: &Compiled, period: Period) -> Vec<Diagnostic> {
    let mut program = compiled.program.clone();
    if let Some(today) = program.questions.first_mut() {
        today.low = today.low.max(calendar::day(period.first)).min(today.high);
        today.high = today.high.min(calendar::day(period.last)).max(today.low);
    }
    let subjects: Vec<Subject<'_>> = book
        .procedures
        .iter()
        .zip(&program.procedures)
        .zip(&compiled.sources)
        .map(|((rules, procedure), sources)| Subject { program: &program, procedure, rules, sources })
        .collect();
    let known = space::Known::default();
    let found: Vec<(Vec<Diagnostic>, dead::Weighed)> =
        subjects.par_iter().map(|&subject| of(subject, &known)).collect();
    let (mut diagnostics, mut weighed) = (Vec::new(), dead::Weighed::default());
    for (found, of) in found {
        diagnostics.extend(found);
        weighed.extend(of);
    }
    diagnostics.extend(dead::find(book, &program, &compiled.used, &weighed));
    diagnostics
}

fn of(subject: Subject<'_>, known: &space::Known) -> (Vec<Diagnostic>, dead::Weighed) {
    let weighed;
    let mut found = versions::find(subject.rules);
    let space = space::Space::new(subject.program, subject.procedure.outcome(), known);
    if space.total.is_none() {
        found.push(findings::not_proven(subject, "its answers can be combined in more ways than are looked at"));
        weighed = dead::all(&space);
    } else {
        let seen = observe::observe(&space, subject.procedure, subject.sources);
        found.extend(findings::findings(subject, &space, &seen));
        weighed = dead::weigh(subject, &space, &seen);
        found.extend(needless::find(subject, &space));
        found.extend(negative::find(subject));
        let some = if seen.some.is_empty() { &[0][..] } else { &seen.some };
        found.extend(boundaries::find(subject, &space, some));
        if !space.complete {
            let why = "some of its conditions compare answers in a way that cannot be looked through";
            found.push(findings::not_proven(subject, why));
        }
    }
    (found.into_iter().map(|finding| finding.about(subject.rules.code.clone())).collect(), weighed)
}
