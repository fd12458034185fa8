//! Words of a text in a message: short, with what stands around them, and nothing hidden.

use std::fmt::Write;
use std::ops::Range;

use crate::language::normalise;

/// How much of the text is shown on each side, in characters.
const AROUND: usize = 32;
/// How much of a whole text is shown, in characters.
const LONGEST: usize = 80;

/// The words of `text` at `range` with what stands around them, in one line: `“…trong quá ⟨U+200B⟩trình xử…”`.
/// What cannot be seen is named in the words themselves; around them letters are composed, to be read.
pub(super) fn quote(text: &str, range: Range<usize>) -> String {
    let start = floor(text, range.start);
    let end = floor(text, range.end.max(start));
    let mut out = String::from("“");
    let before = &text[..start];
    match before.char_indices().rev().nth(AROUND) {
        None => push(&mut out, &normalise(before)),
        Some((cut, _)) => {
            // From a whole word, where one begins in time.
            let shown = &before[cut..];
            let word = shown.find(char::is_whitespace).filter(|&at| at + 1 < shown.len());
            out.push('…');
            push(&mut out, &normalise(word.map_or(shown, |at| shown[at..].trim_start())));
        }
    }
    push(&mut out, &text[start..end]);
    let after = &text[end..];
    match after.char_indices().nth(AROUND) {
        None => push(&mut out, &normalise(after)),
        Some((cut, _)) => {
            let shown = &after[..cut];
            let word = shown.rfind(char::is_whitespace).filter(|&at| at > 0);
            push(&mut out, &normalise(word.map_or(shown, |at| shown[..at].trim_end())));
            out.push('…');
        }
    }
    out.push('”');
    out
}

/// A whole text, cut where it is long.
pub(super) fn quote_whole(text: &str) -> String {
    let text = normalise(text.trim());
    let mut out = String::from("“");
    match text.char_indices().nth(LONGEST) {
        None => push(&mut out, &text),
        Some((cut, _)) => {
            let shown = &text[..cut];
            push(&mut out, shown.rfind(char::is_whitespace).map_or(shown, |at| shown[..at].trim_end()));
            out.push('…');
        }
    }
    out.push('”');
    out
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Adds text with line breaks as `⏎` and every other character that cannot be seen by its number.
fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' => out.push('⏎'),
            '\t' => out.push('⇥'),
            c if is_hidden(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
            }
            c => out.push(c),
        }
    }
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{a0}' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fffd}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_begins_and_ends_with_whole_words() {
        let text = "Trong ba ngày, người yêu cầu đăng ký khai sinh nộp hồ sơ đăng ký khai sinh tại Trung tâm";
        let at = text.find("nộp").unwrap();
        assert_eq!(
            quote(text, at..at + "nộp".len()),
            "“…người yêu cầu đăng ký khai sinh nộp hồ sơ đăng ký khai sinh tại…”"
        );
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(quote("k\u{200e}ý\n\u{f0fc}\tHộ", 1..4), "“k⟨U+200E⟩ý⏎⟨U+F0FC⟩⇥Hộ”");
        assert_eq!(quote("Vie\u{323}t Nô\u{323}i", 2..5), "“Vie⟨U+0323⟩t Nội”");
    }

    #[test]
    fn places_inside_a_character_do_not_break_it() {
        assert_eq!(quote("ề", 1..2), "“ề”");
        assert_eq!(quote("", 5..9), "“”");
    }
}
