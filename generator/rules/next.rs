//! What to ask next.
//!
//! What can still change on the result page is *live*: conditions of procedures whose verdict is open, and documents,
//! cases, fees and deadlines of procedures that are not ruled out. Weight flows from there down through everything that is
//! unknown, and each unknown condition gives it to the questions it looks at. Of the heaviest few, the one is asked whose
//! answers close most on average (a look one step ahead). Equal ones are asked in the order of the program, so that
//! the same answers always lead to the same question. Nothing live: nothing to ask.

use super::answer::Answers;
use super::evaluate::{Evaluation, Verdict};
use super::program::{Base, NodeId, Procedure, Program, QuestionId, TODAY};
use super::truth::QuestionSet;
use super::turning;

/// A condition counts more than an item: whether a procedure is for a person comes before what it takes.
const CONDITION: u64 = 4;
const ITEM: u64 = 1;
/// How many questions are looked at a step ahead, and with how many answers each: fewer where there are many procedures,
/// for a person waits for it after every answer.
const fn depth(procedures: usize) -> (usize, usize) {
    if procedures > 500 { (3, 2) } else { (4, 3) }
}

/// What to ask next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The question.
    pub question: QuestionId,
    /// How many questions, this one too, can still matter: at most so many are asked.
    pub remaining: usize,
}

/// The question to ask next about some procedures, by their places in the program.
pub fn next(program: &Program, answers: &Answers, procedures: &[usize]) -> Option<Next> {
    let evaluation = super::evaluate(program, answers);
    let open = Open::of(&evaluation, procedures);
    let weights = Weights::of(&evaluation, &open.parts);
    let askable: Vec<(u64, QuestionId)> = (0..)
        .map(QuestionId)
        .zip(&weights.questions)
        .filter(|(question, weight)| **weight > 0 && is_askable(&evaluation, answers, *question))
        .map(|(question, &weight)| (weight, question))
        .collect();
    let remaining = askable.len();
    // A question that may not arise waits for those that say whether it does, if they can be asked.
    let can_be_asked: QuestionSet = askable.iter().map(|(_, question)| *question).collect();
    let is_ready = |question: QuestionId| {
        let because = evaluation.because([program.question(question).relevant]);
        !because.iter().any(|first| first != question && can_be_asked.contains(first))
    };
    let waiting: Vec<(u64, QuestionId)> = askable.iter().copied().filter(|&(_, question)| is_ready(question)).collect();
    let (candidates, samples) = depth(procedures.len());
    let ready = heaviest(if waiting.is_empty() { askable } else { waiting }, candidates);
    if let [(_, question)] = ready.as_slice() {
        return Some(Next { question: *question, remaining });
    }
    let mut best: Option<(u64, QuestionId)> = None;
    for &(_, question) in &ready {
        let closes = open.closes(&evaluation, &weights, (question, samples));
        if best.is_none_or(|(most, _)| closes > most) {
            best = Some((closes, question));
        }
    }
    best.map(|(_, question)| Next { question, remaining })
}

/// The heaviest few, in this order; of equal ones those that come first.
fn heaviest(mut of: Vec<(u64, QuestionId)>, most: usize) -> Vec<(u64, QuestionId)> {
    for first in 0..of.len().min(most) {
        for at in (first + 1..of.len()).rev() {
            // Neighbours change places, so that equal ones stay in order.
            if of[at].0 > of[at - 1].0 {
                of.swap(at, at - 1);
            }
        }
    }
    of.truncate(most);
    of
}

/// Whether a question was not asked yet and may arise. The day is nobody's to answer.
fn is_askable(evaluation: &Evaluation<'_>, answers: &Answers, question: QuestionId) -> bool {
    question != TODAY
        && answers.get(question).is_none()
        && !evaluation.truth(evaluation.program.question(question).relevant).is_false()
}

/// Something of a result page that may change.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// Whether something holds, and what that counts.
    Holds(NodeId, u64),
    /// A value.
    Value(QuestionId),
}

impl Part {
    /// What it counts as long as it is open.
    fn weight(self, evaluation: &Evaluation<'_>) -> u64 {
        match self {
            Self::Holds(node, weight) if evaluation.truth(node).is_unknown() => weight,
            Self::Value(question) if !evaluation.possible[usize::from(question.0)].is_exact() => ITEM,
            _ => 0,
        }
    }
}

/// What may change on the result pages of some procedures, found once: to look for it takes longer than all else.
struct Open<'p> {
    parts: Vec<Part>,
    /// Each procedure that has some, and how many parts there are up to its last.
    ends: Vec<(&'p Procedure, usize)>,
}

impl<'p> Open<'p> {
    fn of(evaluation: &Evaluation<'p>, procedures: &[usize]) -> Self {
        let mut open = Self { parts: Vec::new(), ends: Vec::new() };
        for procedure in procedures.iter().filter_map(|&at| evaluation.program.procedures.get(at)) {
            each_open(evaluation, procedure, &mut |part| open.parts.push(part));
            open.ends.push((procedure, open.parts.len()));
        }
        open
    }

    /// How much an answer to `question` closes, on average over the answers that are tried, in thousandths.
    fn closes(&self, evaluation: &Evaluation<'_>, weights: &Weights, (question, samples): (QuestionId, usize)) -> u64 {
        let program = evaluation.program;
        // Only what depends on the question changes, and only what is live of that: what is decided stays so.
        let mut depends = vec![false; program.nodes.len()];
        let mut nodes = Vec::new();
        for at in (0..).take(weights.nodes.len()).filter(|&at| weights.nodes[at as usize] > 0) {
            let id = NodeId(at);
            let mut touched = program.below(id).any(|below| depends[below.0 as usize]);
            program.looks_at(program.node(id), |asked| touched |= asked == question);
            if touched {
                depends[id.0 as usize] = true;
                nodes.push(id);
            }
        }
        let is_touched = |part: &Part| match *part {
            Part::Holds(node, _) => depends[node.0 as usize],
            Part::Value(asked) => asked == question,
        };
        let mut touched: Vec<(&Procedure, &[Part])> = Vec::new();
        let mut start = 0;
        for &(procedure, end) in &self.ends {
            let parts = &self.parts[start..end];
            if parts.iter().any(is_touched) {
                touched.push((procedure, parts));
            }
            start = end;
        }
        let weigh = |evaluation: &Evaluation<'_>| {
            let mut sum = 0;
            for &(procedure, parts) in &touched {
                if evaluation.verdict(procedure) != Verdict::NotEligible {
                    parts.iter().for_each(|part| sum += part.weight(evaluation));
                }
            }
            sum
        };
        let before = weigh(evaluation);
        let samples = turning::samples(program, &nodes, question, &evaluation.possible, samples);
        let count = samples.len() as u64;
        let mut ahead = evaluation.clone();
        let mut closed: u64 = 0;
        for sample in samples {
            ahead.possible[usize::from(question.0)] = sample;
            ahead.again(&nodes);
            closed += before.saturating_sub(weigh(&ahead));
        }
        (closed * 1000).checked_div(count).unwrap_or(0)
    }
}

/// Calls `each` for what may change on the result page of a procedure.
fn each_open(evaluation: &Evaluation<'_>, procedure: &Procedure, each: &mut dyn FnMut(Part)) {
    let program = evaluation.program;
    let verdict = evaluation.verdict(procedure);
    if verdict == Verdict::NotEligible {
        return;
    }
    if verdict == Verdict::Unknown {
        let certain = procedure.conditions.iter().any(|c| c.judgement && evaluation.truth(c.node).is_true());
        for condition in procedure.conditions.iter().filter(|c| !(c.judgement && certain)) {
            each(Part::Holds(condition.node, CONDITION));
        }
    }
    // Which version applies is shown too: its name, its law.
    for version in procedure.cases.iter().chain(&procedure.documents).flat_map(|item| &item.versions) {
        each(Part::Holds(version.node, ITEM));
    }
    for fee in &procedure.fees {
        let is_open = evaluation.fee(fee).is_open();
        if is_open || fee.versions.len() > 1 {
            fee.versions.iter().for_each(|version| each(Part::Holds(version.node, ITEM)));
        }
        if !is_open {
            continue;
        }
        for (node, amount) in fee.rates.iter().filter(|rate| !evaluation.truth(rate.0).is_false()) {
            each(Part::Holds(*node, ITEM));
            amount.parts.iter().for_each(|part| each(Part::Value(part.1)));
            if evaluation.truth(*node).is_true() {
                break;
            }
        }
    }
    for deadline in procedure.deadlines.iter().filter(|deadline| !evaluation.truth(deadline.node).is_false()) {
        each(Part::Holds(deadline.node, ITEM));
        if let Base::Question(question) = program.instants[deadline.day as usize].base {
            each(Part::Value(question));
        }
    }
}

/// How much each node and question can still change.
struct Weights {
    nodes: Vec<u64>,
    questions: Vec<u64>,
}

impl Weights {
    fn of(evaluation: &Evaluation<'_>, parts: &[Part]) -> Self {
        let program = evaluation.program;
        let mut weights = Self { nodes: vec![0; program.nodes.len()], questions: vec![0; program.questions.len()] };
        for part in parts {
            match *part {
                Part::Holds(node, weight) => weights.add(evaluation, node, weight),
                Part::Value(question) => weights.add_question(evaluation, question, ITEM),
            }
        }
        // A node comes after those it is made of: from the last to the first, weight flows down.
        for at in (0..program.nodes.len()).rev() {
            let weight = weights.nodes[at];
            if weight == 0 {
                continue;
            }
            let id = NodeId(at as u32);
            program.looks_at(program.node(id), |question| weights.add_question(evaluation, question, weight));
            for below in program.below(id) {
                weights.add(evaluation, below, weight);
            }
        }
        weights
    }

    fn add(&mut self, evaluation: &Evaluation<'_>, node: NodeId, weight: u64) {
        if evaluation.truth(node).is_unknown() {
            let sum = &mut self.nodes[node.0 as usize];
            *sum = sum.saturating_add(weight);
        }
    }

    fn add_question(&mut self, evaluation: &Evaluation<'_>, question: QuestionId, weight: u64) {
        if !evaluation.possible[usize::from(question.0)].is_exact() {
            let sum = &mut self.questions[usize::from(question.0)];
            *sum = sum.saturating_add(weight);
        }
    }
}

/// Answers every question that matters by `answer`, until none is left; gives the questions in the order asked.
#[cfg(test)]
pub(crate) fn interview(
    program: &Program,
    answers: &mut Answers,
    procedures: &[usize],
    mut answer: impl FnMut(QuestionId) -> super::Answer,
) -> Vec<QuestionId> {
    let mut asked = Vec::new();
    while let Some(Next { question, remaining }) = next(program, answers, procedures) {
        assert!(remaining >= 1 && asked.len() < program.questions.len());
        asked.push(question);
        answers.set(question, Some(answer(question)));
    }
    asked
}
