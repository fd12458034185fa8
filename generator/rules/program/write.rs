//! A program to its bytes; [`super`] describes them.

use super::bytes::{put_list, put_number, put_signed, put_text};
use super::{Amount, Base, Kind, NameId, Node, NodeId, Program, Relation, TRUE, VERSION, Version};
use crate::rules::calendar::Step;

impl Program {
    /// The bytes of this program.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![b'm', b'q', b'e', VERSION];
        put_list(&mut out, &self.names, |out, name| put_text(out, name));
        put_list(&mut out, &self.questions, |out, question| {
            put_text(out, &question.id);
            let is_bound = question.bound != super::TRUE;
            let flags = [(question.may_be_none, 7), (is_bound, 6), (question.fixed, 5)];
            out.push(flags.iter().fold(question.kind as u8, |byte, &(flag, bit)| byte | u8::from(flag) << bit));
            match question.kind {
                Kind::Choice | Kind::Many => put_list(out, &question.choices, |out, choice| put_text(out, choice)),
                _ => {
                    put_signed(out, question.low);
                    put_signed(out, question.high);
                }
            }
            put_number(out, if question.relevant == super::TRUE { 0 } else { u64::from(question.relevant.0) + 1 });
            if is_bound {
                put_number(out, question.bound.0.into());
            }
        });
        put_list(&mut out, self.places.paths(), |out, path| put_text(out, path));
        put_list(&mut out, &self.instants, |out, instant| {
            match instant.base {
                Base::Day(day) => {
                    out.push(0);
                    put_signed(out, day);
                }
                Base::Question(question) => put_number(out, u64::from(question.0) + 1),
            }
            put_list(out, &instant.offsets, |out, offset| {
                out.push(match offset.step {
                    Step::Days => 0,
                    Step::WorkingDays => 1,
                    Step::Months => 2,
                });
                put_signed(out, offset.amount.into());
            });
        });
        let own = self.nodes.get(2..).unwrap_or_default();
        put_number(&mut out, own.len() as u64);
        for (&node, at) in own.iter().zip(2u32..) {
            self.put_node(&mut out, node, at);
        }
        put_list(&mut out, &self.procedures, |out, procedure| {
            put_text(out, &procedure.code);
            let named = |out: &mut Vec<u8>, name: NameId, node: NodeId| {
                put_number(out, name.0.into());
                put_number(out, node.0.into());
            };
            put_list(out, &procedure.conditions, |out, condition| {
                named(out, condition.name, condition.node);
                out.push(condition.judgement.into());
                put_number(out, condition.in_force.0.into());
            });
            for items in [&procedure.cases, &procedure.documents] {
                put_list(out, items, |out, item| {
                    named(out, item.name, item.node);
                    put_versions(out, &item.versions, 0);
                });
            }
            put_list(out, &procedure.fees, |out, fee| {
                named(out, fee.name, fee.node);
                put_versions(out, &fee.versions, fee.rates.len());
                put_list(out, &fee.rates, |out, (node, amount)| {
                    put_number(out, node.0.into());
                    put_amount(out, amount);
                });
            });
            put_list(out, &procedure.deadlines, |out, deadline| {
                named(out, deadline.name, deadline.node);
                put_number(out, deadline.day.into());
                put_number(out, deadline.in_force.0.into());
            });
            put_number(out, procedure.stated.0.into());
        });
        out
    }

    fn put_node(&self, out: &mut Vec<u8>, node: Node, at: u32) {
        let back = |out: &mut Vec<u8>, of: NodeId| put_number(out, (at - of.0).into());
        match node {
            Node::Constant(_) => {}
            Node::Within { question, ranges } => {
                out.push(1);
                put_number(out, question.0.into());
                let mut end = 0i64;
                put_list(out, self.ranges_of(ranges), |out, &(low, high)| {
                    put_signed(out, low.wrapping_sub(end));
                    put_number(out, high.wrapping_sub(low) as u64);
                    end = high;
                });
            }
            Node::IsNone { question } => {
                out.push(2);
                put_number(out, question.0.into());
            }
            Node::Count { question, mask, low, high } => {
                out.push(3);
                put_number(out, question.0.into());
                put_number(out, mask);
                put_number(out, low.into());
                put_number(out, high.into());
            }
            Node::Order { left, relation, right } => {
                out.push(4);
                put_number(out, left.into());
                put_relation(out, relation);
                put_number(out, right.into());
            }
            Node::Sum { parts, constant, relation } => {
                out.push(5);
                put_list(out, self.parts_of(parts), |out, &(factor, question)| {
                    put_signed(out, factor);
                    put_number(out, question.0.into());
                });
                put_signed(out, constant);
                put_relation(out, relation);
            }
            Node::Not(of) => {
                out.push(6);
                back(out, of);
            }
            Node::All(of) | Node::Any(of) | Node::AtLeast(_, of) => {
                match node {
                    Node::All(_) => out.push(7),
                    Node::Any(_) => out.push(8),
                    _ => out.push(9),
                }
                if let Node::AtLeast(count, _) = node {
                    put_number(out, count.into());
                }
                put_list(out, self.children_of(of), |out, &child| back(out, child));
            }
        }
    }
}

/// One that is always in force goes without saying.
fn put_versions(out: &mut Vec<u8>, versions: &[Version], rates: usize) {
    let versions = match versions {
        [one] if one.in_force == TRUE && one.rates as usize == rates => &[],
        versions => versions,
    };
    put_list(out, versions, |out, version| {
        put_number(out, version.node.0.into());
        put_number(out, version.in_force.0.into());
        put_number(out, version.rates.into());
    });
}

fn put_relation(out: &mut Vec<u8>, relation: Relation) {
    out.push(match relation {
        Relation::Less => 0,
        Relation::AtMost => 1,
        Relation::Equal => 2,
    });
}

fn put_amount(out: &mut Vec<u8>, amount: &Amount) {
    put_list(out, &amount.parts, |out, &(factor, question)| {
        put_signed(out, factor);
        put_number(out, question.0.into());
    });
    put_signed(out, amount.constant);
    put_signed(out, amount.divisor);
}
