//! Days of the calendar: no clock, no time zone but the one the portal's instants need.
//!
//! The arithmetic is Howard Hinnant's: <https://howardhinnant.github.io/date_algorithms.html>. The long
//! form is that of Decree 30/2020/NĐ-CP on clerical work, appendix I: a day below 10 and a month below 3
//! are written in two digits.

use std::fmt;

use super::fold::fold;
use super::number::push_padded;
use super::words::Reader;

/// A day of the Gregorian calendar, from the year 1 to the year 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are the days of the week")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// With the blanks around them.
const MONTHS_EN: [&str; 12] = [
    " January ",
    " February ",
    " March ",
    " April ",
    " May ",
    " June ",
    " July ",
    " August ",
    " September ",
    " October ",
    " November ",
    " December ",
];

impl Date {
    /// A day by year, month (1 to 12) and day of the month; `None` if there is no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1 January 1970; negative before.
    pub const fn days_since_epoch(self) -> i32 {
        let (month, day) = (self.month as i32, self.day as i32);
        let year = self.year as i32 - (month <= 2) as i32;
        let era = year.div_euclid(400);
        let year_of_era = year - era * 400;
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day this many days after 1 January 1970; `None` outside the years 1 to 9999.
    pub const fn from_days_since_epoch(days: i32) -> Option<Self> {
        if days < -719_162 || days > 2_932_896 {
            return None;
        }
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days - era * 146_097;
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + (month <= 2) as i32;
        Some(Self { year: year as u16, month: month as u8, day: day as u8 })
    }

    /// The day an instant falls on in Vietnam (UTC+7, without summer time), as the portal counts
    /// instants: milliseconds since 1970-01-01T00:00Z. `None` outside the years 1 to 9999.
    pub const fn from_epoch_millis(millis: i64) -> Option<Self> {
        let days = millis.saturating_add(7 * 3_600_000).div_euclid(86_400_000);
        if days < i32::MIN as i64 || days > i32::MAX as i64 {
            return None;
        }
        Self::from_days_since_epoch(days as i32)
    }

    /// The day so many days later, or earlier if negative; `None` outside the years 1 to 9999.
    pub const fn add_days(self, days: i32) -> Option<Self> {
        match self.days_since_epoch().checked_add(days) {
            Some(sum) => Self::from_days_since_epoch(sum),
            None => None,
        }
    }

    /// The same day so many months later; the last day of that month where it has no such day
    /// (31 January and one month is 28 or 29 February). `None` outside the years 1 to 9999.
    pub const fn add_months(self, months: i32) -> Option<Self> {
        let Some(sum) = (self.year as i32 * 12 + self.month as i32 - 1).checked_add(months) else {
            return None;
        };
        let (year, month) = (sum.div_euclid(12), sum.rem_euclid(12) as u8 + 1);
        if year < 1 || year > 9999 {
            return None;
        }
        let last = days_in_month(year as u16, month);
        let day = if self.day < last { self.day } else { last };
        Self::new(year as u16, month, day)
    }

    /// The days from `earlier` to this day; negative if `earlier` is later.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.days_since_epoch() - earlier.days_since_epoch()
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday.
        match (self.days_since_epoch() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Reads `2026-11-21` and nothing else.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |part: &[u8]| {
            part.iter().try_fold(0u16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
        };
        Self::new(number(&bytes[..4])?, number(&bytes[5..7])? as u8, number(&bytes[8..])? as u8)
    }

    /// `2026-11-21` (ISO 8601).
    pub fn iso(self) -> String {
        Self::write(&[("", self.year, 4), ("-", self.month.into(), 2), ("-", self.day.into(), 2)])
    }

    /// `21/11/2026`, in both languages.
    pub fn short(self) -> String {
        Self::write(&[("", self.day.into(), 2), ("/", self.month.into(), 2), ("/", self.year, 4)])
    }

    /// `ngày 21 tháng 11 năm 2026`, as official documents write it.
    pub fn long_vi(self) -> String {
        let width = if self.month < 3 { 2 } else { 1 };
        Self::write(&[("ngày ", self.day.into(), 2), (" tháng ", self.month.into(), width), (" năm ", self.year, 1)])
    }

    /// `21 November 2026`.
    pub fn long_en(self) -> String {
        let month = MONTHS_EN[usize::from(self.month) - 1];
        Self::write(&[("", self.day.into(), 1), (month, self.year, 1)])
    }

    /// Words, each with the number after it and the digits it has at least.
    fn write(parts: &[(&str, u16, usize)]) -> String {
        let mut out = String::with_capacity(32);
        for &(words, value, width) in parts {
            out.push_str(words);
            push_padded(&mut out, value.into(), width);
        }
        out
    }
}

impl fmt::Display for Date {
    /// As [`Date::iso`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

/// The days a month has.
const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads a date as people and documents write it: `2/8/2023`, `02-08-2023`, `02.8.2023`,
/// `ngày 12 tháng 6 năm 2025`, and ISO 8601. Day first, always; the year in four digits.
///
/// `None` if the text is not wholly a date, or there is no such day.
///
/// ```
/// use motcua::language::date;
/// assert_eq!(date::parse("ngày 12 tháng 6 năm 2025").unwrap().iso(), "2025-06-12");
/// assert_eq!(date::parse("31/02/2025"), None);
/// ```
pub fn parse(text: &str) -> Option<Date> {
    let folded = fold(text);
    let mut reader = Reader::new(&folded);
    if let Some(date) = Date::parse_iso(reader.rest()) {
        return Some(date);
    }
    let date = read(&mut reader)?;
    reader.take(".");
    reader.is_done().then_some(date)
}

/// Reads a date off the front of folded text; the reader stays where it is if none comes.
pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Date> {
    let mut ahead = *reader;
    ahead.words("ngay");
    ahead.skip_blanks();
    let day = ahead.digits(2)?;
    let separator = if ahead.words("thang") { "nam" } else { ahead.one_of(&["/", "-", "."])? };
    ahead.skip_blanks();
    let month = ahead.digits(2)?;
    ahead.skip_blanks();
    if !ahead.take(separator) {
        return None;
    }
    ahead.skip_blanks();
    let year = ahead.digits(4).filter(|&year| year >= 1000)?;
    let date = Date::new(year as u16, month as u8, day as u8)?;
    *reader = ahead;
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(iso: &str) -> Date {
        Date::parse_iso(iso).unwrap()
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(date("1970-01-01").days_since_epoch(), 0);
        assert_eq!(date("2000-03-01").days_since_epoch(), 11_017);
        assert_eq!(date("0001-01-01").days_since_epoch(), -719_162);
        assert_eq!(date("9999-12-31").days_since_epoch(), 2_932_896);
        assert_eq!(date("2026-11-21").weekday(), Weekday::Saturday);
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut day = date("1900-01-01");
        while day.year() < 2301 {
            let next = day.add_days(1).unwrap();
            assert!(next > day);
            assert_eq!(next.days_since(day), 1);
            assert_eq!(Date::new(next.year(), next.month(), next.day()), Some(next));
            day = next;
        }
    }

    #[test]
    fn the_range_has_ends() {
        assert_eq!(date("9999-12-31").add_days(1), None);
        assert_eq!(date("0001-01-01").add_days(-1), None);
        assert_eq!(date("0001-01-01").add_months(-1), None);
        assert_eq!(Date::from_epoch_millis(i64::MAX), None);
        assert_eq!(Date::from_epoch_millis(i64::MIN), None);
    }

    #[test]
    fn a_month_later_is_at_most_the_last_of_the_month() {
        assert_eq!(date("2024-01-31").add_months(1), Some(date("2024-02-29")));
        assert_eq!(date("2025-01-31").add_months(1), Some(date("2025-02-28")));
        assert_eq!(date("2025-03-31").add_months(-13), Some(date("2024-02-29")));
    }

    #[test]
    fn midnight_in_vietnam_begins_the_day() {
        let midnight = 1_768_496_400_000;
        assert_eq!(Date::from_epoch_millis(midnight), Some(date("2026-01-16")));
        assert_eq!(Date::from_epoch_millis(midnight - 1), Some(date("2026-01-15")));
    }

    #[test]
    fn what_is_not_wholly_a_date_is_none() {
        for text in
            ["", "12/2025", "1/2/25", "12/6/2025 và", "2025-6-1", "12/6-2025", "29/02/2023", "ngày 1/2", "12/6/20255"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn documents_write_dates_in_many_ways() {
        for text in
            [" 02 / 8/2023", "02-08-2023", "2.8.2023", "Ngày 2 tháng 8 năm 2023.", "ngày 02/8/2023", "2023-08-02"]
        {
            assert_eq!(parse(text), Some(date("2023-08-02")), "{text}");
        }
    }

    #[test]
    fn english_dates_name_the_month() {
        assert_eq!(date("2026-01-05").long_en(), "5 January 2026");
    }
}
