//! What the analysis says of all people, against trying every whole answer.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::harness::{Partial, Reference};
use super::{Seeds, checks};
use crate::rules::Answers;
use crate::rules::analysis::observe::{Seen, observe};
use crate::rules::analysis::space::Space;
use crate::rules::calendar;

/// How many whole answers are tried for a program.
const MOST: usize = 30_000;

/// What may be seen of a procedure, one word each.
type Words = BTreeSet<String>;

#[test]
fn what_is_found_of_all_people_is_found_by_trying_them_all() {
    let programs = checks(6_000).div_ceil(25) as u64;
    let counts: Vec<(usize, usize)> = (0..programs)
        .into_par_iter()
        .map(|seed| {
            let mut seeds = Seeds::new(seed ^ 0xA5A5_0000);
            let reference = Reference::any(&mut seeds);
            let whole = Partial {
                answers: Answers::default(),
                possible: reference.asked.iter().map(|asked| asked.values.clone()).collect(),
            };
            if whole.possible.iter().map(Vec::len).product::<usize>() > MOST {
                return (0, 0);
            }
            let compiled = reference.book().compile();
            let mut program = compiled.program.clone();
            let day = |value: &super::reference::Value| match value {
                super::reference::Value::Day(day) => {
                    calendar::day(crate::language::Date::parse_iso(&day.to_string()).unwrap())
                }
                other => panic!("{other:?}"),
            };
            let today = &whole.possible[0];
            (program.questions[0].low, program.questions[0].high) = (day(&today[0]), day(today.last().unwrap()));
            let procedure = &program.procedures[0];
            let space = Space::new(&program, procedure.roots());
            if space.total.is_none() {
                return (0, 0);
            }
            let seen = words_of(&observe(&space, procedure, &compiled.sources[0]));
            let mut expected = Words::new();
            whole.worlds(|values| {
                let outcome = reference.outcome(values);
                if outcome.verdict == "not-eligible" {
                    expected.insert("refused".to_owned());
                    return;
                }
                expected.insert("eligible".to_owned());
                let held: Vec<usize> = (0..outcome.cases.len()).filter(|&at| outcome.cases[at]).collect();
                for (at, &a) in held.iter().enumerate() {
                    expected.insert(format!("case {a}"));
                    expected.extend(held[at + 1..].iter().map(|b| format!("cases {a} {b}")));
                }
                if held.is_empty() && !outcome.cases.is_empty() {
                    expected.insert("no case".to_owned());
                }
                let documents = outcome.documents.iter().enumerate().filter(|(_, applies)| **applies);
                expected.extend(documents.map(|(at, _)| format!("document {at}")));
                let deadlines = outcome.deadlines.iter().enumerate().filter(|(_, day)| day.is_some());
                expected.extend(deadlines.map(|(at, _)| format!("deadline {at}")));
                let gaps = outcome.fees.iter().enumerate().filter(|(_, fee)| fee.is_none());
                expected.extend(gaps.map(|(at, _)| format!("gap {at}")));
            });
            if space.complete {
                assert_eq!(seen, expected, "seed {seed}");
            } else {
                assert!(seen.is_subset(&expected), "seed {seed}: {seen:?} {expected:?}");
            }
            (1, usize::from(space.complete))
        })
        .collect();
    let (tried, complete) = counts.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{tried} programs, {complete} of them looked through");
    assert!(complete * 2 > tried, "{complete} of {tried}");
}

fn words_of(seen: &Seen) -> Words {
    let mut words = Words::new();
    words.extend(seen.eligible.map(|_| "eligible".to_owned()));
    words.extend(seen.refused.map(|_| "refused".to_owned()));
    words.extend(seen.no_case.map(|_| "no case".to_owned()));
    words.extend(seen.case_pairs.keys().map(|(a, b)| format!("cases {a} {b}")));
    let held = |name: &str, which: &[bool]| -> Vec<String> {
        which.iter().enumerate().filter(|(_, applies)| **applies).map(|(at, _)| format!("{name} {at}")).collect()
    };
    words.extend(held("case", &seen.cases));
    words.extend(held("document", &seen.documents));
    words.extend(held("deadline", &seen.deadlines));
    words.extend(seen.fees.iter().enumerate().filter(|(_, fee)| fee.gap.is_some()).map(|(at, _)| format!("gap {at}")));
    words
}
