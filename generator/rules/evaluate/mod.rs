//! A program and answers to verdicts, documents, fees and deadlines.
//!
//! One pass over the nodes gives the truth of each, since a node comes after those it is made of. What a person sees is
//! looked up in it. Everything is *sound*: what is decided here stays so, whatever is answered later. It is not always
//! complete: `(a and b) or (a and not b)` is unknown while `b` is, although `a` decides it. The analysis tells the authors
//! of such formulas.

pub mod because;
mod narrow;
pub mod node;
pub mod outcome;

pub use outcome::{Bill, Verdict};

use super::answer::{Answers, Possible};
use super::program::{NodeId, Program};
use super::truth::Truth;

/// What the answers make of a program.
#[derive(Debug, Clone)]
pub struct Evaluation<'p> {
    /// The program.
    pub program: &'p Program,
    /// What the answers leave possible, by question.
    pub possible: Vec<Possible>,
    truths: Vec<Truth>,
}

/// What `answers` make of `program`.
pub fn evaluate<'p>(program: &'p Program, answers: &Answers) -> Evaluation<'p> {
    Evaluation::of(program, answers.possible(program))
}

impl<'p> Evaluation<'p> {
    /// What is left possible makes of `program`.
    pub fn of(program: &'p Program, possible: Vec<Possible>) -> Self {
        let mut truths = Vec::with_capacity(program.nodes.len());
        for &node in &program.nodes {
            let truth = node::truth(program, node, &possible, &truths);
            truths.push(truth);
        }
        Self { program, possible, truths }
    }

    /// The same for a few nodes only; each has to come after those it is made of. The others are unknown.
    pub fn of_nodes(program: &'p Program, possible: Vec<Possible>, nodes: &[NodeId]) -> Self {
        let mut evaluation = Self { program, possible, truths: vec![Truth::Unknown; program.nodes.len()] };
        evaluation.again(nodes);
        evaluation
    }

    /// Evaluates some nodes again after [`Evaluation::possible`] was changed.
    pub fn again(&mut self, nodes: &[NodeId]) {
        for &id in nodes {
            let truth = node::truth(self.program, self.program.node(id), &self.possible, &self.truths);
            self.truths[id.0 as usize] = truth;
        }
    }

    /// The truth of a node.
    pub fn truth(&self, node: NodeId) -> Truth {
        self.truths[node.0 as usize]
    }
}
