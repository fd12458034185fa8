use crate::catalogue::{Origin, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::quote_whole;
use crate::check::rule::rule;
use crate::diagnostic::Severity;
use crate::files::Location;
use crate::site::routes::is_web;

rule! {
    /// A link that does not lead to a page of the web
    ///
    /// Links of a procedure begin with `https://` or `http://`. A `javascript:` link would run a stranger's program in
    /// the reader's browser; a path without a host leads into this site, where there is nothing.
    ///
    /// **Example:** `form_url = "to-khai.docx"`, `url = "www.chinhphu.vn"`.
    ///
    /// **To mend:** write the whole address, or leave it out. It is an error in a file of an editor; a link of an
    /// official record is left out of the page, with a warning.
    "link/unsafe", Error, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let mut look = |url: Option<&str>, what: &str, at: Location, origin: Origin| {
        let Some(url) = url.filter(|url| !is_web(url)) else { return };
        let message = format!("the link to {what} does not lead to a page of the web: {}", quote_whole(url));
        if context.is_official(origin) {
            let finding = findings.add(at, message, "pages leave it out; write the address in an overlay");
            finding.severity = Severity::Warning;
        } else {
            findings.add(at, message, "write the whole address, beginning with https://, or leave it out");
        }
    };
    if let Some(page) = &procedure.official_page {
        look(Some(&page.value), "the official page", page.origin.location, page.origin);
    }
    if let Some(basis) = &procedure.legal_basis {
        basis.value.iter().for_each(|legal| look(legal.url.as_deref(), "a legal document", legal.at, basis.origin));
    }
    if let Some(groups) = &procedure.documents {
        for document in groups.value.iter().flat_map(|group| &group.documents) {
            document.forms.iter().for_each(|form| look(form.url.as_deref(), "a form", document.at, groups.origin));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found, sourced};

    fn linked(url: &str) -> Vec<String> {
        found("link/unsafe", |p| p.official_page = Some(sourced(url.into())))
    }

    #[test]
    fn links_that_are_none_of_the_web_are_found() {
        assert_eq!(
            linked("javascript:alert(1)"),
            ["the link to the official page does not lead to a page of the web: “javascript:alert(1)”"]
        );
        for url in [
            "//evil.example/",
            "www.chinhphu.vn",
            "/a.docx",
            "http:///a",
            "https://a.vn/\nb",
            "https:\\\\a.vn",
            "é",
            "https://a.vn/<b>",
        ] {
            assert_eq!(linked(url).len(), 1, "{url}");
        }
    }

    #[test]
    fn addresses_of_the_web_are_left_alone() {
        for url in ["https://dichvucong.gov.vn/p/1?a=b#c", "HTTP://10.0.0.1:80/", "https://tiếng-việt.vn"] {
            assert!(linked(url).is_empty(), "{url}");
        }
    }
}
