//! The entries every site has: one file an area, in the format of [`file`](super::file).

use super::{Entry, parse};

/// The areas in the order in which they are applied; the words of all areas come last.
const AREAS: [(&str, &str); 17] = [
    ("persons", include_str!("words/persons.txt")),
    ("identity", include_str!("words/identity.txt")),
    ("land", include_str!("words/land.txt")),
    ("building", include_str!("words/building.txt")),
    ("vehicles", include_str!("words/vehicles.txt")),
    ("business", include_str!("words/business.txt")),
    ("tax", include_str!("words/tax.txt")),
    ("labour", include_str!("words/labour.txt")),
    ("health", include_str!("words/health.txt")),
    ("schools", include_str!("words/schools.txt")),
    ("justice", include_str!("words/justice.txt")),
    ("welfare", include_str!("words/welfare.txt")),
    ("farming", include_str!("words/farming.txt")),
    ("order", include_str!("words/order.txt")),
    ("culture", include_str!("words/culture.txt")),
    ("words", include_str!("words/words.txt")),
    ("elsewhere", include_str!("words/elsewhere.txt")),
];

/// The built-in entries, in order.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    // A mistake in these files is found by the tests below, not by whoever builds a site.
    AREAS.into_iter().flat_map(|(_, text)| parse(text).0)
}

#[cfg(test)]
mod tests;
