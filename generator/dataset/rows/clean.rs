//! One spelling for the text of a cell.

use std::borrow::Cow;

use super::repair::RepairRule;
use crate::dataset::encoding::Letters;
use crate::dataset::file::raw::Origin;
use crate::language::{is_normalised, normalise};

/// The text of a cell as it is published, and why it is not what the file says. The gravest change names the rule.
pub fn clean(said: &str, origin: Origin, letters: Letters) -> (Cow<'_, str>, Option<RepairRule>) {
    let mut text = letters.decode(said);
    let mut rule = match origin {
        _ if *text != *said => Some(RepairRule::Letters),
        Origin::StrayQuote => Some(RepairRule::Quote),
        _ => None,
    };
    if text.bytes().any(is_control) {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = lines.chars().filter(|&c| !(c.is_ascii() && is_control(c as u8))).collect();
        text = Cow::Owned(kept);
        rule = rule.or(Some(RepairRule::Control));
    }
    if !text.is_ascii() && !is_normalised(&text) {
        text = Cow::Owned(normalise(&text).into_owned());
        rule = rule.or(Some(RepairRule::Unicode));
    }
    let trimmed = text.trim();
    if trimmed.len() < text.len() {
        rule = rule.or(Some(RepairRule::Trim));
        text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(_) => Cow::Owned(trimmed.to_owned()),
        };
    }
    (text, rule)
}

/// A control character that is neither a tab nor a line feed.
fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t' && byte != b'\n') || byte == 0x7F
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_has_its_rule() {
        let cleaned = |text: &str| {
            let (text, rule) = clean(text, Origin::Text, Letters::Unicode);
            (text.into_owned(), rule)
        };
        assert_eq!(cleaned("Hà Nội"), ("Hà Nội".into(), None));
        assert_eq!(cleaned(" Huế\n"), ("Huế".into(), Some(RepairRule::Trim)));
        assert_eq!(cleaned("Vie\u{323}\u{302}t\u{A0}"), ("Việt".into(), Some(RepairRule::Unicode)));
        assert_eq!(cleaned("a\0b\r\nc"), ("ab\nc".into(), Some(RepairRule::Control)));
    }
}
