//! Datasets: their pages and the page of all of them.
//!
//! In: what was published of each ([`Publication`]). Out: pages, and a feed.

mod all;
mod charts;
mod difference;
mod feed;
mod figure;
mod indicators;
mod labels;
mod page;
mod version;
mod versions;
#[allow(dead_code, reason = "parts of pages that come use the rest")]
mod written;

pub(super) use all::write as write_all;
pub(super) use charts::write_files as write_charts;
pub(super) use feed::{address as feed_address, write as write_feed};
pub(super) use indicators::{any as has_indicators, write_all as write_indicators};
pub(super) use page::write;
pub(super) use version::write_all as write_versions;
