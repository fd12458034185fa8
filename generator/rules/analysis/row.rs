//! A counterexample as a row that can be pasted below the rules.

use super::space::Space;
use crate::rules::answer::{Answer, Answers, Possible};
use crate::rules::calendar;
use crate::rules::evaluate::{Evaluation, Verdict};
use crate::rules::program::{Kind, NodeId, Procedure, Program, QuestionId, TODAY, TRUE};

/// Answers, and what comes out for them.
#[derive(Clone)]
pub struct Row<'p> {
    program: &'p Program,
    procedure: &'p Procedure,
    /// What is looked at, each after what it is made of.
    nodes: &'p [NodeId],
    given: Vec<(QuestionId, Answer)>,
}

impl<'p> Row<'p> {
    /// A row of some answers; those to questions that do not arise are left out.
    pub fn new(space: &'p Space<'p>, procedure: &'p Procedure, answers: &[(QuestionId, Possible)]) -> Self {
        let mut row = Self { program: space.program, procedure, nodes: &space.told, given: Vec::new() };
        row.given = answers.iter().map(|&(question, possible)| (question, answer(possible))).collect();
        let evaluation = row.evaluation();
        let arises = |question: QuestionId| !evaluation.truth(row.program.question(question).relevant).is_false();
        row.given.retain(|&(question, _)| arises(question));
        row
    }

    /// Another answer to a question.
    pub fn with(mut self, question: QuestionId, value: i64) -> Self {
        self.given.retain(|given| given.0 != question);
        self.given.push((question, Answer::value(value)));
        self.given.sort_by_key(|given| given.0);
        self
    }

    /// The value of a question.
    pub fn value(&self, question: QuestionId) -> Option<i64> {
        match self.given.iter().find(|given| given.0 == question)?.1 {
            Answer::Between(low, _) => Some(low),
            _ => None,
        }
    }

    /// Whether a question is answered in it.
    pub fn answers_to(&self, question: QuestionId) -> bool {
        self.given.iter().any(|given| given.0 == question)
    }

    /// What the answers make of the procedure.
    pub fn evaluation(&self) -> Evaluation<'p> {
        Evaluation::of_nodes(self.program, self.answers().possible(self.program), self.nodes)
    }

    /// Whether anybody could answer so.
    pub fn is_possible(&self) -> bool {
        let Some(today) = self.value(TODAY) else { return true };
        self.given.iter().all(|&(question, answer)| {
            let asked = self.program.question(question);
            asked.bound == TRUE || asked.low > today || !matches!(answer, Answer::Between(low, _) if low > today)
        })
    }

    fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for &(question, answer) in &self.given {
            answers.set(question, Some(answer));
        }
        answers
    }

    /// The row, expecting what comes out now.
    pub fn expecting_this(&self) -> String {
        self.expecting(&self.expected())
    }

    /// What comes out now, as a test expects it.
    pub fn expected(&self) -> String {
        let evaluation = self.evaluation();
        let verdict = evaluation.verdict(self.procedure);
        let mut expect = vec![format!("verdict = \"{}\"", verdict.word())];
        if verdict != Verdict::NotEligible {
            let holding = |items: &[crate::rules::program::Item]| -> Vec<&str> {
                let holds = items.iter().filter(|item| evaluation.truth(item.node).is_true());
                holds.map(|item| self.program.name(item.name)).collect()
            };
            if let [case] = holding(&self.procedure.cases).as_slice() {
                expect.push(format!("case = \"{case}\""));
            }
            if !self.procedure.documents.is_empty() {
                let names = holding(&self.procedure.documents);
                let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
                expect.push(format!("documents = [{}]", names.join(", ")));
            }
            if let Some(amount) = evaluation.bill(self.procedure).exact().filter(|_| !self.procedure.fees.is_empty()) {
                expect.push(format!("fee = {amount}"));
            }
            let mut days: Vec<String> = Vec::new();
            for deadline in self.procedure.deadlines.iter().filter(|item| evaluation.truth(item.node).is_true()) {
                match evaluation.deadline(deadline) {
                    Some((low, high)) if low == high => {
                        let name = self.program.name(deadline.name);
                        let bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
                        let name = if bare { name.to_owned() } else { format!("\"{name}\"") };
                        days.push(format!("{name} = {}", calendar::date(low)));
                    }
                    _ => {}
                }
            }
            if !days.is_empty() {
                expect.push(format!("deadlines = {{ {} }}", days.join(", ")));
            }
        }
        expect.join(", ")
    }

    /// The row, expecting what is given; what stands after `#` is for the author.
    pub fn expecting(&self, expect: &str) -> String {
        let given: Vec<String> = self
            .given
            .iter()
            .map(|&(question, answer)| {
                format!("{} = {}", self.program.question(question).id, toml(self.program, question, answer))
            })
            .collect();
        let (expect, note) = expect.split_once(" # ").map_or((expect, String::new()), |(e, n)| (e, format!("  # {n}")));
        format!("[[test]]\nanswers = {{ {} }}\nexpect = {{ {expect} }}{note}", given.join(", "))
    }
}

fn answer(possible: Possible) -> Answer {
    match possible {
        Possible::Set { must, may } => Answer::Set { must, may },
        Possible::Number { low, high, .. } if low <= high => Answer::Between(low, high),
        Possible::Number { .. } => Answer::None,
    }
}

/// An answer as a value of TOML.
fn toml(program: &Program, question: QuestionId, answer: Answer) -> String {
    let asked = program.question(question);
    match (answer, asked.kind) {
        (Answer::Between(low, high), Kind::Bool) if low == high => (low == 1).to_string(),
        (Answer::Between(low, high), Kind::Integer | Kind::Money) if low == high => low.to_string(),
        (Answer::Between(low, high), Kind::Date) if low == high => calendar::date(low).iso(),
        (Answer::Set { must, may }, _) if must == may => {
            let names = (0..64).filter(|bit| must >> bit & 1 == 1).filter_map(|bit: usize| asked.choices.get(bit));
            format!("[{}]", names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "))
        }
        _ => format!("\"{}\"", answer.write(program, question)),
    }
}
