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
//! | cells | [`records`], `dialect`, [`workbook`] |
//! | where the table stands | [`layout`] |
//! | types | `scan`, [`number`], [`date`], `evidence`, `decide`, [`schema`] |
//! | rows and changes | [`rows`], `above`, [`repair`] |
//! | promises | `constraints` |
//! | numbers | [`profile`], and what is drawn: [`figures`] |
//! | files | `publish`, `formats`, and what there is of them: [`publication`] |
//! | versions | [`versions`], and what changed between two: [`diff`]; of datasets that are no longer there: `withdrawn` |

mod above;
mod clean;
mod constraints;
pub mod date;
mod decide;
pub mod description;
mod dialect;
pub mod diff;
mod digest;
pub mod encoding;
mod evidence;
pub mod figures;
mod findings;
mod folders;
mod formats;
mod hash;
pub mod layout;
mod memory;
mod modified;
pub mod number;
mod plan;
pub mod profile;
pub mod publication;
mod publish;
mod raw;
mod read;
pub mod records;
pub mod repair;
pub mod rows;
mod rows_csv;
mod scan;
pub mod schema;
mod store;
pub mod versions;
mod withdrawn;
pub mod workbook;

#[cfg(test)]
mod tests;

pub use description::{Description, read_description};
pub use findings::Wrong;
pub use formats::is_unordered;
pub use memory::Memory;
pub use plan::{Plan, plan};
pub use publication::Publication;
pub use publish::{Companion, Companions, Publishing, is_large, publish, publish_with};
pub use read::{Dataset, read_dataset, read_datasets, read_datasets_with};
pub use store::{Format, Store};
pub use withdrawn::{Withdrawn, read_withdrawn};
