//! Rules as authors write them, with the place of everything, independent of the file they stand in.
//!
//! Every item may have `when` (a condition), `cases` (those it belongs to), `from` and `until` (the days on which it is in
//! force; the last is the first on which it is not), and `cite` (the law it rests on). Items with one id are versions of
//! one thing: that is how a law changes on a day without a copy of the whole.

use super::gazetteer::Gazetteer;
use super::program::Kind;
use super::syntax::{self, Span, Tree};
use crate::diagnostic::Diagnostic;
use crate::files::{At, Location};
use crate::language::Date;

/// A text in one or two languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Vietnamese.
    pub vi: Box<str>,
    /// English, where there is one.
    pub en: Option<Box<str>>,
}

/// An expression, parsed where it is read: whoever has one need not ask whether it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// What was written.
    pub text: Box<str>,
    /// What it says.
    pub tree: Tree,
    /// Where it stands, without quotes where [`Expression::exact`].
    pub at: Location,
    /// Whether bytes of the text are bytes of the file, so that a place in it can be shown.
    pub exact: bool,
}

impl Expression {
    /// Parses a text.
    ///
    /// # Errors
    ///
    /// A mistake in it, as a finding.
    pub fn parse(text: impl Into<Box<str>>, at: Location, exact: bool) -> Result<Self, Box<Diagnostic>> {
        let text = text.into();
        match syntax::parse(&text) {
            Ok(tree) => Ok(Self { text, tree, at, exact }),
            Err(mistake) => {
                let place = place(&text, at, exact, mistake.span);
                Err(Box::new(mistake.told("rules/syntax", place)))
            }
        }
    }

    /// A part of it as a place in the file.
    pub fn place(&self, span: Span) -> Location {
        place(&self.text, self.at, self.exact, span)
    }
}

fn place(text: &str, at: Location, exact: bool, span: Span) -> Location {
    match at.at() {
        At::Bytes { start, .. } if exact => {
            // The end of the text has no byte: its last one is shown.
            let length = text.len() as u32;
            let from = span.start.min(length.saturating_sub(1));
            let to = span.end.clamp(from + 1, length.max(from + 1));
            Location::bytes(at.file, start + u64::from(from)..start + u64::from(to))
        }
        _ => at,
    }
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What was written.
    pub text: Box<str>,
    /// Where.
    pub at: Location,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id in expressions: letters, digits, `_`.
    pub id: Box<str>,
    /// Where it stands.
    pub at: Location,
    /// What answers it.
    pub kind: Kind,
    /// What is asked.
    pub wording: Words,
    /// What the answer is of, as in the midst of a sentence: "ngày sinh của trẻ".
    pub label: Option<Words>,
    /// Of a yes or no: what "no" and "yes" say, as in the midst of a sentence.
    pub says: [Option<Words>; 2],
    /// What helps to answer it.
    pub help: Option<Words>,
    /// Why it is asked.
    pub why: Option<Words>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The least and the greatest value, where the author says so.
    pub range: (Option<i64>, Option<i64>),
    /// Of a day: whether it has been already, or is today.
    pub past: bool,
    /// Whether "there is none" can be answered.
    pub may_be_none: bool,
    /// Whether a part of the answer can be given: the year of a date, the province of a place.
    pub partial: bool,
    /// Whether nobody can do anything about the answer, such as about when they were born: it is no advice to change it.
    pub fixed: bool,
    /// When it arises.
    pub relevant: Option<Expression>,
    /// Of which element of a list it is asked, where it is a copy.
    pub element: Option<Element>,
}

/// An element of a list, for a question that is asked of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The list.
    pub list: Box<str>,
    /// The question as authors wrote it.
    pub question: Box<str>,
    /// Which element, from 1.
    pub number: u32,
}

/// `[[list]]`: questions that are asked of each of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its id, which is that of the question how many there are.
    pub id: Box<str>,
    /// Where it stands.
    pub at: Location,
    /// What one of them is called, before its number: "Người con thứ".
    pub each: Option<Words>,
    /// How many there may be.
    pub max: u32,
    /// The questions that are asked of each.
    pub questions: Vec<Placed>,
}

/// One of what can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id in expressions.
    pub id: Box<str>,
    /// What it is called.
    pub name: Words,
}

/// What every item has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// Its id.
    pub id: Box<str>,
    /// Where it stands.
    pub at: Location,
    /// What it is called.
    pub name: Option<Words>,
    /// Of a document: its code among the documents of the procedure, where it is another than the id.
    pub record: Option<Box<str>>,
    /// The law it rests on.
    pub cite: Option<Placed>,
    /// When it applies.
    pub when: Option<Expression>,
    /// The cases it belongs to; none: to all.
    pub cases: Vec<Placed>,
    /// The first day it is in force.
    pub from: Option<Date>,
    /// The first day it is no longer.
    pub until: Option<Date>,
}

/// `[[condition]]`: has to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// `when`: where it does not hold, nothing is required.
    pub common: Common,
    /// What is required. A judgement may have none.
    pub requires: Option<Expression>,
    /// Whether only the agency can say whether it holds.
    pub judgement: bool,
}

/// `[[fee]]`: is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// When it is.
    pub common: Common,
    /// How much; none: its rates say so, or it is not stated.
    pub amount: Option<Amount>,
}

/// An amount of đồng.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// A number; 0 where it is free.
    Fixed(i64),
    /// An expression.
    Expression(Expression),
}

/// `[[rate]]`: what a fee comes to in a place or a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Where it stands.
    pub at: Location,
    /// Of which fee.
    pub fee: Placed,
    /// In which place.
    pub place: Option<Placed>,
    /// How much.
    pub amount: Amount,
    /// When else it applies.
    pub when: Option<Expression>,
    /// The law it rests on.
    pub cite: Option<Placed>,
    /// The first day it is in force.
    pub from: Option<Date>,
    /// The first day it is no longer.
    pub until: Option<Date>,
}

/// `[[deadline]]`: by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// When it applies.
    pub common: Common,
    /// The day.
    pub day: Expression,
}

/// `[[test]]`: what must come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Where it stands.
    pub at: Location,
    /// Answers as [`super::Answer::read`] reads them, by question.
    pub answers: Vec<(Placed, Placed)>,
    /// What is expected; what is left out is not looked at.
    pub expect: Expect,
}

/// What a test expects.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expect {
    /// `eligible`, `not-eligible`, `unknown`, `agency-decides`, `no-conditions`.
    pub verdict: Option<Placed>,
    /// The case that holds.
    pub case: Option<Placed>,
    /// The documents that are certainly to be brought, all of them.
    pub documents: Option<Vec<Placed>>,
    /// What it costs.
    pub fee: Option<i64>,
    /// The day of a deadline.
    pub deadlines: Vec<(Placed, Date)>,
    /// The questions because of which the verdict is unknown, all of them.
    pub because: Option<Vec<Placed>>,
}

/// The rules of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Its code.
    pub code: Box<str>,
    /// Where they stand.
    pub at: Location,
    /// `[[condition]]`
    pub conditions: Vec<Condition>,
    /// `[[case]]`: of those that apply, exactly one must hold. Its condition is `when`.
    pub cases: Vec<Common>,
    /// `[[document]]`
    pub documents: Vec<Common>,
    /// `[[fee]]`
    pub fees: Vec<Fee>,
    /// `[[rate]]`, then those of `rates`.
    pub rates: Vec<Rate>,
    /// `rates`: tables of rates, by their paths below `content/`.
    pub rate_tables: Vec<Placed>,
    /// `[[deadline]]`
    pub deadlines: Vec<Deadline>,
    /// `[[test]]`
    pub tests: Vec<Test>,
}

impl Rules {
    /// No rules yet, for a procedure.
    pub fn new(code: impl Into<Box<str>>, at: Location) -> Self {
        Self {
            code: code.into(),
            at,
            conditions: Vec::new(),
            cases: Vec::new(),
            documents: Vec::new(),
            fees: Vec::new(),
            rates: Vec::new(),
            rate_tables: Vec::new(),
            deadlines: Vec::new(),
            tests: Vec::new(),
        }
    }

    /// The law that these rules rest on, item by item.
    pub fn cites(&self) -> impl Iterator<Item = &Placed> {
        let items = self.conditions.iter().map(|item| &item.common);
        let items = items.chain(&self.cases).chain(&self.documents);
        let items = items.chain(self.fees.iter().map(|item| &item.common));
        let items = items.chain(self.deadlines.iter().map(|item| &item.common));
        let cites = items.filter_map(|item| item.cite.as_ref());
        cites.chain(self.rates.iter().filter_map(|rate| rate.cite.as_ref()))
    }

    /// Every expression of these rules.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let items = self.cases.iter().chain(&self.documents);
        let items = items.chain(self.conditions.iter().map(|item| &item.common));
        let items = items.chain(self.fees.iter().map(|item| &item.common));
        let items = items.chain(self.deadlines.iter().map(|item| &item.common));
        let amounts =
            self.fees.iter().filter_map(|fee| fee.amount.as_ref()).chain(self.rates.iter().map(|r| &r.amount));
        items
            .filter_map(|item| item.when.as_ref())
            .chain(self.conditions.iter().filter_map(|condition| condition.requires.as_ref()))
            .chain(self.rates.iter().filter_map(|rate| rate.when.as_ref()))
            .chain(self.deadlines.iter().map(|deadline| &deadline.day))
            .chain(amounts.filter_map(|amount| match amount {
                Amount::Expression(expression) => Some(expression),
                Amount::Fixed(_) => None,
            }))
    }
}

/// The rules of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleBook {
    /// The questions, in the order in which they are asked where nothing else decides.
    pub questions: Vec<Question>,
    /// Lists; once unrolled, those without mistakes.
    pub lists: Vec<List>,
    /// The procedures that have rules.
    pub procedures: Vec<Rules>,
    /// What places are called.
    pub gazetteer: Gazetteer,
}
