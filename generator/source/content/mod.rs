//! What editors write: TOML front matter between `+++` lines, then Markdown.
//!
//! The keys are listed in `content/README.md`. A file is an overlay on the official record with its code,
//! or, where there is none, the whole procedure. `<code>.en.md` holds the English beside it.

mod columns;
mod editorial;
mod lexicon;
mod lists;
mod places;
mod procedure;
mod rules;
mod values;
mod write;

pub use editorial::{CODES_FILE, Editorial, read_editorial};
pub use places::read_places;
pub(super) use procedure::read;
pub use rules::{read_answers, read_rates};
pub use write::{changed_fields, edited, english, front_matter};

use std::ops::Range;

use super::Input;
use super::toml::{Document, Table};
use crate::catalogue::Language;
use crate::diagnostic::Diagnostic;

/// A file cut into front matter and Markdown.
struct Parts<'a> {
    /// The front matter, with its first byte in the file.
    front: (&'a str, usize),
    /// The Markdown after it.
    body: (&'a str, Range<usize>),
}

/// Cuts a file at its `+++` lines.
fn split<'a>(input: &Input<'_>, text: &'a str) -> Result<Parts<'a>, Box<Diagnostic>> {
    let missing = |at: Range<usize>, message: &str| {
        let help = "the file begins with a line `+++`, then keys, then another line `+++`, then the text";
        Box::new(Diagnostic::error("content/front-matter", input.place(at), message).help(help))
    };
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "+++" {
        return Err(missing(start..start + first.trim_end().len(), "the file does not begin with front matter"));
    }
    let front_start = start + first.len();
    let mut at = front_start;
    for line in lines {
        if line.trim_end() == "+++" {
            let body = at + line.len();
            if let Some(table) = misplaced_table(&text[body..]) {
                let help = "tables stand above the line `+++` that closes the front matter: below it everything is text for people";
                let place = input.place(body + table.start..body + table.end);
                let message = format!("{} stands in the text", &text[body..][table]);
                return Err(Box::new(Diagnostic::error("content/table-in-text", place, message).help(help)));
            }
            return Ok(Parts { front: (&text[front_start..at], front_start), body: (&text[body..], body..text.len()) });
        }
        at += line.len();
    }
    Err(missing(start..start + 3, "the front matter is not closed"))
}

/// A line of a text that begins a table of TOML: who adds one to a file adds it at the end.
fn misplaced_table(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        if name
            .is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

/// The id and language that a file's name gives: `1.001193.en.md` is `1.001193` in English.
fn name_parts(path: &str) -> (&str, Language) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    match stem.strip_suffix(".en") {
        Some(id) => (id, Language::En),
        None => (stem, Language::Vi),
    }
}

/// An id that can stand in an address: lower-case letters, digits, `-` and `.`.
fn id(document: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Box<str>> {
    let (id, span) = document.text(table, key)?;
    let fits = !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'));
    if !fits || id.starts_with('.') {
        let help = "an id has lower-case letters without marks, digits and hyphens, such as \"bo-tu-phap\"";
        document.error("content/id", span, format!("`{key}` cannot be \"{id}\""), help);
        return None;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_below_the_front_matter_is_found_and_links_are_none() {
        let text = "Nộp tại xã.\n\n[[test]]\nanswers = { today = 2026-01-01 }\n";
        assert_eq!(misplaced_table(text).map(|at| &text[at]), Some("[[test]]"));
        assert_eq!(misplaced_table("[[1]](#a)\n[[Ghi chú]]\n    [[test]] trong dòng\n"), None);
    }
}
