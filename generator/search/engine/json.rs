//! JSON by hand: a general writer would be a third of the browser module.

use std::fmt::Write as _;

use crate::search::analysis::each_token;
use crate::search::document::{Label, Lang};

/// JSON in the making. Commas are put where they belong.
#[derive(Debug, Default)]
pub(super) struct Json {
    out: String,
}

impl Json {
    /// Begins an object or a list.
    pub(super) fn open(&mut self, bracket: char) -> &mut Self {
        self.comma();
        self.out.push(bracket);
        self
    }

    /// Ends it.
    pub(super) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    /// A key; a value has to follow.
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        self.comma();
        self.quote(key);
        self.out.push(':');
        self
    }

    pub(super) fn text(&mut self, text: &str) {
        self.comma();
        self.quote(text);
    }

    /// A label under `key`, and its language under `lang`.
    pub(super) fn labelled(&mut self, key: &str, label: &Label, lang: Lang) {
        self.key(key).text(label.get(lang));
        self.key("lang").text(if label.en.is_empty() { Lang::Vi } else { lang }.tag());
    }

    pub(super) fn number(&mut self, number: u32) {
        self.comma();
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{number}");
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.comma();
        self.out.push_str(if flag { "true" } else { "false" });
    }

    pub(super) fn null(&mut self) {
        self.comma();
        self.out.push_str("null");
    }

    /// Where words of a text are among these terms: `[[start, end], ...]` in UTF-16 units; neighbours are one mark.
    pub(super) fn marks(&mut self, text: &str, terms: &[String]) {
        self.open('[');
        for (start, end) in marks(text, terms) {
            self.open('[');
            self.number(units(&text[..start]));
            self.number(units(&text[..end]));
            self.close(']');
        }
        self.close(']');
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn comma(&mut self) {
        // A text ends in a quotation mark, whatever stands in it.
        if !self.out.is_empty() && !self.out.ends_with(['{', '[', ':', ',']) {
            self.out.push(',');
        }
    }

    fn quote(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                c if c < ' ' => {
                    let _ = write!(self.out, "\\u{:04x}", c as u32);
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}

fn units(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}

/// The byte ranges of words that are among these terms; neighbours are one range.
pub(super) fn marks(text: &str, terms: &[String]) -> Vec<(usize, usize)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    // Offsets are those of normalised text; stored texts are.
    if !crate::language::is_normalised(text) {
        return marks;
    }
    each_token(text, &mut |token| {
        if terms.iter().any(|term| term == token.term) {
            match marks.last_mut() {
                Some((_, end)) if !token.parted && text.get(*end..token.start).is_some_and(|gap| gap.len() <= 2) => {
                    *end = token.end;
                }
                _ => marks.push((token.start, token.end)),
            }
        }
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_of_the_words_that_were_asked_for() {
        let terms = ["khai".to_owned(), "sinh".to_owned(), "con".to_owned()];
        let text = "Đăng ký khai sinh cho con";
        let marked: Vec<&str> = marks(text, &terms).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(marked, ["khai sinh", "con"]);
    }

    #[test]
    fn json_is_well_formed() {
        let mut json = Json::default();
        json.open('{');
        json.key("a").text("x\"[");
        json.key("b").open('[');
        json.number(1);
        json.number(2);
        json.open('{');
        json.close('}');
        json.close(']');
        json.key("c").marks("😀 con", &["con".to_owned()]);
        json.close('}');
        assert_eq!(json.finish(), r#"{"a":"x\"[","b":[1,2,{}],"c":[[3,6]]}"#);
    }
}
