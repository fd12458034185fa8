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

#[cfg(test)]
mod tests;

/// A condition counts more than an item: whether a procedure is for a person comes before what it takes.
const CONDITION: u64 = 4;
const ITEM: u64 = 1;
/// How many questions are looked at a step ahead, and with how many answers each: fewer where there are many procedures,
/// for a person waits for it after every answer.
const fn depth(procedures: usize) -> (usize, usize) {
    if procedures > 500 { (3, 2) } else { (4, 3) }
}

/// For each node, a bit for each question that is looked at.
type Bits = u8;
const _: () = assert!(depth(0).0 <= Bits::BITS as usize && depth(usize::MAX).0 <= Bits::BITS as usize);

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
    let live = Live::of(&evaluation, procedures);
    let weights = live.weights(&evaluation);
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
    let closes = live.closes(&evaluation, &weights.nodes, &ready, samples);
    let mut best: Option<(u64, QuestionId)> = None;
    for (closes, (_, question)) in closes.into_iter().zip(ready) {
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
    /// Whether something holds.
    Holds(NodeId),
    /// A value.
    Value(QuestionId),
}

impl Part {
    fn is_open(self, evaluation: &Evaluation<'_>) -> bool {
        match self {
            Self::Holds(node) => evaluation.truth(node).is_unknown(),
            Self::Value(question) => !evaluation.possible[usize::from(question.0)].is_exact(),
        }
    }
}

/// How much each node and question counts.
#[derive(Clone)]
struct Weights {
    nodes: Vec<u64>,
    questions: Vec<u64>,
}

/// What may change on the result pages of some procedures. Conditions are shared by procedures, so that what may change is
/// summed by node: to look at it takes as long as there are nodes, and not as there are procedures.
struct Live<'p> {
    /// What counts of itself, as long as it is open.
    parts: Weights,
    /// Conditions that rule a procedure out when they do not hold.
    rules_out: Vec<(NodeId, &'p Procedure)>,
}

impl<'p> Live<'p> {
    fn of(evaluation: &Evaluation<'p>, procedures: &[usize]) -> Self {
        let program = evaluation.program;
        let parts = Weights { nodes: vec![0; program.nodes.len()], questions: vec![0; program.questions.len()] };
        let mut live = Self { parts, rules_out: Vec::new() };
        let mut parts = Vec::new();
        for procedure in procedures.iter().filter_map(|&at| program.procedures.get(at)) {
            parts.clear();
            open_parts(evaluation, procedure, &mut parts);
            for &(part, weight) in &parts {
                match part {
                    Part::Holds(node) => live.parts.nodes[node.0 as usize] += weight,
                    Part::Value(question) => live.parts.questions[usize::from(question.0)] += weight,
                }
            }
            for condition in procedure.conditions.iter().filter(|condition| !condition.judgement) {
                if evaluation.truth(condition.node).is_unknown() {
                    live.rules_out.push((condition.node, procedure));
                }
            }
        }
        live
    }

    /// How much each node and question can still change: a node comes after those it is made of, so that from the last to
    /// the first weight flows down through what is unknown.
    fn weights(&self, evaluation: &Evaluation<'_>) -> Weights {
        let program = evaluation.program;
        let Weights { mut nodes, mut questions } = self.parts.clone();
        for at in (0..nodes.len()).rev() {
            let weight = nodes[at];
            if weight == 0 {
                continue;
            }
            let id = NodeId(at as u32);
            program.looks_at(program.node(id), |question| {
                if !evaluation.possible[usize::from(question.0)].is_exact() {
                    let sum = &mut questions[usize::from(question.0)];
                    *sum = sum.saturating_add(weight);
                }
            });
            for &below in program.below(id) {
                if evaluation.truth(below).is_unknown() {
                    let sum = &mut nodes[below.0 as usize];
                    *sum = sum.saturating_add(weight);
                }
            }
        }
        Weights { nodes, questions }
    }

    /// How much an answer to each of a few questions closes, on average over the answers that are tried, in thousandths;
    /// `weights` are those of the nodes. No more questions than [`Bits`] has.
    fn closes(
        &self,
        evaluation: &Evaluation<'_>,
        weights: &[u64],
        questions: &[(u64, QuestionId)],
        samples: usize,
    ) -> Vec<u64> {
        debug_assert!(questions.len() <= Bits::BITS as usize, "a bit for each question");
        let program = evaluation.program;
        // Only what depends on a question changes, and only what is live of that: what is decided stays so. A bit each.
        let mut depends = vec![Bits::MIN; program.nodes.len()];
        for at in (0..weights.len()).filter(|&at| weights[at] > 0) {
            let id = NodeId(at as u32);
            let mut bits = program.below(id).iter().fold(0, |bits, below| bits | depends[below.0 as usize]);
            program.looks_at(program.node(id), |asked| {
                for (bit, (_, question)) in questions.iter().enumerate() {
                    bits |= Bits::from(asked == *question) << bit;
                }
            });
            depends[at] = bits;
        }
        let mut parts = Vec::new();
        let mut all = Vec::new();
        for (bit, &(_, question)) in questions.iter().enumerate() {
            let nodes: Vec<NodeId> =
                (0..).zip(&depends).filter(|(_, bits)| *bits >> bit & 1 == 1).map(|(at, _)| NodeId(at)).collect();
            let samples = turning::samples(program, &nodes, question, &evaluation.possible, samples);
            let count = samples.len() as u64;
            let mut ahead = evaluation.clone();
            let mut closed: u64 = 0;
            for sample in samples {
                ahead.possible[usize::from(question.0)] = sample;
                ahead.again(&nodes);
                closed += self.parts.questions[usize::from(question.0)];
                for &node in nodes.iter().filter(|&&node| !ahead.truth(node).is_unknown()) {
                    closed += self.parts.nodes[node.0 as usize];
                }
                // Of a procedure that is ruled out, all that is still open closes too.
                let mut before: Option<&Procedure> = None;
                for &(_, procedure) in self.rules_out.iter().filter(|(node, _)| ahead.truth(*node).is_false()) {
                    if before.is_some_and(|before| std::ptr::eq(before, procedure)) {
                        continue;
                    }
                    before = Some(procedure);
                    parts.clear();
                    open_parts(evaluation, procedure, &mut parts);
                    closed += parts.iter().filter(|part| part.0.is_open(&ahead)).map(|part| part.1).sum::<u64>();
                }
            }
            all.push((closed * 1000).checked_div(count).unwrap_or(0));
        }
        all
    }
}

/// Puts what may change on the result page of a procedure into `parts`, with what it counts.
fn open_parts(evaluation: &Evaluation<'_>, procedure: &Procedure, parts: &mut Vec<(Part, u64)>) {
    let verdict = evaluation.verdict(procedure);
    if verdict == Verdict::NotEligible {
        return;
    }
    let mut put = |part: Part, weight: u64| {
        if part.is_open(evaluation) {
            parts.push((part, weight));
        }
    };
    if verdict == Verdict::Unknown {
        let certain = procedure.conditions.iter().any(|c| c.judgement && evaluation.truth(c.node).is_true());
        for condition in procedure.conditions.iter().filter(|c| !(c.judgement && certain)) {
            put(Part::Holds(condition.node), CONDITION);
        }
    }
    // Which version applies is shown too: its name, its law.
    for items in [&procedure.cases, &procedure.documents] {
        for item in items {
            item.versions.iter().for_each(|version| put(Part::Holds(version.node), ITEM));
        }
    }
    for fee in &procedure.fees {
        let is_open = evaluation.fee(fee).is_open();
        if is_open || fee.versions.len() > 1 {
            fee.versions.iter().for_each(|version| put(Part::Holds(version.node), ITEM));
        }
        if !is_open {
            continue;
        }
        for (node, amount) in fee.rates.iter().filter(|rate| !evaluation.truth(rate.0).is_false()) {
            put(Part::Holds(*node), ITEM);
            amount.parts.iter().for_each(|part| put(Part::Value(part.1), ITEM));
            if evaluation.truth(*node).is_true() {
                break;
            }
        }
    }
    for deadline in procedure.deadlines.iter().filter(|deadline| !evaluation.truth(deadline.node).is_false()) {
        put(Part::Holds(deadline.node), ITEM);
        if let Base::Question(question) = evaluation.program.instants[deadline.day as usize].base {
            put(Part::Value(question), ITEM);
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
