//! A file as it was handed over: from bytes to rows of texts, each with its place.
//!
//! In: a file of any encoding, delimited text or a workbook. Out: raw rows one after the other, as often as they are
//! wanted ([`Store`](super::Store)). What the texts mean, and which rows are of a table, is not decided here.

pub(super) mod dialect;
pub(super) mod digest;
pub(super) mod folders;
pub(super) mod raw;
pub mod records;
pub(super) mod store;
pub mod workbook;
