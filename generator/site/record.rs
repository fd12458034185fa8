//! A procedure as JSON, beside its page: `thu-tuc/<code>/index.json`.
//!
//! | key | value |
//! |---|---|
//! | `code`, `url` | the code word for word; the page, where the site has a base URL |
//! | `sources` | what the record was made of: `title`, `retrieved` (ISO date), `official` |
//! | `provenance` | for each field its place in `sources`; for texts in two languages one for each |
//! | every other key | the field of that name in content files; absent where nothing is known |
//!
//! Short texts are `{vi, en}`; longer ones `{vi: {format: "plain" | "markdown", text}}`; money is
//! `{currency, amount}` in whole units; times are `{duration, basis, text}` with an ISO 8601 duration, or
//! `{text}` alone where the source gives words; dates are ISO dates.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::prose::{bare, heading};
use crate::catalogue::{
    Bilingual, Catalogue, Channel, Decision, Document, DocumentGroup, Fee, FeeAmount, Field, FormFile, Kind,
    LegalDocument, Localised, Named, Online, Outcome, Procedure, ProcessingTime, Prose, ReturnMethod, ServiceCase,
    ServiceGroup, ServiceGroupKind, SourceId, SourceInfo, State, Step,
};
use crate::files::{FileError, FileErrorKind};
use crate::language::duration::Basis;
use crate::language::{Date, Money};

/// Writes the record of a procedure.
pub(super) fn write(
    catalogue: &Catalogue,
    procedure: &Procedure,
    url: Option<String>,
    out: &mut Vec<u8>,
) -> Result<(), FileError> {
    let record = Record { catalogue, procedure, url };
    serde_json::to_writer(out, &record)
        .map_err(|error| FileError::new(&*procedure.code, FileErrorKind::Io(error.to_string())))
}

struct Record<'a> {
    catalogue: &'a Catalogue,
    procedure: &'a Procedure,
    url: Option<String>,
}

/// A value of the model as JSON.
struct Json<'a, T: ?Sized>(&'a T);

impl<T> Serialize for Json<'_, Vec<T>>
where
    for<'b> Json<'b, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Json))
    }
}

impl<T> Serialize for Json<'_, Option<T>>
where
    for<'b> Json<'b, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(value) => Json(value).serialize(serializer),
            None => serializer.serialize_none(),
        }
    }
}

/// Implements an object by its keys; a value may be left out by being `None`.
macro_rules! object {
    ($type:ty, |$value:ident| { $($key:literal: $entry:expr),* $(,)? }) => {
        impl Serialize for Json<'_, $type> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $value = self.0;
                let mut map = serializer.serialize_map(None)?;
                $(if let Some(entry) = $entry { map.serialize_entry($key, &entry)?; })*
                map.end()
            }
        }
    };
}

/// Implements a value as a word.
macro_rules! words {
    ($($type:ident { $($variant:ident => $word:literal),* })*) => {$(
        impl Serialize for Json<'_, $type> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(match self.0 { $($type::$variant => $word),* })
            }
        }
    )*};
}

words! {
    State { Active => "active", Abolished => "abolished" }
    Kind { National => "national", Specific => "specific", Internal => "internal" }
    Online { Full => "full", Partial => "partial", No => "no" }
    ReturnMethod { AtCounter => "counter", AtHome => "home", Online => "online" }
}

impl Serialize for Json<'_, Box<str>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl Serialize for Json<'_, Date> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.iso())
    }
}

impl Serialize for Json<'_, crate::catalogue::Levels> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(crate::catalogue::Level::id))
    }
}

fn some<T>(value: &T) -> Option<Json<'_, T>> {
    Some(Json(value))
}

fn list<T>(items: &Vec<T>) -> Option<Json<'_, Vec<T>>> {
    (!items.is_empty()).then_some(Json(items))
}

fn format(prose: &Prose) -> &'static str {
    match prose {
        Prose::Plain(_) => "plain",
        Prose::Markdown(_) => "markdown",
    }
}

/// A text without the bullet its source put before it.
struct Cleaned<'a>(&'a Bilingual, fn(&str) -> &str);

impl Serialize for Cleaned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("vi", self.1(&self.0.vi))?;
        if let Some(en) = &self.0.en {
            map.serialize_entry("en", self.1(en))?;
        }
        map.end()
    }
}

object!(Bilingual, |text| { "vi": Some(&text.vi), "en": text.en.as_ref() });
object!(Prose, |prose| { "format": Some(format(prose)), "text": Some(prose.source()) });
object!(Localised, |text| {
    "vi": text.vi.as_ref().map(|text| Json(&text.value)),
    "en": text.en.as_ref().map(|text| Json(&text.value)),
});
object!(Localised<Prose>, |text| {
    "vi": text.vi.as_ref().map(|text| Json(&text.value)),
    "en": text.en.as_ref().map(|text| Json(&text.value)),
});
object!(Named, |named| { "code": named.code.as_ref(), "name": some(&named.name) });
object!(ServiceGroup, |group| {
    "for": Some(match group.kind { ServiceGroupKind::Citizen => "citizens", ServiceGroupKind::Business => "businesses" }),
    "name": some(&group.name),
});
object!(Decision, |decision| { "number": Some(&decision.number), "date": decision.date.as_ref().map(Json) });
object!(Step, |step| {
    "name": step.name.as_ref().map(Json),
    "text": some(&step.text),
    "text_en": step.text_en.as_ref().map(Json),
});
object!(Channel, |channel| {
    "kind": Some(channel.kind.id()),
    "time": channel.time.as_ref().map(Json),
    "fees": list(&channel.fees),
    "note": channel.note.as_ref().map(Json),
});
object!(Money, |money| { "currency": Some(money.currency.code()), "amount": Some(money.amount) });
object!(Fee, |fee| {
    "name": fee.name.as_ref().map(Json),
    "status": Some(match fee.amount { FeeAmount::Free => "free", FeeAmount::Known(_) => "known", FeeAmount::Unknown => "unknown" }),
    "amount": match &fee.amount { FeeAmount::Known(money) => some(money), _ => None },
    "note": fee.note.as_ref().map(Json),
    "attachment": fee.attachment.as_ref(),
});
object!(DocumentGroup, |group| {
    "name": group.name.as_ref().map(|name| Cleaned(name, heading)),
    "documents": list(&group.documents),
});
object!(Document, |document| {
    "code": document.code.as_ref(),
    "name": Some(Cleaned(&document.name, bare)),
    "is_note": document.is_note().then_some(true),
    "originals": document.originals,
    "copies": document.copies,
    "required": document.required.then_some(true),
    "forms": list(&document.forms),
    "note": document.note.as_ref().map(Json),
});
object!(FormFile, |form| { "name": Some(&form.name), "url": form.url.as_ref() });
object!(ServiceCase, |case| {
    "code": Some(&case.code),
    "name": some(&case.name),
    "time": case.time.as_ref().map(Json),
});
object!(Outcome, |outcome| { "code": outcome.code.as_ref(), "name": Some(Cleaned(&outcome.name, bare)) });
object!(LegalDocument, |legal| {
    "number": legal.number.as_ref(),
    "name": some(&legal.name),
    "date": legal.date.as_ref().map(Json),
    "url": legal.url.as_ref(),
});
object!(SourceInfo, |source| {
    "title": some(&source.title),
    "retrieved": source.retrieved.as_ref().map(Json),
    "official": Some(source.official),
});

impl Serialize for Json<'_, ProcessingTime> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            ProcessingTime::Quantity(duration) => {
                map.serialize_entry("duration", &duration.iso8601())?;
                let basis = match duration.basis {
                    Basis::Calendar => "calendar",
                    Basis::Working => "working",
                    Basis::SameWorkingDay => "same-working-day",
                };
                map.serialize_entry("basis", basis)?;
                map.serialize_entry("text", &duration.text_vi())?;
            }
            ProcessingTime::Verbatim(text) => map.serialize_entry("text", text)?,
        }
        map.end()
    }
}

/// Which source each field came from.
struct Provenance<'a>(&'a Procedure, &'a [SourceId]);

/// The source of a text in each language.
#[derive(Serialize)]
struct PerLanguage {
    #[serde(skip_serializing_if = "Option::is_none")]
    vi: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<usize>,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sources: Vec<SourceId> = self.procedure.origins().iter().map(|(_, origin)| origin.source).collect();
        sources.extend(self.procedure.records.iter().map(|origin| origin.source));
        sources.sort_unstable();
        sources.dedup();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", &self.procedure.code)?;
        if let Some(url) = &self.url {
            map.serialize_entry("url", url)?;
        }
        fields(self.procedure, &mut map)?;
        let infos = sources.iter().filter_map(|id| self.catalogue.sources.get(usize::from(id.0)));
        map.serialize_entry("sources", &infos.map(Json).collect::<Vec<_>>())?;
        map.serialize_entry("provenance", &Provenance(self.procedure, &sources))?;
        map.end()
    }
}

/// Calls a macro with every field of the model: those in two languages, and the others.
macro_rules! each_field {
    ($with:ident) => {
        $with! {
            [name "name", summary "summary", body "body", reception "reception", requirements "requirements", note "note"]
            [state "state", kind "kind", levels "levels", decision "decision", publisher "publisher", fields "fields",
             groups "groups", audiences "audiences", executing "executing", competent "competent",
             authorised "authorised", delegated "delegated", coordinating "coordinating", steps "steps",
             channels "channels", documents "documents", service_cases "service_cases", results "results",
             return_methods "return_methods", legal_basis "legal_basis", keywords "keywords", online "online",
             official_page "official_page", updated "updated", reviewed "reviewed", review_by "review_by",
             citations "citations"]
        }
    };
}

fn fields<M: SerializeMap>(procedure: &Procedure, map: &mut M) -> Result<(), M::Error> {
    macro_rules! write {
        ([$($text:ident $text_key:literal),*] [$($field:ident $key:literal),*]) => {
            $(if !procedure.$text.is_empty() { map.serialize_entry($text_key, &Json(&procedure.$text))?; })*
            $(if let Some(field) = &procedure.$field { map.serialize_entry($key, &Json(&field.value))?; })*
        };
    }
    each_field!(write);
    Ok(())
}

impl Serialize for Provenance<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let procedure = self.0;
        let mut map = serializer.serialize_map(None)?;
        macro_rules! write {
            ([$($text:ident $text_key:literal),*] [$($field:ident $key:literal),*]) => {
                $(if !procedure.$text.is_empty() {
                    let sources = PerLanguage { vi: self.place(&procedure.$text.vi), en: self.place(&procedure.$text.en) };
                    map.serialize_entry($text_key, &sources)?;
                })*
                $(if let Some(place) = self.place(&procedure.$field) { map.serialize_entry($key, &place)?; })*
            };
        }
        each_field!(write);
        map.end()
    }
}

impl Provenance<'_> {
    fn place<T>(&self, field: &Field<T>) -> Option<usize> {
        let source = field.as_ref()?.origin.source;
        self.1.iter().position(|&other| other == source)
    }
}
