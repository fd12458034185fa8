use crate::catalogue::Agency;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::nearest::nearest;
use crate::check::rule::rule;

rule! {
    /// An agency above another that does not exist, or that leads back to it
    ///
    /// `parent` is the id of the agency above. Pages of agencies show the line from the top; with a parent that does not
    /// exist the line is torn, and with two that are above each other it has no end.
    ///
    /// **Example:** `parent = "bo-tu-pahp"`; or `parent` is the agency itself.
    ///
    /// **To mend:** correct the id, or leave `parent` out.
    "agency/parent-unknown", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let agencies = &context.catalogue.agencies;
    for agency in agencies {
        let Some(parent) = &agency.parent else { continue };
        let id = &agency.id.0;
        if context.catalogue.agency(parent).is_none() {
            let help = match nearest(&parent.0, agencies.iter().map(|known| &*known.id.0)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "describe that agency too, or leave `parent` out".to_owned(),
            };
            let message = format!("the parent of \"{id}\", \"{}\", does not exist", parent.0);
            findings.add(agency.at, message, help);
        } else if is_above_itself(context, agency) {
            let message = format!("going up from \"{id}\" leads back to it");
            findings.add(agency.at, message, "correct one of the `parent` lines on the way");
        }
    }
}

fn is_above_itself(context: &Context<'_>, agency: &Agency) -> bool {
    let mut above = agency;
    for _ in 0..context.catalogue.agencies.len() {
        match above.parent.as_ref().and_then(|parent| context.catalogue.agency(parent)) {
            Some(parent) if parent.id == agency.id => return true,
            Some(parent) => above = parent,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Agency, AgencyId};
    use crate::check::harness::{agency, found_in};

    fn below(id: &str, parent: &str) -> Agency {
        Agency { parent: Some(AgencyId(parent.into())), ..agency(id, id) }
    }

    #[test]
    fn parents_that_lead_nowhere_or_back_are_found() {
        assert_eq!(
            found_in("agency/parent-unknown", |c| c.agencies = vec![below("cuc-ho-tich", "bo-tu-pahp")]),
            ["the parent of \"cuc-ho-tich\", \"bo-tu-pahp\", does not exist"]
        );
        assert_eq!(
            found_in("agency/parent-unknown", |c| c.agencies = vec![below("a-1", "b-1"), below("b-1", "a-1")]),
            ["going up from \"a-1\" leads back to it", "going up from \"b-1\" leads back to it"]
        );
    }

    #[test]
    fn a_line_of_parents_is_left_alone() {
        let agencies = vec![below("phong", "cuc"), below("cuc", "bo"), agency("bo", "Bộ")];
        assert!(found_in("agency/parent-unknown", |c| c.agencies = agencies).is_empty());
    }
}
