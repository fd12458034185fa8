use crate::catalogue::Procedure;
use crate::check::classes::{LOWER, UPPER, class_of};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::quote_whole;
use crate::check::rule::rule;
use crate::check::views::names;

rule! {
    /// A name in capitals
    ///
    /// Capitals are slower to read, above all with marks, take half again the width, and some screen readers spell them
    /// out. In a list, such a name shouts down its neighbours.
    ///
    /// **Example:** `THỦ TỤC QUỸ TỰ GIẢI THỂ (Cấp xã)`.
    ///
    /// **To mend:** give the name as it stands in a sentence, in an overlay where the record is official. Pages do not
    /// guess: which words keep their capital, as in `Việt Nam`, is not to be seen from capitals.
    "name/all-caps", Warning, Procedure(find)
}

/// Names with fewer letters may be an acronym.
const SHORTEST: usize = 12;

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    for name in names(procedure) {
        if is_shouted(&name.value) {
            let message = format!("the name is in capitals: {}", quote_whole(&name.value));
            findings.add(name.origin.location, message, "write the name as it stands in a sentence, in an overlay");
        }
    }
}

/// Whether two letters in three are capitals.
fn is_shouted(name: &str) -> bool {
    let (mut letters, mut capitals) = (0, 0);
    for class in name.chars().map(class_of) {
        letters += usize::from(class & (LOWER | UPPER) != 0);
        capitals += usize::from(class & UPPER != 0);
    }
    letters >= SHORTEST && capitals * 3 > letters * 2
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found, text};

    #[test]
    fn names_in_capitals_are_found() {
        assert_eq!(
            found("name/all-caps", |p| p.name = text("THỦ TỤC QUỸ TỰ GIẢI THỂ (Cấp xã)")),
            ["the name is in capitals: “THỦ TỤC QUỸ TỰ GIẢI THỂ (Cấp xã)”"]
        );
    }

    #[test]
    fn acronyms_are_left_alone() {
        for name in ["Cấp C/O", "CCCD", "Cấp mới thẻ ABTC cho doanh nhân"] {
            assert!(found("name/all-caps", |p| p.name = text(name)).is_empty(), "{name}");
        }
    }
}
