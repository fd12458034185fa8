//! `<id>.csv-metadata.json`: the columns of a CSV for programs of CSV on the Web,
//! <https://www.w3.org/TR/tabular-metadata/>, who look for it under this name.
//!
//! A table whose rows refer to another dataset's stands in a group with that one's, as the standard wants it.

use serde_json::{Value, json};

use super::data_package::bound;
use super::json::object;
use super::record::{Record, column_text, column_title};
use crate::catalogue::{Bilingual, Language};
use crate::dataset::columns::schema::Column;
use crate::table::Kind;

/// The name of the file of a dataset.
pub(super) fn name(record: &Record<'_>) -> String {
    format!("{}.csv-metadata.json", record.id())
}

/// The file.
pub(super) fn describe(record: &Record<'_>) -> Option<Value> {
    let context = json!(["http://www.w3.org/ns/csvw", { "@language": "vi" }]);
    let mut targets: Vec<Record<'_>> = Vec::new();
    for (dataset, _) in record.columns().iter().filter_map(reference) {
        let other = record.datasets.iter().find(|other| *other.dataset.description.id == *dataset);
        if let Some(other) = other.filter(|_| dataset != record.id() && targets.iter().all(|one| one.id() != dataset)) {
            targets.push(record.other(other));
        }
    }
    let mut own = table(record, record.csv()?.name().to_owned(), |dataset| {
        dataset == record.id() || targets.iter().any(|target| target.id() == dataset)
    });
    if targets.is_empty() {
        own["@context"] = context;
        return Some(own);
    }
    let others =
        targets.iter().filter_map(|target| Some(table(target, beside(target.id(), target.csv()?.name()), |_| false)));
    let tables: Vec<Value> = std::iter::once(own).chain(others).collect();
    Some(json!({ "@context": context, "tables": tables }))
}

/// The way from the folder of one dataset to a file of another.
fn beside(dataset: &str, name: &str) -> String {
    format!("../{dataset}/{name}")
}

fn reference(column: &Column) -> Option<(&str, &str)> {
    column.note.as_ref()?.references.as_ref()?.0.split_once('.')
}

/// The table of a dataset at `url`; `known` are the datasets of the same group.
fn table(record: &Record<'_>, url: String, known: impl Fn(&str) -> bool) -> Value {
    let columns = record.columns();
    let own = record.csv().map_or("", |csv| csv.name());
    let profiles = &record.publication.dataset.profile.columns;
    // Readers take an empty cell for a reference that leads nowhere.
    let full = columns.iter().zip(profiles).filter(|(_, profile)| profile.nulls == 0);
    let references = full.filter_map(|(column, _)| {
        let (dataset, target) = reference(column)?;
        let resource = if dataset == record.id() { own.to_owned() } else { beside(dataset, &format!("{dataset}.csv")) };
        known(dataset).then(|| {
            json!({ "columnReference": column.id, "reference": { "resource": resource, "columnReference": target } })
        })
    });
    let schema = object([
        ("columns", columns.iter().map(|column| described(record, column)).collect()),
        ("primaryKey", json!(record.keys())),
        ("foreignKeys", references.collect()),
    ]);
    object([
        ("url", json!(url)),
        ("dialect", dialect()),
        ("dc:title", said(record.title())),
        ("dc:description", said(record.text())),
        ("dc:publisher", said(record.publisher())),
        ("dc:license", json!(record.licence().and_then(|licence| licence.url).map(|url| json!({ "@id": url })))),
        ("dc:modified", json!(record.modified().map(|date| json!({ "@value": date.iso(), "@type": "xsd:date" })))),
        ("tableSchema", schema),
    ])
}

/// How the CSV is written. Readers take rows that begin with `#` for comments unless they are told of another sign: no cell has
/// a control character.
fn dialect() -> Value {
    json!({
        "encoding": "utf-8", "header": true, "delimiter": ",", "lineTerminators": "\r\n", "commentPrefix": "\u{1}",
    })
}

/// A text in each language it has.
fn said(text: &Bilingual) -> Value {
    let said = |text: &str, language: Language| {
        let text = text.trim();
        (!text.is_empty()).then(|| json!({ "@value": text, "@language": language.tag() }))
    };
    let both = [said(&text.vi, Language::Vi), said(text.en.as_deref().unwrap_or_default(), Language::En)];
    json!(both.into_iter().flatten().collect::<Vec<_>>())
}

fn described(record: &Record<'_>, column: &Column) -> Value {
    let note = column.note.as_ref();
    let title = note.and_then(|note| note.title.as_ref()).map(said);
    let text = column_text(column, Language::Vi).and(note).and_then(|note| note.description.as_ref()).map(said);
    let required = note.is_some_and(|note| note.required) || record.keys().contains(&&*column.id);
    object([
        ("name", json!(column.id)),
        // The heading of the CSV, which readers compare with this.
        ("titles", json!(column.id)),
        ("dc:title", title.unwrap_or_else(|| json!(column_title(column, Language::Vi)))),
        ("dc:description", text.unwrap_or_default()),
        ("schema:unitText", json!(column.unit)),
        ("datatype", datatype(column)),
        ("required", if required { json!(true) } else { Value::Null }),
    ])
}

/// A data type of XML Schema, with what is promised of its values.
fn datatype(column: &Column) -> Value {
    let base = match column.kind {
        Kind::Text | Kind::Code | Kind::Place => "string",
        Kind::Url => "anyURI",
        Kind::Integer => "integer",
        Kind::Decimal | Kind::Money | Kind::Percent | Kind::Coordinate => "decimal",
        Kind::Date => "date",
        Kind::Year => "gYear",
        Kind::Month => "gYearMonth",
        Kind::Boolean => "boolean",
    };
    let Some(note) = &column.note else { return json!(base) };
    // The standard bounds numbers and days, and says nothing of years.
    let bounded = column.kind != Kind::Year;
    let of =
        |text: &Option<(Box<str>, _)>| bound(column.kind, text.as_ref().filter(|_| bounded).map(|(text, _)| &**text));
    let pattern = note.pattern.as_ref().filter(|_| base == "string").map(|(pattern, _)| pattern);
    let promised = [("format", json!(pattern)), ("minimum", of(&note.min)), ("maximum", of(&note.max))];
    if promised.iter().all(|(_, value)| value.is_null()) {
        return json!(base);
    }
    object([("base", json!(base))].into_iter().chain(promised))
}
