//! Whether letters make Vietnamese syllables: to tell two glued words from a foreign one.

use super::classes::is_toned;
use crate::language::fold_into;

/// What a syllable may begin with, without marks; longer ones first.
const ONSETS: [&str; 26] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n",
    "r", "s", "t", "v", "x", "",
];

/// What it may end with, without marks, in byte order.
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "ech", "em", "en",
    "eng", "enh", "eo", "ep", "et", "eu", "i", "ia", "ich", "iec", "iem", "ien", "ieng", "iep", "iet", "ieu", "im",
    "in", "inh", "ip", "it", "iu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat",
    "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "u", "ua", "uan",
    "uang", "uat", "uau", "uay", "uc", "ue", "uech", "uenh", "ui", "um", "un", "ung", "uo", "uoc", "uoi", "uom", "uon",
    "uong", "uop", "uot", "uou", "up", "ut", "uu", "uy", "uya", "uych", "uyen", "uyet", "uyn", "uynh", "uyt", "uyu",
    "y", "yem", "yen", "yet", "yeu", "ynh", "yt",
];

/// `nghiêng`.
const LONGEST: usize = 7;
/// Shorter ones, such as `ý` and `ở`, stand inside too many foreign words.
const SHORTEST: usize = 2;
/// No word is this long; what is, is no word.
const WORD: usize = 64;

/// The fewest syllables the letters of a word can be cut into, as the bytes at which all but the first begin;
/// `None` where they cannot. A capital begins a syllable, unless all letters of it are capitals.
pub(super) fn cut(word: &str) -> Option<Vec<usize>> {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let letters = starts.len() - 1;
    if letters > WORD {
        return None;
    }
    let mut scratch = String::new();
    // For each letter: into how few syllables the letters before it can be cut, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; letters + 1];
    best[0] = Some((0, 0));
    for end in SHORTEST..=letters {
        for start in end.saturating_sub(LONGEST)..=end - SHORTEST {
            let Some((count, _)) = best[start] else { continue };
            if best[end].is_none_or(|(least, _)| count + 1 < least)
                && is_syllable(&word[starts[start]..starts[end]], &mut scratch)
            {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let mut cuts = Vec::new();
    let (_, mut at) = best[letters]?;
    while at > 0 {
        cuts.push(starts[at]);
        (_, at) = best[at]?;
    }
    cuts.reverse();
    Some(cuts)
}

/// Whether letters are one syllable as it is written in a sentence: `thủ`, `Thủ`, `THỦ`.
fn is_syllable(letters: &str, scratch: &mut String) -> bool {
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    let written = match capitals {
        0 => true,
        1 => letters.starts_with(char::is_uppercase),
        _ => capitals == letters.chars().count(),
    };
    if !written || letters.chars().filter(|&c| is_toned(c)).count() > 1 {
        return false;
    }
    scratch.clear();
    fold_into(letters, scratch);
    ONSETS.iter().any(|onset| {
        let rhyme = scratch.strip_prefix(onset);
        rhyme.is_some_and(|rhyme| RHYMES.binary_search(&rhyme).is_ok() || rhyme.is_empty() && *onset == "gi")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_in_order() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn syllables_are_told_from_other_letters() {
        for word in ["nghiêng", "Thủ", "ĐƯỢC", "quyết", "gì", "giếng", "khuỷu", "ý"] {
            assert!(is_syllable(word, &mut String::new()), "{word}");
        }
        for word in ["đượcphép", "tTh", "photocopy", "str", "b"] {
            assert!(!is_syllable(word, &mut String::new()), "{word}");
        }
    }

    #[test]
    fn words_are_cut_where_syllables_begin() {
        assert_eq!(cut("cáoThủ"), Some(vec!["cáo".len()]));
        assert_eq!(cut("quanquản"), Some(vec!["quan".len()]));
        assert_eq!(cut("Cơquanquảnlý").map(|cuts| cuts.len()), Some(3));
        assert_eq!(cut("VNeID"), None);
        assert_eq!(cut("được"), Some(vec![]));
    }
}
