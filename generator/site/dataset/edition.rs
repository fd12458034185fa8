//! A version of a dataset as something that happened: for the page of changes and for feeds.

use super::difference::summary;
use super::versions::address;
use super::withdrawn::titled;
use crate::catalogue::{Language, Withdrawal};
use crate::dataset::publication::Version;
use crate::site::render::{Renderer, Said};
use crate::site::routes::{Address, escape};
use crate::site::words::Words;

/// A version and the dataset it is of.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct Edition<'a> {
    /// The dataset's id.
    dataset: &'a str,
    /// The version.
    pub version: &'a Version,
    /// That its dataset was withdrawn.
    withdrawal: Option<&'a Withdrawal>,
}

impl<'a> Edition<'a> {
    /// Those of a dataset, the latest first.
    pub fn of(
        dataset: &'a str,
        versions: &'a [Version],
        withdrawal: Option<&'a Withdrawal>,
    ) -> impl Iterator<Item = Self> {
        versions.iter().map(move |version| Self { dataset, version, withdrawal })
    }

    /// What it is called, apart from the versions of what took its dataset's place.
    pub fn title(&self, renderer: &Renderer<'_>, language: Language) -> Said<'a> {
        titled(renderer, &self.version.title, self.withdrawal, language)
    }

    /// The page that says what changed; of a first version, its own.
    pub fn address(&self, language: Language) -> Address {
        let page = address(self.dataset, language, self.version);
        if self.version.changes.is_some() { page.version_changes(language) } else { page }
    }

    /// What tells it from other versions of its dataset, in feeds.
    pub fn id(&self) -> String {
        format!("version-{}", escape(&self.version.id))
    }

    /// What happened, changes of columns first: "Sửa dữ liệu: 1 thay đổi về cột, 4 dòng sửa (8 ô)".
    pub fn what(&self, words: &Words) -> String {
        match &self.version.changes {
            Some(changes) if changes.counts.is_empty() => words.say("change_dataset_same").to_owned(),
            Some(changes) => words.say_with("change_dataset_changed", &summary(words, changes.counts)),
            None => words.say_with("change_dataset_added", &self.rows(words)),
        }
    }

    /// How many rows it has.
    pub fn rows(&self, words: &Words) -> String {
        words.count("dataset_rows", usize::try_from(self.version.rows).unwrap_or(usize::MAX))
    }
}

/// The versions of all datasets, those that were withdrawn too; those of one dataset the latest first.
pub(in crate::site) fn editions<'a>(renderer: &Renderer<'a>) -> impl Iterator<Item = Edition<'a>> {
    let published = renderer.datasets.iter().map(|one| (&*one.dataset.description.id, &*one.versions, None));
    let withdrawn = renderer.withdrawn.iter();
    let withdrawn = withdrawn.map(|one| (&*one.withdrawn.id, &*one.versions, Some(&one.withdrawn.withdrawal)));
    published.chain(withdrawn).flat_map(|(id, versions, withdrawal)| Edition::of(id, versions, withdrawal))
}
