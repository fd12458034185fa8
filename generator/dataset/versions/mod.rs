//! Versions of datasets that were recorded: kept in the source tree, so that a build stays a pure function of it, and published
//! under addresses that stay.
//!
//! `datasets/<id>/versions/<version>/` has the file as it was handed over, byte for byte, `dataset.toml` as it was, which says
//! how the file is read, and `version.lock` with the hashes of the file and of the clean CSV it gave, and the version before.
//! Nothing of it is compressed: git does that, and a file that can be opened can be checked. A version that no longer gives
//! the same bytes is an error, never published otherwise; `dataset.toml` of a version may be amended until it does (a type,
//! an encoding), which is why it has no hash.
//!
//! In: a source tree, a [`Dataset`](super::Dataset). Out: [`Recorded`] versions; what is to be written to record one more; the
//! files of each and what changed since the one before. A version is named by the day it was recorded and, where a day saw
//! several, their number: `2026-07-01`, `2026-07-01-2`. Publishers' own names of editions are for titles: they are forgotten,
//! repeated and have no order.

mod clean;
mod compare;
mod edition;
mod id;
mod keys;
mod publish;
mod read;
mod record;
pub(super) mod recorded;
#[cfg(test)]
mod tests;
pub(super) mod withdrawn;

pub use compare::{Compared, compare};
pub use edition::Edition;
pub use id::VersionId;
pub use keys::possible_keys;
pub use publish::publish;
pub(super) use read::attach;
use read::{folders, of_withdrawn};
pub use record::{LARGEST, Recording, Refusal, record};
pub use recorded::Recorded;

/// The file of a version that says what it gave when it was recorded.
const LOCK: &str = "version.lock";

/// The folder of a version in the source tree, without a slash at its end.
fn folder(dataset: &str, version: VersionId) -> String {
    format!("datasets/{dataset}/versions/{version}")
}
