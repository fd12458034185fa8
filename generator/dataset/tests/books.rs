//! Workbooks: merged cells, formats, days held as numbers, and what one of ours says of itself.

use rust_xlsxwriter::{Format, Formula};

use super::harness::{book, read_bytes};
use crate::dataset::{publish, read_datasets};
use crate::files::{FileTable, MemoryFiles, MemorySink};

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
