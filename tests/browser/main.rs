//! What only a real browser can tell, asked of headless Chromium.
//!
//! Chromium is driven over its debugging pipe with the standard library and
//! serde_json alone. A test opens a page, does something, and compares; a page
//! left by a failing test is photographed into cargo's target/tmp folder.
//!
//! Without Chromium, or before `cargo xtask module` has run, each test says
//! that it is skipped. With CI=true it fails instead.

mod harness;

/// `cargo xtask test` tells these tests from the others by this name.
mod in_chromium;
