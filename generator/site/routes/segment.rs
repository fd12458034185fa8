//! Texts as segments of addresses: safe as names of files everywhere, and different for every text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The longest segment; file systems end at 255 bytes.
pub(super) const LONGEST: usize = 200;

/// A text as one segment of an address that is safe as a file name everywhere, and different for every text.
///
/// Bytes outside `A-Z a-z 0-9 . _ -` become `~` and two hexadecimal digits; so does a dot at either end
/// (hidden files, `..`, names Windows cuts) and the first letter of `index.`, which is a file of ours.
/// Nothing at all becomes `~`. What would be too long is cut and closed by a hash.
pub fn escape(text: &str) -> String {
    escape_with(text, false)
}

fn escape_with(text: &str, capitals: bool) -> String {
    if text.is_empty() {
        return "~".to_owned();
    }
    let ours = text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("index."));
    let last = text.len() - 1;
    let mut segment = String::with_capacity(text.len());
    for (at, byte) in text.bytes().enumerate() {
        let plain = match byte {
            b'.' => at != 0 && at != last,
            b'A'..=b'Z' => !capitals,
            b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' => true,
            _ => false,
        };
        if plain && !(ours && at == 0) {
            segment.push(char::from(byte));
        } else {
            let _ = write!(segment, "~{byte:02x}");
        }
    }
    if segment.len() > LONGEST {
        segment.truncate(LONGEST - 66);
        segment.push_str("~~");
        for byte in Sha256::digest(text.as_bytes()) {
            let _ = write!(segment, "{byte:02x}");
        }
    }
    segment
}

/// The segments of all codes of a site: different ones even where a file system takes `a` and `A` for the same.
#[derive(Debug, Default)]
pub struct Codes {
    clashing: BTreeSet<Box<str>>,
}

impl Codes {
    /// The table for these codes; the same code may come twice.
    pub fn new<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let mut first: BTreeMap<String, &str> = BTreeMap::new();
        let mut clashing = BTreeSet::new();
        for code in codes {
            let key = escape(code).to_ascii_lowercase();
            let other = *first.entry(key).or_insert(code);
            if other != code {
                clashing.insert(code.into());
                clashing.insert(other.into());
            }
        }
        Self { clashing }
    }

    /// The segment of a code.
    pub fn segment(&self, code: &str) -> String {
        escape_with(code, self.clashing.contains(code))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn malformed_codes_have_addresses_too() {
        assert_eq!(escape("1.001193"), "1.001193");
        assert_eq!(escape(" 1.014325"), "~201.014325");
        assert_eq!(escape("1.014955-Xoa"), "1.014955-Xoa");
        assert_eq!(escape("2.009182739"), "2.009182739");
        assert_eq!(escape("a/../b~"), "a~2f..~2fb~7e");
        assert_eq!(escape(""), "~");
        assert_eq!(escape("."), "~2e");
        assert_eq!(escape(".."), "~2e~2e");
        assert_eq!(escape("index.html"), "~69ndex.html");
        assert!(escape(&"ộ".repeat(500)).len() <= LONGEST);
    }

    #[test]
    fn codes_that_differ_only_in_case_are_kept_apart() {
        let codes = Codes::new(["1.A", "1.a", "1.B"].into_iter());
        assert_eq!(["1.A", "1.a", "1.B"].map(|code| codes.segment(code)), ["1.~41", "1.a", "1.B"]);
    }

    proptest! {
        #[test]
        fn different_codes_have_different_segments(codes in proptest::collection::btree_set("[aAbB.~ /ộ]{0,4}|.{0,3}|[a-z]{190,210}", 2..40)) {
            let table = Codes::new(codes.iter().map(String::as_str));
            let segments: BTreeSet<String> = codes.iter().map(|code| table.segment(code).to_ascii_lowercase()).collect();
            prop_assert_eq!(segments.len(), codes.len());
            for segment in &segments {
                prop_assert!(segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-~".contains(&byte)));
                prop_assert!(!segment.starts_with('.') && !segment.ends_with('.') && segment.len() <= LONGEST);
            }
        }
    }
}
