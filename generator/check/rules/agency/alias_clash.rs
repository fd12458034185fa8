use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::language::fold;

rule! {
    /// Two agencies claim one alias
    ///
    /// Records name agencies in many ways, and aliases say which is meant. An alias of two agencies, or one that is the
    /// name or the id of another, says nothing: the records would go to whichever comes first.
    /// Aliases are compared without case and marks.
    ///
    /// **Example:** `aliases = ["G15"]` of two ministries.
    ///
    /// **To mend:** leave it with the agency it belongs to.
    "agency/alias-clash", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let agencies = &context.catalogue.agencies;
    // What agencies answer to, and whether it is an alias: equal names alone are told apart by their ids.
    let mut claims: Vec<(String, usize, &str, bool)> = Vec::new();
    for (index, agency) in agencies.iter().enumerate() {
        claims.push((fold(&agency.name.vi), index, &agency.name.vi, false));
        claims.push((fold(&agency.id.0), index, &agency.id.0, false));
        claims.extend(agency.aliases.iter().map(|alias| (fold(alias), index, &**alias, true)));
    }
    claims.sort();
    for group in claims.chunk_by(|left, right| left.0 == right.0) {
        let Some(&(_, _, alias, _)) = group.iter().find(|claim| claim.3) else { continue };
        let mut claimants: Vec<usize> = group.iter().map(|claim| claim.1).collect();
        claimants.dedup();
        let [first, others @ ..] = &*claimants else { continue };
        let first = &agencies[*first];
        for agency in others.iter().map(|&other| &agencies[other]) {
            let message = format!("\"{alias}\" is claimed by \"{}\" and by \"{}\"", first.id.0, agency.id.0);
            let finding = findings.add(agency.at, message, "leave the alias with the agency it belongs to");
            finding.related.push((first.at, format!("\"{}\" is", first.id.0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{agency, found_in};

    #[test]
    fn an_alias_of_two_agencies_is_found() {
        let (mut police, justice) = (agency("bo-cong-an", "Bộ Công an"), agency("bo-tu-phap", "Bộ Tư pháp"));
        police.aliases = vec!["G01".into(), "BỘ TƯ PHÁP".into()];
        assert_eq!(
            found_in("agency/alias-clash", |c| c.agencies = vec![police, justice]),
            ["\"BỘ TƯ PHÁP\" is claimed by \"bo-cong-an\" and by \"bo-tu-phap\""]
        );
    }

    #[test]
    fn an_alias_that_is_the_agencys_own_name_is_left_alone() {
        let mut justice = agency("bo-tu-phap", "Bộ Tư pháp");
        justice.aliases = vec!["Bộ tư pháp".into(), "G15".into()];
        assert!(found_in("agency/alias-clash", |c| c.agencies = vec![justice]).is_empty());
    }
}
