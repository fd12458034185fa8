//! What ranking needs of every document: half a byte, the first document in the low half.
//!
//! ```text
//! 2 bits   the length of its title, a place in LENGTHS
//! 2 bits   how commonly it is needed
//! ```
//! Finer steps were measured to find nothing better.

/// Lengths of titles that are told apart, in syllables; a title has the first that is no less than its own, or the last.
pub const LENGTHS: [u8; 4] = [4, 6, 9, 16];

/// What ranking needs of every document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranks {
    bytes: Vec<u8>,
}

impl Ranks {
    /// The ranks of so many documents, two a byte.
    pub fn new(documents: u32, bytes: &[u8]) -> Self {
        Self { bytes: bytes.iter().take(documents.div_ceil(2) as usize).copied().collect() }
    }

    fn half(&self, document: u32) -> u8 {
        let byte = self.bytes.get(document as usize / 2).copied().unwrap_or(0);
        byte >> (document % 2 * 4) & 15
    }

    /// About how many syllables a document's title has.
    pub fn length(&self, document: u32) -> u32 {
        LENGTHS.get(usize::from(self.half(document) & 3)).map_or(1, |&length| length.into())
    }

    /// How commonly a document is needed, 0 to 3.
    pub fn rank(&self, document: u32) -> u32 {
        u32::from(self.half(document) >> 2)
    }

    /// As they are written.
    #[cfg(feature = "cli")]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The ranks from the length of each title, and how commonly each document is needed, 0 to 255. Where
    /// they are `coarse`, only two of each are told apart, which takes half the bytes once packed.
    #[cfg(feature = "cli")]
    pub fn of(documents: impl Iterator<Item = (u8, u8)>, coarse: bool) -> Self {
        let half = |(length, rank): (u8, u8)| {
            let place = LENGTHS.iter().position(|&most| length <= most).unwrap_or(LENGTHS.len() - 1) as u8;
            if coarse { (place & 2) | (rank >> 7 << 3) } else { place | (rank >> 6 << 2) }
        };
        let halves: Vec<u8> = documents.map(half).collect();
        Self { bytes: halves.chunks(2).map(|two| two[0] | two.get(1).map_or(0, |half| half << 4)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_come_back() {
        let ranks = Ranks::of([(4, 255), (9, 16), (200, 64)].into_iter(), false);
        assert_eq!(ranks.bytes().len(), 2);
        assert_eq!([0, 1, 2].map(|at| (ranks.length(at), ranks.rank(at))), [(4, 3), (9, 0), (16, 1)]);
        assert_eq!((ranks.length(9), ranks.rank(9)), (4, 0));
        let ranks = Ranks::of([(4, 255), (9, 16), (200, 64)].into_iter(), true);
        assert_eq!([0, 1, 2].map(|at| (ranks.length(at), ranks.rank(at))), [(4, 2), (9, 0), (9, 0)]);
    }
}
