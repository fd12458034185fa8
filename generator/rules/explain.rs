//! Why: the tree of a condition with the truth of each part, and what single change would alter a verdict.

use super::answer::{Answer, Answers, Possible};
use super::evaluate::{Evaluation, Verdict};
use super::program::{Kind, Node, NodeId, Procedure, Program, QuestionId, TODAY};
use super::truth::{QuestionSet, Truth};
use super::turning;

/// How many parts of one explanation are told: nobody reads more, and equal parts may stand in a program many times.
const MOST: usize = 200;

/// A condition and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Which condition.
    pub node: NodeId,
    /// Whether it holds.
    pub truth: Truth,
    /// Whether it has a part in the truth of the whole: of an `and` that does not hold, those that do not.
    pub counts: bool,
    /// How its parts are joined.
    pub join: Join,
    /// The questions it looks at itself.
    pub questions: Vec<QuestionId>,
    /// What it is made of.
    pub parts: Vec<Explanation>,
}

/// How a condition is made of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// It looks at answers itself.
    Answer,
    /// All of its parts.
    All,
    /// One of its parts.
    Any,
    /// So many of its parts.
    AtLeast(u32),
    /// Not its part.
    Not,
}

/// An answer that would alter a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// To which question.
    pub question: QuestionId,
    /// The answer nearest to the one that was given.
    pub answer: Answer,
    /// What the verdict would be.
    pub verdict: Verdict,
}

impl Evaluation<'_> {
    /// Why a condition has its truth.
    pub fn explain(&self, node: NodeId) -> Explanation {
        let mut left = MOST;
        self.explained(node, true, &mut left)
    }

    fn explained(&self, id: NodeId, counts: bool, left: &mut usize) -> Explanation {
        *left = left.saturating_sub(1);
        let truth = self.truth(id);
        let join = match self.program.node(id) {
            Node::All(_) => Join::All,
            Node::Any(_) => Join::Any,
            Node::AtLeast(count, _) => Join::AtLeast(count),
            Node::Not(_) => Join::Not,
            _ => Join::Answer,
        };
        let mut questions = Vec::new();
        self.program.looks_at(self.program.node(id), |question| questions.push(question));
        let mut parts = Vec::new();
        for &below in self.program.below(id) {
            if *left == 0 {
                break;
            }
            let deciding = match (join, truth) {
                (Join::All, Truth::False) | (Join::Any, Truth::True) | (Join::All | Join::Any, Truth::Unknown) => {
                    self.truth(below) == truth
                }
                (Join::AtLeast(_), truth) => self.truth(below) == truth,
                _ => true,
            };
            parts.push(self.explained(below, counts && deciding, left));
        }
        Explanation { node: id, truth, counts, join, questions, parts }
    }
}

/// Each answer that alone would turn `not eligible` into something better: one a question, nearest to what was answered, and
/// none to a question that is fixed. A later day comes first: it says when to come again. To who is eligible only the day
/// from which they would not be is told, for nobody wants to lose anything.
pub fn changes(program: &Program, answers: &Answers, procedure: &Procedure) -> Vec<Change> {
    let nodes =
        program.reachable(procedure.conditions.iter().map(|condition| condition.node).chain([procedure.stated]));
    let possible = answers.possible(program);
    let mut evaluation = Evaluation::of_nodes(program, possible.clone(), &nodes);
    let before = evaluation.verdict(procedure);
    if matches!(before, Verdict::Unknown | Verdict::NoConditions) {
        return Vec::new();
    }
    let mut asked = QuestionSet::default();
    nodes.iter().for_each(|&node| program.looks_at(program.node(node), |question| asked.insert(question)));
    let mut changes = Vec::new();
    for question in asked.iter() {
        let at = usize::from(question.0);
        if answers.get(question).is_none() || !possible[at].is_exact() || program.question(question).fixed {
            continue;
        }
        if before != Verdict::NotEligible && question != TODAY {
            continue;
        }
        for candidate in candidates(program, &nodes, question, &possible) {
            // Nobody can go back to an earlier day.
            if question == TODAY && candidate.ends() < possible[at].ends() {
                continue;
            }
            evaluation.possible[at] = candidate;
            if Answers::contradiction(program, &evaluation.possible).is_some() {
                continue;
            }
            evaluation.again(&nodes);
            let verdict = evaluation.verdict(procedure);
            let alters = match before {
                Verdict::NotEligible => {
                    matches!(verdict, Verdict::Eligible | Verdict::AgencyDecides | Verdict::NoConditions)
                }
                _ => verdict == Verdict::NotEligible,
            };
            if alters {
                changes.push(Change { question, answer: answer(candidate), verdict });
                break;
            }
        }
        evaluation.possible[at] = possible[at];
    }
    changes
}

/// Other answers to a question, nearest first.
fn candidates(program: &Program, nodes: &[NodeId], question: QuestionId, possible: &[Possible]) -> Vec<Possible> {
    let at = usize::from(question.0);
    let mut open = possible.to_vec();
    open[at] = Possible::of(program.question(question), None);
    if program.question(question).kind == Kind::Many {
        let Possible::Set { must, .. } = possible[at] else { return Vec::new() };
        let all = program.question(question).all();
        let one = (0..64).map(|bit| 1u64 << bit).filter(|bit| all & bit != 0).map(|bit| must ^ bit);
        return one.chain([0, all]).map(|set| Possible::Set { must: set, may: set }).collect();
    }
    let now = possible[at].ends().map_or(0, |(low, _)| low);
    // Points come in order: outwards from the answer, and of two equally near ones the later first, because a day that is
    // still to come can be waited for.
    let points = turning::points(program, nodes, question, &open);
    let (mut before, mut after) =
        (points.iter().rev().skip_while(|value| **value > now).peekable(), points.iter().peekable());
    while after.next_if(|value| **value <= now).is_some() {}
    let mut values = Vec::with_capacity(points.len());
    loop {
        let later = match (before.peek(), after.peek()) {
            (Some(&&earlier), Some(&&later)) => later.abs_diff(now) <= earlier.abs_diff(now),
            (None, None) => break,
            (earlier, _) => earlier.is_none(),
        };
        values.extend(if later { after.next() } else { before.next() });
    }
    let numbers = values.into_iter().map(|&value| Possible::Number { low: value, high: value, none: false });
    let none = open[at].may_be_none().then_some(Possible::Number { low: 0, high: -1, none: true });
    numbers.chain(none).collect()
}

fn answer(possible: Possible) -> Answer {
    match possible {
        Possible::Set { must, may } => Answer::Set { must, may },
        Possible::Number { low, high, .. } if low <= high => Answer::Between(low, high),
        Possible::Number { .. } => Answer::None,
    }
}
