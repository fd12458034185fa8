//! A column: one figure, or a few, of every document.
//!
//! ```text
//! "mqc" VERSION
//! values             count; of each: id, label in Vietnamese, label in English (texts)
//! documents          count
//! of each document:  how many values it has; each a number
//! ```
//! In a facet a number is a place among the values. The columns `name` and `updated` have no values: their numbers are the
//! document's place in the order of names, and the days from 1970-01-01 to its last change.

#[cfg(feature = "cli")]
use super::super::document::Facet;
use super::super::document::Label;
use super::root::MOST_DOCUMENTS;
use super::{Corrupt, open};
#[cfg(feature = "cli")]
use super::{header, put_number, put_text};

/// The letter of the file.
pub const LETTER: u8 = b'c';
/// The column of the order of names.
pub const NAME: &str = "name";
/// The column of dates.
pub const UPDATED: &str = "updated";

/// The most values of a facet: each takes some thirty times as much in memory as in the file.
pub const MOST_VALUES: usize = 1 << 16;

/// A column, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The values of a facet.
    pub values: Vec<(String, Label)>,
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Column {
    /// Reads a column.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut cursor = open(bytes, LETTER)?;
        let count = cursor.count(3)?;
        if count > MOST_VALUES {
            return Err(Corrupt::Bytes);
        }
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            let id = cursor.text()?.to_owned();
            let label = Label { vi: cursor.text()?.to_owned(), en: cursor.text()?.to_owned() };
            values.push((id, label));
        }
        let documents = cursor.count(1)?;
        if documents > MOST_DOCUMENTS as usize {
            return Err(Corrupt::Bytes);
        }
        let mut starts = Vec::with_capacity(documents + 1);
        let mut numbers = Vec::new();
        starts.push(0);
        for _ in 0..documents {
            for _ in 0..cursor.count(1)? {
                let number = cursor.number()?;
                if !values.is_empty() && number as usize >= values.len() {
                    return Err(Corrupt::Bytes);
                }
                numbers.push(number);
            }
            starts.push(numbers.len() as u32);
        }
        if cursor.is_done() { Ok(Self { values, starts, numbers }) } else { Err(Corrupt::Bytes) }
    }

    /// The numbers of a document.
    pub fn of(&self, document: u32) -> &[u32] {
        let at = document as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => self.numbers.get(from as usize..to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The place of a value by its id.
    pub fn value(&self, id: &str) -> Option<u32> {
        self.values.iter().position(|(value, _)| value == id).map(|at| at as u32)
    }
}

/// Writes a column.
#[cfg(feature = "cli")]
pub fn write(facet: &Facet, documents: &[Vec<u32>]) -> Vec<u8> {
    let mut out = header(LETTER);
    put_number(&mut out, facet.values.len() as u32);
    for (id, label) in &facet.values {
        [id, &label.vi, &label.en].into_iter().for_each(|text| put_text(&mut out, text));
    }
    put_number(&mut out, documents.len() as u32);
    for numbers in documents {
        put_number(&mut out, numbers.len() as u32);
        numbers.iter().for_each(|&number| put_number(&mut out, number));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back() {
        let label = Label { vi: "Hộ tịch".into(), en: String::new() };
        let facet = Facet { id: "field".into(), values: vec![("ho-tich".into(), label)] };
        let column = Column::open(&write(&facet, &[vec![], vec![0]])).unwrap();
        assert_eq!((column.of(0), column.of(1), column.of(2)), (&[][..], &[0][..], &[][..]));
        assert_eq!(column.value("ho-tich"), Some(0));
    }

    #[test]
    fn more_values_than_any_facet_has_are_refused() {
        let of = |count| Facet { id: "field".into(), values: vec![(String::new(), Label::default()); count] };
        assert!(Column::open(&write(&of(MOST_VALUES), &[])).is_ok());
        assert_eq!(Column::open(&write(&of(MOST_VALUES + 1), &[])), Err(Corrupt::Bytes));
    }
}
