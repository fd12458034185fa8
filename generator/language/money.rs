//! Fees: amounts as citizens read them, and what the portal means by 0.
//!
//! An amount is a whole number of units of its currency; the đồng has no smaller unit in use, and the
//! published fees in other currencies have none either. The portal writes 0 for "free", "not filled in"
//! and "see the note" alike. To tell someone that something is free that is not would be worse than to
//! say nothing, so only a note that says free and nothing else is believed.

use super::fold::fold;
use super::number::{number, number_en};
use super::words::Reader;

/// A currency fees are charged in, by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Currency {
    /// Vietnamese đồng.
    Vnd,
    /// United States dollar: fees at embassies.
    Usd,
    /// Euro.
    Eur,
}

impl Currency {
    /// The ISO 4217 code: `VND`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vnd => "VND",
            Self::Usd => "USD",
            Self::Eur => "EUR",
        }
    }

    /// The currency a word names: a code, a sign, or its name as the portal writes it (`Việt Nam Đồng`).
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let mut reader = Reader::new(folded.trim());
        let currency = currency(&mut reader)?;
        reader.is_done().then_some(currency)
    }
}

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money {
    /// The currency.
    pub currency: Currency,
    /// Whole units of it.
    pub amount: i64,
}

impl Money {
    /// So many đồng.
    pub const fn vnd(amount: i64) -> Self {
        Self { currency: Currency::Vnd, amount }
    }

    /// `20.000 ₫`, with a no-break space before the sign.
    pub fn text_vi(self) -> String {
        let sign = if self.currency == Currency::Vnd { "₫" } else { self.currency.code() };
        format!("{}\u{A0}{sign}", number(self.amount))
    }

    /// `20,000 VND`, with a no-break space before the code.
    pub fn text_en(self) -> String {
        format!("{}\u{A0}{}", number_en(self.amount), self.currency.code())
    }
}

/// What the portal says of a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PortalFee {
    /// The record says that nothing is charged.
    Free,
    /// The record names no amount; its note may say where the amount is laid down.
    Unknown,
    /// This much.
    Known(Money),
}

impl PortalFee {
    /// `Miễn phí`, `Chưa có thông tin`, or the amount.
    pub fn text_vi(self) -> String {
        match self {
            Self::Free => "Miễn phí".to_owned(),
            Self::Unknown => "Chưa có thông tin".to_owned(),
            Self::Known(money) => money.text_vi(),
        }
    }

    /// `Free`, `No information yet`, or the amount.
    pub fn text_en(self) -> String {
        match self {
            Self::Free => "Free".to_owned(),
            Self::Unknown => "No information yet".to_owned(),
            Self::Known(money) => money.text_en(),
        }
    }
}

/// What a portal record's amount in đồng and its note say together.
///
/// ```
/// use motcua::language::{Money, PortalFee, portal_fee};
/// assert_eq!(portal_fee(Some(0), "Miễn phí"), PortalFee::Free);
/// assert_eq!(portal_fee(Some(0), "Miễn lệ phí cho hộ nghèo"), PortalFee::Unknown);
/// assert_eq!(portal_fee(Some(5000), ""), PortalFee::Known(Money::vnd(5000)));
/// ```
pub fn portal_fee(amount: Option<i64>, note: &str) -> PortalFee {
    portal_fee_in(Currency::Vnd, amount, note)
}

/// [`portal_fee`], where the record names its currency.
pub fn portal_fee_in(currency: Currency, amount: Option<i64>, note: &str) -> PortalFee {
    match amount {
        Some(amount) if amount > 0 => PortalFee::Known(Money { currency, amount }),
        None | Some(0) if says_free(note) => PortalFee::Free,
        _ => PortalFee::Unknown,
    }
}

/// Words a note that says "free" may be made of. Any other word is a condition, or another subject.
const FREE_WORDS: &str = " mien thu nop mat tra phai khong phi le muc va la hoan toan 0 dong d vnd free of charge no fee ";
/// Of them, what says so.
const FREE_PHRASES: [&str; 15] = [
    "mien phi", "mien le phi", "mien thu phi", "mien thu le phi", "mien nop phi", "mien nop le phi",
    "khong thu", "khong mat", "khong phai nop", "khong phai tra", "khong nop", "0 dong", "0 vnd", "free", "no fee",
];
/// What says so only after a word for fee: alone it may as well answer another question.
const FREE_ANSWERS: [&str; 3] = ["phi khong", "thu khong", "phi la khong"];

/// Whether a note says that nothing is charged, and nothing else.
fn says_free(note: &str) -> bool {
    let folded = fold(note);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > 12 || !words.iter().all(|word| FREE_WORDS.contains(&format!(" {word} "))) {
        return false;
    }
    let text = format!(" {} ", words.join(" "));
    let says = |phrase: &str| text.contains(&format!(" {phrase} "));
    // "không miễn phí", "không phải miễn phí": not free.
    if says("khong mien") || says("phai mien") {
        return false;
    }
    FREE_PHRASES.iter().any(|phrase| says(phrase))
        || FREE_ANSWERS.iter().any(|answer| text.trim_end().ends_with(&format!(" {answer}")))
}

/// Reads an amount with its currency: `200.000 VNĐ`, `50.000đ`, `10.000 đồng/lần`, `1,5 triệu đồng`,
/// `25 USD`, and `Miễn phí` as 0 đồng.
///
/// What is charged for may follow a slash, and an explanation without figures may follow in brackets.
/// `None` for a range, a sentence, a number without currency, and for cents.
///
/// ```
/// use motcua::language::{Money, money};
/// assert_eq!(money::parse("10.000 đồng/lần"), Some(Money::vnd(10_000)));
/// assert_eq!(money::parse("theo quy định của HĐND tỉnh"), None);
/// ```
pub fn parse(text: &str) -> Option<Money> {
    if says_free(text) {
        return Some(Money::vnd(0));
    }
    let folded = fold(text);
    let mut reader = Reader::new(folded.trim());
    if reader.any(&[("muc thu", ()), ("le phi", ()), ("phi", ())]).is_some() {
        reader.one_of(&[":"]);
        reader.words("la");
        reader.skip_blanks();
    }
    let sign = currency(&mut reader);
    reader.skip_blanks();
    let amount = amount(&mut reader)?;
    let currency = sign.or_else(|| currency(&mut reader))?;
    if reader.one_of(&["/"]).is_some() {
        let object = reader.take_while(|c| !matches!(c, '(' | '.' | ';'));
        if object.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
    }
    if reader.one_of(&["("]).is_some() {
        reader.take_while(|c| c != ')' && !c.is_ascii_digit());
        if !reader.take(")") {
            return None;
        }
    }
    reader.one_of(&[".", ";"]);
    reader.skip_blanks();
    reader.is_done().then_some(Money { currency, amount })
}

/// Takes a currency's name or sign.
fn currency(reader: &mut Reader<'_>) -> Option<Currency> {
    const NAMES: [(&str, Currency); 12] = [
        ("viet nam dong", Currency::Vnd), ("dong viet nam", Currency::Vnd), ("dong", Currency::Vnd),
        ("vnd", Currency::Vnd), ("d", Currency::Vnd), ("₫", Currency::Vnd), ("usd", Currency::Usd),
        ("do la my", Currency::Usd), ("us$", Currency::Usd), ("$", Currency::Usd), ("eur", Currency::Eur),
        ("€", Currency::Eur),
    ];
    let mut ahead = *reader;
    ahead.skip_blanks();
    // A sign may stand right before its amount: `$25`.
    let found = ahead.any(&NAMES).or_else(|| match ahead.one_of_here(&["₫", "us$", "$", "€"])? {
        "₫" => Some(Currency::Vnd),
        "€" => Some(Currency::Eur),
        _ => Some(Currency::Usd),
    })?;
    *reader = ahead;
    Some(found)
}

/// Takes a whole amount: digits, with points, commas or spaces before each three of them; or a decimal
/// number of thousands, millions or billions.
fn amount(reader: &mut Reader<'_>) -> Option<i64> {
    let mut ahead = *reader;
    let first = ahead.take_while(|c| c.is_ascii_digit());
    let mut value: i64 = first.parse().ok()?;
    let (mut fraction, mut places) = (0, 0);
    let mut separator = None;
    loop {
        let mut group = ahead;
        let Some(found) = group.one_of_here(&[".", ",", " "]) else { break };
        let digits = group.take_while(|c| c.is_ascii_digit());
        if digits.is_empty() {
            break;
        }
        let grouped = digits.len() == 3 && first.len() <= 3 && separator.is_none_or(|s| s == found);
        if grouped {
            value = value.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
            separator = Some(found);
        } else if found != " " && separator != Some(found) && digits.len() <= 2 {
            fraction = digits.parse().ok()?;
            places = digits.len() as u32;
            ahead = group;
            break;
        } else {
            return None;
        }
        ahead = group;
    }
    const SCALES: [(&str, i64); 5] =
        [("nghin", 1_000), ("ngan", 1_000), ("trieu", 1_000_000), ("ty", 1_000_000_000), ("ti", 1_000_000_000)];
    let scale = ahead.any(&SCALES).unwrap_or(1);
    let part = i64::checked_mul(fraction, scale)?;
    let whole = 10_i64.pow(places);
    // Cents, or a fraction of a đồng, are beyond what an amount can say.
    if part % whole != 0 {
        return None;
    }
    *reader = ahead;
    value.checked_mul(scale)?.checked_add(part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_note_that_says_nothing_but_free_is_free() {
        for note in [
            "Miễn phí", "MIỄN PHÍ.", "Miễn lệ phí", "Không thu phí", "Không thu", "không mất phí", "Lệ phí: Không",
            "Không thu phí, lệ phí", "Phí, lệ phí: Không thu", "Miễn phí hoàn toàn", "0 đồng", "Không phải nộp phí",
            "Không thu lệ phí;", "Free of charge", "Mức thu: 0 đồng",
        ] {
            assert_eq!(portal_fee(Some(0), note), PortalFee::Free, "{note}");
            assert_eq!(portal_fee(None, note), PortalFee::Free, "{note}");
        }
    }

    #[test]
    fn a_note_with_a_condition_or_another_subject_is_unknown() {
        for note in [
            "", "Không", "Không có thông tin", "Không có", "Không quy định", "Theo Quy định", "Không miễn phí",
            "Miễn lệ phí cho hộ nghèo", "Miễn phí đối với các đối tượng sau: người khuyết tật",
            "Công dân thuộc diện được miễn phí phải xuất trình giấy tờ", "Miễn phí khi nộp trực tuyến",
            "Mức lệ phí do Hội đồng nhân dân quyết định. Miễn lệ phí cho người có công", "09/2025/NQ-HĐND",
            "Nộp trực tuyến là 0 đồng; nộp trực tiếp 20.000 đồng", "Đồng", "Phí, lệ phí", "20.000 đồng",
            "Các trường hợp được miễn nộp lệ phí: trẻ em", "Không thu phí lần đầu", "Lệ phí cấp đổi Giấy chứng nhận",
        ] {
            assert_eq!(portal_fee(Some(0), note), PortalFee::Unknown, "{note}");
            assert_eq!(portal_fee(None, note), PortalFee::Unknown, "{note}");
        }
    }

    #[test]
    fn an_amount_stands_whatever_its_note_says_of_others() {
        let note = "8.000 đồng/văn bản. Miễn lệ phí cho hộ nghèo";
        assert_eq!(portal_fee(Some(8000), note), PortalFee::Known(Money::vnd(8000)));
        assert_eq!(portal_fee_in(Currency::Usd, Some(5), "").text_vi(), "5\u{A0}USD");
        assert_eq!(portal_fee(Some(-1), "Miễn phí"), PortalFee::Unknown);
    }

    #[test]
    fn amounts_are_read_in_the_ways_they_are_written() {
        for (text, amount) in [
            ("1 150 000 đồng", 1_150_000), ("1,5 triệu đồng", 1_500_000), ("50 nghìn đồng", 50_000),
            ("Lệ phí: 10.000 đồng", 10_000), ("20.000 ₫", 20_000), ("20.000đ/GCN (chỉ có đất)", 20_000),
            ("200.000,00 đồng", 200_000), ("10.000 đồng/lần đăng ký;", 10_000), ("0 đồng", 0), ("2 tỷ đồng", 2_000_000_000),
        ] {
            assert_eq!(parse(text), Some(Money::vnd(amount)), "{text}");
        }
        assert_eq!(parse("$25"), Some(Money { currency: Currency::Usd, amount: 25 }));
        assert_eq!(parse("1,200 USD").map(Money::text_en).as_deref(), Some("1,200\u{A0}USD"));
    }

    #[test]
    fn what_is_not_one_amount_is_none() {
        for text in [
            "", "20.000", "từ 10.000 đồng đến 20.000 đồng", "10.000 đồng - 20.000 đồng", "25,50 USD", "1.23.456 đồng",
            "10.000 đồng/20 trang", "99999999999999999999 đồng", "10.000 đồng (20.000 đồng nếu gấp)", "đồng", "20.00.000 đồng",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn currencies_are_known_by_the_names_the_portal_uses() {
        assert_eq!(Currency::parse("Việt Nam Đồng"), Some(Currency::Vnd));
        assert_eq!(Currency::parse(" USD "), Some(Currency::Usd));
        assert_eq!(Currency::parse("Kíp"), None);
    }
}
