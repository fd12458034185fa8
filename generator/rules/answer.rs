//! What a person said, and what it leaves possible.
//!
//! Every value but a set is a whole number: false and true are 0 and 1, a choice is its place in the list, money is đồng,
//! a date is its day, a place is its class ([`super::program::Places`]). So an answer that is only partly known, "born in
//! 1950", is a range of numbers, and what is not known at all is the whole range of the question.

use super::calendar;
use super::program::{Kind, Program, Question, QuestionId, TODAY, TRUE};
use crate::language::Date;
use crate::language::number::plain;

/// What a person said to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// "I don't know": the question is not asked again.
    DontKnow,
    /// "There is none": no spouse, so no day on which the spouse was born. Comparisons with it do not hold.
    None,
    /// A value, or the ends of what it may be.
    Between(i64, i64),
    /// Of a question with several answers: those that were chosen, and those that may be (both as bits).
    Set {
        /// Certainly chosen.
        must: u64,
        /// Chosen or perhaps chosen.
        may: u64,
    },
}

/// Why a text is no answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerError {
    /// It is not of the question's type.
    Form,
    /// It is none of the choices.
    Choice,
    /// It is less or more than the question allows.
    Range,
    /// It is a day that is still to come.
    Future,
    /// The question has no "there is none".
    None,
}

impl Answer {
    /// An exact value.
    pub const fn value(value: i64) -> Self {
        Self::Between(value, value)
    }

    /// Reads what stands in an address or on the command line: `yes`, `father`, `a+c` (several; `a+?` for at least a),
    /// `3`, `3..5`, `2026-01-01`, `1950` or `1950-03` (a date of which only that is known), `01/00004`, `01/elsewhere` (in 01, but in
    /// none of the places within it that rules name), `08~ha-giang` (08, said by the name of a place it was made of), `?` (I don't know), `-` (there is none). Today is always a whole day.
    ///
    /// # Errors
    /// Where the text is no answer to this question.
    pub fn read(program: &Program, question: QuestionId, text: &str) -> Result<Self, AnswerError> {
        let asked = program.question(question);
        let text = text.trim();
        match (text, asked.kind) {
            ("?", _) if question == TODAY => return Err(AnswerError::Form),
            ("?", _) => return Ok(Self::DontKnow),
            ("-", Kind::Many) => return Ok(Self::Set { must: 0, may: 0 }),
            ("-", _) => return if asked.may_be_none { Ok(Self::None) } else { Err(AnswerError::None) },
            _ => {}
        }
        let (low, high) = match asked.kind {
            Kind::Many => return many(asked, text),
            Kind::Bool => match text {
                "yes" | "true" => (1, 1),
                "no" | "false" => (0, 0),
                _ => return Err(AnswerError::Form),
            },
            Kind::Choice => {
                let at = asked.choice(text).ok_or(AnswerError::Choice)?;
                (at as i64, at as i64)
            }
            // Which place of before was meant changes nothing.
            Kind::Place => program.places.range(text.split('~').next().unwrap_or(text)).ok_or(AnswerError::Form)?,
            Kind::Integer | Kind::Money | Kind::Date => {
                let end = |text: &str| if asked.kind == Kind::Date { days(text) } else { number(text) };
                match text.split_once("..") {
                    None => end(text).ok_or(AnswerError::Form)?,
                    Some((low, "")) => (end(low).ok_or(AnswerError::Form)?.0, asked.high),
                    Some(("", high)) => (asked.low, end(high).ok_or(AnswerError::Form)?.1),
                    Some((low, high)) => (end(low).ok_or(AnswerError::Form)?.0, end(high).ok_or(AnswerError::Form)?.1),
                }
            }
        };
        // Only partly outside is no mistake: a year in the midst of which the range of the question begins.
        let (inner_low, inner_high) = (low.max(asked.low), high.min(asked.high));
        if low > high || inner_low > inner_high {
            return Err(AnswerError::Range);
        }
        // Somebody asks on a day; what is in force depends on it.
        if question == TODAY && low != high {
            return Err(AnswerError::Form);
        }
        Ok(Self::Between(inner_low, inner_high))
    }

    /// As [`Answer::read`] reads it.
    pub fn write(self, program: &Program, question: QuestionId) -> String {
        let asked = program.question(question);
        let choice = |at: usize| asked.choices.get(at).map_or("?", |id| &**id);
        match self {
            Self::DontKnow => "?".to_owned(),
            Self::None => "-".to_owned(),
            Self::Set { may: 0, .. } => "-".to_owned(),
            Self::Set { must, may } => {
                let mut words: Vec<&str> = (0..64).filter(|bit| must >> bit & 1 == 1).map(choice).collect();
                if may != must {
                    words.push("?");
                }
                words.join("+")
            }
            Self::Between(low, high) => match asked.kind {
                Kind::Bool if low == high => if low == 1 { "yes" } else { "no" }.to_owned(),
                Kind::Choice if low == high => choice(low as usize).to_owned(),
                Kind::Place => program.places.written(low, high).unwrap_or_else(|| "?".to_owned()),
                Kind::Integer | Kind::Money if low == high => plain(low),
                Kind::Integer | Kind::Money => [&*plain(low), "..", &plain(high)].concat(),
                Kind::Date if low == high => calendar::date(low).iso(),
                Kind::Date => [&*calendar::date(low).iso(), "..", &*calendar::date(high).iso()].concat(),
                _ => "?".to_owned(),
            },
        }
    }
}

/// `1950`, `1950-03`, `1950-03-02`: the first and the last day it may mean.
fn days(text: &str) -> Option<(i64, i64)> {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u16>().ok()).flatten();
    let first = |year, month| Date::new(year, month, 1).map(calendar::day);
    match (text.len(), text.get(..4), text.get(4..5), text.get(5..)) {
        (4, Some(year), ..) => {
            let year = number(year)?;
            Some((first(year, 1)?, Date::new(year, 12, 31).map(calendar::day)?))
        }
        (7, Some(year), Some("-"), Some(month)) => {
            let start = first(number(year)?, u8::try_from(number(month)?).ok()?)?;
            let month = calendar::Offset { step: calendar::Step::Months, amount: 1 };
            Some((start, if start + 30 >= calendar::LAST { calendar::LAST } else { month.apply(start) - 1 }))
        }
        _ => Date::parse_iso(text).map(calendar::day).map(|day| (day, day)),
    }
}

fn number(text: &str) -> Option<(i64, i64)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().map(|number| (number, number))
}

fn many(asked: &Question, text: &str) -> Result<Answer, AnswerError> {
    let (mut must, mut open) = (0u64, false);
    for word in text.split('+') {
        match word.trim() {
            "?" => open = true,
            word => must |= 1 << asked.choice(word).filter(|&at| at < 64).ok_or(AnswerError::Choice)?,
        }
    }
    Ok(Answer::Set { must, may: if open { asked.all() } else { must } })
}

/// The answers of a person, by question; a question that is absent was not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    given: Vec<Option<Answer>>,
}

impl Answers {
    /// Takes an answer, or takes it back.
    pub fn set(&mut self, question: QuestionId, answer: Option<Answer>) {
        let at = usize::from(question.0);
        if self.given.len() <= at {
            self.given.resize(at + 1, None);
        }
        self.given[at] = answer;
    }

    /// The answer to a question.
    pub fn get(&self, question: QuestionId) -> Option<Answer> {
        self.given.get(usize::from(question.0)).copied().flatten()
    }

    /// What the answers leave possible, for each question of the program.
    pub fn possible(&self, program: &Program) -> Vec<Possible> {
        let of = |(id, asked)| Possible::of(asked, self.get(id));
        let mut possible: Vec<Possible> = (0..).map(QuestionId).zip(&program.questions).map(of).collect();
        let today = possible.first().and_then(|today| today.ends());
        for (asked, possible) in program.questions.iter().zip(&mut possible).filter(|pair| pair.0.bound != TRUE) {
            if let (Possible::Number { low, high, .. }, Some((first, last))) = (possible, today)
                && asked.low <= first
                && *low <= last
            {
                *high = (*high).min(last);
            }
        }
        possible
    }

    /// The first question whose answer is later than today, though it asks for a day that is not to come. Before the first of
    /// its days a question says nothing.
    pub fn contradiction(program: &Program, possible: &[Possible]) -> Option<QuestionId> {
        let (first, last) = possible.first()?.ends()?;
        let is_later = |at: &usize| {
            let asked = &program.questions[*at];
            asked.bound != TRUE && asked.low <= first && possible[*at].ends().is_some_and(|(low, _)| low > last)
        };
        (0..possible.len()).find(is_later).map(|at| QuestionId(at as u16))
    }
}

/// What an answer leaves possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Possible {
    /// A whole number.
    Number {
        /// The least it may be.
        low: i64,
        /// The most it may be; below `low` where only "there is none" is left.
        high: i64,
        /// Whether there may be none.
        none: bool,
    },
    /// A set.
    Set {
        /// What is certainly in it.
        must: u64,
        /// What may be in it.
        may: u64,
    },
}

impl Possible {
    /// What an answer to `asked` leaves possible. An answer of another type leaves all possible.
    pub fn of(asked: &Question, answer: Option<Answer>) -> Self {
        match (asked.kind, answer) {
            (Kind::Many, Some(Answer::Set { must, may })) => {
                let may = (must | may) & asked.all();
                Self::Set { must: must & may, may }
            }
            (Kind::Many, Some(Answer::None)) => Self::Set { must: 0, may: 0 },
            (Kind::Many, _) => Self::Set { must: 0, may: asked.all() },
            (_, Some(Answer::None)) if asked.may_be_none => Self::Number { low: 0, high: -1, none: true },
            (_, Some(Answer::Between(low, high))) if low.max(asked.low) <= high.min(asked.high) => {
                Self::Number { low: low.max(asked.low), high: high.min(asked.high), none: false }
            }
            _ => Self::Number { low: asked.low, high: asked.high, none: asked.may_be_none },
        }
    }

    /// Whether nothing is open any more.
    pub fn is_exact(self) -> bool {
        match self {
            Self::Number { low, high, none } => {
                if none {
                    low > high
                } else {
                    low == high
                }
            }
            Self::Set { must, may } => must == may,
        }
    }

    /// The ends of the number; none where there is certainly none.
    pub fn ends(self) -> Option<(i64, i64)> {
        match self {
            Self::Number { low, high, .. } if low <= high => Some((low, high)),
            _ => None,
        }
    }

    /// Whether there may be no value.
    pub fn may_be_none(self) -> bool {
        matches!(self, Self::Number { none: true, .. })
    }
}
