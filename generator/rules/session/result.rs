//! What is shown of one procedure.

use super::{Session, quoted};
use crate::rules::calendar;
use crate::rules::evaluate::{Bill, Evaluation, evaluate};
use crate::rules::explain::{Change, Explanation, Join, changes};
use crate::rules::program::{Condition, Deadline, Item, NameId, QuestionId, Version};
use crate::rules::truth::QuestionSet;

impl Session {
    /// What is shown of a procedure, or `null` where it has no rules:
    ///
    /// | field | meaning |
    /// |---|---|
    /// | `verdict` | `eligible`, `agency-decides`, `no-conditions`, `unknown` or `not-eligible` |
    /// | `because` | ids of the questions because of which the verdict is unknown |
    /// | `conditions` | one for each version as written, in the order of the rules: `judgement` (only the agency can say), `why` |
    /// | `cases`, `documents` | one for each version, those of one id together: `because` (what it still depends on) |
    /// | `fees` | the same, with `amount` (`low`, `high` in đồng, `missing`: whether a part is not stated) of this version, `rate` and `because` |
    /// | `total` | what all fees come to, as `amount` |
    /// | `deadlines` | those that may apply and have a day: `at` (its place in the rules), `from` and `to` (the first and the last day it may be), `telling` (whether these are near enough to each other to be worth saying), `because` |
    /// | `changes` | single answers that would alter the verdict: `question`, `answer`, `verdict` |
    ///
    /// Every condition, case, document, fee and deadline also has
    ///
    /// | field | meaning |
    /// |---|---|
    /// | `id` | its id |
    /// | `version` | which of the versions of this id, from 0, in the order in which they were written |
    /// | `in_force` | whether the day lies between its `from` and `until`; where the day is not known: whether it may |
    /// | `holds` | `true`, `false` or `unknown`: of a condition whether it is met (of a judgement: needed), of the others whether this version applies |
    /// | `node` | the number of what decides it in the program, for its words |
    ///
    /// `rate` says which of a fee's amounts is the one: those of `[[rate]]`
    /// in their order, then those of the fee's own versions; `null` where it is not known.
    pub fn result(&self, code: &str) -> String {
        let Some(procedure) = self.program.procedures.iter().find(|procedure| *procedure.code == *code) else {
            return "null".to_owned();
        };
        let evaluation = evaluate(&self.program, &self.answers);
        let name = |id| quoted(self.program.name(id));
        // What every version says of itself; nothing is closed.
        let head = |id, at: usize, version: Version| {
            let in_force = !evaluation.truth(version.in_force).is_false();
            let (id, holds, node) = (name(id), evaluation.truth(version.node).word(), version.node.0);
            format!("{{\"id\":{id},\"version\":{at},\"in_force\":{in_force},\"holds\":\"{holds}\",\"node\":{node}")
        };
        let items = |items: &[Item]| {
            let mut out = Vec::new();
            for item in items {
                for (at, &version) in item.versions.iter().enumerate() {
                    let because = self.ids(&evaluation.because([version.node]));
                    out.push(format!("{},\"because\":{because}}}", head(item.name, at, version)));
                }
            }
            list(&out)
        };
        let mut names = Vec::new();
        let mut conditions = Vec::new();
        for &Condition { name, node, judgement, in_force } in &procedure.conditions {
            let why = self.explanation(&evaluation.explain(node));
            let head = head(name, version_of(&mut names, name), Version { node, in_force, rates: 0 });
            conditions.push(format!("{head},\"judgement\":{judgement},\"why\":{why}}}"));
        }
        let conditions = list(&conditions);
        let mut fees = Vec::new();
        for fee in &procedure.fees {
            for (at, &version) in fee.versions.iter().enumerate() {
                let because = self.ids(&evaluation.fee_because(fee, Some(at)));
                let rate = evaluation.rate(fee, at).map_or("null".to_owned(), |rate| rate.to_string());
                let (head, amount) = (head(fee.name, at, version), bill(evaluation.fee_version(fee, at)));
                fees.push(format!("{head},\"rate\":{rate},\"amount\":{amount},\"because\":{because}}}"));
            }
        }
        let fees = list(&fees);
        names.clear();
        let mut deadlines = Vec::new();
        for (at, deadline) in procedure.deadlines.iter().enumerate() {
            let &Deadline { name, node, in_force, .. } = deadline;
            let head = head(name, version_of(&mut names, name), Version { node, in_force, rates: 0 });
            let Some(ends) = evaluation.deadline(deadline) else { continue };
            let (low, high) = (calendar::date(ends.0), calendar::date(ends.1));
            let telling = Evaluation::is_telling(ends);
            let because = self.ids(&evaluation.deadline_because(deadline));
            deadlines.push(format!(
                "{head},\"at\":{at},\"from\":\"{low}\",\"to\":\"{high}\",\"telling\":{telling},\"because\":{because}}}"
            ));
        }
        let deadlines = list(&deadlines);
        let change = |change: &Change| {
            let answer = quoted(&change.answer.write(&self.program, change.question));
            let id = quoted(&self.program.question(change.question).id);
            format!("{{\"question\":{id},\"answer\":{answer},\"verdict\":\"{}\"}}", change.verdict.word())
        };
        let changes: Vec<String> = changes(&self.program, &self.answers, procedure).iter().map(change).collect();
        let changes = list(&changes);
        format!(
            "{{\"verdict\":\"{}\",\"because\":{},\"conditions\":{conditions},\"cases\":{},\"documents\":{},\"fees\":{fees},\"total\":{},\"deadlines\":{deadlines},\"changes\":{changes}}}",
            evaluation.verdict(procedure).word(),
            self.ids(&evaluation.verdict_because(procedure)),
            items(&procedure.cases),
            items(&procedure.documents),
            bill(evaluation.bill(procedure)),
        )
    }

    fn ids(&self, questions: &QuestionSet) -> String {
        let ids: Vec<String> = questions.iter().map(|question| quoted(&self.program.question(question).id)).collect();
        list(&ids)
    }

    fn explanation(&self, told: &Explanation) -> String {
        let join = match told.join {
            Join::Answer => "answer".to_owned(),
            Join::All => "all".to_owned(),
            Join::Any => "any".to_owned(),
            Join::Not => "not".to_owned(),
            Join::AtLeast(count) => format!("at-least-{count}"),
        };
        let question = |&question: &QuestionId| {
            let answer = self.answers.get(question).map(|answer| quoted(&answer.write(&self.program, question)));
            let id = quoted(&self.program.question(question).id);
            format!("{{\"id\":{id},\"answer\":{}}}", answer.as_deref().unwrap_or("null"))
        };
        let questions: Vec<String> = told.questions.iter().map(question).collect();
        let parts: Vec<String> = told.parts.iter().map(|part| self.explanation(part)).collect();
        let (questions, parts) = (list(&questions), list(&parts));
        format!(
            "{{\"node\":{},\"holds\":\"{}\",\"counts\":{},\"join\":\"{join}\",\"questions\":{questions},\"parts\":{parts}}}",
            told.node.0,
            told.truth.word(),
            told.counts
        )
    }
}

/// How many of this name there were before.
fn version_of(names: &mut Vec<NameId>, name: NameId) -> usize {
    names.push(name);
    names.iter().filter(|of| **of == name).count() - 1
}

fn bill(bill: Bill) -> String {
    format!("{{\"low\":{},\"high\":{},\"missing\":\"{}\"}}", bill.low, bill.high, bill.missing.word())
}

fn list(items: &[String]) -> String {
    ["[", &items.join(","), "]"].concat()
}
