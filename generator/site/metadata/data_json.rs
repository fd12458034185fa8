//! `data.json`: datasets for catalogues of Project Open Data, schema 1.1, <https://resources.data.gov/resources/dcat-us/>.
//!
//! Whoever reads it refuses the whole file for one invalid dataset, so that a dataset without an address of mail or a day is
//! left out; `check` says so.

use serde_json::{Value, json};

use super::json::object;
use super::record::Record;
use crate::catalogue::Language;
use crate::dataset::description::Frequency;

/// Where it is published.
pub(super) const PATH: &str = "data.json";
const SCHEMA: &str = "https://project-open-data.cio.gov/v1.1/schema";

/// The file, of what is said of each dataset.
pub(super) fn catalogue(base: &str, datasets: Vec<Value>) -> Value {
    json!({
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@id": format!("{base}{PATH}"),
        "@type": "dcat:Catalog",
        "conformsTo": SCHEMA,
        "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
        "dataset": datasets,
    })
}

/// A dataset; nothing where it lacks what the schema asks for.
pub(super) fn describe(record: &Record<'_>, base: &str) -> Option<Value> {
    let description = record.description();
    let publisher = record.publisher().vi.trim();
    let page = record.url()?;
    let contact = json!({
        "@type": "vcard:Contact",
        "fn": publisher,
        "hasEmail": format!("mailto:{}", record.mail()?),
    });
    let files = record.publication.distributions.iter().map(|file| {
        json!({
            "@type": "dcat:Distribution",
            "title": file.name(),
            "downloadURL": format!("{base}{}", file.path),
            "mediaType": file.format.media_type(),
        })
    });
    let mut keywords = record.keywords(Language::Vi);
    for keyword in record.keywords(Language::En) {
        if !keywords.contains(&keyword) {
            keywords.push(keyword);
        }
    }
    let words = record.words(Language::Vi);
    let themes: Vec<&str> = description.listing.themes.iter().map(|theme| words.say(theme.key)).collect();
    let languages: Vec<&str> = description.listing.languages.iter().map(|language| language.tag()).collect();
    let source = description.source_url.as_deref().filter(|url| crate::site::routes::is_web(url));
    Some(object([
        ("@type", json!("dcat:Dataset")),
        ("identifier", json!(page)),
        ("title", json!(record.title().vi.trim())),
        ("description", json!(record.text().vi.trim())),
        ("keyword", json!(keywords)),
        ("theme", json!(themes)),
        ("modified", json!(record.modified()?.iso())),
        ("issued", json!(record.issued().map(|date| date.iso()))),
        ("publisher", json!({ "@type": "org:Organization", "name": publisher })),
        ("contactPoint", contact),
        ("accessLevel", json!("public")),
        ("license", json!(record.licence().and_then(|licence| licence.url))),
        ("spatial", json!(description.spatial.as_ref().map(|area| area.vi.trim()))),
        ("temporal", json!(closed_interval(record))),
        ("accrualPeriodicity", json!(description.frequency.and_then(repeating))),
        ("language", json!(languages)),
        ("landingPage", json!(page)),
        ("references", json!(source.map(|source| [source]))),
        ("conformsTo", json!(description.listing.conforms_to)),
        ("describedBy", json!(format!("{base}{}/datapackage.json", crate::site::routes::dataset_folder(record.id())))),
        ("describedByType", json!("application/json")),
        ("distribution", json!(files.collect::<Vec<_>>())),
    ]))
}

/// The interval it is about, where both ends are known: the schema knows no other.
fn closed_interval(record: &Record<'_>) -> Option<String> {
    let (start, end) = record.description().temporal;
    Some(format!("{}/{}", start?.iso(), end?.iso()))
}

/// A frequency as ISO 8601 has repeating intervals.
fn repeating(frequency: Frequency) -> Option<&'static str> {
    Some(match frequency.word {
        "cont" => "R/PT1S",
        "hourly" => "R/PT1H",
        "daily" => "R/P1D",
        "daily_2" => "R/PT12H",
        "weekly" => "R/P1W",
        "weekly_2" => "R/P3.5D",
        "weekly_3" => "R/P0.33W",
        "biweekly" => "R/P2W",
        "monthly" => "R/P1M",
        "monthly_2" => "R/P0.5M",
        "monthly_3" => "R/P0.33M",
        "bimonthly" => "R/P2M",
        "quarterly" => "R/P3M",
        "annual_2" => "R/P6M",
        "annual_3" => "R/P4M",
        "annual" => "R/P1Y",
        "biennial" => "R/P2Y",
        "triennial" => "R/P3Y",
        "irreg" => "irregular",
        _ => return None,
    })
}
