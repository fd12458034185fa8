//! Sorting by a number.
//!
//! Every type the standard library sorts costs the browser module some five kilobytes of code, so all lists of this room
//! are put in order by one routine.

/// Puts items in the order of their keys, the lowest first; items of one key stay as they came.
pub(super) fn by<T>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let mut order: Vec<(u64, u32)> = items.iter().zip(0..).map(|(item, at)| (key(item), at)).collect();
    order.sort_unstable();
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, at)| taken.get_mut(at as usize)?.take()));
}

/// A key that puts high numbers first, and among equal ones low ones of another.
pub(super) fn high_then_low(high: u32, low: u32) -> u64 {
    u64::from(!high) << 32 | u64::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_stay_as_they_came() {
        let mut words = vec!["bb", "a", "dd", "c"];
        by(&mut words, |word| word.len() as u64);
        assert_eq!(words, ["a", "c", "bb", "dd"]);
        by(&mut words, |word| high_then_low(word.len() as u32, 0));
        assert_eq!(words, ["bb", "dd", "a", "c"]);
    }
}
