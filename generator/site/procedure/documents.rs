//! The documents to bring, as a checklist; what is only a note stands apart.

use serde::Serialize;

use super::Making;
use crate::catalogue::{Document, DocumentGroup};
use crate::site::markdown::is_web;
use crate::site::prose::{bare, heading};
use crate::site::render::Said;

/// Documents under one heading.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    name: Option<Said<'a>>,
    pub documents: Vec<Item<'a>>,
    notes: Vec<Said<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Item<'a> {
    name: Said<'a>,
    /// "1 bản chính, 1 bản sao"
    quantity: String,
    forms: Vec<Form<'a>>,
    note: Option<Said<'a>>,
}

#[derive(Debug, Serialize)]
struct Form<'a> {
    name: &'a str,
    href: Option<&'a str>,
}

impl<'a> Making<'_, 'a> {
    pub(super) fn groups(&self) -> Vec<Group<'a>> {
        let groups = self.procedure.documents.iter().flat_map(|documents| &documents.value);
        groups
            .map(|group| self.group(group))
            .filter(|group| !group.documents.is_empty() || !group.notes.is_empty())
            .collect()
    }

    fn group(&self, group: &'a DocumentGroup) -> Group<'a> {
        let (mut documents, mut notes) = (Vec::with_capacity(group.documents.len()), Vec::new());
        for document in &group.documents {
            if document.is_note() && document.forms.is_empty() {
                notes.push(self.plain_name(document));
            } else {
                documents.push(self.item(document));
            }
        }
        let name = group.name.as_ref().map(|name| Said::of(name, self.language));
        let name = name.map(|said| Said { text: heading(said.text), ..said }).filter(|said| !said.text.is_empty());
        Group { name, documents, notes }
    }

    fn plain_name(&self, document: &'a Document) -> Said<'a> {
        let said = Said::of(&document.name, self.language);
        Said { text: bare(said.text), ..said }
    }

    fn item(&self, document: &'a Document) -> Item<'a> {
        let words = self.renderer.words(self.language);
        let part =
            |count: Option<u32>, key| count.filter(|&count| count > 0).map(|count| words.count(key, count as usize));
        let parts = [part(document.originals, "originals"), part(document.copies, "copies")];
        let form = |form: &'a crate::catalogue::FormFile| Form {
            name: &form.name,
            href: form.url.as_deref().filter(|url| is_web(url)),
        };
        Item {
            name: self.plain_name(document),
            quantity: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            forms: document.forms.iter().map(form).collect(),
            note: document.note.as_ref().map(|note| Said::of(note, self.language)),
        }
    }
}
