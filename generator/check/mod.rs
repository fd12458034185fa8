//! What is wrong with a catalogue: one rule a file, each with a stable id and its documentation beside it.
//!
//! In: the merged catalogue with its texts as they were published, today's date, and what merging noticed.
//! Out: diagnostics, in one order whatever the number of threads. A defect of an official record is a warning,
//! because an agency cannot edit it and the page is published all the same; an error is what would make
//! publishing wrong or impossible. This room never reads a file and never mends anything:
//! [`clean`](crate::catalogue::clean) does, afterwards.
//!
//! To add a rule: a file below `rules/`, and a line in `rules.rs`.

mod classes;
mod context;
mod datasets;
mod findings;
#[cfg(test)]
mod harness;
mod quote;
mod remedy;
mod rule;
mod rules;
mod signs;
mod syllables;
mod views;

pub use datasets::check_dataset_addresses;
pub use rule::Rule;

use rayon::prelude::*;

use crate::catalogue::{Catalogue, Conflict, Dangling, Procedure};
use crate::diagnostic::{Diagnostic, sort};
use crate::files::Location;
use crate::language::Date;
use context::Context;
use findings::{Findings, TextFindings};
use rule::Run;
use signs::Signs;

/// Procedures a thread takes at a time.
const PIECE: usize = 64;

/// Every rule, in the order in which they are listed to people.
pub fn rules() -> &'static [Rule] {
    rules::RULES
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.id == id)
}

/// Everything that is wrong with `catalogue`, by place.
///
/// `conflicts` and `dangling` are what merging noticed. Without `today`, rules that need it are silent.
pub fn check(
    catalogue: &Catalogue,
    today: Option<Date>,
    conflicts: &[Conflict],
    dangling: &[Dangling],
) -> Vec<Diagnostic> {
    let context = Context { catalogue, today, conflicts, dangling };
    let (mut found, whole) = rayon::join(|| check_procedures(&context), || check_whole(&context));
    found.extend(whole);
    sort(&mut found);
    found
}

fn check_procedures(context: &Context<'_>) -> Vec<Diagnostic> {
    let pieces: Vec<Vec<Diagnostic>> = context
        .catalogue
        .procedures
        .par_chunks(PIECE)
        .map(|procedures| {
            let mut findings = Findings::default();
            procedures.iter().for_each(|procedure| check_procedure(context, procedure, &mut findings));
            findings.found
        })
        .collect();
    pieces.into_iter().flatten().collect()
}

fn check_procedure<'a>(context: &Context<'_>, procedure: &'a Procedure, findings: &mut Findings<'a>) {
    findings.subject = Some(&procedure.code);
    for rule in rules() {
        if let Run::Procedure(run) = rule.run {
            findings.rule = Some(rule);
            run(context, procedure, findings);
        }
    }
    procedure.each_text(&mut |field, text, at| check_text(field.key(), text, at, findings));
}

/// Looks at the bytes of a text once; a rule reads it again only where what it looks for can be.
fn check_text(field: &'static str, text: &str, at: Location, findings: &mut Findings<'_>) {
    let signs = Signs::of(text);
    if signs == Signs::NONE {
        return;
    }
    for rule in rules() {
        if let Run::Text(wanted, run) = rule.run
            && signs.meet(wanted)
        {
            findings.rule = Some(rule);
            run(text, &mut TextFindings::new(findings, field, at));
        }
    }
}

fn check_whole(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for rule in rules() {
        if let Run::Catalogue(run) = rule.run {
            findings.rule = Some(rule);
            run(context, &mut findings);
        }
    }
    for page in &context.catalogue.pages {
        for title in [&page.title.vi, &page.title.en].into_iter().flatten() {
            check_text("title", &title.value, title.origin.location, &mut findings);
        }
        for body in [&page.body.vi, &page.body.en].into_iter().flatten() {
            check_text("body", body.value.source(), body.origin.location, &mut findings);
        }
    }
    findings.found
}

#[cfg(test)]
mod tests;
