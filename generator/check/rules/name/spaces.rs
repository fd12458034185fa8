use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::quote;
use crate::check::rule::rule;
use crate::check::views::names;
use std::ops::Range;

rule! {
    /// A name with spaces or line breaks where none belong
    ///
    /// Names stand in titles, lists, feeds and files that spreadsheets read. A space at an end or two in a row make
    /// equal names unequal; a line break tears a line of a spreadsheet.
    ///
    /// **Example:** `Thủ tục  điều chỉnh⏎thử nghiệm `.
    ///
    /// **To mend:** nothing has to be done for the site: pages have one space instead. In a file of your own, delete them.
    "name/spaces", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    for name in names(procedure) {
        let text = &name.value;
        if let Some((what, range)) = stray(text).filter(|_| !text.trim().is_empty()) {
            let message = format!("the name {what}: {}", quote(text, range));
            findings.add(name.origin.location, message, "pages have one space there; in a file of yours, delete it");
        }
    }
}

/// The worst of what is wrong with the spaces of a name, and where.
fn stray(text: &str) -> Option<(&'static str, Range<usize>)> {
    let inner = text.trim();
    if let Some(at) = inner.find(['\n', '\r', '\t']) {
        let at = at + text.len() - text.trim_start().len();
        return Some((if text.as_bytes()[at] == b'\t' { "has a tab" } else { "has a line break" }, at..at + 1));
    }
    if let Some(at) = text.trim_end().find("  ") {
        return Some(("has several spaces in a row", at..at + 2));
    }
    if inner.len() == text.len() {
        None
    } else if text.trim_end().len() == text.len() {
        Some(("begins with a space", 0..1))
    } else {
        Some(("ends with a space", text.len()..text.len()))
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found, text};

    #[test]
    fn spaces_and_line_breaks_that_do_not_belong_are_found() {
        let named = |name: &str| found("name/spaces", |p| p.name = text(name));
        assert_eq!(named("Đăng ký  khai sinh"), ["the name has several spaces in a row: “Đăng ký  khai sinh”"]);
        assert_eq!(named("Đăng ký\nkhai sinh "), ["the name has a line break: “Đăng ký⏎khai sinh ”"]);
        assert_eq!(named("\tĐăng ký"), ["the name begins with a space: “⇥Đăng ký”"]);
        assert_eq!(named("Đăng ký "), ["the name ends with a space: “Đăng ký ”"]);
    }

    #[test]
    fn a_name_with_single_spaces_is_left_alone() {
        assert!(found("name/spaces", |p| p.name = text("Đăng ký lại khai sinh")).is_empty());
    }
}
