//! What the cells of a column can be, counted over all of them in constant memory.

use super::seen::{Cell, Seen};
use crate::dataset::file::raw::Origin;
use crate::dataset::notation::date::is_year;
use crate::dataset::notation::date::{self, DateOrder, Shape};
use crate::dataset::notation::number::{self, Mark, Notation, Reading, Unit};
use crate::dataset::notation::word::{boolean, is_url};
use crate::language::Currency;

/// How many digits a spreadsheet keeps of a number.
const KEPT: usize = 15;

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
    /// Whole numbers of one or two digits in brackets: marks of notes, and what rows are counted by.
    pub bracketed: u64,
    /// Numbers that may be years.
    pub years: u64,
    /// Numbers with a percent sign.
    pub percent: Seen,
    /// Numbers of a workbook that are shown without a sign.
    pub unformatted: Seen,
    /// Numbers below one without a sign, which beside percentages may be parts of one: `0,05` is 5 % then, or 0.05 %.
    pub parts: Seen,
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
        let inside = cell.text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
        let is_mark = (1..=2).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit());
        self.bracketed += u64::from(is_mark);
        if notation.unit == Unit::None && ["0,", "0."].iter().any(|part| cell.text.starts_with(part)) {
            self.parts.add(cell);
        }
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
