//! The truth of one node from what is possible and the truths before it.

use crate::rules::answer::Possible;
use crate::rules::calendar;
use crate::rules::program::{Base, Instant, Node, NodeId, Program, QuestionId, Relation};
use crate::rules::truth::Truth;

/// The least and the most a value may be, and whether there may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span<T> {
    /// The least.
    pub low: T,
    /// The most.
    pub high: T,
    /// Whether there may be none.
    pub none: bool,
}

/// The truth of `node`; `truths` has those of the nodes before it.
pub(super) fn truth(program: &Program, node: Node, possible: &[Possible], truths: &[Truth]) -> Truth {
    let of = |id: &NodeId| truths[id.0 as usize];
    match node {
        Node::Constant(holds) => Truth::known(holds),
        Node::Within { question, ranges } => within(possible[usize::from(question.0)], program.ranges_of(ranges)),
        Node::IsNone { question } => {
            let value = possible[usize::from(question.0)];
            Truth::of(value.may_be_none(), value.ends().is_some())
        }
        Node::Count { question, mask, low, high } => count(possible[usize::from(question.0)], mask, low, high),
        Node::Order { left, relation, right } => {
            let side = |at: u32| day(&program.instants[at as usize], possible);
            match (side(left), side(right)) {
                (Some(left), Some(right)) => order(left, relation, right),
                _ => Truth::False,
            }
        }
        Node::Sum { parts, constant, relation } => match sum_of(program.parts_of(parts), constant, possible) {
            Some(sum) => order(sum, relation, Span { low: 0, high: 0, none: false }),
            None => Truth::False,
        },
        Node::Not(id) => !of(&id),
        Node::All(slice) => program.children_of(slice).iter().map(of).fold(Truth::True, Truth::and),
        Node::Any(slice) => program.children_of(slice).iter().map(of).fold(Truth::False, Truth::or),
        Node::AtLeast(least, slice) => {
            let children = program.children_of(slice);
            let certain = children.iter().filter(|id| of(id).is_true()).count();
            let perhaps = children.iter().filter(|id| !of(id).is_false()).count();
            let least = least as usize;
            Truth::of(perhaps >= least, certain < least)
        }
    }
}

/// The truth of a node that looks at answers itself.
#[cfg(feature = "cli")]
pub(crate) fn of_atom(program: &Program, id: NodeId, possible: &[Possible]) -> Truth {
    truth(program, program.node(id), possible, &[])
}

/// The truth of a node that is made of others, from theirs.
#[cfg(feature = "cli")]
pub(crate) fn of_parts(program: &Program, node: Node, truths: &[Truth]) -> Truth {
    truth(program, node, &[], truths)
}

/// The day an instant may be; nothing where there certainly is none.
pub fn day(instant: &Instant, possible: &[Possible]) -> Option<Span<i64>> {
    let (low, high, none) = match instant.base {
        Base::Day(day) => (day, day, false),
        Base::Question(question) => {
            let value = possible[usize::from(question.0)];
            let (low, high) = value.ends()?;
            (low, high, value.may_be_none())
        }
    };
    Some(Span { low: calendar::apply(&instant.offsets, low), high: calendar::apply(&instant.offsets, high), none })
}

/// What a sum may be; nothing where a part of it certainly is not there.
pub fn sum_of(parts: &[(i64, QuestionId)], constant: i64, possible: &[Possible]) -> Option<Span<i128>> {
    sum(&mut parts.iter().map(|&(factor, question)| (factor, possible[usize::from(question.0)])), constant)
}

/// The same of factors and values.
pub fn sum(parts: &mut dyn Iterator<Item = (i64, Possible)>, constant: i64) -> Option<Span<i128>> {
    let mut sum = Span { low: i128::from(constant), high: i128::from(constant), none: false };
    for (factor, value) in parts {
        let (low, high) = value.ends()?;
        // Saturating: 128 bits hold the sum of all products that a program of a few gigabytes can have.
        let (a, b) = (i128::from(factor) * i128::from(low), i128::from(factor) * i128::from(high));
        sum = Span {
            low: sum.low.saturating_add(a.min(b)),
            high: sum.high.saturating_add(a.max(b)),
            none: sum.none || value.may_be_none(),
        };
    }
    Some(sum)
}

fn within(value: Possible, ranges: &[(i64, i64)]) -> Truth {
    let Some((low, high)) = value.ends() else { return Truth::False };
    let at = ranges.partition_point(|range| range.1 < low);
    match ranges.get(at) {
        Some(&(from, to)) if from <= high => Truth::of(true, low < from || high > to || value.may_be_none()),
        _ => Truth::False,
    }
}

fn count(value: Possible, mask: u64, low: u32, high: u32) -> Truth {
    let Possible::Set { must, may } = value else { return Truth::Unknown };
    let (least, most) = ((must & mask).count_ones(), (may & mask).count_ones());
    Truth::of(least <= high && most >= low, least < low || most > high)
}

/// The two sides do not depend on each other: the compiler sees to it that no question stands on both.
fn order<T: Ord>(left: Span<T>, relation: Relation, right: Span<T>) -> Truth {
    let (can_hold, can_fail) = match relation {
        Relation::Less => (left.low < right.high, left.high >= right.low),
        Relation::AtMost => (left.low <= right.high, left.high > right.low),
        Relation::Equal => {
            let apart = left.high < right.low || right.high < left.low;
            let one = left.low == left.high && right.low == right.high;
            (!apart, apart || !one)
        }
    };
    // Equal ranges of which neither is one value can always differ; where they are apart they cannot be equal.
    Truth::of(can_hold, can_fail || left.none || right.none)
}
