//! Numbers as people write them, and as places in a picture.

use crate::table::Decimal;

/// How a language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// `1.234,5`
    Vietnamese,
    /// `1,234.5`
    English,
}

/// Numbers from these on are shortened on an axis.
const LARGE: [(u32, &str, &str); 4] =
    [(15, "triệu tỷ", "quadrillion"), (12, "nghìn tỷ", "trillion"), (9, "tỷ", "billion"), (6, "triệu", "million")];

impl Numbers {
    /// All digits of a number.
    pub fn write(self, number: Decimal) -> String {
        let (thousands, point) = match self {
            Self::Vietnamese => ('.', ','),
            Self::English => (',', '.'),
        };
        let mut plain = String::new();
        number.write(&mut plain);
        let (sign, digits) = plain.strip_prefix('-').map_or(("", &*plain), |digits| ("\u{2212}", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = sign.to_owned();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push(thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(point);
            out.push_str(fraction);
        }
        out
    }

    /// A number of an axis: `1,5 triệu` for `1.500.000`.
    pub(super) fn write_short(self, number: Decimal) -> String {
        let whole = number.at_scale(number.scale).filter(|_| number.scale == 0).unwrap_or(0);
        for (power, vi, en) in LARGE {
            let unit = 10_i128.pow(power);
            if whole.abs() >= unit && whole % (unit / 100) == 0 {
                let short = Decimal { mantissa: whole / (unit / 100), scale: 2 }.trimmed();
                let word = if self == Self::Vietnamese { vi } else { en };
                return format!("{} {word}", self.write(short));
            }
        }
        self.write(number)
    }

    /// A share of a whole, in percent to one place.
    pub(super) fn share(self, part: f64, whole: f64) -> String {
        // A share has three digits: a float holds it exactly enough, and none is written.
        let tenths = (part / whole * 1000.0).round() as i128;
        let number = Decimal { mantissa: tenths, scale: 1 }.trimmed();
        match self {
            Self::Vietnamese => format!("{}\u{A0}%", self.write(number)),
            Self::English => format!("{}%", self.write(number)),
        }
    }
}

/// About which number it is: for places, never for words.
pub(super) fn float(number: Decimal) -> f64 {
    (0..number.scale).fold(number.mantissa as f64, |value, _| value / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        assert_eq!(Numbers::Vietnamese.write(d("-1234567.50")), "\u{2212}1.234.567,50");
        assert_eq!(Numbers::English.write(d("999")), "999");
        assert_eq!(Numbers::English.write(d("0.5")), "0.5");
        assert_eq!(Numbers::Vietnamese.write_short(d("1500000")), "1,5 triệu");
        assert_eq!(Numbers::English.write_short(d("-2000000000")), "\u{2212}2 billion");
        assert_eq!(Numbers::Vietnamese.write_short(d("1234567")), "1.234.567");
        assert_eq!(Numbers::English.share(1.0, 3.0), "33.3%");
    }
}
