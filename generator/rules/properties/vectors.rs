//! Answers with what comes out of them, for holding the browser's module to the native one.
//!
//! `MOTCUA_VECTORS=vectors.jsonl` writes them; `node tests/rules/agree.mjs vectors.jsonl` replays them in the module.

use std::fmt::Write as _;

use super::harness::{Partial, Reference};
use super::{Seeds, checks};
use crate::rules::evaluate::evaluate;
use crate::rules::program::QuestionId;
use crate::rules::session::Session;

#[test]
fn vectors_for_the_browser() {
    let Some(path) = std::env::var_os("MOTCUA_VECTORS") else {
        return eprintln!("skipped: MOTCUA_VECTORS names no file");
    };
    let mut out = String::new();
    for seed in 0..checks(2_500).div_ceil(5) as u64 {
        let mut seeds = Seeds::new(seed ^ 0x77A5_0000);
        let reference = Reference::any(&mut seeds);
        let program = reference.book().program();
        let bytes = program.to_bytes();
        let hex = bytes.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        for _ in 0..5 {
            let partial = Partial::any(&mut seeds, &program, &reference.asked);
            let mut session = Session::new(&bytes).unwrap();
            let mut given = Vec::new();
            // Nobody answers a part of today.
            if !evaluate(&program, &partial.answers).possible[0].is_exact() {
                continue;
            }
            for (at, asked) in (0u16..).zip(&reference.asked) {
                let answer = partial.answers.get(QuestionId(at)).map(|answer| answer.write(&program, QuestionId(at)));
                let answer = answer.filter(|answer| session.answer(&asked.id, answer).is_ok()).unwrap_or_default();
                given.push(serde_json::json!([asked.id, answer]));
            }
            let row = serde_json::json!({
                "program": hex, "answers": given, "screen": session.screen(),
                "next": session.next("1"), "result": session.result("1"),
            });
            let _ = writeln!(out, "{row}");
        }
    }
    std::fs::write(path, out).unwrap();
}
