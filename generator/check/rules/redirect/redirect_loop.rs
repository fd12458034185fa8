use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;

rule! {
    /// Redirects that lead in a circle
    ///
    /// A browser follows some twenty redirects and then shows an error of its own.
    ///
    /// **Example:** `/a/` to `/b/` and `/b/` to `/a/`; or an address that leads to itself.
    ///
    /// **To mend:** let one of them lead to a page.
    "redirect/loop", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let redirects = &context.catalogue.redirects;
    let next: BTreeMap<&str, &str> =
        redirects.iter().map(|redirect| (bare(&redirect.from), bare(&redirect.to))).collect();
    for redirect in redirects {
        let start = bare(&redirect.from);
        let mut at = next.get(start);
        let mut steps = 1;
        while let Some(&address) = at.filter(|&&address| address != start && steps <= redirects.len()) {
            at = next.get(address);
            steps += 1;
        }
        if at == Some(&start) {
            let message = format!(
                "\"{}\" leads back to itself in {steps} step{}",
                redirect.from,
                if steps == 1 { "" } else { "s" }
            );
            findings.add(redirect.at, message, "let one of the redirects lead to a page");
        }
    }
}

/// An address without what does not make it another page.
fn bare(address: &str) -> &str {
    address.split(['#', '?']).next().unwrap_or(address).trim_end_matches("index.html").trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found_in, redirect};

    #[test]
    fn circles_are_found() {
        let circle =
            vec![redirect("/a/", "/b"), redirect("/b/", "/a/#x"), redirect("/c/", "/a/"), redirect("/d/", "/d")];
        assert_eq!(
            found_in("redirect/loop", |c| c.redirects = circle),
            [
                "\"/a/\" leads back to itself in 2 steps",
                "\"/b/\" leads back to itself in 2 steps",
                "\"/d/\" leads back to itself in 1 step"
            ]
        );
    }

    #[test]
    fn a_line_of_redirects_is_left_alone() {
        let line = vec![redirect("/a/", "/b/"), redirect("/b/", "/c/"), redirect("/c/", "https://example.vn/a/")];
        assert!(found_in("redirect/loop", |c| c.redirects = line).is_empty());
    }
}
