//! All combinations of classes of a procedure, one after the other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::component::{self, Component};
use crate::rules::answer::Possible;
use crate::rules::program::{Node, NodeId, Program, QuestionId, TODAY, TRUE};
use crate::rules::truth::{QuestionSet, Truth};

/// How many combinations are looked at. Beyond it, nothing is proven.
pub const CAP: usize = 200_000;

/// Components that were made already: `age(birth_date) >= 18 years` stands in many procedures.
#[derive(Debug, Default)]
pub struct Known(Mutex<BTreeMap<Vec<NodeId>, Arc<Component>>>);

impl Known {
    fn component(&self, program: &Program, questions: Vec<QuestionId>, atoms: Vec<NodeId>) -> Arc<Component> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(component) = known().get(&atoms) {
            return Arc::clone(component);
        }
        // Made outside the lock: two threads may make the same one, which is the same whoever makes it.
        let made = Arc::new(component::component(program, questions, atoms.clone()));
        known().insert(atoms, Arc::clone(&made));
        made
    }
}

/// The combinations of a procedure.
#[derive(Debug)]
pub struct Space<'p> {
    pub program: &'p Program,
    /// What is looked at, each after what it is made of.
    pub nodes: Vec<NodeId>,
    /// The same, and when each of the questions arises.
    pub told: Vec<NodeId>,
    pub components: Vec<Arc<Component>>,
    /// How many combinations there are; none beyond the cap.
    pub total: Option<usize>,
    /// Whether every answer is of one of them.
    pub complete: bool,
}

impl<'p> Space<'p> {
    /// The combinations that `roots` tell apart.
    pub fn new(program: &'p Program, roots: impl IntoIterator<Item = NodeId>, known: &Known) -> Self {
        let nodes = program.reachable(roots);
        let mut asked = QuestionSet::default();
        nodes.iter().for_each(|&node| program.looks_at(program.node(node), |question| asked.insert(question)));
        let arises = asked.iter().map(|question| program.question(question).relevant);
        let told = program.reachable(nodes.iter().copied().chain(arises));
        // What holds of every answer ties its question to the day of asking, where rules look at both.
        let bounds = asked.iter().filter(|_| asked.contains(TODAY)).map(|question| program.question(question).bound);
        let tied: Vec<NodeId> = nodes.iter().copied().chain(bounds.filter(|&bound| bound != TRUE)).collect();
        let groups = component::groups(program, &tied);
        let components: Vec<Arc<Component>> =
            groups.into_iter().map(|(questions, atoms)| known.component(program, questions, atoms)).collect();
        // A component that was given up has no class at all.
        let total = components.iter().try_fold(1usize, |total, component| {
            total.checked_mul(component.classes.len()).filter(|total| (1..=CAP).contains(total))
        });
        let complete = total.is_some() && components.iter().all(|component| component.complete);
        Self { program, nodes, told, components, total, complete }
    }

    /// The class of each component in a combination.
    pub fn classes(&self, mut number: usize) -> Vec<usize> {
        let class = |component: &Arc<Component>| {
            let class = number % component.classes.len();
            number /= component.classes.len();
            class
        };
        self.components.iter().map(class).collect()
    }

    /// How far apart two combinations are that differ in one class of a component.
    pub fn stride(&self, component: usize) -> usize {
        self.components[..component].iter().map(|component| component.classes.len()).product()
    }

    /// The truths of a combination, by node; `unknown` is a component whose answers are not known.
    pub fn truths(&self, number: usize, unknown: Option<usize>, truths: &mut Vec<Truth>) {
        truths.resize(self.program.nodes.len(), Truth::Unknown);
        let mut rest = number;
        for (component, at) in self.components.iter().zip(0..) {
            let class = &component.classes[rest % component.classes.len()];
            rest /= component.classes.len();
            for (&atom, &holds) in component.atoms.iter().zip(&class.holds) {
                truths[atom.0 as usize] = if unknown == Some(at) { Truth::Unknown } else { Truth::known(holds) };
            }
        }
        for &id in &self.nodes {
            let node = self.program.node(id);
            if matches!(node, Node::Constant(_) | Node::Not(_) | Node::All(_) | Node::Any(_) | Node::AtLeast(..)) {
                truths[id.0 as usize] = crate::rules::evaluate::node::of_parts(self.program, node, truths);
            }
        }
    }

    /// The answers of a combination, where each question arises.
    pub fn answers(&self, number: usize, unknown: Option<usize>) -> Vec<(QuestionId, Possible)> {
        let mut answers = Vec::new();
        for ((component, class), at) in self.components.iter().zip(self.classes(number)).zip(0..) {
            if unknown != Some(at) {
                answers
                    .extend(component.questions.iter().copied().zip(component.classes[class].answers.iter().copied()));
            }
        }
        answers.sort_by_key(|answer| answer.0);
        answers
    }
}
