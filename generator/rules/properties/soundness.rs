//! What is decided stays decided, and is what the reference says of every whole answer.

use rayon::prelude::*;

use super::harness::{Outcome, Partial, Reference, exactly};
use super::reference::Value;
use super::{Seeds, checks};
use crate::rules::answer::Answers;
use crate::rules::calendar;
use crate::rules::evaluate::{Evaluation, Verdict, evaluate};
use crate::rules::program::{Program, QuestionId};
use crate::rules::truth::Truth;

/// How many partial answers are tried on a program.
const EACH: usize = 25;

/// Says which program it was when a check fails.
struct Telling<'a>(u64, &'a Reference);

impl Drop for Telling<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}:", self.0);
            for procedure in &self.1.book().rules.procedures {
                for expression in procedure.expressions() {
                    eprintln!("  {}", expression.text);
                }
            }
            for asked in &self.1.asked {
                eprintln!(
                    "  {} {:?} {:?}",
                    asked.id,
                    asked.none,
                    asked.relevant.as_ref().map(|f| f.text(&self.1.asked))
                );
            }
        }
    }
}

#[test]
fn what_is_decided_is_what_every_whole_answer_gives() {
    let programs = checks(2_500).div_ceil(EACH) as u64;
    (0..programs).into_par_iter().for_each(|seed| {
        let mut seeds = Seeds::new(seed);
        let reference = Reference::any(&mut seeds);
        let _telling = Telling(seed, &reference);
        let program = reference.book().program();
        let bytes = program.to_bytes();
        let read = Program::read(&bytes).unwrap();
        assert_eq!(read, program);
        for _ in 0..EACH {
            let partial = Partial::any(&mut seeds, &program, &reference.asked);
            check(&mut seeds, &reference, &read, &partial);
        }
    });
}

fn check(seeds: &mut Seeds, reference: &Reference, program: &Program, partial: &Partial) {
    let evaluation = evaluate(program, &partial.answers);
    let procedure = &program.procedures[0];
    let verdict = evaluation.verdict(procedure);
    let exact = partial.possible.iter().all(|possible| possible.len() == 1);
    let show = || {
        let given = (0u16..).zip(&reference.asked).map(|(at, asked)| {
            let answer = partial.answers.get(QuestionId(at)).map(|answer| answer.write(program, QuestionId(at)));
            format!("{}={}", asked.id, answer.unwrap_or_default())
        });
        given.collect::<Vec<_>>().join(" ")
    };
    let mut anybody = false;
    partial.worlds(|values| {
        anybody = true;
        let outcome = reference.outcome(values);
        let agrees = agrees(&evaluation, &outcome);
        assert!(agrees.is_none(), "{}: {} for {values:?} of {}", agrees.unwrap_or_default(), outcome.verdict, show());
    });
    if !anybody {
        return;
    }
    if exact {
        assert_ne!(verdict, Verdict::Unknown, "{}", show());
        let open = procedure.roots().into_iter().find(|&root| evaluation.truth(root).is_unknown());
        assert_eq!(open, None, "{}", show());
        assert!(procedure.fees.iter().all(|fee| !evaluation.fee(fee).is_open()), "{}", show());
    }
    stays_unknown_without_the_questions_it_names(seeds, program, &evaluation, partial);
    nothing_changes_when_nothing_is_asked(seeds, program, &evaluation, partial);
}

/// Where no question is left to ask, those that were not asked change nothing on the result page.
fn nothing_changes_when_nothing_is_asked(
    seeds: &mut Seeds,
    program: &Program,
    evaluation: &Evaluation<'_>,
    partial: &Partial,
) {
    let next = crate::rules::next::next(program, &partial.answers, &[0]);
    assert!(next.is_none_or(|next| partial.answers.get(next.question).is_none()));
    if next.is_some() {
        return;
    }
    let mut answers = partial.answers.clone();
    for (at, possible) in (0u16..).zip(&partial.possible) {
        if answers.get(QuestionId(at)).is_none() {
            answers.set(QuestionId(at), Some(exactly(program, QuestionId(at), *seeds.pick::<Value>(possible))));
        }
    }
    if Answers::contradiction(program, &answers.possible(program)).is_some() {
        return;
    }
    let after = evaluate(program, &answers);
    let procedure = &program.procedures[0];
    let verdict = evaluation.verdict(procedure);
    assert_eq!(after.verdict(procedure), verdict);
    if verdict != Verdict::NotEligible {
        for item in procedure.cases.iter().chain(&procedure.documents) {
            assert_eq!(after.truth(item.node), evaluation.truth(item.node), "{}", program.name(item.name));
        }
        for fee in &procedure.fees {
            let (before, after) = (evaluation.fee(fee), after.fee(fee));
            assert!(before == after || before.missing.is_true(), "{before:?} {after:?}");
        }
        for deadline in &procedure.deadlines {
            assert_eq!(after.deadline(deadline), evaluation.deadline(deadline));
        }
    }
}

/// What disagrees, if anything does.
fn agrees(evaluation: &Evaluation<'_>, outcome: &Outcome) -> Option<String> {
    let procedure = &evaluation.program.procedures[0];
    let verdict = evaluation.verdict(procedure);
    if verdict != Verdict::Unknown && verdict.word() != outcome.verdict {
        return Some(format!("the verdict is {}", verdict.word()));
    }
    let items = procedure.cases.iter().chain(&procedure.documents);
    for (item, &holds) in items.zip(outcome.cases.iter().chain(&outcome.documents)) {
        let truth = evaluation.truth(item.node);
        if !truth.is_unknown() && truth != Truth::known(holds) {
            return Some(format!("{} is {}", evaluation.program.name(item.name), truth.word()));
        }
    }
    for (fee, &amount) in procedure.fees.iter().zip(&outcome.fees) {
        let bill = evaluation.fee(fee);
        let fits = match amount {
            None => !bill.missing.is_false(),
            Some(amount) => !bill.missing.is_true() && bill.low <= amount && amount <= bill.high,
        };
        if !fits {
            return Some(format!("{} is {bill:?} and not {amount:?}", evaluation.program.name(fee.name)));
        }
    }
    for (deadline, day) in procedure.deadlines.iter().zip(&outcome.deadlines) {
        let truth = evaluation.truth(deadline.node);
        let range = evaluation.deadline(deadline);
        let fits = match day {
            None => !truth.is_true(),
            Some(day) => {
                let day = calendar::day(crate::language::Date::parse_iso(&day.to_string()).unwrap());
                !truth.is_false() && range.is_some_and(|(low, high)| low <= day && day <= high)
            }
        };
        if !fits {
            return Some(format!("{} is {truth:?} {range:?} and not {day:?}", evaluation.program.name(deadline.name)));
        }
    }
    None
}

/// While the questions it names are not answered further, nothing else decides.
fn stays_unknown_without_the_questions_it_names(
    seeds: &mut Seeds,
    program: &Program,
    evaluation: &Evaluation<'_>,
    partial: &Partial,
) {
    let procedure = &program.procedures[0];
    let because = evaluation.verdict_because(procedure);
    assert_eq!(because.is_empty(), evaluation.verdict(procedure) != Verdict::Unknown);
    let mut answers = partial.answers.clone();
    for (at, possible) in (0u16..).zip(&partial.possible) {
        let question = QuestionId(at);
        if because.contains(question) {
            assert!(!evaluation.possible[usize::from(at)].is_exact());
        } else {
            answers.set(question, Some(exactly(program, question, *seeds.pick::<Value>(possible))));
        }
    }
    // Answers that nobody can give decide nothing.
    let is_absurd = |answers: &Answers| Answers::contradiction(program, &answers.possible(program)).is_some();
    if is_absurd(&answers) {
        return;
    }
    let otherwise = evaluate(program, &answers);
    if !because.is_empty() {
        assert_eq!(otherwise.verdict(procedure), Verdict::Unknown, "others decide than {because:?}");
    }
    refined_keeps(evaluation, &otherwise);
    // And further, to a whole answer.
    let whole: Answers = {
        let mut answers = answers;
        for (at, possible) in (0u16..).zip(&partial.possible) {
            if because.contains(QuestionId(at)) {
                answers.set(QuestionId(at), Some(exactly(program, QuestionId(at), *seeds.pick::<Value>(possible))));
            }
        }
        answers
    };
    if !is_absurd(&whole) {
        refined_keeps(&otherwise, &evaluate(program, &whole));
    }
}

/// What was decided is the same after more was answered.
fn refined_keeps(before: &Evaluation<'_>, after: &Evaluation<'_>) {
    for node in (0..before.program.nodes.len() as u32).map(crate::rules::program::NodeId) {
        let (before, after) = (before.truth(node), after.truth(node));
        assert!(before.is_unknown() || before == after, "{node:?} was {before:?} and is {after:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_harm(bytes in proptest::collection::vec(0u8..20, 0..120), seed in 0u64..200, at in 0usize..2000, byte: u8) {
        let mut forged = vec![b'm', b'q', b'e', crate::rules::program::VERSION];
        forged.extend(bytes);
        use_program(&forged);
        let mut seeds = Seeds::new(seed);
        let mut real = Reference::any(&mut seeds).book().program().to_bytes();
        let at = at % real.len();
        real[at] = byte;
        use_program(&real);
        real.truncate(at);
        proptest::prop_assert!(Program::read(&real).is_err());
    }
}

/// Does all that can be done with a program.
fn use_program(bytes: &[u8]) {
    let Ok(program) = Program::read(bytes) else { return };
    let mut session = crate::rules::session::Session::new(bytes).unwrap();
    let _ = (session.screen(), session.next(""));
    for (question, answer) in [("today", "2024-02-29"), ("qb0", "yes"), ("qn0", "3"), ("qd0", "2024-02-28")] {
        let _ = session.answer(question, answer);
    }
    for procedure in &program.procedures {
        let _ = (session.result(&procedure.code), session.next(&procedure.code));
    }
    let evaluation = evaluate(&program, &Answers::default());
    for procedure in &program.procedures {
        let _ = (evaluation.verdict(procedure), evaluation.verdict_because(procedure), evaluation.bill(procedure));
        for fee in &procedure.fees {
            let _ = evaluation.fee_because(fee, None);
        }
        for deadline in &procedure.deadlines {
            let _ = evaluation.deadline(deadline);
        }
    }
    for (at, question) in (0u16..).zip(&program.questions) {
        let id = QuestionId(at);
        for text in ["?", "-", "1", "yes", "2024", "2024-02-29", "01/1", "c0", "c0+?", "0..3"] {
            if let Ok(answer) = crate::rules::Answer::read(&program, id, text) {
                let _ = answer.write(&program, id);
                let mut answers = Answers::default();
                answers.set(id, Some(answer));
                let _ = evaluate(&program, &answers)
                    .verdict_because(&program.procedures.first().cloned().unwrap_or_default());
            }
        }
        let _ = question.all();
    }
}
