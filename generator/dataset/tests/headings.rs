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
