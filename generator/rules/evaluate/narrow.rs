//! What an answer can be where a condition holds: an amount that is for values up to some bound is no greater than there.

use super::Evaluation;
use crate::rules::answer::Possible;
use crate::rules::program::{Node, NodeId, QuestionId};

/// How many parts of conditions are looked at for one answer: a forged program may have the same part any number of times.
const MOST: usize = 500;

impl Evaluation<'_> {
    /// What `question` can be where each of `nodes` holds or does not, as is said beside it; `None` where it can be nothing.
    /// Perhaps more than it really can: only conditions on this question alone say something.
    pub(super) fn narrowed(&self, question: QuestionId, nodes: &[(NodeId, bool)]) -> Option<Possible> {
        let mut left = MOST;
        let start = self.possible[usize::from(question.0)];
        nodes.iter().try_fold(start, |value, &(node, holds)| self.where_so(question, value, node, holds, &mut left))
    }

    fn where_so(
        &self,
        question: QuestionId,
        value: Possible,
        node: NodeId,
        holds: bool,
        left: &mut usize,
    ) -> Option<Possible> {
        let Possible::Number { mut low, mut high, none } = value else { return Some(value) };
        *left = left.saturating_sub(1);
        if *left == 0 {
            return Some(value);
        }
        let truth = self.truth(node);
        if truth.is_true() != holds && !truth.is_unknown() {
            return None;
        }
        match self.program.node(node) {
            Node::Not(of) => self.where_so(question, value, of, !holds, left),
            Node::All(of) | Node::Any(of) => {
                let all = holds == matches!(self.program.node(node), Node::All(_));
                let mut found = if all { Some(value) } else { None };
                let mut open = 0;
                for &part in self.program.children_of(of) {
                    if all {
                        found = self.where_so(question, found?, part, holds, left);
                        continue;
                    }
                    // Where one of them has to be so: the only one that still can.
                    let truth = self.truth(part);
                    if truth.is_unknown() || truth.is_true() == holds {
                        open += 1;
                        if open > 1 {
                            return Some(value);
                        }
                        found = self.where_so(question, value, part, holds, left);
                    }
                }
                found
            }
            Node::IsNone { question: of } if of == question => match holds {
                true => none.then_some(Possible::Number { low: 0, high: -1, none }),
                false => (low <= high).then_some(Possible::Number { low, high, none: false }),
            },
            Node::Within { question: of, ranges } if of == question => {
                let ranges = self.program.ranges_of(ranges);
                if holds {
                    let mut inside = ranges.iter().filter(|range| range.1 >= low && range.0 <= high);
                    let first = inside.next()?;
                    let last = inside.next_back().unwrap_or(first);
                    return Some(Possible::Number { low: low.max(first.0), high: high.min(last.1), none: false });
                }
                // What lies at the ends; ranges do not touch one another.
                for &(from, to) in ranges {
                    if from <= low && low <= to {
                        low = to.saturating_add(1);
                    }
                    if from <= high && high <= to {
                        high = from.saturating_sub(1);
                    }
                }
                (low <= high || none).then_some(Possible::Number { low, high, none })
            }
            _ => Some(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::evaluate;
    use crate::rules::fixture::{Book, answers};

    fn book() -> Book {
        Book::new().question("price money 0..10000000000000").question("kind choice sale gift").procedure("1")
    }

    /// The registration fee: a half per cent, and no more than 500 million.
    #[test]
    fn a_rate_comes_to_no_more_than_its_own_condition_allows() {
        let capped =
            book().rate("fee", "", "500000000", "when price > 100000000000 dong").fee("fee", "price * 0.5%", "");
        let uncapped =
            book().rate("fee", "", "price * 0.5%", "when kind == sale and price < 5000000 dong").fee("fee", "7", "");
        let split = book().fee("fee", "min(price * 0.5%, 500000000 dong)", "when kind == sale");
        for (book, given, ends) in [
            (&capped, "", (0, 500_000_000)),
            (&capped, "price=200000000..", (1_000_000, 500_000_000)),
            (&capped, "price=400000000000..", (500_000_000, 500_000_000)),
            (&uncapped, "", (0, 24_999)),
            (&split, "", (0, 500_000_000)),
        ] {
            let program = book.program();
            let bill = evaluate(&program, &answers(&program, given)).bill(&program.procedures[0]);
            assert_eq!((bill.low, bill.high), ends, "{given}");
        }
    }

    #[test]
    fn nobody_is_paid() {
        let program = book().fee("fee", "price - 10000 dong", "").program();
        let bill = |text| evaluate(&program, &answers(&program, text)).bill(&program.procedures[0]);
        assert_eq!((bill("price=2000").exact(), bill("price=12000").exact()), (Some(0), Some(2000)));
    }
}
