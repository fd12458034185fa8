//! The lexicon: what people say, and what officials write.
//!
//! Nobody types "cấp Giấy chứng nhận quyền sử dụng đất"; they type "làm sổ đỏ". In: the built-in entries (`words/`)
//! and a site's own (`content/lexicon.toml`). Out: for the title and keywords of a document, the phrases by which people
//! ask for it, to be indexed beside them. So the lexicon is applied when the index is written: the browser neither
//! fetches nor runs any of it, and a phrase can only add a way to a document, never replace a word of a query.
//!
//! The official side is matched by whole syllables with their marks, so that `nhập khẩu` is not `nhập hộ khẩu`, and
//! `an` is not in `ban`; where a tone stands and how a final i is written (`hoà`, `hòa`; `kỹ`, `kĩ`) makes no difference.
//! The spoken side is only handed on: the index folds it as it folds every text, so it is written once, with its marks.
//!
//! This room reads no file and knows nothing of catalogues; it must never answer in an order that depends on a hash.

mod built_in;
mod file;
mod phrases;

use std::collections::HashMap;

pub use file::{Mistake, parse};

use phrases::{Keys, Phrases};

/// What people say for what stands in titles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Official phrases that must all stand in a document's title or keywords.
    pub means: Vec<Box<str>>,
    /// Phrases of which none may stand there.
    pub not: Vec<Box<str>>,
    /// What people say for it.
    pub say: Vec<Box<str>>,
}

/// Entries made ready for matching.
#[derive(Debug, Default)]
pub struct Lexicon {
    phrases: Phrases,
    entries: Vec<Ready>,
    /// The entries of which a phrase is the first condition.
    begins: Vec<Vec<u32>>,
    /// What people say, each once, with its keys.
    spoken: Vec<(Box<str>, Keys)>,
}

/// An entry whose phrases are numbers.
#[derive(Debug)]
struct Ready {
    means: Vec<u32>,
    not: Vec<u32>,
    say: Vec<u32>,
}

impl Lexicon {
    /// The built-in lexicon.
    pub fn built_in() -> Self {
        Self::new(built_in::entries())
    }

    /// The built-in lexicon and, after it, a site's own entries.
    pub fn with(entries: impl IntoIterator<Item = Entry>) -> Self {
        Self::new(built_in::entries().chain(entries))
    }

    /// These entries and no others. An entry that means nothing, or only what has no letter or digit, never matches.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut lexicon = Self::default();
        let mut numbers = HashMap::new();
        for entry in entries {
            let means: Option<Vec<u32>> = entry.means.iter().map(|phrase| lexicon.phrases.add(phrase)).collect();
            let Some((means, &[first, ..])) = means.as_deref().map(|means| (means.to_vec(), means)) else { continue };
            let not = entry.not.iter().filter_map(|phrase| lexicon.phrases.add(phrase)).collect();
            let say = entry.say.into_iter().map(|phrase| lexicon.number(phrase, &mut numbers)).collect();
            lexicon.begins.resize_with(lexicon.phrases.len(), Vec::new);
            lexicon.begins[first as usize].push(lexicon.entries.len() as u32);
            lexicon.entries.push(Ready { means, not, say });
        }
        lexicon
    }

    /// The number of what people say; the first spelling of it is kept.
    fn number(&mut self, phrase: Box<str>, numbers: &mut HashMap<Keys, u32>) -> u32 {
        let keys = Keys::of(&phrase);
        let next = self.spoken.len() as u32;
        let number = *numbers.entry(keys.clone()).or_insert(next);
        if number == next {
            self.spoken.push((phrase, keys));
        }
        number
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What people say for a document with these texts (its title, its keywords), each once, in the order of the
    /// entries. What stands in the texts already is left out.
    ///
    /// ```
    /// # use motcua::search::lexicon::Lexicon;
    /// let said = Lexicon::built_in();
    /// assert!(said.aliases(["Thủ tục đăng ký khai tử"]).contains(&"giấy báo tử"));
    /// ```
    pub fn aliases<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<&str> {
        let texts: Vec<Keys> = texts.into_iter().map(Keys::of).collect();
        let found = self.phrases.found_in(&texts);
        let has = |phrase: &u32| found.binary_search(phrase).is_ok();
        let mut matched: Vec<u32> = Vec::new();
        for &phrase in &found {
            let fitting = self.begins.get(phrase as usize).into_iter().flatten().filter(|&&entry| {
                let entry = &self.entries[entry as usize];
                entry.means.iter().all(has) && !entry.not.iter().any(has)
            });
            matched.extend(fitting);
        }
        matched.sort_unstable();
        let mut said: Vec<u32> = Vec::new();
        for say in matched.iter().flat_map(|&entry| &self.entries[entry as usize].say) {
            // Some dozens at most: looking through them is faster than a set.
            if !said.contains(say) {
                said.push(*say);
            }
        }
        let spoken = said.into_iter().map(|say| &self.spoken[say as usize]);
        spoken.filter(|(_, keys)| !texts.iter().any(|text| text.has(keys))).map(|(say, _)| &**say).collect()
    }
}

#[cfg(test)]
mod tests;
