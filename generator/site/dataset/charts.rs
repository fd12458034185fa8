//! The charts of a dataset's page.

use serde::Serialize;

use crate::catalogue::Language;
use crate::dataset::Publication;
use crate::site::render::{Html, Renderer};

/// A chart with the table it is drawn from.
#[derive(Serialize)]
pub(super) struct ChartContext {
    pub html: Html,
}

/// The charts a dataset's publisher asked for.
pub(super) fn charts(_: &Renderer<'_>, _: &Publication<'_>, _: Language) -> Vec<ChartContext> {
    Vec::new()
}
