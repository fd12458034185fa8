//! Starting a browser, serving a site, and asking a page.

mod chromium;
mod page;
mod server;

use std::io::Write as _;

pub use chromium::Browser;
pub use page::Page;
pub use server::Site;

/// Says that a test cannot run here, or fails it where it must.
fn skip(reason: &str) {
    assert!(std::env::var_os("CI").is_none_or(|value| value != "true"), "CI=true, but {reason}");
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    // Not eprintln: the test runner would keep it to itself.
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {reason}");
}
