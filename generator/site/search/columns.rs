//! The columns of the index: what results are filtered and counted by.

use std::collections::{BTreeMap, BTreeSet};

use super::corpus::{label, names};
use crate::catalogue::{Bilingual, Catalogue, Kind as Nature, Language, Level, Named, Online, Procedure};
use crate::language::{fold, slug};
use crate::search::{Facet, Kind, Label};
use crate::site::directory::Directory;
use crate::site::index::Card;
use crate::site::lists::level_word;
use crate::site::render::Renderer;

/// The columns, by their places.
const KIND: usize = 0;
const TYPE: usize = 1;
const FIELD: usize = 2;
const AGENCY: usize = 3;
const LEVEL: usize = 4;
const AUDIENCE: usize = 5;
const ONLINE: usize = 6;

/// The kinds of things a site has pages of, with the keys of their names.
const KINDS: [(Kind, &str); 6] = [
    (Kind::Procedure, "search_kind_procedure"),
    (Kind::Page, "search_kind_page"),
    (Kind::Agency, "search_kind_agency"),
    (Kind::LifeEvent, "search_kind_life_event"),
    (Kind::Legal, "search_kind_legal"),
    (Kind::Dataset, "search_kind_dataset"),
];

/// A kind, in its column.
pub(super) fn kind(of: Kind) -> (usize, u32) {
    (KIND, KINDS.iter().position(|(kind, _)| *kind == of).unwrap_or_default() as u32)
}

/// An agency, in its column.
pub(super) fn agency(at: u32) -> (usize, u32) {
    (AGENCY, at)
}

/// The types of procedures.
const TYPES: [(Nature, &str, &str); 2] =
    [(Nature::National, "national", "search_type_national"), (Nature::Specific, "specific", "search_type_specific")];
/// What can be done online.
const WAYS: [(Online, &str, &str); 3] = [
    (Online::Full, "full", "search_online_full"),
    (Online::Partial, "partial", "search_online_partial"),
    (Online::No, "no", "search_online_no"),
];

/// Somebody procedures are for.
struct Audience<'a> {
    /// Its place in the column.
    place: u32,
    /// Its name in filters.
    id: String,
    name: &'a Bilingual,
}

/// The columns of a site.
pub(super) struct Columns<'a> {
    /// The audiences there are, by folded name.
    audiences: BTreeMap<String, Audience<'a>>,
}

impl<'a> Columns<'a> {
    /// The columns of a catalogue.
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let mut audiences: BTreeMap<String, Audience<'_>> = BTreeMap::new();
        for procedure in &catalogue.procedures {
            for named in names(&procedure.audiences) {
                let audience = || Audience { place: 0, id: String::new(), name: &named.name };
                audiences.entry(fold(&named.name.vi)).or_insert_with(audience);
            }
        }
        // Names that differ in signs alone have one slug; a filter means one of them.
        let mut taken = BTreeSet::new();
        for (place, (folded, audience)) in (0..).zip(&mut audiences) {
            let base = slug(folded);
            let mut ids = std::iter::once(base.clone()).chain((2..).map(|at| format!("{base}-{at}")));
            audience.id = ids.find(|id| taken.insert(id.clone())).unwrap_or_default();
            audience.place = place;
        }
        Self { audiences }
    }

    /// What a procedure has in each column.
    pub(super) fn of_procedure(&self, procedure: &Procedure, card: &Card<'_>) -> Vec<(usize, u32)> {
        let mut facets = vec![kind(Kind::Procedure)];
        let place = |found: Option<usize>| found.map(|at| at as u32);
        let nature = procedure.kind.as_ref().map(|kind| kind.value);
        facets.extend(place(TYPES.iter().position(|(of, ..)| nature == Some(*of))).map(|at| (TYPE, at)));
        facets.extend(card.fields.iter().map(|&at| (FIELD, at)));
        facets.extend(card.executing.iter().chain(&card.publisher).map(|&at| (AGENCY, at)));
        let levels = procedure.levels.iter().flat_map(|levels| levels.value.iter());
        facets.extend(levels.map(|level| (LEVEL, level as u32)));
        let audience = |named: &Named| self.audiences.get(&fold(&named.name.vi)).map(|of| (AUDIENCE, of.place));
        facets.extend(names(&procedure.audiences).filter_map(audience));
        let online = procedure.online.as_ref().map(|online| online.value);
        facets.extend(place(WAYS.iter().position(|(of, ..)| online == Some(*of))).map(|at| (ONLINE, at)));
        facets
    }

    /// All columns and their values.
    pub(super) fn all(&self, renderer: &Renderer<'_>) -> Vec<Facet> {
        let index = renderer.index;
        let say = |key| say(renderer, key);
        let facet = |id: &str, values: Vec<(String, Label)>| Facet { id: id.into(), values };
        let audiences = self.audiences.values().map(|audience| (audience.id.clone(), label(audience.name)));
        vec![
            facet("kind", KINDS.iter().map(|(kind, key)| (kind.id().to_owned(), say(key))).collect()),
            facet("type", TYPES.iter().map(|(_, id, key)| ((*id).to_owned(), say(key))).collect()),
            entries("field", &index.fields),
            entries("agency", &index.agencies),
            facet("level", Level::ALL.iter().map(|&level| (level.id().to_owned(), say(level_word(level)))).collect()),
            facet("audience", audiences.collect()),
            facet("online", WAYS.iter().map(|(_, id, key)| ((*id).to_owned(), say(key))).collect()),
        ]
    }
}

/// A text of the interface in both languages.
fn say(renderer: &Renderer<'_>, key: &'static str) -> Label {
    let [vi, en] = Language::ALL.map(|language| renderer.words(language).say(key).to_owned());
    Label { vi, en }
}

/// A column of the entries of a directory.
fn entries(id: &str, directory: &Directory<'_>) -> Facet {
    let values = directory.entries.iter().map(|entry| (entry.id.to_string(), label(entry.name)));
    Facet { id: id.into(), values: values.collect() }
}
