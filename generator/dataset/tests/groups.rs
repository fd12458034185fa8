//! Rows that are none of the table: the names of groups, and the numbers of columns.

use super::harness::{mended, read, read_with};

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
fn a_letter_i_is_told_from_a_roman_one() {
    let text: String = "ABCDEGHIK".chars().map(|mark| format!("{mark};Khối {mark};\n1;x;3\n")).collect();
    let outcome = read_with("groups = \"column\"\n", &format!("STT;Tên;Số\n{text}"));
    assert_eq!(outcome.findings, [""; 0]);
    let groups: Vec<&str> = outcome.rows.iter().map(|row| &*row[3]).collect();
    assert_eq!(groups[6..], ["Khối H", "Khối I", "Khối K"]);
    let nested = "STT;Tên;Số\nH;Khối H;\nI;Vùng 1;\n1;x;3\nII;Vùng 2;\n1;y;3\nI;Khối I;\n1;z;4\nK;Khối K;\n1;t;5\n";
    let outcome = read_with("groups = \"column\"\n", nested);
    let groups: Vec<&str> = outcome.rows.iter().map(|row| &*row[3]).collect();
    assert_eq!(groups, ["Khối H / Vùng 1", "Khối H / Vùng 2", "Khối I", "Khối K"]);
}

#[test]
fn groups_that_number_themselves_in_one_text_are_asked_about_and_nest() {
    let text = "Đơn vị;Thu;Chi\nA. Khối tỉnh;;\nI. Y tế;;\nSở Y tế;3;4\nBệnh viện;3;4\nB. Khối xã;;\nXã X;3;4\n";
    let (asked, outcome) = mended(text);
    assert!(asked.len() == 1 && asked[0].contains("dataset/group-row"), "{asked:?}");
    let groups: Vec<&str> = outcome.rows.iter().map(|row| &*row[3]).collect();
    assert_eq!(groups, ["A. Khối tỉnh / I. Y tế", "A. Khối tỉnh / I. Y tế", "B. Khối xã"]);
}

#[test]
fn a_row_that_lacks_the_rest_becomes_no_group_without_a_word() {
    let said = |text: &str| read_with("groups = \"column\"\n", text).findings;
    for text in [
        "Xã;Nam;Nữ\nA;1;2\nB;;\nC;3;4\n",
        "Xã;Nam;Nữ\nHuyện A;;\nX1;1;2\nX2;;\nHuyện B;;\nX3;3;4\n",
        "STT;Tên;Số\nI;Khối A;5\nII;Khối B;\n1;x;3\n",
    ] {
        let told = said(text);
        assert!(told.len() == 1 && told[0].contains("left out as the name of a group"), "{told:?}");
    }
    assert_eq!(said("Xã;Nam;Nữ\nHuyện A;;\nX1;1;2\nHuyện B;;\nX3;3;4\n"), [""; 0]);
}

#[test]
fn numbers_of_columns_are_told_from_rows_and_from_groups() {
    let below = "I. Vùng Đông;;;\n1;Sở Y tế;3;4\n2;Sở X;3;4\nII. Vùng Tây;;;\n1;Xã Z;5;5\n";
    for (numbers, told) in
        [("A;B;1;2", 1), ("(A);(B);(1);(2)", 0), ("1;2;3;4=3", 0), ("(1);(2);(3);(4=3)", 0), ("A;B;1;2=1", 0)]
    {
        let text = format!("TT;Tên;Thu;Chi\n{numbers}\n{below}");
        let outcome = read_with("groups = \"column\"\n", &text);
        assert_eq!(outcome.findings.len(), told, "{numbers}: {:?}", outcome.findings);
        assert!(outcome.findings.iter().all(|found| found.starts_with("2:1 dataset/column-numbers")));
        assert_eq!(outcome.rows[0], ["1", "Sở Y tế", "3", "4", "I. Vùng Đông"]);
        assert!(outcome.repairs[0].starts_with("- 2  repair/column-numbers"), "{:?}", outcome.repairs);
    }
    // Numbers of rows that stand for nothing say nothing of the letters; the last column is for remarks.
    let text = "TT;Tên;Thu;Chi;Ghi chú\nA;B;1;2;\nI;Vùng Đông;;;\n-;Sở Y tế;3;4;\n-;Sở X;3;4;x\n";
    let outcome = read_with("groups = \"column\"\n", text);
    assert_eq!(outcome.rows[0], ["", "Sở Y tế", "3", "4", "", "Vùng Đông"]);
}

#[test]
fn what_becomes_of_numbers_of_columns_may_be_said() {
    // A row of class A, or numbers: nothing in the file says which.
    let text = "Lớp;Nam;Nữ\nA;1;2\n10A1;30;14\n";
    let (asked, outcome) = mended(text);
    assert!(asked.len() == 1 && asked[0].contains("kept as a row"), "{asked:?}");
    assert_eq!((outcome.findings, outcome.rows.len()), (Vec::new(), 1));
    for text in [text, "STT;Tên;Số;Ghi\n1;2;3;4\n1;Huế;5;x\n2;Vinh;6;y\n"] {
        let count = text.lines().count() - 1;
        for (word, rows) in [("keep", count), ("drop", count - 1)] {
            let outcome = read_with(&format!("column_numbers = \"{word}\"\n"), text);
            assert_eq!(
                (outcome.rows.len(), outcome.findings.iter().any(|found| found.contains("column-numbers"))),
                (rows, false),
                "{word}"
            );
        }
    }
}

#[test]
fn numbers_of_columns_that_come_again_with_the_headings_are_left_out() {
    let outcome = read("TT;Tên;Số\n(1);(2);(3)\n1;An;5\nTT;Tên;Số\n(1);(2);(3)\n2;Bình;6\n");
    assert_eq!(outcome.table(), "tt:integer | ten:text | so:integer\n1 | An | 5\n2 | Bình | 6");
    assert!(outcome.findings[0].contains("dataset/heading-again"), "{:?}", outcome.findings);
}
