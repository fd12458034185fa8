//! The legal documents: name and number of each, glued, after the heads of the table.
//!
//! A name may have numbers of its own, even its own number at its end ("Nghị định 05/2012/NĐ-CP05/2012/NĐ-CP").
//! The number that ends a row is the one to which the next row, or nothing, is glued.

use std::ops::Range;

use super::super::vocabulary::trimmed;
use super::Doubt;
use super::sections::{LEGAL_HEAD, Section};
use crate::catalogue::{Bilingual, Edit, LegalDocument};
use crate::language::{LegalReference, legal};

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
        let next = found.get(index + 1).map_or(text.len(), |(range, _)| start + range.start);
        let (code, end) = if let Some(short) = short_code(text, &reference.number, number.end..next) {
            (short.clone(), short.end)
        } else if next == number.end && index + 1 < found.len() {
            continue;
        } else if let Some(end) = row_end(text, &number) {
            (number, end)
        } else if is_glued(text, number.start) && named_before(&found[..index], reference, row - start) {
            let end = number.end;
            (number, end)
        } else {
            // A number that is glued to the word before it should have ended a row.
            if number.start > row && is_glued(text, number.start) {
                let why = "where one document ends and the next begins";
                doubts.push(Doubt::new("crawl/legal-basis-not-understood", number, why));
            }
            continue;
        };
        documents.push(in_row(section, row..end, code, reference, doubts));
        row = end;
    }
    unread(section, trimmed(text, row..text.len()), doubts, &mut documents);
    documents
}

/// The document of a row that ends in a number.
fn in_row(
    section: &Section,
    row: Range<usize>,
    code: Range<usize>,
    reference: &LegalReference,
    doubts: &mut Vec<Doubt>,
) -> LegalDocument {
    let text = section.text.as_str();
    let mut name = trimmed(text, row.start..code.start);
    if let Some(seam) = seams(&text[name.clone()]).pop() {
        let seam = name.start + seam;
        // The column may say the kind too: "...của Bộ trưởngThông tư số 03/2023/TT-BTP", "...chứng khoán”TT43/2023/TT-BTC".
        // The number says it again, so that the words may go.
        let abbreviated = matches!(&text[seam..code.start], "TT" | "NĐ" | "QĐ" | "NQ");
        let alone = || legal::find_all(&text[seam..code.end]).len() == 1;
        if abbreviated || (legal::parse(&text[seam..code.end]).is_some() && alone()) {
            name = trimmed(text, name.start..seam);
        }
    }
    if let Some(seam) = seams(&text[name.clone()]).first() {
        let why = "where one document ends and the next begins";
        doubts.push(Doubt::new("crawl/legal-basis-not-understood", name.start + seam..code.end, why));
    }
    // A number alone names its document.
    let name = if name.is_empty() { code } else { name };
    document(section, row, name, Some(reference))
}

fn document(
    section: &Section,
    whole: Range<usize>,
    name: Range<usize>,
    reference: Option<&LegalReference>,
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

/// Whether the row's name has the number already: glued to the name, the same number again is its code.
fn named_before(before: &[(Range<usize>, LegalReference)], reference: &LegalReference, row: usize) -> bool {
    before.iter().any(|(range, earlier)| range.start >= row && earlier.number == reference.number)
}

/// Where the row ends whose number ends here: nothing follows, or the next name is glued to it.
fn row_end(text: &str, number: &Range<usize>) -> Option<usize> {
    let rest = &text[number.end..];
    // "53/2025/TT-BCAngày 01/7/2025": the name goes on.
    if rest.starts_with("ngày") {
        return None;
    }
    let mut characters = rest.chars();
    match characters.next() {
        None => Some(number.end),
        Some(next) if next.is_alphanumeric() || matches!(next, '"' | '“' | '-' | '+' | '*') => Some(number.end),
        Some('.') if characters.next().is_none_or(char::is_uppercase) => Some(number.end + 1),
        // The next name begins with a space: then the number must be glued to its own name.
        Some(next)
            if next.is_whitespace()
                && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) =>
        {
            is_glued(text, number.start).then_some(number.end)
        }
        Some(_) => None,
    }
}

/// Whether words stand right before, without a space; other than the word for "number".
fn is_glued(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ';' | ')' | '”'))
        && !["số", "Số", "SỐ"].iter().any(|word| before.ends_with(word))
}

/// The beginning of a number as the code of its row: "Nghị định số 46/2020/NĐ-CP ... của Chính phủ46/2020".
fn short_code(text: &str, number: &str, within: Range<usize>) -> Option<Range<usize>> {
    let short = number.rsplit_once('/').map(|(short, _)| short).filter(|short| short.contains('/'))?;
    let places = text[within.clone()].match_indices(short).map(|(at, _)| within.start + at);
    places.map(|at| at..at + short.len()).find(|code| {
        let glued = !text[..code.start].ends_with([' ', '\u{A0}', '\n', '\t']);
        glued && text[code.end..].chars().next().is_none_or(char::is_uppercase)
    })
}

/// Places in a name where two words are glued: it may be two names with a number between that was not seen.
fn seams(name: &str) -> Vec<usize> {
    let mut before = ' ';
    let mut seams = Vec::new();
    for (at, c) in name.char_indices() {
        if (before.is_lowercase() || matches!(before, '.' | ')' | ';' | '”' | '"')) && c.is_uppercase() {
            seams.push(at);
        }
        before = c;
    }
    seams
}
