//! Cells and numbers as pages write them: files have `1234567.5` and `2025-07-01`, people read `1.234.567,5` and 01/07/2025.

use std::borrow::Cow;

use crate::catalogue::Language;
use crate::language::Date;
use crate::site::render::Said;
use crate::site::words::Words;
use crate::table::Kind;

/// A cell of a kind, as this language writes it. What is no such value is left as it is.
pub(super) fn shown(words: &Words, kind: Kind, text: &str) -> String {
    match kind {
        Kind::Integer | Kind::Decimal | Kind::Money | Kind::Percent => grouped(words.language(), text),
        Kind::Coordinate => text.replace('.', point(words.language())),
        Kind::Date => Date::parse_iso(text).map_or_else(|| text.to_owned(), |date| words.date(date)),
        Kind::Month if words.language() == Language::Vi => match text.split_once('-') {
            Some((year, month)) => format!("{month}/{year}"),
            None => text.to_owned(),
        },
        Kind::Boolean => match text {
            "true" => words.say("dataset_yes").to_owned(),
            "false" => words.say("dataset_no").to_owned(),
            _ => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// A count as this language writes it.
pub(super) fn count(words: &Words, count: u64) -> String {
    words.number(usize::try_from(count).unwrap_or(usize::MAX))
}

/// A part of a whole in a hundred, to one place; what is something is never 0, what is not all never 100.
pub(super) fn percent(words: &Words, part: u64, whole: u64) -> String {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    let mut tenths = (part * 1000 + whole / 2) / whole;
    let language = words.language();
    let mark = match (tenths, part) {
        (0, 1..) => {
            tenths = 1;
            "< "
        }
        (1000, _) if part < whole => {
            tenths = 999;
            "> "
        }
        _ => "",
    };
    let fraction = if tenths % 10 == 0 { String::new() } else { format!("{}{}", point(language), tenths % 10) };
    format!("{mark}{}{fraction} %", tenths / 10)
}

/// The size of a file: `812 B`, `1,2 MB`; a kilobyte is 1,000 bytes. A page does not tear it apart.
pub(super) fn size(words: &Words, bytes: u64) -> String {
    size_in(words.language(), bytes).replace(' ', "\u{a0}")
}

/// The same for a terminal.
pub(crate) fn size_in(language: Language, bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let (mut unit, mut scale) = (0, 1000);
    // What would be written as 1,000 of a unit is one of the next.
    while bytes >= scale * 1000 - scale / 2 && unit + 1 < UNITS.len() {
        (unit, scale) = (unit + 1, scale * 1000);
    }
    let rounded = |parts: u128| (u128::from(bytes) * parts + u128::from(scale) / 2) / u128::from(scale);
    let (tenths, unit) = (rounded(10), UNITS[unit]);
    match tenths % 10 {
        _ if tenths >= 1000 => format!("{} {unit}", rounded(1)),
        0 => format!("{} {unit}", tenths / 10),
        rest => format!("{}{}{rest} {unit}", tenths / 10, point(language)),
    }
}

fn point(language: Language) -> &'static str {
    match language {
        Language::Vi => ",",
        Language::En => ".",
    }
}

/// The digits of a plain number in groups of three.
fn grouped(language: Language, text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let separator = if language == Language::Vi { '.' } else { ',' };
    let mut out = String::from(sign);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push_str(point(language));
        out.push_str(fraction);
    }
    out
}

/// A value of a column as a page shows it; words of data are Vietnamese, on any page.
pub(super) fn said(words: &Words, kind: Kind, text: &str) -> Said<'static> {
    let shown = shown(words, kind, text);
    if matches!(kind, Kind::Text | Kind::Place) {
        said_in_data(words, shown)
    } else {
        Said::new(shown, words.language(), words.language())
    }
}

/// What data says, where it has letters at all.
pub(super) fn said_in_data<'a>(words: &Words, text: impl Into<Cow<'a, str>>) -> Said<'a> {
    let text = text.into();
    let has_letters = text.chars().any(char::is_alphabetic);
    Said::new(text, if has_letters { Language::Vi } else { words.language() }, words.language())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Theme;

    #[test]
    fn cells_are_written_as_each_language_does() {
        let theme = Theme::embedded().unwrap();
        let [vi, en] = Language::ALL.map(|language| theme.words(language));
        for (kind, text, in_vi, in_en) in [
            (Kind::Decimal, "-1234567.50", "-1.234.567,50", "-1,234,567.50"),
            (Kind::Integer, "123", "123", "123"),
            (Kind::Money, "x", "x", "x"),
            (Kind::Coordinate, "105.8", "105,8", "105.8"),
            (Kind::Date, "2025-07-01", "01/07/2025", "1 July 2025"),
            (Kind::Month, "2025-07", "07/2025", "2025-07"),
            (Kind::Boolean, "true", "có", "yes"),
            (Kind::Code, "0123456", "0123456", "0123456"),
        ] {
            assert_eq!((shown(vi, kind, text), shown(en, kind, text)), (in_vi.to_owned(), in_en.to_owned()));
        }
    }

    #[test]
    fn sizes_and_parts_are_short_and_not_wrong() {
        let theme = Theme::embedded().unwrap();
        let vi = theme.words(Language::Vi);
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1 kB"),
            (1250, "1,3 kB"),
            (999_499, "999 kB"),
            (999_500, "1 MB"),
            (5_000_000_000, "5 GB"),
            (123_456_789, "123 MB"),
        ] {
            assert_eq!(size(vi, bytes), text.replace(' ', "\u{a0}"), "{bytes}");
        }
        for (part, whole, text) in [
            (0, 34, "0 %"),
            (1, 3, "33,3 %"),
            (1, 1_000_000, "< 0,1 %"),
            (999_999, 1_000_000, "> 99,9 %"),
            (5, 5, "100 %"),
        ] {
            assert_eq!(percent(vi, part, whole), text);
        }
    }
}
