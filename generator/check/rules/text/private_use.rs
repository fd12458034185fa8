use crate::check::findings::{TextFindings, code_point, places_of};
use crate::check::rule::rule;
use crate::check::signs::Signs;

rule! {
    /// A character that only some fonts know (private use), mostly a bullet from Word
    ///
    /// Word writes bullets with the fonts Symbol and Wingdings, whose characters have private numbers.
    /// Copied into a web form they become U+F0B7 or U+F0FC: an empty box on most screens,
    /// and nothing at all for a screen reader.
    ///
    /// **Example:** `⟨U+F0FC⟩ Trường hợp chào bán cổ phiếu` for `• Trường hợp chào bán cổ phiếu`.
    ///
    /// **To mend:** at the beginning of a line pages show a bullet instead. Elsewhere nobody can know what was meant:
    /// look at the original document and write the character, in an overlay where the record is official.
    "text/private-use", Warning, Text(Signs::PRIVATE, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    findings.add(
        text,
        places_of(text, |c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)),
        |c| format!("{} from a font such as Symbol or Wingdings", code_point(c)),
        "pages show a bullet where it begins a line; write \"•\" or \"-\", or what the original document shows",
    );
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found_in_text;

    #[test]
    fn bullets_of_word_are_named() {
        assert_eq!(
            found_in_text("text/private-use", "khác.\n\u{f0fc}\tTrường hợp"),
            ["U+F0FC from a font such as Symbol or Wingdings in `requirements`: “khác.⏎⟨U+F0FC⟩⇥Trường hợp”"]
        );
    }

    #[test]
    fn bullets_every_font_has_are_left_alone() {
        assert!(found_in_text("text/private-use", "• Trường hợp ▪ ✓ ➢").is_empty());
    }
}
