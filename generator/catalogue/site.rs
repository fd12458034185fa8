//! What is true of the whole site: who publishes it, where from, in which languages.

use super::Law;
use super::field::Origin;
use super::named::{Agency, AgencyId};
use super::procedure::Procedure;
use super::text::{Bilingual, Localised, Prose};
use crate::files::{FileTable, Location};
use crate::language::Date;

/// `content/site.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The name of the site.
    pub title: Bilingual,
    /// A sentence or two about it.
    pub description: Bilingual,
    /// Where it will be served: canonical links, feeds, sitemap and QR codes need it; nothing else does.
    pub base_url: Option<Box<str>>,
    /// Whether English pages are made.
    pub english: bool,
    /// Who publishes it.
    pub publisher: Option<Bilingual>,
    /// The publisher's own site.
    pub publisher_url: Option<Box<str>>,
    /// Where a person can call.
    pub hotline: Option<Box<str>>,
    /// Where mistakes are reported: an address of the web, or `mailto:`.
    pub report: Option<Box<str>>,
    /// Whether this is the official portal; pages say so where it is not.
    pub official: bool,
    /// Whether it can be searched.
    pub search: bool,
}

impl Site {
    /// Where it will be served, ending in `/`: what whole addresses begin with.
    pub fn base(&self) -> Option<String> {
        self.base_url.as_deref().map(|base| format!("{}/", base.trim_end_matches('/')))
    }
}

/// A source of the catalogue, as pages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceInfo {
    /// What it is called on pages.
    pub title: Bilingual,
    /// When it was retrieved.
    pub retrieved: Option<Date>,
    /// Whether it is an official publication, rather than an editor's overlay.
    pub official: bool,
}

/// A page an editor wrote: about, accessibility, privacy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The last part of its address.
    pub id: Box<str>,
    /// Its title.
    pub title: Localised,
    /// Its text.
    pub body: Localised<Prose>,
    /// Where it stands.
    pub at: Location,
}

/// A change to a procedure, as `content/changes/` records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub date: Date,
    /// The procedure.
    pub code: Box<str>,
    /// Its name at that time.
    pub name: Box<str>,
    /// What happened.
    pub kind: ChangeKind,
    /// The fields that changed, by key.
    pub fields: Vec<Box<str>>,
    /// What happened, in an editor's words.
    pub note: Option<Bilingual>,
}

/// What can happen to a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was published for the first time.
    Added,
    /// Fields changed.
    Changed,
    /// It left the sources.
    Removed,
}

/// An address that was published once, as `content/codes.lock` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The code of the procedure.
    pub code: Box<str>,
    /// Its name when it was recorded, for the page that remains.
    pub name: Box<str>,
    /// When it left, where it has.
    pub withdrawn: Option<Date>,
    /// The procedure that took its place.
    pub successor: Option<Box<str>>,
    /// Whether only files of editors had it when it was recorded.
    pub editorial: bool,
    /// Where the line stands.
    pub at: Location,
}

/// A dataset that was published once, as `content/codes.lock` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedDataset {
    /// Its id: the name of its folder.
    pub id: Box<str>,
    /// Its title when it was recorded, for the page that remains.
    pub title: Bilingual,
    /// The version that was recorded last; the others follow from it.
    pub version: Option<Box<str>>,
    /// That it was withdrawn, where it was.
    pub withdrawal: Option<Withdrawal>,
    /// Where its entry stands.
    pub at: Location,
}

/// That a dataset was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The day.
    pub date: Date,
    /// Why.
    pub reason: Option<Bilingual>,
    /// What took its place: the id of a dataset, or an address of the web.
    pub successor: Option<Box<str>>,
}

/// An old address that leads to a new one, from `content/redirects.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, from the root of the site: `/thu-tuc/cu/`.
    pub from: Box<str>,
    /// The new address, from the root of the site or whole.
    pub to: Box<str>,
    /// Where it stands.
    pub at: Location,
}

/// What people say for what titles say, from `content/lexicon.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// What people say.
    pub say: Vec<Box<str>>,
    /// Phrases that must all stand in a title or among the keywords.
    pub means: Vec<Box<str>>,
    /// Phrases of which none may stand there.
    pub not: Vec<Box<str>>,
    /// Where it stands.
    pub at: Location,
}

/// Everything that is published.
#[derive(Debug)]
pub struct Catalogue {
    /// The site.
    pub site: Site,
    /// The procedures, by code in byte order.
    pub procedures: Vec<Procedure>,
    /// The legal documents that procedures rest on.
    pub laws: Vec<Law>,
    /// The agencies an editor described.
    pub agencies: Vec<Agency>,
    /// The pages an editor wrote.
    pub pages: Vec<Page>,
    /// What changed, newest first.
    pub changes: Vec<Change>,
    /// Every address of a procedure that was ever recorded.
    pub published: Vec<Published>,
    /// Every dataset that was ever recorded.
    pub published_datasets: Vec<PublishedDataset>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// What people say for what titles say, over the built-in lexicon.
    pub lexicon: Vec<Saying>,
    /// The sources, by their ids.
    pub sources: Vec<SourceInfo>,
    /// The source files.
    pub files: FileTable,
}

impl Catalogue {
    /// The source a value came from.
    pub fn source(&self, origin: Origin) -> Option<&SourceInfo> {
        self.sources.get(usize::from(origin.source.0))
    }

    /// The agency an editor described under `id`.
    pub fn agency(&self, id: &AgencyId) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == *id)
    }
}
