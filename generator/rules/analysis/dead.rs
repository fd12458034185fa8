//! Questions that rules look at and whose answers change nothing: of each result, all of what people are shown is the same
//! whatever they say.
//!
//! Questions that conditions tie together, such as days compared with today, are looked at together: that one of them
//! changes nothing by itself is not seen.

use super::Subject;
use super::observe::Seen;
use super::row::Row;
use super::space::Space;
use crate::diagnostic::Diagnostic;
use crate::rules::model::RuleBook;
use crate::rules::program::{Base, Program, QuestionId, TODAY};
use crate::rules::truth::QuestionSet;

/// What the answers to questions count for in procedures.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    /// Those that change something, or may.
    matter: QuestionSet,
    /// A row of a test that answers a question which changes nothing.
    rows: Vec<(QuestionId, String)>,
}

impl Weighed {
    pub fn extend(&mut self, other: Self) {
        self.matter.extend(&other.matter);
        self.rows.extend(other.rows);
    }
}

/// Every question, where nothing was looked through.
pub(super) fn all(space: &Space<'_>) -> Weighed {
    let mut weighed = Weighed::default();
    space.nodes.iter().for_each(|&node| {
        space.program.looks_at(space.program.node(node), |question| weighed.matter.insert(question));
    });
    weighed
}

/// The questions of a procedure.
pub(super) fn weigh(subject: Subject<'_>, space: &Space<'_>, seen: &Seen) -> Weighed {
    if !space.complete {
        return all(space);
    }
    let Subject { program, procedure, .. } = subject;
    let mut weighed = Weighed::default();
    let amounts = procedure.fees.iter().flat_map(|fee| &fee.rates).flat_map(|(_, amount)| &amount.parts);
    amounts.for_each(|part| weighed.matter.insert(part.1));
    for deadline in &procedure.deadlines {
        if let Base::Question(question) = program.instants[deadline.day as usize].base {
            weighed.matter.insert(question);
        }
    }
    for (at, component) in space.components.iter().enumerate() {
        let (classes, stride) = (component.classes.len(), space.stride(at));
        let matters = (0..seen.results.len())
            .filter(|number| (number / stride).is_multiple_of(classes))
            .any(|first| (1..classes).any(|class| seen.results[first + class * stride] != seen.results[first]));
        if matters {
            component.questions.iter().for_each(|&question| weighed.matter.insert(question));
            continue;
        }
        let row = Row::new(space, procedure, &space.answers(seen.eligible.unwrap_or(0), None));
        let asked = component.questions.iter().filter(|&&question| row.answers_to(question));
        weighed.rows.extend(asked.map(|&question| (question, row.expecting_this())));
    }
    weighed
}

/// Questions of the book that change nothing in any procedure.
pub(super) fn find(book: &RuleBook, program: &Program, used: &QuestionSet, weighed: &Weighed) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for asked in &book.questions {
        let Some(question) = program.question_id(&asked.id) else { continue };
        let of_later = asked.element.as_ref().is_some_and(|element| element.number > 1);
        if question == TODAY || of_later || !used.contains(question) || weighed.matter.contains(question) {
            continue;
        }
        let message =
            format!("the answer to `{}` can never matter: whatever it is, people are shown the same", asked.id);
        let help = "leave it out of the rules, or look at what should depend on it: people may be asked it in vain";
        let finding = Diagnostic::warning("rules/dead-question", asked.at, message).help(help);
        found.push(match weighed.rows.iter().find(|(of, _)| *of == question) {
            Some((_, row)) => finding.paste(row.as_str()),
            None => finding,
        });
    }
    found
}
