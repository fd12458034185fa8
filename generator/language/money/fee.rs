//! What the portal means by a fee of 0: "free", "not filled in" or "see the note".
//!
//! To tell someone that something is free that is not would be worse than to say nothing, so only a note
//! that says free and nothing else is believed.

use super::{Currency, Money};
use crate::language::fold::fold;
use crate::language::letters::is_word;
use crate::language::words::lists;

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
const FREE_WORDS: &str =
    "mien thu nop mat tra phai khong phi le muc va la hoan toan 0 dong d vnd free of charge no fee";
/// Of them, what says so.
const FREE_PHRASES: [&str; 15] = [
    "mien phi",
    "mien le phi",
    "mien thu phi",
    "mien thu le phi",
    "mien nop phi",
    "mien nop le phi",
    "khong thu",
    "khong mat",
    "khong phai nop",
    "khong phai tra",
    "khong nop",
    "0 dong",
    "0 vnd",
    "free",
    "no fee",
];
/// What says so only after a word for fee: alone it may as well answer another question.
const FREE_ANSWERS: [&str; 3] = ["phi khong", "thu khong", "phi la khong"];

/// Whether a note says that nothing is charged, and nothing else.
pub(super) fn says_free(note: &str) -> bool {
    let folded = fold(note);
    let words: Vec<&str> = folded.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    if words.len() > 12 || !words.iter().all(|word| lists(FREE_WORDS, word)) {
        return false;
    }
    let at =
        |at: usize, phrase: &str| phrase.split(' ').eq(words[at..].iter().copied().take(phrase.split(' ').count()));
    let says = |phrase: &str| (0..words.len()).any(|start| at(start, phrase));
    let ends = |phrase: &str| words.len().checked_sub(phrase.split(' ').count()).is_some_and(|start| at(start, phrase));
    // "không miễn phí", "không phải miễn phí": not free.
    if says("khong mien") || says("phai mien") {
        return false;
    }
    FREE_PHRASES.iter().any(|phrase| says(phrase)) || FREE_ANSWERS.iter().any(|phrase| ends(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_note_that_says_nothing_but_free_is_free() {
        for note in [
            "Miễn phí",
            "MIỄN PHÍ.",
            "Miễn lệ phí",
            "Không thu phí",
            "Không thu",
            "không mất phí",
            "Lệ phí: Không",
            "Không thu phí, lệ phí",
            "Phí, lệ phí: Không thu",
            "Miễn phí hoàn toàn",
            "0 đồng",
            "Không phải nộp phí",
            "Không thu lệ phí;",
            "Free of charge",
            "Mức thu: 0 đồng",
        ] {
            assert_eq!(portal_fee(Some(0), note), PortalFee::Free, "{note}");
            assert_eq!(portal_fee(None, note), PortalFee::Free, "{note}");
        }
    }

    #[test]
    fn a_note_with_a_condition_or_another_subject_is_unknown() {
        for note in [
            "",
            "Không",
            "Không có thông tin",
            "Không có",
            "Không quy định",
            "Theo Quy định",
            "Không miễn phí",
            "Miễn lệ phí cho hộ nghèo",
            "Miễn phí đối với các đối tượng sau: người khuyết tật",
            "Công dân thuộc diện được miễn phí phải xuất trình giấy tờ",
            "Miễn phí khi nộp trực tuyến",
            "Mức lệ phí do Hội đồng nhân dân quyết định. Miễn lệ phí cho người có công",
            "09/2025/NQ-HĐND",
            "Nộp trực tuyến là 0 đồng; nộp trực tiếp 20.000 đồng",
            "Đồng",
            "Phí, lệ phí",
            "20.000 đồng",
            "Các trường hợp được miễn nộp lệ phí: trẻ em",
            "Không thu phí lần đầu",
            "Lệ phí cấp đổi Giấy chứng nhận",
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
}
