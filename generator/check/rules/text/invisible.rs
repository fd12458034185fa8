use crate::check::findings::{TextFindings, code_point};
use crate::check::rule::rule;
use crate::check::signs::Signs;
use std::ops::Range;

rule! {
    /// A character nobody can see: zero-width, soft hyphen, byte order mark, no-break space between words
    ///
    /// Such characters come with text copied from web pages, PDF files and chat. A word with one inside is not found
    /// by searching, is read out in two pieces, and a link or a code copied with one does not work.
    /// A no-break space between two words keeps a long line from breaking on a telephone; before a unit
    /// (`10 km`) it has its place and is not reported.
    ///
    /// **Example:** `k⟨U+200E⟩ý` for `ký`.
    ///
    /// **To mend:** nothing has to be done for the site: pages and the search index are made without them.
    /// In a file of your own, delete the word and type it again.
    "text/invisible", Note, Text(Signs::INVISIBLE, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    findings.add(
        text,
        invisible(text),
        |c| format!("an invisible character ({}{})", code_point(c), name(c)),
        "pages are made without it; in a file of yours, delete the word and type it again",
    );
}

fn invisible(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let end = at + c.len_utf8();
        let found = match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => true,
            '\u{a0}' => before.is_alphabetic() && text[end..].starts_with(char::is_alphabetic),
            _ => false,
        };
        before = c;
        found.then_some(at..end)
    })
}

fn name(c: &str) -> &'static str {
    match c {
        "\u{a0}" => ", a no-break space",
        "\u{ad}" => ", a soft hyphen",
        "\u{200b}" => ", a zero-width space",
        "\u{200e}" | "\u{200f}" => ", a direction mark",
        "\u{feff}" => ", a byte order mark",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found_in_text;

    #[test]
    fn a_direction_mark_inside_a_word_is_found() {
        assert_eq!(
            found_in_text("text/invisible", "đăng k\u{200e}ý hộ tịch"),
            ["an invisible character (U+200E, a direction mark) in `requirements`: “đăng k⟨U+200E⟩ý hộ tịch”"]
        );
    }

    #[test]
    fn a_no_break_space_is_found_between_words_and_not_before_a_unit() {
        assert_eq!(found_in_text("text/invisible", "xã\u{a0}phường").len(), 1);
        assert!(found_in_text("text/invisible", "cách 10\u{a0}km, “\u{a0}mẫu\u{a0}”").is_empty());
    }
}
