use crate::check::findings::{TextFindings, code_point, places_of};
use crate::check::rule::rule;
use crate::check::signs::Signs;

rule! {
    /// An Icelandic eth (Ð) or African d (Ɖ) stands for Đ
    ///
    /// Ð (U+00D0), Ɖ (U+0189) and Đ (U+0110) look alike as capitals. Old keyboards and fonts typed the wrong one.
    /// A search for the number of a decree does not find it, and in lower case it becomes ð.
    ///
    /// **Example:** `57/2018/NÐ-CP` for `57/2018/NĐ-CP`.
    ///
    /// **To mend:** nothing has to be done for the site: pages and the search index have Đ.
    /// In a file of your own, type it again.
    "text/eth", Warning, Text(Signs::ETH, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    findings.add(
        text,
        places_of(text, |c| matches!(c, 'Ð' | 'ð' | '\u{189}')),
        |c| format!("{c} ({}) instead of {}", code_point(c), if c == "ð" { "đ (U+0111)" } else { "Đ (U+0110)" }),
        "pages show Đ; in a file of yours, type it again",
    );
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found_in_text;

    #[test]
    fn eth_is_found() {
        assert_eq!(
            found_in_text("text/eth", "Nghị định 57/2018/NÐ-CP"),
            ["Ð (U+00D0) instead of Đ (U+0110) in `requirements`: “Nghị định 57/2018/NÐ-CP”"]
        );
    }

    #[test]
    fn d_with_stroke_is_left_alone() {
        assert!(found_in_text("text/eth", "Nghị định 57/2018/NĐ-CP").is_empty());
    }
}
