//! Places.

use super::{Language, Phrases};
use crate::rules::program::places::ELSEWHERE;

impl Phrases<'_> {
    /// Places of some classes. What is most of them is told by what is left out.
    pub(super) fn places(&self, inside: &[(i64, i64)]) -> String {
        let named = self.named(inside);
        let without = super::clause::outside(inside, 0, self.program.places.last());
        let others = self.named(&without);
        // Elsewhere is most of the country.
        if inside.first().is_some_and(|first| first.0 == 0) && !others.is_empty() {
            return self.pick(format!("ngoài {}", self.either(&others)), format!("outside {}", self.either(&others)));
        }
        self.either(&named)
    }

    /// The largest places that cover the classes.
    fn named(&self, ranges: &[(i64, i64)]) -> Vec<String> {
        let places = &self.program.places;
        let mut names = Vec::new();
        for &(low, high) in ranges {
            let mut next = low;
            while next <= high {
                let path = places.path(next);
                match places.range(path) {
                    Some((first, last)) if first == next && last <= high => {
                        names.push(self.place(path));
                        next = last + 1;
                    }
                    _ => {
                        names.push(self.place(&places.written(next, next).unwrap_or_default()));
                        next += 1;
                    }
                }
            }
        }
        names
    }

    /// The name of a place.
    pub(super) fn place(&self, path: &str) -> String {
        if let Some(place) = path.strip_suffix(ELSEWHERE) {
            let place = place.trim_end_matches('/');
            return match place.is_empty() {
                true => self.pick("nơi khác", "elsewhere").to_owned(),
                false => {
                    let place = self.place(place);
                    self.pick(format!("nơi khác trong {place}"), format!("elsewhere in {place}"))
                }
            };
        }
        if let Some(name) = self.gazetteer.name(path, self.language == Language::English) {
            return name;
        }
        let kind = match path.split_once('/') {
            None => self.pick("tỉnh, thành phố mã", "province"),
            Some(_) => self.pick("xã, phường mã", "commune"),
        };
        format!("{kind} {path}")
    }
}
