//! A small reader over folded text, for the parsers of this room.

use super::letters::{is_blank, is_word};

/// Whether a list of words separated by blanks has this word.
pub(crate) fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// What is left to read of a text that [`fold`](super::fold) made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads a text from its first to its last character that is no blank.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text.trim_matches(is_blank) }
    }

    pub(crate) fn rest(&self) -> &'a str {
        self.rest
    }

    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(is_blank);
    }

    /// Takes exactly this, wherever it ends.
    pub(crate) fn take(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes blanks and these words, which must end where a word ends; nothing if they do not come.
    pub(crate) fn words(&mut self, words: &str) -> bool {
        let mut ahead = Self { rest: self.rest };
        for word in words.split(' ') {
            ahead.skip_blanks();
            if !ahead.take(word) || ahead.rest.starts_with(is_word) {
                return false;
            }
        }
        *self = ahead;
        true
    }

    /// Takes the first of several phrases that comes.
    pub(crate) fn any<T: Copy>(&mut self, phrases: &[(&str, T)]) -> Option<T> {
        phrases.iter().find(|(words, _)| self.words(words)).map(|(_, value)| *value)
    }

    /// Takes the first of several tokens that comes.
    pub(crate) fn one_of_here<'t>(&mut self, tokens: &[&'t str]) -> Option<&'t str> {
        tokens.iter().copied().find(|token| self.take(token))
    }

    /// Takes blanks and the first of several tokens that comes.
    pub(crate) fn one_of<'t>(&mut self, tokens: &[&'t str]) -> Option<&'t str> {
        let mut ahead = *self;
        ahead.skip_blanks();
        let found = ahead.one_of_here(tokens)?;
        *self = ahead;
        Some(found)
    }

    /// Takes as many characters as fit.
    pub(crate) fn take_while(&mut self, fits: fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Takes a run of ASCII digits of at most `most`; `None` if none comes or more do.
    pub(crate) fn digits(&mut self, most: usize) -> Option<u32> {
        let mut ahead = *self;
        let digits = ahead.take_while(|c| c.is_ascii_digit());
        if digits.len() > most {
            return None;
        }
        let value = value(digits)?.try_into().ok()?;
        *self = ahead;
        Some(value)
    }
}

/// The value of a run of ASCII digits; `None` if there are none, or too many for an `i64`.
pub(crate) fn value(digits: &str) -> Option<i64> {
    let (value, scale) = super::number::parse(digits)?;
    (scale == 0).then_some(value)
}
