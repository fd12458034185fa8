//! The files of a dataset, each with what it is, what it is for, and how to know it again.

use serde::Serialize;

use super::written::size;
use crate::dataset::Publication;
use crate::dataset::publication::{Distribution, FileFormat};
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
            return (
                words.say_with("dataset_is_original", &ending.to_uppercase()),
                words.say("dataset_for_original"),
            );
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
