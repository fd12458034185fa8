use crate::check::classes::{LOWER, MARKED, TONED, UPPER, class_of, is_letter};
use crate::check::findings::TextFindings;
use crate::check::rule::rule;
use crate::check::signs::{LONGEST, Signs};
use crate::check::syllables::cut;
use crate::language::fold;
use std::ops::Range;

rule! {
    /// Two words without a space between them
    ///
    /// Glued words come from cells of tables and lines of PDF files that were put together. They are not found by
    /// searching and are read out as one. Only words whose letters can be cut into Vietnamese syllables, and which are
    /// no syllable themselves, are reported: names such as VNeID, acronyms and names of files are not.
    ///
    /// **Example:** `báo cáoThủ trưởng` for `báo cáo Thủ trưởng`; `thuếtheo quy định` for `thuế theo quy định`.
    ///
    /// **To mend:** write the space, in an overlay where the record is official.
    "text/glued-words", Warning, Text(Signs::GLUED, find)
}

fn find(text: &str, findings: &mut TextFindings<'_, '_>) {
    let mut glued = words(text).filter(|word| pieces(&text[word.clone()]).is_some()).peekable();
    let Some(first) = glued.peek().and_then(|word| pieces(&text[word.clone()])) else { return };
    let help = format!("write \"{first}\"");
    findings.add(text, glued, |_| "words without a space between them".to_owned(), help);
}

/// Runs of letters that may be two words, and are no part of a code, an address or the name of a file.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(is_letter)?;
            let (mut end, mut before, mut seen, mut met) = (start, 0, 0, 0);
            for c in text[start..].chars().take_while(|&c| is_letter(c)) {
                let class = class_of(c);
                met |= (before << 1) & class & UPPER | seen & class & TONED;
                (before, seen, end) = (class, seen | class, end + c.len_utf8());
            }
            from = end;
            let long = end - start > LONGEST && seen & MARKED != 0;
            if (met != 0 && seen & MARKED != 0 || long) && stands_alone(text, start..end) {
                return Some(start..end);
            }
        }
    })
}

fn stands_alone(text: &str, word: Range<usize>) -> bool {
    let before = text[..word.start].chars().next_back();
    let mut after = text[word.end..].chars();
    let bound = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '_' | '@'));
    let (next, second) = (after.next(), after.next());
    let extension = next == Some('.') && second.is_some_and(char::is_alphanumeric);
    !bound(before) && !bound(next) && !extension
}

/// The words of a glued word, with spaces; `None` where it is not one.
fn pieces(word: &str) -> Option<String> {
    let cuts = cut(word)?;
    let classes = || word.chars().map(class_of);
    let rises = classes().zip(classes().skip(1)).any(|(left, right)| left & LOWER != 0 && right & UPPER != 0);
    let tones = classes().filter(|class| class & TONED != 0).count();
    // Foreign words with Vietnamese letters make three syllables and more: Cămpuchia.
    if cuts.is_empty() || !(rises || tones > 1) && cuts.len() > 1 {
        return None;
    }
    // Two vowels that meet are a syllable mistyped: "gỉấy".
    if !rises && cuts.iter().any(|&cut| vowels_meet(word, cut)) {
        return None;
    }
    let ends = cuts.iter().copied().chain([word.len()]);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    Some(starts.zip(ends).map(|(start, end)| &word[start..end]).collect::<Vec<_>>().join(" "))
}

/// Whether a vowel stands on both sides of a cut.
fn vowels_meet(word: &str, cut: usize) -> bool {
    let folded = fold(&word[..cut]);
    let rest = fold(&word[cut..]);
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    folded.ends_with(vowel) && rest.starts_with(vowel)
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found_in_text;

    #[test]
    fn glued_words_are_found() {
        assert_eq!(
            found_in_text("text/glued-words", "dân tộc và báo cáoThủ trưởng; thuếtheo quy định"),
            [
                "words without a space between them in `requirements`, 2 times: “dân tộc và báo cáoThủ trưởng; thuếtheo quy định”"
            ]
        );
        assert_eq!(found_in_text("text/glued-words", "Cơquanquảnlýđấtđaicấpxã, giấytờ và ĐĂNGKÝ").len(), 1);
    }

    #[test]
    fn brands_acronyms_foreign_words_and_files_are_left_alone() {
        for text in
            ["VNeID, VssID, eTax", "QĐCNDNƯT 171/QĐ-UBND-DatDai", "Cămpuchia, nghiêng, gỉấy", "MẫuĐơn_01 MẫuĐơn.docx"]
        {
            assert!(found_in_text("text/glued-words", text).is_empty(), "{text}");
        }
    }
}
