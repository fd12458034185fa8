//! The procedures for other administrations' machines: `cpsv-ap.ttl`, CPSV-AP 3.2.0 in Turtle.
//!
//! <https://semiceu.github.io/CPSV-AP/releases/3.2.0/>. Every thing that is spoken of is typed in the same file, since
//! validators do not look anything up. Addresses are whole, so a site without a base has no such file. Procedures that
//! stand in no citizens' list are left out.

mod service;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use super::rdf::Turtle;
use super::rdf::vocabulary as v;
use crate::catalogue::{Bilingual, ChannelKind, LegalDocument, Named};
use crate::files::{FileError, FileErrorKind};
use crate::language::money::Currency;
use crate::language::slug;
use crate::site::directory::Directory;
use crate::site::procedure::way;
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section, escape};

/// Where it is published.
pub(in crate::site) const PATH: &str = "cpsv-ap.ttl";
/// Procedures that are described before any of them is written: memory is bounded by it.
const BATCH: usize = 1024;

/// Writes the file; returns how many there are.
pub(in crate::site) fn write(renderer: &Renderer<'_>) -> Result<usize, FileError> {
    let Some(base) = renderer.base.as_deref() else { return Ok(0) };
    let failed = |error: io::Error| FileError::new(PATH, FileErrorKind::Io(error.to_string()));
    let names = Names { renderer, base };
    let mut out = renderer.sink.create(PATH)?;
    out.write_all(&names.shared().map_err(failed)?).map_err(failed)?;
    let listed: Vec<u32> = (0..).zip(&renderer.index.cards).filter(|(_, card)| card.listed).map(|(at, _)| at).collect();
    for batch in listed.chunks(BATCH) {
        let parts: Vec<io::Result<Vec<u8>>> = batch
            .par_chunks(32)
            .map(|part| {
                let mut turtle = Turtle::new()?;
                part.iter().try_for_each(|&at| service::write(&names, at, &mut turtle))?;
                turtle.finish_part()
            })
            .collect();
        for part in parts {
            part.and_then(|part| out.write_all(&part)).map_err(failed)?;
        }
    }
    Ok(1)
}

/// The addresses of what procedures share.
struct Names<'r, 'a> {
    renderer: &'r Renderer<'a>,
    base: &'r str,
}

impl Names<'_, '_> {
    /// Something that has no page.
    fn named(&self, kind: &str, id: &str) -> String {
        format!("{}{PATH}#{kind}-{}", self.base, escape(id))
    }

    fn entry(&self, section: Section, directory: &Directory<'_>, at: u32, part: &str) -> String {
        let address = Address::item(section, crate::catalogue::Language::Vi, &directory.entries[at as usize].id);
        format!("{}#{part}", address.absolute(self.base))
    }

    fn agency(&self, at: u32) -> String {
        self.entry(Section::Agency, &self.renderer.index.agencies, at, "agency")
    }

    fn field(&self, at: u32) -> String {
        self.entry(Section::Field, &self.renderer.index.fields, at, "field")
    }

    fn group(&self, at: u32) -> String {
        self.entry(Section::Group, &self.renderer.index.groups, at, "event")
    }

    fn audience(&self, audience: &Named) -> String {
        self.named("audience", &slug(&audience.name.vi))
    }

    fn way(&self, kind: ChannelKind) -> String {
        self.named("channel", kind.id())
    }

    fn law(&self, law: &LegalDocument) -> String {
        // As pages tell them apart, and where they have no number, by what is written.
        let written = || law.number.as_deref().map_or_else(|| slug(&law.name.vi), str::to_owned);
        self.named("law", &law.key().unwrap_or_else(written))
    }

    fn publisher(&self) -> String {
        self.named("publisher", "site")
    }

    fn currency(&self, currency: Currency) -> String {
        format!("{}{}", v::CURRENCIES, currency.code())
    }

    /// What procedures share: agencies, fields, events, audiences, laws, and the values of authority tables.
    fn shared(&self) -> io::Result<Vec<u8>> {
        let index = self.renderer.index;
        let site = &index.catalogue.site;
        let mut turtle = Turtle::new()?;
        turtle.subject(v::VIETNAM.as_str(), v::LOCATION)?;
        turtle.subject(v::VIETNAMESE.as_str(), v::LINGUISTIC_SYSTEM)?;
        for concept in [v::COMPLETED, v::WITHDRAWN] {
            turtle.subject(concept.as_str(), v::CONCEPT)?;
        }
        for currency in [Currency::Vnd, Currency::Usd, Currency::Eur] {
            turtle.subject(&self.currency(currency), v::CONCEPT)?.plain(v::NOTATION, currency.code())?;
        }
        for kind in [ChannelKind::InPerson, ChannelKind::Online, ChannelKind::Post] {
            let iri = self.way(kind);
            let mut concept = turtle.subject(&iri, v::CONCEPT)?;
            for &language in self.renderer.languages() {
                concept.text(v::PREFERRED_LABEL, self.renderer.words(language).say(way(kind)), language)?;
            }
        }
        let publisher = site.publisher.as_ref().unwrap_or(&site.title);
        organisation(&mut turtle, &self.publisher(), publisher)?;
        for at in 0..index.agencies.entries.len() as u32 {
            organisation(&mut turtle, &self.agency(at), index.agencies.entries[at as usize].name)?;
        }
        for at in 0..index.fields.entries.len() as u32 {
            concept(&mut turtle, &self.field(at), index.fields.entries[at as usize].name)?;
        }
        self.events(&mut turtle)?;
        self.mentioned(&mut turtle)?;
        turtle.finish()
    }

    fn events(&self, turtle: &mut Turtle) -> io::Result<()> {
        let index = self.renderer.index;
        for at in 0..index.groups.entries.len() as u32 {
            let entry = &index.groups.entries[at as usize];
            let class = if index.citizen_groups.contains(&at) { v::LIFE_EVENT } else { v::BUSINESS_EVENT };
            let iri = self.group(at);
            // Validators without inference have to be told that a life event is an event.
            turtle.subject(&iri, v::EVENT)?;
            let mut event = turtle.subject(&iri, class)?;
            event.plain(v::IDENTIFIER, &entry.id)?.texts(v::TITLE, entry.name, str::trim)?;
        }
        Ok(())
    }

    /// Audiences and laws, each once, as the first procedure that mentions it names it: a law, the first that has its number.
    fn mentioned(&self, turtle: &mut Turtle) -> io::Result<()> {
        let (mut audiences, mut laws) = (BTreeMap::new(), BTreeMap::new());
        let index = self.renderer.index;
        let listed = index.cards.iter().zip(&index.catalogue.procedures).filter(|(card, _)| card.listed);
        for (_, procedure) in listed {
            for audience in procedure.audiences.iter().flat_map(|audiences| &audiences.value) {
                audiences.entry(self.audience(audience)).or_insert(&audience.name);
            }
            for law in procedure.legal_basis.iter().flat_map(|laws| &laws.value) {
                let named: &mut &LegalDocument = laws.entry(self.law(law)).or_insert(law);
                if named.number.is_none() {
                    *named = law;
                }
            }
        }
        for (iri, name) in audiences {
            concept(turtle, &iri, name)?;
        }
        for (iri, law) in laws {
            let mut resource = turtle.subject(&iri, v::LEGAL_RESOURCE)?;
            resource.texts(v::LEGAL_TITLE, &law.name, str::trim)?;
            if let Some(number) = &law.number {
                resource.plain(v::LEGAL_NUMBER, number)?;
            }
            if let Some(date) = law.date {
                resource.date(v::LEGAL_DATE, date)?;
            }
            if let Some(url) = &law.url {
                resource.web(v::PAGE, url)?;
            }
        }
        Ok(())
    }
}

fn organisation(turtle: &mut Turtle, iri: &str, name: &Bilingual) -> io::Result<()> {
    let mut organisation = turtle.subject(iri, v::PUBLIC_ORGANISATION)?;
    organisation.texts(v::PREFERRED_LABEL, name, str::trim)?.link(v::SPATIAL, v::VIETNAM.as_str())?;
    Ok(())
}

fn concept(turtle: &mut Turtle, iri: &str, name: &Bilingual) -> io::Result<()> {
    turtle.subject(iri, v::CONCEPT)?.texts(v::PREFERRED_LABEL, name, str::trim)?;
    Ok(())
}
