//! The feed of datasets: what was published or changed, newest first.

use super::difference::summary;
use super::edition::Edition;
use super::{versions, withdrawn};
use crate::catalogue::Language;
use crate::files::FileError;
use crate::language::Date;
use crate::site::atom::{Entry, Feed};
use crate::site::metadata::Record;
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section};

/// How many entries it holds.
const MOST: usize = 50;

/// Writes the feed of a language beside the page of all datasets; returns how many files.
pub(in crate::site) fn write(renderer: &Renderer<'_>, language: Language) -> Result<usize, FileError> {
    let Some(base) = &renderer.base else { return Ok(0) };
    let words = renderer.words(language);
    let site = &renderer.index.catalogue.site;
    let page = Address::section(Section::Dataset, language);
    let own = address(language);
    let mut entries: Vec<Entry> =
        renderer.datasets.iter().flat_map(|one| of(renderer, Record::new(renderer, one), base, language)).collect();
    entries.extend(renderer.withdrawn.iter().flat_map(|archived| {
        let versions = Edition::of(&archived.withdrawn.id, &archived.versions, Some(&archived.withdrawn.withdrawal));
        let versions = versions.map(|edition| of_version(renderer, &edition, base, language));
        std::iter::once(withdrawn::entry(renderer, archived, base, language)).chain(versions)
    }));
    // Of one day in the order of ids, the later version of a dataset first.
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    entries.truncate(MOST);
    let feed = Feed {
        language,
        title: format!("{} – {}", site.title.get(language).0, words.say("datasets")),
        author: site.publisher.as_ref().unwrap_or(&site.title).get(language).0,
        page: page.absolute(base),
        own: own.absolute(base),
        updated: entries.first().map(|entry| entry.updated),
        entries,
    };
    renderer.sink.put(&own.path(), feed.xml().as_bytes())?;
    Ok(1)
}

/// Where it stands.
pub(in crate::site) fn address(language: Language) -> Address {
    Address::section(Section::Dataset, language).beside("feed.xml")
}

/// The entry of a version.
fn of_version(renderer: &Renderer<'_>, edition: &Edition<'_>, base: &str, language: Language) -> Entry {
    let words = renderer.words(language);
    let version = edition.version;
    let mut said = vec![versions::name(words, &version.id), edition.rows(words)];
    said.extend(version.changes.as_ref().map(|changes| summary(words, changes.counts)));
    Entry {
        title: edition.title(renderer, language).text.trim().to_owned(),
        url: edition.address(language).absolute(base),
        id: edition.id(),
        updated: version.recorded,
        summary: said.join(". "),
    }
}

/// The entries of a dataset: one a version; where none was recorded, one of the day its data is from.
fn of(renderer: &Renderer<'_>, record: Record<'_>, base: &str, language: Language) -> Vec<Entry> {
    let words = record.words(language);
    let publication = record.publication;
    let recorded: Vec<Entry> = Edition::of(&publication.dataset.description.id, &publication.versions, None)
        .map(|edition| of_version(renderer, &edition, base, language))
        .collect();
    if !recorded.is_empty() {
        return recorded;
    }
    let text = record.text().get(language).0.trim().trim_end_matches('.');
    let entry = |day: Date| Entry {
        title: record.title().get(language).0.trim().to_owned(),
        url: record.page(language).absolute(base),
        id: format!("data-{}", day.iso()),
        updated: day,
        summary: format!("{text}. {}", words.count("dataset_rows", record.publication.dataset.profile.rows as usize)),
    };
    record.modified().map(entry).into_iter().collect()
}
