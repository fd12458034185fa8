//! Datasets: their pages and the page of all of them.
//!
//! In: what was published of each ([`Publication`](crate::dataset::Publication)). Out: pages, complete without scripts; the
//! scripts filter and sort what is there.

mod all;
mod cell;
mod charts;
mod columns;
mod downloads;
mod facets;
mod facts;
mod licence;
mod page;
mod quality;
mod rows;
mod usage;
mod versions;

pub(super) use all::{latest, write as write_all};
pub(super) use page::write;
