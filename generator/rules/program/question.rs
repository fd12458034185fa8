//! What a program knows of a question.

use super::NodeId;

/// What kind of value answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// One of a list.
    Choice,
    /// Any of a list, also none of it.
    Many,
    /// A whole number.
    Integer,
    /// Whole đồng.
    Money,
    /// A day.
    Date,
    /// A unit of administration, as the path of codes to it.
    Place,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id in expressions and answers.
    pub id: Box<str>,
    /// What answers it.
    pub kind: Kind,
    /// The least value.
    pub low: i64,
    /// The greatest value.
    pub high: i64,
    /// Whether "there is none" answers it.
    pub may_be_none: bool,
    /// Whether nobody can do anything about the answer.
    pub fixed: bool,
    /// The ids of the choices of a choice or a set.
    pub choices: Vec<Box<str>>,
    /// Where this is false, the question does not arise.
    pub relevant: NodeId,
    /// What holds of every answer: of a day that is not to come, that it is no later than today. [`TRUE`](super::TRUE) where there is
    /// nothing of the kind.
    pub bound: NodeId,
}

impl Question {
    /// The place of a choice.
    pub fn choice(&self, id: &str) -> Option<usize> {
        self.choices.iter().position(|choice| **choice == *id)
    }

    /// All choices as bits.
    pub fn all(&self) -> u64 {
        match self.choices.len() {
            64.. => u64::MAX,
            count => (1 << count) - 1,
        }
    }
}
