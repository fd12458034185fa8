//! `content/lexicon.toml`: what people of this place say, beside the built-in lexicon.

use std::ops::Range;

use crate::catalogue::Saying;
use crate::files::Location;
use crate::source::toml::{Document, Table};

/// Where a site's own words stand.
pub(super) const LEXICON_FILE: &str = "content/lexicon.toml";

/// Reads a `[[entry]]`. An entry with a mistake gives its findings and nothing else.
pub(super) fn saying(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<Saying> {
    let span = table.span.clone();
    let say = phrases(doc, table, "say");
    let means = phrases(doc, table, "means");
    let not = phrases(doc, table, "not");
    for (key, list, help) in [
        ("say", &say, "add what people say: say = [\"sổ đỏ\", \"bìa đỏ\"]"),
        ("means", &means, "add what titles say: means = [\"quyền sử dụng đất\"]; all of several must stand there"),
    ] {
        if matches!(list, Some(list) if list.is_empty()) {
            doc.error("content/lexicon", span.clone(), format!("an entry without `{key}`"), help);
        }
    }
    let (say, means, not) = (say?, means?, not?);
    (!say.is_empty() && !means.is_empty()).then_some(Saying { say, means, not, at })
}

/// The phrases under `key`, none if it is not there; `None` if there was a mistake in them.
fn phrases(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Vec<Box<str>>> {
    let found = doc.diagnostics.len();
    let list = doc.texts(table, key).map(|(list, _)| list).unwrap_or_default();
    for (text, span) in &list {
        check(doc, key, text, span);
    }
    (doc.diagnostics.len() == found).then(|| list.into_iter().map(|(text, _)| text).collect())
}

fn check(doc: &mut Document<'_>, key: &str, text: &str, span: &Range<usize>) {
    if !text.chars().any(char::is_alphanumeric) {
        let message = format!("`{key}` has a phrase without a letter or a digit");
        doc.error("content/lexicon", span.clone(), message, "write a phrase, or take it out");
    } else if key == "say" && text.contains([',', ';']) {
        let message = format!("\"{text}\" looks like several phrases in one");
        doc.error(
            "content/lexicon",
            span.clone(),
            message,
            "write each in its own quotes: say = [\"sổ đỏ\", \"bìa đỏ\"]",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_editorial;
    use super::*;
    use crate::files::{FileTable, MemoryFiles};

    fn read(text: &str) -> (Vec<Saying>, Vec<(&'static str, String)>) {
        let files = MemoryFiles::default().with(LEXICON_FILE, text);
        let editorial = read_editorial(&files, &mut FileTable::default());
        let found = editorial.diagnostics.into_iter().map(|found| (found.rule, found.message)).collect();
        (editorial.lexicon, found)
    }

    #[test]
    fn an_entry_says_what_people_say_for_what_titles_say() {
        let (lexicon, found) =
            read("[[entry]]\nsay = [\"giấy đi bè\", \"bè\"]\nmeans = \"bến khách\"\nnot = [\"biển\"]\n");
        assert_eq!(found, []);
        assert_eq!(lexicon.len(), 1);
        assert_eq!(lexicon[0].say, ["giấy đi bè".into(), "bè".into()] as [Box<str>; 2]);
        assert_eq!(lexicon[0].means, ["bến khách".into()] as [Box<str>; 1]);
        assert_eq!(lexicon[0].not, ["biển".into()] as [Box<str>; 1]);
    }

    #[test]
    fn all_mistakes_are_told_and_sound_entries_kept() {
        let (lexicon, found) = read(
            "[[entry]]\nsay = [\"a, b\", \"?\"]\nmeans = [\"c\"]\n[[entry]]\nmean = [\"c\"]\nsay = [\"d\"]\n[[entry]]\nsay = 3\nmeans = [\"e\"]\n[[entry]]\nsay = [\"x\"]\nmeans = [\"y\"]\n",
        );
        let rules: Vec<_> = found.iter().map(|(rule, message)| format!("{rule}: {message}")).collect();
        assert_eq!(
            rules,
            [
                "content/lexicon: \"a, b\" looks like several phrases in one",
                "content/lexicon: `say` has a phrase without a letter or a digit",
                "content/lexicon: an entry without `means`",
                "toml/unknown-key: [[entry]] has no key `mean`",
                "toml/wrong-kind: `say` of [[entry]] is a whole number, not a list of texts",
            ]
        );
        assert_eq!(lexicon.len(), 1);
    }
}
