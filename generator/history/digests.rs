//! What each field of each procedure was like, as short digests of its published JSON.
//!
//! A line a procedure: its code, a tab, then `field:digest` pairs in order of the field's name. A digest is the first
//! 32 bits of the SHA-256 of the field's value in the record's JSON: enough to see that a field changed
//! (a change is missed once in four billion), short enough for a file that people commit.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::catalogue::Catalogue;
use crate::hex::hex;

/// Where the digests are kept.
pub const DIGESTS_FILE: &str = "content/changes/digests.lock";

/// The digests of all procedures.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Digests(BTreeMap<String, BTreeMap<String, String>>);

/// Keys of a record that say how it is published rather than what it says.
const NOT_CONTENT: [&str; 4] = ["code", "url", "sources", "provenance"];

impl Digests {
    /// The digests of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Self {
        let fields = |json: &[u8]| -> BTreeMap<String, String> {
            let values: BTreeMap<String, &serde_json::value::RawValue> =
                serde_json::from_slice(json).unwrap_or_default();
            let content = values.into_iter().filter(|(key, _)| !NOT_CONTENT.contains(&key.as_str()));
            content.map(|(key, value)| (key, short_digest(value.get()))).collect()
        };
        let of = |procedure| (crate::site::record_json(catalogue, procedure), procedure);
        let rows =
            catalogue.procedures.iter().map(of).map(|(json, procedure)| (procedure.code.to_string(), fields(&json)));
        Self(rows.collect())
    }

    /// Reads the file; a line that cannot be read is a procedure whose fields are all unknown.
    pub fn parse(text: &str) -> Self {
        let row = |line: &str| {
            let (code, fields) = line.split_once('\t')?;
            let fields = fields.split(' ').filter_map(|pair| pair.split_once(':'));
            Some((code.to_owned(), fields.map(|(field, digest)| (field.to_owned(), digest.to_owned())).collect()))
        };
        Self(text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect())
    }

    /// The file.
    pub fn to_text(&self) -> String {
        let mut text = String::from(
            "# What each field was like when it was last recorded. Written by `motcua record`; commit it.\n",
        );
        for (code, fields) in &self.0 {
            let fields: Vec<_> = fields.iter().map(|(field, digest)| format!("{field}:{digest}")).collect();
            text.push_str(&format!("{code}\t{}\n", fields.join(" ")));
        }
        text
    }

    /// The fields of `code` that are new, different or gone in `now`; none where it was not recorded before.
    pub fn changed<'a>(&'a self, now: &'a Self, code: &str) -> Vec<&'a str> {
        let (Some(before), Some(now)) = (self.0.get(code), now.0.get(code)) else { return Vec::new() };
        let mut fields: Vec<&str> = now
            .iter()
            .filter(|(field, digest)| before.get(*field) != Some(*digest))
            .map(|(field, _)| field.as_str())
            .collect();
        fields.extend(before.keys().filter(|field| !now.contains_key(*field)).map(String::as_str));
        fields.sort_unstable();
        fields
    }
}

fn short_digest(value: &str) -> String {
    hex(&Sha256::digest(value.as_bytes())[..4])
}
