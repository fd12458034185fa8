//! The compiled rules of a catalogue: questions, a shared graph of conditions, and procedures that point into it.
//!
//! Conditions that are equal are one node, whichever procedures they stand in, so that a catalogue is screened by one
//! pass over the nodes. A node comes after the nodes it is made of. Nothing is nested: a node names others by number and
//! its parts by a range of a pool, so that a program is a few flat lists, read in one pass and evaluated in another.
//!
//! # Bytes
//! Hand-written, by [`write`](mod@write) and [`read`](mod@read). A file begins with `m`, `q`, `e` and [`VERSION`]. A
//! *number* is LEB128 of at most 64 bits; a *signed* number is zigzag in LEB128; a *text* is its length and UTF-8; a
//! *list* is its length and its items.
//!
//! | part | bytes |
//! |---|---|
//! | names | list of texts: ids of items, used by number below |
//! | questions | list of: id text, kind byte (bit 7: may be none; bit 6: has a bound; bit 5: is fixed), then choices (list of texts) for choice and many, else low and high, signed; relevance node + 1, or 0 for always; the bound's node, where it has one |
//! | places | list of texts, sorted |
//! | instants | list of: question + 1, or 0 and a signed day; list of offsets: step byte, signed amount |
//! | nodes | list of: tag byte and what its kind says in [`Node`]; other nodes as the distance back to them |
//! | procedures | list of: code text; conditions (name, node, judgement byte, in-force node), cases, documents (name, node, versions), fees (name, node, versions, rates: node, amount), deadlines (name, node, instant, in-force node); the node by which conditions are stated |
//! | versions | list of: node, in-force node, number of rates; empty where there is one that is always in force |
//!
//! Question 0 is always `today`. Nodes 0 and 1 are not written: they are false and true.

mod bytes;
#[cfg(feature = "cli")]
pub mod part;
pub mod places;
mod procedure;
mod question;
pub mod read;
#[cfg(feature = "cli")]
pub mod write;

pub use bytes::Corrupt;
pub use places::Places;
pub use procedure::{Amount, Condition, Deadline, Fee, Item, Procedure, Version};
pub use question::{Kind, Question};

use super::calendar::Offset;

/// The version of the bytes; a reader that meets another says so and the page does without.
pub const VERSION: u8 = 3;

/// A question, by its place in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub u16);

/// A node, by its place in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// An item's name, by its place in the program's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// Some of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    start: u32,
    len: u32,
}

/// The day on which it is asked: the first question of every program.
pub const TODAY: QuestionId = QuestionId(0);
/// The node that never holds.
pub const FALSE: NodeId = NodeId(0);
/// The node that always holds.
pub const TRUE: NodeId = NodeId(1);
/// How deep nodes may stand in one another.
pub const DEEPEST: usize = 200;

/// How two sides are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The left is less.
    Less,
    /// The left is less or equal.
    AtMost,
    /// They are equal.
    Equal,
}

/// A day: a question's or a fixed one, moved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Where it starts.
    pub base: Base,
    /// Where it goes from there.
    pub offsets: Vec<Offset>,
}

/// Where a day starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// A day.
    Day(i64),
    /// The answer to a question.
    Question(QuestionId),
}

/// Something that holds, does not hold, or is unknown. Those that look at a question's value do not hold where there is
/// none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// Always or never.
    Constant(bool),
    /// The value is in one of the ranges (sorted, not touching one another). Tag 1: question, list of ranges, each as the
    /// signed distance from the end before and the length.
    Within {
        /// Whose value.
        question: QuestionId,
        /// Of [`Program::ranges`].
        ranges: Slice,
    },
    /// There is none. Tag 2: question.
    IsNone {
        /// Whose.
        question: QuestionId,
    },
    /// So many of some choices are chosen. Tag 3: question, mask, low, high.
    Count {
        /// Whose set.
        question: QuestionId,
        /// Which choices count.
        mask: u64,
        /// At least.
        low: u32,
        /// At most.
        high: u32,
    },
    /// A day stands in a relation to another. Tag 4: instant, relation byte, instant.
    Order {
        /// Of [`Program::instants`].
        left: u32,
        /// How.
        relation: Relation,
        /// Of [`Program::instants`].
        right: u32,
    },
    /// A sum stands in a relation to zero. Tag 5: parts (signed factor, question), signed constant, relation byte.
    Sum {
        /// Of [`Program::parts`].
        parts: Slice,
        /// What is added.
        constant: i64,
        /// To zero.
        relation: Relation,
    },
    /// It does not hold. Tag 6: node.
    Not(NodeId),
    /// All hold. Tag 7: nodes; of [`Program::children`].
    All(Slice),
    /// One holds. Tag 8: nodes; of [`Program::children`].
    Any(Slice),
    /// So many hold. Tag 9: count, nodes; of [`Program::children`].
    AtLeast(u32, Slice),
}

/// The compiled rules of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Program {
    /// Ids of items.
    pub names: Vec<Box<str>>,
    /// The questions; the first is `today`.
    pub questions: Vec<Question>,
    /// The places that rules tell apart.
    pub places: Places,
    /// Days.
    pub instants: Vec<Instant>,
    /// Conditions, each after those it is made of.
    pub nodes: Vec<Node>,
    /// Of `Within`.
    pub ranges: Vec<(i64, i64)>,
    /// Of `Sum`.
    pub parts: Vec<(i64, QuestionId)>,
    /// Of `All`, `Any`, `AtLeast`.
    pub children: Vec<NodeId>,
    /// The procedures.
    pub procedures: Vec<Procedure>,
}

impl Program {
    /// A question of this program.
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions[usize::from(id.0)]
    }

    /// The question with an id.
    pub fn question_id(&self, id: &str) -> Option<QuestionId> {
        self.questions.iter().position(|question| *question.id == *id).map(|at| QuestionId(at as u16))
    }

    /// The name of an item.
    pub fn name(&self, id: NameId) -> &str {
        &self.names[id.0 as usize]
    }

    /// A node of this program.
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.0 as usize]
    }

    /// The nodes a node is made of.
    pub fn children_of(&self, slice: Slice) -> &[NodeId] {
        slice.of(&self.children)
    }

    /// The ranges of a node.
    pub fn ranges_of(&self, slice: Slice) -> &[(i64, i64)] {
        slice.of(&self.ranges)
    }

    /// The parts of a sum.
    pub fn parts_of(&self, slice: Slice) -> &[(i64, QuestionId)] {
        slice.of(&self.parts)
    }

    /// The nodes directly below a node.
    pub fn below(&self, id: NodeId) -> &[NodeId] {
        match &self.nodes[id.0 as usize] {
            Node::Not(of) => std::slice::from_ref(of),
            Node::All(of) | Node::Any(of) | Node::AtLeast(_, of) => self.children_of(*of),
            _ => &[],
        }
    }

    /// All nodes that `roots` are made of, each after those it is made of.
    pub fn reachable(&self, roots: impl IntoIterator<Item = NodeId>) -> Vec<NodeId> {
        let mut waiting: Vec<NodeId> = roots.into_iter().collect();
        let mut seen = vec![false; self.nodes.len()];
        let (mut first, mut last) = (self.nodes.len(), 0);
        while let Some(node) = waiting.pop() {
            let at = node.0 as usize;
            if !std::mem::replace(&mut seen[at], true) {
                (first, last) = (first.min(at), last.max(at));
                waiting.extend(self.below(node));
            }
        }
        (first..=last).filter(|&at| seen[at]).map(|at| NodeId(at as u32)).collect()
    }

    /// The questions a node looks at itself.
    pub fn looks_at(&self, node: Node, mut each: impl FnMut(QuestionId)) {
        let mut instant = |at: u32| {
            if let Base::Question(question) = self.instants[at as usize].base {
                each(question);
            }
        };
        match node {
            Node::Within { question, .. } | Node::IsNone { question } | Node::Count { question, .. } => each(question),
            Node::Order { left, right, .. } => {
                instant(left);
                instant(right);
            }
            Node::Sum { parts, .. } => self.parts_of(parts).iter().for_each(|part| each(part.1)),
            Node::Constant(_) | Node::Not(_) | Node::All(_) | Node::Any(_) | Node::AtLeast(..) => {}
        }
    }
}

impl Slice {
    /// Puts items into a pool.
    pub fn put<T>(pool: &mut Vec<T>, items: impl IntoIterator<Item = T>) -> Self {
        let start = pool.len() as u32;
        pool.extend(items);
        Self { start, len: pool.len() as u32 - start }
    }

    /// How many.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    fn of<T>(self, pool: &[T]) -> &[T] {
        &pool[self.start as usize..(self.start + self.len) as usize]
    }
}
