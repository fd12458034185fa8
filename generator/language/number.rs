//! Numbers as Vietnamese and English write them: `1.234.567,5` and `1,234,567.5`.
//!
//! Decimals are exact: an integer *mantissa* and a *scale*, the count of its decimal places. No floats.

/// How a language separates thousands and decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Vietnamese,
    English,
}

impl Style {
    /// The separators of thousands and of decimals.
    fn separators(self) -> (char, char) {
        match self {
            Self::Vietnamese => ('.', ','),
            Self::English => (',', '.'),
        }
    }
}

/// An integer with Vietnamese separators.
///
/// ```
/// assert_eq!(motcua::language::number(-1_234_567), "-1.234.567");
/// ```
pub fn number(value: i64) -> String {
    write(value, 0, Style::Vietnamese)
}

/// An integer with English separators: `1,234,567`.
pub fn number_en(value: i64) -> String {
    write(value, 0, Style::English)
}

/// `mantissa / 10^scale` with Vietnamese separators; all its decimals are written.
///
/// ```
/// assert_eq!(motcua::language::decimal(12345, 1), "1.234,5");
/// ```
pub fn decimal(mantissa: i64, scale: u8) -> String {
    write(mantissa, scale, Style::Vietnamese)
}

/// `mantissa / 10^scale` with English separators: `1,234.5`.
pub fn decimal_en(mantissa: i64, scale: u8) -> String {
    write(mantissa, scale, Style::English)
}

fn write(mantissa: i64, scale: u8, style: Style) -> String {
    let (thousands, point) = style.separators();
    let scale = usize::from(scale);
    let mut digits = String::with_capacity(20);
    push_padded(&mut digits, mantissa.unsigned_abs(), scale + 1);
    let whole = digits.len() - scale;
    let mut out = String::with_capacity(digits.len() + whole / 3 + 2);
    if mantissa < 0 {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index == whole {
            out.push(point);
        } else if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    out
}

/// `-1234`: digits alone, for machines. The standard library's formatting would be a tenth of a browser module.
pub(crate) fn plain(value: i64) -> String {
    let mut out = String::new();
    if value < 0 {
        out.push('-');
    }
    push_padded(&mut out, value.unsigned_abs(), 1);
    out
}

/// Appends the digits of a number, with zeros before them up to a width.
pub(crate) fn push_padded(out: &mut String, mut value: u64, width: usize) {
    let mut reversed = Vec::with_capacity(20);
    while value > 0 || reversed.len() < width {
        reversed.push(b'0' + (value % 10) as u8);
        value /= 10;
    }
    out.extend(reversed.iter().rev().map(|&digit| char::from(digit)));
}

/// Reads a number as [`decimal`] writes it: its mantissa and scale. The thousands may go without
/// separators, but a separator must stand before exactly three digits.
///
/// `None` for anything else, and for more digits than an `i64` has.
pub fn parse(text: &str) -> Option<(i64, u8)> {
    read(text, Style::Vietnamese)
}

/// Reads a number as [`decimal_en`] writes it.
pub fn parse_en(text: &str) -> Option<(i64, u8)> {
    read(text, Style::English)
}

fn read(text: &str, style: Style) -> Option<(i64, u8)> {
    let (thousands, point) = style.separators();
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match rest.split_once(point) {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (rest, ""),
    };
    let mut groups = whole.split(thousands);
    let first = groups.next()?;
    let grouped = whole.len() > first.len();
    if first.is_empty() || (grouped && first.len() > 3) || groups.any(|group| group.len() != 3) {
        return None;
    }
    let mut mantissa: i64 = 0;
    for digit in whole.chars().filter(|&c| c != thousands).chain(fraction.chars()) {
        let digit = i64::from(digit.to_digit(10)?);
        // Towards the sign, or the smallest number would not be read back.
        let digit = if negative { -digit } else { digit };
        mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
    }
    Some((mantissa, u8::try_from(fraction.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_decimals_have_a_zero_before_the_point() {
        assert_eq!(decimal(5, 1), "0,5");
        assert_eq!(decimal(-5, 3), "-0,005");
        assert_eq!(decimal_en(123_456_789, 2), "1,234,567.89");
        assert_eq!(number(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(number_en(999), "999");
    }

    #[test]
    fn a_separator_in_the_wrong_place_is_no_number() {
        for text in ["", "-", "1.23", "1234.567", "1..234", "1,", ",5", "1,5,5", "1 000", "9223372036854775808"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("1234,50"), Some((123_450, 2)));
        assert_eq!(parse_en("1,234.5"), Some((12_345, 1)));
    }
}
