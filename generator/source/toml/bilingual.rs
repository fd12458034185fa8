//! Texts in one language or two.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::{Document, Placed, Table, Value};
use crate::catalogue::{Bilingual, Language, Localised};

impl Document<'_> {
    /// A text, or `{ vi = "...", en = "..." }`.
    pub fn bilingual(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(Bilingual, Range<usize>)> {
        self.bilingual_with(table, key, |_, _| ()).map(|(text, (), span)| (text, span))
    }

    /// A text, or `{ vi = "...", en = "...", ... }` with the keys that `more` takes.
    pub fn bilingual_with<T: Default>(
        &mut self,
        table: &mut Table<'_>,
        key: &'static str,
        more: impl Fn(&mut Self, &mut Table<'_>) -> T,
    ) -> Option<(Bilingual, T, Range<usize>)> {
        let value = table.take(key)?;
        let span = value.span();
        self.bilingual_value(value, key, table, &more).map(|(text, more)| (text, more, span))
    }

    fn bilingual_value<T: Default>(
        &mut self,
        value: Value<'_>,
        key: &'static str,
        table: &Table<'_>,
        more: &impl Fn(&mut Self, &mut Table<'_>) -> T,
    ) -> Option<(Bilingual, T)> {
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => Some((Bilingual::vi(text.as_ref()), T::default())),
            DeValue::Table(keys) => {
                let mut inner = Table::new(keys, span, format!("`{key}`").into());
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
    pub fn localised(&mut self, table: &mut Table<'_>, key: &'static str, language: Language) -> Localised {
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
    pub fn bilinguals(&mut self, table: &mut Table<'_>, key: &'static str) -> Option<(Vec<Bilingual>, Range<usize>)> {
        let (texts, span) = self.bilinguals_with(table, key, |_, _| ())?;
        Some((texts.into_iter().map(|(text, ())| text).collect(), span))
    }

    /// The same, each with the keys that `more` takes.
    pub fn bilinguals_with<T: Default>(
        &mut self,
        table: &mut Table<'_>,
        key: &'static str,
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
}
