//! The first results once more, now that their titles are here: one that says what was asked, in that order, is meant.
//!
//! Postings know neighbours, and only of the words that were looked up; a title knows all of them. It costs nothing: the
//! blocks are fetched to be shown.

use super::words::FEW;
use crate::search::analysis::{self, each_token};
use crate::search::format::shown::Entry;
use crate::search::question::{Question, Word};

/// So many of the first results are looked at; their blocks are fetched for a page anyway.
pub(super) const LOOKED_AT: usize = 10;

/// What the very marks of a word count, in sixteenths of the word.
const MARKED: u32 = 4;

/// How well a title says what was asked, in sixteenths: the longest run of the question's words that stand in it side by
/// side, those of them that have the very marks once more by a quarter, and all of them with nothing else.
pub(super) fn agreement(question: &Question, entry: &Entry) -> u32 {
    let titles = [Some(&entry.vi), entry.en.as_ref()].into_iter().flatten().map(|texts| texts.title.as_str());
    titles.map(|title| of_title(question, title)).max().unwrap_or(0)
}

/// Words of the question side by side in a title.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    /// Those that matter.
    wanted: u32,
    /// Those of them that have the very marks.
    marked: u32,
    length: u32,
}

fn of_title(question: &Question, title: &str) -> u32 {
    let asked = question.words.len() + question.rest.len();
    let matter = question.words.iter().filter(|word| !word.optional).count();
    // A word of asking may be another; where little else is asked it counts, as it does in looking up.
    let counts = |word: &Word| !word.optional || matter < FEW;
    let wanted = question.words.iter().filter(|word| counts(word)).count() + question.rest.len();
    // The longest run that ends at each word of the question.
    let mut ends = vec![Run::default(); asked];
    let (mut best, mut length) = (Run::default(), 0);
    each_token(title, &mut |token| {
        length += 1;
        for at in (0..asked).rev() {
            let before = at.checked_sub(1).map_or(Run::default(), |before| ends[before]);
            ends[at] = match (question.words.get(at), question.rest.get(at.wrapping_sub(question.words.len()))) {
                (Some(word), _) if word.term == token.term => Run {
                    wanted: before.wanted + u32::from(counts(word)),
                    marked: before.marked + u32::from(word.key.is_some() && word.key == analysis::key(&token)),
                    length: before.length + 1,
                },
                (None, Some(term)) if term == token.term => {
                    Run { wanted: before.wanted + 1, length: before.length + 1, ..before }
                }
                _ => Run::default(),
            };
            best = best.max(ends[at]);
        }
    });
    let is_all = best.length as usize == asked && best.length == length;
    // One word is in many titles.
    let run = if best.length > 1 { best.wanted * 16 + best.marked * MARKED } else { 0 };
    run / (wanted as u32).max(1) + if is_all { 16 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::question::Wording;

    #[test]
    fn a_title_that_says_what_was_asked_agrees() {
        let of = |text: &str, title: &str| of_title(&Wording::default().read(text, &|_| true), title);
        assert_eq!(of("ket hon khai sinh", "Kết hôn, khai sinh"), 32);
        assert_eq!(of("ket hon khai sinh", "Kết hôn, khai sinh lưu động"), 16);
        assert_eq!(of("ket hon khai sinh", "Kết hôn và khai sinh"), 8);
        assert_eq!(of("ket hon lai khai sinh", "Kết hôn, khai sinh"), 8);
        assert!(of("đường bộ", "Đường bộ") > of("đương bộ", "Đường bộ"));
        assert_eq!(of("khai", "Khai sinh khai tử"), 0);
        assert_eq!(of("", ""), 16);
        // Without marks `bang lai` may be words of asking, or the licence.
        assert_eq!(of("doi bang lai", "Cấp đổi Bằng khen"), 10);
    }
}
