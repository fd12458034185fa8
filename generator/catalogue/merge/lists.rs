//! Lists whose items an overlay may refer to, and so change or remove.

use super::Value;
use crate::catalogue::procedure::{Channel, Document, DocumentGroup, Edit, LegalDocument, Outcome, ServiceCase};

impl Value for Vec<Outcome> {
    fn agrees(&self, _other: &Self) -> bool {
        true
    }

    fn shown(&self) -> String {
        format!("{} items", self.len())
    }

    fn is_patch(&self) -> bool {
        self.iter().any(|item| item.edit != Edit::Whole)
    }

    fn patched(below: Option<Self>, patch: Self) -> (Option<Self>, Vec<Box<str>>) {
        let overlay = |under: &mut Outcome, over: Outcome| under.name.overlay(over.name);
        patch_list(below, patch, |item| (item.code.as_deref(), item.edit), overlay)
    }
}

impl Value for Vec<LegalDocument> {
    fn agrees(&self, _other: &Self) -> bool {
        true
    }

    fn shown(&self) -> String {
        format!("{} items", self.len())
    }

    fn is_patch(&self) -> bool {
        self.iter().any(|item| item.edit != Edit::Whole)
    }

    fn patched(below: Option<Self>, patch: Self) -> (Option<Self>, Vec<Box<str>>) {
        patch_list(
            below,
            patch,
            |item| (item.number.as_deref(), item.edit),
            |under, over| {
                under.name.overlay(over.name);
                under.date = over.date.or(under.date);
                under.url = over.url.or(under.url.take());
            },
        )
    }
}

impl Value for Vec<ServiceCase> {
    fn agrees(&self, _other: &Self) -> bool {
        true
    }

    fn shown(&self) -> String {
        format!("{} items", self.len())
    }

    fn is_patch(&self) -> bool {
        self.iter().any(|item| item.edit != Edit::Whole)
    }

    fn patched(below: Option<Self>, patch: Self) -> (Option<Self>, Vec<Box<str>>) {
        patch_list(
            below,
            patch,
            |item| (Some(&item.code), item.edit),
            |under, over| {
                under.name.overlay(over.name);
                under.time = over.time.or(under.time.take());
            },
        )
    }
}

impl Value for Vec<Channel> {
    fn agrees(&self, _other: &Self) -> bool {
        true
    }

    fn shown(&self) -> String {
        format!("{} items", self.len())
    }

    fn is_patch(&self) -> bool {
        self.iter().any(|item| item.edit != Edit::Whole)
    }

    /// A kind names every channel of its kind, and a number one of them: as they stood before any was removed.
    fn patched(below: Option<Self>, patch: Self) -> (Option<Self>, Vec<Box<str>>) {
        let mut channels = below.unwrap_or_default();
        let mut dangling = Vec::new();
        for over in patch {
            if over.edit == Edit::Whole {
                channels.push(over);
                continue;
            }
            let alike = channels.iter_mut().filter(|channel| channel.kind == over.kind).zip(1..);
            let mut meant =
                alike.filter(|(_, at)| over.nth.is_none_or(|nth| nth.get() == *at)).map(|found| found.0).peekable();
            if meant.peek().is_none() {
                dangling.push(over.reference().into());
            }
            meant.for_each(|under| overlay_channel(under, &over));
        }
        channels.retain(|channel| channel.edit != Edit::Remove);
        ((!channels.is_empty()).then_some(channels), dangling)
    }
}

/// The fees of a channel are one list: those of the overlay stand in place of all of them.
fn overlay_channel(under: &mut Channel, over: &Channel) {
    if over.edit == Edit::Remove {
        under.edit = Edit::Remove;
    }
    under.time = over.time.clone().or(under.time.take());
    under.note = over.note.clone().or(under.note.take());
    if !over.fees.is_empty() {
        under.fees.clone_from(&over.fees);
    }
}

impl Value for Vec<DocumentGroup> {
    fn agrees(&self, _other: &Self) -> bool {
        true
    }

    fn shown(&self) -> String {
        format!("{} documents", self.iter().map(|group| group.documents.len()).sum::<usize>())
    }

    fn is_patch(&self) -> bool {
        self.iter().flat_map(|group| &group.documents).any(|item| item.edit != Edit::Whole)
    }

    /// A reference may name a document of any group; a whole document joins the group with its group's name.
    fn patched(below: Option<Self>, patch: Self) -> (Option<Self>, Vec<Box<str>>) {
        let mut groups = below.unwrap_or_default();
        let mut dangling = Vec::new();
        for group in patch {
            for document in group.documents {
                let home = match document.edit {
                    Edit::Whole => groups.iter_mut().find(|under| under.name == group.name),
                    _ => groups.iter_mut().find(|under| under.documents.iter().any(|item| item.code == document.code)),
                };
                match home {
                    Some(home) => {
                        let missed = patch_items(
                            &mut home.documents,
                            vec![document],
                            |item| (item.code.as_deref(), item.edit),
                            overlay_document,
                        );
                        dangling.extend(missed);
                    }
                    None if document.edit == Edit::Whole => {
                        groups.push(DocumentGroup { name: group.name.clone(), documents: vec![document] });
                    }
                    None => dangling.extend(document.code),
                }
            }
        }
        groups.retain(|group| !group.documents.is_empty());
        ((!groups.is_empty()).then_some(groups), dangling)
    }
}

fn overlay_document(under: &mut Document, over: Document) {
    under.name.overlay(over.name);
    under.originals = over.originals.or(under.originals);
    under.copies = over.copies.or(under.copies);
    under.required = (under.required || over.required) && !over.waived;
    if !over.forms.is_empty() {
        under.forms = over.forms;
    }
    under.note = over.note.or(under.note.take());
}

/// Applies a list of edits to the list below, if there is one.
fn patch_list<T>(
    below: Option<Vec<T>>,
    patch: Vec<T>,
    key: impl Fn(&T) -> (Option<&str>, Edit),
    overlay: impl Fn(&mut T, T),
) -> (Option<Vec<T>>, Vec<Box<str>>) {
    let mut items = below.unwrap_or_default();
    let missed = patch_items(&mut items, patch, key, overlay);
    ((!items.is_empty()).then_some(items), missed)
}

/// Applies a list of edits to a list of items; returns the references that met no item.
fn patch_items<T>(
    items: &mut Vec<T>,
    patch: Vec<T>,
    key: impl Fn(&T) -> (Option<&str>, Edit),
    overlay: impl Fn(&mut T, T),
) -> Vec<Box<str>> {
    let mut dangling = Vec::new();
    for over in patch {
        let (reference, edit) = key(&over);
        if edit == Edit::Whole {
            items.push(over);
            continue;
        }
        match items.iter().position(|item| reference.is_some() && key(item).0 == reference) {
            Some(at) if edit == Edit::Remove => {
                items.remove(at);
            }
            Some(at) => overlay(&mut items[at], over),
            None => dangling.extend(reference.map(Into::into)),
        }
    }
    dangling
}
