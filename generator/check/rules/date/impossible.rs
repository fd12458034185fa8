use crate::check::findings::TextFindings;
use crate::check::rule::rule;
use crate::check::signs::Signs;
use crate::language::Date;
use std::ops::Range;

rule! {
    /// A date that is on no calendar
    ///
    /// A date such as 31 February is a slip of the keyboard, and nobody can tell which day was meant: a reference to a
    /// legal document with it leads nowhere, a time limit cannot be counted from it. The day comes first, as in every
    /// official document; `02/28/2025` is reported too.
    ///
    /// **Example:** `Nghị định số 12/2025/NĐ-CP ngày 31/02/2025`.
    ///
    /// **To mend:** look at the document that is cited, and correct the date, in an overlay where the record is official.
    "date/impossible", Warning, Text(Signs::DATE, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    let impossible = text.match_indices('/').filter_map(|(slash, _)| in_figures(text.as_bytes(), slash));
    // Dates in words are looked for where legal documents are named: long texts would take long.
    let legal = matches!(findings.field, "legal_basis" | "decision" | "citations");
    let months = legal.then(|| text.match_indices("tháng")).into_iter().flatten();
    let impossible = impossible.chain(months.filter_map(|(at, _)| in_words(text, at)));
    let places = impossible.filter(|written| Date::new(written.year, written.month, written.day).is_none());
    findings.add(
        text,
        places.map(|written| written.place),
        |date| format!("there is no day \"{date}\""),
        "look at the document that is cited, and correct the date",
    );
}

/// A date as it is written, whether or not there is such a day.
struct Written {
    place: Range<usize>,
    day: u8,
    month: u8,
    year: u16,
}

/// `31/02/2025`, given the first slash. The numbers of documents, such as `12/03/2025/TT-BTC`, have more parts.
fn in_figures(bytes: &[u8], slash: usize) -> Option<Written> {
    let (start, day) = digits_before(bytes, slash)?;
    let (second, month) = digits_after(bytes, slash + 1)?;
    let (end, year) = digits_after(bytes, second + 1)?;
    let joined = |at: Option<&u8>| at.is_some_and(|byte| matches!(byte, b'/' | b'-' | b'.' | b'0'..=b'9'));
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    // A point or a dash after the year ends a sentence or a period of time, unless more of a number follows.
    let after = bytes.get(end);
    let more = after == Some(&b'/') || after == Some(&b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
    let whole = !joined(before) && !more && bytes.get(second) == Some(&b'/') && end - second == 5;
    (whole && slash - start <= 2 && second - slash <= 3).then(|| written(start..end, day, month, year))
}

/// `ngày 31 tháng 02 năm 2025`, given where `tháng` begins.
fn in_words(text: &str, at: usize) -> Option<Written> {
    let before = text[..at].trim_end();
    let after = &text[at + "tháng".len()..];
    let (start, day) = digits_before(text.as_bytes(), before.len())?;
    let (month_end, month) = digits_after(text.as_bytes(), text.len() - after.trim_start().len())?;
    let rest = text[month_end..].trim_start().strip_prefix("năm")?.trim_start();
    let year_start = text.len() - rest.len();
    let (end, year) = digits_after(text.as_bytes(), year_start)?;
    let dated = text[..start].trim_end().ends_with("ngày") || text[..start].trim_end().ends_with("Ngày");
    (dated && end - year_start == 4 && before.len() - start <= 2).then(|| written(start..end, day, month, year))
}

fn written(place: Range<usize>, day: u32, month: u32, year: u32) -> Written {
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    Written { place, day: small(day), month: small(month), year: u16::try_from(year).unwrap_or(0) }
}

/// The number that ends before `end`, and where it begins.
fn digits_before(bytes: &[u8], end: usize) -> Option<(usize, u32)> {
    let digits = bytes[..end].iter().rev().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    value(&bytes[end - digits..end]).map(|value| (end - digits, value))
}

/// The number that begins at `start`, and where it ends.
fn digits_after(bytes: &[u8], start: usize) -> Option<(usize, u32)> {
    let rest = bytes.get(start..)?;
    let digits = rest.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    value(&rest[..digits]).map(|value| (start + digits, value))
}

fn value(digits: &[u8]) -> Option<u32> {
    let value = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    (!digits.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found, found_in_text};

    #[test]
    fn days_on_no_calendar_are_found() {
        assert_eq!(
            found_in_text("date/impossible", "Nghị định số 12/2025/NĐ-CP ngày 31/02/2025, sửa đổi ngày 2/13/2024."),
            [
                "there is no day \"31/02/2025\" in `requirements`, 2 times: “Nghị định số 12/2025/NĐ-CP ngày 31/02/2025, sửa đổi ngày 2/13/2024.”"
            ]
        );
        let messages = found("date/impossible", |p| {
            p.legal_basis.as_mut().unwrap().value[0].name.vi = "Luật 1/2024/QH15 ngày 31 tháng 4 năm 2024".into();
        });
        assert_eq!(messages.len(), 1);
    }

    #[test]
    fn days_fractions_and_numbers_of_documents_are_left_alone() {
        for text in
            ["29/02/2024", "Thông tư 35/13/2025/TT-BTC", "tỷ lệ 1/500", "45/2025", "1/2 ngày 30 tháng 4 năm 1975"]
        {
            assert!(found_in_text("date/impossible", text).is_empty(), "{text}");
        }
    }
}
