//! The program as a person meets it: what it says, what it writes, and how it ends.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod ask;
mod behaviour;
mod damaged;
mod datasets;
mod export;
mod help;
mod new;
mod official;
mod portal_data;
mod search;
mod site;
mod tables;
mod versions;
mod withdrawn;

pub(crate) use site::{Run, Site};
