//! The keys of a column's rows, and the rows in the order of them.

use rayon::prelude::*;

use super::super::column::Key;
use super::super::value::Nature;
use super::texts::Texts;
use crate::language::sort_key;

/// Stands for nothing among numbers, and among numbers of texts.
const NO_NUMBER: i64 = i64::MIN;
const NO_TEXT: u32 = u32::MAX;

/// The keys of rows.
#[derive(Debug)]
pub enum Keys {
    /// Numbers.
    Numbers(Vec<i64>),
    /// Texts, and the number of each row's.
    Texts {
        /// How they are compared.
        nature: Nature,
        /// The texts.
        texts: Texts,
        /// The number of each row's text.
        rows: Vec<u32>,
    },
}

/// The rows of a column in the order of their keys, then of the table.
#[derive(Debug)]
pub struct Sorted {
    /// The rows that have a key.
    pub rows: Vec<u32>,
    /// The different keys, each with how many rows have it.
    pub runs: Vec<(Key, u32)>,
    /// The rows that have none.
    pub nulls: Vec<u32>,
}

impl Keys {
    /// Keys of no rows.
    pub fn of(nature: Nature) -> Self {
        if nature.is_text() {
            Self::Texts { nature, texts: Texts::default(), rows: Vec::new() }
        } else {
            Self::Numbers(Vec::new())
        }
    }

    /// Takes the key of the next row.
    pub fn push(&mut self, key: Option<&Key>) {
        match (self, key) {
            (Self::Numbers(numbers), Some(Key::Number(number))) => numbers.push(*number),
            (Self::Numbers(numbers), _) => numbers.push(NO_NUMBER),
            (Self::Texts { texts, rows, .. }, Some(Key::Text(text))) => rows.push(texts.number(text).0),
            (Self::Texts { rows, .. }, _) => rows.push(NO_TEXT),
        }
    }

    /// The rows in order.
    pub fn sort(self) -> Sorted {
        match self {
            Self::Numbers(numbers) => sort_numbers(&numbers),
            Self::Texts { nature, texts, rows } => sort_texts(nature, &texts, &rows),
        }
    }
}

fn sort_numbers(numbers: &[i64]) -> Sorted {
    let mut order: Vec<(i64, u32)> = numbers.iter().copied().zip(0..).collect();
    order.par_sort_unstable();
    let nulls = order.partition_point(|(number, _)| *number == NO_NUMBER);
    let mut runs: Vec<(Key, u32)> = Vec::new();
    for (number, _) in &order[nulls..] {
        match runs.last_mut() {
            Some((Key::Number(last), count)) if last == number => *count += 1,
            _ => runs.push((Key::Number(*number), 1)),
        }
    }
    let rows = |some: &[(i64, u32)]| some.iter().map(|(_, row)| *row).collect();
    Sorted { rows: rows(&order[nulls..]), nulls: rows(&order[..nulls]), runs }
}

fn sort_texts(nature: Nature, texts: &Texts, rows: &[u32]) -> Sorted {
    let mut order: Vec<u32> = (0..texts.len()).collect();
    if nature == Nature::Words {
        let keys: Vec<Vec<u8>> = (0..texts.len()).into_par_iter().map(|number| sort_key(texts.get(number))).collect();
        let key = |number: u32| (&keys[number as usize], texts.get(number));
        order.par_sort_unstable_by(|&a, &b| key(a).cmp(&key(b)));
    } else {
        order.par_sort_unstable_by_key(|&number| texts.get(number));
    }
    // Where the rows of each text begin; each row then goes to its place.
    let mut counts = vec![0u32; texts.len() as usize];
    let has_text = rows.iter().filter(|&&number| number != NO_TEXT);
    has_text.clone().for_each(|&number| counts[number as usize] += 1);
    let runs = order.iter().map(|&number| (Key::Text(texts.get(number).to_owned()), counts[number as usize])).collect();
    let mut next = 0;
    let mut starts = counts;
    for &number in &order {
        let count = std::mem::replace(&mut starts[number as usize], next);
        next += count;
    }
    let mut sorted = vec![0; has_text.count()];
    let mut nulls = Vec::new();
    for (&number, row) in rows.iter().zip(0..) {
        match starts.get_mut(number as usize) {
            Some(place) => {
                sorted[*place as usize] = row;
                *place += 1;
            }
            None => nulls.push(row),
        }
    }
    Sorted { rows: sorted, runs, nulls }
}
