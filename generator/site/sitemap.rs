//! What search engines read: `sitemap.xml` (sitemaps.org, at most 50,000 addresses a file) and `robots.txt`.

use std::fmt::Write as _;

use super::metadata::Record;
use super::prose::escape_into;
use super::render::Renderer;
use super::routes::{Address, Section};
use crate::catalogue::Language;
use crate::files::FileError;

/// The most addresses a file may hold.
const MOST: usize = 50_000;

/// Writes both; without a base there are no whole addresses and so no sitemap. Returns how many files.
pub(super) fn write(renderer: &Renderer<'_>) -> Result<usize, FileError> {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    let Some(base) = &renderer.base else {
        renderer.sink.put("robots.txt", robots.as_bytes())?;
        return Ok(1);
    };
    let _ = writeln!(robots, "Sitemap: {base}sitemap.xml");
    renderer.sink.put("robots.txt", robots.as_bytes())?;
    let files = split(base, &entries(renderer, base), MOST);
    for (path, xml) in &files {
        renderer.sink.put(path, xml.as_bytes())?;
    }
    Ok(files.len() + 1)
}

/// Every address worth finding, each as a `url` element.
fn entries(renderer: &Renderer<'_>, base: &str) -> Vec<String> {
    let index = renderer.index;
    let mut entries = Vec::with_capacity(index.order[0].len() + 1000);
    for &language in renderer.languages() {
        entries.push(url(&Address::home(language), base, None));
        for section in
            [Section::Letter, Section::Agency, Section::Field, Section::Level, Section::Group, Section::Changes]
        {
            entries.push(url(&Address::section(section, language), base, None));
        }
        if !index.laws.entries.is_empty() {
            entries.push(url(&Address::section(Section::Legal, language), base, None));
        }
        if super::dataset::has_indicators(renderer) {
            entries.push(url(&Address::section(Section::Indicator, language), base, None));
        }
        if renderer.eligibility.is_some() {
            entries.push(url(&Address::check_all(language), base, None));
        }
        for page in &index.catalogue.pages {
            if language == Language::Vi || page.title.en.is_some() {
                entries.push(url(&Address::page(language, &page.id), base, None));
            }
        }
        let lists = [
            (Section::Agency, &index.agencies),
            (Section::Field, &index.fields),
            (Section::Group, &index.groups),
            (Section::Legal, &index.laws),
        ];
        for (section, directory) in lists {
            for entry in &directory.entries {
                if language == Language::Vi || entry.name.en.is_some() {
                    entries.push(url(&Address::item(section, language, &entry.id), base, None));
                }
            }
        }
        if renderer.has_datasets() {
            entries.push(url(&Address::section(Section::Dataset, language), base, None));
        }
        for record in renderer.datasets.iter().map(|publication| Record::new(renderer, publication)) {
            entries.push(url(&record.page(language), base, record.modified().map(|day| day.iso())));
        }
        for archived in renderer.withdrawn.iter().filter(|archived| !archived.versions.is_empty()) {
            let changed = archived.withdrawn.withdrawal.date.iso();
            entries.push(url(&super::dataset::withdrawn_address(archived, language), base, Some(changed)));
        }
        for (at, (card, procedure)) in (0..).zip(index.cards.iter().zip(&index.catalogue.procedures)) {
            if card.listed && card.has[language as usize] {
                let changed = procedure.updated.as_ref().map(|date| date.value.iso());
                let address = Address::item(Section::Procedure, language, &card.segment);
                if renderer.eligibility.as_ref().is_some_and(|eligibility| eligibility.has(at)) {
                    entries.push(url(&address.check(language), base, None));
                }
                entries.push(url(&address, base, changed));
            }
        }
    }
    entries
}

fn url(address: &Address, base: &str, changed: Option<String>) -> String {
    let mut xml = String::with_capacity(base.len() + address.as_str().len() + 80);
    xml.push_str("<url><loc>");
    escape_into(&address.absolute(base), &mut xml);
    xml.push_str("</loc>");
    if let Some(changed) = changed {
        ["<lastmod>", &changed, "</lastmod>"].iter().for_each(|part| xml.push_str(part));
    }
    xml.push_str("</url>\n");
    xml
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// One file, or an index of several with at most `most` entries each.
fn split(base: &str, entries: &[String], most: usize) -> Vec<(String, String)> {
    let set = |entries: &[String]| format!("{HEAD}<urlset {NAMESPACE}>\n{}</urlset>\n", entries.concat());
    if entries.len() <= most {
        return vec![("sitemap.xml".to_owned(), set(entries))];
    }
    let mut files = Vec::new();
    let mut index = format!("{HEAD}<sitemapindex {NAMESPACE}>\n");
    for (number, part) in (1..).zip(entries.chunks(most)) {
        let path = format!("sitemap-{number}.xml");
        index.push_str("<sitemap><loc>");
        escape_into(&format!("{base}{path}"), &mut index);
        index.push_str("</loc></sitemap>\n");
        files.push((path, set(part)));
    }
    index.push_str("</sitemapindex>\n");
    files.insert(0, ("sitemap.xml".to_owned(), index));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_sitemap_is_an_index_of_smaller_ones() {
        let entries: Vec<String> = (0..5).map(|at| format!("<url>{at}</url>")).collect();
        let files = split("https://a.vn/", &entries, 2);
        let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        assert!(files[0].1.contains("<loc>https://a.vn/sitemap-3.xml</loc>"));
        assert_eq!(split("https://a.vn/", &entries, 5).len(), 1);
    }
}
