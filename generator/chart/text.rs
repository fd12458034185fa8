//! How wide words are, and where they are parted.
//!
//! Nobody knows the reader's font. What is said here is a little more than Noto Sans, Segoe UI, Roboto and DejaVu Sans take on
//! average, so that words have room enough in any of them.

/// How wide a text is, in units of the picture.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// How wide a letter is, in parts of the size of the letters. Marks above and below add nothing.
fn advance(letter: char) -> f64 {
    match letter {
        '\u{300}'..='\u{36F}' => 0.0,
        'i' | 'j' | 'l' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.34,
        ' ' | '\u{A0}' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' | '·' | 'Í' | 'Ì' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 0.98,
        'A'..='Z' | 'Đ' => 0.72,
        '\u{C0}'..='\u{DE}' | 'Ă' | 'Ơ' | 'Ư' => 0.76,
        // Capital letters with marks have even numbers there.
        '\u{1EA0}'..='\u{1EF9}' if (letter as u32).is_multiple_of(2) => 0.76,
        ' '..='~' | '\u{DF}'..='\u{24F}' | '\u{1EA0}'..='\u{1EF9}' => 0.61,
        '–' | '−' => 0.62,
        _ => 1.0,
    }
}

/// Parts a text into lines of at most this width, at blanks; what is more than `most` lines ends in an ellipsis.
pub(super) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let more = lines.len() > most;
    lines.truncate(most.max(1));
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.iter_mut().enumerate() {
        if width(line, size) > room || (more && at == last) {
            cut(line, size, room);
        }
    }
    lines
}

/// Cuts a line so that it fits with an ellipsis.
fn cut(line: &mut String, size: f64, room: f64) {
    while !line.is_empty() && width(line, size) + width("…", size) > room {
        line.pop();
    }
    line.truncate(line.trim_end_matches([' ', ',', '-', '–']).len());
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_parted_at_blanks() {
        assert_eq!(wrap("Ủy ban nhân dân cấp xã", 12.0, 90.0, 3), ["Ủy ban nhân", "dân cấp xã"]);
        assert_eq!(wrap("Ủy ban nhân dân cấp xã", 12.0, 90.0, 1), ["Ủy ban nhân…"]);
        assert_eq!(wrap("", 12.0, 90.0, 1), [""; 0]);
        assert!(width(&wrap(&"m".repeat(100), 12.0, 90.0, 2)[0], 12.0) <= 90.0);
    }

    #[test]
    fn marks_take_no_room() {
        assert_eq!(width("ế", 10.0), width("e", 10.0));
        assert_eq!(width("e\u{302}\u{301}", 10.0), width("e", 10.0));
    }
}
