//! What holds for every table and every question: the engine's answer is the one that a plain look at all rows gives.

use proptest::prelude::*;
use serde_json::json;

use super::column::Column;
use super::fixture::{Cell, Table, ask, column, engine, numbers};
use super::value::Kind;
use super::writer::Layout;

const WORDS: [&str; 12] =
    ["Hà Nội", "Hạ Long", "Đà Nẵng", "da", "Ế", "nguyễn văn", "Nguyen", "an", "ạn", "\"q\",", "a\r\nb", "x\u{301}"];

fn columns() -> Vec<Column> {
    vec![
        column("ten", Kind::Text, 0),
        column("ma", Kind::Code, 0),
        column("gia", Kind::Money, 2),
        column("ngay", Kind::Date, 0),
        column("thang", Kind::Month, 0),
        column("nam", Kind::Year, 0),
        column("dung", Kind::Boolean, 0),
        column("noi", Kind::Place, 0),
    ]
}

fn words(most: usize) -> impl Strategy<Value = String> {
    let long = prop_oneof![9 => Just(0), 1 => 60..80_usize];
    (prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=most), long)
        .prop_map(|(words, long)| "tiếng ".repeat(long) + &words.join(" "))
}

fn cell(column: usize) -> BoxedStrategy<Cell> {
    let some = match column {
        0 => words(4).prop_map(Cell::Text).boxed(),
        1 => "[0-9]{1,3}".prop_map(Cell::Text).boxed(),
        2 => prop_oneof![
            (-300..300_i128, 0..3_u8).prop_map(|(mantissa, scale)| Cell::Number(mantissa, scale)),
            any::<i32>().prop_map(|number| Cell::Number(i128::from(number) << 20, 2)),
        ]
        .boxed(),
        3 => (0..900).prop_map(Cell::Day).boxed(),
        4 => (1969..1973_u16, 1..13_u8).prop_map(|(year, month)| Cell::Month(year, month)).boxed(),
        5 => (1969..1973_u16).prop_map(Cell::Year).boxed(),
        6 => any::<bool>().prop_map(Cell::Boolean).boxed(),
        _ => prop::sample::select(&WORDS[..3]).prop_map(|text| Cell::Text(text.to_owned())).boxed(),
    };
    prop_oneof![8 => some, 1 => Just(Cell::Null)].boxed()
}

fn table() -> impl Strategy<Value = Table> {
    let row: Vec<_> = (0..columns().len()).map(cell).collect();
    prop::collection::vec(row, 0..260).prop_map(|rows| Table { columns: columns(), rows })
}

fn layout() -> impl Strategy<Value = Layout> {
    (1..40_u32, 1..90_u32, 1..6_u32, 1..60_usize).prop_map(|(span, bins, least, words)| Layout {
        span,
        bins,
        least,
        words,
        ..Layout::default()
    })
}

fn filter() -> impl Strategy<Value = (usize, &'static str, String)> {
    (0..8_usize).prop_flat_map(|at| {
        let ends = ["eq", "ne", "ge", "gt", "le", "lt", "null", "some"];
        let operators: Vec<&str> = match at {
            0 | 7 => [&ends[..], &["has"; 4]].concat(),
            1 => [&ends[..], &["begins"; 2]].concat(),
            _ => ends.to_vec(),
        };
        (Just(at), prop::sample::select(operators)).prop_flat_map(|(at, operator)| {
            let value = match (at, operator) {
                (0 | 7, "has") => prop::sample::select(
                    &["ha", "noi", "nguyen van", "n*", "a*", "an", "tieng", "q b", "ng* a*", "hanoi"][..],
                )
                .prop_map(str::to_owned)
                .boxed(),
                (0 | 7, _) => words(2).boxed(),
                (1, _) => "[0-9]{1,2}".boxed(),
                (2, _) => "-?[0-3](\\.[0-9]{1,3})?".boxed(),
                // Days that every month has: another one is refused.
                (3, _) => "197[0-2](-0[1-9](-(1[0-9]|2[0-8]))?)?".boxed(),
                (4, _) => "19(69|7[0-3])(-0[1-9])?".boxed(),
                (5, _) => "19(69|7[0-3])".boxed(),
                _ => "true|false".boxed(),
            };
            (Just(at), Just(operator), value)
        })
    })
}

/// A text as a part of an address.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02x}") })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_answer_is_that_of_a_look_at_every_row(
        table in table(),
        layout in layout(),
        questions in prop::collection::vec(
            (prop::collection::vec(filter(), 0..4), prop::option::of((0..8_usize, any::<bool>())), 0..4_u32, 1..30_u32), 1..6),
    ) {
        let (files, report) = table.write(layout);
        prop_assert_eq!(report.rows as usize, table.rows.len());
        let mut used = engine(&files);
        for (filters, sort, page, size) in questions {
            let mut query = format!("page={}&size={size}&chart=gia", page + 1);
            for (at, operator, value) in &filters {
                query += &format!("&{}={operator}:{}", table.columns[*at].id, encoded(value));
            }
            if let Some((at, is_down)) = sort {
                query += &format!("&sort={}{}", if is_down { "-" } else { "" }, table.columns[at].id);
            }
            let expected = table.rows(&filters, sort);
            let answer = ask(&mut used, &files, &query);
            prop_assert_eq!(&answer["stage"], "full", "{} {}", query, answer);
            prop_assert_eq!(&answer["total"], expected.len(), "{}", query);
            let start = (page * size) as usize;
            let shown: Vec<usize> = expected.iter().copied().skip(start).take(size as usize).collect();
            prop_assert_eq!(numbers(&answer), shown.clone(), "{}", query);
            for (row, shown) in answer["rows"].as_array().unwrap().iter().zip(shown) {
                let cells: Vec<_> = table.rows[shown].iter().map(Cell::text).collect();
                let cells: Vec<_> = cells.iter().map(|cell| if cell.is_empty() { json!(null) } else { json!(cell) }).collect();
                prop_assert_eq!(&row["cells"], &json!(cells));
            }
            let chart = &answer["chart"];
            let counted: u64 = chart["bars"].as_array().unwrap().iter().map(|bar| bar["count"].as_u64().unwrap()).sum();
            let nulls = expected.iter().filter(|&&row| table.rows[row][2] == Cell::Null).count();
            prop_assert_eq!(&chart["nulls"], nulls);
            prop_assert_eq!(counted as usize + nulls, expected.len());
            // An answer does not depend on what was asked before.
            let mut fresh = ask(&mut engine(&files), &files, &query);
            fresh["generation"] = answer["generation"].clone();
            prop_assert_eq!(fresh, answer);
        }
    }

    #[test]
    fn the_parts_of_a_selection_are_the_files_own_lines(table in table(), filters in prop::collection::vec(filter(), 0..2)) {
        let (files, _) = table.write(Layout { span: 1, bins: 8, least: 2, ..Layout::default() });
        let mut engine = engine(&files);
        let mut query = String::new();
        for (at, operator, value) in &filters {
            query += &format!("&{}={operator}:{}", table.columns[*at].id, encoded(value));
        }
        let mut found = String::new();
        for part in 0..2 {
            ask(&mut engine, &files, &format!("part={part}{query}"));
            found += &engine.csv().unwrap();
        }
        let mut reader = csv::Reader::from_reader(found.as_bytes());
        let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        prop_assert_eq!(headings, table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>());
        let lines: Vec<Vec<String>> =
            reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect();
        let expected: Vec<Vec<String>> =
            table.rows(&filters, None).into_iter().map(|row| table.rows[row].iter().map(Cell::text).collect()).collect();
        prop_assert_eq!(lines, expected);
    }

    #[test]
    fn any_bytes_are_an_error_or_a_table(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = super::Engine::new(&bytes);
    }
}
