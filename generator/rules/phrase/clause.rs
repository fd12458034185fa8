//! A node as people would put it: negations stand at what is looked at, what need not be said is left out, and what
//! holds only under a condition comes behind an "if".

use crate::rules::explain::Join;
use crate::rules::program::{Kind, Node, NodeId, Program, QuestionId, TODAY, TRUE};

/// How many parts of one condition are told: nobody reads more, and equal parts may stand in a program many times.
const MOST: usize = 200;

/// A node that looks at answers, or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leaf {
    pub node: NodeId,
    /// Whether the node is to hold, not to fail.
    pub holds: bool,
}

/// A condition without negations but at its leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clause {
    Leaf(Leaf),
    /// All, any or so many of several.
    Group(Join, Vec<Clause>),
    /// The second, where the first holds.
    If(Box<Clause>, Box<Clause>),
    /// What is not told any more.
    More,
}

impl Clause {
    /// A node as a clause.
    pub fn of(program: &Program, id: NodeId) -> Self {
        Self::told(program, id, true, &mut MOST.clone()).simple(program)
    }

    fn told(program: &Program, id: NodeId, holds: bool, left: &mut usize) -> Self {
        *left = left.saturating_sub(1);
        let (join, slice) = match program.node(id) {
            Node::Not(of) => return Self::told(program, of, !holds, left),
            Node::All(slice) => (if holds { Join::All } else { Join::Any }, slice),
            Node::Any(slice) => (if holds { Join::Any } else { Join::All }, slice),
            Node::AtLeast(count, slice) if holds => (Join::AtLeast(count), slice),
            // Not two of five: at least four of five not.
            Node::AtLeast(count, slice) => (Join::AtLeast(slice.len() as u32 + 1 - count), slice),
            _ => return Self::Leaf(Leaf { node: id, holds }),
        };
        let mut parts = Vec::with_capacity(slice.len());
        for &child in program.children_of(slice) {
            if *left == 0 {
                parts.push(Self::More);
                break;
            }
            match Self::told(program, child, holds, left) {
                Self::Group(inner, more) if inner == join && is_plain(join) => {
                    parts.extend(more);
                }
                part => parts.push(part),
            }
        }
        let mut parts = told_once(program, join, parts);
        if parts.len() == 1 && is_plain(join) { parts.remove(0) } else { Self::Group(join, parts) }
    }

    fn simple(self, program: &Program) -> Self {
        let Self::Group(join, parts) = self else { return self };
        let parts = match join {
            Join::Any => match conditional(program, parts) {
                Ok((when, then)) => {
                    let then = then.knowing(program, &when.clone().conjuncts());
                    return Self::If(Box::new(when.simple(program)), Box::new(then.simple(program)));
                }
                Err(parts) => parts,
            },
            _ => parts,
        };
        let mut parts: Vec<Self> = parts.into_iter().map(|part| part.simple(program)).collect();
        if join == Join::All {
            for at in 0..parts.len() {
                if let Self::If(when, then) = &parts[at]
                    && when.clone().conjuncts().iter().all(|one| parts.iter().any(|part| part.says(program, one)))
                {
                    parts[at] = (**then).clone();
                }
            }
        }
        if parts.len() == 1 && is_plain(join) { parts.remove(0) } else { Self::Group(join, parts) }
    }

    /// Without what was said before: parts of an `and` that are known to hold.
    fn knowing(self, program: &Program, known: &[Self]) -> Self {
        let Self::Group(join, parts) = self else { return self };
        let new = |part: &Self| join != Join::All || !known.iter().any(|one| one.says(program, part));
        let mut kept: Vec<Self> = parts.iter().filter(|part| new(part)).cloned().collect();
        if kept.is_empty() {
            kept = parts;
        }
        Self::Group(join, kept.into_iter().map(|part| part.knowing(program, known)).collect())
    }

    /// Whether it is a condition on the day alone: from when or until when a law is in force.
    fn is_period(&self, program: &Program) -> bool {
        let Self::Leaf(leaf) = self else { return false };
        matches!(program.node(leaf.node), Node::Within { question: TODAY, .. })
    }

    /// The parts of an `and`, or it alone.
    fn conjuncts(self) -> Vec<Self> {
        match self {
            Self::Group(Join::All, parts) => parts,
            other => vec![other],
        }
    }

    fn opposite(&self) -> Self {
        match self {
            Self::Leaf(leaf) => Self::Leaf(Leaf { holds: !leaf.holds, ..*leaf }),
            Self::Group(join, parts) => {
                let join = match join {
                    Join::All => Join::Any,
                    Join::AtLeast(count) => Join::AtLeast(parts.len() as u32 + 1 - count),
                    _ => Join::All,
                };
                Self::Group(join, parts.iter().map(Self::opposite).collect())
            }
            Self::If(when, then) => Self::Group(Join::All, vec![(**when).clone(), then.opposite()]),
            Self::More => Self::More,
        }
    }

    /// Whether both say the same, as far as can be seen at once.
    fn says(&self, program: &Program, other: &Self) -> bool {
        match (self, other) {
            (Self::Leaf(a), Self::Leaf(b)) => a == b || a.values(program).is_some_and(|a| Some(a) == b.values(program)),
            (Self::Group(a, left), Self::Group(b, right)) => {
                a == b && left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.says(program, b))
            }
            _ => false,
        }
    }
}

impl Leaf {
    /// The values of a question that always has one, for which it is so.
    fn values(self, program: &Program) -> Option<(QuestionId, Vec<(i64, i64)>)> {
        let Node::Within { question, ranges } = program.node(self.node) else { return None };
        let asked = program.question(question);
        let ranges = program.ranges_of(ranges);
        let inside = if self.holds { ranges.to_vec() } else { outside(ranges, asked.low, asked.high) };
        (!asked.may_be_none).then_some((question, inside))
    }

    /// Whether it is all choices but one.
    fn leaves_one_out(self, program: &Program) -> bool {
        self.values(program).is_some_and(|(question, inside)| {
            let asked = program.question(question);
            let chosen: i64 = inside.iter().map(|(low, high)| high - low + 1).sum();
            asked.kind == Kind::Choice && chosen > 1 && chosen == asked.high - asked.low
        })
    }
}

/// What of `low` to `high` is in none of the ranges, which are in order.
pub(super) fn outside(ranges: &[(i64, i64)], low: i64, high: i64) -> Vec<(i64, i64)> {
    let mut out = Vec::with_capacity(ranges.len() + 1);
    let mut next = low;
    for &(from, to) in ranges {
        if next < from {
            out.push((next, from - 1));
        }
        next = to + 1;
    }
    if next <= high {
        out.push((next, high));
    }
    out
}

fn is_plain(join: Join) -> bool {
    matches!(join, Join::All | Join::Any)
}

/// `a or (not a and b)` is "if not a: b", and so is `before a day, or b`: "if from that day: b".
fn conditional(program: &Program, mut parts: Vec<Clause>) -> Result<(Clause, Clause), Vec<Clause>> {
    if let Some(at) = parts.iter().position(|part| part.is_period(program))
        && parts.len() > 1
    {
        let when = parts.remove(at).opposite();
        return Ok((when, Clause::Group(Join::Any, parts)));
    }
    if let Some((when, rest)) = arises(program, &parts) {
        return Ok((when, Clause::Group(Join::Any, rest)));
    }
    let [a, b] = parts.as_slice() else { return Err(parts) };
    if let Clause::Leaf(leaf) = a
        && leaf.leaves_one_out(program)
        && a != b
    {
        return Ok((a.opposite(), b.clone()));
    }
    for (first, second) in [(a, b), (b, a)] {
        let Clause::Group(Join::All, inner) = second else { continue };
        let when = first.opposite();
        let asked = when.clone().conjuncts();
        let given = |part: &Clause| asked.iter().any(|one| one.says(program, part));
        if asked.iter().all(|one| inner.iter().any(|part| part.says(program, one))) && !inner.iter().all(given) {
            let rest = inner.iter().filter(|part| !given(part)).cloned().collect();
            return Ok((when, Clause::Group(Join::All, rest)));
        }
    }
    Err(parts)
}

/// The condition under which the question of a single answer arises, where the other parts say that it does not.
fn arises(program: &Program, parts: &[Clause]) -> Option<(Clause, Vec<Clause>)> {
    let mut asked = Vec::new();
    for part in parts {
        if let Clause::Leaf(leaf) = part {
            program.looks_at(program.node(leaf.node), |question| asked.push(program.question(question).relevant));
        }
    }
    asked.into_iter().filter(|&relevant| relevant != TRUE).find_map(|relevant| {
        let when = Clause::told(program, relevant, true, &mut MOST.clone());
        let not: Vec<Clause> = when.clone().conjuncts().iter().map(Clause::opposite).collect();
        let is_not = |part: &Clause| not.iter().any(|one| one.says(program, part));
        let rest: Vec<Clause> = parts.iter().filter(|part| !is_not(part)).cloned().collect();
        let all = not.iter().all(|one| parts.iter().any(|part| part.says(program, one)));
        (all && !rest.is_empty()).then_some((when, rest))
    })
}

/// Without parts that say no more than that there is an answer, beside others that speak of the answer: those hold only
/// where there is one, and their opposites are said with "or there is none".
fn told_once(program: &Program, join: Join, parts: Vec<Clause>) -> Vec<Clause> {
    let speaks = |part: &Clause, of: QuestionId| {
        let Clause::Leaf(leaf) = part else { return false };
        let mut asked = false;
        program.looks_at(program.node(leaf.node), |question| asked |= question == of);
        asked
            && leaf.holds == (join == Join::All)
            && matches!(program.node(leaf.node), Node::Within { .. } | Node::Order { .. })
    };
    let is_idle = |part: &Clause| {
        let Clause::Leaf(Leaf { node, holds }) = part else { return false };
        let Node::IsNone { question } = program.node(*node) else { return false };
        *holds == (join == Join::Any) && is_plain(join) && parts.iter().any(|part| speaks(part, question))
    };
    parts.iter().filter(|part| !is_idle(part)).cloned().collect()
}

#[cfg(test)]
impl Clause {
    /// Whether it holds, where all is answered; nothing where not all of it is told.
    pub fn holds(&self, truth: &dyn Fn(NodeId) -> bool) -> Option<bool> {
        match self {
            Self::Leaf(leaf) => Some(truth(leaf.node) == leaf.holds),
            Self::If(when, then) => Some(!when.holds(truth)? || then.holds(truth)?),
            Self::More => None,
            Self::Group(join, parts) => {
                let parts: Vec<bool> = parts.iter().map(|part| part.holds(truth)).collect::<Option<_>>()?;
                let holding = parts.iter().filter(|holds| **holds).count();
                Some(match join {
                    Join::All => holding == parts.len(),
                    Join::AtLeast(count) => holding >= *count as usize,
                    _ => holding > 0,
                })
            }
        }
    }
}
