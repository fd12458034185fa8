//! Parts of a procedure that several rules look at.

use crate::catalogue::{FieldName, Named, Origin, Procedure, Sourced};
use crate::files::Location;

/// The name, in each language it has.
pub(super) fn names(procedure: &Procedure) -> impl Iterator<Item = &Sourced<Box<str>>> {
    [&procedure.name.vi, &procedure.name.en].into_iter().flatten()
}

/// Every agency a procedure names, but for the one that issued it, with the field and its origin.
pub(super) fn agencies(procedure: &Procedure) -> impl Iterator<Item = (FieldName, Origin, &Named)> {
    let lists = [
        (FieldName::Executing, &procedure.executing),
        (FieldName::Competent, &procedure.competent),
        (FieldName::Authorised, &procedure.authorised),
        (FieldName::Delegated, &procedure.delegated),
        (FieldName::Coordinating, &procedure.coordinating),
    ];
    lists
        .into_iter()
        .filter_map(|(field, list)| list.as_ref().map(|list| (field, list)))
        .flat_map(|(field, list)| list.value.iter().map(move |agency| (field, list.origin, agency)))
}

/// Where a procedure stands: its name, else its first record.
pub(super) fn place(procedure: &Procedure) -> Option<Location> {
    let name = names(procedure).next().map(|name| name.origin);
    name.or_else(|| procedure.records.first().copied()).map(|origin| origin.location)
}

/// The file an editor says more of a procedure in, which may have to be made.
pub(super) fn editors_file(procedure: &Procedure) -> String {
    format!("content/procedures/{}.md", procedure.code)
}

/// Whether a record says how to do the procedure, rather than only that it exists.
pub(super) fn has_details(procedure: &Procedure) -> bool {
    let has_channels = procedure.channels.as_ref().is_some_and(|channels| !channels.value.is_empty());
    has_channels || procedure.steps.as_ref().is_some_and(|steps| !steps.value.is_empty())
}

/// Whether a text is blank.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
