//! What holds for every file, whatever its bytes: it is refused or read, soon, and every question is answered.
//!
//! `MOTCUA_DAMAGES=1000000` damages so many files of each kind instead of twenty thousand.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::engine::Engine;
use super::format;
use super::format::root::{MOST_DOCUMENTS, Root};
use super::properties::questions::{Known, Seeds, question};
use super::properties::{Store, Telling, seeded};
use super::writer::{Layout, ROOT};

/// Every kind of file, by its letter.
const LETTERS: [u8; 5] = *b"rtdch";
/// Files that are damaged one after another for one question.
const CHUNK: u64 = 200;
/// No file takes so long, not even where tests run slowly beside others.
const TOO_LONG: Duration = Duration::from_secs(30);

/// Bytes that are nearly a file, or not at all.
fn damaged(seeds: &mut Seeds, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    const MOST: [u8; 5] = [255, 255, 255, 255, 15];
    let mut out = bytes.to_vec();
    // Half of them a byte or two away from a file, of which many can be read.
    if seeds.below(2) == 0 {
        for _ in 0..1 + seeds.below(2) {
            // Tables stand first, texts and postings behind them.
            let end = [24, out.len(), out.len()][seeds.below(3)].min(out.len());
            let at = seeds.below(end);
            out[at] = match seeds.below(4) {
                0 => out[at] ^ 1 << seeds.below(8),
                1 => out[at].wrapping_add(1),
                2 => out[at].wrapping_sub(1),
                _ => seeds.next() as u8,
            };
        }
        return out;
    }
    for _ in 0..1 + seeds.below(3) {
        let at = seeds.below(out.len().max(1));
        match seeds.below(7) {
            0 => out.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << seeds.below(8)),
            1 => out.truncate(at),
            2 => drop(out.splice(at..at.saturating_add(seeds.below(9)).min(out.len()), [])),
            3 => out.extend_from_slice(&other[seeds.below(other.len())..]),
            4 => {
                out.truncate(at);
                out.extend_from_slice(&other[at.min(other.len())..]);
            }
            // Numbers, counts among them, that are as high as they can be.
            5 => drop(out.splice(at.min(out.len())..(at + 1).min(out.len()), MOST)),
            _ => {
                out.truncate(4);
                out.extend((0..seeds.below(200)).map(|_| seeds.next() as u8 >> seeds.below(8)));
            }
        }
    }
    out
}

#[test]
fn a_count_of_all_that_can_be_counted_allocates_nothing() {
    const MOST: [u8; 5] = [255, 255, 255, 255, 15];
    let mut after: Vec<Vec<u8>> = vec![vec![], vec![0], vec![1], vec![1, 1], vec![0, 0], vec![3, 1, 0, 0, 0, 0]];
    after.push([&[0, 1, 0, 0, 0, 0][..], &[7; 12], &[0]].concat());
    for letter in *b"rtdch" {
        for start in &after {
            for tail in [0, 40] {
                let bytes = [&[b'm', b'q', letter, format::VERSION][..], start, &MOST, &vec![0; tail]].concat();
                let failed = match letter {
                    b'r' => Engine::new(&bytes).is_err(),
                    b't' => format::terms::Terms::open(bytes.clone()).is_err(),
                    b'c' => format::column::Column::open(&bytes).is_err(),
                    letter => format::shown::read(&bytes, letter).is_err(),
                };
                assert!(failed, "{} {bytes:?}", char::from(letter));
            }
        }
    }
}

/// Bytes that may be anything, as a file of this letter.
fn noise(seeds: &mut Seeds, letter: u8) -> Vec<u8> {
    let mut out = vec![b'm', b'q', letter, format::VERSION];
    let high = seeds.below(8);
    out.extend((0..seeds.below(120)).map(|_| seeds.next() as u8 >> high));
    if seeds.below(20) == 0 {
        out.drain(..seeds.below(out.len()));
    }
    out
}

/// Hands the engine what it still wants, and gives the names of what it took.
fn fill(engine: &mut Engine, store: &Store) -> Vec<String> {
    let mut taken = Vec::new();
    for _ in 0..100 {
        let wanted = engine.wanted();
        if wanted.is_empty() {
            return taken;
        }
        for name in wanted {
            if store.get(&name).is_some_and(|bytes| engine.supply(&name, bytes.clone())) {
                taken.push(name);
            } else {
                engine.failed(&name);
            }
        }
    }
    panic!("files are wanted for ever");
}

/// All that can be asked of an engine.
fn use_up(engine: &mut Engine, store: &Store, text: &str) {
    fill(engine, store);
    assert!(engine.answer().ends_with('}'));
    let document = engine.hits().first().map_or(0, |hit| hit.id);
    let _ = (engine.explain(document), engine.excerpt(text), engine.corrected());
}

/// Damages files of one kind, one after another, under one question; how many were taken all the same.
fn damage(store: &Store, known: &Known, letter: u8, seed: u64) -> u64 {
    let mut seeds = Seeds::new(seed << 8 | u64::from(letter));
    let files: Vec<&Vec<u8>> = store.values().collect();
    let (text, options) = question(&mut seeds, known);
    let options = format!("{options}&facets=1");
    let _telling = Telling(&text, &options);
    let mut engine = Engine::new(&store[ROOT]).unwrap();
    engine.ask(&text, &options);
    // The head answers before anything else is here, and never after.
    let here = if letter == b'h' { engine.wanted() } else { fill(&mut engine, store) };
    let mut names: Vec<&String> = here.iter().filter(|name| store[*name][2] == letter).collect();
    if names.is_empty() {
        // Not of this question: then it is as if somebody's file came unasked.
        names = store.keys().filter(|name| store[*name][2] == letter).collect();
    }
    let mut taken = 0;
    for _ in 0..CHUNK {
        let name = names[seeds.below(names.len())];
        let other = files[seeds.below(files.len())];
        let bytes =
            if seeds.below(5) == 0 { noise(&mut seeds, letter) } else { damaged(&mut seeds, &store[name], other) };
        let start = Instant::now();
        if letter == b'r' {
            let Ok(root) = Root::open(&bytes) else { continue };
            taken += 1;
            assert_eq!(Root::open(&root.write()), Ok(root));
            // An engine is more work than its root.
            if taken % 16 == 1 {
                engine = Engine::new(&bytes).unwrap();
                engine.ask(&text, &options);
                use_up(&mut engine, store, &text);
            }
        } else if engine.supply(name, bytes) {
            taken += 1;
            if letter == b'h' {
                assert!(engine.answer().ends_with('}'));
            } else {
                use_up(&mut engine, store, &text);
            }
        }
        assert!(start.elapsed() < TOO_LONG, "{name} takes {:?}", start.elapsed());
    }
    taken
}

#[test]
fn a_damaged_file_of_any_kind_is_refused_or_read() {
    // Small files, so that there is much to damage in little time.
    let layout = Layout { terms: [200; 2], block: 5, head: 5, ..Layout::default() };
    let (store, known) = seeded(40, &layout);
    assert!(LETTERS.iter().all(|letter| store.values().any(|bytes| bytes[2] == *letter)), "every kind of file");
    let count: u64 = std::env::var("MOTCUA_DAMAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let chunks: Vec<(u8, u64)> =
        LETTERS.iter().flat_map(|&letter| (0..count.div_ceil(CHUNK)).map(move |seed| (letter, seed))).collect();
    let each: Vec<(u8, u64)> =
        chunks.into_par_iter().map(|(letter, seed)| (letter, damage(&store, &known, letter, seed))).collect();
    let mut taken = BTreeMap::new();
    each.into_iter().for_each(|(letter, some)| *taken.entry(char::from(letter)).or_insert(0) += some);
    // Many of both, or little was tried.
    for letter in LETTERS.map(char::from) {
        assert!((count / 20..count * 3 / 4).contains(&taken[&letter]), "{letter}: of {count} {taken:?}");
    }
}

/// Files as large as may be that say as much as they can, which no writer made.
fn largest(letter: u8) -> Vec<u8> {
    let mut out = vec![b'm', b'q', letter, format::VERSION];
    let count = format::LARGEST / 9;
    match letter {
        // Terms of three bytes each, which nothing has.
        b't' => {
            [count, count * 5, count * 3].into_iter().for_each(|number| format::put_number(&mut out, number as u32));
            for at in 0..count as u32 {
                let [_, rest @ ..] = at.to_be_bytes();
                out.extend([0, 3]);
                out.extend(rest);
            }
            out.resize(out.len() + count * 3, 0);
        }
        // A column of documents that have nothing.
        b'c' => {
            format::put_number(&mut out, 0);
            format::put_number(&mut out, MOST_DOCUMENTS);
            out.resize(out.len() + MOST_DOCUMENTS as usize, 0);
        }
        // Documents of nothing but title; for the head all of different words.
        _ => {
            let (most, length) = if letter == b'h' { (2048, 240) } else { (20, 400_000) };
            format::put_number(&mut out, most);
            for at in 0..most {
                if letter == b'h' {
                    format::put_number(&mut out, at);
                }
                out.extend([0, 0, 0]);
                let mut title = String::new();
                for word in 0.. {
                    title.push_str(&format!(
                        "{:x} ",
                        (u64::from(at) << 20 | word).wrapping_mul(0x9E37_79B9) & 0xFFF_FFFF
                    ));
                    if title.len() > length {
                        break;
                    }
                }
                format::put_text(&mut out, &title);
                out.extend([0, 0, 0]);
            }
        }
    }
    out
}

#[test]
fn the_largest_files_are_read_soon() {
    let (store, _) = seeded(40, &Layout::default());
    // By itself: the engine would see by the first term that it is another file.
    let start = Instant::now();
    assert!(format::terms::Terms::open(largest(b't')).is_ok());
    assert!(start.elapsed() < TOO_LONG, "{:?}", start.elapsed());
    for letter in *b"cdh" {
        let bytes = largest(letter);
        let mut engine = Engine::new(&store[ROOT]).unwrap();
        engine.ask("đăng ký", "facets=1&size=100");
        let here = if letter == b'h' { engine.wanted() } else { fill(&mut engine, &store) };
        let name = here.iter().find(|name| store[*name][2] == letter).unwrap();
        let start = Instant::now();
        assert!(engine.supply(name, bytes), "{}", char::from(letter));
        assert!(engine.answer().ends_with('}'));
        assert!(start.elapsed() < TOO_LONG, "{}: {:?}", char::from(letter), start.elapsed());
    }
}
