//! One JSON file a record, as the national portal's pages load it (seen in July 2026).
//!
//! The record is the `data` of an envelope `{ "code": "OK", "data": { ... } }`, or stands alone.
//! What real records taught: a fee of 0 is no statement unless words say that it is free; `executionCases` are groups
//! of documents, while `cases` are sub-cases with a code and time of their own; a time may be "5" of the unit OTHER;
//! form attachments have paths without a host, so that only their names are shown; instants are epoch milliseconds.

mod lists;
mod record;

use super::json::{self, Node};
use super::read::utf8;
use super::{Input, Reading, Understood, is_blank};
use crate::catalogue::{FieldName, Procedure, Sourced};
use crate::diagnostic::Diagnostic;

/// Where the portal shows a record, by the record's id.
pub(super) const PAGE: &str = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/";

/// Reads a file.
pub(super) fn read(input: &Input<'_>, out: &mut Reading) {
    let Some(text) = utf8(input, out) else { return };
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let input = Input { base: input.base + start as u64, ..*input };
    let root = match json::parse(&text[start..]) {
        Ok(root) => root,
        Err(error) => {
            let end = (error.at + 1).min(text.len() - start);
            let place = input.place(error.at.min(end)..end);
            let help = "download the record again: the file is damaged or was cut short";
            return out.reject(
                Diagnostic::error("source/json", place, format!("this is not JSON: {}", error.message)).help(help),
            );
        }
    };
    let data = root.get("data").unwrap_or(&root);
    let Some(code) = data.get("code").and_then(Node::text).filter(|code| !is_blank(code)) else {
        let place = input.place(0..root.span.end.min(40));
        let help = "a record of the portal is an object with `code`, `name`, ...; is this another kind of file?";
        return out.reject(Diagnostic::error("portal/no-code", place, "a record without a code").help(help));
    };
    let mut reader = Reader { input: &input, data, out };
    let procedure = reader.procedure(code);
    reader.unknown_keys();
    out.records.push(procedure);
}

/// A record being read.
struct Reader<'r, 'a> {
    input: &'r Input<'r>,
    data: &'r Node<'a>,
    out: &'r mut Reading,
}

impl<'r, 'a> Reader<'r, 'a> {
    /// The value of a key, unless it is null, blank or an empty list.
    fn get(&self, key: &str) -> Option<&'r Node<'a>> {
        self.data.get(key).filter(|node| !is_nothing(node))
    }

    fn text(&self, key: &str) -> Option<Sourced<Box<str>>> {
        let node = self.get(key)?;
        let text = node.text()?;
        Some(self.sourced(text.into(), node))
    }

    fn sourced<T>(&self, value: T, node: &Node<'_>) -> Sourced<T> {
        self.input.sourced(value, node.span.clone())
    }

    /// Counts a field as understood or missing, and hands it on.
    fn counted<T>(&mut self, field: FieldName, value: Option<T>) -> Option<T> {
        self.out.count(field, if value.is_some() { Understood::Yes } else { Understood::Missing });
        value
    }

    fn note(&mut self, rule: &'static str, node: &Node<'_>, message: String) {
        let place = self.input.place(node.span.clone());
        self.out.diagnostics.push(Diagnostic::note(rule, place, message));
    }

    /// Says of every key nobody knows that it was not read: the portal may have grown a field.
    fn unknown_keys(&mut self) {
        let data = self.data;
        for (key, node) in data.members() {
            if !record::KNOWN_KEYS.contains(&&**key) && !is_nothing(node) {
                let message = format!("the portal has a field `{key}` that is not known and was not read");
                self.note("portal/unknown-key", node, message);
            }
        }
    }
}

/// Whether a value says nothing.
fn is_nothing(node: &Node<'_>) -> bool {
    match &node.value {
        json::Value::Null => true,
        json::Value::String(text) => is_blank(text),
        json::Value::Array(items) => items.is_empty(),
        json::Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// A record whose code came from elsewhere is still its own record.
fn new_procedure(code: &str, reader: &Reader<'_, '_>) -> Procedure {
    let origin = reader.data.get("code").map_or(0..0, |node| node.span.clone());
    Procedure::new(crate::language::normalise(code), reader.input.origin(origin))
}
