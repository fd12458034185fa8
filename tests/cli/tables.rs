//! An agency's table is laid over the content, cell by cell.

use crate::Site;

const BIRTH: &str = "name = { vi = \"Đăng ký khai sinh\", en = \"Birth registration\" }\nonline = \"full\"";

fn file(site: &Site, code: &str) -> String {
    site.read(&format!("portal/content/procedures/{code}.md"))
}

#[test]
fn a_row_becomes_a_file_and_a_second_import_changes_nothing() {
    let site =
        Site::new().file("t.csv", "Mã số,Tên,Lĩnh vực\n1.001193,Đăng ký khai sinh,Hộ tịch\n2.000815,Chứng thực,\n");
    let run = site.run("import t.csv -o portal").ends(0);
    run.says("created   content/procedures/1.001193.md").says("2 created, 0 changed, 0 unchanged");
    assert_eq!(file(&site, "1.001193"), "+++\nname = \"Đăng ký khai sinh\"\nfields = [\"Hộ tịch\"]\n+++\n");
    site.run("import t.csv -o portal").ends(0).says("0 created, 0 changed, 2 unchanged");
    site.run("check portal --level error").ends(0).says("2 records = 2 procedures");
}

#[test]
fn the_table_wins_where_it_speaks_and_all_else_stays() {
    let site = Site::new()
        .procedure("1.001193", &format!("{BIRTH}\n[[step]]\ntext = \"Nộp\""))
        .file("t.csv", "code,name,name_en,online\n1.001193,Khai sinh,Birth registration,\n");
    site.write("portal/content/procedures/2.000815.md", "+++\n# giữ lời này\nname = \"Chứng thực\"\n+++\nThân bài.\n");
    site.run("import t.csv -o portal").ends(0).says("changed   content/procedures/1.001193.md: name\n");
    let text = "+++\nname = { vi = \"Khai sinh\", en = \"Birth registration\" }\nonline = \"full\"\n[[step]]\ntext = \"Nộp\"\n+++\n";
    assert_eq!(file(&site, "1.001193"), text);
    assert!(file(&site, "2.000815").contains("# giữ lời này"));
}

#[test]
fn a_file_that_does_not_change_keeps_its_comments() {
    let text = "+++\n# giữ lời này\nname = \"Chứng thực\"\n+++\n";
    let site = Site::new()
        .file("portal/content/procedures/2.000815.md", text)
        .file("t.csv", "code,name\n2.000815,Chứng thực\n");
    site.run("import t.csv -o portal").ends(0).says("1 unchanged");
    assert_eq!(file(&site, "2.000815"), text);
}

#[test]
fn an_emptied_cell_takes_away_only_where_one_asks() {
    let site =
        Site::new().procedure("1.001193", BIRTH).file("t.csv", "code,name,online\n1.001193,Đăng ký khai sinh,\n");
    site.run("import t.csv -o portal").ends(0).says("1 unchanged");
    site.run("import t.csv -o portal --clear-empty").ends(0).says("changed   content/procedures/1.001193.md: online");
    assert!(!file(&site, "1.001193").contains("online"));
}

#[test]
fn what_an_official_record_says_is_no_edit_and_cannot_be_taken_away() {
    let record = "{\"code\": \"1.001193\", \"name\": \"Đăng ký khai sinh\", \"executionSteps\": []}";
    let site = Site::new().file("1.json", record).file("t.csv", "code,name,summary\n1.001193,Đăng ký khai sinh,\n");
    site.run("import 1.json -o portal").ends(0);
    site.run("import t.csv -o portal").ends(0).says("1 unchanged");
    assert!(site.files("portal/content/procedures").is_empty());
    site.write("t.csv", "code,name\n1.001193,\n");
    site.run("import t.csv -o portal --clear-empty").ends(0).says("import/official-stays");
}

#[test]
fn one_bad_row_keeps_everything_out_unless_one_goes_on() {
    let rows = "code,name,online\n1.001193,Khai sinh,full\n../x,Ra ngoài,\n1.001193,Lần nữa,\n2.000815,Chứng thực,sometimes\n,Không mã,\n3.000001,Tốt,\n";
    let site = Site::new().file("t.csv", rows);
    let run = site.run("import t.csv -o portal").ends(1).says("nothing was written");
    let run = run.says("error[import/code]").says("t.csv:3:1").says("error[import/code-twice]").says("t.csv:4:1");
    run.says("error[table/not-understood]")
        .says("t.csv:5:")
        .says("error[table/no-code]")
        .says("6 records of 1 file = 2 understood + 4 rejected");
    assert!(site.files("portal/content/procedures").is_empty());
    site.run("import t.csv -o portal --keep-going").ends(1).says("2 created");
    assert_eq!(site.files("portal/content/procedures"), ["1.001193.md", "3.000001.md"]);
    assert_eq!(
        site.files("."),
        [
            "portal/content/procedures/1.001193.md",
            "portal/content/procedures/3.000001.md",
            "portal/content/site.toml",
            "t.csv"
        ]
    );
}

#[test]
fn columns_can_be_named_on_the_command_line() {
    let site = Site::new().file("t.csv", "Ký hiệu;Nội dung\n1.001193;Khai sinh\n");
    site.run("import t.csv -o portal").ends(1).says("table/no-headings").says("columns");
    let output = site.command("import t.csv -o portal --columns").arg("code=Ký hiệu,name=Nội dung").output().unwrap();
    crate::Run::of("import", &output).ends(0).says("1 created");
    site.run("import t.csv -o portal --columns colour=X").ends(2).says("the fields are code, name");
}

#[test]
fn a_heading_may_have_commas_and_the_others_are_recognised_as_ever() {
    let file_of = |columns: &[&str]| {
        let table = "Mã TTHC;Việc, nhóm việc;Lĩnh vực;Từ khóa\n1.001193;Khai sinh;Hộ tịch;làm giấy\n";
        let site = Site::new().file("t.csv", table);
        let output = site.command("import t.csv -o portal --columns").args(columns).output().unwrap();
        crate::Run::of("import", &output).ends(0).never_says("table/");
        file(&site, "1.001193")
    };
    assert_eq!(
        file_of(&["name=Việc, nhóm việc,fields="]),
        "+++\nname = \"Khai sinh\"\nkeywords = [\"làm giấy\"]\n+++\n"
    );
    assert_eq!(
        file_of(&["name=Việc, nhóm việc", "--columns", "summary=Lĩnh vực"]),
        "+++\nname = \"Khai sinh\"\nsummary = \"Hộ tịch\"\nkeywords = [\"làm giấy\"]\n+++\n"
    );
}

#[test]
fn a_file_with_mistakes_is_left_to_its_author() {
    let site = Site::new().procedure("1.001193", "nmae = \"x\"").file("t.csv", "code,name\n1.001193,Khai sinh\n");
    let run = site.run("import t.csv -o portal --keep-going").ends(1);
    run.says("content/procedures/1.001193.md:2:1").says("import/content");
    assert!(file(&site, "1.001193").contains("nmae"));
}

#[test]
fn a_code_that_a_spreadsheet_made_a_number_is_refused_where_it_lost_zeros() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Mã số", "Tên"]).unwrap();
    sheet.write(1, 0, 1.00119).unwrap();
    sheet.write(1, 1, "Khai sinh").unwrap();
    let site = Site::new().file("t.xlsx", book.save_to_buffer().unwrap());
    site.run("import t.xlsx -o portal")
        .ends(1)
        .says("t.xlsx:A2")
        .says("may have lost zeros")
        .says("0 understood + 1 rejected");
}

#[test]
fn english_below_the_front_matter_has_its_own_file() {
    let site = Site::new()
        .procedure("1.001193", BIRTH)
        .file("t.csv", "code,body,body_en\n1.001193,\"1. Lưu ý\",\"markdown:\nSee **here**.\"\n");
    site.run("import t.csv -o portal").ends(0).says("1.001193.en.md").says("1.001193.md: body");
    assert_eq!(site.read("portal/content/procedures/1.001193.en.md"), "+++\n+++\n\nSee **here**.\n");
    assert!(file(&site, "1.001193").ends_with("+++\n\n1\\. Lưu ý\n"));
    site.run("import t.csv -o portal").ends(0).says("0 created, 0 changed");
}

#[test]
fn a_site_of_official_sources_alone_learns_to_read_its_content() {
    let config = "title = \"x\"\n\n[[source]]\nkind = \"portal-json\"\npath = \"catalogue/*\"\n";
    let site =
        Site::nowhere().file("portal/content/site.toml", config).file("t.csv", "code,name\n1.001193,Khai sinh\n");
    site.run("import t.csv -o portal").ends(0).says("updated   content/site.toml");
    site.run("check portal --level error").ends(0).says("1 record = 1 procedure");
}

#[test]
fn a_quote_that_is_never_closed_is_an_error_where_it_opens() {
    let rows = "code,name\n1.000001,A\n1.000002,\"B\n1.000003,C\n";
    let site = Site::new().file("t.csv", rows);
    let run = site.run("import t.csv -o portal").ends(1).says("error[table/unclosed-quote]").says("t.csv:3:10");
    run.says("2 records of 1 file = 1 understood + 1 rejected").says("nothing was written");
    for rows in ["code,name\n1.000001,\"A\"", "code,name\n1.000001,\"A\"b\"", "code,name\n1.000001,A\""] {
        let site = Site::new().file("t.csv", rows);
        site.run("import t.csv -o portal").ends(0).says("1 created");
    }
    let site = Site::new().file("t.csv", "code,name\n1.000001,\"");
    site.run("import t.csv -o portal").ends(1).says("t.csv:2:10");
}

#[test]
fn an_emptied_cell_takes_english_away_from_the_file_that_has_it() {
    let english = "+++\nname = \"Birth\"\nsummary = \"Short\"\nreception = \"Here\"\nrequirements = \"None\"\nnote = \"Note\"\n+++\n\nBody.\n";
    let columns = "code,name_en,summary_en,reception_en,requirements_en,note_en";
    let site = Site::new()
        .procedure("1.001193", "name = { vi = \"Khai sinh\", en = \"Birth registration\" }")
        .file("portal/content/procedures/1.001193.en.md", english)
        .file("t.csv", format!("{columns}\n1.001193,,,,,\n"));
    site.run("import t.csv -o portal").ends(0).says("1 unchanged");
    site.run("import t.csv -o portal --clear-empty").ends(0).says("1.001193.en.md: name, summary");
    assert_eq!(site.read("portal/content/procedures/1.001193.en.md"), "+++\n+++\n\nBody.\n");
    assert_eq!(file(&site, "1.001193"), "+++\nname = \"Khai sinh\"\n+++\n");
    site.run("import t.csv -o portal --clear-empty").ends(0).says("0 created, 0 changed");
}

const OFFICIAL: &str = r#"{"code": "1.001193", "name": "Đăng ký khai sinh", "executionSteps": [{"name": "A", "description": "b"}, {"name": "C", "description": "d"}]}"#;

#[test]
fn what_takes_the_place_of_an_official_record_is_said_with_its_numbers() {
    let site = Site::new().file("1.json", OFFICIAL).file("t.csv", "code,name,steps\n1.001193,Khai sinh,Nộp\n");
    let said = "warning[import/replaces-official]: content/procedures/1.001193.md: name: a text takes the place of the official one; \
                steps: 2 of the official record become 1";
    // The record counts before it is in the site.
    site.run("import 1.json t.csv -o portal --dry-run").ends(0).says(said).says("--columns name=,steps=");
    site.run("import 1.json -o portal").ends(0);
    site.run("import t.csv -o portal --dry-run").ends(0).says(said);
    site.run("import t.csv -o portal").ends(0).says(said);
    // From then on the words are the editors' own.
    site.write("t.csv", "code,name,steps\n1.001193,Khai sinh,Nộp đơn\n");
    site.run("import t.csv -o portal").ends(0).says("1.001193.md: steps").never_says("replaces-official");
}

#[test]
fn a_column_without_a_field_is_one_warning_and_a_cell_that_is_refused_says_what_to_write() {
    let table = "STT,Mã TTHC,Thời hạn giải quyết,Ghi chú riêng\n1,1.000001,Trong ngày,a\n2,1.000002,10 ngày,\n";
    let site = Site::new().file("t.csv", table);
    let run = site.run("import t.csv -o portal").ends(0).says("warning[table/unknown-column]").never_says("\"STT\"");
    let run = run.says("\"Thời hạn giải quyết\" is not read: it has no field, and 2 rows say something in it");
    run.says("in-person | 5 ngày làm việc").says("--columns 'note=Ghi chú riêng'").says("t.csv:1:13");
    for (cell, said) in [("Trong ngày", "Trong ngày"), ("online | 10 ngày | 200.000", "200.000")] {
        site.write("t.csv", format!("code,channels\n1.000001,{cell}\n"));
        let run = site.run("import t.csv -o portal").ends(1);
        let run = run.says(&format!("error[table/not-understood]: `channels` is not understood: {said}\n"));
        run.says("200000, 200.000 đồng, free, or ? where nobody says").never_says("kept in the note");
    }
}

#[test]
fn names_and_numbers_of_laws_in_one_line_are_several_and_come_back_from_an_export() {
    let site = Site::new().file("t.csv", "Mã TTHC,Cơ quan thực hiện,Căn cứ pháp lý\n1.000001,UBND cấp xã; tổ chức hành nghề công chứng,\"31/2024/QH15; 151/2025/NĐ-CP\"\n");
    site.run("import t.csv -o portal").ends(0);
    let text = file(&site, "1.000001");
    assert!(text.contains("executing = [\"UBND cấp xã\", \"tổ chức hành nghề công chứng\"]"), "{text}");
    assert_eq!(text.matches("[[legal]]").count(), 2, "{text}");
    // A semicolon inside a name stays one.
    site.write("portal/content/procedures/1.000001.md", text.replace("UBND cấp xã", "UBND; cấp xã"));
    site.run("export portal -o a.csv").ends(0);
    site.run("import a.csv -o portal").ends(0).says("0 created, 0 changed, 1 unchanged");
}

const RULED: &str = r#"# Tên
name = "Khai sinh"  # như luật
keywords = [
  "a",  # ba dấu ]
]

# Bước
[[step]]
text = """
[[condition]] = #
"""

[[document]]
id = "to-khai"
name = "Tờ khai"
when = 'true'

# Điều kiện
[[condition]]
id = "late"
requires = 'false'
# Phí
[[fee]]
id = "fee"
amount = "1000"
"#;

#[test]
fn rules_and_comments_stay_where_a_row_changes_fields() {
    let site = Site::new().procedure("1.001193", RULED.trim_end()).procedure("2.000815", "name = \"Chứng thực\"");
    let table = "code,keywords,name,documents,steps,channels,fields\n1.001193,b,Khai sinh mới,Tờ khai | 1 | | | | to-khai,Nộp,online | 1 ngày | 5000,Hộ tịch\n";
    site.write("t.csv", table);
    let run = site.run("import t.csv -o portal").ends(0);
    run.says("changed   content/procedures/1.001193.md: name, fields, steps, channels, documents, keywords");
    let wanted = r#"+++
# Tên
name = "Khai sinh mới"
fields = ["Hộ tịch"]
keywords = ["b"]

# Bước
[[step]]
text = { plain = "vi", vi = "Nộp" }

[[channel]]
kind = "online"
time = "1 ngày"

[[fee]]
channel = "online"
amount = 5000

[[document]]
id = "to-khai"
name = "Tờ khai"
originals = 1
when = 'true'

# Điều kiện
[[condition]]
id = "late"
requires = 'false'
# Phí
[[fee]]
id = "fee"
amount = "1000"
+++
"#;
    assert_eq!(file(&site, "1.001193"), wanted);
    site.run("import t.csv -o portal").ends(0).says("1 unchanged");
}

#[test]
fn a_row_that_would_lose_rules_leaves_the_file_and_the_others_are_written() {
    let site = Site::new().procedure("1.001193", RULED.trim_end()).procedure("2.000815", "name = \"Chứng thực\"");
    site.write("t.csv", "code,name,documents\n1.001193,Khai sinh,Giấy khác\n2.000815,Chứng thực mới,\n");
    let before = file(&site, "1.001193");
    let run = site.run("import t.csv -o portal").ends(0).says("warning[import/rules]").says("is left as it is");
    run.says("0 created, 1 changed, 1 unchanged");
    assert_eq!(file(&site, "1.001193"), before);
    assert!(file(&site, "2.000815").contains("Chứng thực mới"));
}
