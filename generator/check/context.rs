//! What rules may look at.

use crate::catalogue::{Catalogue, Conflict, Dangling, Origin, Procedure};
use crate::language::Date;

/// The whole of what is checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub catalogue: &'a Catalogue,
    /// Nobody's clock: the caller says which day it is, or that it does not matter.
    pub today: Option<Date>,
    pub conflicts: &'a [Conflict],
    pub dangling: &'a [Dangling],
}

impl<'a> Context<'a> {
    /// The procedure with this code. The catalogue has them by code.
    pub fn procedure(&self, code: &str) -> Option<&'a Procedure> {
        let procedures = &self.catalogue.procedures;
        procedures.binary_search_by(|procedure| (*procedure.code).cmp(code)).ok().map(|at| &procedures[at])
    }

    /// Whether a value stands in an official source rather than in a file of an editor.
    pub fn is_official(&self, origin: Origin) -> bool {
        self.catalogue.source(origin).is_some_and(|source| source.official)
    }

    /// Whether an editor wrote any of a procedure.
    pub fn is_edited(&self, procedure: &Procedure) -> bool {
        procedure.records.iter().any(|&record| !self.is_official(record))
    }
}
