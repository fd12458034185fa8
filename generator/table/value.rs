//! What a cell is: kinds, and values that are exact.

use std::cmp::Ordering;

use crate::language::Date;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A code that may look like a number: zeros in front of it belong to it. Compared byte by byte.
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

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// Whether its cells are times, in the order in which these pass.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Date)
    }

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

    /// Whether its cells are numbers.
    pub fn is_number(self) -> bool {
        self.nature() == Nature::Number
    }
}

impl Nature {
    /// Whether cells are texts.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Words | Self::Bytes)
    }
}

/// An exact decimal number: `mantissa / 10^scale`.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    /// All its digits, with the sign.
    pub mantissa: i128,
    /// How many of them are decimal places.
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

    /// The same number without zeros at its end.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self = Self { mantissa: self.mantissa / 10, scale: self.scale - 1 };
        }
        self
    }

    /// Writes it with a point and without separators: `-1234.50`.
    pub fn write(self, out: &mut String) {
        write_number(self.mantissa, self.scale, out);
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

/// A cell. Texts are borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// Text, code, place, address. An empty text is nothing: a file of CSV cannot tell the two apart.
    Text(&'a str),
    /// A number of any kind, written with just as many decimal places as it has.
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
    /// Appends it as files have it: `1234.50`, `2026-07-01`, `2026-07`, `true`, nothing for nothing.
    pub fn write(self, out: &mut String) {
        let mut month = |year: u16, month: u8| {
            write_digits(year, 4, out);
            out.push('-');
            write_digits(month.into(), 2, out);
        };
        match self {
            Self::Null => {}
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => number.write(out),
            Self::Date(date) => {
                month(date.year(), date.month());
                out.push('-');
                write_digits(date.day().into(), 2, out);
            }
            Self::Year(year) => write_digits(year, 4, out),
            Self::Month(of, at) => month(of, at),
            Self::Boolean(value) => out.push_str(if value { "true" } else { "false" }),
        }
    }
}

/// Writes digits with a point before the last so many.
pub(super) fn write_number(mantissa: i128, scale: u8, out: &mut String) {
    // A zero, a point and the most places there can be, or the digits of the greatest number.
    let mut text = [b'0'; 2 + u8::MAX as usize];
    let (mut at, mut places, mut rest) = (text.len(), 0, mantissa.unsigned_abs());
    loop {
        // Dividing 128 bits is slow, and few numbers need them.
        let (next, digit) = match u64::try_from(rest) {
            Ok(few) => (u128::from(few / 10), (few % 10) as u8),
            Err(_) => (rest / 10, (rest % 10) as u8),
        };
        (rest, at, places) = (next, at - 1, places + 1);
        text[at] = b'0' + digit;
        if rest == 0 && places > usize::from(scale) {
            break;
        }
        if places == usize::from(scale) {
            at -= 1;
            text[at] = b'.';
        }
    }
    if mantissa < 0 {
        out.push('-');
    }
    // Digits are ASCII.
    out.push_str(std::str::from_utf8(&text[at..]).unwrap_or_default());
}

/// Writes the last digits of a number, so many.
fn write_digits(number: u16, digits: u32, out: &mut String) {
    for place in (0..digits).rev() {
        out.push(char::from(b'0' + (number / 10_u16.pow(place) % 10) as u8));
    }
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
        assert_eq!(written(Value::Number(Decimal { mantissa: -5, scale: 3 })), "-0.005");
        assert_eq!(written(Value::Number(Decimal { mantissa: 0, scale: 255 })).len(), 257);
        assert_eq!(written(Value::Number(Decimal { mantissa: i128::MIN, scale: 0 })), i128::MIN.to_string());
        assert_eq!(written(Value::Month(2026, 7)), "2026-07");
        assert_eq!(written(Value::Date(Date::new(26, 7, 1).unwrap())), "0026-07-01");
    }

    fn number(mantissa: i128, scale: u8) -> String {
        written(Value::Number(Decimal { mantissa, scale }))
    }

    #[test]
    fn decimals_are_written_as_they_are() {
        assert_eq!(number(-5, 3), "-0.005");
        assert_eq!(number(123_450, 2), "1234.50");
        assert_eq!(number(0, 0), "0");
        assert_eq!(number(i128::MIN, 0), i128::MIN.to_string());
        assert_eq!(number(1, 30), format!("0.{}1", "0".repeat(29)));
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
