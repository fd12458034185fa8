//! The catalogue goes out as a table and comes back.

use calamine::{Data, Reader, Xlsx};

use crate::Site;

/// A procedure with something in every field, and texts that tables spoil.
const RICH: &str = r#"name = { vi = "=HYPERLINK(\"x\")", en = "Birth, \"registration\"" }
summary = { vi = "  Một | hai; ba\\n  ", en = "@x" }
state = "active"
kind = "national"
levels = ["ministry", "commune"]
publisher = { code = "G15", vi = "Bộ Tư pháp", en = "Ministry" }
fields = ["Hộ tịch", { vi = "A | B", en = "[en: C]" }]
groups = ["Khai sinh"]
business_groups = ["Mở công ty"]
audiences = ["Công dân, người nước ngoài"]
executing = ["Ủy ban nhân dân cấp xã"]
competent = ["-1"]
authorised = ["+2"]
delegated = ["'=3"]
coordinating = ["Công an"]
reception.vi = '''
- Trung tâm
+ Quầy 1'''
requirements = { plain = "vi", vi = "- Trong 60 ngày\n* \"hạn\"", en = "Within **60** days" }
note.vi = "\nmột\n\nhai\\"
keywords = ["làm giấy", { vi = "khai", en = "birth" }]
online = "partial"
return_methods = ["counter", "home"]
decision = "163/QĐ-BTP"
decision_date = 2026-01-16
official_page = "https://dichvucong.gov.vn/x?a=1,2"
updated = 2026-01-16
reviewed = 2026-07-01
review_by = 2027-07-01
citations = ["Luật; điều 1"]

[[step]]
name = { vi = "Nộp", en = "Apply" }
text = { plain = "vi", vi = "- Một\n- Hai", en = "One" }

[[step]]
text = "Chỉ **chữ**"

[[channel]]
kind = "in-person"
time = "1 ngày làm việc"

[[channel]]
kind = "post"
time = "tùy nơi"
note = "chậm hơn"

[[fee]]
channel = "in-person"
name = "Lệ phí"
amount = 8000
note = { vi = "mỗi bản | trang", en = "a copy" }

[[fee]]
channel = "in-person"
free = true

[[fee]]
channel = "post"
amount = 25
currency = "USD"
attachment = "bieu-phi.pdf"

[[document]]
id = "to-khai"
group = { vi = "Phải nộp", en = "To submit" }
name = { vi = "Tờ khai", en = "Form" }
originals = 1
copies = 0
required = true
forms = [{ name = "a.docx", url = "https://x.vn/a.docx" }, { name = "b; c.docx" }]
note = "viết tay"

[[document]]
name = "Giấy tờ khác"

[[service_case]]
code = "1.001193.01"
name = "Đúng hạn"
time = "1 ngày"

[[result]]
id = "KQ1"
name = { vi = "Giấy khai sinh", en = "Certificate" }

[[legal]]
number = "60/2014/QH13"
name = { vi = "Luật Hộ tịch", en = "Law" }
date = 2014-11-20
url = "https://vbpl.vn/x"

[[legal]]
name = "Văn bản không số"
"#;

fn rich() -> Site {
    Site::new()
        .file("portal/content/procedures/1.001193.md", format!("+++\n{RICH}+++\n\n## Lưu ý\n\n- một\n"))
        .file("portal/content/procedures/1.001193.en.md", "+++\n+++\n\nEnglish *body*.\n")
        .procedure("2.000815", "name = \"Chứng thực\"")
        .file("empty/content/site.toml", "title = \"Một cửa\"\n")
}

#[test]
fn a_csv_comes_back_the_same_bytes() {
    let site = rich();
    site.run("export portal -o a.csv").ends(0).says("2 procedures");
    site.run("import a.csv -o empty").ends(0).says("2 understood + 0 rejected").says("3 created");
    site.run("export empty -o b.csv").ends(0);
    assert_eq!(site.read("a.csv"), site.read("b.csv"));
    site.run("check empty --level error").ends(0);
    site.run("import a.csv -o portal").ends(0).says("0 created, 0 changed, 2 unchanged");
}

#[test]
fn a_workbook_comes_back_and_both_sites_are_built_alike() {
    let site = rich();
    site.run("export portal -o a.xlsx").ends(0);
    site.run("import a.xlsx -o empty").ends(0);
    site.run("export empty -o b.xlsx").ends(0);
    assert_eq!(site.bytes("a.xlsx"), site.bytes("b.xlsx"));
    for name in ["portal", "empty"] {
        site.run(&format!("build {name} -o public-{name}")).ends(0);
    }
    let pages = site.files("public-portal");
    assert!(pages.len() > 10);
    assert_eq!(pages, site.files("public-empty"));
    for page in pages {
        assert!(site.bytes(&format!("public-portal/{page}")) == site.bytes(&format!("public-empty/{page}")), "{page}");
    }
}

#[test]
fn only_what_a_colleague_changed_is_taken() {
    let site = rich();
    let record = "{\"code\": \"3.000001\", \"name\": \"Đăng ký\", \"executionSteps\": [{\"name\": \"A\", \"description\": \"- b\"}]}";
    site.write("3.json", record);
    site.run("import 3.json -o portal").ends(0);
    site.run("export portal -o a.csv").ends(0);
    site.write("a.csv", site.read("a.csv").replace("3.000001,Đăng ký", "3.000001,Đăng ký mới"));
    site.run("import a.csv -o portal")
        .ends(0)
        .says("created   content/procedures/3.000001.md")
        .says("1 created, 0 changed, 2 unchanged");
    assert_eq!(site.read("portal/content/procedures/3.000001.md"), "+++\nname = \"Đăng ký mới\"\n+++\n");
}

#[test]
fn in_a_workbook_codes_are_text_and_formulas_are_words() {
    let site = rich();
    site.run("export portal -o a.xlsx").ends(0);
    let mut book: Xlsx<_> = calamine::open_workbook(site.path("a.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Thủ tục", "Hướng dẫn"]);
    let sheet = book.worksheet_range("Thủ tục").unwrap();
    assert_eq!(sheet.get((0, 0)), Some(&Data::String("Mã số (code)".into())));
    assert_eq!(sheet.get((1, 0)), Some(&Data::String("1.001193".into())));
    assert_eq!(sheet.get((1, 1)), Some(&Data::String("=HYPERLINK(\"x\")".into())));
    assert!(book.worksheet_formula("Thủ tục").unwrap().is_empty());
}

#[test]
fn in_a_csv_no_cell_is_a_formula() {
    let site = rich();
    site.run("export portal -o a.csv").ends(0);
    let text = site.read("a.csv");
    assert!(text.starts_with("\u{feff}Mã số (code),Tên (name),Tên tiếng Anh (name_en)"));
    assert!(text.contains("'=HYPERLINK") && text.contains("'@x") && text.contains("''=3"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for row in reader.records() {
        assert!(row.unwrap().iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    }
}

#[test]
fn fields_and_languages_can_be_chosen() {
    let site = rich();
    let head = |line: &str| {
        site.run(line).ends(0);
        site.read("a.csv").lines().next().unwrap().trim_start_matches('\u{feff}').trim_end().to_owned()
    };
    assert_eq!(
        head("export portal -o a.csv --fields summary,name_en"),
        "Mã số (code),Tên tiếng Anh (name_en),Tóm tắt (summary),Tóm tắt tiếng Anh (summary_en)"
    );
    assert_eq!(
        head("export portal -o a.csv --fields name,online --lang vi"),
        "Mã số (code),Tên (name),Trực tuyến (online)"
    );
    assert_eq!(head("export portal -o a.csv --fields name --lang en"), "Mã số (code),Tên tiếng Anh (name_en)");
    site.run("export portal -o a.csv --fields colour").ends(2).says("the fields are");
    site.run("export portal -o a.ods").ends(2).says(".xlsx or .csv");
}

#[test]
fn a_cell_that_is_too_long_for_a_workbook_is_named() {
    let site = rich().procedure("3.000001", &format!("name = \"Dài\"\nsummary = \"{}\"", "ă".repeat(32_768)));
    let run = site.run("export portal -o a.xlsx").ends(2);
    run.says("3.000001: `summary` has 32768 characters").says("nothing was written").says("-o FILE.csv");
    assert!(!site.path("a.xlsx").exists());
    site.run("export portal -o a.xlsx --keep-going").ends(0).says("left empty: 3.000001");
    site.run("import a.xlsx -o portal").ends(0).says("0 created, 0 changed, 3 unchanged");
}

#[test]
fn equal_catalogues_give_equal_bytes() {
    let site = rich();
    for name in ["a", "b"] {
        site.run(&format!("export portal -o {name}.xlsx --threads 1")).ends(0);
        let output = site
            .command(&format!("export portal -o {name}-now.xlsx"))
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .unwrap();
        assert!(output.status.success());
    }
    assert_eq!(site.bytes("a.xlsx"), site.bytes("b.xlsx"));
    assert_eq!(site.bytes("a-now.xlsx"), site.bytes("b-now.xlsx"));
}

#[test]
fn a_record_that_cannot_be_read_is_said_to_be_missing() {
    let site = rich().procedure("9.000001", "nmae = \"x\"");
    site.run("export portal -o a.csv").ends(1).says("9.000001.md:2:1").says("1 record could not be used");
    assert_eq!(site.files(".").iter().filter(|name| name.ends_with(".csv")).count(), 1);
}
