//! The first results once more, now that their titles are here: one that says what was asked, in that order, is meant.
//!
//! Postings know neighbours, and only of the words that were looked up; a title knows all of them. It costs nothing: the
//! blocks are fetched to be shown.

use crate::search::analysis::each_token;
use crate::search::format::shown::Entry;
use crate::search::question::Question;

/// So many of the first results are looked at; their blocks are fetched for a page anyway.
pub(super) const LOOKED_AT: usize = 10;

/// How well a title says what was asked, in sixteenths: the longest run of the question's words that stand in it side by
/// side, and all of them with nothing else.
pub(super) fn agreement(question: &Question, entry: &Entry) -> u32 {
    let titles = [Some(&entry.vi), entry.en.as_ref()].into_iter().flatten().map(|texts| texts.title.as_str());
    titles.map(|title| of_title(question, title)).max().unwrap_or(0)
}

fn of_title(question: &Question, title: &str) -> u32 {
    let asked: Vec<(&str, bool)> = question.all_words().collect();
    let wanted = asked.iter().filter(|(_, optional)| !optional).count() as u32;
    // The longest run that ends at each word of the question, and how many of its words are wanted.
    let mut ends = vec![(0u32, 0u32); asked.len()];
    let (mut best, mut longest, mut length) = (0, 0, 0);
    each_token(title, &mut |token| {
        length += 1;
        for at in (0..asked.len()).rev() {
            let before = at.checked_sub(1).map_or((0, 0), |before| ends[before]);
            let (term, optional) = asked[at];
            ends[at] = if token.term == term { (before.0 + 1, before.1 + u32::from(!optional)) } else { (0, 0) };
            if ends[at].0 > 1 {
                best = best.max(ends[at].1);
            }
            longest = longest.max(ends[at].0);
        }
    });
    let is_all = longest as usize == asked.len() && longest == length;
    best * 16 / wanted.max(1) + if is_all { 16 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::question::Wording;

    #[test]
    fn a_title_that_says_what_was_asked_agrees() {
        let of = |text: &str, title: &str| of_title(&Wording::default().read(text, &|_| true), title);
        assert_eq!(of("dang ky khai sinh", "Đăng ký khai sinh"), 32);
        assert_eq!(of("đăng ký khai sinh", "Đăng ký khai sinh lưu động"), 16);
        assert_eq!(of("đăng ký khai sinh", "Đăng ký lại khai sinh"), 8);
        assert_eq!(of("đăng ký lại khai sinh", "Đăng ký khai sinh"), 8);
        assert_eq!(of("khai", "Khai sinh khai tử"), 0);
        assert_eq!(of("", ""), 16);
    }
}
