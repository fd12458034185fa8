//! What is searched: documents as the index takes them, and the facets they are counted by.
//!
//! A document is one thing (a procedure, a dataset, a page) with up to two pages, Vietnamese and English, so that a
//! result is counted once however many languages it can be read in.

use std::borrow::Cow;

/// The languages of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The tag HTML uses.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// What a document is of. The order is the order of documents in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An administrative procedure.
    Procedure,
    /// A dataset.
    Dataset,
    /// A life event.
    LifeEvent,
    /// A legal document.
    Legal,
    /// An editor's page.
    Page,
    /// An agency.
    Agency,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Procedure, Self::Dataset, Self::LifeEvent, Self::Legal, Self::Page, Self::Agency];

    /// The word used in answers and filters.
    pub fn id(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Dataset => "dataset",
            Self::LifeEvent => "life-event",
            Self::Legal => "legal",
            Self::Page => "page",
            Self::Agency => "agency",
        }
    }
}

/// One page of a document, as results show it.
#[derive(Debug, Clone, Default)]
pub struct Shown<'a> {
    /// Its title.
    pub title: Cow<'a, str>,
    /// Its address from the root of the site.
    pub address: String,
    /// A line below the title: agency and field.
    pub detail: String,
    /// A sentence or two.
    pub summary: Cow<'a, str>,
}

/// A document, with every text it can be found by. Texts are borrowed, and made only while it is indexed.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// What it is of.
    pub kind: Kind,
    /// Its Vietnamese page, which may have an English title where there is no other.
    pub vi: Shown<'a>,
    /// Its English page.
    pub en: Option<Shown<'a>>,
    /// What people call it: phrases as good as its title.
    pub aliases: Vec<String>,
    /// Words an editor wants it found by.
    pub keywords: Vec<Cow<'a, str>>,
    /// Its code, empty where it has none.
    pub code: Cow<'a, str>,
    /// Numbers of legal documents: a legal document's own, and those that others rest on.
    pub numbers: Vec<Cow<'a, str>>,
    /// Agencies, fields, audiences: what it belongs to.
    pub related: Vec<Cow<'a, str>>,
    /// All other text.
    pub body: Vec<Cow<'a, str>>,
    /// Values of facets, as (column, value): places in [`Corpus::columns`].
    pub facets: Vec<(usize, u32)>,
    /// How commonly it is needed, 0 to 255; breaks ties.
    pub rank: u8,
    /// When it was last changed, in days since 1970-01-01; 0 where unknown.
    pub updated: u16,
    /// Whether its data is published as `index.json` beside its page.
    pub record: bool,
}

impl<'a> Document<'a> {
    /// A document with a title and an address alone.
    pub fn new(kind: Kind, title: impl Into<Cow<'a, str>>, address: impl Into<String>) -> Self {
        let vi = Shown { title: title.into(), address: address.into(), ..Shown::default() };
        Self {
            kind,
            vi,
            en: None,
            aliases: Vec::new(),
            keywords: Vec::new(),
            code: Cow::Borrowed(""),
            numbers: Vec::new(),
            related: Vec::new(),
            body: Vec::new(),
            facets: Vec::new(),
            rank: 0,
            updated: 0,
            record: false,
        }
    }
}

/// A text in both languages; the English one may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Label {
    /// The text in `lang`, else in Vietnamese.
    pub fn get(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.en.is_empty() { &self.en } else { &self.vi }
    }
}

/// A facet: something results are narrowed by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facet {
    /// Its name in filters: `field`.
    pub id: String,
    /// Its values: the name of each in filters, and its label.
    pub values: Vec<(String, Label)>,
}

/// Where to go when nothing was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestion {
    /// What it says.
    pub label: Label,
    /// The address of the Vietnamese page, and of the English one.
    pub address: Label,
}

/// Everything that is to be searched. Documents of one kind and field should be neighbours: results of one question
/// then lie in few blocks.
pub trait Corpus: Sync {
    /// How many documents there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The document at a place below [`len`](Self::len). Called on any thread.
    fn document(&self, at: usize) -> Document<'_>;

    /// The same as results show it: what it is of, its pages and its code; what it is found by may be left out. Called more
    /// than once for each.
    fn shown(&self, at: usize) -> Document<'_> {
        self.document(at)
    }

    /// The facets.
    fn columns(&self) -> Vec<Facet>;

    /// Where to go when nothing was found.
    fn suggestions(&self) -> Vec<Suggestion>;
}
