//! How much a word counts in each field: BM25F.
//!
//! A word of a title, alias or keyword counts once, by the shortest that has it: ten aliases with one word say no more
//! of it than one. Words of other fields add up. The sum saturates to an impact of 1 to 15.

/// The fields of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Alias,
    Keyword,
    Code,
    Related,
    Summary,
    Body,
}

impl Field {
    /// Weight of one word of a text of usual length, times 256.
    fn weight(self) -> u32 {
        match self {
            Self::Title => 1536,
            Self::Alias => 1408,
            Self::Keyword => 1024,
            Self::Code => 4096,
            Self::Related => 230,
            Self::Summary => 205,
            Self::Body => 90,
        }
    }

    /// How far length matters, of 256 (the b of BM25), and the usual length in syllables.
    fn length(self, usual_body: u32) -> (u32, u32) {
        match self {
            Self::Title => (140, 14),
            Self::Alias => (96, 6),
            Self::Keyword => (64, 4),
            Self::Code => (0, 1),
            Self::Related => (64, 12),
            Self::Summary => (64, 30),
            Self::Body => (150, usual_body),
        }
    }

    /// Whether people mean the document by it.
    pub(super) fn is_strong(self) -> bool {
        matches!(self, Self::Title | Self::Alias | Self::Keyword | Self::Code)
    }

    /// What one word of a text of `length` syllables counts, times 256.
    pub(super) fn count(self, length: u32, usual_body: u32) -> u32 {
        let (b, usual) = self.length(usual_body);
        // Very short texts are no better than short ones, and very long ones are no worse than long ones.
        let relative = (length * 256 / usual.max(1)).clamp(64, 1024);
        let norm = (256 - b) + b * relative / 256;
        (self.weight() * 256 / norm.max(1)).max(1)
    }
}

/// Half of the highest impact is reached here (k1), times 256.
const HALF: u32 = 384;

/// The impact of a weight: 1 to 15.
pub(super) fn impact(weight: u32) -> u8 {
    (((weight * 15 + (weight + HALF) / 2) / (weight + HALF)) as u8).clamp(1, 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_count_more_than_bodies_and_short_ones_more_than_long() {
        let of = |field: Field, length| impact(field.count(length, 600));
        assert!(of(Field::Title, 4) > of(Field::Title, 40));
        assert!(of(Field::Title, 40) > 2 * of(Field::Body, 600));
        assert_eq!(of(Field::Code, 1), 14);
        assert_eq!(impact(u32::MAX / 16), 15);
    }
}
