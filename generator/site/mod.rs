//! The site: pages, lists, records, feeds and assets of a catalogue.
//!
//! In: a catalogue that `check` accepted, and a theme. Out: files in a sink. It is one pass: each page is
//! rendered and put by itself, on any thread, and nothing of it is kept. Lists see numbers of the
//! `index::Index`, never pages. The same catalogue makes the same bytes: there is no clock here, and no
//! order of a hash map. This room never reads a file; only `theme` does, and only below `web/`.

mod addresses;
mod agency;
mod assets;
mod atom;
mod base64;
mod changes;
mod dataset;
mod directories;
mod directory;
mod eligibility;
mod fixture;
mod home;
mod index;
mod law;
mod lists;
mod markdown;
mod metadata;
mod pages;
mod procedure;
mod prose;
mod publisher;
mod qr;
mod record;
mod render;
pub mod routes;
pub mod search;
mod search_page;
mod sitemap;
#[cfg(test)]
mod tests;
mod theme;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use self::addresses::addresses;
pub(crate) use self::dataset::size_in;
use self::eligibility::Eligibility;
pub use self::eligibility::SiteRules;
use self::index::Index;
use self::lists::Task;
use self::render::Renderer;
pub use self::routes::Links;
pub use self::theme::{Theme, ThemeError};
pub use self::words::Words;
use crate::catalogue::{Catalogue, Language, Procedure, Site};
use crate::dataset::publication::Archived;
use crate::dataset::{Companion, Publication};
use crate::files::{FileError, FileErrorKind, MemorySink, Sink};

/// How a site is written.
#[derive(Debug, Clone, Copy)]
pub struct SiteOptions {
    /// What links to pages look like.
    pub links: Links,
    /// How many procedures a page of a list holds.
    pub page_size: usize,
    /// Whether a search index is written.
    pub search: bool,
}

impl Default for SiteOptions {
    fn default() -> Self {
        Self { links: Links::Folders, page_size: 200, search: true }
    }
}

/// What was published of datasets.
#[derive(Debug, Clone, Copy, Default)]
pub struct SiteDatasets<'a> {
    /// Those there are.
    pub published: &'a [Publication<'a>],
    /// Those that were withdrawn.
    pub withdrawn: &'a [Archived<'a>],
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteReport {
    /// Pages by kind and language.
    pub pages: BTreeMap<(PageKind, Language), usize>,
    /// Files that are no pages: records, assets, feeds, sitemap.
    pub others: usize,
}

impl SiteReport {
    /// All pages.
    pub fn page_count(&self) -> usize {
        self.pages.values().sum()
    }

    /// All files.
    pub fn files(&self) -> usize {
        self.page_count() + self.others
    }

    fn add(&mut self, kind: PageKind, language: Language, count: usize) {
        if count > 0 {
            *self.pages.entry((kind, language)).or_default() += count;
        }
    }
}

/// The kinds of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The first page.
    Home,
    /// A procedure.
    Procedure,
    /// Procedures under a letter, of an agency, a field, a group or a level.
    List,
    /// Ways to lists.
    Directory,
    /// Whether something is for the person who reads.
    Check,
    /// A dataset, or all of them.
    Dataset,
    /// The search.
    Search,
    /// What changed.
    Changes,
    /// An editor's page.
    Page,
    /// What remains of a withdrawn procedure or dataset.
    Gone,
    /// An old address that leads on.
    Redirect,
    /// Shown for addresses that do not exist.
    NotFound,
}

/// Writes the whole site; what could not be written is reported all together.
pub fn write(
    catalogue: &Catalogue,
    rules: SiteRules<'_>,
    datasets: SiteDatasets<'_>,
    theme: &Theme,
    options: &SiteOptions,
    sink: &dyn Sink,
) -> Result<SiteReport, Vec<FileError>> {
    let index = Index::new(catalogue);
    let renderer = Renderer::new(&index, Eligibility::new(&index, rules), datasets, theme, options, sink);
    let mut writing = Writing::default();
    let mut uses = vec![theme::Use::All];
    uses.extend(renderer.eligibility.is_some().then_some(theme::Use::Rules));
    uses.extend(renderer.has_datasets().then_some(theme::Use::Datasets));
    writing.report.others += theme.put_assets(&uses, sink, &mut writing.errors);
    // What has to be written one after the other is written beside what need not.
    let ((), beside) = rayon::join(
        || {
            writing.procedures(&renderer);
            writing.lists(&renderer);
        },
        || {
            let mut beside = Writing::default();
            if renderer.searched {
                beside.report.others += beside.take(search::write(&renderer));
            }
            beside.single_pages(&renderer);
            beside.datasets(&renderer);
            beside.history(&renderer);
            beside
        },
    );
    writing.join(beside);
    if writing.errors.is_empty() { Ok(writing.report) } else { Err(writing.errors) }
}

/// What stands in the archive of a dataset besides its data: `datapackage.json`.
pub fn archive_companions(site: &Site, theme: &Theme, publication: &Publication<'_>) -> Vec<Companion> {
    metadata::companions(site, theme, publication)
}

/// The record of a procedure as it is published beside its page, without its address: what to compare over time.
pub fn record_json(catalogue: &Catalogue, procedure: &Procedure) -> Vec<u8> {
    let mut json = Vec::new();
    // Writing to memory cannot fail, and no key of a record is anything but text.
    let _ = record::write(catalogue, procedure, None, &mut json);
    json
}

/// Compiles every template and renders each kind of page with a built-in catalogue that has one of everything.
pub fn check_templates(theme: &Theme) -> Vec<ThemeError> {
    let catalogue = fixture::catalogue();
    let (book, program) = fixture::rules();
    let rules = SiteRules { book: &book, program: &program };
    let (files, datasets) = fixture::datasets();
    let datasets = fixture::publications(&files, &datasets);
    // Lists are cut short, so that one of several pages is met.
    let options = SiteOptions { page_size: 1, ..SiteOptions::default() };
    let (files, gone) = fixture::withdrawn();
    let archived = fixture::archived(&files, &gone);
    let datasets = SiteDatasets { published: &datasets, withdrawn: &archived };
    let written = write(&catalogue, rules, datasets, theme, &options, &MemorySink::default());
    let error = |error: FileError| {
        let message = match error.kind {
            FileErrorKind::Io(message) => message,
            _ => error.to_string(),
        };
        ThemeError { path: error.path, line: theme::line_in(&message), message }
    };
    written.err().unwrap_or_default().into_iter().map(error).collect()
}

#[derive(Default)]
struct Writing {
    report: SiteReport,
    errors: Vec<FileError>,
    /// The paths of the errors.
    failed: BTreeSet<String>,
}

impl Writing {
    /// Takes what a step wrote, or why it could not.
    fn take<T: Default>(&mut self, written: Result<T, FileError>) -> T {
        written.unwrap_or_else(|error| {
            // One mistake in a template is met on every page: once is enough.
            if self.failed.insert(error.path.clone()) {
                self.errors.push(error);
            }
            T::default()
        })
    }

    /// Takes what was written beside this, as if it had been written after it.
    fn join(&mut self, beside: Self) {
        for ((kind, language), count) in beside.report.pages {
            self.report.add(kind, language, count);
        }
        self.report.others += beside.report.others;
        for error in beside.errors {
            self.take::<()>(Err(error));
        }
    }

    fn procedures(&mut self, renderer: &Renderer<'_>) {
        let count = u32::try_from(renderer.index.cards.len()).unwrap_or(u32::MAX);
        let written: Vec<_> = (0..count).into_par_iter().map(|at| procedure::write(renderer, at)).collect();
        for result in written {
            let pages = self.take(result);
            for language in Language::ALL {
                self.report.add(PageKind::Procedure, language, pages[language as usize]);
            }
            self.report.others += 1;
        }
        if let Some(eligibility) = &renderer.eligibility {
            let places: Vec<u32> = eligibility.published().collect();
            let written: Vec<_> = places.into_par_iter().map(|at| eligibility::write(renderer, at)).collect();
            for result in written {
                let pages = self.take(result);
                for language in Language::ALL {
                    self.report.add(PageKind::Check, language, pages[language as usize]);
                }
            }
        }
    }

    fn lists(&mut self, renderer: &Renderer<'_>) {
        for &language in renderer.languages() {
            let tasks: Vec<Task> = lists::tasks(renderer, language);
            let written: Vec<_> = tasks.into_par_iter().map(|task| lists::write(renderer, language, task)).collect();
            for result in written {
                let pages = self.take(result);
                self.report.add(PageKind::List, language, pages);
            }
        }
    }

    fn single_pages(&mut self, renderer: &Renderer<'_>) {
        for &language in renderer.languages() {
            if self.take(home::write(renderer, language).map(|()| true)) {
                self.report.add(PageKind::Home, language, 1);
            }
            if renderer.searched && self.take(search_page::write(renderer, language).map(|()| true)) {
                self.report.add(PageKind::Search, language, 1);
            }
            if renderer.eligibility.is_some() && self.take(eligibility::write_all(renderer, language).map(|()| true)) {
                self.report.add(PageKind::Check, language, 1);
            }
            let directories = self.take(directories::write(renderer, language));
            self.report.add(PageKind::Directory, language, directories);
            let changes = self.take(changes::write(renderer, language));
            self.report.add(PageKind::Changes, language, changes);
            self.report.others += usize::from(renderer.base.is_some());
        }
        for page in &renderer.index.catalogue.pages {
            let pages = self.take(pages::write(renderer, page));
            for language in Language::ALL {
                self.report.add(PageKind::Page, language, pages[language as usize]);
            }
        }
        if self.take(pages::write_not_found(renderer).map(|()| true)) {
            self.report.add(PageKind::NotFound, Language::Vi, 1);
        }
        self.report.others += self.take(sitemap::write(renderer));
        self.report.others += self.take(metadata::write_procedures(renderer));
        if let Some(eligibility) = &renderer.eligibility {
            let bytes = &eligibility.bytes;
            let put = renderer.sink.put(&bytes.0.path(), &bytes.1).map(|()| true);
            self.report.others += usize::from(self.take(put));
        }
    }

    fn datasets(&mut self, renderer: &Renderer<'_>) {
        if !renderer.has_datasets() {
            return;
        }
        if !renderer.datasets.is_empty() {
            self.report.others += self.take(metadata::write_datasets(renderer));
        }
        for &language in renderer.languages() {
            self.report.others += self.take(dataset::write_feed(renderer, language));
            let pages = self.take(dataset::write_all(renderer, language));
            self.report.add(PageKind::Dataset, language, pages);
        }
        let written: Vec<_> =
            renderer.datasets.par_iter().map(|publication| dataset::write(renderer, publication)).collect();
        let written = written.into_iter().chain(dataset::write_versions(renderer));
        for result in written {
            let pages = self.take(result);
            for language in Language::ALL {
                self.report.add(PageKind::Dataset, language, pages[language as usize]);
            }
        }
        let withdrawn: Vec<_> =
            renderer.withdrawn.par_iter().map(|archived| dataset::write_withdrawn(renderer, archived)).collect();
        for result in withdrawn {
            let pages = self.take(result);
            for language in Language::ALL {
                self.report.add(PageKind::Gone, language, pages[language as usize]);
            }
        }
        let charts: Vec<_> =
            renderer.datasets.par_iter().map(|publication| dataset::write_charts(renderer, publication)).collect();
        for result in charts {
            self.report.others += self.take(result);
        }
        for &language in renderer.languages() {
            let indicators = self.take(dataset::write_indicators(renderer, language));
            self.report.add(PageKind::Dataset, language, usize::from(indicators));
        }
    }

    /// What was once published, and where it went.
    fn history(&mut self, renderer: &Renderer<'_>) {
        let catalogue = renderer.index.catalogue;
        let written: Vec<_> =
            catalogue.published.par_iter().map(|published| pages::write_gone(renderer, published)).collect();
        for result in written {
            let gone = self.take(result);
            self.report.add(PageKind::Gone, Language::Vi, usize::from(gone));
        }
        for redirect in &catalogue.redirects {
            if self.take(pages::write_redirect(renderer, redirect).map(|()| true)) {
                self.report.add(PageKind::Redirect, Language::Vi, 1);
            }
        }
        if !catalogue.redirects.is_empty() {
            let hosts = pages::host_redirects(&catalogue.redirects);
            if self.take(renderer.sink.put("_redirects", hosts.as_bytes()).map(|()| true)) {
                self.report.others += 1;
            }
        }
    }
}
