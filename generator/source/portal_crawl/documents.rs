//! The documents: groups, each a heading with the heads of its table, then rows of name, files and quantities, all glued.

use std::ops::Range;

use super::super::vocabulary::trimmed;
use super::Doubt;
use super::forms;
use super::sections::{DOCUMENTS_HEAD, Section};
use crate::catalogue::{Bilingual, Document, DocumentGroup, FormFile};

const ORIGINALS: &str = " bản chính";
const COPIES: &str = " bản sao";

/// Cuts the text into groups of documents.
pub(super) fn read(section: &Section, doubts: &mut Vec<Doubt>) -> Vec<DocumentGroup> {
    let text = section.text.as_str();
    let heads: Vec<usize> = text.match_indices(DOCUMENTS_HEAD).map(|(at, _)| at).collect();
    let mut groups = Vec::new();
    let Some(&first) = heads.first() else {
        doubts.push(Doubt::new("crawl/documents-not-understood", 0..text.len(), "no table of documents"));
        groups.extend(unnamed(section, 0..text.len()));
        return groups;
    };
    let mut name = 0..first;
    for (index, &head) in heads.iter().enumerate() {
        let start = head + DOCUMENTS_HEAD.len();
        let end = heads.get(index + 1).copied().unwrap_or(text.len());
        let (documents, rest) = rows(section, start..end, doubts);
        groups.push(DocumentGroup { name: heading(text, name), documents });
        name = rest..end;
    }
    let rest = trimmed(text, name);
    if !rest.is_empty() {
        doubts.push(Doubt::new("crawl/documents-not-understood", rest.clone(), "words after the last quantity"));
        groups.extend(unnamed(section, rest));
    }
    groups
}

/// Words that are no row, as a document without quantities.
fn unnamed(section: &Section, range: Range<usize>) -> Option<DocumentGroup> {
    let range = trimmed(&section.text, range);
    let name = Bilingual::vi(&section.text[range.clone()]);
    (!range.is_empty())
        .then(|| DocumentGroup { name: None, documents: vec![Document::new(section.place(range), name)] })
}

fn heading(text: &str, range: Range<usize>) -> Option<Bilingual> {
    let name = &text[trimmed(text, range)];
    (!name.is_empty() && name != "--").then(|| Bilingual::vi(name))
}

/// The rows of a table, and where the words after its last row begin.
fn rows(section: &Section, table: Range<usize>, doubts: &mut Vec<Doubt>) -> (Vec<Document>, usize) {
    let text = section.text.as_str();
    let mut documents = Vec::new();
    let mut start = table.start;
    let mut at = table.start;
    while let Some(found) = text[at..table.end].find(ORIGINALS) {
        let word = at + found;
        at = word + ORIGINALS.len();
        let Some(quantity) = quantity(text, start, word, table.end) else { continue };
        let name = trimmed(text, start..quantity.start);
        if name.is_empty() {
            continue;
        }
        documents.push(document(section, name, &quantity, doubts));
        start = quantity.end;
        at = quantity.end;
    }
    (documents, start)
}

fn document(section: &Section, name: Range<usize>, quantity: &Quantity, doubts: &mut Vec<Doubt>) -> Document {
    let text = section.text.as_str();
    let cut = forms::cut(text, name.clone());
    if cut.doubtful {
        let why = "where the name of the form's file begins";
        doubts.push(Doubt::new("crawl/form-not-understood", name.clone(), why));
    }
    let words = &text[trimmed(text, cut.name.clone())];
    let mut document = Document::new(section.place(name.start..quantity.end), Bilingual::vi(words));
    document.originals = quantity.originals;
    document.copies = quantity.copies;
    document.forms = cut.forms.into_iter().map(|form| FormFile { name: text[form].trim().into(), url: None }).collect();
    if quantity.originals.is_none() {
        let why = "how many originals: the number is glued to the document's name";
        doubts.push(Doubt::new("crawl/quantity-not-understood", quantity.start..quantity.end, why));
        document.name = Bilingual::vi(&text[name.start..quantity.end]);
    }
    document
}

/// The quantities that end a row.
struct Quantity {
    start: usize,
    end: usize,
    originals: Option<u32>,
    copies: Option<u32>,
}

/// The quantity before the words "bản chính" at `word`, unless they belong to the name of the document:
/// the table glues "1 bản chính" to the name without a space, prose writes " 01 bản chính" or "(01 bản chính".
/// The table's numbers have one digit, so that of a number glued to another ("năm 20191") the last digit is it.
fn quantity(text: &str, row: usize, word: usize, table_end: usize) -> Option<Quantity> {
    let digits = text[row..word].bytes().rev().take_while(u8::is_ascii_digit).count();
    let run = word - digits..word;
    let number = &text[run.clone()];
    let before = text[row..run.start].chars().next_back()?;
    let mut end = word + ORIGINALS.len();
    let copies = text[end..table_end].strip_prefix(',').and_then(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[digits..].starts_with(COPIES).then(|| rest[..digits].parse::<u32>().ok().map(|copies| (copies, digits)))?
    });
    if let Some((_, digits)) = copies {
        end += 1 + digits + COPIES.len();
    }
    let apart = matches!(before, ' ' | '\u{A0}' | '(');
    let glued_after =
        !text[end..table_end].starts_with(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | ')' | '.'));
    // The page prints copies where there are any.
    let copies = Some(copies.map_or(0, |(copies, _)| copies));
    let quantity = |start, originals| Quantity { start, end, originals, copies };
    let last = |originals: &str| originals.parse::<u32>().ok();
    match digits {
        0 => None,
        1 if apart => None,
        1 => Some(quantity(run.start, last(number))),
        2 if number.starts_with('0') => None,
        _ if !glued_after => None,
        // "mẫu NA11 bản chính": form NA1 once, or form NA eleven times.
        2 if before.is_alphabetic() => Some(Quantity { copies: None, ..quantity(run.start, None) }),
        2 if !apart => Some(quantity(run.start, last(number))),
        _ => Some(quantity(run.end - 1, last(&number[digits - 1..]))),
    }
}
