//! What the library shows to a page's scripts: thin faces over rooms that the
//! native tests reach as well. No logic here, no fetching, no touching of the
//! page.
//!
//! Flows in: text and bytes that a script holds. Flows out: text and bytes for
//! it to show.

mod text;

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of everything that this module and the files beside it must
/// agree on. A script that finds another number than it was published with
/// leaves the page as it is.
pub const FORMAT_VERSION: u32 = 1;

/// [`FORMAT_VERSION`], for a script to ask.
#[wasm_bindgen]
#[must_use]
pub fn format_version() -> u32 {
    FORMAT_VERSION
}
