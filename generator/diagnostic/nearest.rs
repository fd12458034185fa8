//! The name somebody meant.

/// The candidate nearest to `wanted`, where one is near enough to have been meant; the first of equally near ones. Where
/// none is, the shortest of those that begin with it: `child_birth` was to be `child_birth_date`.
pub(crate) fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = wanted.chars().collect();
    let most = (letters.len() / 3).clamp(1, 4);
    let (mut best, mut longer): (Option<(usize, &str)>, Option<&str>) = (None, None);
    for candidate in candidates {
        let distance = distance(&letters, candidate);
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
        let begins = letters.len() >= BEGINNING && candidate.starts_with(wanted);
        if begins && longer.is_none_or(|shortest| candidate.len() < shortest.len()) {
            longer = Some(candidate);
        }
    }
    best.map(|(_, candidate)| candidate).or(longer)
}

/// How many letters of a name have to be there to tell which is meant.
const BEGINNING: usize = 4;

/// How many letters have to be changed, added, taken away or swapped with their neighbour.
pub(crate) fn distance(left: &[char], right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, &a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in right.iter().enumerate() {
            let mut least = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == right[j - 1] && left[i - 1] == b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_letters_and_a_missing_one_are_near() {
        let codes = ["bo-tai-chinh", "bo-tu-phap", "bo-cong-an"];
        assert_eq!(nearest("bo-tu-pahp", codes), Some("bo-tu-phap"));
        assert_eq!(nearest("bo-tuphap", codes), Some("bo-tu-phap"));
        assert_eq!(nearest("toa-an", codes), None);
        assert_eq!(nearest("child_birth", ["child_birth_certificate", "child_birth_date"]), Some("child_birth_date"));
    }
}
