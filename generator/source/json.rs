//! JSON with places: the structure of a document whose every value knows where it stands.
//!
//! serde stops at the first error and loses places. Here serde_json does the parsing and hands out each
//! value as the slice of the input it came from (`RawValue`); the slice's address gives the offset.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A value and the bytes it stands in, counted from the start of the parsed text.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub value: Value<'a>,
    pub span: Range<usize>,
}

/// A JSON value.
#[derive(Debug)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// The number as it is written.
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// Why a text is not JSON, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct JsonError {
    pub message: String,
    pub at: usize,
}

/// Parses a whole document.
pub(super) fn parse(text: &str) -> Result<Node<'_>, JsonError> {
    let raw: &RawValue = serde_json::from_str(text)
        .map_err(|error| JsonError { at: offset(text, error.line(), error.column()), message: plain_words(&error) })?;
    let base = text.as_ptr() as usize;
    node(raw, base, 0)
        .map_err(|deep| JsonError { message: format!("values nested more than {DEEPEST} deep"), at: deep })
}

/// How deep values may be nested. Real records go six deep; the reader descends by recursion.
const DEEPEST: usize = 64;

/// The parser's words without its line and column, which count from the record and not from the file.
fn plain_words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rfind(" at line ") {
        Some(end) => words[..end].to_owned(),
        None => words,
    }
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// The structure of a value; an error is where it lies too deep.
fn node<'a>(raw: &'a RawValue, base: usize, depth: usize) -> Result<Node<'a>, usize> {
    let text = raw.get();
    let start = text.as_ptr() as usize - base;
    if depth > DEEPEST {
        return Err(start);
    }
    let span = start..start + text.len();
    // The parser has accepted the whole document, so that each slice is valid for its kind.
    let value = match text.as_bytes()[0] {
        b'n' => Value::Null,
        b't' => Value::Bool(true),
        b'f' => Value::Bool(false),
        b'"' => Value::String(string(text)),
        b'[' => {
            let items = serde_json::from_str::<Items<'_>>(text).map(|items| items.0).unwrap_or_default();
            Value::Array(items.into_iter().map(|raw| node(raw, base, depth + 1)).collect::<Result<_, _>>()?)
        }
        b'{' => {
            let members = serde_json::from_str::<Members<'_>>(text).map(|members| members.0).unwrap_or_default();
            let member = |(key, raw)| node(raw, base, depth + 1).map(|node| (key, node));
            Value::Object(members.into_iter().map(member).collect::<Result<_, _>>()?)
        }
        _ => Value::Number(text),
    };
    Ok(Node { value, span })
}

fn string(quoted: &str) -> Cow<'_, str> {
    if quoted.contains('\\') {
        // A lone surrogate passes the parser as a raw value and fails here: keep what was written.
        return serde_json::from_str::<String>(quoted).map_or(Cow::Borrowed(quoted), Cow::Owned);
    }
    Cow::Borrowed(&quoted[1..quoted.len() - 1])
}

struct Items<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seq;
        impl<'de> Visitor<'de> for Seq {
            type Value = Vec<&'de RawValue>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(items)
            }
        }
        deserializer.deserialize_seq(Seq).map(Items)
    }
}

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<&'de RawValue, &'de RawValue>()? {
                    members.push((string(key.get()), value));
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Map).map(Members)
    }
}

impl<'a> Node<'a> {
    /// The member of an object; the last one where a key stands twice, as JSON parsers agree.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        match &self.value {
            Value::Object(members) => members.iter().rev().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> &[(Cow<'a, str>, Node<'a>)] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array; none of anything else.
    pub fn items(&self) -> &[Node<'a>] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A number as it is written, or a string that holds one.
    pub fn number(&self) -> Option<&str> {
        match &self.value {
            Value::Number(number) => Some(number),
            Value::String(text) if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        }
    }

    /// A whole number.
    pub fn integer(&self) -> Option<i64> {
        self.number()?.parse().ok()
    }

    /// A boolean.
    pub fn bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The kind of the value, in words.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_where_it_stands() {
        let text = r#" {"a": [1, "đ\u0111"], "b": {"c": null}} "#;
        let root = parse(text).unwrap();
        let item = &root.get("a").unwrap().items()[1];
        assert_eq!(item.text(), Some("đđ"));
        assert_eq!(&text[item.span.clone()], r#""đ\u0111""#);
        assert_eq!(&text[root.get("b").unwrap().span.clone()], r#"{"c": null}"#);
    }

    #[test]
    fn a_cut_document_says_where_it_ends() {
        let error = parse("{\"a\": 1,\n \"b\": \"x").unwrap_err();
        assert_eq!(
            error,
            JsonError { message: "EOF while parsing a string".into(), at: "{\"a\": 1,\n \"b\": \"".len() }
        );
    }

    #[test]
    fn a_hundred_thousand_brackets_are_an_error_and_no_overflow() {
        let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(parse(&text).unwrap_err().message, "values nested more than 64 deep");
    }

    #[test]
    fn bytes_that_are_no_json_never_panic() {
        for text in ["", "{", "[1,]", "\"\\ud800\"", "nul", "{\"a\":1 \"b\"}", "\u{feff}{}"] {
            let _ = parse(text).map(|node| node.kind());
        }
    }
}
