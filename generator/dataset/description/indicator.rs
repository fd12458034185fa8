//! `[[indicator]]`: a value that is followed over time, where it started, and what it is to become.

use super::chart::{ColumnName, Filter, column_name, filter, own_id, title};
use crate::catalogue::Bilingual;
use crate::files::Location;
use crate::language::Date;
use crate::source::toml::{Document, Table};
use crate::table::{Decimal, Value};

/// An indicator as it is described.
#[derive(Debug, Clone)]
pub struct IndicatorNote {
    /// Where it is said.
    pub at: Location,
    /// What its place on a page is called.
    pub id: Box<str>,
    /// What it is called.
    pub title: Bilingual,
    /// What it measures, and how.
    pub description: Option<Bilingual>,
    /// The column of its values.
    pub value: ColumnName,
    /// The column of when each was measured.
    pub time: ColumnName,
    /// Which rows are its own.
    pub filter: Vec<Filter>,
    /// The column of the source of each value.
    pub source: Option<ColumnName>,
    /// The column of the address of each source.
    pub source_url: Option<ColumnName>,
    /// In what it is counted, where not as its column says.
    pub unit: Option<Bilingual>,
    /// Which way is better.
    pub direction: Direction,
    /// Where it started.
    pub baseline: Option<Mark>,
    /// What it is to become.
    pub target: Option<Mark>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

impl Direction {
    const WORDS: [(&'static str, Self); 2] = [("up", Self::Up), ("down", Self::Down)];
}

/// A value that is to be held against others, and its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The value.
    pub value: Decimal,
    /// When it was, or is to be.
    pub time: Option<Moment>,
    /// Who set it: a law, a plan.
    pub source: Option<Bilingual>,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A year.
    Year(u16),
    /// A month of a year.
    Month(u16, u8),
    /// A day.
    Day(Date),
}

impl Moment {
    /// What a cell says, where that is a moment.
    pub fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Year(year) => Some(Self::Year(year)),
            Value::Month(year, month) => Some(Self::Month(year, month)),
            Value::Date(date) => Some(Self::Day(date)),
            _ => None,
        }
    }

    /// Reads `2025`, `2025-06` or `2025-06-30`.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        match (text.len(), text.split_once('-')) {
            (4, None) => number(text).map(Self::Year),
            (7, Some((year, month))) if year.len() == 4 => {
                let month = number(month).and_then(|month| u8::try_from(month).ok());
                number(year).zip(month.filter(|month| (1..=12).contains(month))).map(|(y, m)| Self::Month(y, m))
            }
            (10, _) => Date::parse_iso(text).map(Self::Day),
            _ => None,
        }
    }

    /// Its year.
    pub fn year(self) -> u16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// The month of its year; the last, of a year as a whole.
    pub fn month(self) -> u8 {
        match self {
            Self::Year(_) => 12,
            Self::Month(_, month) => month,
            Self::Day(date) => date.month(),
        }
    }
}

impl std::fmt::Display for Moment {
    /// As ISO 8601 writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => f.write_str(&date.iso()),
        }
    }
}

/// Reads all `[[indicator]]`.
pub(super) fn indicators(doc: &mut Document<'_>, table: &mut Table<'_>) -> Vec<IndicatorNote> {
    let mut indicators: Vec<IndicatorNote> = Vec::new();
    for mut table in doc.tables(table, "indicator").map(|(tables, _)| tables).unwrap_or_default() {
        let span = table.span.clone();
        let indicator = indicator(doc, &mut table, indicators.len() + 1);
        doc.finish(table);
        let Some(indicator) = indicator else { continue };
        if indicators.iter().any(|other| other.id == indicator.id) {
            let message = format!("there is another indicator \"{}\"", indicator.id);
            doc.error("dataset/indicator-twice", span, message, "each [[indicator]] has an id of its own");
        }
        indicators.push(indicator);
    }
    indicators
}

fn indicator(doc: &mut Document<'_>, table: &mut Table<'_>, number: usize) -> Option<IndicatorNote> {
    let span = table.span.clone();
    let at = doc.place(&span);
    let id = own_id(doc, table).unwrap_or_else(|| format!("chi-tieu-{number}").into());
    let title = title(doc, table);
    let description = doc.bilingual(table, "description").map(|(text, _)| text);
    let value = column_name(doc, table, "value");
    let time = column_name(doc, table, "time");
    let filter = filter(doc, table);
    let source = column_name(doc, table, "source");
    let source_url = column_name(doc, table, "source_url");
    let unit = doc.bilingual(table, "unit").map(|(text, _)| text);
    let direction = doc.word(table, "direction", &Direction::WORDS).map(|(direction, _)| direction);
    let baseline = mark(doc, table, "baseline", "time");
    let target = mark(doc, table, "target", "by");
    if doc.failed() {
        return None;
    }
    let missing = match () {
        () if title.is_none() => Some(("a title", "add a line: title = { vi = \"...\", en = \"...\" }")),
        () if value.is_none() => {
            Some(("a `value`", "add a line: value = \"...\" with the id of its column of numbers"))
        }
        () if time.is_none() => {
            Some(("a `time`", "add a line: time = \"...\" with the id of its column of years, months or days"))
        }
        () if direction.is_none() => {
            Some(("a `direction`", "add direction = \"up\" where more is better, or \"down\""))
        }
        () => None,
    };
    if let Some((what, help)) = missing {
        doc.error("dataset/indicator", span, format!("an indicator without {what}"), help);
    }
    Some(IndicatorNote {
        at,
        id,
        title: title?,
        description,
        value: value?,
        time: time?,
        filter,
        source,
        source_url,
        unit,
        direction: direction?,
        baseline,
        target,
    })
}

/// `{ value = 60, by = 2025-12-31, source = "..." }`.
fn mark(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str, time_key: &'static str) -> Option<Mark> {
    let span = table.value_span(key)?;
    let mut inner = doc.table(table, key)?;
    let value = doc.plain(&mut inner, "value");
    let time = doc.plain(&mut inner, time_key);
    let source = doc.bilingual(&mut inner, "source").map(|(text, _)| text);
    doc.finish(inner);
    let number = value.as_ref().and_then(|(text, _)| Decimal::parse(text));
    if number.is_none() && !doc.failed() {
        let span = value.map_or(span, |(_, span)| span);
        let help = "write value = 12.5, with a point and without separators";
        doc.error("dataset/indicator", span, format!("`{key}` has no number"), help);
    }
    let moment = time.as_ref().and_then(|(text, _)| Moment::parse(text));
    if let (Some((text, span)), None) = (&time, moment) {
        let help = "write a year, a month or a day: 2025, \"2025-06\", 2025-06-30";
        doc.error("dataset/indicator", span.clone(), format!("`{time_key}` cannot be \"{text}\""), help);
    }
    Some(Mark { value: number?, time: moment, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_year_a_month_or_a_day() {
        assert_eq!(Moment::parse("2025"), Some(Moment::Year(2025)));
        assert_eq!(Moment::parse("2025-06"), Some(Moment::Month(2025, 6)));
        assert_eq!(Moment::parse("2025-06-30"), Date::new(2025, 6, 30).map(Moment::Day));
        for text in ["", "25", "2025-13", "2025-6", "2025-06-31", "20256", "+025"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
