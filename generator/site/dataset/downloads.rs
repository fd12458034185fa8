//! The files of a dataset, each with what it is, what it is for, and how to know it again.

use serde::Serialize;

use super::written::{count, size};
use crate::dataset::Publication;
use crate::dataset::description::FileFormat;
use crate::dataset::is_unordered;
use crate::dataset::publication::{AsText, Distribution, Reason, Unfit};
use crate::site::render::Renderer;
use crate::site::routes::Address;
use crate::site::words::Words;

/// A file to be taken away.
#[derive(Serialize)]
pub(super) struct Download<'a> {
    pub name: &'a str,
    pub href: String,
    pub format: String,
    /// What it is for, in a sentence.
    purpose: &'a str,
    pub size: String,
    sha256: String,
}

/// The files of a dataset, as `page` links to them.
pub(super) fn downloads<'a>(
    renderer: &Renderer<'_>,
    words: &'a Words,
    publication: &'a Publication<'_>,
    page: &Address,
) -> Vec<Download<'a>> {
    let download = |file: &'a Distribution| {
        let (format, purpose) = described(words, &file.format);
        Download {
            name: file.name(),
            href: renderer.href(page, &Address::file(&*file.path)),
            format,
            purpose,
            size: size(words, file.bytes),
            sha256: file.sha256_hex(),
        }
    };
    publication.distributions.iter().map(download).collect()
}

/// The formats a dataset does not fit, each with the reason, in words.
pub(super) fn omitted(words: &Words, publication: &Publication<'_>) -> Vec<String> {
    let say = |(format, reason): &(FileFormat, Reason)| {
        let why = match reason {
            Reason::Rows(_) => "dataset_omitted_rows",
            Reason::Columns(_) => "dataset_omitted_columns",
            Reason::LongText(_) => "dataset_omitted_text",
            Reason::Size(_) => "dataset_omitted_size",
            Reason::Coordinates => "dataset_omitted_coordinates",
        };
        let most = match reason {
            Reason::Size(most) => size(words, *most),
            other => count(words, other.figure().unwrap_or(0)),
        };
        words
            .say("dataset_omitted")
            .replace("{from}", &described(words, format).0)
            .replace("{to}", &words.say_with(why, &most))
    };
    publication.omitted.iter().map(say).collect()
}

/// Columns whose cells are texts in a format that has a type for them, each with the reason, in words.
pub(super) fn as_text(words: &Words, publication: &Publication<'_>) -> Vec<String> {
    let say = |text: &AsText| {
        let why = match text.why {
            Unfit::Digits(digits) => words.say_with("dataset_as_text_digits", &digits.to_string()),
            Unfit::Days => words.say("dataset_as_text_days").to_owned(),
        };
        let of = described(words, &text.format).0;
        words.say("dataset_as_text").replace("{n}", &text.column).replace("{from}", &of).replace("{to}", &why)
    };
    let columns = publication.dataset.plan.schema.columns.iter().enumerate();
    let unordered = columns.filter(|(at, _)| publication.table.is_some() && is_unordered(publication.dataset, *at));
    let unordered = unordered.map(|(_, column)| words.say_with("dataset_table_unordered", &column.id));
    publication.as_text.iter().map(say).chain(unordered).collect()
}

/// A format in words, and what it is for.
fn described<'w>(words: &'w Words, format: &FileFormat) -> (String, &'w str) {
    let (name, purpose) = match format {
        FileFormat::Csv => ("CSV", "dataset_for_csv"),
        FileFormat::ExcelCsv => ("dataset_is_excel_csv", "dataset_for_excel_csv"),
        FileFormat::Xlsx => ("Excel (XLSX)", "dataset_for_xlsx"),
        FileFormat::Json => ("JSON", "dataset_for_json"),
        FileFormat::Ndjson => ("JSON Lines (NDJSON)", "dataset_for_ndjson"),
        FileFormat::Parquet => ("Parquet", "dataset_for_parquet"),
        FileFormat::GeoJson => ("GeoJSON", "dataset_for_geojson"),
        FileFormat::Zip => ("dataset_is_zip", "dataset_for_zip"),
        FileFormat::Original(ending) => {
            return (words.say_with("dataset_is_original", &ending.to_uppercase()), words.say("dataset_for_original"));
        }
        FileFormat::Repairs => ("dataset_is_repairs", "dataset_for_repairs"),
    };
    // A name of its own is the same in all languages.
    (words.say(name).to_owned(), words.say(purpose))
}

/// A format in a word, for lists and filters: its name and what addresses call it.
pub(super) fn short_name(format: &FileFormat) -> Option<(&'static str, &'static str)> {
    Some(match format {
        FileFormat::Csv => ("CSV", "csv"),
        FileFormat::Xlsx => ("Excel (XLSX)", "xlsx"),
        FileFormat::Json => ("JSON", "json"),
        FileFormat::Ndjson => ("NDJSON", "ndjson"),
        FileFormat::Parquet => ("Parquet", "parquet"),
        FileFormat::GeoJson => ("GeoJSON", "geojson"),
        FileFormat::Zip => ("ZIP", "zip"),
        FileFormat::ExcelCsv | FileFormat::Original(_) | FileFormat::Repairs => return None,
    })
}
