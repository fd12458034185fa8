//! TOML with places: a table whose keys are taken one by one, so that what is left over is an error.
//!
//! `toml::de::DeTable` keeps the place of every key and value and goes on after an error.

mod bilingual;
mod scalar;
mod tables;
mod value;

use std::ops::Range;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::value::kind;
use super::Input;
use crate::catalogue::Sourced;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::Location;

/// A document being read: where it stands, and what was found wrong.
pub(crate) struct Document<'a> {
    pub input: Input<'a>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is not TOML: keys may then seem to stand where nobody put them.
    is_broken: bool,
}

/// A table being read. `name` is how messages call it: `[[document]]`, `the top of the file`.
pub(crate) struct Table<'a> {
    keys: DeTable<'a>,
    /// Every key that was asked for, there or not: what may stand in such a table.
    known: Vec<&'static str>,
    pub span: Range<usize>,
    name: Rc<str>,
}

/// Something with its place in the text.
pub(crate) type Placed<T> = (T, Range<usize>);

/// A key and its text, with the place of the text.
pub(crate) type Keyed = (String, Box<str>, Range<usize>);

/// A key and its plain values, each with its place.
pub(crate) type Choices = (Placed<Box<str>>, Vec<Placed<Box<str>>>);

/// A key and an answer as text, each with its place.
pub(crate) type Answered = (String, Range<usize>, String, Range<usize>);

/// A value of any kind.
pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Document<'a> {
    /// Parses `text`, which starts at byte `start` of the input; every syntax error becomes a diagnostic.
    pub fn parse<'t>(input: &Input<'a>, text: &'t str, start: usize) -> (Self, Table<'t>) {
        let shifted = Input { base: input.base + start as u64, ..*input };
        let mut document = Self { input: shifted, diagnostics: Vec::new(), is_broken: false };
        let (table, errors) = DeTable::parse_recoverable(text);
        document.is_broken = !errors.is_empty();
        for (at, error) in errors.iter().enumerate() {
            let span = error.span().unwrap_or(0..0);
            // The parser marks the end of input with an empty span; show the last byte instead.
            let span = if span.is_empty() && span.start > 0 { span.start - 1..span.start } else { span };
            if at > 0 && is_sound(line_at(text, span.start)) {
                continue;
            }
            document.error(
                "toml/syntax",
                span,
                error.message(),
                "a text stands in quotes, a date is 2026-07-01, each key stands on a line of its own",
            );
        }
        let span = table.span();
        (document, Table::new(table.into_inner(), span, "the top of the file".into()))
    }

    /// A range of the text as a place in the file.
    pub fn place(&self, span: &Range<usize>) -> Location {
        self.input.place(span.clone())
    }

    /// A value with its place.
    pub fn sourced<T>(&self, value: T, span: &Range<usize>) -> Sourced<T> {
        self.input.sourced(value, span.clone())
    }

    /// Notes an error at `span`.
    pub fn error(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.place(&span);
        self.diagnostics.push(Diagnostic::error(rule, place, message).help(help));
    }

    /// Whether anything was wrong so far.
    pub fn failed(&self) -> bool {
        !self.diagnostics.is_empty()
    }

    pub(super) fn wrong_kind(&mut self, key: &str, table: &Table<'_>, value: &Value<'_>, wanted: &str) {
        let found = kind(value.get_ref());
        self.error(
            "toml/wrong-kind",
            value.span(),
            format!("`{key}` of {} is {found}, not {wanted}", table.name),
            format!("write {wanted}"),
        );
    }

    /// Where `text` itself stands within the value at `span`, and whether its bytes are those of the file.
    pub fn inside_quotes(&self, text: &str, span: &Range<usize>) -> (Range<usize>, bool) {
        let base = usize::try_from(self.input.base).unwrap_or(usize::MAX);
        let raw = base.checked_add(span.start).zip(base.checked_add(span.end));
        let raw = raw.and_then(|(start, end)| self.input.bytes.get(start..end)).unwrap_or_default();
        for quotes in [3, 1] {
            let inner = quotes..raw.len().saturating_sub(quotes).max(quotes);
            if raw.get(inner.clone()) == Some(text.as_bytes()) {
                return (span.start + inner.start..span.start + inner.end, true);
            }
        }
        (span.clone(), false)
    }

    /// Says of every key that was not taken that nobody knows it, and which was meant.
    pub fn finish(&mut self, table: Table<'_>) {
        if self.is_broken {
            return;
        }
        for (key, _) in table.keys {
            let name = key.get_ref();
            let help = if let Some(near) = nearest(name, table.known.iter().copied()) {
                format!("did you mean `{near}`?")
            } else if table.name.starts_with("[[") {
                format!(
                    "a key that stands after {} belongs to it: if it was meant for the top of the file, move it above the first [[...]]",
                    table.name
                )
            } else {
                "check the spelling against the reference of content files".into()
            };
            self.error("toml/unknown-key", key.span(), format!("{} has no key `{name}`", table.name), help);
        }
    }
}

impl<'a> Table<'a> {
    fn new(keys: DeTable<'a>, span: Range<usize>, name: Rc<str>) -> Self {
        Self { keys, known: Vec::new(), span, name }
    }

    fn take(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.known.push(key);
        self.keys.remove(key)
    }

    /// Takes all keys that are left, with their places.
    pub fn take_rest(&mut self) -> Vec<Placed<String>> {
        let rest = std::mem::take(&mut self.keys);
        rest.into_iter().map(|(key, _)| (key.get_ref().to_string(), key.span())).collect()
    }

    /// Where the value of `key` stands.
    pub fn value_span(&self, key: &str) -> Option<Range<usize>> {
        self.keys.get(key).map(Spanned::span)
    }

    /// Whether the value of a key is this text.
    pub fn says(&self, key: &str, text: &str) -> bool {
        matches!(self.keys.get(key).map(Spanned::get_ref), Some(DeValue::String(found)) if **found == *text)
    }

    /// Whether the value of `key` is a text.
    pub fn is_text(&self, key: &str) -> bool {
        matches!(self.keys.get(key).map(Spanned::get_ref), Some(DeValue::String(_)))
    }

    /// Whether the table has `key`.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// From the first to the last byte of the table and its values: its own span is only its header.
    pub fn extent(&self) -> Range<usize> {
        let end = self.keys.iter().map(|(_, value)| value.span().end).max().unwrap_or(self.span.end);
        self.span.start..end.max(self.span.end)
    }
}

/// The line a byte of a text is in, without its end.
fn line_at(text: &str, at: usize) -> &str {
    let boundary = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let (before, after) = text.split_at(boundary);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = after.find('\n').map_or(text.len(), |end| before.len() + end);
    &text[start..end]
}

/// Whether a line is TOML by itself: then a mistake above it is what makes it wrong, and that is told.
fn is_sound(line: &str) -> bool {
    DeTable::parse_recoverable(line).1.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::SourceId;
    use crate::files::{At, FileTable};

    #[test]
    fn of_a_key_that_nobody_knows_it_is_said_which_was_meant() {
        let text = "licnce = \"MIT\"\nzzz = 1\n[[fee]]\ntitle = \"x\"\n";
        let file = FileTable::default().add("a.toml");
        let input = Input { source: SourceId(0), file, path: "a.toml", bytes: text.as_bytes(), base: 0 };
        let (mut document, mut top) = Document::parse(&input, text, 0);
        assert!(document.text(&mut top, "licence").is_none());
        let (fees, _) = document.tables(&mut top, "fee").unwrap();
        fees.into_iter().for_each(|fee| document.finish(fee));
        document.finish(top);
        let helps: Vec<_> =
            document.diagnostics.iter().map(|found| found.help.as_deref().unwrap_or_default()).collect();
        assert_eq!(
            helps,
            [
                "a key that stands after [[fee]] belongs to it: if it was meant for the top of the file, move it above the first [[...]]",
                "did you mean `licence`?",
                "check the spelling against the reference of content files",
            ]
        );
    }

    #[test]
    fn a_mistake_is_told_once_and_two_are_both() {
        let read = |text: &str| {
            let file = FileTable::default().add("a.toml");
            let input = Input { source: SourceId(0), file, path: "a.toml", bytes: text.as_bytes(), base: 0 };
            let (mut document, top) = Document::parse(&input, text, 0);
            document.finish(top);
            document.diagnostics.into_iter().map(|found| (found.rule, found.location.at())).collect::<Vec<_>>()
        };
        // Everything below an open bracket is read as if it stood within.
        let open = "title = { vi = 3\nlicence = \"MIT\"\n[[column]]\nsource = \"x\"\nid = \"y\"\n";
        let syntax = |start, len| ("toml/syntax", At::Bytes { start, len });
        assert_eq!(read(open), [syntax(16, 1)]);
        assert_eq!(read("a = \"1\"\nb = abc\nc = 1\nd = \"\n"), [syntax(12, 3), syntax(26, 1)]);
    }
}
