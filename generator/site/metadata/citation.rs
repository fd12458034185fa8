//! `CITATION.cff`: how to cite a dataset, Citation File Format 1.2.0, <https://citation-file-format.github.io>, which is YAML.

use std::fmt::Write as _;

use super::record::Record;
use crate::catalogue::Language;

/// Its name beside the data.
pub(super) const NAME: &str = "CITATION.cff";
/// Licences that SPDX has listed since the format was closed: they are given by their address.
const UNKNOWN: [&str; 4] = ["CDLA-Permissive-2.0", "DL-DE-BY-2.0", "DL-DE-ZERO-2.0", "NLOD-2.0"];

/// The file.
pub(super) fn describe(record: &Record<'_>) -> String {
    let mut yaml = String::from("cff-version: 1.2.0\n");
    let words = record.words(Language::Vi);
    line_of(&mut yaml, "message", words.say("dataset_cite"));
    yaml.push_str("type: dataset\n");
    line_of(&mut yaml, "title", record.title().vi.trim());
    line_of(&mut yaml, "abstract", record.text().vi.trim());
    yaml.push_str("authors:\n  - ");
    line_of(&mut yaml, "name", record.publisher().vi.trim());
    if let Some(date) = record.modified() {
        line_of(&mut yaml, "date-released", &date.iso());
    }
    if let Some(version) = record.version() {
        line_of(&mut yaml, "version", version);
    }
    if let Some(licence) = record.licence() {
        match licence.url {
            Some(url) if UNKNOWN.contains(&licence.id) || licence.id.starts_with("LicenseRef-") => {
                line_of(&mut yaml, "license-url", url);
            }
            Some(_) => line_of(&mut yaml, "license", licence.id),
            None => {}
        }
    }
    if let Some(url) = record.url() {
        line_of(&mut yaml, "url", &url);
    }
    yaml.push_str("keywords:\n");
    for keyword in record.keywords(Language::Vi) {
        yaml.push_str("  - ");
        quoted(&mut yaml, keyword);
        yaml.push('\n');
    }
    yaml
}

/// The same in a line, as a bibliography has it.
pub(super) fn line(record: &Record<'_>) -> String {
    let mut line = record.publisher().vi.trim().to_owned();
    if let Some(date) = record.modified() {
        let _ = write!(line, " ({})", &date.iso()[..4]);
    }
    let _ = write!(line, ". {}", record.title().vi.trim());
    if let Some(version) = record.version() {
        let _ = write!(line, " ({version})");
    }
    line.push('.');
    if let Some(url) = record.url() {
        let _ = write!(line, " {url}");
    }
    line
}

fn line_of(yaml: &mut String, key: &str, text: &str) {
    yaml.push_str(key);
    yaml.push_str(": ");
    quoted(yaml, text);
    yaml.push('\n');
}

/// A text between double quotes; what YAML cannot have there as it is, by its number.
fn quoted(yaml: &mut String, text: &str) {
    yaml.push('"');
    for c in text.chars() {
        match c {
            '"' => yaml.push_str("\\\""),
            '\\' => yaml.push_str("\\\\"),
            '\n' => yaml.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(yaml, "\\u{:04x}", u32::from(c));
            }
            c => yaml.push(c),
        }
    }
    yaml.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_leave_their_quotes() {
        let mut yaml = String::new();
        quoted(&mut yaml, "a\"b\\c\nd\u{7f}\u{2028}ệ");
        assert_eq!(yaml, "\"a\\\"b\\\\c\\nd\\u007f\\u2028ệ\"");
    }
}
