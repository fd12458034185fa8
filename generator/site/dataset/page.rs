//! The page of a dataset.

use serde::Serialize;

use super::charts::{ChartGroup, chart_groups};
use super::columns::{ColumnContext, columns};
use super::downloads::{Download, as_text, downloads, omitted};
use super::facts::Facts;
use super::quality::{Quality, quality};
use super::rows::{FirstRows, first_rows};
use super::usage::{Usage, usage};
use super::versions::{VersionContext, versions};
use super::withdrawn::replaced;
use super::written::count;
use crate::dataset::Publication;
use crate::dataset::description::FileFormat;
use crate::files::FileError;
use crate::site::metadata::{self, Record};
use crate::site::render::{Head, Link, Renderer, Said, other};
use crate::site::routes::{Address, Section};

#[derive(Serialize)]
struct DatasetPage<'a> {
    title: Said<'a>,
    description: Option<Said<'a>>,
    all: String,
    /// How many rows and columns it has.
    extent: String,
    facts: Facts<'a>,
    /// The file most people want.
    main: Option<MainFile>,
    /// What reading changed, as a file.
    repairs: Option<String>,
    rows: FirstRows<'a>,
    chart_groups: Vec<ChartGroup<'a>>,
    downloads: Vec<Download<'a>>,
    /// What of its formats is to be known: those it does not fit, and what is text in them.
    notes: Vec<String>,
    /// The file with the hashes of all others.
    checksums: Option<String>,
    columns: Vec<ColumnContext<'a>>,
    quality: Quality<'a>,
    usage: Usage<'a>,
    versions: Vec<VersionContext>,
    /// Those that were withdrawn and whose place it took.
    replaced: Vec<Link<'a>>,
    style: Option<String>,
    script: Option<String>,
}

#[derive(Serialize)]
struct MainFile {
    href: String,
    text: String,
}

/// Writes the pages of a dataset, one a language; returns how many in each.
pub(in crate::site) fn write(renderer: &Renderer<'_>, publication: &Publication<'_>) -> Result<[usize; 2], FileError> {
    let mut written = [0; 2];
    let dataset = publication.dataset;
    let description = &dataset.description;
    for &language in renderer.languages() {
        let words = renderer.words(language);
        let address = |language| Address::item(Section::Dataset, language, &description.id);
        let page = address(language);
        let asset = |name| renderer.theme.asset(name).map(|asset| renderer.href(&page, asset));
        let file = |wanted: &dyn Fn(&FileFormat) -> bool| {
            let file = publication.distributions.iter().find(|file| wanted(&file.format))?;
            Some((file, renderer.href(&page, &Address::file(&*file.path))))
        };
        // Most people open it in a spreadsheet program.
        let main = file(&|format| *format == FileFormat::Xlsx).or_else(|| file(&|format| *format == FileFormat::Csv));
        let title = Said::of(&description.title, language);
        let said = description.description.as_ref().map(|text| Said::of(text, language));
        let record = Record::new(renderer, publication);
        let head = Head {
            section: Some(Section::Dataset),
            files: metadata::dataset_files(renderer, record, &page),
            linked_data: metadata::dataset(record, language),
            other: renderer.languages().contains(&other(language)).then(|| address(other(language))),
            ..Head::new(&title.text, said.as_ref().map_or_else(String::new, |said| said.text.to_string()))
        };
        let rows = usize::try_from(dataset.profile.rows).unwrap_or(usize::MAX);
        let content = DatasetPage {
            title: title.clone(),
            description: said.clone(),
            all: renderer.href(&page, &Address::section(Section::Dataset, language)),
            extent: words
                .count("dataset_rows_n", rows)
                .replace("{to}", &count(words, dataset.plan.schema.columns.len() as u64)),
            facts: Facts::new(renderer, words, publication),
            main: main.map(|(file, href)| MainFile {
                href,
                text: words
                    .say("dataset_download")
                    .replace("{n}", if file.format == FileFormat::Xlsx { "Excel" } else { "CSV" })
                    .replace("{to}", &super::written::size(words, file.bytes)),
            }),
            repairs: file(&|format| *format == FileFormat::Repairs).map(|(_, href)| href),
            rows: first_rows(renderer, words, publication, &page),
            chart_groups: chart_groups(renderer, publication, language),
            downloads: downloads(renderer, words, publication, &page),
            notes: [omitted(words, publication), as_text(words, publication)].concat(),
            checksums: (!publication.checksums.is_empty())
                .then(|| renderer.href(&page, &Address::file(&*publication.checksums))),
            columns: columns(renderer, words, dataset, &page),
            quality: quality(words, dataset),
            usage: usage(renderer, words, publication, &page),
            versions: versions(renderer, (&description.id, &publication.versions), language, &page),
            replaced: replaced(renderer, &description.id, language, &page),
            style: asset("styles/dataset.css"),
            script: asset("scripts/dataset/page.js"),
        };
        renderer.put("dataset.html", language, &page, head, &content)?;
        written[language as usize] += 1;
    }
    Ok(written)
}
