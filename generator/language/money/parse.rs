//! Amounts read from text: one amount with its currency, or nothing.

use super::fee::says_free;
use super::{Currency, Money};
use crate::language::fold::fold;
use crate::language::words::{Reader, value as digits_of};

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
    let mut reader = Reader::new(&folded);
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
pub(super) fn currency(reader: &mut Reader<'_>) -> Option<Currency> {
    const NAMES: [(&str, Currency); 12] = [
        ("viet nam dong", Currency::Vnd),
        ("dong viet nam", Currency::Vnd),
        ("dong", Currency::Vnd),
        ("vnd", Currency::Vnd),
        ("d", Currency::Vnd),
        ("₫", Currency::Vnd),
        ("usd", Currency::Usd),
        ("do la my", Currency::Usd),
        ("us$", Currency::Usd),
        ("$", Currency::Usd),
        ("eur", Currency::Eur),
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
    let mut sum = digits_of(first)?;
    let (mut fraction, mut places) = (0, 0);
    let mut separator = None;
    loop {
        let mut group = ahead;
        let Some(found) = group.one_of_here(&[".", ",", " "]) else {
            break;
        };
        let digits = group.take_while(|c| c.is_ascii_digit());
        if digits.is_empty() {
            break;
        }
        let grouped = digits.len() == 3 && first.len() <= 3 && separator.is_none_or(|s| s == found);
        if grouped {
            sum = sum.checked_mul(1000)?.checked_add(digits_of(digits)?)?;
            separator = Some(found);
        } else if found != " " && separator != Some(found) && digits.len() <= 2 {
            fraction = digits_of(digits)?;
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
    sum.checked_mul(scale)?.checked_add(part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_the_ways_they_are_written() {
        for (text, amount) in [
            ("1 150 000 đồng", 1_150_000),
            ("1,5 triệu đồng", 1_500_000),
            ("50 nghìn đồng", 50_000),
            ("Lệ phí: 10.000 đồng", 10_000),
            ("20.000 ₫", 20_000),
            ("20.000đ/GCN (chỉ có đất)", 20_000),
            ("200.000,00 đồng", 200_000),
            ("10.000 đồng/lần đăng ký;", 10_000),
            ("0 đồng", 0),
            ("2 tỷ đồng", 2_000_000_000),
        ] {
            assert_eq!(parse(text), Some(Money::vnd(amount)), "{text}");
        }
        assert_eq!(parse("$25"), Some(Money { currency: Currency::Usd, amount: 25 }));
        assert_eq!(parse("1,200 USD").map(Money::text_en).as_deref(), Some("1,200\u{A0}USD"));
    }

    #[test]
    fn what_is_not_one_amount_is_none() {
        for text in [
            "",
            "20.000",
            "từ 10.000 đồng đến 20.000 đồng",
            "10.000 đồng - 20.000 đồng",
            "25,50 USD",
            "1.23.456 đồng",
            "10.000 đồng/20 trang",
            "99999999999999999999 đồng",
            "10.000 đồng (20.000 đồng nếu gấp)",
            "đồng",
            "20.00.000 đồng",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
