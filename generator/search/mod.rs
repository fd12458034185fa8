//! Search: from documents to an index, and from a citizen's own words to the right one of them.

#[cfg(feature = "cli")]
pub mod lexicon;
