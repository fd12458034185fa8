//! Cells without a value of their own: words in columns of numbers, and blank ones that mean what stands above them.

use super::harness::{mended, read, read_with};

#[test]
fn words_among_numbers_are_named_with_their_places() {
    let text = "Tên;Phí\na;100000\nb;Miễn phí\nc;200000\nd;Không thu\ne;Chưa có\nf;300000\n";
    let (asked, outcome) = mended(text);
    assert!(asked.len() == 1 && asked[0].starts_with("3:3 dataset/odd-cells"), "{asked:?}");
    assert!(asked[0].contains("\"Không thu\" (line 5, column 3), \"Chưa có\" (line 6, column 3)"), "{asked:?}");
    assert_eq!((outcome.findings, outcome.rows.len()), (Vec::new(), 6));
    let nothing = "[[column]]\nsource = \"Phí\"\nnull = [\"Miễn phí\", \"Không thu\", \"Chưa có\"]\n";
    assert!(read_with(nothing, text).table().starts_with("ten:text | phi:integer\na | 100000\nb | \n"));
    // Words that have digits, or are many, are those of a column of texts.
    for text in ["Nhà;Số\na;12\nb;12A\nc;14\nd;3/5\ne;7B\n", "Tên;Ghi chú\na;x\nb;y\nc;1\nd;z\ne;t\nf;u\n"] {
        assert_eq!(read(text).findings, [""; 0]);
    }
}

#[test]
fn an_indicator_says_which_cells_make_its_column_text() {
    let toml = "[[indicator]]\nid = \"a\"\ntitle = \"A\"\nvalue = \"so\"\ntime = \"nam\"\ndirection = \"up\"\n";
    let found = read_with(toml, "Năm;Số\n2020;1\n2021;chưa rõ\n2022;x\n2023;2\n").findings;
    let told = found.iter().find(|found| found.contains("dataset/chart-number")).unwrap();
    assert!(told.contains("such as \"chưa rõ\" (line 3, column 6), \"x\" (line 4, column 6)"), "{told}");
}

#[test]
fn blank_cells_below_merged_ones_are_asked_about_and_may_be_filled() {
    let text = "STT;Tỉnh;Huyện;Số\n1;Hà Nội;Ba Đình;1\n2;;Đống Đa;2\n3;;Hà Đông;3\n4;Huế;Phú Vang;4\n5;;Phú Lộc;5\n";
    let (asked, outcome) = mended(text);
    assert!(asked.len() == 1 && asked[0].starts_with("3:3 dataset/blank-cells"), "{asked:?}");
    let provinces: Vec<&str> = outcome.rows.iter().map(|row| &*row[1]).collect();
    assert_eq!(provinces, ["Hà Nội", "Hà Nội", "Hà Nội", "Huế", "Huế"]);
    assert_eq!(outcome.findings, [""; 0]);
    assert_eq!(
        outcome.repairs,
        [
            "2 3 Tỉnh repair/blank-cell:  -> Hà Nội",
            "3 4 Tỉnh repair/blank-cell:  -> Hà Nội",
            "5 6 Tỉnh repair/blank-cell:  -> Huế"
        ]
    );
    let kept = read_with("[[column]]\nsource = \"Tỉnh\"\nblank = \"keep\"\n", text);
    assert_eq!((kept.findings, &*kept.rows[1][1], kept.repairs), (Vec::new(), "", Vec::new()));
}

#[test]
fn cells_are_filled_within_what_stands_to_their_left() {
    let columns = ["Năm", "Quý"].map(|name| format!("[[column]]\nsource = \"{name}\"\nblank = \"above\"\n")).concat();
    let outcome = read_with(&columns, "Năm;Quý;Số\n2023;I;1\n;;2\n;-;3\n;;4\n2024;;5\n;II;6\n");
    let rows: Vec<String> = outcome.rows.iter().map(|row| row.join(" ")).collect();
    assert_eq!(rows, ["2023 I 1", "2023 I 2", "2023  3", "2023  4", "2024  5", "2024 II 6"]);
    assert!(outcome.table().starts_with("nam:year"));
}

#[test]
fn blank_cells_of_a_column_that_repeats_itself_mean_nothing() {
    for text in [
        "Nhóm;Tên;Số\nA;x;1\nA;y;2\n;z;3\n;t;4\n",
        "Nhóm;Tên;Số\n;x;1\nA;y;2\n;z;3\n;t;4\n",
        "Tên;Nhóm;Số\nx;A;1\ny;;2\nz;;3\nt;B;4\n",
    ] {
        assert_eq!(read(text).findings, [""; 0], "{text}");
    }
}
