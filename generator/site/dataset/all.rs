//! The page of all datasets.

use serde::Serialize;

use crate::catalogue::Language;
use crate::files::FileError;
use crate::site::metadata;
use crate::site::render::{Head, Link, Renderer, Said, other};
use crate::site::routes::{Address, Section};

#[derive(Serialize)]
struct AllDatasets<'a> {
    datasets: Vec<Link<'a>>,
}

/// Writes the page of all datasets in a language.
pub(in crate::site) fn write(renderer: &Renderer<'_>, language: Language) -> Result<(), FileError> {
    let page = Address::section(Section::Dataset, language);
    let datasets = renderer.datasets.iter().map(|publication| {
        let description = &publication.dataset.description;
        let address = Address::item(Section::Dataset, language, &description.id);
        Link { href: renderer.href(&page, &address), text: Said::of(&description.title, language) }
    });
    let content = AllDatasets { datasets: datasets.collect() };
    let words = renderer.words(language);
    let head = Head {
        section: Some(Section::Dataset),
        files: metadata::all_files(renderer, &page, language),
        linked_data: metadata::all_datasets(renderer, language),
        other: renderer
            .languages()
            .contains(&other(language))
            .then(|| Address::section(Section::Dataset, other(language))),
        ..Head::new(words.say("datasets"), words.say("datasets_lead"))
    };
    renderer.put("datasets.html", language, &page, head, &content)
}
