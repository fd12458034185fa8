//! Each finding once, in its words.

use super::{Period, analyse};
use crate::language::Date;
use crate::rules::fixture::Book;
use crate::rules::trial;

/// The findings of one rule, in words.
fn found(book: &Book, rule: &str) -> String {
    let compiled = book.compile();
    assert_eq!(book.show(&compiled.diagnostics), "");
    let day = |text| Date::parse_iso(text).unwrap();
    let period = Period { first: day("2025-01-01"), last: day("2099-12-31") };
    let mut findings = analyse(&book.rules, &compiled, period);
    findings.retain(|finding| finding.rule == rule);
    book.show(&findings)
}

macro_rules! snapshot {
    ($found:expr, $name:literal) => {
        let found = $found;
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/generator/rules/analysis/messages/", $name, ".txt");
        if std::env::var_os("MOTCUA_BLESS").is_some() {
            std::fs::write(path, &found).unwrap();
        }
        assert_eq!(found, std::fs::read_to_string(path).unwrap_or_default());
    };
}

#[test]
fn nobody_can_be_eligible() {
    let book = Book::new()
        .question("born date")
        .question("poor bool")
        .procedure("1")
        .condition("old", "age(born) >= 75 years")
        .condition("young", "age(born) < 60 years or poor and age(born) < 70 years");
    snapshot!(found(&book, "rules/never-eligible"), "never-eligible");
}

#[test]
fn everybody_is_eligible() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition("any", "age(born) < 60 years or today >= born + 50 years");
    snapshot!(found(&book, "rules/always-eligible"), "always-eligible");
}

#[test]
fn an_amount_is_below_zero() {
    let book = Book::new()
        .question("pages integer 0..10000")
        .question("price money 0..1000000000")
        .procedure("1")
        .condition("some", "pages >= 2")
        .fee("copy", "pages * 1000 dong - 5000 dong", "")
        .fee("capped", "max(price * 1% - 3000 dong, 0 dong)", "")
        .fee("over", "price - 10000 dong", "when price > 10000 dong");
    snapshot!(found(&book, "rules/fee-negative"), "fee-negative");
}

#[test]
fn two_cases_hold_on_the_sixtieth_day() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition("born", "born <= today")
        .case("on-time", "when today <= born + 60 days")
        .case("late", "when today >= born + 60 days");
    snapshot!(found(&book, "rules/case-overlap"), "case-overlap");
}

#[test]
fn no_case_holds_on_the_sixtieth_day() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition("born", "born <= today")
        .case("on-time", "when today < born + 60 days")
        .case("late", "when today > born + 60 days");
    snapshot!(found(&book, "rules/case-gap"), "case-gap");
}

fn rates() -> Book {
    Book::new().question("place place").procedure("1").fee("registration", "", "")
}

#[test]
fn two_rates_of_a_fee_apply() {
    let book = rates().rate("registration", "01", "5000", "until 2026-07-01").rate(
        "registration",
        "01",
        "8000",
        "from 2026-06-01",
    );
    snapshot!(found(&book, "rules/fee-overlap"), "fee-overlap");
}

#[test]
fn a_place_has_no_rate() {
    let book = rates().rate("registration", "01", "5000", "").rate("registration", "79", "8000", "from 2026-01-01");
    snapshot!(found(&book, "rules/fee-gap"), "fee-gap");
}

#[test]
fn versions_overlap() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition_when("age", "age(born) >= 80 years", "until 2025-07-02")
        .condition_when("age", "age(born) >= 75 years", "from 2025-07-01");
    snapshot!(found(&book, "rules/version-overlap"), "version-overlap");
}

#[test]
fn versions_leave_a_day_without_one() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition_when("age", "age(born) >= 80 years", "until 2025-06-30")
        .condition_when("age", "age(born) >= 75 years", "from 2025-07-01");
    snapshot!(found(&book, "rules/version-gap"), "version-gap");
}

#[test]
fn a_document_is_never_needed() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition("adult", "age(born) >= 18 years")
        .document("consent", "when age(born) < 18 years")
        .document("form", "");
    snapshot!(found(&book, "rules/unreachable"), "unreachable");
}

#[test]
fn a_condition_can_never_matter() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition("old", "age(born) >= 75 years")
        .condition("adult", "age(born) >= 18 years");
    snapshot!(found(&book, "rules/idle-condition"), "idle-condition");
}

#[test]
fn a_formula_waits_for_what_cannot_change_it() {
    let book = Book::new()
        .question("resident bool")
        .question("married bool")
        .procedure("1")
        .condition("lives-here", "(resident and married) or (resident and not married)");
    snapshot!(found(&book, "rules/needless-question"), "needless-question");
}

#[test]
fn an_answer_can_never_matter() {
    let book = Book::new()
        .question("old bool")
        .question("rich bool")
        .question("tall bool")
        .question("spouse bool if old and not old")
        .procedure("1")
        .condition("old", "old or rich and old")
        .condition("tall", "tall or not tall")
        .document("marriage", "when not spouse");
    snapshot!(found(&book, "rules/dead-question"), "dead-question");
}

#[test]
fn a_question_is_asked_by_no_rule() {
    let book = Book::new()
        .question("born date")
        .question("tall bool")
        .procedure("1")
        .condition("old", "age(born) >= 75 years");
    snapshot!(book.show(&book.compile().diagnostics), "unused-question");
}

#[test]
fn a_question_that_leads_to_another_is_not_needless() {
    // Who has not said how they live there has not been asked whether the owner agrees.
    let book = Book::new()
        .question("home choice own rented")
        .question("owner_agrees bool if home == rented")
        .procedure("1")
        .condition_when("consent", "owner_agrees", "when home == rented");
    assert_eq!(found(&book, "rules/needless-question"), "");
}

#[test]
fn no_test_stands_at_the_boundary() {
    let book = Book::new()
        .question("born date")
        .question("children integer 0..20")
        .procedure("1")
        .condition("born", "born <= today")
        .case("on-time", "when today <= born + 60 days")
        .case("late", "when today > born + 60 days")
        .document("family", "when children >= 3")
        .test("today=2026-03-02 born=2026-01-01 children=3", |expect| expect.fee = None)
        .test("today=2026-01-01 born=2026-01-01 children=3", |expect| expect.fee = None);
    snapshot!(found(&book, "rules/untested-boundary"), "untested-boundary");
}

#[test]
fn what_is_beyond_the_cap_is_said() {
    let mut book = Book::new();
    for at in 0..20 {
        book = book.question(&format!("q{at} bool"));
    }
    let all = (0..20).map(|at| format!("q{at}")).collect::<Vec<_>>().join(", ");
    let book = book.procedure("1").condition("many", &format!("count([{all}]) >= 10"));
    snapshot!(found(&book, "rules/not-proven"), "not-proven");
}

#[test]
fn what_cannot_be_looked_through_at_all_is_said_too() {
    let mut book = Book::new();
    for id in ["a", "b", "c", "d", "e"] {
        book = book.question(&format!("{id} integer 0..1000000"));
    }
    let sums =
        ["a + b + c > 2000", "b + c * 7 + d < 90000", "c - d * 3 + e > 5", "d + e * 11 + a < 777777", "e + a + b > 3"];
    let book = book.procedure("1").condition("sums", &sums.join(" and "));
    assert!(found(&book, "rules/not-proven").contains("in more ways than are looked at"));
}

#[test]
fn rules_in_order_give_nothing() {
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition("born", "born <= today")
        .case("on-time", "when today <= born + 60 days")
        .case("late", "when today > born + 60 days")
        .document("form", "")
        .document("fine", "cases late")
        .test("today=2026-01-01 born=2026-01-01", |_| {})
        .test("today=2026-01-01 born=2026-01-02", |_| {})
        .test("today=2026-03-02 born=2026-01-01", |_| {})
        .test("today=2026-03-03 born=2026-01-01", |_| {});
    let compiled = book.compile();
    let day = |text| Date::parse_iso(text).unwrap();
    let period = Period { first: day("2025-01-01"), last: day("2099-12-31") };
    assert_eq!(book.show(&analyse(&book.rules, &compiled, period)), "");
}

#[test]
fn tests_of_authors_are_run() {
    let placed = |text: &str| crate::rules::model::Placed {
        text: text.into(),
        at: crate::files::Location::bytes(crate::files::FileTable::default().add("rules"), 0..1),
    };
    let book = Book::new()
        .question("born date")
        .procedure("1")
        .condition("adult", "age(born) >= 18 years")
        .case("now", "when age(born) < 60 years")
        .case("old", "when age(born) >= 60 years")
        .document("form", "")
        .fee("fee", "5000", "")
        .deadline("soon", "born + 1 months", "")
        .test("today=2026-01-01 born=2008-01-01", |expect| {
            expect.verdict = Some(placed("eligible"));
            expect.case = Some(placed("now"));
            expect.documents = Some(vec![placed("form")]);
            expect.fee = Some(5000);
            expect.deadlines = vec![(placed("soon"), Date::parse_iso("2008-02-01").unwrap())];
        })
        .test("today=2026-01-01 born=2008-01-02", |expect| expect.verdict = Some(placed("eligible")))
        .test("today=2026-01-01", |expect| {
            expect.verdict = Some(placed("not-eligible"));
            expect.because = Some(vec![]);
            expect.case = Some(placed("old"));
            expect.fee = Some(0);
            expect.documents = Some(vec![]);
        })
        .test("today=yesterday bron=2000-01-01", |_| {});
    let mut book = book;
    // A name nobody knows cannot be written with the fixture's answers.
    book.rules.procedures[0].tests[3].expect.case = Some(placed("nwo"));
    let compiled = book.compile();
    let tried = trial::run(&book.rules, &compiled.program);
    assert_eq!((tried.tests, tried.failed), (4, 3));
    snapshot!(book.show(&tried.diagnostics), "tests");
}
