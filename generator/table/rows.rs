//! A set of rows: a bit each.

/// Some of a table's rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    words: Vec<u64>,
    rows: u32,
}

impl Rows {
    /// None of so many.
    pub fn none(rows: u32) -> Self {
        Self { words: vec![0; rows.div_ceil(64) as usize], rows }
    }

    /// All of so many.
    pub fn all(rows: u32) -> Self {
        let mut all = Self { words: vec![u64::MAX; rows.div_ceil(64) as usize], rows };
        if let Some(last) = all.words.last_mut().filter(|_| !rows.is_multiple_of(64)) {
            *last = (1 << (rows % 64)) - 1;
        }
        all
    }

    /// Of how many rows they are some.
    pub fn of(&self) -> u32 {
        self.rows
    }

    /// Adds a row; false where the table has no such row.
    pub fn insert(&mut self, row: u32) -> bool {
        if row >= self.rows {
            return false;
        }
        self.words[row as usize / 64] |= 1 << (row % 64);
        true
    }

    /// Whether a row is among them.
    pub fn has(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Eight rows from the row `8 * at`.
    pub fn set_byte(&mut self, at: usize, byte: u8) -> bool {
        if byte == 0 {
            return true;
        }
        if at as u64 * 8 + u64::from(8 - byte.leading_zeros()) > u64::from(self.rows) {
            return false;
        }
        self.words[at / 8] |= u64::from(byte) << (at % 8 * 8);
        true
    }

    /// Adds others.
    pub fn add(&mut self, others: &Self) {
        self.words.iter_mut().zip(&others.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes others away.
    pub fn remove(&mut self, others: &Self) {
        self.words.iter_mut().zip(&others.words).for_each(|(word, other)| *word &= !other);
    }

    /// Leaves those that are among others.
    pub fn keep(&mut self, others: &Self) {
        self.words.iter_mut().zip(&others.words).for_each(|(word, other)| *word &= other);
    }

    /// How many they are.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// The rows from `from` on.
    pub fn from(&self, from: u32) -> impl Iterator<Item = u32> {
        let first = from as usize / 64;
        let rest = self.words.get(first..).unwrap_or_default().iter().enumerate();
        rest.flat_map(move |(at, &word)| {
            let mut left = if at == 0 { word & (u64::MAX << (from % 64)) } else { word };
            let base = (first + at) as u32 * 64;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                // Of nothing the lowest bit is the 64th.
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(base + bit)
            })
        })
    }

    /// The rows after the first `skip` of them.
    pub fn after(&self, skip: u32) -> impl Iterator<Item = u32> {
        let (mut at, mut left) = (0, skip);
        while let Some(count) = self.words.get(at).map(|word| word.count_ones()).filter(|&count| count <= left) {
            left -= count;
            at += 1;
        }
        self.from(at as u32 * 64).skip(left as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_as_lists_are() {
        let picked: Vec<u32> = (0..200).filter(|row| row % 7 == 3 || (60..70).contains(row)).collect();
        let mut rows = Rows::none(200);
        assert!(picked.iter().all(|&row| rows.insert(row)) && !rows.insert(200));
        assert_eq!(rows.from(0).collect::<Vec<_>>(), picked);
        assert_eq!(rows.count() as usize, picked.len());
        for skip in 0..picked.len() + 2 {
            assert_eq!(rows.after(skip as u32).collect::<Vec<_>>(), picked.get(skip..).unwrap_or_default());
        }
        for from in 0..220 {
            let expected: Vec<u32> = picked.iter().copied().filter(|&row| row >= from).collect();
            assert_eq!(rows.from(from).collect::<Vec<_>>(), expected);
        }
        let mut rest = Rows::all(200);
        rest.remove(&rows);
        assert_eq!(rest.count(), 200 - rows.count());
        rest.keep(&rows);
        assert_eq!(rest, Rows::none(200));
        rest.add(&rows);
        assert_eq!(rest, rows);
    }

    #[test]
    fn bytes_beyond_the_last_row_are_refused() {
        let mut rows = Rows::none(12);
        assert!(rows.set_byte(0, 0xFF) && rows.set_byte(1, 0x0F) && rows.set_byte(9, 0));
        assert!(Rows::all(64).set_byte(8, 0));
        assert_eq!(rows, Rows::all(12));
        assert!(!rows.set_byte(1, 0x10));
        assert!(!rows.set_byte(2, 1));
    }
}
