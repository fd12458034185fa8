//! To come.

use super::config::SourceConfig;
use super::{Input, Reading};

/// Reads one unit.
pub(super) fn read(_input: &Input<'_>, _config: &SourceConfig, _out: &mut Reading) {}
