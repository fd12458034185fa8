//! web/scripts/search/, on the sample portal, with answers known by heart.
//!
//! `fake.js` has the face of the search module: what is tested here is what the scripts do with answers.

mod combobox;
mod failing;
mod page;
mod real;
mod same;

use crate::harness::{Browser, Page, Site};

/// The module's stand-in, and the worker behind it.
const WORKER: &str = concat!(
    include_str!("fake.js"),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/scripts/search/worker.js"))
);

const INPUT: &str = "[name=q]";

/// A file of the index as it is stored: deflated, here into one block that is as it was.
fn stored(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("a short text");
    let mut bytes = vec![1];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(text.bytes());
    bytes
}

/// The sample portal with the stand-in and the files it wants.
fn portal() -> Option<(Browser, Site)> {
    let (browser, site) = (Browser::start()?, Site::of_portal()?);
    let worker = site.asset("worker.");
    let site = site.with(&worker, WORKER.as_bytes()).with("search/root.bin", &stored("root 1"));
    let site = ["head", "t1", "docs"]
        .iter()
        .fold(site, |site, name| site.with(&format!("search/{name}.bin"), &stored("good")));
    Some((browser, site))
}

/// Watches the list until it is done: what each row said, every time any of them changed.
fn watched(page: &Page) -> Vec<Vec<String>> {
    let rows = page.evaluate(
        "new Promise((done) => {
            const list = document.querySelector('#search-results');
            const seen = [];
            const look = () => {
                const rows = [...list.querySelectorAll('h3')].map(({ textContent }) => textContent);
                if (rows.join() !== seen.at(-1)?.join()) seen.push(rows);
                if (list.ariaBusy === 'false') done(seen);
                else setTimeout(look, 5);
            };
            look();
        })",
    );
    serde_json::from_value(rows).expect("rows")
}

/// The search page, with results.
fn results<'b>(browser: &'b Browser, site: &Site, query: &str) -> Page<'b> {
    let page = browser.open(&site.url(&format!("tim-kiem/?{query}")));
    page.wait_until("document.querySelector('#search-results').ariaBusy === 'false'");
    page
}
