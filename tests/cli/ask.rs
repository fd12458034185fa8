//! `motcua ask`: what the rules of a site make of answers, in the terminal.

use crate::{Run, Site};

const QUESTIONS: &str = r#"
[[question]]
id = "child_birth_date"
type = "date"
wording = "Trẻ sinh ngày nào?"
label = "ngày sinh của trẻ"
partial = true
max = "today"

[[question]]
id = "copies"
type = "integer"
wording = "Bao nhiêu bản?"
label = "số bản"

[[question]]
id = "place"
type = "place"
wording = "Ở đâu?"
label = "nơi nộp"
"#;

const PLACES: &str = "code,name,name_en,until,successor\n01,Hà Nội,Hanoi,,\n08,Tuyên Quang,,,\n19,An Phú,,,\n\
    20,Bình An,,,\n,Hà Giang,,1/7/2025,08\n,Bắc Kạn,,,19\n,An Phú,,,20\n";

const RULES: &str = r#"
name = "Đăng ký khai sinh"

[[condition]]
id = "age"
name = "Dưới 6 tuổi"
requires = 'age(child_birth_date) < 6 years'
until = 2026-07-01

[[condition]]
id = "age"
name = "Dưới 14 tuổi"
requires = 'age(child_birth_date) < 14 years'
from = 2026-07-01

[[document]]
id = "notice"
name = "Giấy chứng sinh"
when = 'age(child_birth_date) < 1 year'

[[fee]]
id = "late"
name = "Lệ phí quá hạn, do tỉnh quy định"
when = 'today > child_birth_date + 60 days'

[[fee]]
id = "copies"
name = "Bản sao"
amount = 'copies * 8000 dong'
cite = "281/2016/TT-BTC"

[[fee]]
id = "seal"
name = "Đóng dấu"
amount = 3000
when = 'place in ["01", "08"]'

[[rate]]
fee = "seal"
place = "01"
amount = 1000
cite = "06/2020/NQ-HĐND"

[[legal]]
number = "281/2016/TT-BTC"
name = "Thông tư"

[[legal]]
number = "06/2020/NQ-HĐND"
name = "Nghị quyết"

[[deadline]]
id = "register"
name = "Đăng ký"
day = 'child_birth_date + 60 days'
"#;

fn site() -> Site {
    Site::new()
        .file("portal/content/questions.toml", QUESTIONS)
        .file("portal/content/places.csv", PLACES)
        .procedure("1.001193", RULES)
}

#[test]
fn a_place_goes_by_its_name_and_one_of_before_is_said_to_be_part_of_another() {
    let site = site();
    let ask = |place: &str| {
        let mut command = site.command("ask 1.001193 --site portal --answer");
        Run::of(place, &command.arg(format!("place={place}")).output().unwrap())
    };
    let capital = ask("01").ends(0).out;
    for name in ["ha noi", "Hà Nội", "Hanoi", "TP. Hà Nội"] {
        assert_eq!(ask(name).ends(0).out, capital, "{name}");
    }
    let known = ask("08").ends(0).out;
    let before = ask("tỉnh Hà Giang").ends(0).out;
    assert_eq!(before, format!("place: Hà Giang has been part of Tuyên Quang (08) since 2025-07-01\n{known}"));
    assert!(ask("bac kan").ends(0).out.starts_with("place: Bắc Kạn is now part of An Phú (19)\n"));
    assert_eq!(ask("08~ha-giang").ends(0).out, known);
    ask("an phu").ends(2).says("several are called so: 19 (An Phú), 20 (An Phú, part of it now)");
    ask("Sài Gòn").ends(2).says("a place by its name or codes");
    ask("02").ends(2).says("a place is its codes");
}

#[test]
fn each_fee_is_told_with_the_law_it_rests_on() {
    let out = site().run("ask 1.001193 --site portal --answer place=hanoi --answer copies=1").ends(0).out;
    assert!(out.contains("fee: 9.000\u{a0}₫, and not stated: Lệ phí quá hạn, do tỉnh quy định (perhaps)\n"), "{out}");
    assert!(out.contains("  8.000\u{a0}₫  Bản sao  [281/2016/TT-BTC]\n"), "{out}");
    assert!(out.contains("  1.000\u{a0}₫  Đóng dấu  [06/2020/NQ-HĐND]\n"), "{out}");
    let out = site().run("ask 1.001193 --site portal --answer place=08").ends(0).out;
    assert!(out.contains("  3.000\u{a0}₫  Đóng dấu\n"), "{out}");
}

#[test]
fn items_are_called_by_their_names_and_only_versions_in_force_are_shown() {
    let out = site()
        .run("ask 1.001193 --site portal --answer child_birth_date=2026-04-01 --answer copies=2 --answer place=19")
        .ends(0)
        .out;
    assert!(out.starts_with("1.001193 Đăng ký khai sinh\neligible\n  true     Dưới 14 tuổi\n"), "{out}");
    assert!(!out.contains("Dưới 6 tuổi"), "{out}");
    assert!(out.contains("documents: Giấy chứng sinh\n"), "{out}");
    assert!(out.contains("fee: 16.000\u{a0}₫, and not stated: Lệ phí quá hạn, do tỉnh quy định\n"), "{out}");
    assert!(out.contains("by 2026-05-31: Đăng ký\n"), "{out}");
}

#[test]
fn a_day_that_is_not_known_is_told_by_what_it_depends_on() {
    let out = site().run("ask 1.001193 --site portal").ends(0).out;
    assert!(out.contains("by 60 ngày sau ngày sinh của trẻ: Đăng ký (depends on: child_birth_date)"), "{out}");
    let out = site().run("ask 1.001193 --site portal --answer child_birth_date=2026-03").ends(0).out;
    assert!(out.contains("by 2026-04-30 to 2026-05-30: Đăng ký (depends on: child_birth_date)"), "{out}");
}

#[test]
fn json_has_ids() {
    let out = site().run("ask 1.001193 --site portal --answer copies=2 --format json").ends(0).out;
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["documents"][0]["id"], "notice");
    assert!(answer["conditions"][0]["why"]["node"].is_number());
    let all = site().run("ask --site portal --format json").ends(0).out;
    let first: serde_json::Value = serde_json::from_str(all.lines().next().unwrap()).unwrap();
    assert_eq!((&first["code"], &first["result"]["verdict"]), (&"1.001193".into(), &"unknown".into()));
}

#[test]
fn answers_that_are_none_are_shown_where_they_stand() {
    let site = site().file("me.toml", "child_birth_date = 2026-04-01\ncopis = 3\n");
    site.run("ask 1.001193 --site portal --answers me.toml").ends(1).says("me.toml:2:1").says("did you mean `copies`?");
    site.run("ask 1.001193 --site portal --answer child_birth=2026").ends(2).says("did you mean `child_birth_date`?");
    site.run("ask 1.001193 --site portal --answer child_birth_date=2027-01-01").ends(2).says("it is after today");
}

#[test]
fn a_site_with_errors_shows_them() {
    let site = site().procedure("1.000001", "name = \"A\"\nnmae = \"B\"");
    site.run("ask --site portal").ends(1).says("toml/unknown-key").says("1.000001.md:3:1");
    Site::nowhere().file("empty/x", "").run("ask --site empty").ends(1).says("content/site.toml");
}

/// The examples of the help, on the sample portal.
#[test]
fn the_examples_of_the_help_work() {
    let site = Site::nowhere().file("me.toml", "birth_date = 1950-01-01\n");
    let help = site.run("ask --help").ends(0).out;
    let examples: Vec<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  motcua "))
        .filter(|line| line.starts_with("ask "))
        .collect();
    assert_eq!(examples.len(), 5, "{help}");
    for example in examples {
        // What follows the command is said of it, two spaces apart or behind the last answer.
        let words = example.split_whitespace().collect::<Vec<_>>();
        let is_of = |at: &usize| {
            let word = words[*at];
            *at < 2 && word.chars().all(|c| c.is_ascii_digit() || c == '.' || c.is_ascii_lowercase())
                || word.starts_with("--")
                || words[at - 1].starts_with("--")
        };
        let count = (0..words.len()).take_while(is_of).count();
        let line = format!("{} --site {}", words[..count].join(" "), env!("CARGO_MANIFEST_DIR"));
        assert!(!site.run(&line).ends(0).out.is_empty(), "{line}");
    }
}
