//! Which rows of a file are those of its table: what is said of its end, and what is told of the rest.

use super::harness::{read, read_with};

#[test]
fn the_end_of_a_table_may_be_said() {
    let text = "Mã;Tên;Nơi\nA;An;Huế\nTM. UBND XÃ;;\n\nLê Chi;;\n\n";
    let asked = read(text).findings;
    assert!(asked[0].contains("left out as a note") && asked[0].ends_with("=> skip_end = 2"), "{asked:?}");
    let said = |count: u32| read_with(&format!("skip_end = {count}\n"), text);
    for (count, rows) in [(0, 3), (1, 2), (2, 1)] {
        let outcome = said(count);
        assert_eq!((outcome.findings, outcome.rows.len()), (Vec::new(), rows), "{count}");
        assert_eq!(outcome.repairs.iter().filter(|repair| repair.contains("repair/footnote")).count(), 3 - rows);
    }
    assert!(said(9).findings[0].contains("dataset/empty"), "{:?}", said(9).findings);
    let many = read_with("skip_end = 1001\n", text).findings;
    assert!(many.len() == 1 && many[0].contains("toml/wrong-kind"), "{many:?}");
    // A note that nothing tells from a row, and rows that are like notes.
    let text = "Mã;Tên;Số\n01;An;5\n02;Ghi chú;6\nSố liệu tháng 3;do xã gửi;\n";
    assert_eq!(
        read_with("skip_end = 1\n", text).table(),
        "ma:code | ten:text | so:integer\n01 | An | 5\n02 | Ghi chú | 6"
    );
}
