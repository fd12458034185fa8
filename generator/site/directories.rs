//! The pages that lead to lists: agencies, fields, levels, groups, letters.

use serde::Serialize;

use super::directory::Entry;
use super::lists::{LetterLink, items, letter_links, level_word, section_word};
use super::render::{Head, Renderer, Said, other};
use super::routes::{Address, Section};
use crate::catalogue::{Language, Level};
use crate::files::FileError;

/// A longer list can be searched in its page.
const FILTERED: usize = 12;

#[derive(Serialize)]
struct DirectoryPage<'a> {
    title: &'a str,
    lead: String,
    groups: Vec<EntryGroup<'a>>,
    letters: Vec<LetterLink>,
    levels: Vec<EntryLink<'a>>,
    /// All procedures, where one page holds them; else, in English, those with a page in English.
    procedures: Vec<super::lists::Item<'a>>,
    /// What is above those procedures, where they are not all.
    heading: Option<&'a str>,
    filter: bool,
    parts: Vec<PartLink>,
}

#[derive(Serialize)]
struct EntryGroup<'a> {
    heading: Option<&'a str>,
    entries: Vec<EntryLink<'a>>,
}

/// A link to a list, with how much it holds.
#[derive(Serialize)]
pub(super) struct EntryLink<'a> {
    href: String,
    text: Said<'a>,
    count: String,
}

#[derive(Serialize)]
struct PartLink {
    number: usize,
    href: String,
    current: bool,
}

/// Writes the directories of a language; returns how many pages.
pub(super) fn write(renderer: &Renderer<'_>, language: Language) -> Result<usize, FileError> {
    let index = renderer.index;
    let all = |entries: &[Entry<'_>]| (0..entries.len()).collect::<Vec<_>>();
    let of = |wanted: &[u32]| wanted.iter().map(|&at| at as usize).collect::<Vec<_>>();
    let mut pages = 0;
    pages += entries(renderer, language, Section::Agency, &[(None, all(&index.agencies.entries))])?;
    pages += entries(renderer, language, Section::Field, &[(None, all(&index.fields.entries))])?;
    let groups =
        [(Some("for_citizens"), of(&index.citizen_groups)), (Some("for_businesses"), of(&index.business_groups))];
    pages += entries(renderer, language, Section::Group, &groups)?;
    pages += letters(renderer, language, Section::Letter)?;
    if !index.laws.entries.is_empty() {
        pages += entries(renderer, language, Section::Legal, &[(None, all(&index.laws.entries))])?;
    }
    // Who cuts the code off an address finds the same.
    pages += letters(renderer, language, Section::Procedure)?;
    pages += levels_page(renderer, language)?;
    Ok(pages)
}

/// A link to an entry's list.
pub(super) fn entry_link<'a>(
    renderer: &Renderer<'a>,
    language: Language,
    page: &Address,
    section: Section,
    entry: &'a Entry<'a>,
) -> EntryLink<'a> {
    let (_, shown) = entry.name.get(language);
    EntryLink {
        href: renderer.href(page, &Address::item(section, shown, &entry.id)),
        text: Said::of(entry.name, language),
        count: renderer.words(language).number(entry.members.len() + entry.issued.len()),
    }
}

/// Links to the levels that have procedures.
pub(super) fn level_links<'a>(renderer: &Renderer<'a>, language: Language, page: &Address) -> Vec<EntryLink<'a>> {
    let words = renderer.words(language);
    let present = Level::ALL.into_iter().filter(|&level| !renderer.index.levels[level as usize].is_empty());
    let link = |level: Level| EntryLink {
        href: renderer.href(page, &Address::item(Section::Level, language, level.id())),
        text: Said::new(words.say(level_word(level)), language, language),
        count: words.number(renderer.index.levels[level as usize].len()),
    };
    present.map(link).collect()
}

fn head<'a>(renderer: &Renderer<'_>, language: Language, section: Section, title: &'a str, lead: &str) -> Head<'a> {
    let has_other = renderer.languages().contains(&other(language));
    Head {
        section: Some(section),
        other: has_other.then(|| Address::section(section, other(language))),
        ..Head::new(title, format!("{title}: {lead}"))
    }
}

/// A directory of entries, in pages where it is long.
fn entries(
    renderer: &Renderer<'_>,
    language: Language,
    section: Section,
    groups: &[(Option<&'static str>, Vec<usize>)],
) -> Result<usize, FileError> {
    let index = renderer.index;
    let words = renderer.words(language);
    let (entries, lead) = match section {
        Section::Agency => (&index.agencies.entries, "agencies_n"),
        Section::Group => (&index.groups.entries, "groups_n"),
        Section::Legal => (&index.laws.entries, "laws_n"),
        _ => (&index.fields.entries, "fields_n"),
    };
    // Entries are shorter than procedures.
    let size = 2 * renderer.page_size;
    let first = Address::section(section, language);
    let title = words.say(section_word(section));
    let total: usize = groups.iter().map(|(_, members)| members.len()).sum();
    // Two groups may share entries: only a directory without groups is cut.
    let parts = if groups.len() == 1 { total.div_ceil(size).max(1) } else { 1 };
    for number in 1..=parts {
        let page = first.part(language, number);
        let cut = |members: &[usize]| -> Vec<usize> {
            if parts == 1 {
                members.to_vec()
            } else {
                members.iter().copied().skip((number - 1) * size).take(size).collect()
            }
        };
        let link = |at: usize| entry_link(renderer, language, &page, section, &entries[at]);
        let group = |(heading, members): &(Option<&'static str>, Vec<usize>)| EntryGroup {
            heading: heading.map(|heading| words.say(heading)),
            entries: cut(members).into_iter().map(link).collect(),
        };
        let lead = words.count(lead, entries.len());
        let part = |at: usize| PartLink {
            number: at,
            href: renderer.href(&page, &first.part(language, at)),
            current: at == number,
        };
        let content = DirectoryPage {
            title,
            groups: groups.iter().map(group).filter(|group| !group.entries.is_empty()).collect(),
            letters: Vec::new(),
            levels: Vec::new(),
            procedures: Vec::new(),
            heading: None,
            filter: entries.len() > FILTERED,
            parts: (1..=parts).filter(|_| parts > 1).map(part).collect(),
            lead,
        };
        let mut head = head(renderer, language, section, title, &content.lead);
        head.other = head.other.filter(|_| number == 1);
        renderer.put("directory.html", language, &page, head, &content)?;
    }
    Ok(parts)
}

/// All procedures: their letters, and their levels.
fn letters(renderer: &Renderer<'_>, language: Language, section: Section) -> Result<usize, FileError> {
    let words = renderer.words(language);
    let page = Address::section(section, language);
    let order = &renderer.index.order[language as usize];
    let is_whole = order.len() <= renderer.page_size;
    let has_english = |at: &u32| renderer.index.card(*at).has[1];
    let own: Vec<u32> = match language {
        _ if is_whole => order.clone(),
        Language::Vi => Vec::new(),
        Language::En => order.iter().copied().filter(has_english).take(renderer.page_size).collect(),
    };
    let content = DirectoryPage {
        title: words.say("nav_letters"),
        lead: words.count("procedures_n", order.len()),
        groups: Vec::new(),
        letters: letter_links(renderer, language, &page, None),
        levels: level_links(renderer, language, &page),
        procedures: items(renderer, language, &page, &own),
        heading: (!is_whole).then(|| words.say("in_english")),
        filter: own.len() > FILTERED,
        parts: Vec::new(),
    };
    let mut head = head(renderer, language, section, content.title, &content.lead);
    head.section = Some(Section::Letter);
    head.canonical = (section != Section::Letter).then(|| Address::section(Section::Letter, language));
    renderer.put("directory.html", language, &page, head, &content)?;
    Ok(1)
}

fn levels_page(renderer: &Renderer<'_>, language: Language) -> Result<usize, FileError> {
    let words = renderer.words(language);
    let page = Address::section(Section::Level, language);
    let content = DirectoryPage {
        title: words.say("levels"),
        lead: words.say("levels_lead").to_owned(),
        groups: Vec::new(),
        letters: Vec::new(),
        levels: level_links(renderer, language, &page),
        procedures: Vec::new(),
        heading: None,
        filter: false,
        parts: Vec::new(),
    };
    let head = head(renderer, language, Section::Level, content.title, &content.lead);
    renderer.put("directory.html", language, &page, head, &content)?;
    Ok(1)
}
