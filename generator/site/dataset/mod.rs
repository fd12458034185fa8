//! Datasets: their pages and the page of all of them.
//!
//! In: what was published of each ([`Publication`](crate::dataset::Publication)). Out: pages, complete without scripts (the
//! scripts filter and sort what is there), and a feed.

mod all;
mod charts;
mod columns;
mod downloads;
mod facets;
mod facts;
mod feed;
mod licence;
mod page;
mod quality;
mod rows;
mod usage;
mod versions;
mod written;

pub(super) use all::{latest, write as write_all};
pub(super) use feed::{address as feed_address, write as write_feed};
pub(super) use page::write;
