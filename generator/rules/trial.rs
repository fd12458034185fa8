//! Runs the tests authors wrote below their rules.

use super::answer::{Answer, AnswerError, Answers};
use super::calendar;
use super::evaluate::{Evaluation, Verdict, evaluate};
use super::model::{Placed, RuleBook, Test};
use super::program::{Item, Kind, Procedure, Program};
use crate::diagnostic::{Diagnostic, nearest};
use crate::language::Money;

/// What became of the tests.
#[derive(Debug, Clone, Default)]
pub struct Tried {
    /// How many there were.
    pub tests: usize,
    /// How many did not come out as expected.
    pub failed: usize,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs the tests of all procedures.
pub fn run(book: &RuleBook, program: &Program) -> Tried {
    let mut tried = Tried::default();
    for (rules, procedure) in book.procedures.iter().zip(&program.procedures) {
        for test in &rules.tests {
            let found = Trial { program, procedure, test, found: Vec::new() }.run();
            tried.tests += 1;
            tried.failed += usize::from(!found.is_empty());
            tried.diagnostics.extend(found.into_iter().map(|finding| finding.about(rules.code.clone())));
        }
    }
    tried
}

struct Trial<'a> {
    program: &'a Program,
    procedure: &'a Procedure,
    test: &'a Test,
    found: Vec<Diagnostic>,
}

impl Trial<'_> {
    fn run(mut self) -> Vec<Diagnostic> {
        let mut answers = Answers::default();
        for (question, answer) in &self.test.answers {
            let Some(id) = self.program.question_id(&question.text) else {
                let known = self.program.questions.iter().map(|asked| &*asked.id);
                self.unknown(question, "question", known.collect());
                continue;
            };
            match Answer::read(self.program, id, &answer.text) {
                Ok(answer) => answers.set(id, Some(answer)),
                Err(error) => {
                    let asked = self.program.question(id);
                    let message = format!("\"{}\" is no answer to `{}`", answer.text, asked.id);
                    let help = match error {
                        AnswerError::Choice => {
                            format!(
                                "its choices are {}",
                                asked.choices.iter().map(|c| &**c).collect::<Vec<_>>().join(", ")
                            )
                        }
                        AnswerError::None => {
                            "it always has an answer; give the question none = true if there may be none".to_owned()
                        }
                        AnswerError::Range => "it is less or more than the question allows".to_owned(),
                        AnswerError::Future => "it is later than today".to_owned(),
                        AnswerError::Form => form(asked.kind).to_owned(),
                    };
                    self.found.push(Diagnostic::error("rules/test-answer", answer.at, message).help(help));
                }
            }
        }
        if let Some(later) = Answers::contradiction(self.program, &answers.possible(self.program)) {
            let asked = self.program.question(later);
            let place = self.test.answers.iter().find(|(question, _)| *question.text == *asked.id);
            let message = format!("`{}` is after `today`, and it has max = \"today\"", asked.id);
            let finding =
                Diagnostic::error("rules/test-answer", place.map_or(self.test.at, |(_, answer)| answer.at), message);
            self.found.push(finding.help("nobody can answer so on that day: correct one of the two days"));
        }
        if self.found.is_empty() {
            let evaluation = evaluate(self.program, &answers);
            self.compare(&evaluation);
        }
        self.found
    }

    fn unknown(&mut self, name: &Placed, what: &str, known: Vec<&str>) {
        let message = format!("there is no {what} \"{}\"", name.text);
        let help = match nearest(&name.text, known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("there are {}", known.join(", ")),
        };
        self.found.push(Diagnostic::error("rules/test-name", name.at, message).help(help));
    }

    fn differs(&mut self, message: String) {
        self.differs_unless(message, "");
    }

    /// The same, unless something else is done.
    fn differs_unless(&mut self, message: String, first: &str) {
        let help = format!("{first}mend the rules, or the expectation if the law is as the rules say");
        self.found.push(Diagnostic::error("rules/test-failed", self.test.at, message).help(help));
    }

    fn compare(&mut self, evaluation: &Evaluation<'_>) {
        let expect = &self.test.expect;
        let verdict = evaluation.verdict(self.procedure);
        if let Some(expected) = &expect.verdict {
            let words = Verdict::ALL;
            if !words.iter().any(|known| known.word() == &*expected.text) {
                self.unknown(expected, "verdict", words.iter().map(|known| known.word()).collect());
            } else if verdict.word() != &*expected.text {
                let why = self.why(evaluation, verdict);
                let message = format!("expected {}, and it is {}{why}", expected.text, verdict.word());
                let unanswered = verdict == Verdict::Unknown;
                self.differs_unless(
                    message,
                    if unanswered { "answer these questions in the test too; or " } else { "" },
                );
            }
        }
        if let Some(expected) = &expect.case {
            let holding = self.names(evaluation, &self.procedure.cases);
            if !self.procedure.cases.iter().any(|case| *self.program.name(case.name) == *expected.text) {
                let known = self.procedure.cases.iter().map(|case| self.program.name(case.name)).collect();
                self.unknown(expected, "case", known);
            } else if holding != [&*expected.text] {
                let found =
                    if holding.is_empty() { "none is certain".to_owned() } else { format!("it is {}", list(&holding)) };
                self.differs(format!("expected the case \"{}\", and {found}", expected.text));
            }
        }
        if let Some(expected) = &expect.documents {
            let mut wanted: Vec<&str> = expected.iter().map(|document| &*document.text).collect();
            wanted.sort_unstable();
            let mut holding = self.names(evaluation, &self.procedure.documents);
            holding.sort_unstable();
            if wanted != holding {
                self.differs(format!("expected the documents {}, and they are {}", list(&wanted), list(&holding)));
            }
        }
        if let Some(expected) = expect.fee {
            let bill = evaluation.bill(self.procedure);
            if bill.exact() != Some(expected.into()) {
                let found = match bill.exact() {
                    Some(amount) => Money::vnd(i64::try_from(amount).unwrap_or(i64::MAX)).text_en(),
                    None => "not known".to_owned(),
                };
                self.differs(format!("expected a fee of {}, and it is {found}", Money::vnd(expected).text_en()));
            }
        }
        self.compare_deadlines(evaluation);
        if let Some(expected) = &expect.because {
            let because = evaluation.verdict_because(self.procedure);
            let mut found: Vec<&str> = because.iter().map(|id| &*self.program.question(id).id).collect();
            let mut wanted: Vec<&str> = expected.iter().map(|question| &*question.text).collect();
            found.sort_unstable();
            wanted.sort_unstable();
            if wanted != found {
                self.differs(format!("expected to wait for {}, and it waits for {}", list(&wanted), list(&found)));
            }
        }
    }

    fn compare_deadlines(&mut self, evaluation: &Evaluation<'_>) {
        for (name, expected) in &self.test.expect.deadlines {
            let found = self.procedure.deadlines.iter().find(|item| *self.program.name(item.name) == *name.text);
            let Some(deadline) = found else {
                let known = self.procedure.deadlines.iter().map(|item| self.program.name(item.name)).collect();
                self.unknown(name, "deadline", known);
                continue;
            };
            let day = evaluation.deadline(deadline).filter(|_| evaluation.truth(deadline.node).is_true());
            match day {
                Some((low, high)) if low == high && low == calendar::day(*expected) => {}
                Some((low, high)) if low == high => {
                    self.differs(format!(
                        "expected \"{}\" on {expected}, and it is {}",
                        name.text,
                        calendar::date(low)
                    ));
                }
                _ => self.differs(format!("expected \"{}\" on {expected}, and it is not certain", name.text)),
            }
        }
    }

    /// Why a verdict is not what somebody expected.
    fn why(&self, evaluation: &Evaluation<'_>, verdict: Verdict) -> String {
        match verdict {
            Verdict::NotEligible => {
                let failing =
                    self.procedure.conditions.iter().filter(|c| !c.judgement && evaluation.truth(c.node).is_false());
                let names: Vec<&str> = failing.map(|condition| self.program.name(condition.name)).collect();
                format!(" because of {}", list(&names))
            }
            Verdict::Unknown => {
                let because = evaluation.verdict_because(self.procedure);
                let names: Vec<&str> = because.iter().map(|id| &*self.program.question(id).id).collect();
                format!(" because of {}", list(&names))
            }
            _ => String::new(),
        }
    }

    fn names(&self, evaluation: &Evaluation<'_>, items: &[Item]) -> Vec<&str> {
        let holding = items.iter().filter(|item| evaluation.truth(item.node).is_true());
        holding.map(|item| self.program.name(item.name)).collect()
    }
}

fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "write true or false",
        Kind::Date => "write a day (2026-07-01), a month (\"2026-07\") or a year (\"2026\")",
        Kind::Integer | Kind::Money => "write a whole number",
        Kind::Place => "write codes from the province down: \"01\" or \"01/00004\"",
        Kind::Choice | Kind::Many => "write ids of its choices",
    }
}

fn list(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "),
    }
}
