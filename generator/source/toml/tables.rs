//! Tables inside tables.

use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::DeValue;

use super::value::{answer, kind, plain};
use super::{Answered, Choices, Document, Keyed, Placed, Table, Value};

impl Document<'_> {
    /// The tables of `[[key]]`.
    pub fn tables<'t>(&mut self, table: &mut Table<'t>, key: &'static str) -> Option<(Vec<Table<'t>>, Range<usize>)> {
        let value = table.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                let name: Rc<str> = format!("[[{key}]]").into();
                let mut tables = Vec::with_capacity(items.len());
                for item in items {
                    let span = item.span();
                    match item.into_inner() {
                        DeValue::Table(keys) => tables.push(Table::new(keys, span, Rc::clone(&name))),
                        other => self.wrong_kind(key, table, &Spanned::new(span, other), "a list of tables"),
                    }
                }
                let whole =
                    tables.first().zip(tables.last()).map_or(span, |(first, last)| first.span.start..last.extent().end);
                Some((tables, whole))
            }
            DeValue::Table(_) => {
                self.error(
                    "toml/wrong-kind",
                    span,
                    format!("[{key}] is one table"),
                    format!("write [[{key}]], once for each"),
                );
                None
            }
            other => {
                self.wrong_kind(key, table, &Spanned::new(span, other), &format!("tables: [[{key}]]"));
                None
            }
        }
    }

    /// A table inside a table: `expect = { verdict = "eligible" }`.
    pub fn table<'t>(&mut self, table: &mut Table<'t>, key: &'static str) -> Option<Table<'t>> {
        let value = table.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(keys) => Some(Table::new(keys, span, format!("`{key}`").into())),
            other => {
                self.wrong_kind(key, table, &Spanned::new(span, other), "a table: { ... }");
                None
            }
        }
    }

    /// A table of texts: `columns = { code = "Mã số" }`.
    pub fn text_table(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Placed<Vec<Keyed>>> {
        let value = table.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(keys) => {
                let mut texts = Vec::new();
                for (name, value) in keys {
                    match value.get_ref() {
                        DeValue::String(text) => {
                            texts.push((name.get_ref().to_string(), text.as_ref().into(), value.span()))
                        }
                        _ => self.wrong_kind(name.get_ref(), table, &value, "a text"),
                    }
                }
                Some((texts, span))
            }
            other => {
                self.wrong_kind(key, table, &Spanned::new(span, other), "a table of texts");
                None
            }
        }
    }

    /// A table of one or several plain values each: `filter = { nuoc = ["Lào", "Campuchia"], nam = 2024 }`.
    pub fn choices(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Vec<Choices>> {
        let inner = self.table(table, key)?;
        let mut choices = Vec::new();
        for (name, value) in inner.keys {
            let span = value.span();
            let items: Vec<Value<'_>> = match value.into_inner() {
                DeValue::Array(items) => items.into_iter().collect(),
                single => vec![Spanned::new(span, single)],
            };
            let mut texts = Vec::new();
            for item in &items {
                match plain(item.get_ref()) {
                    Some(text) => texts.push((text, item.span())),
                    None => self.error(
                        "toml/wrong-kind",
                        item.span(),
                        format!("`{}` of `{key}` is {}", name.get_ref(), kind(item.get_ref())),
                        "write a text, a number, a date, true or false, or a list of such",
                    ),
                }
            }
            choices.push(((name.get_ref().as_ref().into(), name.span()), texts));
        }
        choices.sort_by_key(|((_, span), _)| span.start);
        Some(choices)
    }

    /// A table of answers, each as the text by which answers are read: `true` is `yes`, `["a", "b"]` is `a+b`.
    pub fn answers(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Vec<Answered>> {
        let inner = self.table(table, key)?;
        Some(self.all_answers(inner, key))
    }

    /// All keys of a table as answers; `key` is how messages call it.
    pub fn all_answers(&mut self, inner: Table<'_>, key: &str) -> Vec<Answered> {
        let mut answers = Vec::new();
        for (name, value) in inner.keys {
            match answer(value.get_ref()) {
                Some(text) => answers.push((name.get_ref().to_string(), name.span(), text, value.span())),
                None => self.error(
                    "toml/wrong-kind",
                    value.span(),
                    format!("`{}` of `{key}` is {}, which is no answer", name.get_ref(), kind(value.get_ref())),
                    "write true, a whole number, a day, a text in quotes, or a list of texts",
                ),
            }
        }
        // The parser keeps keys in the order of the alphabet; people read in that of the file.
        answers.sort_by_key(|answer| answer.1.start);
        answers
    }
}
