//! Lists of procedures: by letter, agency, field, group and level; long ones in pages.
//!
//! In: numbers of the index. Out: pages whose size does not depend on how much there is.

use serde::Serialize;

use super::agency::AgencyFacts;
use super::directory::Entry;
use super::index::letter_segment;
use super::law::LawFacts;
use super::render::{Head, Link, Renderer, Said, other};
use super::routes::{Address, Section};
use crate::catalogue::{Agency, Language, Law, Level};
use crate::files::FileError;

/// A list has headings by field where it is longer than this part of a page.
const HEADINGS: usize = 5;

/// A page of a list.
#[derive(Serialize)]
struct ListPage<'a> {
    title: Said<'a>,
    lead: &'a str,
    crumb: Link<'a>,
    letters: Vec<LetterLink>,
    agency: Option<AgencyFacts<'a>>,
    law: Option<LawFacts<'a>>,
    jumps: Vec<Jump<'a>>,
    groups: Vec<ListGroup<'a>>,
    parts: Vec<Part>,
    previous: Option<String>,
    next: Option<String>,
    /// "page 2", after the first.
    part: Option<String>,
}

/// A letter of the alphabet with its list.
#[derive(Debug, Serialize)]
pub(super) struct LetterLink {
    href: String,
    letter: String,
    count: String,
    current: bool,
}

/// A heading of the list, and where it is.
#[derive(Serialize)]
struct Jump<'a> {
    href: String,
    text: Said<'a>,
    count: String,
}

#[derive(Serialize)]
struct ListGroup<'a> {
    /// What these procedures have to do with the agency, where that changes or the page begins.
    role: Option<&'a str>,
    /// The element of the heading.
    level: &'static str,
    id: Option<String>,
    heading: Option<Said<'a>>,
    items: Vec<Item<'a>>,
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

#[derive(Serialize)]
struct Part {
    number: usize,
    href: String,
    current: bool,
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

/// A list before it is cut into pages.
struct Listing<'a> {
    section: Section,
    language: Language,
    address: Address,
    title: Said<'a>,
    /// The same list in the other language.
    other: Option<Address>,
    lead: String,
    agency: Option<&'a Agency>,
    law: Option<&'a Law>,
    letter: Option<Option<char>>,
    groups: Vec<Group<'a>>,
}

/// Procedures under one heading.
struct Group<'a> {
    role: Option<&'a str>,
    heading: Option<Said<'a>>,
    members: Vec<u32>,
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

impl<'a> Listing<'a> {
    fn new(renderer: &Renderer<'_>, language: Language, section: Section, segment: &str, title: Said<'a>) -> Self {
        let has_other = renderer.languages().contains(&other(language));
        Self {
            section,
            language,
            address: Address::item(section, language, segment),
            title,
            other: has_other.then(|| Address::item(section, other(language), segment)),
            lead: String::new(),
            agency: None,
            law: None,
            letter: None,
            groups: Vec::new(),
        }
    }

    fn letter(renderer: &Renderer<'a>, language: Language, at: usize) -> Self {
        let words = renderer.words(language);
        let (letter, members) = &renderer.index.letters[language as usize][at];
        let title = match letter {
            Some(letter) => words.say_with("letter_title", &letter.to_string()),
            None => words.say("letter_title_other").to_owned(),
        };
        let segment = letter_segment(*letter);
        let mut listing =
            Self::new(renderer, language, Section::Letter, &segment, Said::new(title, language, language));
        let exists =
            |language: Language| renderer.index.letters[language as usize].iter().any(|(other, _)| other == letter);
        listing.other = listing.other.filter(|_| exists(other(language)));
        listing.lead = words.count("procedures_n", members.len());
        listing.letter = Some(*letter);
        listing.groups.push(Group { role: None, heading: None, members: members.clone() });
        listing
    }

    fn level(renderer: &Renderer<'a>, language: Language, level: Level) -> Self {
        let words = renderer.words(language);
        let title = Said::new(words.say(level_word(level)), language, language);
        let members = &renderer.index.levels[level as usize];
        let mut listing = Self::new(renderer, language, Section::Level, level.id(), title);
        listing.lead = words.count("procedures_n", members.len());
        listing.add(renderer, None, members);
        listing
    }

    fn entry(renderer: &Renderer<'a>, language: Language, section: Section, entry: &'a Entry<'a>) -> Self {
        let mut listing = Self::new(renderer, language, section, &entry.id, Said::of(entry.name, language));
        if entry.name.en.is_none() {
            listing.other = None;
        }
        listing.lead = renderer.words(language).count("procedures_n", entry.members.len());
        listing.groups.push(Group { role: None, heading: None, members: entry.members.clone() });
        listing
    }

    fn law(renderer: &Renderer<'a>, language: Language, at: usize) -> Self {
        let entry = &renderer.index.laws.entries[at];
        let mut listing = Self::entry(renderer, language, Section::Legal, entry);
        listing.law = Some(&renderer.index.catalogue.laws[at]);
        listing.lead = renderer.words(language).count("law_procedures_n", entry.members.len());
        listing.groups.clear();
        listing.add(renderer, None, &entry.members);
        listing
    }

    fn agency(renderer: &Renderer<'a>, language: Language, entry: &'a Entry<'a>) -> Self {
        let words = renderer.words(language);
        let mut listing = Self::entry(renderer, language, Section::Agency, entry);
        let count = |key, members: &[u32]| (!members.is_empty()).then(|| words.count(key, members.len()));
        let leads = [count("carries_n", &entry.members), count("issued_n", &entry.issued)];
        listing.lead = leads.into_iter().flatten().collect::<Vec<_>>().join(" ");
        listing.agency = entry.agency;
        listing.groups.clear();
        let both = !entry.members.is_empty() && !entry.issued.is_empty();
        listing.add(renderer, both.then(|| words.say("role_carries")), &entry.members);
        listing.add(renderer, (!entry.issued.is_empty()).then(|| words.say("role_issued")), &entry.issued);
        listing
    }

    /// Adds procedures, under headings by field where they are many.
    fn add(&mut self, renderer: &Renderer<'a>, role: Option<&'a str>, members: &[u32]) {
        let index = renderer.index;
        if members.len() < renderer.page_size / HEADINGS {
            if !members.is_empty() {
                self.groups.push(Group { role, heading: None, members: members.to_vec() });
            }
            return;
        }
        let mut fields: std::collections::BTreeMap<u32, Vec<u32>> = std::collections::BTreeMap::new();
        for &at in members {
            fields.entry(index.card(at).fields.first().copied().unwrap_or(u32::MAX)).or_default().push(at);
        }
        for (field, members) in fields {
            let heading = match index.fields.entries.get(field as usize) {
                Some(field) => Said::of(field.name, self.language),
                None => Said::new(renderer.words(self.language).say("no_field"), self.language, self.language),
            };
            self.groups.push(Group { role, heading: Some(heading), members });
        }
    }

    fn write(&self, renderer: &Renderer<'a>) -> Result<usize, FileError> {
        let total: usize = self.groups.iter().map(|group| group.members.len()).sum();
        let parts = total.div_ceil(renderer.page_size).max(1);
        for number in 1..=parts {
            self.write_part(renderer, number, parts)?;
        }
        Ok(parts)
    }

    fn write_part(&self, renderer: &Renderer<'a>, number: usize, parts: usize) -> Result<(), FileError> {
        let language = self.language;
        let words = renderer.words(language);
        let page = self.address.part(language, number);
        let part = |number: usize| renderer.href(&page, &self.address.part(language, number));
        let content = ListPage {
            title: self.title.clone(),
            lead: &self.lead,
            crumb: Link {
                href: renderer.href(&page, &Address::section(self.section, language)),
                text: Said::new(words.say(section_word(self.section)), language, language),
            },
            letters: self
                .letter
                .map(|letter| letter_links(renderer, language, &page, Some(letter)))
                .unwrap_or_default(),
            agency: self
                .agency
                .filter(|_| number == 1)
                .map(|agency| AgencyFacts::new(renderer, language, &page, agency)),
            law: self.law.filter(|_| number == 1).map(|law| LawFacts::new(renderer, language, law)),
            jumps: self.jumps(renderer, &page),
            groups: self.groups_of(renderer, &page, number),
            parts: (1..=parts)
                .filter(|_| parts > 1)
                .map(|at| Part { number: at, href: part(at), current: at == number })
                .collect(),
            previous: (number > 1).then(|| part(number - 1)),
            next: (number < parts).then(|| part(number + 1)),
            part: (number > 1).then(|| words.say_with("page_n", &number.to_string())),
        };
        let mut title = self.title.text.to_string();
        if number > 1 {
            title = format!("{title} – {}", words.say_with("page_n", &number.to_string()));
        }
        let head = Head {
            section: Some(self.section),
            other: self.other.clone().filter(|_| number == 1),
            ..Head::new(&title, format!("{title}: {}", self.lead))
        };
        renderer.put("list.html", language, &page, head, &content)
    }

    /// Where each heading stands.
    fn jumps(&self, renderer: &Renderer<'a>, page: &Address) -> Vec<Jump<'_>> {
        let words = renderer.words(self.language);
        let mut before = 0;
        let mut jumps = Vec::new();
        for (at, group) in self.groups.iter().enumerate() {
            if let Some(text) = group.heading.clone() {
                let part = self.address.part(self.language, before / renderer.page_size + 1);
                let href =
                    if part == *page { format!("#m{at}") } else { format!("{}#m{at}", renderer.href(page, &part)) };
                jumps.push(Jump { href, text, count: words.number(group.members.len()) });
            }
            before += group.members.len();
        }
        jumps
    }

    /// The procedures of one page, under their headings.
    fn groups_of<'r>(&'r self, renderer: &Renderer<'a>, page: &Address, number: usize) -> Vec<ListGroup<'r>>
    where
        'a: 'r,
    {
        let (mut skip, mut left) = ((number - 1) * renderer.page_size, renderer.page_size);
        let mut groups = Vec::new();
        let mut last = None;
        for (at, group) in self.groups.iter().enumerate() {
            let start = skip.min(group.members.len());
            let taken = &group.members[start..(start + left).min(group.members.len())];
            skip -= start;
            left -= taken.len();
            if !taken.is_empty() {
                groups.push(ListGroup {
                    role: group.role.filter(|_| group.role != last),
                    level: if group.role.is_some() { "h3" } else { "h2" },
                    id: group.heading.as_ref().map(|_| format!("m{at}")),
                    heading: group.heading.clone(),
                    items: items(renderer, self.language, page, taken),
                });
                last = group.role;
            }
        }
        groups
    }
}
