//! The places that rules tell apart.
//!
//! A place is the path of codes to it: `01/00004` is ward 00004 of province 01. A program knows only the places its rules
//! name, and those above them; every other place is of the same *class* as the nearest one above it that is known. Paths
//! stand in order, so that a place and all within it are a range of classes, and what is known of a person's place, the
//! province but not the ward, is one too.

/// The code that stands for what is told apart no further: `01/elsewhere` is in 01, and in none of the places within it that
/// rules name; `elsewhere` is in none that they name at all.
pub const ELSEWHERE: &str = "elsewhere";

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
        // What is left over is of the class of the place it is left over of.
        let named = |path: &'a str| path.strip_suffix(ELSEWHERE).map_or(path, |place| place.trim_end_matches('/'));
        for path in paths.into_iter().map(named).filter(|path| !path.is_empty()) {
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
        let has_above = |path: &str| path.rsplit_once('/').is_none_or(|(above, _)| is_known(above));
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

    /// A text that [`Places::range`] reads as just these classes; none where there is none.
    pub fn written(&self, low: i64, high: i64) -> Option<String> {
        let path = self.path(low);
        if self.range(path) == Some((low, high)) {
            return Some(path.to_owned());
        }
        let slash = if path.is_empty() { "" } else { "/" };
        let rest = [path, slash, ELSEWHERE].concat();
        (self.range(&rest) == Some((low, high))).then_some(rest)
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

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let places = Places::new(["79", "01/00004", "01/00010", "011", "48/elsewhere", "elsewhere"]);
        assert_eq!(places.paths().join(" "), "01 01/00004 01/00010 011 48 79");
        for low in 0..=places.last() {
            for high in low..=places.last() {
                let written = places.written(low, high);
                assert_eq!(written.as_ref().map_or(Some((low, high)), |text| places.range(text)), Some((low, high)));
                assert!(written.is_some() || low < high, "{low}");
            }
        }
        let written = [(0, 0), (1, 1), (1, 3), (2, 2)].map(|(low, high)| places.written(low, high).unwrap());
        assert_eq!(written, ["elsewhere", "01/elsewhere", "01", "01/00004"]);
    }
}
