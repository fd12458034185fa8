//! The search index of a site: the catalogue as documents, and the index's files into the sink.
//!
//! In: the site's index, its words, the lexicon. Out: files below `search/`. What a document is found by is decided here;
//! how it is found is `crate::search`'s.

mod columns;
mod corpus;
mod texts;

use self::corpus::SiteCorpus;
use super::index::Index;
use super::render::Renderer;
use super::{SiteDatasets, SiteOptions, Theme};
use crate::catalogue::Catalogue;
use crate::files::{FileError, MemorySink};
use crate::search::writer::{self, Layout, Put, Report};

pub use super::routes::SEARCH as FOLDER;

/// Writes the index, and gives the number of its files.
pub(super) fn write(renderer: &Renderer<'_>) -> Result<usize, FileError> {
    let put = |name: &str, bytes: &[u8]| renderer.sink.put(&format!("{FOLDER}/{name}"), bytes);
    let report = writer::write(&SiteCorpus::new(renderer), &Layout::default(), &put)?;
    Ok(report.files())
}

/// Writes the index of a catalogue and nothing else, laid out as `layout` says: for measuring.
///
/// # Errors
/// The first error of `put`.
pub fn write_index<E: Send>(
    catalogue: &Catalogue,
    theme: &Theme,
    layout: &Layout,
    put: &Put<'_, E>,
) -> Result<Report, E> {
    let (index, sink) = (Index::new(catalogue), MemorySink::default());
    let renderer = Renderer::new(&index, None, SiteDatasets::default(), theme, &SiteOptions::default(), &sink);
    writer::write(&SiteCorpus::new(&renderer), layout, put)
}
