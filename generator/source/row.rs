//! A record that stands as one JSON object on one line: what the readers of rows and crawled pages share.
//!
//! In: a line. Out: its values with places, even for a part of a text. Whatever no reader asked for,
//! or could not use, is kept word for word in the record's note by [`Row::leftovers`].

use std::ops::Range;

use super::json::{self, Node};
use super::read::utf8;
use super::{Input, Reading, Understood, is_blank};
use crate::catalogue::{FieldName, Localised, Origin, Procedure, Prose, Sourced};
use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::language::normalise;

const BOM: &str = "\u{feff}";

/// A line and the object on it.
pub(super) struct Row<'a> {
    input: Input<'a>,
    object: Node<'a>,
    code: Box<str>,
    leftovers: Vec<(String, Location)>,
}

impl<'a> Row<'a> {
    /// Reads a line whose code stands at `code_key`; without one, or without an object, the line is rejected.
    pub fn read(input: &Input<'a>, code_key: &str, out: &mut Reading) -> Option<Self> {
        let text = utf8(input, out)?;
        let marks = if text.starts_with(BOM) { BOM.len() } else { 0 };
        let input = Input { bytes: &input.bytes[marks..], base: input.base + marks as u64, ..*input };
        let object = match json::parse(&text[marks..]) {
            Ok(object) => object,
            Err(error) => {
                // A line that was cut is wrong at its last character, not on the line after it.
                let end = text[marks..].trim_end();
                let last = end.char_indices().next_back().map_or(0, |(at, _)| at);
                let at = error.at.min(last);
                out.reject(
                    Diagnostic::error(
                        "source/not-json",
                        input.place(at..(at + 1).min(input.bytes.len())),
                        format!("this line is not JSON: {}", error.message),
                    )
                    .help("each line of the file holds one whole record; retrieve the file again if it was cut"),
                );
                return None;
            }
        };
        if object.members().is_empty() {
            let message = format!("this line holds {}, not a record", object.kind());
            out.reject(
                Diagnostic::error("source/not-a-record", input.place(object.span.clone()), message)
                    .help("each line of the file holds one record: {\"...\": ...}"),
            );
            return None;
        }
        let code = object.get(code_key).and_then(Node::number).filter(|code| !is_blank(code)).map(identity);
        let Some(code) = code else {
            out.reject(
                Diagnostic::error(
                    "source/no-code",
                    input.place(object.span.clone()),
                    format!("a record without a code: `{code_key}` is empty or missing"),
                )
                .help("a record is published under its code; ask the source for it"),
            );
            return None;
        };
        // A number has no spaces to keep; a text is kept as it is.
        let code = match object.get(code_key).and_then(Node::text) {
            Some(text) => identity(text),
            None => code,
        };
        Some(Self { input, object, code, leftovers: Vec::new() })
    }

    /// The code, which is the identity of the record.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The line, without a byte order mark.
    pub fn input(&self) -> &Input<'a> {
        &self.input
    }

    /// A record with its code alone.
    pub fn procedure(&self) -> Procedure {
        Procedure::new(self.code.clone(), self.input.origin(self.object.span.clone()))
    }

    /// The place of `key`'s value; of the whole record where there is none.
    pub fn place(&self, key: &str) -> Location {
        let node = self.object.get(key).unwrap_or(&self.object);
        self.input.place(node.span.clone())
    }

    /// The value of `key`, unless it is null.
    pub fn value(&self, key: &str) -> Option<&Node<'a>> {
        self.object.get(key).filter(|node| !matches!(node.value, json::Value::Null))
    }

    /// The text of `key`, where there is one that says something. Anything that is no text is left over.
    pub fn text(&mut self, key: &str) -> Option<Words> {
        let node = self.value(key)?;
        match node.text() {
            Some(text) if is_blank(text) => None,
            Some(text) => Some(Words::new(text, node, &self.input)),
            None => {
                self.leave(key);
                None
            }
        }
    }

    /// The texts of a list; a single text is a list of one. Blank ones are left out.
    pub fn texts(&mut self, key: &str) -> Vec<Words> {
        let Some(node) = self.value(key) else { return Vec::new() };
        let items = if node.text().is_some() { std::slice::from_ref(node) } else { node.items() };
        let mut understood = node.text().is_some() || matches!(node.value, json::Value::Array(_));
        let mut texts = Vec::new();
        for item in items {
            match item.text() {
                Some(text) if is_blank(text) => {}
                Some(text) => texts.push(Words::new(text, item, &self.input)),
                None => understood &= matches!(item.value, json::Value::Null),
            }
        }
        if !understood {
            self.leave(key);
        }
        texts
    }

    /// Keeps the value of `key` for the record's note, as it stands in the file.
    pub fn leave(&mut self, key: &str) {
        if let Some(node) = self.object.get(key) {
            let raw = &self.input.bytes[node.span.clone()];
            let words = match node.text() {
                Some(text) => text.into(),
                None => String::from_utf8_lossy(raw).into_owned(),
            };
            self.leftovers.push((format!("{key}: {words}"), self.input.place(node.span.clone())));
        }
    }

    /// Keeps words for the record's note.
    pub fn leave_words(&mut self, key: &str, words: &str, place: Location) {
        self.leftovers.push((format!("{key}: {words}"), place));
    }

    /// Whether the value of `key`, or a part of it, was kept for the note.
    pub fn has_left(&self, key: &str) -> bool {
        self.leftovers.iter().any(|(words, _)| words.strip_prefix(key).is_some_and(|rest| rest.starts_with(": ")))
    }

    /// Puts into the record's note what no field could hold: values that were left, and keys nobody knows.
    pub fn leftovers(mut self, known: &[&str], rule: &'static str, record: &mut Procedure, out: &mut Reading) {
        let mut unknown = Vec::new();
        for (at, (key, node)) in self.object.members().iter().enumerate() {
            let again = self.object.members()[at + 1..].iter().any(|(later, _)| later == key);
            let says = node.text().map_or(!matches!(node.value, json::Value::Null), |text| !is_blank(text));
            if says && (again || !known.contains(&&**key)) {
                let words = match node.text() {
                    Some(text) => text.into(),
                    None => String::from_utf8_lossy(&self.input.bytes[node.span.clone()]).into_owned(),
                };
                unknown.push((format!("{key}: {words}"), self.input.place(node.span.clone())));
            }
        }
        self.leftovers.append(&mut unknown);
        let Some(place) = self.leftovers.first().map(|(_, place)| *place) else {
            let how = if record.note.vi.is_some() { Understood::Yes } else { Understood::Missing };
            return out.count(FieldName::Note, how);
        };
        for (words, place) in &self.leftovers {
            let name = words.split(':').next().unwrap_or_default();
            let message = format!("`{name}` was not understood; it stands in the procedure's note, word for word");
            out.diagnostics.push(Diagnostic::note(rule, *place, message).about(self.code.clone()));
        }
        let mut words: Vec<&str> = self.leftovers.iter().map(|(words, _)| words.as_str()).collect();
        let (said, origin) = match record.note.vi.take() {
            Some(note) => (note.value.source().to_owned(), note.origin),
            None => (String::new(), Origin { source: self.input.source, location: place }),
        };
        if !said.is_empty() {
            words.insert(0, &said);
        }
        record.note = Localised::vi(Sourced::new(Prose::Plain(words.join("\n").into()), origin));
        out.count(FieldName::Note, Understood::Verbatim);
    }
}

/// A code as records merge by it: in NFC, else untouched.
pub(super) fn identity(code: &str) -> Box<str> {
    if code.is_ascii() { code.into() } else { normalise(code).as_ref().into() }
}

/// The text of a JSON string, any part of which has a place in the file.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub text: String,
    /// Where the string begins in the file, at its quote, and what it is like inside.
    origin: Origin,
    start: u64,
    file: crate::files::FileId,
    /// Where each escape ends: in the text, and in the file counted from the quote.
    escapes: Vec<(u32, u32)>,
}

impl Words {
    fn new(text: &str, node: &Node<'_>, input: &Input<'_>) -> Self {
        let quoted = &input.bytes[node.span.clone()];
        Self {
            text: text.into(),
            origin: input.origin(node.span.clone()),
            start: input.base + node.span.start as u64,
            file: input.file,
            escapes: escapes(quoted),
        }
    }

    /// The origin of the whole text.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The place of a part of the text.
    pub fn place(&self, part: Range<usize>) -> Location {
        Location::bytes(self.file, self.offset(part.start)..self.offset(part.end))
    }

    fn offset(&self, at: usize) -> u64 {
        let escape = self.escapes.partition_point(|&(text, _)| text as usize <= at);
        let (text, file) = escape.checked_sub(1).map_or((0, 1), |last| self.escapes[last]);
        self.start + u64::from(file) + (at - text as usize) as u64
    }
}

/// Walks the escapes of a quoted string that a parser has accepted.
fn escapes(quoted: &[u8]) -> Vec<(u32, u32)> {
    let mut ends = Vec::new();
    let (mut text, mut file) = (0, 1);
    while file < quoted.len() {
        if quoted[file] != b'\\' {
            (text, file) = (text + 1, file + 1);
            continue;
        }
        let unit = |at: usize| {
            let digits = quoted.get(at + 2..at + 6).filter(|_| quoted[at..].starts_with(b"\\u"))?;
            u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
        };
        match unit(file) {
            None => (text, file) = (text + 1, file + 2),
            Some(0xD800..0xDC00) if unit(file + 6).is_some() => (text, file) = (text + 4, file + 12),
            Some(code) => {
                let length = char::from_u32(code).map_or(3, char::len_utf8);
                (text, file) = (text + length, file + 6);
            }
        }
        ends.push((u32::try_from(text).unwrap_or(u32::MAX), u32::try_from(file).unwrap_or(u32::MAX)));
    }
    ends
}
