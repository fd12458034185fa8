//! Kleene's strong logic of three truths, and sets of questions.
//!
//! "Unknown" means: not decided by the answers so far. It is never the same as "false", and an evaluation that gave true
//! or false gives the same whatever is answered later; the property tests hold it to that.

use super::program::QuestionId;

/// Whether something holds, as far as the answers go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold, whatever else is answered.
    False,
    /// The answers do not decide it.
    Unknown,
    /// It holds, whatever else is answered.
    True,
}

impl Truth {
    /// Of what is known for certain.
    pub const fn known(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    /// Of what may still come out either way.
    pub const fn of(can_hold: bool, can_fail: bool) -> Self {
        match (can_hold, can_fail) {
            (true, false) => Self::True,
            (false, true) => Self::False,
            _ => Self::Unknown,
        }
    }

    /// Both: the lesser of the two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Either: the greater of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// True.
    pub fn is_true(self) -> bool {
        self == Self::True
    }

    /// False.
    pub fn is_false(self) -> bool {
        self == Self::False
    }

    /// Neither.
    pub fn is_unknown(self) -> bool {
        self == Self::Unknown
    }

    /// `true`, `false` or `unknown`, as JSON and tests write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown => "unknown",
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Some of a program's questions, one bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionSet {
    /// Without zeros at the end, so that equal sets are equal.
    bits: Vec<u64>,
}

impl QuestionSet {
    /// Adds a question.
    pub fn insert(&mut self, question: QuestionId) {
        let (word, bit) = (usize::from(question.0) / 64, question.0 % 64);
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        self.bits[word] |= 1 << bit;
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: &Self) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        for (mine, theirs) in self.bits.iter_mut().zip(&other.bits) {
            *mine |= theirs;
        }
    }

    /// Whether a question is in it.
    pub fn contains(&self, question: QuestionId) -> bool {
        self.bits.get(usize::from(question.0) / 64).is_some_and(|word| word >> (question.0 % 64) & 1 == 1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.bits.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The questions, in the order of the program.
    pub fn iter(&self) -> impl Iterator<Item = QuestionId> {
        self.bits.iter().zip(0u16..).flat_map(|(&word, at)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| QuestionId(at * 64 + bit))
        })
    }
}

impl FromIterator<QuestionId> for QuestionSet {
    fn from_iter<T: IntoIterator<Item = QuestionId>>(questions: T) -> Self {
        let mut set = Self::default();
        questions.into_iter().for_each(|question| set.insert(question));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};
    use super::*;

    #[test]
    fn unknown_gives_way_only_to_what_decides() {
        assert_eq!(Unknown.and(False), False);
        assert_eq!(Unknown.and(True), Unknown);
        assert_eq!(Unknown.or(True), True);
        assert_eq!(Unknown.or(False), Unknown);
        assert_eq!(!Unknown, Unknown);
        assert_eq!(Truth::of(true, true), Unknown);
    }

    #[test]
    fn sets_keep_the_order_of_the_program() {
        let set: QuestionSet = [QuestionId(130), QuestionId(3), QuestionId(64)].into_iter().collect();
        assert_eq!(set.iter().map(|question| question.0).collect::<Vec<_>>(), [3, 64, 130]);
        assert_eq!(set.len(), 3);
        assert!(set.contains(QuestionId(64)) && !set.contains(QuestionId(65)) && !set.contains(QuestionId(9000)));
        assert!(QuestionSet::default().is_empty());
    }
}
