//! `motcua export`: the catalogue as a table, for editors without git.

use super::{Global, Stop};

/// Writes the catalogue as a table that `motcua import` reads back
///
/// To come.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  motcua export portal -o catalogue.xlsx")]
pub(super) struct Export {}

impl Export {
    pub(super) fn run(self, _global: Global) -> Result<(), Stop> {
        Err(Stop::failed("not yet", ""))
    }
}
