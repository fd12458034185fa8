//! What a table's columns are, and the keys by which cells are compared.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::value::{Decimal, Kind, Nature, Value, write_number};
use crate::language::{Date, compare};

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What addresses call it: small letters, digits and underscores.
    pub id: String,
    /// Its heading in files.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
    /// How many decimal places its numbers have at most.
    pub scale: u8,
}

/// What a cell that is not nothing is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A number at the scale of its column, a day, a month, a year, yes or no.
    Number(i64),
    /// A text, cut to [`LONGEST_KEY`].
    Text(String),
}

/// The bytes of a text by which it is compared. What is alike so far counts as alike.
pub const LONGEST_KEY: usize = 200;

/// A text as far as it is compared.
pub fn cut(text: &str) -> &str {
    let end = (0..=LONGEST_KEY.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

impl Key {
    /// Compares keys of one column.
    pub fn compare(&self, other: &Self, nature: Nature) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) if nature == Nature::Words => compare(a, b).then_with(|| a.cmp(b)),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }

    /// The key of a value, which is [`Value::Null`] or of this column. `None` where it does not fit: a number with more
    /// places than the column, or beyond 63 bits at its scale, or a value of another kind.
    pub fn of(value: Value<'_>, column: &Column) -> Option<Option<Self>> {
        let number = |number: i64| Some(Some(Self::Number(number)));
        match (value, column.kind.nature()) {
            (Value::Null, _) => Some(None),
            (Value::Text(""), nature) if nature.is_text() => Some(None),
            (Value::Text(text), nature) if nature.is_text() => Some(Some(Self::Text(cut(text).to_owned()))),
            (Value::Number(decimal), Nature::Number) => number(at_scale(decimal, column.scale)?),
            (Value::Date(date), Nature::Day) => number(date.days_since_epoch().into()),
            (Value::Year(year), Nature::Year) => number(year.into()),
            (Value::Month(year, month), Nature::Month) => number(months(year, month)?),
            (Value::Boolean(value), Nature::Boolean) => number(value.into()),
            _ => None,
        }
    }

    /// A key as text: a value with all the places of its column.
    pub fn write(&self, column: &Column, out: &mut String) {
        let number = match self {
            Self::Text(text) => return out.push_str(text),
            Self::Number(number) => *number,
        };
        // Writing to a string cannot fail.
        let _ = match column.kind.nature() {
            Nature::Day => {
                let day = i32::try_from(number).ok().and_then(Date::from_days_since_epoch);
                out.write_str(&day.map(Date::iso).unwrap_or_default())
            }
            Nature::Month => write!(out, "{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
            Nature::Year => write!(out, "{number:04}"),
            Nature::Boolean => out.write_str(if number == 0 { "false" } else { "true" }),
            _ => {
                write_number(number.into(), column.scale, out);
                Ok(())
            }
        };
    }
}

/// Months since the year 0.
pub fn months(year: u16, month: u8) -> Option<i64> {
    (1..=12).contains(&month).then(|| i64::from(year) * 12 + i64::from(month) - 1)
}

/// A mantissa at another scale, where no digit is lost and it fits.
fn at_scale(Decimal { mantissa, scale }: Decimal, wanted: u8) -> Option<i64> {
    let moved = if wanted >= scale {
        mantissa.checked_mul(10_i128.checked_pow(u32::from(wanted - scale))?)?
    } else {
        let power = 10_i128.checked_pow(u32::from(scale - wanted))?;
        if mantissa % power != 0 {
            return None;
        }
        mantissa / power
    };
    // The numbers at the very ends stand for nothing, and for what is beyond all.
    i64::try_from(moved).ok().filter(|number| number.unsigned_abs() < i64::MAX.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_scale_and_lose_nothing() {
        let column = Column { id: "x".into(), name: "x".into(), kind: Kind::Decimal, scale: 2 };
        let key = |mantissa, scale| Key::of(Value::Number(Decimal { mantissa, scale }), &column);
        assert_eq!(key(15, 1), Some(Some(Key::Number(150))));
        assert_eq!(key(1500, 3), Some(Some(Key::Number(150))));
        assert_eq!(key(1501, 3), None);
        assert_eq!(key(i128::from(i64::MAX), 1), None);
        assert_eq!(Key::of(Value::Text("x"), &column), None);
    }

    #[test]
    fn keys_come_back_as_text() {
        let day = Date::new(2026, 7, 1).unwrap();
        for (kind, value, text) in [
            (Kind::Date, Value::Date(day), "2026-07-01"),
            (Kind::Month, Value::Month(2026, 12), "2026-12"),
            (Kind::Boolean, Value::Boolean(true), "true"),
            (Kind::Money, Value::Number(Decimal { mantissa: 12, scale: 1 }), "1.200"),
        ] {
            let column = Column { id: "x".into(), name: "x".into(), kind, scale: 3 };
            let mut out = String::new();
            Key::of(value, &column).unwrap().unwrap().write(&column, &mut out);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(cut(&"ế".repeat(100)).len(), 198);
    }
}
