//! What changed in procedures and datasets: a page, newest first, and an Atom feed (RFC 4287).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::atom::{Entry, Feed};
use super::dataset::{self, Edition};
use super::render::{Head, Renderer, Said, other};
use super::routes::{Address, Section, escape};
use super::words::Words;
use crate::catalogue::{Bilingual, Change, ChangeKind, Language};
use crate::dataset::publication::Archived;
use crate::files::FileError;
use crate::language::Date;

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

/// Something that happened on a day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    /// To a procedure.
    Procedure(&'a Change),
    /// A version of a dataset.
    Dataset(Edition<'a>),
    /// A dataset was withdrawn.
    Withdrawn(&'a Archived<'a>),
}

impl Event<'_> {
    fn date(&self) -> Date {
        match self {
            Self::Procedure(change) => change.date,
            Self::Dataset(edition) => edition.version.recorded,
            Self::Withdrawn(archived) => archived.withdrawn.withdrawal.date,
        }
    }

    fn what(&self, words: &Words) -> String {
        match self {
            Self::Procedure(change) => what(change, words),
            Self::Dataset(edition) => edition.what(words),
            Self::Withdrawn(_) => words.say("change_dataset_withdrawn").to_owned(),
        }
    }
}

#[derive(Serialize)]
struct ChangesPage<'a> {
    lead: &'a str,
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

/// What happened, as `page` shows it.
pub(super) fn lines<'a>(
    renderer: &Renderer<'a>,
    language: Language,
    page: &Address,
    events: &[Event<'a>],
) -> Vec<Line<'a>> {
    let words = renderer.words(language);
    let line = |event: &Event<'a>| {
        let (address, text) = target(renderer, language, event);
        Line {
            date: words.date(event.date()),
            iso: event.date().iso(),
            what: event.what(words),
            href: address.map(|address| renderer.href(page, &address)),
            text,
            note: note(event).map(|note| Said::of(note, language)),
        }
    };
    events.iter().map(line).collect()
}

/// What happened to the procedures that citizens' lists show, to those that are gone, and to datasets: newest first,
/// procedures before datasets of the same day.
pub(super) fn recent<'a>(renderer: &Renderer<'a>) -> Vec<Event<'a>> {
    let index = renderer.index;
    let shown = |change: &&Change| index.find(&change.code).is_none_or(|at| index.card(at).listed);
    let procedures = index.catalogue.changes.iter().filter(shown).map(Event::Procedure);
    let withdrawn = renderer.withdrawn.iter().map(Event::Withdrawn);
    let datasets = withdrawn.chain(dataset::editions(renderer).map(Event::Dataset));
    let mut events: Vec<Event<'a>> = procedures.chain(datasets).collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.date()));
    events
}

/// What people wrote about it.
fn note<'a>(event: &Event<'a>) -> Option<&'a Bilingual> {
    match event {
        Event::Procedure(change) => change.note.as_ref(),
        Event::Dataset(_) => None,
        Event::Withdrawn(archived) => dataset::withdrawn_reason(archived),
    }
}

/// The page it is about where there is one, and its name.
fn target<'a>(renderer: &Renderer<'a>, language: Language, event: &Event<'a>) -> (Option<Address>, Said<'a>) {
    let index = renderer.index;
    let change = match event {
        Event::Procedure(change) => change,
        Event::Dataset(edition) => {
            return (Some(edition.address(language)), edition.title(renderer, language));
        }
        Event::Withdrawn(archived) => {
            let address = dataset::withdrawn_address(archived, language);
            return (Some(address), dataset::withdrawn_name(renderer, archived, language));
        }
    };
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
    let listed = recent(renderer);
    let lead = words.say(if renderer.has_datasets() { "changes_lead_datasets" } else { "changes_lead" });
    let parts = listed.len().div_ceil(size).max(1);
    for number in 1..=parts {
        let page = first.part(language, number);
        let part = |number| renderer.href(&page, &first.part(language, number));
        let content = ChangesPage {
            lead,
            lines: lines(renderer, language, &page, listed.chunks(size).nth(number - 1).unwrap_or_default()),
            previous: (number > 1).then(|| part(number - 1)),
            next: (number < parts).then(|| part(number + 1)),
        };
        let has_other = number == 1 && renderer.languages().contains(&other(language));
        let head = Head {
            section: Some(Section::Changes),
            other: has_other.then(|| Address::section(Section::Changes, other(language))),
            ..Head::new(words.say("changes"), lead)
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
    listed: &[Event<'_>],
    language: Language,
    base: &str,
    page: &Address,
    feed: &Address,
) -> Feed<'a> {
    let words = renderer.words(language);
    let site = &renderer.index.catalogue.site;
    let events = &listed[..listed.len().min(FEED)];
    let retrieved = renderer.index.catalogue.sources.iter().filter_map(|source| source.retrieved).max();
    let entries = events.iter().zip(ids(listed)).map(|(event, id)| {
        let (address, text) = target(renderer, language, event);
        let note = note(event).map(|note| note.get(language).0);
        let summary = event.what(words);
        Entry {
            title: text.text.into_owned(),
            url: address.as_ref().unwrap_or(page).absolute(base),
            id,
            updated: event.date(),
            summary: note.map_or(summary.clone(), |note| format!("{summary}. {note}")),
        }
    });
    Feed {
        language,
        title: format!("{} – {}", site.title.get(language).0, words.say("changes")),
        author: site.publisher.as_ref().unwrap_or(&site.title).get(language).0,
        page: page.absolute(base),
        own: feed.absolute(base),
        updated: events.first().map(Event::date).or(retrieved),
        entries: entries.collect(),
    }
}

/// What tells the entries of the feed apart, newest first as the events are. What happened to a procedure more than
/// once on a day is counted from the oldest, so that an entry keeps its id when another comes.
fn ids(events: &[Event<'_>]) -> Vec<String> {
    let shown = FEED.min(events.len());
    let mut ids: Vec<String> = events[..shown].iter().map(id).collect();
    // Those beyond the end of the feed count too where they are of its last day.
    let last = events[..shown].last().map(Event::date);
    let rest = events[shown..].iter().take_while(|event| Some(event.date()) == last);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for earlier in rest {
        *times.entry(id(earlier)).or_default() += 1;
    }
    for (id, event) in ids.iter_mut().zip(events).rev() {
        // Versions have ids of their own, which those of another dataset may share.
        if let Event::Dataset(_) | Event::Withdrawn(_) = event {
            continue;
        }
        let times = times.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            let _ = write!(id, "-{times}");
        }
    }
    ids
}

fn id(event: &Event<'_>) -> String {
    let change = match event {
        Event::Procedure(change) => change,
        Event::Dataset(edition) => return edition.id(),
        Event::Withdrawn(archived) => return dataset::withdrawn_id(archived),
    };
    let kind = match change.kind {
        ChangeKind::Added => "added",
        ChangeKind::Changed => "changed",
        ChangeKind::Removed => "removed",
    };
    format!("{kind}-{}-{}", escape(&change.code), change.date.iso())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(code: &str, date: &str, kind: ChangeKind) -> Change {
        let date = Date::parse_iso(date).unwrap();
        Change { date, code: code.into(), name: "".into(), kind, fields: Vec::new(), note: None }
    }

    #[test]
    fn entries_of_one_day_are_told_apart_and_older_ones_keep_their_ids() {
        let [one, other] = ["1.1", "1.2"].map(|code| change(code, "2026-07-01", ChangeKind::Changed));
        let [one, other] = [Event::Procedure(&one), Event::Procedure(&other)];
        assert_eq!(ids(&[one, other]), ["changed-1.1-2026-07-01", "changed-1.2-2026-07-01"]);
        assert_eq!(
            ids(&[one, other, one]),
            ["changed-1.1-2026-07-01-2", "changed-1.2-2026-07-01", "changed-1.1-2026-07-01"]
        );
        assert_eq!(ids(&vec![one; FEED + 1])[FEED - 1], "changed-1.1-2026-07-01-2");
    }
}
