//! Days as whole numbers, and moving by days, working days and months.
//!
//! A day is the number of days since 1 January 1970 ([`Date::days_since_epoch`]), between [`FIRST`] and [`LAST`]. Every
//! movement here is *monotone*: a later day is never moved before where an earlier one goes. What is known of a day as a
//! range of days is therefore moved by moving its two ends, and a comparison of ranges loses nothing. Movements that
//! would leave the calendar stop at its ends, which keeps them monotone.

use crate::language::Date;

/// 1 January of the year 1.
pub const FIRST: i64 = -719_162;
/// 31 December 9999.
pub const LAST: i64 = 2_932_896;

/// What a movement counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Every day.
    Days,
    /// Monday to Friday. Public holidays are not known here: they are decided year by year.
    WorkingDays,
    /// Months of the calendar; from a day the month does not have, its last day: 31 January and one month is 28 or
    /// 29 February. A year is twelve months.
    Months,
}

/// A movement: so many steps onwards, or back where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset {
    /// What is counted.
    pub step: Step,
    /// How many.
    pub amount: i32,
}

impl Offset {
    /// Where a day is moved to; at most the ends of the calendar.
    pub fn apply(self, day: i64) -> i64 {
        let amount = i64::from(self.amount);
        let moved = match self.step {
            Step::Days => day + amount,
            Step::WorkingDays => working_days(day, amount),
            Step::Months => months(day, self.amount),
        };
        moved.clamp(FIRST, LAST)
    }
}

/// Where a day is moved to by movements one after the other.
pub fn apply(offsets: &[Offset], day: i64) -> i64 {
    offsets.iter().fold(day, |day, offset| offset.apply(day))
}

/// The last day from `low` to `high` that is moved to `target` or before; none where even `low` goes further.
pub fn last_at_most(offsets: &[Offset], target: i64, low: i64, high: i64) -> Option<i64> {
    if low > high || apply(offsets, low) > target {
        return None;
    }
    let (mut reached, mut beyond) = (low, high + 1);
    while beyond - reached > 1 {
        let middle = reached + (beyond - reached) / 2;
        if apply(offsets, middle) <= target {
            reached = middle;
        } else {
            beyond = middle;
        }
    }
    Some(reached)
}

/// The day as a date; the nearest end of the calendar where it is outside.
pub fn date(day: i64) -> Date {
    let within = day.clamp(FIRST, LAST) as i32;
    Date::from_days_since_epoch(within).unwrap_or(EPOCH)
}

/// The number of a day.
pub fn day(date: Date) -> i64 {
    date.days_since_epoch().into()
}

const EPOCH: Date = match Date::new(1970, 1, 1) {
    Some(date) => date,
    None => unreachable!(),
};

fn months(day: i64, amount: i32) -> i64 {
    match date(day).add_months(amount) {
        Some(moved) => self::day(moved),
        None if amount > 0 => LAST,
        None => FIRST,
    }
}

/// Monday to Friday, counted from the day after (or before). From a weekend they are counted as from the Friday before
/// it onwards, and as from the Monday after it backwards.
fn working_days(day: i64, amount: i64) -> i64 {
    if amount == 0 {
        return day;
    }
    // 1 January 1970 was a Thursday; 0 is Monday.
    let weekday = (day + 3).rem_euclid(7);
    let (start, weekday) = match (weekday > 4, amount > 0) {
        (false, _) => (day, weekday),
        (true, true) => (day - (weekday - 4), 4),
        (true, false) => (day + (7 - weekday), 0),
    };
    let total = weekday + amount;
    start - weekday + total.div_euclid(5) * 7 + total.rem_euclid(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(from: &str, step: Step, amount: i32) -> String {
        date(Offset { step, amount }.apply(day(Date::parse_iso(from).unwrap()))).iso()
    }

    #[test]
    fn months_end_where_the_month_does() {
        assert_eq!(moved("2024-01-31", Step::Months, 1), "2024-02-29");
        assert_eq!(moved("2024-02-29", Step::Months, 12), "2025-02-28");
        assert_eq!(moved("2025-03-31", Step::Months, -1), "2025-02-28");
    }

    #[test]
    fn working_days_leave_weekends_out() {
        // 20 November 2026 is a Friday.
        assert_eq!(moved("2026-11-20", Step::WorkingDays, 1), "2026-11-23");
        assert_eq!(moved("2026-11-21", Step::WorkingDays, 1), "2026-11-23");
        assert_eq!(moved("2026-11-22", Step::WorkingDays, 5), "2026-11-27");
        assert_eq!(moved("2026-11-18", Step::WorkingDays, 10), "2026-12-02");
        assert_eq!(moved("2026-11-23", Step::WorkingDays, -1), "2026-11-20");
        assert_eq!(moved("2026-11-22", Step::WorkingDays, -1), "2026-11-20");
    }

    #[test]
    fn the_calendar_has_ends() {
        assert_eq!(moved("9999-12-01", Step::Months, 1), "9999-12-31");
        assert_eq!(moved("0001-01-02", Step::Days, i32::MIN), "0001-01-01");
        assert_eq!(moved("9999-12-31", Step::WorkingDays, i32::MAX), "9999-12-31");
    }

    #[test]
    fn later_days_go_no_earlier() {
        let start = day(Date::parse_iso("2023-12-01").unwrap());
        for step in [Step::Days, Step::WorkingDays, Step::Months] {
            for amount in [-25, -13, -6, -5, -1, 0, 1, 2, 3, 5, 7, 12, 13] {
                let offset = Offset { step, amount };
                for day in start..start + 1600 {
                    assert!(offset.apply(day) <= offset.apply(day + 1), "{step:?} {amount} {}", date(day));
                }
            }
        }
    }

    #[test]
    fn the_last_day_before_a_target_is_found() {
        let year = [Offset { step: Step::Months, amount: 12 }];
        let target = day(Date::parse_iso("2025-02-28").unwrap());
        let last = last_at_most(&year, target, FIRST, LAST).unwrap();
        assert_eq!(date(last).iso(), "2024-02-29");
        assert_eq!(last_at_most(&year, target, target, LAST), None);
    }

    /// The arithmetic of `jiff`, which was written without knowledge of ours. `MOTCUA_CHECKS` says how often.
    #[test]
    fn days_and_months_are_those_of_an_independent_implementation() {
        use jiff::ToSpan;
        use jiff::civil::Date as Other;
        let mut seeds = crate::rules::properties::Seeds::new(7);
        for _ in 0..crate::rules::properties::checks(20_000) {
            let day = seeds.between(-40_000, 80_000);
            let ours = date(day);
            let theirs = Other::new(ours.year() as i16, ours.month() as i8, ours.day() as i8).unwrap();
            let amount = seeds.between(-1500, 1500) as i32;
            for (step, span) in [(Step::Days, amount.days()), (Step::Months, amount.months())] {
                let expected = theirs.checked_add(span).unwrap().to_string();
                let found = date(Offset { step, amount }.apply(day)).iso();
                assert_eq!(found, expected, "{ours} and {amount} {step:?}");
            }
            let working = seeds.between(-40, 40) as i32;
            let mut walked = theirs;
            let mut left = working.abs();
            while left > 0 {
                walked = walked.checked_add(working.signum().days()).unwrap();
                left -= i32::from(walked.weekday().to_monday_zero_offset() < 5);
            }
            let found = date(Offset { step: Step::WorkingDays, amount: working }.apply(day)).iso();
            assert_eq!(found, walked.to_string(), "{ours} and {working} working days");
        }
    }
}
