//! A dataset as it was read: everything that is known of it without its rows.

use crate::dataset::description::Description;
use crate::dataset::figures::{ChartData, IndicatorData};
use crate::dataset::profile::Profile;
use crate::dataset::rows::Plan;
use crate::dataset::rows::repair::Summary;
use crate::dataset::versions::recorded::Recorded;

/// A dataset that can be published.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// What is said of it.
    pub description: Description,
    /// How its file is read.
    pub plan: Plan,
    /// What it holds.
    pub profile: Profile,
    /// What reading changes.
    pub repairs: Summary,
    /// The versions that were recorded, the latest first.
    pub versions: Vec<Recorded>,
    /// Whether its file is not what its latest version has: what is said of that version does not hold of it.
    pub unrecorded: bool,
    /// What its charts draw.
    pub charts: Vec<ChartData>,
    /// What was measured of its indicators.
    pub indicators: Vec<IndicatorData>,
}
