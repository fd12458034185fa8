//! A table of many rows on a host that only has files: filters, sorts, pages, counts, and what is picked out of it.
//!
//! In: typed rows, from whoever read and checked them. Out: files, and answers from as few of them as will do. The engine
//! fetches nothing: it says which blocks it wants and is handed bytes, natively and in the browser alike, and gives the same
//! answers from the same blocks. The formats, and why they are so, are described in [`mod@format`]; addresses and answers
//! in [`engine`]. It knows nothing of datasets, pages or files on a disk, has no clock and no floats.
//!
//! | module | for | also in the browser |
//! |---|---|---|
//! | [`value`] | what a cell is | yes |
//! | [`mod@column`] | columns, the keys by which cells are compared | yes |
//! | [`rows`] | sets of rows | yes |
//! | [`mod@format`] | the bytes | yes |
//! | [`engine`] | a question and blocks in, an answer out | yes |
//! | `writer` | rows in, files out | |
//! | `local` | the engine over files that are there | |

pub mod column;
pub mod engine;
pub mod format;
#[cfg(feature = "cli")]
pub mod local;
pub mod rows;
pub mod value;
#[cfg(feature = "cli")]
pub mod writer;

#[cfg(test)]
mod damaged;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod properties;

pub use column::Column;
pub use engine::Engine;
pub use value::{Decimal, Kind, Value};
