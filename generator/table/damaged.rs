//! What holds whatever the bytes are: a block is refused or read, every question ends, and nothing panics.
//!
//! Damaged bytes are sealed again, so that they get past the checksum as those of somebody hostile would.

use super::engine::Engine;
use super::fixture::{Cell, Files, Table, column};
use super::format::{Place, open, seal};
use super::local::unpack;
use super::value::Kind;
use super::writer::{Layout, ROOT};

/// Numbers that look as if they were random.
struct Seeds(u64);

impl Seeds {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % count.max(1) as u64) as usize
    }
}

const QUESTIONS: [&str; 8] = [
    "sort=-gia&page=2",
    "gia=ge:100&gia=lt:4000&sort=ten&chart=gia",
    "ten=has:an&sort=gia",
    "q=bi*&chart=ten",
    "ma=begins:1&sort=-ma",
    "ten=ne:An+1&gia=null:",
    "gia=ne:3&part=0",
    "ma=eq:7&size=200",
];

fn table() -> Table {
    let columns = vec![column("ten", Kind::Text, 0), column("ma", Kind::Code, 0), column("gia", Kind::Integer, 0)];
    let row = |at: usize| {
        let gia = if at.is_multiple_of(11) { Cell::Null } else { Cell::Number((at * 37 % 5000) as i128, 0) };
        vec![
            Cell::Text(format!("{} {}", ["An", "Bình", "Chi"][at % 3], at % 90)),
            Cell::Text(format!("{}", at % 400)),
            gia,
        ]
    };
    Table { columns, rows: (0..900).map(row).collect() }
}

fn damage(seeds: &mut Seeds, content: &mut Vec<u8>) {
    for _ in 0..1 + seeds.below(3) {
        // Counts stand first.
        let end = if seeds.below(2) == 0 { content.len().min(12) } else { content.len() };
        let at = seeds.below(end);
        match seeds.below(6) {
            0 => content.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << seeds.below(8)),
            1 => content.truncate(at),
            2 => drop(content.splice(at..(at + seeds.below(5)).min(content.len()), [])),
            3 => drop(content.splice(at..at, [255, 255, 255, 255, 15])),
            4 => content.extend_from_within(at..),
            _ => content.iter_mut().skip(at).take(1).for_each(|byte| *byte = seeds.below(256) as u8),
        }
    }
}

/// The block of a name, or what somebody made of it.
fn block(files: &Files, name: &str, seeds: &mut Seeds) -> Vec<u8> {
    let parts: Vec<&str> = name.split(':').collect();
    let [_, file, offset, length] = parts[..] else { panic!("{name}") };
    let (offset, length): (usize, usize) = (offset.parse().unwrap(), length.parse().unwrap());
    // A damaged root names places that are not there.
    let stored = files.get(file).and_then(|file| file.get(offset..offset.checked_add(length)?));
    let Some(bytes) = stored.and_then(|stored| unpack(stored).ok()) else { return Vec::new() };
    let place = Place::of(name).unwrap();
    if seeds.below(3) != 1 || open(&bytes, place).is_err() {
        return bytes;
    }
    let mut content = bytes[8..].to_vec();
    damage(seeds, &mut content);
    seal(place, &content)
}

fn ask_all(engine: &mut Engine, files: &Files, seeds: &mut Seeds) {
    for question in QUESTIONS {
        engine.ask(question);
        let mut rounds = 0;
        loop {
            let wanted = engine.wanted();
            if wanted.is_empty() {
                break;
            }
            rounds += 1;
            assert!(rounds < 60, "blocks are wanted for ever: {question}");
            for name in wanted {
                if !engine.supply(&name, block(files, &name, seeds)) {
                    engine.failed(&name);
                }
            }
        }
        assert!(engine.answer().ends_with('}'));
        let _ = engine.csv();
    }
}

#[test]
fn damaged_blocks_are_refused_or_read() {
    let layout = Layout { span: 16, bins: 40, least: 8, words: 64, ..Layout::default() };
    let (files, _) = table().write(layout);
    let root = unpack(&files[ROOT]).unwrap();
    for seed in 1..150 {
        let mut seeds = Seeds(seed * 0x9E37_79B9);
        let mut engine = Engine::new(&root).unwrap();
        ask_all(&mut engine, &files, &mut seeds);
    }
    let mut read = 0;
    for seed in 1..3000 {
        let mut seeds = Seeds(seed * 0x9E37_79B9);
        let mut content = root[8..].to_vec();
        damage(&mut seeds, &mut content);
        if let Ok(mut engine) = Engine::new(&seal(super::format::root::PLACE, &content)) {
            read += 1;
            if read % 8 == 1 {
                ask_all(&mut engine, &files, &mut seeds);
            }
        }
    }
    assert!(read > 100, "{read} roots were read");
}

#[test]
fn a_block_of_another_place_is_found_out() {
    let (files, _) = table().write(Layout { span: 16, ..Layout::default() });
    let mut engine = Engine::new(&unpack(&files[ROOT]).unwrap()).unwrap();
    engine.ask("size=200");
    let wanted = engine.wanted();
    let honest = |name: &str| block(&files, name, &mut Seeds(0));
    assert!(!engine.supply(&wanted[0], honest(&wanted[1])));
    let mut flipped = honest(&wanted[0]);
    flipped[40] ^= 1;
    assert!(!engine.supply(&wanted[0], flipped));
    assert!(engine.supply(&wanted[0], honest(&wanted[0])));
}

#[test]
fn without_a_filter_s_blocks_there_are_no_rows_and_without_rows_blocks_they_are_empty() {
    let (files, _) = table().write(Layout { span: 16, bins: 40, least: 8, ..Layout::default() });
    let mut engine = Engine::new(&unpack(&files[ROOT]).unwrap()).unwrap();
    let mut lose = |question: &str, letter: u8| {
        engine.ask(question);
        while !engine.wanted().is_empty() {
            for name in engine.wanted() {
                if Place::of(&name).unwrap().letter == letter {
                    engine.failed(&name);
                } else {
                    assert!(engine.supply(&name, block(&files, &name, &mut Seeds(0))));
                }
            }
        }
        serde_json::from_str::<serde_json::Value>(&engine.answer()).unwrap()
    };
    let lost = lose("gia=gt:100", b'b');
    assert_eq!(
        (&lost["stage"], &lost["total"], lost["rows"].as_array().unwrap().len()),
        (&"lost".into(), &().into(), 0)
    );
    let bare = lose("gia=gt:100", b'd');
    assert_eq!((bare["stage"].as_str(), bare["rows"].as_array().unwrap().len()), (Some("full"), 25));
    assert!(bare["rows"][0]["cells"].is_null());
    assert!(bare["total"].as_u64().unwrap() > 700);
}
