//! Rule books for tests, in few words. Every text of a book stands in one pretended file, so that findings have places.

use super::compile::{Compiled, compile};
use super::model::{
    Amount, Choice, Common, Condition, Deadline, Expect, Expression, Fee, List, Placed, Question, Rate, RuleBook,
    Rules, Test, Words,
};
use super::program::Kind;
use super::unroll::unroll;
use super::{Answer, Answers, Program};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{At, FileTable, Location};
use crate::language::Date;

/// A rule book in the making.
#[derive(Debug)]
pub(crate) struct Book {
    pub rules: RuleBook,
    text: String,
}

/// When an item applies, in one text: `from 2025-07-01 until 2026-01-01 cases a b when x == 1`, each part optional.
fn common(book: &mut Book, id: &str, terms: &str) -> Common {
    let at = book.place(id);
    let (head, when) = match terms.split_once("when ") {
        Some((head, when)) => (head, Some(book.expression(when))),
        None => (terms, None),
    };
    let mut item = Common {
        id: id.into(),
        at,
        name: None,
        record: None,
        cite: None,
        when,
        cases: Vec::new(),
        from: None,
        until: None,
    };
    let mut words = head.split_whitespace().peekable();
    while let Some(word) = words.next() {
        match word {
            "from" => item.from = words.next().and_then(Date::parse_iso),
            "until" => item.until = words.next().and_then(Date::parse_iso),
            "cases" => {
                while let Some(case) = words.next_if(|word| !matches!(*word, "from" | "until")) {
                    item.cases.push(Placed { text: case.into(), at });
                }
            }
            _ => panic!("{word}"),
        }
    }
    item
}

impl Book {
    pub fn new() -> Self {
        Self { rules: RuleBook::default(), text: String::new() }
    }

    fn place(&mut self, text: &str) -> Location {
        let start = self.text.len() as u64;
        self.text.push_str(text);
        self.text.push('\n');
        Location::bytes(FileTable::default().add("rules"), start..start + text.len() as u64)
    }

    fn expression(&mut self, text: &str) -> Expression {
        Expression::parse(text, self.place(text), true).unwrap_or_else(|mistake| panic!("{text}: {}", mistake.message))
    }

    /// `id type choices...`, then `none`, `past`, `fixed`, `low..high`, and `if condition`, each optional: `sex choice male female`.
    pub fn question(mut self, line: &str) -> Self {
        let (head, relevant) = match line.split_once(" if ") {
            Some((head, relevant)) => (head, Some(self.expression(relevant))),
            None => (line, None),
        };
        let mut words = head.split_whitespace();
        let id = words.next().unwrap();
        let kind = match words.next().unwrap() {
            "bool" => Kind::Bool,
            "choice" => Kind::Choice,
            "many" => Kind::Many,
            "integer" => Kind::Integer,
            "money" => Kind::Money,
            "date" => Kind::Date,
            "place" => Kind::Place,
            other => panic!("{other}"),
        };
        let at = self.place(id);
        let mut question = Question {
            id: id.into(),
            at,
            kind,
            wording: Words { vi: id.into(), en: None },
            label: Some(Words { vi: id.into(), en: None }),
            says: [None, None],
            help: None,
            why: None,
            choices: Vec::new(),
            range: (None, None),
            past: false,
            may_be_none: false,
            partial: true,
            fixed: false,
            relevant,
            element: None,
        };
        let bound = |text: &str| match Date::parse_iso(text) {
            Some(date) => super::calendar::day(date),
            None => text.parse().unwrap(),
        };
        for word in words {
            match word.split_once("..") {
                Some((low, high)) => question.range = (Some(bound(low)), Some(bound(high))),
                None if word == "none" => question.may_be_none = true,
                None if word == "past" => question.past = true,
                None if word == "fixed" => question.fixed = true,
                None => question.choices.push(Choice { id: word.into(), name: Words::default() }),
            }
        }
        self.rules.questions.push(question);
        self
    }

    /// `id max questions...`: the first is also the question how many there are.
    pub fn list(mut self, line: &str) -> Self {
        let at = self.place(line);
        let mut words = line.split_whitespace();
        let (id, max) = (words.next().unwrap(), words.next().unwrap().parse().unwrap());
        let questions = words.map(|text| Placed { text: text.into(), at }).collect();
        self.rules.lists.push(List { id: id.into(), at, each: None, max, questions });
        self
    }

    pub fn procedure(mut self, code: &str) -> Self {
        let at = self.place(code);
        self.rules.procedures.push(Rules::new(code, at));
        self
    }

    fn last(&mut self) -> &mut Rules {
        self.rules.procedures.last_mut().unwrap()
    }

    pub fn condition(self, id: &str, requires: &str) -> Self {
        self.condition_when(id, requires, "")
    }

    pub fn condition_when(mut self, id: &str, requires: &str, terms: &str) -> Self {
        let common = common(&mut self, id, terms);
        let requires = Some(self.expression(requires));
        self.last().conditions.push(Condition { common, requires, judgement: false });
        self
    }

    pub fn judgement(mut self, id: &str, terms: &str) -> Self {
        let common = common(&mut self, id, terms);
        self.last().conditions.push(Condition { common, requires: None, judgement: true });
        self
    }

    pub fn case(mut self, id: &str, terms: &str) -> Self {
        let common = common(&mut self, id, terms);
        self.last().cases.push(common);
        self
    }

    pub fn document(mut self, id: &str, terms: &str) -> Self {
        let common = common(&mut self, id, terms);
        self.last().documents.push(common);
        self
    }

    fn amount(&mut self, amount: &str) -> Amount {
        match amount.parse() {
            Ok(amount) => Amount::Fixed(amount),
            Err(_) => Amount::Expression(self.expression(amount)),
        }
    }

    /// An empty amount is none.
    pub fn fee(mut self, id: &str, amount: &str, terms: &str) -> Self {
        let common = common(&mut self, id, terms);
        let amount = (!amount.is_empty()).then(|| self.amount(amount));
        self.last().fees.push(Fee { common, amount });
        self
    }

    /// An empty place is none.
    pub fn rate(mut self, fee: &str, place: &str, amount: &str, terms: &str) -> Self {
        let common = common(&mut self, fee, terms);
        let at = self.place(&format!("rate of {fee} {place}"));
        let place = (!place.is_empty()).then(|| Placed { text: place.into(), at });
        let amount = self.amount(amount);
        let fee = Placed { text: fee.into(), at };
        let rate =
            Rate { at, fee, place, amount, when: common.when, cite: None, from: common.from, until: common.until };
        self.last().rates.push(rate);
        self
    }

    pub fn deadline(mut self, id: &str, day: &str, terms: &str) -> Self {
        let common = common(&mut self, id, terms);
        let day = self.expression(day);
        self.last().deadlines.push(Deadline { common, day });
        self
    }

    /// Answers as `question=answer`, and what is expected.
    pub fn test(mut self, answers: &str, expect: impl FnOnce(&mut Expect)) -> Self {
        let at = self.place(answers);
        let placed = |text: &str| Placed { text: text.into(), at };
        let answers = answers.split_whitespace().map(|answer| {
            let (question, answer) = answer.split_once('=').unwrap();
            (placed(question), placed(answer))
        });
        let mut test = Test { at, answers: answers.collect(), expect: Expect::default() };
        expect(&mut test.expect);
        self.last().tests.push(test);
        self
    }

    pub fn compile(&self) -> Compiled {
        let mut rules = self.rules.clone();
        let found = unroll(&mut rules);
        let mut compiled = compile(&rules);
        compiled.diagnostics.splice(0..0, found);
        compiled
    }

    /// The program of a book without mistakes.
    pub fn program(&self) -> Program {
        let compiled = self.compile();
        let errors: Vec<Diagnostic> =
            compiled.diagnostics.iter().filter(|found| found.severity == Severity::Error).cloned().collect();
        assert_eq!(self.show(&errors), "");
        compiled.program
    }

    /// Findings, each with the text it is about.
    pub fn show(&self, diagnostics: &[Diagnostic]) -> String {
        let mut out = String::new();
        for found in diagnostics {
            let At::Bytes { start, len } = found.location.at() else { panic!("{found:?}") };
            let start = start as usize;
            let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
            let end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
            let indent = self.text[line..start].chars().count();
            let carets = self.text[start..start + len as usize].chars().count();
            out += &format!(
                "{}[{}]: {}\n   | {}\n   | {}{}\n",
                found.severity.word(),
                found.rule,
                found.message,
                &self.text[line..end],
                " ".repeat(indent),
                "^".repeat(carets)
            );
            for (_, related) in &found.related {
                out += &format!("   = {related}\n");
            }
            if let Some(help) = &found.help {
                out += &format!("   = help: {help}\n");
            }
            for line in found.paste.iter().flat_map(|lines| lines.lines()) {
                out += &format!("     {line}\n");
            }
        }
        out
    }
}

/// Answers as `question=answer`.
pub(crate) fn answers(program: &Program, text: &str) -> Answers {
    let mut answers = Answers::default();
    for answer in text.split_whitespace() {
        let (question, answer) = answer.split_once('=').unwrap();
        let question = program.question_id(question).unwrap_or_else(|| panic!("{question}"));
        answers
            .set(question, Some(Answer::read(program, question, answer).unwrap_or_else(|e| panic!("{answer} {e:?}"))));
    }
    answers
}
