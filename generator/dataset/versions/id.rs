//! What a version is called.

use std::fmt;

use crate::language::Date;

/// The day a version was recorded and, where a day saw several, which of them it is. Versions are ordered as they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct VersionId {
    /// The day.
    pub date: Date,
    /// Which of the day's, counted from one.
    pub number: u32,
}

impl VersionId {
    /// Reads `2026-07-01` or `2026-07-01-2`; other spellings are none.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let number = match rest.strip_prefix('-') {
            Some(number) => number.parse().ok().filter(|number| *number > 1)?,
            None if rest.is_empty() => 1,
            None => return None,
        };
        let id = Self { date: Date::parse_iso(date)?, number };
        (id.to_string() == text).then_some(id)
    }

    /// The next version, recorded on `date`; nothing where that is a day before this one.
    pub fn next(self, date: Date) -> Option<Self> {
        match date.cmp(&self.date) {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => Some(Self { date, number: self.number + 1 }),
            std::cmp::Ordering::Greater => Some(Self { date, number: 1 }),
        }
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            1 => write!(out, "{}", self.date.iso()),
            number => write!(out, "{}-{number}", self.date.iso()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_as_they_came() {
        let ids = ["2025-12-31", "2026-07-01", "2026-07-01-2", "2026-07-01-10", "2026-07-02"];
        let parsed = ids.map(|id| VersionId::parse(id).unwrap());
        assert!(parsed.is_sorted());
        assert_eq!(parsed.map(|id| id.to_string()), ids);
        assert_eq!(parsed[2].next(parsed[0].date), None);
        assert_eq!(parsed[2].next(parsed[2].date).unwrap().to_string(), "2026-07-01-3");
        assert_eq!(parsed[2].next(parsed[4].date), Some(parsed[4]));
    }

    #[test]
    fn one_version_has_one_spelling() {
        for text in
            ["", "2026-07", "2026-07-01-", "2026-07-01-1", "2026-07-01-02", "2026-02-30", "2026-07-01x", "ngày một"]
        {
            assert_eq!(VersionId::parse(text), None, "{text}");
        }
    }
}
