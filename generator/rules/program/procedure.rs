//! What a procedure's rules are made of: items that point into the graph of conditions.

use super::{FALSE, NameId, NodeId, QuestionId};

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
    /// The places of the rates that may be a version's: those of all versions, then its own. Without a version, all.
    pub fn rates_of(&self, version: Option<usize>) -> impl Iterator<Item = usize> + use<> {
        let all = self.rates.len();
        let Some(version) = version else { return (0..all).chain(0..0) };
        let own = |versions: &[Version]| versions.iter().map(|version| version.rates as usize).sum::<usize>();
        let shared = all.saturating_sub(own(&self.versions));
        let start = shared + own(&self.versions[..version]);
        (0..shared).chain(start..start + self.versions[version].rates as usize)
    }
}

/// A day by which something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Its id.
    pub name: NameId,
    /// Whether it applies.
    pub node: NodeId,
    /// Of [`Program::instants`](super::Program::instants).
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
