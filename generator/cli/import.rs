//! To come.

use super::{Global, Stop};

/// To come
#[derive(Debug, clap::Args)]
pub(super) struct Import {}

impl Import {
    pub(super) fn run(self, _global: Global) -> Result<(), Stop> {
        Err(Stop::failed("not yet", ""))
    }
}
