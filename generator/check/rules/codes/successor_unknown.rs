use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::diagnostic::nearest;

rule! {
    /// The successor of a withdrawn procedure or dataset does not exist
    ///
    /// The page of a withdrawn procedure leads on to its successor, and so does that of a withdrawn dataset, whose successor may
    /// also stand elsewhere: `https://...`. A successor without a page leads people nowhere, and one that is the thing itself
    /// leads them in a circle.
    ///
    /// **Example:** `successor = "1.00119"` in `content/codes.lock`.
    ///
    /// **To mend:** correct the code, or leave `successor` out.
    "codes/successor-unknown", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let published = &context.catalogue.published;
    for page in published {
        let Some(successor) = &page.successor else { continue };
        let itself = *successor == page.code;
        let has_page =
            || context.procedure(successor).is_some() || published.iter().any(|other| other.code == *successor);
        if !itself && has_page() {
            continue;
        }
        let wrong = if itself { "is the procedure itself" } else { "has no page" };
        let codes = context.catalogue.procedures.iter().map(|procedure| &*procedure.code);
        let help = match nearest(successor, codes).filter(|near| **near != *page.code) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "correct the code, or leave `successor` out".to_owned(),
        };
        let message = format!("the successor of {}, \"{successor}\", {wrong}", page.code);
        findings.add(page.at, message, help).subject = Some(page.code.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Published;
    use crate::check::harness::{found_in, published};

    fn succeeded(successor: &str) -> Vec<String> {
        let page = Published { successor: Some(successor.into()), ..published("1.000999") };
        found_in("codes/successor-unknown", |c| c.published = vec![page])
    }

    #[test]
    fn successors_without_a_page_are_found() {
        assert_eq!(succeeded("1.00119"), ["the successor of 1.000999, \"1.00119\", has no page"]);
        assert_eq!(succeeded("1.000999"), ["the successor of 1.000999, \"1.000999\", is the procedure itself"]);
    }

    #[test]
    fn a_successor_with_a_page_is_left_alone() {
        assert!(succeeded("1.001193").is_empty());
    }
}
