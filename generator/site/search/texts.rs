//! What the body of a document says.

use std::borrow::Cow;

use crate::catalogue::{FieldName, Level, Online, Procedure, ServiceGroupKind};

/// Every text of a procedure that is no name, in the order of the model.
pub(super) fn body(procedure: &Procedure) -> Vec<Cow<'static, str>> {
    let mut body = Vec::new();
    procedure.each_text(&mut |field, text, _| {
        let found_otherwise = matches!(
            field,
            FieldName::Name
                | FieldName::Summary
                | FieldName::Keywords
                | FieldName::Code
                | FieldName::OfficialPage
                | FieldName::Publisher
                | FieldName::Fields
                | FieldName::Groups
                | FieldName::Audiences
                | FieldName::Executing
                | FieldName::Competent
                | FieldName::Authorised
                | FieldName::Delegated
                | FieldName::Coordinating
        );
        if !found_otherwise && !text.trim().is_empty() {
            body.push(Cow::Owned(text.to_owned()));
        }
    });
    body
}

/// How commonly a procedure is likely to be needed, 0 to 255, from what its record says of itself: done at the commune,
/// by citizens, at the events of a life, everywhere in the country, and described in full.
pub(super) fn rank(procedure: &Procedure, for_citizens: bool) -> u8 {
    let mut rank = 0u8;
    let mut add = |points: u8, applies: bool| rank = rank.saturating_add(if applies { points } else { 0 });
    let levels = procedure.levels.as_ref().map(|levels| levels.value).unwrap_or_default();
    add(64, levels.contains(Level::Commune));
    add(24, levels.contains(Level::Province) && !levels.contains(Level::Commune));
    add(48, for_citizens);
    let groups = procedure.groups.iter().flat_map(|groups| &groups.value);
    add(40, groups.clone().any(|group| group.kind == ServiceGroupKind::Citizen));
    add(24, groups.clone().any(|group| group.kind == ServiceGroupKind::Business));
    add(24, procedure.kind.as_ref().is_none_or(|kind| kind.value == crate::catalogue::Kind::National));
    add(24, procedure.documents.as_ref().is_some_and(|documents| !documents.value.is_empty()));
    add(15, procedure.online.as_ref().is_some_and(|online| online.value == Online::Full));
    rank
}
