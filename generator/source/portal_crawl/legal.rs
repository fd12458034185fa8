//! The legal documents: "<name><number>" each, glued, after the heads of the table.
//!
//! A name may have numbers of its own, even its own number at its end ("Nghị định 05/2012/NĐ-CP05/2012/NĐ-CP").
//! The number that ends a row is the one to which the next row, or nothing, is glued.

use std::ops::Range;

use super::super::vocabulary::trimmed;
use super::Doubt;
use super::sections::{LEGAL_HEAD, Section};
use crate::catalogue::{Bilingual, Edit, LegalDocument};
use crate::language::legal;

/// Cuts the text into legal documents.
pub(super) fn read(section: &Section, doubts: &mut Vec<Doubt>) -> Vec<LegalDocument> {
    let text = section.text.as_str();
    let start = text.find(LEGAL_HEAD).map_or(0, |at| at + LEGAL_HEAD.len());
    let mut documents = Vec::new();
    let stray = trimmed(text, 0..start.saturating_sub(LEGAL_HEAD.len()));
    unread(section, stray, doubts, &mut documents);
    let found = legal::find_all(&text[start..]);
    let mut row = start;
    for (index, (range, reference)) in found.iter().enumerate() {
        let number = start + range.start..start + range.end;
        let next = found.get(index + 1).map(|(range, _)| start + range.start);
        if next == Some(number.end) || !ends_row(text, &number) {
            continue;
        }
        let name = trimmed(text, row..number.start);
        let whole = row..number.end;
        row = number.end;
        if name.is_empty() {
            // A number alone names its document.
            documents.push(document(section, whole, number, Some(reference)));
            continue;
        }
        if let Some(seam) = seam(&text[name.clone()]) {
            let why = "where one document ends and the next begins";
            doubts.push(Doubt::new("crawl/legal-basis-not-understood", name.start + seam..number.end, why));
        }
        documents.push(document(section, whole, name, Some(reference)));
    }
    unread(section, trimmed(text, row..text.len()), doubts, &mut documents);
    documents
}

fn document(
    section: &Section,
    whole: Range<usize>,
    name: Range<usize>,
    reference: Option<&legal::LegalReference>,
) -> LegalDocument {
    LegalDocument {
        at: section.place(whole),
        number: reference.map(|reference| reference.number.clone().into()),
        edit: Edit::Whole,
        name: Bilingual::vi(&section.text[name]),
        date: None,
        url: None,
    }
}

/// Words without a number, as a document of that name.
fn unread(section: &Section, range: Range<usize>, doubts: &mut Vec<Doubt>, documents: &mut Vec<LegalDocument>) {
    if !range.is_empty() {
        let why = "a document whose number is of no known form";
        doubts.push(Doubt::new("crawl/legal-basis-not-understood", range.clone(), why));
        documents.push(document(section, range.clone(), range, None));
    }
}

/// Whether a number ends its row: nothing follows it, or the next name is glued to it.
fn ends_row(text: &str, number: &Range<usize>) -> bool {
    match text[number.end..].chars().next() {
        None => true,
        Some(next) => next.is_alphanumeric() || matches!(next, '"' | '“' | '-' | '+' | '*'),
    }
}

/// A place in a name where two words are glued: it may be two names with a number between that was not seen.
fn seam(name: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in name.char_indices() {
        if before.is_lowercase() && c.is_uppercase() {
            return Some(at);
        }
        before = c;
    }
    None
}
