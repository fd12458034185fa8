//! Stars: all questions are tied to one, and to no other.

use std::collections::{BTreeMap, BTreeSet};

use super::{MOST_VALUES, Search};
use crate::rules::analysis::CAP;
use crate::rules::answer::Possible;
use crate::rules::evaluate::node;
use crate::rules::program::{NodeId, QuestionId};
use crate::rules::turning;

impl Search<'_> {
    /// Once the first question has its value, the others have nothing to do with one another: the ways of each are found by
    /// itself, and all of them go together.
    pub(super) fn star(&mut self) -> bool {
        let centre = self.questions[0];
        let asked = self.program.question(centre);
        let clean = self.is_clean();
        let few =
            self.questions.len() < 4 && usize::try_from(asked.high - asked.low + 1).is_ok_and(|all| all <= MOST_VALUES);
        let values: BTreeSet<i64> =
            if clean || !few { self.points_of_centre() } else { (asked.low..=asked.high).collect() };
        let slot = usize::from(centre.0);
        let before = self.possible[slot];
        let none = before.may_be_none().then_some(Possible::Number { low: 0, high: -1, none: true });
        let numbers = values.into_iter().map(|value| Possible::Number { low: value, high: value, none: false });
        let mut within = true;
        let mut met = BTreeSet::new();
        for value in numbers.chain(none) {
            self.possible[slot] = value;
            let ways: Vec<Vec<(Vec<bool>, Possible)>> =
                self.questions[1..].iter().map(|&leaf| self.ways(leaf)).collect();
            // On most days nothing is new: the ways of each come out as they did before.
            let news =
                ways.iter().map(|ways| ways.iter().map(|way| way.0.clone()).collect()).collect::<Vec<Vec<Vec<bool>>>>();
            if !met.insert((self.of_centre(), news)) {
                continue;
            }
            let total = ways.iter().try_fold(1usize, |total, ways| total.checked_mul(ways.len()));
            let Some(total) = total.filter(|total| *total <= CAP) else {
                within = false;
                break;
            };
            for mut number in 0..total {
                for (leaf, ways) in self.questions[1..].iter().zip(&ways) {
                    self.possible[usize::from(leaf.0)] = ways[number % ways.len()].1;
                    number /= ways.len();
                }
                self.note();
            }
            for &leaf in &self.questions[1..] {
                self.possible[usize::from(leaf.0)] = Possible::of(self.program.question(leaf), None);
            }
        }
        self.possible[slot] = before;
        if !within {
            self.found.clear();
        }
        within && (clean || few)
    }

    /// The points of the first question, with those from which a point of another is reached.
    fn points_of_centre(&self) -> BTreeSet<i64> {
        let centre = self.questions[0];
        let own = |question| turning::points(self.program, self.atoms, question, &self.possible);
        let mut points: BTreeSet<i64> = own(centre).into_iter().collect();
        let mut possible = self.possible.clone();
        for &leaf in &self.questions[1..] {
            let slot = usize::from(leaf.0);
            for value in own(leaf) {
                possible[slot] = Possible::Number { low: value, high: value, none: false };
                points.extend(turning::points(self.program, self.atoms, centre, &possible));
            }
            possible[slot] = self.possible[slot];
        }
        points
    }

    /// Answers to a question, one for each way in which its atoms come out; of several, that which looks least like the ends
    /// of the earth.
    fn ways(&mut self, leaf: QuestionId) -> Vec<(Vec<bool>, Possible)> {
        let slot = usize::from(leaf.0);
        let asked = self.program.question(leaf);
        let own: Vec<NodeId> = self
            .atoms
            .iter()
            .copied()
            .filter(|&atom| {
                let mut looks = false;
                self.program.looks_at(self.program.node(atom), |question| looks |= question == leaf);
                looks
            })
            .collect();
        let points = turning::points(self.program, &own, leaf, &self.possible);
        let open = self.possible[slot];
        let none = open.may_be_none().then_some(Possible::Number { low: 0, high: -1, none: true });
        let numbers = points.into_iter().map(|value| Possible::Number { low: value, high: value, none: false });
        let mut found: BTreeMap<Vec<bool>, (bool, Possible)> = BTreeMap::new();
        for value in numbers.chain(none) {
            self.possible[slot] = value;
            if self.is_barred(&own) {
                continue;
            }
            let truth = |&atom: &NodeId| node::of_atom(self.program, atom, &self.possible).is_true();
            let holds: Vec<bool> = own.iter().map(truth).collect();
            let odd = value.ends().is_some_and(|(value, _)| value == asked.low || value == asked.high);
            match found.get(&holds) {
                Some((known, _)) if *known <= odd => {}
                _ => drop(found.insert(holds, (odd, value))),
            }
        }
        self.possible[slot] = open;
        found.into_iter().map(|(holds, (_, value))| (holds, value)).collect()
    }

    /// Whether the atoms hold that look at the first question alone.
    fn of_centre(&self) -> Vec<bool> {
        let own = self.atoms.iter().filter(|&&atom| {
            let mut alone = true;
            self.program.looks_at(self.program.node(atom), |question| alone &= question == self.questions[0]);
            alone
        });
        let truth = |&atom: &NodeId| node::of_atom(self.program, atom, &self.possible).is_true();
        own.map(truth).collect()
    }
}
