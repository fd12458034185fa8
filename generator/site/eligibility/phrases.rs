//! Stand-in.

use crate::catalogue::Language;
use crate::rules::model::RuleBook;
use crate::rules::program::{Base, NodeId, Program, QuestionId};

pub(super) struct Statement {
    pub text: String,
    pub parts: Vec<Statement>,
}

pub(super) struct Phrases<'a> {
    program: &'a Program,
    book: &'a RuleBook,
    language: Language,
}

impl<'a> Phrases<'a> {
    pub fn new(program: &'a Program, book: &'a RuleBook, language: Language) -> Self {
        Self { program, book, language }
    }

    pub fn label(&self, question: QuestionId) -> String {
        let id = &self.program.question(question).id;
        let words = self.book.questions.iter().find(|question| question.id == *id);
        words.map_or(id.to_string(), |question| super::said(&question.wording, self.language).text.into_owned())
    }

    pub fn node(&self, id: NodeId) -> String {
        let mut labels = Vec::new();
        for node in self.program.reachable([id]) {
            self.program.looks_at(self.program.node(node), |question| labels.push(self.label(question)));
        }
        labels.join("; ")
    }

    pub fn tree(&self, id: NodeId) -> Statement {
        Statement { text: self.node(id), parts: Vec::new() }
    }

    pub fn day(&self, instant: u32) -> String {
        match self.program.instants[instant as usize].base {
            Base::Question(question) => self.label(question),
            Base::Day(day) => crate::rules::calendar::date(day).iso(),
        }
    }
}
