//! What goes in and out of a site as files: official records that are kept, tables that editors fill in.
//!
//! In: a site's sources and files that a person gave. Out: a plan of what would be written, and everything
//! that is to be told of it. Nothing is written here: a plan is carried out as a whole, or not at all.

mod columns;
mod configure;
mod derived;
mod export;
mod given;
mod import;
mod keep;
mod plan;
mod planned;
mod replaced;
mod rewrite;
mod rows;
mod workbook;

pub use derived::DerivedFiles;
pub use export::{MAX_ROWS, Table, TooLong};
pub use given::{Given, GivenFiles, Shown};
pub use import::import;
pub use plan::{Change, FileReport, Plan, What, Wishes};
pub use workbook::xlsx;
