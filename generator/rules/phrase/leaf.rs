//! What a node says that looks at answers itself.

use super::clause::{Leaf, outside};
use super::{Phrases, quoted};
use crate::rules::program::{Kind, Node, QuestionId, TODAY};

/// A sentence: what it is about, where that can be said apart, and what it says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub subject: Option<String>,
    pub predicate: String,
    /// How it is said behind an "if".
    pub within: Within,
}

/// How a sentence is said within another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// As it is.
    Plain,
    /// "… là “…”".
    Choice,
    /// "nộp hồ sơ từ ngày …".
    Today,
    /// "bạn đã đủ 75 tuổi": the subject and what it says are one sentence.
    Whole,
}

impl Phrase {
    fn sentence(words: &str) -> Self {
        Self { subject: None, predicate: words.to_owned(), within: Within::Plain }
    }

    /// About something.
    pub fn about(subject: String, predicate: String) -> Self {
        Self { subject: Some(subject), predicate, within: Within::Plain }
    }

    /// The whole of it.
    pub fn text(&self) -> String {
        match &self.subject {
            Some(subject) if self.within == Within::Whole => format!("{subject} {}", self.predicate),
            Some(subject) => format!("{subject}: {}", self.predicate),
            None => self.predicate.clone(),
        }
    }
}

impl Phrase {
    /// As part of a sentence.
    pub fn running(&self, phrases: &Phrases<'_>) -> String {
        let predicate = &self.predicate;
        match (self.within, &self.subject) {
            (Within::Today, _) => phrases.pick(format!("nộp hồ sơ {predicate}"), format!("you apply {predicate}")),
            (Within::Choice, Some(subject)) => {
                let value = if predicate.contains('“') { predicate.clone() } else { quoted(predicate) };
                // "là" goes with what it is, not with what it is not.
                let is = if value.starts_with('“') { " là" } else { "" };
                phrases.pick(format!("{subject}{is} {value}"), format!("{subject} is {value}"))
            }
            (Within::Plain, Some(_)) => format!("({})", self.text()),
            _ => self.text(),
        }
    }
}

impl Phrases<'_> {
    pub(super) fn leaf(&self, leaf: &Leaf) -> Phrase {
        let holds = leaf.holds;
        match self.program.node(leaf.node) {
            Node::Within { question, ranges } => self.within(question, self.program.ranges_of(ranges), holds),
            Node::IsNone { question } => self.about(question, self.presence(!holds).to_owned()),
            Node::Count { question, mask, low, high } => self.count(question, mask, (low, high), holds),
            Node::Order { left, relation, right } => {
                let (left, right) = (&self.program.instants[left as usize], &self.program.instants[right as usize]);
                let mut phrase = self.order(left, relation, right, holds);
                if !holds {
                    self.or_none(leaf, &mut phrase);
                }
                phrase
            }
            Node::Sum { parts, constant, relation } => {
                self.sum(self.program.parts_of(parts), constant, relation, holds)
            }
            node => {
                let always = matches!(node, Node::Constant(true)) == holds;
                let words = if always {
                    self.pick("luôn đúng", "always so")
                } else {
                    self.pick("không bao giờ", "never so")
                };
                Phrase::sentence(words)
            }
        }
    }

    fn about(&self, question: QuestionId, predicate: String) -> Phrase {
        let within = match self.program.question(question).kind {
            _ if question == TODAY => Within::Today,
            Kind::Choice => Within::Choice,
            _ => Within::Plain,
        };
        Phrase { subject: Some(self.subject(question)), predicate, within }
    }

    fn presence(&self, there_is: bool) -> &'static str {
        if there_is { self.pick("có", "there is one") } else { self.pick("không có", "there is none") }
    }

    /// What does not hold where there is no value holds, turned round, where there is none.
    fn or_none(&self, leaf: &Leaf, phrase: &mut Phrase) {
        let mut may_be_none = false;
        self.program.looks_at(self.program.node(leaf.node), |question| {
            may_be_none |= self.program.question(question).may_be_none;
        });
        if may_be_none {
            phrase.predicate = format!("{}, {} {}", self.presence(false), self.pick("hoặc", "or"), phrase.predicate);
        }
    }

    fn within(&self, question: QuestionId, ranges: &[(i64, i64)], holds: bool) -> Phrase {
        let asked = self.program.question(question);
        let inside = if holds { ranges.to_vec() } else { outside(ranges, asked.low, asked.high) };
        let or_none = asked.may_be_none && !holds;
        if asked.kind == Kind::Bool
            && let &[(value, end)] = inside.as_slice()
            && value == end
            && !or_none
        {
            return self.yes_or_no(question, value == 1);
        }
        let everything = inside == [(asked.low, asked.high)];
        let values = match inside.as_slice() {
            [] => String::new(),
            _ if everything => self.presence(true).to_owned(),
            inside => self.values(question, inside),
        };
        let predicate = match (or_none, values.is_empty()) {
            (false, false) => values,
            (false, true) => self.pick("không bao giờ", "never so").to_owned(),
            (true, true) => self.presence(false).to_owned(),
            (true, false) => format!("{}, {} {values}", self.presence(false), self.pick("hoặc", "or")),
        };
        self.about(question, predicate)
    }

    fn yes_or_no(&self, question: QuestionId, yes: bool) -> Phrase {
        let written = self.written[usize::from(question.0)];
        match written.and_then(|written| written.says[usize::from(yes)].as_ref()) {
            Some(words) => Phrase::sentence(self.words(words)),
            None => {
                let word = if yes { self.pick("có", "yes") } else { self.pick("không", "no") };
                self.about(question, word.to_owned())
            }
        }
    }

    /// Values of a question that are not all of them.
    fn values(&self, question: QuestionId, inside: &[(i64, i64)]) -> String {
        let asked = self.program.question(question);
        match asked.kind {
            Kind::Bool | Kind::Choice | Kind::Many => self.choices(question, inside),
            Kind::Place => self.places(inside),
            Kind::Date if question == TODAY => self.either_range(question, inside),
            Kind::Integer | Kind::Money | Kind::Date => {
                let without = outside(inside, asked.low, asked.high);
                match without.as_slice() {
                    // All but one stretch in the midst.
                    &[(low, high)] if inside.len() == 2 => {
                        let range = self.range(question, low, high);
                        if low == high {
                            self.pick(format!("khác {range}"), format!("other than {range}"))
                        } else {
                            self.pick(format!("không phải {range}"), format!("not {range}"))
                        }
                    }
                    _ => self.either_range(question, inside),
                }
            }
        }
    }

    fn either_range(&self, question: QuestionId, inside: &[(i64, i64)]) -> String {
        let ranges: Vec<String> = inside.iter().map(|&(low, high)| self.range(question, low, high)).collect();
        self.either(&ranges)
    }

    fn choices(&self, question: QuestionId, inside: &[(i64, i64)]) -> String {
        let count = self.program.question(question).choices.len() as i64;
        let of = |ranges: &[(i64, i64)]| -> Vec<String> {
            let places = ranges.iter().flat_map(|&(low, high)| low..=high);
            places.map(|at| self.choice(question, at as usize).to_owned()).collect()
        };
        let (chosen, others) = (of(inside), of(&outside(inside, 0, count - 1)));
        match (chosen.as_slice(), others.as_slice()) {
            ([one], _) => one.clone(),
            // Which of many are left out is shorter to say, and what the author meant.
            (many, [other]) if many.len() > 2 => self.pick(format!("không phải “{other}”"), format!("not “{other}”")),
            _ => self.either(&chosen.iter().map(|name| quoted(name)).collect::<Vec<_>>()),
        }
    }

    fn count(&self, question: QuestionId, mask: u64, (low, high): (u32, u32), holds: bool) -> Phrase {
        let asked = self.program.question(question);
        let most = mask.count_ones();
        let names: Vec<String> =
            (0..64).filter(|bit| mask >> bit & 1 == 1).map(|bit| quoted(self.choice(question, bit))).collect();
        let (low, high, holds) = match (holds, low, high) {
            // The opposite of an end is another end; only a stretch in the midst stays a "not".
            (false, 0, high) => (high + 1, most, true),
            (false, low, high) if high == most => (0, low - 1, true),
            other => (other.1, other.2, other.0),
        };
        let amount = match (low, high) {
            (0, 0) => self.pick("không có", "none").to_owned(),
            (low, high) if low == high && low == most && most > 1 => self.pick("có đủ", "all").to_owned(),
            (low, high) if low == high => self.pick(format!("có đúng {low}"), format!("exactly {low}")),
            (0, high) => self.pick(format!("có không quá {high}"), format!("at most {high}")),
            (low, high) if high == most => self.pick(format!("có ít nhất {low}"), format!("at least {low}")),
            (low, high) => self.pick(format!("có từ {low} đến {high}"), format!("{low} to {high}")),
        };
        let amount = if holds { amount } else { self.pick(format!("không phải {amount}"), format!("not {amount}")) };
        let predicate = match names.as_slice() {
            [name] if (low, high) == (0, 0) => self.pick(format!("không có {name}"), format!("not {name}")),
            [name] => self.pick(format!("có {name}"), name.clone()),
            _ if mask == asked.all() => match (low, high) {
                (0, 0) => self.pick("không có mục nào", "none").to_owned(),
                _ if low == most => self.pick("có tất cả các mục", "all of them").to_owned(),
                _ => self.pick(format!("{amount} mục"), amount),
            },
            names if (low, high) == (0, 0) => {
                let list = names.join(", ");
                self.pick(format!("không có mục nào trong: {list}"), format!("none of {list}"))
            }
            names if low == most => {
                let list = self.series(names, self.pick(" và ", " and "));
                self.pick(format!("{amount} {list}"), format!("{amount} of {list}"))
            }
            names => {
                let list = names.join(", ");
                self.pick(format!("{amount} trong: {list}"), format!("{amount} of {list}"))
            }
        };
        self.about(question, predicate)
    }
}
