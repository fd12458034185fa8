//! The project's own commands, run as `cargo xtask NAME`.
//!
//! A table from name to function. Nothing here is part of the product, and
//! nothing in the product knows that this exists.

mod dist;
mod failure;
mod install;
mod metadata;
mod module;
mod shell;
mod site;
mod steps;
mod test;
mod workspace;

use std::process::ExitCode;

use failure::{Failure, Outcome};

/// One command: its name, the line that explains it, and what it runs.
struct Command {
    name: &'static str,
    summary: &'static str,
    run: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command { name: "site", summary: "build everything and publish the sample site into public/", run: site::run },
    Command { name: "test", summary: "run every test and check, or only the steps named after it", run: test::run },
    Command { name: "module", summary: "build the browser module into web/pkg/", run: module::run },
    Command { name: "dist", summary: "make the release archive in target/dist/", run: dist::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            failure.exit_code()
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", help());
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "-h" | "--help") {
        print!("{}", help());
        return Ok(());
    }
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(rest),
        None => Err(Failure::Usage(format!("there is no command '{name}'\n\n{}", help()))),
    }
}

fn help() -> String {
    let mut text = String::from("Usage: cargo xtask COMMAND\n\n");
    for Command { name, summary, .. } in COMMANDS {
        text.push_str(&format!("  {name:<8} {summary}\n"));
    }
    text.push_str("\nThe steps of `test`:\n\n");
    text.push_str(&test::list());
    text
}
