//! Readers: each turns the files of one kind of source into catalogue records with places.
//!
//! In: files as they were published. Out: records, diagnostics, and counts that add up:
//! every record met is a record out or a diagnostic. A reader never drops a value it does not understand:
//! it keeps it word for word and counts it so. Texts are kept as they were published; cleaning comes after checking.

mod column;
mod content;
mod formula;
mod json;
mod lines;
#[cfg(test)]
mod measured;
mod portal_catalogue;
mod portal_crawl;
mod portal_json;
mod portal_list;
mod read;
mod recognise;
mod row;
mod shared;
mod sheet;
mod table;
pub(crate) mod toml;
mod vocabulary;

pub mod config;

pub use column::Column;
pub(crate) use config::is_link;
pub use content::{
    CODES_FILE, Editorial, changed_fields, edited, english, front_matter, read_answers, read_editorial, read_places,
    read_rates,
};
pub use formula::{guarded, unguarded};
pub use read::{Source, SourceReport, Sources, matches, read_if_there, read_input, read_sources};
pub use recognise::recognise;
pub use table::cell;

use crate::catalogue::{FieldName, Origin, Procedure, SourceId, Sourced, Tally};
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Location};

/// What a reader is given: a file, or one line of a file that holds a record a line.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The source it belongs to.
    pub source: SourceId,
    /// The file.
    pub file: FileId,
    /// The path of the file, for readers that take the code from its name.
    pub path: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
    /// Where `bytes` begin in the file.
    pub base: u64,
}

impl Input<'_> {
    /// A range of `bytes` as a place in the file.
    pub fn place(&self, range: std::ops::Range<usize>) -> Location {
        Location::bytes(self.file, self.base + range.start as u64..self.base + range.end as u64)
    }

    /// A range of `bytes` as an origin.
    pub fn origin(&self, range: std::ops::Range<usize>) -> Origin {
        Origin { source: self.source, location: self.place(range) }
    }

    /// A value that stands at `range`.
    pub fn sourced<T>(&self, value: T, range: std::ops::Range<usize>) -> Sourced<T> {
        Sourced::new(value, self.origin(range))
    }
}

/// What a reader gives back.
#[derive(Debug, Default)]
pub struct Reading {
    /// The records.
    pub records: Vec<Procedure>,
    /// Records that were met and could not be used; each has an error among the diagnostics.
    pub rejected: usize,
    /// What was wrong or not understood.
    pub diagnostics: Vec<Diagnostic>,
    /// How the fields were understood.
    pub tally: Tally,
    /// The columns of a table, filled in or not.
    pub columns: Vec<Column>,
}

impl Reading {
    /// Rejects a record with the reason.
    pub fn reject(&mut self, reason: Diagnostic) {
        self.rejected += 1;
        self.diagnostics.push(reason);
    }

    /// Counts a field that was read into its type, was kept word for word, or was empty.
    pub fn count(&mut self, field: FieldName, how: Understood) {
        match how {
            Understood::Yes => self.tally.understood(field),
            Understood::Verbatim => self.tally.verbatim(field),
            Understood::Missing => self.tally.missing(field),
        }
    }

    /// Adds another reading to this one.
    pub fn append(&mut self, other: Self) {
        self.records.extend(other.records);
        self.rejected += other.rejected;
        self.diagnostics.extend(other.diagnostics);
        self.tally.add(&other.tally);
        self.columns.extend(other.columns);
    }
}

/// How a field of a record was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Understood {
    /// Read into its type.
    Yes,
    /// Kept word for word.
    Verbatim,
    /// There was nothing to read.
    Missing,
}

/// Whether a text says that there is nothing: empty, or the portal's "Không có thông tin".
pub fn is_blank(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text.trim_end_matches('.').eq_ignore_ascii_case("không có thông tin")
        || text == "Không có thông tin"
}
