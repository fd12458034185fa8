//! What a fresh machine lacks, fetched: the wasm32 target, Chromium, the npm
//! packages of the web checks, the Python packages that read metadata.

use std::path::PathBuf;
use std::process::Stdio;

use crate::failure::{Failure, Outcome};
use crate::shell;
use crate::workspace;

/// The target of the browser module.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the browser module can be compiled.
///
/// Cargo never adds targets by itself, and its own message about a missing
/// one ("can't find crate for `core`") helps nobody.
pub fn wasm_target() -> Outcome {
    if shell::find("rustup").is_none() {
        // A distribution's Rust may bring the target along in a package.
        return if target_is_there()? {
            Ok(())
        } else {
            Err(Failure::Missing {
                program: "rustup".into(),
                remedy: format!(
                    "install Rust by rustup (https://rustup.rs), or the standard library for \
                     {WASM_TARGET} by other means (Debian: libstd-rust-dev-wasm32)"
                ),
            })
        };
    }
    if target_is_there()? {
        return Ok(());
    }
    shell::run(shell::program("rustup").args(["target", "add", WASM_TARGET]))
}

fn target_is_there() -> Outcome<bool> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = shell::capture(shell::program(rustc).args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output).trim());
    Ok(folder.is_dir())
}

/// The names under which Chromium is installed.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Makes sure that there is a Chromium, and says where; `None` where there is
/// none and it may not be installed.
pub fn chromium() -> Outcome<Option<PathBuf>> {
    if let Some(browser) = find_chromium() {
        return Ok(Some(browser));
    }
    let Some(prefix) = administrator()? else {
        return Ok(None);
    };
    // Fonts: without one that has the Vietnamese letters, pages are measured
    // in a fallback that no reader sees.
    let packages = ["chromium", "fonts-noto-core"];
    apt_get(prefix, &["update", "--quiet"])?;
    let mut install = vec!["install", "--quiet", "--yes", "--no-install-recommends"];
    install.extend(packages);
    apt_get(prefix, &install)?;
    Ok(find_chromium())
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    CHROMIUM.iter().find_map(|name| shell::find(name))
}

/// The words to put before `apt-get` so that it may install: none for root,
/// `sudo` where it asks for no password, `None` where there is no way.
fn administrator() -> Outcome<Option<&'static [&'static str]>> {
    if shell::find("apt-get").is_none() {
        return Ok(None);
    }
    let id = shell::capture(shell::program("id").arg("-u"))?;
    if id.trim_ascii() == b"0" {
        return Ok(Some(&[]));
    }
    let sudo = shell::find("sudo").is_some()
        && shell::program("sudo")
            .args(["--non-interactive", "true"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
    Ok(sudo.then_some(&["sudo", "--non-interactive"]))
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Outcome {
    // `env` rather than Command::env: sudo drops the environment.
    let words: Vec<&str> = prefix
        .iter()
        .copied()
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .chain(arguments.iter().copied())
        .collect();
    let (first, rest) = (words[0], &words[1..]);
    shell::run(shell::program(first).args(rest).stdin(Stdio::null()))
}

/// Makes sure that the npm packages in tests/web are those of its lock file;
/// `false` where there is no npm.
pub fn npm_packages() -> Outcome<bool> {
    if shell::find("npm").is_none() || shell::find("node").is_none() {
        return Ok(false);
    }
    let folder = workspace::root().join("tests/web");
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(Failure::file(&lock))?;
    // What was installed last: `npm ci` would start from nothing each time.
    let stamp = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(true);
    }
    shell::run(
        shell::program("npm")
            .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
            .env("PUPPETEER_SKIP_DOWNLOAD", "1")
            .current_dir(&folder),
    )?;
    std::fs::write(&stamp, wanted).map_err(Failure::file(&stamp))?;
    Ok(true)
}

/// Makes sure that the Python packages in tests/datasets/validate are those
/// of its lists, in an environment of their own, and says which interpreter
/// has them; `None` where there is no Python that can make one.
pub fn python_packages() -> Outcome<Option<PathBuf>> {
    let folder = workspace::root().join("tests/datasets/validate");
    let environment = workspace::target().join("validators");
    let python = environment.join("bin/python");
    let lists = ["requirements.txt", "requirements-no-deps.txt"].map(|name| folder.join(name));
    let mut wanted = Vec::new();
    for list in &lists {
        wanted.extend(std::fs::read(list).map_err(Failure::file(list))?);
    }
    let stamp = environment.join("installed.txt");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(python));
    }
    let Some(system) = shell::find("python3") else { return Ok(None) };
    // Debian has what makes an environment in a package of its own.
    let made = shell::run(shell::program(system).args(["-m", "venv", "--clear"]).arg(&environment));
    if made.is_err() {
        return Ok(None);
    }
    let pip = |arguments: &[&str]| {
        let quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        shell::run(shell::program(&python).args(quiet).args(arguments).current_dir(&folder))
    };
    pip(&["--requirement", "requirements.txt"])?;
    pip(&["--no-deps", "--requirement", "requirements-no-deps.txt"])?;
    std::fs::write(&stamp, wanted).map_err(Failure::file(&stamp))?;
    Ok(Some(python))
}
