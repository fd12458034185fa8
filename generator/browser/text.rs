//! Vietnamese text as it is compared: for lists that are filtered in the page.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::language;

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
