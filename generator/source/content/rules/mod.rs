//! The rules of a procedure: `[[condition]]`, `[[case]]`, `[[rate]]`, `[[deadline]]`, `[[test]]`, and what `[[document]]`
//! and `[[fee]]` say of when they apply; tables of rates.
//!
//! In: tables of front matter. Out: [`Rules`], whose expressions are trees with their places. What they mean is not this
//! room's concern.

mod questions;
mod rates;
#[cfg(test)]
mod reference;
mod test;
#[cfg(test)]
mod tests;

pub(super) use questions::{LISTS_FILE, QUESTIONS_FILE, list, question};
pub use rates::read_rates;

use std::ops::Range;

use crate::catalogue::SourceId;
use crate::diagnostic::Diagnostic;
use crate::files::FileId;
use crate::language::slug;
use crate::rules::model::{Amount, Common, Condition, Deadline, Expression, Fee, Placed, Rate, Rules, Words};
use crate::source::Input;
use crate::source::toml::{Document, Table};

/// Reads a file of answers: a key for each question, as in `answers` of a `[[test]]`.
pub fn read_answers(file: FileId, path: &str, text: &str) -> (Vec<(Placed, Placed)>, Vec<Diagnostic>) {
    let input = Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 };
    let (mut doc, top) = Document::parse(&input, text, 0);
    let answers = doc.all_answers(top, path);
    let placed = |text: String, span: &Range<usize>| Placed { text: text.into(), at: input.place(span.clone()) };
    let answers = answers
        .into_iter()
        .map(|(question, at, answer, answer_at)| (placed(question, &at), placed(answer, &answer_at)));
    (answers.collect(), doc.diagnostics)
}

/// Whether an item says when it applies.
pub(super) fn says_when(table: &Table<'_>) -> bool {
    ["when", "cases", "from", "until", "cite"].iter().any(|key| table.has(key))
}

/// What a `[[document]]` says beside what it is.
pub(super) fn of_document(doc: &mut Document<'_>, table: &mut Table<'_>, id: Option<&str>) -> Option<Common> {
    if !says_when(table) {
        return None;
    }
    let span = table.span.clone();
    let Some(id) = id else {
        let help = "add id = \"witness\", by which rules and tests name it";
        let message = "a document that applies only sometimes, without `id` or `ref`";
        doc.error("content/rule-id", span.clone(), message, help);
        // What it says of when it applies is known to nobody else.
        applies(doc, table, "?".into(), &span);
        return None;
    };
    if !is_id(id) {
        let help = "an id is letters, digits, -, _ and ., and begins with a letter or a digit: id = \"witness\"";
        doc.error("content/rule-id", span.clone(), format!("\"{id}\" cannot be the id of a document"), help);
    }
    Some(applies(doc, table, id.into(), &span))
}

/// Whether a `[[fee]]` is one of the rules: those have an id, by which rates and tests name them. One that says when it
/// applies, and names no way to apply, or whose amount is reckoned, is meant to be one.
pub(super) fn is_rule_fee(table: &Table<'_>) -> bool {
    table.has("id") || ((table.is_text("amount") || says_when(table)) && !table.has("channel"))
}

/// Whether there are rules in a file, so that a `[[fee]]` may be meant to be one of them.
pub(super) fn any(table: &Table<'_>) -> bool {
    ["condition", "case", "deadline", "rate", "rates", "test"].iter().any(|key| table.has(key))
}

/// What to write where an item has no id: one made of its name, or of what it is.
fn id_line(what: &str, name: Option<&Words>) -> String {
    let id = name.map(|name| slug(&name.vi)).filter(|id| !id.is_empty());
    format!("id = \"{}\"", id.as_deref().unwrap_or(what))
}

/// Reads a `[[fee]]` of the rules.
pub(super) fn fee(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Fee> {
    let common = common(doc, table, "fee");
    let free = doc.bool(table, "free").is_some_and(|(free, _)| free);
    let amount = amount(doc, table);
    let amount = if free { amount.or(Some(Amount::Fixed(0))) } else { amount };
    Some(Fee { common: common?, amount })
}

/// What is said of a `[[fee]]` beside rules that has neither an id nor a way to apply.
pub(super) fn fee_without_id(fee: &crate::catalogue::Fee) -> Diagnostic {
    let name = fee.name.as_ref().map(|name| Words { vi: name.vi.clone(), en: name.en.clone() });
    let help = format!(
        "add a line below [[fee]]: {}, if it is a fee of the rules; if it is what is paid for one way to apply, add a \
         [[channel]] with kind = \"in-person\", or with ref = \"in-person\" to change that one of the official record",
        id_line("fee", name.as_ref())
    );
    Diagnostic::error("content/rule-id", fee.at, "a fee without `id`, and no [[channel]] it could belong to").help(help)
}

/// Reads the tables that are only rules. `documents` and `fees` were met among the lists.
pub(super) fn read(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    code: &str,
    documents: Vec<Common>,
    fees: Vec<Fee>,
) -> Option<Box<Rules>> {
    let mut rules = Rules::new(code, doc.place(&table.span));
    rules.documents = documents;
    rules.fees = fees;
    rules.conditions = each(doc, table, "condition", condition);
    rules.cases = each(doc, table, "case", |doc, table| common(doc, table, "case"));
    rules.rates = each(doc, table, "rate", rate);
    rules.rate_tables = placed_list(doc, table, "rates").unwrap_or_default();
    rules.deadlines = each(doc, table, "deadline", deadline);
    rules.tests = each(doc, table, "test", |doc, table| Some(test::read(doc, table)));
    let first = [
        rules.conditions.first().map(|item| item.common.at),
        rules.cases.first().map(|item| item.at),
        rules.documents.first().map(|item| item.at),
        rules.fees.first().map(|item| item.common.at),
        rules.deadlines.first().map(|item| item.common.at),
        rules.rates.first().map(|item| item.at),
        rules.tests.first().map(|item| item.at),
        rules.rate_tables.first().map(|item| item.at),
    ];
    rules.at = first.into_iter().flatten().min()?;
    Some(Box::new(rules))
}

/// The items of `[[key]]`. One with a mistake gives its findings and no item.
fn each<T>(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    key: &'static str,
    read: impl Fn(&mut Document<'_>, &mut Table<'_>) -> Option<T>,
) -> Vec<T> {
    let tables = doc.tables(table, key).map(|(tables, _)| tables).unwrap_or_default();
    let mut items = Vec::with_capacity(tables.len());
    for mut table in tables {
        items.extend(read(doc, &mut table));
        doc.finish(table);
    }
    items
}

/// What every item has, with an id of its own.
fn common(doc: &mut Document<'_>, table: &mut Table<'_>, what: &str) -> Option<Common> {
    let span = table.span.clone();
    let Some((id, _)) = doc.text(table, "id") else {
        // What else it says is still looked at, so that the next mistake is told at the same time.
        let name = words(doc, table, "name");
        let line = id_line(what, name.as_ref());
        let help = format!("add a line below [[{what}]]: {line}; messages, rates and tests name it by this");
        doc.error("content/rule-id", span.clone(), format!("a {what} without `id`"), help);
        applies(doc, table, "?".into(), &span);
        return None;
    };
    if !is_id(&id) {
        let help = "an id is letters, digits, -, _ and ., and begins with a letter or a digit: id = \"late\"";
        doc.error("content/rule-id", span.clone(), format!("\"{id}\" cannot be the id of a {what}"), help);
    }
    let name = words(doc, table, "name");
    Some(Common { name, ..applies(doc, table, id, &span) })
}

/// Whether a text can name an item in tests, messages and pages.
fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
}

/// When an item applies. Its name is left to whoever reads the rest of it.
fn applies(doc: &mut Document<'_>, table: &mut Table<'_>, id: Box<str>, span: &Range<usize>) -> Common {
    Common {
        id,
        at: doc.place(span),
        name: None,
        record: None,
        cite: placed(doc, table, "cite"),
        when: expression(doc, table, "when"),
        cases: placed_list(doc, table, "cases").unwrap_or_default(),
        from: doc.date(table, "from").map(|(date, _)| date),
        until: doc.date(table, "until").map(|(date, _)| date),
    }
}

fn condition(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Condition> {
    let common = common(doc, table, "condition");
    let requires = expression(doc, table, "requires");
    let judgement = doc.bool(table, "judgement").is_some_and(|(judgement, _)| judgement);
    Some(Condition { common: common?, requires, judgement })
}

fn rate(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Rate> {
    let span = table.span.clone();
    let fee = placed(doc, table, "fee");
    let amount = amount(doc, table);
    let place = placed(doc, table, "place");
    let when = expression(doc, table, "when");
    let cite = placed(doc, table, "cite");
    let from = doc.date(table, "from").map(|(date, _)| date);
    let until = doc.date(table, "until").map(|(date, _)| date);
    let at = doc.place(&span);
    if (fee.is_none() || amount.is_none()) && !doc.failed() {
        let help = "a rate has fee = \"the id of a fee\" and amount = 5000";
        doc.error("content/rate", span, "a rate without `fee` or `amount`", help);
    }
    Some(Rate { at, fee: fee?, place, amount: amount?, when, cite, from, until })
}

fn deadline(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Deadline> {
    let span = table.span.clone();
    let common = common(doc, table, "deadline");
    let day = expression(doc, table, "day");
    if day.is_none() && !doc.failed() {
        let help = "add the day: day = 'child_birth_date + 60 days'";
        doc.error("content/deadline", span, "a deadline without `day`", help);
    }
    Some(Deadline { common: common?, day: day? })
}

/// A number of đồng, or an expression.
fn amount(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Amount> {
    if table.is_text("amount") {
        return expression(doc, table, "amount").map(Amount::Expression);
    }
    let (amount, span) = doc.integer(table, "amount")?;
    if amount < 0 {
        doc.error("content/fee", span, format!("an amount of {amount}"), "write free = true where the law says so");
        return None;
    }
    Some(Amount::Fixed(amount))
}

/// An expression. In single quotes its bytes are those of the file, so that a mistake in it can be pointed at.
fn expression(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Expression> {
    let (text, span) = doc.text(table, key)?;
    let (inner, exact) = doc.inside_quotes(&text, &span);
    Expression::parse(text, doc.place(&inner), exact).map_err(|mistake| doc.diagnostics.push(*mistake)).ok()
}

fn words(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Words> {
    doc.bilingual(table, key).map(|(text, _)| Words { vi: text.vi, en: text.en })
}

fn placed(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Placed> {
    doc.text(table, key).map(|(text, span)| Placed { text, at: doc.place(&span) })
}

fn placed_list(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Vec<Placed>> {
    let (texts, _) = doc.texts(table, key)?;
    Some(texts.into_iter().map(|(text, span)| Placed { text, at: doc.place(&span) }).collect())
}
