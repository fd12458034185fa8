//! Because of which questions something is not decided.
//!
//! The questions *responsible* for an unknown node are those that are not fully answered and that an unknown condition
//! looks at which stands below the node with nothing but unknown nodes between. What holds:
//!
//! - **Enough.** While none of them is answered further, the node stays unknown, whatever else is answered. For what
//!   stands under a decided node has no say, and a condition looks at no other questions.
//! - **Each counts.** None of them stands only under nodes that are decided: take one away, and there is a condition
//!   left that is unknown, with every node between it and the whole waiting for it. Where no question stands twice in a
//!   formula, each of them can be the one that decides; where one does, it may be that others decide first.

use super::Evaluation;
use crate::rules::program::{NodeId, QuestionId};
use crate::rules::truth::QuestionSet;

impl Evaluation<'_> {
    /// The questions because of which any of `nodes` is unknown.
    pub fn because(&self, nodes: impl IntoIterator<Item = NodeId>) -> QuestionSet {
        let mut set = QuestionSet::default();
        self.unknown_below(nodes, |_, questions| questions.iter().for_each(|&question| set.insert(question)));
        set
    }

    /// Calls `each` for every unknown condition under `nodes` through unknown nodes, with its open questions.
    pub(crate) fn unknown_below(
        &self,
        nodes: impl IntoIterator<Item = NodeId>,
        mut each: impl FnMut(NodeId, &[QuestionId]),
    ) {
        let mut waiting: Vec<NodeId> = nodes.into_iter().filter(|&id| self.truth(id).is_unknown()).collect();
        if waiting.is_empty() {
            return;
        }
        let mut seen = vec![false; self.program.nodes.len()];
        let mut open = Vec::new();
        while let Some(id) = waiting.pop() {
            if !self.truth(id).is_unknown() || std::mem::replace(&mut seen[id.0 as usize], true) {
                continue;
            }
            open.clear();
            self.program.looks_at(self.program.node(id), |question| {
                if !self.possible[usize::from(question.0)].is_exact() {
                    open.push(question);
                }
            });
            if open.is_empty() {
                waiting.extend(self.program.below(id));
            } else {
                each(id, &open);
            }
        }
    }
}
