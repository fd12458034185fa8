//! Notices whether the browser module has been built, so that the binary can
//! embed it. Building it is `cargo xtask module`'s work.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(browser_module, rules_module, search_module, table_module)");
    if Path::new("web/pkg/motcua.js").is_file() && Path::new("web/pkg/motcua_bg.wasm").is_file() {
        println!("cargo::rustc-cfg=browser_module");
    }
    if Path::new("web/pkg/search.js").is_file() && Path::new("web/pkg/search_bg.wasm").is_file() {
        println!("cargo::rustc-cfg=search_module");
    }
    if Path::new("web/pkg/rules.js").is_file() && Path::new("web/pkg/rules_bg.wasm").is_file() {
        println!("cargo::rustc-cfg=rules_module");
    }
    if Path::new("web/pkg/table.js").is_file() && Path::new("web/pkg/table_bg.wasm").is_file() {
        println!("cargo::rustc-cfg=table_module");
    }
    // The nearest folder that exists: cargo takes a missing path for one that
    // has always just changed, and would compile the crate every time.
    let watched = ["web/pkg", "web", "build.rs"];
    if let Some(path) = watched.iter().find(|path| Path::new(path).exists()) {
        println!("cargo::rerun-if-changed={path}");
    }
}
