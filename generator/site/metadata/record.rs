//! A dataset as every standard is told of it: what it lacks is made up for here and nowhere else.

use crate::catalogue::{Bilingual, Language, Site};
use crate::dataset::Publication;
use crate::dataset::columns::schema::Column;
use crate::dataset::description::FileFormat;
use crate::dataset::description::{Description, licence_url};
use crate::dataset::publication::{Archived, Distribution, Version};
use crate::dataset::versions::Recorded;
use crate::language::Date;
use crate::site::dataset::predecessors;
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section};
use crate::site::{Theme, Words};

/// A dataset to be described.
#[derive(Clone, Copy)]
pub(in crate::site) struct Record<'r> {
    /// The site.
    pub site: &'r Site,
    /// Where the site will be served, ending in `/`.
    base: Option<&'r str>,
    theme: &'r Theme,
    /// All datasets of the site, this one among them; none while it is being published.
    pub datasets: &'r [Publication<'r>],
    /// Those that were withdrawn.
    withdrawn: &'r [Archived<'r>],
    /// What was published of it.
    pub publication: &'r Publication<'r>,
    /// What its publisher says of it, or said of a version.
    description: &'r Description,
}

/// A licence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Licence<'r> {
    /// Its id on the list of SPDX, or `LicenseRef-...`.
    pub id: &'r str,
    /// Where it is written.
    pub url: Option<&'r str>,
}

impl<'r> Record<'r> {
    /// What is said of a dataset of a site.
    pub fn new(renderer: &'r Renderer<'r>, publication: &'r Publication<'r>) -> Self {
        Self {
            site: &renderer.index.catalogue.site,
            base: renderer.base.as_deref(),
            theme: renderer.theme,
            datasets: renderer.datasets,
            withdrawn: renderer.withdrawn,
            publication,
            description: &publication.dataset.description,
        }
    }

    /// What is said of a dataset that stands by itself: others are not published yet.
    pub fn alone(site: &'r Site, base: Option<&'r str>, theme: &'r Theme, publication: &'r Publication<'r>) -> Self {
        Self {
            site,
            base,
            theme,
            datasets: &[],
            withdrawn: &[],
            publication,
            description: &publication.dataset.description,
        }
    }

    /// What is said of another dataset of the same site.
    pub fn other(self, publication: &'r Publication<'r>) -> Self {
        Self { publication, description: &publication.dataset.description, ..self }
    }

    /// The same dataset as it was described in a version.
    pub fn then(self, version: &'r Recorded) -> Self {
        Self { description: &version.description, ..self }
    }

    /// What its publisher says of it.
    pub fn description(self) -> &'r Description {
        self.description
    }

    /// Its id.
    pub fn id(self) -> &'r str {
        &self.description().id
    }

    /// Where the site will be served.
    pub fn base(self) -> Option<&'r str> {
        self.base
    }

    /// The words of a language.
    pub fn words(self, language: Language) -> &'r Words {
        self.theme.words(language)
    }

    /// Its page in a language.
    pub fn page(self, language: Language) -> Address {
        Address::item(Section::Dataset, language, self.id())
    }

    /// The Vietnamese pages of those that were withdrawn and whose place it took.
    pub fn replaced(self) -> impl Iterator<Item = Address> {
        let page = |gone: &Archived<'_>| Address::item(Section::Dataset, Language::Vi, &gone.withdrawn.id);
        predecessors(self.withdrawn, self.id()).map(page)
    }

    /// The whole address of its Vietnamese page.
    pub fn url(self) -> Option<String> {
        self.base().map(|base| self.page(Language::Vi).absolute(base))
    }

    /// Its title.
    pub fn title(self) -> &'r Bilingual {
        &self.description().title
    }

    /// What it holds; its title where nobody says.
    pub fn text(self) -> &'r Bilingual {
        self.description().description.as_ref().filter(|text| !text.vi.trim().is_empty()).unwrap_or(self.title())
    }

    /// Who publishes it; who publishes the site where nobody says.
    pub fn publisher(self) -> &'r Bilingual {
        let site = self.site;
        let named = |name: &&Bilingual| !name.vi.trim().is_empty();
        let own = self.description().publisher.as_ref().filter(named);
        own.or(site.publisher.as_ref().filter(named)).unwrap_or(&site.title)
    }

    /// The licence.
    pub(super) fn licence(self) -> Option<Licence<'r>> {
        let id = self.description().licence.as_deref()?;
        Some(Licence { id, url: licence_url(id).or(self.description().listing.licence_url.as_deref()) })
    }

    /// An address of mail to write to.
    pub fn mail(self) -> Option<&'r str> {
        self.description().mail(self.site)
    }

    /// The version its files are; nothing where they are of no recorded one.
    fn recorded(self) -> Option<&'r Version> {
        self.publication.versions.first().filter(|_| !self.publication.dataset.unrecorded)
    }

    /// When its data last changed, as far as anybody says: else when its version was recorded, when it was fetched, when it
    /// was published.
    pub fn modified(self) -> Option<Date> {
        let description = self.description();
        let recorded = self.recorded().map(|version| version.recorded);
        // What was changed since its last version is not as it was published first.
        let issued = description.listing.issued.filter(|_| !self.publication.dataset.unrecorded);
        description.listing.modified.or(recorded).or(description.retrieved).or(issued)
    }

    /// When it was published for the first time, as far as anybody says.
    pub fn issued(self) -> Option<Date> {
        let first = || self.publication.versions.last().map(|version| version.recorded);
        self.description().listing.issued.or_else(first)
    }

    /// What this state of it is called.
    pub fn version(self) -> Option<&'r str> {
        let recorded = || self.recorded().map(|version| &*version.id);
        self.description().listing.version.as_deref().or_else(recorded)
    }

    /// The words to find it by in a language, those of its themes behind them; its title where there are none.
    pub fn keywords(self, language: Language) -> Vec<&'r str> {
        let listing = &self.description().listing;
        let words = self.words(language);
        let mut keywords: Vec<&str> = listing.keywords.iter().map(|keyword| keyword.get(language).0.trim()).collect();
        keywords.extend(listing.themes.iter().map(|theme| words.say(theme.key)));
        if keywords.is_empty() {
            keywords.push(self.title().get(language).0);
        }
        let mut seen = std::collections::BTreeSet::new();
        keywords.retain(|keyword| seen.insert(*keyword));
        keywords
    }

    /// The first and the last day it is about, as ISO 8601 has an interval.
    pub fn interval(self, open: &str) -> Option<String> {
        let (start, end) = self.description().temporal;
        let day = |date: Option<Date>| date.map_or_else(|| open.to_owned(), Date::iso);
        (start.is_some() || end.is_some()).then(|| format!("{}/{}", day(start), day(end)))
    }

    /// Its columns.
    pub fn columns(self) -> &'r [Column] {
        &self.publication.dataset.plan.schema.columns
    }

    /// The ids of the columns that together name a row.
    pub fn keys(self) -> Vec<&'r str> {
        self.description().keys.iter().map(|(key, _)| &**key).collect()
    }

    /// Its CSV.
    pub fn csv(self) -> Option<&'r Distribution> {
        self.publication.distributions.iter().find(|file| file.format == FileFormat::Csv)
    }
}

/// What people call a column.
pub(super) fn column_title(column: &Column, language: Language) -> &str {
    column.note.as_ref().and_then(|note| note.title.as_ref()).map_or(&column.name, |title| title.get(language).0)
}

/// What a column means, in a language.
pub(super) fn column_text(column: &Column, language: Language) -> Option<&str> {
    column.note.as_ref()?.description.as_ref().map(|text| text.get(language).0)
}
