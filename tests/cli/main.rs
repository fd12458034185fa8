//! The program as a person meets it: what it says, what it writes, and how it ends.

mod behaviour;
mod damaged;
mod help;
mod new;
mod official;
mod portal_data;
mod site;

pub use site::{Run, Site};
