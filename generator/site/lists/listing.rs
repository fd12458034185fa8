//! Which procedures a list has, under which headings.

use crate::catalogue::{Agency, Language, Law, Level};
use crate::site::directory::Entry;
use crate::site::index::letter_segment;
use crate::site::render::{Renderer, Said, other};
use crate::site::routes::{Address, Section};

use super::level_word;

/// A list has headings by field where it is longer than this part of a page.
const HEADINGS: usize = 5;

/// A list before it is cut into pages.
pub(super) struct Listing<'a> {
    pub(super) section: Section,
    pub(super) language: Language,
    pub(super) address: Address,
    pub(super) title: Said<'a>,
    /// The same list in the other language.
    pub(super) other: Option<Address>,
    pub(super) lead: String,
    pub(super) agency: Option<&'a Agency>,
    pub(super) law: Option<&'a Law>,
    pub(super) letter: Option<Option<char>>,
    pub(super) groups: Vec<Group<'a>>,
}

/// Procedures under one heading.
pub(super) struct Group<'a> {
    pub(super) role: Option<&'a str>,
    pub(super) heading: Option<Said<'a>>,
    pub(super) members: Vec<u32>,
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

    pub(super) fn letter(renderer: &Renderer<'a>, language: Language, at: usize) -> Self {
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

    pub(super) fn level(renderer: &Renderer<'a>, language: Language, level: Level) -> Self {
        let words = renderer.words(language);
        let title = Said::new(words.say(level_word(level)), language, language);
        let members = &renderer.index.levels[level as usize];
        let mut listing = Self::new(renderer, language, Section::Level, level.id(), title);
        listing.lead = words.count("procedures_n", members.len());
        listing.add(renderer, None, members);
        listing
    }

    pub(super) fn entry(renderer: &Renderer<'a>, language: Language, section: Section, entry: &'a Entry<'a>) -> Self {
        let mut listing = Self::new(renderer, language, section, &entry.id, Said::of(entry.name, language));
        if entry.name.en.is_none() {
            listing.other = None;
        }
        listing.lead = renderer.words(language).count("procedures_n", entry.members.len());
        listing.groups.push(Group { role: None, heading: None, members: entry.members.clone() });
        listing
    }

    pub(super) fn law(renderer: &Renderer<'a>, language: Language, at: usize) -> Self {
        let entry = &renderer.index.laws.entries[at];
        let mut listing = Self::entry(renderer, language, Section::Legal, entry);
        listing.law = Some(&renderer.index.catalogue.laws[at]);
        listing.lead = renderer.words(language).count("law_procedures_n", entry.members.len());
        listing.groups.clear();
        listing.add(renderer, None, &entry.members);
        listing
    }

    pub(super) fn agency(renderer: &Renderer<'a>, language: Language, entry: &'a Entry<'a>) -> Self {
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
}
