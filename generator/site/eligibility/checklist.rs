//! Documents as a checklist: which are to be brought when, and which are the result of another procedure.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::paper;
use super::text::statement;
use crate::catalogue::Document;
use crate::rules::model::Common;
use crate::site::procedure::{Group, Item, Making};
use crate::site::render::{Html, Link, Said};

/// When a document is to be brought.
#[derive(Debug, Serialize)]
pub(in crate::site) struct DocumentRule<'a> {
    id: &'a str,
    when: Option<Html>,
    cite: Option<Html>,
}

/// Documents under one heading.
#[derive(Debug, Serialize)]
pub(super) struct Checklist<'a> {
    name: Option<Said<'a>>,
    documents: Vec<Paper<'a>>,
    notes: Vec<Said<'a>>,
}

/// A document, and what it is remembered by when a person says that they have it.
#[derive(Debug, Serialize)]
struct Paper<'a> {
    item: Item<'a>,
    key: String,
}

impl<'a> Making<'_, 'a> {
    /// The rule of a document.
    pub(in crate::site) fn document_rule(&self, document: &Document) -> Option<DocumentRule<'a>> {
        let (written, compiled) = self.own_rules()?;
        let code = document.code.as_deref()?;
        let is_of = |common: &&'a Common| common.record.as_ref().unwrap_or(&common.id).as_ref() == code;
        let common = written.documents.iter().find(is_of)?;
        let at = compiled.documents.iter().position(|item| self.rule_name(item.name) == &*common.id)?;
        let when = statement(self.phrases()?, compiled.documents[at].node);
        Some(DocumentRule { id: &common.id, when, cite: self.cite(common) })
    }

    /// The other procedure whose result a document is.
    pub(in crate::site) fn produced_by(&self, document: &Document) -> Option<Link<'a>> {
        let eligibility = self.renderer.eligibility.as_ref()?;
        let at = *eligibility.produced.get(&paper(&document.name.vi))?;
        (at != self.at).then(|| self.procedure_link(at))
    }
}

/// Documents as a checklist.
pub(super) fn checklist(groups: Vec<Group<'_>>) -> Vec<Checklist<'_>> {
    let mut lists = Vec::with_capacity(groups.len());
    for group in groups {
        let documents = group.documents.into_iter().map(|item| Paper { key: key(&item.name.text), item });
        lists.push(Checklist { name: group.name, documents: documents.collect(), notes: group.notes });
    }
    lists
}

/// A few letters for a paper's name: people's own lists of papers stand in addresses.
fn key(name: &str) -> String {
    Sha256::digest(paper(name).as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
