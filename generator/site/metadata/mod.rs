//! What other administrations' machines and search engines read of a site, a room for each standard.
//!
//! In: procedures, and what was published of datasets. Out: files in the root of the site and beside the data, and JSON-LD for
//! pages. Where whole addresses are needed a site without a base has no such file. What a dataset lacks is made up for once,
//! in [`record`], so that all standards say the same.
//!
//! | standard | files | where |
//! |---|---|---|
//! | CPSV-AP 3.2.0 | `cpsv-ap.ttl` | [`cpsv`] |
//! | DCAT-AP 3.0.1 | `catalog.ttl`, `catalog.jsonld`; `dcat.ttl` beside the data | [`dcat`] |
//! | Project Open Data 1.1 | `data.json` | [`data_json`] |
//! | Data Package 2 | `datapackage.json`, of the site and beside the data | [`data_package`] |
//! | CSV on the Web | `<id>.csv-metadata.json` beside the data | [`csvw`] |
//! | Croissant 1.1 | `croissant.json` beside the data | [`croissant`] |
//! | Citation File Format 1.2.0 | `CITATION.cff` beside the data | [`citation`] |
//! | schema.org | inside pages | [`schema_org`] |

mod citation;
mod cpsv;
mod croissant;
mod csvw;
mod data_json;
mod data_package;
mod dcat;
pub(in crate::site) mod json;
mod rdf;
mod record;
mod schema_org;
#[cfg(test)]
mod tests;

use rayon::prelude::*;
use serde_json::Value;

pub(super) use self::cpsv::write as write_procedures;
pub(super) use self::record::Record;
pub(super) use self::schema_org::{all_datasets, dataset, government_service};
use super::render::{FileLink, Renderer};
use super::routes::{Address, dataset_folder};
use super::theme::Theme;
use crate::catalogue::{Language, Site};
use crate::dataset::{Companion, Publication};
use crate::files::{FileError, FileErrorKind};

/// The links of a dataset's page to what machines read of it.
pub(super) fn dataset_files(renderer: &Renderer<'_>, record: Record<'_>, page: &Address) -> Vec<FileLink> {
    let folder = dataset_folder(record.id());
    let csvw = csvw::name(&record);
    let files = [
        (dcat::BESIDE, TURTLE, "DCAT-AP", record.base().is_some()),
        (data_package::PATH, JSON, "Data Package", record.csv().is_some()),
        (&csvw, CSVW, "CSV on the Web", record.csv().is_some()),
        (croissant::NAME, JSON_LD, "Croissant", record.csv().is_some()),
        (citation::NAME, "application/yaml", "Citation File Format", true),
    ];
    links(renderer, page, files.map(|(name, media, title, there)| (format!("{folder}/{name}"), media, title, there)))
}

/// The links of the page of all datasets.
pub(super) fn all_files(renderer: &Renderer<'_>, page: &Address, language: Language) -> Vec<FileLink> {
    let based = renderer.base.is_some();
    let feed = super::dataset::feed_address(language).as_str().to_owned();
    let files = [
        (feed, "application/atom+xml", "Atom", based),
        (dcat::TURTLE.to_owned(), TURTLE, "DCAT-AP", based),
        (dcat::JSON_LD.to_owned(), JSON_LD, "DCAT-AP", based),
        (data_json::PATH.to_owned(), JSON, "data.json", based),
        (data_package::PATH.to_owned(), JSON, "Data Package", true),
    ];
    links(renderer, page, files)
}

const TURTLE: &str = "text/turtle";
const JSON: &str = "application/json";
const JSON_LD: &str = "application/ld+json";
const CSVW: &str = "application/csvm+json";

fn links<const N: usize>(
    renderer: &Renderer<'_>,
    page: &Address,
    files: [(String, &'static str, &'static str, bool); N],
) -> Vec<FileLink> {
    let there = files.into_iter().filter(|(.., there)| *there);
    let link = |(path, media, title, _)| FileLink { media, href: renderer.href(page, &Address::file(path)), title };
    there.map(link).collect()
}

/// What stands in the archive of a dataset besides its data, for who takes that away alone.
pub(super) fn companions(site: &Site, theme: &Theme, publication: &Publication<'_>) -> Vec<Companion> {
    let base = site.base();
    let record = Record::alone(site, base.as_deref(), theme, publication);
    let package = data_package::dataset(&record);
    package
        .map(|package| Companion { name: data_package::PATH.into(), bytes: json::bytes(&package) })
        .into_iter()
        .collect()
}

/// What is said of one dataset in the files of all.
struct Said {
    dcat: Option<dcat::Described>,
    data_json: Option<Value>,
    resource: Option<Value>,
}

/// Writes the files of datasets; returns how many there are.
pub(super) fn write_datasets(renderer: &Renderer<'_>) -> Result<usize, FileError> {
    let records: Vec<Record<'_>> =
        renderer.datasets.iter().map(|publication| Record::new(renderer, publication)).collect();
    let said: Vec<Result<(usize, Said), FileError>> =
        records.par_iter().map(|record| beside(renderer, record)).collect();
    let mut files = 0;
    let (mut described, mut listed, mut resources) = (Vec::new(), Vec::new(), Vec::new());
    for result in said {
        let (count, said) = result?;
        files += count;
        described.extend(said.dcat);
        listed.extend(said.data_json);
        resources.extend(said.resource);
    }
    files += put(renderer, data_package::PATH, Some(json::bytes(&data_package::site(renderer, resources))))?;
    if let Some(base) = &renderer.base {
        let catalogue = dcat::catalogue(renderer, base, &records, described);
        files += put(renderer, dcat::TURTLE, Some(failing(dcat::TURTLE, catalogue.turtle())?))?;
        files += put(renderer, dcat::JSON_LD, Some(catalogue.json_ld()))?;
        files += put(renderer, data_json::PATH, Some(json::bytes(&data_json::catalogue(base, listed))))?;
    }
    Ok(files)
}

/// Writes the files beside the data of one dataset; returns how many, and what the files of all say of it.
fn beside(renderer: &Renderer<'_>, record: &Record<'_>) -> Result<(usize, Said), FileError> {
    let folder = dataset_folder(&record.description().id);
    let path = |name: &str| format!("{folder}/{name}");
    let dcat = record.base().map(|base| dcat::describe(record, base));
    let turtle = dcat.as_ref().map(|described| failing(&path(dcat::BESIDE), described.alone().turtle())).transpose()?;
    let files = [
        (path(data_package::PATH), data_package::dataset(record)),
        (path(&csvw::name(record)), csvw::describe(record)),
        (path(croissant::NAME), croissant::describe(record)),
    ];
    let mut count = put(renderer, &path(dcat::BESIDE), turtle)?;
    for (path, value) in files {
        count += put(renderer, &path, value.map(|value| json::bytes(&value)))?;
    }
    count += put(renderer, &path(citation::NAME), Some(citation::describe(record).into_bytes()))?;
    let data_json = record.base().and_then(|base| data_json::describe(record, base));
    Ok((count, Said { dcat, data_json, resource: data_package::in_site(record) }))
}

fn put(renderer: &Renderer<'_>, path: &str, bytes: Option<Vec<u8>>) -> Result<usize, FileError> {
    let Some(bytes) = bytes else { return Ok(0) };
    renderer.sink.put(path, &bytes)?;
    Ok(1)
}

fn failing<T>(path: &str, result: std::io::Result<T>) -> Result<T, FileError> {
    result.map_err(|error| FileError::new(path, FileErrorKind::Io(error.to_string())))
}
