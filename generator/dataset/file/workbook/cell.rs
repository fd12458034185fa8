//! What a cell of a workbook says: its value, as the spreadsheet shows it.

use calamine::DataRef;

use crate::dataset::columns::schema::currency_code;
use crate::dataset::file::raw::Origin;
use crate::dataset::notation::number;
use crate::language::Currency;

/// What a cell says, and what the file says it is. `shown`: how its numbers are.
pub fn words(value: &DataRef<'_>, shown: Shown) -> Option<(String, Origin)> {
    let (text, origin) = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) if shown.pads(*number as f64) => (shown.number(number.to_string()), Origin::Text),
        DataRef::Float(number) if shown.pads(*number) => (shown.number(fifteen(*number)), Origin::Text),
        DataRef::Int(number) if !matches!(shown, Shown::Padded(_)) => {
            (shown.number(number.to_string()), Origin::Number)
        }
        DataRef::Int(number) => (number.to_string(), Origin::Number),
        DataRef::Float(number) if number.is_finite() && !matches!(shown, Shown::Padded(_)) => {
            (shown.number(fifteen(*number)), Origin::Number)
        }
        DataRef::Float(number) => (fifteen(*number), Origin::Number),
        DataRef::String(text) => (text.clone(), Origin::Text),
        DataRef::DateTimeIso(text) => (text.clone(), Origin::Date),
        DataRef::DurationIso(text) => (text.clone(), Origin::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), Origin::Text),
        DataRef::Bool(value) => (value.to_string(), Origin::Boolean),
        DataRef::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            let time = format!(" {hour:02}:{minute:02}:{second:02}");
            if time == " 00:00:00" { (day, Origin::Date) } else { (day + &time, Origin::Text) }
        }
        // A time without a day, or how long something takes.
        DataRef::DateTime(date) if date.as_f64() > 0.0 => (time(date.as_f64()), Origin::Text),
        DataRef::DateTime(date) => (fifteen(date.as_f64()), Origin::Number),
        DataRef::Error(error) => (error.to_string(), Origin::Error),
    };
    // Some programs write a line break as `_x000D_` and a newline.
    let text = if text.contains("_x000D_") { text.replace("_x000D_", "") } else { text };
    (!text.is_empty()).then_some((text, origin))
}

/// A number with the fifteen digits a spreadsheet shows.
fn fifteen(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// A part of a day, or so many days, as hours and minutes, and seconds where there are any.
fn time(days: f64) -> String {
    let seconds = (days * 86_400.0).round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{seconds:02}") }
}

/// What a number format (ECMA-376, 18.8.31) makes of a number besides its digits, in its first section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Plain,
    /// Times a hundred, with a percent sign.
    Percent,
    /// With a percent sign that is mere text: 12 is 12 %.
    PercentSign,
    /// With a currency.
    Money(Currency),
    /// With zeros in front up to so many digits, as codes are.
    Padded(usize),
}

impl Shown {
    /// By a number format.
    pub fn of(format: &str) -> Self {
        if format.len() > 1 && format.bytes().all(|byte| byte == b'0') {
            return Self::Padded(format.len());
        }
        let mut characters = format.chars();
        let mut text = String::new();
        while let Some(character) = characters.next() {
            match character {
                '%' => return Self::Percent,
                ';' => break,
                '"' => text.extend(characters.by_ref().take_while(|&end| end != '"')),
                '[' => {
                    let inside: String = characters.by_ref().take_while(|&end| end != ']').collect();
                    // [$₫-42A] is a currency and its country; others are colours and conditions.
                    text.push_str(
                        inside.strip_prefix('$').map_or("", |sign| sign.split('-').next().unwrap_or_default()),
                    );
                }
                '\\' => text.extend(characters.next()),
                // A gap, or a filling of the next.
                '_' | '*' => drop(characters.next()),
                '$' | '€' | '₫' | 'đ' => text.push(character),
                _ => {}
            }
        }
        match text.trim() {
            "%" => Self::PercentSign,
            text => number::currency(text).map_or(Self::Plain, Self::Money),
        }
    }

    /// Whether it makes digits of a code of a number.
    fn pads(self, number: f64) -> bool {
        matches!(self, Self::Padded(_)) && number >= 0.0 && number.fract() == 0.0 && number < 1e15
    }

    /// A number as it is shown.
    fn number(self, number: String) -> String {
        match self {
            Self::Plain => number,
            Self::Padded(width) => format!("{number:0>width$}"),
            Self::Percent => percentage(&number),
            Self::PercentSign => number + "%",
            Self::Money(currency) => format!("{number} {}", currency_code(currency)),
        }
    }
}

/// A number without exponent as the percentage it is: its point two places to the right, so that no digit changes.
fn percentage(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<2}");
    let (hundredths, rest) = fraction.split_at(2);
    let whole = format!("{whole}{hundredths}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{rest}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_name_currencies() {
        for (format, wanted) in [
            ("#,##0 \"đ\"", Shown::Money(Currency::Vnd)),
            ("_-* #,##0\\ \"₫\"_-;-* #,##0\\ \"₫\"_-", Shown::Money(Currency::Vnd)),
            ("[$₫-42A]#,##0", Shown::Money(Currency::Vnd)),
            ("$#,##0.00", Shown::Money(Currency::Usd)),
            ("#,##0;[Red]-#,##0", Shown::Plain),
            ("0\" năm\"", Shown::Plain),
            ("0.0\\%", Shown::PercentSign),
            ("00", Shown::Padded(2)),
            ("0", Shown::Plain),
        ] {
            assert_eq!(Shown::of(format), wanted, "{format}");
        }
    }

    #[test]
    fn times_are_no_parts_of_a_day() {
        assert_eq!([8.5 / 24.0, 1.5, 30.0 / 86_400.0].map(time), ["08:30", "36:00", "00:00:30"]);
    }

    #[test]
    fn a_percentage_keeps_its_digits() {
        let read = ["0.00012345", "12", "0.5", "-0.001", "0"].map(percentage);
        assert_eq!(read, ["0.012345%", "1200%", "50%", "-0.1%", "0%"]);
    }
}
