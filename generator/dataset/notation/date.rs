//! Days and months as people write them in tables.
//!
//! In: the text of a cell. Out: what it can mean ([`Shape`]), and, once the column has decided whether the day or the month
//! comes first ([`DateOrder`]), the day. `03/04/2025` alone is either; it is never guessed here.

use crate::language::{self, Date};

/// What comes first in `03/04/2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrder {
    /// 3 April, as in Vietnam.
    DayFirst,
    /// 4 March, as in the United States.
    MonthFirst,
}

impl DateOrder {
    /// The words of `dates = "..."`.
    pub const WORDS: [(&'static str, Self); 2] = [("dmy", Self::DayFirst), ("mdy", Self::MonthFirst)];
}

/// What a text can mean as a day or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One day, however it is read.
    Day,
    /// Two days, by which of the numbers is the month.
    Either,
    /// A day only if this comes first.
    Only(DateOrder),
    /// A month of a year.
    Month,
}

/// The years whose months are taken for such where nobody says that they are.
const MONTHS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// What a text can mean, where it is a day or a month.
pub fn shape(text: &str) -> Option<Shape> {
    let text = text.trim();
    if !may_be(text) {
        return None;
    }
    // 1/2000 is a scale as well, and no month of 5000 is in any table.
    if let Some((year, _)) = month(text) {
        return MONTHS.contains(&year).then_some(Shape::Month);
    }
    match (parse(text, DateOrder::DayFirst), parse(text, DateOrder::MonthFirst)) {
        (Some(a), Some(b)) if a == b => Some(Shape::Day),
        (Some(_), Some(_)) => Some(Shape::Either),
        (Some(_), None) => Some(Shape::Only(DateOrder::DayFirst)),
        (None, Some(_)) => Some(Shape::Only(DateOrder::MonthFirst)),
        (None, None) => None,
    }
}

/// Whether a text begins like a date: a glance, since most cells are none.
fn may_be(text: &str) -> bool {
    let bytes = text.as_bytes();
    // ngày 12 tháng 6 năm 2025, tháng 6/2025
    let words = bytes.first().is_some_and(|byte| matches!(byte, b'N' | b'n' | b'T' | b't'))
        && bytes.iter().any(u8::is_ascii_digit);
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    words || ((1..=4).contains(&digits) && bytes.get(digits).is_some_and(|byte| b"/-. ".contains(byte)))
}

/// The day a text means in an order.
pub fn parse(text: &str, order: DateOrder) -> Option<Date> {
    let text = without_midnight(text.trim());
    if let Some([a, b, c]) = numbers(text) {
        return match (a, b, c) {
            ((year, 4), (month, 1..=2), (day, 1..=2)) => day_of(year, month, day),
            ((first, 1..=2), (second, 1..=2), (year, 4)) => match order {
                DateOrder::DayFirst => day_of(year, second, first),
                DateOrder::MonthFirst => day_of(year, first, second),
            },
            _ => None,
        };
    }
    // In words there is but one reading: ngày 12 tháng 6 năm 2025.
    let ends_in_year = text.trim_end_matches('.').bytes().rev().take(4).all(|byte| byte.is_ascii_digit());
    if text.is_ascii() || !ends_in_year { None } else { language::date::parse(text) }
}

/// Whether a text is written as a day and is none, such as 31/02/2025.
pub fn is_impossible(text: &str) -> bool {
    let text = without_midnight(text.trim());
    let is_written = numbers(text)
        .is_some_and(|parts| matches!(parts.map(|(_, digits)| digits), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4]));
    is_written && [DateOrder::DayFirst, DateOrder::MonthFirst].iter().all(|&order| parse(text, order).is_none())
}

/// What comes first in a day that no calendar has, where its numbers tell: 31/02/2025 has its day first.
pub fn order_of_impossible(text: &str) -> Option<DateOrder> {
    let [(first, 1..=2), (second, 1..=2), (_, 4)] = numbers(without_midnight(text.trim()))? else { return None };
    match (first, second) {
        (13..=31, 1..=12) => Some(DateOrder::DayFirst),
        (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// A day whose year has two digits, with the four that are meant: from 1950 to 2049.
pub fn with_century(text: &str) -> Option<String> {
    let text = without_midnight(text.trim()).trim_end();
    let [(_, 1..=2), (_, 1..=2), (year, 2)] = numbers(text)? else { return None };
    let century = if year < 50 { "20" } else { "19" };
    let whole = format!("{}{century}{year:02}", text.get(..text.len() - 2)?.trim_end());
    shape(&whole).map(|_| whole)
}

/// The day a spreadsheet holds as a number: days since 30 December 1899, from 1 March 1900 on. What may be a year is no day:
/// 1987 is not 9 June 1905.
pub fn of_serial(text: &str) -> Option<Date> {
    let days: i32 =
        text.parse().ok().filter(|days| (61..=2_958_465).contains(days) && !(1000..=2999).contains(days))?;
    Date::from_days_since_epoch(days - 25_569)
}

/// The month a text means: `06/2025`, `2025-06`, `tháng 6 năm 2025`, `Tháng 6/2025`.
pub fn month(text: &str) -> Option<(u16, u8)> {
    let folded;
    let mut text = text.trim();
    if text.starts_with(['T', 't']) {
        folded = language::fold(text).replace(" nam ", "/");
        text = folded.strip_prefix("thang")?.trim_start();
    }
    let (first, second) = text.split_once(['/', '-'])?;
    let number = |part: &str| {
        let part = part.trim();
        (!part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| (part.parse::<u16>().unwrap_or(0), part.len()))
    };
    let (year, month) = match (number(first)?, number(second)?) {
        ((year, 4), (month, 1..=2)) | ((month, 1..=2), (year, 4)) => (year, month),
        _ => return None,
    };
    (year >= 1 && (1..=12).contains(&month)).then_some((year, month as u8))
}

/// Whether four digits may name a year of our time.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year))
}

/// Three numbers parted by the same mark, each with how many digits it has.
fn numbers(text: &str) -> Option<[(u16, usize); 3]> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = text.split(mark);
    let mut number = || {
        let part = parts.next()?.trim();
        let fits = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { part.parse().ok().map(|value| (value, part.len())) } else { None }
    };
    let three = [number()?, number()?, number()?];
    parts.next().is_none().then_some(three)
}

fn day_of(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Databases write days with a time of zero behind them.
fn without_midnight(text: &str) -> &str {
    [" 00:00:00.000", " 00:00:00", "T00:00:00Z", "T00:00:00", " 00:00", " 0:00"]
        .iter()
        .find_map(|time| text.strip_suffix(time))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_above_twelve_tells_which_is_the_day() {
        assert_eq!(shape("03/04/2025"), Some(Shape::Either));
        assert_eq!(shape("04/04/2025"), Some(Shape::Day));
        assert_eq!(shape("13/4/2025"), Some(Shape::Only(DateOrder::DayFirst)));
        assert_eq!(shape("4-13-2025"), Some(Shape::Only(DateOrder::MonthFirst)));
        assert_eq!(shape("2025-04-13 00:00:00"), Some(Shape::Day));
        assert_eq!(shape("Ngày 12 tháng 6 năm 2025"), Some(Shape::Day));
        assert_eq!(shape("31/02/2025"), None);
        assert_eq!(shape("1/2/25"), None);
        assert_eq!(shape("12.5"), None);
    }

    #[test]
    fn a_day_that_no_calendar_has_is_told_from_what_is_no_day() {
        for text in ["31/02/2024", "2025-02-29", "30.2.2024", "13/13/2025", "2024-00-01 00:00:00"] {
            assert!(is_impossible(text) && shape(text).is_none(), "{text}");
        }
        let order = ["31/02/2024", "2/30/2024", "30/13/2024", "00/00/0000", "2024-02-31"].map(order_of_impossible);
        assert_eq!(order, [Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst), None, None, None]);
        for text in ["29/02/2024", "3/13/2025", "1.2.3", "15/2020/TT", "31/02", "31/02/24", "chưa rõ", ""] {
            assert!(!is_impossible(text), "{text}");
        }
    }

    #[test]
    fn two_digits_of_a_year_are_four() {
        assert_eq!(
            ["1/2/25", "13/04/75", "1-2-05 00:00"].map(|text| with_century(text).unwrap()),
            ["1/2/2025", "13/04/1975", "1-2-2005"]
        );
        assert_eq!(["1/2/2025", "31/02/24", "1.2", "12:30"].map(with_century), [const { None }; 4]);
    }

    #[test]
    fn spreadsheets_count_days() {
        let day = |text| of_serial(text).map(|day| day.iso());
        assert_eq!(day("45300").as_deref(), Some("2024-01-09"));
        assert_eq!(day("61").as_deref(), Some("1900-03-01"));
        assert_eq!(["60", "45300.5", "-1", "9999999", "1987", "2999"].map(day), [const { None }; 6]);
        assert_eq!(day("3000").as_deref(), Some("1908-03-18"));
    }

    #[test]
    fn months_are_written_in_several_ways() {
        for text in ["06/2025", "2025-06", "6/2025", "tháng 6 năm 2025", "Tháng 6/2025", "THÁNG 06 NĂM 2025"] {
            assert_eq!(month(text), Some((2025, 6)), "{text}");
            assert_eq!(shape(text), Some(Shape::Month), "{text}");
        }
        assert_eq!(month("13/2025"), None);
        assert_eq!(month("Thanh Hóa"), None);
    }

    proptest! {
        #[test]
        fn days_are_read_as_they_were_written(days in -354_000..2_900_000) {
            let day = Date::from_days_since_epoch(days).unwrap();
            prop_assert_eq!(parse(&day.short(), DateOrder::DayFirst), Some(day));
            prop_assert_eq!(parse(&day.iso(), DateOrder::MonthFirst), Some(day));
            prop_assert_eq!(parse(&day.long_vi(), DateOrder::MonthFirst), Some(day));
        }

        #[test]
        fn anything_may_be_asked(text in "\\PC{0,12}") {
            let _ = shape(&text);
        }
    }
}
