//! The pages a list is cut into.

use serde::Serialize;

use crate::files::FileError;
use crate::site::agency::AgencyFacts;
use crate::site::law::LawFacts;
use crate::site::render::{Head, Link, Renderer, Said};
use crate::site::routes::Address;

use super::listing::Listing;
use super::{Item, LetterLink, items, letter_links, section_word};

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

#[derive(Serialize)]
struct Part {
    number: usize,
    href: String,
    current: bool,
}

impl<'a> Listing<'a> {
    /// Writes its pages; returns how many.
    pub(super) fn write(&self, renderer: &Renderer<'a>) -> Result<usize, FileError> {
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
