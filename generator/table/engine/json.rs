//! JSON by hand: a general writer would be a third of the module.

use std::fmt::Write as _;

/// JSON in the making. Commas are put where they belong.
#[derive(Debug, Default)]
pub struct Json {
    out: String,
}

impl Json {
    /// Begins an object or a list.
    pub fn open(&mut self, bracket: char) {
        self.comma();
        self.out.push(bracket);
    }

    /// Ends it.
    pub fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    /// A key; a value has to follow.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.out.push(':');
        self
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.comma();
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                c if c < ' ' => {
                    let _ = write!(self.out, "\\u{:04x}", c as u32);
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    /// A text, or `null` where it is empty.
    pub fn text_or_null(&mut self, text: &str) {
        if text.is_empty() { self.raw("null") } else { self.text(text) }
    }

    /// A number.
    pub fn number(&mut self, number: u32) {
        self.comma();
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{number}");
    }

    /// `true`, `false` or `null`.
    pub fn raw(&mut self, word: &str) {
        self.comma();
        self.out.push_str(word);
    }

    /// All of it.
    pub fn finish(self) -> String {
        self.out
    }

    fn comma(&mut self) {
        // A text ends in a quotation mark, whatever stands in it.
        if !self.out.is_empty() && !self.out.ends_with(['{', '[', ':', ',']) {
            self.out.push(',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_well_formed() {
        let mut json = Json::default();
        json.open('{');
        json.key("a\n").text("x\"[");
        json.key("b").open('[');
        json.number(1);
        json.text_or_null("");
        json.open('{');
        json.close('}');
        json.close(']');
        json.close('}');
        assert_eq!(json.finish(), "{\"a\\u000a\":\"x\\\"[\",\"b\":[1,null,{}]}");
    }
}
