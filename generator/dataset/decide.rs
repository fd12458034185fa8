//! Which type a column has, by the evidence of all its cells.
//!
//! What is said in `dataset.toml` counts first; then what the column itself proves; then what the other columns of the file
//! prove about its decimals and dates. What nothing decides is refused, with the readings there are and the line that settles
//! it. A type is exact: one cell that does not fit makes another type of it, or a question.

use super::date::{self, DateOrder};
use super::description::{ColumnNote, Hints};
use super::evidence::{Evidence, Seen};
use super::number::{self, Mark};
use super::schema::currency_code;
use crate::diagnostic::Diagnostic;
use crate::language::fold;
use crate::table::Kind;

/// A column is meant to be of a type if so many of its cells are, in percent, of at least so many.
const MOST: u64 = 90;
const ENOUGH: u64 = 10;
/// It may be meant to be of one if so many are, of at least so many.
const MANY: u64 = 75;
const FEW: u64 = 4;

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
    /// What the columns that prove something agree on.
    pub fn of(columns: &[Evidence]) -> Self {
        fn agreed<T: PartialEq + Copy>(mut proven: impl Iterator<Item = T>) -> Option<T> {
            let first = proven.next()?;
            proven.all(|other| other == first).then_some(first)
        }
        Self {
            mark: agreed(columns.iter().filter_map(Evidence::mark)),
            order: agreed(columns.iter().filter_map(Evidence::order)),
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
    /// What is said of the file.
    pub hints: &'a Hints,
    /// What the file proves.
    pub habits: Habits,
}

/// Why the cells of a column give it no type of their own.
enum Untyped {
    /// Its publisher has to say which it is: an error.
    Refused(Box<Diagnostic>),
    /// It is text, and somebody should look at it: a warning.
    TextWith(Box<Diagnostic>),
}

impl Question<'_> {
    /// The decision, or why there is none. Where there is none the column is read as text, so that reading can go on.
    pub fn decide(&self) -> (Decision, Option<Diagnostic>) {
        let text = Decision { kind: Kind::Text, mark: Mark::Comma, order: DateOrder::DayFirst, unit: None };
        let typed = match self.kind() {
            Ok(kind) => self.settle(kind),
            Err(Untyped::Refused(refusal)) => Err(refusal),
            Err(Untyped::TextWith(warning)) => return (text, Some(*warning)),
        };
        match typed {
            Ok(decision) => (decision, None),
            Err(refusal) => (text, Some(*refusal)),
        }
    }

    fn kind(&self) -> Result<Kind, Untyped> {
        if let Some(kind) = self.note.and_then(|note| note.kind) {
            return Ok(kind);
        }
        let seen = self.evidence;
        let words = format!(" {} ", fold(self.name).replace(|c: char| !c.is_alphanumeric(), " "));
        let says = |wanted: &[&str]| wanted.iter().any(|word| words.contains(&format!(" {word} ")));
        let all = |count: u64| seen.filled > 0 && count == seen.filled;
        if all(seen.numbers.count) {
            if seen.leading_zero.any() && seen.dressed == 0 {
                return Ok(Kind::Code);
            }
            if all(seen.percent.count) {
                return Ok(Kind::Percent);
            }
            if seen.percent.any() {
                return Err(Untyped::Refused(self.mixed("a percent sign", &seen.percent, "percent", "decimal")));
            }
            if all(seen.money.count) && seen.currency.is_some_and(|(_, mixed)| !mixed) {
                return Ok(Kind::Money);
            }
            if seen.money.any() {
                let what = "a currency, or another one than the rest";
                return Err(Untyped::Refused(self.mixed(what, &seen.money, "money", "text")));
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
            return Ok(Kind::Month);
        }
        if all(seen.booleans.count) {
            return Ok(Kind::Boolean);
        }
        if all(seen.urls.count) {
            return Ok(Kind::Url);
        }
        let is_code = !seen.spaces && seen.filled > 0 && says(&["ma", "code"]);
        match self.nearly(says(&["nam", "year"])) {
            // What is called a code is one, though many of its cells are numbers.
            Some(Untyped::TextWith(_)) if is_code => Ok(Kind::Code),
            Some(untyped) => Err(untyped),
            None => Ok(if is_code { Kind::Code } else { Kind::Text }),
        }
    }

    fn settle(&self, kind: Kind) -> Result<Decision, Box<Diagnostic>> {
        let mark = if kind.is_number() { self.mark()? } else { Mark::Comma };
        let order = if kind == Kind::Date { self.order()? } else { DateOrder::DayFirst };
        let declared = self.note.is_some_and(|note| note.kind.is_some());
        let whole = kind == Kind::Decimal && !declared && !self.evidence.has_decimals[mark as usize];
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
        if let Some(mark) = said.or_else(|| seen.mark()) {
            return Ok(mark);
        }
        if let (Some(point), Some(comma)) = (seen.point.examples.first(), seen.comma.examples.first()) {
            let message = format!(
                "\"{}\" has decimals behind a point (\"{}\" in row {}) and behind a comma (\"{}\" in row {})",
                self.name, point.text, point.row, comma.text, comma.row
            );
            let help =
                "say which it is, and the others are named row by row; above the first [[column]] for all columns";
            let first = point.at.min(comma.at);
            return Err(Box::new(
                Diagnostic::error("dataset/decimal", first, message).help(help).paste(self.paste("decimal = \",\"")),
            ));
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
        if let (Some(day), Some(month)) = (seen.day_first.examples.first(), seen.month_first.examples.first()) {
            let message = format!(
                "\"{}\" has the day first (\"{}\" in row {}) and the month first (\"{}\" in row {})",
                self.name, day.text, day.row, month.text, month.row
            );
            let help =
                "say which it is, and the others are named row by row; above the first [[column]] for all columns";
            let first = day.at.min(month.at);
            return Err(Box::new(
                Diagnostic::error("dataset/dates", first, message).help(help).paste(self.paste("dates = \"dmy\"")),
            ));
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

    /// Some cells have a sign and some have not.
    fn mixed(&self, what: &str, with: &Seen, one: &str, other: &str) -> Box<Diagnostic> {
        let (count, filled) = (with.count, self.evidence.filled);
        let message = format!("{count} of {filled} numbers of \"{}\" have {what}: {}", self.name, with.rows());
        let place = with.examples.first().or(self.evidence.numbers.examples.first()).map(|example| example.at);
        let help = format!("correct the file, or say that all are meant so: type = \"{one}\", or type = \"{other}\"");
        let at = place.unwrap_or_else(|| self.evidence.numbers.examples[0].at);
        Box::new(
            Diagnostic::error("dataset/mixed-column", at, message)
                .help(help)
                .paste(self.paste(&format!("type = \"{one}\""))),
        )
    }

    /// That nearly all cells are of a type, where they are.
    fn nearly(&self, says_year: bool) -> Option<Untyped> {
        let seen = self.evidence;
        let classes = [&seen.numbers, &seen.days, &seen.months, &seen.booleans, &seen.urls, &seen.others];
        let (most, what, kind) =
            [(0, "number", self.kind_of_numbers(says_year)), (1, "date", Kind::Date), (2, "month", Kind::Month)]
                .into_iter()
                .max_by_key(|&(class, ..)| classes[class].count)?;
        let count = classes[most].count;
        let at_least = |percent: u64, of: u64| seen.filled >= of && count * 100 >= seen.filled * percent;
        // Nobody writes 31/02/2024 among days and means a word.
        let impossible = kind == Kind::Date && count > 0 && count + seen.impossible_days == seen.filled;
        // Zeros in front are those of codes.
        if kind.is_number() && seen.leading_zero.count * 10 >= seen.filled {
            return None;
        }
        let refused = impossible || at_least(MOST, ENOUGH);
        if !refused && !at_least(MANY, FEW) {
            return None;
        }
        let result = if refused { "" } else { ": the column is read as text, and neither counted nor drawn" };
        let odd: Seen =
            classes.into_iter().enumerate().filter(|(class, _)| *class != most).map(|(_, seen)| seen).collect();
        let texts: Vec<String> = odd.texts.first.iter().map(|(_, text)| toml_text(text)).collect();
        let texts = texts.join(", ");
        let (others, more) = if odd.texts.more { (" and others", ", and the others") } else { ("", "") };
        let is = if odd.count == 1 { "is" } else { "are" };
        let message = format!(
            "{count} of {} cells of \"{}\" are each a {what}; {} {is} {texts}{others}{result}",
            seen.filled,
            self.name,
            odd.rows(),
        );
        let help = format!(
            "correct the file; or say what stands for nothing (null = [{texts}]{more}), that all are words (type = \"text\"), \
             or type = \"{}\" to have each odd row named",
            kind.word()
        );
        let at = odd.examples.first()?.at;
        let found = |found: Diagnostic| Box::new(found.help(help).paste(self.paste("type = \"text\"")));
        Some(match refused {
            true => Untyped::Refused(found(Diagnostic::error("dataset/mixed-column", at, message))),
            false => Untyped::TextWith(found(Diagnostic::warning("dataset/odd-cells", at, message))),
        })
    }

    /// What a column of its numbers alone would be.
    fn kind_of_numbers(&self, says_year: bool) -> Kind {
        let seen = self.evidence;
        match seen.numbers.count {
            count if count == seen.percent.count => Kind::Percent,
            count if count == seen.money.count => Kind::Money,
            count if count == seen.years && says_year => Kind::Year,
            _ if seen.has_decimals.contains(&true) => Kind::Decimal,
            _ => Kind::Integer,
        }
    }

    /// What can be pasted into `dataset.toml`: into the description of the column, where there is one.
    fn paste(&self, line: &str) -> String {
        match self.note {
            Some(_) => line.to_owned(),
            None => format!("[[column]]\nsource = {}\n{line}", toml_text(self.name)),
        }
    }
}

/// A text as TOML writes it, whole: what may be pasted.
pub(super) fn toml_text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", c as u32),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
