//! Eligibility, as a page drives it: [`crate::rules::session::Session`].

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::rules::session::Session;

/// A person's answers over the rules of a catalogue.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rules(Session);

#[wasm_bindgen]
impl Rules {
    /// No answers yet, over the program of these bytes.
    ///
    /// # Errors
    /// `version` where another version of the program wrote it, `corrupt` where it is damaged.
    #[wasm_bindgen(constructor)]
    pub fn new(program: &[u8]) -> Result<Rules, JsError> {
        Session::new(program).map(Self).map_err(|error| JsError::new(error.word()))
    }

    /// Takes an answer, or takes it back where it is empty. False where it is no answer to this question.
    pub fn answer(&mut self, question: &str, answer: &str) -> bool {
        self.0.answer(question, answer).is_ok()
    }

    /// The verdict on each procedure, in the order of the program: 0 eligible, 1 the agency decides, 2 unknown,
    /// 3 not eligible, 4 no conditions are stated.
    #[must_use]
    pub fn screen(&self) -> Vec<u8> {
        self.0.screen()
    }

    /// What to ask next about procedures, a code a line, or about all without a code, as JSON.
    #[must_use]
    pub fn next(&self, code: &str) -> String {
        self.0.next(code)
    }

    /// What is shown of a procedure, as JSON.
    #[must_use]
    pub fn result(&self, code: &str) -> String {
        self.0.result(code)
    }
}
