//! The search engine, as a worker drives it: [`crate::search::Engine`] with its files fetched by a script.
//!
//! ```text
//! Search.open(root) -> ask(text, options) -> until wanted() is empty:
//!     supply(name, bytes) or failed(name) for each wanted file, in any order; answer() at any time
//! ```
//!
//! # Options
//!
//! `lang=vi&filter=field:ho-tich&sort=name&page=2&size=10&instant=1&facets=1&literal=1`, each of which may be left out; what
//! makes no sense is passed over.
//!
//! | option | |
//! |---|---|
//! | `lang` | `vi` or `en`: the language of titles, labels and suggestions, where there is one in it; else Vietnamese |
//! | `filter` | a facet and one of its values; again for others. Of one facet any value will do, of several facets all must |
//! | `sort` | `rank` (best first), `name`, `updated` (last changed first) |
//! | `page`, `size` | which page, from 1, and of how many results, 1 to 100 |
//! | `instant` | `1`: it is being typed, and a few results are enough |
//! | `facets` | `1`: count the values of every facet among the matches that are known of |
//! | `literal` | `1`: the words are meant as they stand; nothing is corrected |
//!
//! # The answer
//!
//! One JSON object. Every field is there at every stage; an answer at a later stage replaces the one before as a whole.
//!
//! | field | |
//! |---|---|
//! | `generation` | the number [`ask`](Search::ask) gave: an answer of another is stale |
//! | `stage` | how far it is, see below |
//! | `total` | how many documents match, filters applied; means nothing before the stage `first` |
//! | `exact` | whether `total` and the counts are of all matches. Where enough of the best are known the others may never be looked up, so that a whole answer need not be exact; nor is one for which files could not be had |
//! | `page`, `pages` | which page this is, and of how many |
//! | `corrected` | the question that was answered in place of the one asked, or `null` |
//! | `near` | whether no document answers the question as a whole: of the first, none has all its words, three quarters of them in its title or in what people call it, and half of them side by side. What is found then is only nearest |
//! | `section` | the part of a procedure's page that was asked for, or `null`: `documents`, `where`, `channels`, `steps`, `legal`, `results`; the page has an element of that id |
//! | `results` | the results of the page, best first, see below. All of the page at once, so that none comes between others later; those whose file could not be had are left out |
//! | `facets` | where `facets=1`: `[{ "id", "values": [{ "id", "label", "lang", "count", "on" }] }]`. A value's `count` is of the matches under all filters but those of its own facet; `on` says whether it is filtered by. At most 40 values each: those that are on, then the commonest |
//! | `suggestions` | where nothing matches, at the stage `full`: `[{ "label", "lang", "address" }]`, where else to look; `lang` is the label's |
//!
//! | stage | is known | comes from |
//! |---|---|---|
//! | `head` | some results that may well be among the best, without `detail` and `summary`; perhaps none | the head, some hundred titles, or nothing yet |
//! | `first` | the results of the page; the total may grow, the order change, counts may be missing | tier 1 of the terms, blocks of documents |
//! | `full` | all that the files that could be had tell; nothing is wanted | tier 2 and the columns, where options need them |
//!
//! A question that has enough at `first` ends there: it wants nothing more, and its stage is `full`. Once it is, the answer
//! depends on the index, the question and its options alone, never on what was asked before.
//!
//! A result:
//!
//! | field | |
//! |---|---|
//! | `id` | its number in the index |
//! | `kind` | `procedure`, `dataset`, `life-event`, `legal`, `page` or `agency` |
//! | `lang` | the language of its page and of the texts here, `vi` or `en` |
//! | `title`, `marks` | its title, and where it has words of the question: `[[start, end], ...]` in UTF-16 units, as JavaScript counts, in order |
//! | `address` | its page, from the root of the site |
//! | `code` | its code, or `""` |
//! | `detail` | a line to tell it apart by: agency and field |
//! | `summary`, `summaryMarks` | a sentence or two, or `""`, and marks as above |
//! | `lacks` | where `near`: the words of the question, as it was corrected, that the document lacks for certain, between commas; else `""` |
//! | `record` | the address beside which its data stands as `index.json`, for [`excerpt`](Search::excerpt), or `null` |
//!
//! The worker (`web/scripts/search/worker.js`) adds two fields for the page: `done`, whether nothing better will come, and
//! `missing`, whether files could not be had, so that results may be missing (an answer that says so itself knows better).
//!
//! # The excerpt
//!
//! `{ "text", "marks" }`: the passage of a plain text that has most of what was asked for, with marks as above.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::search::Engine;

/// A search over one index.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Search(Engine);

#[wasm_bindgen]
impl Search {
    /// A search over the index that this root, inflated, names; none where another version of the program wrote it, or
    /// where it is damaged.
    #[must_use]
    pub fn open(root: &[u8]) -> Option<Search> {
        Engine::new(root).ok().map(Self)
    }

    /// Asks a question; what comes from then on is about it.
    pub fn ask(&mut self, text: &str, options: &str) -> u32 {
        self.0.ask(text, options)
    }

    /// The names of the files below `search/` that are still needed, best first, a space between them: a list of texts
    /// would need a kilobyte of glue.
    #[must_use]
    pub fn wanted(&self) -> String {
        self.0.wanted().join(" ")
    }

    /// Takes a file, inflated. False where it is damaged.
    pub fn supply(&mut self, name: &str, inflated: Vec<u8>) -> bool {
        self.0.supply(name, inflated)
    }

    /// Says that a file cannot be had.
    pub fn failed(&mut self, name: &str) {
        self.0.failed(name);
    }

    /// What is known so far, as JSON.
    #[must_use]
    pub fn answer(&self) -> String {
        self.0.answer()
    }

    /// The best window of a plain text for the question, as JSON.
    #[must_use]
    pub fn excerpt(&self, text: &str) -> String {
        self.0.excerpt(text)
    }
}
