//! Datasets: their pages and the page of all of them.
//!
//! In: what was published of each ([`Publication`]). Out: pages.

mod all;
mod charts;
mod figure;
mod indicators;
mod labels;
mod page;
mod versions;

pub(super) use all::write as write_all;
pub(super) use charts::write_files as write_charts;
pub(super) use indicators::{any as has_indicators, write_all as write_indicators};
pub(super) use page::write;
