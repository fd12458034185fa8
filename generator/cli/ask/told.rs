//! What [`crate::rules::session::Session`] says as JSON, read again: the terminal is told what pages are told.

use serde::{Deserialize, Deserializer};

use crate::rules::evaluate::Verdict;

/// [`crate::rules::session::Session::result`].
#[derive(Debug, Deserialize)]
pub(super) struct Outcome {
    pub verdict: String,
    pub because: Vec<String>,
    pub conditions: Vec<Version>,
    pub cases: Vec<Version>,
    pub documents: Vec<Version>,
    pub fees: Vec<Fee>,
    pub total: Amount,
    pub deadlines: Vec<Deadline>,
    pub changes: Vec<Change>,
}

impl Outcome {
    pub fn verdict(&self) -> Verdict {
        Verdict::ALL.into_iter().find(|verdict| verdict.word() == self.verdict).unwrap_or(Verdict::Unknown)
    }
}

/// What every version of something says of itself.
#[derive(Debug, Deserialize)]
pub(super) struct Version {
    pub id: String,
    pub version: usize,
    pub in_force: bool,
    pub holds: Holds,
    pub node: u32,
    /// Of a condition: whether only the agency can say.
    #[serde(default)]
    pub judgement: bool,
    /// Of the others: the questions it still depends on.
    #[serde(default)]
    pub because: Vec<String>,
}

/// Whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Holds {
    True,
    False,
    Unknown,
}

/// A version of a fee.
#[derive(Debug, Deserialize)]
pub(super) struct Fee {
    #[serde(flatten)]
    pub version: Version,
    pub rate: Option<usize>,
    pub amount: Amount,
}

/// Amounts in đồng.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Amount {
    #[serde(deserialize_with = "dong")]
    pub low: i64,
    #[serde(deserialize_with = "dong")]
    pub high: i64,
    pub missing: Holds,
}

/// A deadline.
#[derive(Debug, Deserialize)]
pub(super) struct Deadline {
    #[serde(flatten)]
    pub version: Version,
    pub at: usize,
    pub from: String,
    pub to: String,
    pub telling: bool,
}

/// An answer that would alter the verdict.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    pub question: String,
    pub answer: String,
    pub verdict: String,
}

/// [`crate::rules::session::Session::next`].
#[derive(Debug, Deserialize)]
pub(super) struct Next {
    pub question: String,
    pub remaining: usize,
}

/// An amount that no number of the program holds is the greatest one.
fn dong<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    Ok(serde_json::Value::deserialize(from)?.as_i64().unwrap_or(i64::MAX))
}
