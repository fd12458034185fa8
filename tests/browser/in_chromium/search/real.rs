//! The scripts with the module that is published, over an index of the sample portal's procedures.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use motcua::catalogue::{Catalogue, Language};
use motcua::files::DiskFiles;
use motcua::search::writer::{self, Layout};
use motcua::search::{Corpus, Document, Facet, Kind, Label, Suggestion, local};

use super::same::questions::Seeded;
use super::{INPUT, results, watched};
use crate::harness::{Browser, Site};

/// The names of the procedures, and nothing else of them.
struct Names(Catalogue);

impl Corpus for Names {
    fn len(&self) -> usize {
        self.0.procedures.len()
    }

    fn document(&self, at: usize) -> Document<'_> {
        let procedure = &self.0.procedures[at];
        let name = procedure.name.get(Language::Vi).map_or("", |(name, _)| &*name.value);
        let mut document = Document::new(Kind::Procedure, name, format!("thu-tuc/{}/", procedure.code));
        document.code = (&*procedure.code).into();
        document.facets = vec![(0, u32::from(name.contains("khai sinh")))];
        document.record = true;
        document
    }

    fn columns(&self) -> Vec<Facet> {
        let value = |id: &str, label: &str| (id.to_owned(), Label { vi: label.to_owned(), en: String::new() });
        vec![Facet { id: "field".to_owned(), values: vec![value("khac", "Khác"), value("ho-tich", "Hộ tịch")] }]
    }

    fn suggestions(&self) -> Vec<Suggestion> {
        let both = |text: &str| Label { vi: text.to_owned(), en: text.to_owned() };
        vec![Suggestion { label: both("Mọi lĩnh vực"), address: both("linh-vuc/") }]
    }
}

/// The sample portal with that index.
fn portal() -> Option<(Browser, Site)> {
    let (browser, site) = (Browser::start()?, Site::of_portal()?);
    let files = DiskFiles::new(env!("CARGO_MANIFEST_DIR")).expect("the project");
    let names = Names(motcua::check_sources(&files, None).catalogue);
    Some((browser, written(site, &names)))
}

/// The site with the index of another corpus.
pub fn written(site: Site, corpus: &dyn Corpus) -> Site {
    let written = Mutex::new(BTreeMap::new());
    let put = |name: &str, bytes: &[u8]| -> Result<(), ()> {
        written.lock().map_err(|_| ())?.insert(name.to_owned(), bytes.to_vec());
        Ok(())
    };
    writer::write(corpus, &Layout::default(), &put).expect("nothing fails");
    let written = written.into_inner().expect("no thread panicked");
    written.iter().fold(site, |site, (name, bytes)| site.with(&format!("search/{name}"), bytes))
}

#[test]
fn words_without_marks_find_the_page() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    page.type_into(INPUT, "dang ky khai sinh");
    page.wait_until("document.querySelector('[role=option]')?.pathname === '/thu-tuc/1.001193/'");
    page.press("ArrowDown");
    page.press("Enter");
    page.wait_until("location.pathname === '/thu-tuc/1.001193/'");
    page.assert_clean();
}

#[test]
fn the_search_page_lists_filters_and_quotes() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=khai+sinh");
    assert_eq!(page.evaluate("document.querySelector('#search-results a').pathname"), "/thu-tuc/1.001193/");
    assert_eq!(page.visible_texts("#search-results li:first-child h3 mark"), ["khai sinh"]);
    page.wait_until("!!document.querySelector('#search-results .excerpt mark')");
    // A passage begins and ends as sentences do, or shows that it was cut out.
    let whole = r"/^(… |[\p{Lu}\p{N}“(]).*([.!?:;)”]| …)$/u";
    let excerpts = "[...document.querySelectorAll('.excerpt')].filter((excerpt) => excerpt.querySelector('mark'))";
    let cut = page
        .evaluate(&format!("{excerpts}.map(({{ textContent }}) => textContent).filter((text) => !{whole}.test(text))"));
    assert_eq!(cut, serde_json::json!([]));
    let page = results(&browser, &site, "q=dang+ky");
    // On a narrow screen nothing is counted until somebody wants to choose.
    assert_eq!(page.evaluate("document.querySelector('#search-choices').children.length"), 0);
    page.evaluate("document.querySelector('#search-facets summary').click()");
    page.wait_until("!!document.querySelector('#search-field-ho-tich')");
    page.evaluate("document.querySelector('#search-field-ho-tich').click()");
    page.wait_until("document.querySelector('#search-results').ariaBusy === 'false'");
    page.wait_until("[...document.querySelectorAll('#search-results h3')].every(({ textContent }) => /khai sinh/.test(textContent))");
    page.assert_clean();
}

/// A question whose page of results stands in several blocks, with the name of one in their midst.
fn in_blocks(read: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let mut engine = local::open(read).expect("an index");
    engine.ask("dang ky", "facets=1&page=2");
    let mut blocks = Vec::new();
    let note = |name: &str| {
        let bytes = read(name)?;
        Some((name.to_owned(), local::unpack(&bytes).ok()?))
    };
    loop {
        let wanted: Vec<_> = engine.wanted().iter().filter_map(|name| note(name)).collect();
        if wanted.is_empty() {
            return blocks.remove(1);
        }
        for (name, bytes) in wanted {
            if bytes[2] == b'd' {
                blocks.push(name.clone());
            }
            assert!(engine.supply(&name, bytes));
        }
    }
}

#[test]
fn no_result_is_put_between_others() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_portal()) else { return };
    let site = written(site, &Seeded(900));
    let block = format!("search/{}", in_blocks(&|name| site.read(&format!("search/{name}"))));
    let query = "tim-kiem/?q=dang+ky&page=2";
    let site = site.late(&block, Duration::from_millis(900));
    let page = browser.open(&site.url(query));
    let seen = watched(&page);
    let last = seen.last().expect("rows");
    assert_eq!(last.len(), 10);
    assert!(seen.iter().all(|rows| last.starts_with(rows)), "{seen:#?}");
    // Without the block for good: fewer rows, and word of it.
    let site = site.without(&block).late("", Duration::ZERO);
    let page = browser.open(&site.url(query));
    watched(&page);
    assert!(page.visible_texts("#search-results h3").len() < 10);
    page.wait_until("document.querySelector('#search-missing').checkVisibility()");
}

#[test]
fn nothing_found_leads_on() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=qwrtzxcv");
    assert_eq!(page.visible_texts("#search-count"), ["Không tìm thấy “qwrtzxcv”"]);
    assert_eq!(page.visible_texts("#search-note a"), ["Mọi lĩnh vực"]);
    page.assert_clean();
}

#[test]
fn bytes_that_are_no_index_leave_the_page_whole() {
    let Some((browser, site)) = portal() else { return };
    let site = site.with("search/root.bin", &super::stored("no index"));
    let page = browser.open(&site.url("tim-kiem/?q=khai"));
    page.wait_until("document.querySelector('.search-off').checkVisibility()");
    page.assert_clean();
}
