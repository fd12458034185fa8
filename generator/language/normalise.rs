//! One spelling for every Vietnamese text: what two texts that look the same have in common.
//!
//! In: any text. Out: the same text with each Vietnamese letter as one code point (NFC), marks in
//! whatever order they were typed, eth used for đ repaired, invisible characters gone and odd spaces
//! plain. Runs after [`legacy`](super::legacy) decoding, never before: in TCVN3 U+00AD is ư.
//!
//! Letters of other alphabets are left as they are; this is not a general NFC.

use std::borrow::Cow;

use super::letters::{Mark, is_invisible, is_odd_space, push_mark};

/// What becomes of a character.
#[derive(PartialEq, Eq)]
enum Change {
    Keep,
    Drop,
    Become(char),
    /// Joins the letter before it, if it can.
    Join,
}

fn change(character: char) -> Change {
    match character {
        '\u{D0}' | '\u{189}' => Change::Become('Đ'),
        '\u{F0}' => Change::Become('đ'),
        c if Mark::of(c).is_some() => Change::Join,
        c if is_invisible(c) => Change::Drop,
        c if is_odd_space(c) => Change::Become(' '),
        _ => Change::Keep,
    }
}

/// Whether two neighbouring bytes may begin a character that changes. Branchless, so that a whole
/// chunk is tested with a few vector instructions.
#[inline(always)]
fn may_change(byte: u8, next: u8) -> bool {
    (byte & 0xFE == 0xCC) // combining marks
        | ((byte == 0xC2) & ((next == 0xA0) | (next == 0xAD)))
        | ((byte == 0xC3) & (next & 0xDF == 0x90)) // eth
        | ((byte == 0xC6) & (next == 0x89))
        | ((byte == 0xE2) & (next & 0xFE == 0x80)) // spaces, joiners; also dashes and quotes
        | ((byte == 0xE3) & (next == 0x80))
        | ((byte == 0xEF) & (next == 0xBB))
}

const CHUNK: usize = 32;

/// The first character at or after byte `from` that is not simply kept, with its position.
fn next_change(text: &str, mut from: usize) -> Option<(usize, char, Change)> {
    let bytes = text.as_bytes();
    let examine = |at: usize| {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        if !may_change(bytes[at], next) {
            return None;
        }
        // Every byte that may begin a change is a lead byte, so `at` is a character boundary.
        let character = text.get(at..)?.chars().next()?;
        let change = change(character);
        (change != Change::Keep).then_some((at, character, change))
    };
    while let Some(window) = bytes.get(from..from + CHUNK + 1) {
        if any_may_change(window)
            && let Some(found) = (from..from + CHUNK).find_map(examine)
        {
            return Some(found);
        }
        from += CHUNK;
    }
    // The rest, and every short text, padded to a chunk.
    let mut last = [0; CHUNK + 1];
    let rest = &bytes[from..];
    last[..rest.len()].copy_from_slice(rest);
    if any_may_change(&last) { (from..bytes.len()).find_map(examine) } else { None }
}

/// Whether any of the first [`CHUNK`] bytes may begin a character that changes.
#[inline(always)]
fn any_may_change(window: &[u8]) -> bool {
    let (bytes, next) = (&window[..CHUNK], &window[1..CHUNK + 1]);
    bytes.iter().zip(next).fold(false, |hit, (&byte, &next)| hit | may_change(byte, next))
}

/// Whether [`normalise`] would return the text as it is.
///
/// ```
/// # use motcua::language::is_normalised;
/// assert!(is_normalised("Đăng ký khai sinh"));
/// assert!(!is_normalised("Vie\u{323}\u{302}t"));
/// ```
pub fn is_normalised(text: &str) -> bool {
    let mut from = 0;
    while let Some((at, character, change)) = next_change(text, from) {
        // A mark that makes no letter with the one before it stays where it is.
        let stays = change == Change::Join
            && !matches!(character, '\u{340}' | '\u{341}')
            && text[..at]
                .chars()
                .next_back()
                .is_none_or(|letter| Mark::of(character).and_then(|m| m.on(letter)).is_none());
        if !stays {
            return false;
        }
        from = at + character.len_utf8();
    }
    true
}

/// The canonical form of a Vietnamese text; borrowed when it already is.
///
/// ```
/// # use motcua::language::normalise;
/// assert_eq!(normalise("Ð\u{61}\u{306}ng\u{A0}ky\u{301}"), "Đăng ký");
/// ```
pub fn normalise(text: &str) -> Cow<'_, str> {
    if is_normalised(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some((at, character, change)) = next_change(text, from) {
        out.push_str(&text[from..at]);
        match change {
            Change::Keep => out.push(character),
            Change::Drop => {}
            Change::Become(other) => out.push(other),
            Change::Join => push_mark(&mut out, character),
        }
        from = at + character.len_utf8();
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_may_come_in_any_order() {
        for text in ["a\u{302}\u{301}", "a\u{301}\u{302}", "\u{E2}\u{301}", "\u{E1}\u{302}"] {
            assert_eq!(normalise(text), "ấ");
        }
        assert_eq!(normalise("u\u{323}\u{31B}"), "ự");
    }

    #[test]
    fn a_mark_finds_its_letter_through_an_invisible_character() {
        assert_eq!(normalise("e\u{200B}\u{302}\u{FEFF}\u{323}"), "ệ");
    }

    #[test]
    fn a_mark_without_a_letter_stays() {
        assert!(matches!(normalise("\u{301}x\u{301}á\u{301}"), Cow::Borrowed(_)));
    }

    #[test]
    fn punctuation_beyond_ascii_is_kept() {
        let text = "“Đăng ký” – ‘hộ tịch’… 20 ₫ • e\u{308}";
        assert!(matches!(normalise(text), Cow::Borrowed(kept) if kept == text));
    }

    #[test]
    fn a_change_is_found_wherever_it_stands() {
        for length in 0..100 {
            let text = format!("{}\u{AD}{}", "x".repeat(length), "y".repeat(100 - length));
            assert!(!is_normalised(&text));
            assert_eq!(normalise(&text).len(), 100);
        }
    }
}
