//! A value and where it came from.

use crate::files::Location;

/// A source of the catalogue, by its place in `site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u16);

/// Where a value came from: which source, and where in its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The source; its title and the date it was retrieved are with the sources.
    pub source: SourceId,
    /// Where the value stands.
    pub location: Location,
}

/// A value with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// `value`, from `origin`.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// A field of a record: absent, or a value with its origin.
pub type Field<T> = Option<Sourced<T>>;
