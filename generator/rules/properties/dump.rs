//! Random programs as plain JSON, with what the analysis finds of them, for a solver that knows nothing of ours.
//!
//! `MOTCUA_PROGRAMS=programs.jsonl cargo test --release --lib programs_for_a_solver` writes them; `tests/rules/z3` has the
//! solver. What is written of conditions is the reference's own tree, of which the compiler is given the text.

use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::{Value as Json, json};

use super::exhaustive::words_of;
use super::harness::{Reference, Ruled};
use super::reference::{Asked, Formula, Linear, Move, Moved, Op, PLACES, Sort, Value};
use super::{Seeds, checks};
use crate::language::Date;
use crate::rules::analysis::observe::observe;
use crate::rules::analysis::space::{Known, Space};
use crate::rules::calendar;

/// The days on which it is asked: all of a year and more, where the other tests look at four.
const TODAY: [&str; 2] = ["2023-12-20", "2025-01-20"];

#[test]
fn programs_for_a_solver() {
    let Some(path) = std::env::var_os("MOTCUA_PROGRAMS") else {
        return eprintln!("skipped: MOTCUA_PROGRAMS names no file");
    };
    let rows: Vec<String> = (0..checks(2_500) as u64).into_par_iter().map(row).collect();
    std::fs::write(path, rows.concat()).unwrap();
}

fn row(seed: u64) -> String {
    let mut seeds = Seeds::new(seed ^ 0x23_0000);
    let reference = Reference::any(&mut seeds);
    let book = reference.book();
    let compiled = book.compile();
    let mut program = compiled.program.clone();
    let [low, high] = TODAY.map(|day| calendar::day(Date::parse_iso(day).unwrap()));
    (program.questions[0].low, program.questions[0].high) = (low, high);
    let procedure = &program.procedures[0];
    let space = Space::new(&program, procedure.outcome(), &Known::default());
    let found = space.total.filter(|_| space.complete).map(|_| {
        let seen = observe(&space, procedure, &compiled.sources[0]);
        let mut found = words_of(&seen);
        let fees = seen.fees.iter().enumerate();
        found.extend(fees.filter(|(_, fee)| !fee.pairs.is_empty()).map(|(at, _)| format!("rates {at}")));
        found
    });
    // Rates are told apart by their amounts: equal ones do not overlap.
    let mut amounts = procedure.fees.iter().map(|fee| -> Vec<usize> {
        fee.rates.iter().map(|rate| fee.rates.iter().position(|other| other.1 == rate.1).unwrap_or(0)).collect()
    });
    let when = |ruled: &[Ruled<Formula>]| -> Vec<Json> {
        ruled.iter().map(|item| json!([formula(&item.when), formula(&item.what)])).collect()
    };
    let texts: Vec<&str> = book.rules.procedures[0].expressions().map(|expression| &*expression.text).collect();
    let json = json!({
        "seed": seed,
        "texts": texts,
        "today": [low, high],
        "questions": reference.asked.iter().map(question).collect::<Vec<_>>(),
        "conditions": when(&reference.conditions),
        "cases": reference.cases.iter().map(formula).collect::<Vec<_>>(),
        "documents": reference.documents.iter().map(|item| json!([formula(&item.when), item.what])).collect::<Vec<_>>(),
        "fees": reference.fees.iter().map(|fee| json!({
            "when": formula(&fee.when),
            "rates": fee.what.iter().map(|rate| json!([formula(&rate.when), linear(&rate.what)])).collect::<Vec<_>>(),
            "amounts": amounts.next(),
        })).collect::<Vec<_>>(),
        "deadlines": reference.deadlines.iter().map(|item| json!([formula(&item.when), moved(&item.what)])).collect::<Vec<_>>(),
        "found": found,
    });
    let mut row = String::new();
    let _ = writeln!(row, "{json}");
    row
}

fn question(asked: &Asked) -> Json {
    let sort = match asked.sort {
        Sort::Bool | Sort::Choice | Sort::Number | Sort::Money | Sort::Place => "number",
        Sort::Many => "set",
        Sort::Day => "day",
    };
    let values: Vec<i64> = asked
        .values
        .iter()
        .filter_map(|value| match value {
            Value::None => None,
            Value::Number(value) => Some(*value),
            Value::Set(set) => Some(*set as i64),
            Value::Day(date) => Some(day(*date)),
            Value::Place(place) => Some(*place as i64),
        })
        .collect();
    json!({
        "id": asked.id, "sort": sort, "values": values, "none": asked.none, "past": asked.past,
        "relevant": asked.relevant.as_ref().map(formula),
    })
}

fn day(date: jiff::civil::Date) -> i64 {
    calendar::day(Date::parse_iso(&date.to_string()).unwrap())
}

fn moved(moved: &Moved) -> Json {
    let moves = moved.moves.iter().map(|step| match *step {
        Move::Days(amount) => json!(["days", amount]),
        Move::Weeks(amount) => json!(["days", amount * 7]),
        Move::Working(amount) => json!(["working", amount]),
        Move::Months(amount) => json!(["months", amount]),
        Move::Years(amount) => json!(["months", amount * 12]),
    });
    let moves: Vec<Json> = moves.collect();
    match moved.base {
        Ok(question) => json!({"question": question, "moves": moves}),
        Err(date) => json!({"day": day(date), "moves": moves}),
    }
}

fn linear(sum: &Linear) -> Json {
    json!({"parts": sum.parts, "constant": sum.constant, "share": sum.share.unwrap_or(100_000)})
}

fn op(op: Op) -> &'static str {
    match op {
        Op::Equal => "==",
        Op::NotEqual => "!=",
        Op::Less => "<",
        Op::AtMost => "<=",
        Op::Greater => ">",
        Op::AtLeast => ">=",
    }
}

fn formula(of: &Formula) -> Json {
    let all = |formulas: &[Formula]| formulas.iter().map(formula).collect::<Vec<_>>();
    match of {
        Formula::Constant(holds) => json!(["constant", holds]),
        Formula::Yes(question) => json!(["in", question, [1]]),
        Formula::Chosen(question, choices, false) => json!(["in", question, choices]),
        Formula::Chosen(question, choices, true) => json!(["not", ["in", question, choices]]),
        Formula::At(question, places) => {
            let within = |at: &usize| {
                places.iter().any(|place| PLACES[*at] == *place || PLACES[*at].starts_with(&format!("{place}/")))
            };
            json!(["in", question, (0..PLACES.len()).filter(within).collect::<Vec<_>>()])
        }
        Formula::Has(question, mask, all) => json!(["has", question, mask, all]),
        Formula::Count(question, mask, sign, number) => json!(["count", question, mask, op(*sign), number]),
        Formula::Numbers(left, sign, right) => json!(["numbers", linear(left), op(*sign), linear(right)]),
        Formula::Days(left, sign, right) => json!(["days", moved(left), op(*sign), moved(right)]),
        Formula::Age(from, on, sign, number, unit) => {
            let unit = match unit {
                Move::Months(_) => json!(["months", 1]),
                Move::Years(_) => json!(["months", 12]),
                Move::Weeks(_) => json!(["days", 7]),
                _ => json!(["days", 1]),
            };
            json!(["age", moved(from), moved(on), op(*sign), number, unit])
        }
        Formula::Absent(question) => json!(["absent", question]),
        Formula::Not(of) => json!(["not", formula(of)]),
        Formula::And(parts) => json!(["and", all(parts)]),
        Formula::Or(parts) => json!(["or", all(parts)]),
        Formula::AtLeast(parts, sign, number) => json!(["holding", all(parts), op(*sign), number]),
    }
}
