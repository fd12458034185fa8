//! Search: the right page from a person's own words, with or without marks, from a few small files.
//!
//! ```text
//! Corpus -> writer -> files          native: terms in two tiers, documents, columns, head, root
//! question + files -> engine -> answer      native and browser
//! ```
//! The engine never fetches: it says which files it wants and is handed their bytes. It has no clock, no floats and no
//! order of a hash map, so that the browser and the command line give the same answers. It knows nothing of procedures.
//!
//! | module | for |
//! |---|---|
//! | [`document`] | what is searched |
//! | [`analysis`] | text to terms |
//! | [`format`](mod@format) | bytes, read and written |
//! | [`writer`] | the files of a corpus (native) |
//! | [`question`] | what was asked |
//! | [`local`] | drives the engine from files at hand (native) |
//! | [`engine`] | which files, which order, which answer |
//! | [`lexicon`] | what people say for what officials write (native) |
//! | [`head`] | instant answers from a few hundred titles |

pub mod analysis;
pub mod document;
pub mod engine;
pub mod format;
pub mod head;
#[cfg(feature = "cli")]
pub mod lexicon;
mod order;
pub mod question;
#[cfg(feature = "cli")]
pub mod writer;

#[cfg(test)]
mod damaged;
#[cfg(feature = "cli")]
pub mod local;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use document::{Corpus, Document, Facet, Kind, Label, Lang, Shown, Suggestion};
pub use engine::Engine;
pub use format::Corrupt;
