//! What pages and redirects say of the addresses of datasets, which are read after everything else was checked.

use crate::catalogue::{Catalogue, Language, Page, PublishedDataset};
use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::Location;
use crate::site::routes::{Address, Section, inner_address, is_web};

/// Redirects from where a dataset stands, and links of editors' pages to datasets that are not there.
///
/// `known` are the ids of all datasets, those with errors too: what is wrong with these is said of them.
pub fn check_dataset_addresses(catalogue: &Catalogue, datasets: &[Dataset], known: &[&str]) -> Vec<Diagnostic> {
    let mut found = redirects(catalogue, datasets);
    found.extend(catalogue.pages.iter().flat_map(|page| links(page, known)));
    found.extend(catalogue.published_datasets.iter().filter_map(|entry| successor(catalogue, entry, known)));
    found
}

/// A successor of a withdrawn dataset that leads nowhere.
fn successor(catalogue: &Catalogue, entry: &PublishedDataset, known: &[&str]) -> Option<Diagnostic> {
    let successor = entry.withdrawal.as_ref()?.successor.as_deref()?;
    let itself = *successor == *entry.id;
    let has_page =
        known.contains(&successor) || catalogue.published_datasets.iter().any(|other| *other.id == *successor);
    if !itself && (has_page || is_web(successor)) {
        return None;
    }
    let wrong = if itself { "is the dataset itself" } else { "is neither a dataset nor an address" };
    let near = nearest(successor, known.iter().copied().filter(|id| *id != &*entry.id));
    let help = match near {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => {
            "write the id of a dataset, or an address that begins with https://; or leave `successor` out".to_owned()
        }
    };
    let message = format!("the successor of {}, \"{successor}\", {wrong}", entry.id);
    Some(Diagnostic::error("codes/successor-unknown", entry.at, message).help(help))
}

/// The folder of a dataset's page in a language, in small letters, with a slash at its end.
fn folder(language: Language, id: &str) -> String {
    Address::item(Section::Dataset, language, id).as_str().to_lowercase()
}

fn redirects(catalogue: &Catalogue, datasets: &[Dataset]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for redirect in &catalogue.redirects {
        let Some(from) = inner_address(&redirect.from) else { continue };
        let path = from.path().to_lowercase();
        let stands = |dataset: &&Dataset| {
            Language::ALL.into_iter().any(|language| path.starts_with(&folder(language, &dataset.description.id)))
        };
        if let Some(dataset) = datasets.iter().find(stands) {
            let message = format!("a redirect cannot be from \"{}\": a dataset stands there", redirect.from);
            let mut finding = Diagnostic::error("address/taken", redirect.at, message)
                .help("delete the redirect, or rename the folder of the dataset");
            let place = Location::whole(dataset.description.file);
            finding.related.push((place, "this stands there".to_owned()));
            found.push(finding);
        }
    }
    found
}

fn links<'a>(page: &'a Page, known: &'a [&str]) -> impl Iterator<Item = Diagnostic> + 'a {
    let bodies = [&page.body.vi, &page.body.en].into_iter().flatten();
    bodies.flat_map(move |body| {
        let targets =
            body.value.source().split("](").skip(1).filter_map(|rest| rest.split([')', '#', '?', ' ']).next());
        targets.filter_map(move |target| {
            let address = inner_address(target)?;
            let rest = Language::ALL.into_iter().find_map(|language| {
                address.as_str().strip_prefix(Address::section(Section::Dataset, language).as_str())
            })?;
            // Deeper addresses are of files, lists and versions.
            let id = rest.strip_suffix('/').filter(|id| !id.is_empty() && !id.contains('/'))?;
            if known.contains(&id) {
                return None;
            }
            let near = nearest(id, known.iter().copied()).map(|near| format!(": is it \"{near}\"?"));
            let message = format!("there is no dataset \"{id}\"{}", near.unwrap_or_default());
            let finding = Diagnostic::warning("link/dataset-unknown", body.origin.location, message);
            Some(finding.help("correct the link, or add the dataset"))
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::files::MemoryFiles;

    #[test]
    fn links_and_redirects_are_held_against_the_datasets_there_are() {
        let files = MemoryFiles::default()
            .with("content/site.toml", "title = \"x\"\n")
            .with(
                "content/pages/a.md",
                "+++\ntitle = \"A\"\n+++\n[một](/du-lieu/tinh/) [hai](/du-lieu/tinn/#columns) [ba](/du-lieu/) \
                 [tệp](/du-lieu/tinh/tinh.csv)\n",
            )
            .with(
                "content/redirects.toml",
                "[[redirect]]\nfrom = \"/du-lieu/Tinh/cu/\"\nto = \"/\"\n[[redirect]]\nfrom = \"/du-lieu/cu/\"\nto = \"/\"\n",
            )
            .with("datasets/tinh/dataset.toml", "title = \"Tỉnh\"\nfile = \"a.csv\"\n")
            .with("datasets/tinh/a.csv", "Mã,Tên\n01,Hà Nội\n04,Cao Bằng\n");
        let found = crate::check_site(&files, None).diagnostics;
        let of = |rule: &str| -> Vec<&str> {
            found.iter().filter(|found| found.rule == rule).map(|found| &*found.message).collect()
        };
        assert_eq!(of("link/dataset-unknown"), ["there is no dataset \"tinn\": is it \"tinh\"?"]);
        assert_eq!(of("address/taken"), ["a redirect cannot be from \"/du-lieu/Tinh/cu/\": a dataset stands there"]);
    }
}
