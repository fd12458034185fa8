//! The wasm-bindgen faces.
