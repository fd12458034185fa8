//! The versions on a dataset's page.

use serde::Serialize;

use super::difference::summary;
use super::written::count;
use crate::catalogue::Language;
use crate::dataset::publication::Version;
use crate::dataset::versions::VersionId;
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section};
use crate::site::words::Words;

/// A version and where it is.
#[derive(Serialize)]
pub(super) struct VersionContext {
    id: String,
    iso: String,
    name: String,
    href: String,
    rows: String,
    /// How much changed since the version before.
    changes: Option<ChangesLink>,
}

#[derive(Serialize)]
struct ChangesLink {
    href: String,
    summary: String,
}

/// The versions of a dataset, the latest first.
pub(super) fn versions(
    renderer: &Renderer<'_>,
    (id, all): (&str, &[Version]),
    language: Language,
    page: &Address,
) -> Vec<VersionContext> {
    let words = renderer.words(language);
    let context = |version: &Version| {
        let address = address(id, language, version);
        VersionContext {
            id: version.id.to_string(),
            iso: version.recorded.iso(),
            name: name(words, &version.id),
            href: renderer.href(page, &address),
            rows: rows(words, version.rows),
            changes: version.changes.as_ref().map(|changes| ChangesLink {
                href: renderer.href(page, &address.version_changes(language)),
                summary: summary(words, changes.counts),
            }),
        }
    };
    all.iter().map(context).collect()
}

/// The page of a version.
pub(super) fn address(id: &str, language: Language, version: &Version) -> Address {
    Address::item(Section::Dataset, language, id).version(&version.id)
}

/// A version by its day: `01/07/2026`, and `01/07/2026 (2)` for the second of a day.
pub(super) fn name(words: &Words, id: &str) -> String {
    match VersionId::parse(id) {
        Some(VersionId { date, number: 1 }) => words.date(date),
        Some(VersionId { date, number }) => format!("{} ({number})", words.date(date)),
        None => id.to_owned(),
    }
}

pub(super) fn rows(words: &Words, rows: u64) -> String {
    words.say_with(if rows == 1 { "version_row" } else { "version_rows" }, &count(words, rows))
}
