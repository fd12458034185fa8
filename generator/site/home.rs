//! The home page: ways in, by situation, field, agency and letter, and what changed.

use serde::Serialize;

use super::changes::{Line, lines, recent};
use super::dataset;
use super::directories::{EntryLink, entry_link, level_links};
use super::lists::{Item, LetterLink, items, letter_links};
use super::render::{Head, Link, Renderer, other};
use super::routes::{Address, Section};
use crate::catalogue::Language;
use crate::files::FileError;

/// How many entries of each kind it names; the whole is one step away.
const ENTRIES: usize = 12;
/// How many changes it names.
const CHANGES: usize = 6;
/// How many datasets it names.
const DATASETS: usize = 6;

#[derive(Serialize)]
struct HomePage<'a> {
    counts: String,
    citizen: Vec<EntryLink<'a>>,
    business: Vec<EntryLink<'a>>,
    more_groups: Option<String>,
    fields: Vec<EntryLink<'a>>,
    more_fields: Option<String>,
    agencies: Vec<EntryLink<'a>>,
    more_agencies: Option<String>,
    letters: Vec<LetterLink>,
    levels: Vec<EntryLink<'a>>,
    /// Procedures with a page in this language, on the English home page.
    procedures: Vec<Item<'a>>,
    changes: Vec<Line<'a>>,
    all: String,
    datasets: Vec<Link<'a>>,
    all_datasets: String,
}

/// Writes the home page of a language.
pub(super) fn write(renderer: &Renderer<'_>, language: Language) -> Result<(), FileError> {
    let index = renderer.index;
    let words = renderer.words(language);
    let page = Address::home(language);
    let groups = |wanted: &[u32]| {
        let found = wanted.iter().map(|&at| &index.groups.entries[at as usize]);
        largest(found.collect())
            .into_iter()
            .map(|entry| entry_link(renderer, language, &page, Section::Group, entry))
            .collect()
    };
    let largest_of =
        |section, entries: &'_ [super::directory::Entry<'_>]| entries.len() > ENTRIES && section != Section::Letter;
    let more = |section, entries: &[super::directory::Entry<'_>]| {
        largest_of(section, entries).then(|| renderer.href(&page, &Address::section(section, language)))
    };
    let links = |section, entries| -> Vec<EntryLink<'_>> {
        let chosen: Vec<&super::directory::Entry<'_>> = largest(entries);
        chosen.into_iter().map(|entry| entry_link(renderer, language, &page, section, entry)).collect()
    };
    let english: Vec<u32> = match language {
        Language::Vi => Vec::new(),
        Language::En => index.order[1].iter().copied().filter(|&at| index.card(at).has[1]).take(24).collect(),
    };
    let mut changes = recent(renderer);
    changes.truncate(CHANGES);
    let content = HomePage {
        counts: [
            words.count("procedures_n", index.order[0].len()),
            words.count("fields_n", index.fields.entries.len()),
            words.count("agencies_n", index.agencies.entries.len()),
        ]
        .join(" · "),
        citizen: groups(&index.citizen_groups),
        business: groups(&index.business_groups),
        more_groups: more(Section::Group, &index.groups.entries),
        fields: links(Section::Field, index.fields.entries.iter().collect()),
        more_fields: more(Section::Field, &index.fields.entries),
        agencies: links(Section::Agency, index.agencies.entries.iter().collect()),
        more_agencies: more(Section::Agency, &index.agencies.entries),
        letters: letter_links(renderer, language, &page, None),
        levels: level_links(renderer, language, &page),
        procedures: items(renderer, language, &page, &english),
        changes: lines(renderer, language, &page, &changes),
        all: renderer.href(&page, &Address::section(Section::Letter, language)),
        datasets: dataset::latest(renderer, language, &page, DATASETS),
        all_datasets: renderer.href(&page, &Address::section(Section::Dataset, language)),
    };
    let head = Head {
        other: renderer.languages().contains(&other(language)).then(|| Address::home(other(language))),
        ..Head::new("", index.catalogue.site.description.get(language).0)
    };
    renderer.put("home.html", language, &page, head, &content)
}

/// The largest entries that hold anything, in the order in which they came.
pub(super) fn largest<'a>(mut entries: Vec<&'a super::directory::Entry<'a>>) -> Vec<&'a super::directory::Entry<'a>> {
    let size = |entry: &super::directory::Entry<'_>| entry.members.len() + entry.issued.len();
    entries.retain(|entry| size(entry) > 0);
    let mut sizes: Vec<usize> = entries.iter().map(|entry| size(entry)).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    if let Some(&least) = sizes.get(ENTRIES - 1) {
        entries.retain(|entry| size(entry) >= least);
        entries.truncate(ENTRIES);
    }
    entries
}
