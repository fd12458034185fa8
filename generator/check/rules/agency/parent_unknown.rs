use std::collections::HashMap;

use crate::catalogue::AgencyId;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::diagnostic::nearest;

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
    let mut places: HashMap<&AgencyId, usize> = HashMap::with_capacity(agencies.len());
    for (at, agency) in agencies.iter().enumerate() {
        places.entry(&agency.id).or_insert(at);
    }
    let above: Vec<Option<usize>> =
        agencies.iter().map(|agency| places.get(agency.parent.as_ref()?).copied()).collect();
    let circles = in_circles(&above);
    for (at, agency) in agencies.iter().enumerate() {
        let Some(parent) = &agency.parent else { continue };
        let id = &agency.id.0;
        if above[at].is_none() {
            let help = match nearest(&parent.0, agencies.iter().map(|known| &*known.id.0)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "describe that agency too, or leave `parent` out".to_owned(),
            };
            let message = format!("the parent of \"{id}\", \"{}\", does not exist", parent.0);
            findings.add(agency.at, message, help);
        } else if circles[at] {
            let message = format!("going up from \"{id}\" leads back to it");
            findings.add(agency.at, message, "correct one of the `parent` lines on the way");
        }
    }
}

/// Whether going up from each leads back to it. Each is visited once: a walk ends where an earlier one has been.
fn in_circles(above: &[Option<usize>]) -> Vec<bool> {
    let mut walks = vec![None; above.len()];
    let mut circles = vec![false; above.len()];
    for start in 0..above.len() {
        let mut next = Some(start);
        while let Some(at) = next {
            if walks[at].is_none() {
                walks[at] = Some(start);
                next = above[at];
                continue;
            }
            // Where this walk met itself, it has been once around.
            let mut circle = (walks[at] == Some(start)).then_some(at);
            while let Some(at) = circle.filter(|&at| !circles[at]) {
                circles[at] = true;
                circle = above[at];
            }
            break;
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::in_circles;
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
    fn only_those_in_the_circle_lead_back_to_themselves() {
        let above = [Some(1), Some(2), Some(3), Some(1), Some(0), Some(5), None, Some(6)];
        assert_eq!(in_circles(&above), [false, true, true, true, false, true, false, false]);
    }

    #[test]
    fn a_line_of_parents_is_left_alone() {
        let agencies = vec![below("phong", "cuc"), below("cuc", "bo"), agency("bo", "Bộ")];
        assert!(found_in("agency/parent-unknown", |c| c.agencies = agencies).is_empty());
    }
}
