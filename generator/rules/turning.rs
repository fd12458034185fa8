//! Values at which something turns: enough of them to stand for all others.
//!
//! A condition over one question splits its values into a few ranges on which nothing changes; once the other questions
//! have their values, so does a condition over several. The ends of these ranges are all that has to be tried. The next
//! question, the change that would alter a verdict and the analysis all rest on this.

use super::answer::Possible;
use super::calendar;
use super::evaluate::node;
use super::program::{Base, Kind, Node, NodeId, Program, QuestionId};

/// Values of `question` at which one of `nodes` may turn, with those beside them and the ends of what is possible, in
/// order: each range of values on which all of `nodes` stay as they are has one of them. Where other questions are not
/// exact, only the ends of what they may be are looked at.
pub fn points(program: &Program, nodes: &[NodeId], question: QuestionId, possible: &[Possible]) -> Vec<i64> {
    let asked = program.question(question);
    let (low, high) = match possible[usize::from(question.0)].ends() {
        Some(ends) => ends,
        None => (asked.low, asked.high),
    };
    let mut found = Vec::new();
    insert(&mut found, low);
    insert(&mut found, high);
    // A value and those beside it, because a range may end on either side of it.
    let mut near = |value: i128| {
        for beside in [value.saturating_sub(1), value, value.saturating_add(1)] {
            if beside >= i128::from(low) && beside <= i128::from(high) {
                insert(&mut found, beside as i64);
            }
        }
    };
    for &id in nodes {
        match program.node(id) {
            Node::Within { question: of, ranges } if of == question => {
                for &(from, to) in program.ranges_of(ranges) {
                    near(from.into());
                    near(to.into());
                }
            }
            Node::Order { left, right, .. } => {
                for (mine, other) in [(left, right), (right, left)] {
                    let mine = &program.instants[mine as usize];
                    if mine.base != Base::Question(question) {
                        continue;
                    }
                    let Some(day) = node::day(&program.instants[other as usize], possible) else { continue };
                    for target in [day.low - 1, day.low, day.high] {
                        let last = calendar::last_at_most(&mine.offsets, target, low, high);
                        near(last.map_or(i128::from(low) - 1, i128::from));
                    }
                }
            }
            Node::Sum { parts, constant, .. } => {
                let parts = program.parts_of(parts);
                let Some(&(factor, _)) = parts.iter().find(|part| part.1 == question && part.0 != 0) else { continue };
                let others: Vec<(i64, QuestionId)> = parts.iter().copied().filter(|part| part.1 != question).collect();
                let Some(rest) = node::sum_of(&others, constant, possible) else { continue };
                for rest in [rest.low, rest.high] {
                    // A forged program may have sums beyond any number.
                    if let Some(turn) = rest.checked_neg().and_then(|rest| rest.checked_div_euclid(factor.into())) {
                        near(turn);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Keeps a list in order and without repetition. The lists are short, and a sort would be a tenth of the browser's module.
fn insert(values: &mut Vec<i64>, value: i64) {
    if let Err(at) = values.binary_search(&value) {
        values.insert(at, value);
    }
}

/// What `question` may be, one for each range on which `nodes` stay as they are; `most` at the most, spread evenly.
pub fn samples(
    program: &Program,
    nodes: &[NodeId],
    question: QuestionId,
    possible: &[Possible],
    most: usize,
) -> Vec<Possible> {
    let asked = program.question(question);
    if asked.kind == Kind::Many {
        let Possible::Set { must, may } = possible[usize::from(question.0)] else { return Vec::new() };
        let open: Vec<u64> = (0..64).map(|bit| 1u64 << bit).filter(|bit| may & !must & bit != 0).collect();
        // None, all, and each alone stand for the rest.
        let sets = [must, may].into_iter().chain(open.into_iter().map(|bit| must | bit));
        let mut sets: Vec<Possible> = sets.map(|set| Possible::Set { must: set, may: set }).collect();
        sets.dedup();
        return spread(sets, most);
    }
    let points = points(program, nodes, question, possible);
    let mut samples: Vec<Possible> =
        points.into_iter().map(|value| Possible::Number { low: value, high: value, none: false }).collect();
    if possible[usize::from(question.0)].may_be_none() {
        samples.insert(0, Possible::Number { low: 0, high: -1, none: true });
    }
    spread(samples, most)
}

/// `most` of the items: the first, the last, and evenly between.
fn spread<T: Copy>(items: Vec<T>, most: usize) -> Vec<T> {
    if items.len() <= most || most < 2 {
        return items.into_iter().take(most).collect();
    }
    (0..most).map(|at| items[at * (items.len() - 1) / (most - 1)]).collect()
}
