//! What looks like a number, a month or a row of its own, and is none.

use super::harness::{read, read_with};
use crate::dataset::read_datasets;
use crate::files::{FileTable, MemoryFiles};

/// The head of a table that is read, and its first row.
fn head(text: &str) -> String {
    read(text).table().lines().take(2).collect::<Vec<_>>().join(" / ")
}

#[test]
fn numbers_of_telephones_and_cards_keep_their_zeros_and_their_signs() {
    assert_eq!(head("Tên,Liên hệ\na,0912345678\nb,+84913345678\n"), "ten:text | lien_he:code / a | 0912345678");
    assert_eq!(head("Tên,Điện thoại\na,+84 912 345 678\n"), "ten:text | dien_thoai:code / a | +84 912 345 678");
    assert_eq!(head("Tên,CMND\na,271 234 567\nb,271 234 568\n"), "ten:text | cmnd:code / a | 271 234 567");
    // Amounts in thousands stay numbers.
    assert!(head("Tên,Số tiền\na,1 234 567\nb,2 345 678\n").contains("so_tien:integer"));
}

#[test]
fn marks_of_notes_in_brackets_are_no_debts() {
    assert_eq!(head("Tên,Ghi chú\na,(1)\nb,\nc,(2)\n"), "ten:text | ghi_chu:text / a | (1)");
    assert_eq!(head("Tên,Chênh lệch\na,(12)\nb,150\n"), "ten:text | chenh_lech:integer / a | -12");
}

#[test]
fn numbers_of_documents_scales_and_classes_are_no_months_and_no_money() {
    assert!(head("Tên,Số văn bản\na,01/2024\nb,12/2023\n").contains("so_van_ban:code"));
    assert!(head("Tên,Tỷ lệ\na,1/2000\nb,1/1000\n").contains("ty_le:text"));
    assert!(head("Tên,Kỳ\na,01/2024\nb,12/2023\n").contains("ky:month"));
    assert!(head("Tên,Lớp\na,10Đ\nb,11Đ\n").contains("lop:text"));
    assert!(head("Tên,Giá\na,1.000.000 Đ\nb,2.000.000 Đ\n").contains("gia:money"));
}

#[test]
fn codes_versions_and_coordinates_do_not_say_how_amounts_are_written() {
    for (name, codes) in
        [("Mã chỉ tiêu", ["1.1", "1.2"]), ("Phiên bản", ["1.5", "2.0"]), ("Vĩ độ", ["10.0341", "10.5"])]
    {
        let text = format!("{name};Giá trị (triệu đồng)\n{};1.234\n{};5.678\n", codes[0], codes[1]);
        let found = read(&text).findings;
        assert!(found.iter().any(|found| found.contains("dataset/decimal")), "{name}: {found:?}");
    }
}

#[test]
fn a_last_row_that_is_called_a_sum_and_is_one_is_asked_about() {
    for name in ["Tổng hồ sơ", "TỔNG SỐ HỒ SƠ ĐÃ TIẾP NHẬN", "Cộng hai đơn vị"] {
        let rows = |sum: u32| format!("Đơn vị,Hồ sơ\na,10\nb,20\nc,5\n{name},{sum}\n");
        let asked = read(&rows(35)).findings;
        assert!(asked.iter().any(|found| found.contains("dataset/total-row")), "{name}: {asked:?}");
        let dropped = read_with("totals = \"drop\"", &rows(35));
        assert_eq!((dropped.findings, dropped.rows.len()), (Vec::new(), 3), "{name}");
        // What is called so and is no sum is a row like any other.
        assert_eq!(read(&rows(36)).rows.len(), 4);
    }
}

#[test]
fn a_sum_takes_nothing_from_the_cells_above_it() {
    let toml = "totals = \"keep\"\n[[column]]\nsource = \"Huyện\"\nblank = \"above\"\n";
    let outcome = read_with(toml, "Huyện;Xã;Số\nA;x;1\n;y;2\n;Cộng;3\nB;z;4\n;t;5\n;Tổng cộng;12\n");
    let districts: Vec<&str> = outcome.rows.iter().map(|row| &*row[0]).collect();
    assert_eq!(districts, ["A", "A", "", "B", "B", ""]);
}

#[test]
fn a_table_of_groups_alone_is_an_error() {
    let found = read_with("groups = \"column\"", "Nhóm;Xã;Số\nA;Xã X;10\nB;Xã Y;20\nC;Xã Z;30\n").findings;
    assert!(found.iter().any(|found| found.contains("dataset/empty")), "{found:?}");
}

#[test]
fn a_day_with_a_strange_blank_behind_it_harms_nothing() {
    for blank in ['\u{2028}', '\u{1680}', '\u{3000}'] {
        read(&format!("Tên,Ngày\na,1/2/24{blank} 00:00:00\nb,2/2/24\n"));
    }
}

#[test]
fn thousands_of_equal_headings_are_numbered() {
    let text = format!("{}\n{}\n", vec!["Số"; 6000].join(","), vec!["1"; 6000].join(","));
    assert!(read(&text).table().starts_with("so:integer | so_2:integer | so_3:integer"));
}

#[test]
fn halves_of_a_number_are_not_offered_to_be_left_out() {
    let help = |text: &str| {
        let files = MemoryFiles::default()
            .with("datasets/a/dataset.toml", "title = \"A\"\nfile = \"a.csv\"\n")
            .with("datasets/a/a.csv", text);
        let (_, found) = read_datasets(&files, &mut FileTable::default());
        found.into_iter().find(|found| found.rule == "dataset/long-row").and_then(|found| found.help).unwrap()
    };
    let cut = help("Xã,Dân số (nghìn)\nAn Bình,1,5\nCái Khế,2,25\n");
    assert!(cut.ends_with("\"1\" and \"5\" may be the halves of one number"), "{cut}");
    assert!(help("Xã,Ghi chú\nAn Bình,đẹp,to\nCái Khế,xa\n").contains("long_rows = \"drop\""));
}
