//! Terms of the European Union's authority tables, and of IANA's list of media types, with the classes DCAT-AP wants of them.
//! Each function describes a term and gives its address.

use std::io;

use super::super::rdf::Terms;
use super::super::rdf::vocabulary as v;
use super::super::record::Record;
use crate::catalogue::Language;
use crate::dataset::description::{Frequency, Theme};

/// The table of themes.
pub(super) const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
const FREQUENCIES: &str = "http://publications.europa.eu/resource/authority/frequency";
const FILE_TYPES: &str = "http://publications.europa.eu/resource/authority/file-type";
const ACCESS_RIGHTS: &str = "http://publications.europa.eu/resource/authority/access-right";
const AVAILABILITIES: &str = "http://publications.europa.eu/resource/authority/planned-availability";
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types/";

/// A table itself.
pub(super) fn scheme(terms: &mut Terms, iri: &str) -> io::Result<()> {
    let name = iri.rsplit('/').next().unwrap_or(iri).replace('-', " ");
    terms.describe(iri, v::CONCEPT_SCHEME, |scheme| scheme.text(v::TITLE, &name, Language::En).map(drop))
}

/// A concept of a table, named by its English name, which is of another class as well.
fn concept(
    terms: &mut Terms,
    table: &str,
    code: &str,
    class: Option<oxrdf::NamedNodeRef<'_>>,
    names: &[(&str, Language)],
) -> io::Result<String> {
    let iri = format!("{table}/{code}");
    scheme(terms, table)?;
    terms.describe(&iri, v::CONCEPT, |concept| {
        if let Some(class) = class {
            concept.is(class)?;
        }
        for &(name, language) in names {
            concept.text(v::PREFERRED_LABEL, name, language)?;
        }
        concept.link(v::IN_SCHEME, table).map(drop)
    })?;
    Ok(iri)
}

/// A theme, by its names on pages.
pub(super) fn theme(terms: &mut Terms, theme: Theme, record: Record<'_>) -> io::Result<String> {
    let names = Language::ALL.map(|language| (record.words(language).say(theme.key), language));
    concept(terms, THEMES, &theme.code(), None, &names)
}

/// A frequency.
pub(super) fn frequency(terms: &mut Terms, frequency: Frequency) -> io::Result<String> {
    let name = match frequency.word {
        "cont" => "continuous",
        "daily_2" => "twice a day",
        "weekly_2" => "twice a week",
        "weekly_3" => "three times a week",
        "monthly_2" => "twice a month",
        "monthly_3" => "three times a month",
        "annual_2" => "twice a year",
        "annual_3" => "three times a year",
        "irreg" => "irregular",
        word => word,
    };
    concept(terms, FREQUENCIES, &frequency.code(), Some(v::FREQUENCY), &[(name, Language::En)])
}

/// A file type.
pub(super) fn file_type(terms: &mut Terms, code: &str) -> io::Result<String> {
    concept(terms, FILE_TYPES, code, Some(v::MEDIA_TYPE_OR_EXTENT), &[(code, Language::En)])
}

/// Data that everybody may have.
pub(super) fn public(terms: &mut Terms) -> io::Result<String> {
    concept(terms, ACCESS_RIGHTS, "PUBLIC", Some(v::RIGHTS_STATEMENT), &[("public", Language::En)])
}

/// A file that is to stay.
pub(super) fn stable(terms: &mut Terms) -> io::Result<String> {
    concept(terms, AVAILABILITIES, "STABLE", None, &[("stable", Language::En)])
}

/// A language.
pub(super) fn language(terms: &mut Terms, language: Language) -> io::Result<String> {
    let iri = match language {
        Language::Vi => v::VIETNAMESE,
        Language::En => v::ENGLISH,
    };
    terms.describe(iri.as_str(), v::LINGUISTIC_SYSTEM, |_| Ok(()))?;
    Ok(iri.as_str().to_owned())
}

/// A media type.
pub(super) fn media_type(terms: &mut Terms, media: &str) -> io::Result<String> {
    let iri = format!("{MEDIA_TYPES}{media}");
    terms.describe(&iri, v::MEDIA_TYPE, |_| Ok(()))?;
    Ok(iri)
}
