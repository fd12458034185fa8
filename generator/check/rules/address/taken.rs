use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::catalogue::Redirect;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::dataset::versions::VersionId;
use crate::files::Location;
use crate::site::addresses;
use crate::site::routes::{Section, inner_address, is_own_file, is_reserved};

rule! {
    /// Two things that want one address
    ///
    /// An address is one file of the site. A page cannot be called like a folder or a file of the site itself, a redirect
    /// cannot stand where a page stands, and an address can be recorded once. Capitals make no difference, because
    /// many file systems know none.
    ///
    /// **Example:** `content/pages/thu-tuc.md`; a redirect from `/thu-tuc/1.001193/` while that procedure is published;
    /// two entries of one code in `content/codes.lock`.
    ///
    /// **To mend:** rename the page, or delete the redirect or the second entry.
    "address/taken", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for page in context.catalogue.pages.iter().filter(|page| is_reserved(&page.id)) {
        let message = format!("a page cannot be called \"{}\": the site itself stands there", page.id);
        findings.add(page.at, message, "rename the file, and the links to it");
    }
    recorded_twice(context, findings);
    redirects(context, findings);
}

fn recorded_twice(context: &Context<'_>, findings: &mut Findings<'_>) {
    let procedures = context.catalogue.published.iter().map(|entry| (Section::Procedure, &*entry.code, entry.at, None));
    let datasets = context.catalogue.published_datasets.iter();
    let datasets = datasets.map(|entry| (Section::Dataset, &*entry.id, entry.at, entry.version.as_deref()));
    let mut published: Vec<_> = procedures.chain(datasets).collect();
    published.sort();
    for pair in published.windows(2) {
        let [(section, code, upper, upper_version), (other_section, other, lower, lower_version)] = *pair else {
            continue;
        };
        if (section, code) == (other_section, other) {
            // Two branches that each recorded a version are the common cause: the later one is the state there is.
            let help = "delete one of the two entries";
            let help = match lower_version.and_then(VersionId::parse).cmp(&upper_version.and_then(VersionId::parse)) {
                Ordering::Greater => format!("{help}: the {} of this one is the later", shown(lower_version)),
                Ordering::Less => format!("{help}: the {} of the other one is the later", shown(upper_version)),
                Ordering::Equal => help.to_owned(),
            };
            let finding = findings.add(lower, format!("{code} is recorded twice"), help);
            finding.related.push((upper, "the other one".to_owned()));
        }
    }
}

fn shown(version: Option<&str>) -> String {
    format!("version {}", version.unwrap_or_default())
}

/// Redirects where something else stands: at their file, above it, or below it.
fn redirects(context: &Context<'_>, findings: &mut Findings<'_>) {
    let redirects = &context.catalogue.redirects;
    let wanted: Vec<(String, &Redirect)> = redirects
        .iter()
        .filter_map(|redirect| Some((inner_address(&redirect.from)?.path().to_lowercase(), redirect)))
        .collect();
    if wanted.is_empty() {
        return;
    }
    let mut files: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (path, _)) in wanted.iter().enumerate() {
        files.entry(path).or_default().push(at);
        above(path).for_each(|folder| folders.entry(folder).or_default().push(at));
    }
    let mut taken: BTreeMap<usize, (String, Option<Location>)> = BTreeMap::new();
    let mut meet = |path: &str, shown: &str, place: Option<Location>| {
        let here = [files.get(path), folders.get(path)].into_iter().chain(above(path).map(|folder| files.get(folder)));
        for &at in here.flatten().flatten() {
            taken.entry(at).or_insert_with(|| (shown.to_owned(), place));
        }
    };
    addresses(context.catalogue, wanted.iter().any(|(path, _)| is_below_lists(path)), &mut |address, place| {
        meet(&address.path().to_lowercase(), address.as_str(), place);
    });
    // Sitemaps are as many as it takes.
    for (at, (path, _)) in wanted.iter().enumerate() {
        let first = path.split('/').next().filter(|first| *first != "index.html" && is_own_file(first));
        if let Some(first) = first {
            taken.entry(at).or_insert_with(|| (first.to_owned(), None));
        }
    }
    for (at, (shown, place)) in taken {
        let redirect = wanted[at].1;
        let message = format!("a redirect cannot be from \"{}\": the site has /{shown}", redirect.from);
        let finding = findings.add(redirect.at, message, "delete the redirect, or what stands at its address");
        finding.related.extend(place.map(|place| (place, "this stands there".to_owned())));
    }
    // A file of one redirect where another needs a folder; two of one address are another rule's.
    for (path, redirect) in &wanted {
        for &at in above(path).filter_map(|folder| files.get(folder)).flatten() {
            let message = format!("\"{}\" would stand below \"{}\", which is a file", redirect.from, wanted[at].1.from);
            let finding = findings.add(redirect.at, message, "delete one of the two redirects");
            finding.related.push((wanted[at].1.at, "the file".to_owned()));
        }
    }
}

/// The folders above a file.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether a path lies where lists stand, whose addresses take a while to find.
fn is_below_lists(path: &str) -> bool {
    let folder = path.strip_prefix("en/").unwrap_or(path).split('/').next().unwrap_or_default();
    use crate::catalogue::Language::{En, Vi};
    let lists = Section::ALL.into_iter().filter(|section| !matches!(section, Section::Procedure | Section::Changes));
    lists.flat_map(|section| [section.folder(Vi), section.folder(En)]).any(|list| list == folder)
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{found_in, page, published, redirect};

    fn redirected(from: &str) -> Vec<String> {
        found_in("address/taken", |c| {
            c.pages = vec![page("gioi-thieu", 1), page("a.html", 2)];
            c.published = vec![published("1.000999")];
            c.redirects = vec![redirect(from, "https://example.vn/")];
        })
    }

    #[test]
    fn redirects_from_what_stands_are_found() {
        assert_eq!(
            redirected("/thu-tuc/1.001193"),
            ["a redirect cannot be from \"/thu-tuc/1.001193\": the site has /thu-tuc/1.001193/"]
        );
        for from in [
            "/",
            "/index.html",
            "/en/",
            "/gioi-thieu/index.html",
            "/Gioi-Thieu/",
            "/robots.txt",
            "/sitemap-2.xml/",
            "/assets/x/",
            "/thu-tuc/",
            "/thu-tuc/1.000999/",
            "/co-quan/bo-tu-phap/",
            "/co-quan/bo-tu-phap/trang/2/",
            "/a.html",
            "/404.html",
            "/_redirects",
        ] {
            assert_eq!(redirected(from).len(), 1, "{from}");
        }
    }

    #[test]
    fn redirects_from_elsewhere_are_left_alone() {
        for from in ["/thu-tuc/cu/", "/co-quan/cu/", "/gioi-thieu.html", "/cu/gioi-thieu/", "/en/cu/"] {
            assert!(redirected(from).is_empty(), "{from}");
        }
    }

    #[test]
    fn a_redirect_below_another_that_is_a_file_is_found() {
        let both = vec![redirect("/cu.html", "/a/"), redirect("/cu.html/x/", "/a/")];
        assert_eq!(
            found_in("address/taken", |c| c.redirects = both),
            ["\"/cu.html/x/\" would stand below \"/cu.html\", which is a file"]
        );
    }

    #[test]
    fn reserved_pages_and_codes_recorded_twice_are_found() {
        for id in ["thu-tuc", "en", "co-quan", "robots.txt", "assets", "Sitemap.xml"] {
            assert_eq!(found_in("address/taken", |c| c.pages = vec![page(id, 1)]).len(), 1, "{id}");
        }
        let twice = vec![published("1.000999"), published("1.000998"), published("1.000999")];
        assert_eq!(found_in("address/taken", |c| c.published = twice), ["1.000999 is recorded twice"]);
    }
}
