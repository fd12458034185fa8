//! A content file with some fields changed: their lines in the text that is there, as far as it can be shown that nothing
//! else changes with them.

use crate::catalogue::{Procedure, SourceId};
use crate::files::FileTable;
use crate::rules::model::Rules;
use crate::source::config::SourceKind;
use crate::source::{Input, changed_fields, edited, front_matter, read_input};

use super::plan::unconfigured;

/// The text of `path`, which says `before`, so that it says `after`; nothing where rules would be lost.
pub(super) fn rewritten(path: &str, text: &str, before: &Procedure, after: &Procedure) -> Option<String> {
    let in_place = edited(text, before, after).filter(|text| says(path, text, after));
    // Without rules the file can be written as a whole: only its layout and comments go.
    in_place.or_else(|| before.rules.is_none().then(|| front_matter(after)))
}

/// Whether a text says of a procedure what it should, rules included.
fn says(path: &str, text: &str, wanted: &Procedure) -> bool {
    let file = FileTable::default().add(path);
    let config = unconfigured(SourceKind::Content, path, file);
    let input = Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 };
    let read = read_input((SourceId(0), &config), &input).records;
    let same_rules = |read: &Procedure| shape(read.rules.as_deref()) == shape(wanted.rules.as_deref());
    matches!(read.as_slice(), [read] if changed_fields(read, wanted).is_empty() && same_rules(read))
}

/// What rules there are, by what they are called.
fn shape(rules: Option<&Rules>) -> Option<(Vec<&str>, [usize; 5])> {
    let rules = rules?;
    let conditions = rules.conditions.iter().map(|item| &*item.common.id);
    let fees = rules.fees.iter().map(|item| &*item.common.id);
    let documents = rules.documents.iter().chain(&rules.cases).map(|item| &*item.id);
    let mut names: Vec<&str> = conditions.chain(fees).chain(documents).collect();
    names.sort_unstable();
    let when = rules.documents.iter().filter(|item| item.when.is_some()).count();
    Some((names, [when, rules.rates.len(), rules.rate_tables.len(), rules.deadlines.len(), rules.tests.len()]))
}
