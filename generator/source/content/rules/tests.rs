use crate::files::MemoryFiles;
use crate::{Checked, check_sources};

const QUESTIONS: &str = r#"
[[question]]
id = "child_birth_date"
type = "date"
wording = { vi = "Trẻ sinh ngày nào?", en = "When was the child born?" }
why = { vi = "Để biết còn trong hạn 60 ngày không.", en = "To know whether the 60 days are over." }
partial = true
label = "ngày sinh của trẻ"

[[question]]
id = "applicant"
type = "choice"
label = "người nộp hồ sơ"
wording = { vi = "Bạn là ai của trẻ?", en = "Who are you to the child?" }
choices = [{ id = "father", vi = "Cha", en = "Father" }, { id = "mother", vi = "Mẹ", en = "Mother" }, { id = "other", vi = "Khác", en = "Other" }]

[[question]]
id = "birth_notice"
type = "bool"
wording = "Có giấy chứng sinh không?"
label = "giấy chứng sinh"
yes = "có giấy chứng sinh"
no = "không có giấy chứng sinh"

[[question]]
id = "place"
type = "place"
wording = "Đăng ký ở đâu?"
label = "nơi đăng ký"
"#;

const RULES: &str = r#"+++
name = "Đăng ký khai sinh"

[[legal]]
number = "60/2014/QH13"

[[condition]]
id = "who"
requires = 'applicant in [father, mother]'
cite = "60/2014/QH13 Đ.15"

[[case]]
id = "on-time"
name = { vi = "Đúng hạn", en = "On time" }
when = 'today <= child_birth_date + 60 days'

[[case]]
id = "late"
when = 'today > child_birth_date + 60 days'

[[channel]]
kind = "in-person"

[[fee]]
channel = "in-person"
amount = 5000

[[fee]]
id = "registration"
cases = ["late"]

[[rate]]
fee = "registration"
place = "01"
amount = 5000

[[document]]
id = "witness"
name = "Văn bản của người làm chứng"
cases = ["on-time", "late"]
when = 'not birth_notice'

[[deadline]]
id = "register"
day = 'child_birth_date + 60 days'

[[test]]
answers = { today = 2026-03-03, child_birth_date = 2026-01-01, place = "01/00004", applicant = "father", birth_notice = false }
expect = { verdict = "eligible", case = "late", documents = ["witness"], fee = 5000, deadlines = { register = 2026-03-02 } }
+++
"#;

fn checked(questions: &str, rules: &str) -> Checked {
    let files = MemoryFiles::default()
        .with("content/site.toml", "title = \"Cổng\"\nbase_url = \"https://motcua.example/\"\n")
        .with("content/questions.toml", questions)
        .with("content/procedures/1.001193.md", rules);
    check_sources(&files, None)
}

/// Findings of the rules, each with the text it is about.
fn found(questions: &str, rules: &str) -> Vec<String> {
    let checked = checked(questions, rules);
    let about = |found: &crate::diagnostic::Diagnostic| {
        let text = match checked.catalogue.files.path(found.location.file) {
            "content/questions.toml" => questions,
            _ => rules,
        };
        match found.location.at() {
            crate::files::At::Bytes { start, len } => text[start as usize..][..len as usize].to_owned(),
            _ => String::new(),
        }
    };
    let of_rules = |found: &&crate::diagnostic::Diagnostic| {
        (found.rule.starts_with("rules/") || found.severity == crate::diagnostic::Severity::Error)
            && found.rule != "rules/untested-boundary"
    };
    checked.diagnostics.iter().filter(of_rules).map(|d| format!("{} at {}: {}", d.rule, about(d), d.message)).collect()
}

#[test]
fn rules_are_read_compiled_and_tried() {
    let checked = checked(QUESTIONS, RULES);
    assert_eq!(checked.rules.tests, (1, 0));
    let rules = &checked.rules.book.procedures[0];
    assert_eq!((rules.conditions.len(), rules.cases.len(), rules.documents.len(), rules.fees.len()), (1, 2, 1, 1));
    assert_eq!(checked.rules.program.procedures[0].code.as_ref(), "1.001193");
    // The fee without an id is the channel's, as ever.
    let channels = &checked.catalogue.procedures[0].channels.as_ref().unwrap().value;
    assert_eq!(channels[0].fees.len(), 1);
    assert_eq!(
        found(QUESTIONS, RULES),
        [
            "rules/fee-gap at [[fee]]: the fee \"registration\" is to be paid by somebody to whom none of its amounts applies"
        ]
    );
}

#[test]
fn a_mistake_in_an_expression_is_shown_in_the_file() {
    let rules = RULES.replace("today > child_birth_date + 60 days", "today > child_birthdate + 60");
    assert_eq!(found(QUESTIONS, &rules), ["rules/type at child_birthdate: there is no question `child_birthdate`"]);
    let rules = RULES.replace("[father, mother]", "[father, aunt]");
    assert_eq!(found(QUESTIONS, &rules), ["rules/type at aunt: `applicant` has no choice `aunt`"]);
    let rules = RULES.replace("'not birth_notice'", "'not birth_notice and'");
    assert_eq!(found(QUESTIONS, &rules), ["rules/syntax at d: something is missing before the end"]);
}

#[test]
fn a_citation_that_leads_nowhere_is_shown_where_it_stands() {
    let rules = RULES.replace("number = \"60/2014/QH13\"", "number = \"60/2014/QH14\"");
    assert_eq!(
        found(QUESTIONS, &rules)[0],
        "rules/cite-unknown at \"60/2014/QH13 Đ.15\": 60/2014/QH13 is cited, and is not among the legal basis"
    );
}

#[test]
fn a_test_that_fails_is_an_error() {
    let rules = RULES.replace("fee = 5000, deadlines", "fee = 6000, deadlines");
    let found = found(QUESTIONS, &rules);
    assert!(
        found.iter().any(|found| found.ends_with("expected a fee of 6,000\u{a0}VND, and it is 5,000\u{a0}VND")),
        "{found:?}"
    );
}

#[test]
fn keys_and_items_that_are_missing_are_told() {
    let rules = RULES.replace("id = \"who\"\n", "idd = \"who\"\n").replace("day = 'child", "dya = 'child");
    let found = found(QUESTIONS, &rules);
    assert_eq!(
        found,
        [
            "content/rule-id at [[condition]]: a condition without `id`",
            "toml/unknown-key at idd: [[condition]] has no key `idd`",
            "toml/unknown-key at dya: [[deadline]] has no key `dya`",
        ]
    );
}

#[test]
fn an_item_without_an_id_is_told_once() {
    let document = RULES.replace("id = \"witness\"\n", "");
    assert_ne!(document, RULES);
    let of = |rules: &str| {
        found(QUESTIONS, rules).into_iter().filter(|found| !found.starts_with("rules/")).collect::<Vec<_>>()
    };
    assert_eq!(
        of(&document),
        ["content/rule-id at [[document]]: a document that applies only sometimes, without `id` or `ref`"]
    );
    assert_eq!(of(&RULES.replace("id = \"registration\"\n", "")), ["content/rule-id at [[fee]]: a fee without `id`"]);
}

#[test]
fn rows_that_are_offered_can_be_pasted_and_hold() {
    let offered = |rules: &str| {
        let checked = checked(QUESTIONS, rules);
        let rows = checked.diagnostics.iter().filter(|found| found.rule == "rules/untested-boundary");
        (checked.rules.tests, rows.filter_map(|found| found.paste.as_deref().map(str::to_owned)).collect::<Vec<_>>())
    };
    let (_, rows) = offered(RULES);
    assert!(!rows.is_empty());
    let pasted = RULES.trim_end().trim_end_matches("+++").to_owned() + &rows.join("\n") + "\n+++\n";
    let ((tests, failed), rows) = offered(&pasted);
    assert_eq!((tests > 1, failed, rows), (true, 0, Vec::new()));
}

#[test]
fn lists_are_read_and_unrolled() {
    let questions =
        format!("{QUESTIONS}\n[[question]]\nid = \"children\"\ntype = \"integer\"\nwording = \"Mấy con?\"\nmax = 2\n");
    let files = MemoryFiles::default()
        .with("content/site.toml", "title = \"Cổng\"\n")
        .with("content/questions.toml", questions.as_str())
        .with(
            "content/lists.toml",
            "[[list]]\nid = \"children\"\nmax = 2\neach = \"Người con thứ\"\nquestions = [\"birth_notice\"]\n",
        )
        .with(
            "content/procedures/1.001193.md",
            "+++\nname = \"A\"\n\n[[condition]]\nid = \"a\"\nrequires = 'any(children, birth_notice)'\n\n[[test]]\n\
             answers = { children = 2, birth_notice_1 = false, birth_notice_2 = true }\n\
             expect = { verdict = \"eligible\" }\n+++\n",
        );
    let checked = check_sources(&files, None);
    assert_eq!((checked.errors(), checked.rules.tests), (0, (1, 0)), "{:?}", checked.diagnostics);
    let wordings: Vec<&str> = checked
        .rules
        .book
        .questions
        .iter()
        .filter(|asked| asked.element.is_some())
        .map(|asked| &*asked.wording.vi)
        .collect();
    assert_eq!(wordings, ["Người con thứ 1: Có giấy chứng sinh không?", "Người con thứ 2: Có giấy chứng sinh không?"]);
}

#[test]
fn an_official_document_gets_a_name_for_rules() {
    let rules =
        RULES.replace("id = \"witness\"\nname = \"Văn bản của người làm chứng\"", "id = \"witness\"\nref = \"KQ1\"");
    let checked = checked(QUESTIONS, &rules);
    assert_eq!(&*checked.rules.book.procedures[0].documents[0].id, "witness");
    // Where it is no rule, `id` beside `ref` contradicts it, as ever.
    let rules = rules.replace("cases = [\"on-time\", \"late\"]\n", "").replace("when = 'not birth_notice'\n", "");
    assert_eq!(found(QUESTIONS, &rules)[0], "content/ref at \"witness\": `id` beside `ref`");
}

/// What is told of rules, with what is to be done.
fn helped(rules: &str) -> Vec<String> {
    let files =
        MemoryFiles::default().with("content/questions.toml", QUESTIONS).with("content/procedures/1.001193.md", rules);
    let checked = check_sources(&files, None);
    let of_rules = checked.diagnostics.iter().filter(|found| found.rule == "content/rule-id");
    of_rules.map(|found| format!("{}: {}", found.message, found.help.as_deref().unwrap_or_default())).collect()
}

#[test]
fn a_fee_without_an_id_is_told_what_to_write() {
    let rules = "+++\nname = \"Khai sinh\"\n[[condition]]\nid = \"a\"\nrequires = 'birth_notice'\n";
    let alone = format!("{rules}[[fee]]\nname = \"Lệ phí\"\namount = 8000\n[[fee]]\namount = 5000\n+++\n");
    let found = helped(&alone);
    assert_eq!(found.len(), 2, "{found:?}");
    let told = "a fee without `id`, and no [[channel]] it could belong to: add a line below [[fee]]: id = ";
    assert!(found[0].starts_with(&format!("{told}\"le-phi\"")), "{found:?}");
    assert!(found[1].starts_with(&format!("{told}\"fee\"")), "{found:?}");
    // What is reckoned is no fee of a way to apply, which states a number.
    let reckoned = format!("{rules}[[channel]]\nkind = \"in-person\"\n[[fee]]\namount = '2 * 8000 dong'\n+++\n");
    assert_eq!(
        helped(&reckoned),
        ["a fee without `id`: add a line below [[fee]]: id = \"fee\"; messages, rates and tests name it by this"]
    );
}

#[test]
fn expressions_are_looked_at_where_the_file_is_refused_for_something_else() {
    let rules = RULES.replace("id = \"who\"\n", "idd = \"who\"\n").replace("not birth_notice", "not (birth_notice");
    let found = found(QUESTIONS, &rules);
    assert_eq!(found.iter().filter(|found| found.starts_with("rules/syntax")).count(), 1, "{found:?}");
    // Where nothing else is wrong, it is told once.
    let alone = self::found(QUESTIONS, &RULES.replace("not birth_notice", "not (birth_notice"));
    assert_eq!(alone.iter().filter(|found| found.starts_with("rules/syntax")).count(), 1, "{alone:?}");
}
