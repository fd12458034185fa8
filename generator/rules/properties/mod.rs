//! What holds for every program and every answer, against a reference that shares no code with the evaluator.
//!
//! `MOTCUA_CHECKS=1000000` checks so many partial answers instead of some thousands.

pub(super) mod catalogue;
mod dump;
mod exhaustive;
pub(super) mod harness;
mod reference;
mod soundness;
mod vectors;

/// Numbers that look random and are the same each time.
pub(crate) struct Seeds(u64);

impl Seeds {
    /// A series of its own for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678_9ABC_DEF1)
    }

    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of `low..=high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    /// One of `0..count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.between(0, count as i64 - 1) as usize
    }

    /// Whether one in so many falls here.
    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// One of a few.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// How many checks: `MOTCUA_CHECKS`, or `small`.
pub(crate) fn checks(small: usize) -> usize {
    std::env::var("MOTCUA_CHECKS").ok().and_then(|count| count.parse().ok()).unwrap_or(small)
}
