//! `croissant.json`: a dataset for programs that learn from it, Croissant 1.1,
//! <https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html>.

use serde_json::{Value, json};

use super::json::object;
use super::record::{Record, column_text};
use crate::catalogue::Language;
use crate::dataset::columns::schema::Column;
use crate::table::Kind;

/// Its name beside the data.
pub(super) const NAME: &str = "croissant.json";

/// The file.
pub(super) fn describe(record: &Record<'_>) -> Option<Value> {
    let csv = record.csv()?;
    let files = record.publication.distributions.iter().map(|file| {
        let whole = record.base().map(|base| format!("{base}{}", file.path));
        json!({
            "@type": "cr:FileObject",
            "@id": file.name(),
            "name": file.name(),
            "contentUrl": whole.unwrap_or_else(|| file.name().to_owned()),
            "contentSize": format!("{} B", file.bytes),
            "encodingFormat": file.format.media_type(),
            "sha256": file.sha256_hex(),
        })
    });
    let fields = record.columns().iter().map(|column| field(column, csv.name()));
    let keys = record.keys().into_iter().map(|key| json!({ "@id": format!("rows/{key}") }));
    let rows = object([
        ("@type", json!("cr:RecordSet")),
        ("@id", json!("rows")),
        ("name", json!("rows")),
        ("key", keys.collect()),
        ("field", fields.collect()),
    ]);
    let licence = record.licence().map(|licence| licence.url.unwrap_or(licence.id));
    let publisher = json!({ "@type": "sc:Organization", "name": record.publisher().vi.trim() });
    Some(object([
        ("@context", context()),
        ("@type", json!("sc:Dataset")),
        ("conformsTo", json!("http://mlcommons.org/croissant/1.1")),
        ("name", json!(record.title().vi.trim())),
        ("alternateName", json!(record.title().en.as_deref().map(str::trim))),
        ("description", json!(record.text().vi.trim())),
        ("url", json!(record.url())),
        ("license", json!(licence)),
        ("creator", publisher.clone()),
        ("publisher", publisher),
        ("datePublished", json!(record.issued().or(record.modified()).map(|date| date.iso()))),
        ("dateModified", json!(record.modified().map(|date| date.iso()))),
        ("version", json!(version(record))),
        ("keywords", json!(record.keywords(Language::Vi))),
        ("inLanguage", json!(record.description().listing.languages.iter().map(|one| one.tag()).collect::<Vec<_>>())),
        ("citeAs", json!(super::citation::line(record))),
        ("distribution", files.collect()),
        ("recordSet", json!([rows])),
    ]))
}

/// The version in three numbers, as the specification wants it: the publisher's own where it is that, else the day the data
/// last changed.
fn version(record: &Record<'_>) -> Option<String> {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = |version: &&str| version.split('.').count() <= 3 && version.split('.').all(number);
    if let Some(version) = record.version().filter(parts) {
        let missing = 3 - version.split('.').count();
        return Some(format!("{version}{}", ".0".repeat(missing)));
    }
    record.modified().map(|day| format!("{}.{}.{}", day.year(), day.month(), day.day()))
}

fn field(column: &Column, file: &str) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::Code | Kind::Place | Kind::Month => "sc:Text",
        Kind::Url => "sc:URL",
        Kind::Integer | Kind::Year => "sc:Integer",
        Kind::Decimal | Kind::Money | Kind::Percent | Kind::Coordinate => "sc:Float",
        Kind::Date => "sc:Date",
        Kind::Boolean => "sc:Boolean",
    };
    object([
        ("@type", json!("cr:Field")),
        ("@id", json!(format!("rows/{}", column.id))),
        ("name", json!(column.id)),
        ("description", json!(column_text(column, Language::Vi).unwrap_or(&column.name).trim())),
        ("dataType", json!(kind)),
        ("source", json!({ "fileObject": { "@id": file }, "extract": { "column": column.id } })),
    ])
}

/// The context that the specification asks for, with Vietnamese as the language of texts.
fn context() -> Value {
    json!({
        "@language": "vi",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "equivalentProperty": "cr:equivalentProperty",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileObject": "cr:fileObject",
        "fileProperty": "cr:fileProperty",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}
