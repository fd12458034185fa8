//! Questions as fields of a form.

use std::borrow::Cow;

use serde::Serialize;

use super::said;
use crate::catalogue::Language;
use crate::language::{number, number_en};
use crate::rules::calendar;
use crate::rules::model::{Choice as Choosable, Question, RuleBook};
use crate::rules::phrase::Phrases;
use crate::rules::program::places::ELSEWHERE;
use crate::rules::program::{Kind, Program, TODAY};
use crate::rules::truth::QuestionSet;
use crate::site::render::Said;
use crate::site::words::Words;

/// A question.
#[derive(Debug, Serialize)]
pub(super) struct Field<'a> {
    id: &'a str,
    /// What answers it, as scripts and styles know it: `choice` (yes and no too), `many`, `number`, `date`, `place` (typed,
    /// where places have names).
    kind: &'static str,
    wording: Said<'a>,
    /// What answers are called in lists.
    label: Option<String>,
    help: Option<Said<'a>>,
    why: Option<Said<'a>>,
    choices: Vec<Choice<'a>>,
    /// What is written behind a number.
    unit: Option<&'static str>,
    /// Whether a year alone answers it.
    partial: bool,
    /// Whether "there is none" answers it.
    none: bool,
    /// What is said of an answer that is none.
    error: String,
}

#[derive(Debug, Serialize)]
struct Choice<'a> {
    id: Cow<'a, str>,
    name: Said<'a>,
}

/// The fields of the questions that are `asked`, in the order of the book.
pub(super) fn fields<'a>(
    book: &'a RuleBook,
    program: &'a Program,
    asked: &QuestionSet,
    (phrases, words): (&Phrases<'_>, &'a Words),
) -> Vec<Field<'a>> {
    let is_asked =
        |question: &&Question| program.question_id(&question.id).is_some_and(|id| id != TODAY && asked.contains(id));
    book.questions.iter().filter(is_asked).map(|question| field(question, program, (phrases, words))).collect()
}

fn field<'a>(question: &'a Question, program: &'a Program, (phrases, words): (&Phrases<'_>, &'a Words)) -> Field<'a> {
    let language = words.language();
    let kind = match question.kind {
        Kind::Place if !phrases.gazetteer().is_empty() => "place",
        Kind::Bool | Kind::Choice | Kind::Place => "choice",
        Kind::Many => "many",
        Kind::Integer | Kind::Money => "number",
        Kind::Date => "date",
    };
    Field {
        id: &question.id,
        kind,
        wording: said(&question.wording, language),
        label: question.label.as_ref().and_then(|_| Some(phrases.label(program.question_id(&question.id)?))),
        help: question.help.as_ref().map(|help| said(help, language)),
        why: question.why.as_ref().map(|why| said(why, language)),
        choices: choices(question, program, (phrases, words)),
        unit: (question.kind == Kind::Money).then_some(if language == Language::Vi { "₫" } else { "VND" }),
        partial: question.partial,
        // Of several things, none is always an answer.
        none: question.may_be_none || question.kind == Kind::Many,
        error: match kind {
            "place" => words.say("check_error_place").to_owned(),
            _ => error(question, words),
        },
    }
}

fn choices<'a>(
    question: &'a Question,
    program: &'a Program,
    (phrases, words): (&Phrases<'_>, &'a Words),
) -> Vec<Choice<'a>> {
    let language = words.language();
    match question.kind {
        Kind::Bool => [("yes", "yes"), ("no", "no")]
            .map(|(id, key)| Choice { id: id.into(), name: Said::new(words.say(key), language, language) })
            .into(),
        Kind::Place if !phrases.gazetteer().is_empty() => Vec::new(),
        Kind::Place => {
            let asked = program.question_id(&question.id);
            places(program, language, |path: &str| {
                asked.map_or_else(|| path.to_owned(), |asked| phrases.answer(asked, path))
            })
        }
        _ => {
            let choice = |one: &'a Choosable| Choice { id: (&*one.id).into(), name: said(&one.name, language) };
            question.choices.iter().map(choice).collect()
        }
    }
}

/// The places that rules tell apart, and elsewhere: in the country, and in each place of which only parts are told apart.
fn places<'a>(program: &'a Program, language: Language, name: impl Fn(&str) -> String) -> Vec<Choice<'a>> {
    let paths = program.places.paths();
    let id = |path: &'a str| {
        let has_parts = paths.iter().any(|other| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
        if has_parts { Cow::Owned(format!("{path}/{ELSEWHERE}")) } else { Cow::Borrowed(path) }
    };
    let ids = paths.iter().map(|path| id(path)).chain([ELSEWHERE.into()]);
    ids.map(|id| Choice { name: Said::new(name(&id), language, language), id }).collect()
}

/// What is said of an answer that is none: what would be one.
fn error(question: &Question, words: &Words) -> String {
    let (low, high) = question.range;
    match question.kind {
        Kind::Integer | Kind::Money => {
            let write = |value: i64| match words.language() {
                Language::Vi => number(value),
                Language::En => number_en(value),
            };
            let one = |key, value| words.say_with(key, &write(value));
            match (low, high) {
                (Some(low), Some(high)) => between(words.say("check_error_between"), &write(low), &write(high)),
                (Some(low), None) => one("check_error_at_least", low),
                (None, Some(high)) => one("check_error_at_most", high),
                (None, None) if question.kind == Kind::Money => words.say("check_error_money").to_owned(),
                (None, None) => words.say("check_error_number").to_owned(),
            }
        }
        Kind::Date => {
            let write = |day| words.date(calendar::date(day));
            match (low, high) {
                (Some(low), Some(high)) => between(words.say("check_error_date_between"), &write(low), &write(high)),
                (Some(low), None) if question.past => words.say_with("check_error_date_past", &write(low)),
                (Some(low), None) => words.say_with("check_error_date_after", &write(low)),
                (None, Some(high)) => words.say_with("check_error_date_before", &write(high)),
                (None, None) => words.say("check_error_date").to_owned(),
            }
        }
        _ => words.say("check_error_choice").to_owned(),
    }
}

fn between(text: &str, low: &str, high: &str) -> String {
    text.replace("{from}", low).replace("{to}", high)
}
