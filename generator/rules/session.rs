//! A person's answers over a program, and what is shown of them as JSON: what a page drives.
//!
//! Ids only: the words for questions, conditions and documents are the page's, in its language. Nothing is kept but the
//! answers, and nothing leaves.

use super::answer::{Answer, AnswerError, Answers};
use super::calendar;
use super::evaluate::{Bill, Evaluation, Verdict, evaluate};
use super::explain::{Change, Explanation, Join, changes};
use super::next::next;
use super::program::{Condition, Corrupt, Deadline, Item, NameId, Procedure, Program, QuestionId, Version};
use super::truth::QuestionSet;

/// Answers over a program.
#[derive(Debug, Clone)]
pub struct Session {
    program: Program,
    answers: Answers,
}

impl Session {
    /// No answers yet, over the program of these bytes.
    ///
    /// # Errors
    /// Where the bytes are no program of this version.
    pub fn new(bytes: &[u8]) -> Result<Self, Corrupt> {
        Ok(Self { program: Program::read(bytes)?, answers: Answers::default() })
    }

    /// Over a program, with answers.
    #[cfg(feature = "cli")]
    pub fn of(program: Program, answers: Answers) -> Self {
        Self { program, answers }
    }

    /// The program.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Takes an answer as [`Answer::read`] reads it; an empty one takes the answer back.
    ///
    /// # Errors
    /// Where it is no answer, or there is no such question. What was answered before stays.
    pub fn answer(&mut self, question: &str, text: &str) -> Result<(), AnswerError> {
        let id = self.program.question_id(question).ok_or(AnswerError::Form)?;
        let answer = if text.is_empty() { None } else { Some(Answer::read(&self.program, id, text)?) };
        let before = self.answers.get(id);
        self.answers.set(id, answer);
        // Only the question at hand is refused: a page that sets another day keeps what was said on the day before.
        if Answers::contradiction(&self.program, &self.answers.possible(&self.program)) == Some(id) {
            self.answers.set(id, before);
            return Err(AnswerError::Future);
        }
        Ok(())
    }

    /// The verdict on each procedure, in the order of the program: 0 eligible, 1 the agency decides, 2 unknown,
    /// 3 not eligible, 4 no conditions are stated.
    pub fn screen(&self) -> Vec<u8> {
        let evaluation = evaluate(&self.program, &self.answers);
        let byte = |procedure: &Procedure| match evaluation.verdict(procedure) {
            Verdict::Eligible => 0,
            Verdict::AgencyDecides => 1,
            Verdict::Unknown => 2,
            Verdict::NotEligible => 3,
            Verdict::NoConditions => 4,
        };
        self.program.procedures.iter().map(byte).collect()
    }

    /// What to ask next about procedures, a code a line, or about all without one: `{"question":"id","remaining":3}` or `null`.
    pub fn next(&self, code: &str) -> String {
        let all = self.program.procedures.iter().enumerate();
        let wanted: Vec<usize> = all
            .filter(|(_, one)| code.is_empty() || code.split('\n').any(|code| *code == *one.code))
            .map(|(at, _)| at)
            .collect();
        match next(&self.program, &self.answers, &wanted) {
            Some(next) => {
                let id = quoted(&self.program.question(next.question).id);
                format!("{{\"question\":{id},\"remaining\":{}}}", next.remaining)
            }
            None => "null".to_owned(),
        }
    }

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

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // No id has any of these.
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::Book;

    #[test]
    fn a_result_is_json_of_ids() {
        let book = Book::new()
            .question("born date")
            .question("poor bool")
            .procedure("1")
            .condition("age", "age(born) >= 75 years or poor")
            .document("proof \"x\"", "when poor")
            .fee("fee", "5000", "")
            .deadline("soon", "born + 75 years", "");
        let mut session = Session::new(&book.program().to_bytes()).unwrap();
        assert_eq!(session.answer("today", "2026-01-01"), Ok(()));
        assert_eq!(session.answer("born", "1960-02-03"), Ok(()));
        assert_eq!(session.answer("born", "soon"), Err(AnswerError::Form));
        assert_eq!(session.next("1"), "{\"question\":\"poor\",\"remaining\":1}");
        assert_eq!(session.screen(), [2]);
        session.answer("poor", "no").unwrap();
        assert_eq!((session.screen(), session.next("")), (vec![3], "null".to_owned()));
        let result: serde_json::Value = serde_json::from_str(&session.result("1")).unwrap();
        assert_eq!(result["verdict"], "not-eligible");
        assert_eq!(result["conditions"][0]["why"]["parts"][1]["questions"][0]["answer"], "no");
        assert_eq!(result["documents"][0]["id"], "proof \"x\"");
        assert_eq!(result["total"]["low"], 5000);
        assert_eq!(result["deadlines"][0]["to"], "2035-02-03");
        assert_eq!(result["changes"][0]["answer"], "2035-02-03");
        assert_eq!(session.result("2"), "null");
        session.answer("poor", "").unwrap();
        assert_eq!(session.screen(), [2]);
    }

    #[test]
    fn each_version_stands_for_itself() {
        let book = Book::new()
            .question("born date")
            .question("poor bool")
            .procedure("1")
            .condition_when("age", "age(born) >= 80 years", "until 2025-07-01")
            .condition_when("age", "age(born) >= 75 years", "from 2025-07-01")
            .case("old", "until 2025-07-01 when age(born) >= 80 years")
            .case("old", "from 2025-07-01 when age(born) >= 75 years")
            .document("form", "until 2025-07-01")
            .document("form", "from 2025-07-01")
            .fee("fee", "20000", "until 2025-07-01")
            .fee("fee", "30000", "from 2025-07-01")
            .rate("fee", "", "5000", "when poor")
            .deadline("soon", "born + 75 years", "until 2025-07-01")
            .deadline("soon", "born + 80 years", "from 2025-07-01");
        let mut session = Session::new(&book.program().to_bytes()).unwrap();
        let told = |session: &Session, list: &str, fields: &[&str]| {
            let result: serde_json::Value = serde_json::from_str(&session.result("1")).unwrap();
            let item = |item: &serde_json::Value| {
                fields.iter().map(|field| item[field].to_string()).collect::<Vec<_>>().join(" ")
            };
            result[list].as_array().unwrap().iter().map(item).collect::<Vec<_>>().join(", ")
        };
        let fields = ["version", "in_force", "holds"];
        for (day, list, expected) in [
            ("2025-06-30", "conditions", "0 true \"unknown\", 1 false \"true\""),
            ("2025-07-01", "conditions", "0 false \"true\", 1 true \"unknown\""),
            ("2025-07-01", "cases", "0 false \"false\", 1 true \"unknown\""),
            ("2025-06-30", "documents", "0 true \"true\", 1 false \"false\""),
            ("2025-07-01", "documents", "0 false \"false\", 1 true \"true\""),
            ("2025-07-01", "fees", "0 false \"false\", 1 true \"true\""),
            ("2025-07-01", "deadlines", "1 true \"true\""),
        ] {
            session.answer("today", day).unwrap();
            assert_eq!(told(&session, list, &fields), expected, "{day} {list}");
        }
        let amount = |session: &Session| told(session, "fees", &["amount", "rate"]);
        let open = r#"{"high":0,"low":0,"missing":"false"} null, {"high":30000,"low":5000,"missing":"false"} null"#;
        assert_eq!(amount(&session), open);
        session.answer("poor", "no").unwrap();
        let known = r#"{"high":0,"low":0,"missing":"false"} null, {"high":30000,"low":30000,"missing":"false"} 2"#;
        assert_eq!(amount(&session), known);
        assert_eq!(told(&session, "deadlines", &["telling"]), "false");
        session.answer("born", "1947").unwrap();
        assert_eq!(told(&session, "deadlines", &["telling", "from"]), "true \"2027-01-01\"");
        session.answer("today", "").unwrap();
        assert_eq!(told(&session, "documents", &fields), "0 true \"unknown\", 1 true \"unknown\"");
    }

    #[test]
    fn rules_without_conditions_make_nobody_eligible() {
        let book = Book::new().question("x bool").procedure("none").document("form", "");
        let book = book.procedure("judged").judgement("fit", "when x");
        let book =
            book.procedure("later").condition_when("x", "x", "from 2027-01-01").procedure("x").condition("x", "x");
        let mut session = Session::new(&book.program().to_bytes()).unwrap();
        session.answer("today", "2026-01-01").unwrap();
        assert_eq!(session.screen(), [4, 2, 4, 2]);
        session.answer("x", "no").unwrap();
        assert_eq!(session.screen(), [4, 4, 4, 3]);
        session.answer("x", "yes").unwrap();
        assert_eq!(session.screen(), [4, 1, 4, 0]);
        session.answer("today", "2027-01-01").unwrap();
        assert_eq!(session.screen(), [4, 1, 0, 0]);
        assert!(session.result("none").starts_with("{\"verdict\":\"no-conditions\""));
    }

    #[test]
    fn today_is_a_whole_day() {
        let mut session = Session::new(&Book::new().procedure("1").program().to_bytes()).unwrap();
        for text in ["?", "2026", "2026-03", "2026-01-01..2026-01-02", "..2026-01-01"] {
            assert_eq!(session.answer("today", text), Err(AnswerError::Form), "{text}");
        }
        assert_eq!(session.answer("today", "2026-03-01"), Ok(()));
        assert_eq!(session.answer("today", ""), Ok(()));
    }

    #[test]
    fn what_is_advised_is_what_somebody_can_do() {
        let book = Book::new()
            .question("born date fixed")
            .question("place place")
            .procedure("1")
            .condition("age", "age(born) >= 75 years and today < 2030-01-01")
            .condition("place", "place == \"01\" and place != \"01/00004\"");
        let mut session = Session::new(&book.program().to_bytes()).unwrap();
        let changes = |session: &Session| {
            let result: serde_json::Value = serde_json::from_str(&session.result("1")).unwrap();
            let one = |change: &serde_json::Value| {
                format!("{}={}", change["question"].as_str().unwrap(), change["answer"].as_str().unwrap())
            };
            result["changes"].as_array().unwrap().iter().map(one).collect::<Vec<_>>().join(" ")
        };
        for (question, answer) in [("today", "2026-01-01"), ("born", "1952-03-04"), ("place", "01/00001")] {
            session.answer(question, answer).unwrap();
        }
        assert_eq!(changes(&session), "today=2027-03-04");
        session.answer("born", "1940-01-01").unwrap();
        assert_eq!(changes(&session), "today=2030-01-01");
        // A ward of 01 that no rule names: what is written is read as that.
        session.answer("place", "79").unwrap();
        assert_eq!(changes(&session), "place=01/elsewhere");
        session.answer("place", "01/elsewhere").unwrap();
        assert_eq!(session.screen(), [0]);
        session.answer("place", "01/00004").unwrap();
        assert_eq!(changes(&session), "place=01/elsewhere");
        session.answer("today", "2031-01-01").unwrap();
        assert_eq!(changes(&session), "");
    }

    #[test]
    fn what_is_asked_next_may_be_about_some_procedures() {
        let book = Book::new().question("a bool").question("b bool").question("c bool");
        let book = book.procedure("1").condition("x", "a").procedure("2").condition("x", "b");
        let session = Session::new(&book.procedure("3").condition("x", "c").program().to_bytes()).unwrap();
        let remaining = |codes| session.next(codes).rsplit(':').next().map(str::to_owned);
        assert_eq!(remaining(""), Some("3}".to_owned()));
        assert_eq!(session.next("3\n2"), "{\"question\":\"b\",\"remaining\":2}");
        assert_eq!(session.next("4"), "null");
    }

    #[test]
    fn a_day_that_is_to_come_is_refused_and_what_was_said_before_stays() {
        let book = Book::new()
            .question("born date 2025-01-01..2030-01-01 past")
            .procedure("1")
            .condition("age", "age(born) >= 1 year");
        let mut session = Session::new(&book.program().to_bytes()).unwrap();
        session.answer("today", "2026-01-01").unwrap();
        session.answer("born", "2025-06-01").unwrap();
        assert_eq!(session.answer("born", "2026-01-02"), Err(AnswerError::Future));
        assert_eq!(session.screen(), [3]);
        // Before the first of its days the question says nothing, and can be taken back.
        session.answer("today", "2024-01-01").unwrap();
        assert_eq!(session.answer("born", ""), Ok(()));
    }
}
