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
id = "income"
type = "money"
wording = { vi = "Thu nhập mỗi tháng bao nhiêu?", en = "What is your monthly income?" }
label = { vi = "thu nhập", en = "your income" }
min = 0
none = true

[[question]]
id = "sex"
type = "choice"
wording = { vi = "Nam hay nữ?", en = "Man or woman?" }
label = { vi = "giới tính", en = "your sex" }
choices = [{ id = "male", vi = "Nam", en = "Man" }, { id = "female", vi = "Nữ", en = "Woman" }]

[[question]]
id = "papers"
type = "many"
wording = { vi = "Đã có những gì?", en = "Which papers do you have?" }
label = { vi = "giấy tờ đã có", en = "your papers" }
choices = [{ id = "card", vi = "Thẻ căn cước", en = "Identity card" }, { id = "proof", vi = "Giấy chứng nhận (C+)", en = "Certificate" }]

[[question]]
id = "married"
type = "bool"
wording = { vi = "Đã kết hôn?", en = "Are you married?" }
label = { vi = "kết hôn", en = "marriage" }
yes = { vi = "đã kết hôn", en = "you are married" }
no = { vi = "chưa kết hôn", en = "you are not married" }

[[question]]
id = "wedding"
type = "date"
wording = { vi = "Kết hôn ngày nào?", en = "When did you marry?" }
label = { vi = "ngày kết hôn", en = "the day you married" }
max = "today"

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

const OTHER: &str = r#"
name = { vi = "Trợ cấp", en = "An allowance" }

[[condition]]
id = "poor"
name = { vi = "Thu nhập thấp", en = "A low income" }
requires = 'income < 5_000_000 dong or sex == female'

[[condition]]
id = "card"
name = { vi = "Có thẻ căn cước", en = "Has an identity card" }
requires = 'papers has card'

[[condition]]
id = "wed"
name = { vi = "Kết hôn chưa lâu", en = "Not long married" }
requires = 'not married or today <= wedding + 5 years'
"#;

fn site() -> Site {
    Site::new()
        .file("portal/content/questions.toml", QUESTIONS)
        .file("portal/content/places.csv", PLACES)
        .procedure("1.001193", RULES)
        .procedure("1.001500", OTHER)
        .procedure("1.001501", "name = \"Chưa có quy tắc\"")
}

/// Asks about a procedure, with answers that may have spaces.
fn ask(site: &Site, line: &str, answers: &[&str]) -> Run {
    let mut command = site.command(&format!("ask {line} --site portal"));
    for answer in answers {
        command.args(["--answer", answer]);
    }
    Run::of(&format!("ask {line} {answers:?}"), &command.output().unwrap())
}

#[test]
fn a_procedure_is_told_in_vietnamese() {
    let out = ask(&site(), "1.001500", &["income=6.000.000", "married=có"]).ends(0).out;
    assert_eq!(
        out,
        "1.001500 Trợ cấp
Chưa biết (còn tùy giới tính (sex), giấy tờ đã có (papers), ngày kết hôn (wedding))
  chưa biết Thu nhập thấp
            cần: Một trong các điều sau:
              Thu nhập: dưới 5.000.000\u{a0}₫
              Giới tính: Nữ
  chưa biết Có thẻ căn cước
            cần: Giấy tờ đã có: có “Thẻ căn cước”
  chưa biết Kết hôn chưa lâu
            cần: Một trong các điều sau:
              Chưa kết hôn
              Ngày kết hôn: không quá 5 năm trước hôm nay
Câu hỏi tiếp theo: Đã có những gì? (còn nhiều nhất 3 câu)
  --answer papers=...  một hay nhiều, nối bằng +: card (Thẻ căn cước), proof (Giấy chứng nhận (C+)); ? là “tôi không biết”
"
    );
}

#[test]
fn and_in_english() {
    let out = ask(&site(), "1.001500 --lang en", &["income=6,000,000", "sex=man", "married=no"]).ends(0).out;
    assert_eq!(
        out,
        "1.001500 An allowance
Conditions not met
  not met   A low income
            required: One of these:
              Your income: under 5,000,000\u{a0}VND
              Your sex: Woman
  not known Has an identity card
            required: Your papers: “Identity card”
  met       Not long married
"
    );
}

#[test]
fn answers_are_taken_as_people_write_them() {
    let site = site();
    let told = |answer: &str| ask(&site, "1.001500 --format json", &["today=1/7/2026", answer]).ends(0).out;
    for (spelled, ways) in [
        ("wedding=2020-02-09", &["wedding=9/2/2020", "wedding=09-02-2020", "wedding=ngày 9 tháng 2 năm 2020"][..]),
        ("wedding=2020-02-01", &["wedding=2020-2-1", "wedding=1 tháng 2 2020", "wedding=Mùng 1 tháng 2 năm 2020"]),
        ("income=5000000", &["income=5.000.000", "income=5 triệu", "income=5.000.000 đ", "income= 5000000 "]),
        ("income=-", &["income=không có"]),
        ("income=5500000", &["income=5.5 million", "income=5,5 triệu", "income=5500 thousand"]),
        ("income=1500", &["income=1,500", "income=1.500"]),
        ("copies=5000", &["copies=5,000", "copies=5.000"]),
        ("income=4000000..5000000", &["income=4.000.000..5.000.000", "income=4..5 triệu", "income=4 .. 5 million"]),
        ("income=500000..1000000", &["income=500.000..1 triệu", "income=0,5..1 triệu"]),
        ("income=..5000000", &["income=..5 triệu"]),
        ("sex=female", &["sex=nữ", "sex=NU", "sex=Woman", "sex=Female"]),
        ("sex=?", &["sex=không biết", "sex=tôi không biết", "sex=I don't know"]),
        ("papers=card+proof", &["papers=the can cuoc + giay chung nhan (c )", "papers=Identity card+Certificate"]),
        ("papers=proof", &["papers=Giấy chứng nhận (C+)"]),
        ("papers=card+?", &["papers=thẻ căn cước+?"]),
        (
            "married=yes",
            &["married=có", "married=Co", "married=đã kết hôn", "married=true", "married=rồi", "married=vâng"],
        ),
        ("married=no", &["married=không", "married=KHONG", "married=không có", "married=you are not married"]),
    ] {
        let expected = told(spelled);
        for way in ways {
            assert_eq!(told(way), expected, "{way}");
        }
    }
    let born = |answer: &str| ask(&site, "1.001193 --format json", &[answer]).ends(0).out;
    for (spelled, ways) in [
        ("child_birth_date=1960", &["child_birth_date=năm 1960"][..]),
        (
            "child_birth_date=2026-06",
            &["child_birth_date=06/2026", "child_birth_date=6/2026", "child_birth_date=tháng 6 năm 2026"],
        ),
        ("child_birth_date=2026-01-02..2026-02", &["child_birth_date=2/1/2026..2/2026"]),
    ] {
        for way in ways {
            assert_eq!(born(way), born(spelled), "{way}");
        }
    }
}

#[test]
fn an_answer_that_is_none_is_refused_with_what_is_accepted() {
    let site = site();
    for (line, answer, expected) in [
        (
            "",
            "wedding=1960",
            "lỗi: “1960” không trả lời được câu hỏi `wedding`
  = gợi ý: câu này cần đủ ngày, tháng, năm; nhận ngày/tháng/năm như 27/03/2026, không quá hôm nay; ? là “tôi không biết”
",
        ),
        (
            "--lang en",
            "wedding=06/1960",
            "error: “06/1960” is no answer to the question `wedding`
  = help: this question takes a whole day, not a part of one; it takes day/month/year such as 27/03/2026, or 2026-03-27, \
             no more than today; ? is “I don't know”
",
        ),
        (
            "",
            "wedding=31/02/2026",
            "lỗi: “31/02/2026” không trả lời được câu hỏi `wedding`
  = gợi ý: lịch không có ngày này; ngày viết trước tháng; nhận ngày/tháng/năm như 27/03/2026, không quá hôm nay; ? là “tôi \
             không biết”
",
        ),
        (
            "",
            "wedding=2026-2-31",
            "lỗi: “2026-2-31” không trả lời được câu hỏi `wedding`
  = gợi ý: lịch không có ngày này; ngày viết trước tháng; nhận ngày/tháng/năm như 27/03/2026, không quá hôm nay; ? là “tôi \
             không biết”
",
        ),
        (
            "",
            "wedding=3/4/50",
            "lỗi: “3/4/50” không trả lời được câu hỏi `wedding`
  = gợi ý: viết năm đủ bốn chữ số; nhận ngày/tháng/năm như 27/03/2026, không quá hôm nay; ? là “tôi không biết”
",
        ),
        (
            "",
            "today=2026",
            "lỗi: “2026” không trả lời được câu hỏi `today`
  = gợi ý: câu này cần đủ ngày, tháng, năm; nhận ngày/tháng/năm như 27/03/2026
",
        ),
        (
            "",
            "income=nhiều",
            "lỗi: “nhiều” không trả lời được câu hỏi `income`
  = gợi ý: nhận số tiền bằng đồng như 5.000.000 hay 5 triệu, từ 0\u{a0}₫; ? là “tôi không biết”; - là “không có”
",
        ),
        (
            "",
            "income=10..5 triệu",
            "lỗi: “10..5 triệu” không trả lời được câu hỏi `income`
  = gợi ý: ngoài giới hạn; nhận số tiền bằng đồng như 5.000.000 hay 5 triệu, từ 0\u{a0}₫; ? là “tôi không biết”; - là “không \
             có”
",
        ),
        (
            "",
            "copies=1,5",
            "lỗi: “1,5” không trả lời được câu hỏi `copies`
  = gợi ý: nhận số nguyên như 12; ? là “tôi không biết”
",
        ),
        (
            "",
            "sex=-",
            "lỗi: “-” không trả lời được câu hỏi `sex`
  = gợi ý: câu này bao giờ cũng có câu trả lời; nhận một trong: male (Nam), female (Nữ); ? là “tôi không biết”
",
        ),
        (
            "--lang en",
            "papers=passport",
            "error: “passport” is no answer to the question `papers`
  = help: it takes one or more, joined by +: card (Identity card), proof (Certificate); ? is “I don't know”
",
        ),
        (
            "",
            "married=có lẽ",
            "lỗi: “có lẽ” không trả lời được câu hỏi `married`
  = gợi ý: nhận có hoặc không; ? là “tôi không biết”
",
        ),
        ("", "copis=1", "lỗi: không có câu hỏi `copis`\n  = gợi ý: có phải là `copies`?\n"),
        ("", "copies", "lỗi: “copies” không phải là câu trả lời\n  = gợi ý: viết --answer câu_hỏi=trả_lời\n"),
    ] {
        assert_eq!(ask(&site, &format!("1.001500 {line}"), &[answer]).ends(2).err, expected);
    }
}

#[test]
fn a_code_there_is_not_is_told_apart_from_a_procedure_without_rules() {
    let site = site();
    assert_eq!(
        ask(&site, "1.00119", &[]).ends(2).err,
        "lỗi: không có thủ tục nào mã 1.00119\n  = gợi ý: gần nhất: 1.001193 Đăng ký khai sinh\n"
    );
    ask(&site, "1.001502", &[]).ends(2).says("gần nhất: 1.001500 Trợ cấp; 1.001501 Chưa có quy tắc");
    ask(&site, "nothing", &[]).ends(2).says("`motcua ask` không kèm mã liệt kê");
    ask(&site, "1.001501", &[]).ends(2).says("lỗi: thủ tục 1.001501 Chưa có quy tắc chưa có quy tắc để hỏi đáp\n");
    ask(&site, "1.001501 --lang en", &[]).ends(2).says("has no rules").never_says("lỗi");
    let full = ask(&site, "1.001193.000.00.00.H19", &[]).ends(0).out;
    assert_eq!(full, ask(&site, "1.001193", &[]).ends(0).out);
}

#[test]
fn a_place_goes_by_its_name_and_one_of_before_is_said_to_be_part_of_another() {
    let site = site();
    let ask = |place: &str| ask(&site, "1.001193", &[&format!("place={place}")]);
    let capital = ask("01").ends(0).out;
    for name in ["ha noi", "Hà Nội", "Hanoi", "TP. Hà Nội"] {
        assert_eq!(ask(name).ends(0).out, capital, "{name}");
    }
    let known = ask("08").ends(0).out;
    let before = ask("tỉnh Hà Giang").ends(0).out;
    assert_eq!(before, format!("place: Hà Giang thuộc Tuyên Quang (08) từ ngày 01/07/2025\n{known}"));
    assert!(ask("bac kan").ends(0).out.starts_with("place: Bắc Kạn nay thuộc An Phú (19)\n"));
    assert_eq!(ask("08~ha-giang").ends(0).out, known);
    ask("an phu").ends(2).says("có nhiều nơi tên như vậy: 19 (An Phú), 20 (An Phú, nay thuộc nơi này)");
    ask("Sài Gòn").ends(2).says("nhận một nơi theo tên hoặc mã như \"Hà Nội\"");
    ask("02").ends(2).says("nhận một nơi theo tên hoặc mã");
}

#[test]
fn each_fee_is_told_with_the_law_it_rests_on() {
    let out = ask(&site(), "1.001193", &["place=hanoi", "copies=1"]).ends(0).out;
    let unstated = "chưa có thông tin về mức thu: Lệ phí quá hạn, do tỉnh quy định (có thể)";
    assert!(out.contains(&format!("Phí, lệ phí: 9.000\u{a0}₫; {unstated}\n")), "{out}");
    assert!(out.contains("  8.000\u{a0}₫  Bản sao  [281/2016/TT-BTC]\n"), "{out}");
    assert!(out.contains("  1.000\u{a0}₫  Đóng dấu  [06/2020/NQ-HĐND]\n"), "{out}");
    let out = ask(&site(), "1.001193", &["place=08"]).ends(0).out;
    assert!(out.contains("  3.000\u{a0}₫  Đóng dấu\n"), "{out}");
}

#[test]
fn items_are_called_by_their_names_and_only_versions_in_force_are_shown() {
    let out = ask(&site(), "1.001193", &["child_birth_date=2026-04-01", "copies=2", "place=19"]).ends(0).out;
    assert!(out.starts_with("1.001193 Đăng ký khai sinh\nLàm được\n  đạt       Dưới 14 tuổi\n"), "{out}");
    assert!(!out.contains("Dưới 6 tuổi"), "{out}");
    assert!(out.contains("Giấy tờ cần mang:\n  Giấy chứng sinh\n"), "{out}");
    let unstated = "chưa có thông tin về mức thu: Lệ phí quá hạn, do tỉnh quy định";
    assert!(out.contains(&format!("Phí, lệ phí: 16.000\u{a0}₫; {unstated}\n")), "{out}");
    assert!(out.contains("Hạn 31/05/2026: Đăng ký\n"), "{out}");
}

#[test]
fn a_day_that_is_not_known_is_told_by_what_it_depends_on() {
    let depends = "(còn tùy ngày sinh của trẻ (child_birth_date))";
    let out = ask(&site(), "1.001193", &[]).ends(0).out;
    assert!(out.contains(&format!("Hạn 60 ngày sau ngày sinh của trẻ: Đăng ký {depends}")), "{out}");
    let out = ask(&site(), "1.001193", &["child_birth_date=2026-03"]).ends(0).out;
    assert!(out.contains(&format!("Hạn 30/04/2026 đến 30/05/2026: Đăng ký {depends}")), "{out}");
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
    site.run("ask 1.001193 --site portal --answers me.toml").ends(1).says("me.toml:2:1").says("có phải là `copies`?");
    let site = site.file("me.toml", "copies = \"hai\"\n");
    site.run("ask --site portal --answers me.toml").ends(1).says("me.toml:1:10").says("nhận số nguyên như 12");
    ask(&site, "1.001193", &["child_birth=2026"]).ends(2).says("có phải là `child_birth_date`?");
    ask(&site, "1.001193", &["child_birth_date=1/1/2027"]).ends(2).says("“1/1/2027”").says("ngày này sau hôm nay");
    // A question by what its answer is called.
    ask(&site, "1.001193", &["ngay sinh cua tre=1/4/2026"]).ends(0);
}

#[test]
fn a_site_with_errors_shows_them() {
    let site = site().procedure("1.000001", "name = \"A\"\nnmae = \"B\"");
    site.run("ask --site portal").ends(1).says("toml/unknown-key").says("1.000001.md:3:1");
    Site::nowhere().file("empty/x", "").run("ask --site empty").ends(1).says("content/site.toml");
}

/// What docs/rules.md tells those to copy who start from nothing.
#[test]
fn the_page_on_rules_begins_with_what_works() {
    let page = include_str!("../../docs/rules.md");
    let block = |fence: &str| {
        let (_, rest) = page.split_once(&format!("\n```{fence}\n")).unwrap_or_else(|| panic!("no block {fence}"));
        rest.split_once("```\n").unwrap().0.to_owned()
    };
    let site = Site::nowhere();
    site.run("new portal").ends(0);
    site.write("portal/content/questions.toml", block("toml first questions"));
    site.write("portal/content/procedures/1.000001.md", block("md first procedure"));
    let commands = block("sh");
    let told: Vec<Run> = commands.lines().map(|line| site.run(line.strip_prefix("motcua ").unwrap()).ends(0)).collect();
    let [checked, asked] = told.as_slice() else { panic!("{commands}") };
    assert!(checked.err.contains("nothing found"), "{}", checked.err);
    assert_eq!(asked.out.replace('\u{a0}', " "), block("text first answer"));
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
    assert_eq!(examples.len(), 6, "{help}");
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
