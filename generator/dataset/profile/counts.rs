//! How often each value comes: exactly for a few thousand values, then only of those that come often, in a fixed number of
//! counters (Misra and Gries 1982).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::distinct::{Distinct, Sketch};
use crate::dataset::hash::hash;

/// As long as there are no more different values, all are counted.
const EXACT: usize = 10_000;
/// The bytes all counted values may have together.
const BYTES: usize = 1 << 20;
/// Then this many counters are kept.
const COUNTERS: usize = 1024;
/// How many of the most frequent values are told.
const TOP: usize = 10;
/// The longest text that is told of a value, in characters.
const SHOWN: usize = 120;

/// A value and how often it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frequent {
    /// The value as it is published; cut after 120 characters.
    pub value: Box<str>,
    /// How often it comes, at least.
    pub count: u64,
    /// By how much it may come more often; 0 where it was counted.
    pub error: u64,
}

/// Hashes texts the same way each time.
#[derive(Debug, Default, Clone, Copy)]
struct Fixed(u64);

impl Hasher for Fixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes, self.0);
    }

    fn write_u8(&mut self, _: u8) {
        // The end mark of a text: nothing follows it.
    }
}

/// How often values come.
#[derive(Debug, Default)]
pub struct Counts {
    counters: HashMap<Box<str>, u64, BuildHasherDefault<Fixed>>,
    bytes: usize,
    /// How much was taken off each counter; nothing while all values are counted.
    taken: u64,
    sketch: Option<Sketch>,
}

impl Counts {
    /// Counts a value.
    pub fn add(&mut self, value: &str) {
        if let Some(sketch) = &mut self.sketch {
            sketch.add(value);
        }
        if let Some(count) = self.counters.get_mut(value) {
            *count += 1;
            return;
        }
        if self.sketch.is_none() && (self.counters.len() == EXACT || self.bytes + value.len() > BYTES) {
            self.approximate();
            return self.add(value);
        }
        if self.sketch.is_some() && self.counters.len() >= COUNTERS {
            self.take_off(1);
            return;
        }
        self.bytes += value.len();
        self.counters.insert(value.into(), 1);
    }

    /// There are too many values: from now on only the most frequent keep a counter.
    fn approximate(&mut self) {
        let mut sketch = Sketch::default();
        self.counters.keys().for_each(|value| sketch.add(value));
        self.sketch = Some(sketch);
        // What the first counter beyond the last has is taken off all, which leaves at most as many as there may be.
        let mut counts: Vec<u64> = self.counters.values().copied().collect();
        counts.sort_unstable_by_key(|&count| std::cmp::Reverse(count));
        self.take_off(counts.get(COUNTERS - 1).copied().unwrap_or(0));
    }

    fn take_off(&mut self, amount: u64) {
        self.taken += amount;
        self.counters.retain(|_, count| {
            *count = count.saturating_sub(amount);
            *count > 0
        });
    }

    /// How many values there are, and the most frequent ones.
    pub fn finish(self) -> (Distinct, Vec<Frequent>) {
        let distinct = match &self.sketch {
            Some(sketch) => Distinct::About(sketch.count()),
            None => Distinct::Exact(self.counters.len() as u64),
        };
        let mut all: Vec<(Box<str>, u64)> = self.counters.into_iter().collect();
        all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // A count that may be due to its error alone tells nothing.
        let told = all.into_iter().take(TOP).filter(|(_, count)| self.taken == 0 || *count > self.taken);
        let cut = |value: Box<str>| match value.char_indices().nth(SHOWN) {
            Some((end, _)) => value[..end].into(),
            None => value,
        };
        let top = told.map(|(value, count)| Frequent { value: cut(value), count, error: self.taken }).collect();
        (distinct, top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_are_counted() {
        let mut counts = Counts::default();
        (0..5000).for_each(|number| counts.add(&(number % 50 * (number % 2)).to_string()));
        let (distinct, top) = counts.finish();
        assert_eq!(distinct, Distinct::Exact(26));
        assert_eq!(top[0], Frequent { value: "0".into(), count: 2500, error: 0 });
        assert_eq!(top[1], Frequent { value: "1".into(), count: 100, error: 0 });
    }

    #[test]
    fn of_many_values_the_frequent_ones_are_told_with_their_error() {
        let mut counts = Counts::default();
        for number in 0..60_000 {
            counts.add(&number.to_string());
            counts.add(if number % 2 == 0 { "Hà Nội" } else { "Huế" });
        }
        let (distinct, top) = counts.finish();
        let Distinct::About(about) = distinct else { panic!("{distinct:?}") };
        assert!(about.abs_diff(60_002) < 60_002 * Distinct::ERROR_PERCENT / 100, "{about}");
        let told: std::collections::BTreeSet<&str> = top.iter().map(|top| &*top.value).collect();
        assert_eq!(told, ["Hà Nội", "Huế"].into());
        assert!(top.iter().all(|top| top.count <= 30_000 && top.count + top.error >= 30_000), "{top:?}");
    }

    #[test]
    fn values_that_all_differ_have_no_frequent_ones() {
        let mut counts = Counts::default();
        (0..30_000).for_each(|number| counts.add(&number.to_string()));
        assert_eq!(counts.finish().1, []);
    }
}
