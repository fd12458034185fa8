//! Fees: "Miễn phí", "20,000 VNĐ" or "100,000 Việt Nam Đồng", each with its note in brackets, glued.
//!
//! "Miễn phí" is what the page prints for the record's zero. Alone, the page says that the procedure is free; with
//! a note, the note decides, as it does for the zero itself (see [`portal_fee`]): "Miễn phí(Mức lệ phí do Hội đồng
//! nhân dân quyết định)" names no amount. The words stay in the fee's note wherever they are not the whole truth.

use std::ops::Range;

use super::super::is_blank;
use super::super::vocabulary::plain;
use super::Doubt;
use super::channels::NOTHING;
use super::sections::Section;
use crate::catalogue::{Bilingual, Fee, FeeAmount};
use crate::language::{Currency, Money, PortalFee, portal_fee};

const FREE: &str = "Miễn phí";
const CURRENCIES: [&str; 6] = [" Việt Nam Đồng", " VNĐ", " VND", " USD", " EUR", " Euro"];
/// No fee is less: there is hardly a coin for it. Records that say "20 VNĐ" mean thousands, or anything.
const LEAST: i64 = 1000;

/// Whether a fee begins here.
pub(super) fn begins(text: &str) -> bool {
    text.starts_with(NOTHING) || text.starts_with(FREE) || money(text).is_some()
}

/// Reads the fees at the start of `range`; returns where the words after them begin.
pub(super) fn read(section: &Section, range: Range<usize>, fees: &mut Vec<Fee>, doubts: &mut Vec<Doubt>) -> usize {
    let text = &section.text[..range.end];
    let mut at = range.start;
    if let Some(rest) = text[at..].strip_prefix(NOTHING) {
        return text.len() - rest.len();
    }
    let mut first = true;
    loop {
        let rest = &text[at..];
        // "Miễn phí đối với ..." behind a fee is prose; a fee's words end where they are glued.
        let glued = |length: usize| first || !rest[length..].starts_with(char::is_whitespace);
        let (words, money) = if rest.starts_with(FREE) && glued(FREE.len()) {
            (at..at + FREE.len(), None)
        } else if let Some((length, money)) = money(rest).filter(|(length, _)| glued(*length)) {
            (at..at + length, Some(money))
        } else {
            return at;
        };
        let (fee, after) = fee(section, words, money, range.end, doubts);
        fees.push(fee);
        at = after;
        first = false;
    }
}

/// The fee whose words stand at `words`, with its note; and where it ends. No money stands for "Miễn phí".
pub(super) fn fee(
    section: &Section,
    words: Range<usize>,
    money: Option<Option<Money>>,
    end: usize,
    doubts: &mut Vec<Doubt>,
) -> (Fee, usize) {
    let text = section.text.as_str();
    let said = &text[words.clone()];
    let (note_range, after) = note(text, words.end, end, doubts);
    let note = note_range.map(|range| text[range].trim()).filter(|note| !note.is_empty());
    let numbers = note.map_or_else(Vec::new, numbers);
    let (amount, whole) = match money {
        None if note.is_none_or(says_nothing) => (FeeAmount::Free, true),
        None => match portal_fee(Some(0), note.unwrap_or_default()) {
            PortalFee::Free => (FeeAmount::Free, true),
            _ => (FeeAmount::Unknown, false),
        },
        Some(Some(money)) if money.currency != Currency::Vnd || money.amount >= LEAST => {
            (FeeAmount::Known(money), true)
        }
        Some(Some(money)) if numbers.contains(&money.amount) => (FeeAmount::Known(money), true),
        Some(Some(money)) if numbers.contains(&(money.amount * 1000)) => {
            let why = "an amount that its note gives a thousand times as high: the note is believed";
            doubts.push(Doubt::remark("crawl/fee-in-thousands", words.clone(), why));
            (FeeAmount::Known(Money { amount: money.amount * 1000, ..money }), false)
        }
        Some(money) => {
            let why = match money {
                Some(_) => "an amount too small to be one",
                None => "an amount that is not whole",
            };
            doubts.push(Doubt::new("crawl/fees-not-understood", words.clone(), why));
            (FeeAmount::Unknown, false)
        }
    };
    let note = match (whole, note) {
        (true, note) => note.map(str::to_owned),
        (false, Some(note)) => Some(format!("{said} ({note})")),
        (false, None) => Some(said.to_owned()),
    };
    let at = section.place(words.start..after);
    (Fee { at, name: None, amount, note: note.map(Bilingual::vi), attachment: None }, after)
}

/// A fee of which only the words are known.
pub(super) fn unread(section: &Section, words: Range<usize>, end: usize, doubts: &mut Vec<Doubt>) -> (Fee, usize) {
    let text = section.text.as_str();
    let (note, after) = note(text, words.end, end, doubts);
    let said = match note {
        Some(note) => format!("{} ({})", &text[words.clone()], text[note].trim()),
        None => text[words.clone()].to_owned(),
    };
    let at = section.place(words.start..after);
    let fee = Fee { at, name: None, amount: FeeAmount::Unknown, note: Some(Bilingual::vi(said)), attachment: None };
    (fee, after)
}

/// A note that answers "nothing": it takes nothing back.
fn says_nothing(note: &str) -> bool {
    is_blank(note)
        || matches!(plain(note).trim_matches(['-', ' ']), "khong" | "khong co" | "khong co phi" | "khong quy dinh")
}

/// An amount with its currency at the start of a text: its length, and the money where it is whole.
fn money(text: &str) -> Option<(usize, Option<Money>)> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    let currency = CURRENCIES.iter().find(|currency| text[length..].starts_with(**currency))?;
    let number = &text[..length];
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if !grouped(whole) {
        return None;
    }
    let amount: Option<i64> = whole.replace(',', "").parse().ok().filter(|_| decimals.bytes().all(|byte| byte == b'0'));
    let money = amount.zip(Currency::parse(currency.trim())).map(|(amount, currency)| Money { currency, amount });
    Some((length + currency.len(), money))
}

/// Whether a number is written as the page writes numbers: 1,234,567 without zeros in front.
fn grouped(number: &str) -> bool {
    let mut groups = number.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && digits(group))
}

/// The amount that a number without a unit runs into: "120,000 VNĐ" after a time of 1, or of 12?
pub(super) struct Glued {
    /// How long it is all together.
    pub length: usize,
    /// Where the amount may begin.
    pub starts: Vec<usize>,
}

/// Reads a time's number glued to an amount. A number is never written with a zero in front, which
/// leaves most of them one reading.
pub(super) fn glued(text: &str) -> Option<Glued> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with('0') {
        return None;
    }
    let starts: Vec<usize> = (1..digits).filter(|&at| money(&text[at..]).is_some()).collect();
    let last = *starts.last()?;
    let (length, _) = money(&text[last..])?;
    Some(Glued { length: last + length, starts })
}

/// Where the amount begins: the only place it can, or the only one whose amount the note names.
pub(super) fn choose(text: &str, glued: &Glued, note: &str) -> Option<usize> {
    if let [start] = glued.starts.as_slice() {
        return Some(*start);
    }
    let named = numbers(note);
    let mut starts = glued.starts.iter().copied().filter(|&start| {
        money(&text[start..]).and_then(|(_, money)| money).is_some_and(|money| {
            named.contains(&money.amount) || (money.amount < LEAST && named.contains(&(money.amount * 1000)))
        })
    });
    let start = starts.next()?;
    starts.next().is_none().then_some(start)
}

/// The numbers a note names: "20.000 đ/tờ khai".
pub(super) fn numbers(note: &str) -> Vec<i64> {
    let parts = note.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let number = |part: &str| {
        let part = part.trim_matches(['.', ',']);
        let mut groups = part.split(['.', ',']);
        let first = groups.next().filter(|first| !first.is_empty())?;
        groups
            .all(|group| group.len() == 3)
            .then(|| part.replace(['.', ','], "").parse().ok())
            .filter(|_| first.len() < 10)?
    };
    parts.filter_map(number).collect()
}

/// The note in brackets at `at`, and where it ends.
pub(super) fn note(text: &str, at: usize, end: usize, doubts: &mut Vec<Doubt>) -> (Option<Range<usize>>, usize) {
    if !text[at..end].starts_with('(') {
        return (None, at);
    }
    if let Some(close) = closing(&text[at..end]) {
        return (Some(at + 1..at + close), at + close + 1);
    }
    let why = "where the note in brackets ends";
    doubts.push(Doubt::new("crawl/fees-not-understood", at..end, why));
    (Some(at + 1..end), end)
}

/// The bracket that closes the note a text begins with. "a)" and "1)" in a list close nothing.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut last = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth > 1 => {
                let follows = &text[at + 1..];
                if !is_list_mark(&text[..at]) || !follows.starts_with(' ') {
                    depth -= 1;
                }
                last = Some(at);
            }
            ')' => {
                let follows = text[at + 1..].chars().next();
                last = Some(at);
                let ends = match follows {
                    None => true,
                    Some(next) if next.is_whitespace() => !is_list_mark(&text[..at]),
                    Some(next) => !matches!(next, '.' | ',' | ';' | ':' | ')'),
                };
                if ends {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    // A bracket inside was never closed: the last one closes the note if nothing follows it, or the only one
    // to which words are glued, which prose does not do.
    if let Some(last) = last.filter(|at| text[at + 1..].trim().is_empty()) {
        return Some(last);
    }
    let mut glued = text.match_indices(')').map(|(at, _)| at).filter(|at| {
        let next = text[at + 1..].chars().next();
        next.is_some_and(|next| next.is_uppercase() || matches!(next, '-' | '+' | '*'))
    });
    let only = glued.next()?;
    glued.next().is_none().then_some(only)
}

/// Whether the words before a bracket end in the letter or number of a list: "\na", "; 2".
fn is_list_mark(text: &str) -> bool {
    let start = text.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | ';' | '-'));
    let mark = start.map_or(text, |start| &text[start..]);
    let mark = mark.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '-'));
    !mark.is_empty() && mark.chars().count() <= 3 && mark.chars().all(|c| c.is_alphanumeric() || c == '.')
}
