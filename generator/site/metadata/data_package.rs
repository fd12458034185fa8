//! `datapackage.json`: tables with their schemas, for programs of Data Package 2, <https://datapackage.org/standard/data-package/>.
//!
//! Beside the data there is one for each dataset, that can be taken away with it. A package may not lead out of its folder, so
//! that references from one dataset to another stand in the package of the whole site.

use serde_json::{Value, json};

use super::json::object;
use super::record::{Record, column_text, column_title};
use crate::catalogue::Language;
use crate::dataset::columns::schema::Column;
use crate::dataset::description::ColumnNote;
use crate::dataset::description::FileFormat;
use crate::dataset::publication::Distribution;
use crate::language::Date;
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section};
use crate::table::{Decimal, Kind};

/// Where it is published, in the root of the site and beside each dataset.
pub(super) const PATH: &str = "datapackage.json";
const PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const RESOURCE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";
const SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The package of one dataset.
pub(super) fn dataset(record: &Record<'_>) -> Option<Value> {
    let csv = record.csv()?;
    let description = record.description();
    let references = |target: &str| target == record.id();
    let mut resources = vec![table(record, csv, csv.name(), &references)];
    resources.extend(repairs(record));
    let source = description.source.as_ref().map(|source| source.vi.trim());
    let source_url = description.source_url.as_deref().filter(|url| crate::site::routes::is_web(url));
    let source = object([("title", json!(source)), ("path", json!(source_url))]);
    let publisher = object([("title", json!(record.publisher().vi.trim())), ("roles", json!(["publisher"]))]);
    Some(object([
        ("$schema", json!(PACKAGE)),
        ("name", json!(record.id())),
        ("id", json!(record.url())),
        ("title", json!(record.title().vi.trim())),
        ("description", json!(record.text().vi.trim())),
        ("homepage", json!(record.url())),
        ("version", json!(record.version())),
        ("created", json!(record.modified().map(|date| format!("{}T00:00:00Z", date.iso())))),
        ("keywords", json!(record.keywords(Language::Vi))),
        ("licenses", json!(licences(record))),
        ("contributors", json!([publisher])),
        ("sources", json!(source.as_object().filter(|source| source.contains_key("title")).map(|_| [&source]))),
        ("resources", json!(resources)),
    ]))
}

/// The table of a dataset as a resource of the package of the whole site.
pub(super) fn in_site(record: &Record<'_>) -> Option<Value> {
    let csv = record.csv()?;
    let datasets = record.datasets;
    let known = |target: &str| datasets.iter().any(|other| *other.dataset.description.id == *target);
    let mut resource = table(record, csv, &csv.path, &known);
    if let Some(licences) = licences(record) {
        resource["licenses"] = json!(licences);
    }
    Some(resource)
}

/// The package of the whole site.
pub(super) fn site(renderer: &Renderer<'_>, resources: Vec<Value>) -> Value {
    let site = &renderer.index.catalogue.site;
    let page = renderer.base.as_deref().map(|base| Address::section(Section::Dataset, Language::Vi).absolute(base));
    object([
        ("$schema", json!(PACKAGE)),
        ("name", json!("datasets")),
        ("title", json!(site.title.vi.trim())),
        ("description", json!(site.description.vi.trim())),
        ("homepage", json!(page)),
        ("resources", json!(resources)),
    ])
}

fn licences(record: &Record<'_>) -> Option<[Value; 1]> {
    let licence = record.licence()?;
    Some([object([("name", json!(licence.id)), ("path", json!(licence.url))])])
}

/// The rows; `known` are the datasets that rows may refer to.
fn table(record: &Record<'_>, csv: &Distribution, path: &str, known: &dyn Fn(&str) -> bool) -> Value {
    let columns = record.columns();
    let references = columns.iter().filter_map(|column| {
        let (dataset, target) = column.note.as_ref()?.references.as_ref()?.0.split_once('.')?;
        known(dataset).then(|| {
            let resource = (dataset != record.id()).then_some(dataset);
            let reference = object([("resource", json!(resource)), ("fields", json!([target]))]);
            json!({ "fields": [column.id], "reference": reference })
        })
    });
    let schema = object([
        ("$schema", json!(SCHEMA)),
        ("fields", columns.iter().map(field).collect()),
        ("primaryKey", json!(record.keys())),
        ("foreignKeys", references.collect()),
        ("missingValues", json!([""])),
    ]);
    object([
        ("$schema", json!(RESOURCE)),
        ("name", json!(record.id())),
        ("title", json!(record.title().vi.trim())),
        ("description", json!(record.text().vi.trim())),
        ("path", json!(path)),
        ("type", json!("table")),
        ("format", json!("csv")),
        ("mediatype", json!("text/csv")),
        ("encoding", json!("utf-8")),
        ("bytes", json!(csv.bytes)),
        ("hash", json!(format!("sha256:{}", csv.sha256_hex()))),
        (
            "dialect",
            json!({ "header": true, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true }),
        ),
        ("schema", schema),
    ])
}

/// The log of repairs.
fn repairs(record: &Record<'_>) -> Option<Value> {
    let log = record.publication.distributions.iter().find(|file| file.format == FileFormat::Repairs)?;
    let field = |(name, kind): (&str, &str)| json!({ "name": name, "type": kind });
    let fields = [
        ("row", "integer"),
        ("line", "integer"),
        ("column", "string"),
        ("rule", "string"),
        ("before", "string"),
        ("after", "string"),
    ];
    Some(json!({
        "$schema": RESOURCE,
        "name": format!("{}-repairs", record.id()),
        "path": log.name(),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": log.bytes,
        "hash": format!("sha256:{}", log.sha256_hex()),
        "schema": { "$schema": SCHEMA, "fields": fields.map(field) },
    }))
}

/// The type of Table Schema for a kind.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Code | Kind::Place | Kind::Url => "string",
        Kind::Integer => "integer",
        Kind::Decimal | Kind::Money | Kind::Percent | Kind::Coordinate => "number",
        Kind::Date => "date",
        Kind::Year => "year",
        Kind::Month => "yearmonth",
        Kind::Boolean => "boolean",
    }
}

fn field(column: &Column) -> Value {
    let note = column.note.as_ref();
    let codes = note.filter(|_| column.kind.nature().is_text()).map(|note| &*note.codes).unwrap_or_default();
    let categories: Vec<Value> = codes.iter().map(|(value, label)| json!({ "value": value, "label": label })).collect();
    object([
        ("name", json!(column.id)),
        ("type", json!(kind(column.kind))),
        ("title", json!(column_title(column, Language::Vi).trim())),
        ("description", json!(column_text(column, Language::Vi).map(str::trim))),
        ("unit", json!(column.unit)),
        ("categories", json!(categories)),
        ("constraints", constraints(column, note)),
    ])
}

/// What is promised of a column; nothing where nothing is.
fn constraints(column: &Column, note: Option<&ColumnNote>) -> Value {
    let Some(note) = note else { return Value::Null };
    let codes: Vec<&str> =
        note.codes.iter().map(|(code, _)| &**code).filter(|_| column.kind.nature().is_text()).collect();
    let promised = object([
        ("required", if note.required { json!(true) } else { Value::Null }),
        ("unique", if note.unique { json!(true) } else { Value::Null }),
        ("minimum", bound(column.kind, note.min.as_ref().map(|(bound, _)| &**bound))),
        ("maximum", bound(column.kind, note.max.as_ref().map(|(bound, _)| &**bound))),
        (
            "pattern",
            json!(note.pattern.as_ref().filter(|_| column.kind.nature().is_text()).map(|(pattern, _)| pattern)),
        ),
        ("enum", json!(codes)),
    ]);
    if promised.as_object().is_some_and(serde_json::Map::is_empty) { Value::Null } else { promised }
}

/// A bound as a value of JSON; nothing where columns of the kind have none.
pub(super) fn bound(kind: Kind, text: Option<&str>) -> Value {
    let Some(text) = text else { return Value::Null };
    match kind {
        Kind::Date => json!(Date::parse_iso(text).map(Date::iso)),
        Kind::Year => json!(text.parse::<u16>().ok()),
        kind if kind.is_number() => {
            let mut written = String::new();
            if let Some(number) = Decimal::parse(text) {
                number.write(&mut written);
            }
            serde_json::from_str(&written).unwrap_or_default()
        }
        _ => Value::Null,
    }
}
