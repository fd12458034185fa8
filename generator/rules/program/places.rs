//! The places that rules tell apart.
//!
//! A place is the path of codes to it: `01/00004` is ward 00004 of province 01. A program knows only the places its rules
//! name, and those above them; every other place is of the same *class* as the nearest one above it that is known. Paths
//! stand in order, so that a place and all within it are a range of classes, and what is known of a person's place, the
//! province but not the ward, is one too.

/// Places by class: class 0 is elsewhere, class n the n-th path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    paths: Vec<Box<str>>,
}

impl Places {
    /// The classes of `paths` and those above them.
    #[cfg(feature = "cli")]
    pub fn new<'a>(paths: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = std::collections::BTreeSet::new();
        for path in paths {
            all.extend(path.match_indices('/').map(|(at, _)| key(&path[..at])));
            all.insert(key(path));
        }
        Self { paths: all.into_iter().map(|path| path.join("/").into()).collect() }
    }

    /// From paths that are in order already and have those above them; none where they are not.
    pub(super) fn of_sorted(paths: Vec<Box<str>>) -> Option<Self> {
        let places = Self { paths };
        let in_order = places.paths.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]));
        let is_known = |path: &str| places.paths.binary_search_by(|known| key(known).cmp(&key(path))).is_ok();
        let has_above = |path: &str| path.rfind('/').is_none_or(|at| is_known(&path[..at]));
        (in_order && places.paths.iter().all(|path| has_above(path))).then_some(places)
    }

    /// The paths, in order.
    pub fn paths(&self) -> &[Box<str>] {
        &self.paths
    }

    /// The greatest class.
    pub fn last(&self) -> i64 {
        self.paths.len() as i64
    }

    /// The path of a class; empty for elsewhere.
    pub fn path(&self, class: i64) -> &str {
        usize::try_from(class - 1).ok().and_then(|at| self.paths.get(at)).map_or("", |path| path)
    }

    /// The classes a place may be of: its own, and those within it that rules tell apart. None for what is no path.
    pub fn range(&self, path: &str) -> Option<(i64, i64)> {
        if !is_path(path) {
            return None;
        }
        let wanted = key(path);
        let at = self.paths.partition_point(|known| key(known) < wanted);
        if self.paths.get(at).is_some_and(|known| key(known) == wanted) {
            let within = self.paths[at..].iter().take_while(|known| key(known).starts_with(&wanted)).count();
            return Some((at as i64 + 1, (at + within) as i64));
        }
        let above = wanted.len().checked_sub(1).and_then(|length| {
            (1..=length).rev().find_map(|length| self.paths.iter().position(|known| key(known) == wanted[..length]))
        });
        let class = above.map_or(0, |at| at as i64 + 1);
        Some((class, class))
    }
}

fn key(path: &str) -> Vec<&str> {
    path.split('/').collect()
}

/// Whether a text is a path of codes: letters, digits, dots and hyphens between slashes.
pub fn is_path(text: &str) -> bool {
    text.len() <= 64
        && text.split('/').all(|code| {
            !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_range_of_what_is_told_apart_within_it() {
        let places = Places::new(["79", "01/00004", "01/00010", "011"]);
        assert_eq!(places.paths().join(" "), "01 01/00004 01/00010 011 79");
        assert_eq!(places.range("01"), Some((1, 3)));
        assert_eq!(places.range("01/00004"), Some((2, 2)));
        assert_eq!(places.range("01/00099"), Some((1, 1)));
        assert_eq!(places.range("79/26734"), Some((5, 5)));
        assert_eq!(places.range("48"), Some((0, 0)));
        assert_eq!(places.range("48/x"), Some((0, 0)));
        assert_eq!(places.range("01//"), None);
        assert_eq!(places.path(2), "01/00004");
    }
}
