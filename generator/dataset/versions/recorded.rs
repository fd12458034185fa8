//! A version as it was recorded.

use super::{Edition, VersionId};
use crate::dataset::description::Description;
use crate::dataset::rows::Plan;

/// A version that was recorded and gives what it gave then.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// What its address calls it.
    pub id: VersionId,
    /// The version before it; none of the first.
    pub previous: Option<VersionId>,
    /// What was said of the dataset then.
    pub description: Description,
    /// How its file is read.
    pub plan: Plan,
    /// What its file gives.
    pub edition: Edition,
}
