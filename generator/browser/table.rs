//! A table of a dataset, as a worker drives it: [`crate::table::Engine`] with its blocks fetched by a script.
//!
//! ```text
//! Table.open(root) -> ask(query) -> until wanted() is empty:
//!     supply(name, bytes) or failed(name) for each wanted block, in any order; answer() at any time
//! ```
//! Questions, answers and their exactness are described in [`crate::table::engine`]. The worker
//! (`web/scripts/table/worker.js`) adds two fields to an answer: `done`, whether nothing better will come, and `missing`,
//! whether blocks could not be had.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::table::Engine;

/// A table.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Table(Engine);

#[wasm_bindgen]
impl Table {
    /// The table that this root, inflated, names; none where another version of the program wrote it, or where it is
    /// damaged.
    #[must_use]
    pub fn open(root: &[u8]) -> Option<Table> {
        Engine::new(root).ok().map(Self)
    }

    /// What the table is, as JSON.
    #[must_use]
    pub fn about(&self) -> String {
        self.0.about()
    }

    /// Asks; what comes from then on is about it.
    pub fn ask(&mut self, query: &str) -> u32 {
        self.0.ask(query)
    }

    /// The blocks that are still needed, `place:file:offset:length` with a space between them.
    #[must_use]
    pub fn wanted(&self) -> String {
        self.0.wanted().join(" ")
    }

    /// Takes a block, inflated. False where it is damaged.
    pub fn supply(&mut self, name: &str, inflated: Vec<u8>) -> bool {
        self.0.supply(name, inflated)
    }

    /// Says that a block cannot be had.
    pub fn failed(&mut self, name: &str) {
        self.0.failed(name);
    }

    /// What is known so far, as JSON.
    #[must_use]
    pub fn answer(&self) -> String {
        self.0.answer()
    }

    /// The part of the selection that was asked for, as CSV, once its blocks are here.
    #[must_use]
    pub fn csv(&self) -> Option<String> {
        self.0.csv()
    }
}
