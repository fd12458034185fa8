//! Cells of text tables that a spreadsheet would take for formulas, made harmless and back.
//!
//! A cell of a CSV file that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is a formula to Excel and
//! LibreOffice, which may run it (see <https://owasp.org/www-community/attacks/CSV_Injection>). Such a cell is written
//! with an apostrophe before it, as spreadsheets themselves mark text. A cell that had apostrophes there already gets
//! one more, so that taking one away gives every cell back.

use std::borrow::Cow;

/// A cell as it may stand in a CSV file.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that stands in a CSV file as `text`.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|cell| is_formula(cell)).unwrap_or(text)
}

/// Whether a cell is a formula, or one behind apostrophes.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_becomes_text_and_text_stays() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("- Tờ khai"), "'- Tờ khai");
        assert_eq!(guarded("'Tờ khai'"), "'Tờ khai'");
        assert_eq!(unguarded("'quoted'"), "'quoted'");
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@\\-\t\ra]{0,6}") {
            let safe = guarded(&cell);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unguarded(&safe), &cell);
        }
    }
}
