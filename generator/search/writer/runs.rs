//! Documents to sorted runs: a small index of about a thousand documents each, packed.
//!
//! A run is, of each of its terms in order: the term (front-coded), how many documents have it, and of each document
//! `(document - the one before) * 32 + strong * 16 + impact`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use super::field::{Field, impact};
use super::{Kept, Layout};
use crate::search::analysis::{self, PAIR, Token, each_token};
use crate::search::document::{Corpus, Document, Kind};
use crate::search::format::{LONGEST_TERM, put_number};

/// Documents of a run.
const RUN: usize = 1024;

/// A packed run.
pub(super) struct Run {
    pub(super) bytes: Vec<u8>,
}

/// The runs of a corpus, and what is kept of each document.
pub(super) fn runs(corpus: &dyn Corpus, layout: &Layout) -> (Vec<Run>, Vec<Kept>) {
    let usual_body = usual_body(corpus);
    // Small corpora are cut finer, so that all threads have work; what comes out does not depend on the cuts.
    let size = (corpus.len() / 16).clamp(64, RUN);
    let starts: Vec<usize> = (0..corpus.len()).step_by(size).collect();
    let made: Vec<(Run, Vec<Kept>)> = starts
        .into_par_iter()
        .map(|start| {
            let mut maker = Maker { layout: *layout, usual_body, ..Maker::default() };
            let end = corpus.len().min(start + size);
            let kept = (start..end).map(|at| maker.add(at as u32, &corpus.document(at))).collect();
            (maker.finish(), kept)
        })
        .collect();
    let (runs, kept): (Vec<Run>, Vec<Vec<Kept>>) = made.into_iter().unzip();
    (runs, kept.into_iter().flatten().collect())
}

/// The usual length of a body, from some of the documents.
fn usual_body(corpus: &dyn Corpus) -> u32 {
    let step = corpus.len().div_ceil(256).max(1);
    let lengths: Vec<u32> =
        (0..corpus.len()).into_par_iter().step_by(step).map(|at| body_length(&corpus.document(at))).collect();
    let some: Vec<u32> = lengths.into_iter().filter(|&length| length > 0).collect();
    if some.is_empty() { 1 } else { (some.iter().sum::<u32>() / some.len() as u32).max(1) }
}

fn body_length(document: &Document<'_>) -> u32 {
    document.body.iter().map(|text| count(text)).sum()
}

/// About how many syllables a text has; blanks tell well enough.
fn count(text: &str) -> u32 {
    text.split_ascii_whitespace().count() as u32
}

/// Parts a title that goes on with alternatives and special cases after what it names first: in brackets, or after a
/// stroke or semicolon. What stands there is found, but a short name is not made long by it.
fn head(title: &str) -> (&str, &str) {
    let beside_digit = |at: usize| title[..at].ends_with(|c: char| c.is_ascii_digit());
    let starts_rest = |&(at, c): &(usize, char)| match c {
        '(' | ';' => count(&title[..at]) >= 3,
        '/' => count(&title[..at]) >= 3 && !beside_digit(at),
        _ => false,
    };
    let at = title.char_indices().find(starts_rest).map_or(title.len(), |(at, _)| at);
    title.split_at(at)
}

/// A fast hasher for small keys of our own making: nobody gains by colliding them.
#[derive(Default)]
struct Quick(u64);

impl Quick {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(byte.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.mix(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

type QuickMap<K> = HashMap<K, u32, BuildHasherDefault<Quick>>;

#[derive(Default)]
struct Maker {
    layout: Layout,
    usual_body: u32,
    ids: QuickMap<Box<[u8]>>,
    terms: Vec<Box<[u8]>>,
    pairs: QuickMap<u64>,
    /// Of each pair, its two syllables, and the id it goes by, which follows those of `terms`.
    pair_parts: Vec<(u32, u32)>,
    /// (term, document, strong and impact), pairs apart.
    postings: Vec<(u32, u32, u8)>,
    pair_postings: Vec<(u32, u32, u8)>,
    /// Of the document at hand: term, strong, weight.
    seen: Vec<(u32, bool, u32)>,
    pairs_seen: Vec<(u32, bool, u32)>,
    key: String,
}

impl Maker {
    fn add(&mut self, at: u32, document: &Document<'_>) -> Kept {
        // Who asks for what a list of procedures is about means one of them, unless the list is named and nothing else.
        let is_list = matches!(document.kind, Kind::Legal | Kind::LifeEvent);
        let title = if is_list { Self::reference } else { Self::title };
        let length = title(self, &document.vi.title);
        self.whole_title(&document.vi.title);
        if let Some(en) = &document.en {
            title(self, &en.title);
            self.whole_title(&en.title);
        }
        if self.layout.aliases {
            document.aliases.iter().for_each(|text| self.text(Field::Alias, text, count(text)));
        }
        document.keywords.iter().for_each(|text| self.text(Field::Keyword, text, count(text)));
        self.code(&document.code);
        let cited = if document.kind == Kind::Legal { Field::Code } else { Field::Summary };
        for number in &document.numbers {
            self.text(cited, number, 1);
        }
        let related = document.related.iter().map(|text| count(text)).sum();
        document.related.iter().for_each(|text| self.text(Field::Related, text, related));
        for page in [Some(&document.vi), document.en.as_ref()].into_iter().flatten() {
            self.text(Field::Summary, &page.summary, count(&page.summary));
        }
        let body = body_length(document);
        document.body.iter().for_each(|text| self.text(Field::Body, text, body));
        tally(&mut self.seen, at, self.layout.half, &mut self.postings);
        tally(&mut self.pairs_seen, at, self.layout.half, &mut self.pair_postings);
        Kept {
            length: u8::try_from(length).unwrap_or(u8::MAX),
            rank: document.rank,
            updated: document.updated,
            facets: document.facets.clone(),
        }
    }

    /// Indexes a title, and gives its length: of its head, without the word for procedure that half of them begin with.
    fn title(&mut self, title: &str) -> u32 {
        let (head, rest) = head(title);
        let mut length = 0;
        let mut begins = 0;
        each_token(head, &mut |token| {
            begins += u32::from(length < 2 && matches!((length, token.term), (0, "thu") | (1, "tuc")));
            length += 1;
        });
        if begins == 2 && length > 2 {
            length -= 2;
        }
        self.text(Field::Title, head, length);
        self.text(Field::Keyword, rest, count(rest));
        length
    }

    fn whole_title(&mut self, title: &str) {
        if self.layout.titles
            && let Some(term) = analysis::title(title)
        {
            let id = self.id(&term);
            self.seen.push((id, true, Field::Code.count(&self.layout, 1, self.usual_body)));
        }
    }

    /// Indexes the title of a list; it is never short.
    fn reference(&mut self, title: &str) -> u32 {
        self.text(Field::Keyword, title, count(title));
        u32::from(u8::MAX)
    }

    fn code(&mut self, code: &str) {
        self.text(Field::Code, code, 1);
        if let Some((_, end)) = code.split_once('.')
            && end.len() == 6
        {
            self.text(Field::Code, end, 1);
        }
    }

    fn text(&mut self, field: Field, text: &str, length: u32) {
        let weight = field.count(&self.layout, length, self.usual_body);
        let strong = field.is_strong();
        let mut before: Option<u32> = None;
        each_token(text, &mut |token| {
            let id = self.id(token.term.as_bytes());
            self.seen.push((id, strong, weight));
            if token.whole {
                self.start_of_number(&token, strong, weight);
            }
            if self.layout.keys && matches!(field, Field::Title | Field::Alias | Field::Keyword) {
                self.key_of(&token, strong, weight);
            }
            if self.layout.pairs
                && field != Field::Body
                && !token.parted
                && let Some(before) = before
            {
                let pair = self.pair(before, id);
                self.pairs_seen.push((pair, strong, weight));
            }
            before = Some(id);
        });
    }

    /// People write `15/2020` for `15/2020/TT-BTP`.
    fn start_of_number(&mut self, token: &Token<'_>, strong: bool, weight: u32) {
        let mut slashes = token.term.match_indices('/');
        if let (Some(_), Some((end, _))) = (slashes.next(), slashes.next()) {
            let id = self.id(&token.term.as_bytes()[..end]);
            self.seen.push((id, strong, weight));
        }
    }

    fn key_of(&mut self, token: &Token<'_>, strong: bool, weight: u32) {
        let mut key = std::mem::take(&mut self.key);
        if analysis::key_into(token, &mut key) {
            let mut term = token.term.as_bytes().to_vec();
            term.push(analysis::KEY);
            term.extend_from_slice(key.as_bytes());
            let id = self.id(&term);
            self.seen.push((id, strong, weight));
        }
        self.key = key;
    }

    fn id(&mut self, term: &[u8]) -> u32 {
        let term = &term[..term.len().min(LONGEST_TERM / 2)];
        if let Some(&id) = self.ids.get(term) {
            return id;
        }
        let id = self.terms.len() as u32;
        self.terms.push(term.into());
        self.ids.insert(term.into(), id);
        id
    }

    fn pair(&mut self, first: u32, second: u32) -> u32 {
        let next = self.pair_parts.len() as u32;
        let id = *self.pairs.entry(u64::from(first) << 32 | u64::from(second)).or_insert(next);
        if id == next {
            self.pair_parts.push((first, second));
        }
        id
    }

    fn finish(mut self) -> Run {
        drop((self.ids, self.pairs));
        let mut order: Vec<(Vec<u8>, bool, u32)> =
            self.terms.iter().zip(0..).map(|(term, id)| (term.to_vec(), false, id)).collect();
        order.extend(self.pair_parts.iter().zip(0..).filter_map(|(&(first, second), id)| {
            let (first, second) = (&self.terms[first as usize], &self.terms[second as usize]);
            let whole = first.len() + second.len() < LONGEST_TERM;
            whole.then(|| ([first, &[PAIR][..], second].concat(), true, id))
        }));
        order.sort_unstable();
        let by_term = |postings: &mut Vec<(u32, u32, u8)>, count: usize| {
            // By term, and by document as they came: counting is faster than comparing.
            let mut starts = vec![0u32; count + 1];
            postings.iter().for_each(|(term, ..)| starts[*term as usize + 1] += 1);
            (0..count).for_each(|at| starts[at + 1] += starts[at]);
            let mut next = starts.clone();
            let mut sorted = vec![(0u32, 0u8); postings.len()];
            for (term, document, value) in postings.drain(..) {
                let place = &mut next[term as usize];
                sorted[*place as usize] = (document, value);
                *place += 1;
            }
            (starts, sorted)
        };
        let singles = by_term(&mut self.postings, self.terms.len());
        let pairs = by_term(&mut self.pair_postings, self.pair_parts.len());
        let mut bytes = Vec::new();
        let mut last: Vec<u8> = Vec::new();
        for (term, is_pair, id) in order {
            let (starts, postings) = if is_pair { &pairs } else { &singles };
            let these = &postings[starts[id as usize] as usize..starts[id as usize + 1] as usize];
            let shared = last.iter().zip(&term).take_while(|(a, b)| a == b).count();
            put_number(&mut bytes, shared as u32);
            put_number(&mut bytes, (term.len() - shared) as u32);
            bytes.extend_from_slice(&term[shared..]);
            put_number(&mut bytes, these.len() as u32);
            let mut next = 0;
            for &(document, value) in these {
                put_number(&mut bytes, (document - next) << 5 | u32::from(value));
                next = document;
            }
            last = term;
        }
        bytes.shrink_to_fit();
        Run { bytes }
    }
}

/// Sums up what a document has of each term.
fn tally(seen: &mut Vec<(u32, bool, u32)>, document: u32, half: u32, postings: &mut Vec<(u32, u32, u8)>) {
    seen.sort_unstable();
    for same in seen.chunk_by(|a, b| a.0 == b.0) {
        let (mut strong, mut weak) = (0, 0u32);
        for &(_, is_strong, weight) in same {
            if is_strong {
                strong = strong.max(weight);
            } else {
                weak = weak.saturating_add(weight);
            }
        }
        let value = impact((strong + weak.min(1 << 20)).min(1 << 22), half) | if strong > 0 { 16 } else { 0 };
        postings.push((same[0].0, document, value));
    }
    seen.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_where_its_special_cases_begin() {
        assert_eq!(head("Cấp giấy phép mới (cấp III/cấp IV) và nhà ở").0, "Cấp giấy phép mới ");
        assert_eq!(head("Đăng ký sử dụng/ Thay đổi").0, "Đăng ký sử dụng");
        assert_eq!(head("Hỗ trợ theo Nghị quyết 53/2025/NQ-HĐND").1, "");
        assert_eq!(head("Cấp (mới)").1, "");
    }
}
