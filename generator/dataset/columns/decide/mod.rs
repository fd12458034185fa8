//! Which type a column has, by the evidence of all its cells.
//!
//! What is said in `dataset.toml` counts first; then what the column itself proves; then what the other columns of the file
//! prove about its decimals and dates. What nothing decides is refused, with the readings there are and the line that settles
//! it. A type is exact: one cell that does not fit makes another type of it, or a question.

mod odd;

use std::ops::RangeInclusive;

use super::evidence::Evidence;
use super::schema::currency_code;
use super::seen::{Seen, named};
use crate::dataset::description::lines::column_line;
use crate::dataset::description::{ColumnNote, Hints};
use crate::dataset::notation::date::{self, DateOrder};
use crate::dataset::notation::number::{self, Mark};
use crate::diagnostic::Diagnostic;
use crate::language::{fold, normalise};
use crate::table::Kind;

/// How a column is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its type.
    pub kind: Kind,
    /// Which mark parts decimals.
    pub mark: Mark,
    /// What comes first in dates.
    pub order: DateOrder,
    /// The unit its cells name.
    pub unit: Option<Box<str>>,
}

/// What a file proves as a whole, for columns that prove nothing themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Habits {
    /// Which mark parts decimals.
    pub mark: Option<Mark>,
    /// What comes first in dates.
    pub order: Option<DateOrder>,
}

impl Habits {
    /// What the columns that prove something agree on. Numbers of rows, sections and versions prove nothing, since 1.2 has no
    /// decimals there, nor do coordinates, which are copied from elsewhere.
    pub fn of<'e>(columns: impl Iterator<Item = (&'e str, &'e Evidence)>) -> Self {
        let columns: Vec<&Evidence> = columns
            .filter(|(name, _)| !is_ordinal(name) && !says(&heading(name), &APART))
            .map(|(_, evidence)| evidence)
            .collect();
        fn agreed<T: PartialEq + Copy>(mut proven: impl Iterator<Item = T>) -> Option<T> {
            let first = proven.next()?;
            proven.all(|other| other == first).then_some(first)
        }
        Self {
            mark: agreed(columns.iter().filter_map(|column| column.mark())),
            order: agreed(columns.iter().filter_map(|column| column.order())),
        }
    }
}

/// A column to be decided.
pub struct Question<'a> {
    /// Its heading.
    pub name: &'a str,
    /// What was seen.
    pub evidence: &'a Evidence,
    /// What is said of it.
    pub note: Option<&'a ColumnNote>,
    /// The type its own file says it has.
    pub declared: Option<Kind>,
    /// What is said of the file.
    pub hints: &'a Hints,
    /// What the file proves.
    pub habits: Habits,
}

/// Words of headings of what is made of digits and counts nothing, each with how many digits are left where a spreadsheet took
/// the zeros in front away.
const NUMBERED: [(&[&str], RangeInclusive<usize>); 4] = [
    (&["dien thoai", "sdt", "so dt", "di dong", "phone", "fax"], 9..=9),
    (&["ma so thue", "mst"], 8..=9),
    // Nine are those of the cards before.
    (&["cccd", "can cuoc"], 10..=11),
    (&["tai khoan", "cmnd", "account"], 0..=0),
];

/// How many digits such a number has at least; statistics about them have fewer.
const SHORTEST: usize = 8;
/// By how many digits such numbers differ at most.
const UNLIKE: usize = 3;

/// Words of headings of numbers that rows and sections are counted by.
const ORDINAL: [&str; 3] = ["stt", "tt", "so thu tu"];

/// Whether a heading is that of numbers of rows or sections. Only its marks tell "mục" from "mức", and not in "danh mục".
pub(super) fn is_ordinal(name: &str) -> bool {
    says(&heading(name), &ORDINAL) || normalise(name).trim().to_lowercase() == "mục"
}

/// Words of headings whose numbers say nothing of how the others are written.
const APART: [&str; 10] =
    ["ma", "code", "so hieu", "ky hieu", "phien ban", "version", "vi do", "kinh do", "toa do", "latitude"];

/// The words of a heading, without marks, with a blank before and behind each.
fn heading(name: &str) -> String {
    format!(" {} ", fold(name).replace(|c: char| !c.is_alphanumeric(), " "))
}

/// Whether a heading has one of these words.
fn says(heading: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|word| heading.contains(&format!(" {word} ")))
}

/// Why the cells of a column give it no type of their own.
enum Untyped {
    /// Its publisher has to say which it is: an error.
    Refused(Box<Diagnostic>),
    /// It is text, and somebody should look at it: a warning.
    TextWith(Box<Diagnostic>),
}

impl Question<'_> {
    /// The decision, and what there is to say. Where there is none the column is read as text, so that reading can go on.
    pub fn decide(&self) -> (Decision, Vec<Diagnostic>) {
        let text = Decision { kind: Kind::Text, mark: Mark::Comma, order: DateOrder::DayFirst, unit: None };
        match self.kind() {
            Ok(kind) => match self.settle(kind) {
                Ok(decision) => {
                    let doubts = self.doubts(decision.kind);
                    (decision, doubts)
                }
                Err(refusal) => {
                    let impossible = if kind == Kind::Date { self.impossible() } else { None };
                    (text, impossible.into_iter().chain([*refusal]).collect())
                }
            },
            Err(Untyped::Refused(refusal)) => {
                // Days that no calendar has stand beside days that may be two.
                let is_of_days = self.evidence.impossible_days.any() && self.evidence.days.any();
                let order = if is_of_days { self.order().err() } else { None };
                (text, [refusal].into_iter().chain(order).map(|found| *found).collect())
            }
            Err(Untyped::TextWith(warning)) => {
                let doubts = self.doubts(Kind::Text);
                (text, [*warning].into_iter().chain(doubts).collect())
            }
        }
    }

    fn kind(&self) -> Result<Kind, Untyped> {
        if let Some(kind) = self.said() {
            return Ok(kind);
        }
        let seen = self.evidence;
        let heading = heading(self.name);
        let says = |wanted: &[&str]| says(&heading, wanted);
        let all = |count: u64| seen.filled > 0 && count == seen.filled;
        // A sign and spaces are in numbers of telephones too; what parts thousands or decimals, a percentage, an amount are not.
        let bare = ![&seen.either, &seen.point, &seen.comma, &seen.percent, &seen.money].iter().any(|seen| seen.any());
        if all(seen.numbers.count) {
            if seen.leading_zero.any() && bare {
                return Ok(Kind::Code);
            }
            if all(seen.bracketed) {
                return Ok(Kind::Text);
            }
            if all(seen.percent.count) {
                return Ok(Kind::Percent);
            }
            if seen.percent.any() && seen.unformatted.any() {
                return Err(Untyped::Refused(self.unformatted()));
            }
            let is_percent = self.name.trim_end().ends_with("(%)");
            if seen.percent.any() && seen.parts.any() && !is_percent {
                return Err(Untyped::Refused(self.parts()));
            }
            if seen.percent.any() {
                return Err(Untyped::Refused(self.mixed("a percent sign", &seen.percent, "percent", Some("decimal"))));
            }
            match seen.currency {
                Some((_, true)) => {
                    let what = "a currency, and not all the same";
                    return Err(Untyped::Refused(self.mixed(what, &seen.money, "text", None)));
                }
                Some((_, false)) if all(seen.money.count) => return Ok(Kind::Money),
                _ => {}
            }
            // A format is soon forgotten in some cells, and changes nothing of the number.
            if seen.money.count > seen.styled_money {
                let what = "a currency, or another one than the rest";
                return Err(Untyped::Refused(self.mixed(what, &seen.money, "money", Some("text"))));
            }
            if bare && self.is_long() && NUMBERED.iter().any(|(words, _)| says(words)) {
                return Ok(Kind::Code);
            }
            if is_ordinal(self.name) && seen.has_decimals.contains(&true) {
                return Ok(Kind::Code);
            }
            if is_percent {
                return Ok(Kind::Percent);
            }
            if all(seen.years) && says(&["nam", "year"]) {
                return Ok(Kind::Year);
            }
            let same_length = seen.length.is_some_and(|(least, most)| least == most && most > 1);
            if seen.dressed == 0 && same_length && says(&["ma", "code", "id", "mst", "cccd", "cmnd"]) {
                return Ok(Kind::Code);
            }
            if says(&["vi do", "kinh do", "latitude", "longitude", "lat", "lon", "lng"]) {
                return Ok(Kind::Coordinate);
            }
            // Whether it has decimals depends on the mark.
            return Ok(Kind::Decimal);
        }
        if all(seen.days.count) {
            return Ok(Kind::Date);
        }
        if all(seen.months.count) {
            // 01/2024 is a number of a document too, and 1/2000 a scale.
            let is_number = heading.starts_with(" so ") || says(&["so hieu", "ky hieu", "ma", "ty le"]);
            let is_number = is_number && !says(&["thang", "thoi gian", "month"]);
            return Ok(if is_number { Kind::Code } else { Kind::Month });
        }
        if all(seen.booleans.count) {
            return Ok(Kind::Boolean);
        }
        if all(seen.urls.count) {
            return Ok(Kind::Url);
        }
        let is_code = !seen.spaces && seen.filled > 0 && says(&["ma", "code"]);
        if let Some(warning) =
            self.measured().or_else(|| self.noted(says(&["nam", "year"]))).or_else(|| self.short_days())
        {
            return Err(Untyped::TextWith(warning));
        }
        match self.nearly(says(&["nam", "year"])) {
            // What is called a code is one, though many of its cells are numbers.
            Some(Untyped::TextWith(_)) if is_code => Ok(Kind::Code),
            Some(untyped) => Err(untyped),
            None => Ok(if is_code { Kind::Code } else { Kind::Text }),
        }
    }

    /// Whether its digits are as many as those of numbers that count nothing, and nearly the same in all cells.
    fn is_long(&self) -> bool {
        self.evidence.length.is_some_and(|(least, most)| least >= SHORTEST && most - least <= UNLIKE)
    }

    /// The type that is said: in `dataset.toml`, or in the file itself.
    fn said(&self) -> Option<Kind> {
        self.note.and_then(|note| note.kind).or(self.declared)
    }

    fn settle(&self, kind: Kind) -> Result<Decision, Box<Diagnostic>> {
        let mark = if kind.is_number() { self.mark()? } else { Mark::Comma };
        let order = if kind == Kind::Date { self.order()? } else { DateOrder::DayFirst };
        let whole = kind == Kind::Decimal && self.said().is_none() && !self.evidence.has_decimals[mark as usize];
        let unit = match (kind, self.evidence.currency) {
            (Kind::Percent, _) => Some("%".into()),
            (Kind::Money, Some((currency, false))) => Some(currency_code(currency).into()),
            _ => None,
        };
        Ok(Decision { kind: if whole { Kind::Integer } else { kind }, mark, order, unit })
    }

    /// The mark: as it is said, as the column proves, as the file does.
    fn mark(&self) -> Result<Mark, Box<Diagnostic>> {
        let seen = self.evidence;
        let said = self.note.and_then(|note| note.decimal).or(self.hints.decimal);
        // Who says the type of a column in the file writes its numbers as all published files have them.
        let said = said.or(self.declared.map(|_| Mark::Point));
        if let Some(mark) = said.or_else(|| seen.mark()) {
            return Ok(mark);
        }
        if seen.point.any() && seen.comma.any() {
            let ways = [(Mark::Point, &seen.point, "behind a point"), (Mark::Comma, &seen.comma, "behind a comma")];
            let line = |mark| format!("decimal = \"{}\"", if mark == Mark::Point { "." } else { "," });
            let usual = self.habits.mark.unwrap_or(Mark::Comma);
            return Err(self.both("dataset/decimal", "has decimals", ways, usual, line));
        }
        let Some(example) = seen.either.examples.first() else { return Ok(Mark::Comma) };
        if let Some(mark) = self.habits.mark {
            return Ok(mark);
        }
        let read = |mark: Mark| {
            let mut out = String::new();
            if let Some(value) = number::parse(&example.text, mark) {
                value.write(&mut out);
            }
            out
        };
        let message = format!(
            "\"{}\" in {} of \"{}\" is {} or {}, and nothing in the file says which",
            example.text,
            seen.either.rows(),
            self.name,
            read(Mark::Comma),
            read(Mark::Point)
        );
        let help = format!(
            "\",\" makes it {}, \".\" makes it {}; above the first [[column]] for all columns",
            read(Mark::Comma),
            read(Mark::Point)
        );
        Err(Box::new(
            Diagnostic::error("dataset/decimal", example.at, message).help(help).paste(self.paste("decimal = \",\"")),
        ))
    }

    /// The order: as it is said, as the column proves, as the file does.
    fn order(&self) -> Result<DateOrder, Box<Diagnostic>> {
        let seen = self.evidence;
        let said = self.note.and_then(|note| note.dates).or(self.hints.dates);
        if let Some(order) = said.or_else(|| seen.order()) {
            return Ok(order);
        }
        if seen.day_first.any() && seen.month_first.any() {
            let ways = [
                (DateOrder::DayFirst, &seen.day_first, "with the day first"),
                (DateOrder::MonthFirst, &seen.month_first, "with the month first"),
            ];
            let line = |order| format!("dates = \"{}\"", if order == DateOrder::DayFirst { "dmy" } else { "mdy" });
            let usual = self.habits.order.unwrap_or(DateOrder::DayFirst);
            return Err(self.both("dataset/dates", "has dates", ways, usual, line));
        }
        let Some(example) = seen.either_day.examples.first() else { return Ok(DateOrder::DayFirst) };
        if let Some(order) = self.habits.order {
            return Ok(order);
        }
        let read = |order| date::parse(&example.text, order).map(|day| day.iso()).unwrap_or_default();
        let (day, month) = (read(DateOrder::DayFirst), read(DateOrder::MonthFirst));
        let message = format!(
            "\"{}\" in {} of \"{}\" is {day} or {month}, and nothing in the file says which",
            example.text,
            seen.either_day.rows(),
            self.name
        );
        let help =
            format!("\"dmy\" makes it {day}, \"mdy\" makes it {month}; above the first [[column]] for all columns");
        Err(Box::new(
            Diagnostic::error("dataset/dates", example.at, message).help(help).paste(self.paste("dates = \"dmy\"")),
        ))
    }

    /// Some cells can only be read in one way and some only in another: what most say is proposed, and of as many each what is
    /// usual.
    fn both<W: Copy + PartialEq>(
        &self,
        rule: &'static str,
        what: &str,
        [one, other]: [(W, &Seen, &str); 2],
        usual: W,
        line: impl Fn(W) -> String,
    ) -> Box<Diagnostic> {
        let is_first = one.1.count > other.1.count || (one.1.count == other.1.count && one.0 == usual);
        let (most, odd) = if is_first { (one, other) } else { (other, one) };
        let shown = |(_, seen, way): (W, &Seen, &str)| {
            let more = seen.count - seen.examples.len() as u64;
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{way} in {}: {}{more}", counted(seen.count), named(&seen.examples))
        };
        let message = format!("\"{}\" {what} {}; {}", self.name, shown(most), shown(odd));
        let help = format!(
            "{} reads {}, and the others are named row by row, to be corrected in the file; above the first [[column]] for all \
             columns",
            line(most.0),
            counted(most.1.count)
        );
        let at = odd.1.examples.first().map_or(most.1.examples[0].at, |example| example.at);
        Box::new(Diagnostic::error(rule, at, message).help(help).paste(self.paste(&line(most.0))))
    }

    /// What can be pasted into `dataset.toml`: into the description of the column, where there is one.
    fn paste(&self, line: &str) -> String {
        column_line(self.note, self.name, line)
    }
}

fn counted(cells: u64) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}
