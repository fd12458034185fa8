//! motcua: administrative procedures and open data as a static site.

pub mod language;

#[cfg(target_arch = "wasm32")]
pub mod browser;
