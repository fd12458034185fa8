//! Conditions and answers in words, in Vietnamese and English.
//!
//! In: a program, and the rule book it was made of, which has the words of its questions. Out: statements such as "Ngày
//! sinh của trẻ: không quá 60 ngày trước hôm nay", or a list of them where a condition is made of several. A statement
//! says neither more nor less than its node.
//!
//! Labels of questions are written as in the midst of a sentence; the first letter is raised here.

mod answer;
mod clause;
mod day;
mod leaf;
mod number;
mod place;
#[cfg(test)]
mod tests;

use super::explain::Join;
use super::gazetteer::Gazetteer;
use super::model::{Question, RuleBook, Words};
use super::program::{Base, NodeId, Program, QuestionId, TODAY};
use super::syntax::{Form, Tree};
use super::truth::QuestionSet;
use clause::Clause;

/// A language of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The one of two that is of this language.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }
}

/// What is required: a sentence, or a heading over several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The sentence; where there are parts, what leads to them: "Tất cả các điều sau:".
    pub text: String,
    /// How its parts are joined; never [`Join::Not`], since negations are said in the parts themselves.
    pub join: Join,
    /// Whether it says no more than how its parts are joined: there is no "if" before them.
    pub is_group: bool,
    /// What it is made of.
    pub parts: Vec<Statement>,
}

/// Sentences for the nodes of a program in one language.
#[derive(Debug)]
pub struct Phrases<'a> {
    program: &'a Program,
    language: Language,
    /// The questions of the program as they were written; `today` is not.
    written: Vec<Option<&'a Question>>,
    /// Questions whose day is a birthday: somewhere an age is counted from them.
    births: QuestionSet,
    gazetteer: &'a Gazetteer,
}

impl<'a> Phrases<'a> {
    /// For a program and the rule book it was made of.
    pub fn new(program: &'a Program, book: &'a RuleBook, language: Language) -> Self {
        let written = |id: &str| book.questions.iter().find(|question| *question.id == *id);
        let mut births = QuestionSet::default();
        let relevant = book.questions.iter().filter_map(|question| question.relevant.as_ref());
        for expression in relevant.chain(book.procedures.iter().flat_map(|rules| rules.expressions())) {
            collect_births(
                &mut |id| {
                    let is_meant = |asked: &&Question| {
                        *asked.id == *id || asked.element.as_ref().is_some_and(|element| *element.question == *id)
                    };
                    let meant = book.questions.iter().filter(is_meant);
                    births.extend(&meant.filter_map(|asked| program.question_id(&asked.id)).collect());
                },
                &expression.tree,
            );
        }
        let written = program.questions.iter().map(|asked| written(&asked.id)).collect();
        Self { program, language, written, births, gazetteer: &book.gazetteer }
    }

    /// What a node requires, in one line: "Ngày sinh của trẻ: không quá 60 ngày trước hôm nay".
    pub fn node(&self, id: NodeId) -> String {
        let mut line = self.line(&Clause::of(self.program, id));
        capitalise(&mut line);
        line
    }

    /// What a node requires: in one line, or as a list where a line would have brackets in brackets.
    pub fn told(&self, id: NodeId) -> Statement {
        let line = self.node(id);
        if is_nested(&line) { self.tree(id) } else { Statement::of(line) }
    }

    /// What a node requires, as a list where it is made of several.
    pub fn tree(&self, id: NodeId) -> Statement {
        let mut statement = self.statement(&Clause::of(self.program, id));
        statement.capitalise();
        statement
    }

    /// A question's label, as a heading: "Ngày sinh của trẻ". The wording in quotes where it has none.
    pub fn label(&self, question: QuestionId) -> String {
        let mut label = self.subject(question);
        capitalise(&mut label);
        label
    }

    /// An answer in words, as [`super::Answer::read`] reads it: "2026-01-01" is "01/01/2026", "self" "Chính tôi". What is no
    /// answer to the question is given back as it is.
    pub fn answer(&self, question: QuestionId, text: &str) -> String {
        answer::words(self, question, text)
    }

    /// A day of the program, by its number: "60 ngày sau ngày sinh của trẻ".
    pub fn day(&self, instant: u32) -> String {
        let mut words = self.instant(&self.program.instants[instant as usize]);
        capitalise(&mut words);
        words
    }

    /// What places are called.
    pub fn gazetteer(&self) -> &'a Gazetteer {
        self.gazetteer
    }

    /// The language of the statements.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A question as it was written; `today` was not.
    pub fn written(&self, question: QuestionId) -> Option<&'a Question> {
        self.written[usize::from(question.0)]
    }

    fn pick<T>(&self, vi: T, en: T) -> T {
        self.language.pick(vi, en)
    }

    /// A text in the language of the statements; in Vietnamese, where there is no other.
    pub fn words<'w>(&self, words: &'w Words) -> &'w str {
        match (self.language, &words.en) {
            (Language::English, Some(en)) => en,
            _ => &words.vi,
        }
    }

    /// What the answer to a question is of, as in the midst of a sentence: "ngày sinh của trẻ". The wording in quotes where it
    /// has no label.
    pub fn subject(&self, question: QuestionId) -> String {
        if question == TODAY {
            return self.pick("ngày nộp hồ sơ", "the day you apply").to_owned();
        }
        match self.written[usize::from(question.0)] {
            Some(Question { label: Some(label), .. }) => self.words(label).to_owned(),
            Some(written) => quoted(self.words(&written.wording)),
            None => self.program.question(question).id.to_string(),
        }
    }

    /// The same, where today is meant as a day.
    fn base(&self, base: Base) -> String {
        match base {
            Base::Question(TODAY) => self.pick("hôm nay", "today").to_owned(),
            Base::Question(question) => self.subject(question),
            Base::Day(day) => self.date(day),
        }
    }

    fn choice(&self, question: QuestionId, at: usize) -> &str {
        match self.written[usize::from(question.0)].and_then(|written| written.choices.get(at)) {
            Some(choice) if !choice.name.vi.is_empty() => self.words(&choice.name),
            _ => self.program.question(question).choices.get(at).map_or("?", |id| id),
        }
    }

    /// Names in a row: "A, B hoặc C".
    fn either(&self, names: &[String]) -> String {
        self.series(names, self.pick(" hoặc ", " or "))
    }

    fn series(&self, names: &[String], last: &str) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
        }
    }

    fn statement(&self, clause: &Clause) -> Statement {
        match clause {
            Clause::Leaf(leaf) => Statement::of(self.leaf(leaf).text()),
            Clause::More => Statement::of(self.more()),
            Clause::If(when, then) => {
                let then = self.statement(then);
                let text = self.conditional(when, &then.text, then.parts.is_empty());
                if !is_nested(&text) {
                    return Statement { text, is_group: false, ..then };
                }
                let text = self.pick(
                    "nếu điều thứ nhất đúng thì điều thứ hai phải đúng:",
                    "if the first is so, the second must be:",
                );
                Statement {
                    text: text.to_owned(),
                    join: Join::All,
                    is_group: false,
                    parts: vec![self.statement(when), then],
                }
            }
            Clause::Group(join, parts) => match (self.pieces(*join, parts).as_slice(), join) {
                ([Piece::Sentence(text)], _) => Statement::of(text.clone()),
                ([Piece::Inner(one)], _) => self.statement(one),
                (pieces, _) => {
                    let parts = pieces.iter().map(|piece| match piece {
                        Piece::Sentence(text) => Statement::of(text.clone()),
                        Piece::Inner(clause) => self.statement(clause),
                    });
                    Statement { text: self.heading(*join), join: *join, is_group: true, parts: parts.collect() }
                }
            },
        }
    }

    fn line(&self, clause: &Clause) -> String {
        match clause {
            Clause::Leaf(leaf) => self.leaf(leaf).text(),
            Clause::More => self.more(),
            Clause::If(when, then) => self.conditional(when, &self.line(then), true),
            Clause::Group(join, parts) => {
                let pieces = self.pieces(*join, parts);
                let alone = pieces.len() == 1;
                let pieces = pieces.into_iter().map(|piece| match piece {
                    Piece::Sentence(text) => text,
                    Piece::Inner(clause) if alone => self.line(clause),
                    Piece::Inner(clause) => format!("({})", self.line(clause)),
                });
                let pieces: Vec<String> = pieces.collect();
                match join {
                    _ if alone => pieces.concat(),
                    Join::AtLeast(_) => format!("{} {}", self.heading(*join), pieces.join("; ")),
                    Join::All => pieces.join(self.pick("; và ", "; and ")),
                    _ => pieces.join(self.pick("; hoặc ", "; or ")),
                }
            }
        }
    }

    fn conditional(&self, when: &Clause, then: &str, whole: bool) -> String {
        let when = match when {
            Clause::Leaf(leaf) => self.leaf(leaf).running(self),
            _ => self.line(when),
        };
        let mark = if whole { ':' } else { ',' };
        self.pick(format!("nếu {when}{mark} {then}"), format!("if {when}{mark} {then}"))
    }

    fn heading(&self, join: Join) -> String {
        match join {
            Join::All => self.pick("tất cả các điều sau:", "all of these:").to_owned(),
            Join::AtLeast(count) => {
                self.pick(format!("ít nhất {count} trong các điều sau:"), format!("at least {count} of these:"))
            }
            _ => self.pick("một trong các điều sau:", "one of these:").to_owned(),
        }
    }

    fn more(&self) -> String {
        self.pick("và các điều khác", "and more").to_owned()
    }

    /// Parts of a group; what several of them say of one thing is said in one sentence.
    fn pieces<'c>(&self, join: Join, parts: &'c [Clause]) -> Vec<Piece<'c>> {
        let mut out: Vec<(Option<String>, Piece<'c>)> = Vec::with_capacity(parts.len());
        for part in parts {
            let Clause::Leaf(leaf) = part else {
                out.push((None, Piece::Inner(part)));
                continue;
            };
            let phrase = self.leaf(leaf);
            let and = match join {
                Join::All => self.pick(" và ", " and "),
                _ => self.pick(", hoặc ", ", or "),
            };
            let same = out.iter_mut().find(|(subject, _)| subject.is_some() && *subject == phrase.subject);
            match same {
                Some((_, Piece::Sentence(before))) if !matches!(join, Join::AtLeast(_)) => {
                    before.push_str(and);
                    before.push_str(&phrase.predicate);
                }
                _ => {
                    let text = phrase.text();
                    out.push((phrase.subject, Piece::Sentence(text)));
                }
            }
        }
        out.into_iter().map(|(_, piece)| piece).collect()
    }
}

/// A part of a group.
enum Piece<'c> {
    Sentence(String),
    Inner(&'c Clause),
}

impl Statement {
    fn of(text: String) -> Self {
        Self { text, join: Join::Answer, is_group: false, parts: Vec::new() }
    }

    fn capitalise(&mut self) {
        capitalise(&mut self.text);
        self.parts.iter_mut().for_each(Self::capitalise);
    }
}

fn capitalise(text: &mut String) {
    if let Some(first) = text.chars().next().filter(|first| first.is_lowercase()) {
        let raised: String = first.to_uppercase().collect();
        text.replace_range(..first.len_utf8(), &raised);
    }
}

/// Whether there are brackets in brackets.
fn is_nested(text: &str) -> bool {
    let mut depth = 0u32;
    text.chars().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 1
    })
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// Calls `each` for the questions from which an age is counted.
fn collect_births(each: &mut dyn FnMut(&str), tree: &Tree) {
    if let Form::Call { name, arguments, .. } = &tree.form
        && &**name == "age"
        && let Some(Form::Name(id)) = arguments.first().map(|from| &from.form)
    {
        each(id);
    }
    tree.form.below(&mut |part| collect_births(each, part));
}
