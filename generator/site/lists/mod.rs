//! Lists of procedures: by letter, agency, field, group and level; long ones in pages.
//!
//! In: numbers of the index. Out: pages whose size does not depend on how much there is.

mod listing;
mod page;

use serde::Serialize;

use self::listing::Listing;
use super::directory::Entry;
use super::index::letter_segment;
use super::render::{Renderer, Said};
use super::routes::{Address, Section};
use crate::catalogue::{Language, Level};
use crate::files::FileError;

/// A letter of the alphabet with its list.
#[derive(Debug, Serialize)]
pub(super) struct LetterLink {
    href: String,
    letter: String,
    count: String,
    current: bool,
}

/// A procedure in a list.
#[derive(Debug, Serialize)]
pub(super) struct Item<'a> {
    href: String,
    text: Said<'a>,
    code: &'a str,
    by: Option<Said<'a>>,
    abolished: bool,
}

/// A list to be written, by its numbers in the index.
#[derive(Debug, Clone, Copy)]
pub(super) enum Task {
    Letter(usize),
    Agency(usize),
    Field(usize),
    Group(usize),
    Law(usize),
    Level(Level),
}

/// The word for a level.
pub(super) fn level_word(level: Level) -> &'static str {
    match level {
        Level::Ministry => "level_ministry",
        Level::Province => "level_province",
        Level::District => "level_district",
        Level::Commune => "level_commune",
        Level::Other => "level_other",
    }
}

/// The word for a section.
pub(super) fn section_word(section: Section) -> &'static str {
    match section {
        Section::Procedure | Section::Letter => "nav_letters",
        Section::Agency => "nav_agencies",
        Section::Field => "nav_fields",
        Section::Level => "levels",
        Section::Group => "groups",
        Section::Changes => "changes",
        Section::Dataset => "datasets",
        Section::Legal => "laws",
        Section::Indicator => "indicators",
    }
}

/// All lists of a language.
pub(super) fn tasks(renderer: &Renderer<'_>, language: Language) -> Vec<Task> {
    let index = renderer.index;
    let entries = |entries: &[Entry<'_>], task: fn(usize) -> Task| -> Vec<Task> {
        let exists = |entry: &Entry<'_>| language == Language::Vi || entry.name.en.is_some();
        entries.iter().enumerate().filter(|(_, entry)| exists(entry)).map(|(at, _)| task(at)).collect()
    };
    let levels = Level::ALL.into_iter().filter(|&level| !index.levels[level as usize].is_empty()).map(Task::Level);
    (0..index.letters[language as usize].len())
        .map(Task::Letter)
        .chain(entries(&index.agencies.entries, Task::Agency))
        .chain(entries(&index.fields.entries, Task::Field))
        .chain(entries(&index.groups.entries, Task::Group))
        .chain(entries(&index.laws.entries, Task::Law))
        .chain(levels)
        .collect()
}

/// Writes all pages of a list; returns how many.
pub(super) fn write(renderer: &Renderer<'_>, language: Language, task: Task) -> Result<usize, FileError> {
    let listing = match task {
        Task::Letter(at) => Listing::letter(renderer, language, at),
        Task::Agency(at) => Listing::agency(renderer, language, &renderer.index.agencies.entries[at]),
        Task::Field(at) => Listing::entry(renderer, language, Section::Field, &renderer.index.fields.entries[at]),
        Task::Group(at) => Listing::entry(renderer, language, Section::Group, &renderer.index.groups.entries[at]),
        Task::Law(at) => Listing::law(renderer, language, at),
        Task::Level(level) => Listing::level(renderer, language, level),
    };
    listing.write(renderer)
}

/// Links to the letters from `page`.
pub(super) fn letter_links(
    renderer: &Renderer<'_>,
    language: Language,
    page: &Address,
    current: Option<Option<char>>,
) -> Vec<LetterLink> {
    let words = renderer.words(language);
    let letters = &renderer.index.letters[language as usize];
    let link = |(letter, members): &(Option<char>, Vec<u32>)| LetterLink {
        href: renderer.href(page, &Address::item(Section::Letter, language, &letter_segment(*letter))),
        letter: letter.map_or_else(|| "0–9".to_owned(), String::from),
        count: words.number(members.len()),
        current: current == Some(*letter),
    };
    letters.iter().map(link).collect()
}

/// Procedures as a list on `page` shows them.
pub(super) fn items<'a>(renderer: &Renderer<'a>, language: Language, page: &Address, members: &[u32]) -> Vec<Item<'a>> {
    let index = renderer.index;
    let item = |&at: &u32| {
        let card = index.card(at);
        let (address, shown) = card.address(language);
        let by = card.publisher.map(|at| index.agencies.entries[at as usize].name);
        Item {
            href: renderer.href(page, &address),
            text: Said::new(&*card.names[shown as usize], shown, language),
            code: &index.catalogue.procedures[at as usize].code,
            by: by.map(|name| Said::of(name, language)),
            abolished: card.abolished,
        }
    };
    members.iter().map(item).collect()
}
