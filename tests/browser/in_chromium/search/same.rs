//! The browser module gives the answers that the library gives natively, from the same files.

use std::path::Path;

use motcua::language::fold;
use motcua::search::{Corpus, Document, Engine, Facet, Kind, Label, Suggestion, local};
use serde_json::json;

use super::real::written;
use crate::harness::{Browser, Page, Site};
use questions::{Known, Seeded, Seeds, question};

#[path = "questions.rs"]
pub mod questions;

/// So many questions go to the page at a time, and so few answers at once come back over the pipe.
const BATCH: usize = 50;

/// A question, its options, and a text to quote from.
type Asked = [String; 3];

/// The site with a page on which the module that is published answers from its index.
fn with_driver(site: Site) -> Site {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/pkg");
    let files = ["search.js", "search_bg.wasm"];
    let site = files.iter().fold(site, |site, name| {
        let bytes = std::fs::read(package.join(name)).expect("`cargo xtask module` has built it");
        site.with(&format!("driver/{name}"), &bytes)
    });
    let icon = br#"<svg xmlns="http://www.w3.org/2000/svg"/>"#;
    site.with("driver/icon.svg", icon).with("driver/same.js", include_bytes!("same.js")).page(
        "driver/same.html",
        "<script src=\"search.js\"></script><script src=\"same.js\"></script>",
        "",
    )
}

/// Everything known of a question once all files it wants are there: the answer, to the byte, and an excerpt.
fn natively(engine: &mut Engine, site: &Site, asked: &Asked) -> [String; 2] {
    let [text, options, quoted] = asked;
    engine.ask(text, options);
    local::fill(engine, &|name| site.read(&format!("search/{name}")));
    [engine.answer(), engine.excerpt(quoted)]
}

fn in_page(page: &Page, batch: &[Asked]) -> Vec<[String; 2]> {
    let answers = page.evaluate(&format!("answer({})", json!(batch)));
    serde_json::from_value(answers).expect("two texts for each question")
}

/// Asks the page and the library one question after another, each of one engine: what is kept is to be the same too.
fn assert_same(browser: &Browser, site: Site, known: &Known, count: usize) {
    let site = with_driver(site);
    let page = browser.open(&site.url("driver/same.html"));
    let mut engine = local::open(&|name| site.read(&format!("search/{name}"))).expect("an index");
    let mut seeds = Seeds::new(count as u64);
    let asked: Vec<Asked> = (0..count)
        .map(|_| {
            let (text, options) = question(&mut seeds, known);
            [text, options, question(&mut seeds, known).0]
        })
        .collect();
    let (mut found, mut differ) = (0, Vec::new());
    for batch in asked.chunks(BATCH) {
        for (asked, there) in batch.iter().zip(in_page(&page, batch)) {
            let here = natively(&mut engine, &site, asked);
            found += usize::from(here[0].contains("\"title\""));
            if here != there {
                differ.push(format!("{asked:?}\n  native  {here:.400?}\n  browser {there:.400?}"));
            }
        }
    }
    let few = differ[..differ.len().min(3)].join("\n");
    assert!(differ.is_empty(), "{} of {count} differ (is web/pkg of this source?):\n{few}", differ.len());
    assert!(found * 2 > count, "only {found} of {count} questions found anything, and nothing is easily the same");
    page.assert_clean();
}

/// Titles and codes of all documents of an index.
fn titles(site: &Site) -> (Vec<String>, Vec<String>) {
    let read = |name: &str| site.read(&format!("search/{name}"));
    let mut engine = local::open(&read).expect("an index");
    let (mut titles, mut codes) = (Vec::new(), vec!["123/2015/NĐ-CP".to_owned()]);
    for (page, lang) in (1..).flat_map(|page| [(page, "vi"), (page, "en")]) {
        engine.ask("", &format!("lang={lang}&size=100&page={page}"));
        local::fill(&mut engine, &read);
        let hits = engine.hits();
        if hits.is_empty() {
            return (titles, codes);
        }
        for hit in hits {
            titles.push(hit.title);
            codes.extend(Some(hit.code).filter(|code| !code.is_empty()));
        }
    }
    (titles, codes)
}

#[test]
fn the_sample_portal_is_searched_in_the_page_as_it_is_natively() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_portal()) else { return };
    let (texts, codes) = titles(&site);
    let filters = ["kind:procedure", "kind:page", "type:national", "field:ho-tich", "online:full", "level:", "x:y"];
    let known = Known { texts, codes, filters: filters.map(str::to_owned).to_vec() };
    assert_same(&browser, site, &known, 700);
}

#[test]
fn an_index_of_many_files_is_searched_in_the_page_as_it_is_natively() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_portal()) else { return };
    let corpus = Seeded(900);
    let site = written(site, &corpus);
    let filters = ["field:a", "field:b", "field:", "x:y"].map(str::to_owned).to_vec();
    let known = Known { texts: corpus.titles(), codes: vec!["1.000012".to_owned()], filters };
    assert_same(&browser, site, &known, 300);
}
