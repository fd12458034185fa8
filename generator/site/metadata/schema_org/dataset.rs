//! A dataset as schema.org's `Dataset`, and all of them as a `DataCatalog`.

use serde_json::{Value, json};

use crate::catalogue::{Bilingual, Language};
use crate::dataset::columns::schema::Column;
use crate::dataset::profile::ColumnProfile;
use crate::site::metadata::citation;
use crate::site::metadata::json::{object, script};
use crate::site::metadata::record::{Record, column_text, column_title};
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section, is_web};

/// The lengths of descriptions that search engines take, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 50..=5000;

/// What the page of a dataset says in a language.
pub(in crate::site) fn dataset(record: Record<'_>, language: Language) -> Option<String> {
    let base = record.base()?;
    let description = record.description();
    let page = record.page(language).absolute(base);
    let said = |text: &Bilingual| text.get(language).0.trim().to_owned();
    let publisher = object([
        ("@type", json!("Organization")),
        ("name", json!(said(record.publisher()))),
        ("email", json!(record.mail())),
    ]);
    let files = record.publication.distributions.iter().map(|file| {
        json!({
            "@type": "DataDownload",
            "name": file.name(),
            "contentUrl": format!("{base}{}", file.path),
            "contentSize": format!("{} B", file.bytes),
            "encodingFormat": file.format.media_type(),
            "sha256": file.sha256_hex(),
        })
    });
    let columns = record.columns().iter().zip(&record.publication.dataset.profile.columns);
    let variables = columns.map(|(column, profile)| variable(column, profile, language));
    let source = description.source_url.as_deref().filter(|url| is_web(url));
    let area = description.spatial.as_ref().map(|area| json!({ "@type": "Place", "name": said(area) }));
    let licence = record.licence().map(|licence| licence.url.unwrap_or(licence.id));
    let whole = object([
        ("@context", json!("https://schema.org")),
        ("@type", json!("Dataset")),
        ("@id", json!(format!("{}#dataset", record.page(Language::Vi).absolute(base)))),
        ("identifier", json!(record.id())),
        ("url", json!(page)),
        ("name", json!(said(record.title()))),
        ("description", json!(long(record, language))),
        ("inLanguage", json!(description.listing.languages.iter().map(|one| one.tag()).collect::<Vec<_>>())),
        ("keywords", json!(record.keywords(language))),
        ("creator", publisher.clone()),
        ("publisher", publisher),
        ("license", json!(licence)),
        ("isAccessibleForFree", json!(true)),
        ("version", json!(record.version())),
        ("datePublished", json!(record.issued().map(|date| date.iso()))),
        ("dateModified", json!(record.modified().map(|date| date.iso()))),
        ("temporalCoverage", json!(record.interval(".."))),
        ("spatialCoverage", json!(area)),
        ("isBasedOn", json!(source)),
        ("creditText", json!(description.source.as_ref().map(said))),
        ("citation", json!(citation::line(&record))),
        (
            "includedInDataCatalog",
            json!({
                "@type": "DataCatalog",
                "@id": catalogue(base),
                "name": record.site.title.get(language).0,
                "url": Address::section(Section::Dataset, language).absolute(base),
            }),
        ),
        ("variableMeasured", variables.collect()),
        ("distribution", files.collect()),
    ]);
    Some(script(&whole))
}

/// What the page of all datasets says in a language.
pub(in crate::site) fn all(renderer: &Renderer<'_>, language: Language) -> Option<String> {
    let base = renderer.base.as_deref()?;
    let site = &renderer.index.catalogue.site;
    let datasets = renderer.datasets.iter().map(|publication| {
        let record = Record::new(renderer, publication);
        json!({
            "@type": "Dataset",
            "@id": format!("{}#dataset", record.page(Language::Vi).absolute(base)),
            "name": record.title().get(language).0.trim(),
            "description": long(record, language),
            "url": record.page(language).absolute(base),
        })
    });
    let publisher = site.publisher.as_ref().unwrap_or(&site.title).get(language).0.trim();
    let whole = object([
        ("@context", json!("https://schema.org")),
        ("@type", json!("DataCatalog")),
        ("@id", json!(catalogue(base))),
        ("url", json!(Address::section(Section::Dataset, language).absolute(base))),
        ("name", json!(site.title.get(language).0.trim())),
        ("description", json!(site.description.get(language).0.trim())),
        ("inLanguage", json!(language.tag())),
        ("publisher", json!({ "@type": "Organization", "name": publisher })),
        ("dataset", datasets.collect()),
    ]);
    Some(script(&whole))
}

fn catalogue(base: &str) -> String {
    format!("{}#catalog", Address::section(Section::Dataset, Language::Vi).absolute(base))
}

/// A description as long as search engines want it: with its title, its columns and its publisher where it is short.
fn long(record: Record<'_>, language: Language) -> String {
    let mut text = record.text().get(language).0.trim().to_owned();
    let is_short = |text: &str| text.chars().count() < *LENGTHS.start();
    if is_short(&text) {
        text = format!("{}. {text}", record.title().get(language).0.trim());
    }
    if is_short(&text) {
        let titles: Vec<&str> = record.columns().iter().map(|column| column_title(column, language).trim()).collect();
        text = format!("{} ({}).", text.trim_end_matches('.'), titles.join(", "));
    }
    if is_short(&text) {
        text = format!("{text} {}", citation::line(&record));
    }
    match text.char_indices().nth(*LENGTHS.end() - 1) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// A column, with its least and its greatest value where they are numbers.
fn variable(column: &Column, profile: &ColumnProfile, language: Language) -> Value {
    let spread = profile.spread.as_ref().filter(|_| column.kind.is_number());
    let number = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    object([
        ("@type", json!("PropertyValue")),
        ("name", json!(column_title(column, language).trim())),
        ("alternateName", json!(column.id)),
        ("description", json!(column_text(column, language).map(str::trim))),
        ("unitText", json!(column.unit)),
        ("minValue", spread.map(|spread| number(&spread.min)).unwrap_or_default()),
        ("maxValue", spread.map(|spread| number(&spread.max)).unwrap_or_default()),
    ])
}
