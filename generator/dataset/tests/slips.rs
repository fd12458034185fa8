//! Cells that were written in another way than those around them: they are named, with what keeps them.

use super::harness::{mended, read, read_with};
use crate::dataset::read_datasets;
use crate::files::{FileTable, MemoryFiles};

/// What is to be done about a table, by the rules that ask.
fn helps(toml: &str, text: &str) -> Vec<(&'static str, String)> {
    let files = MemoryFiles::default()
        .with("datasets/thu/dataset.toml", format!("title = \"Thử\"\nfile = \"thu.csv\"\n{toml}"))
        .with("datasets/thu/thu.csv", text);
    let (_, found) = read_datasets(&files, &mut FileTable::default());
    found.into_iter().filter_map(|found| Some((found.rule, found.help?))).collect()
}

/// A line in the description of a column.
fn note(column: &str, line: &str) -> String {
    format!("[[column]]\nsource = \"{column}\"\n{line}\n")
}

const MARKS: &str = "tên,vĩ độ\na,20.8172\nb,20.8173\nc,20.8174\nd,\"20,8301\"\ne,20.8176\n";

#[test]
fn the_mark_of_most_numbers_is_proposed_and_the_others_are_kept() {
    let (asked, mended) = mended(MARKS);
    assert_eq!(
        asked,
        [
            "5:3 dataset/decimal: \"vĩ độ\" has decimals behind a point in 4 cells: \"20.8172\" (line 2, column 3), \"20.8173\" \
          (line 3, column 3), \"20.8174\" (line 4, column 3) and 1 more; behind a comma in 1 cell: \"20,8301\" (line 5, \
          column 3) => [[column]] | source = \"vĩ độ\" | decimal = \".\""
        ]
    );
    // No line is offered that would take the number away.
    assert_eq!(mended.findings, ["5:3 dataset/bad-value: row 4 of \"vĩ độ\": \"20,8301\" is no coordinate"]);
    let help = helps(&note("vĩ độ", "decimal = \".\""), MARKS);
    assert!(
        help.contains(&("dataset/bad-value", "correct them in the file: \"20.8301\" for \"20,8301\"".into())),
        "{help:?}"
    );
}

#[test]
fn where_most_of_a_column_contradicts_what_is_said_what_is_said_is_to_change() {
    let help = |toml: &str| helps(toml, MARKS).into_iter().find(|(rule, _)| *rule == "dataset/bad-value").unwrap().1;
    let wanted = "4 of 5 cells of the column can be read with decimal = \".\": write that";
    assert_eq!(help(&note("vĩ độ", "decimal = \",\"")), format!("{wanted} in place of what is there"));
    assert!(!read_with(&note("vĩ độ", "decimal = \",\""), MARKS).findings[0].contains("=>"));
    // What is said of all columns is said otherwise of one.
    assert_eq!(help("decimal = \",\"\n"), wanted);
    assert!(
        read_with("decimal = \",\"\n", MARKS).findings[0]
            .ends_with("=> [[column]] | source = \"vĩ độ\" | decimal = \".\"")
    );
    let dates = "tên,ngày\na,13/04/2025\nb,14/04/2025\nc,4/15/2025\n";
    assert!(read(dates).findings[0].ends_with("dates = \"dmy\""));
    let said = read_with(&note("ngày", "dates = \"dmy\""), dates).findings;
    assert_eq!(said, ["4:3 dataset/bad-value: row 3 of \"ngày\": \"4/15/2025\" is no date"]);
    assert!(read_with("dates = \"mdy\"", dates).findings[0].ends_with("dates = \"dmy\""));
}

#[test]
fn only_what_is_no_value_is_offered_to_be_taken_for_nothing() {
    let offered = |kind: &str, cells: [&str; 5]| {
        let rows = cells.map(|cell| format!("{cell},x\n")).concat();
        let said = read_with(&note("số", &format!("type = \"{kind}\"")), &format!("số,b\n{rows}"));
        said.findings[0].split_once(" => ").map(|(_, line)| line.to_owned())
    };
    assert_eq!(offered("integer", ["1", "2", "nháp", "3", "4"]).as_deref(), Some("null = [\"nháp\"]"));
    for odd in ["12 kg", "2O", "3.5"] {
        assert_eq!(offered("integer", ["1", "2", odd, "3", "4"]), None, "{odd}");
    }
    assert_eq!(offered("date", ["2025-01-02", "2025-01-03", "04/2025", "2025-01-05", "2025-01-06"]), None);
    // Nor most of a column.
    assert_eq!(offered("integer", ["a", "b", "c", "3", "4"]), None);
}

#[test]
fn a_letter_among_digits_is_to_be_corrected_and_makes_no_words_of_a_column() {
    let text = "tên,vĩ độ\na,20.8172\nb,2O.8301\nc,20.8174\n";
    let found = read(text).findings;
    assert!(found.len() == 1 && found[0].starts_with("3:3 dataset/odd-cells: 2 of 3 cells"), "{found:?}");
    assert!(!found[0].contains("=>"));
    let help = &helps("", text).into_iter().find(|(rule, _)| *rule == "dataset/odd-cells").unwrap().1;
    assert!(
        help.starts_with("correct the cells in the file, where letters stand for digits: \"20.8301\" for \"2O.8301\""),
        "{help}"
    );
    assert_eq!(read("mã\nO1\n12\n13\n").findings, [""; 0]);
}

#[test]
fn coordinates_that_cannot_be_are_told_with_their_rows() {
    let told = |rows: &str| read(&format!("tên,vĩ độ,kinh độ\na,20.8172,106.6881\n{rows}")).findings;
    assert_eq!(told("b,20.8173,106.6882\nc,,\nd,-90,180\n"), [""; 0]);
    assert_eq!(
        told("b,106.6882,20.8173\nc,20.8174,106.6883\nd,106.6884,20.8175\n"),
        [
            "3:3 dataset/exchanged: row 2 has 106.6882 as \"vĩ độ\" and 20.8173 as \"kinh độ\": the two are probably exchanged; 2 \
          times, in rows 2, 4"
        ]
    );
    assert_eq!(
        told("b,208301,1066882\n"),
        [
            "3:3 dataset/degrees: row 2 of \"vĩ độ\": 208301 is beyond 90 degrees",
            "3:10 dataset/degrees: row 2 of \"kinh độ\": 1066882 is beyond 180 degrees",
        ]
    );
    // Metres are no degrees.
    let metres = "x,y\n2301234.5,587654.25\n";
    assert_eq!(read(metres).findings, [""; 0]);
    let said = read_with("coordinates = { latitude = \"x\", longitude = \"y\" }\n", metres).findings;
    assert_eq!(said.len(), 2, "{said:?}");
}

#[test]
fn days_that_are_written_in_several_ways_are_told() {
    let text = "tên,ngày báo cáo\na,01/09/26\nb,31/9/2026\nc,05-09-2026\n";
    let (asked, mended) = mended(text);
    assert_eq!(
        asked,
        [
            "2:3 dataset/odd-cells: 1 of 3 cells of \"ngày báo cáo\" are days whose year has two digits, such as \"01/09/26\" in row \
          1; row 2: \"31/9/2026\" is no day of any calendar: the column is read as text => [[column]] | source = \"ngày báo cáo\" \
          | type = \"date\""
        ]
    );
    assert!(
        mended.findings[0].starts_with("3:3 dataset/bad-value: row 2 of \"ngày báo cáo\": \"31/9/2026\" is no date")
    );
    // Below a heading that speaks of days half of the cells are enough.
    let odd = read("tên,ngày\na,1/9/2026\nb,13/9/2026\nc,chưa rõ\nd,31/9\n").findings;
    assert!(
        odd.len() == 1 && odd[0].starts_with("4:3 dataset/odd-cells: 2 of 4 cells of \"ngày\" are each a date"),
        "{odd:?}"
    );
    assert_eq!(read("tên,số ngày\na,5\nb,làm ngay\nc,sau 1/9/2026\n").findings, [""; 0]);
}

#[test]
fn lines_about_the_file_say_that_they_stand_above_the_columns() {
    let tables = [
        "stt,tỉnh,số\n1,Hà Nội,1\n2,Huế,2\n,Tổng cộng,3\n",
        "stt,xã,số\n,Huyện A,\n1,Xã Một,120\n2,Xã Hai,130\n,Huyện B,\n1,Xã Ba,140\n2,Xã Bốn,150\n",
        "Hà Nội,1\nHuế,2\n",
    ];
    for (text, line) in tables.into_iter().zip(["totals = ", "groups = ", "header_rows = "]) {
        let found = read(text).findings;
        assert!(found.iter().any(|found| found.contains(&format!("=> {line}"))), "{found:?}");
        assert!(
            helps("", text).iter().any(|(_, help)| help.starts_with(&format!("above the first [[column]]: {line}"))),
            "{text}"
        );
    }
}
