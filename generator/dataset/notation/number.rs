//! Numbers as people write them in tables: `1.234.567,5`, `1,234,567.5`, `1 234,5`, `(1.234)`, `12 %`, `20.000 đ`.
//!
//! In: the text of a cell. Out: what its separators can mean ([`Notation`]), and, once the column has decided which mark
//! parts the decimals ([`Mark`]), the exact value. `1.234` alone is either; the value is never guessed here.

use crate::language::Currency;
use crate::table::Decimal;

/// Which mark parts the decimals of a number; the other one parts its thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

impl Mark {
    /// The words of `decimal = "..."`.
    pub const WORDS: [(&'static str, Self); 2] = [(".", Self::Point), (",", Self::Comma)];

    /// The character of the decimals, and that of the thousands.
    fn characters(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// What stands around a number and says what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Nothing.
    None,
    /// A percent sign.
    Percent,
    /// A currency.
    Money(Currency),
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notation {
    /// What it can mean.
    pub reading: Reading,
    /// What stands around it.
    pub unit: Unit,
    /// Whether it is digits alone, the first of several a zero: a code rather than a number.
    pub leading_zero: bool,
}

/// What the separators of a number can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It has none: every reading is the same.
    Plain,
    /// One separator before three digits: thousands, or three decimals.
    Either,
    /// Only this mark makes it a number.
    Only(Mark),
}

impl Notation {
    /// How a text is written, where it is a number.
    pub fn of(text: &str) -> Option<Self> {
        let (body, unit) = body(text)?;
        let digits = body.digits;
        let leading_zero = unit == Unit::None
            && !body.negative
            && digits.len() > 1
            && digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        let point = read(digits, body.negative, Mark::Point);
        let comma = read(digits, body.negative, Mark::Comma);
        let reading = match (point, comma) {
            (Some(a), Some(b)) if a == b && a.scale == b.scale => Reading::Plain,
            (Some(_), Some(_)) => Reading::Either,
            (Some(_), None) => Reading::Only(Mark::Point),
            (None, Some(_)) => Reading::Only(Mark::Comma),
            (None, None) => return None,
        };
        Some(Self { reading, unit, leading_zero })
    }
}

/// The value of a number under a mark. Percent signs and currencies are no part of it.
pub fn parse(text: &str, mark: Mark) -> Option<Decimal> {
    let (body, _) = body(text)?;
    read(body.digits, body.negative, mark)
}

/// A number and what it counts, where that is no unit every number may have: `12 kg`, `1,5 triệu đồng`, `50.000đ/hồ sơ`.
pub fn measured(text: &str) -> Option<(&str, &str)> {
    // Most words are told by their first letter.
    let at = text.find(|c: char| c.is_alphabetic() || matches!(c, '°' | '/')).filter(|&at| at > 0)?;
    let (number, unit) = text.split_at(at);
    let number = number.trim_end();
    let names = unit.chars().any(char::is_alphabetic) && !unit.contains(|c: char| c.is_ascii_digit() || c == ',');
    // 12/QĐ is the number of a document.
    let names = names && !(unit.starts_with('/') && unit.contains(char::is_uppercase));
    let counts = Notation::of(number).is_some_and(|notation| notation.unit == Unit::None && !notation.leading_zero);
    (names && unit.chars().count() <= LONGEST_UNIT && counts).then_some((number, unit))
}

/// The most letters of a unit.
const LONGEST_UNIT: usize = 24;

/// A number without the mark of a note behind it: `1.200*`, `1.200 (1)`, `1.200(*)`, `1.200¹`; nothing where there is none.
pub fn without_note(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(['*', '†', '¹', '²', '³']);
    let bare = match bare.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((number, mark)) => {
            let stars = !mark.is_empty() && mark.bytes().all(|byte| byte == b'*');
            // A number behind a number may be another number.
            let count = number.ends_with(' ') && matches!(mark.as_bytes(), [b'1'..=b'9']);
            if stars || count { number } else { bare }
        }
        None => bare,
    };
    let bare = bare.trim_end();
    (bare.len() < text.len() && Notation::of(bare).is_some()).then_some(bare)
}

/// A number in which letters stand for digits they look like, with the digits: `2O.8301` is `20.8301`.
pub fn with_digits(text: &str) -> Option<String> {
    let digit = |c: char| match c {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        c => c,
    };
    let letters = text.chars().filter(|&c| digit(c) != c).count();
    // What is letters for the most part is a word.
    let is_number = letters > 0 && text.bytes().filter(u8::is_ascii_digit).count() >= letters;
    let meant = || text.chars().map(digit).collect::<String>();
    is_number.then(meant).filter(|meant| Notation::of(meant).is_some())
}

/// A number without its unit and its sign.
struct Body<'a> {
    digits: &'a str,
    negative: bool,
}

/// Words of currencies as they are written, the longer before those that end like them.
const CURRENCIES: [(&str, Currency); 20] = [
    ("đồng", Currency::Vnd),
    ("Đồng", Currency::Vnd),
    ("ĐỒNG", Currency::Vnd),
    ("dong", Currency::Vnd),
    ("Dong", Currency::Vnd),
    ("DONG", Currency::Vnd),
    ("Vnđ", Currency::Vnd),
    ("Vnd", Currency::Vnd),
    ("VNĐ", Currency::Vnd),
    ("vnđ", Currency::Vnd),
    ("VND", Currency::Vnd),
    ("vnd", Currency::Vnd),
    ("₫", Currency::Vnd),
    ("đ", Currency::Vnd),
    ("USD", Currency::Usd),
    ("US$", Currency::Usd),
    ("$", Currency::Usd),
    ("EUR", Currency::Eur),
    ("€", Currency::Eur),
    ("Đ", Currency::Vnd),
];

/// The currency a text is the word of, and nothing else.
pub fn currency(text: &str) -> Option<Currency> {
    CURRENCIES.iter().find(|(word, _)| *word == text).map(|&(_, currency)| currency)
}

fn body(text: &str) -> Option<(Body<'_>, Unit)> {
    let text = text.trim();
    // Most cells that are no number are told by their first letter.
    let first = text.chars().next()?;
    if !(first.is_ascii_digit()
        || matches!(first, '-' | '+' | '(' | '.' | ',' | '\u{2212}' | '$' | '€' | '₫' | 'U' | 'E' | 'V'))
    {
        return None;
    }
    let (text, unit) = without_unit(text);
    let (text, parenthesised) =
        text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).map_or((text, false), |rest| (rest, true));
    let (digits, minus) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    if parenthesised && minus {
        return None;
    }
    Some((Body { digits: digits.trim_start_matches(' '), negative: minus || parenthesised }, unit))
}

fn without_unit(text: &str) -> (&str, Unit) {
    // Most numbers have none, and begin and end with what no unit does.
    let bare = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_digit() || b"-+().,".contains(byte));
    if bare(text.as_bytes().first()) && bare(text.as_bytes().last()) {
        return (text, Unit::None);
    }
    if let Some(rest) = text.strip_suffix('%') {
        return (rest.trim_end(), Unit::Percent);
    }
    for (word, currency) in CURRENCIES {
        let rest = text.strip_suffix(word).or_else(|| text.strip_prefix(word));
        // 10Đ is a class of a school.
        if let Some(rest) = rest.filter(|rest| word != "Đ" || !rest.ends_with(|c: char| c.is_ascii_digit())) {
            let rest = rest.trim();
            return (rest, Unit::Money(currency));
        }
    }
    (text, Unit::None)
}

/// Reads digits under a mark; thousands may be parted by the other mark or by spaces, in threes.
fn read(digits: &str, negative: bool, mark: Mark) -> Option<Decimal> {
    let (point, separator) = mark.characters();
    let (whole, fraction) = match digits.split_once(point) {
        Some((_, "")) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    if fraction.len() > 30 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let separator = if whole.contains(separator) { separator } else { ' ' };
    let is_space = |c: char| c == separator || (separator == ' ' && matches!(c, '\u{A0}' | '\u{202F}' | '\u{2009}'));
    let mut groups = whole.split(is_space);
    let first = groups.next()?;
    let grouped = first.len() < whole.len();
    // A group never begins with a zero that stands for nothing: 0.123 has decimals.
    let starts = !grouped || ((1..=3).contains(&first.len()) && !first.starts_with('0'));
    if !starts || (first.is_empty() && (grouped || fraction.is_empty())) || groups.any(|group| group.len() != 3) {
        return None;
    }
    let mut mantissa: i128 = 0;
    for digit in whole.chars().filter(|&c| !is_space(c)).chain(fraction.chars()) {
        mantissa = mantissa.checked_mul(10)?.checked_add(digit.to_digit(10)?.into())?;
    }
    Some(Decimal { mantissa: if negative { -mantissa } else { mantissa }, scale: fraction.len() as u8 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reading(text: &str) -> Option<Reading> {
        Notation::of(text).map(|notation| notation.reading)
    }

    fn value(text: &str, mark: Mark) -> Option<String> {
        parse(text, mark).map(|value| {
            let mut out = String::new();
            value.write(&mut out);
            out
        })
    }

    #[test]
    fn separators_say_what_they_can_mean() {
        for (text, wanted) in [
            ("1234", Some(Reading::Plain)),
            ("-12", Some(Reading::Plain)),
            ("1 234", Some(Reading::Plain)),
            ("1.234", Some(Reading::Either)),
            ("1,234", Some(Reading::Either)),
            ("0.123", Some(Reading::Only(Mark::Point))),
            ("1234,567", Some(Reading::Only(Mark::Comma))),
            ("1,5", Some(Reading::Only(Mark::Comma))),
            ("1.234.567", Some(Reading::Only(Mark::Comma))),
            ("1,234.5", Some(Reading::Only(Mark::Point))),
            ("1.23.4", None),
            ("1.234,5.6", None),
            ("12/2025", None),
            ("1-2", None),
            ("1.", None),
            ("-", None),
            ("()", None),
            ("1e5", None),
        ] {
            assert_eq!(reading(text), wanted, "{text}");
        }
    }

    #[test]
    fn values_are_exact_in_every_dress() {
        assert_eq!(value("1.234.567,50", Mark::Comma).as_deref(), Some("1234567.50"));
        assert_eq!(value("(1.234)", Mark::Comma).as_deref(), Some("-1234"));
        assert_eq!(value("\u{2212}0,5 %", Mark::Comma).as_deref(), Some("-0.5"));
        assert_eq!(value("20.000 đồng", Mark::Comma).as_deref(), Some("20000"));
        assert_eq!(value("US$ 1,250.75", Mark::Point).as_deref(), Some("1250.75"));
        assert_eq!(value("1\u{A0}234\u{A0}567", Mark::Comma).as_deref(), Some("1234567"));
        assert_eq!(value(".5", Mark::Point).as_deref(), Some("0.5"));
    }

    #[test]
    fn units_and_marks_of_notes_are_told_from_numbers() {
        assert_eq!(value("1.500.000 dong", Mark::Comma).as_deref(), Some("1500000"));
        assert_eq!(measured("12 kg"), Some(("12", "kg")));
        assert_eq!(measured("1,5 triệu đồng"), Some(("1,5", "triệu đồng")));
        assert_eq!(measured("50.000đ/hồ sơ"), Some(("50.000", "đ/hồ sơ")));
        assert_eq!(["kg", "12", "12/2024/NĐ-CP", "12/QĐ", "12 Lê Lợi, Huế", "012 a"].map(measured), [None; 6]);
        let bare = ["1200*", "1.400(*)", "1600 (1)", "5¹", "-3**"].map(|text| without_note(text).unwrap());
        assert_eq!(bare, ["1200", "1.400", "1600", "5", "-3"]);
        assert_eq!(["1200", "(5)", "16(1)", "a*", "*"].map(without_note), [None; 5]);
    }

    #[test]
    fn letters_that_look_like_digits_are_told_from_words() {
        let meant = ["2O.8301", "1o6,7", "l2", "3I5"].map(|text| with_digits(text).unwrap());
        assert_eq!(meant, ["20.8301", "106,7", "12", "315"]);
        assert_eq!(["20.8301", "Ol1", "IO", "2A", "l2 kg"].map(with_digits), [const { None }; 5]);
    }

    #[test]
    fn zeros_in_front_make_a_code() {
        assert!(Notation::of("007").is_some_and(|notation| notation.leading_zero));
        assert!(Notation::of("0").is_some_and(|notation| !notation.leading_zero));
        assert!(Notation::of("0.5").is_some_and(|notation| !notation.leading_zero));
    }

    proptest! {
        #[test]
        fn what_the_language_writes_is_read_back(mantissa in any::<i64>(), scale in 0_u8..12) {
            let same = Some(Decimal { mantissa: mantissa.into(), scale });
            prop_assert_eq!(parse(&crate::language::decimal(mantissa, scale), Mark::Comma), same);
            prop_assert_eq!(parse(&crate::language::decimal_en(mantissa, scale), Mark::Point), same);
        }

        #[test]
        fn anything_may_be_asked(text in "\\PC{0,12}") {
            let _ = Notation::of(&text);
        }
    }
}
