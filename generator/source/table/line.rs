//! The writing of a cell: one item a line, its parts between bars.
//!
//! `Đơn đề nghị | 1 | 0 | mau-01.docx`. A bar that is no border is written `\|`, a line break in an item `\n`, a
//! backslash `\\`; English follows its text as `[en: ...]`. Spaces around parts do not count; those that do are written
//! as their number, `\u{20}`.

use std::fmt::Write;

use crate::catalogue::{Bilingual, Named, Prose};
use crate::source::is_blank;

/// Before text that is Markdown.
const MARKDOWN: &str = "markdown:";
/// Before the English of a text.
const ENGLISH: &str = "[en:";

/// The lines of a cell that say something.
pub(super) fn lines(cell: &str) -> impl Iterator<Item = &str> {
    cell.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Parts a text at the bars, or whatever `border` is, that no backslash stands before.
pub(super) fn parts(text: &str, border: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == border && !escaped {
            parts.push(text[start..at].trim());
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text[start..].trim());
    parts
}

/// Cuts a line at its semicolons, but not inside brackets.
pub(super) fn names(line: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let (mut start, mut open, mut escaped) = (0, 0_usize, false);
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => {}
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            ';' if open == 0 => {
                names.push(line[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    names.push(line[start..].trim());
    names.retain(|name| !name.is_empty());
    names
}

/// What a part says.
pub(super) fn unescaped(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    let mut rest = part.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('u') => {
                let code = rest.as_str().strip_prefix('{').and_then(|code| code.split_once('}'));
                let character = code.and_then(|(code, _)| char::from_u32(u32::from_str_radix(code, 16).ok()?));
                match (character, code) {
                    (Some(character), Some((_, after))) => {
                        text.push(character);
                        rest = after.chars();
                    }
                    _ => text.push_str("\\u"),
                }
            }
            Some(other) => text.push(other),
            None => text.push('\\'),
        }
    }
    text
}

/// A text as a part that says it.
pub(super) fn escaped(text: &str) -> String {
    let mut part = String::with_capacity(text.len());
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    for (at, c) in text.char_indices() {
        let outside = at < start || at >= start + inner.len();
        match c {
            '\\' | '|' => {
                part.push('\\');
                part.push(c);
            }
            '\n' => part.push_str("\\n"),
            '\r' => part.push_str("\\r"),
            '[' if text[at..].starts_with(ENGLISH) => part.push_str("\\["),
            c if outside || (c.is_whitespace() && c != ' ' && c != '\u{A0}') => {
                let _ = write!(part, "\\u{{{:x}}}", u32::from(c));
            }
            c => part.push(c),
        }
    }
    part
}

/// A text in one language or two.
pub(super) fn bilingual(part: &str) -> Bilingual {
    let mut escaped = false;
    for (at, c) in part.char_indices() {
        if !escaped
            && let Some(english) = part[at..].strip_prefix(ENGLISH).and_then(|english| english.strip_suffix(']'))
        {
            return Bilingual { vi: unescaped(part[..at].trim()).into(), en: Some(unescaped(english.trim()).into()) };
        }
        escaped = c == '\\' && !escaped;
    }
    Bilingual { vi: unescaped(part).into(), en: None }
}

/// A text in one language or two, as a part.
pub(super) fn of_bilingual(text: &Bilingual) -> String {
    match &text.en {
        Some(english) => format!("{} {ENGLISH} {}]", escaped(&text.vi), escaped(english)).trim_start().to_owned(),
        None => escaped(&text.vi),
    }
}

/// A text that may be missing.
pub(super) fn optional(part: &str) -> Option<Bilingual> {
    (!is_blank(part)).then(|| bilingual(part))
}

/// A text that may be missing, as a part.
pub(super) fn of_optional(text: &Option<Bilingual>) -> String {
    text.as_ref().map_or_else(String::new, of_bilingual)
}

/// A name, perhaps with a code.
pub(super) fn named(line: &str) -> Named {
    let parts = parts(line, '|');
    let code = parts.get(1).filter(|code| !code.is_empty());
    Named { code: code.map(|code| unescaped(code).into()), name: bilingual(parts.first().unwrap_or(&"")) }
}

/// A name, perhaps with a code, as a line. A semicolon that parts no names stands behind a backslash.
pub(super) fn of_named(named: &Named) -> String {
    row(vec![of_bilingual(&named.name), named.code.as_deref().map(escaped).unwrap_or_default()]).replace(';', "\\;")
}

/// Longer text in an item.
pub(super) fn prose(part: &str) -> Prose {
    match part.strip_prefix(MARKDOWN) {
        Some(text) => Prose::Markdown(unescaped(text.trim()).into()),
        None => Prose::Plain(unescaped(part).into()),
    }
}

/// Longer text in an item, as a part.
pub(super) fn of_prose(text: &Prose) -> String {
    match text {
        Prose::Markdown(text) => format!("{MARKDOWN} {}", escaped(text)),
        Prose::Plain(text) if text.starts_with(MARKDOWN) => format!("\\{}", escaped(text)),
        Prose::Plain(text) => escaped(text),
    }
}

/// Longer text that is a cell of its own, with its own line breaks.
pub(super) fn prose_cell(cell: &str) -> Prose {
    match cell.strip_prefix(MARKDOWN) {
        Some(text) => Prose::Markdown(text.strip_prefix('\n').unwrap_or(text).into()),
        None => Prose::Plain(cell.strip_prefix('\\').filter(|rest| begins_marked(rest)).unwrap_or(cell).into()),
    }
}

/// Longer text as a cell of its own.
pub(super) fn of_prose_cell(text: &Prose) -> String {
    match text {
        Prose::Markdown(text) => format!("{MARKDOWN}\n{text}"),
        Prose::Plain(text) if begins_marked(text) => format!("\\{text}"),
        Prose::Plain(text) => text.to_string(),
    }
}

fn begins_marked(text: &str) -> bool {
    text.trim_start_matches('\\').starts_with(MARKDOWN)
}

/// Parts as a line, without empty ones at the end.
pub(super) fn row(mut parts: Vec<String>) -> String {
    while parts.len() > 1 && parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    parts.join(" | ")
}
