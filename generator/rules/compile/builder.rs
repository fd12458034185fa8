//! Nodes, each made once: equal conditions are one node, and what is decided already is none.
//!
//! Simplifications keep the meaning of all three truths or sharpen it: two ranges of one question in an `and` become one,
//! so that `age >= 18 and age < 60` is looked at as a whole.

use std::collections::{BTreeMap, HashMap};

use crate::rules::calendar;
use crate::rules::program::{Base, FALSE, Instant, Node, NodeId, Program, Question, QuestionId, Relation, Slice, TRUE};

/// A node with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Within(QuestionId, Vec<(i64, i64)>),
    IsNone(QuestionId),
    Count(QuestionId, u64, u32, u32),
    Order(u32, Relation, u32),
    Sum(Vec<(i64, QuestionId)>, i64, Relation),
    Not(NodeId),
    All(Vec<NodeId>),
    Any(Vec<NodeId>),
    AtLeast(u32, Vec<NodeId>),
}

/// A program in the making.
#[derive(Debug)]
pub struct Builder {
    /// What is made.
    pub program: Program,
    nodes: HashMap<Key, NodeId>,
    instants: HashMap<Instant, u32>,
    names: HashMap<Box<str>, u32>,
}

impl Builder {
    /// Begins with questions and places.
    pub fn new(program: Program) -> Self {
        let mut builder = Self { program, nodes: HashMap::new(), instants: HashMap::new(), names: HashMap::new() };
        builder.program.nodes = vec![Node::Constant(false), Node::Constant(true)];
        builder
    }

    /// The number of a name.
    pub fn name(&mut self, name: &str) -> crate::rules::program::NameId {
        let names = &mut self.program.names;
        let at = *self.names.entry(name.into()).or_insert_with(|| {
            names.push(name.into());
            names.len() as u32 - 1
        });
        crate::rules::program::NameId(at)
    }

    /// The number of an instant.
    pub fn instant(&mut self, instant: Instant) -> u32 {
        let instants = &mut self.program.instants;
        *self.instants.entry(instant).or_insert_with_key(|instant| {
            instants.push(instant.clone());
            instants.len() as u32 - 1
        })
    }

    fn put(&mut self, key: Key) -> NodeId {
        if let Some(&id) = self.nodes.get(&key) {
            return id;
        }
        let program = &mut self.program;
        let node = match &key {
            Key::Within(question, ranges) => {
                Node::Within { question: *question, ranges: Slice::put(&mut program.ranges, ranges.iter().copied()) }
            }
            Key::IsNone(question) => Node::IsNone { question: *question },
            &Key::Count(question, mask, low, high) => Node::Count { question, mask, low, high },
            &Key::Order(left, relation, right) => Node::Order { left, relation, right },
            Key::Sum(parts, constant, relation) => Node::Sum {
                parts: Slice::put(&mut program.parts, parts.iter().copied()),
                constant: *constant,
                relation: *relation,
            },
            Key::Not(of) => Node::Not(*of),
            Key::All(of) => Node::All(Slice::put(&mut program.children, of.iter().copied())),
            Key::Any(of) => Node::Any(Slice::put(&mut program.children, of.iter().copied())),
            Key::AtLeast(count, of) => Node::AtLeast(*count, Slice::put(&mut program.children, of.iter().copied())),
        };
        let id = NodeId(program.nodes.len() as u32);
        program.nodes.push(node);
        self.nodes.insert(key, id);
        id
    }

    /// A question's value is in one of the ranges.
    pub fn within(&mut self, question: QuestionId, ranges: impl IntoIterator<Item = (i64, i64)>) -> NodeId {
        let Question { low, high, may_be_none, .. } = *self.program.question(question);
        let clipped = ranges.into_iter().map(|range| (range.0.max(low), range.1.min(high)));
        let ranges = merged(clipped.filter(|range| range.0 <= range.1).collect());
        match ranges.as_slice() {
            [] => FALSE,
            [all] if *all == (low, high) && !may_be_none => TRUE,
            _ => self.put(Key::Within(question, ranges)),
        }
    }

    /// A question has no value.
    pub fn is_none(&mut self, question: QuestionId) -> NodeId {
        if self.program.question(question).may_be_none { self.put(Key::IsNone(question)) } else { FALSE }
    }

    /// So many of `mask` are chosen.
    pub fn count(&mut self, question: QuestionId, mask: u64, low: u32, high: u32) -> NodeId {
        let most = mask.count_ones();
        match (low, high.min(most)) {
            (low, high) if low > high => FALSE,
            (0, high) if high == most => TRUE,
            (low, high) => self.put(Key::Count(question, mask, low, high)),
        }
    }

    /// A day stands in a relation to another of another question.
    pub fn order(&mut self, left: Instant, relation: Relation, right: Instant) -> NodeId {
        match (left.base, right.base) {
            (Base::Day(a), Base::Day(b)) => {
                let (a, b) = (calendar::apply(&left.offsets, a), calendar::apply(&right.offsets, b));
                let holds = match relation {
                    Relation::Less => a < b,
                    Relation::AtMost => a <= b,
                    Relation::Equal => a == b,
                };
                if holds { TRUE } else { FALSE }
            }
            (Base::Question(question), Base::Day(day)) => {
                let day = calendar::apply(&right.offsets, day);
                let (low, high) = self.preimage(question, &left.offsets, day);
                let (first, last) = (self.program.question(question).low, self.program.question(question).high);
                match relation {
                    Relation::Less => self.within(question, [(first, low - 1)]),
                    Relation::AtMost => self.within(question, [(first, high)]),
                    Relation::Equal => self.within(question, [(low, high.min(last))]),
                }
            }
            (Base::Day(day), Base::Question(question)) => {
                let day = calendar::apply(&left.offsets, day);
                let (low, high) = self.preimage(question, &right.offsets, day);
                let last = self.program.question(question).high;
                match relation {
                    Relation::Less => self.within(question, [(high + 1, last)]),
                    Relation::AtMost => self.within(question, [(low, last)]),
                    Relation::Equal => self.within(question, [(low, high)]),
                }
            }
            (Base::Question(a), Base::Question(b)) => {
                let always = [a, b].iter().all(|&question| !self.program.question(question).may_be_none);
                if relation == Relation::Less && always {
                    // One node for both: `today > born + 60 days` is the opposite of `today <= born + 60 days`.
                    let opposite = self.order(right, Relation::AtMost, left);
                    return self.not(opposite);
                }
                let (left, right) = (self.instant(left), self.instant(right));
                self.put(Key::Order(left, relation, right))
            }
        }
    }

    /// The first day of a question that is moved to `day` or after it, and the last that is moved to it or before.
    fn preimage(&self, question: QuestionId, offsets: &[calendar::Offset], day: i64) -> (i64, i64) {
        let asked = self.program.question(question);
        let last = |target| calendar::last_at_most(offsets, target, asked.low, asked.high).unwrap_or(asked.low - 1);
        (last(day - 1) + 1, last(day))
    }

    /// A sum stands in a relation to zero. Parts of one question are added up.
    pub fn sum(&mut self, parts: &[(i64, QuestionId)], constant: i64, relation: Relation) -> NodeId {
        let mut by_question = BTreeMap::new();
        for &(factor, question) in parts {
            *by_question.entry(question).or_insert(0i128) += i128::from(factor);
        }
        by_question.retain(|_, factor| *factor != 0);
        let constant = i128::from(constant) + i128::from(relation == Relation::Less);
        let relation = if relation == Relation::Less { Relation::AtMost } else { relation };
        let parts: Vec<(i128, QuestionId)> =
            by_question.into_iter().map(|(question, factor)| (factor, question)).collect();
        match parts.as_slice() {
            [] => {
                let holds = if relation == Relation::Equal { constant == 0 } else { constant <= 0 };
                if holds { TRUE } else { FALSE }
            }
            &[(factor, question)] => {
                let bound = |value: i128| value.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
                let (quotient, rest) = ((-constant).div_euclid(factor), (-constant).rem_euclid(factor));
                match relation {
                    Relation::Equal if rest != 0 => FALSE,
                    Relation::Equal => self.within(question, [(bound(quotient), bound(quotient))]),
                    _ if factor > 0 => self.within(question, [(i64::MIN, bound(quotient))]),
                    // Divided by a negative factor, `<=` is `>=`, and the Euclidean quotient is rounded up.
                    _ => self.within(question, [(bound(quotient), i64::MAX)]),
                }
            }
            _ => {
                let narrow = |value: i128| i64::try_from(value).unwrap_or(if value > 0 { i64::MAX } else { i64::MIN });
                let parts = parts.iter().map(|&(factor, question)| (narrow(factor), question)).collect();
                self.put(Key::Sum(parts, narrow(constant), relation))
            }
        }
    }

    /// The opposite.
    pub fn not(&mut self, of: NodeId) -> NodeId {
        match self.program.node(of) {
            Node::Constant(holds) => {
                if holds {
                    FALSE
                } else {
                    TRUE
                }
            }
            Node::Not(inner) => inner,
            Node::Within { question, ranges } if !self.program.question(question).may_be_none => {
                let Question { low, high, .. } = *self.program.question(question);
                let mut outside = Vec::new();
                let mut next = low;
                for &(from, to) in self.program.ranges_of(ranges) {
                    outside.push((next, from - 1));
                    next = to + 1;
                }
                outside.push((next, high));
                self.within(question, outside)
            }
            _ => self.put(Key::Not(of)),
        }
    }

    /// All of them.
    pub fn all(&mut self, nodes: impl IntoIterator<Item = NodeId>) -> NodeId {
        let parts = self.flat(nodes, TRUE, |node| if let Node::All(of) = node { Some(of) } else { None });
        let Some(parts) = parts else { return FALSE };
        let parts = self.merge_ranges(parts, intersection);
        if parts.contains(&FALSE) || self.has_opposites(&parts) {
            return FALSE;
        }
        match parts.as_slice() {
            [] => TRUE,
            [one] => *one,
            _ => self.put(Key::All(parts)),
        }
    }

    /// One of them or more.
    pub fn any(&mut self, nodes: impl IntoIterator<Item = NodeId>) -> NodeId {
        let parts = self.flat(nodes, FALSE, |node| if let Node::Any(of) = node { Some(of) } else { None });
        let Some(parts) = parts else { return TRUE };
        let parts = self.merge_ranges(parts, |a, b| merged([a, b].concat()));
        if parts.contains(&TRUE) || self.has_opposites(&parts) {
            return TRUE;
        }
        match parts.as_slice() {
            [] => FALSE,
            [one] => *one,
            _ => self.put(Key::Any(parts)),
        }
    }

    /// So many of them or more.
    pub fn at_least(&mut self, count: u32, nodes: impl IntoIterator<Item = NodeId>) -> NodeId {
        let nodes: Vec<NodeId> = nodes.into_iter().filter(|&node| node != FALSE).collect();
        let certain = nodes.iter().filter(|&&node| node == TRUE).count();
        let count = (count as usize).saturating_sub(certain);
        let nodes: Vec<NodeId> = nodes.into_iter().filter(|&node| node != TRUE).collect();
        match count {
            0 => TRUE,
            1 => self.any(nodes),
            count if count == nodes.len() => self.all(nodes),
            count if count > nodes.len() => FALSE,
            count => self.put(Key::AtLeast(count as u32, nodes)),
        }
    }

    /// The parts without nesting, repetition and what changes nothing; none where one of them decides.
    fn flat(
        &self,
        nodes: impl IntoIterator<Item = NodeId>,
        neutral: NodeId,
        inner: impl Fn(Node) -> Option<Slice>,
    ) -> Option<Vec<NodeId>> {
        let mut parts = Vec::new();
        let mut add = |node: NodeId| {
            if node != neutral && !parts.contains(&node) {
                parts.push(node);
            }
        };
        for node in nodes {
            match inner(self.program.node(node)) {
                Some(slice) => self.program.children_of(slice).iter().copied().for_each(&mut add),
                None => add(node),
            }
        }
        let deciding = if neutral == TRUE { FALSE } else { TRUE };
        (!parts.contains(&deciding)).then_some(parts)
    }

    /// Whether one of the parts is the opposite of another: together they decide, whatever is answered.
    fn has_opposites(&self, parts: &[NodeId]) -> bool {
        parts.iter().any(|&part| matches!(self.program.node(part), Node::Not(of) if parts.contains(&of)))
    }

    /// Ranges of one question as one node, which stands where the first of them did.
    fn merge_ranges(
        &mut self,
        parts: Vec<NodeId>,
        merge: impl Fn(&[(i64, i64)], &[(i64, i64)]) -> Vec<(i64, i64)>,
    ) -> Vec<NodeId> {
        let mut out: Vec<NodeId> = Vec::with_capacity(parts.len());
        let mut at_question: BTreeMap<QuestionId, usize> = BTreeMap::new();
        for node in parts {
            let Node::Within { question, ranges } = self.program.node(node) else {
                out.push(node);
                continue;
            };
            match at_question.get(&question) {
                None => {
                    at_question.insert(question, out.len());
                    out.push(node);
                }
                Some(&at) => {
                    let Node::Within { ranges: before, .. } = self.program.node(out[at]) else { continue };
                    let ranges = merge(self.program.ranges_of(before), self.program.ranges_of(ranges));
                    let node = self.within(question, ranges);
                    out[at] = node;
                    if node == TRUE || node == FALSE {
                        at_question.remove(&question);
                    }
                }
            }
        }
        out
    }

    /// The program without nodes that nothing is made of, and the new number of each node that is left.
    pub fn finish(mut self) -> (Program, BTreeMap<NodeId, NodeId>) {
        let roots = self.program.procedures.iter().flat_map(|procedure| procedure.roots());
        let of_questions = self.program.questions.iter().flat_map(|question| [question.relevant, question.bound]);
        let roots: Vec<NodeId> = roots.chain(of_questions).collect();
        let mut kept = self.program.reachable(roots);
        kept.retain(|&node| node != FALSE && node != TRUE);
        let mut numbers = BTreeMap::from([(FALSE, FALSE), (TRUE, TRUE)]);
        numbers.extend(kept.iter().zip(2u32..).map(|(&old, new)| (old, NodeId(new))));
        let old = std::mem::take(&mut self.program);
        let mut program = Program { nodes: old.nodes[..2].to_vec(), ..old.clone() };
        (program.ranges, program.parts, program.children) = (Vec::new(), Vec::new(), Vec::new());
        let new = |id: NodeId| numbers.get(&id).copied().unwrap_or(FALSE);
        for &id in &kept {
            let node = match old.node(id) {
                Node::Within { question, ranges } => Node::Within {
                    question,
                    ranges: Slice::put(&mut program.ranges, old.ranges_of(ranges).iter().copied()),
                },
                Node::Sum { parts, constant, relation } => {
                    let parts = Slice::put(&mut program.parts, old.parts_of(parts).iter().copied());
                    Node::Sum { parts, constant, relation }
                }
                Node::Not(of) => Node::Not(new(of)),
                Node::All(of) => {
                    Node::All(Slice::put(&mut program.children, old.children_of(of).iter().map(|&id| new(id))))
                }
                Node::Any(of) => {
                    Node::Any(Slice::put(&mut program.children, old.children_of(of).iter().map(|&id| new(id))))
                }
                Node::AtLeast(count, of) => Node::AtLeast(
                    count,
                    Slice::put(&mut program.children, old.children_of(of).iter().map(|&id| new(id))),
                ),
                node => node,
            };
            program.nodes.push(node);
        }
        for question in &mut program.questions {
            (question.relevant, question.bound) = (new(question.relevant), new(question.bound));
        }
        for procedure in &mut program.procedures {
            procedure.each_node(|node| *node = new(*node));
        }
        (program, numbers)
    }
}

/// Ranges in order, those that meet as one.
fn merged(mut ranges: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    ranges.sort_unstable();
    let mut out: Vec<(i64, i64)> = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match out.last_mut() {
            Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
            _ => out.push((low, high)),
        }
    }
    out
}

fn intersection(a: &[(i64, i64)], b: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let pairs = a.iter().flat_map(|&a| b.iter().map(move |&b| (a.0.max(b.0), a.1.min(b.1))));
    pairs.filter(|range| range.0 <= range.1).collect()
}
