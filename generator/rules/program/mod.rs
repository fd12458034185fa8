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
pub mod read;
#[cfg(feature = "cli")]
pub mod write;

pub use bytes::Corrupt;
pub use places::Places;

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
    /// What holds of every answer: of a day that is not to come, that it is no later than today. [`TRUE`] where there is
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

/// An amount of money: a sum of factors times answers, divided and rounded down to whole đồng.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// Factor and question.
    pub parts: Vec<(i64, QuestionId)>,
    /// What is added.
    pub constant: i64,
    /// What all is divided by.
    pub divisor: i64,
}

/// A condition of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Its id.
    pub name: NameId,
    /// Whether it holds; of a judgement, whether it is needed.
    pub node: NodeId,
    /// Whether only a person at the agency can say whether it holds.
    pub judgement: bool,
    /// Whether it is in force on the day.
    pub in_force: NodeId,
}

/// One of what authors wrote under one id: as the law has it from a day or until a day, or in other circumstances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// Whether it applies.
    pub node: NodeId,
    /// Whether it is in force on the day, whomever it is about.
    pub in_force: NodeId,
    /// Of a fee: how many of its rates are this version's own amounts.
    pub rates: u32,
}

/// A case or a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub name: NameId,
    /// Whether it applies: one of its versions does.
    pub node: NodeId,
    /// Its versions as they were written; at least one.
    pub versions: Vec<Version>,
}

/// A fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Its id.
    pub name: NameId,
    /// Whether it is to be paid: one of its versions is.
    pub node: NodeId,
    /// Its versions as they were written; at least one.
    pub versions: Vec<Version>,
    /// Which amount: the first that applies. None applies: the amount is not known to the authors. First those that are of
    /// all versions, then each version's own.
    pub rates: Vec<(NodeId, Amount)>,
}

impl Fee {
    /// The places of the rates that may be a version's: those of all versions, then its own.
    pub fn rates_of(&self, version: usize) -> Vec<usize> {
        let own: usize = self.versions.iter().map(|version| version.rates as usize).sum();
        let shared = self.rates.len().saturating_sub(own);
        let mut rates: Vec<usize> = (0..shared).collect();
        let mut start = shared;
        for (at, one) in self.versions.iter().enumerate() {
            let end = start + one.rates as usize;
            if at == version {
                rates.extend(start..end);
            }
            start = end;
        }
        rates
    }
}

/// A day by which something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Its id.
    pub name: NameId,
    /// Whether it applies.
    pub node: NodeId,
    /// Of [`Program::instants`].
    pub day: u32,
    /// Whether it is in force on the day of asking.
    pub in_force: NodeId,
}

/// The rules of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its code.
    pub code: Box<str>,
    /// All have to hold.
    pub conditions: Vec<Condition>,
    /// Whether a condition that is not left to the agency is in force on the day: where none is, nothing says that
    /// somebody is eligible.
    pub stated: NodeId,
    /// One is the person's.
    pub cases: Vec<Item>,
    /// What is to be brought.
    pub documents: Vec<Item>,
    /// What it costs, together.
    pub fees: Vec<Fee>,
    /// By when.
    pub deadlines: Vec<Deadline>,
}

impl Default for Procedure {
    fn default() -> Self {
        Self {
            code: Box::default(),
            conditions: Vec::new(),
            stated: FALSE,
            cases: Vec::new(),
            documents: Vec::new(),
            fees: Vec::new(),
            deadlines: Vec::new(),
        }
    }
}

impl Procedure {
    /// Every node that something on the result page depends on.
    #[cfg(feature = "cli")]
    pub fn roots(&self) -> Vec<NodeId> {
        let mut roots = self.outcome();
        for versions in self.versions() {
            roots.extend(versions.iter().flat_map(|version| [version.node, version.in_force]));
        }
        roots.extend(self.conditions.iter().map(|condition| condition.in_force));
        roots.extend(self.deadlines.iter().map(|deadline| deadline.in_force));
        roots
    }

    /// The nodes that decide the verdict, what is to be brought and what it costs: all but which of several versions it is.
    #[cfg(feature = "cli")]
    pub fn outcome(&self) -> Vec<NodeId> {
        let mut nodes = vec![self.stated];
        nodes.extend(self.conditions.iter().map(|condition| condition.node));
        nodes.extend(self.cases.iter().map(|case| case.node));
        nodes.extend(self.documents.iter().map(|document| document.node));
        for fee in &self.fees {
            nodes.push(fee.node);
            nodes.extend(fee.rates.iter().map(|rate| rate.0));
        }
        nodes.extend(self.deadlines.iter().map(|deadline| deadline.node));
        nodes
    }

    /// The versions of each case, document and fee.
    #[cfg(feature = "cli")]
    fn versions(&self) -> Vec<&[Version]> {
        let mut versions: Vec<&[Version]> = Vec::new();
        for items in [&self.cases, &self.documents] {
            versions.extend(items.iter().map(|item| &*item.versions));
        }
        versions.extend(self.fees.iter().map(|fee| &*fee.versions));
        versions
    }

    /// Calls `each` for every node it names.
    #[cfg(feature = "cli")]
    pub fn each_node(&mut self, mut each: impl FnMut(&mut NodeId)) {
        each(&mut self.stated);
        for condition in &mut self.conditions {
            each(&mut condition.node);
            each(&mut condition.in_force);
        }
        let items = self.cases.iter_mut().chain(&mut self.documents).map(|item| (&mut item.node, &mut item.versions));
        let fees = self.fees.iter_mut().map(|fee| {
            fee.rates.iter_mut().for_each(|rate| each(&mut rate.0));
            (&mut fee.node, &mut fee.versions)
        });
        let all: Vec<(&mut NodeId, &mut Vec<Version>)> = items.chain(fees).collect();
        for (node, versions) in all {
            each(node);
            for version in versions {
                each(&mut version.node);
                each(&mut version.in_force);
            }
        }
        for deadline in &mut self.deadlines {
            each(&mut deadline.node);
            each(&mut deadline.in_force);
        }
    }
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
    pub fn below(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let (one, several) = match self.node(id) {
            Node::Not(of) => (Some(of), &[][..]),
            Node::All(of) | Node::Any(of) | Node::AtLeast(_, of) => (None, self.children_of(of)),
            _ => (None, &[][..]),
        };
        one.into_iter().chain(several.iter().copied())
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
