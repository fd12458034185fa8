//! What is wrong with expressions, in the words authors read.

use crate::rules::fixture::Book;

fn book() -> Book {
    Book::new()
        .question("birth_date date")
        .question("married bool")
        .question("applicant choice father mother")
        .question("papers many passport visa")
        .question("children integer 0..20")
        .question("income money")
        .question("place place")
}

/// What is said of a condition.
fn wrong(condition: &str) -> String {
    let book = book().procedure("1").condition("c", condition);
    let compiled = book.compile();
    let mut errors = compiled.diagnostics;
    errors.retain(|found| found.severity == crate::diagnostic::Severity::Error);
    book.show(&errors)
}

#[test]
fn mistakes_of_types_units_and_names_are_told() {
    let conditions = [
        "birthdate <= today",
        "today <= birth_date + 60",
        "today - birth_date <= 60 days",
        "birth_date >= 75 years",
        "age(birth_date) >= 75",
        "age(birth_date) >= 20 working days",
        "agee(birth_date) >= 75 years",
        "age(children) >= 3 years",
        "birth_date + 1 months + 5 dong < today",
        "today < birth_date + (1 months + 5 days)",
        "birth_date < birth_date + 1 months",
        "income >= 5000000",
        "income >= 5_000_000 dong + children",
        "income * income > 5 dong",
        "children * income > 5 dong",
        "married == yes",
        "married >= true",
        "birth_date and married",
        "children",
        "applicant in [fater]",
        "applicant == children",
        "applicant",
        "papers == passport",
        "papers has any passport",
        "papers has pasport",
        "applicant has father",
        "count(children) >= 2",
        "count(papers)",
        "place == 01",
        "place in [\"Hà Nội\"]",
        "birth_date is none",
        "today in [2026-01-01, 5]",
        "any(married)",
        "[married]",
        "2026-01-01",
    ];
    let found = conditions.iter().map(|condition| {
        let found = wrong(condition);
        assert!(!found.is_empty(), "{condition}");
        found
    });
    let found = found.collect::<Vec<_>>().join("\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/generator/rules/compile/mistakes.txt");
    if std::env::var_os("MOTCUA_BLESS").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(path).unwrap_or_default());
}

#[test]
fn mistakes_of_items_and_questions_are_told() {
    let book = Book::new()
        .question("a bool if b")
        .question("b bool if c")
        .question("c bool if a")
        .question("Age integer 5..3")
        .question("kind choice")
        .question("a bool")
        .procedure("1")
        .case("late", "when b")
        .condition("c", "c")
        .document("form", "cases lat")
        .fee("registration", "5000", "from 2026-01-01 until 2026-01-01")
        .rate("registraton", "01", "5000", "")
        .rate("registration", "Hà Nội", "5000", "")
        .rate("registration", "", "5 days", "")
        .deadline("soon", "5 dong", "");
    let found = book.show(&book.compile().diagnostics);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/generator/rules/compile/items.txt");
    if std::env::var_os("MOTCUA_BLESS").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(path).unwrap_or_default());
}

proptest::proptest! {
    #[test]
    fn no_condition_panics(words in proptest::collection::vec(proptest::sample::select(vec![
        "birth_date", "today", "married", "applicant", "papers", "children", "income", "place", "father", "passport",
        "not", "in", "is none", "has", "has any", "(", ")", "[", "]", ",", "and", "or", "==", "<", ">=", "5", "5 dong",
        "60 days", "9223372036854775807", "2026-01-01", "9999-12-31", "-", "+", "*", "true", "\"01\"", "0.5%", "age(", "count(",
        "any([", "all([", "999999999 years", "400000000 weeks",
    ]), 0..14)) {
        let condition = words.join(" ");
        if crate::rules::syntax::parse(&condition).is_ok() {
            let _ = wrong(&condition);
        }
    }
}

#[test]
fn figures_beyond_any_answer_are_refused() {
    let found = |book: Book| {
        let compiled = book.compile();
        compiled.diagnostics.iter().map(|found| found.message.clone()).collect::<Vec<_>>().join("; ")
    };
    let of = |line: &str| Book::new().question(line).procedure("1");
    let wide = of("wide integer -9223372036854775808..9223372036854775807").condition("w", "wide > 5");
    assert_eq!(found(wide), "the question `wide` allows numbers beyond 1000000000000000");
    let far = of("born date").condition("b", "today <= born - (0 days - 9223372036854775807 days - 1 day)");
    assert_eq!(found(far), "this comes to a number that is too large");
    for id in ["?", "-", "a+b", "Cha", ""] {
        let mut book = of("who choice a").condition("w", "who is not none");
        book.rules.questions[0].choices[0].id = id.into();
        assert!(found(book).contains("cannot be the id of a choice of `who`"), "{id}");
    }
}

#[test]
fn an_id_with_a_hyphen_is_offered_without() {
    let book = || Book::new().question("thu-nhap money").procedure("1").condition("c", "thu-nhap < 5 dong");
    let found: Vec<_> = book().compile().diagnostics.into_iter().map(|found| found.help.unwrap_or_default()).collect();
    assert!(found[0].ends_with("is no word of the language: `thu_nhap` would do"), "{found:?}");
    assert_eq!(&*found[1], "a hyphen takes away: `thu-nhap` cannot be the id of a question");
    // The other way round: the id is right, and the expression takes one answer from another.
    let found = Book::new().question("thu_nhap money").procedure("1").condition("c", "thu-nhap < 5 dong").compile();
    assert_eq!(found.diagnostics[0].help.as_deref(), Some("did you mean `thu_nhap`?"));
}

#[test]
fn an_id_is_not_offered_where_something_is_called_so_already() {
    let book = Book::new().question("thu-nhap money").question("thu_nhap money").procedure("1");
    let found = book.condition("c", "thu_nhap < 5 dong").compile().diagnostics;
    let help = found[0].help.as_deref().unwrap_or_default();
    assert!(help.ends_with("is no word of the language"), "{help}");
}

#[test]
fn the_hint_for_an_unknown_name_is_what_explains_it_best() {
    let helped = |id: &str, condition: &str| {
        let book = Book::new().question(id).question("thue money").procedure("1").condition("c", condition);
        book.compile().diagnostics.pop().and_then(|found| found.help).unwrap_or_default()
    };
    // A part of an id with a hyphen is one only where the whole of it stands.
    assert_eq!(helped("thu-nhap money", "thu < 5 dong"), "did you mean `thue`?");
    assert_eq!(
        helped("thu-nhap money", "thu-nhap < 5 dong"),
        "a hyphen takes away: `thu-nhap` cannot be the id of a question"
    );
    let called = "the question is called `thu-nhap`, which cannot be an id: call it `thu_nhap`";
    assert_eq!(helped("thu-nhap money", "thu_nhap < 5 dong"), called);
    assert_eq!(helped("born date", "todya > 2026-01-01"), "did you mean `today`?");
}

#[test]
fn both_sides_of_and_are_looked_at() {
    let found = wrong("(applicant == fater or birthdate <= today) and income >= 5");
    for told in ["has no choice `fater`", "there is no question `birthdate`", "money is compared with a number"] {
        assert_eq!(found.matches(told).count(), 1, "{told}: {found}");
    }
}
