//! What changed: a page, newest first, and an Atom feed (RFC 4287).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::atom::{Entry, Feed};
use super::render::{Head, Renderer, Said, other};
use super::routes::{Address, Section, escape};
use super::words::Words;
use crate::catalogue::{Change, ChangeKind, Language};
use crate::files::FileError;

/// How many changes the feed holds.
const FEED: usize = 50;

/// A change in a list.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    date: String,
    iso: String,
    what: String,
    href: Option<String>,
    text: Said<'a>,
    note: Option<Said<'a>>,
}

#[derive(Serialize)]
struct ChangesPage<'a> {
    lines: Vec<Line<'a>>,
    previous: Option<String>,
    next: Option<String>,
}

/// What happened, in words: "Sửa đổi: Phí, Thời hạn".
pub(super) fn what(change: &Change, words: &Words) -> String {
    let kind = words.say(match change.kind {
        ChangeKind::Added => "change_added",
        ChangeKind::Changed => "change_changed",
        ChangeKind::Removed => "change_removed",
    });
    let fields: Vec<&str> =
        change.fields.iter().map(|field| field_word(field).map_or(&**field, |key| words.say(key))).collect();
    if fields.is_empty() { kind.to_owned() } else { format!("{kind}: {}", fields.join(", ")) }
}

/// The word for a field's key, where pages have one.
fn field_word(key: &str) -> Option<&'static str> {
    Some(match key {
        "name" => "field_name",
        "steps" => "steps",
        "channels" => "channels",
        "documents" => "documents",
        "legal_basis" => "legal",
        "requirements" => "requirements",
        "results" => "results",
        "executing" => "executing",
        "publisher" => "publisher",
        "reception" => "reception",
        "fields" => "fields",
        "levels" => "levels",
        "audiences" => "audiences",
        "decision" => "decision",
        "state" => "field_state",
        _ => return None,
    })
}

/// The changes of citizens' lists as `page` shows them.
pub(super) fn lines<'a>(
    renderer: &Renderer<'a>,
    language: Language,
    page: &Address,
    changes: impl Iterator<Item = &'a Change>,
) -> Vec<Line<'a>> {
    let words = renderer.words(language);
    let line = |change: &'a Change| {
        let (address, text) = target(renderer, language, change);
        Line {
            date: words.date(change.date),
            iso: change.date.iso(),
            what: what(change, words),
            href: address.map(|address| renderer.href(page, &address)),
            text,
            note: change.note.as_ref().map(|note| Said::of(note, language)),
        }
    };
    changes.map(line).collect()
}

/// The changes of procedures that citizens' lists show, and of those that are gone; newest first.
pub(super) fn recent<'a>(renderer: &Renderer<'a>) -> impl Iterator<Item = &'a Change> {
    let index = renderer.index;
    let shown = move |change: &&Change| index.find(&change.code).is_none_or(|at| index.card(at).listed);
    index.catalogue.changes.iter().filter(shown)
}

/// The page a change is about where there is one, and its name.
fn target<'a>(renderer: &Renderer<'a>, language: Language, change: &'a Change) -> (Option<Address>, Said<'a>) {
    let index = renderer.index;
    if let Some(at) = index.find(&change.code) {
        let card = index.card(at);
        let (address, shown) = card.address(language);
        return (Some(address), Said::new(&*card.names[shown as usize], shown, language));
    }
    let remains = index.published.contains(&*change.code);
    let address = Address::item(Section::Procedure, Language::Vi, &index.codes.segment(&change.code));
    (remains.then_some(address), Said::new(&*change.name, Language::Vi, language))
}

/// Writes the pages of changes and the feed of a language; returns how many pages.
pub(super) fn write(renderer: &Renderer<'_>, language: Language) -> Result<usize, FileError> {
    let words = renderer.words(language);
    let first = Address::section(Section::Changes, language);
    let size = renderer.page_size;
    let listed: Vec<&Change> = recent(renderer).collect();
    let parts = listed.len().div_ceil(size).max(1);
    for number in 1..=parts {
        let page = first.part(language, number);
        let part = |number| renderer.href(&page, &first.part(language, number));
        let content = ChangesPage {
            lines: lines(renderer, language, &page, listed.iter().skip((number - 1) * size).take(size).copied()),
            previous: (number > 1).then(|| part(number - 1)),
            next: (number < parts).then(|| part(number + 1)),
        };
        let has_other = number == 1 && renderer.languages().contains(&other(language));
        let head = Head {
            section: Some(Section::Changes),
            other: has_other.then(|| Address::section(Section::Changes, other(language))),
            ..Head::new(words.say("changes"), words.say("changes_lead"))
        };
        renderer.put("changes.html", language, &page, head, &content)?;
    }
    if let Some(base) = &renderer.base {
        let feed = first.beside("feed.xml");
        renderer.sink.put(&feed.path(), atom(renderer, &listed, language, base, &first, &feed).xml().as_bytes())?;
    }
    Ok(parts)
}

/// The feed.
fn atom<'a>(
    renderer: &'a Renderer<'_>,
    listed: &[&Change],
    language: Language,
    base: &str,
    page: &Address,
    feed: &Address,
) -> Feed<'a> {
    let words = renderer.words(language);
    let site = &renderer.index.catalogue.site;
    let changes = &listed[..listed.len().min(FEED)];
    let retrieved = renderer.index.catalogue.sources.iter().filter_map(|source| source.retrieved).max();
    let entries = changes.iter().zip(ids(listed)).map(|(change, id)| {
        let (address, text) = target(renderer, language, change);
        let note = change.note.as_ref().map(|note| note.get(language).0);
        let summary = what(change, words);
        Entry {
            title: text.text.into_owned(),
            url: address.as_ref().unwrap_or(page).absolute(base),
            id,
            updated: change.date,
            summary: note.map_or(summary.clone(), |note| format!("{summary}. {note}")),
        }
    });
    Feed {
        language,
        title: format!("{} – {}", site.title.get(language).0, words.say("changes")),
        author: site.publisher.as_ref().unwrap_or(&site.title).get(language).0,
        page: page.absolute(base),
        own: feed.absolute(base),
        updated: changes.first().map(|change| change.date).or(retrieved),
        entries: entries.collect(),
    }
}

/// What tells the entries of the feed apart, newest first as the changes are. What happened to a procedure more than
/// once on a day is counted from the oldest, so that an entry keeps its id when another comes.
fn ids(changes: &[&Change]) -> Vec<String> {
    let id = |change: &Change| {
        let kind = match change.kind {
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Removed => "removed",
        };
        format!("{kind}-{}-{}", escape(&change.code), change.date.iso())
    };
    let shown = FEED.min(changes.len());
    let mut ids: Vec<String> = changes[..shown].iter().map(|change| id(change)).collect();
    // Those beyond the end of the feed count too where they are of its last day.
    let last = changes[..shown].last().map(|change| change.date);
    let rest = changes[shown..].iter().take_while(|change| Some(change.date) == last).map(|change| id(change));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for earlier in rest {
        *times.entry(earlier).or_default() += 1;
    }
    for id in ids.iter_mut().rev() {
        let times = times.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            let _ = write!(id, "-{times}");
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Date;

    fn change(code: &str, date: &str, kind: ChangeKind) -> Change {
        let date = Date::parse_iso(date).unwrap();
        Change { date, code: code.into(), name: "".into(), kind, fields: Vec::new(), note: None }
    }

    #[test]
    fn entries_of_one_day_are_told_apart_and_older_ones_keep_their_ids() {
        let one = change("1.1", "2026-07-01", ChangeKind::Changed);
        let other = change("1.2", "2026-07-01", ChangeKind::Changed);
        assert_eq!(ids(&[&one, &other]), ["changed-1.1-2026-07-01", "changed-1.2-2026-07-01"]);
        assert_eq!(
            ids(&[&one, &other, &one]),
            ["changed-1.1-2026-07-01-2", "changed-1.2-2026-07-01", "changed-1.1-2026-07-01"]
        );
        assert_eq!(ids(&vec![&one; FEED + 1])[FEED - 1], "changed-1.1-2026-07-01-2");
    }
}
