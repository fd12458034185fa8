//! Rules as authors wrote them to a program: names, types and units are checked, and every mistake is a finding.
//!
//! Each expression stops at its own first mistake, and all expressions are looked at. An expression with a mistake stands
//! for "always" in the program, so that the rest can still be looked at; a program with findings is not to be published.

mod builder;
mod compare;
mod formula;
mod items;
mod pieces;
mod places;
mod scope;
mod term;
#[cfg(test)]
mod tests;

pub use builder::Builder;

use std::collections::BTreeMap;

use super::model::{Question, RuleBook};
use super::program::{NodeId, Program};
use super::truth::QuestionSet;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Location;
use scope::Scope;

/// What became of the rules.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The program; procedures are in the order of the rule book.
    pub program: Program,
    /// Where things of each procedure stand.
    pub sources: Vec<Sources>,
    /// The questions some rule looks at.
    pub used: QuestionSet,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where the things of a procedure stand; each list is that of the program's procedure.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The rules as a whole.
    pub at: Location,
    /// Its conditions.
    pub conditions: Vec<Location>,
    /// Its cases.
    pub cases: Vec<Location>,
    /// Its documents.
    pub documents: Vec<Location>,
    /// Its fees.
    pub fees: Vec<FeeSource>,
    /// Its deadlines.
    pub deadlines: Vec<Location>,
    /// Where the conditions that look at answers were written.
    pub origins: BTreeMap<NodeId, Location>,
}

/// Where a fee stands.
#[derive(Debug, Clone)]
pub struct FeeSource {
    /// The fee.
    pub at: Location,
    /// Each of the program's rates: first those of `[[rate]]`, then amounts of `[[fee]]` itself.
    pub rates: Vec<Location>,
    /// How many are of `[[rate]]`.
    pub own: usize,
}

/// Compiles rules.
pub fn compile(book: &RuleBook) -> Compiled {
    let mut scope = Scope::new(book);
    scope.lower_bounds();
    scope.lower_relevance();
    let mut sources: Vec<Sources> = book.procedures.iter().map(|rules| items::lower(&mut scope, rules)).collect();
    // What an expression with a mistake meant to ask is not known.
    let sound = scope.diagnostics.iter().all(|found| found.severity != Severity::Error);
    let is_first = |asked: &&Question| asked.element.as_ref().is_none_or(|element| element.number == 1);
    for asked in book.questions.iter().filter(|_| sound).filter(is_first) {
        let known = scope.builder.program.question_id(&asked.id);
        if known.is_some_and(|question| !scope.used.contains(question)) {
            let id = asked.element.as_ref().map_or(&asked.id, |element| &element.question);
            let message = format!("no rule looks at the answer to `{id}`");
            let finding = Diagnostic::warning("rules/unused-question", asked.at, message);
            scope.diagnostics.push(finding.help("use it in a condition, or remove the question"));
        }
    }
    for asked in book.questions.iter().filter(|asked| asked.label.is_none()).filter(is_first) {
        let known = scope.builder.program.question_id(&asked.id);
        if known.is_some_and(|question| scope.used.contains(question)) {
            let message = format!("conditions are told by the question `{}`, which has no label", asked.id);
            let finding = Diagnostic::note("rules/no-label", asked.at, message);
            let help = "add what the answer is of, as in the midst of a sentence: label = { vi = \"ngày sinh của trẻ\", \
                        en = \"the child's date of birth\" }";
            scope.diagnostics.push(finding.help(help));
        }
    }
    let (program, numbers) = scope.builder.finish();
    for sources in &mut sources {
        let moved = std::mem::take(&mut sources.origins);
        sources.origins =
            moved.into_iter().filter_map(|(node, at)| numbers.get(&node).map(|&node| (node, at))).collect();
    }
    Compiled { program, sources, used: scope.used, diagnostics: scope.diagnostics }
}
