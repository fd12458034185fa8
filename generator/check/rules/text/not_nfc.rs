use crate::check::findings::TextFindings;
use crate::check::rule::rule;
use crate::check::signs::Signs;
use std::ops::Range;

rule! {
    /// Letters and their marks are stored apart (the text is not in NFC)
    ///
    /// `ế` can be stored as one character, or as `e` followed by two marks. Both look the same, but searching,
    /// sorting, comparing and counting tell them apart, and some fonts set the marks beside the letter.
    /// Text from macOS and from PDF files is often stored so.
    ///
    /// **Example:** `Vie⟨U+0323⟩⟨U+0302⟩t`, which should be the five characters of `Việt`.
    ///
    /// **To mend:** nothing has to be done for the site: pages and the search index are made from the composed form.
    /// In a file of your own, retype the words, or convert the file to NFC. In an official record, tell the agency.
    "text/not-nfc", Note, Text(Signs::MARK, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    findings.add(
        text,
        decomposed(text),
        |_| "letters stored apart from their marks".to_owned(),
        "pages show the composed letters; in a file of yours, retype the words or convert it to NFC",
    );
}

/// Each letter with the marks that follow it.
fn decomposed(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}');
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let mut letter = chars.peek()?.0;
        while let Some((at, c)) = chars.next() {
            if !is_mark(c) {
                letter = at;
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((at, c)) = chars.next_if(|&(_, c)| is_mark(c)) {
                end = at + c.len_utf8();
            }
            return Some(letter..end);
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found_in_text;

    #[test]
    fn decomposed_letters_are_found_once_a_text() {
        assert_eq!(
            found_in_text("text/not-nfc", "Nước Vie\u{323}\u{302}t Nam, Hà Nô\u{323}i"),
            [
                "letters stored apart from their marks in `requirements`, 2 times: “Nước Vie⟨U+0323⟩⟨U+0302⟩t Nam, Hà Nội”"
            ]
        );
    }

    #[test]
    fn composed_letters_are_left_alone() {
        assert!(found_in_text("text/not-nfc", "Nước Việt Nam – façade").is_empty());
    }
}
