//! Different texts, each kept once.

/// Texts with a number each, in the order in which they came.
#[derive(Debug, Default)]
pub struct Texts {
    bytes: String,
    ends: Vec<usize>,
    /// Numbers by hash, plus one; as many places as a power of two, at least half of them empty.
    table: Vec<u32>,
}

impl Texts {
    /// The number of a text, and whether it is new.
    pub fn number(&mut self, text: &str) -> (u32, bool) {
        if self.ends.len() * 2 >= self.table.len() {
            self.grow();
        }
        let mut at = self.start(text);
        loop {
            match self.table[at] {
                0 => break,
                number if self.get(number - 1) == text => return (number - 1, false),
                _ => at = (at + 1) & (self.table.len() - 1),
            }
        }
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        self.table[at] = self.ends.len() as u32;
        (self.ends.len() as u32 - 1, true)
    }

    /// A text by its number.
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[at]]
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    fn start(&self, text: &str) -> usize {
        let mut hash = 0xCBF2_9CE4_8422_2325_u64;
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
        (hash ^ hash >> 32) as usize & (self.table.len() - 1)
    }

    fn grow(&mut self) {
        self.table = vec![0; (self.table.len() * 2).max(16)];
        for number in 0..self.len() {
            let mut at = self.start(self.get(number));
            while self.table[at] != 0 {
                at = (at + 1) & (self.table.len() - 1);
            }
            self.table[at] = number + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_kept_once() {
        let mut texts = Texts::default();
        for round in 0..2 {
            for at in 0..1000 {
                assert_eq!(texts.number(&format!("{at}")), (at, round == 0));
            }
        }
        assert_eq!((texts.len(), texts.get(7)), (1000, "7"));
    }
}
