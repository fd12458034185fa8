//! Who has to do with a procedure, and what else stands beside it.

use serde::Serialize;

use super::Making;
use crate::catalogue::Level;
use crate::site::directory::Entry;
use crate::site::lists::level_word;
use crate::site::render::{Link, Said};
use crate::site::routes::{Address, Section};

/// A label and what it leads to.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Role<'a> {
    label: &'a str,
    links: Vec<Link<'a>>,
}

/// How many related procedures are named.
const RELATED: usize = 5;

impl<'a> Making<'_, 'a> {
    pub(in crate::site) fn roles(&self) -> Vec<Role<'a>> {
        let card = self.renderer.index.card(self.at);
        let publisher = card.publisher.as_slice();
        let [executing, competent, authorised, delegated, coordinating] = &card.roles;
        let lists: [(&'static str, &[u32]); 6] = [
            ("publisher", publisher),
            ("executing", executing),
            ("competent", competent),
            ("authorised", authorised),
            ("delegated", delegated),
            ("coordinating", coordinating),
        ];
        let role = |(label, entries): (&'static str, &[u32])| Role {
            label: self.say(label),
            links: entries.iter().map(|&at| self.agency_link(at)).collect(),
        };
        lists.into_iter().filter(|(_, entries)| !entries.is_empty()).map(role).collect()
    }

    pub(super) fn agency_link(&self, at: u32) -> Link<'a> {
        self.entry_link(Section::Agency, &self.renderer.index.agencies.entries[at as usize])
    }

    fn entry_link(&self, section: Section, entry: &'a Entry<'a>) -> Link<'a> {
        let (text, language) = entry.name.get(self.language);
        let address = Address::item(section, language, &entry.id);
        Link { href: self.renderer.href(&self.page, &address), text: Said::new(text, language, self.language) }
    }

    /// The first field, for the way back.
    pub(super) fn crumb(&self) -> Option<Link<'a>> {
        let field = *self.renderer.index.card(self.at).fields.first()?;
        Some(self.entry_link(Section::Field, &self.renderer.index.fields.entries[field as usize]))
    }

    /// Fields, groups and levels.
    pub(super) fn belongs(&self) -> Vec<Role<'a>> {
        let index = self.renderer.index;
        let card = index.card(self.at);
        let level = |level: Level| {
            let address = Address::item(Section::Level, self.language, level.id());
            Link {
                href: self.renderer.href(&self.page, &address),
                text: Said::new(self.say(level_word(level)), self.language, self.language),
            }
        };
        let levels = self.procedure.levels.iter().flat_map(|levels| levels.value.iter());
        let lists: [(&'static str, Vec<Link<'a>>); 3] = [
            (
                "fields",
                card.fields
                    .iter()
                    .map(|&at| self.entry_link(Section::Field, &index.fields.entries[at as usize]))
                    .collect(),
            ),
            (
                "groups",
                card.groups
                    .iter()
                    .map(|&at| self.entry_link(Section::Group, &index.groups.entries[at as usize]))
                    .collect(),
            ),
            ("levels", levels.map(level).collect()),
        ];
        lists
            .into_iter()
            .filter(|(_, links)| !links.is_empty())
            .map(|(label, links)| Role { label: self.say(label), links })
            .collect()
    }

    /// Procedures of the same group, else the same field: those that follow in its list, so that each is led to.
    pub(super) fn related(&self) -> Vec<Link<'a>> {
        let index = self.renderer.index;
        let card = index.card(self.at);
        let of_groups = card.groups.iter().map(|&at| &index.groups.entries[at as usize].members);
        let of_fields = card.fields.iter().map(|&at| &index.fields.entries[at as usize].members);
        let mut related: Vec<u32> = Vec::with_capacity(RELATED);
        for members in of_groups.chain(of_fields) {
            // Members stand in the order of their places. What is in no list (it is internal) begins at the first.
            let here = members.binary_search_by_key(&card.place, |&at| index.card(at).place).map_or(0, |here| here + 1);
            let (before, after) = members.split_at(here);
            for &at in after.iter().chain(before).take(2 * RELATED) {
                if related.len() < RELATED && at != self.at && !related.contains(&at) && !index.card(at).abolished {
                    related.push(at);
                }
            }
        }
        related.into_iter().map(|at| self.procedure_link(at)).collect()
    }

    pub(in crate::site) fn procedure_link(&self, at: u32) -> Link<'a> {
        let card = self.renderer.index.card(at);
        let (address, language) = card.address(self.language);
        Link {
            href: self.renderer.href(&self.page, &address),
            text: Said::new(&*card.names[language as usize], language, self.language),
        }
    }
}
