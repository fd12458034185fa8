//! The steps of `cargo xtask test`, in the order in which they need each
//! other: the module before the native build that embeds it, the site before
//! the checks of its pages.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::install::{self, WASM_TARGET};
use crate::metadata;
use crate::module;
use crate::shell;
use crate::site;
use crate::test::Verdict;
use crate::workspace;

/// One step: its name, the line that explains it, and what it runs.
pub struct Step {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is for.
    pub summary: &'static str,
    /// What it does.
    pub run: fn() -> Outcome<Verdict>,
}

/// Every step.
pub const STEPS: &[Step] = &[
    Step { name: "format", summary: "the source is formatted", run: format },
    Step { name: "module", summary: "the browser module builds", run: browser_module },
    Step { name: "lints", summary: "the lints, natively and as the browser compiles it", run: lints },
    Step { name: "docs", summary: "the documentation builds and its links lead somewhere", run: docs },
    Step { name: "tests", summary: "unit, property, command line and golden tests", run: tests },
    Step { name: "site", summary: "the sample site builds", run: sample_site },
    Step { name: "browser", summary: "the tests in Chromium", run: browser },
    Step { name: "types", summary: "the scripts agree with their types and with the module's", run: types },
    Step { name: "html", summary: "the pages are valid HTML", run: html },
    Step { name: "metadata", summary: "outside validators accept what sites say of their datasets", run: metadata },
    Step { name: "axe", summary: "the pages are accessible: WCAG 2.2 AA, phone and desk, light and dark", run: axe },
];

fn format() -> Outcome<Verdict> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Verdict::Passed)
}

fn browser_module() -> Outcome<Verdict> {
    module::run(&[])?;
    Ok(Verdict::Passed)
}

fn lints() -> Outcome<Verdict> {
    let browser = [
        "--lib",
        "--no-default-features",
        "--features",
        "text-module,rules-module,search-module,table-module",
        "--target",
        WASM_TARGET,
    ];
    run_all([clippy("motcua", &["--all-targets"]), clippy("motcua", &browser), clippy("xtask", &["--all-targets"])])
}

fn clippy(package: &str, selection: &[&str]) -> Command {
    let mut command = shell::cargo();
    command.args(["clippy", "--package", package]).args(selection).args(["--", "--deny", "warnings"]);
    command
}

/// Runs every command, the later ones too when an earlier one fails.
fn run_all<const N: usize>(commands: [Command; N]) -> Outcome<Verdict> {
    let results = commands.map(|mut command| shell::run(&mut command));
    results.into_iter().collect::<Outcome>()?;
    Ok(Verdict::Passed)
}

fn docs() -> Outcome<Verdict> {
    let doc = |package| {
        let mut command = shell::cargo();
        command.args(["doc", "--no-deps", "--package", package]).env("RUSTDOCFLAGS", "--deny warnings");
        command
    };
    run_all([doc("motcua"), doc("xtask")])
}

/// What the gate's property tests draw their inputs from: one commit, one
/// verdict. Everywhere else each run draws new ones, which is how they find
/// anything; what they found is kept in proptest-regressions/.
const GATE_SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20250701");

/// The tests that start a browser all live under this name.
const IN_CHROMIUM: &str = "in_chromium::";

fn tests() -> Outcome<Verdict> {
    // Package by package, here and in the lints: a dependency of both is then
    // built as a plain `cargo test` or `cargo xtask` has already built it, and
    // not once more with the features that the two want together.
    let test = |package| {
        let mut command = shell::cargo();
        command.args(["test", "--no-fail-fast", "--package", package, "--", "--skip", IN_CHROMIUM]);
        if shell::in_ci() && std::env::var_os(GATE_SEED.0).is_none() {
            command.env(GATE_SEED.0, GATE_SEED.1);
        }
        command
    };
    run_all([test("motcua"), test("xtask")])
}

fn sample_site() -> Outcome<Verdict> {
    site::publish()?;
    Ok(Verdict::Passed)
}

fn browser() -> Outcome<Verdict> {
    let Some(chromium) = install::chromium()? else {
        return without("Chromium", "install Debian's package chromium");
    };
    shell::run(shell::cargo().args(["test", "--package", "motcua", "--test", "browser"]).env("CHROMIUM", chromium))?;
    Ok(Verdict::Passed)
}

fn types() -> Outcome<Verdict> {
    if !install::npm_packages()? {
        return without("npm", NODE);
    }
    let compiler = "tests/web/node_modules/typescript/bin/tsc";
    shell::run(shell::program("node").args([compiler, "--project", "web/tsconfig.json"]))?;
    Ok(Verdict::Passed)
}

fn html() -> Outcome<Verdict> {
    check_pages("tests/web/html.mjs", None)
}

fn metadata() -> Outcome<Verdict> {
    published()?;
    let Some(python) = install::python_packages()? else {
        return without("Python", "install Python 3.11 or later with venv (Debian: python3-venv)");
    };
    metadata::validate(&python)?;
    Ok(Verdict::Passed)
}

/// The sample site, which has to be there.
fn published() -> Outcome<PathBuf> {
    let public = workspace::public();
    if public.join("index.html").is_file() {
        Ok(public)
    } else {
        Err(Failure::Usage("public/ holds no site; `cargo xtask site` builds it".into()))
    }
}

fn axe() -> Outcome<Verdict> {
    let Some(chromium) = install::chromium()? else {
        return without("Chromium", "install Debian's package chromium");
    };
    check_pages("tests/web/axe.mjs", Some(&chromium))
}

fn check_pages(script: &str, chromium: Option<&Path>) -> Outcome<Verdict> {
    if !install::npm_packages()? {
        return without("npm", NODE);
    }
    let public = published()?;
    let mut command = shell::program("node");
    command.arg(script).arg(&public);
    if let Some(chromium) = chromium {
        command.env("CHROMIUM", chromium);
    }
    shell::run(&mut command)?;
    Ok(Verdict::Passed)
}

const NODE: &str = "install Node.js 20 or later with npm";

/// A person may go without a tool and be told; the gate may not.
fn without(program: &str, remedy: &str) -> Outcome<Verdict> {
    if shell::in_ci() {
        return Err(Failure::Missing { program: program.into(), remedy: remedy.into() });
    }
    Ok(Verdict::Skipped(format!("{program} is not on this machine; {remedy}")))
}
