//! motcua: administrative procedures and open data as a static site.

pub mod language;

#[cfg(feature = "cli")]
pub mod catalogue;
#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod files;
#[cfg(feature = "cli")]
pub mod source;

#[cfg(target_arch = "wasm32")]
pub mod browser;
