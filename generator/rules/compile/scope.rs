//! What expressions can name, and where findings about them go.

use std::collections::BTreeMap;

use super::Builder;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::Location;
use crate::language::{Date, slug};
use crate::rules::calendar;
use crate::rules::model::{Expression, RuleBook};
use crate::rules::program::{Base, Instant, Kind, NodeId, Program, Question, QuestionId, Relation, TODAY, TRUE};
use crate::rules::syntax::lexer::is_unit;
use crate::rules::syntax::{self, Mistake, Span, Tree};
use crate::rules::truth::QuestionSet;
use crate::rules::unroll::copy_id;

/// Dates of answers, where the question does not say.
const FIRST_DATE: (u16, u8, u8) = (1900, 1, 1);
const LAST_DATE: (u16, u8, u8) = (2100, 12, 31);
/// The greatest whole number and amount, where the question does not say.
const MOST: i64 = 1_000_000;
const MOST_MONEY: i64 = 1_000_000_000_000_000;

/// Words that are no ids, because expressions use them.
const RESERVED: [&str; 17] = [
    "and", "or", "not", "in", "is", "has", "any", "all", "none", "true", "false", "today", "age", "count", "min",
    "max", "working",
];

/// Whether a text is small letters, digits and `_`, and begins with a letter.
fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && text.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
}

/// Whether a text can be the id of a question.
fn is_question_id(text: &str) -> bool {
    is_word(text) && !RESERVED.contains(&text) && !is_unit(text)
}

/// An id as it could be written.
fn spelled(id: &str) -> String {
    slug(id).replace('-', "_")
}

/// What follows in a message: the id as it could be written, where that is one and nothing beside it is called so.
fn spelled_freely<'i>(id: &str, mut others: impl Iterator<Item = &'i str>) -> String {
    let word = spelled(id);
    let is_free = is_question_id(&word) && !others.any(|other| other == word);
    if is_free { format!(": `{word}` would do") } else { String::new() }
}

/// What lowering reads and writes.
#[derive(Debug)]
pub(super) struct Scope<'b> {
    pub book: &'b RuleBook,
    pub builder: Builder,
    pub diagnostics: Vec<Diagnostic>,
    /// Questions that some rule looks at.
    pub used: QuestionSet,
    /// Where conditions of the procedure at hand were written.
    pub origins: BTreeMap<NodeId, Location>,
    /// The element of a list that is looked at: the list, and its number.
    pub element: Option<(Box<str>, u32)>,
    /// The expression at hand.
    place: Option<Location>,
    relevance: Vec<Relevance>,
    asked: BTreeMap<Box<str>, QuestionId>,
}

/// How far the condition under which a question arises is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relevance {
    Waiting,
    /// Being lowered: whoever asks now goes in a circle.
    Open,
    Known(NodeId),
}

impl<'b> Scope<'b> {
    pub fn new(book: &'b RuleBook) -> Self {
        let mut diagnostics = Vec::new();
        let places = super::places::places(book, &mut diagnostics);
        let day = |(year, month, day): (u16, u8, u8)| Date::new(year, month, day).map_or(0, calendar::day);
        let today = Question {
            id: "today".into(),
            kind: Kind::Date,
            low: day(FIRST_DATE),
            high: day(LAST_DATE),
            may_be_none: false,
            fixed: false,
            choices: Vec::new(),
            relevant: TRUE,
            bound: TRUE,
        };
        let mut questions = vec![today];
        let mut asked = BTreeMap::from([("today".into(), TODAY)]);
        for question in &book.questions {
            let mut refuse = |message: String, help: &str| {
                diagnostics.push(Diagnostic::error("rules/question", question.at, message).help(help));
            };
            if !is_question_id(&question.id) {
                refuse(
                    format!("`{}` cannot be the id of a question", question.id),
                    &format!(
                        "an id is small letters, digits and _, begins with a letter, and is no word of the language{}",
                        spelled_freely(&question.id, book.questions.iter().map(|other| &*other.id))
                    ),
                );
            }
            let default = match question.kind {
                Kind::Bool => (0, 1),
                Kind::Choice | Kind::Many => (0, question.choices.len() as i64 - 1),
                Kind::Integer => (0, MOST),
                Kind::Money => (0, MOST_MONEY),
                Kind::Date => (day(FIRST_DATE), day(LAST_DATE)),
                Kind::Place => (0, places.last()),
            };
            let (mut low, mut high) = (question.range.0.unwrap_or(default.0), question.range.1.unwrap_or(default.1));
            if low > high && question.kind != Kind::Many {
                if question.kind == Kind::Choice {
                    let message = format!("the question `{}` has no choices", question.id);
                    refuse(message, "add choices = [{ id = \"a\", vi = \"...\", en = \"...\" }, ...]");
                } else {
                    let message = format!("the question `{}` allows no value", question.id);
                    refuse(message, "`min` is at most `max`");
                }
                (low, high) = default;
            }
            if low < -MOST_MONEY || high > MOST_MONEY {
                let message = format!("the question `{}` allows numbers beyond {MOST_MONEY}", question.id);
                refuse(message, "give it a `min` and a `max` that somebody could answer");
                (low, high) = default;
            }
            if let Some(choice) = question.choices.iter().find(|choice| !is_word(&choice.id)) {
                refuse(
                    format!("`{}` cannot be the id of a choice of `{}`", choice.id, question.id),
                    &format!(
                        "give it one: {{ id = \"small_letters\", vi = \"...\" }}; small letters, digits and _, beginning with a \
                         letter{}",
                        spelled_freely(&choice.id, question.choices.iter().map(|other| &*other.id))
                    ),
                );
            }
            if question.kind == Kind::Many && question.choices.len() > 64 {
                refuse(format!("`{}` has more than 64 choices", question.id), "split it into two questions");
            }
            let id = QuestionId(questions.len().min(4095) as u16);
            if asked.contains_key(&question.id) {
                refuse(format!("there are two questions `{}`", question.id), "an id stands once: rename one of them");
                continue;
            }
            asked.insert(question.id.clone(), id);
            questions.push(Question {
                id: question.id.clone(),
                kind: question.kind,
                low,
                high: high.max(low.min(if question.kind == Kind::Many { high } else { low })),
                may_be_none: question.may_be_none && question.kind != Kind::Many,
                fixed: question.fixed,
                choices: question.choices.iter().map(|choice| choice.id.clone()).collect(),
                relevant: TRUE,
                bound: TRUE,
            });
        }
        let relevance = vec![Relevance::Waiting; questions.len()];
        let builder = Builder::new(Program { questions, places, ..Program::default() });
        Self {
            book,
            builder,
            diagnostics,
            used: QuestionSet::default(),
            origins: BTreeMap::new(),
            element: None,
            place: None,
            relevance,
            asked,
        }
    }

    /// Lowers what holds of every answer to a question.
    pub fn lower_bounds(&mut self) {
        let instant = |question| Instant { base: Base::Question(question), offsets: Vec::new() };
        for asked in self.book.questions.iter().filter(|asked| asked.past) {
            if let Some(&question) = self.asked.get(&asked.id) {
                let bound = self.builder.order(instant(question), Relation::AtMost, instant(TODAY));
                self.builder.program.questions[usize::from(question.0)].bound = bound;
            }
        }
    }

    /// Lowers the conditions under which questions arise.
    pub fn lower_relevance(&mut self) {
        for at in 0..self.relevance.len() as u16 {
            self.relevance(QuestionId(at));
        }
    }

    /// When a question arises.
    pub fn relevance(&mut self, question: QuestionId) -> NodeId {
        let at = usize::from(question.0);
        match self.relevance[at] {
            Relevance::Known(node) => return node,
            Relevance::Open => {
                self.relevance[at] = Relevance::Known(TRUE);
                let id = self.builder.program.question(question).id.clone();
                let place = self.written(question).map_or_else(|| self.place, |written| Some(written.at));
                if let Some(place) = place {
                    let message = format!("whether `{id}` is asked depends on its own answer");
                    let help = "take one of the questions that stand in a circle out of the `relevant` of another";
                    self.diagnostics.push(Diagnostic::error("rules/cycle", place, message).help(help));
                }
                return TRUE;
            }
            Relevance::Waiting => {}
        }
        self.relevance[at] = Relevance::Open;
        let written = self.written(question);
        let element = written.and_then(|written| written.element.as_ref());
        let element = element.map(|element| (element.list.clone(), element.number));
        let outer = std::mem::replace(&mut self.element, element.clone());
        let expression = written.and_then(|written| written.relevant.as_ref());
        let mut node = expression.map_or(TRUE, |expression| self.condition(expression));
        if let Some((list, number)) = element {
            let there = self.is_there(&list, number);
            node = self.builder.all([there, node]);
        }
        self.element = outer;
        if self.relevance[at] == Relevance::Open {
            self.relevance[at] = Relevance::Known(node);
        }
        self.builder.program.questions[at].relevant = node;
        node
    }

    /// A question as its author wrote it.
    pub fn written(&self, question: QuestionId) -> Option<&'b crate::rules::model::Question> {
        let id = &self.builder.program.question(question).id;
        self.book.questions.iter().find(|written| written.id == *id)
    }

    /// The question a tree names, if it does.
    pub fn question(&mut self, tree: &Tree) -> Option<(QuestionId, Kind)> {
        let syntax::Form::Name(name) = &tree.form else { return None };
        let of_element = self.element.as_ref().and_then(|(list, number)| {
            let copy = self.asked.get(copy_id(name, *number).as_str())?;
            let written = self.written(*copy)?.element.as_ref()?;
            (written.list == *list && written.question == *name).then_some(*copy)
        });
        let question = match of_element {
            Some(question) => question,
            None => *self.asked.get(name)?,
        };
        self.used.insert(question);
        Some((question, self.builder.program.question(question).kind))
    }

    /// The questions a tree names.
    pub fn each_question(&mut self, tree: &Tree, questions: &mut Vec<QuestionId>) {
        if let Some((question, _)) = self.question(tree)
            && !questions.contains(&question)
        {
            questions.push(question);
        }
        tree.form.below(&mut |part| self.each_question(part, questions));
    }

    /// There are so many elements of a list.
    pub fn is_there(&mut self, list: &str, number: u32) -> NodeId {
        let Some(&count) = self.asked.get(list) else { return TRUE };
        self.used.insert(count);
        let relevant = self.relevance(count);
        let enough = self.builder.within(count, [(number.into(), i64::MAX)]);
        self.builder.all([relevant, enough])
    }

    /// The list a tree names, if it does.
    pub fn list(&self, tree: &Tree) -> Option<&'b crate::rules::model::List> {
        let syntax::Form::Name(name) = &tree.form else { return None };
        self.book.lists.iter().find(|list| list.id == *name)
    }

    /// A condition that looks at answers, guarded: it does not hold where one of its questions does not arise.
    pub fn guarded(&mut self, node: NodeId, questions: &[QuestionId], expression: &Expression, span: Span) -> NodeId {
        if node == TRUE || node == crate::rules::program::FALSE {
            // Decided for every value, but there may be no value.
            let relevant: Vec<NodeId> = questions.iter().map(|&question| self.relevance(question)).collect();
            return self.builder.all(relevant.into_iter().chain([node]));
        }
        self.origins.entry(node).or_insert_with(|| expression.place(span));
        let mut parts: Vec<NodeId> = questions.iter().map(|&question| self.relevance(question)).collect();
        parts.push(node);
        self.builder.all(parts)
    }

    /// A condition; always, where it has a mistake.
    pub fn condition(&mut self, expression: &Expression) -> NodeId {
        let before = self.place.replace(expression.at);
        let node = self.formula(expression, &expression.tree).unwrap_or_else(|mistake| {
            self.report("rules/type", expression, mistake);
            TRUE
        });
        self.place = before;
        node
    }

    /// A mistake as a finding.
    pub fn report(&mut self, rule: &'static str, expression: &Expression, mistake: Mistake) {
        let place = expression.place(mistake.span);
        self.diagnostics.push(mistake.told(rule, place));
    }

    /// Nobody knows this name.
    pub fn unknown(&self, expression: &Expression, name: &str, span: Span) -> Mistake {
        let names =
            || self.book.questions.iter().map(|asked| asked.element.as_ref().map_or(&*asked.id, |one| &*one.question));
        let of_list = self.book.questions.iter().filter_map(|asked| asked.element.as_ref());
        if let Some(element) = of_list.into_iter().find(|element| *element.question == *name) {
            let help = format!("look at all of them: any({0}, ...), all({0}, ...), count({0}, ...) >= 2", element.list);
            return Mistake::new(span, format!("`{name}` is asked of each of `{}`", element.list), help);
        }
        let stands_here = |id: &str| {
            let mut found = expression.text.match_indices(id);
            found.any(|(at, _)| at <= span.start as usize && span.end as usize <= at + id.len())
        };
        let ids = names().chain(self.asked.keys().map(|id| &**id)).filter(|id| is_word(id));
        let mut wrong = names().filter(|id| !is_word(id));
        // What takes a part of an id from another was to be the id; what is merely alike comes last.
        let help = if let Some(id) = wrong.clone().find(|id| id.contains('-') && stands_here(id)) {
            format!("a hyphen takes away: `{id}` cannot be the id of a question")
        } else if let Some(id) = wrong.find(|id| spelled(id) == name) {
            format!("the question is called `{id}`, which cannot be an id: call it `{name}`")
        } else if let Some(id) =
            ids.clone().find(|id| id.contains('_') && stands_here(&id.replace('_', "-"))).or_else(|| nearest(name, ids))
        {
            format!("did you mean `{id}`?")
        } else {
            "questions stand in questions.toml; a choice can only be compared with its question".to_owned()
        };
        Mistake::new(span, format!("there is no question `{name}`"), help)
    }

    /// What a question of this kind is, in words.
    pub fn kind_words(kind: Kind) -> &'static str {
        match kind {
            Kind::Bool => "a yes or no",
            Kind::Choice => "a choice",
            Kind::Many => "a choice of several",
            Kind::Integer => "a number",
            Kind::Money => "an amount of money",
            Kind::Date => "a day",
            Kind::Place => "a place",
        }
    }
}
