//! Amounts that are below zero for somebody: nobody is paid by a fee.

use super::row::Row;
use super::space::{Known, Space};
use super::{Subject, findings};
use crate::diagnostic::Diagnostic;
use crate::rules::Answers;
use crate::rules::evaluate::evaluate;
use crate::rules::program::{Node, NodeId, Relation, Slice};

/// Amounts that may be below zero, each with somebody for whom it is.
pub(super) fn find(subject: Subject<'_>) -> Vec<Diagnostic> {
    let Subject { program, procedure, sources, .. } = subject;
    let nobody = evaluate(program, &Answers::default());
    let mut found = Vec::new();
    for (fee, source) in procedure.fees.iter().zip(&sources.fees) {
        let doubtful = |rate: &usize| nobody.least(fee, *rate).is_some_and(|least| least < 0);
        for rate in (0..fee.rates.len()).filter(doubtful) {
            let amount = &fee.rates[rate].1;
            // "The amount is below zero" as a condition, so that the combinations are split where it turns.
            let mut program = program.clone();
            let below = NodeId(program.nodes.len() as u32);
            let parts = Slice::put(&mut program.parts, amount.parts.iter().copied());
            program.nodes.push(Node::Sum { parts, constant: amount.constant, relation: Relation::Less });
            let space = Space::new(&program, procedure.outcome().into_iter().chain([below]), &Known::default());
            let mut truths = Vec::new();
            let somebody = (0..space.total.unwrap_or(0)).find(|&at| {
                space.truths(at, None, &mut truths);
                let holds = |node: NodeId| truths[node.0 as usize].is_true();
                let is_eligible = procedure.conditions.iter().all(|one| one.judgement || holds(one.node));
                let is_the_one = fee.rates.iter().position(|rate| holds(rate.0)) == Some(rate);
                is_eligible && holds(fee.node) && is_the_one && holds(below)
            });
            let name = program.name(fee.name);
            match somebody {
                Some(at) => {
                    let message = format!("the fee \"{name}\" is below zero for somebody");
                    let help = "write max(..., 0 dong), or a `when` that leaves these people out; until then they are told that it is 0";
                    let row = Row::new(&space, procedure, &space.answers(at, None));
                    let finding = Diagnostic::error("rules/fee-negative", source.rates[rate], message).help(help);
                    found.push(finding.paste(row.expecting("fee = 0 # what is it?")));
                }
                None if space.complete => {}
                None => found.push(findings::not_proven(subject, &format!("the fee \"{name}\" may be below zero"))),
            }
        }
    }
    found
}
