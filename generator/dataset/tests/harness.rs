//! A dataset of one file in memory, and what became of it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rust_xlsxwriter::Workbook;

use crate::dataset::findings::Wrong;
use crate::dataset::rows::Watch;
use crate::dataset::rows::each_row;
use crate::dataset::rows::repair::Repair;
use crate::dataset::{Dataset, read_datasets};
use crate::diagnostic::Severity;
use crate::files::{At, FileTable, MemoryFiles};
use crate::language::legacy::{Encoding, decode};

/// What was read.
pub struct Outcome {
    pub dataset: Option<Dataset>,
    /// `line:column rule: message => paste`, in the order of the file.
    pub findings: Vec<String>,
    /// `row line column rule: before -> after`, where there is a dataset.
    pub repairs: Vec<String>,
    /// The values as they are published, where there is a dataset.
    pub rows: Vec<Vec<String>>,
}

impl Outcome {
    /// The columns with their types, then the rows, a line each.
    pub fn table(&self) -> String {
        let columns = self.dataset.iter().flat_map(|dataset| &dataset.plan.schema.columns);
        let head: Vec<String> = columns.map(|column| format!("{}:{}", column.id, column.kind.word())).collect();
        let rows = self.rows.iter().map(|row| row.join(" | "));
        std::iter::once(head.join(" | ")).chain(rows).collect::<Vec<_>>().join("\n")
    }
}

/// Gathers repairs.
#[derive(Default)]
struct Told(Vec<String>);

impl Watch for Told {
    fn repaired(&mut self, repair: &Repair<'_>) {
        let Repair { row, line, column, rule, before, after } = repair;
        let row = row.map_or("-".to_owned(), |row| row.to_string());
        self.0.push(format!("{row} {line} {column} {}: {before} -> {after}", rule.id()));
    }

    fn wrong(&mut self, _: Wrong, _: &dyn Fn() -> (String, String)) {}
}

pub fn read(text: &str) -> Outcome {
    read_bytes("", text.as_bytes())
}

pub fn read_with(toml: &str, text: &str) -> Outcome {
    read_bytes(toml, text.as_bytes())
}

/// Reads `bytes` as the file of a dataset of which `toml` is said.
pub fn read_bytes(toml: &str, bytes: &[u8]) -> Outcome {
    let description = format!("title = \"Thử\"\nfile = \"thu.csv\"\n{toml}");
    let files =
        MemoryFiles::default().with("datasets/thu/dataset.toml", description).with("datasets/thu/thu.csv", bytes);
    let (datasets, mut found) = read_datasets(&files, &mut FileTable::default());
    crate::diagnostic::sort(&mut found);
    // Notes say what is well.
    let findings = found.iter().filter(|found| found.severity != Severity::Note).map(|found| {
        let place = match found.location.at() {
            At::Line { line, column } => format!("{line}:{column}"),
            At::Cell { row, column, .. } => At::cell_name(row, column),
            At::Bytes { start, .. } => format!("toml:{start}"),
            At::Whole => "-".into(),
        };
        let paste = found.paste.as_ref().map(|lines| format!(" => {}", lines.replace('\n', " | ")));
        format!("{place} {}: {}{}", found.rule, found.message, paste.unwrap_or_default())
    });
    let findings = findings.collect();
    let (mut rows, mut told) = (Vec::new(), Told::default());
    let dataset = datasets.into_iter().next();
    if let Some(dataset) = &dataset {
        each_row(&files, &dataset.plan, &mut told, |row, _| {
            rows.push((0..row.len()).map(|index| crate::dataset::rows::written(row.value(index))).collect());
        })
        .unwrap();
    }
    Outcome { dataset, findings, repairs: told.0, rows }
}

/// What is asked about a table, and the table once the first line that is offered has been added.
pub fn mended(text: &str) -> (Vec<String>, Outcome) {
    let asked = read(text).findings;
    let line = asked[0].split(" => ").nth(1).unwrap().replace(" | ", "\n");
    (asked, read_with(&line, text))
}

/// A workbook of texts and numbers.
pub fn book(rows: &[&[&str]]) -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(number) => drop(sheet.write(at, column, number).map(|_| ())),
                Err(_) => drop(sheet.write(at, column, *cell).map(|_| ())),
            }
        }
    }
    book
}

/// The bytes of a text in an old encoding: of each letter the shortest bytes that decode to it.
pub fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    static KNOWN: Mutex<BTreeMap<Encoding, BTreeMap<char, Vec<u8>>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap();
    let letters = known.entry(encoding).or_insert_with(|| letters(encoding));
    text.chars().flat_map(|letter| letters.get(&letter).cloned().unwrap_or_else(|| vec![b'?'])).collect()
}

fn letters(encoding: Encoding) -> BTreeMap<char, Vec<u8>> {
    let mut letters = BTreeMap::new();
    let mut learn = |bytes: Vec<u8>| {
        let decoded = decode(&bytes, encoding);
        let mut chars = decoded.chars();
        if let (Some(letter), None) = (chars.next(), chars.next())
            && letter != char::REPLACEMENT_CHARACTER
        {
            letters.entry(letter).or_insert(bytes);
        }
    };
    (0..=0xFF).for_each(|byte| learn(vec![byte]));
    for first in 0x41..=0xFF {
        (0x80..=0xFF).for_each(|second| learn(vec![first, second]));
    }
    letters
}
