//! What the page is based on: sources, decision, dates, changes.

use serde::Serialize;

use super::Making;
use crate::catalogue::Origin;
use crate::site::changes;
use crate::site::render::Said;

/// The last section.
#[derive(Debug, Serialize)]
pub(super) struct About<'a> {
    sources: Vec<Source<'a>>,
    decision: Option<&'a str>,
    decision_date: Option<String>,
    updated: Option<String>,
    reviewed: Option<String>,
    citations: Vec<Said<'a>>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    title: Said<'a>,
    retrieved: Option<String>,
}

/// A change.
#[derive(Debug, Serialize)]
pub(super) struct ChangeLine<'a> {
    date: String,
    what: String,
    note: Option<Said<'a>>,
}

/// How many changes a page names; the rest are on the page of changes.
const CHANGES: usize = 10;

impl<'a> Making<'_, 'a> {
    pub(super) fn about(&self) -> About<'a> {
        let words = self.renderer.words(self.language);
        let procedure = self.procedure;
        let catalogue = self.renderer.index.catalogue;
        let mut seen = Vec::with_capacity(procedure.records.len());
        for Origin { source, .. } in &procedure.records {
            if !seen.contains(source) {
                seen.push(*source);
            }
        }
        let source = |source: &'a crate::catalogue::SourceInfo| Source {
            title: Said::of(&source.title, self.language),
            retrieved: source.retrieved.map(|date| words.date(date)),
        };
        let decision = procedure.decision.as_ref().map(|decision| &decision.value);
        let citations = procedure.citations.iter().flat_map(|citations| &citations.value);
        About {
            sources: seen.into_iter().filter_map(|id| catalogue.sources.get(usize::from(id.0))).map(source).collect(),
            decision: decision.map(|decision| &*decision.number),
            decision_date: decision.and_then(|decision| decision.date).map(|date| words.date(date)),
            updated: procedure.updated.as_ref().map(|date| words.date(date.value)),
            reviewed: procedure.reviewed.as_ref().map(|date| words.date(date.value)),
            citations: citations.map(|citation| Said::of(citation, self.language)).collect(),
        }
    }

    pub(super) fn changes(&self) -> Vec<ChangeLine<'a>> {
        let words = self.renderer.words(self.language);
        let own = self.renderer.index.changes_of(self.at);
        let line = |&at: &u32| {
            let change = &self.renderer.index.catalogue.changes[at as usize];
            ChangeLine {
                date: words.date(change.date),
                what: changes::what(change, words),
                note: change.note.as_ref().map(|note| Said::of(note, self.language)),
            }
        };
        own.iter().take(CHANGES).map(line).collect()
    }
}
