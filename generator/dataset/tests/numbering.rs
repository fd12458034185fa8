//! Rows that number the columns.

use super::harness::{read, read_with};

#[test]
fn a_row_that_numbers_the_columns_is_no_row_and_names_no_group() {
    let groups = "I. Vùng núi;;;\n1;Xã A;5;6\n2;Xã B;7;8\n";
    for numbers in [
        "(A);(B);(1);(2)",
        "A;B;(1);(2)",
        "(1);(2);(3);(4)=(1)+(2)",
        "-1;-2;-3;-4",
        "[1];[2];[3];[4]",
        "\n\n(1);(2);(3);(4)",
        "\nA;B;1;2",
        "A;B;1;2",
        "A;B;C;D",
        "1;2;3;(4=3-1)",
    ] {
        let text = format!("STT;Đơn vị;Thu;Chi\n{numbers}\n{groups}");
        let outcome = read_with("groups = \"column\"", &text);
        let wanted = "stt:integer | don_vi:text | thu:integer | chi:integer | nhom:text\n\
                      1 | Xã A | 5 | 6 | I. Vùng núi\n2 | Xã B | 7 | 8 | I. Vùng núi";
        assert_eq!(outcome.table(), wanted, "{numbers}");
        let told = outcome.repairs.iter().filter(|repair| repair.contains("repair/column-numbers")).count();
        assert_eq!(told, 1, "{numbers}: {:?}", outcome.repairs);
        // Without a mark it may have been a row, which is told.
        let is_certain = numbers.contains(['(', '-', '[']);
        assert_eq!(outcome.findings.is_empty(), is_certain, "{numbers}: {:?}", outcome.findings);
        let said = read_with("groups = \"column\"\ncolumn_numbers = \"drop\"", &text);
        assert_eq!((said.findings.len(), said.rows.len()), (0, 2), "{numbers}");
    }
}

#[test]
fn letters_that_may_be_codes_are_a_row_and_told() {
    let outcome = read("Mã;Tên;Loại\nA;B;C\nB1;Bàn;Gỗ\nC1;Ghế;Sắt\n");
    assert_eq!(outcome.rows.len(), 3);
    assert!(outcome.findings[0].contains("dataset/column-numbers"), "{:?}", outcome.findings);
}

#[test]
fn to_skip_more_rows_than_are_looked_at_is_told() {
    let found = read_with("skip = 9999", "Xã;Số\nA;1\nB;2\n").findings;
    assert!(found[0].contains("dataset/empty: `skip` passes over all of the first 3 rows"), "{found:?}");
}
