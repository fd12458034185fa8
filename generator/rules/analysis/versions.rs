//! Items with one id and different days: whether one follows the other without a gap.

use crate::diagnostic::Diagnostic;
use crate::rules::model::{Common, Rules};

/// Versions that overlap or leave days without one. Items that differ in `when` or `cases` are alternatives, and no
/// versions of one another.
pub(super) fn find(rules: &Rules) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    series("condition", rules.conditions.iter().map(|item| &item.common).collect(), &mut found);
    series("case", rules.cases.iter().collect(), &mut found);
    series("document", rules.documents.iter().collect(), &mut found);
    series("deadline", rules.deadlines.iter().map(|item| &item.common).collect(), &mut found);
    // Two amounts of a fee are compared person by person, which says more.
    found
}

fn series(what: &str, items: Vec<&Common>, found: &mut Vec<Diagnostic>) {
    let alike = |a: &Common, b: &Common| {
        let text = |item: &Common| item.when.as_ref().map(|when| when.text.clone());
        a.id == b.id && text(a) == text(b) && a.cases.iter().map(|c| &c.text).eq(b.cases.iter().map(|c| &c.text))
    };
    let mut done: Vec<&Common> = Vec::new();
    for item in &items {
        if done.iter().any(|before| alike(before, item)) {
            continue;
        }
        done.push(item);
        let mut versions: Vec<&Common> = items.iter().copied().filter(|other| alike(item, other)).collect();
        versions.sort_by_key(|version| version.from);
        for pair in versions.windows(2) {
            found.extend(follow(what, pair[0], pair[1]));
        }
    }
}

/// What is wrong with a version and the one after it.
fn follow(what: &str, before: &Common, after: &Common) -> Option<Diagnostic> {
    let row = |day| {
        format!(
            "[[test]]\nanswers = {{ today = {day} }}\nexpect = {{ verdict = \"unknown\" }}  # what holds on this day?"
        )
    };
    match (before.until, after.from) {
        (Some(until), Some(from)) if until == from => None,
        (Some(until), Some(from)) if until < from => {
            let message = format!("the {what} \"{}\" has no version from {until} until {from}", after.id);
            let finding = Diagnostic::warning("rules/version-gap", after.at, message);
            Some(
                finding
                    .related(before.at, format!("until {until}"))
                    .help(format!(
                        "`until` is the first day without it: write until = {from} above, or from = {until} here"
                    ))
                    .paste(row(until)),
            )
        }
        (_, from) => {
            let message = format!("two versions of the {what} \"{}\" are in force at once", after.id);
            let finding = Diagnostic::error("rules/version-overlap", after.at, message).related(before.at, "the other");
            Some(match from {
                Some(from) => finding.help(format!("write until = {from} in the earlier one")).paste(row(from)),
                None => finding.help("give the earlier one `until`, and the later one `from`; or another id"),
            })
        }
    }
}
