//! Lines of a cell as items of a list, the other way round from [`cell`](super::cell).

use super::line::{bilingual, lines, optional, parts, prose, unescaped};
use crate::catalogue::{
    Bilingual, Channel, ChannelKind, Document, DocumentGroup, Edit, Fee, FeeAmount, FormFile, LegalDocument, Outcome,
    ProcessingTime, ReturnMethod, ServiceCase, ServiceGroup, ServiceGroupKind, Step,
};
use crate::files::Location;
use crate::language::{Currency, Money, duration, legal, money};
use crate::source::is_blank;
use crate::source::vocabulary::plain;

/// What a cell gave: items, and the words in it that were not understood.
#[derive(Debug)]
pub(super) struct Items<T> {
    pub items: Vec<T>,
    pub doubts: Vec<String>,
    /// Lines of which nothing could be made.
    pub left: Vec<String>,
}

impl<T> Items<T> {
    fn new() -> Self {
        Self { items: Vec::new(), doubts: Vec::new(), left: Vec::new() }
    }
}

/// An item a line.
pub(super) fn each<T>(cell: &str, item: impl Fn(&str) -> T) -> Items<T> {
    Items { items: lines(cell).map(item).collect(), ..Items::new() }
}

/// A word a line, of a closed list.
pub(super) fn words<T>(cell: &str, word: impl Fn(&str) -> Option<T>) -> Items<T> {
    let mut found = Items::new();
    for line in lines(cell) {
        match word(line) {
            Some(item) => found.items.push(item),
            None => found.left.push(line.into()),
        }
    }
    found
}

fn part<'a>(parts: &[&'a str], at: usize) -> &'a str {
    parts.get(at).copied().unwrap_or_default()
}

fn owned(part: &str) -> Option<Box<str>> {
    (!is_blank(part)).then(|| unescaped(part).into())
}

/// Parts behind the last that has a meaning.
fn surplus(parts: &[&str], known: usize, doubts: &mut Vec<String>) {
    doubts.extend(parts.iter().skip(known).filter(|part| !part.is_empty()).map(|part| unescaped(part)));
}

pub(super) fn groups(cell: &str) -> Items<ServiceGroup> {
    let mut found = Items::new();
    for line in lines(cell) {
        let parts = parts(line, '|');
        let kind = match plain(part(&parts, 1)).as_str() {
            "" | "citizen" | "cong dan" => ServiceGroupKind::Citizen,
            "business" | "doanh nghiep" => ServiceGroupKind::Business,
            _ => {
                found.doubts.push(unescaped(part(&parts, 1)));
                ServiceGroupKind::Citizen
            }
        };
        surplus(&parts, 2, &mut found.doubts);
        found.items.push(ServiceGroup { name: bilingual(part(&parts, 0)), kind });
    }
    found
}

pub(super) fn steps(cell: &str, at: Location) -> Items<Step> {
    let mut found = Items::new();
    for line in lines(cell) {
        let parts = parts(line, '|');
        surplus(&parts, 3, &mut found.doubts);
        let (name, text) = match parts.as_slice() {
            [text] => (None, prose(text)),
            _ => (optional(part(&parts, 0)), prose(part(&parts, 1))),
        };
        let text_en = parts.get(2).filter(|text| !text.is_empty()).map(|text| prose(text));
        found.items.push(Step { at, name, text, text_en });
    }
    found
}

pub(super) fn channels(cell: &str, at: Location) -> Items<Channel> {
    let mut found: Items<Channel> = Items::new();
    for line in lines(cell) {
        if let Some(rest) = line.strip_prefix('+')
            && let Some(channel) = found.items.last_mut()
        {
            let parts = parts(rest, '|');
            surplus(&parts, 4, &mut found.doubts);
            let mut fee = fee(part(&parts, 0), at, &mut found.doubts);
            fee.name = optional(part(&parts, 1));
            fee.note = fee.note.or_else(|| optional(part(&parts, 2)));
            fee.attachment = owned(part(&parts, 3));
            channel.fees.push(fee);
            continue;
        }
        let parts = parts(line, '|');
        let Some(kind) = way(part(&parts, 0)) else {
            found.left.push(line.into());
            continue;
        };
        surplus(&parts, 4, &mut found.doubts);
        let fees = match part(&parts, 2) {
            "" => Vec::new(),
            amount => vec![fee(amount, at, &mut found.doubts)],
        };
        let note = optional(part(&parts, 3));
        found.items.push(Channel { time: time(part(&parts, 1)), fees, note, ..Channel::new(at, kind) });
    }
    found
}

fn way(part: &str) -> Option<ChannelKind> {
    Some(match plain(part).as_str() {
        "in-person" | "truc tiep" => ChannelKind::InPerson,
        "online" | "truc tuyen" => ChannelKind::Online,
        "post" | "buu chinh" | "dich vu buu chinh" | "qua buu chinh" | "buu dien" => ChannelKind::Post,
        _ => return None,
    })
}

fn time(part: &str) -> Option<ProcessingTime> {
    if part.is_empty() {
        return None;
    }
    if let Some(words) = part.strip_prefix('"').and_then(|words| words.strip_suffix('"')) {
        return Some(ProcessingTime::Verbatim(unescaped(words).into()));
    }
    let words = unescaped(part);
    Some(duration::parse(&words).map_or_else(|| ProcessingTime::Verbatim(words.into()), ProcessingTime::Quantity))
}

/// A fee from its amount; words that are no amount become its note.
fn fee(part: &str, at: Location, doubts: &mut Vec<String>) -> Fee {
    let said = unescaped(part);
    let folded = plain(&said);
    let (number, currency) = said.split_once(' ').unwrap_or((&said, "VND"));
    let exact = || -> Option<Money> {
        let amount = number.parse().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
        Some(Money { currency: Currency::parse(currency)?, amount })
    };
    let amount = match folded.as_str() {
        "free" | "mien phi" => FeeAmount::Free,
        "?" | "" => FeeAmount::Unknown,
        _ => exact()
            .or_else(|| money::parse(&said))
            .filter(|money| money.amount > 0)
            .map_or(FeeAmount::Unknown, FeeAmount::Known),
    };
    let mut fee = Fee { at, name: None, amount, note: None, attachment: None };
    if amount == FeeAmount::Unknown && !matches!(folded.as_str(), "?" | "") {
        // Zero too: it is written for "free" and for "nobody knows" alike.
        doubts.push(said.clone());
        fee.note = Some(Bilingual::vi(said));
    }
    fee
}

pub(super) fn documents(cell: &str, at: Location) -> Items<DocumentGroup> {
    let mut found: Items<DocumentGroup> = Items::new();
    for line in lines(cell) {
        let parts = parts(line, '|');
        surplus(&parts, 8, &mut found.doubts);
        let group = optional(part(&parts, 4));
        let document = document(&parts, at, &mut found.doubts);
        match found.items.last_mut().filter(|last| last.name == group) {
            Some(last) => last.documents.push(document),
            None => found.items.push(DocumentGroup { name: group, documents: vec![document] }),
        }
    }
    found
}

fn document(parts: &[&str], at: Location, doubts: &mut Vec<String>) -> Document {
    let mut count = |at: usize| {
        let part = part(parts, at);
        let count = part.parse::<u32>().ok();
        if count.is_none() && !part.is_empty() {
            doubts.push(unescaped(part));
        }
        count
    };
    let (originals, copies) = (count(1), count(2));
    let mut document = Document::new(at, bilingual(part(parts, 0)));
    (document.originals, document.copies) = (originals, copies);
    document.forms = self::parts(part(parts, 3), ';').into_iter().filter(|form| !form.is_empty()).map(form).collect();
    document.code = owned(part(parts, 5));
    match plain(part(parts, 6)).as_str() {
        "" => {}
        "required" | "bat buoc" | "x" => document.required = true,
        _ => doubts.push(unescaped(part(parts, 6))),
    }
    document.note = optional(part(parts, 7));
    document
}

fn form(part: &str) -> FormFile {
    if let Some(address) = part.strip_suffix('>')
        && let Some((name, url)) = address.rsplit_once('<')
        && !name.ends_with('\\')
    {
        return FormFile { name: unescaped(name.trim()).into(), url: Some(unescaped(url).into()) };
    }
    FormFile { name: unescaped(part).into(), url: None }
}

pub(super) fn service_cases(cell: &str) -> Items<ServiceCase> {
    let mut found = Items::new();
    for line in lines(cell) {
        let parts = parts(line, '|');
        surplus(&parts, 3, &mut found.doubts);
        let (code, name) = (unescaped(part(&parts, 0)), bilingual(part(&parts, 1)));
        found.items.push(ServiceCase { code: code.into(), edit: Edit::Whole, name, time: time(part(&parts, 2)) });
    }
    found
}

pub(super) fn results(cell: &str, at: Location) -> Items<Outcome> {
    let mut found = Items::new();
    for line in lines(cell) {
        let parts = parts(line, '|');
        surplus(&parts, 2, &mut found.doubts);
        let (name, code) = (bilingual(part(&parts, 0)), owned(part(&parts, 1)));
        found.items.push(Outcome { at, code, edit: Edit::Whole, name });
    }
    found
}

pub(super) fn return_method(line: &str) -> Option<ReturnMethod> {
    Some(match plain(line).as_str() {
        "counter" => ReturnMethod::AtCounter,
        "home" => ReturnMethod::AtHome,
        "online" => ReturnMethod::Online,
        _ => return None,
    })
}

pub(super) fn legal_basis(cell: &str, at: Location) -> Items<LegalDocument> {
    let mut found = Items::new();
    for line in lines(cell).flat_map(laws) {
        let parts = parts(line, '|');
        surplus(&parts, 4, &mut found.doubts);
        let (number, name) = match parts.as_slice() {
            // A line of words: the number it begins with, if it does.
            [name] => (legal::parse(&unescaped(name)).map(|reference| reference.number.into()), bilingual(name)),
            _ => (owned(part(&parts, 0)), bilingual(part(&parts, 1))),
        };
        let date = date(part(&parts, 2), &mut found.doubts);
        found.items.push(LegalDocument { at, number, edit: Edit::Whole, name, date, url: owned(part(&parts, 3)) });
    }
    found
}

/// A line cut where it certainly names several laws: at semicolons if each part begins with a law, at commas if each is
/// a number and nothing else. A line with bars is one law, as exports write it.
fn laws(line: &str) -> Vec<&str> {
    if line.contains('|') {
        return vec![line];
    }
    let is_number = |part: &str| legal::number(part).is_some_and(|(_, length)| length == part.len());
    let cut = |text, border, is_law: &dyn Fn(&str) -> bool| {
        let parts: Vec<_> = parts(text, border).into_iter().filter(|part| !part.is_empty()).collect();
        if parts.iter().all(|part| is_law(part)) { parts } else { vec![text] }
    };
    let parts = cut(line, ';', &|part| legal::parse(part).is_some());
    parts.into_iter().flat_map(|part| cut(part, ',', &is_number)).collect()
}

/// A date as ISO 8601 or people write it.
pub(super) fn date(part: &str, doubts: &mut Vec<String>) -> Option<crate::language::Date> {
    if part.is_empty() {
        return None;
    }
    let date = crate::language::Date::parse_iso(part).or_else(|| crate::language::date::parse(part));
    if date.is_none() {
        doubts.push(unescaped(part));
    }
    date
}
