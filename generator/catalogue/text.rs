//! Text in two languages.

use super::field::{Field, Sourced};

/// A language of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Language {
    /// Both, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// A field with a value in each language; either may come from another source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localised<T = Box<str>> {
    /// Vietnamese.
    pub vi: Field<T>,
    /// English.
    pub en: Field<T>,
}

impl<T> Default for Localised<T> {
    fn default() -> Self {
        Self { vi: None, en: None }
    }
}

impl<T> Localised<T> {
    /// Vietnamese alone.
    pub fn vi(value: Sourced<T>) -> Self {
        Self { vi: Some(value), en: None }
    }

    /// The value in `language`, else in the other, with the language it is in.
    pub fn get(&self, language: Language) -> Option<(&Sourced<T>, Language)> {
        let vi = self.vi.as_ref().map(|value| (value, Language::Vi));
        let en = self.en.as_ref().map(|value| (value, Language::En));
        match language {
            Language::Vi => vi.or(en),
            Language::En => en.or(vi),
        }
    }

    /// Whether there is no value in either language.
    pub fn is_empty(&self) -> bool {
        self.vi.is_none() && self.en.is_none()
    }
}

/// A short text inside a list item: Vietnamese always, English where someone wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bilingual {
    /// Vietnamese; empty only in an item that patches another.
    pub vi: Box<str>,
    /// English.
    pub en: Option<Box<str>>,
}

impl Bilingual {
    /// Vietnamese alone.
    pub fn vi(text: impl Into<Box<str>>) -> Self {
        Self { vi: text.into(), en: None }
    }

    /// The text in `language`, else in Vietnamese, with the language it is in.
    pub fn get(&self, language: Language) -> (&str, Language) {
        match (language, &self.en) {
            (Language::En, Some(en)) => (en, Language::En),
            _ => (&self.vi, Language::Vi),
        }
    }

    /// Lays another text over this one: what it lacks stays.
    pub fn overlay(&mut self, other: Self) {
        if !other.vi.is_empty() {
            self.vi = other.vi;
        }
        if other.en.is_some() {
            self.en = other.en;
        }
    }
}

/// Longer text: as an official record has it, or as an editor wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prose {
    /// Lines of text, with dashes and letters before list items; never markup.
    Plain(Box<str>),
    /// Markdown.
    Markdown(Box<str>),
}

impl Prose {
    /// The words as they were written.
    pub fn source(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Markdown(text) => text,
        }
    }
}
