//! The ways to apply: way, time, fees and description of each, glued, after the heads of the table.
//!
//! The time is "5 Ngày làm việc", or a number alone where the record's unit is "other", or words, or
//! "Không có thông tin". See [`fees`](super::fees) for what follows it.

use std::ops::Range;

use super::super::vocabulary::trimmed;
use super::Doubt;
use super::fees;
use super::sections::Section;
use crate::catalogue::{Bilingual, Channel, ChannelKind, ProcessingTime};
use crate::language::duration;

/// What heads the table.
const HEAD: &str = "Hình thức nộpThời gianPhí, lệ phíMô tả";
/// What the page prints where the record has nothing.
pub(super) const NOTHING: &str = "Không có thông tin";

const KINDS: [(&str, ChannelKind); 3] = [
    ("Trực tuyến", ChannelKind::Online),
    ("Trực tiếp", ChannelKind::InPerson),
    ("Dịch vụ bưu chính", ChannelKind::Post),
];

/// The units the page prints; a longer one comes before its beginning.
const UNITS: [&str; 7] = [" Ngày làm việc", " Ngày", " Giờ", " Tháng", " Tuần", " Năm", " Phút"];

/// What is to be said of a time that is a number alone: the record's unit is "other".
const WITHOUT_UNIT: &str = "a time without a unit";

/// The longest time in words, in bytes.
const LONGEST_TIME: usize = 400;

/// Cuts the text into channels. `None` where it has no table of them.
pub(super) fn read(section: &Section, doubts: &mut Vec<Doubt>) -> Option<Vec<Channel>> {
    let text = section.text.as_str();
    let head = text.find(HEAD)?;
    let start = head + HEAD.len();
    let rows = rows(text, start);
    let first = rows.first()?.way.start;
    let mut channels: Vec<Channel> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let end = rows.get(at + 1).map_or(text.len(), |next| next.way.start);
        channels.push(channel(section, row, end, doubts));
    }
    // Words that stand before the table's first row are said with it, rather than nowhere.
    for stray in [start..first, 0..head] {
        let stray = trimmed(text, stray);
        if !stray.is_empty() {
            let why = "words before the first way to apply";
            doubts.push(Doubt::new("crawl/channels-not-understood", stray.clone(), why));
            let note = channels[0].note.take().map_or_else(String::new, |note| format!("\n{}", note.vi));
            channels[0].note = Some(Bilingual::vi(format!("{}{note}", &text[stray])));
        }
    }
    Some(channels)
}

/// A row of the table.
struct Row {
    way: Range<usize>,
    kind: ChannelKind,
    time: Time,
}

/// What stands where the time is.
enum Time {
    /// A number with its unit.
    Quantity(Range<usize>),
    /// A number without a unit, with a fee's words behind it.
    Number(Range<usize>),
    /// A number glued to the amount of a fee.
    Glued(fees::Glued),
    /// Words.
    Words(Range<usize>),
    /// Nothing; the fees begin here.
    Unknown(usize),
    /// Something that no rule knows, to the end of the row.
    Unread,
}

/// Finds the rows. In prose a way to apply is followed by a space; in the table its time is glued to it.
fn rows(text: &str, start: usize) -> Vec<Row> {
    let mut ways: Vec<(Range<usize>, ChannelKind)> = Vec::new();
    for (word, kind) in KINDS {
        for (at, _) in text[start..].match_indices(word) {
            let way = start + at..start + at + word.len();
            let next = text[way.end..].chars().next();
            if next.is_none_or(|next| next.is_uppercase() || next.is_ascii_digit()) {
                ways.push((way, kind));
            }
        }
    }
    ways.sort_by_key(|(way, _)| way.start);
    let mut rows: Vec<Row> = Vec::new();
    for (index, (way, kind)) in ways.iter().enumerate() {
        let end = ways.get(index + 1).map_or(text.len(), |(next, _)| next.start);
        let time = time(text, way.end..end);
        // The first row is one whatever it says; later ones must read like one, or they are prose.
        if index == 0 || !matches!(time, Time::Unread) {
            rows.push(Row { way: way.clone(), kind: *kind, time });
        }
    }
    rows
}

fn time(text: &str, range: Range<usize>) -> Time {
    let rest = &text[range.clone()];
    if rest.trim().is_empty() {
        return Time::Unknown(range.start);
    }
    if rest.starts_with(NOTHING) {
        return Time::Unknown(range.start + NOTHING.len());
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        let fee = rest.char_indices().skip(1).map(|(at, _)| at).find(|&at| {
            let glued = !rest[..at].ends_with(char::is_whitespace);
            rest[at..].starts_with(NOTHING) || (glued && fees::begins(&rest[at..]))
        });
        return match fee {
            Some(at) if at <= LONGEST_TIME => Time::Words(range.start..range.start + at),
            _ => Time::Unread,
        };
    }
    let decimals =
        rest[digits..].strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let number = if decimals > 0 { digits + 1 + decimals } else { digits };
    if let Some(unit) = UNITS.iter().find(|unit| rest[number..].starts_with(**unit)) {
        return Time::Quantity(range.start..range.start + number + unit.len());
    }
    if rest[number..].trim().is_empty() || fees::begins(&rest[number..]) {
        return Time::Number(range.start..range.start + number);
    }
    fees::glued(rest).map_or(Time::Unread, Time::Glued)
}

fn channel(section: &Section, row: &Row, end: usize, doubts: &mut Vec<Doubt>) -> Channel {
    let text = section.text.as_str();
    let mut time = None;
    let mut fees = Vec::new();
    let mut note = Vec::new();
    let mut in_words = |words: Range<usize>, why: &'static str, doubts: &mut Vec<Doubt>| {
        let words = trimmed(text, words);
        time = Some(ProcessingTime::Verbatim(text[words.clone()].into()));
        doubts.push(Doubt::new("crawl/time-not-understood", words, why));
    };
    let fees_start = match &row.time {
        Time::Quantity(range) => {
            match duration::parse(&text[range.clone()]) {
                Some(quantity) => time = Some(ProcessingTime::Quantity(quantity)),
                None => in_words(range.clone(), "a time of an unknown unit", doubts),
            }
            range.end
        }
        Time::Words(range) => {
            in_words(range.clone(), "a time in words", doubts);
            range.end
        }
        Time::Number(range) => {
            in_words(range.clone(), WITHOUT_UNIT, doubts);
            range.end
        }
        Time::Unknown(fees) => *fees,
        Time::Glued(glued) => {
            let start = row.way.end;
            let whole = start..start + glued.length;
            let words_of_note = fees::note(text, whole.end, end, &mut Vec::new()).0.map_or("", |note| &text[note]);
            match fees::choose(&text[start..end], glued, words_of_note) {
                Some(amount) => {
                    in_words(start..start + amount, WITHOUT_UNIT, doubts);
                    start + amount
                }
                None => {
                    let why = "where the time ends and the fee begins: their numbers are glued";
                    doubts.push(Doubt::new("crawl/fees-not-understood", whole.clone(), why));
                    let (fee, after) = fees::unread(section, whole, end, doubts);
                    fees.push(fee);
                    after
                }
            }
        }
        Time::Unread => {
            let rest = trimmed(text, row.way.end..end);
            doubts.push(Doubt::new("crawl/channels-not-understood", rest, "the time and the fees"));
            row.way.end
        }
    };
    let after = match row.time {
        Time::Unread => fees_start,
        _ => fees::read(section, fees_start..end, &mut fees, doubts),
    };
    let description = text[after..end].trim();
    if !description.is_empty() {
        note.push(description.to_owned());
    }
    let note = note.join("\n");
    let note = (!note.is_empty()).then(|| Bilingual::vi(note));
    Channel { time, fees, note, ..Channel::new(section.place(row.way.start..end), row.kind) }
}
