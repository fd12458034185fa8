//! What the library shows to a page's scripts: thin faces over rooms that the
//! native tests reach as well. No logic here, no fetching, no touching of the
//! page.
//!
//! Flows in: text and bytes that a script holds. Flows out: text and bytes for
//! it to show.
//!
//! Each face is a module of its own, by a feature of its own, so that a page
//! with a list does not fetch the search.

#[cfg(feature = "rules-module")]
mod rules;
#[cfg(feature = "search-module")]
mod search;
#[cfg(feature = "table-module")]
mod table;
#[cfg(feature = "text-module")]
mod text;

/// Of 2.5 KB by brotli less than the standard library's, in every module, and as quick.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
