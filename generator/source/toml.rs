//! TOML with places: a table whose keys are taken one by one, so that what is left over is an error.
//!
//! `toml::de::DeTable` keeps the place of every key and value and goes on after an error.

use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Input;
use crate::catalogue::{Bilingual, Language, Localised, Sourced};
use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::language::Date;

/// A document being read: where it stands, and what was found wrong.
pub(crate) struct Document<'a> {
    pub input: Input<'a>,
    pub diagnostics: Vec<Diagnostic>,
}

/// A table being read. `name` is how messages call it: `[[document]]`, `the top of the file`.
pub(crate) struct Table<'a> {
    keys: DeTable<'a>,
    pub span: Range<usize>,
    name: Rc<str>,
}

/// Something with its place in the text.
pub(crate) type Placed<T> = (T, Range<usize>);

/// A key and its text, with the place of the text.
pub(crate) type Keyed = (String, Box<str>, Range<usize>);

/// A key and its plain values, each with its place.
pub(crate) type Choices = (Placed<Box<str>>, Vec<Placed<Box<str>>>);

/// A key and an answer as text, each with its place.
pub(crate) type Answered = (String, Range<usize>, String, Range<usize>);

/// A value of any kind.
pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Document<'a> {
    /// Parses `text`, which starts at byte `start` of the input; every syntax error becomes a diagnostic.
    pub fn parse<'t>(input: &Input<'a>, text: &'t str, start: usize) -> (Self, Table<'t>) {
        let shifted = Input { base: input.base + start as u64, ..*input };
        let mut document = Self { input: shifted, diagnostics: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            // The parser marks the end of input with an empty span; show the last byte instead.
            let span = if span.is_empty() && span.start > 0 { span.start - 1..span.start } else { span };
            document.error(
                "toml/syntax",
                span,
                error.message(),
                "a text stands in quotes, a date is 2026-07-01, each key stands on a line of its own",
            );
        }
        let span = table.span();
        (document, Table { keys: table.into_inner(), span, name: "the top of the file".into() })
    }

    /// A range of the text as a place in the file.
    pub fn place(&self, span: &Range<usize>) -> Location {
        self.input.place(span.clone())
    }

    /// A value with its place.
    pub fn sourced<T>(&self, value: T, span: &Range<usize>) -> Sourced<T> {
        self.input.sourced(value, span.clone())
    }

    /// Notes an error at `span`.
    pub fn error(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.place(&span);
        self.diagnostics.push(Diagnostic::error(rule, place, message).help(help));
    }

    /// Whether anything was wrong so far.
    pub fn failed(&self) -> bool {
        !self.diagnostics.is_empty()
    }

    fn wrong_kind(&mut self, key: &str, table: &Table<'_>, value: &Value<'_>, wanted: &str) {
        let found = kind(value.get_ref());
        self.error(
            "toml/wrong-kind",
            value.span(),
            format!("`{key}` of {} is {found}, not {wanted}", table.name),
            format!("write {wanted}"),
        );
    }

    /// A text.
    pub fn text(&mut self, table: &mut Table<'_>, key: &str) -> Option<(Box<str>, Range<usize>)> {
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
        key: &str,
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
    pub fn count(&mut self, table: &mut Table<'_>, key: &str) -> Option<(u32, Range<usize>)> {
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
    pub fn integer(&mut self, table: &mut Table<'_>, key: &str) -> Option<(i64, Range<usize>)> {
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
    pub fn plain(&mut self, table: &mut Table<'_>, key: &str) -> Option<(Box<str>, Range<usize>)> {
        let value = table.take(key)?;
        let text = plain(value.get_ref()).filter(|_| !matches!(value.get_ref(), DeValue::Boolean(_)));
        if text.is_none() {
            self.wrong_kind(key, table, &value, "a number, a date or a text");
        }
        text.map(|text| (text, value.span()))
    }

    /// A boolean.
    pub fn bool(&mut self, table: &mut Table<'_>, key: &str) -> Option<(bool, Range<usize>)> {
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
    pub fn date(&mut self, table: &mut Table<'_>, key: &str) -> Option<(Date, Range<usize>)> {
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

    /// A text, or `{ vi = "...", en = "..." }`.
    pub fn bilingual(&mut self, table: &mut Table<'_>, key: &str) -> Option<(Bilingual, Range<usize>)> {
        self.bilingual_with(table, key, |_, _| ()).map(|(text, (), span)| (text, span))
    }

    /// A text, or `{ vi = "...", en = "...", ... }` with the keys that `more` takes.
    pub fn bilingual_with<T: Default>(
        &mut self,
        table: &mut Table<'_>,
        key: &str,
        more: impl Fn(&mut Self, &mut Table<'_>) -> T,
    ) -> Option<(Bilingual, T, Range<usize>)> {
        let value = table.take(key)?;
        let span = value.span();
        self.bilingual_value(value, key, table, &more).map(|(text, more)| (text, more, span))
    }

    fn bilingual_value<T: Default>(
        &mut self,
        value: Value<'_>,
        key: &str,
        table: &Table<'_>,
        more: &impl Fn(&mut Self, &mut Table<'_>) -> T,
    ) -> Option<(Bilingual, T)> {
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => Some((Bilingual::vi(text.as_ref()), T::default())),
            DeValue::Table(keys) => {
                let mut inner = Table { keys, span, name: format!("`{key}`").into() };
                let vi = self.text(&mut inner, "vi").map(|(text, _)| text).unwrap_or_default();
                let en = self.text(&mut inner, "en").map(|(text, _)| text);
                let more = more(self, &mut inner);
                self.finish(inner);
                Some((Bilingual { vi, en }, more))
            }
            other => {
                self.wrong_kind(key, table, &Spanned::new(span, other), "a text, or { vi = \"...\", en = \"...\" }");
                None
            }
        }
    }

    /// A text in `language`, or both as `{ vi = "...", en = "..." }`.
    pub fn localised(&mut self, table: &mut Table<'_>, key: &str, language: Language) -> Localised {
        let Some((text, span)) = self.bilingual(table, key) else { return Localised::default() };
        let present = |text: Box<str>| (!text.is_empty()).then_some(text);
        match (language, text.en) {
            (Language::En, None) => Localised { vi: None, en: present(text.vi).map(|text| self.sourced(text, &span)) },
            (_, en) => Localised {
                vi: present(text.vi).map(|text| self.sourced(text, &span)),
                en: en.and_then(present).map(|text| self.sourced(text, &span)),
            },
        }
    }

    /// A list of texts, each in one or two languages; a single text is a list of one.
    pub fn bilinguals(&mut self, table: &mut Table<'_>, key: &str) -> Option<(Vec<Bilingual>, Range<usize>)> {
        let (texts, span) = self.bilinguals_with(table, key, |_, _| ())?;
        Some((texts.into_iter().map(|(text, ())| text).collect(), span))
    }

    /// The same, each with the keys that `more` takes.
    pub fn bilinguals_with<T: Default>(
        &mut self,
        table: &mut Table<'_>,
        key: &str,
        more: impl Fn(&mut Self, &mut Table<'_>) -> T,
    ) -> Option<Placed<Vec<(Bilingual, T)>>> {
        let value = table.take(key)?;
        let span = value.span();
        let items = match value.into_inner() {
            DeValue::Array(items) => items.into_iter().collect(),
            single => vec![Spanned::new(span.clone(), single)],
        };
        // These stay in the catalogue for as long as it lives: no more room than they need.
        let mut texts = Vec::with_capacity(items.len());
        texts.extend(items.into_iter().filter_map(|item| self.bilingual_value(item, key, table, &more)));
        Some((texts, span))
    }

    /// A list of texts that are the same in every language.
    pub fn texts(&mut self, table: &mut Table<'_>, key: &str) -> Option<Placed<Vec<Placed<Box<str>>>>> {
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

    /// The tables of `[[key]]`.
    pub fn tables<'t>(&mut self, table: &mut Table<'t>, key: &str) -> Option<(Vec<Table<'t>>, Range<usize>)> {
        let value = table.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                let name: Rc<str> = format!("[[{key}]]").into();
                let mut tables = Vec::with_capacity(items.len());
                for item in items {
                    let span = item.span();
                    match item.into_inner() {
                        DeValue::Table(keys) => tables.push(Table { keys, span, name: Rc::clone(&name) }),
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

    /// A table of texts: `columns = { code = "Mã số" }`.
    pub fn text_table(&mut self, table: &mut Table<'_>, key: &str) -> Option<Placed<Vec<Keyed>>> {
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
    pub fn choices(&mut self, table: &mut Table<'_>, key: &str) -> Option<Vec<Choices>> {
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

    /// A table inside a table: `expect = { verdict = "eligible" }`.
    pub fn table<'t>(&mut self, table: &mut Table<'t>, key: &str) -> Option<Table<'t>> {
        let value = table.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(keys) => Some(Table { keys, span, name: format!("`{key}`").into() }),
            other => {
                self.wrong_kind(key, table, &Spanned::new(span, other), "a table: { ... }");
                None
            }
        }
    }

    /// A table of answers, each as the text by which answers are read: `true` is `yes`, `["a", "b"]` is `a+b`.
    pub fn answers(&mut self, table: &mut Table<'_>, key: &str) -> Option<Vec<Answered>> {
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

    /// Where `text` itself stands within the value at `span`, and whether its bytes are those of the file.
    pub fn inside_quotes(&self, text: &str, span: &Range<usize>) -> (Range<usize>, bool) {
        let base = usize::try_from(self.input.base).unwrap_or(usize::MAX);
        let raw = base.checked_add(span.start).zip(base.checked_add(span.end));
        let raw = raw.and_then(|(start, end)| self.input.bytes.get(start..end)).unwrap_or_default();
        for quotes in [3, 1] {
            let inner = quotes..raw.len().saturating_sub(quotes).max(quotes);
            if raw.get(inner.clone()) == Some(text.as_bytes()) {
                return (span.start + inner.start..span.start + inner.end, true);
            }
        }
        (span.clone(), false)
    }

    /// Says of every key that was not taken that nobody knows it, and which table has it.
    pub fn finish(&mut self, table: Table<'_>) {
        for (key, _) in table.keys {
            let name = key.get_ref().to_string();
            let help = if table.name.starts_with("[[") {
                format!(
                    "a key that stands after {} belongs to it: if it was meant for the top of the file, move it above the first [[...]]",
                    table.name
                )
            } else {
                "check the spelling against the reference of content files".into()
            };
            self.error("toml/unknown-key", key.span(), format!("{} has no key `{name}`", table.name), help);
        }
    }
}

impl<'a> Table<'a> {
    fn take(&mut self, key: &str) -> Option<Value<'a>> {
        self.keys.remove(key)
    }

    /// Takes all keys that are left, with their places.
    pub fn take_rest(&mut self) -> Vec<Placed<String>> {
        let rest = std::mem::take(&mut self.keys);
        rest.into_iter().map(|(key, _)| (key.get_ref().to_string(), key.span())).collect()
    }

    /// Where the value of `key` stands.
    pub fn value_span(&self, key: &str) -> Option<Range<usize>> {
        self.keys.get(key).map(Spanned::span)
    }

    /// Whether the value of a key is this text.
    pub fn says(&self, key: &str, text: &str) -> bool {
        matches!(self.keys.get(key).map(Spanned::get_ref), Some(DeValue::String(found)) if **found == *text)
    }

    /// Whether the value of `key` is a text.
    pub fn is_text(&self, key: &str) -> bool {
        matches!(self.keys.get(key).map(Spanned::get_ref), Some(DeValue::String(_)))
    }

    /// Whether the table has `key`.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// From the first to the last byte of the table and its values: its own span is only its header.
    pub fn extent(&self) -> Range<usize> {
        let end = self.keys.iter().map(|(_, value)| value.span().end).max().unwrap_or(self.span.end);
        self.span.start..end.max(self.span.end)
    }
}

/// A plain value as the text it is written as.
fn plain(value: &DeValue<'_>) -> Option<Box<str>> {
    match value {
        DeValue::String(text) => Some(text.as_ref().into()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().into()),
        DeValue::Float(number) => Some(number.as_str().into()),
        DeValue::Datetime(moment) => Some(moment.to_string().into()),
        DeValue::Boolean(flag) => Some(flag.to_string().into()),
        _ => None,
    }
}

fn answer(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        DeValue::Boolean(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        DeValue::Datetime(moment) if moment.time.is_none() => {
            moment.date.and_then(|date| Date::new(date.year, date.month, date.day)).map(Date::iso)
        }
        DeValue::Array(items) if items.is_empty() => Some("-".to_owned()),
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| match item.get_ref() {
                DeValue::String(text) => Some(text.to_string()),
                _ => None,
            });
            texts.collect::<Option<Vec<_>>>().map(|texts| texts.join("+"))
        }
        _ => None,
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
