//! Vietnamese text as it is compared: for lists that are filtered in the page.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::language;

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

/// Lower case, without marks, đ as d: `Đăng ký` becomes `dang ky`.
#[wasm_bindgen]
#[must_use]
pub fn fold(text: &str) -> String {
    language::fold(text)
}

/// The syllable as it sounds: its letters without tone, then the tone's digit,
/// wherever the mark was written. `hoà` and `hòa` both become `hoa2`.
#[wasm_bindgen]
#[must_use]
pub fn syllable_key(text: &str) -> String {
    language::syllable_key(text)
}
