//! What a table's columns and cells are, and the keys by which cells are compared.

use std::cmp::Ordering;
use std::fmt::Write as _;

use crate::language::{Date, compare};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A code: compared byte by byte, zeros in front and all.
    Code,
    /// A whole number.
    Integer,
    /// A number with decimal places.
    Decimal,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A day.
    Date,
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// Yes or no.
    Boolean,
    /// A place by its name.
    Place,
    /// A latitude or a longitude in degrees.
    Coordinate,
    /// An address on the web.
    Url,
}

/// How cells are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Words in Vietnamese order; where that finds two alike, byte by byte.
    Words,
    /// Byte by byte.
    Bytes,
    /// By value.
    Number,
    /// Days since 1970-01-01.
    Day,
    /// Months since the year 0.
    Month,
    /// Years.
    Year,
    /// No, then yes.
    Boolean,
}

impl Kind {
    /// All kinds with their words; a kind's number in files is its place here.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Text, "text"),
        (Self::Code, "code"),
        (Self::Integer, "integer"),
        (Self::Decimal, "decimal"),
        (Self::Money, "money"),
        (Self::Percent, "percent"),
        (Self::Date, "date"),
        (Self::Year, "year"),
        (Self::Month, "month"),
        (Self::Boolean, "boolean"),
        (Self::Place, "place"),
        (Self::Coordinate, "coordinate"),
        (Self::Url, "url"),
    ];

    /// How its cells are compared.
    pub fn nature(self) -> Nature {
        match self {
            Self::Text | Self::Place => Nature::Words,
            Self::Code | Self::Url => Nature::Bytes,
            Self::Integer | Self::Decimal | Self::Money | Self::Percent | Self::Coordinate => Nature::Number,
            Self::Date => Nature::Day,
            Self::Month => Nature::Month,
            Self::Year => Nature::Year,
            Self::Boolean => Nature::Boolean,
        }
    }
}

impl Nature {
    /// Whether cells are texts.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Words | Self::Bytes)
    }
}

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

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// Text, code, place, address. An empty text is nothing: a file of CSV cannot tell the two apart.
    Text(&'a str),
    /// A number: `mantissa / 10^scale`, shown with just so many decimal places.
    Number {
        /// All its digits, with the sign.
        mantissa: i128,
        /// How many of them are decimal places.
        scale: u8,
    },
    /// A day.
    Date(Date),
    /// A year.
    Year(u16),
    /// A month: year, and 1 to 12.
    Month(u16, u8),
    /// Yes or no.
    Boolean(bool),
}

impl Value<'_> {
    /// Appends it as files have it: `1234.50`, `2026-07-01`, `2026-07`, `true`, nothing for nothing.
    pub fn write(self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Null => Ok(()),
            Self::Text(text) => out.write_str(text),
            Self::Number { mantissa, scale } => {
                write_number(mantissa < 0, &mantissa.unsigned_abs().to_string(), scale, out);
                Ok(())
            }
            Self::Date(date) => out.write_str(&date.iso()),
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Boolean(value) => out.write_str(if value { "true" } else { "false" }),
        };
    }
}

/// Writes digits with a point before the last so many.
fn write_number(is_negative: bool, digits: &str, scale: u8, out: &mut String) {
    if is_negative {
        out.push('-');
    }
    let scale = usize::from(scale);
    let zeros = (scale + 1).saturating_sub(digits.len());
    let point = zeros + digits.len() - scale;
    for (at, digit) in std::iter::repeat_n('0', zeros).chain(digits.chars()).enumerate() {
        if at == point {
            out.push('.');
        }
        out.push(digit);
    }
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
            (Value::Number { mantissa, scale }, Nature::Number) => number(at_scale(mantissa, scale, column.scale)?),
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
                write_number(number < 0, &number.unsigned_abs().to_string(), column.scale, out);
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
fn at_scale(mantissa: i128, scale: u8, wanted: u8) -> Option<i64> {
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

    fn written(value: Value<'_>) -> String {
        let mut out = String::new();
        value.write(&mut out);
        out
    }

    #[test]
    fn values_are_written_as_files_have_them() {
        assert_eq!(written(Value::Number { mantissa: -5, scale: 3 }), "-0.005");
        assert_eq!(written(Value::Number { mantissa: 0, scale: 255 }).len(), 257);
        assert_eq!(written(Value::Number { mantissa: i128::MIN, scale: 0 }), i128::MIN.to_string());
        assert_eq!(written(Value::Month(2026, 7)), "2026-07");
        assert_eq!(written(Value::Date(Date::new(26, 7, 1).unwrap())), "0026-07-01");
    }

    #[test]
    fn numbers_have_one_scale_and_lose_nothing() {
        let column = Column { id: "x".into(), name: "x".into(), kind: Kind::Decimal, scale: 2 };
        let key = |mantissa, scale| Key::of(Value::Number { mantissa, scale }, &column);
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
            (Kind::Money, Value::Number { mantissa: 12, scale: 1 }, "1.200"),
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
