//! Lines of `dataset.toml` that messages offer to paste.

use super::ColumnNote;

/// A line of the description of a column: with the beginning of one, where there is none.
pub(in crate::dataset) fn column_line(note: Option<&ColumnNote>, name: &str, line: &str) -> String {
    match note {
        Some(_) => line.to_owned(),
        None => format!("[[column]]\nsource = {}\n{line}", toml_text(name)),
    }
}

/// What a line about the whole file does, and where it belongs: below a `[[column]]` it would be one of that.
pub(in crate::dataset) fn above(does: &str) -> String {
    format!("above the first [[column]]: {does}")
}

/// A text as TOML writes it, whole: what may be pasted.
pub(in crate::dataset) fn toml_text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", c as u32),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
