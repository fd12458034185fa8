//! One row: its values, in the memory of the row before.

use crate::dataset::file::raw::RawRow;
use crate::language::Date;
use crate::table::{Decimal, Value};

/// A row of a table.
#[derive(Debug, Default)]
pub struct Row {
    /// Its number, counted from one.
    pub number: u64,
    pub(super) raw: RawRow,
    pub(super) text: String,
    pub(super) cells: Vec<Stored>,
}

/// A value; texts by where they end in the row's text.
#[derive(Debug, Clone, Copy)]
pub(in crate::dataset) enum Stored {
    Null,
    Text(usize, usize),
    Number(Decimal),
    Date(Date),
    Year(u16),
    Month(u16, u8),
    Boolean(bool),
}

impl Stored {
    /// The value, whose text stands in `text`.
    pub(in crate::dataset) fn value(self, text: &str) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Text(start, end) => Value::Text(&text[start..end]),
            Self::Number(number) => Value::Number(number),
            Self::Date(date) => Value::Date(date),
            Self::Year(year) => Value::Year(year),
            Self::Month(year, month) => Value::Month(year, month),
            Self::Boolean(value) => Value::Boolean(value),
        }
    }

    /// The same value where its text stands so many bytes later.
    fn moved(self, by: usize) -> Self {
        match self {
            Self::Text(start, end) => Self::Text(start + by, end + by),
            other => other,
        }
    }
}

impl Row {
    /// The value of a column.
    pub fn value(&self, column: usize) -> Value<'_> {
        self.cells.get(column).map_or(Value::Null, |cell| cell.value(&self.text))
    }

    /// Appends its cells and their texts.
    pub(in crate::dataset) fn copy_to(&self, cells: &mut Vec<Stored>, text: &mut String) {
        let by = text.len();
        cells.extend(self.cells.iter().map(|cell| cell.moved(by)));
        text.push_str(&self.text);
    }

    /// How many columns it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no column.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(super) fn push(&mut self, value: Value<'_>) {
        self.cells.push(match value {
            Value::Null => Stored::Null,
            Value::Text(text) => {
                let start = self.text.len();
                self.text.push_str(text);
                Stored::Text(start, self.text.len())
            }
            Value::Number(number) => Stored::Number(number),
            Value::Date(date) => Stored::Date(date),
            Value::Year(year) => Stored::Year(year),
            Value::Month(year, month) => Stored::Month(year, month),
            Value::Boolean(value) => Stored::Boolean(value),
        });
    }
}

/// A value as it is published.
pub(in crate::dataset) fn written(value: Value<'_>) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}
