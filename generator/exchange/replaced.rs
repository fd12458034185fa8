//! What of an official record a row of a table takes the place of: lists replace lists as wholes, so that a short cell
//! can cost a procedure most of its documents.

use crate::catalogue::{FieldName, Origin, Procedure, SourceId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Location;
use crate::source::Column;

/// A column of an official record that other words take the place of.
pub(super) struct Replaced {
    column: Column,
    /// How many items it has, and how many it gets; nothing for what is no list.
    items: Option<(usize, usize)>,
}

/// Where what a procedure says in a column was read.
pub(super) fn origin_of(column: Column, procedure: &Procedure) -> Option<Origin> {
    let mut alone = procedure.clone();
    for other in Column::all().filter(|other| *other != column) {
        alone.clear(other.field, other.language);
    }
    alone.origins().first().map(|(_, origin)| *origin)
}

/// What `now` has from an official source and `then` says otherwise, in these columns.
pub(super) fn replaced(
    columns: impl Iterator<Item = Column>,
    now: &Procedure,
    then: &Procedure,
    official: &dyn Fn(SourceId) -> bool,
) -> Vec<Replaced> {
    let is_official = |column: &Column| origin_of(*column, now).is_some_and(|origin| official(origin.source));
    let items = |column: Column| items(column.field, now).zip(items(column.field, then));
    columns.filter(is_official).map(|column| Replaced { column, items: items(column) }).collect()
}

/// What is told of a file that takes the place of parts of an official record. Where a list is among them something may
/// be lost that the table never had; a text was typed to replace another.
pub(super) fn finding(path: &str, replaced: &[Replaced], at: Location) -> Diagnostic {
    let words = |replaced: &Replaced| {
        let key = replaced.column.key();
        match replaced.items {
            Some((1, to)) => format!("{key}: 1 of the official record becomes {to}"),
            Some((from, to)) => format!("{key}: {from} of the official record become {to}"),
            None => format!("{key}: a text takes the place of the official one"),
        }
    };
    let words: Vec<String> = replaced.iter().map(words).collect();
    let is_list = replaced.iter().any(|replaced| replaced.items.is_some());
    let severity = if is_list { Severity::Warning } else { Severity::Note };
    let keys: Vec<String> = replaced.iter().map(|replaced| format!("{}=", replaced.column.key())).collect();
    let help = format!(
        "to keep what the official record says, leave the columns out: --columns {}; to change a part of a list, fill the \
         cell in as `motcua export` writes it, with all its lines",
        keys.join(",")
    );
    Diagnostic::new("import/replaces-official", severity, at, format!("{path}: {}", words.join("; "))).help(help)
}

/// How many items a field has; nothing where it is no list.
fn items(field: FieldName, p: &Procedure) -> Option<usize> {
    fn count<T>(field: &crate::catalogue::Field<Vec<T>>) -> Option<usize> {
        Some(field.as_ref().map_or(0, |items| items.value.len()))
    }
    match field {
        FieldName::Fields => count(&p.fields),
        FieldName::Groups => count(&p.groups),
        FieldName::Audiences => count(&p.audiences),
        FieldName::Executing => count(&p.executing),
        FieldName::Competent => count(&p.competent),
        FieldName::Authorised => count(&p.authorised),
        FieldName::Delegated => count(&p.delegated),
        FieldName::Coordinating => count(&p.coordinating),
        FieldName::Steps => count(&p.steps),
        FieldName::Channels => count(&p.channels),
        FieldName::Documents => {
            let groups = p.documents.iter().flat_map(|groups| &groups.value);
            Some(groups.map(|group| group.documents.len()).sum())
        }
        FieldName::ServiceCases => count(&p.service_cases),
        FieldName::Results => count(&p.results),
        FieldName::ReturnMethods => count(&p.return_methods),
        FieldName::LegalBasis => count(&p.legal_basis),
        FieldName::Keywords => count(&p.keywords),
        FieldName::Citations => count(&p.citations),
        _ => None,
    }
}
