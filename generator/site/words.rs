//! The words of the interface, in both languages: `web/i18n/vi.toml` and `en.toml`.
//!
//! In: flat keys and texts. Out: a text for every key, with counts put in. A site's own files overlay the
//! built-in ones key by key, so that a missing key cannot happen at run time. No other file of this room
//! may spell a word a reader sees.

use std::collections::BTreeMap;

use super::theme::ThemeError;
use crate::catalogue::Language;
use crate::language::{Date, Duration, Money, number, number_en};

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    texts: BTreeMap<String, String>,
}

impl Words {
    /// Reads the flat TOML of `source`, which is called `path`.
    pub(super) fn parse(language: Language, path: &str, source: &str) -> Result<Self, ThemeError> {
        match toml::from_str(source) {
            Ok(texts) => Ok(Self { language, texts }),
            Err(error) => {
                let line = error.span().map(|span| source[..span.start].matches('\n').count() + 1);
                Err(ThemeError { path: path.to_owned(), line, message: error.message().to_owned() })
            }
        }
    }

    /// No words.
    pub(super) fn none(language: Language) -> Self {
        Self { language, texts: BTreeMap::new() }
    }

    /// Lays other words over these.
    pub(super) fn overlay(&mut self, over: Self) {
        self.texts.extend(over.texts);
    }

    /// The language they are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// All of them, by key.
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// The text of a key; a test holds that every key in use exists.
    pub fn say(&self, key: &'static str) -> &str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// A text with a value in the place of `{n}`.
    pub fn say_with(&self, key: &'static str, value: &str) -> String {
        self.say(key).replace("{n}", value)
    }

    /// A counted thing; English has a text of its own for one, under `<key>_one`.
    pub fn count(&self, key: &'static str, count: usize) -> String {
        let one = (count == 1).then(|| self.texts.get(&format!("{key}_one"))).flatten();
        one.map_or_else(|| self.say(key), String::as_str).replace("{n}", &self.number(count))
    }

    /// A number as this language writes it.
    pub fn number(&self, count: usize) -> String {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        match self.language {
            Language::Vi => number(count),
            Language::En => number_en(count),
        }
    }

    /// A date as this language writes it.
    pub fn date(&self, date: Date) -> String {
        match self.language {
            Language::Vi => date.short(),
            Language::En => date.long_en(),
        }
    }

    /// A time limit as this language writes it.
    pub fn duration(&self, duration: Duration) -> String {
        match self.language {
            Language::Vi => duration.text_vi(),
            Language::En => duration.text_en(),
        }
    }

    /// An amount as this language writes it.
    pub fn money(&self, money: Money) -> String {
        match self.language {
            Language::Vi => money.text_vi(),
            Language::En => money.text_en(),
        }
    }
}
