//! Where headings begin and end in tables as offices make them: no row of them is lost, and none is made of a row.

use super::harness::{book, read, read_bytes};

#[test]
fn the_first_row_of_words_below_a_column_without_a_heading_is_a_row() {
    let rows: [&[&str]; 3] = [
        &["Họ tên", "Chức vụ", "", "Ghi chú"],
        &["Nguyễn An", "Chủ tịch", "UBND", ""],
        &["Lê Bình", "Phó Chủ tịch", "HĐND", "kiêm"],
    ];
    let text: String = rows.iter().map(|row| row.join(";") + "\n").collect();
    for outcome in [read(&text), read_bytes("", &book(&rows).save_to_buffer().unwrap())] {
        assert_eq!(
            outcome.table(),
            "ho_ten:text | chuc_vu:text | cot_3:text | ghi_chu:text\nNguyễn An | Chủ tịch | UBND | \n\
             Lê Bình | Phó Chủ tịch | HĐND | kiêm"
        );
    }
}

#[test]
fn one_heading_below_another_is_told_by_the_numbers_below() {
    let outcome = read("TT;Đơn vị;Năm 2022;;Năm 2023\n;;KH;TH;TH\n1;Xã A;1;2;3\n2;Xã B;4;5;6\n");
    assert_eq!((outcome.rows.len(), outcome.table().lines().next().unwrap().matches("nam_2023_th").count()), (2, 1));
    let outcome = read("Xã;Dân số;;Diện tích\n;Nam;Nữ;(ha)\nA;1;2;rộng\nB;4;5;hẹp\n");
    assert_eq!(outcome.rows.len(), 2, "{}", outcome.table());
}

#[test]
fn groups_of_columns_are_kept_however_wide_the_table_is() {
    let groups = "TT;Đơn vị;Nam;;;Nữ;;;\n";
    let lowest = ";;Số hộ;Nghèo;Cận nghèo;Số hộ;Nghèo;Cận nghèo;Ghi chú\n";
    let rows = "1;Xã A;1;2;3;4;5;6;\n2;Xã B;7;8;9;10;11;12;\n";
    let sources = |text: &str| -> Vec<String> {
        let outcome = read(text);
        assert_eq!(outcome.rows.len(), 2, "{:?}", outcome.findings);
        outcome.dataset.unwrap().plan.layout.names
    };
    for title in ["", "BÁO CÁO\n", "BÁO CÁO;;;;;;;;\n", ";;;BÁO CÁO;;;;;\n"] {
        let names = sources(&format!("{title}{groups}{lowest}{rows}"));
        assert_eq!((&*names[0], &*names[2], &*names[6]), ("TT", "Nam / Số hộ", "Nữ / Nghèo"), "{title}");
    }
    let names = sources(&format!("TT;Đơn vị;Kết quả;;;;;;\n;;Nam;;;Nữ;;;\n{lowest}{rows}"));
    assert_eq!((&*names[1], &*names[7]), ("Đơn vị", "Kết quả / Nữ / Cận nghèo"));
    let file = |rows: &[&[&str]]| read_bytes("", &book(rows).save_to_buffer().unwrap());
    let outcome = file(&[
        &["TT", "Đơn vị", "Nam", "", "", "", "Nữ"],
        &["", "", "Số hộ", "Nghèo", "Cận nghèo", "Khác", "Số hộ", "Nghèo", "Cận nghèo", "Khác"],
        &["1", "Xã A", "1", "2", "3", "4", "5", "6", "7", "8"],
        &["2", "Xã B", "7", "8", "9", "10", "11", "12", "7", "8"],
    ]);
    assert_eq!(outcome.rows.len(), 2, "{:?}", outcome.findings);
    assert_eq!(outcome.dataset.unwrap().plan.layout.names[9], "Nữ / Khác");
}

#[test]
fn who_reports_on_which_form_is_no_heading() {
    for (text, head) in [
        (
            "Đơn vị: UBND xã A;;;Biểu số 01\nSTT;Họ tên;Chức vụ;Nơi công tác\n1;An;CT;UBND\n2;Bình;PCT;HĐND\n",
            "stt:integer | ho_ten:text | chuc_vu:text | noi_cong_tac:text",
        ),
        (
            "Đơn vị báo cáo: UBND xã A;Mẫu số 01\nLĩnh vực;Cán bộ\nĐất đai;An\nHộ tịch;Bình\n",
            "linh_vuc:text | can_bo:text",
        ),
        (
            "UBND HUYỆN X;;Phụ lục II\nBÁO CÁO;;\nSTT;Lĩnh vực;Số hồ sơ\n1;Đất đai;10\n2;Hộ tịch;20\n",
            "stt:integer | linh_vuc:text | so_ho_so:integer",
        ),
        // No word tells, and the next row heads all columns.
        (
            "Trường Mầm non A;;Năm học 2023 - 2024\nSTT;Lớp;Số trẻ\n1;Mầm;10\n2;Chồi;20\n",
            "stt:integer | lop:text | so_tre:integer",
        ),
    ] {
        let outcome = read(text);
        assert_eq!((outcome.table().lines().next(), outcome.rows.len()), (Some(head), 2), "{:?}", outcome.findings);
    }
}

#[test]
fn headings_that_resemble_those_of_forms_are_headings() {
    for (text, rows) in [
        ("UBND huyện;UBND xã\nNinh Kiều;An Bình\nCái Răng;Hưng Phú\n", 2),
        ("Đơn vị;Mẫu số\nSở Y tế;Mẫu 1\nSở Tư pháp;Mẫu 2\n", 2),
        ("Sở Y tế;Mẫu hóa đơn\nA;B\nC;D\n", 2),
        ("Họ tên;Chức vụ;;Ghi chú\nAn;Chủ tịch;UBND;kiêm\nBình;Phó;HĐND;không\n", 2),
    ] {
        let outcome = read(text);
        assert_eq!(outcome.rows.len(), rows, "{}", outcome.table());
    }
}

#[test]
fn a_decimal_comma_that_cuts_cells_makes_no_column() {
    for text in [
        "Xã,Dân số (nghìn)\nAn Bình,1,5\nCái Khế,2,25\nHưng Lợi,3,75\n",
        "Xã,Tỷ lệ,Ghi chú\nAn Bình,1,5,tốt\nCái Khế,2,25,khá\nHưng Lợi,3,75,\n",
    ] {
        let found = read(text).findings;
        assert!(found.iter().any(|found| found.starts_with("2:") && found.contains("dataset/long-row")), "{found:?}");
    }
}
