//! Text to tokens.

use crate::language::{fold_into, legal, normalise};

/// The longest word that is looked at, in bytes; more is no word.
const LONGEST: usize = 48;

/// A syllable, a word, a code or a number of a legal document.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    /// As it is written, in normalised text.
    pub text: &'a str,
    /// As it is indexed.
    pub term: &'a str,
    /// Where it stands in the normalised text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether punctuation or nothing stands before it, so that it makes no pair with what came before.
    pub parted: bool,
    /// Whether it is a code or a number of a legal document.
    pub whole: bool,
}

/// Calls `see` with every token of a text, in order.
pub fn each_token(text: &str, see: &mut dyn FnMut(Token<'_>)) {
    let text = normalise(text);
    let text = text.as_ref();
    let mut term = String::new();
    let mut parted = true;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if !crate::language::is_word(character) {
            parted |= !matches!(character, ' ' | '-' | '/' | '\u{a0}' | '"' | '“' | '”' | '\'');
            at += character.len_utf8();
            continue;
        }
        let start = at;
        term.clear();
        let whole = character.is_ascii_digit().then(|| whole(&text[at..], &mut term)).flatten();
        let end = match whole {
            Some(length) => start + length,
            None => {
                let rest = &text[at..];
                let length = rest.find(|c| !crate::language::is_word(c)).unwrap_or(rest.len());
                if length <= LONGEST {
                    fold_into(&rest[..length], &mut term);
                    one_i(&mut term);
                }
                start + length
            }
        };
        at = end;
        if term.is_empty() {
            parted = true;
            continue;
        }
        // A number or code beside a word says little as a pair, but for short ones: "mẫu 01", "nhà cấp 4".
        see(Token { text: &text[start..end], term: &term, start, end, parted, whole: whole.is_some() });
        parted = whole.is_some();
    }
}

/// Reads a code or a legal number that begins here; its term goes to `term`, its length is returned.
fn whole(text: &str, term: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 1 && bytes.get(1) == Some(&b'.') {
        let after = bytes[2..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if after == 6 {
            let mut length = 8;
            // The agency's identifier some lists append.
            if text[8..].starts_with(".000.") {
                length += bytes[8..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
            }
            term.push_str(&text[..8]);
            return Some(length);
        }
        return None;
    }
    // A code is seven digits to whoever leaves its point out.
    if digits == 7 && !text[7..].starts_with(|c| c == '/' || crate::language::is_word(c)) {
        term.extend([&text[..1], ".", &text[1..7]]);
        return Some(7);
    }
    let near = &bytes[digits..bytes.len().min(digits + 8)];
    if !near.contains(&b'/') {
        return None;
    }
    let (number, length) = legal::number(text)?;
    fold_into(&number, term);
    term.retain(|c| !c.is_whitespace() && c > '\u{2}');
    (length > 0 && text.is_char_boundary(length)).then_some(length)
}

/// A final `y` that alone is the rhyme becomes `i`, as in a syllable's key.
fn one_i(term: &mut String) {
    let Some(onset) = term.strip_suffix('y') else { return };
    let onset = onset.strip_prefix("qu").unwrap_or(onset);
    if !onset.bytes().any(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')) {
        term.pop();
        term.push('i');
    }
}
