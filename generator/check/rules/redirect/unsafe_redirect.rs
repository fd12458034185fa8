use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::site::routes::{inner_address, inner_target, is_web};

rule! {
    /// A redirect from or to an address that cannot be one
    ///
    /// A redirect becomes a file of this site and a line of the host's configuration. Its `from` is a path of this site;
    /// its `to` a path, with `#` and a place in the page or without, or an address of the web. `//host/` would lead to
    /// another host, `..` out of the site; a space or a quotation mark would spoil the configuration, and `*`, `:` and `?`
    /// have a meaning there.
    ///
    /// **Example:** `from = "thu-tuc/cu"` without the first slash; `to = "//example.vn/"`.
    ///
    /// **To mend:** write `/thu-tuc/cu/`, or the whole address beginning with `https://`.
    "redirect/unsafe", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for redirect in &context.catalogue.redirects {
        if inner_address(&redirect.from).is_none() {
            let message = format!("a redirect cannot be from \"{}\"", redirect.from.escape_debug());
            findings.add(redirect.at, message, "write a path from the root of the site, such as /thu-tuc/cu/");
        }
        if inner_target(&redirect.to).is_none() && !is_web(&redirect.to) {
            let message = format!("a redirect cannot be to \"{}\"", redirect.to.escape_debug());
            findings.add(redirect.at, message, "write a path such as /thu-tuc/1.001193/, or an address with https://");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found_in, redirect};

    #[test]
    fn addresses_that_cannot_be_are_found() {
        let one = |from, to| found_in("redirect/unsafe", |c| c.redirects = vec![redirect(from, to)]);
        assert_eq!(one("thu-tuc/cu", "/moi/"), ["a redirect cannot be from \"thu-tuc/cu\""]);
        for from in ["/a?b", "/a#b", "/a/*", "/a:b", "/a//b", "/..", "//"] {
            assert_eq!(one(from, "/moi/").len(), 1, "{from}");
        }
        for to in ["//example.vn/", "javascript:alert(1)", "/a/../../b", "/a b", "https://\"", "moi", "/a?b", "/a//b"] {
            assert_eq!(one("/cu/", to).len(), 1, "{to}");
        }
    }

    #[test]
    fn paths_and_addresses_are_left_alone() {
        let redirects = vec![
            redirect("/thu-tuc/cũ/", "/thu-tuc/1.001193/"),
            redirect("/a/", "/b/#phi"),
            redirect("/", "https://example.vn/a?b=c#d"),
        ];
        assert!(found_in("redirect/unsafe", |c| c.redirects = redirects).is_empty());
    }
}
