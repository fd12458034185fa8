//! What a dataset lacks that makes its description incomplete, or invalid, in catalogues of other administrations.

use super::Description;
use crate::catalogue::Site;
use crate::diagnostic::Diagnostic;
use crate::files::Location;

impl Description {
    /// The address of mail to write to, without `mailto:`: its own, or that of the site.
    pub fn mail<'d>(&'d self, site: &'d Site) -> Option<&'d str> {
        let mail = |link: &'d str| link.strip_prefix("mailto:").filter(|mail| is_mail(mail));
        self.contact.as_deref().and_then(mail).or_else(|| site.report.as_deref().and_then(mail))
    }

    /// Findings about what is missing, each with the line to add.
    pub fn missing(&self, site: &Site) -> Vec<Diagnostic> {
        let listing = &self.listing;
        let dated = listing.modified.or(listing.issued).or(self.retrieved).is_some();
        let own = self.licence.as_ref().is_some_and(|licence| licence.starts_with("LicenseRef-"));
        let lacks = [
            (
                self.description.as_ref().is_none_or(|text| text.vi.trim().is_empty()),
                "dataset/no-description",
                "nothing says what the dataset holds: catalogues get its title in place of a description",
                "description = { vi = \"...\", en = \"...\" }",
            ),
            (
                self.publisher.is_none() && site.publisher.is_none(),
                "dataset/no-publisher",
                "nothing says who publishes the dataset, neither here nor in site.toml",
                "publisher = { vi = \"...\", en = \"...\" }",
            ),
            (
                self.licence.is_none(),
                "dataset/no-licence",
                "nothing says under which licence the dataset may be used: without one nobody may",
                "licence = \"CC-BY-4.0\"",
            ),
            (
                own && listing.licence_url.is_none(),
                "dataset/no-licence",
                "nothing says where the publisher's own licence can be read",
                "licence_url = \"https://...\"",
            ),
            (
                self.mail(site).is_none(),
                "dataset/no-contact",
                "there is no address of mail, neither here nor as `report` in site.toml: data.json leaves the dataset out",
                "contact = \"mailto:...\"",
            ),
            (
                !dated,
                "dataset/no-day",
                "nothing says when the data is from: feeds and data.json leave the dataset out",
                "modified = 2026-01-31",
            ),
        ];
        let finding = |(_, rule, message, line): (bool, &'static str, &str, &str)| {
            // The same for all of them, so that they are shown together.
            let help = "add to dataset.toml, above the first [[column]]:";
            Diagnostic::warning(rule, Location::whole(self.file), message).help(help).paste(line)
        };
        lacks.into_iter().filter(|(lacks, ..)| *lacks).map(finding).collect()
    }
}

/// Whether a text is one address of mail, as data.json wants it.
fn is_mail(text: &str) -> bool {
    let plain = |part: &str, more: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || more.contains(c))
    };
    text.split_once('@').is_some_and(|(name, host)| {
        plain(name, "~!$&'()*+,;=:.-")
            && plain(host, ".-")
            && host.rsplit_once('.').is_some_and(|(host, end)| !host.is_empty() && !end.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_mail_is_told_from_what_only_looks_like_one() {
        assert!(is_mail("gop-y@motcua.example") && is_mail("a.b+c@x.gov.vn"));
        assert!(
            !["", "a", "a@b", "@b.vn", "a@.vn", "a b@c.vn", "a@b.vn?subject=x", "a@b.vn,c@d.vn"]
                .into_iter()
                .any(is_mail)
        );
    }
}
