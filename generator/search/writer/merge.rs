//! Runs to files of terms: every term once, its postings of all runs, split over the two tiers.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Layout, Run, Store};
use crate::search::analysis::{KEY, PAIR, TITLE};
use crate::search::format::Cursor;
use crate::search::format::root::{GROUP, Hash};
use crate::search::format::terms::{self, Builder, Posting};

/// What the root says of terms.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) first: Vec<(Vec<u8>, Hash)>,
    pub(super) second: Vec<(Vec<u8>, Hash)>,
    pub(super) syllables: Vec<(String, u8)>,
    pub(super) terms: usize,
}

/// Files that are packed together: some groups.
const BATCH: usize = 8 * GROUP;

/// Merges runs into the files of both tiers.
pub(super) fn merge<E: Send>(runs: Vec<Run>, layout: &Layout, store: &mut Store<'_, E>) -> Result<Merged, E> {
    let bytes: usize = runs.iter().map(|run| run.bytes.len()).sum();
    let mut first = Held::default();
    // Runs hold about what the second tier will.
    let size = layout.terms[1].max(bytes / layout.files[1].max(1));
    let mut second = Tier::new(3, Sizes { usual: size, most: 2 * size, numbers: size });
    let mut merged = Merged::default();
    let mut readers: Vec<Reader<'_>> = runs.iter().map(|run| Reader::new(&run.bytes)).collect();
    let mut heap: BinaryHeap<Reverse<(Vec<u8>, usize)>> = BinaryHeap::new();
    for (at, reader) in readers.iter_mut().enumerate() {
        if reader.next() {
            heap.push(Reverse((reader.term.clone(), at)));
        }
    }
    let mut postings: Vec<Full> = Vec::new();
    while let Some(Reverse((term, at))) = heap.pop() {
        postings.clear();
        let mut at = at;
        loop {
            readers[at].read(&mut postings);
            if readers[at].next() {
                heap.push(Reverse((readers[at].term.clone(), at)));
            }
            match heap.peek() {
                Some(Reverse((next, run))) if *next == term => at = *run,
                _ => break,
            }
            heap.pop();
        }
        merged.terms += 1;
        note_syllable(&term, &postings, &mut merged.syllables);
        place(&term, &postings, layout, &mut first, &mut second);
        second.flush(store, false)?;
    }
    drop(readers);
    drop(runs);
    merged.second = second.finish(store)?;
    merged.first = first.cut(layout, store)?;
    Ok(merged)
}

/// A posting of a run.
#[derive(Debug, Clone, Copy)]
struct Full {
    document: u32,
    strong: bool,
    impact: u8,
}

/// Splits a term's postings over the tiers.
fn place(term: &[u8], postings: &[Full], layout: &Layout, first: &mut Held, second: &mut Tier) {
    let strong = postings.iter().filter(|posting| posting.strong).count();
    let is_pair = term.contains(&PAIR);
    let posting = |full: &Full| {
        let is_coarse = is_pair && full.strong && layout.coarse_pairs;
        Posting { document: full.document, impact: if is_coarse { coarse(full.impact) } else { full.impact } }
    };
    let count = postings.len() as u32;
    if is_pair && strong == 0 {
        // A pair of bodies alone is no help in finding, only in ordering; one that stands in one body is none at all.
        if count > 1 {
            second.add(term, count, postings.iter().map(posting));
        }
        return;
    }
    let cap = strong.min(layout.strong_cap) + if is_pair { layout.pair_cap } else { layout.cap };
    if postings.len() <= cap + layout.cap / 4 {
        first.add(term, count, postings.iter().map(posting));
        return;
    }
    // The best by impact, those of titles before all others.
    let mut order: Vec<u32> = (0..count).collect();
    order.sort_by_key(|&at| {
        let posting = &postings[at as usize];
        (!posting.strong, Reverse(posting.impact), posting.document)
    });
    let (best, rest) = order.split_at_mut(cap);
    best.sort_unstable();
    rest.sort_unstable();
    first.add(term, count, best.iter().map(|&at| posting(&postings[at as usize])));
    second.add(term, count, rest.iter().map(|&at| posting(&postings[at as usize])));
}

/// One of two impacts for those of a pair, below and above the middle. Of very many documents it finds better: a pair
/// tells that two words belong together, and how long the title is, their own impacts tell.
fn coarse(impact: u8) -> u8 {
    if impact < 8 { 4 } else { 6 }
}

/// Keeps a syllable for the root, if it may be one that people type.
fn note_syllable(term: &[u8], postings: &[Full], syllables: &mut Vec<(String, u8)>) {
    let plain = !term.iter().any(|&byte| matches!(byte, KEY | PAIR | TITLE) || byte.is_ascii_digit());
    let strong = postings.iter().any(|posting| posting.strong);
    if plain
        && term.len() <= 24
        && (strong || postings.len() > 7)
        && let Ok(text) = std::str::from_utf8(term)
    {
        syllables.push((text.to_owned(), postings.len().max(1).ilog2() as u8));
    }
}

/// The terms of tier 1, held until all are known: how large a file is depends on how much there is, and that on how many
/// of the postings are from titles. It is some hundred bytes a document.
#[derive(Default)]
struct Held {
    terms: Vec<(Box<[u8]>, u32)>,
    postings: Vec<u8>,
    /// Where the postings of each term end.
    ends: Vec<usize>,
}

impl Held {
    fn add(&mut self, term: &[u8], documents: u32, postings: impl Iterator<Item = Posting>) {
        self.terms.push((term.into(), documents));
        terms::put_postings(&mut self.postings, postings);
        self.ends.push(self.postings.len());
    }

    fn cut<E: Send>(self, layout: &Layout, store: &mut Store<'_, E>) -> Result<Vec<(Vec<u8>, Hash)>, E> {
        let bytes = self.postings.len() + self.terms.iter().map(|(term, _)| term.len()).sum::<usize>();
        let usual = layout.terms[0].max(bytes / layout.files[0].max(1));
        let most = usual + usual * layout.slack / 16;
        let mut tier = Tier::new(2, Sizes { usual, most, numbers: usual * layout.numbers.max(1) });
        let mut start = 0;
        for ((term, documents), &end) in self.terms.iter().zip(&self.ends) {
            tier.add(term, *documents, terms::postings(&self.postings[start..end]));
            start = end;
            tier.flush(store, false)?;
        }
        tier.finish(store)
    }
}

/// Bytes of the files of a tier.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    /// From which on a file ends where the next syllable begins.
    usual: usize,
    /// From which on it ends amid what begins with one syllable.
    most: usize,
    /// From which on a file of codes and numbers ends.
    numbers: usize,
}

/// Files of one tier in the making.
struct Tier {
    part: usize,
    sizes: Sizes,
    builder: Builder,
    /// The first syllable of the last term.
    last: Vec<u8>,
    waiting: Vec<(Vec<u8>, Vec<u8>)>,
    router: Vec<(Vec<u8>, Hash)>,
}

impl Tier {
    fn new(part: usize, sizes: Sizes) -> Self {
        Self { part, sizes, builder: Builder::default(), last: Vec::new(), waiting: Vec::new(), router: Vec::new() }
    }

    fn add(&mut self, term: &[u8], documents: u32, postings: impl Iterator<Item = Posting>) {
        let syllable = term.split(|&byte| byte == KEY || byte == PAIR).next().unwrap_or_default();
        // A syllable and what begins with it stay together, unless they are too much for one file.
        let size = self.builder.size();
        let is_number = |text: &[u8]| text.first().is_some_and(u8::is_ascii_digit);
        let Sizes { usual, most, numbers } = self.sizes;
        let is_full = match (is_number(&self.last), is_number(syllable)) {
            (true, true) => size > numbers,
            _ => size > most || size > usual && self.last != syllable,
        };
        if is_full {
            self.close();
        }
        self.last.clear();
        self.last.extend_from_slice(syllable);
        self.builder.add(term, documents, postings);
    }

    fn close(&mut self) {
        let builder = std::mem::take(&mut self.builder);
        if !builder.is_empty() {
            self.waiting.push((builder.first.clone(), builder.finish()));
        }
    }

    fn finish<E: Send>(mut self, store: &mut Store<'_, E>) -> Result<Vec<(Vec<u8>, Hash)>, E> {
        self.flush(store, true)?;
        Ok(self.router)
    }

    fn flush<E: Send>(&mut self, store: &mut Store<'_, E>, all: bool) -> Result<(), E> {
        if all {
            self.close();
        } else if self.waiting.len() < BATCH {
            return Ok(());
        }
        let rest = self.waiting.split_off(if all { self.waiting.len() } else { BATCH });
        let (firsts, files): (Vec<_>, Vec<_>) = std::mem::replace(&mut self.waiting, rest).into_iter().unzip();
        self.router.extend(firsts.into_iter().zip(store.put_all(self.part, GROUP, files)?));
        Ok(())
    }
}

/// Reads a run, which this program made: its bytes are as they should be.
struct Reader<'a> {
    cursor: Cursor<'a>,
    term: Vec<u8>,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { cursor: Cursor::new(bytes, 0), term: Vec::new() }
    }

    fn next(&mut self) -> bool {
        !self.cursor.is_done() && self.cursor.front_coded(&mut self.term).is_ok()
    }

    fn read(&mut self, postings: &mut Vec<Full>) {
        let count = self.cursor.number().unwrap_or(0);
        let mut document = 0;
        for _ in 0..count {
            let Ok(number) = self.cursor.number() else { return };
            document += number >> 5;
            postings.push(Full { document, strong: number & 16 != 0, impact: (number & 15) as u8 });
        }
    }
}
