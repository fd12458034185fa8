//! The versions on a dataset's page.

use serde::Serialize;

use crate::catalogue::Language;
use crate::dataset::Publication;
use crate::site::render::Renderer;
use crate::site::routes::Address;

/// A version and where it is.
#[derive(Serialize)]
pub(super) struct VersionContext {
    pub id: String,
    pub rows: u64,
}

/// The versions of a dataset, the latest first.
pub(super) fn versions(
    _: &Renderer<'_>,
    publication: &Publication<'_>,
    _: Language,
    _page: &Address,
) -> Vec<VersionContext> {
    let context = |version: &crate::dataset::publication::Version| VersionContext {
        id: version.id.to_string(),
        rows: version.rows,
    };
    publication.versions.iter().map(context).collect()
}
