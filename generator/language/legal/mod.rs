//! References to legal documents: `Nghị định số 123/2015/NĐ-CP ngày 15/11/2015`.
//!
//! A reference is its number, the date where one follows, and the kind where number or words tell it: a
//! number of the National Assembly alone says neither law nor resolution.

mod kind;
mod number;

use std::ops::Range;

pub use kind::LegalKind;
use number::{Number, Stamp};

use super::date::{self, Date};
use super::fold::fold;
use super::letters::is_blank;
use super::normalise;
use super::words::Reader;

/// A reference to a legal document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LegalReference {
    /// The number as it should be written: `57/2018/NĐ-CP` though a record says `57 /2018/ND-CP`.
    pub number: String,
    /// The date of issue, where it stands after the number.
    pub date: Option<Date>,
    /// What the document is; `None` where nothing says it.
    pub kind: Option<LegalKind>,
}

/// The reference a text begins with: a number, or a kind, perhaps a law's name, `số`, and a number.
///
/// `None` where a number stands elsewhere: in `Thông tư sửa đổi Thông tư số 01/2022/TT-BTP` it is the
/// other document's.
///
/// ```
/// use motcua::language::{LegalKind, legal};
/// let law = legal::parse("Luật Hộ tịch số 60/2014/QH13").unwrap();
/// assert_eq!((law.number.as_str(), law.kind), ("60/2014/QH13", Some(LegalKind::Law)));
/// assert_eq!(legal::parse("60/2014/QH13").unwrap().kind, None);
/// ```
pub fn parse(text: &str) -> Option<LegalReference> {
    let text = normalise(text);
    let text = text.trim_matches(is_blank);
    let (range, reference) = Finder::new(text).next()?;
    let head = text[..range.start].trim_matches(is_blank);
    if head.is_empty() {
        return Some(reference);
    }
    let titled = LegalKind::of_title(head);
    let named = LegalKind::last_named(head);
    let plain = fold(head);
    let plain = plain.strip_suffix("so").unwrap_or(&plain).trim_end_matches(is_blank);
    let fits = match reference.kind {
        // The kind alone: more words would be a title with another document's number in it.
        Some(kind) if titled == Some(kind) => plain == fold(kind.name_vi()) || names_a_law(kind, named),
        _ => plain.is_empty() || plain == "van ban",
    };
    fits.then_some(reference)
}

/// Whether the words before a number are the name of one law.
fn names_a_law(kind: LegalKind, named: Option<(LegalKind, bool)>) -> bool {
    matches!(kind, LegalKind::Law | LegalKind::Code | LegalKind::Ordinance | LegalKind::Constitution)
        && named == Some((kind, true))
}

/// Every number in a text, in order, with the bytes it stands at.
///
/// Numbers of forms (`mẫu số 01/QĐ-...`) are left out. The text should be
/// [normalised](super::normalise), or the kind of a law may go unseen.
///
/// ```
/// use motcua::language::legal;
/// let text = "Luật số 43/2024/QH15, Nghị định 102/2024/NĐ-CP";
/// let found = legal::find_all(text);
/// assert_eq!(&text[found[1].0.clone()], "102/2024/NĐ-CP");
/// ```
pub fn find_all(text: &str) -> Vec<(Range<usize>, LegalReference)> {
    Finder::new(text).collect()
}

/// The number a text begins with, as it should be written, and the bytes it takes. For tokenisers, which
/// want neither date nor kind; the text begins with the number's first digit.
///
/// ```
/// use motcua::language::legal;
/// assert_eq!(legal::number("15/2020/TT-BTPngày"), Some(("15/2020/TT-BTP".to_owned(), 14)));
/// assert_eq!(legal::number("15/11/2020"), None);
/// ```
pub fn number(text: &str) -> Option<(String, usize)> {
    number::read(text).map(|number| (number.text, number.length))
}

struct Finder<'a> {
    text: &'a str,
    at: usize,
    /// The end of the last reference and its kind, for enumerations.
    last: Option<(usize, Option<LegalKind>)>,
}

impl<'a> Finder<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, last: None }
    }

    /// The kind of a document of the National Assembly, from the words before its number.
    fn named(&self, start: usize, stamp: Stamp) -> Option<LegalKind> {
        let from = self.last.map_or(0, |(end, _)| end);
        let words = &self.text[from..start];
        let words = words.rsplit([';', '\n']).next().unwrap_or(words);
        // A point that ends a sentence, not one of "66.7".
        let sentence = words.bytes().zip(words.bytes().skip(1)).rposition(|two| two == (b'.', b' '));
        let words = &words[sentence.map_or(0, |point| point + 1)..];
        let told = match LegalKind::last_named(words) {
            Some((kind, _)) => Some(kind),
            // "Luật số 43/2024/QH15, số 47/2024/QH15 và 58/2024/QH15"
            None if matches!(fold(words).trim_matches([' ', ',']), "" | "so" | "va" | "va so") => {
                self.last.and_then(|(_, kind)| kind)
            }
            None => None,
        };
        told.filter(|kind| match stamp {
            Stamp::Assembly => {
                matches!(kind, LegalKind::Law | LegalKind::Code | LegalKind::Resolution | LegalKind::Constitution)
            }
            _ => matches!(kind, LegalKind::Ordinance | LegalKind::Resolution),
        })
    }
}

impl Iterator for Finder<'_> {
    type Item = (Range<usize>, LegalReference);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        while let Some(step) = bytes[self.at..].iter().position(u8::is_ascii_digit) {
            let start = self.at + step;
            let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            // Without a slash near there is no number; most digits end here.
            let near = &bytes[start + digits..bytes.len().min(start + digits + 8)];
            let found = if near.contains(&b'/') { read(self.text, start, digits) } else { None };
            let Some((start, number)) = found else {
                self.at = start + digits;
                continue;
            };
            let end = start + number.length;
            let kind = match number.stamp {
                Stamp::Kind(kind) => Some(kind),
                stamp => self.named(start, stamp),
            };
            self.at = end;
            self.last = Some((end, kind));
            let date = date_after(&self.text[end..]);
            return Some((start..end, LegalReference { number: number.text, date, kind }));
        }
        None
    }
}

/// Reads the number that begins in a run of digits.
fn read(text: &str, start: usize, digits: usize) -> Option<(usize, Number)> {
    // "Luật Cư trú 202068/2020/QH14": a year is glued to the number.
    let glued = digits > 5 && (text[start..].starts_with("20") || text[start..].starts_with("19"));
    let start = if glued { start + 4 } else { start };
    let before = text[..start].trim_end_matches(is_blank);
    if ["mẫu số", "Mẫu số", "mẫu", "Mẫu", "MẪU SỐ"].iter().any(|word| before.ends_with(word)) {
        return None;
    }
    Some((start, number::read(&text[start..])?))
}

/// The date that follows a number: `ngày 15/11/2015`, perhaps after a comma.
fn date_after(text: &str) -> Option<Date> {
    let end = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
    let folded = fold(&text[..end]);
    let mut reader = Reader::new(&folded);
    reader.one_of(&[",", "("]);
    reader.skip_blanks();
    if !reader.rest().starts_with("ngay") {
        return None;
    }
    date::read(&mut reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Option<&'static str>> {
        find_all(text).into_iter().map(|(_, reference)| reference.kind.map(LegalKind::id)).collect()
    }

    #[test]
    fn the_nearest_words_say_what_the_assembly_passed() {
        let text = "Nghị quyết về thi hành Luật số 43/2024/QH15, số 47/2024/QH15 và Nghị quyết 254/2025/QH15";
        assert_eq!(kinds(text), [Some("law"), Some("law"), Some("resolution")]);
        assert_eq!(kinds("theo pháp luật tại 31/2024/QH15"), [None]);
        assert_eq!(kinds("Luật Đất đai; xem 31/2024/QH15"), [None]);
        assert_eq!(kinds("Bộ luật Dân sự số 91/2015/QH13"), [Some("code")]);
        assert_eq!(kinds("Pháp lệnh 38/2001/PL-UBTVQH10"), [Some("ordinance")]);
    }

    #[test]
    fn dates_follow_their_number() {
        let text = "Thông tư 53/2025/TT-BCAngày 01/7/2025 và 54/2025/TT-BCA, ngày 02 tháng 8 năm 2025 (55/2025/TT-BCA)";
        let dates: Vec<_> = find_all(text).into_iter().map(|(_, r)| r.date.map(Date::iso)).collect();
        assert_eq!(dates, [Some("2025-07-01".into()), Some("2025-08-02".into()), None]);
    }

    #[test]
    fn numbers_glued_together_come_apart() {
        let text = "ma túy số 73/2021/QH1473/2021/QH14184/2025/NĐ-CPLuật Cư trú 202068/2020/QH14";
        let numbers: Vec<_> = find_all(text).into_iter().map(|(_, r)| r.number).collect();
        assert_eq!(numbers, ["73/2021/QH14", "73/2021/QH14", "184/2025/NĐ-CP", "68/2020/QH14"]);
    }

    #[test]
    fn a_sentence_may_end_right_before_a_number() {
        let text = "khoản 2.79/2024/TT-BCA";
        let found = find_all(text);
        assert_eq!(&text[found[0].0.clone()], "79/2024/TT-BCA");
    }

    #[test]
    fn a_form_is_no_document() {
        assert_eq!(find_all("theo mẫu số 01/QĐ-KHTNT").len(), 0);
    }

    #[test]
    fn another_documents_number_is_not_this_ones() {
        for text in [
            "Thông tư sửa đổi Thông tư số 01/2022/TT-BTP",
            "Hướng dẫn Nghị định 123/2015/NĐ-CP",
            "Nghị định quy định chi tiết Luật Hộ tịch số 60/2014/QH13",
            "",
            "Luật Xây dựng",
            "Luật sửa đổi Luật Xây dựng số 62/2020/QH14",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_field_may_say_the_kind() {
        for (text, number, kind) in [
            ("Luật 60/2014/QH13", "60/2014/QH13", "law"),
            ("Luật số 58/2024/QH15 của Quốc hội", "58/2024/QH15", "law"),
            ("28/2026/QĐ-UBND.", "28/2026/QĐ-UBND", "decision"),
            ("số 05/2020/QĐ-UBND", "05/2020/QĐ-UBND", "decision"),
            ("NGHỊ ĐỊNH SỐ 151/2025/NĐ-CP", "151/2025/NĐ-CP", "decree"),
        ] {
            let reference = parse(text).unwrap();
            assert_eq!((reference.number.as_str(), reference.kind.map(LegalKind::id)), (number, Some(kind)));
        }
    }
}
