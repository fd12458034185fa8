//! Numbers by two names, gathered row by row.

use std::collections::BTreeMap;

use super::CELLS;
use super::number::{mean, sum};
use crate::dataset::description::Aggregate;
use crate::table::Decimal;

/// Names in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Names {
    places: BTreeMap<Box<str>, u32>,
    names: Vec<Box<str>>,
}

impl Names {
    /// The place of a name, which is added where it is new.
    pub fn place(&mut self, name: &str) -> u32 {
        if let Some(&place) = self.places.get(name) {
            return place;
        }
        let place = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.places.insert(name.into(), place);
        self.names.push(name.into());
        place
    }

    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }
}

/// Numbers by the place of what they stand above and of their series.
#[derive(Debug, Default)]
pub(super) struct Matrix {
    cells: BTreeMap<(u32, u32), Gathered>,
    pub trouble: Option<Trouble>,
}

/// Why there is no sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Two rows have a number for the same place: the first ones that do.
    Twice(u64, u64),
    /// A sum has too many digits: the row at which it had.
    TooLarge(u64),
    /// There are more numbers than are kept.
    TooMany,
}

#[derive(Debug)]
struct Gathered {
    sum: Decimal,
    count: u64,
    row: u64,
}

impl Matrix {
    /// Whether it takes no more.
    pub fn is_full(&self) -> bool {
        self.trouble == Some(Trouble::TooMany)
    }

    /// Adds a number of a row.
    pub fn add(&mut self, place: (u32, u32), number: Decimal, row: u64, aggregate: Option<Aggregate>) {
        let room = self.cells.len() < CELLS;
        let trouble = match self.cells.get_mut(&place) {
            Some(cell) if aggregate.is_none() => Some(Trouble::Twice(cell.row, row)),
            Some(cell) => {
                cell.count += 1;
                match sum(cell.sum, number) {
                    Some(sum) => {
                        cell.sum = sum;
                        None
                    }
                    None => Some(Trouble::TooLarge(row)),
                }
            }
            None if !room => Some(Trouble::TooMany),
            None => {
                self.cells.insert(place, Gathered { sum: number, count: 1, row });
                None
            }
        };
        if self.trouble.is_none() {
            self.trouble = trouble;
        }
    }

    /// The number of a place.
    pub fn get(&self, place: (u32, u32), aggregate: Option<Aggregate>) -> Option<Decimal> {
        let Some(cell) = self.cells.get(&place) else {
            // Rows that are not there were counted.
            return (aggregate == Some(Aggregate::Count)).then_some(Decimal::whole(0));
        };
        match aggregate {
            Some(Aggregate::Mean) => mean(cell.sum, cell.count),
            // With all places that the file has.
            Some(Aggregate::Sum | Aggregate::Count) | None => Some(cell.sum),
        }
    }
}
