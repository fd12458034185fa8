use crate::catalogue::{Level, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::quote_whole;
use crate::check::rule::rule;
use crate::check::views::agencies;
use crate::language::fold_into;

rule! {
    /// A level or an agency of the districts, which ended on 1 July 2025
    ///
    /// Since 1 July 2025 there are provinces and communes, and nothing between them. Whoever goes to the people's
    /// committee of a district finds it closed; its tasks went to the commune or to the province
    /// (Decrees 118/2025/NĐ-CP to 151/2025/NĐ-CP say which).
    ///
    /// **Example:** `Cấp huyện` among the levels; `UBND cấp huyện` among the agencies in charge.
    ///
    /// **To mend:** find out who does it now, and write `levels` or `executing` in an overlay.
    "level/district", Warning, Procedure(find)
}

/// How the agencies of districts are called, folded. `quận` alone would find people's names.
const DISTRICTS: [&str; 8] = [
    "cap huyen",
    "ubnd huyen",
    "ubnd quan",
    "nhan dan huyen",
    "nhan dan quan",
    "cong an huyen",
    "quan su huyen",
    "thue huyen",
];

/// What all of them have, looked for first.
const HINTS: [&str; 3] = ["huyen", "ubnd q", "dan q"];

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let help = "districts ended on 1 July 2025: write the commune or the province in an overlay";
    if let Some(levels) = procedure.levels.as_ref().filter(|levels| levels.value.contains(Level::District)) {
        findings.add(levels.origin.location, "the levels name the districts", help);
    }
    for (field, origin, agency) in agencies(procedure) {
        findings.scratch.clear();
        fold_into(&agency.name.vi, &mut findings.scratch);
        let name = &findings.scratch;
        if HINTS.iter().any(|hint| name.contains(hint)) && DISTRICTS.iter().any(|district| name.contains(district)) {
            let message = format!("an agency of the districts in `{}`: {}", field.key(), quote_whole(&agency.name.vi));
            findings.add(origin.location, message, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Level, Levels, Named};
    use crate::check::harness::{found, sourced};

    #[test]
    fn districts_are_found_among_levels_and_agencies() {
        let levels = Levels::from_iter([Level::Province, Level::District]);
        assert_eq!(found("level/district", |p| p.levels = Some(sourced(levels))), ["the levels name the districts"]);
        assert_eq!(
            found("level/district", |p| p.delegated = Some(sourced(vec![Named::new("UBND cấp huyện")]))),
            ["an agency of the districts in `delegated`: “UBND cấp huyện”"]
        );
    }

    #[test]
    fn other_agencies_are_left_alone() {
        let agencies = ["Cơ quan chuyên môn thuộc UBND cấp xã", "Cơ quan ngang Bộ", "Chi cục Hải quan khu vực"];
        assert!(found("level/district", |p| p.executing = Some(sourced(agencies.map(Named::new).into()))).is_empty());
    }
}
