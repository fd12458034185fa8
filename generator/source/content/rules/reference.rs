//! Every example of `docs/rules.md` is what the page says it is.

use std::collections::BTreeSet;

use crate::check_sources;
use crate::diagnostic::Severity;
use crate::files::MemoryFiles;

/// A block of the page: what stands behind its fence, its line, and its text.
struct Example<'a> {
    says: Vec<&'a str>,
    line: usize,
    text: String,
}

fn examples(page: &str) -> Vec<Example<'_>> {
    let mut found: Vec<Example<'_>> = Vec::new();
    let mut inside = false;
    for (line, text) in (1..).zip(page.lines()) {
        match (text.strip_prefix("```"), inside) {
            (Some(says), false) => {
                inside = true;
                found.push(Example { says: says.split_whitespace().collect(), line, text: String::new() });
            }
            (Some(_), true) => inside = false,
            (None, true) => {
                let example = found.last_mut().unwrap();
                example.text.push_str(text);
                example.text.push('\n');
            }
            (None, false) => {}
        }
    }
    found
}

/// The findings of rules, with their severities.
fn found(questions: &str, lists: &str, places: &str, rules: &str) -> Vec<(&'static str, Severity, String)> {
    let files = MemoryFiles::default()
        .with("content/site.toml", "title = \"Cổng\"\n")
        .with("content/questions.toml", questions)
        .with("content/lists.toml", lists)
        .with("content/places.csv", places)
        .with("content/procedures/1.001193.md", format!("+++\nname = \"Ví dụ\"\n{rules}+++\n"));
    let found = check_sources(&files, None).diagnostics.into_iter();
    found.map(|found| (found.rule, found.severity, found.message)).collect()
}

#[test]
fn the_reference_page_is_true() {
    let page = include_str!("../../../../docs/rules.md");
    let examples = examples(page);
    let of = |kind: &str| examples.iter().find(|example| example.says == ["toml", kind]).unwrap().text.clone();
    let (questions, lists) = (of("questions"), of("lists"));
    let places = examples.iter().find(|example| example.says == ["csv", "places"]).unwrap().text.clone();
    let none = "name\n";
    let some = "[[condition]]\nid = \"some\"\nrequires = 'married'\n";
    let mut shown = BTreeSet::new();
    for example in &examples {
        let (kind, finds) = match example.says.as_slice() {
            ["toml", kind, "finds", rule] => (*kind, Some(*rule)),
            ["toml", "finds", rule] => ("rules", Some(*rule)),
            ["toml", "rules", "with", "lists"] => ("rules with lists", None),
            ["toml", "rules", "with", "places"] => ("rules with places", None),
            ["toml", "with", "places", "finds", rule] => ("rules with places", Some(*rule)),
            ["csv", "places"] => ("places", None),
            ["toml" | "md" | "text", "first", _] | ["sh"] => continue,
            ["toml", kind] => (*kind, None),
            other => panic!("docs/rules.md:{}: {other:?}", example.line),
        };
        let found = match kind {
            "rules" => found(&questions, "", none, &example.text),
            "rules with lists" => found(&questions, &lists, none, &example.text),
            "rules with places" => found(&questions, "", &places, &example.text),
            "places" => found(&questions, "", &example.text, some),
            "questions" if finds.is_some() => found(&format!("{questions}\n{}", example.text), "", none, some),
            "questions" => found(&example.text, "", none, some),
            "lists" => found(&questions, &example.text, none, some),
            other => panic!("docs/rules.md:{}: {other}", example.line),
        };
        match finds {
            Some(rule) => {
                assert!(found.iter().any(|found| found.0 == rule), "docs/rules.md:{}: {found:?}", example.line);
                shown.insert(rule);
            }
            None => {
                let errors: Vec<_> = found.iter().filter(|found| found.1 == Severity::Error).collect();
                assert!(errors.is_empty(), "docs/rules.md:{}: {errors:?}", example.line);
            }
        }
    }
    for rule in crate::check::rules().iter().filter(|rule| rule.id.starts_with("rules/")) {
        assert!(shown.contains(rule.id) || page.contains(&format!("`{}`", rule.id)), "no example of {}", rule.id);
    }
}

/// What the page tells those to copy who start from nothing leaves no question open.
#[test]
fn the_first_procedure_is_clean() {
    let page = include_str!("../../../../docs/rules.md");
    let examples = examples(page);
    let of = |says: [&str; 3]| examples.iter().find(|example| example.says == says).unwrap().text.clone();
    let files = MemoryFiles::default()
        .with("content/site.toml", "title = \"Cổng\"\n")
        .with("content/questions.toml", of(["toml", "first", "questions"]))
        .with("content/procedures/1.000001.md", of(["md", "first", "procedure"]));
    let checked = check_sources(&files, None);
    let found: Vec<_> = checked.diagnostics.iter().map(|found| (found.rule, &found.message)).collect();
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(checked.rules.tests, (4, 0));
}
