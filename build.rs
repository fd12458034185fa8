//! Notices whether the browser module has been built, so that the binary can embed it.
fn main() {
    println!("cargo::rustc-check-cfg=cfg(browser_module)");
    println!("cargo::rerun-if-changed=web/pkg");
    if std::path::Path::new("web/pkg/motcua.js").is_file() {
        println!("cargo::rustc-cfg=browser_module");
    }
}
