use super::*;
use crate::rules::fixture::Book;

#[test]
fn a_result_is_json_of_ids() {
    let book = Book::new()
        .question("born date")
        .question("poor bool")
        .procedure("1")
        .condition("age", "age(born) >= 75 years or poor")
        .document("proof \"x\"", "when poor")
        .fee("fee", "5000", "")
        .deadline("soon", "born + 75 years", "");
    let mut session = Session::new(&book.program().to_bytes()).unwrap();
    assert_eq!(session.answer("today", "2026-01-01"), Ok(()));
    assert_eq!(session.answer("born", "1960-02-03"), Ok(()));
    assert_eq!(session.answer("born", "soon"), Err(AnswerError::Form));
    assert_eq!(session.next("1"), "{\"question\":\"poor\",\"remaining\":1}");
    assert_eq!(session.screen(), [2]);
    session.answer("poor", "no").unwrap();
    assert_eq!((session.screen(), session.next("")), (vec![3], "null".to_owned()));
    let result: serde_json::Value = serde_json::from_str(&session.result("1")).unwrap();
    assert_eq!(result["verdict"], "not-eligible");
    assert_eq!(result["conditions"][0]["why"]["parts"][1]["questions"][0]["answer"], "no");
    assert_eq!(result["documents"][0]["id"], "proof \"x\"");
    assert_eq!(result["total"]["low"], 5000);
    assert_eq!(result["deadlines"][0]["to"], "2035-02-03");
    assert_eq!(result["changes"][0]["answer"], "2035-02-03");
    assert_eq!(session.result("2"), "null");
    session.answer("poor", "").unwrap();
    assert_eq!(session.screen(), [2]);
}

#[test]
fn each_version_stands_for_itself() {
    let book = Book::new()
        .question("born date")
        .question("poor bool")
        .procedure("1")
        .condition_when("age", "age(born) >= 80 years", "until 2025-07-01")
        .condition_when("age", "age(born) >= 75 years", "from 2025-07-01")
        .case("old", "until 2025-07-01 when age(born) >= 80 years")
        .case("old", "from 2025-07-01 when age(born) >= 75 years")
        .document("form", "until 2025-07-01")
        .document("form", "from 2025-07-01")
        .fee("fee", "20000", "until 2025-07-01")
        .fee("fee", "30000", "from 2025-07-01")
        .rate("fee", "", "5000", "when poor")
        .deadline("soon", "born + 75 years", "until 2025-07-01")
        .deadline("soon", "born + 80 years", "from 2025-07-01");
    let mut session = Session::new(&book.program().to_bytes()).unwrap();
    let told = |session: &Session, list: &str, fields: &[&str]| {
        let result: serde_json::Value = serde_json::from_str(&session.result("1")).unwrap();
        let item =
            |item: &serde_json::Value| fields.iter().map(|field| item[field].to_string()).collect::<Vec<_>>().join(" ");
        result[list].as_array().unwrap().iter().map(item).collect::<Vec<_>>().join(", ")
    };
    let fields = ["version", "in_force", "holds"];
    for (day, list, expected) in [
        ("2025-06-30", "conditions", "0 true \"unknown\", 1 false \"true\""),
        ("2025-07-01", "conditions", "0 false \"true\", 1 true \"unknown\""),
        ("2025-07-01", "cases", "0 false \"false\", 1 true \"unknown\""),
        ("2025-06-30", "documents", "0 true \"true\", 1 false \"false\""),
        ("2025-07-01", "documents", "0 false \"false\", 1 true \"true\""),
        ("2025-07-01", "fees", "0 false \"false\", 1 true \"true\""),
        ("2025-07-01", "deadlines", "1 true \"true\""),
    ] {
        session.answer("today", day).unwrap();
        assert_eq!(told(&session, list, &fields), expected, "{day} {list}");
    }
    let amount = |session: &Session| told(session, "fees", &["amount", "rate"]);
    let open = r#"{"high":0,"low":0,"missing":"false"} null, {"high":30000,"low":5000,"missing":"false"} null"#;
    assert_eq!(amount(&session), open);
    session.answer("poor", "no").unwrap();
    let known = r#"{"high":0,"low":0,"missing":"false"} null, {"high":30000,"low":30000,"missing":"false"} 2"#;
    assert_eq!(amount(&session), known);
    assert_eq!(told(&session, "deadlines", &["telling"]), "false");
    session.answer("born", "1947").unwrap();
    assert_eq!(told(&session, "deadlines", &["telling", "from"]), "true \"2027-01-01\"");
    session.answer("today", "").unwrap();
    assert_eq!(told(&session, "documents", &fields), "0 true \"unknown\", 1 true \"unknown\"");
}

#[test]
fn rules_without_conditions_make_nobody_eligible() {
    let book = Book::new().question("x bool").procedure("none").document("form", "");
    let book = book.procedure("judged").judgement("fit", "when x");
    let book = book.procedure("later").condition_when("x", "x", "from 2027-01-01").procedure("x").condition("x", "x");
    let mut session = Session::new(&book.program().to_bytes()).unwrap();
    session.answer("today", "2026-01-01").unwrap();
    assert_eq!(session.screen(), [4, 2, 4, 2]);
    session.answer("x", "no").unwrap();
    assert_eq!(session.screen(), [4, 4, 4, 3]);
    session.answer("x", "yes").unwrap();
    assert_eq!(session.screen(), [4, 1, 4, 0]);
    session.answer("today", "2027-01-01").unwrap();
    assert_eq!(session.screen(), [4, 1, 0, 0]);
    assert!(session.result("none").starts_with("{\"verdict\":\"no-conditions\""));
}

#[test]
fn today_is_a_whole_day() {
    let mut session = Session::new(&Book::new().procedure("1").program().to_bytes()).unwrap();
    for text in ["?", "2026", "2026-03", "2026-01-01..2026-01-02", "..2026-01-01"] {
        assert_eq!(session.answer("today", text), Err(AnswerError::Form), "{text}");
    }
    assert_eq!(session.answer("today", "2026-03-01"), Ok(()));
    assert_eq!(session.answer("today", ""), Ok(()));
}

#[test]
fn what_is_advised_is_what_somebody_can_do() {
    let book = Book::new()
        .question("born date fixed")
        .question("place place")
        .procedure("1")
        .condition("age", "age(born) >= 75 years and today < 2030-01-01")
        .condition("place", "place == \"01\" and place != \"01/00004\"");
    let mut session = Session::new(&book.program().to_bytes()).unwrap();
    let changes = |session: &Session| {
        let result: serde_json::Value = serde_json::from_str(&session.result("1")).unwrap();
        let one = |change: &serde_json::Value| {
            format!("{}={}", change["question"].as_str().unwrap(), change["answer"].as_str().unwrap())
        };
        result["changes"].as_array().unwrap().iter().map(one).collect::<Vec<_>>().join(" ")
    };
    for (question, answer) in [("today", "2026-01-01"), ("born", "1952-03-04"), ("place", "01/00001")] {
        session.answer(question, answer).unwrap();
    }
    assert_eq!(changes(&session), "today=2027-03-04");
    session.answer("born", "1940-01-01").unwrap();
    assert_eq!(changes(&session), "today=2030-01-01");
    // A ward of 01 that no rule names: what is written is read as that.
    session.answer("place", "79").unwrap();
    assert_eq!(changes(&session), "place=01/elsewhere");
    session.answer("place", "01/elsewhere").unwrap();
    assert_eq!(session.screen(), [0]);
    session.answer("place", "01/00004").unwrap();
    assert_eq!(changes(&session), "place=01/elsewhere");
    session.answer("today", "2031-01-01").unwrap();
    assert_eq!(changes(&session), "");
}

#[test]
fn what_is_asked_next_may_be_about_some_procedures() {
    let book = Book::new().question("a bool").question("b bool").question("c bool");
    let book = book.procedure("1").condition("x", "a").procedure("2").condition("x", "b");
    let session = Session::new(&book.procedure("3").condition("x", "c").program().to_bytes()).unwrap();
    let remaining = |codes| session.next(codes).rsplit(':').next().map(str::to_owned);
    assert_eq!(remaining(""), Some("3}".to_owned()));
    assert_eq!(session.next("3\n2"), "{\"question\":\"b\",\"remaining\":2}");
    assert_eq!(session.next("4"), "null");
}

#[test]
fn a_day_that_is_to_come_is_refused_and_what_was_said_before_stays() {
    let book = Book::new()
        .question("born date 2025-01-01..2030-01-01 past")
        .procedure("1")
        .condition("age", "age(born) >= 1 year");
    let mut session = Session::new(&book.program().to_bytes()).unwrap();
    session.answer("today", "2026-01-01").unwrap();
    session.answer("born", "2025-06-01").unwrap();
    assert_eq!(session.answer("born", "2026-01-02"), Err(AnswerError::Future));
    assert_eq!(session.screen(), [3]);
    // Before the first of its days the question says nothing, and can be taken back.
    session.answer("today", "2024-01-01").unwrap();
    assert_eq!(session.answer("born", ""), Ok(()));
}
