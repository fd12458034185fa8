//! Tables for tests: rows in memory, their files, and a plain answer to hold the engine's against.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::column::{Column, cut};
use super::engine::Engine;
use super::format::words::each_word;
use super::local::{fetch, unpack};
use super::value::{Decimal, Kind, Nature, Value};
use super::writer::{Layout, ROOT, Report, Writer};
use crate::language::{Date, compare};

/// A cell that owns its text.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Null,
    Text(String),
    Number(i128, u8),
    Day(i32),
    Year(u16),
    Month(u16, u8),
    Boolean(bool),
}

impl Cell {
    pub fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(text),
            Self::Number(mantissa, scale) => Value::Number(Decimal { mantissa: *mantissa, scale: *scale }),
            Self::Day(days) => Date::from_days_since_epoch(*days).map_or(Value::Null, Value::Date),
            Self::Year(year) => Value::Year(*year),
            Self::Month(year, month) => Value::Month(*year, *month),
            Self::Boolean(value) => Value::Boolean(*value),
        }
    }

    pub fn text(&self) -> String {
        let mut text = String::new();
        self.value().write(&mut text);
        text
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

pub fn column(id: &str, kind: Kind, scale: u8) -> Column {
    Column { id: id.to_owned(), name: id.to_uppercase(), kind, scale }
}

pub type Files = BTreeMap<String, Vec<u8>>;

impl Table {
    /// Its files.
    pub fn write(&self, layout: Layout) -> (Files, Report) {
        let mut files = Files::new();
        let mut put = |name: &str, bytes: &[u8]| {
            assert!(files.insert(name.to_owned(), bytes.to_vec()).is_none(), "{name} twice");
            Ok::<(), std::convert::Infallible>(())
        };
        let mut writer = Writer::new(self.columns.clone(), self.rows.len() as u32, layout, &mut put).unwrap();
        for row in &self.rows {
            writer.push(&row.iter().map(Cell::value).collect::<Vec<_>>()).unwrap();
        }
        let report = writer.finish().unwrap();
        (files, report)
    }

    /// The rows that a plain look at every cell finds: filters as (column, operator, value), and a sort.
    pub fn rows(&self, filters: &[(usize, &str, String)], sort: Option<(usize, bool)>) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.rows.len()).filter(|&row| self.holds(row, filters)).collect();
        if let Some((at, is_down)) = sort {
            rows.sort_by(|&a, &b| {
                let [a, b] = [a, b].map(|row| self.rows[row][at].text());
                match (a.is_empty(), b.is_empty()) {
                    (false, false) if is_down => compared(&b, &a, &self.columns[at]),
                    (false, false) => compared(&a, &b, &self.columns[at]),
                    (a, b) => a.cmp(&b),
                }
            });
        }
        rows
    }

    fn holds(&self, row: usize, filters: &[(usize, &str, String)]) -> bool {
        filters.iter().all(|(at, operator, value)| {
            let (cell, column) = (self.rows[row][*at].text(), &self.columns[*at]);
            // Given twice, one will do.
            let same = filters.iter().filter(|(column, operator, _)| column == at && *operator == "eq");
            match *operator {
                "eq" => same.clone().any(|(_, _, value)| tested(&cell, "eq", value, column)),
                operator => tested(&cell, operator, value, column),
            }
        })
    }
}

fn tested(cell: &str, operator: &str, value: &str, column: &Column) -> bool {
    match (operator, cell) {
        ("null", cell) => return cell.is_empty(),
        (_, "") => return false,
        ("some", _) => return true,
        ("begins", _) => return cell.starts_with(value),
        ("has", _) => {
            let words = |text: &str| {
                let mut words = Vec::new();
                each_word(text, &mut String::new(), &mut |word| words.push(word.to_owned()));
                words
            };
            let found = words(cell);
            return value.split(' ').all(|part| match part.strip_suffix('*') {
                Some(start) => words(start).iter().all(|start| found.iter().any(|word| word.starts_with(start))),
                None => words(part).iter().all(|word| found.contains(word)),
            });
        }
        _ => {}
    }
    let is_part = matches!(column.kind.nature(), Nature::Day | Nature::Month | Nature::Year);
    let order = if is_part {
        // A year has all its days.
        cell[..value.len().min(cell.len())].cmp(value)
    } else {
        compared(cell, value, column)
    };
    match operator {
        "eq" => order == Ordering::Equal,
        "ne" => order != Ordering::Equal,
        "ge" => order != Ordering::Less,
        "gt" => order == Ordering::Greater,
        "le" => order != Ordering::Greater,
        "lt" => order == Ordering::Less,
        _ => panic!("{operator}"),
    }
}

/// Compares two cells that are something, from their texts.
fn compared(a: &str, b: &str, column: &Column) -> Ordering {
    let (a, b) = (cut(a), cut(b));
    match column.kind.nature() {
        Nature::Words => compare(a, b).then_with(|| a.cmp(b)),
        Nature::Number => decimal(a).cmp(&decimal(b)),
        _ => a.cmp(b),
    }
}

/// A decimal of at most twelve places, as so many billionths of a thousandth.
fn decimal(text: &str) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction:0<12}").parse().unwrap()
}

/// The engine over files.
pub fn engine(files: &Files) -> Engine {
    Engine::new(&unpack(&files[ROOT]).unwrap()).unwrap()
}

/// The whole answer to a query.
pub fn ask(engine: &mut Engine, files: &Files, query: &str) -> Json {
    engine.ask(query);
    fetch(engine, &|name| files.get(name).cloned());
    serde_json::from_str(&engine.answer()).unwrap()
}

/// The numbers of an answer's rows, from 0.
pub fn numbers(answer: &Json) -> Vec<usize> {
    let rows = answer["rows"].as_array().unwrap();
    rows.iter().map(|row| row["row"].as_u64().unwrap() as usize - 1).collect()
}
