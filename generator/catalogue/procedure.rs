//! A procedure, field by field as the national portal publishes it.
//!
//! The fields map one to one to CPSV-AP 3.2.0 (`identifier`, `title`, `hasCompetentAuthority`, `hasChannel`,
//! `hasCost`, `hasInput` to Evidence, `produces` to Output, `hasLegalResource` to Rule, `holdsRequirement`).

use std::num::NonZeroU16;

use super::field::{Field, Origin};
use super::named::{Named, ServiceGroup};
use super::text::{Bilingual, Language, Localised, Prose};
use super::value::{Decision, Kind, Levels, Online, ProcessingTime, State};
use crate::files::Location;
use crate::language::{Date, Money};
use crate::rules::model::Rules;

/// Declares the fields once: the record, their names, and how one record is laid over another.
macro_rules! procedure {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $variant:ident $key:literal,)*) => {
        /// A procedure: one source's record, or the whole after merging.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Procedure {
            /// The code word for word (in NFC): the identity records merge by, even where it is malformed.
            pub code: Box<str>,
            /// The records it was made of, in the order they were laid over each other.
            pub records: Vec<Origin>,
            /// When it applies to a person and what it takes then, where an author wrote it down.
            pub rules: Option<Box<Rules>>,
            $($(#[$doc])* pub $field: $type,)*
        }

        /// A field of a procedure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FieldName {
            /// The code.
            Code,
            $($(#[$doc])* $variant,)*
        }

        impl FieldName {
            /// Every field, in the order of the model.
            pub const ALL: [Self; Self::COUNT] = [Self::Code, $(Self::$variant,)*];
            /// How many fields there are.
            pub const COUNT: usize = 1 $(+ { let _ = stringify!($field); 1 })*;

            /// The key used in content files, JSON and messages.
            pub fn key(self) -> &'static str {
                match self {
                    Self::Code => "code",
                    $(Self::$variant => $key,)*
                }
            }
        }

        impl Procedure {
            /// A record that has nothing but its code.
            pub fn new(code: impl Into<Box<str>>, record: Origin) -> Self {
                Self { code: code.into(), records: vec![record], rules: None, $($field: Default::default(),)* }
            }

            /// Lays `over` on this record, field by field; `meet` hears of every field that both have.
            pub(super) fn lay_over(&mut self, over: Self, meet: &mut super::merge::Meeting<'_>) {
                self.records.extend(over.records);
                if over.rules.is_some() {
                    self.rules = over.rules;
                }
                $(super::merge::Lay::lay(&mut self.$field, over.$field, FieldName::$variant, meet);)*
            }

            /// Calls `see` with every text of the record, its field and where it stands.
            pub fn each_text(&self, see: &mut dyn FnMut(FieldName, &str, Location)) {
                $(super::texts::FieldTexts::each(&self.$field, &mut |text, at| see(FieldName::$variant, text, at));)*
            }

            /// Calls `change` with every text of the record.
            pub fn each_text_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
                $(super::texts::FieldTexts::each_mut(&mut self.$field, change);)*
            }

            /// Takes away a field; of one that has a value in each language, that of `language`.
            pub fn clear(&mut self, field: FieldName, language: Language) {
                match field {
                    FieldName::Code => {}
                    $(FieldName::$variant => super::texts::FieldTexts::clear(&mut self.$field, language),)*
                }
            }

            /// Where each field that has a value came from; a field with two languages comes twice.
            pub fn origins(&self) -> Vec<(FieldName, Origin)> {
                let mut origins = Vec::new();
                $(super::texts::FieldTexts::origins(&self.$field, &mut |origin| origins.push((FieldName::$variant, origin)));)*
                origins
            }
        }
    };
}

procedure! {
    /// The official name.
    name: Localised = Name "name",
    /// One or two sentences for the top of the page and for lists.
    summary: Localised = Summary "summary",
    /// What an editor adds, in sections.
    body: Localised<Prose> = Body "body",
    /// Whether it is in force.
    state: Field<State> = State "state",
    /// Who made it and who may use it.
    kind: Field<Kind> = Kind "kind",
    /// The levels that carry it out.
    levels: Field<Levels> = Levels "levels",
    /// The decision that published it.
    decision: Field<Decision> = Decision "decision",
    /// The agency that issued it.
    publisher: Field<Named> = Publisher "publisher",
    /// The fields of administration it belongs to ("lĩnh vực").
    fields: Field<Vec<Named>> = Fields "fields",
    /// The portal's groups of services.
    groups: Field<Vec<ServiceGroup>> = Groups "groups",
    /// Who may apply.
    audiences: Field<Vec<Named>> = Audiences "audiences",
    /// The agencies that carry it out.
    executing: Field<Vec<Named>> = Executing "executing",
    /// The agencies that decide.
    competent: Field<Vec<Named>> = Competent "competent",
    /// The agencies authorised by those that decide.
    authorised: Field<Vec<Named>> = Authorised "authorised",
    /// The agencies to which deciding was delegated.
    delegated: Field<Vec<Named>> = Delegated "delegated",
    /// The agencies that help.
    coordinating: Field<Vec<Named>> = Coordinating "coordinating",
    /// Where applications are received, as text.
    reception: Localised<Prose> = Reception "reception",
    /// The steps, in order.
    steps: Field<Vec<Step>> = Steps "steps",
    /// The ways to apply, each with its time and fees.
    channels: Field<Vec<Channel>> = Channels "channels",
    /// The documents to bring, in groups.
    documents: Field<Vec<DocumentGroup>> = Documents "documents",
    /// The portal's own sub-cases, each with its code and time.
    service_cases: Field<Vec<ServiceCase>> = ServiceCases "service_cases",
    /// What one receives.
    results: Field<Vec<Outcome>> = Results "results",
    /// How one receives it.
    return_methods: Field<Vec<ReturnMethod>> = ReturnMethods "return_methods",
    /// The legal documents it rests on.
    legal_basis: Field<Vec<LegalDocument>> = LegalBasis "legal_basis",
    /// Requirements and conditions, as text.
    requirements: Localised<Prose> = Requirements "requirements",
    /// Words people search by.
    keywords: Field<Vec<Bilingual>> = Keywords "keywords",
    /// How far it can be done online.
    online: Field<Online> = Online "online",
    /// A note of the official record.
    note: Localised<Prose> = Note "note",
    /// The page of the official record.
    official_page: Field<Box<str>> = OfficialPage "official_page",
    /// When the official record was last changed.
    updated: Field<Date> = Updated "updated",
    /// When an editor last held this page against the law.
    reviewed: Field<Date> = Reviewed "reviewed",
    /// When it is to be held against the law again.
    review_by: Field<Date> = ReviewBy "review_by",
    /// Where an editor took facts from, a line each.
    citations: Field<Vec<Bilingual>> = Citations "citations",
}

/// How an item of an overlay's list is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edit {
    /// An item of its own.
    #[default]
    Whole,
    /// Changes what it states of the item with the same reference.
    Patch,
    /// Removes the item with the same reference.
    Remove,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it stands.
    pub at: Location,
    /// Its name, where it has one: "Bước 1: Nộp hồ sơ".
    pub name: Option<Bilingual>,
    /// What happens, in Vietnamese.
    pub text: Prose,
    /// What happens, in English.
    pub text_en: Option<Prose>,
}

/// A way to apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Where it stands.
    pub at: Location,
    /// Which way.
    pub kind: ChannelKind,
    /// How an overlay means it. Official channels have no codes: a patch names a kind.
    pub edit: Edit,
    /// Which of its kind a patch means, counted from one; every one where it does not say.
    pub nth: Option<NonZeroU16>,
    /// How long the agency has.
    pub time: Option<ProcessingTime>,
    /// What it costs.
    pub fees: Vec<Fee>,
    /// What the source says besides.
    pub note: Option<Bilingual>,
}

impl Channel {
    /// A way to apply of which nothing else is said.
    pub fn new(at: Location, kind: ChannelKind) -> Self {
        Self { at, kind, edit: Edit::Whole, nth: None, time: None, fees: Vec::new(), note: None }
    }

    /// What an overlay calls what this patch means: `online`, or `online-2`.
    pub fn reference(&self) -> String {
        match self.nth {
            Some(nth) => format!("{}-{nth}", self.kind.id()),
            None => self.kind.id().to_owned(),
        }
    }

    /// What an overlay calls each of these: its kind, and where several are of one kind, its place among them too.
    pub fn references(channels: &[Self]) -> Vec<String> {
        let reference = |(at, channel): (usize, &Self)| {
            let alike = |channels: &[Self]| channels.iter().filter(|other| other.kind == channel.kind).count();
            let kind = channel.kind.id();
            if alike(channels) == 1 { kind.to_owned() } else { format!("{kind}-{}", alike(&channels[..=at])) }
        };
        channels.iter().enumerate().map(reference).collect()
    }
}

/// The ways to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChannelKind {
    /// At a counter.
    InPerson,
    /// Through a portal.
    Online,
    /// By post.
    Post,
}

impl ChannelKind {
    /// The word used in content files.
    pub fn id(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Online => "online",
            Self::Post => "post",
        }
    }
}

/// A fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Where it stands.
    pub at: Location,
    /// What it is called, where the source says: "Lệ phí", "Phí".
    pub name: Option<Bilingual>,
    /// How much.
    pub amount: FeeAmount,
    /// What the source says of it.
    pub note: Option<Bilingual>,
    /// A file the source attaches; shown by name, its address is not public.
    pub attachment: Option<Box<str>>,
}

/// What a fee costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeAmount {
    /// Nothing, and the source says so in words.
    Free,
    /// A sum.
    Known(Money),
    /// Not stated: a zero without words is no statement.
    Unknown,
}

/// Documents under one heading: "Giấy tờ phải nộp".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentGroup {
    /// The heading, where there is one.
    pub name: Option<Bilingual>,
    /// The documents.
    pub documents: Vec<Document>,
}

/// A document to bring, or a note that stands among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it stands.
    pub at: Location,
    /// Its code in the official register, or an editor's id.
    pub code: Option<Box<str>>,
    /// How an overlay means it.
    pub edit: Edit,
    /// What it is.
    pub name: Bilingual,
    /// Originals; `None` where the source does not say.
    pub originals: Option<u32>,
    /// Copies; `None` where the source does not say.
    pub copies: Option<u32>,
    /// Whether the source calls it required.
    pub required: bool,
    /// Whether a patch says that it is not required, whatever the item below says.
    pub waived: bool,
    /// Files of forms.
    pub forms: Vec<FormFile>,
    /// What an editor says of it.
    pub note: Option<Bilingual>,
}

impl Document {
    /// A document with a name alone.
    pub fn new(at: Location, name: Bilingual) -> Self {
        Self {
            at,
            code: None,
            edit: Edit::Whole,
            name,
            originals: None,
            copies: None,
            required: false,
            waived: false,
            forms: Vec::new(),
            note: None,
        }
    }

    /// Whether it is a note rather than a document: the source wants no original and no copy of it.
    pub fn is_note(&self) -> bool {
        self.originals == Some(0) && self.copies == Some(0)
    }
}

/// A form to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFile {
    /// The name of the file.
    pub name: Box<str>,
    /// Where it can be fetched; never guessed.
    pub url: Option<Box<str>>,
}

/// A sub-case of the portal, with its own code and processing time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceCase {
    /// Its code: `1.001193.01`.
    pub code: Box<str>,
    /// How an overlay means it.
    pub edit: Edit,
    /// Its name.
    pub name: Bilingual,
    /// How long the agency has.
    pub time: Option<ProcessingTime>,
}

/// What one receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Where it stands.
    pub at: Location,
    /// Its code in the official register.
    pub code: Option<Box<str>>,
    /// How an overlay means it.
    pub edit: Edit,
    /// What it is.
    pub name: Bilingual,
}

/// How one receives a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReturnMethod {
    /// Where the application was made.
    AtCounter,
    /// At home, by post.
    AtHome,
    /// Through a portal.
    Online,
}

/// A legal document a procedure rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalDocument {
    /// Where it stands.
    pub at: Location,
    /// Its number, cleaned: `123/2015/NĐ-CP`; `None` where none could be read.
    pub number: Option<Box<str>>,
    /// How an overlay means it.
    pub edit: Edit,
    /// Its name, as the source has it.
    pub name: Bilingual,
    /// When it was signed.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<Box<str>>,
}
