//! `cargo xtask module`: the browser modules.
//!
//! The library, compiled to WebAssembly without its native features, once for
//! each of its faces, then given its JavaScript by wasm-bindgen. A build script
//! could not do this: calling cargo from one waits for its own lock, and every
//! `cargo check` would pay for it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::{Failure, Outcome};
use crate::install::{self, WASM_TARGET};
use crate::shell;
use crate::workspace;

/// A module: a face of the library with what that needs, and nothing else.
struct Module {
    /// What its files are called.
    name: &'static str,
    /// The feature of the library that is its face.
    feature: &'static str,
    /// The name it has in a script that loads it; without one it is an ES module.
    global: Option<&'static str>,
    /// How it is optimised: `z` for size, unless somebody waits for it.
    optimised: &'static str,
}

const MODULES: [Module; 4] = [
    Module { name: "motcua", feature: "text-module", global: None, optimised: "z" },
    // The script of a page or a worker is one file with it, which only a classic script can be.
    // The next question is looked for after every answer, mostly by code that the browser has not optimised yet.
    Module { name: "rules", feature: "rules-module", global: Some("motcuaRulesModule"), optimised: "2" },
    Module { name: "search", feature: "search-module", global: Some("motcuaSearchModule"), optimised: "z" },
    Module { name: "table", feature: "table-module", global: Some("motcuaTableModule"), optimised: "z" },
];

/// Builds the modules into web/pkg/ and prints what they weigh.
pub fn run(arguments: &[String]) -> Outcome {
    if let Some(unknown) = arguments.first() {
        return Err(Failure::Usage(format!("`module` takes no argument, but was given '{unknown}'")));
    }
    install::wasm_target()?;
    let generated = workspace::target().join("browser-module");
    if generated.exists() {
        fs::remove_dir_all(&generated).map_err(Failure::file(&generated))?;
    }
    for module in &MODULES {
        compile(module)?;
        bind(module, &generated)?;
    }
    let changed = copy_what_changed(&generated, &workspace::module_folder())?;
    report(&workspace::module_folder(), changed)
}

fn compile(module: &Module) -> Outcome {
    shell::run(
        shell::cargo()
            .args(["rustc", "--package", "motcua", "--lib"])
            .args(["--crate-type", "cdylib", "--target", WASM_TARGET])
            .args(["--profile", "wasm", "--no-default-features", "--features", module.feature])
            .env("CARGO_PROFILE_WASM_OPT_LEVEL", module.optimised)
            .env("CARGO_ENCODED_RUSTFLAGS", without_paths_of_this_machine()),
    )
}

/// Panic messages name source files. Published bytes must neither tell where
/// they were compiled nor differ because of it.
fn without_paths_of_this_machine() -> String {
    let mut flags: Vec<String> =
        std::env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let home = std::env::var_os("CARGO_HOME")
        .map(std::path::PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    let root = workspace::root();
    flags.push(format!("--remap-path-prefix={}=motcua", root.display()));
    flags.join("\u{1f}")
}

/// Runs wasm-bindgen into a folder.
fn bind(module: &Module, folder: &Path) -> Outcome {
    let compiled = workspace::target().join(WASM_TARGET).join("wasm/motcua.wasm");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&compiled)
        .out_name(module.name)
        // The page names the file, which is published under a name of its
        // content.
        .omit_default_module_path(true)
        // For the type check of web/scripts; never published.
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    let bound = match module.global {
        Some(global) => bindgen.no_modules(true).and_then(|bindgen| bindgen.no_modules_global(global)),
        None => bindgen.web(true),
    };
    bound.and_then(|bindgen| bindgen.generate(folder)).map_err(|error| Failure::Bindgen(format!("{error:#}")))
}

/// Brings `to` to what is in `from`, touching only the files that differ: the
/// native build watches this folder and would compile again for a new date.
fn copy_what_changed(from: &Path, to: &Path) -> Outcome<usize> {
    fs::create_dir_all(to).map_err(Failure::file(to))?;
    let mut changed = 0;
    for name in names(to)? {
        if !from.join(&name).exists() {
            let stale = to.join(&name);
            fs::remove_file(&stale).map_err(Failure::file(&stale))?;
            changed += 1;
        }
    }
    for name in names(from)? {
        let (source, copy) = (from.join(&name), to.join(&name));
        let bytes = fs::read(&source).map_err(Failure::file(&source))?;
        if fs::read(&copy).is_ok_and(|present| present == bytes) {
            continue;
        }
        fs::write(&copy, bytes).map_err(Failure::file(&copy))?;
        changed += 1;
    }
    Ok(changed)
}

fn names(folder: &Path) -> Outcome<Vec<std::ffi::OsString>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        names.push(entry.map_err(Failure::file(folder))?.file_name());
    }
    names.sort();
    Ok(names)
}

fn report(folder: &Path, changed: usize) -> Outcome {
    for name in MODULES.iter().flat_map(|module| [format!("{}_bg.wasm", module.name), format!("{}.js", module.name)]) {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(Failure::file(&path))?;
        let compressed = match brotli(&bytes) {
            Some(size) => format!(", {size} bytes by brotli"),
            None => String::new(),
        };
        println!("web/pkg/{name}: {} bytes{compressed}", bytes.len());
    }
    match changed {
        0 => println!("web/pkg is as it was"),
        1 => println!("1 file in web/pkg has changed"),
        n => println!("{n} files in web/pkg have changed"),
    }
    Ok(())
}

/// The size as it is sent, where the `brotli` command is there to tell.
fn brotli(bytes: &[u8]) -> Option<usize> {
    let mut child = Command::new(shell::find("brotli")?)
        .args(["--best", "--stdout", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let owned = bytes.to_vec();
    // From a thread of its own: a full pipe would otherwise stop both sides.
    let writer = std::thread::spawn(move || input.write_all(&owned));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    output.status.success().then_some(output.stdout.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_written_and_what_is_gone_is_removed() {
        let folder = std::env::temp_dir().join(format!("xtask-module-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        for (file, text) in
            [(from.join("same"), "1"), (from.join("new"), "2"), (to.join("same"), "1"), (to.join("gone"), "3")]
        {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let untouched = fs::metadata(to.join("same")).unwrap().modified().unwrap();

        assert_eq!(copy_what_changed(&from, &to).unwrap(), 2);

        assert_eq!(names(&to).unwrap(), ["new", "same"]);
        assert_eq!(fs::metadata(to.join("same")).unwrap().modified().unwrap(), untouched);
        assert_eq!(copy_what_changed(&from, &to).unwrap(), 0);
        fs::remove_dir_all(folder).unwrap();
    }
}
