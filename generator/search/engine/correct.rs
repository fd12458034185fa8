//! Misspellings: the syllable that was meant, told by its neighbours.
//!
//! Most misspelled Vietnamese syllables are other syllables (`sác nhận` for `xác nhận`), so that a word is suspected not
//! only when the index lacks it, but when no title has it beside its neighbours. Candidates are syllables of the root at a
//! small distance, in which letters that sound alike are half as far; what they are beside of in titles decides.

use super::Engine;
use super::words::Scope;
use crate::search::analysis::pair;
use crate::search::format::root::{Hash, Root};
use crate::search::order;
use crate::search::question::{Question, Word};

/// What can be done about a question that nothing answers whole.
pub(super) enum Correction {
    /// These files would tell.
    Wants(Vec<Hash>),
    /// This was meant.
    To(Question),
    /// Nothing.
    None,
}

/// The most words that are looked into: a question with more is no misspelling.
const SUSPECTS: usize = 4;
/// The most candidates of a word that are looked into.
const CANDIDATES: usize = 24;
/// The most files that are fetched to choose between candidates.
const FILES: usize = 2;

impl Engine {
    /// Corrects the words of a question that are suspect; files are wanted for it only where `fetch` says so.
    pub(super) fn correct(&self, question: &Question, scope: &Scope, fetch: bool) -> Correction {
        let mut corrected = question.clone();
        let (mut changed, mut suspects) = (0, 0);
        let mut scope = scope.to_vec();
        let most = scope.len() + if fetch { FILES } else { 0 };
        for at in 0..question.words.len() {
            if changed == 2 || suspects == SUSPECTS {
                break;
            }
            // A word that there is may be a slip for another where nothing else is wrong.
            let is_known = self.root.commonness(&corrected.words[at].term) > 0;
            let else_wrong = changed > 0 || self.has_unknown_word(question);
            if is_known && else_wrong || !self.is_suspect(&corrected, &scope, at) {
                continue;
            }
            suspects += 1;
            if let Some(term) = self.meant(&corrected, at, &mut scope, most) {
                let word = &mut corrected.words[at];
                *word = Word { text: term.clone(), term, key: None, optional: false, ..word.clone() };
                changed += 1;
            }
        }
        // Chosen once all candidates can be compared, so that the choice is not whose file came first.
        let missing = self.missing(&scope);
        match (changed, missing.is_empty()) {
            (_, false) => Correction::Wants(missing),
            (0, true) => Correction::None,
            _ => Correction::To(corrected),
        }
    }

    fn is_suspect(&self, question: &Question, scope: &Scope, at: usize) -> bool {
        let Some(word) = question.words.get(at).filter(|word| !word.whole && !word.quoted && word.term.len() > 1)
        else {
            return false;
        };
        if word.term.bytes().any(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let unknown = self.root.commonness(&word.term) == 0;
        // The last word may only be unfinished.
        if unknown && question.unfinished && at + 1 == question.words.len() && self.may_grow(word) {
            return false;
        }
        // One does not misspell a word with marks into one that there is.
        let is_written = word.key.as_ref().is_some_and(|key| self.documents_of(scope, key) > 0);
        if word.optional || is_written && !unknown {
            return false;
        }
        let (before, after) = neighbours(question, at);
        let beside = |first: &str, second: &str| self.documents_of(scope, &pair(first, second)) > 0;
        let fits = before.is_some_and(|before| beside(&before.term, &word.term))
            || after.is_some_and(|after| beside(&word.term, &after.term));
        unknown || !fits && (before.is_some() || after.is_some())
    }

    fn may_grow(&self, word: &Word) -> bool {
        let from = self.root.syllables.partition_point(|(syllable, _)| *syllable < word.term);
        self.root.syllables.get(from).is_some_and(|(syllable, _)| syllable.starts_with(&word.term))
    }

    /// The likeliest syllable for a suspect word, if its neighbours speak for one.
    fn meant(&self, question: &Question, at: usize, scope: &mut Vec<Hash>, most: usize) -> Option<String> {
        let word = &question.words[at];
        let (before, after) = neighbours(question, at);
        let unknown = self.root.commonness(&word.term) == 0;
        let mut best: Option<(i64, String)> = None;
        for (cost, log, candidate) in self.candidates(word) {
            let mut evidence = 0;
            if let Some(before) = before {
                evidence += self.documents_of(scope, &pair(&before.term, candidate));
            }
            if let Some(after) = after {
                let term = pair(candidate, &after.term);
                if before.is_none()
                    && scope.len() < most
                    && let Some(hash) = Root::route(&self.root.first, &term)
                    && !scope.contains(&hash)
                {
                    scope.push(hash);
                }
                evidence += self.documents_of(scope, &term);
            }
            if evidence == 0 && (!unknown || before.is_some() || after.is_some()) {
                continue;
            }
            let score = i64::from((evidence + 1).ilog2()) * 4 + i64::from(log) - i64::from(cost) * 5;
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, candidate.to_owned()));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    fn documents_of(&self, scope: &Scope, term: &[u8]) -> u32 {
        self.first(scope, term).map_or(0, |found| found.documents)
    }

    /// Known syllables near a word: distance, log2 of documents, syllable; the nearest and commonest first.
    fn candidates(&self, word: &Word) -> Vec<(u32, u8, &str)> {
        let typed: Vec<u8> = word.term.bytes().collect();
        let most = match typed.len() {
            0..=3 => 2,
            4..=6 => 3,
            _ => 4,
        };
        let sound = sound(&word.term);
        let mut near: Vec<(u32, u8, &str)> = Vec::new();
        for (syllable, log) in &self.root.syllables {
            if syllable.len().abs_diff(typed.len()) > 2 || *syllable == word.term {
                continue;
            }
            let cost = if self::sound(syllable) == sound { 1 } else { distance(&typed, syllable.as_bytes(), most) };
            if cost <= most {
                near.push((cost, *log, syllable));
            }
        }
        order::by(&mut near, |&(cost, log, _)| u64::from(cost) << 8 | u64::from(!log));
        near.truncate(CANDIDATES);
        near
    }
}

fn neighbours(question: &Question, at: usize) -> (Option<&Word>, Option<&Word>) {
    let words = &question.words;
    let before = at.checked_sub(1).and_then(|before| words.get(before)).filter(|_| !words[at].parted);
    let after = words.get(at + 1).filter(|after| !after.parted);
    (before, after)
}

/// How a syllable sounds to someone who confuses what is often confused.
fn sound(syllable: &str) -> String {
    const BEGINNINGS: [(&str, &str); 13] = [
        ("ngh", "ng"),
        ("tr", "ch"),
        ("gi", "d"),
        ("gh", "g"),
        ("ph", "f"),
        ("x", "s"),
        ("r", "d"),
        ("v", "d"),
        ("l", "n"),
        ("k", "c"),
        ("q", "c"),
        ("th", "th"),
        ("dd", "d"),
    ];
    const ENDINGS: [(&str, &str); 5] = [("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"), ("y", "i")];
    let (start, rest) = BEGINNINGS
        .iter()
        .find_map(|(from, to)| syllable.strip_prefix(from).map(|rest| (*to, rest)))
        .unwrap_or(("", syllable));
    let mut out = start.to_owned();
    match ENDINGS.iter().find_map(|(from, to)| rest.strip_suffix(from).map(|rest| (rest, *to))) {
        Some((middle, end)) if !middle.is_empty() => {
            out.push_str(middle);
            out.push_str(end);
        }
        _ => out.push_str(rest),
    }
    out
}

/// The distance of two words: 2 for a letter more, less or other, or two swapped; above `most` it is not worked out.
fn distance(a: &[u8], b: &[u8], most: u32) -> u32 {
    let mut two_ago: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = (0..=b.len() as u32).map(|at| at * 2).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![(i as u32 + 1) * 2];
        for (j, &y) in b.iter().enumerate() {
            let mut cost = (last[j] + if x == y { 0 } else { 2 }).min(last[j + 1] + 2).min(row[j] + 2);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                cost = cost.min(two_ago[j - 1] + 2);
            }
            row.push(cost);
        }
        if row.iter().all(|&cost| cost > most) {
            return most + 1;
        }
        two_ago = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_often_confused_sounds_alike() {
        for (typed, meant) in [("sac", "xac"), ("chu", "tru"), ("say", "xay"), ("nich", "lich"), ("phat", "phac")] {
            assert_eq!(sound(typed), sound(meant));
        }
    }

    #[test]
    fn distances_count_swaps_once() {
        let of = |a: &str, b: &str| distance(a.as_bytes(), b.as_bytes(), 9);
        assert_eq!((of("khai", "khia"), of("khai", "khi"), of("a", "a"), of("", "ab")), (2, 2, 0, 4));
    }
}
