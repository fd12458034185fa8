//! How well the records of a source were understood, field by field.

use super::procedure::FieldName;

/// How the fields of a source's records were understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Read into its type.
    pub understood: u32,
    /// Kept word for word, because its form was not understood.
    pub verbatim: u32,
    /// Empty, null, or "Không có thông tin".
    pub missing: u32,
}

/// Counts for every field of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally([Counts; FieldName::COUNT]);

impl Default for Tally {
    fn default() -> Self {
        Self([Counts::default(); FieldName::COUNT])
    }
}

impl Tally {
    /// One more value read into its type.
    pub fn understood(&mut self, field: FieldName) {
        self.0[field as usize].understood += 1;
    }

    /// One more value kept word for word.
    pub fn verbatim(&mut self, field: FieldName) {
        self.0[field as usize].verbatim += 1;
    }

    /// One more field without a value.
    pub fn missing(&mut self, field: FieldName) {
        self.0[field as usize].missing += 1;
    }

    /// A value counted as understood turns out to have parts that were kept word for word.
    pub fn reclassify_verbatim(&mut self, field: FieldName) {
        let counts = &mut self.0[field as usize];
        counts.understood = counts.understood.saturating_sub(1);
        counts.verbatim += 1;
    }

    /// Adds another tally to this one.
    pub fn add(&mut self, other: &Tally) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            mine.understood += theirs.understood;
            mine.verbatim += theirs.verbatim;
            mine.missing += theirs.missing;
        }
    }

    /// The counts of every field that was met, in the order of the model.
    pub fn iter(&self) -> impl Iterator<Item = (FieldName, Counts)> {
        FieldName::ALL.into_iter().zip(self.0).filter(|(_, counts)| *counts != Counts::default())
    }
}
