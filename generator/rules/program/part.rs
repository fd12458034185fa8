//! One procedure's part of a program: what its page is given, so that nobody is sent the rules of a whole catalogue.

use super::{Base, FALSE, Instant, Node, NodeId, Procedure, Program, Question, QuestionId, Slice, TODAY, TRUE};
use crate::rules::truth::QuestionSet;

/// A part of a program, which says of its procedure what the whole says.
#[derive(Debug, Clone)]
pub struct Part {
    /// The part as a program of its own.
    pub program: Program,
    /// The node of the whole that each of its nodes is.
    pub nodes: Vec<NodeId>,
}

impl Program {
    /// The questions whose answers have a part in what is said of some procedures.
    pub fn questions_of<'p>(&self, procedures: impl IntoIterator<Item = &'p Procedure>) -> QuestionSet {
        self.needed(procedures).0
    }

    /// The part of the program that is about the procedure at `at`.
    pub fn part(&self, at: usize) -> Part {
        let procedure = &self.procedures[at];
        let (questions, nodes) = self.needed([procedure]);
        let mut making = Making { whole: self, questions: questions.iter().collect(), nodes, part: Program::default() };
        making.part.places = self.places.clone();
        for at in 0..making.nodes.len() {
            let node = making.node(self.node(making.nodes[at]));
            making.part.nodes.push(node);
        }
        for at in 0..making.questions.len() {
            let question = making.question(self.question(making.questions[at]));
            making.part.questions.push(question);
        }
        let procedure = making.procedure(procedure);
        making.part.procedures.push(procedure);
        Part { program: making.part, nodes: making.nodes }
    }

    /// The questions and the nodes that procedures need; the questions' own conditions too, and what those ask.
    fn needed<'p>(&self, procedures: impl IntoIterator<Item = &'p Procedure>) -> (QuestionSet, Vec<NodeId>) {
        let mut roots = vec![FALSE, TRUE];
        let mut questions = QuestionSet::default();
        questions.insert(TODAY);
        for procedure in procedures {
            roots.extend(procedure.roots());
            let amounts = procedure.fees.iter().flat_map(|fee| &fee.rates).flat_map(|(_, amount)| &amount.parts);
            amounts.for_each(|part| questions.insert(part.1));
            for deadline in &procedure.deadlines {
                if let Base::Question(question) = self.instants[deadline.day as usize].base {
                    questions.insert(question);
                }
            }
        }
        loop {
            let known = questions.len();
            for question in questions.iter() {
                let asked = self.question(question);
                roots.extend([asked.relevant, asked.bound]);
            }
            let nodes = self.reachable(roots.iter().copied());
            nodes.iter().for_each(|&node| self.looks_at(self.node(node), |question| questions.insert(question)));
            if questions.len() == known {
                return (questions, nodes);
            }
        }
    }
}

/// A part while it is made: everything keeps its order, and goes by its place in the part.
struct Making<'p> {
    whole: &'p Program,
    questions: Vec<QuestionId>,
    nodes: Vec<NodeId>,
    part: Program,
}

impl Making<'_> {
    fn place(&self, node: NodeId) -> NodeId {
        NodeId(self.nodes.partition_point(|&kept| kept < node) as u32)
    }

    fn asked(&self, question: QuestionId) -> QuestionId {
        QuestionId(self.questions.partition_point(|&kept| kept < question) as u16)
    }

    fn question(&self, asked: &Question) -> Question {
        // Field by field, so that a new one that names a node is not forgotten.
        Question {
            id: asked.id.clone(),
            kind: asked.kind,
            low: asked.low,
            high: asked.high,
            may_be_none: asked.may_be_none,
            fixed: asked.fixed,
            choices: asked.choices.clone(),
            relevant: self.place(asked.relevant),
            bound: self.place(asked.bound),
        }
    }

    fn instant(&mut self, at: u32) -> u32 {
        let instant = &self.whole.instants[at as usize];
        let base = match instant.base {
            Base::Question(question) => Base::Question(self.asked(question)),
            day => day,
        };
        let moved = Instant { base, offsets: instant.offsets.clone() };
        put(&mut self.part.instants, moved) as u32
    }

    fn nodes(&mut self, of: Slice) -> Slice {
        let places: Vec<NodeId> = self.whole.children_of(of).iter().map(|&node| self.place(node)).collect();
        Slice::put(&mut self.part.children, places)
    }

    fn node(&mut self, node: Node) -> Node {
        match node {
            Node::Constant(holds) => Node::Constant(holds),
            Node::Within { question, ranges } => {
                let ranges = Slice::put(&mut self.part.ranges, self.whole.ranges_of(ranges).iter().copied());
                Node::Within { question: self.asked(question), ranges }
            }
            Node::IsNone { question } => Node::IsNone { question: self.asked(question) },
            Node::Count { question, mask, low, high } => {
                Node::Count { question: self.asked(question), mask, low, high }
            }
            Node::Order { left, relation, right } => {
                Node::Order { left: self.instant(left), relation, right: self.instant(right) }
            }
            Node::Sum { parts, constant, relation } => {
                let parts: Vec<_> =
                    self.whole.parts_of(parts).iter().map(|part| (part.0, self.asked(part.1))).collect();
                Node::Sum { parts: Slice::put(&mut self.part.parts, parts), constant, relation }
            }
            Node::Not(of) => Node::Not(self.place(of)),
            Node::All(of) => Node::All(self.nodes(of)),
            Node::Any(of) => Node::Any(self.nodes(of)),
            Node::AtLeast(count, of) => Node::AtLeast(count, self.nodes(of)),
        }
    }

    fn name(&mut self, id: super::NameId) -> super::NameId {
        let name = self.whole.name(id).into();
        super::NameId(put(&mut self.part.names, name) as u32)
    }

    fn procedure(&mut self, of: &Procedure) -> Procedure {
        let mut procedure = of.clone();
        for condition in &mut procedure.conditions {
            condition.name = self.name(condition.name);
        }
        for item in procedure.cases.iter_mut().chain(&mut procedure.documents) {
            item.name = self.name(item.name);
        }
        for fee in &mut procedure.fees {
            fee.name = self.name(fee.name);
            for (_, amount) in &mut fee.rates {
                amount.parts.iter_mut().for_each(|part| part.1 = self.asked(part.1));
            }
        }
        for deadline in &mut procedure.deadlines {
            deadline.name = self.name(deadline.name);
            deadline.day = self.instant(deadline.day);
        }
        procedure.each_node(|node| *node = self.place(*node));
        procedure
    }
}

/// The place of an item in a list that has each once.
fn put<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use crate::files::DiskFiles;
    use crate::rules::session::Session;

    /// What is said without the numbers of nodes, which differ.
    fn said(session: &Session, code: &str) -> (String, serde_json::Value) {
        fn strip(value: &mut serde_json::Value) {
            match value {
                serde_json::Value::Object(map) => {
                    map.remove("node");
                    map.values_mut().for_each(strip);
                }
                serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
                _ => {}
            }
        }
        let mut result = serde_json::from_str(&session.result(code)).unwrap();
        strip(&mut result);
        (session.next(code), result)
    }

    #[test]
    fn a_part_says_of_its_procedure_what_the_whole_says() {
        let files = DiskFiles::new(env!("CARGO_MANIFEST_DIR")).unwrap();
        let rules = crate::check_sources(&files, None).rules;
        let whole = rules.program.to_bytes();
        let mut compared = 0;
        for (at, written) in rules.book.procedures.iter().enumerate() {
            let part = rules.program.part(at).program;
            let bytes = part.to_bytes();
            assert!(bytes.len() < whole.len());
            for test in &written.tests {
                let (mut whole, mut part) = (Session::new(&whole).unwrap(), Session::new(&bytes).unwrap());
                assert_eq!(said(&whole, &written.code), said(&part, &written.code));
                for (question, answer) in &test.answers {
                    assert_eq!(whole.answer(&question.text, &answer.text), Ok(()));
                    // A test may answer what has no part in this procedure.
                    let _ = part.answer(&question.text, &answer.text);
                    assert_eq!(said(&whole, &written.code), said(&part, &written.code), "{}", written.code);
                    compared += 1;
                }
            }
        }
        assert!(compared > 100, "{compared}");
    }
}
