//! What is summed by node against the same by its definition: each result page looked at for itself, all evaluated anew.

use super::*;
use crate::rules::answer::{Answer, Possible};
use crate::rules::calendar;
use crate::rules::evaluate::evaluate;
use crate::rules::program::Kind;
use crate::rules::properties::harness::{Partial, Reference};
use crate::rules::properties::{Seeds, catalogue, checks};

/// Nodes from which something open hangs, by way of what is unknown.
fn live(evaluation: &Evaluation<'_>, pages: &[Vec<(Part, u64)>]) -> Vec<NodeId> {
    let mut waiting: Vec<NodeId> = Vec::new();
    for (part, _) in pages.iter().flatten() {
        if let Part::Holds(node) = part {
            waiting.push(*node);
        }
    }
    let mut found = std::collections::BTreeSet::new();
    while let Some(node) = waiting.pop() {
        if evaluation.truth(node).is_unknown() && found.insert(node) {
            waiting.extend(evaluation.program.below(node));
        }
    }
    found.into_iter().collect()
}

fn closes_by_definition(evaluation: &Evaluation<'_>, procedures: &[usize], question: QuestionId, most: usize) -> u64 {
    let program = evaluation.program;
    let page = |&at: &usize| {
        let mut parts = Vec::new();
        open_parts(evaluation, &program.procedures[at], &mut parts);
        parts
    };
    let pages: Vec<Vec<(Part, u64)>> = procedures.iter().map(page).collect();
    let open = |evaluation: &Evaluation<'_>| -> u64 {
        let of = |(at, parts): (&usize, &Vec<(Part, u64)>)| match evaluation.verdict(&program.procedures[*at]) {
            Verdict::NotEligible => 0,
            _ => parts.iter().filter(|part| part.0.is_open(evaluation)).map(|part| part.1).sum::<u64>(),
        };
        procedures.iter().zip(&pages).map(of).sum()
    };
    let mut nodes = live(evaluation, &pages);
    nodes.retain(|&node| {
        let mut looks = false;
        for below in program.reachable([node]) {
            program.looks_at(program.node(below), |asked| looks |= asked == question);
        }
        looks
    });
    let samples = turning::samples(program, &nodes, question, &evaluation.possible, most);
    let closed = |sample: &Possible| {
        let mut possible = evaluation.possible.clone();
        possible[usize::from(question.0)] = *sample;
        open(evaluation) - open(&Evaluation::of(program, possible))
    };
    let sum: u64 = samples.iter().map(closed).sum();
    (sum * 1000).checked_div(samples.len() as u64).unwrap_or(0)
}

/// Holds every question that may be asked to the definition; how many.
fn hold(program: &Program, answers: &Answers, procedures: &[usize]) -> usize {
    let evaluation = evaluate(program, answers);
    let live = Live::of(&evaluation, procedures);
    let weights = live.weights(&evaluation);
    let asked: Vec<(u64, QuestionId)> = (0..)
        .map(QuestionId)
        .take(program.questions.len())
        .filter(|&question| is_askable(&evaluation, answers, question))
        .map(|question| (weights.questions[usize::from(question.0)], question))
        .filter(|asked| asked.0 > 0)
        .collect();
    for few in asked.chunks(8) {
        let found = live.closes(&evaluation, &weights.nodes, few, 3);
        for (closes, &(_, question)) in found.into_iter().zip(few) {
            assert_eq!(closes, closes_by_definition(&evaluation, procedures, question, 3), "{question:?} {answers:?}");
        }
    }
    asked.len()
}

#[test]
fn an_answer_closes_what_it_closes_on_each_result_page() {
    let mut held = 0;
    for seed in 0..checks(1_500).div_ceil(5) as u64 {
        let mut seeds = Seeds::new(seed ^ 0x0A5C_0000);
        let reference = Reference::any(&mut seeds);
        let program = reference.book().program();
        for _ in 0..5 {
            let partial = Partial::any(&mut seeds, &program, &reference.asked);
            held += hold(&program, &partial.answers, &[0]);
        }
    }
    assert!(held > 200, "{held}");
}

/// Answers come, change and are taken back, over procedures that share their conditions.
#[test]
fn and_over_a_catalogue() {
    let program = catalogue::book(60).program();
    let all: Vec<usize> = (0..60).collect();
    for seed in 0..checks(2_500).div_ceil(500).min(40) as u64 {
        let mut seeds = Seeds::new(seed ^ 0x0A5C_1000);
        let mut answers = Answers::default();
        let today = crate::language::Date::new(2026, 3, 1).map(calendar::day).unwrap();
        answers.set(TODAY, Some(Answer::value(today)));
        for _ in 0..12 {
            let question = QuestionId(1 + seeds.below(program.questions.len() - 1) as u16);
            let asked = program.question(question);
            let answer = match asked.kind {
                _ if seeds.one_in(6) => Some(Answer::DontKnow),
                _ if seeds.one_in(6) => None,
                Kind::Many => Some(Answer::Set { must: 1, may: if seeds.one_in(2) { 1 } else { 5 } }),
                _ => Some(Answer::value(seeds.between(asked.low, asked.high.min(asked.low + 40_000)))),
            };
            answers.set(question, answer);
            let some: Vec<usize> = all.iter().copied().filter(|_| !seeds.one_in(4)).collect();
            assert!(hold(&program, &answers, &some) > 0);
        }
    }
}
