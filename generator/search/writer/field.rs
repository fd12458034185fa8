//! How much a word counts in each field: BM25F.
//!
//! A word of a title, alias or keyword counts once, by the shortest that has it: ten aliases with one word say no more
//! of it than one. Words of other fields add up. The sum saturates to an impact of 1 to 15.

use super::Layout;

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
    /// The usual length of its texts, in syllables.
    fn usual(self, usual_body: u32) -> u32 {
        match self {
            Self::Title => 14,
            Self::Alias => 6,
            Self::Keyword => 4,
            Self::Code => 1,
            Self::Related => 12,
            Self::Summary => 30,
            Self::Body => usual_body,
        }
    }

    /// Whether people mean the document by it.
    pub(super) fn is_strong(self) -> bool {
        matches!(self, Self::Title | Self::Alias | Self::Keyword | Self::Code)
    }

    /// What one word of a text of `length` syllables counts, times 256.
    pub(super) fn count(self, layout: &Layout, length: u32, usual_body: u32) -> u32 {
        let (weight, b) = (layout.fields[self as usize], layout.lengths[self as usize].min(256));
        // Very short texts are no better than short ones, and very long ones are no worse than long ones.
        let relative = (length * 256 / self.usual(usual_body).max(1)).clamp(64, 1024);
        let norm = (256 - b) + b * relative / 256;
        (weight * 256 / norm.max(1)).max(1)
    }
}

/// The impact of a weight, 1 to 15, of which half is reached at `half`.
pub(super) fn impact(weight: u32, half: u32) -> u8 {
    (((weight * 15 + (weight + half) / 2) / (weight + half).max(1)) as u8).clamp(1, 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_count_more_than_bodies_and_short_ones_more_than_long() {
        let layout = Layout::default();
        let of = |field: Field, length| impact(field.count(&layout, length, 600), layout.half);
        assert!(of(Field::Title, 4) > of(Field::Title, 40));
        assert!(of(Field::Title, 40) > 2 * of(Field::Body, 600));
        assert_eq!(of(Field::Code, 1), 13);
        assert_eq!(impact(u32::MAX / 32, 384), 15);
    }
}
