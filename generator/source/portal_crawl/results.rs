//! The results: a name, "Mã:" and a code each, glued; behind them the keywords, a description, and the page's own words.

use std::ops::Range;

use super::super::is_blank;
use super::super::vocabulary::trimmed;
use super::Doubt;
use super::sections::{FURNITURE_HEAD, Section};
use crate::catalogue::{Bilingual, Edit, Outcome};

const CODE: &str = "Mã: ";
const DESCRIPTION: &str = "Mô tả";

/// Words of the page that say nothing of the procedure: the heads and choices of its form.
const FURNITURE: [&str; 12] = [
    "Chọn cơ quan thực hiện",
    "-- Chọn Tỉnh/ Thành phố --",
    "-- Chọn Phường/ Xã --",
    "-- Chọn Bộ ngành --",
    "-- Chọn Cơ sở --",
    "Hệ thống chỉ hiển thị những cơ quan đã áp dụng dịch vụ công trực tuyến",
    "Tỉnh/ Thành phố",
    "Phường/ Xã",
    "Bộ ngành",
    "Nộp hồ sơ",
    "Đơn vị",
    "Sở",
];

/// What the section says.
#[derive(Debug, Default)]
pub(super) struct Results {
    pub outcomes: Vec<Outcome>,
    pub keywords: Option<Range<usize>>,
    pub description: Option<Range<usize>>,
}

/// Reads the section.
pub(super) fn read(section: &Section, doubts: &mut Vec<Doubt>) -> Results {
    let text = section.text.as_str();
    let mut results = Results::default();
    // A name may have the word; the page's own is the last one before a description.
    let head = text.rmatch_indices(FURNITURE_HEAD).map(|(at, _)| at).find(|&at| text[at..].contains(DESCRIPTION));
    let end = head.unwrap_or(text.len());
    if let Some(head) = head {
        let words = head + FURNITURE_HEAD.len();
        let description = words + text[words..].find(DESCRIPTION).unwrap_or(0);
        results.keywords = says(text, words..description);
        let body = description + DESCRIPTION.len();
        let furniture = furniture(text, body);
        results.description = says(text, body..furniture);
    }
    results.outcomes = outcomes(section, end, doubts);
    results
}

fn says(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let range = trimmed(text, range);
    (!is_blank(&text[range.clone()])).then_some(range)
}

/// Where the page's own words begin that run to the end of the text.
fn furniture(text: &str, from: usize) -> usize {
    let mut end = text.len();
    loop {
        let rest = text[from..end].trim_end();
        match FURNITURE.iter().find(|words| rest.ends_with(**words)) {
            // "Sở" ends agencies' names too: alone it is the page's only between its other words.
            Some(words) if *words != "Sở" || end < text.len() => end = from + rest.len() - words.len(),
            _ if text[end..].starts_with(FURNITURE[0]) => return end,
            _ => return text.len(),
        }
    }
}

fn outcomes(section: &Section, end: usize, doubts: &mut Vec<Doubt>) -> Vec<Outcome> {
    let text = &section.text[..end];
    let mut outcomes = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(CODE) {
        if at < start {
            continue;
        }
        let code_start = at + CODE.len();
        let Some(length) = code_length(&text[code_start..]) else { continue };
        let name = trimmed(text, start..at);
        let code = code_start..code_start + length;
        start = code.end;
        let next = text[code.end..].chars().next();
        let long = text[code.clone()].bytes().rev().take_while(u8::is_ascii_digit).count();
        // "KQ.G01.0000012. Quyết định": the codes of the register have six digits, and some have more.
        if next == Some('.') && long > 1 || (long > 6 && next.is_some_and(|next| !next.is_uppercase())) {
            let why = "where the code ends and the next result begins";
            doubts.push(Doubt::new("crawl/results-not-understood", code.clone(), why));
        }
        let whole = name.start..code.end;
        let named = if name.is_empty() { code.clone() } else { name };
        outcomes.push(outcome(section, whole, named, Some(code)));
    }
    let rest = trimmed(text, start..end);
    if !rest.is_empty() {
        doubts.push(Doubt::new("crawl/results-not-understood", rest.clone(), "a result without a code"));
        outcomes.push(outcome(section, rest.clone(), rest, None));
    }
    outcomes
}

fn outcome(section: &Section, whole: Range<usize>, name: Range<usize>, code: Option<Range<usize>>) -> Outcome {
    Outcome {
        at: section.place(whole),
        code: code.map(|code| section.text[code].into()),
        edit: Edit::Whole,
        name: Bilingual::vi(&section.text[name]),
    }
}

/// The length of the code a text begins with: capitals, digits and marks up to the last digit that
/// something else is glued to; all of it where nothing follows.
fn code_length(text: &str) -> Option<usize> {
    let run = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_')).unwrap_or(text.len());
    let word = &text[..run];
    if run == text.len() || text[run..].trim().is_empty() {
        return (!word.is_empty()).then_some(run);
    }
    // The next name's first letters may be plain ones: of "000001Giay" the code is what ends in a digit
    // before the first small letter.
    let capitals = word.find(|c: char| c.is_ascii_lowercase()).unwrap_or(run);
    let last = word[..capitals].rfind(|c: char| c.is_ascii_digit())?;
    Some(last + 1)
}
