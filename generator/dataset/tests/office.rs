//! Tables as offices make them: sums, groups, signatures, units and notes in cells, days that no calendar has; and workbooks.

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::harness::{Outcome, read, read_bytes, read_with};
use crate::dataset::{publish, read_datasets};
use crate::files::{FileTable, MemoryFiles, MemorySink};

/// What is asked about a table, and the table once the first line that is offered has been added.
fn mended(text: &str) -> (Vec<String>, Outcome) {
    let asked = read(text).findings;
    let line = asked[0].split(" => ").nth(1).unwrap().replace(" | ", "\n");
    (asked, read_with(&line, text))
}

/// A workbook of texts and numbers.
fn book(rows: &[&[&str]]) -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(number) => drop(sheet.write(at, column, number).map(|_| ())),
                Err(_) => drop(sheet.write(at, column, *cell).map(|_| ())),
            }
        }
    }
    book
}

#[test]
fn a_sum_is_asked_about_once_and_spoils_no_type() {
    for text in [
        "STT,Tỉnh,Dân số\n1,Hà Nội,8500\n2,Huế,1200\n3,Vinh,500\n4,Đà Lạt,300\nTổng cộng,,10500\n",
        // The last row sums up, and does not say so.
        "STT,Tỉnh,Dân số\n1,Hà Nội,8500\n2,Huế,1200\n3,Vinh,500\n4,Đà Lạt,300\n,,10500\n",
    ] {
        let (asked, outcome) = mended(text);
        assert_eq!(asked.len(), 1, "{asked:?}");
        assert!(asked[0].starts_with("6:1 dataset/total-row"), "{asked:?}");
        assert_eq!(outcome.findings, [""; 0]);
        assert!(outcome.table().starts_with("stt:integer | tinh:text | dan_so:integer\n1 | Hà Nội | 8500\n"));
        assert_eq!(outcome.rows.len(), 4);
        assert!(outcome.repairs.last().unwrap().contains("repair/total-row"), "{:?}", outcome.repairs);
        let kept = read_with("totals = \"keep\"", text);
        assert_eq!(kept.rows.len(), 5);
    }
    // Numbers that are no sum are a row like any other.
    let text = "STT,Tỉnh,Dân số\n1,Hà Nội,8500\n2,Huế,1200\n3,Vinh,500\n,,7\n";
    assert_eq!((read(text).findings, read(text).rows.len()), (Vec::new(), 4));
}

#[test]
fn rows_of_groups_are_asked_about_and_may_become_a_column() {
    let text = "STT;Đơn vị;Thu\nA;Khối tỉnh;300\nI;Y tế;300\n1;Sở Y tế;100\n2;Bệnh viện;200\nB;Khối xã;50\n1;Xã A;50\n;Tổng cộng;350\n";
    let asked = read(text).findings;
    let rules: Vec<&str> = asked.iter().filter_map(|found| found.split([' ', ':']).nth(2)).collect();
    assert_eq!(rules, ["dataset/group-row", "dataset/total-row"], "{asked:?}");
    assert!(asked[0].ends_with("3 times, in rows 2, 3, 6 => groups = \"column\""), "{asked:?}");
    let said = |groups: &str| read_with(&format!("totals = \"drop\"\ngroups = \"{groups}\"\n"), text);
    assert_eq!(
        said("column").table(),
        "stt:integer | don_vi:text | thu:integer | nhom:text\n1 | Sở Y tế | 100 | Khối tỉnh / Y tế\n\
         2 | Bệnh viện | 200 | Khối tỉnh / Y tế\n1 | Xã A | 50 | Khối xã"
    );
    assert_eq!((said("drop").rows.len(), said("keep").rows.len()), (3, 6));
    assert_eq!(said("column").findings, [""; 0]);

    let (asked, outcome) = mended("STT,Xã,Dân số\nHuyện A,,\n1,X1,10\n2,X2,20\nHuyện B,,\n1,X3,30\n");
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert_eq!(outcome.rows[2], ["1", "X3", "30", "Huyện B"]);
    let (asked, outcome) = mended("TT;Nội dung;Số tiền\nI.;Thu;1.700.000\n1.;Phí;1.500.000\n2.;Khác;200.000\n");
    assert!(asked.len() == 1 && outcome.rows.len() == 2, "{asked:?}");
    // Where rows are not numbered, one that lacks everything but its name is one of them.
    for text in ["Xã,Nam,Nữ\nX1,1,2\nX2,,\nX3,3,4\nX4,,\n", "Mục,Tên,Số\nI,a,1\nII,b,2\nIII,c,3\n"] {
        let outcome = read(text);
        assert_eq!((outcome.findings, outcome.rows.len()), (Vec::new(), text.lines().count() - 1));
    }
}

#[test]
fn who_signs_is_no_row() {
    let outcome = read(
        "STT;Đơn vị;Thu;Chi;Ghi chú\n1;Sở Y tế;100;90;\n2;Xã A;200;190;\n(*) Số liệu sơ bộ;;;;\n;;;Huế, ngày 5 tháng 1 năm 2024;\n\
         Người lập biểu;;;;Thủ trưởng\n(Ký, họ tên);;;;(Ký, đóng dấu)\nNguyễn Văn A;;;;Trần Thị B\n",
    );
    assert_eq!((outcome.findings.clone(), outcome.rows.len()), (Vec::new(), 2));
    assert_eq!(outcome.repairs.iter().filter(|repair| repair.contains("repair/footnote")).count(), 5);
    // Offices are values where they stand in a table.
    let people = read("Chức vụ;Họ tên;Máy\nChủ tịch;An;12\nGiám đốc;Bình;\n");
    assert_eq!((people.findings.clone(), people.rows.len()), (Vec::new(), 2));
}

#[test]
fn headings_that_come_again_are_left_out() {
    let outcome = read("Mã,Tên,Số\n01,A,5\n02,B,6\nMã,Tên,Số\n03,C,7\n");
    assert_eq!(outcome.table(), "ma:code | ten:text | so:integer\n01 | A | 5\n02 | B | 6\n03 | C | 7");
    assert!(outcome.findings[0].starts_with("4:1 dataset/heading-again"));
    assert_eq!(outcome.repairs, ["- 4  repair/heading-again: Mã | Tên | Số -> "]);
}

#[test]
fn a_day_no_calendar_has_is_named_first_and_says_what_comes_first() {
    let text = "Tên,Ngày\na,03/04/2024\nb,31/02/2024\nc,05/06/2024\n";
    let (asked, outcome) = mended(text);
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].contains("dataset/mixed-column") && asked[0].ends_with("null = [\"31/02/2024\"]"));
    assert_eq!(outcome.table(), "ten:text | ngay:date\na | 2024-04-03\nb | \nc | 2024-06-05");
    // One that proves nothing leaves the question open, and both are told.
    let both = read("Tên,Ngày\na,03/04/2024\nb,00/00/0000\nc,05/06/2024\n").findings;
    assert!(both[0].contains("dataset/dates") && both[1].contains("dataset/mixed-column"), "{both:?}");
    let declared =
        read_with("[[column]]\nsource = \"Ngày\"\ntype = \"date\"\n", &text.replace("31/02", "30/13")).findings;
    assert!(declared[0].contains("dataset/dates") && declared[1].contains("dataset/bad-value"), "{declared:?}");
}

#[test]
fn units_and_notes_in_every_cell_are_read_once_they_are_said() {
    for (text, wanted) in [
        ("Tên,Phí\na,1.500.000 dong\nb,200.000 dong\n", "ten:text | phi:money\na | 1500000\nb | 200000"),
        ("Tên;Phí\na;1,5 triệu đồng\nb;2 triệu đồng\n", "ten:text | phi:decimal\na | 1.5\nb | 2"),
        ("Tên,Phí\na,1.500.000đ/hồ sơ\nb,200.000đ/hồ sơ\n", "ten:text | phi:decimal\na | 1500000\nb | 200000"),
        (
            "Xã,Số\nA,1200*\nB,1300\nC,1400(*)\nD,1600 (1)\n",
            "xa:text | so:integer\nA | 1200\nB | 1300\nC | 1400\nD | 1600",
        ),
    ] {
        let outcome = if text.contains("dong") { read(text) } else { mended(text).1 };
        assert_eq!((outcome.table().as_str(), outcome.findings.len()), (wanted, 0), "{:?}", outcome.findings);
        assert!(outcome.repairs[0].contains("repair/number"));
    }
}

#[test]
fn all_cells_that_do_not_fit_are_offered_for_nothing() {
    let text = "Tên,Số\na,1\nb,chưa rõ\nc,x\nd,x\n";
    let toml = "[[column]]\nsource = \"Số\"\ntype = \"integer\"\n";
    let found = read_with(toml, text).findings;
    assert!(
        found.len() == 1 && found[0].ends_with("3 times, in rows 2, 3, 4 => null = [\"chưa rõ\", \"x\"]"),
        "{found:?}"
    );
    let line = found[0].split(" => ").nth(1).unwrap();
    assert_eq!(read_with(&format!("{toml}{line}\n"), text).findings, [""; 0]);
}

#[test]
fn years_of_two_digits_are_asked_about() {
    let (asked, outcome) = mended("Tên,Ngày\na,1/2/24\nb,13/2/75\n");
    assert!(asked[0].contains("dataset/odd-cells") && asked.len() == 1, "{asked:?}");
    assert_eq!(outcome.table(), "ten:text | ngay:date\na | 2024-02-01\nb | 1975-02-13");
}

#[test]
fn numbers_of_sections_prove_no_decimals() {
    let found = read("STT,Tên,Số\n1,a,1.234\n1.1,b,2.345\n2,c,7.000\n").findings;
    assert!(found.len() == 1 && found[0].contains("dataset/decimal"), "{found:?}");
    let outcome = read_with("decimal = \",\"", "STT,Tên,Số\n1,a,1.234\n1.1,b,2.345\n1.10,c,7.000\n");
    assert_eq!(outcome.table(), "stt:code | ten:text | so:integer\n1 | a | 1234\n1.1 | b | 2345\n1.10 | c | 7000");
}

#[test]
fn the_letters_of_an_old_font_hide_no_sum() {
    let text = "STT;Tªn ®¬n vÞ;Sè\n1;Céng hßa x· héi;5\n2;Tr\u{AD}êng hîp ®Æc biÖt;6\n3;A;1\n4;B;1\n5;C;1\n;Tæng céng;14\nNg\u{AD}êi lËp biÓu;;Thñ tr\u{AD}ëng\n";
    let found = read_with("letters = \"tcvn3\"", text).findings;
    assert!(found.len() == 1 && found[0].contains("dataset/total-row"), "{found:?}");
    let outcome = read_with("letters = \"tcvn3\"\ntotals = \"drop\"\n", text);
    assert_eq!((outcome.findings.len(), outcome.rows.len()), (0, 5), "{:?}", outcome.rows);
}

#[test]
fn numbers_that_count_nothing_are_codes() {
    let outcome = read("Tên,Điện thoại,Tỷ lệ (%)\na,912345678,5\nb,2363822124,6.5\n");
    assert_eq!(outcome.table().lines().next(), Some("ten:text | dien_thoai:code | ty_le:percent"));
}

#[test]
fn what_a_spreadsheet_did_to_cells_is_told() {
    let mut book = book(&[
        &["Tên", "Điện thoại", "Tài khoản", "Ngày", "Giờ", "Kết quả"],
        &["a", "912345678", "1234567890123456789", "45300", "", ""],
        &["b", "", "", "", "", ""],
    ]);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write(2, 1, "0912345679").unwrap().write(2, 3, "15/03/2024").unwrap();
    sheet.write_with_format(1, 4, 0.5, &Format::new().set_num_format("hh:mm")).unwrap();
    sheet.write_formula(1, 5, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    let file = book.save_to_buffer().unwrap();
    let outcome = read_bytes("", &file);
    let rules: Vec<&str> = outcome.findings.iter().filter_map(|found| found.split([' ', ':']).nth(1)).collect();
    let wanted = ["dataset/lost-digits", "dataset/lost-digits", "dataset/mixed-column", "dataset/error-cell"];
    assert_eq!(rules, wanted, "{:?}", outcome.findings);
    let outcome = read_bytes("[[column]]\nsource = \"Ngày\"\ntype = \"date\"\n", &file);
    assert_eq!(outcome.rows[0][3..5], ["2024-01-09", "12:00"]);
}

#[test]
fn days_as_texts_as_numbers_and_of_no_calendar_are_asked_about_together() {
    let mut book = book(&[&["Tên", "Ngày"], &["a", "45300"], &["b", ""], &["c", ""]]);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write(2, 1, "15/03/2024").unwrap().write(3, 1, "31/02/2024").unwrap();
    let file = book.save_to_buffer().unwrap();
    let asked = read_bytes("", &file).findings;
    assert!(asked.len() == 1 && asked[0].contains("dataset/mixed-column"), "{asked:?}");
    let line = asked[0].split(" => ").nth(1).unwrap().replace(" | ", "\n");
    // The day that is none is named next, and said to be unknown.
    let next = read_bytes(&line, &file).findings;
    assert!(next.len() == 1 && next[0].contains("dataset/bad-value") && next[0].contains("31/02/2024"), "{next:?}");
    let outcome = read_bytes(&format!("{line}\nnull = [\"31/02/2024\"]\n"), &file);
    assert_eq!(outcome.table(), "ten:text | ngay:date\na | 2024-01-09\nb | 2024-03-15\nc | ");
}

#[test]
fn what_a_workbook_hides_is_asked_about() {
    let mut book = book(&[&["Mã", "Tên", "Ghi"], &["A", "x", "y"], &["B", "z", "w"]]);
    book.worksheet_from_index(0)
        .unwrap()
        .set_column_hidden(2)
        .unwrap()
        .set_row_hidden(1)
        .unwrap()
        .set_column_hidden(9)
        .unwrap();
    book.add_worksheet().set_name("Nháp").unwrap().set_hidden(true);
    let file = book.save_to_buffer().unwrap();
    let found = read_bytes("", &file).findings;
    assert_eq!(
        found,
        [
            "- dataset/hidden: the sheet \"Nháp\", column C, row 2 are hidden in the workbook and would be published with it => \
          hidden = \"keep\""
        ]
    );
    assert_eq!(read_bytes("hidden = \"keep\"", &file).findings, [""; 0]);
}

#[test]
fn a_cell_across_columns_is_the_first_ones() {
    let mut book = book(&[&["Xã", "2023", "2024"], &["X1", "1", "2"], &["X2", "", ""]]);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.merge_range(2, 1, 2, 2, "", &Format::new()).unwrap();
    sheet.write(2, 1, 7).unwrap();
    let outcome = read_bytes("", &book.save_to_buffer().unwrap());
    assert_eq!(outcome.rows[1], ["X2", "7", ""]);
    assert!(outcome.findings[0].starts_with("C3 dataset/merged-across"), "{:?}", outcome.findings);
}

#[test]
fn a_workbook_of_ours_is_read_back_as_what_it_was() {
    let toml = "title = \"Thử\"\nfile = \"a.csv\"\n[[column]]\nsource = \"mã\"\ntype = \"code\"\n[[column]]\nsource = \"tháng\"\n\
                type = \"month\"\n[[column]]\nsource = \"nơi\"\ntype = \"place\"\n[[column]]\nsource = \"lớn\"\ntype = \"integer\"\n";
    let csv = "mã,tên,tỷ lệ,giá,ngày,tháng,năm,có,web,nơi,lớn,số\n\
               10,12,\"12,5%\",20.000 đ,2026-07-01,2026-07,2026,có,https://a.vn,01,12345678901234567890,\"1,25\"\n\
               11,13,7%,\"5,5 đ\",1999-12-31,1999-12,1999,không,https://b.vn,02,3,2\n";
    let read = |name: &str, toml: &str, bytes: Vec<u8>| {
        let files = MemoryFiles::default().with("datasets/thu/dataset.toml", toml);
        let files = files.with(&format!("datasets/thu/{name}"), bytes);
        let (datasets, found) = read_datasets(&files, &mut FileTable::default());
        assert_eq!(datasets.len(), 1, "{found:?}");
        let sink = MemorySink::default();
        publish(&files, &datasets[0], "d", &sink).unwrap();
        let columns = &datasets[0].plan.schema.columns;
        let types: Vec<String> =
            columns.iter().map(|column| format!("{} {} {:?}", column.id, column.kind.word(), column.unit)).collect();
        (types, sink.into_files())
    };
    let (types, files) = read("a.csv", toml, csv.into());
    let toml = "title = \"Thử\"\nfile = \"a.xlsx\"\n";
    let (again, published) = read("a.xlsx", toml, files["d/thu.xlsx"].clone());
    assert_eq!(again, types);
    assert_eq!(String::from_utf8_lossy(&published["d/thu.csv"]), String::from_utf8_lossy(&files["d/thu.csv"]));
    let named = read("a.xlsx", &format!("{toml}sheet = \"Dữ liệu\"\n"), files["d/thu.xlsx"].clone());
    assert_eq!(named.0, types);
}

#[test]
fn levels_are_no_sections() {
    for name in ["Mức phí", "Mức lương", "Danh mục"] {
        let outcome = read(&format!("Tên;{name}\na;1,5\nb;2,25\n"));
        assert!(outcome.table().lines().next().unwrap().ends_with(":decimal"), "{name}: {}", outcome.table());
    }
    assert!(read("Mục;Tên\n1.1;a\n1.2;b\n").table().starts_with("muc:code"));
}

#[test]
fn what_is_counted_about_phones_and_accounts_is_counted() {
    for name in ["Số thuê bao điện thoại di động", "Số tài khoản VNeID"] {
        let outcome = read(&format!("Xã;{name}\nA;123456\nB;45678\nC;3333\n"));
        assert!(outcome.table().lines().next().unwrap().ends_with(":integer"), "{name}: {}", outcome.table());
    }
}

#[test]
fn no_row_becomes_numbers_of_columns_or_a_letterhead() {
    for (text, rows) in [
        ("STT;Nam;Nữ\n1;2;3\n2;-;5\n3;4;6\n", 3),
        ("Lớp;Nam;Nữ\nA;1;2\n10A1;30;14\n", 2),
        ("Họ tên;Ngày tháng năm sinh\nNguyễn An;khoảng 1990\nLê Bình;không rõ\n", 2),
        (";Tên;Địa chỉ;Ghi chú\nx;An;Huế;\ny;Bình;;cũ\n", 2),
        (";;Bảng dân số\nXã;Nam;Nữ\nA;1;2\nB;3;4\n", 2),
    ] {
        let outcome = read(text);
        assert_eq!(outcome.rows.len(), rows, "{}", outcome.table());
    }
}

#[test]
fn rows_of_words_are_rows_and_no_signatures() {
    for (text, rows) in [
        (
            "Văn bản;Cơ quan;Trích yếu;Ghi chú\nQuyết định 12/QĐ-UBND ngày 5 tháng 3 năm 2024;UBND tỉnh;Về phí;\n\
             Quyết định 13/QĐ-UBND ngày 6 tháng 3 năm 2024;UBND tỉnh;Về đất;\n",
            2,
        ),
        ("Mã;Tên;Huyện;Xã\nTL.01;Thăng Long;Đông Anh;\nTM.01;Từ Liêm;Hà Nội;\nKT.05;Kim;Hà;\n", 3),
        ("Chức danh;Họ tên;Điện thoại;Thư\nChủ tịch;;Nguyễn An;\nPhó Chủ tịch;;Trần Bình;\nTrưởng phòng;;Lê Chi;\n", 3),
    ] {
        let outcome = read(text);
        assert_eq!(outcome.rows.len(), rows, "{:?}", outcome.findings);
    }
    let file = |rows: &[&[&str]]| read_bytes("", &book(rows).save_to_buffer().unwrap());
    let outcome = file(&[
        &["Đơn vị", "Tên", "Chức vụ", "Số"],
        &["A", "An", "x", "1"],
        &["KT. Hạ tầng đô thị", "Bình", "Trưởng phòng"],
        &["B", "Chi", "y"],
    ]);
    assert_eq!(outcome.rows.len(), 3);
    // The table ends where signatures or notes certainly begin, and what was left out is told where it looks like a row.
    let outcome = read("Mã;Tên;Nơi\nA;An;Huế\nB;Bình;Vinh\n\nKế toán;;Chủ tịch\nTrần Bình;;Lê Chi\n");
    assert_eq!((outcome.rows.len(), outcome.findings.len()), (2, 0), "{:?}", outcome.findings);
    let outcome = read("Mã;Tên;Nơi\nA;An;Huế\nTM. UBND XÃ;;\nLê Chi;;\n");
    assert_eq!(outcome.rows.len(), 1);
    assert!(outcome.findings[0].contains("left out as a note"), "{:?}", outcome.findings);
    // Nothing is left, and this is told.
    let outcome = read("Mã;Tên;Nơi\nNguồn: Cục Thống kê;;\n");
    assert!(outcome.findings[0].contains("none is left"), "{:?}", outcome.findings);
}

#[test]
fn more_rows_than_notes_are_rows() {
    for count in [20, 150, 250] {
        let text = format!("Chức;Họ;Tên;Số\nx;y;z;1\n{}", "Kế toán;;b;\n".repeat(count));
        assert_eq!(read(&text).rows.len(), count + 1);
        // Even where nothing like them stands in their columns.
        let text = format!("Số;Họ;Tên;Số\n1;y;z;1\n{}", "Kế toán;;b;\n".repeat(count));
        let outcome = read(&text);
        assert!(outcome.rows.len() == count + 1 || outcome.dataset.is_none(), "{count}: {:?}", outcome.findings);
    }
}

#[test]
fn years_in_a_column_of_days_are_no_days_of_1905() {
    let mut book = book(&[&["Tên", "Ngày sinh"], &["a", ""], &["b", "1987"], &["c", "1990"]]);
    book.worksheet_from_index(0).unwrap().write(1, 1, "15/03/1985").unwrap();
    let toml = "[[column]]\nsource = \"Ngày sinh\"\ntype = \"date\"\n";
    let found = read_bytes(toml, &book.save_to_buffer().unwrap()).findings;
    assert!(found.len() == 1 && found[0].contains("dataset/bad-value") && found[0].contains("1987"), "{found:?}");
}

/// A workbook of one column: numbers, each with its format, where it has one.
fn column(name: &str, cells: &[(f64, &str)]) -> Vec<u8> {
    let mut book = book(&[&["Tên", name]]);
    let sheet = book.worksheet_from_index(0).unwrap();
    for (row, (number, format)) in (1..).zip(cells) {
        sheet.write(row, 0, format!("tên {row}")).unwrap();
        let format = if format.is_empty() { Format::new() } else { Format::new().set_num_format(*format) };
        sheet.write_with_format(row, 1, *number, &format).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn formats_that_not_all_cells_have_are_told() {
    let found = |cells: &[(f64, &str)]| read_bytes("", &column("Số", cells)).findings;
    let (dong, dollar) = ("#,##0 \"₫\"", "[$$-409]#,##0");
    let mixed = found(&[(100_000.0, dong), (50.0, dollar), (200_000.0, dong)]);
    assert!(mixed.len() == 1 && mixed[0].contains("dataset/mixed-column"), "{mixed:?}");
    assert!(mixed[0].ends_with("type = \"text\""), "{mixed:?}");
    let some = [(100_000.0, dong), (50.0, ""), (200_000.0, dong)];
    let told = found(&some);
    assert!(told.len() == 1 && told[0].contains("dataset/odd-cells") && told[0].contains("row 2"), "{told:?}");
    let outcome = read_bytes(told[0].split(" => ").nth(1).unwrap().replace(" | ", "\n").as_str(), &column("Số", &some));
    assert_eq!(
        (outcome.findings.len(), outcome.dataset.unwrap().plan.schema.columns[1].unit.as_deref()),
        (0, Some("VND"))
    );
    let percent = found(&[(0.5, "0%"), (0.25, "0%"), (0.1, "")]);
    assert!(percent.len() == 1 && percent[0].contains("\"0.1\"") && percent[0].contains("row 3"), "{percent:?}");
    assert!(!percent[0].contains("type = \"percent\""), "{percent:?}");
}

#[test]
fn zeros_that_a_format_puts_in_front_are_kept() {
    let outcome = read_bytes("", &column("Mã", &[(1.0, "00"), (2.0, "00"), (10.0, "00")]));
    assert_eq!(outcome.table(), "ten:text | ma:code\ntên 1 | 01\ntên 2 | 02\ntên 3 | 10");
}

#[test]
fn names_alone_at_the_end_of_a_workbook_are_rows() {
    let file = |rows: &[&[&str]]| read_bytes("", &book(rows).save_to_buffer().unwrap());
    assert_eq!(file(&[&["Xã", "Nam", "Nữ"], &["A", "1", "2"], &["B", "3", "4"], &["C"], &["D"]]).rows.len(), 4);
    assert_eq!(file(&[&["Năm", "Nam", "Nữ"], &["2021", "1", "2"], &["2022"], &["2023"]]).rows.len(), 3);
    // Below a gap they are notes, of which is told.
    let outcome = file(&[&["Xã", "Nam", "Nữ"], &["A", "1", "2"], &["B", "3", "4"], &[], &["Lê Chi"]]);
    assert_eq!(outcome.rows.len(), 2);
    assert!(outcome.findings[0].contains("left out as a note"), "{:?}", outcome.findings);
}

#[test]
fn words_that_only_resemble_sums_are_rows() {
    for name in ["Công", "Tống", "Cá nước", "Tổng khối lượng rác thải", "Tổng các khoản thu", "Tổng đơn vị sự nghiệp"]
    {
        let outcome = read(&format!("Tên;Huyện;Số\nAn;x;1\n{name};;2\nBình;y;3\n"));
        assert_eq!((outcome.findings, outcome.rows.len()), (Vec::new(), 3), "{name}");
    }
    for name in ["Cộng", "CẢ NƯỚC:", "Tong cong", "Tổng cộng", "Cộng huyện A"] {
        let outcome = read(&format!("Tên;Huyện;Số\nAn;x;1\n{name};;2\nBình;y;3\n"));
        assert!(outcome.findings[0].contains("dataset/total-row"), "{name}: {:?}", outcome.findings);
    }
    // A row without gaps is kept unless somebody says otherwise.
    let (asked, outcome) = mended("Năm;Giới;Số\n2020;Tổng số;100\n2020;Nam;50\n");
    assert_eq!((asked.len(), outcome.rows.len()), (1, 2), "{asked:?}");
    // Nothing sums up nothing.
    let outcome = read("STT;Tên;Số\n1;A;0\n2;B;0\n3;C;0\n4;D;0\n;;0\n");
    assert_eq!((outcome.findings, outcome.rows.len()), (Vec::new(), 5));
}

#[test]
fn names_of_sources_and_of_columns_are_rows() {
    let outcome = read("Nguồn;Năm;Số\nNgân sách;2020;1\nNguồn vốn vay;;\nNguồn vốn ODA;;\n");
    assert_eq!(outcome.rows.len(), 3, "{:?}", outcome.findings);
    let outcome = read("Mã;Tên;Loại\nA;An;x\nMã;Tên;\nB;Bình;y\n");
    assert_eq!(outcome.rows.len(), 3, "{:?}", outcome.findings);
}

const WORDS: [&str; 12] = [
    "Chủ tịch",
    "Kế toán",
    "Giám đốc",
    "Quyết định ngày 5 tháng 3 năm 2024",
    "Ngày 5 tháng 3 năm 2024",
    "TL.01",
    "KT. Hạ tầng",
    "TM. UBND XÃ",
    "Tổng công ty",
    "Người lập biểu",
    "Hà Nội",
    "Nguyễn An",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_row_of_words_is_lost_without_a_word(
        cells in proptest::collection::vec((proptest::sample::select(WORDS.to_vec()), proptest::collection::vec(proptest::option::of(proptest::sample::select(WORDS.to_vec())), 3)), 1..15),
    ) {
        let rows = cells.iter().map(|(first, rest)| {
            let rest: Vec<&str> = rest.iter().map(|cell| cell.unwrap_or_default()).collect();
            format!("{first};{}\n", rest.join(";"))
        });
        let text = format!("Mã;Tên;Nơi;Ghi\n{}", rows.collect::<String>());
        let outcome = read(&text);
        prop_assert!(outcome.rows.len() == cells.len() || !outcome.findings.is_empty(), "{text}");
    }
}
