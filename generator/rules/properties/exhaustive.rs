//! What the analysis says of all people, against trying every whole answer.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::harness::{Partial, Reference, past};
use super::{Seeds, checks};
use crate::rules::Answers;
use crate::rules::analysis::observe::{Seen, observe};
use crate::rules::analysis::space::{Known, Space};
use crate::rules::calendar;

/// How many whole answers are tried for a program.
const MOST: usize = 30_000;

/// What may be seen of a procedure, one word each.
type Words = BTreeSet<String>;

#[test]
fn what_is_found_of_all_people_is_found_by_trying_them_all() {
    let programs = checks(2_500).div_ceil(25) as u64;
    let counts: Vec<(usize, usize)> = (0..programs)
        .into_par_iter()
        .map(|seed| {
            let mut seeds = Seeds::new(seed ^ 0xA5A5_0000);
            let reference = Reference::any(&mut seeds);
            let whole = Partial {
                answers: Answers::default(),
                possible: reference.asked.iter().map(|asked| asked.values.clone()).collect(),
                past: past(&reference.asked),
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
            let space = Space::new(&program, procedure.outcome(), &Known::default());
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
    assert!(complete * 2 >= tried, "{complete} of {tried}");
}

pub(super) fn words_of(seen: &Seen) -> Words {
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

/// Days and lengths that are clearly apart are looked at only where something turns, and nothing is missed by it.
#[test]
fn points_of_two_days_miss_no_class() {
    use crate::rules::analysis::component::components;
    use crate::rules::answer::Possible;
    use crate::rules::fixture::Book;
    use crate::rules::program::{NodeId, QuestionId};

    let lengths = [
        "20 days",
        "45 days",
        "2 months + 20 days",
        "4 months",
        "130 working days",
        "9 months",
        "1 years",
        "14 months",
    ];
    let seeds: Vec<u64> = (0..checks(2_500).div_ceil(250) as u64).collect();
    seeds.into_par_iter().for_each(|seed| {
        let mut seeds = Seeds::new(seed ^ 0x0D_A75);
        let mut book = Book::new()
            .question("born date 2023-12-20..2024-04-10")
            .question("asked date 2024-01-10..2025-06-30")
            .procedure("1");
        for (at, length) in lengths.iter().enumerate() {
            if seeds.one_in(2) {
                continue;
            }
            let sign = *seeds.pick(&["<=", ">", ">="]);
            // `<=` and `>` are one threshold; `>=` another one a day before it.
            book = book.condition(&format!("c{at}"), &format!("asked {sign} born + {length}"));
        }
        let day = calendar::date(calendar::day("2024-02-01".parse_date()) + seeds.between(-30, 400));
        book = book.condition("day", &format!("asked < {day} or born >= 2024-02-29"));
        let program = book.program();
        let nodes = program.reachable(program.procedures[0].roots());
        let found = components(&program, &nodes);
        let component = found.iter().find(|component| component.questions.len() == 2).or(found.first()).unwrap();
        assert!(component.complete, "seed {seed}");
        let classes: BTreeSet<Vec<bool>> = component.classes.iter().map(|class| class.holds.clone()).collect();
        let mut all = BTreeSet::new();
        let mut possible: Vec<Possible> = program.questions.iter().map(|asked| Possible::of(asked, None)).collect();
        let mut try_all = |at: usize, possible: &mut Vec<Possible>| {
            let question = component.questions[at];
            let asked = program.question(question);
            (asked.low..=asked.high).map(|value| (question, value)).for_each(|(QuestionId(slot), value)| {
                possible[usize::from(slot)] = Possible::Number { low: value, high: value, none: false };
                if at + 1 == component.questions.len() {
                    let holds =
                        |&atom: &NodeId| crate::rules::evaluate::node::of_atom(&program, atom, possible).is_true();
                    all.insert(component.atoms.iter().map(holds).collect::<Vec<bool>>());
                }
            });
        };
        if component.questions.len() == 1 {
            try_all(0, &mut possible);
        } else {
            let first = component.questions[0];
            let asked = program.question(first).clone();
            for value in asked.low..=asked.high {
                possible[usize::from(first.0)] = Possible::Number { low: value, high: value, none: false };
                try_all(1, &mut possible);
            }
        }
        assert_eq!(classes, all, "seed {seed}");
    });
}

trait ParseDate {
    fn parse_date(&self) -> crate::language::Date;
}

impl ParseDate for str {
    fn parse_date(&self) -> crate::language::Date {
        crate::language::Date::parse_iso(self).unwrap()
    }
}
