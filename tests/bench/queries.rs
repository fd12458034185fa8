//! Questions whose answer is known, made by seed from the names of a site's own procedures.

use motcua::catalogue::{Catalogue, Kind, Language, Procedure};
use motcua::language::fold;

use super::words::Random;

/// The kinds of questions, each made of the same words.
pub const KINDS: [&str; 4] = ["diacritised", "undiacritised", "typo", "prefix"];

/// A question, and the code of the procedure whose name it was taken from.
pub struct KnownItem {
    /// Which of [`KINDS`].
    pub kind: usize,
    pub text: String,
    pub code: String,
}

/// Whether a site lists a procedure, and searches it: those between agencies only have a page.
pub fn is_listed(procedure: &Procedure) -> bool {
    procedure.kind.as_ref().is_none_or(|kind| kind.value != Kind::Internal)
}

/// For so many procedures: four to six syllables in a row that no other name has (four kinds of each).
pub fn known_items(catalogue: &Catalogue, count: usize, seed: u64) -> Vec<KnownItem> {
    let names: Vec<(&str, Vec<&str>)> = catalogue
        .procedures
        .iter()
        .filter(|procedure| is_listed(procedure))
        .filter_map(|procedure| {
            let (name, _) = procedure.name.get(Language::Vi)?;
            let syllables = name.value.split(|letter: char| !letter.is_alphanumeric()).filter(|one| !one.is_empty());
            Some((&*procedure.code, syllables.collect()))
        })
        .collect();
    let folded: Vec<String> = names.iter().map(|(_, name)| format!(" {} ", fold(&name.join(" ")))).collect();
    let mut random = Random(seed);
    let mut items = Vec::new();
    // Names that have nothing of their own are passed over; a site of nothing else has no questions.
    for _ in 0..count * 20 {
        if items.len() == count * KINDS.len() || names.is_empty() {
            break;
        }
        let (code, name) = &names[random.below(names.len() as u64) as usize];
        let length = name.len().min(4 + random.below(3) as usize);
        let start = random.below((name.len() - length + 1) as u64) as usize;
        let words = &name[start..start + length];
        let run = format!(" {} ", fold(&words.join(" ")));
        let long_enough = length >= 4 && words.last().is_some_and(|last| last.chars().count() >= 3);
        if !long_enough || folded.iter().filter(|name| name.contains(&run)).count() != 1 {
            continue;
        }
        let text = words.join(" ").to_lowercase();
        let texts = [text.clone(), fold(&text), mistyped(words, &mut random), cut(&text)];
        items.extend((0..).zip(texts).map(|(kind, text)| KnownItem { kind, text, code: (*code).to_owned() }));
    }
    items
}

/// The questions as a table of graded ones: `id, kind, question, code:grade`, parted by tabs.
pub fn table(items: &[KnownItem]) -> String {
    let line = |(number, item): (usize, &KnownItem)| {
        format!("K{number:04}\t{}\t{}\t{}:3\n", KINDS[item.kind], item.text, item.code)
    };
    let lines: String = items.iter().enumerate().map(line).collect();
    format!("qid\tkind\tquery\tcodes\n{lines}")
}

/// One letter left out, doubled, changed or swapped with the next, in the middle of a word of three letters or more.
fn mistyped(words: &[&str], random: &mut Random) -> String {
    let mut words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let long: Vec<usize> = (0..words.len()).filter(|&at| words[at].chars().count() >= 3).collect();
    let word = long[random.below(long.len() as u64) as usize];
    let mut letters: Vec<char> = words[word].chars().collect();
    let at = 1 + random.below(letters.len() as u64 - 2) as usize;
    let before = letters.clone();
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = random.one_of(&["a", "e", "h", "n", "o", "s", "t", "u"]).chars().next().unwrap_or('x'),
    }
    if letters == before {
        letters.remove(at);
    }
    words[word] = letters.into_iter().collect();
    words.join(" ")
}

/// The last word half typed.
fn cut(text: &str) -> String {
    let start = text.rfind(' ').map_or(0, |space| space + 1);
    let letters = text[start..].chars().count();
    let kept: String = text[start..].chars().take(letters.div_ceil(2)).collect();
    format!("{}{kept}", &text[..start])
}
