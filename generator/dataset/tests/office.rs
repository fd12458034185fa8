//! Tables as offices make them: sums, signatures, units and notes in cells, days that no calendar has.

use proptest::prelude::*;

use super::harness::{book, mended, read, read_bytes, read_with};

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
fn who_signs_is_no_row() {
    let outcome = read(
        "STT;Đơn vị;Thu;Chi;Ghi chú\n1;Sở Y tế;100;90;\n2;Xã A;200;190;\n(*) Số liệu sơ bộ;;;;\n;;;Huế, ngày 5 tháng 1 năm 2024;\n\
         Người lập biểu;;;;Thủ trưởng\n(Ký, họ tên);;;;(Ký, đóng dấu)\nNguyễn Văn A;;;;Trần Thị B\n",
    );
    assert_eq!((outcome.findings.clone(), outcome.rows.len()), (Vec::new(), 2));
    assert_eq!(outcome.repairs.iter().filter(|repair| repair.contains("repair/footnote")).count(), 5);
    // A day that is written in words is a value in a column of days, and here the day of the letter.
    for day in ["Huế, ngày 5 tháng 1 năm 2024", "Ngày 5 tháng 1 năm 2024"] {
        let signed =
            format!("STT;Tên;Thu;Chi\n1;A;5;1\n2;B;6;2\n3;C;7;3\n;;;\n;;{day};\n;;Giám đốc;\n;;Nguyễn Văn A;\n");
        let outcome = read(&signed);
        assert_eq!((outcome.findings, outcome.rows.len()), (Vec::new(), 3), "{day}");
    }
    let days = read("Tên;Ngày\na;Ngày 5 tháng 1 năm 2024\nb;Ngày 6 tháng 2 năm 2024\nc;Ngày 7 tháng 2 năm 2024\n");
    assert_eq!((days.findings, days.rows.len()), (Vec::new(), 3));
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
fn a_table_below_the_first_is_none_of_its_rows() {
    let both = "STT,Đơn vị,Số\n1,A,5\n2,B,6\n\nBảng 2\nSTT,Đơn vị,Nguồn\n1,A,Tỉnh\n";
    assert!(
        read(both).findings.iter().any(|told| told.starts_with("6:1 dataset/second-table")),
        "{:?}",
        read(both).findings
    );
    assert_eq!(read_with("skip_end = 3", both).rows.len(), 2);
    let dictionary = "Tên,Mô tả,Ghi chú\nTuổi,Số năm,Tròn\n\nTên,Mô tả,Không\n";
    assert!(read(dictionary).findings[0].contains("dataset/second-table"));
    assert_eq!(read_with("skip_end = 0", dictionary).findings, Vec::<String>::new());
    assert_eq!(read(&dictionary.replace("\n\n", "\n")).findings, Vec::<String>::new());
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
    let text = "Tên,Số\na,1\nb,chưa rõ\nc,x\nd,x\ne,2\nf,3\n";
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
