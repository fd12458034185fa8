//! Lists: questions that are asked of each of several, such as of each child.
//!
//! A list is bounded, and each of its questions becomes as many questions as there can be: `child_birth_date_1`,
//! `child_birth_date_2`, ... each asked only where there are so many. So neither the evaluator nor the analysis knows of
//! lists, and what is proven holds for each of them. `any(children, age(child_birth_date) < 6 years)` looks at all
//! copies, each with what its own child answered.

use super::model::{Element, Question, RuleBook, Words};
use super::program::Kind;
use crate::diagnostic::{Diagnostic, nearest};

/// The most a list may have.
pub const MOST: u32 = 12;

/// The id of a copy of a question.
pub fn copy_id(question: &str, number: u32) -> String {
    format!("{question}_{number}")
}

/// Puts copies in the place of questions that lists ask of each. A list with a mistake is left out, with its findings.
pub fn unroll(book: &mut RuleBook) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let lists = std::mem::take(&mut book.lists);
    for list in lists {
        let before = found.len();
        let mut refuse = |at, message: String, help: String| {
            found.push(Diagnostic::error("rules/list", at, message).help(help));
        };
        if !(1..=MOST).contains(&list.max) {
            let message = format!("the list `{}` may have {} elements", list.id, list.max);
            refuse(list.at, message, format!("write max = 5; from 1 to {MOST}, for each is looked through at build"));
        }
        match book.questions.iter().find(|asked| asked.id == list.id) {
            Some(count) if count.kind != Kind::Integer => {
                let message = format!("the question `{}` does not ask how many there are", list.id);
                refuse(count.at, message, "give it type = \"integer\", min = 0 and max as in the list".to_owned());
            }
            Some(count) if count.range.1.is_none_or(|most| most > i64::from(list.max)) => {
                let message = format!("the question `{}` allows more than the {} of its list", list.id, list.max);
                refuse(count.at, message, format!("write max = {}", list.max));
            }
            Some(_) => {}
            None => {
                let message = format!("no question asks how many `{}` there are", list.id);
                refuse(list.at, message, format!("add a question with id = \"{}\", type = \"integer\"", list.id));
            }
        }
        for member in &list.questions {
            match book.questions.iter().find(|asked| asked.id == member.text) {
                Some(asked) if asked.element.is_some() => {
                    let message = format!("`{}` is asked of each of two lists", member.text);
                    refuse(member.at, message, "ask another question in one of them".to_owned());
                }
                Some(_) if member.text != list.id => {}
                _ => {
                    let known = book.questions.iter().map(|asked| &*asked.id).filter(|id| **id != *list.id);
                    let help = match nearest(&member.text, known) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "questions stand in questions.toml".to_owned(),
                    };
                    refuse(member.at, format!("there is no question `{}` to ask of each", member.text), help);
                }
            }
        }
        if found.len() > before {
            continue;
        }
        let is_member = |asked: &Question| list.questions.iter().any(|member| member.text == asked.id);
        let mut copies: Vec<Question> = Vec::new();
        let first = book.questions.iter().position(is_member).unwrap_or(book.questions.len());
        for number in 1..=list.max {
            for asked in book.questions.iter().filter(|asked| is_member(asked)) {
                copies.push(copy(asked, &list.id, list.each.as_ref(), number));
            }
        }
        book.questions.retain(|asked| !is_member(asked));
        // Child by child, where the first of the questions stood.
        let first = first.min(book.questions.len());
        book.questions.splice(first..first, copies);
        book.lists.push(list);
    }
    found
}

fn copy(asked: &Question, list: &str, each: Option<&Words>, number: u32) -> Question {
    let of = |words: &Words, before: bool| {
        let with = |text: &str, each: &str| {
            if before { format!("{each} {number}: {text}") } else { format!("{text} ({each} {number})") }
        };
        let vi = with(&words.vi, each.map_or(list, |each| &each.vi));
        let en = words.en.as_ref().map(|en| {
            let each = each.map_or(list, |each| each.en.as_deref().unwrap_or(&each.vi));
            with(en, each).into()
        });
        Words { vi: vi.into(), en }
    };
    let after = |words: &Option<Words>| words.as_ref().map(|words| of(words, false));
    Question {
        id: copy_id(&asked.id, number).into(),
        wording: of(&asked.wording, true),
        label: after(&asked.label),
        says: [after(&asked.says[0]), after(&asked.says[1])],
        element: Some(Element { list: list.into(), question: asked.id.clone(), number }),
        ..asked.clone()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::evaluate;
    use crate::rules::evaluate::Verdict;
    use crate::rules::fixture::{Book, answers};
    use crate::rules::next::interview;
    use crate::rules::{Answer, Answers};

    fn family() -> Book {
        Book::new()
            .question("children integer 0..3")
            .question("born date")
            .question("disabled bool if age(born) < 18 years")
            .list("children 3 born disabled")
            .procedure("1")
    }

    #[test]
    fn a_condition_on_each_is_the_same_as_one_on_all_copies() {
        let book = family()
            .condition("any", "any(children, age(born) < 6 years)")
            .condition("any-by-hand", "any([age(born_1) < 6 years, age(born_2) < 6 years, age(born_3) < 6 years])")
            .condition("all", "all(children, age(born) < 6 years or disabled)")
            .condition(
                "all-by-hand",
                "all([children < 1 or age(born_1) < 6 years or disabled_1, children < 2 or age(born_2) < 6 years or \
                 disabled_2, children < 3 or age(born_3) < 6 years or disabled_3])",
            )
            .condition("two", "count(children, disabled) >= 2")
            .condition("two-by-hand", "count([disabled_1, disabled_2, disabled_3]) >= 2");
        let program = book.program();
        let nodes: Vec<_> = program.procedures[0].conditions.iter().map(|condition| condition.node).collect();
        assert_eq!(nodes[0], nodes[1]);
        assert_eq!(nodes[4], nodes[5]);
        // `not (children >= 1)` and `children < 1` are one range; the rest is the same, with other nesting.
        for text in ["children=0", "children=2 born_1=2020-01-01", "children=1 born_1=1990-01-01"] {
            let answers = answers(&program, &format!("today=2026-01-01 {text}"));
            let evaluation = evaluate(&program, &answers);
            assert_eq!(evaluation.truth(nodes[2]), evaluation.truth(nodes[3]), "{text}");
        }
    }

    #[test]
    fn only_those_that_are_there_count_and_are_asked_about() {
        let book = family().condition("any", "any(children, age(born) < 6 years)");
        let program = book.program();
        let verdict = |text: &str| {
            let answers = answers(&program, &format!("today=2026-01-01 {text}"));
            evaluate(&program, &answers).verdict(&program.procedures[0])
        };
        assert_eq!(verdict("children=0"), Verdict::NotEligible);
        assert_eq!(verdict("children=1 born_1=2000-01-01"), Verdict::NotEligible);
        assert_eq!(verdict("children=1 born_1=2000-01-01 born_2=2025-01-01"), Verdict::NotEligible);
        assert_eq!(verdict("children=2 born_1=2000-01-01"), Verdict::Unknown);
        assert_eq!(verdict("children=2 born_2=2025-01-01"), Verdict::Eligible);
        let mut answers = Answers::default();
        answers.set(crate::rules::program::TODAY, Some(Answer::value(20_454)));
        let asked = interview(&program, &mut answers, &[0], |question| match &*program.question(question).id {
            "children" => Answer::value(2),
            _ => Answer::read(&program, question, "2000-01-01").unwrap(),
        });
        let ids: Vec<&str> = asked.iter().map(|&question| &*program.question(question).id).collect();
        assert_eq!(ids, ["children", "born_1", "born_2"]);
    }

    #[test]
    fn mistakes_of_lists_are_told() {
        let book = Book::new()
            .question("children integer 0..9")
            .question("kind bool")
            .question("born date")
            .question("poor bool")
            .list("children 3 born")
            .list("parents 2 poor")
            .list("kind 30 bron")
            .procedure("1");
        let found = book.show(&book.compile().diagnostics);
        let book = family()
            .condition("outside", "age(born) < 6 years")
            .condition("unknown", "any(childrn, disabled)")
            .condition("nested", "any(children, any(children, disabled))");
        let found = found + &book.show(&book.compile().diagnostics);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/generator/rules/compile/lists.txt");
        if std::env::var_os("MOTCUA_BLESS").is_some() {
            std::fs::write(path, &found).unwrap();
        }
        assert_eq!(found, std::fs::read_to_string(path).unwrap_or_default());
    }
}
