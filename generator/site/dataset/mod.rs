//! Datasets: their pages and the page of all of them.
//!
//! In: what was published of each ([`Publication`]). Out: pages, and a feed.

mod all;
mod charts;
mod feed;
mod page;
mod versions;

pub(super) use all::write as write_all;
pub(super) use feed::{address as feed_address, write as write_feed};
pub(super) use page::write;
