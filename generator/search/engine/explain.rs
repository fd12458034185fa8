//! Where the score of a result comes from: parts that add up to it.

use super::Engine;
use super::page::refined_by;
use super::rank::Sum;
use super::refine::agreement;
use crate::search::analysis::TITLE;

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What speaks for the document.
    pub sign: Sign,
    /// What it adds to the score.
    pub added: u32,
}

/// What may speak for a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// It has a term.
    Term {
        /// The term; `khai sinh` for a pair, `khai=khai1` for the very marks.
        term: String,
        /// Documents that have it.
        documents: u32,
        /// Its idf, in sixteenths of a bit.
        idf: u32,
        /// Its impact in the document, 1 to 15.
        impact: u8,
    },
    /// Its title is the question.
    Whole,
    /// It has every word.
    Complete,
    /// Its title says little else.
    Title,
    /// It is commonly needed.
    Rank,
    /// Its title says what was asked, in that order.
    Order,
}

impl Engine {
    /// Where the score of a result of the page comes from; its parts add up to the score of its hit.
    pub fn explain(&self, document: u32) -> Vec<Reason> {
        let ranked = self.ranked();
        let Some(ranking) = &ranked.ranking else { return Vec::new() };
        let of_first = ranking.matches.iter().any(|(_, known)| *known == document);
        let scope = if of_first { &ranked.scope } else { &self.second().scope };
        let (parts, _) = self.parts(&ranked.question, scope);
        let (mut reasons, mut sum) = (Vec::new(), Sum::default());
        for part in &parts {
            let (mut postings, documents, _) = self.postings(scope, &part.term);
            let Some(posting) = postings.find(|posting| posting.document == document) else { continue };
            let idf = self.idf_of(part, documents);
            sum.add(part, posting, idf);
            let sign = if part.term.first() == Some(&TITLE) {
                Sign::Whole
            } else {
                let term = String::from_utf8_lossy(&part.term).replace('\u{1}', "=").replace('\u{2}', " ");
                Sign::Term { term, documents, idf, impact: posting.impact }
            };
            reasons.push(Reason { sign, added: part.adds(posting, idf) * 16 });
        }
        let signs = self.signs(&sum, document, sum.has_all(self.required(&ranked.question)));
        for (sign, added) in [Sign::Complete, Sign::Title, Sign::Rank].into_iter().zip(signs) {
            reasons.push(Reason { sign, added: u32::try_from(added).unwrap_or(u32::MAX) });
        }
        let score = reasons.iter().fold(0u32, |score, reason| score.saturating_add(reason.added));
        // What the page gave it besides is for its title.
        let page = self.page();
        if let Some((shown, _)) = page.results.iter().find(|(_, known)| *known == document) {
            let said = self.entry(document).map_or(0, |entry| agreement(&ranked.question, entry));
            let added = refined_by(score, said, self.weights.refine);
            if *shown == score.saturating_add(added) {
                reasons.push(Reason { sign: Sign::Order, added });
            }
        }
        reasons.retain(|reason| reason.added > 0);
        reasons
    }
}
