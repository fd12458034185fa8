//! What is shown of one procedure.

use super::Session;
use super::json::Json;
use crate::language::number::plain;
use crate::rules::calendar;
use crate::rules::evaluate::{Bill, Evaluation, evaluate};
use crate::rules::explain::{Explanation, Join, changes};
use crate::rules::program::{Condition, Deadline, Item, NameId, NodeId, Procedure, Version};
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
        let mut json = Json::default();
        match self.program.procedures.iter().find(|procedure| *procedure.code == *code) {
            Some(procedure) => self.procedure(&mut json, procedure),
            None => {
                json.word("null");
            }
        }
        json.0
    }

    fn procedure(&self, json: &mut Json, procedure: &Procedure) {
        let evaluation = &evaluate(&self.program, &self.answers);
        json.open('{').key("verdict").text(evaluation.verdict(procedure).word());
        self.because(json, &evaluation.verdict_because(procedure));
        let mut names = Vec::new();
        json.key("conditions").open('[');
        for &Condition { name, node, judgement, in_force } in &procedure.conditions {
            self.head(json, evaluation, (name, version_of(&mut names, name)), (node, in_force));
            json.key("judgement").truth(judgement).key("why");
            self.explanation(json, &evaluation.explain(node));
            json.close('}');
        }
        json.close(']').key("cases");
        self.items(json, evaluation, &procedure.cases);
        json.key("documents");
        self.items(json, evaluation, &procedure.documents);
        json.key("fees").open('[');
        for fee in &procedure.fees {
            for (at, &Version { node, in_force, .. }) in fee.versions.iter().enumerate() {
                self.head(json, evaluation, (fee.name, at), (node, in_force));
                json.key("rate");
                match evaluation.rate(fee, at) {
                    Some(rate) => json.number(rate as i128),
                    None => json.word("null"),
                };
                bill(json.key("amount"), evaluation.fee_version(fee, at));
                self.because(json, &evaluation.fee_because(fee, Some(at)));
                json.close('}');
            }
        }
        bill(json.close(']').key("total"), evaluation.bill(procedure));
        names.clear();
        json.key("deadlines").open('[');
        for (at, deadline) in procedure.deadlines.iter().enumerate() {
            let &Deadline { name, node, in_force, .. } = deadline;
            let version = version_of(&mut names, name);
            let Some(ends) = evaluation.deadline(deadline) else { continue };
            self.head(json, evaluation, (name, version), (node, in_force));
            json.key("at").number(at as i128);
            json.key("from").text(&calendar::date(ends.0).iso()).key("to").text(&calendar::date(ends.1).iso());
            json.key("telling").truth(Evaluation::is_telling(ends));
            self.because(json, &evaluation.deadline_because(deadline));
            json.close('}');
        }
        json.close(']').key("changes").open('[');
        for change in changes(&self.program, &self.answers, procedure) {
            json.open('{').key("question").text(&self.program.question(change.question).id);
            json.key("answer").text(&change.answer.write(&self.program, change.question));
            json.key("verdict").text(change.verdict.word()).close('}');
        }
        json.close(']').close('}');
    }

    /// What every version says of itself; nothing is closed.
    fn head(
        &self,
        json: &mut Json,
        evaluation: &Evaluation<'_>,
        (name, version): (NameId, usize),
        (node, in_force): (NodeId, NodeId),
    ) {
        json.open('{').key("id").text(self.program.name(name)).key("version").number(version as i128);
        json.key("in_force").truth(!evaluation.truth(in_force).is_false());
        json.key("holds").text(evaluation.truth(node).word()).key("node").number(node.0.into());
    }

    fn items(&self, json: &mut Json, evaluation: &Evaluation<'_>, items: &[Item]) {
        json.open('[');
        for item in items {
            for (at, &Version { node, in_force, .. }) in item.versions.iter().enumerate() {
                self.head(json, evaluation, (item.name, at), (node, in_force));
                self.because(json, &evaluation.because([node]));
                json.close('}');
            }
        }
        json.close(']');
    }

    fn because(&self, json: &mut Json, questions: &QuestionSet) {
        json.key("because").open('[');
        for question in questions.iter() {
            json.text(&self.program.question(question).id);
        }
        json.close(']');
    }

    fn explanation(&self, json: &mut Json, told: &Explanation) {
        json.open('{').key("node").number(told.node.0.into()).key("holds").text(told.truth.word());
        json.key("counts").truth(told.counts).key("join");
        match told.join {
            Join::Answer => json.text("answer"),
            Join::All => json.text("all"),
            Join::Any => json.text("any"),
            Join::Not => json.text("not"),
            Join::AtLeast(count) => json.text(&["at-least-", &plain(count.into())].concat()),
        };
        json.key("questions").open('[');
        for &question in &told.questions {
            json.open('{').key("id").text(&self.program.question(question).id).key("answer");
            match self.answers.get(question) {
                Some(answer) => json.text(&answer.write(&self.program, question)),
                None => json.word("null"),
            };
            json.close('}');
        }
        json.close(']').key("parts").open('[');
        told.parts.iter().for_each(|part| self.explanation(json, part));
        json.close(']').close('}');
    }
}

/// How many of this name there were before.
fn version_of(names: &mut Vec<NameId>, name: NameId) -> usize {
    names.push(name);
    names.iter().filter(|of| **of == name).count() - 1
}

fn bill(json: &mut Json, bill: Bill) {
    json.open('{').key("low").number(bill.low).key("high").number(bill.high);
    json.key("missing").text(bill.missing.word()).close('}');
}
