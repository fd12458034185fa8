//! Whether the points that are tried are enough, so that no class is missed.

use super::Search;
use crate::rules::calendar::{Offset, Step};
use crate::rules::program::{Base, Instant, Node, QuestionId, Relation};

impl Search<'_> {
    /// Whether the points of the closure are enough, as the head of the module above argues.
    pub(super) fn is_clean(&self) -> bool {
        let mut thresholds = Vec::new();
        for &atom in self.atoms {
            match self.program.node(atom) {
                Node::Order { left, relation, right } => {
                    let (left, right) = (&self.program.instants[left as usize], &self.program.instants[right as usize]);
                    thresholds.push((left, relation, right));
                }
                Node::Sum { parts, .. } => {
                    let parts = self.program.parts_of(parts);
                    let difference = parts.len() == 2 && parts[0].0.abs() == 1 && parts[1].0 == -parts[0].0;
                    if !difference {
                        return false;
                    }
                }
                _ => {}
            }
        }
        let of_days = |instant: &Instant| instant.offsets.iter().all(|offset| offset.step == Step::Days);
        if thresholds.iter().all(|(left, _, right)| of_days(left) && of_days(right)) {
            return true;
        }
        let of_leaf = |leaf: QuestionId| {
            let leaf = Base::Question(leaf);
            let own = thresholds.iter().copied().filter(|(left, _, right)| left.base == leaf || right.base == leaf);
            self.are_apart(leaf, &own.collect::<Vec<_>>())
        };
        self.is_star && self.questions[1..].iter().all(|&leaf| of_leaf(leaf))
    }

    /// Two days, the first question's and `leaf`: whether all thresholds are on one side, and each two the same or clearly
    /// apart.
    fn are_apart(&self, leaf: Base, thresholds: &[(&Instant, Relation, &Instant)]) -> bool {
        let moved = Base::Question(self.questions[0]);
        let moved = if thresholds
            .iter()
            .any(|(left, _, right)| [left, right].iter().any(|side| side.base == moved && !side.offsets.is_empty()))
        {
            moved
        } else {
            leaf
        };
        let mut known: Vec<(&[Offset], bool)> = Vec::new();
        for &(left, relation, right) in thresholds {
            let (own, other, is_left) = if left.base == moved { (left, right, true) } else { (right, left, false) };
            if !other.offsets.is_empty() || relation == Relation::Equal {
                return false;
            }
            // Whether the day on which both are equal belongs to the later days.
            let closed = (relation == Relation::AtMost) == is_left;
            let threshold = (own.offsets.as_slice(), closed);
            let fits = |other: &(&[Offset], bool)| {
                let (a, b) = (reach(threshold.0), reach(other.0));
                *other == threshold || a.1 + 2 < b.0 || b.1 + 2 < a.0
            };
            if !known.iter().all(fits) {
                return false;
            }
            known.push(threshold);
        }
        true
    }
}

/// The fewest and the most days a movement may come to. A month is 30.436875 days on average, and no run of months of
/// the calendar is six days from it; five working days are a week, give or take three days.
fn reach(offsets: &[Offset]) -> (i64, i64) {
    offsets.iter().fold((0, 0), |(low, high), offset| {
        let amount = i64::from(offset.amount);
        let (mean, slack) = match offset.step {
            Step::Days => (amount, 0),
            Step::WorkingDays => (amount * 7 / 5, 4),
            Step::Months => (amount * 30_437 / 1000, 7),
        };
        (low + mean - slack, high + mean + slack)
    })
}
