use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::site::routes::inner_address;

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
    // What is no address is another rule's.
    let path = |from: &str| Some(inner_address(from)?.path().to_lowercase());
    let all = context.catalogue.redirects.iter();
    let mut redirects: Vec<_> = all.filter_map(|redirect| Some((path(&redirect.from)?, redirect))).collect();
    redirects.sort_by(|a, b| (&a.0, a.1.at).cmp(&(&b.0, b.1.at)));
    for pair in redirects.windows(2) {
        let [(path, earlier), (other, later)] = pair else { continue };
        if path == other {
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
        let redirects = vec![redirect("/cu/", "/a/"), redirect("/Cu/index.html", "/b/")];
        assert_eq!(found_in("redirect/duplicate", |c| c.redirects = redirects).len(), 1);
    }

    #[test]
    fn two_addresses_to_one_page_are_left_alone() {
        let redirects = vec![redirect("/cu/", "/a/"), redirect("/cu-hon/", "/a/")];
        assert!(found_in("redirect/duplicate", |c| c.redirects = redirects).is_empty());
    }
}
