//! What a person is told, from rules to result.

use super::Verdict;
use super::evaluate::evaluate;
use super::fixture::{Book, answers};
use super::program::Program;
use super::truth::Truth;

fn birth() -> Book {
    Book::new()
        .question("child_birth_date date")
        .question("applicant choice father mother relative other")
        .question("birth_notice bool")
        .question("copies integer 0..20")
        .question("place place")
        .procedure("1.001193")
        .condition("who", "applicant in [father, mother, relative]")
        .condition("born", "child_birth_date <= today")
        .judgement("residence", "when applicant == relative")
        .case("on-time", "when today <= child_birth_date + 60 days")
        .case("late", "when today > child_birth_date + 60 days")
        .document("form", "")
        .document("witness", "cases on-time late when not birth_notice")
        .document("excuse", "cases late")
        .fee("registration", "", "cases late")
        .rate("registration", "01", "5000", "until 2025-07-01")
        .rate("registration", "01", "8000", "from 2025-07-01")
        .rate("registration", "79", "10000", "")
        .fee("copies", "copies * 8000 dong", "when copies > 0")
        .deadline("register", "child_birth_date + 60 days", "cases on-time")
}

fn verdict(program: &Program, given: &str) -> String {
    let evaluation = evaluate(program, &answers(program, given));
    let procedure = &program.procedures[0];
    let because: Vec<&str> = evaluation.verdict_because(procedure).iter().map(|id| &*program.question(id).id).collect();
    format!("{} {}", evaluation.verdict(procedure).word(), because.join(" ")).trim_end().to_owned()
}

fn documents(program: &Program, given: &str) -> String {
    let evaluation = evaluate(program, &answers(program, given));
    let documents = program.procedures[0].documents.iter();
    let words = documents.map(|item| format!("{}:{}", program.name(item.name), evaluation.truth(item.node).word()));
    words.collect::<Vec<_>>().join(" ")
}

fn bill(program: &Program, given: &str) -> String {
    let evaluation = evaluate(program, &answers(program, given));
    let bill = evaluation.bill(&program.procedures[0]);
    format!("{}..{} missing {}", bill.low, bill.high, bill.missing.word())
}

#[test]
fn a_verdict_names_what_it_waits_for() {
    let program = birth().program();
    assert_eq!(verdict(&program, ""), "unknown today child_birth_date applicant");
    assert_eq!(verdict(&program, "applicant=other"), "not-eligible");
    assert_eq!(verdict(&program, "today=2026-03-11 applicant=father"), "unknown child_birth_date");
    assert_eq!(verdict(&program, "today=2026-03-11 applicant=father child_birth_date=?"), "unknown child_birth_date");
    assert_eq!(verdict(&program, "today=2026-03-11 applicant=father child_birth_date=2025"), "eligible");
    assert_eq!(verdict(&program, "today=2026-03-11 applicant=relative child_birth_date=2025"), "agency-decides");
    assert_eq!(verdict(&program, "today=2026-03-11 child_birth_date=2026-04"), "not-eligible");
}

#[test]
fn a_year_of_birth_may_be_enough_for_the_documents() {
    let program = birth().program();
    assert_eq!(documents(&program, "today=2026-03-11"), "form:true witness:unknown excuse:unknown");
    let year = "today=2026-03-11 child_birth_date=2024";
    assert_eq!(documents(&program, year), "form:true witness:unknown excuse:true");
    assert_eq!(documents(&program, "birth_notice=yes"), "form:true witness:false excuse:unknown");
    // One of the two cases holds, whichever it is.
    assert_eq!(documents(&program, "birth_notice=no"), "form:true witness:true excuse:unknown");
}

#[test]
fn a_missing_rate_is_unknown_and_not_zero() {
    let program = birth().program();
    let late = "copies=0 child_birth_date=2020-01-01";
    assert_eq!(bill(&program, &format!("{late} today=2026-01-01 place=01/00004")), "8000..8000 missing false");
    assert_eq!(bill(&program, &format!("{late} today=2025-06-30 place=01")), "5000..5000 missing false");
    assert_eq!(bill(&program, &format!("{late} today=2026-01-01 place=48")), "0..0 missing true");
    assert_eq!(bill(&program, &format!("{late} today=2026-01-01")), "8000..10000 missing unknown");
    assert_eq!(bill(&program, "copies=2 child_birth_date=2026-01-01 today=2026-01-02"), "16000..16000 missing false");
    assert_eq!(bill(&program, "copies=1..3 child_birth_date=2026-01-01 today=2026-01-02"), "8000..24000 missing false");
}

#[test]
fn a_deadline_is_a_day_or_the_days_it_may_be() {
    let program = birth().program();
    let deadline = &program.procedures[0].deadlines[0];
    let of = |given: &str| evaluate(&program, &answers(&program, given)).deadline(deadline);
    let day = |text| super::calendar::day(crate::language::Date::parse_iso(text).unwrap());
    assert_eq!(of("child_birth_date=2026-01-01 today=2026-01-02"), Some((day("2026-03-02"), day("2026-03-02"))));
    assert_eq!(of("child_birth_date=2026-01 today=2026-02-02"), Some((day("2026-03-02"), day("2026-04-01"))));
    assert_eq!(of("child_birth_date=2020-01-01 today=2026-01-02"), None);
}

#[test]
fn a_question_that_does_not_arise_holds_nothing() {
    let program = Book::new()
        .question("married bool")
        .question("spouse choice vn foreign if married")
        .procedure("1")
        .condition("foreign", "spouse == foreign")
        .document("vn", "when spouse == vn")
        .document("not-vn", "when spouse != vn")
        .document("none", "when spouse is none")
        .program();
    assert_eq!(verdict(&program, "married=no"), "not-eligible");
    assert_eq!(verdict(&program, "married=no spouse=foreign"), "not-eligible");
    assert_eq!(verdict(&program, "married=yes"), "unknown spouse");
    assert_eq!(verdict(&program, ""), "unknown married spouse");
    assert_eq!(documents(&program, "married=no"), "vn:false not-vn:true none:true");
    assert_eq!(documents(&program, "married=yes spouse=?"), "vn:unknown not-vn:unknown none:false");
}

#[test]
fn a_dated_change_of_the_law_is_a_date_on_an_item() {
    let program = Book::new()
        .question("born date")
        .question("poor bool")
        .procedure("2")
        .condition_when("age", "age(born) >= 80 years", "until 2025-07-01")
        .condition_when("age", "age(born) >= 75 years or age(born) >= 70 years and poor", "from 2025-07-01")
        .program();
    assert_eq!(verdict(&program, "today=2025-06-30 born=1947-01-01"), "not-eligible");
    assert_eq!(verdict(&program, "today=2025-07-01 born=1947-01-01"), "eligible");
    assert_eq!(verdict(&program, "today=2025-07-01 born=1950"), "unknown born poor");
    assert_eq!(verdict(&program, "today=2025-07-01 born=1953"), "unknown poor");
}

#[test]
fn answers_are_read_as_people_know_them() {
    let program = birth().program();
    let read = |question: &str, text: &str| {
        let question = program.question_id(question).unwrap();
        super::Answer::read(&program, question, text).map(|answer| answer.write(&program, question))
    };
    use super::answer::AnswerError;
    assert_eq!(read("child_birth_date", "1950").as_deref(), Ok("1950-01-01..1950-12-31"));
    assert_eq!(read("child_birth_date", "1950-02").as_deref(), Ok("1950-02-01..1950-02-28"));
    assert_eq!(read("child_birth_date", "1950-02-30"), Err(AnswerError::Form));
    assert_eq!(read("child_birth_date", "1850"), Err(AnswerError::Range));
    assert_eq!(read("child_birth_date", "-"), Err(AnswerError::None));
    assert_eq!(read("applicant", "mother").as_deref(), Ok("mother"));
    assert_eq!(read("applicant", "aunt"), Err(AnswerError::Choice));
    assert_eq!(read("copies", "3").as_deref(), Ok("3"));
    assert_eq!(read("copies", "..5").as_deref(), Ok("0..5"));
    assert_eq!(read("copies", "5..3"), Err(AnswerError::Range));
    assert_eq!(read("place", "01/00004").as_deref(), Ok("01"));
    assert_eq!(read("birth_notice", "?").as_deref(), Ok("?"));
}

#[test]
fn equal_conditions_are_one_node() {
    let once = Book::new().question("born date").procedure("1").condition("a", "age(born) >= 18 years");
    let nodes = once.program().nodes.len();
    let twice = Book::new()
        .question("born date")
        .procedure("1")
        .condition("a", "age(born) >= 18 years")
        .procedure("2")
        .condition("b", "today >= born + 18 years and (true or born < 2000-01-01)");
    assert_eq!(twice.program().nodes.len(), nodes);
}

#[test]
fn a_program_comes_back_from_its_bytes() {
    let program = birth().program();
    let bytes = program.to_bytes();
    assert_eq!(Program::read(&bytes).as_ref(), Ok(&program));
    assert!(bytes.len() < 400, "{} bytes", bytes.len());
}

#[test]
fn verdicts_have_words() {
    assert_eq!(Verdict::AgencyDecides.word(), "agency-decides");
    assert_eq!(Truth::Unknown.word(), "unknown");
}

#[test]
fn questions_are_asked_while_something_can_change() {
    let program = birth().program();
    let mut given = answers(&program, "today=2026-03-11");
    let asked = super::next::interview(&program, &mut given, &[0], |question| {
        let text = match &*program.question(question).id {
            "applicant" => "father",
            "child_birth_date" => "2026-01-01",
            "birth_notice" => "yes",
            "copies" => "0",
            _ => "01",
        };
        super::Answer::read(&program, question, text).unwrap()
    });
    let ids: Vec<&str> = asked.iter().map(|&question| &*program.question(question).id).collect();
    assert_eq!(ids, ["child_birth_date", "applicant", "copies", "place", "birth_notice"]);
    // Nobody is asked for anything once the answer is no.
    let mut given = answers(&program, "today=2026-03-11 applicant=other");
    assert_eq!(super::next::interview(&program, &mut given, &[0], |_| super::Answer::DontKnow), []);
    // A child on time pays no fee by place.
    let on_time =
        answers(&program, "today=2026-01-11 child_birth_date=2026-01-01 applicant=mother birth_notice=no copies=0");
    assert_eq!(super::next::next(&program, &on_time, &[0]), None);
}

#[test]
fn not_knowing_anything_ends_too() {
    let program = birth().program();
    let mut given = answers(&program, "today=2026-03-11");
    let asked = super::next::interview(&program, &mut given, &[0], |_| super::Answer::DontKnow);
    assert_eq!(asked.len(), 5);
}

#[test]
fn what_decides_whether_a_question_arises_is_asked_first() {
    let program = Book::new()
        .question("spouse choice vn foreign if married")
        .question("married bool")
        .procedure("1")
        .condition("foreign", "spouse == foreign")
        .program();
    let next = super::next::next(&program, &answers(&program, ""), &[0]).unwrap();
    assert_eq!(&*program.question(next.question).id, "married");
    assert_eq!(next.remaining, 2);
    assert_eq!(super::next::next(&program, &answers(&program, "married=no"), &[0]), None);
    let next = super::next::next(&program, &answers(&program, "married=?"), &[0]).unwrap();
    assert_eq!(&*program.question(next.question).id, "spouse");
}

#[test]
fn a_single_change_that_would_alter_the_verdict_is_told() {
    let program = Book::new()
        .question("born date")
        .question("poor bool")
        .question("papers many passport visa")
        .procedure("2")
        .condition("age", "age(born) >= 75 years or age(born) >= 70 years and poor")
        .condition("papers", "papers has passport")
        .program();
    let changes = |given: &str| {
        let answers = answers(&program, given);
        let changes = super::explain::changes(&program, &answers, &program.procedures[0]);
        let text = changes.iter().map(|change| {
            let answer = change.answer.write(&program, change.question);
            format!("{}={answer} {}", program.question(change.question).id, change.verdict.word())
        });
        text.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        changes("today=2026-03-11 born=1953-05-01 poor=no papers=passport"),
        "today=2028-05-01 eligible, born=1951-03-11 eligible, poor=yes eligible"
    );
    assert_eq!(changes("today=2026-03-11 born=1950-05-01 poor=no papers=visa"), "papers=passport+visa eligible");
    assert_eq!(changes("today=2026-03-11 born=1980-05-01 poor=no papers=visa"), "");
    assert_eq!(changes("born=1980-05-01"), "");
}

#[test]
fn an_explanation_marks_what_counts() {
    let program = birth().program();
    let evaluation =
        evaluate(&program, &answers(&program, "today=2026-03-11 applicant=other child_birth_date=2026-05-01"));
    let condition = &program.procedures[0].conditions[0];
    let told = evaluation.explain(condition.node);
    assert_eq!((told.truth, told.counts, told.join), (Truth::False, true, super::explain::Join::Answer));
    assert_eq!(told.questions.len(), 1);
    let book = Book::new()
        .question("a bool")
        .question("b bool")
        .question("c bool")
        .procedure("1")
        .condition("all", "a and (b or c)");
    let program = book.program();
    let evaluation = evaluate(&program, &answers(&program, "a=yes b=no c=no"));
    let told = evaluation.explain(program.procedures[0].conditions[0].node);
    let counting: Vec<bool> = told.parts.iter().map(|part| part.counts).collect();
    assert_eq!(counting, [false, true]);
    assert!(told.parts[1].parts.iter().all(|part| part.counts && part.truth.is_false()));
}
