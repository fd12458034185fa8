//! Single values and lists of them.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::value::plain;
use super::{Document, Placed, Table, Value};
use crate::language::Date;

impl Document<'_> {
    /// A text.
    pub fn text(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(Box<str>, Range<usize>)> {
        let value = table.take(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some((text.as_ref().into(), value.span())),
            _ => {
                self.wrong_kind(key, table, &value, "a text in quotes");
                None
            }
        }
    }

    /// A text that is one of a few words.
    pub fn word<T: Copy>(
        &mut self,
        table: &mut Table<'_>,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Option<(T, Range<usize>)> {
        let (text, span) = self.text(table, key)?;
        let found = words.iter().find(|(word, _)| *word == &*text).map(|&(_, value)| value);
        if found.is_none() {
            let list = words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
            self.error(
                "toml/unknown-word",
                span.clone(),
                format!("`{key}` cannot be \"{text}\""),
                format!("it is one of {list}"),
            );
        }
        found.map(|value| (value, span))
    }

    /// A whole number that is not negative.
    pub fn count(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(u32, Range<usize>)> {
        let (number, span) = self.integer(table, key)?;
        match u32::try_from(number) {
            Ok(count) => Some((count, span)),
            Err(_) => {
                self.error(
                    "toml/wrong-kind",
                    span,
                    format!("`{key}` cannot be {number}"),
                    "write a whole number from 0",
                );
                None
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(i64, Range<usize>)> {
        let value = table.take(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_kind(key, table, &value, "a whole number");
        }
        number.map(|number| (number, value.span()))
    }

    /// A number, a date or a text, as the text it is written as: for what may be any of them, by a type named elsewhere.
    pub fn plain(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(Box<str>, Range<usize>)> {
        let value = table.take(key)?;
        let text = plain(value.get_ref()).filter(|_| !matches!(value.get_ref(), DeValue::Boolean(_)));
        if text.is_none() {
            self.wrong_kind(key, table, &value, "a number, a date or a text");
        }
        text.map(|text| (text, value.span()))
    }

    /// A boolean.
    pub fn bool(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(bool, Range<usize>)> {
        let value = table.take(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some((*flag, value.span())),
            _ => {
                self.wrong_kind(key, table, &value, "true or false");
                None
            }
        }
    }

    /// A date, without a time.
    pub fn date(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(Date, Range<usize>)> {
        let value = table.take(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() => {
                moment.date.and_then(|date| Date::new(date.year, date.month, date.day))
            }
            DeValue::String(text) => Date::parse_iso(text),
            _ => None,
        };
        if date.is_none() {
            self.wrong_kind(key, table, &value, "a date such as 2026-07-01");
        }
        date.map(|date| (date, value.span()))
    }

    /// A list of texts that are the same in every language.
    pub fn texts(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<Placed<Vec<Placed<Box<str>>>>> {
        let value = table.take(key)?;
        let span = value.span();
        let items: Vec<Value<'_>> = match value.into_inner() {
            DeValue::Array(items) => items.into_iter().collect(),
            single => vec![Spanned::new(span.clone(), single)],
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push((text.as_ref().into(), item.span())),
                _ => self.wrong_kind(key, table, &item, "a list of texts"),
            }
        }
        Some((texts, span))
    }
}
