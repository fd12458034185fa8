//! What a cell is once it is read: types, and values that are exact.

use std::cmp::Ordering;

use crate::language::Date;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Words.
    Text,
    /// A code that may look like a number: zeros in front of it belong to it.
    Code,
    /// A whole number.
    Integer,
    /// A number with decimal places.
    Decimal,
    /// An amount of money; its unit says in which currency.
    Money,
    /// A percentage: 12.5 is 12.5 %.
    Percent,
    /// A day.
    Date,
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// Yes or no.
    Boolean,
    /// A place, by its code or its name.
    Place,
    /// A latitude or a longitude, in degrees.
    Coordinate,
    /// An address on the web.
    Url,
}

impl Type {
    /// The words of `type = "..."`.
    pub const WORDS: [(&'static str, Self); 13] = [
        ("text", Self::Text),
        ("code", Self::Code),
        ("integer", Self::Integer),
        ("decimal", Self::Decimal),
        ("money", Self::Money),
        ("percent", Self::Percent),
        ("date", Self::Date),
        ("year", Self::Year),
        ("month", Self::Month),
        ("boolean", Self::Boolean),
        ("place", Self::Place),
        ("coordinate", Self::Coordinate),
        ("url", Self::Url),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Whether its values are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Money | Self::Percent | Self::Coordinate)
    }

    /// Whether its values are texts.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Code | Self::Place | Self::Url)
    }
}

/// An exact decimal number: `mantissa / 10^scale`.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    /// All its digits, with the sign.
    pub mantissa: i128,
    /// How many of them are decimal places, at most 30.
    pub scale: u8,
}

impl Decimal {
    /// A whole number.
    pub const fn whole(value: i128) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    /// Its mantissa at another scale, where that has room for it and no digit is lost.
    pub fn at_scale(self, scale: u8) -> Option<i128> {
        let more = scale.checked_sub(self.scale)?;
        self.mantissa.checked_mul(10_i128.checked_pow(more.into())?)
    }

    /// Writes it with a point and without separators: `-1234.50`.
    pub fn write(self, out: &mut String) {
        let mut digits = [0_u8; 40];
        let mut at = digits.len();
        let mut rest = self.mantissa.unsigned_abs();
        while rest > 0 || digits.len() - at <= usize::from(self.scale) {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        if self.mantissa < 0 {
            out.push('-');
        }
        let point = digits.len() - usize::from(self.scale);
        for (index, &digit) in digits.iter().enumerate().skip(at) {
            if index == point {
                out.push('.');
            }
            out.push(char::from(digit));
        }
    }

    /// Reads what [`write`](Self::write) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = match rest.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (rest, ""),
        };
        if whole.is_empty() || fraction.len() > 30 {
            return None;
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = byte.is_ascii_digit().then(|| i128::from(byte - b'0'))?;
            mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
        }
        Some(Self { mantissa: if negative { -mantissa } else { mantissa }, scale: fraction.len() as u8 })
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One of them is too large for the places of the other: compare the whole parts, which then differ or not.
            _ => {
                let whole = |value: &Self| value.mantissa / 10_i128.pow(value.scale.into());
                whole(self).cmp(&whole(other)).then(self.mantissa.signum().cmp(&other.mantissa.signum()))
            }
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    /// By value: `1.50` is `1.5`.
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

/// A value of a column. Texts are borrowed from the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// Text, code, place, address.
    Text(&'a str),
    /// Integer, decimal, money, percent, coordinate.
    Number(Decimal),
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
    /// Appends the one way in which it is written in published files: `1234.5`, `2026-07-01`, `true`, nothing for null.
    pub fn write(self, out: &mut String) {
        match self {
            Self::Null => {}
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => number.write(out),
            Self::Date(date) => out.push_str(&date.iso()),
            Self::Year(year) => out.push_str(&format!("{year:04}")),
            Self::Month(year, month) => out.push_str(&format!("{year:04}-{month:02}")),
            Self::Boolean(value) => out.push_str(if value { "true" } else { "false" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(mantissa: i128, scale: u8) -> String {
        let mut out = String::new();
        Decimal { mantissa, scale }.write(&mut out);
        out
    }

    #[test]
    fn decimals_are_written_as_they_are() {
        assert_eq!(written(-5, 3), "-0.005");
        assert_eq!(written(123_450, 2), "1234.50");
        assert_eq!(written(0, 0), "0");
        assert_eq!(written(i128::MIN, 0), i128::MIN.to_string());
        assert_eq!(written(1, 30), format!("0.{}1", "0".repeat(29)));
    }

    #[test]
    fn decimals_compare_by_value() {
        let d = |text| Decimal::parse(text).unwrap();
        assert_eq!(d("1.50"), d("1.5"));
        assert!(d("-0.1") < d("0"));
        assert!(d("170141183460469231731687303715884105727") > d("0.000000000000000000000000000001"));
        assert!(d("-170141183460469231731687303715884105727") < d("0.5"));
    }

    #[test]
    fn only_plain_numbers_are_read_back() {
        for text in ["", "-", ".5", "1.", "1e3", "+1", "1,5", &"9".repeat(40)] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
