//! The search index of a site: the catalogue as documents, and the index's files into the sink.
//!
//! In: the site's index, its words, the lexicon. Out: files below `search/`. What a document is found by is decided here;
//! how it is found is `crate::search`'s.

mod corpus;
mod texts;

use self::corpus::SiteCorpus;
use super::render::Renderer;
use crate::files::FileError;
use crate::search::writer::{self, Layout};

/// The folder of the index.
pub const FOLDER: &str = "search";

/// Writes the index, and gives the number of its files.
pub(super) fn write(renderer: &Renderer<'_>) -> Result<usize, FileError> {
    let corpus = SiteCorpus::new(renderer);
    let put = |name: &str, bytes: &[u8]| renderer.sink.put(&format!("{FOLDER}/{name}"), bytes);
    let report = writer::write(&corpus, &Layout::default(), &put)?;
    Ok(report.files())
}
