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
pub use write::{changed_fields, english, front_matter};

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
            return Ok(Parts { front: (&text[front_start..at], front_start), body: (&text[body..], body..text.len()) });
        }
        at += line.len();
    }
    Err(missing(start..start + 3, "the front matter is not closed"))
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
