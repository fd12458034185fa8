//! TOML as a person would write it: short texts on one line, long ones as blocks that read well in a diff.

use std::fmt::Write;

use crate::catalogue::Bilingual;

/// The longest list that stands on one line, in characters.
const LINE: usize = 100;

/// A text on one line: in single quotes where that spares escapes.
pub(super) fn line(text: &str) -> String {
    let spares = text.contains(['"', '\\']) && !text.contains('\'') && !text.chars().any(char::is_control);
    if spares {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            _ => escape_into(c, &mut out),
        }
    }
    out.push('"');
    out
}

/// A text: in lines of its own where it has any.
pub(super) fn text(text: &str) -> String {
    if text.contains('\n') { block(text) } else { line(text) }
}

/// A text of several lines. Literal where it can be, so that it reads as it will be shown.
fn block(text: &str) -> String {
    let kept = |c: char| matches!(c, '\n' | '\t') || !is_control(c);
    let literal = text.chars().all(kept) && !text.contains("'''") && !text.ends_with('\'');
    if literal && !text.split('\n').any(is_fence) {
        return format!("'''\n{text}'''");
    }
    let mut out = String::from("\"\"\"\n");
    for line in text.split_inclusive('\n') {
        // A line of three plus signs would close the front matter.
        let rest = if is_fence(line) { line.strip_prefix('+') } else { None };
        out.push_str(rest.map_or("", |_| "\\u002B"));
        for c in rest.unwrap_or(line).chars() {
            match c {
                '\n' | '\t' => out.push(c),
                '"' => out.push_str("\\\""),
                _ => escape_into(c, &mut out),
            }
        }
    }
    out.push_str("\"\"\"");
    out
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "+++"
}

/// What TOML does not let stand in a text.
fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\x1f' | '\x7f')
}

fn escape_into(c: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        c if is_control(c) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
        c => out.push(c),
    }
}

/// `key = value`.
pub(super) fn pair(key: &str, value: impl std::fmt::Display, out: &mut String) {
    let _ = writeln!(out, "{key} = {value}");
}

/// A text in one or two languages, with more keys (`plain`, `code`) beside it.
pub(super) fn languages(key: &str, vi: Option<&str>, en: Option<&str>, more: &[(&str, String)], out: &mut String) {
    let single = |text: Option<&str>| text.is_none_or(|text| !text.contains('\n'));
    match (vi, en) {
        (None, None) => {}
        (Some(vi), None) if more.is_empty() => pair(key, text(vi), out),
        _ if single(vi) && single(en) => pair(key, inline(vi, en, more), out),
        _ => {
            for (language, words) in [("vi", vi), ("en", en)] {
                if let Some(words) = words {
                    pair(&format!("{key}.{language}"), text(words), out);
                }
            }
            for (name, value) in more {
                pair(&format!("{key}.{name}"), value, out);
            }
        }
    }
}

/// A text of an item.
pub(super) fn bilingual(key: &str, text: &Bilingual, out: &mut String) {
    languages(key, Some(&text.vi), text.en.as_deref(), &[], out);
}

/// `"..."`, or `{ vi = "...", en = "..." }`.
pub(super) fn inline(vi: Option<&str>, en: Option<&str>, more: &[(&str, String)]) -> String {
    if let (Some(vi), None, []) = (vi, en, more) {
        return line(vi);
    }
    let languages = [("vi", vi), ("en", en)].into_iter().filter_map(|(key, text)| Some((key, line(text?))));
    let pairs = more.iter().cloned().chain(languages).map(|(key, value)| format!("{key} = {value}"));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

/// A list: on one line where it is short, else an item a line.
pub(super) fn list(key: &str, items: impl IntoIterator<Item = String>, out: &mut String) {
    let items: Vec<String> = items.into_iter().collect();
    let short = items.join(", ");
    if items.len() < 2 || key.len() + short.chars().count() + 5 <= LINE {
        return pair(key, format!("[{short}]"), out);
    }
    let _ = writeln!(out, "{key} = [");
    for item in items {
        let _ = writeln!(out, "  {item},");
    }
    out.push_str("]\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_chosen_so_that_a_text_reads_as_it_is() {
        assert_eq!(line("Nộp hồ sơ"), "\"Nộp hồ sơ\"");
        assert_eq!(line("mẫu \"A\""), "'mẫu \"A\"'");
        assert_eq!(line("l'\"A\"\u{7}"), "\"l'\\\"A\\\"\\u0007\"");
        assert_eq!(text("- a\n- b\\c"), "'''\n- a\n- b\\c'''");
        assert_eq!(text("a\n'''"), "\"\"\"\na\n'''\"\"\"");
    }

    #[test]
    fn a_text_cannot_close_the_front_matter() {
        assert_eq!(text("a\n+++ \nb"), "\"\"\"\na\n\\u002B++ \nb\"\"\"");
    }

    #[test]
    fn long_lists_have_an_item_a_line() {
        let mut out = String::new();
        list("keywords", ["\"a\"".into(), "\"b\"".into()], &mut out);
        list("keywords", [format!("\"{}\"", "a".repeat(80)), "\"bcdefghijk\"".into()], &mut out);
        assert_eq!(out.lines().collect::<Vec<_>>()[..2], ["keywords = [\"a\", \"b\"]", "keywords = ["]);
        assert!(out.ends_with(",\n]\n"));
    }
}
