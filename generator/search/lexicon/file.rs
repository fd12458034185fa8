//! The lines in which the built-in lexicon is written.
//!
//! ```text
//! # Words after a number sign are a comment.
//! cấp lại + giấy phép lái xe - quốc tế | đổi giấy phép lái xe
//!     mất bằng lái, bằng lái hết hạn
//!     đổi bằng b2
//! ```
//!
//! A line at the margin is what stands in titles: `+` joins phrases that must all stand there, `-` precedes one that must
//! not, `|` separates alternatives. The indented lines under it are what people say for it, between commas.
//!
//! Advice to whoever adds words: write them with their marks, once; without marks they are found all the same. Seldom one
//! syllable alone: without marks `mỏ` is `mở` too. Give a procedure more phrases than its variants (`cấp lại`, `gia hạn`,
//! with a foreigner), so that it comes first. `MOTCUA_PORTAL_DATA=folder cargo test --lib lexicon -- --nocapture`
//! tells which titles no name has; with `MOTCUA_LEXICON_SHOW=1` also what every name is given.

use super::Entry;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// Reads entries; every alternative is an entry of its own. All mistakes are collected, and their lines left out.
pub fn parse(text: &str) -> (Vec<Entry>, Vec<Mistake>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut mistakes = Vec::new();
    let mut heading = Heading::default();
    for (line, text) in (1..).zip(text.lines()) {
        let mut mistake = |message: String| mistakes.push(Mistake { line, message });
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        if text.starts_with(' ') {
            if heading.alternatives.is_empty() {
                mistake("what people say stands under what titles say".into());
                continue;
            }
            for phrase in text.split(',').map(str::trim) {
                if has_word(phrase) {
                    heading.say.push(phrase.into());
                } else {
                    mistake("nothing stands between two commas, or after the last".into());
                }
            }
            continue;
        }
        heading.finish(&mut entries).unwrap_or_else(&mut mistake);
        heading = Heading { line, ..Heading::default() };
        match text.split('|').map(alternative).collect() {
            Ok(alternatives) => heading.alternatives = alternatives,
            Err(message) => mistake(message),
        }
    }
    if let Err(message) = heading.finish(&mut entries) {
        mistakes.push(Mistake { line: heading.line, message });
    }
    (entries, mistakes)
}

/// A line at the margin and what stands under it.
#[derive(Default)]
struct Heading {
    line: usize,
    alternatives: Vec<Entry>,
    say: Vec<Box<str>>,
}

impl Heading {
    /// Hands the entries on; those for which nobody says anything are a mistake.
    fn finish(&mut self, entries: &mut Vec<Entry>) -> Result<(), String> {
        if self.say.is_empty() && !self.alternatives.is_empty() {
            return Err(format!("nothing is said for line {}", self.line));
        }
        let say = std::mem::take(&mut self.say);
        entries.extend(self.alternatives.drain(..).map(|entry| Entry { say: say.clone(), ..entry }));
        Ok(())
    }
}

/// One alternative: phrases joined by ` + `, and by ` - ` those that must not stand there.
fn alternative(text: &str) -> Result<Entry, String> {
    let mut entry = Entry::default();
    let (means, nots) = match text.split_once(" - ") {
        Some((means, nots)) => (means, Some(nots)),
        None => (text, None),
    };
    for phrase in means.split(" + ").map(str::trim) {
        entry.means.push(checked(phrase)?);
    }
    for phrase in nots.into_iter().flat_map(|nots| nots.split(" - ")).map(str::trim) {
        entry.not.push(checked(phrase)?);
    }
    Ok(entry)
}

fn checked(phrase: &str) -> Result<Box<str>, String> {
    if !has_word(phrase) {
        return Err("a phrase of the title is missing".into());
    }
    match phrase.contains([',', '+', '-', '#']) {
        true => Err(format!("\"{phrase}\" has a sign that joins phrases: put blanks around it, or leave it out")),
        false => Ok(phrase.into()),
    }
}

fn has_word(phrase: &str) -> bool {
    phrase.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_entries_that_say_the_same() {
        let (entries, mistakes) =
            parse("# Xe\ncấp lại + lái xe - quốc tế - tàu | đổi\n    mất bằng lái, b2\n    thi lại\n");
        assert_eq!(mistakes, []);
        let say: Vec<Box<str>> = vec!["mất bằng lái".into(), "b2".into(), "thi lại".into()];
        let first = Entry {
            means: vec!["cấp lại".into(), "lái xe".into()],
            not: vec!["quốc tế".into(), "tàu".into()],
            say: say.clone(),
        };
        assert_eq!(entries, [first, Entry { means: vec!["đổi".into()], not: vec![], say }]);
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let (entries, mistakes) = parse("  ai đó\na + \n  x\nb\nc\n  y,, z\nd,e\n");
        let told: Vec<_> = mistakes.iter().map(|found| (found.line, &*found.message)).collect();
        assert_eq!(
            told,
            [
                (1, "what people say stands under what titles say"),
                (2, "a phrase of the title is missing"),
                (3, "what people say stands under what titles say"),
                (5, "nothing is said for line 4"),
                (6, "nothing stands between two commas, or after the last"),
                (7, "\"d,e\" has a sign that joins phrases: put blanks around it, or leave it out"),
            ]
        );
        assert_eq!(entries.len(), 1);
    }
}
