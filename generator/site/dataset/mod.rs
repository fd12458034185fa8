//! Datasets: their pages and the page of all of them.
//!
//! In: what was published of each ([`Publication`](crate::dataset::Publication)). Out: pages, complete without scripts (the
//! scripts filter and sort what is there), and a feed.

mod all;
mod charts;
mod columns;
mod difference;
mod downloads;
mod edition;
mod facets;
mod facts;
mod feed;
mod figure;
mod indicators;
mod labels;
mod licence;
mod page;
mod quality;
mod rows;
mod usage;
mod version;
mod versions;
mod withdrawn;
mod written;

pub(super) use all::{latest, write as write_all};
pub(super) use charts::write_files as write_charts;
pub(super) use edition::{Edition, editions};
pub(super) use feed::{address as feed_address, write as write_feed};
pub(super) use indicators::{any as has_indicators, write_all as write_indicators};
pub(super) use page::write;
pub(super) use version::write_all as write_versions;
pub(super) use withdrawn::{
    address as withdrawn_address, event_id as withdrawn_id, named as withdrawn_name, predecessors,
    reason as withdrawn_reason, write as write_withdrawn,
};
pub(crate) use written::size_in;
