//! What was seen, in words.

use super::Subject;
use super::observe::{Combination, Seen};
use super::row::Row;
use super::space::Space;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Location;

/// The findings of a procedure. Where the space is not complete, what was seen is so all the same, and what was not seen
/// is not said to be absent.
pub(super) fn findings(subject: Subject<'_>, space: &Space<'_>, seen: &Seen) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    eligibility(subject, space, seen, &mut found);
    if seen.eligible.is_none() {
        // Everything else is about people who may be eligible.
        return found;
    }
    cases(subject, space, seen, &mut found);
    fees(subject, space, seen, &mut found);
    if space.complete {
        unreachable(subject, seen, &mut found);
    }
    found
}

/// Something was beyond what is looked at.
pub(super) fn not_proven(subject: Subject<'_>, why: &str) -> Diagnostic {
    Diagnostic::note("rules/not-proven", subject.sources.at, format!("not all is proven of these rules: {why}")).help(
        format!(
            "what was found is so, but there may be more; fewer questions in one condition, or a narrower range (min, max), help ({} combinations are looked at)",
            super::CAP
        ),
    )
}

fn row<'a>(subject: Subject<'a>, space: &'a Space<'a>, at: Combination) -> Row<'a> {
    Row::new(space, subject.procedure, &space.answers(at, None))
}

fn eligibility(subject: Subject<'_>, space: &Space<'_>, seen: &Seen, found: &mut Vec<Diagnostic>) {
    let Subject { procedure, sources, program, .. } = subject;
    let required: Vec<usize> =
        (0..procedure.conditions.len()).filter(|&at| !procedure.conditions[at].judgement).collect();
    let name = |at: usize| program.name(procedure.conditions[at].name);
    match (seen.eligible, &seen.nearest) {
        (None, Some((failing, at))) if space.complete => {
            let first = failing.first().copied().unwrap_or(0);
            let message = match required.len() {
                1 => format!("nobody can be eligible: the condition \"{}\" never holds", name(first)),
                _ => "nobody can be eligible: the conditions never hold together".to_owned(),
            };
            let mut finding = Diagnostic::error("rules/never-eligible", sources.conditions[first], message);
            for &other in required.iter().filter(|&&other| other != first && required.len() > 1) {
                finding = finding.related(sources.conditions[other], format!("the condition \"{}\"", name(other)));
            }
            let failed = failing.iter().map(|&at| format!("\"{}\"", name(at))).collect::<Vec<_>>().join(", ");
            let help = format!("this comes nearest, and fails {failed}: if it should be eligible, mend the condition");
            found.push(finding.help(help).paste(row(subject, space, *at).expecting("verdict = \"eligible\"")));
        }
        (Some(at), _) if seen.refused.is_none() && space.complete && !required.is_empty() => {
            let message = "everybody is eligible, whatever is answered".to_owned();
            let finding = Diagnostic::note("rules/always-eligible", sources.conditions[required[0]], message);
            let help = "the conditions ask for nothing that anybody could lack: leave them out, or make them stricter";
            found.push(finding.help(help).paste(row(subject, space, at).expecting("verdict = \"not-eligible\"")));
            return;
        }
        _ => {}
    }
    for &at in required.iter().filter(|&&at| space.complete && seen.eligible.is_some() && !seen.decides[at]) {
        let message = format!("the condition \"{}\" can never matter: it holds whenever the others do", name(at));
        let finding = Diagnostic::warning("rules/idle-condition", sources.conditions[at], message);
        let help = "leave it out, or look at its figures: nobody is refused because of it alone";
        let answers = seen.eligible.unwrap_or(0);
        found.push(finding.help(help).paste(row(subject, space, answers).expecting_this()));
    }
}

fn cases(subject: Subject<'_>, space: &Space<'_>, seen: &Seen, found: &mut Vec<Diagnostic>) {
    let Subject { procedure, sources, program, .. } = subject;
    let name = |at: usize| program.name(procedure.cases[at].name);
    for (&(a, b), &at) in &seen.case_pairs {
        let (a_name, b_name) = (name(a), name(b));
        let message = format!("the cases \"{a_name}\" and \"{b_name}\" both hold for somebody");
        let finding = Diagnostic::error("rules/case-overlap", sources.cases[b], message)
            .related(sources.cases[a], format!("the case \"{a_name}\""))
            .help("exactly one case has to hold; decide which it is here, and take it out of the other");
        let expect = format!("case = \"{a_name}\" # or \"{b_name}\"");
        found.push(finding.paste(row(subject, space, at).expecting(&expect)));
    }
    if let Some(at) = seen.no_case {
        let names = (0..procedure.cases.len()).map(|at| format!("\"{}\"", name(at))).collect::<Vec<_>>().join(", ");
        let message = "somebody who is eligible is in none of the cases".to_owned();
        let finding = Diagnostic::error("rules/case-gap", sources.cases[0], message)
            .help("widen a case, add one, or add a condition that leaves these people out");
        let expect = format!("case = \"{}\" # which of {names}?", name(0));
        found.push(finding.paste(row(subject, space, at).expecting(&expect)));
    }
}

fn fees(subject: Subject<'_>, space: &Space<'_>, seen: &Seen, found: &mut Vec<Diagnostic>) {
    let Subject { procedure, sources, program, .. } = subject;
    for ((fee, seen), source) in procedure.fees.iter().zip(&seen.fees).zip(&sources.fees) {
        let name = program.name(fee.name);
        for (&(a, b), &at) in &seen.pairs {
            let message = format!("two amounts of the fee \"{name}\" apply to somebody; the first would be taken");
            let amount = |rate: usize| match &fee.rates[rate].1 {
                amount if amount.parts.is_empty() => (amount.constant / amount.divisor.max(1)).to_string(),
                _ => "another".to_owned(),
            };
            let finding = Diagnostic::error("rules/fee-overlap", source.rates[b], message)
                .related(source.rates[a], "the first")
                .help("give one of them `until`, the other `from`, or a `when` that tells them apart");
            let expect = format!("fee = {} # or {}", amount(a), amount(b));
            found.push(finding.paste(row(subject, space, at).expecting(&expect)));
        }
        // A fee without any amount is one that is not stated: that is no gap.
        if let Some(at) = seen.gap.filter(|_| !fee.rates.is_empty()) {
            let message = format!("the fee \"{name}\" is to be paid by somebody to whom none of its amounts applies");
            let finding = Diagnostic::warning("rules/fee-gap", source.at, message)
                .help("add the rate; or an amount to the fee itself, for where no rate applies. Until then it is shown as not known");
            found.push(finding.paste(row(subject, space, at).expecting("fee = 0 # what is it?")));
        }
    }
}

fn unreachable(subject: Subject<'_>, seen: &Seen, found: &mut Vec<Diagnostic>) {
    let Subject { procedure, sources, program, .. } = subject;
    let mut never = |what: &str, name: &str, place: Location| {
        let message = format!("{what} \"{name}\" never applies to anybody who is eligible");
        let finding = Diagnostic::new("rules/unreachable", Severity::Warning, place, message);
        found.push(
            finding.help("look at its `when`, `cases`, `from` and `until`, and at the conditions; or leave it out"),
        );
    };
    for ((case, &applies), &place) in procedure.cases.iter().zip(&seen.cases).zip(&sources.cases) {
        if !applies {
            never("the case", program.name(case.name), place);
        }
    }
    for ((document, &applies), &place) in procedure.documents.iter().zip(&seen.documents).zip(&sources.documents) {
        if !applies {
            never("the document", program.name(document.name), place);
        }
    }
    for ((fee, seen), source) in procedure.fees.iter().zip(&seen.fees).zip(&sources.fees) {
        if !seen.applies {
            never("the fee", program.name(fee.name), source.at);
            continue;
        }
        for (_, &place) in seen.rates.iter().zip(&source.rates).filter(|(used, _)| !**used) {
            never("an amount of the fee", program.name(fee.name), place);
        }
    }
    for ((deadline, &applies), &place) in procedure.deadlines.iter().zip(&seen.deadlines).zip(&sources.deadlines) {
        if !applies {
            never("the deadline", program.name(deadline.name), place);
        }
    }
}
