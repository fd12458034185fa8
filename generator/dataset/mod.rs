//! Open datasets: from a file as it was handed over, and ten lines of `dataset.toml`, to typed and clean rows with every change
//! in evidence.
//!
//! In: `datasets/<id>/dataset.toml` and the file it names, delimited text of any encoding or a sheet of a workbook. Out: a
//! [`Dataset`] with its columns, its profile and a summary of repairs; its rows as often as they are wanted ([`Plan::rows`]);
//! and everything wrong, with rows and places. The file is read three times and never held: to find its encoding, to look at
//! all cells for the types of columns, and to give the rows. What is ambiguous is refused with the choices and the line that
//! settles it. This room never writes a page and never changes a file.
//!
//! | step | where |
//! |---|---|
//! | what is said | [`description`] |
//! | letters | [`encoding`] |
//! | how numbers and days are written | [`notation`] |
//! | from bytes to cells | [`mod@file`]: dialects, workbooks |
//! | where the table stands | [`layout`] |
//! | types | [`columns`]: what all cells prove, what is decided or asked |
//! | how the file is read | `plan`: all rows looked at once |
//! | rows and changes | [`rows`] |
//! | promises | `promises` |
//! | numbers | [`profile`], and what is drawn: [`figures`] |
//! | all datasets of a site | `read` |
//! | files | `publish` with its formats, and what there is of them: [`publication`] |
//! | versions | [`versions`], and what changed between two: [`diff`] |

pub mod columns;
pub mod description;
pub mod diff;
pub mod encoding;
pub mod figures;
pub mod file;
mod findings;
mod hash;
pub mod layout;
pub mod notation;
mod plan;
pub mod profile;
mod promises;
pub mod publication;
mod publish;
mod read;
pub mod rows;
pub mod versions;

#[cfg(test)]
mod tests;

pub use description::{Description, read_description};
pub use file::store::{Format, Store};
pub use findings::Wrong;
pub use plan::plan;
pub use publication::Publication;
pub use publish::formats::is_unordered;
pub use publish::{Companion, Companions, Publishing, is_large, publish, publish_with};
pub use read::dataset::Dataset;
pub use read::memory::Memory;
pub use read::{read_dataset, read_datasets, read_datasets_with};
pub use rows::Plan;
pub use versions::withdrawn::{Withdrawn, read_withdrawn};
