use crate::check::findings::{TextFindings, places_of};
use crate::check::rule::rule;
use crate::check::signs::Signs;

rule! {
    /// A letter was lost in a conversion (U+FFFD)
    ///
    /// A program that reads text in the wrong encoding writes `�` for what it does not understand.
    /// The letter itself is gone: no program can bring it back.
    ///
    /// **Example:** `Đ�ng ký khai sinh`.
    ///
    /// **To mend:** look at the original document and write the words again, in an overlay where the record is official.
    "text/lost-letter", Warning, Text(Signs::LOST, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    findings.add(
        text,
        places_of(text, |c| c == '\u{fffd}'),
        |_| "a letter that was lost in a conversion (U+FFFD)".to_owned(),
        "look at the original document and write the words again",
    );
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found_in_text;

    #[test]
    fn a_lost_letter_is_found() {
        assert_eq!(
            found_in_text("text/lost-letter", "Đ\u{fffd}ng ký"),
            ["a letter that was lost in a conversion (U+FFFD) in `requirements`: “Đ⟨U+FFFD⟩ng ký”"]
        );
    }

    #[test]
    fn a_question_mark_is_left_alone() {
        assert!(found_in_text("text/lost-letter", "Đăng ký ở đâu?").is_empty());
    }
}
