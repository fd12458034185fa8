//! Datasets as they come: a file, a few lines of TOML, and what is read.

mod alike;
mod blank;
mod books;
mod changing;
mod dirt;
mod groups;
mod harness;
mod headings;
mod mutated;
mod numbering;
mod office;
mod rows;
mod slips;

use harness::{Outcome, read, read_bytes, read_with};

use crate::dataset::read_datasets;
use crate::files::{FileTable, MemoryFiles};

/// Headings, types and rows as one text, and findings as another.
fn told(outcome: &Outcome) -> (String, String) {
    (outcome.table(), outcome.findings.join("\n"))
}

#[test]
fn a_table_as_offices_make_it_is_read() {
    let outcome = read(
        "BÁO CÁO DÂN SỐ\n\nMã;Tỉnh;Dân số;;Ngày;Tỷ lệ\n;;Nam;Nữ;;\n\
         01; Hà Nội;4.123.456;4.234,5;13/7/2025;12,5%\n\
         02;Huế;...;1.234;01/07/2025;3%\n\
         Nguồn: Cục Thống kê\n",
    );
    assert_eq!(
        told(&outcome),
        (
            "ma:code | tinh:text | dan_so_nam:integer | dan_so_nu:decimal | ngay:date | ty_le:percent\n\
             01 | Hà Nội | 4123456 | 4234.5 | 2025-07-13 | 12.5\n\
             02 | Huế |  | 1234 | 2025-07-01 | 3"
                .into(),
            String::new()
        )
    );
    assert_eq!(
        outcome.repairs,
        [
            "- 4 Dân số / Nam repair/heading: Nam -> Dân số / Nam",
            "- 4 Dân số / Nữ repair/heading: Nữ -> Dân số / Nữ",
            "- 1  repair/preamble: BÁO CÁO DÂN SỐ -> ",
            "- 2  repair/preamble:  -> ",
            "1 5 Tỉnh repair/trim:  Hà Nội -> Hà Nội",
            "1 5 Dân số / Nam repair/number: 4.123.456 -> 4123456",
            "1 5 Dân số / Nữ repair/number: 4.234,5 -> 4234.5",
            "1 5 Ngày repair/date: 13/7/2025 -> 2025-07-13",
            "1 5 Tỷ lệ repair/number: 12,5% -> 12.5",
            "2 6 Dân số / Nam repair/null: ... -> ",
            "2 6 Dân số / Nữ repair/number: 1.234 -> 1234",
            "2 6 Ngày repair/date: 01/07/2025 -> 2025-07-01",
            "2 6 Tỷ lệ repair/number: 3% -> 3",
            "- 7  repair/footnote: Nguồn: Cục Thống kê -> ",
        ]
    );
}

#[test]
fn what_is_ambiguous_is_asked() {
    let asked = |text: &str| read(text).findings.join("\n");
    assert_eq!(
        asked("tên,số\na,1.234\nb,2.345\n"),
        "2:3 dataset/decimal: \"1.234\" in rows 1 and 2 of \"số\" is 1234 or 1.234, and nothing in the file says which \
         => [[column]] | source = \"số\" | decimal = \",\""
    );
    assert_eq!(
        asked("tên,ngày\na,03/04/2025\nb,05/06/2025\n"),
        "2:3 dataset/dates: \"03/04/2025\" in rows 1 and 2 of \"ngày\" is 2025-04-03 or 2025-03-04, and nothing in the \
         file says which => [[column]] | source = \"ngày\" | dates = \"dmy\""
    );
    // As many of each: what is usual is proposed, and what the other columns have before that.
    let both = "tên,số\na,1.5\nb,\"2,5\"\n";
    assert_eq!(
        asked(both),
        "2:3 dataset/decimal: \"số\" has decimals behind a comma in 1 cell: \"2,5\" (line 3, column 3); behind a point in 1 \
         cell: \"1.5\" (line 2, column 3) => [[column]] | source = \"số\" | decimal = \",\""
    );
    assert!(asked("số,tên\n1.5,7.25\n\"2,5\",8.5\n").ends_with("decimal = \".\""));
    assert!(asked("Hà Nội,1\nHuế,2\n").contains("dataset/header: the first row looks like all others"));
    assert!(asked("tỉnh,số\nHà Nội,1\nTổng cộng,1\n").contains("dataset/total-row: a row that sums up others"));
}

#[test]
fn what_is_said_settles_it() {
    let said = |toml: &str, text: &str| told(&read_with(toml, text)).0;
    let numbers = "tên,số\na,1.234\nb,2.345\n";
    assert_eq!(said("decimal = \",\"", numbers), "ten:text | so:integer\na | 1234\nb | 2345");
    assert_eq!(said("decimal = \".\"", numbers), "ten:text | so:decimal\na | 1.234\nb | 2.345");
    let dates = "tên,ngày\na,03/04/2025\n";
    assert_eq!(said("dates = \"mdy\"", dates), "ten:text | ngay:date\na | 2025-03-04");
    assert_eq!(said("header_rows = 0", "Hà Nội,1\nHuế,2\n"), "cot_1:text | cot_2:integer\nHà Nội | 1\nHuế | 2");
    let totals = "tỉnh,số\nHà Nội,1\nTổng cộng,1\n";
    assert_eq!(said("totals = \"drop\"", totals), "tinh:text | so:integer\nHà Nội | 1");
    assert_eq!(said("totals = \"keep\"", totals), "tinh:text | so:integer\nHà Nội | 1\nTổng cộng | 1");
}

#[test]
fn another_column_decides_what_one_leaves_open() {
    let outcome = read("a;b;c;d\n1.234;1,5;03/04/2025;13/04/2025\n");
    assert_eq!(
        told(&outcome),
        ("a:integer | b:decimal | c:date | d:date\n1234 | 1.5 | 2025-04-03 | 2025-04-13".into(), String::new())
    );
}

#[test]
fn every_encoding_gives_the_same_rows() {
    use crate::language::legacy::Encoding::{Tcvn3, Viscii, VniWindows, Windows1258};
    let text = "mã,tên\n1,Việt Nam\n2,trường hợp\n3,cộng hòa xã hội\n";
    let wanted = read(text).table();
    let utf16 = |unit: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect()
    };
    let mut files = vec![
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        utf16(u16::to_le_bytes, b"\xFF\xFE"),
        utf16(u16::to_be_bytes, b""),
    ];
    files.extend([Tcvn3, VniWindows, Viscii, Windows1258].map(|encoding| harness::encoded(text, encoding)));
    for file in files {
        let outcome = read_bytes("", &file);
        assert_eq!(told(&outcome), (wanted.clone(), String::new()), "{file:X?}");
    }
}

#[test]
fn few_words_that_repeat_tell_their_encoding() {
    use crate::language::legacy::Encoding::{Tcvn3, Viscii, VniWindows, Windows1258};
    let columns: [(&str, &[&str]); 8] = [
        ("mã,giới tính", &["Nam", "Nữ"]),
        ("ma,gioi tinh", &["Nam", "Nữ"]),
        ("mã,tỉnh", &["Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ"]),
        ("ma,tinh", &["Hà Nội", "Hải Phòng"]),
        ("stt,trực tuyến", &["có", "không"]),
        ("stt,xếp loại", &["Giỏi", "Khá", "Trung bình", "Yếu"]),
        ("id,status", &["Đã trả", "Chưa trả"]),
        ("ma,tinh", &["Thừa Thiên Huế"]),
    ];
    let mut wrong = Vec::new();
    for (head, words) in columns {
        let rows: String = (0..60).map(|row| format!("{row},{}\n", words[row % words.len()])).collect();
        let text = format!("{head}\n{rows}");
        for encoding in [Tcvn3, VniWindows, Viscii, Windows1258] {
            let outcome = read_bytes("", &harness::encoded(&text, encoding));
            if told(&outcome) != (read(&text).table(), String::new()) {
                wrong.push(format!("{encoding:?} {words:?}: {}", outcome.findings.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rows_of_the_wrong_width_are_told() {
    let outcome = read("a,b,c\n1,x\n2,y,z,\n");
    assert_eq!(told(&outcome), ("a:integer | b:text | c:text\n1 | x | \n2 | y | z".into(), String::new()));
    assert_eq!(
        outcome.repairs,
        ["1 2  repair/short-row: 2 cells -> 3 cells", "2 3  repair/long-row: 4 cells -> 3 cells"]
    );
    let long = "a,b\n1,x\n2,y,z\n3,v\n";
    assert!(
        read(long).findings[0].starts_with("3:5 dataset/long-row: row 2 has 3 cells, and there are 2 columns: \"z\"")
    );
    assert_eq!(read_with("long_rows = \"drop\"", long).table(), "a:integer | b:text\n1 | x\n2 | y\n3 | v");
}

#[test]
fn codes_keep_their_zeros_and_odd_cells_are_asked_about() {
    assert_eq!(read("tỉnh,số\n01,7\n10,8\n").table(), "tinh:code | so:integer\n01 | 7\n10 | 8");
    let mut text = "số\n".to_owned();
    (0..20).for_each(|number| text.push_str(&format!("{number}\n")));
    text.push_str("chưa rõ\n");
    assert!(
        read(&text).findings[0]
            .starts_with("22:1 dataset/mixed-column: 20 of 21 cells of \"số\" are each a number; row 21")
    );
    assert!(read_with("null = [\"chưa rõ\"]", &text).table().starts_with("so:integer"));
}

#[test]
fn what_stands_for_nothing_adds_to_what_does_already() {
    let mut text = "số,ngày\n-,1\nchưa rõ,-\n".to_owned();
    (0..20).for_each(|number| text.push_str(&format!("{number},{number}\n")));
    // What the question proposes answers it.
    for toml in ["null = [\"Chưa rõ\"]\n", "[[column]]\nsource = \"số\"\nnull = [\"chưa rõ\"]\n"] {
        let outcome = read_with(toml, &text);
        assert_eq!(outcome.findings, [""; 0], "{toml}");
        assert_eq!(outcome.rows[..2], [["", "1"], ["", ""]], "{toml}");
    }
    let both = "null = [\"chưa rõ\"]\n[[column]]\nsource = \"số\"\nnull = [\"0\"]\n";
    let rows = read_with(both, &text).rows;
    assert_eq!(rows[..3], [["", "1"], ["", ""], ["", "0"]]);
    // An empty list takes nothing over.
    assert_eq!(read_with("null = []\n", "a,b\nx,-\ny,\n").rows, [["x", "-"], ["y", ""]]);
    let only = "null = []\n[[column]]\nsource = \"b\"\nnull = [\"z\"]\n";
    assert_eq!(read_with(only, "a,b\nx,-\ny,z\n").rows, [["x", "-"], ["y", ""]]);
}

#[test]
fn odd_cells_that_say_the_same_are_named_once() {
    let named = |odd: &dyn Fn(usize) -> String| -> (String, String) {
        let mut text = "ngày\n".to_owned();
        (0..90).for_each(|day| text.push_str(&format!("2024-01-{:02}\n", day % 28 + 1)));
        (0..10).for_each(|index| text.push_str(&format!("{}\n", odd(index))));
        let files = MemoryFiles::default()
            .with("datasets/thu/dataset.toml", "title = \"Thử\"\nfile = \"thu.csv\"\n")
            .with("datasets/thu/thu.csv", text);
        let (_, found) = read_datasets(&files, &mut FileTable::default());
        let found = found.into_iter().find(|found| found.rule == "dataset/mixed-column").unwrap();
        (found.message, found.help.unwrap())
    };
    let (message, help) = named(&|index| ["00/00/0000", "nháp"][index / 9].to_owned());
    assert!(message.ends_with("rows 91, 92, 93 and 7 more are \"00/00/0000\", \"nháp\""), "{message}");
    assert!(help.contains("(null = [\"00/00/0000\", \"nháp\"])"), "{help}");
    let (message, help) = named(&|index| format!("nháp {index}"));
    assert!(message.ends_with("\"nháp 7\" and others"), "{message}");
    assert!(help.contains("\"nháp 7\"], and the others)"), "{help}");
}

#[test]
fn in_a_small_table_too_an_odd_cell_is_asked_about() {
    let dates = "tên,ngày\na,01/02/2024\nb,31/02/2024\nc,13/02/2024\n";
    let asked = "3:3 dataset/mixed-column: 2 of 3 cells of \"ngày\" are each a date; row 2 is \"31/02/2024\" => \
                 [[column]] | source = \"ngày\" | null = [\"31/02/2024\"]";
    assert_eq!(read(dates).findings, [asked]);
    let note = |line: &str| format!("[[column]]\nsource = \"ngày\"\n{line}\n");
    let as_text = read_with(&note("type = \"text\""), dates);
    assert_eq!(
        told(&as_text),
        ("ten:text | ngay:text\na | 01/02/2024\nb | 31/02/2024\nc | 13/02/2024".into(), "".into())
    );
    let as_date = read_with(&note("type = \"date\""), dates).findings;
    assert_eq!(
        as_date,
        ["3:3 dataset/bad-value: row 2 of \"ngày\": \"31/02/2024\" is no date => null = [\"31/02/2024\"]"]
    );
    let without = read_with(&note("null = [\"31/02/2024\"]"), dates);
    assert_eq!(told(&without), ("ten:text | ngay:date\na | 2024-02-01\nb | \nc | 2024-02-13".into(), "".into()));

    // A word among a few numbers is less: the table stands, and somebody should look.
    let numbers = read("tên,số\na,1\nb,2\nc,không\nd,4\n");
    assert_eq!(numbers.table(), "ten:text | so:text\na | 1\nb | 2\nc | không\nd | 4");
    assert_eq!(
        numbers.findings,
        ["4:3 dataset/odd-cells: 3 of 4 cells of \"số\" are each a number; row 3 is \"không\": the column is read \
          as text, and neither counted nor drawn, because of cells such as \"không\" (line 4, column 3) \
          => [[column]] | source = \"số\" | type = \"text\""]
    );
    // A percent sign on some of the numbers is another number, whatever their count.
    let percent = "tên,tỷ lệ\na,12%\nb,13\nc,14\n";
    assert!(
        read(percent).findings[0]
            .starts_with("2:3 dataset/mixed-column: 1 of 3 numbers of \"tỷ lệ\" have a percent sign: row 1 =>")
    );
    let said = |kind: &str| read_with(&format!("[[column]]\nsource = \"tỷ lệ\"\ntype = \"{kind}\"\n"), percent).table();
    assert_eq!(said("percent"), "ten:text | ty_le:percent\na | 12\nb | 13\nc | 14");
    // And beside parts of one no type is right for both.
    assert_eq!(
        read("tên,tỷ lệ\na,12%\nb,\"0,05\"\nc,14%\n").findings,
        [
            "3:3 dataset/mixed-column: 2 of 3 numbers of \"tỷ lệ\" have a percent sign; others are perhaps parts of one in row 2: \
          \"0,05\" => [[column]] | source = \"tỷ lệ\" | type = \"text\""
        ]
    );
    let headed = read("tên,tỷ lệ (%)\na,12%\nb,\"0,05\"\nc,14%\n");
    assert!(headed.findings[0].ends_with("type = \"percent\""), "the heading says it: {:?}", headed.findings);
    // What is words for the most part is no question, nor is a code.
    for text in ["số nhà\n12\n12A\n14B\n15\n", "mã\nA1\n12\n13\n14\n", "tên\nHuế\nVinh\n1\nHà Nội\n"] {
        assert_eq!(read(text).findings, [""; 0], "{text}");
    }
}

#[test]
fn promises_are_kept_or_the_row_is_named() {
    let toml = "keys = [\"ma\"]\n[[column]]\nsource = \"mã\"\npattern = \"[0-9]{2}\"\n[[column]]\nid = \"so\"\nsource = \"số\"\n\
                min = 0\nmax = 10\nrequired = true\n[[column]]\nsource = \"loại\"\ncodes = { M = \"Nam\", F = \"Nữ\" }\n";
    let outcome = read_with(toml, "mã,số,loại\n01,5,M\n01,-1,F\n3,,X\n04,11,M\n");
    assert_eq!(
        outcome.findings,
        [
            "3:1 dataset/key-twice: row 2 has the key of an earlier row: \"01\"",
            "3:4 dataset/range: row 2 of \"số\" is below the least value: -1; 2 times, in rows 2, 4",
            "4:1 dataset/pattern: row 3 of \"mã\" does not fit the pattern: \"3\"",
            "4:3 dataset/required: row 3 of \"số\" is empty",
            "4:4 dataset/code: row 3 of \"loại\" is none of the codes, such as \"F\": \"X\"",
        ]
    );
}

#[test]
fn formulas_are_linted_and_negative_numbers_are_not() {
    let outcome = read("a,b\n=1+1,-5\nx,-6\n");
    assert_eq!(outcome.findings, ["2:1 dataset/formula: row 1 of \"a\": a spreadsheet may run \"=1+1\" as a formula"]);
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    assert!(read("a,b\n1,\"x\n").findings[0].starts_with("2:3 dataset/unclosed-quote"));
    assert!(read("a,b\n1,\"x\n2,y\n3,\"z\n").findings[0].starts_with("2:3 dataset/unclosed-quote"));
    assert!(read("").findings[0].starts_with("- dataset/empty"));
    assert!(read_bytes("", b"t\xEAn,s\xF4\ncaf\xE9,1\n").findings[0].contains("dataset/encoding"));
    assert!(read_bytes("", b"\xD0\xCF\x11\xE0\0\0").findings[0].contains("dataset/format"));
    assert!(
        read_with("[[column]]\nsource = \"Tinhx\"\n", "Tỉnh,b\nx,y\n").findings[0].contains("dataset/column-unknown")
    );
}

#[test]
fn letters_of_an_old_font_are_asked_about_and_read() {
    let text = "m·,tªn ®¬n vÞ\n1,Céng hßa x· héi\n2,Tr\u{AD}êng hîp ®Æc biÖt\n";
    let asked = &read(text).findings[0];
    assert!(asked.contains("dataset/letters") && asked.ends_with("=> letters = \"tcvn3\""), "{asked}");
    let outcome = read_with("letters = \"tcvn3\"", text);
    assert_eq!(
        told(&outcome),
        ("ma:integer | ten_don_vi:text\n1 | Cộng hòa xã hội\n2 | Trường hợp đặc biệt".into(), String::new())
    );
    assert_eq!(outcome.repairs[2], "1 2 tên đơn vị repair/letters: Céng hßa x· héi -> Cộng hòa xã hội");
}

#[test]
fn a_percentage_of_a_workbook_is_the_one_it_shows() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["Tỉnh", "Tỷ lệ", "Phần"]) {
        sheet.write(0, column, name).unwrap();
    }
    for (row, (province, share)) in (1..).zip([("Hà Nội", 0.68), ("Huế", 0.125)]) {
        sheet.write(row, 0, province).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format(if row == 1 { "0%" } else { "0.00%" });
        sheet.write_with_format(row, 1, share, &format).unwrap();
        sheet.write(row, 2, share).unwrap();
    }
    let outcome = read_bytes("", &book.save_to_buffer().unwrap());
    assert_eq!(
        told(&outcome),
        ("tinh:text | ty_le:percent | phan:decimal\nHà Nội | 68 | 0.68\nHuế | 12.5 | 0.125".into(), String::new())
    );
}

#[test]
fn a_workbook_as_offices_make_it_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let (plain, day) = (rust_xlsxwriter::Format::new(), rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy"));
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "BÁO CÁO", &plain).unwrap();
    for (column, name) in ["Vùng", "Tỉnh", "Dân số", "Ngày"].iter().enumerate() {
        sheet.write(2, column as u16, *name).unwrap();
    }
    sheet.merge_range(3, 0, 4, 0, "Miền Bắc", &plain).unwrap();
    for (row, province, people) in [(3, "Hà Nội", 8.5), (4, "Huế", 1.25)] {
        sheet.write(row, 1, province).unwrap();
        sheet.write(row, 2, people).unwrap();
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 7, 1).unwrap();
        sheet.write_with_format(row, 3, &date, &day).unwrap();
    }
    sheet.write(5, 0, "Nguồn: Cục Thống kê").unwrap();
    let outcome = read_bytes("", &book.save_to_buffer().unwrap());
    assert_eq!(
        told(&outcome),
        (
            "vung:text | tinh:text | dan_so:decimal | ngay:date\n\
             Miền Bắc | Hà Nội | 8.5 | 2025-07-01\nMiền Bắc | Huế | 1.25 | 2025-07-01"
                .into(),
            String::new()
        )
    );
    assert_eq!(
        outcome.repairs,
        [
            "- 1  repair/preamble: BÁO CÁO -> ",
            "2 5 Vùng repair/merged-cell: Miền Bắc -> Miền Bắc",
            "- 6  repair/footnote: Nguồn: Cục Thống kê -> ",
        ]
    );
}
