//! What the cells of a column can be, counted over all of them in constant memory.

use crate::dataset::file::raw::Origin;
use crate::dataset::findings::quoted;
use crate::dataset::notation::date::is_year;
use crate::dataset::notation::date::{self, DateOrder, Shape};
use crate::dataset::notation::number::{self, Mark, Notation, Reading, Unit};
use crate::files::{At, Location};
use crate::language::Currency;

/// Something that was seen, how often, and where first.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// How often.
    pub count: u64,
    /// The first few.
    pub examples: Vec<Example>,
    /// What they say: the first few that differ.
    pub texts: Texts,
}

/// Texts that differ from each other, in the order they were met.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The first few, each cut where it is long, and the row it was met in.
    pub first: Vec<(u64, Box<str>)>,
    /// Whether there are others.
    pub more: bool,
}

impl Texts {
    fn add(&mut self, row: u64, text: &str) {
        // Once there are others nothing is to be found out, so that a column of a million numbers costs nothing.
        if self.more || self.first.iter().any(|(_, first)| **first == *text) {
            return;
        }
        match self.first.len() < TEXTS {
            true => self.first.push((row, text.into())),
            false => self.more = true,
        }
    }
}

/// A cell that shows something.
#[derive(Debug, Clone)]
pub struct Example {
    /// The row of the table, counted from one.
    pub row: u64,
    /// Where it stands.
    pub at: Location,
    /// What it says, cut where it is long.
    pub text: Box<str>,
}

impl Example {
    /// What it says, and where it stands.
    fn named(&self) -> String {
        let text = quoted(&self.text);
        match self.at.at() {
            At::Line { line, column } => format!("{text} (line {line}, column {column})"),
            At::Cell { row, column, .. } => format!("{text} ({})", At::cell_name(row, column)),
            At::Whole | At::Bytes { .. } => format!("{text} (row {})", self.row),
        }
    }
}

/// Cells with their places, as a sentence lists them.
pub fn named(cells: &[Example]) -> String {
    cells.iter().map(Example::named).collect::<Vec<_>>().join(", ")
}

/// How many examples are kept.
const EXAMPLES: usize = 3;
/// How many texts are: as many as a line of `null` has room for.
const TEXTS: usize = 8;
/// How many digits a spreadsheet keeps of a number.
const KEPT: usize = 15;
/// Where a text is cut, in characters.
const CUT: usize = 60;

impl Seen {
    /// Counts a cell.
    pub fn add(&mut self, cell: &Cell<'_>) {
        self.count += 1;
        let text = || match cell.text.char_indices().nth(CUT) {
            Some((end, _)) => &cell.text[..end],
            None => cell.text,
        };
        if self.examples.len() < EXAMPLES {
            self.examples.push(Example { row: cell.row, at: (cell.at)(), text: text().into() });
        }
        if !self.texts.more {
            self.texts.add(cell.row, text());
        }
    }

    /// Whether it was seen.
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// The rows of the examples: `rows 3, 7 and 9`, or `rows 3, 7, 9 and 4 more`.
    pub fn rows(&self) -> String {
        let mut rows: Vec<String> = self.examples.iter().map(|example| example.row.to_string()).collect();
        let more = self.count - rows.len() as u64;
        if more > 0 {
            rows.push(format!("{more} more"));
        }
        match rows.split_last() {
            Some((last, [])) => format!("row {last}"),
            Some((last, others)) => format!("rows {} and {last}", others.join(", ")),
            None => String::new(),
        }
    }
}

/// What several have in common, as if it had been seen at once.
impl<'a> FromIterator<&'a Seen> for Seen {
    fn from_iter<I: IntoIterator<Item = &'a Self>>(all: I) -> Self {
        let mut together = Self::default();
        let mut texts = Vec::new();
        for seen in all {
            together.count += seen.count;
            together.examples.extend_from_slice(&seen.examples);
            together.texts.more |= seen.texts.more;
            texts.extend(&seen.texts.first);
        }
        together.examples.sort_by_key(|example| example.row);
        together.examples.truncate(EXAMPLES);
        // No text is of two kinds of cells.
        texts.sort_by_key(|(row, _)| *row);
        together.texts.more |= texts.len() > TEXTS;
        together.texts.first = texts.into_iter().take(TEXTS).cloned().collect();
        together
    }
}

/// A cell that says something.
pub struct Cell<'a> {
    /// Its text, cleaned.
    pub text: &'a str,
    /// What the file says of it.
    pub origin: Origin,
    /// The row of the table, counted from one.
    pub row: u64,
    /// Where it stands.
    pub at: &'a dyn Fn() -> Location,
}

/// What the cells of a column can be.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Cells that say something.
    pub filled: u64,
    /// Numbers.
    pub numbers: Seen,
    /// Digits that begin with a zero.
    pub leading_zero: Seen,
    /// Numbers that may have thousands or decimals.
    pub either: Seen,
    /// Numbers only if a point parts the decimals.
    pub point: Seen,
    /// Numbers only if a comma does.
    pub comma: Seen,
    /// Whether one has decimals under this mark.
    pub has_decimals: [bool; 2],
    /// Numbers with separators or a sign, which no code has.
    pub dressed: u64,
    /// Numbers that may be years.
    pub years: u64,
    /// Numbers with a percent sign.
    pub percent: Seen,
    /// Numbers of a workbook that are shown without a sign.
    pub unformatted: Seen,
    /// Numbers with a currency, and which.
    pub money: Seen,
    /// Those that only look so, by the format of their cell.
    pub styled_money: u64,
    /// The currency first met, and whether another was.
    pub currency: Option<(Currency, bool)>,
    /// Days.
    pub days: Seen,
    /// Days that may be two.
    pub either_day: Seen,
    /// Days only if the day comes first.
    pub day_first: Seen,
    /// Days only if the month does.
    pub month_first: Seen,
    /// Months.
    pub months: Seen,
    /// Words for yes and no.
    pub booleans: Seen,
    /// Addresses.
    pub urls: Seen,
    /// None of these.
    pub others: Seen,
    /// Those of the others that are written as days that no calendar has.
    pub impossible_days: Seen,
    /// Those of the others that are a number and a word behind it.
    pub measured: Seen,
    /// The word first met, and whether another was.
    pub measure: Option<(Box<str>, bool)>,
    /// Those of the others that are a number and the mark of a note.
    pub noted: Seen,
    /// Those of the others that are days whose year has two digits.
    pub short_days: Seen,
    /// Those of the others that number rows: `1.`, `2)`.
    pub ordinals: u64,
    /// Whole numbers that the file itself says are numbers.
    pub bare: Seen,
    /// Those of them that have more digits than a spreadsheet keeps.
    pub rounded: Seen,
    /// Those of them that are days of our time as a spreadsheet holds them.
    pub serials: u64,
    /// Whether one has a space inside.
    pub spaces: bool,
    /// The least and the greatest length in bytes.
    pub length: Option<(usize, usize)>,
}

impl Evidence {
    /// Counts a cell that says something.
    pub fn see(&mut self, cell: &Cell<'_>) {
        self.filled += 1;
        self.spaces |= cell.text.contains(' ');
        let length = cell.text.len();
        let (least, most) = self.length.unwrap_or((length, length));
        self.length = Some((least.min(length), most.max(length)));
        match cell.origin {
            // Its point is the file's, and says nothing of how the texts beside it are written.
            Origin::Number => {
                self.numbers.add(cell);
                self.years += u64::from(is_year(cell.text));
                let decimals = cell.text.contains('.');
                self.has_decimals.iter_mut().for_each(|has| *has |= decimals);
                let is_plain = cell.text.bytes().all(|byte| byte.is_ascii_digit());
                self.dressed += u64::from(!is_plain);
                let notation = if is_plain { None } else { Notation::of(cell.text) };
                if notation.is_none_or(|notation| notation.unit == Unit::None) {
                    self.unformatted.add(cell);
                }
                if is_plain {
                    self.whole(cell);
                } else if let Some(notation) = notation {
                    self.styled_money += u64::from(matches!(notation.unit, Unit::Money(_)));
                    self.unit(cell, notation.unit);
                }
            }
            _ => {
                if let Some(notation) = Notation::of(cell.text) {
                    self.number(cell, notation);
                } else if let Some(shape) = date::shape(cell.text) {
                    self.date(cell, shape);
                } else if boolean(cell.text).is_some() {
                    self.booleans.add(cell);
                } else if is_url(cell.text) {
                    self.urls.add(cell);
                } else {
                    self.others.add(cell);
                    self.other(cell);
                }
            }
        }
    }

    /// Looks at a cell that stands for nothing: as a day no calendar has it still says what comes first in the others.
    pub fn see_nothing(&mut self, cell: &Cell<'_>) {
        if date::is_impossible(cell.text) {
            self.order_of(cell);
        }
    }

    /// The cells that are none of what most numbers, days or months of the column are.
    pub fn odd(&self) -> Seen {
        let classes = [&self.numbers, &self.days, &self.months, &self.booleans, &self.urls, &self.others];
        let most = (0..3).max_by_key(|&class| classes[class].count).filter(|&class| classes[class].any());
        classes.into_iter().enumerate().filter(|(class, _)| Some(*class) != most).map(|(_, seen)| seen).collect()
    }

    fn order_of(&mut self, cell: &Cell<'_>) {
        match date::order_of_impossible(cell.text) {
            Some(DateOrder::DayFirst) => self.day_first.add(cell),
            Some(DateOrder::MonthFirst) => self.month_first.add(cell),
            None => {}
        }
    }

    fn other(&mut self, cell: &Cell<'_>) {
        // Most words are told by their first letter.
        if !cell.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '(' | '.' | ',' | '\u{2212}'))
        {
            return;
        }
        let digits = cell.text.strip_suffix(['.', ')']).unwrap_or_default();
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.ordinals += 1;
            return;
        }
        if date::is_impossible(cell.text) {
            self.impossible_days.add(cell);
            self.order_of(cell);
        } else if date::with_century(cell.text).is_some() {
            self.short_days.add(cell);
        } else if number::without_note(cell.text).is_some() {
            self.noted.add(cell);
        } else if let Some((_, unit)) = number::measured(cell.text) {
            self.measured.add(cell);
            let (first, mixed) = self.measure.take().unwrap_or_else(|| (unit.into(), false));
            let mixed = mixed || *first != *unit;
            self.measure = Some((first, mixed));
        }
    }

    /// A whole number of a workbook, without a sign.
    fn whole(&mut self, cell: &Cell<'_>) {
        self.bare.add(cell);
        if cell.text.len() > KEPT {
            self.rounded.add(cell);
        }
        self.serials += u64::from(date::of_serial(cell.text).is_some_and(|day| (1949..2100).contains(&day.year())));
    }

    fn unit(&mut self, cell: &Cell<'_>, unit: Unit) {
        match unit {
            Unit::None => {}
            Unit::Percent => self.percent.add(cell),
            Unit::Money(currency) => {
                self.money.add(cell);
                let (first, mixed) = self.currency.unwrap_or((currency, false));
                self.currency = Some((first, mixed || first != currency));
            }
        }
    }

    fn number(&mut self, cell: &Cell<'_>, notation: Notation) {
        self.numbers.add(cell);
        if notation.leading_zero {
            self.leading_zero.add(cell);
        }
        match notation.reading {
            Reading::Plain => {}
            Reading::Either => self.either.add(cell),
            Reading::Only(Mark::Point) => self.point.add(cell),
            Reading::Only(Mark::Comma) => self.comma.add(cell),
        }
        let is_plain = cell.text.bytes().all(|byte| byte.is_ascii_digit());
        self.dressed += u64::from(!is_plain);
        if !is_plain {
            for mark in [Mark::Point, Mark::Comma] {
                self.has_decimals[mark as usize] |= number::parse(cell.text, mark).is_some_and(|value| value.scale > 0);
            }
        }
        self.years += u64::from(notation.unit == Unit::None && is_year(cell.text));
        self.unit(cell, notation.unit);
    }

    fn date(&mut self, cell: &Cell<'_>, shape: Shape) {
        if shape == Shape::Month {
            return self.months.add(cell);
        }
        self.days.add(cell);
        match shape {
            Shape::Either => self.either_day.add(cell),
            Shape::Only(DateOrder::DayFirst) => self.day_first.add(cell),
            Shape::Only(DateOrder::MonthFirst) => self.month_first.add(cell),
            Shape::Day | Shape::Month => {}
        }
    }

    /// The mark its own numbers prove, where they prove one.
    pub fn mark(&self) -> Option<Mark> {
        match (self.point.any(), self.comma.any()) {
            (true, false) => Some(Mark::Point),
            (false, true) => Some(Mark::Comma),
            _ => None,
        }
    }

    /// The order its own days prove, where they prove one.
    pub fn order(&self) -> Option<DateOrder> {
        match (self.day_first.any(), self.month_first.any()) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// Yes or no. Not 1 and 0: these count.
pub fn boolean(text: &str) -> Option<bool> {
    // The longest of the words.
    if text.len() > "không".len() {
        return None;
    }
    match text.to_lowercase().as_str() {
        "true" | "yes" | "có" | "đúng" => Some(true),
        "false" | "no" | "không" | "sai" => Some(false),
        _ => None,
    }
}

/// Whether a text is one address of the web.
pub fn is_url(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
        && !text.contains(char::is_whitespace)
}
