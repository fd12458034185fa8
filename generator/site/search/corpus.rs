//! The catalogue as the documents of a search.

use std::borrow::Cow;

use super::columns::{Columns, agency, kind};
use super::texts;
use crate::catalogue::{Bilingual, Field, Language, Localised, Named, Procedure, Saying};
use crate::language::fold;
use crate::search::lexicon::{Entry, Lexicon};
use crate::search::{Corpus, Document, Facet, Kind, Label, Shown, Suggestion};
use crate::site::directory::Entry as DirectoryEntry;
use crate::site::index::Card;
use crate::site::render::{Renderer, cut_at_word};
use crate::site::routes::{Address, Section};

/// The most characters of a summary that results show.
const SUMMARY: usize = 180;
/// Life events, and fields, to go to when nothing was found.
const SUGGESTIONS: usize = 5;

/// A site's own sayings, as the lexicon takes them.
fn sayings(sayings: &[Saying]) -> impl Iterator<Item = Entry> + '_ {
    sayings.iter().map(|Saying { means, not, say, .. }| Entry {
        means: means.clone(),
        not: not.clone(),
        say: say.clone(),
    })
}

/// Procedures of an agency that makes it worth finding, where no editor described it.
const KNOWN: usize = 5;

/// What a document is of.
#[derive(Debug, Clone, Copy)]
enum Item {
    Procedure(u32),
    Dataset(usize),
    Page(u32),
    Agency(u32),
    LifeEvent(u32),
    Legal(u32),
}

/// A site as documents.
pub(super) struct SiteCorpus<'a> {
    renderer: &'a Renderer<'a>,
    lexicon: Lexicon,
    /// In the order of the index: procedures by field and name, datasets, life events, laws, pages, agencies.
    items: Vec<Item>,
    columns: Columns<'a>,
}

impl<'a> SiteCorpus<'a> {
    /// The documents of a site.
    pub(super) fn new(renderer: &'a Renderer<'a>) -> Self {
        let index = renderer.index;
        let mut procedures: Vec<u32> = index.order[0].clone();
        procedures.sort_by_key(|&at| {
            let card = index.card(at);
            (card.fields.first().copied().unwrap_or(u32::MAX), card.place)
        });
        let mut items: Vec<Item> = procedures.into_iter().map(Item::Procedure).collect();
        items.extend((0..renderer.datasets.len()).map(Item::Dataset));
        let groups = (0..).zip(&index.groups.entries);
        items.extend(groups.filter(|(_, entry)| !entry.members.is_empty()).map(|(at, _)| Item::LifeEvent(at)));
        items.extend((0..index.laws.entries.len() as u32).map(Item::Legal));
        items.extend((0..index.catalogue.pages.len() as u32).map(Item::Page));
        let agencies = (0..).zip(&index.agencies.entries);
        items.extend(
            agencies
                .filter(|(_, entry)| entry.agency.is_some() || entry.members.len() >= KNOWN)
                .map(|(at, _)| Item::Agency(at)),
        );
        Self {
            renderer,
            lexicon: Lexicon::with(sayings(&index.catalogue.lexicon)),
            items,
            columns: Columns::new(index.catalogue),
        }
    }

    fn procedure_shown(&self, at: u32) -> Document<'_> {
        let index = self.renderer.index;
        let (procedure, card) = (&index.catalogue.procedures[at as usize], index.card(at));
        let page = |language: Language| Shown {
            title: Cow::Borrowed(&*card.names[language as usize]),
            address: card.address(language).0.as_str().to_owned(),
            detail: self.detail(card, language),
            summary: cut_at_word(text_in(&procedure.summary, language), SUMMARY),
        };
        let mut document = Document::new(Kind::Procedure, "", "");
        document.vi = page(Language::Vi);
        if card.has[1] {
            document.en = Some(page(Language::En));
        }
        document.code = Cow::Borrowed(&procedure.code);
        document.record = true;
        document
    }

    fn procedure(&self, at: u32) -> Document<'_> {
        let index = self.renderer.index;
        let (procedure, card) = (&index.catalogue.procedures[at as usize], index.card(at));
        let mut document = self.procedure_shown(at);
        let keywords = procedure.keywords.iter().flat_map(|field| &field.value);
        document.keywords = keywords.flat_map(both).map(Cow::Borrowed).collect();
        let texts = [&*document.vi.title].into_iter().chain(document.keywords.iter().map(|word| &**word));
        document.aliases = self.lexicon.aliases(texts).into_iter().map(str::to_owned).collect();
        document.numbers = procedure
            .legal_basis
            .iter()
            .flat_map(|field| &field.value)
            .filter_map(|law| law.number.as_deref())
            .map(Cow::Borrowed)
            .collect();
        document.related = self.related(procedure, card);
        document.body = texts::body(procedure);
        document.facets = self.columns.of_procedure(procedure, card);
        let for_citizens = names(&procedure.audiences).any(|named| fold(&named.name.vi).contains("cong dan"));
        document.rank = if card.abolished { 0 } else { texts::rank(procedure, &document.vi.title, for_citizens) };
        let updated = procedure.updated.as_ref().and_then(|date| date.value.days_since_epoch().try_into().ok());
        document.updated = updated.unwrap_or(0);
        document
    }

    /// The names of an agency and a field, as pages call them.
    fn belongs(&self, card: &Card<'a>) -> impl Iterator<Item = &'a Bilingual> + use<'a> {
        let index = self.renderer.index;
        let agency = card.publisher.and_then(|at| index.agencies.entries.get(at as usize));
        let field = card.fields.first().and_then(|&at| index.fields.entries.get(at as usize));
        [agency, field].into_iter().flatten().map(|entry| entry.name)
    }

    fn detail(&self, card: &Card<'a>, language: Language) -> String {
        let parts: Vec<&str> = self.belongs(card).map(|name| name.get(language).0).collect();
        parts.join(" · ")
    }

    fn related(&self, procedure: &'a Procedure, card: &Card<'a>) -> Vec<Cow<'a, str>> {
        let agencies = &self.renderer.index.agencies.entries;
        let mut related: Vec<&'a str> = self.belongs(card).flat_map(both).collect();
        let executing = card.roles[0].iter().filter_map(|&at| agencies.get(at as usize));
        related.extend(executing.flat_map(|entry| both(entry.name)));
        related.extend(names(&procedure.audiences).flat_map(|named| both(&named.name)));
        related.extend(procedure.groups.iter().flat_map(|groups| &groups.value).flat_map(|group| both(&group.name)));
        related.into_iter().map(Cow::Borrowed).collect()
    }

    fn dataset(&self, at: usize) -> Document<'_> {
        let dataset = self.renderer.datasets[at].dataset;
        let description = &dataset.description;
        let shown = |language: Language| Shown {
            title: Cow::Borrowed(description.title.get(language).0),
            address: Address::item(Section::Dataset, language, &description.id).as_str().to_owned(),
            detail: description.publisher.as_ref().map_or_else(String::new, |name| name.get(language).0.to_owned()),
            summary: cut_at_word(description.description.as_ref().map_or("", |text| text.get(language).0), SUMMARY),
        };
        let mut document = Document::new(Kind::Dataset, "", "");
        document.vi = shown(Language::Vi);
        if self.has_english() && description.title.en.is_some() {
            document.en = Some(shown(Language::En));
        }
        let columns = &dataset.plan.schema.columns;
        let titles = columns.iter().filter_map(|column| column.note.as_ref()?.title.as_ref()).flat_map(both);
        let keywords = description.listing.keywords.iter().flat_map(both);
        let names = columns.iter().map(|column| &*column.name);
        document.keywords = keywords.chain(titles).chain(names).map(Cow::Borrowed).collect();
        let about = [&description.publisher, &description.spatial, &description.source];
        document.related = about.into_iter().flatten().flat_map(both).map(Cow::Borrowed).collect();
        let notes = columns.iter().filter_map(|column| column.note.as_ref()?.description.as_ref());
        document.body = description.description.iter().chain(notes).flat_map(both).map(Cow::Borrowed).collect();
        document.facets.push(kind(Kind::Dataset));
        document
    }

    fn page(&self, at: u32) -> Document<'_> {
        let page = &self.renderer.index.catalogue.pages[at as usize];
        let shown = |language| Shown {
            title: Cow::Borrowed(text_in(&page.title, language)),
            address: Address::page(language, &page.id).as_str().to_owned(),
            ..Shown::default()
        };
        let mut document = Document::new(Kind::Page, "", "");
        document.vi = shown(Language::Vi);
        if self.has_english() && page.title.en.is_some() {
            document.en = Some(shown(Language::En));
        }
        let bodies = [&page.body.vi, &page.body.en].into_iter().flatten();
        document.body = bodies.map(|body| texts::words(&body.value)).collect();
        document.facets.push(kind(Kind::Page));
        document
    }

    fn agency(&self, at: u32) -> Document<'_> {
        let entry = &self.renderer.index.agencies.entries[at as usize];
        let mut document = self.entry(Kind::Agency, Section::Agency, entry);
        let aliases = entry.agency.iter().flat_map(|agency| &agency.aliases);
        document.keywords = aliases.map(|alias| Cow::Borrowed(&**alias)).collect();
        document.facets.push(agency(at));
        document
    }

    fn life_event(&self, at: u32) -> Document<'_> {
        let entry = &self.renderer.index.groups.entries[at as usize];
        self.with_count(self.entry(Kind::LifeEvent, Section::Group, entry), "procedures_n", entry)
    }

    fn law(&self, at: u32) -> Document<'_> {
        let index = self.renderer.index;
        let (entry, law) = (&index.laws.entries[at as usize], &index.catalogue.laws[at as usize]);
        let mut document = self.with_count(self.entry(Kind::Legal, Section::Legal, entry), "law_procedures_n", entry);
        document.numbers = vec![Cow::Borrowed(&law.number)];
        // People leave out who issued it: "Nghị định 123/2015".
        let (cut, _) = law.number.rsplit_once('/').unwrap_or_default();
        document.keywords = Some(cut).filter(|cut| cut.contains('/')).map(Cow::Borrowed).into_iter().collect();
        document.updated = law.date.and_then(|date| date.days_since_epoch().try_into().ok()).unwrap_or(0);
        document
    }

    /// A list of procedures.
    fn entry<'d>(&self, of: Kind, section: Section, entry: &'d DirectoryEntry<'_>) -> Document<'d> {
        let shown = |language: Language| Shown {
            title: Cow::Borrowed(entry.name.get(language).0),
            address: Address::item(section, language, &entry.id).as_str().to_owned(),
            ..Shown::default()
        };
        let mut document = Document::new(of, "", "");
        document.vi = shown(Language::Vi);
        if self.has_english() && entry.name.en.is_some() {
            document.en = Some(shown(Language::En));
        }
        document.facets.push(kind(of));
        document
    }

    /// With how many procedures it lists, said below its name.
    fn with_count<'d>(
        &self,
        mut document: Document<'d>,
        key: &'static str,
        entry: &DirectoryEntry<'_>,
    ) -> Document<'d> {
        let count = |language| self.renderer.words(language).count(key, entry.members.len());
        document.vi.detail = count(Language::Vi);
        if let Some(en) = &mut document.en {
            en.detail = count(Language::En);
        }
        document
    }

    fn has_english(&self) -> bool {
        self.renderer.index.catalogue.site.english
    }
}

impl Corpus for SiteCorpus<'_> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn document(&self, at: usize) -> Document<'_> {
        match self.items[at] {
            Item::Procedure(at) => self.procedure(at),
            Item::Dataset(at) => self.dataset(at),
            Item::Page(at) => self.page(at),
            Item::Agency(at) => self.agency(at),
            Item::LifeEvent(at) => self.life_event(at),
            Item::Legal(at) => self.law(at),
        }
    }

    fn shown(&self, at: usize) -> Document<'_> {
        match self.items[at] {
            Item::Procedure(at) => self.procedure_shown(at),
            Item::Dataset(_) | Item::Page(_) | Item::Agency(_) | Item::LifeEvent(_) | Item::Legal(_) => {
                self.document(at)
            }
        }
    }

    fn columns(&self) -> Vec<Facet> {
        self.columns.all(self.renderer)
    }

    fn suggestions(&self) -> Vec<Suggestion> {
        let index = self.renderer.index;
        let suggest = |section, entry: &DirectoryEntry<'_>| {
            let address = |language| Address::item(section, language, &entry.id).as_str().to_owned();
            let en = if self.has_english() { address(Language::En) } else { String::new() };
            Suggestion { label: label(entry.name), address: Label { vi: address(Language::Vi), en } }
        };
        let largest = |section, entries: &[DirectoryEntry<'_>]| -> Vec<Suggestion> {
            let mut entries: Vec<_> = entries.iter().filter(|entry| !entry.members.is_empty()).collect();
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.members.len()));
            entries.into_iter().take(SUGGESTIONS).map(|entry| suggest(section, entry)).collect()
        };
        let mut suggestions = largest(Section::Group, &index.groups.entries);
        suggestions.extend(largest(Section::Field, &index.fields.entries));
        suggestions
    }
}

pub(super) fn label(name: &Bilingual) -> Label {
    Label { vi: name.vi.to_string(), en: name.en.as_deref().unwrap_or_default().to_owned() }
}

fn both(text: &Bilingual) -> impl Iterator<Item = &str> {
    [Some(&*text.vi), text.en.as_deref()].into_iter().flatten()
}

pub(super) fn names(field: &Field<Vec<Named>>) -> impl Iterator<Item = &Named> {
    field.iter().flat_map(|field| &field.value)
}

fn text_in(text: &Localised, language: Language) -> &str {
    text.get(language).map_or("", |(text, _)| &*text.value)
}
