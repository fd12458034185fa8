use crate::check::findings::{TextFindings, code_point, places_of};
use crate::check::rule::rule;
use crate::check::signs::Signs;

rule! {
    /// A control character other than a line break or a tab
    ///
    /// Control characters steered printers and terminals. Word's line break (U+000B) and page break (U+000C) are among
    /// them. A feed or a sitemap with one is not valid XML, and whole programs refuse to read it.
    ///
    /// **Example:** `Bước 1:⟨U+000B⟩Nộp hồ sơ`.
    ///
    /// **To mend:** nothing has to be done for the site: pages have a line break for those that broke lines,
    /// and nothing for the others. In a file of your own, delete it.
    "text/control", Warning, Text(Signs::CONTROL, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    let is_control = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    findings.add(
        text,
        places_of(text, |c| is_control(c) && !matches!(c, '\t' | '\n' | '\r')),
        |c| format!("a control character ({})", code_point(c)),
        "pages are made without it; in a file of yours, delete it or break the line",
    );
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found_in_text;

    #[test]
    fn the_line_break_of_word_is_found() {
        assert_eq!(
            found_in_text("text/control", "Bước 1:\u{b}Nộp hồ sơ"),
            ["a control character (U+000B) in `requirements`: “Bước 1:⟨U+000B⟩Nộp hồ sơ”"]
        );
    }

    #[test]
    fn line_breaks_and_tabs_are_left_alone() {
        assert!(found_in_text("text/control", "Bước 1:\r\n\tNộp hồ sơ\n").is_empty());
    }
}
