//! `cargo xtask site`: from a fresh checkout to a site one can look at.

use crate::failure::{Failure, Outcome};
use crate::module;
use crate::shell;
use crate::workspace;

/// Builds the module, the generator and the sample site.
pub fn run(arguments: &[String]) -> Outcome {
    if let Some(unknown) = arguments.first() {
        return Err(Failure::Usage(format!("`site` takes no argument, but was given '{unknown}'")));
    }
    // First, because the generator embeds it.
    module::run(&[])?;
    publish()?;
    println!();
    println!("The site is in public/. To look at it:");
    println!();
    println!("    target/release/motcua serve");
    Ok(())
}

/// Builds the release generator and, with it, the sample site.
pub fn publish() -> Outcome {
    shell::run(shell::cargo().args(["build", "--release", "--package", "motcua"]))?;
    let motcua = workspace::target().join("release/motcua");
    shell::run(shell::program(motcua).args(["build", ".", "-o", "public"]))
}
