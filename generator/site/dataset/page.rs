//! The page of a dataset.

use serde::Serialize;

use super::charts::{ChartContext, charts};
use super::versions::{VersionContext, versions};
use crate::dataset::Publication;
use crate::files::FileError;
use crate::site::metadata::{self, Record};
use crate::site::render::{Head, Renderer, Said, other};
use crate::site::routes::{Address, Section};

#[derive(Serialize)]
struct DatasetPage<'a> {
    title: Said<'a>,
    description: Option<Said<'a>>,
    all: String,
    downloads: Vec<Download<'a>>,
    charts: Vec<ChartContext<'a>>,
    versions: Vec<VersionContext>,
}

#[derive(Serialize)]
struct Download<'a> {
    name: &'a str,
    href: String,
    bytes: u64,
    sha256: String,
}

/// Writes the pages of a dataset, one a language; returns how many in each.
pub(in crate::site) fn write(renderer: &Renderer<'_>, publication: &Publication<'_>) -> Result<[usize; 2], FileError> {
    let mut written = [0; 2];
    let description = &publication.dataset.description;
    for &language in renderer.languages() {
        let address = |language| Address::item(Section::Dataset, language, &description.id);
        let page = address(language);
        let downloads = publication.distributions.iter().map(|file| Download {
            name: file.name(),
            href: renderer.href(&page, &Address::file(&*file.path)),
            bytes: file.bytes,
            sha256: file.sha256_hex(),
        });
        let title = Said::of(&description.title, language);
        let said = description.description.as_ref().map(|text| Said::of(text, language));
        let record = Record::new(renderer, publication);
        let head = Head {
            section: Some(Section::Dataset),
            files: metadata::dataset_files(record, &page),
            linked_data: metadata::dataset(record, language),
            other: renderer.languages().contains(&other(language)).then(|| address(other(language))),
            ..Head::new(&title.text, said.as_ref().map_or_else(String::new, |said| said.text.to_string()))
        };
        let content = DatasetPage {
            title: title.clone(),
            description: said.clone(),
            all: renderer.href(&page, &Address::section(Section::Dataset, language)),
            downloads: downloads.collect(),
            charts: charts(renderer, publication, language),
            versions: versions(renderer, publication, language, &page),
        };
        renderer.put("dataset.html", language, &page, head, &content)?;
        written[language as usize] += 1;
    }
    Ok(written)
}
