//! To come.

use super::{Input, Reading};

/// Reads one unit.
pub(super) fn read(_input: &Input<'_>, _out: &mut Reading) {}
