//! motcua: one door to an administration's procedures and open data, as a static site.
//!
//! Data flows one way: `source -> catalogue -> check -> site -> publish`. [`build`] is the whole flow.
//!
//! | room | for | also in the browser |
//! |---|---|---|
//! | [`language`] | Vietnamese text: one spelling, keys, order, numbers, dates, references | yes |
//! | [`search`] | the index, and answers from it | yes |
//! | [`rules`] | eligibility: questions, verdicts, and what authors of rules forgot | yes |
//! | [`table`] | datasets: filters, sorts and pages over files | yes |
//! | [`chart`] | numbers drawn as SVG | yes |
//! | `browser` | the faces JavaScript calls | only there |
//! | [`files`] | the only door to storage, on disk and in memory | |
//! | [`diagnostic`] | findings as plain data, and their renderers | |
//! | [`catalogue`] | the model, and merging records into it | |
//! | [`source`] | readers: official records, lists, tables, content | |
//! | [`dataset`] | open datasets: reading, repair, types, profile | |
//! | [`exchange`] | what goes in and out as files: official records, editors' tables | |
//! | [`check`] | rules about the catalogue, one a file | |
//! | [`site`] | routes, page contexts, templates, assets, feeds | |
//! | [`history`] | what was published before: recorded addresses and changes | |
//! | [`cli`] | the command line, one file a command | |
//!
//! Invariants: only `files` touches storage; engines (`language`, `search`, `rules`, `table`, `chart`) do no I/O and
//! know nothing of the site; nothing imports `cli`; every record in is a page out or a diagnostic.

pub mod chart;
pub mod corrupt;
pub mod language;
pub mod rules;
pub mod search;
pub mod table;
pub mod varint;

#[cfg(feature = "cli")]
pub mod catalogue;
#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod dataset;
#[cfg(feature = "cli")]
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod exchange;
#[cfg(feature = "cli")]
pub mod files;
#[cfg(feature = "cli")]
mod flow;
#[cfg(feature = "cli")]
mod hex;
#[cfg(feature = "cli")]
pub mod history;
#[cfg(feature = "cli")]
pub mod site;
#[cfg(feature = "cli")]
pub mod source;

#[cfg(target_arch = "wasm32")]
pub mod browser;

#[cfg(feature = "cli")]
pub use flow::{
    Built, Checked, CheckedRules, DatasetShelf, Failure, Options, build, build_with, check_site, check_sources,
};
