//! What contexts say: texts that know their language, and HTML that was made safe.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::catalogue::{Bilingual, Language, Localised};
use crate::site::prose::escape_into;

/// HTML that was made safe.
#[derive(Debug, Default)]
pub(in crate::site) struct Html(pub String);

impl Html {
    /// Longer text as a block of its own, which names its language where that is not the page's; `None` where `write`
    /// writes nothing to read.
    pub fn passage(passage: Language, page: Language, length: usize, write: impl FnOnce(&mut String)) -> Option<Self> {
        let mut html = String::with_capacity(length * 5 / 4 + 64);
        html.push_str("<div class=\"prose\"");
        if passage != page {
            html.push_str(" lang=\"");
            html.push_str(passage.tag());
            html.push('"');
        }
        html.push('>');
        let start = html.len();
        write(&mut html);
        if html[start..].trim_ascii_start().is_empty() {
            return None;
        }
        html.push_str("</div>");
        Some(Self(html))
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

/// A short text that knows its language: templates are given it as text, or as an element that names the language
/// where that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct Said<'a> {
    pub text: Cow<'a, str>,
    foreign: Option<Language>,
}

impl<'a> Said<'a> {
    pub fn new(text: impl Into<Cow<'a, str>>, passage: Language, page: Language) -> Self {
        Self { text: text.into(), foreign: (passage != page).then_some(passage) }
    }

    pub fn of(text: &'a Bilingual, page: Language) -> Self {
        let (text, language) = text.get(page);
        Self::new(text, language, page)
    }

    /// The same text cut by `cut`.
    pub fn cut(text: &'a Bilingual, page: Language, cut: fn(&str) -> &str) -> Self {
        let (text, language) = text.get(page);
        Self::new(cut(text), language, page)
    }

    pub fn localised(text: &'a Localised, page: Language) -> Option<Self> {
        text.get(page).map(|(text, language)| Self::new(&*text.value, language, page))
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A text of at most so many characters, cut at a word.
pub(in crate::site) fn cut_at_word(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let word = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            Cow::Owned(format!("{}…", text[..word].trim_end_matches([',', ';', '.', ' '])))
        }
    }
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(language) = self.foreign else { return serializer.serialize_str(&self.text) };
        let mut html = format!("<span lang=\"{}\">", language.tag());
        escape_into(&self.text, &mut html);
        html.push_str("</span>");
        Value::safe_string(&html).serialize(serializer)
    }
}

/// A link with its text.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Link<'a> {
    pub href: String,
    pub text: Said<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_cut_at_words() {
        assert_eq!(cut_at_word("một hai ba", 20), "một hai ba");
        assert_eq!(cut_at_word("một hai, ba bốn", 9), "một hai…");
    }
}
