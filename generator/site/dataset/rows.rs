//! The first rows of a dataset, and what the script needs to show all others in their place.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::columns::{unit, unit_beside};
use super::labels::column_title;
use super::written::{count, said};
use crate::catalogue::Language;
use crate::dataset::columns::schema::Column;
use crate::dataset::profile::Distinct;
use crate::dataset::publication::SAMPLE;
use crate::dataset::{Dataset, Publication, is_unordered};
use crate::site::metadata::json::script;
use crate::site::render::{Html, Renderer, Said};
use crate::site::routes::{Address, is_web};
use crate::site::words::Words;
use crate::table::Kind;

/// The words of the script, by their keys.
const WORDS: [&str; 38] = [
    "table_search",
    "table_column",
    "table_choose",
    "table_filters",
    "table_add",
    "table_remove",
    "table_clear",
    "table_has",
    "table_begins",
    "table_from",
    "table_to",
    "table_is",
    "table_is_empty",
    "table_only_empty",
    "table_nothing",
    "table_others",
    "table_yes",
    "table_no",
    "table_rows",
    "table_caption",
    "table_caption_all",
    "table_none",
    "table_busy",
    "table_failed",
    "table_again",
    "table_refused",
    "table_missing",
    "table_pages",
    "table_page",
    "table_previous",
    "table_next",
    "table_chart",
    "table_chart_of",
    "table_count",
    "table_save",
    "table_saved",
    "table_number_hint",
    "table_month_hint",
];

/// More different values than these are no choice: as many as the engine names one by one.
const CHOICES: u64 = 40;

/// The first rows.
#[derive(Serialize)]
pub(super) struct FirstRows<'a> {
    caption: String,
    head: Vec<Heading<'a>>,
    rows: Vec<Vec<Cell>>,
    all: Option<AllRows>,
}

#[derive(Serialize)]
struct Heading<'a> {
    id: &'a str,
    title: Said<'a>,
    unit: Option<&'a str>,
    is_number: bool,
    /// Whether the script can put rows into its order.
    is_ordered: bool,
}

#[derive(Serialize)]
struct Cell {
    text: Said<'static>,
    href: Option<String>,
    is_number: bool,
    /// Whether it names its row.
    is_head: bool,
}

/// Where the script finds what it needs.
#[derive(Serialize)]
struct AllRows {
    script: String,
    /// What it starts its worker with, where the page has no search box that brings it.
    workers: String,
    worker: String,
    wasm: String,
    /// What else it needs, as JSON that can stand in a `script` element.
    data: Html,
}

/// The first rows of a dataset whose page this is.
pub(super) fn first_rows<'a>(
    renderer: &Renderer<'_>,
    words: &'a Words,
    publication: &'a Publication<'_>,
    page: &Address,
) -> FirstRows<'a> {
    let dataset = publication.dataset;
    let columns = &dataset.plan.schema.columns;
    let named = naming_column(dataset);
    let head = columns.iter().enumerate().map(|(at, column)| {
        let title = column_title(column, words.language());
        Heading {
            id: &column.id,
            unit: unit_beside(&title.text, unit(column)),
            title,
            is_number: column.kind.is_number(),
            is_ordered: !is_unordered(dataset, at),
        }
    });
    let rows = publication.sample.iter().map(|row| {
        let cell = |(at, (text, column)): (usize, (&Option<Box<str>>, &Column))| {
            let text = text.as_deref().unwrap_or_default();
            Cell {
                text: said(words, column.kind, text),
                href: (column.kind == Kind::Url && is_web(text)).then(|| text.to_owned()),
                is_number: column.kind.is_number(),
                is_head: at == named,
            }
        };
        row.iter().zip(columns).enumerate().map(cell).collect()
    });
    let total = dataset.profile.rows;
    let seen = publication.sample.len() as u64;
    let key = if seen < total { "dataset_first_rows" } else { "dataset_all_rows" };
    FirstRows {
        caption: words.say(key).replace("{n}", &count(words, seen)).replace("{to}", &count(words, total)),
        head: head.collect(),
        rows: rows.collect(),
        all: all_rows(renderer, words, publication, page),
    }
}

/// The column that names a row: the first of its keys, else the first of words, else the first.
fn naming_column(dataset: &Dataset) -> usize {
    let schema = &dataset.plan.schema;
    let key = dataset.description.keys.first().and_then(|(key, _)| schema.position(key));
    let words =
        || schema.columns.iter().position(|column| matches!(column.kind, Kind::Text | Kind::Place | Kind::Code));
    key.or_else(words).unwrap_or(0)
}

/// What the script needs; nothing where all rows are in the page, or where there is no module.
fn all_rows(renderer: &Renderer<'_>, words: &Words, publication: &Publication<'_>, page: &Address) -> Option<AllRows> {
    let folder = publication.table.as_deref()?;
    let dataset = publication.dataset;
    if dataset.profile.rows <= SAMPLE as u64 {
        return None;
    }
    let asset = |name| Some(renderer.href(page, renderer.theme.asset(name)?));
    let profiles = dataset.plan.schema.columns.iter().zip(&dataset.profile.columns);
    let named = naming_column(dataset);
    let columns = profiles.enumerate().map(|(at, (column, profile))| {
        let title = column_title(column, words.language()).text;
        let mut described = json!({
            "id": &*column.id,
            "title": &*title,
            "kind": column.kind.word(),
        });
        let has_meanings = column.note.as_ref().is_some_and(|note| !note.codes.is_empty());
        if words.language() != Language::Vi && (has_meanings || matches!(column.kind, Kind::Text | Kind::Place)) {
            described["lang"] = json!(Language::Vi.tag());
        }
        if is_unordered(dataset, at) {
            described["long"] = json!(true);
        }
        if let Some(unit) = unit_beside(&title, unit(column)) {
            described["unit"] = json!(unit);
        }
        let is_choice = matches!(column.kind, Kind::Text | Kind::Code | Kind::Place | Kind::Boolean);
        if is_choice && matches!(profile.distinct, Distinct::Exact(2..=CHOICES)) {
            described["choice"] = json!(true);
        }
        if at == named {
            described["head"] = json!(true);
        }
        let codes = column.note.as_ref().map_or(&[][..], |note| &note.codes);
        if !codes.is_empty() {
            described["codes"] =
                codes.iter().map(|(code, meaning)| (code.to_string(), json!(meaning))).collect::<Map<_, _>>().into();
        }
        described
    });
    let texts = words.texts();
    let said = WORDS.iter().filter_map(|key| {
        let text = texts.get(*key)?;
        Some((key.trim_start_matches("table_").to_owned(), Value::from(text.as_str())))
    });
    let data = json!({
        "folder": renderer.href(page, &Address::file(format!("{}/", folder.trim_end_matches('/')))),
        "file": format!("{}-{}.csv", dataset.description.id, words.say("table_selection")),
        "rows": dataset.profile.rows,
        "size": SAMPLE,
        "columns": columns.collect::<Vec<_>>(),
        "words": said.collect::<Map<_, _>>(),
    });
    Some(AllRows {
        script: asset("scripts/table/table.js")?,
        workers: asset("scripts/table/workers.js")?,
        worker: asset("scripts/table/table-worker.js")?,
        wasm: asset("pkg/table_bg.wasm")?,
        data: Html(script(&data)),
    })
}
