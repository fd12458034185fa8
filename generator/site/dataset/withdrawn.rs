//! The page that remains of a dataset that was withdrawn: since when, why, what took its place, and its versions, which stay;
//! and the way back to it from what took its place.

use serde::Serialize;

use super::facts::Day;
use super::versions::{VersionContext, versions};
use crate::catalogue::{Bilingual, Language, Withdrawal};
use crate::dataset::publication::Archived;
use crate::files::FileError;
use crate::site::atom::Entry;
use crate::site::render::{Head, Link, Renderer, Said, other};
use crate::site::routes::{Address, Section, is_web};
use crate::site::words::Words;

#[derive(Serialize)]
struct WithdrawnPage<'a> {
    title: Said<'a>,
    /// What it held, by its last version.
    description: Option<Said<'a>>,
    all: String,
    since: String,
    text: &'a str,
    reason: Option<Said<'a>>,
    successor: Option<Link<'a>>,
    /// Those whose place it took itself.
    replaced: Vec<Link<'a>>,
    versions: Vec<VersionContext>,
    style: Option<String>,
}

/// Writes the page of a dataset that was withdrawn; how many in each language.
pub(in crate::site) fn write(renderer: &Renderer<'_>, archived: &Archived<'_>) -> Result<[usize; 2], FileError> {
    let mut written = [0; 2];
    let withdrawn = archived.withdrawn;
    let description = withdrawn.versions.first().and_then(|last| last.description.description.as_ref());
    for &language in renderer.languages() {
        let words = renderer.words(language);
        let page = address(archived, language);
        let title = Said::of(&withdrawn.title, language);
        let is_bare = archived.versions.is_empty();
        let content = WithdrawnPage {
            title: title.clone(),
            description: description.map(|text| Said::of(text, language)),
            all: renderer.href(&page, &Address::section(Section::Dataset, language)),
            since: since(words, &withdrawn.withdrawal),
            text: words.say(if is_bare { "dataset_withdrawn_bare" } else { "dataset_withdrawn_text" }),
            reason: reason(archived).map(|reason| Said::of(reason, language)),
            successor: successor(renderer, archived, language, &page),
            replaced: replaced(renderer, &withdrawn.id, language, &page),
            versions: versions(renderer, (&withdrawn.id, &archived.versions), language, &page),
            style: renderer.theme.asset("styles/dataset.css").map(|asset| renderer.href(&page, asset)),
        };
        let named = named(renderer, archived, language);
        let head = Head {
            section: Some(Section::Dataset),
            other: renderer.languages().contains(&other(language)).then(|| address(archived, other(language))),
            // Its versions are worth finding; without them there is nothing but that it is gone.
            noindex: is_bare,
            ..Head::new(&named.text, words.say("dataset_withdrawn"))
        };
        renderer.put("dataset-withdrawn.html", language, &page, head, &content)?;
        written[language as usize] += 1;
    }
    Ok(written)
}

/// Where it stands: where the dataset stood.
pub(in crate::site) fn address(archived: &Archived<'_>, language: Language) -> Address {
    Address::item(Section::Dataset, language, &archived.withdrawn.id)
}

/// Since when it is withdrawn, as a sentence.
pub(super) fn since(words: &Words, withdrawal: &Withdrawal) -> String {
    words.say_with("dataset_withdrawn_since", &words.date(withdrawal.date))
}

/// What took its place, where it has a page or stands elsewhere.
fn successor<'a>(
    renderer: &Renderer<'a>,
    archived: &Archived<'a>,
    language: Language,
    page: &Address,
) -> Option<Link<'a>> {
    let successor = archived.withdrawn.withdrawal.successor.as_deref()?;
    if is_web(successor) {
        return Some(Link { href: successor.to_owned(), text: Said::new(successor, language, language) });
    }
    if let Some(gone) = renderer.withdrawn.iter().find(|one| *one.withdrawn.id == *successor) {
        return Some(link(renderer, gone, language, page));
    }
    let mut there = renderer.datasets.iter().map(|one| &one.dataset.description);
    let description = there.find(|description| *description.id == *successor)?;
    let href = renderer.href(page, &Address::item(Section::Dataset, language, &description.id));
    Some(Link { href, text: Said::of(&description.title, language) })
}

/// Those that were withdrawn and whose place the dataset with this id took.
pub(in crate::site) fn predecessors<'a>(
    withdrawn: &'a [Archived<'a>],
    id: &str,
) -> impl Iterator<Item = &'a Archived<'a>> {
    withdrawn.iter().filter(move |one| one.withdrawn.withdrawal.successor.as_deref() == Some(id))
}

/// Links to those whose place a dataset took.
pub(super) fn replaced<'a>(renderer: &Renderer<'a>, id: &str, language: Language, page: &Address) -> Vec<Link<'a>> {
    predecessors(renderer.withdrawn, id).map(|archived| link(renderer, archived, language, page)).collect()
}

fn link<'a>(renderer: &Renderer<'_>, archived: &Archived<'a>, language: Language, page: &Address) -> Link<'a> {
    Link { href: renderer.href(page, &address(archived, language)), text: named(renderer, archived, language) }
}

/// What it is called where nothing else says that it was withdrawn.
pub(in crate::site) fn named<'a>(renderer: &Renderer<'_>, archived: &Archived<'a>, language: Language) -> Said<'a> {
    titled(renderer, &archived.withdrawn.title, Some(&archived.withdrawn.withdrawal), language)
}

/// A title, and when what it names was withdrawn, if it was: what took its place may have the same title.
pub(super) fn titled<'a>(
    renderer: &Renderer<'_>,
    title: &'a Bilingual,
    withdrawal: Option<&Withdrawal>,
    language: Language,
) -> Said<'a> {
    let Some(withdrawal) = withdrawal else { return Said::of(title, language) };
    let (title, shown) = title.get(language);
    // In the language of the title, which is marked as such on a page of the other.
    let words = renderer.words(shown);
    let named = words.say("dataset_withdrawn_name").replace("{to}", &words.date(withdrawal.date));
    Said::new(named.replace("{n}", title.trim()), shown, language)
}

/// Those that were withdrawn, as a list links to them.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    link: Link<'a>,
    day: Day,
}

/// The datasets that were withdrawn, the latest first.
pub(super) fn items<'a>(renderer: &Renderer<'a>, words: &Words, page: &Address) -> Vec<Item<'a>> {
    let mut all: Vec<&'a Archived<'a>> = renderer.withdrawn.iter().collect();
    all.sort_by_key(|archived| std::cmp::Reverse(archived.withdrawn.withdrawal.date));
    let item = |archived: &'a Archived<'a>| Item {
        link: Link {
            href: renderer.href(page, &address(archived, words.language())),
            text: Said::of(&archived.withdrawn.title, words.language()),
        },
        day: Day::new(words, archived.withdrawn.withdrawal.date),
    };
    all.into_iter().map(item).collect()
}

/// What tells it from what else happened to its dataset, in feeds.
pub(in crate::site) fn event_id(archived: &Archived<'_>) -> String {
    format!("withdrawn-{}", archived.withdrawn.withdrawal.date.iso())
}

/// Why, in its publisher's words.
pub(in crate::site) fn reason<'a>(archived: &Archived<'a>) -> Option<&'a Bilingual> {
    archived.withdrawn.withdrawal.reason.as_ref()
}

/// Its entry in the feed of datasets.
pub(super) fn entry(renderer: &Renderer<'_>, archived: &Archived<'_>, base: &str, language: Language) -> Entry {
    let since = since(renderer.words(language), &archived.withdrawn.withdrawal);
    let reason = reason(archived).map(|reason| reason.get(language).0);
    Entry {
        title: named(renderer, archived, language).text.into_owned(),
        url: address(archived, language).absolute(base),
        id: event_id(archived),
        updated: archived.withdrawn.withdrawal.date,
        summary: reason.map_or(since.clone(), |reason| format!("{since} {reason}")),
    }
}
