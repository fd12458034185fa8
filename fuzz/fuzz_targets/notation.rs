//! Numbers and dates: what has one reading has a value under it, and a value is written so that it is read back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use motcua::dataset::notation::date;
use motcua::dataset::notation::number::{Mark, Notation, Reading, parse};
use motcua::table::Decimal;

fuzz_target!(|text: &str| {
    if let Some(notation) = Notation::of(text) {
        let mark = match notation.reading {
            Reading::Only(mark) => mark,
            Reading::Plain | Reading::Either => Mark::Point,
        };
        let value = parse(text, mark).expect("a number has a value under a mark it can have");
        let mut written = String::new();
        value.write(&mut written);
        assert_eq!(Decimal::parse(&written), Some(value));
    }
    let _ = (date::shape(text), date::month(text));
});
