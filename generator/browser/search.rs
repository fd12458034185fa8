//! The search engine, as a worker drives it: [`crate::search::Engine`] with its files fetched by a script.

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::search::Engine;

/// A search over one index.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Search(Engine);

#[wasm_bindgen]
impl Search {
    /// A search over the index that this root, inflated, names.
    ///
    /// # Errors
    /// `version` where another version of the program wrote it, `corrupt` where it is damaged.
    #[wasm_bindgen(constructor)]
    pub fn new(root: &[u8]) -> Result<Search, JsError> {
        Engine::new(root).map(Self).map_err(|error| JsError::new(&error.to_string()))
    }

    /// Asks a question; what comes from then on is about it.
    pub fn ask(&mut self, text: &str, options: &str) -> u32 {
        self.0.ask(text, options)
    }

    /// The names of the files below `search/` that are still needed, best first.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        self.0.wanted()
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
