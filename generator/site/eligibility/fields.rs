//! Questions as fields of a form.

use serde::Serialize;

use super::said;
use crate::catalogue::Language;
use crate::rules::calendar;
use crate::rules::model::{Question, RuleBook};
use crate::rules::phrase::Phrases;
use crate::rules::program::{Kind, Program, TODAY};
use crate::rules::truth::QuestionSet;
use crate::site::render::Said;
use crate::site::words::Words;

/// A question.
#[derive(Debug, Serialize)]
pub(super) struct Field<'a> {
    id: &'a str,
    /// What answers it, as scripts and styles know it: `choice` (yes and no too), `many`, `number`, `date`.
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
    id: &'a str,
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
        choices: choices(question, program, words),
        unit: (question.kind == Kind::Money).then_some(if language == Language::Vi { "₫" } else { "VND" }),
        partial: question.partial,
        // Of several things, none is always an answer.
        none: question.may_be_none || question.kind == Kind::Many,
        error: error(question, words),
    }
}

fn choices<'a>(question: &'a Question, program: &'a Program, words: &'a Words) -> Vec<Choice<'a>> {
    let language = words.language();
    let own = |text: &'a str| Said::new(text, language, language);
    match question.kind {
        Kind::Bool => [("yes", "yes"), ("no", "no")].map(|(id, key)| Choice { id, name: own(words.say(key)) }).into(),
        Kind::Place => {
            // The catalogue has no names of places: those that rules tell apart are known by their codes.
            let places = program.places.paths().iter().map(|path| Choice { id: path, name: own(path) });
            places.chain([Choice { id: "elsewhere", name: own(words.say("check_elsewhere")) }]).collect()
        }
        _ => question.choices.iter().map(|one| Choice { id: &one.id, name: said(&one.name, language) }).collect(),
    }
}

fn error(question: &Question, words: &Words) -> String {
    let between = |key: &'static str, either: &'static str, low: Option<String>, high: Option<String>| match (low, high)
    {
        (Some(low), Some(high)) => words.say(key).replace("{from}", &low).replace("{to}", &high),
        _ => words.say(either).to_owned(),
    };
    let (low, high) = question.range;
    match question.kind {
        Kind::Integer | Kind::Money => {
            let number = |value: i64| usize::try_from(value).ok().map(|value| words.number(value));
            between("check_error_between", "check_error_number", low.and_then(number), high.and_then(number))
        }
        Kind::Date => match low {
            Some(low) => {
                let key = if question.past { "check_error_date_past" } else { "check_error_date_after" };
                words.say_with(key, &words.date(calendar::date(low)))
            }
            None => words.say("check_error_date").to_owned(),
        },
        _ => words.say("check_error_choice").to_owned(),
    }
}
