use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;

rule! {
    /// Two redirects from one address
    ///
    /// An address leads to one place. Which of two a host would take depends on the host.
    ///
    /// **Example:** two `[[redirect]]` with `from = "/thu-tuc/cu/"`.
    ///
    /// **To mend:** delete one of them.
    "redirect/duplicate", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut redirects: Vec<_> = context.catalogue.redirects.iter().collect();
    redirects.sort_by_key(|redirect| (redirect.from.trim_end_matches('/'), redirect.at));
    for pair in redirects.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier.from.trim_end_matches('/') == later.from.trim_end_matches('/') {
            let message = format!("\"{}\" is redirected twice", later.from);
            let finding = findings.add(later.at, message, "delete one of them");
            finding.related.push((earlier.at, format!("it leads to \"{}\"", earlier.to)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found_in, redirect};

    #[test]
    fn an_address_that_is_redirected_twice_is_found() {
        let redirects = vec![redirect("/cu/", "/a/"), redirect("/cu", "/b/")];
        assert_eq!(found_in("redirect/duplicate", |c| c.redirects = redirects).len(), 1);
    }

    #[test]
    fn two_addresses_to_one_page_are_left_alone() {
        let redirects = vec![redirect("/cu/", "/a/"), redirect("/cu-hon/", "/a/")];
        assert!(found_in("redirect/duplicate", |c| c.redirects = redirects).is_empty());
    }
}
