//! The pages of versions: what was published then, under an address that stays.
//!
//! A page says nothing of later versions; it links to the dataset's page, which lists them all. So it changes only where the
//! words or the looks of the whole site do, or the dataset is withdrawn, and its files never.

use rayon::prelude::*;
use serde::Serialize;

use super::difference::{self, summary};
use super::versions::{address, name, rows};
use super::withdrawn::{since as withdrawn_since, titled};
use super::written::size;
use crate::catalogue::{Language, Withdrawal};
use crate::dataset::description::FileFormat;
use crate::dataset::publication::{Distribution, Version};
use crate::files::FileError;
use crate::site::render::{Head, Renderer, Said, other};
use crate::site::routes::{Address, Section};
use crate::site::words::Words;

#[derive(Serialize)]
struct VersionPage<'a> {
    title: Said<'a>,
    id: &'a str,
    name: String,
    iso: String,
    /// All datasets, and this one as it is today.
    all: String,
    dataset: String,
    rows: String,
    downloads: Vec<Download<'a>>,
    sums: String,
    changes: Option<Changes>,
    /// That the dataset was withdrawn.
    withdrawn: Option<String>,
    style: Option<String>,
}

#[derive(Serialize)]
struct Changes {
    href: String,
    from: String,
    summary: String,
}

/// A file to be taken away.
#[derive(Serialize)]
pub(super) struct Download<'a> {
    name: &'a str,
    href: String,
    /// What it is, where its name does not say it.
    what: &'a str,
    size: String,
    sha256: String,
}

impl<'a> Download<'a> {
    pub(super) fn new(renderer: &Renderer<'_>, words: &'a Words, page: &Address, file: &'a Distribution) -> Self {
        Self {
            name: file.name(),
            href: renderer.href(page, &Address::file(&*file.path)),
            what: words.say(match file.format {
                FileFormat::Original(_) => "version_original",
                _ => "version_clean",
            }),
            size: size(words, file.bytes),
            sha256: file.sha256_hex(),
        }
    }
}

/// Writes the pages of all versions of all datasets, and of what changed in each; how many in each language.
pub(in crate::site) fn write_all(renderer: &Renderer<'_>) -> Vec<Result<[usize; 2], FileError>> {
    let of_published = renderer.datasets.iter().map(|one| (&one.dataset.description.id, &one.versions, None));
    let of_withdrawn =
        renderer.withdrawn.iter().map(|one| (&one.withdrawn.id, &one.versions, Some(&one.withdrawn.withdrawal)));
    let datasets: Vec<_> = of_published.chain(of_withdrawn).collect();
    let versions = datasets
        .into_par_iter()
        .flat_map_iter(|(id, versions, withdrawn)| versions.iter().map(move |version| (id, version, withdrawn)));
    versions.map(|(id, version, withdrawn)| write(renderer, id, version, withdrawn)).collect()
}

fn write(
    renderer: &Renderer<'_>,
    id: &str,
    version: &Version,
    withdrawal: Option<&Withdrawal>,
) -> Result<[usize; 2], FileError> {
    let mut written = [0; 2];
    for &language in renderer.languages() {
        write_one(renderer, (id, version), withdrawal, language)?;
        written[language as usize] += 1;
        if let Some(changes) = &version.changes {
            difference::write(renderer, (id, version, withdrawal), changes, language)?;
            written[language as usize] += 1;
        }
    }
    Ok(written)
}

fn write_one(
    renderer: &Renderer<'_>,
    (id, version): (&str, &Version),
    withdrawal: Option<&Withdrawal>,
    language: Language,
) -> Result<(), FileError> {
    let words = renderer.words(language);
    let page = address(id, language, version);
    let dataset = Address::item(Section::Dataset, language, id);
    let title = Said::of(&version.title, language);
    let name = name(words, &version.id);
    let content = VersionPage {
        title: title.clone(),
        id: &version.id,
        iso: version.recorded.iso(),
        all: renderer.href(&page, &Address::section(Section::Dataset, language)),
        dataset: renderer.href(&page, &dataset),
        rows: rows(words, version.rows),
        downloads: version.distributions.iter().map(|file| Download::new(renderer, words, &page, file)).collect(),
        sums: renderer
            .href(&page, &Address::item(Section::Dataset, Language::Vi, id).version(&version.id).beside("SHA256SUMS")),
        changes: version.changes.as_ref().map(|changes| Changes {
            href: renderer.href(&page, &page.version_changes(language)),
            from: super::versions::name(words, &changes.from),
            summary: summary(words, changes.counts),
        }),
        withdrawn: withdrawal.map(|withdrawal| withdrawn_since(words, withdrawal)),
        style: renderer.theme.asset("styles/dataset.css").map(|asset| renderer.href(&page, asset)),
        name: name.clone(),
    };
    let full = titled(renderer, &version.title, withdrawal, language);
    let head_title = format!("{}: {}", full.text, words.say_with("version_n", &name));
    let head = Head {
        section: Some(Section::Dataset),
        other: renderer.languages().contains(&other(language)).then(|| address(id, other(language), version)),
        ..Head::new(&head_title, words.say("version_lead"))
    };
    renderer.put("dataset-version.html", language, &page, head, &content)
}
