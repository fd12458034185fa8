//! Formulas that wait for an answer which cannot change them: `(a and b) or (a and not b)` waits for `b`.

use super::Subject;
use super::row::Row;
use super::space::Space;
use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::rules::program::NodeId;
use crate::rules::truth::{QuestionSet, Truth};

/// Formulas that are unknown while the questions of a component are, with all others answered, although every answer gives
/// the same.
pub(super) fn find(subject: Subject<'_>, space: &Space<'_>) -> Vec<Diagnostic> {
    let Some(total) = space.total.filter(|_| space.complete) else { return Vec::new() };
    let roots = roots(subject);
    let mut found = Vec::new();
    let mut reported = vec![false; roots.len()];
    let (mut truths, mut whole) = (Vec::new(), Vec::new());
    for component in 0..space.components.len() {
        let classes = space.components[component].classes.len();
        let stride = space.stride(component);
        // A component of one class, or one that a formula meets only once, leaves nothing undecided needlessly.
        if classes < 2 || space.components[component].atoms.len() < 2 && !meets_again(space, component) {
            continue;
        }
        let leads: Vec<bool> = roots.iter().map(|root| leads_to_another(space, component, root.0)).collect();
        for first in (0..total).filter(|at| (at / stride).is_multiple_of(classes)) {
            space.truths(first, Some(component), &mut truths);
            let open = |truths: &[Truth], root: NodeId| truths[root.0 as usize].is_unknown();
            let waiting: Vec<usize> =
                (0..roots.len()).filter(|&at| !reported[at] && !leads[at] && open(&truths, roots[at].0)).collect();
            if waiting.is_empty() {
                continue;
            }
            let mut outcomes: Vec<Vec<Truth>> = Vec::with_capacity(classes);
            for class in 0..classes {
                space.truths(first + class * stride, None, &mut whole);
                outcomes.push(waiting.iter().map(|&at| whole[roots[at].0.0 as usize]).collect());
            }
            for (column, &at) in waiting.iter().enumerate() {
                if outcomes.iter().any(|outcome| outcome[column] != outcomes[0][column]) {
                    continue;
                }
                reported[at] = true;
                found.push(finding(subject, space, (&roots[at].1, roots[at].2), component, first, outcomes[0][column]));
            }
        }
    }
    found
}

fn finding(
    subject: Subject<'_>,
    space: &Space<'_>,
    (what, place): (&str, Location),
    component: usize,
    at: usize,
    outcome: Truth,
) -> Diagnostic {
    let names: Vec<String> = space.components[component]
        .questions
        .iter()
        .map(|&question| format!("`{}`", subject.program.question(question).id))
        .collect();
    let names = names.join(" and ");
    let message = format!("{what} waits for {names} although every answer gives {}", outcome.word());
    let row = Row::new(space, subject.procedure, &space.answers(at, Some(component)));
    Diagnostic::warning("rules/needless-question", place, message)
        .help("people are asked what does not matter; join what both sides share: (a and b) or (a and not b) is a")
        .paste(row.expecting_this())
}

/// What people wait for: each formula with its name and place.
fn roots(subject: Subject<'_>) -> Vec<(NodeId, String, Location)> {
    let Subject { program, procedure, sources, .. } = subject;
    let named = |what: &str, name| format!("{what} \"{}\"", program.name(name));
    let conditions = procedure.conditions.iter().zip(&sources.conditions);
    let mut roots: Vec<_> =
        conditions.map(|(item, &place)| (item.node, named("the condition", item.name), place)).collect();
    let cases = procedure.cases.iter().zip(&sources.cases);
    roots.extend(cases.map(|(item, &place)| (item.node, named("the case", item.name), place)));
    let documents = procedure.documents.iter().zip(&sources.documents);
    roots.extend(documents.map(|(item, &place)| (item.node, named("the document", item.name), place)));
    let deadlines = procedure.deadlines.iter().zip(&sources.deadlines);
    roots.extend(deadlines.map(|(item, &place)| (item.node, named("the deadline", item.name), place)));
    roots
}

/// Whether a condition of the component stands in more than one place.
fn meets_again(space: &Space<'_>, component: usize) -> bool {
    let atoms = &space.components[component].atoms;
    let uses = space.nodes.iter().flat_map(|&node| space.program.below(node)).filter(|below| atoms.contains(below));
    uses.count() > 1
}

/// Whether a formula looks at a question that arises only by the answer to one of the component. Nobody answers that one
/// first, so that the formula waits for the component is no fault: what could be found is not met.
fn leads_to_another(space: &Space<'_>, component: usize, root: NodeId) -> bool {
    let program = space.program;
    let asked = |root: NodeId| {
        let mut asked = QuestionSet::default();
        program.reachable([root]).iter().for_each(|&node| {
            program.looks_at(program.node(node), |question| asked.insert(question));
        });
        asked
    };
    let here = &space.components[component].questions;
    asked(root)
        .iter()
        .filter(|question| !here.contains(question))
        .any(|question| asked(program.question(question).relevant).iter().any(|before| here.contains(&before)))
}
