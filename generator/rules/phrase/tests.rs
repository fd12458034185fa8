use super::clause::Clause;
use super::{Language, Phrases, Statement};
use crate::rules::Answers;
use crate::rules::evaluate::evaluate;
use crate::rules::fixture::Book;
use crate::rules::model::{Choice, Words};
use crate::rules::program::{NodeId, QuestionId};
use crate::rules::properties::harness::{Reference, exactly};
use crate::rules::properties::{Seeds, checks};

fn expect(found: &str, name: &str) {
    let path = format!("{}/generator/rules/phrase/words/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("MOTCUA_BLESS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (at, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{path}:{}", at + 1);
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "MOTCUA_BLESS=1 writes {path} anew");
}

fn words(vi: &str, en: &str) -> Words {
    Words { vi: vi.into(), en: Some(en.into()) }
}

/// A book whose questions have words, with a condition for each expression.
fn book(requires: &[&str]) -> Book {
    let mut book = Book::new()
        .question("poor bool")
        .question("married bool")
        .question("spouse_works bool if married")
        .question("applicant choice self family other nobody")
        .question("papers many passport visa permit")
        .question("stay integer 1..3660")
        .question("copies integer 0..100")
        .question("income money 0..1000000000")
        .question("pension money none 1..1000000000")
        .question("child_born date")
        .question("job_end date")
        .question("expiry date none")
        .question("place place")
        .question("unnamed bool");
    let labels = [
        ("poor", "hộ nghèo", "a poor household"),
        ("married", "đã kết hôn", "being married"),
        ("spouse_works", "vợ hoặc chồng đi làm", "a working spouse"),
        ("applicant", "người nộp hồ sơ", "the applicant"),
        ("papers", "giấy tờ đang có", "papers at hand"),
        ("stay", "số ngày ở", "days of stay"),
        ("copies", "số bản sao", "copies"),
        ("income", "thu nhập", "income"),
        ("pension", "lương hưu", "the pension"),
        ("child_born", "ngày sinh của trẻ", "the child's date of birth"),
        ("job_end", "ngày nghỉ việc", "the day the job ended"),
        ("expiry", "ngày hết hạn", "the day of expiry"),
        ("place", "nơi đăng ký", "the place of registration"),
    ];
    for question in &mut book.rules.questions {
        if let Some((_, vi, en)) = labels.iter().find(|(id, ..)| *id == &*question.id) {
            question.label = Some(words(vi, en));
        }
        if &*question.id == "unnamed" {
            question.label = None;
        }
        question.wording = words("Việc đó đã xong chưa?", "Has it been done?");
        let names =
            [("self", "Chính tôi", "Myself"), ("family", "Người nhà", "Family"), ("other", "Người khác", "Other")];
        for Choice { id, name } in &mut question.choices {
            if let Some((_, vi, en)) = names.iter().find(|(known, ..)| *known == &**id) {
                *name = words(vi, en);
            }
        }
        if &*question.id == "poor" {
            question.says = [
                Some(words("gia đình bạn không phải hộ nghèo", "yours is not a poor household")),
                Some(words("gia đình bạn là hộ nghèo", "yours is a poor household")),
            ];
        }
    }
    book = book.procedure("1");
    for (at, requires) in requires.iter().enumerate() {
        book = book.condition(&format!("c{at}"), requires);
    }
    book
}

fn write(out: &mut String, statement: &Statement, depth: usize) {
    *out += &format!("{}{}\n", "  ".repeat(depth), statement.text);
    statement.parts.iter().for_each(|part| write(out, part, depth + 1));
}

const KINDS: &[&str] = &[
    "poor",
    "not poor",
    "married",
    "unnamed",
    "applicant == self",
    "applicant in [self, family]",
    "applicant != self",
    "papers has visa",
    "not papers has visa",
    "papers has any [passport, visa]",
    "papers has all [passport, visa]",
    "not papers has any [passport, visa]",
    "count(papers) >= 2",
    "count(papers) == 1",
    "papers is none",
    "papers is not none",
    "stay >= 30",
    "stay < 30",
    "stay <= 25",
    "stay in [3, 5, 7]",
    "stay != 7",
    "stay > 3 and stay <= 198",
    "income < 500_000 dong",
    "income > 100_000_000 dong",
    "pension is none",
    "pension is not none",
    "pension is none or pension < 500_000 dong",
    "not (pension < 500_000 dong)",
    "income + pension <= 1_500_000 dong",
    "not (2 * income < pension)",
    "income * 50% > pension + 1_000_000 dong",
    "child_born >= 2025-07-01",
    "child_born < 2025-07-01",
    "child_born >= 2025-07-01 and child_born <= 2025-12-31",
    "child_born == 2025-07-01",
    "today >= 2025-07-01",
    "today < 2025-07-01",
    "today <= child_born + 60 days",
    "today > child_born + 60 days",
    "today < child_born + 60 days",
    "job_end + 12 months <= today",
    "today <= job_end + 3 months",
    "today >= job_end - 15 working days",
    "today == job_end",
    "today <= expiry",
    "not (today <= expiry)",
    "expiry is none or today <= expiry",
    "job_end < child_born",
    "job_end >= child_born",
    "job_end <= child_born + 2 months",
    "job_end > child_born + 2 months + 5 days",
    "job_end + 1 year < child_born - 3 days",
    "age(child_born) >= 14 years",
    "age(child_born) < 14 years",
    "age(child_born) >= 6 months",
    "age(child_born) == 18 years",
    "age(child_born) >= 16 years and age(child_born) < 60 years",
    "age(child_born, job_end) >= 18 years",
    "place in [\"01\"]",
    "place not in [\"01\", \"79\"]",
    "place == \"79/26734\"",
    "poor and stay >= 30",
    "poor or stay >= 30 or applicant == self",
    "not (poor and stay >= 30)",
    "poor and (stay >= 30 or applicant == self)",
    "count([poor, stay >= 30, applicant == self]) >= 2",
    "not (count([poor, stay >= 30, applicant == self]) >= 2)",
    "today < 2025-07-01 or poor",
    "applicant == self or (applicant != self and poor)",
    "spouse_works",
    "not spouse_works",
    "spouse_works or poor",
];

#[test]
fn every_kind_of_condition_in_words() {
    let book = book(KINDS);
    let program = book.program();
    let [vi, en] =
        [Language::Vietnamese, Language::English].map(|language| Phrases::new(&program, &book.rules, language));
    let mut out = String::new();
    for (condition, requires) in program.procedures[0].conditions.iter().zip(KINDS) {
        out += &format!("{requires}\n");
        for phrases in [&vi, &en] {
            write(&mut out, &phrases.tree(condition.node), 1);
        }
        let tree = vi.tree(condition.node);
        if !tree.parts.is_empty() {
            out += &format!("    {}\n    {}\n", vi.node(condition.node), en.node(condition.node));
        }
    }
    expect(&out, "kinds");
}

#[test]
fn answers_in_words() {
    let book = book(&["place == \"01/00004\""]);
    let program = book.program();
    let mut out = String::new();
    for (question, text) in [
        ("poor", "yes"),
        ("poor", "?"),
        ("applicant", "self"),
        ("applicant", "nobody"),
        ("applicant", "nonsense"),
        ("papers", "passport+visa"),
        ("papers", "visa+?"),
        ("papers", "-"),
        ("stay", "1500"),
        ("stay", "3..5"),
        ("stay", "30.."),
        ("income", "500000"),
        ("pension", "-"),
        ("child_born", "2026-01-01"),
        ("child_born", "2026-03"),
        ("child_born", "1950"),
        ("child_born", "2026-01-01..2026-02-15"),
        ("place", "01/00004"),
        ("place", "48"),
    ] {
        let id = program.question_id(question).unwrap();
        let [vi, en] = [Language::Vietnamese, Language::English]
            .map(|language| Phrases::new(&program, &book.rules, language).answer(id, text));
        out += &format!("{question} {text}: {vi} | {en}\n");
    }
    expect(&out, "answers");
}

/// Read by people: what everybody who asks is told.
#[test]
fn the_sample_portal_in_words() {
    let files = crate::files::DiskFiles::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let rules = crate::check_sources(&files, None).rules;
    let program = &rules.program;
    let [vi, en] =
        [Language::Vietnamese, Language::English].map(|language| Phrases::new(program, &rules.book, language));
    let mut out = String::new();
    for procedure in &program.procedures {
        out += &format!("{}\n", procedure.code);
        let mut item = |what: &str, name, node: NodeId| {
            if node != crate::rules::program::TRUE {
                out += &format!("  {what} {}\n", program.name(name));
                for phrases in [&vi, &en] {
                    write(&mut out, &phrases.tree(node), 2);
                }
            }
        };
        procedure.conditions.iter().for_each(|condition| item("condition", condition.name, condition.node));
        procedure.cases.iter().for_each(|case| item("case", case.name, case.node));
        procedure.documents.iter().for_each(|document| item("document", document.name, document.node));
        for fee in &procedure.fees {
            item("fee", fee.name, fee.node);
            fee.rates.iter().for_each(|rate| item("rate of", fee.name, rate.0));
        }
        for deadline in &procedure.deadlines {
            out += &format!("  deadline {}\n", program.name(deadline.name));
            out += &format!("    {}\n    {}\n", vi.day(deadline.day), en.day(deadline.day));
        }
    }
    expect(&out, "sample");
}

#[test]
fn what_is_long_is_a_list_and_never_brackets_in_brackets() {
    fn flat(statement: &Statement) -> bool {
        !super::is_nested(&statement.text) && statement.parts.iter().all(flat)
    }
    let mut lists = 0;
    for seed in 0..checks(300) as u64 {
        let reference = Reference::any(&mut Seeds::new(seed));
        let book = reference.book();
        let program = book.program();
        for language in [Language::Vietnamese, Language::English] {
            let phrases = Phrases::new(&program, &book.rules, language);
            for node in (0..program.nodes.len() as u32).map(NodeId) {
                let told = phrases.told(node);
                lists += usize::from(!told.parts.is_empty());
                assert!(flat(&told) && flat(&phrases.tree(node)), "seed {seed}: {told:#?}");
            }
        }
    }
    assert!(lists > 100, "{lists}");
}

#[test]
fn what_is_told_is_what_the_node_says() {
    let mut told = 0;
    for seed in 0..checks(300) as u64 {
        let mut seeds = Seeds::new(seed);
        let reference = Reference::any(&mut seeds);
        let program = reference.book().program();
        let clauses: Vec<Clause> =
            (0..program.nodes.len() as u32).map(|node| Clause::of(&program, NodeId(node))).collect();
        for _ in 0..10 {
            let mut answers = Answers::default();
            for (at, asked) in (0u16..).zip(&reference.asked) {
                let value = *seeds.pick(&asked.values);
                answers.set(QuestionId(at), Some(exactly(&program, QuestionId(at), value)));
            }
            let evaluation = evaluate(&program, &answers);
            for (node, clause) in (0u32..).map(NodeId).zip(&clauses) {
                let truth = |node| evaluation.truth(node).is_true();
                if let Some(holds) = clause.holds(&truth) {
                    told += 1;
                    assert_eq!(holds, truth(node), "seed {seed}: {clause:?}");
                }
            }
        }
    }
    assert!(told > 1_000);
}
