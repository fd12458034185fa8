//! The one sort of the engine: one of the library's for each kind of list would be a tenth of the module.

use std::cmp::Ordering;

/// Puts numbers in order; those alike stay as they are.
pub fn sort(numbers: &mut Vec<u32>, compare: &dyn Fn(u32, u32) -> Ordering) {
    let mut from = std::mem::take(numbers);
    let mut to = vec![0; from.len()];
    let mut width = 1;
    while width < from.len() {
        let mut start = 0;
        while start < from.len() {
            let middle = (start + width).min(from.len());
            let end = (middle + width).min(from.len());
            let (mut left, mut right) = (start, middle);
            for place in &mut to[start..end] {
                let is_left = right == end || left < middle && compare(from[left], from[right]).is_le();
                let next = if is_left { &mut left } else { &mut right };
                *place = from[*next];
                *next += 1;
            }
            start = end;
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    *numbers = from;
}

/// The places of things in their order, without those that are like the one before.
pub fn different<T: PartialEq>(things: &[T], compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..things.len() as u32).collect();
    sort(&mut places, &|a, b| compare(&things[a as usize], &things[b as usize]));
    places.dedup_by_key(|place| &things[*place as usize]);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_library_does() {
        for length in 0..70_u32 {
            let mut numbers: Vec<u32> = (0..length).map(|at| at * 7919 % 31).collect();
            let mut expected = numbers.clone();
            expected.sort_by_key(|number| number / 3);
            sort(&mut numbers, &|a, b| (a / 3).cmp(&(b / 3)));
            assert_eq!(numbers, expected);
        }
        assert_eq!(different(&["b", "a", "b", "c", "a"], &|a, b| a.cmp(b)), [1, 0, 3]);
    }
}
