//! A catalogue of the size of a country: 6,000 procedures over 120 questions, for time and bytes.
//!
//! `cargo test --release --lib rules::properties::catalogue -- --nocapture` prints the figures. `MOTCUA_PROGRAM=program.bin`
//! writes the program, for `node tests/rules/speed.mjs program.bin`, which times it in Chromium.

use std::time::{Duration, Instant};

use super::Seeds;
use crate::rules::analysis::{Period, analyse};
use crate::rules::answer::{Answer, Answers};
use crate::rules::evaluate::evaluate;
use crate::rules::fixture::Book;
use crate::rules::next::next;
use crate::rules::program::{Kind, Program, QuestionId, TODAY};
use crate::rules::{Verdict, calendar};

/// A book of so many procedures.
pub(in crate::rules) fn book(procedures: usize) -> Book {
    let mut seeds = Seeds::new(12);
    let mut book = Book::new();
    for at in 0..120 {
        let kind = match at % 10 {
            0..4 => "bool",
            4..6 => "choice a b c d",
            6 => "date",
            7 => "integer 0..100",
            8 => "many a b c d e",
            _ => "money",
        };
        book = book.question(&format!("q{at} {kind}"));
    }
    book = book.question("place place");
    for at in 0..procedures {
        // People of a procedure are asked what belongs together, so questions come from a neighbourhood.
        let around = seeds.below(11) * 10;
        let mut simple = || {
            let question = around + seeds.below(20);
            let question = question.min(119);
            match question % 10 {
                0..4 => format!("{}q{question}", if seeds.one_in(3) { "not " } else { "" }),
                4..6 => format!("q{question} in [{}]", seeds.pick(&["a", "a, b", "c, d", "d"])),
                6 => format!("age(q{question}) {} years", seeds.pick(&[">= 18", "< 60", ">= 75", ">= 14"])),
                7 => format!("q{question} {}", seeds.pick(&[">= 2", "< 5", "> 50", "<= 3"])),
                8 => format!("q{question} has {}", seeds.pick(&["a", "any [b, c]", "all [a, d]"])),
                _ => format!("q{question} <= {}_000 dong", seeds.pick(&["500", "1_500", "36_000"])),
            }
        };
        let (one, two, three) = (simple(), simple(), simple());
        let (case, paper, last) = (simple(), simple(), simple());
        book = book
            .procedure(&format!("{}.{at:06}", 1 + at % 3))
            .condition("first", &one)
            .condition("second", &format!("{two} or {three}"))
            .case("usual", &format!("when {case}"))
            .case("other", &format!("when not ({case})"))
            .document("form", "")
            .document("paper", &format!("when {paper}"))
            .document("proof", &format!("cases other when {last}"))
            .fee("fee", "", "")
            .rate("fee", "01", &(seeds.between(1, 20) * 5000).to_string(), "")
            .rate("fee", "79", &(seeds.between(1, 20) * 5000).to_string(), "")
            .fee("copies", "8000", "cases usual")
            .deadline("soon", &format!("q6 + {} days", seeds.between(1, 12) * 15), "");
    }
    book
}

/// The shortest of a few runs.
fn shortest<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut least = Duration::MAX;
    for _ in 0..runs {
        let start = Instant::now();
        std::hint::black_box(run());
        least = least.min(start.elapsed());
    }
    least
}

fn some_answers(program: &Program, count: usize) -> Answers {
    let mut seeds = Seeds::new(5);
    let mut answers = Answers::default();
    answers.set(TODAY, Some(Answer::value(calendar::day(crate::language::Date::new(2026, 3, 1).unwrap()))));
    for _ in 0..count {
        let question = QuestionId(1 + seeds.below(program.questions.len() - 1) as u16);
        let asked = program.question(question);
        let answer = match asked.kind {
            Kind::Many => Answer::Set { must: 1, may: 1 },
            _ => Answer::value(seeds.between(asked.low, asked.high.min(asked.low + 40_000))),
        };
        answers.set(question, Some(answer));
    }
    answers
}

#[test]
fn a_whole_catalogue_is_screened_and_looked_through() {
    let procedures = if cfg!(debug_assertions) { 200 } else { 6000 };
    let book = book(procedures);
    let start = Instant::now();
    let compiled = book.compile();
    let compiling = start.elapsed();
    let bytes = compiled.program.to_bytes();
    if let Some(path) = std::env::var_os("MOTCUA_PROGRAM") {
        std::fs::write(path, &bytes).unwrap();
    }
    let program = Program::read(&bytes).unwrap();
    assert_eq!(program.procedures.len(), procedures);
    let all: Vec<usize> = (0..procedures).collect();
    println!("{procedures} procedures, {} nodes, {} bytes", program.nodes.len(), bytes.len());
    println!("compile {compiling:?}, read {:?}", shortest(9, || Program::read(&bytes)));
    for count in [0, 5, 20, 60] {
        let answers = some_answers(&program, count);
        let screen = shortest(21, || {
            let evaluation = evaluate(&program, &answers);
            program.procedures.iter().filter(|procedure| evaluation.verdict(procedure) == Verdict::Eligible).count()
        });
        let asking = shortest(9, || next(&program, &answers, &all));
        println!("{count} answers: screen {screen:?}, next question {asking:?}");
    }
    let period = Period::default();
    let start = Instant::now();
    let found = analyse(&book.rules, &compiled, period);
    println!("analysis {:?}, {} findings", start.elapsed(), found.len());
    assert!(found.iter().all(|finding| finding.rule != "rules/not-proven"));
}
