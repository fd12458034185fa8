//! `content/questions.toml`: what people are asked, once for all procedures.

use super::{expression, words};
use crate::files::Location;
use crate::language::slug;
use crate::rules::calendar;
use crate::rules::model::{Choice, List, Question, Words};
use crate::rules::program::Kind;
use crate::source::toml::{Document, Table};

/// Where the questions stand.
pub(in crate::source::content) const QUESTIONS_FILE: &str = "content/questions.toml";
/// Where the lists stand.
pub(in crate::source::content) const LISTS_FILE: &str = "content/lists.toml";

const KINDS: [(&str, Kind); 7] = [
    ("bool", Kind::Bool),
    ("choice", Kind::Choice),
    ("many", Kind::Many),
    ("integer", Kind::Integer),
    ("money", Kind::Money),
    ("date", Kind::Date),
    ("place", Kind::Place),
];

/// Reads a `[[question]]`.
pub(in crate::source::content) fn question(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    at: Location,
) -> Option<Question> {
    let span = table.span.clone();
    let id = doc.text(table, "id").map(|(id, _)| id);
    let kind = doc.word(table, "type", &KINDS).map(|(kind, _)| kind);
    let wording = words(doc, table, "wording");
    if (id.is_none() || kind.is_none() || wording.is_none()) && !doc.failed() {
        let help = "a question has id = \"birth_date\", type = \"date\", wording = { vi = \"...\", en = \"...\" }";
        doc.error("content/question", span, "a question without `id`, `type` or `wording`", help);
    }
    let past = kind == Some(Kind::Date) && table.says("max", "today");
    if past {
        doc.text(table, "max");
    }
    let range = match kind {
        Some(Kind::Date) => ["min", "max"].map(|key| doc.date(table, key).map(|(date, _)| calendar::day(date))),
        Some(Kind::Integer | Kind::Money) => {
            ["min", "max"].map(|key| doc.integer(table, key).map(|(number, _)| number))
        }
        _ => [None, None],
    };
    let choices = match kind {
        Some(Kind::Choice | Kind::Many) => choices(doc, table),
        _ => Vec::new(),
    };
    let says = match kind {
        Some(Kind::Bool) => ["no", "yes"].map(|key| words(doc, table, key)),
        _ => [None, None],
    };
    Some(Question {
        at,
        wording: wording.unwrap_or_default(),
        label: words(doc, table, "label"),
        says,
        help: words(doc, table, "help"),
        why: words(doc, table, "why"),
        choices,
        range: (range[0], range[1]),
        past,
        may_be_none: doc.bool(table, "none").is_some_and(|(none, _)| none),
        partial: doc.bool(table, "partial").is_some_and(|(partial, _)| partial),
        fixed: doc.bool(table, "fixed").is_some_and(|(fixed, _)| fixed),
        relevant: expression(doc, table, "relevant"),
        element: None,
        id: id?,
        kind: kind?,
    })
}

/// Reads a `[[list]]`.
pub(in crate::source::content) fn list(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<List> {
    let id = doc.text(table, "id").map(|(id, _)| id);
    let max = doc.count(table, "max").map(|(max, _)| max);
    let questions = super::placed_list(doc, table, "questions");
    if (id.is_none() || max.is_none() || questions.is_none()) && !doc.failed() {
        let help = "a list has id = \"children\", max = 5, questions = [\"child_birth_date\"]";
        doc.error("content/list", table.span.clone(), "a list without `id`, `max` or `questions`", help);
    }
    Some(List { at, each: words(doc, table, "each"), id: id?, max: max?, questions: questions? })
}

/// `choices = [{ id = "father", vi = "Cha", en = "Father" }]`.
fn choices(doc: &mut Document<'_>, table: &mut Table<'_>) -> Vec<Choice> {
    let id = |doc: &mut Document<'_>, table: &mut Table<'_>| doc.text(table, "id").map(|(id, _)| id);
    let Some((items, span)) = doc.bilinguals_with(table, "choices", id) else { return Vec::new() };
    let mut choices: Vec<Choice> = Vec::with_capacity(items.len());
    for (name, id) in items {
        // A text alone gives itself an id.
        let id = id.unwrap_or_else(|| slug(&name.vi).replace('-', "_").into());
        if choices.iter().any(|choice| choice.id == id) {
            let help = "each choice has an id of its own";
            doc.error("content/question", span.clone(), format!("two choices are called \"{id}\""), help);
        }
        choices.push(Choice { id, name: Words { vi: name.vi, en: name.en } });
    }
    choices
}
