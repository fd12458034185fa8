//! The search page, and what every page needs for its box.
//!
//! In: the index and the theme. Out: a page that is complete without scripts (it leads to letters, situations, fields, agencies
//! and levels, so that the plain form of every box leads somewhere) and that the scripts turn into a list of results.
//! Nothing here knows how searching is done.

use serde::Serialize;

use super::directories::{EntryLink, entry_link, level_links};
use super::directory::Entry;
use super::home::largest;
use super::lists::{LetterLink, letter_links};
use super::render::{Head, Renderer, other};
use super::routes::{Address, Section};
use super::theme::Theme;
use crate::catalogue::Language;
use crate::files::FileError;

/// Where the parts of the search are, from one page.
#[derive(Serialize)]
pub(super) struct SearchLinks {
    /// The search page.
    page: String,
    /// The script of the box, that of the page; nothing where the search module has not been built.
    #[serde(rename = "box")]
    boxed: Option<String>,
    script: Option<String>,
    /// The worker and the module, from the root of the site.
    worker: Option<String>,
    wasm: Option<String>,
}

impl SearchLinks {
    /// The links for a page from which `href` leads to an address; without an index there are no scripts.
    pub fn new(theme: &Theme, page: String, index: bool, href: &impl Fn(&Address) -> String) -> Self {
        let asset = |name| theme.asset(name).filter(|_| index);
        let script = |name| asset(name).map(href);
        let from_root = |name| asset(name).map(|address| address.as_str().to_owned());
        Self {
            page,
            boxed: script("scripts/search/box.js"),
            script: script("scripts/search/page.js"),
            worker: from_root("scripts/search/worker.js"),
            wasm: from_root("pkg/search_bg.wasm"),
        }
    }
}

#[derive(Serialize)]
struct SearchPage<'a> {
    letters: Vec<LetterLink>,
    all: String,
    groups: Vec<EntryLink<'a>>,
    all_groups: String,
    fields: Vec<EntryLink<'a>>,
    all_fields: String,
    agencies: Vec<EntryLink<'a>>,
    all_agencies: String,
    levels: Vec<EntryLink<'a>>,
}

/// Writes the search page of a language.
pub(super) fn write(renderer: &Renderer<'_>, language: Language) -> Result<(), FileError> {
    let index = renderer.index;
    let page = Address::search(language);
    let section = |section| renderer.href(&page, &Address::section(section, language));
    let links = |section, entries| -> Vec<EntryLink<'_>> {
        let chosen: Vec<&Entry<'_>> = largest(entries);
        chosen.into_iter().map(|entry| entry_link(renderer, language, &page, section, entry)).collect()
    };
    let content = SearchPage {
        letters: letter_links(renderer, language, &page, None),
        all: section(Section::Letter),
        groups: links(Section::Group, index.groups.entries.iter().filter(|entry| !entry.members.is_empty()).collect()),
        all_groups: section(Section::Group),
        fields: links(Section::Field, index.fields.entries.iter().collect()),
        all_fields: section(Section::Field),
        agencies: links(Section::Agency, index.agencies.entries.iter().collect()),
        all_agencies: section(Section::Agency),
        levels: level_links(renderer, language, &page),
    };
    let words = renderer.words(language);
    let title = words.say("search");
    let head = Head {
        other: renderer.languages().contains(&other(language)).then(|| Address::search(other(language))),
        // What is found there is to be found by itself.
        noindex: true,
        ..Head::new(title, words.say("search_label"))
    };
    renderer.put("search.html", language, &page, head, &content)
}
