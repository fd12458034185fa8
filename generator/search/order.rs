//! Sorting by a number.
//!
//! Every type the standard library sorts costs the browser module some five kilobytes of code, so all lists of this room
//! are put in order by one routine.

/// Puts items in the order of their keys, the lowest first; items of one key stay as they came.
pub(super) fn by<T: Copy>(items: &mut [T], key: impl Fn(&T) -> u64) {
    let mut order: Vec<(u64, u32)> = items.iter().zip(0..).map(|(item, at)| (key(item), at)).collect();
    sort(&mut order);
    let before = items.to_vec();
    for (place, (_, at)) in items.iter_mut().zip(order) {
        if let Some(item) = before.get(at as usize) {
            *place = *item;
        }
    }
}

#[inline(never)]
fn sort(order: &mut [(u64, u32)]) {
    order.sort_unstable();
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
