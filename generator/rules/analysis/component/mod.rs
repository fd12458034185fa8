//! Questions that conditions tie together, and the finitely many ways in which their answers differ for those conditions.
//!
//! The conditions that look at answers (*atoms*) tie their questions together: `today <= born + 60 days` ties two. Tied
//! questions make a component. Two answers to a component are of one *class* if all its atoms are the same for both, and
//! a class is found by one of its answers. So every answer of a person is, for these rules, one class of each component,
//! and what holds for all combinations of classes holds for everybody.
//!
//! Which answers have to be tried so that no class is missed:
//! - **One question:** the points at which an atom turns. With a fixed value of all questions but the last, the last is
//!   such a question.
//! - **Stars:** where all questions are tied to one and to no other, as births are to today, each is such a question once that
//!   one has its value, and has nothing to do with the others. For that one the points at which an atom turns are tried, and
//!   those from which such a point of another is reached; or all its values, where the lengths are not clearly apart.
//! - **All but the last:** the points at which an atom turns, and those from which such a point of a tied question is
//!   reached, over as many steps as there are questions. For differences of days this is all (a satisfiable system of
//!   difference constraints has a solution on such points: the shortest paths from the origin). For days that are tied to
//!   one day only, as births are to today, it is all as well if the lengths are clearly apart (60 days and 14 years),
//!   since then the thresholds keep their order on every day. That one day is tried first, and the others follow from it.
//! - **Otherwise**, each value of all questions but the last, where they are few enough. Where they are not, classes may
//!   be missed, and the component says that it is not complete.

mod enough;
mod star;

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::answer::Possible;
use crate::rules::program::{Kind, Node, NodeId, Program, QuestionId, TODAY};
use crate::rules::{Truth, turning};

/// How many values of all questions of a component but the last are tried.
const MOST_VALUES: usize = 100_000;
/// How many points a question may have.
const MOST_POINTS: usize = 3_000;

/// Questions that are tied together.
#[derive(Debug, Clone)]
pub struct Component {
    /// The questions.
    pub questions: Vec<QuestionId>,
    /// The conditions that look at them.
    pub atoms: Vec<NodeId>,
    /// The ways in which answers differ.
    pub classes: Vec<Class>,
    /// Whether these are all there are.
    pub complete: bool,
}

/// Answers for which all atoms are the same.
#[derive(Debug, Clone)]
pub struct Class {
    /// Whether each atom holds.
    pub holds: Vec<bool>,
    /// An answer to each question.
    pub answers: Vec<Possible>,
}

/// The components of some nodes.
pub fn components(program: &Program, nodes: &[NodeId]) -> Vec<Component> {
    groups(program, nodes).into_iter().map(|(questions, atoms)| component(program, questions, atoms)).collect()
}

/// The questions that atoms tie together, and these atoms.
pub(super) fn groups(program: &Program, nodes: &[NodeId]) -> Vec<(Vec<QuestionId>, Vec<NodeId>)> {
    let mut groups: Vec<(BTreeSet<QuestionId>, Vec<NodeId>)> = Vec::new();
    for &id in nodes {
        let mut questions = BTreeSet::new();
        program.looks_at(program.node(id), |question| {
            questions.insert(question);
        });
        if questions.is_empty() {
            continue;
        }
        let mut atoms = Vec::new();
        groups.retain_mut(|group| {
            let tied = !group.0.is_disjoint(&questions);
            if tied {
                questions.append(&mut group.0);
                atoms.append(&mut group.1);
            }
            !tied
        });
        atoms.push(id);
        atoms.sort_unstable();
        atoms.dedup();
        groups.push((questions, atoms));
    }
    groups.sort_by_key(|group| group.0.first().copied());
    groups.into_iter().map(|(questions, atoms)| (questions.into_iter().collect(), atoms)).collect()
}

/// The classes of the answers to questions that `atoms` tie together.
pub(super) fn component(program: &Program, mut questions: Vec<QuestionId>, atoms: Vec<NodeId>) -> Component {
    if let Some(centre) = centre(program, &questions, &atoms) {
        questions.retain(|&question| question != centre);
        questions.insert(0, centre);
    }
    let mut search = Search {
        program,
        questions: &questions,
        atoms: &atoms,
        is_star: centre(program, &questions, &atoms).is_some(),
        possible: program.questions.iter().map(|asked| Possible::of(asked, None)).collect(),
        found: BTreeMap::new(),
    };
    let complete = match questions.as_slice() {
        &[question] if program.question(question).kind == Kind::Many => search.sets(question),
        _ if search.is_star => search.star(),
        _ => search.numbers(),
    };
    let found = std::mem::take(&mut search.found);
    let classes = found.into_iter().map(|(holds, (_, answers))| Class { holds, answers }).collect();
    Component { questions, atoms, classes, complete }
}

/// The question to which all others are tied and which are not tied to one another.
fn centre(program: &Program, questions: &[QuestionId], atoms: &[NodeId]) -> Option<QuestionId> {
    let mut ties: Vec<Vec<QuestionId>> = Vec::new();
    for &atom in atoms {
        let mut tied = Vec::new();
        program.looks_at(program.node(atom), |question| tied.push(question));
        if tied.len() > 1 {
            ties.push(tied);
        }
    }
    let fits = |question: &QuestionId| ties.iter().all(|tied| tied.len() == 2 && tied.contains(question));
    if questions.len() < 2 { None } else { questions.iter().copied().find(fits) }
}

struct Search<'a> {
    program: &'a Program,
    questions: &'a [QuestionId],
    atoms: &'a [NodeId],
    possible: Vec<Possible>,
    /// Whether all questions are tied to the first, and to no other.
    is_star: bool,
    /// By what holds: how odd the answers are, and the answers.
    found: BTreeMap<Vec<bool>, (usize, Vec<Possible>)>,
}

impl Search<'_> {
    /// Whether nobody can give the answers at hand: one of `atoms` is the bound of a question and does not hold. A bound says
    /// nothing where its question has no value, or on a day on which it could have none yet: who is not asked it meets the
    /// other rules all the same.
    fn is_barred(&self, atoms: &[NodeId]) -> bool {
        let today = self.questions.contains(&TODAY).then(|| self.possible[usize::from(TODAY.0)].ends()).flatten();
        let bars = |&atom: &NodeId| {
            let mut bound = self.questions.iter().filter(|&&question| self.program.question(question).bound == atom);
            let says_nothing = |question: &QuestionId| {
                let low = self.program.question(*question).low;
                self.possible[usize::from(question.0)].ends().is_none() || today.is_some_and(|(_, today)| today < low)
            };
            bound.clone().next().is_some()
                && !bound.any(says_nothing)
                && !crate::rules::evaluate::node::of_atom(self.program, atom, &self.possible).is_true()
        };
        atoms.iter().any(bars)
    }

    /// Notes the class of the answers at hand, if somebody can give them; of several, those that look least like the ends of
    /// the earth.
    fn note(&mut self) {
        if self.is_barred(self.atoms) {
            return;
        }
        let truth =
            |&atom: &NodeId| crate::rules::evaluate::node::of_atom(self.program, atom, &self.possible) == Truth::True;
        let holds: Vec<bool> = self.atoms.iter().map(truth).collect();
        let answers: Vec<Possible> = self.questions.iter().map(|q| self.possible[usize::from(q.0)]).collect();
        let at_end = |(question, answer): (&QuestionId, &Possible)| {
            let asked = self.program.question(*question);
            let wide = matches!(asked.kind, Kind::Date | Kind::Integer | Kind::Money);
            wide && answer.ends().is_some_and(|(low, _)| low == asked.low || low == asked.high)
        };
        let odd = self.questions.iter().zip(&answers).filter(|pair| at_end(*pair)).count();
        match self.found.get(&holds) {
            Some((known, _)) if *known <= odd => {}
            _ => {
                self.found.insert(holds, (odd, answers));
            }
        }
    }

    /// Choices that no condition tells apart are told by how many of them are chosen.
    fn sets(&mut self, question: QuestionId) -> bool {
        let all = self.program.question(question).all();
        let masks: Vec<u64> = self
            .atoms
            .iter()
            .filter_map(|&atom| if let Node::Count { mask, .. } = self.program.node(atom) { Some(mask) } else { None })
            .collect();
        let mut groups: BTreeMap<Vec<bool>, Vec<u64>> = BTreeMap::new();
        for bit in (0..64).map(|bit| 1u64 << bit).filter(|bit| all & bit != 0) {
            groups.entry(masks.iter().map(|mask| mask & bit != 0).collect()).or_default().push(bit);
        }
        groups.remove(&vec![false; masks.len()]);
        let groups: Vec<Vec<u64>> = groups.into_values().collect();
        let total = groups.iter().try_fold(1usize, |total, group| total.checked_mul(group.len() + 1));
        let Some(total) = total.filter(|total| *total <= MOST_VALUES) else { return false };
        for mut number in 0..total {
            let mut set = 0;
            for group in &groups {
                let chosen = number % (group.len() + 1);
                number /= group.len() + 1;
                set |= group[..chosen].iter().sum::<u64>();
            }
            self.possible[usize::from(question.0)] = Possible::Set { must: set, may: set };
            self.note();
        }
        true
    }

    fn numbers(&mut self) -> bool {
        let Some((_, rest)) = self.questions.split_last() else { return true };
        let rest = rest.to_vec();
        let sizes = rest.iter().map(|&question| {
            let asked = self.program.question(question);
            usize::try_from(asked.high - asked.low + 1).unwrap_or(usize::MAX)
        });
        let all = sizes.into_iter().try_fold(1usize, usize::checked_mul).filter(|all| *all <= MOST_VALUES);
        let clean = rest.is_empty() || self.is_clean();
        let values: Option<Vec<Vec<i64>>> = if clean || all.is_none() {
            self.closure(&rest)
        } else {
            let whole = |&question: &QuestionId| {
                let asked = self.program.question(question);
                (asked.low..=asked.high).collect()
            };
            Some(rest.iter().map(whole).collect())
        };
        let Some(values) = values else { return false };
        let combinations = values.iter().try_fold(1usize, |all, values| all.checked_mul(values.len() + 1));
        if combinations.is_none_or(|all| all > MOST_VALUES * 2) {
            return false;
        }
        self.descend(&rest, &values, 0);
        clean || all.is_some()
    }

    /// Tries every value of the questions from `at` on.
    fn descend(&mut self, rest: &[QuestionId], values: &[Vec<i64>], at: usize) {
        let question = self.questions[at];
        let slot = usize::from(question.0);
        let before = self.possible[slot];
        let last = at == rest.len();
        let points =
            if last { turning::points(self.program, self.atoms, question, &self.possible) } else { values[at].clone() };
        let none = before.may_be_none().then_some(Possible::Number { low: 0, high: -1, none: true });
        let numbers = points.into_iter().map(|value| Possible::Number { low: value, high: value, none: false });
        for value in numbers.chain(none) {
            self.possible[slot] = value;
            if last {
                self.note();
            } else {
                self.descend(rest, values, at + 1);
            }
        }
        self.possible[slot] = before;
    }

    /// The points of each question but the last, with those from which a point of a tied question is reached.
    fn closure(&self, rest: &[QuestionId]) -> Option<Vec<Vec<i64>>> {
        let own = |question: QuestionId| -> BTreeSet<i64> {
            turning::points(self.program, self.atoms, question, &self.possible).into_iter().collect()
        };
        let mut points: BTreeMap<QuestionId, BTreeSet<i64>> = self.questions.iter().map(|&q| (q, own(q))).collect();
        for _ in 1..self.questions.len() {
            let mut further = points.clone();
            for (&from, values) in &points {
                let mut possible = self.possible.clone();
                for &value in values {
                    possible[usize::from(from.0)] = Possible::Number { low: value, high: value, none: false };
                    for &to in self.questions.iter().filter(|&&to| to != from) {
                        let reached = turning::points(self.program, self.atoms, to, &possible);
                        further.entry(to).or_default().extend(reached);
                    }
                }
            }
            points = further;
            if points.values().any(|values| values.len() > MOST_POINTS) {
                return None;
            }
        }
        Some(rest.iter().map(|question| points[question].iter().copied().collect()).collect())
    }
}
