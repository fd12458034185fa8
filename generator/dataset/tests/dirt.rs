//! Made-up tables written as badly as people write them, and read back: what comes out equals what went in, or a finding
//! names why not. `MOTCUA_TABLES` says how many; 64 by default.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::harness::{encoded, read_bytes};
use crate::language::legacy::Encoding as Legacy;
use crate::language::{Date, decimal, decimal_en};

/// A column's values, and how they are dressed.
#[derive(Debug, Clone)]
enum Made {
    Code(Vec<u16>),
    Name(Vec<&'static str>),
    Number(Vec<i64>, u8),
    Day(Vec<i32>),
}

/// How a table is written.
#[derive(Debug, Clone)]
struct Dress {
    encoding: usize,
    delimiter: char,
    line: &'static str,
    comma: bool,
    iso: bool,
    preamble: bool,
    footnote: bool,
    /// Trailing empty cells are left out.
    short: bool,
    blank_lines: bool,
    /// Cells that say nothing are written so.
    null: &'static str,
    /// Blanks around cells.
    padding: &'static str,
}

const NAMES: [&str; 8] = [
    "Hà Nội",
    "Thừa Thiên Huế",
    "Đắk Lắk",
    "Bà Rịa; Vũng Tàu",
    "Nghệ An, Vinh",
    "phường \"Một\"",
    "Cần Thơ",
    "trường học",
];

fn made(rows: usize) -> impl Strategy<Value = Vec<Made>> {
    let column = prop_oneof![
        proptest::collection::vec(0_u16..1000, rows).prop_map(Made::Code),
        proptest::collection::vec(proptest::sample::select(NAMES.to_vec()), rows).prop_map(Made::Name),
        (proptest::collection::vec(-5_000_000_i64..5_000_000, rows), 0_u8..4)
            .prop_map(|(values, scale)| Made::Number(values, scale)),
        proptest::collection::vec(10_000_i32..25_000, rows).prop_map(Made::Day),
    ];
    proptest::collection::vec(column, 1..5)
}

fn dress() -> impl Strategy<Value = Dress> {
    (
        (
            0_usize..7,
            proptest::sample::select(vec![',', ';', '\t', '|']),
            proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        ),
        any::<(bool, bool, bool, bool, bool, bool)>(),
        proptest::sample::select(vec!["", "-", "..."]),
        proptest::sample::select(vec!["", " "]),
    )
        .prop_map(|((encoding, delimiter, line), flags, null, padding)| {
            let (comma, iso, preamble, footnote, short, blank_lines) = flags;
            Dress { encoding, delimiter, line, comma, iso, preamble, footnote, short, blank_lines, null, padding }
        })
}

impl Made {
    /// What is published of a cell.
    fn value(&self, row: usize) -> String {
        match self {
            Self::Code(values) => format!("{:03}", values[row]),
            Self::Name(values) => values[row].to_owned(),
            Self::Number(values, scale) => decimal_en(values[row], *scale).replace(',', ""),
            Self::Day(values) => Date::from_days_since_epoch(values[row]).unwrap().iso(),
        }
    }

    /// How it is written.
    fn dressed(&self, row: usize, dress: &Dress) -> String {
        match self {
            Self::Number(values, scale) if dress.comma => decimal(values[row], *scale),
            Self::Number(values, scale) => decimal_en(values[row], *scale),
            Self::Day(values) if !dress.iso => Date::from_days_since_epoch(values[row]).unwrap().short(),
            _ => self.value(row),
        }
    }

    /// Whether nothing in the column says how it is to be read; then it may be asked about.
    fn heading(&self) -> &'static str {
        match self {
            Self::Code(_) => "Mã số",
            Self::Name(_) => "Tên tỉnh",
            Self::Number(..) => "Số lượng",
            Self::Day(_) => "Ngày cấp",
        }
    }
}

fn quoted(cell: &str, delimiter: char) -> String {
    if cell.contains([delimiter, '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn write(columns: &[Made], rows: usize, holes: &[bool], dress: &Dress) -> (Vec<u8>, Vec<Vec<String>>) {
    let mut lines = Vec::new();
    if dress.preamble {
        lines.push("BẢNG TỔNG HỢP SỐ LIỆU".to_owned());
        lines.push(String::new());
    }
    let delimiter = dress.delimiter.to_string();
    // The first column is full, so that no row is blank.
    let head: Vec<String> =
        std::iter::once("STT".into()).chain(columns.iter().map(|column| column.heading().into())).collect();
    lines.push(head.join(&delimiter));
    let mut wanted = Vec::new();
    for row in 0..rows {
        let mut cells = vec![format!("dòng {}", row + 1)];
        let mut values = cells.clone();
        for (index, column) in columns.iter().enumerate() {
            let hole = holes[(row * 7 + index * 3) % holes.len()];
            values.push(if hole { String::new() } else { column.value(row) });
            let text = if hole { dress.null.to_owned() } else { column.dressed(row, dress) };
            // An opening quote comes first, else it is none.
            let text = if text.contains([dress.delimiter, '"']) { text } else { format!("{}{text}", dress.padding) };
            cells.push(quoted(&text, dress.delimiter));
        }
        while dress.short && cells.len() > 2 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        lines.push(cells.join(&delimiter));
        if dress.blank_lines && row % 3 == 1 {
            lines.push(String::new());
        }
        wanted.push(values);
    }
    if dress.footnote {
        lines.push("Nguồn: Cục Thống kê tỉnh".into());
    }
    let text = lines.join(dress.line) + dress.line;
    let bytes = match dress.encoding {
        0 => text.into_bytes(),
        1 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        2 => b"\xFF\xFE".iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        3 => encoded(&text, Legacy::Viscii),
        4 => encoded(&text, Legacy::Windows1258),
        5 => encoded(&text, Legacy::VniWindows),
        // It has no capitals with tones.
        _ => encoded(&text.replace("BẢNG TỔNG HỢP SỐ LIỆU", "Bảng tổng hợp"), Legacy::Tcvn3),
    };
    (bytes, wanted)
}

#[test]
fn what_goes_in_comes_out_or_a_finding_says_why_not() {
    let cases = std::env::var("MOTCUA_TABLES").ok().and_then(|count| count.parse().ok()).unwrap_or(64);
    let config = Config { cases, source_file: Some(file!()), ..Config::default() };
    let asked = std::cell::Cell::new(0);
    let tables = (1_usize..30)
        .prop_flat_map(|rows| (Just(rows), made(rows), proptest::collection::vec(any::<bool>(), 11), dress()));
    TestRunner::new(config)
        .run(&tables, |(rows, columns, holes, dress)| {
            let (bytes, wanted) = write(&columns, rows, &holes, &dress);
            let outcome = read_bytes("", &bytes);
            // A last row that says one thing, behind a blank one, may be a note: left out, and told of.
            let left_out = |finding: &str| {
                let (_, rest) = finding.split_once("is left out as a note below the table")?;
                let times = rest.strip_prefix("; ").and_then(|rest| rest.split_once(" times"));
                Some(times.map_or(1, |(count, _)| count.parse::<usize>().unwrap()))
            };
            if outcome.dataset.is_some() {
                let told: usize = outcome.findings.iter().filter_map(|finding| left_out(finding)).sum();
                let kept = &wanted[..wanted.len().saturating_sub(told)];
                prop_assert_eq!(&outcome.rows, kept, "{:?}", outcome.findings);
                return Ok(());
            }
            // Refused: for a reason, at a place, and only for what tables can leave open.
            asked.set(asked.get() + 1);
            let open =
                ["dataset/decimal", "dataset/dates", "dataset/encoding", "dataset/delimiter", "dataset/blank-cells"];
            for finding in outcome.findings.iter().filter(|finding| left_out(finding).is_none()) {
                prop_assert!(
                    open.iter().any(|rule| finding.contains(rule)),
                    "{}\n{}",
                    finding,
                    String::from_utf8_lossy(&bytes)
                );
                prop_assert!(finding.starts_with(|c: char| c.is_ascii_digit()), "{finding}");
            }
            prop_assert!(!outcome.findings.is_empty());
            Ok(())
        })
        .unwrap();
    // Questions are the exception.
    assert!(asked.get() * 2 < cases, "{} of {cases} tables were asked about", asked.get());
}
