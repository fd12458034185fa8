//! How many different values there are, in sixteen kilobytes: HyperLogLog (Flajolet, Fusy, Gandouet, Meunier 2007), without
//! floats and with one fixed hash.

use crate::dataset::hash::hash;

/// How many different values there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distinct {
    /// Counted.
    Exact(u64),
    /// Estimated: off by less than [`Distinct::ERROR_PERCENT`] in a hundred in 99 cases of 100.
    About(u64),
}

impl Distinct {
    /// Three standard errors, rounded up.
    pub const ERROR_PERCENT: u64 = 3;
}

/// Registers: 2^14, which makes the standard error 0.81 %.
const BITS: u32 = 14;

/// A count of what is different.
#[derive(Debug, Clone)]
pub struct Sketch {
    registers: Vec<u8>,
}

impl Default for Sketch {
    fn default() -> Self {
        Self { registers: vec![0; 1 << BITS] }
    }
}

impl Sketch {
    /// Counts a value.
    pub fn add(&mut self, value: &str) {
        let hash = hash(value.as_bytes(), 0x6D6F_7463_7561);
        let register = (hash >> (64 - BITS)) as usize;
        let rank = (hash << BITS | 1 << (BITS - 1)).leading_zeros() as u8 + 1;
        self.registers[register] = self.registers[register].max(rank);
    }

    /// The estimate.
    pub fn count(&self) -> u64 {
        let count = 1_u128 << BITS;
        // The sum of 2^-register at 51 places: no register is above 51.
        let sum: u128 = self.registers.iter().map(|&register| 1_u128 << (51 - u32::from(register.min(51)))).sum();
        // 0.7213 / (1 + 1.079 / m) for m = 2^14, in millionths.
        let estimate = 721_252 * count * count * (1 << 51) / sum / 1_000_000;
        let empty = self.registers.iter().filter(|&&register| register == 0).count() as u64;
        if empty > 0 && estimate < count * 3 {
            // Few enough that counting the registers nothing fell into is more exact: m * ln(m / empty).
            return ((u128::from(natural_logarithm(1 << BITS, empty)) * count) >> 32) as u64;
        }
        u64::try_from(estimate).unwrap_or(u64::MAX)
    }
}

/// `ln(a / b)` in 32 bits behind the point, for `a >= b > 0`: bit by bit, by squaring.
fn natural_logarithm(a: u64, b: u64) -> u64 {
    const LN_2: u128 = 2_977_044_472;
    let mut ratio = (u128::from(a) << 62) / u128::from(b);
    let whole = (127 - ratio.leading_zeros()).saturating_sub(62);
    ratio >>= whole;
    let mut log_2 = u128::from(whole) << 32;
    for bit in (0..32).rev() {
        ratio = (ratio * ratio) >> 62;
        if ratio >> 63 == 1 {
            ratio >>= 1;
            log_2 |= 1 << bit;
        }
    }
    ((log_2 * LN_2) >> 32) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_need_no_floats() {
        // ln 2, and ln(16384 / 3) = 8.605448...
        assert_eq!(natural_logarithm(2, 1), 2_977_044_472);
        assert_eq!((natural_logarithm(16_384, 3) * 1000) >> 32, 8605);
    }

    #[test]
    fn the_estimate_is_near() {
        for wanted in [1000_u64, 12_000, 45_000, 55_000, 200_000, 1_000_000] {
            let mut sketch = Sketch::default();
            (0..wanted).for_each(|number| sketch.add(&number.to_string()));
            (0..wanted / 2).for_each(|number| sketch.add(&number.to_string()));
            let off = sketch.count().abs_diff(wanted) * 100 / wanted;
            assert!(off < Distinct::ERROR_PERCENT, "{wanted}: {}", sketch.count());
        }
    }
}
