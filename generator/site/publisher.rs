//! Publishers are told apart by their names as they are written: without its marks "Tân Thạnh" would be "Tân Thanh", another
//! commune.

use sha2::{Digest as _, Sha256};

use crate::catalogue::Bilingual;
use crate::hex::hex;
use crate::language::slug;

/// What a publisher is known by: its Vietnamese name in small letters, with single spaces.
pub(super) fn identity(name: &Bilingual) -> String {
    name.vi.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A part of an address that no other identity has, though it be spelt the same without its marks.
pub(super) fn exact_slug(identity: &str) -> String {
    format!("{}-{}", slug(identity), hex(&Sha256::digest(identity)[..4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_marks_are_two_and_names_that_differ_in_spaces_are_one() {
        let slug_of = |name: &str| exact_slug(&identity(&Bilingual::vi(name)));
        assert_ne!(slug_of("UBND xã Tân Thanh"), slug_of("UBND xã Tân Thạnh"));
        assert_eq!(slug_of("UBND  Xã Tân Thạnh "), slug_of("UBND xã Tân Thạnh"));
        assert!(slug_of("UBND xã Tân Thạnh").starts_with("ubnd-xa-tan-thanh-"));
    }
}
