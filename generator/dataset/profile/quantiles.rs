//! Quantiles in a few thousand numbers: buffers that are merged pairwise (Munro and Paterson 1980; Manku, Rajagopalan and
//! Lindsay 1998), without randomness.
//!
//! A full buffer is sorted, and every second number goes on to the next level, where it stands for two. Which half that is
//! alternates. What that puts a rank off by is added up, so that the error told is a bound and no guess.

/// How many numbers a level holds.
const LEVEL: usize = 4096;

/// Numbers being looked at.
#[derive(Debug, Default)]
pub struct Quantiles {
    /// A number of level n stands for 2^n.
    levels: Vec<Vec<i128>>,
    /// Which half of a level goes on next.
    odd: Vec<bool>,
    error: u64,
}

/// Numbers in order.
#[derive(Debug)]
pub struct Sorted {
    /// Each number with how many are below it, itself not counted.
    ranked: Vec<(i128, u64)>,
    total: u64,
    /// By how many ranks an answer may be off.
    pub error: u64,
}

impl Quantiles {
    /// Adds a number.
    pub fn add(&mut self, number: i128) {
        self.push(0, number);
    }

    fn push(&mut self, level: usize, number: i128) {
        if level == self.levels.len() {
            self.levels.push(Vec::new());
            self.odd.push(false);
        }
        self.levels[level].push(number);
        if self.levels[level].len() == LEVEL {
            let mut full = std::mem::take(&mut self.levels[level]);
            full.sort_unstable();
            let skip = usize::from(self.odd[level]);
            self.odd[level] = !self.odd[level];
            self.error += 1 << level;
            full.into_iter().skip(skip).step_by(2).for_each(|number| self.push(level + 1, number));
        }
    }

    /// The numbers in order.
    pub fn finish(self) -> Sorted {
        let mut weighed: Vec<(i128, u64)> = Vec::new();
        for (level, numbers) in self.levels.into_iter().enumerate() {
            weighed.extend(numbers.into_iter().map(|number| (number, 1 << level)));
        }
        weighed.sort_unstable();
        let mut total = 0;
        let ranked = weighed
            .into_iter()
            .map(|(number, weight)| {
                let below = total;
                total += weight;
                (number, below)
            })
            .collect();
        Sorted { ranked, total, error: self.error }
    }
}

impl Sorted {
    /// The number with so many below it.
    pub fn at(&self, rank: u64) -> i128 {
        let after = self.ranked.partition_point(|&(_, below)| below <= rank);
        self.ranked.get(after.saturating_sub(1)).map_or(0, |&(number, _)| number)
    }

    /// The two numbers a quantile lies between, and how many hundredths of the way from the first to the second: R's type 7,
    /// which is QUARTILE.INC in spreadsheets. Where ranks may be off, one number twice.
    pub fn around(&self, percent: u64) -> (i128, i128, u8) {
        if self.error > 0 {
            let number = self.at(self.total * percent / 100);
            return (number, number, 0);
        }
        let hundredths = self.total.saturating_sub(1) * percent;
        let rank = hundredths / 100;
        (self.at(rank), self.at(rank + 1), (hundredths % 100) as u8)
    }

    /// How many numbers are below this one.
    pub fn below(&self, number: i128) -> u64 {
        let at = self.ranked.partition_point(|&(other, _)| other < number);
        self.ranked.get(at).map_or(self.total, |&(_, below)| below)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_numbers_are_exact() {
        let mut quantiles = Quantiles::default();
        (0..1000).rev().for_each(|number| quantiles.add(number));
        let sorted = quantiles.finish();
        assert_eq!((sorted.at(500), sorted.below(250), sorted.error), (500, 250, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn the_error_is_a_bound(numbers in proptest::collection::vec(0_i128..100_000, 5000..60_000)) {
            let mut quantiles = Quantiles::default();
            numbers.iter().for_each(|&number| quantiles.add(number));
            let sorted = quantiles.finish();
            let mut exact = numbers.clone();
            exact.sort_unstable();
            prop_assert!(sorted.error * 50 < numbers.len() as u64 || numbers.len() < 10_000);
            for percent in [1, 5, 25, 50, 75, 95, 99] {
                let rank = numbers.len() as u64 * percent / 100;
                let found = sorted.at(rank);
                // Equal numbers share a stretch of ranks: the nearest of them counts.
                let low = exact.partition_point(|&number| number < found) as u64;
                let high = exact.partition_point(|&number| number <= found) as u64;
                prop_assert!(low <= rank + sorted.error + 1 && high + sorted.error + 1 >= rank, "{percent} %");
            }
        }
    }
}
