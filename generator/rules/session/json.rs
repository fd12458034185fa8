//! JSON, written from front to back.
//!
//! The standard library's formatting would be a tenth of the browser's module.

use crate::language::number::push_padded;

/// What was written so far.
#[derive(Debug, Default)]
pub(super) struct Json(pub String);

impl Json {
    /// The name of what follows in an object.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key).0.push(':');
        self
    }

    /// A text. No id has a control character.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.separate();
        self.0.push('"');
        for c in text.chars().filter(|c| *c >= ' ') {
            if matches!(c, '"' | '\\') {
                self.0.push('\\');
            }
            self.0.push(c);
        }
        self.0.push('"');
        self
    }

    /// A number; the greatest of a program where it is greater. None is less than zero.
    pub fn number(&mut self, number: i128) -> &mut Self {
        self.separate();
        push_padded(&mut self.0, number.clamp(0, i64::MAX.into()) as u64, 1);
        self
    }

    /// `true`, `false` or `null`.
    pub fn word(&mut self, word: &str) -> &mut Self {
        self.separate();
        self.0.push_str(word);
        self
    }

    /// True or false.
    pub fn truth(&mut self, truth: bool) -> &mut Self {
        self.word(if truth { "true" } else { "false" })
    }

    /// Begins an object or a list, by its bracket.
    pub fn open(&mut self, bracket: char) -> &mut Self {
        self.separate();
        self.0.push(bracket);
        self
    }

    /// Ends what was begun.
    pub fn close(&mut self, bracket: char) -> &mut Self {
        self.0.push(bracket);
        self
    }

    /// A comma, unless this is the first in its place.
    fn separate(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between_and_quotes_behind_a_backslash() {
        let mut json = Json::default();
        json.open('{').key("a:").text("b\"\\\n[").key("c").open('[').number(12).number(i128::MAX).close(']');
        json.key("d").open('{').close('}').key("e").truth(true).word("null").close('}');
        assert_eq!(json.0, r#"{"a:":"b\"\\[","c":[12,9223372036854775807],"d":{},"e":true,null}"#);
    }
}
