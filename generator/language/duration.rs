//! How long an authority may take: an exact amount, a unit, and the days it counts.

use super::fold::fold;
use super::letters::is_word;
use super::number::{self, decimal, decimal_en};
use super::words::Reader;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are the units of time")]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// Every day.
    Calendar,
    /// Days the authority works.
    Working,
    /// The working day it came in on; the amount is zero days.
    SameWorkingDay,
}

/// A time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// In thousandths of the unit, so that the portal's 17.5 and 6.25 days are exact. Not negative.
    pub thousandths: i64,
    /// What is counted.
    pub unit: Unit,
    /// Which of them count.
    pub basis: Basis,
}

impl Duration {
    /// Within the working day it came in on.
    pub const SAME_WORKING_DAY: Self = Self { thousandths: 0, unit: Unit::Day, basis: Basis::SameWorkingDay };

    /// So many whole units.
    pub const fn whole(amount: u32, unit: Unit, basis: Basis) -> Self {
        Self { thousandths: amount as i64 * 1000, unit, basis }
    }

    /// The amount as mantissa and scale without trailing zeros.
    fn amount(self) -> (i64, u8) {
        let (mut mantissa, mut scale) = (self.thousandths, 3);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        (mantissa, scale)
    }

    /// As ISO 8601 writes it, which knows nothing of working days: `P7D`, `PT8H`, `P17.5D`.
    pub fn iso8601(self) -> String {
        let (prefix, letter) = match self.unit {
            Unit::Minute => ("PT", 'M'),
            Unit::Hour => ("PT", 'H'),
            Unit::Day => ("P", 'D'),
            Unit::Week => ("P", 'W'),
            Unit::Month => ("P", 'M'),
            Unit::Year => ("P", 'Y'),
        };
        let (mantissa, scale) = self.amount();
        let mut out = String::from(prefix);
        out.extend(decimal_en(mantissa, scale).chars().filter(|&c| c != ','));
        out.push(letter);
        out
    }

    /// `7 ngày làm việc`, `17,5 ngày làm việc`, `trong ngày làm việc`.
    pub fn text_vi(self) -> String {
        if self.basis == Basis::SameWorkingDay {
            return "trong ngày làm việc".to_owned();
        }
        let (mantissa, scale) = self.amount();
        let mut out = decimal(mantissa, scale);
        out.push_str(match self.unit {
            Unit::Minute => " phút",
            Unit::Hour => " giờ",
            Unit::Day => " ngày",
            Unit::Week => " tuần",
            Unit::Month => " tháng",
            Unit::Year => " năm",
        });
        if self.basis == Basis::Working {
            out.push_str(" làm việc");
        }
        out
    }

    /// `7 working days`, `17.5 working days`, `within the same working day`.
    pub fn text_en(self) -> String {
        if self.basis == Basis::SameWorkingDay {
            return "within the same working day".to_owned();
        }
        let (mantissa, scale) = self.amount();
        let mut out = decimal_en(mantissa, scale);
        if self.basis == Basis::Working {
            out.push_str(" working");
        }
        out.push_str(match self.unit {
            Unit::Minute => " minute",
            Unit::Hour => " hour",
            Unit::Day => " day",
            Unit::Week => " week",
            Unit::Month => " month",
            Unit::Year => " year",
        });
        if self.thousandths != 1000 {
            out.push('s');
        }
        out
    }
}

/// Words that may stand before a limit without changing it.
const LEADS: [(&str, ()); 8] = [
    ("thoi han giai quyet", ()),
    ("trong thoi han", ()),
    ("trong vong", ()),
    ("khong qua", ()),
    ("toi da", ()),
    ("trong", ()),
    ("within", ()),
    ("thoi han", ()),
];

/// The language a unit is named in, which is the language of its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Vietnamese,
    English,
}
use Language::{English, Vietnamese};

const UNITS: [(&str, (Unit, Language)); 19] = [
    ("phut", (Unit::Minute, Vietnamese)),
    ("gio", (Unit::Hour, Vietnamese)),
    ("tieng", (Unit::Hour, Vietnamese)),
    ("ngay", (Unit::Day, Vietnamese)),
    ("tuan", (Unit::Week, Vietnamese)),
    ("thang", (Unit::Month, Vietnamese)),
    ("nam", (Unit::Year, Vietnamese)),
    ("minute", (Unit::Minute, English)),
    ("minutes", (Unit::Minute, English)),
    ("hour", (Unit::Hour, English)),
    ("hours", (Unit::Hour, English)),
    ("day", (Unit::Day, English)),
    ("days", (Unit::Day, English)),
    ("week", (Unit::Week, English)),
    ("weeks", (Unit::Week, English)),
    ("month", (Unit::Month, English)),
    ("months", (Unit::Month, English)),
    ("year", (Unit::Year, English)),
    ("years", (Unit::Year, English)),
];

/// Reads a time limit that is the whole text: `07 ngày làm việc`, `Không quá 10 ngày làm việc.`,
/// `17.5 ngày làm việc`, `trong ngày làm việc`, `1/2 ngày làm việc`, `5 working days`.
///
/// `None` where more is said than a limit: a condition, a range, a sum of two limits.
///
/// ```
/// use motcua::language::duration;
/// assert_eq!(duration::parse("07 ngày làm việc").unwrap().text_en(), "7 working days");
/// assert_eq!(duration::parse("10 ngày đối với trường hợp khó"), None);
/// ```
pub fn parse(text: &str) -> Option<Duration> {
    let folded = fold(text);
    let mut reader = Reader::new(&folded);
    reader.one_of(&["-", "+", "*"]);
    // "ngay trong ngày làm việc": the same day.
    let mut sooner = reader;
    sooner.words("ngay");
    if sooner.words("trong ngay") {
        sooner.words("lam viec");
        if ends(sooner) {
            return Some(Duration::SAME_WORKING_DAY);
        }
    }
    while reader.any(&LEADS).is_some() {
        reader.one_of(&[":"]);
        reader.words("la");
    }
    let duration = read(&mut reader)?;
    ends(reader).then_some(duration)
}

/// The first time limit said anywhere in a text. For a guess that a person will see, never for a rule.
pub fn find(text: &str) -> Option<Duration> {
    let folded = fold(text);
    let starts = folded.char_indices().zip(std::iter::once(' ').chain(folded.chars()));
    starts
        .filter(|&((_, first), before)| {
            first.is_ascii_digit() && !is_word(before) && !matches!(before, '/' | '.' | ',' | '-')
        })
        .find_map(|((at, _), _)| read(&mut Reader::new(&folded[at..])))
}

fn ends(mut reader: Reader<'_>) -> bool {
    reader.one_of(&[".", ";"]);
    reader.skip_blanks();
    reader.is_done()
}

/// An amount and a unit.
fn read(reader: &mut Reader<'_>) -> Option<Duration> {
    reader.skip_blanks();
    let amount =
        if reader.take("1/2") { "1/2" } else { reader.take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) };
    // "07 (bảy) ngày": the same in words.
    if reader.one_of(&["("]).is_some() {
        reader.take_while(|c| c != ')' && !c.is_ascii_digit());
        if !reader.take(")") {
            return None;
        }
    }
    let working = reader.words("working") || reader.words("business");
    let (unit, language) = reader.any(&UNITS)?;
    let thousandths = thousandths(amount, language)?;
    let basis = if working || reader.words("lam viec") { Basis::Working } else { Basis::Calendar };
    Some(Duration { thousandths, unit, basis })
}

/// A number in thousandths, by the separators of the unit's language. Vietnamese texts also write a
/// decimal point before one or two digits (`17.5 ngày`); before three it separates thousands.
fn thousandths(amount: &str, language: Language) -> Option<i64> {
    if amount == "1/2" {
        return Some(500);
    }
    let read = match language {
        English => number::parse_en(amount),
        Vietnamese => number::parse(amount),
    };
    let decimal_point = || number::parse_en(amount).filter(|(_, scale)| *scale < 3);
    let (mantissa, scale) = read.or_else(decimal_point)?;
    let missing = 3_u8.checked_sub(scale)?;
    mantissa.checked_mul(10_i64.pow(u32::from(missing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str) -> Option<String> {
        parse(text).map(|duration| format!("{} / {}", duration.text_vi(), duration.text_en()))
    }

    #[test]
    fn limits_are_read_whatever_leads_them() {
        for text in [
            "Không quá 10 ngày làm việc.",
            "Trong thời hạn 10 ngày làm việc",
            "10 (mười) ngày làm việc",
            "tối đa 10 ngày làm việc;",
            "Thời hạn giải quyết: 10 ngày làm việc",
            "10 working days",
            "- 10 ngày làm việc",
        ] {
            assert_eq!(say(text).as_deref(), Some("10 ngày làm việc / 10 working days"), "{text}");
        }
    }

    #[test]
    fn half_days_are_exact() {
        assert_eq!(say("17,5 ngày làm việc").as_deref(), Some("17,5 ngày làm việc / 17.5 working days"));
        assert_eq!(say("1/2 ngày làm việc").as_deref(), Some("0,5 ngày làm việc / 0.5 working days"));
        assert_eq!(parse("6.25 ngày").unwrap().iso8601(), "P6.25D");
        assert_eq!(parse("1.000 ngày").unwrap().iso8601(), "P1000D");
    }

    #[test]
    fn one_is_singular_in_english() {
        assert_eq!(say("01 tháng").as_deref(), Some("1 tháng / 1 month"));
        assert_eq!(say("Trong ngày làm việc").as_deref(), Some("trong ngày làm việc / within the same working day"));
    }

    #[test]
    fn more_than_a_limit_is_none() {
        for text in [
            "",
            "Theo mô tả",
            "12.5 ngày làm việc + thời gian cấp lại",
            "3-5 ngày",
            "10 ngày đối với xã miền núi",
            "Không quá 15 ngày kể từ ngày nhận đủ hồ sơ",
            "10 ngày 5 giờ",
            "ngày",
            "ngày làm việc",
            "5",
            "1.2.3 ngày",
            "3 ngàyx",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_limit_of_a_sentence_is_found() {
        let text = "Theo 49/2026/NĐ-CP: không quá 20 ngày làm việc; vùng xa thêm 10 ngày";
        assert_eq!(find(text).unwrap().text_vi(), "20 ngày làm việc");
        assert_eq!(find("ngày 15/11/2015 năm 2016"), None);
    }
}
