//! Every link leads somewhere.

use std::collections::BTreeMap;

use super::*;

/// The values of an attribute, as they are read.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let read = |piece: &'a str| piece.split('"').next().unwrap().replace("&amp;", "&");
    html.split(&start).skip(1).map(read).collect()
}

/// The file a link of a page leads to; `None` if it leads out of the site.
fn target(page: &str, link: &str) -> Option<String> {
    if link.contains(':') {
        return None;
    }
    let path = link.split(['#', '?']).next().unwrap();
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { page.split('/').collect() };
    parts.pop();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop().expect("no link leads above the root");
        } else {
            parts.push(part);
        }
    }
    let folder = parts.join("/");
    let is_folder = path.ends_with(['/', '.']);
    Some(if !is_folder {
        folder
    } else if folder.is_empty() {
        "index.html".to_owned()
    } else {
        format!("{folder}/index.html")
    })
}

fn assert_links_lead_somewhere(files: &BTreeMap<String, String>) {
    let mut followed = 0;
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in attributes(html, "href").iter().chain(&attributes(html, "src")) {
            // Only the page of no address may name the root: nobody knows where it is read.
            assert!(path == "404.html" || !link.starts_with('/'), "{path} has {link}");
            let Some(file) = target(path, link) else { continue };
            assert!(files.contains_key(&file), "{path} has {link}, which would be {file}");
            if let Some((_, id)) = link.split_once('#') {
                assert!(files[&file].contains(&format!(" id=\"{id}\"")), "{path} has {link}");
            }
            followed += 1;
        }
    }
    assert!(followed > 300, "{followed}");
}

#[test]
fn every_link_of_every_page_leads_to_a_file() {
    assert_links_lead_somewhere(&sample());
}

#[test]
fn so_do_those_of_lists_in_pages_and_of_a_site_without_a_server() {
    let options = SiteOptions { links: Links::Files, page_size: 1, ..SiteOptions::default() };
    let files = site_of(&fixture::catalogue(), &options);
    assert!(files.contains_key("co-quan/trang/2/index.html"));
    assert_links_lead_somewhere(&files);
    let folders = files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html");
    for (path, html) in folders {
        let relative = attributes(html, "href").into_iter().filter(|link| !link.contains(':'));
        assert!(relative.clone().all(|link| !link.ends_with('/')), "{path}");
    }
}

#[test]
fn a_site_in_one_language_and_without_a_base_has_neither_english_nor_whole_addresses() {
    let mut catalogue = fixture::catalogue();
    catalogue.site.english = false;
    catalogue.site.base_url = None;
    let files = site_of(&catalogue, &SiteOptions::default());
    assert_links_lead_somewhere(&files);
    assert!(
        !files.keys().any(|path| path.starts_with("en/") || path.contains("sitemap") || path.ends_with("feed.xml"))
    );
    assert!(!files["thu-tuc/1.001193/index.html"].contains("canonical"));
}

#[test]
fn every_procedure_is_led_to_from_a_list_but_internal_ones() {
    let files = sample();
    let lists = ["a-z/", "cap/", "co-quan/", "linh-vuc/", "nhom-dich-vu/", "en/a-z/"];
    for (segment, listed) in [("1.001193", true), ("~201.014325", true), ("1.014955-Xoa", true), ("2.000001", false)] {
        let led = files.iter().any(|(path, html)| {
            lists.iter().any(|list| path.starts_with(list)) && html.contains(&format!("thu-tuc/{segment}/\""))
        });
        assert_eq!(led, listed, "{segment}");
        assert!(files.contains_key(&format!("thu-tuc/{segment}/index.html")));
        assert!(files.contains_key(&format!("thu-tuc/{segment}/index.json")));
    }
    assert!(!files["sitemap.xml"].contains("2.000001"));
    assert!(files["thu-tuc/2.000001/index.html"].contains("<meta name=\"robots\" content=\"noindex\">"));
}
