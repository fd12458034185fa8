//! What a description promises of a dataset's values, held against them.

pub(super) mod constraints;
pub(super) mod modified;
pub(super) mod places;
