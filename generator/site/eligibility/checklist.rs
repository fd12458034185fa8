//! Documents as a checklist: which are to be brought when, and which are the result of another procedure.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::paper;
use super::text::statement;
use crate::catalogue::Document;
use crate::hex::hex;
use crate::rules::model::Common;
use crate::rules::program::Version;
use crate::site::procedure::{Group, Item, Making};
use crate::site::render::{Html, Link, Said};

/// When a document is to be brought, as one version of its rule says.
#[derive(Debug, Serialize)]
pub(in crate::site) struct DocumentRule<'a> {
    id: &'a str,
    /// Which of the versions of this id.
    version: usize,
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
    /// The rules of a document: the versions, of one id, that ask for it.
    pub(in crate::site) fn document_rules(&self, document: &Document) -> Vec<DocumentRule<'a>> {
        let (Some((written, compiled)), Some(phrases)) = (self.own_rules(), self.phrases()) else { return Vec::new() };
        let Some(code) = document.code.as_deref() else { return Vec::new() };
        let is_of = |common: &Common| common.record.as_ref().unwrap_or(&common.id).as_ref() == code;
        let Some(first) = written.documents.iter().find(|common| is_of(common)) else { return Vec::new() };
        let Some(item) = compiled.documents.iter().find(|item| self.rule_name(item.name) == &*first.id) else {
            return Vec::new();
        };
        // Where each version is written as a document of its own, one of another document's is not this one's.
        let documents =
            self.procedure.documents.iter().flat_map(|groups| &groups.value).flat_map(|group| &group.documents);
        let others: Vec<_> = documents.map(|other| other.at).filter(|&at| at != document.at).collect();
        let of_id = written.documents.iter().filter(|common| common.id == first.id);
        let versions = of_id.zip(&item.versions).enumerate();
        let versions = versions.filter(|(_, (common, _))| is_of(common) && !others.contains(&common.at));
        let rule = |(version, (common, compiled)): (usize, (&'a Common, &Version))| DocumentRule {
            id: &common.id,
            version,
            when: statement(phrases, compiled.node),
            cite: self.cite(common.cite.as_ref()),
        };
        versions.map(rule).collect()
    }

    /// The other procedure whose result a document is.
    pub(in crate::site) fn produced_by(&self, document: &Document) -> Option<Link<'a>> {
        let eligibility = self.renderer.eligibility.as_ref()?;
        let at = *eligibility.produced.get(&paper(&document.name.vi))?;
        (at != self.at).then(|| self.procedure_link(at))
    }
}

/// Documents as a checklist of a procedure, by its code.
pub(super) fn checklist<'a>(groups: Vec<Group<'a>>, code: &str) -> Vec<Checklist<'a>> {
    let mut lists = Vec::with_capacity(groups.len());
    for group in groups {
        let documents = group.documents.into_iter().map(|item| Paper { key: key(&item, code), item });
        lists.push(Checklist { name: group.name, documents: documents.collect(), notes: group.notes });
    }
    lists
}

/// A few letters for a paper: people's own lists of papers stand in addresses.
///
/// What another procedure gives is one paper wherever it is asked for. Of everything else a name says too little: two
/// agencies' "application" are two papers, and so are forms, which are filled in each time.
fn key(item: &Item<'_>, code: &str) -> String {
    let name = paper(&item.name.text);
    let name = if item.from.is_some() && item.forms.is_empty() { name } else { format!("{code} {name}") };
    hex(&Sha256::digest(name.as_bytes())[..4])
}
