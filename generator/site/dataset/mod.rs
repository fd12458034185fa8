//! Datasets: their pages and the page of all of them.
//!
//! In: what was published of each ([`Publication`]). Out: pages.

mod all;
mod charts;
mod page;
mod versions;

pub(super) use all::write as write_all;
pub(super) use page::write;
