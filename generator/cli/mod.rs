//! The command line: one file a command, each thin: parse arguments, call, report.
//!
//! Results go to standard output, progress and summaries to standard error. Colours and progress appear only on a
//! terminal. Exit codes: 0 well, 1 the content has errors, 2 the command could not be carried out.

mod ask;
mod build;
mod check;
mod diff;
mod export;
mod import;
mod new;
mod progress;
mod record;
mod report;
mod search;
mod serve;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Publishes administrative procedures and open data as a static site that works without a server.
#[derive(Debug, Parser)]
#[command(name = "motcua", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const EXAMPLES: &str = "\
Examples:
  motcua new portal              a working portal to edit
  motcua check portal            everything that is wrong, with file, line and column
  motcua build portal -o public  the site
  motcua serve portal            look at it while you edit";

/// What every command understands.
#[derive(Debug, Clone, Copy, Args)]
struct Global {
    /// Say nothing but errors.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Say more: every finding, every source's fields.
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Use so many threads; all processors by default.
    #[arg(long, value_name = "N", global = true)]
    threads: Option<usize>,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Check(check::Check),
    Build(build::Build),
    Serve(serve::Serve),
    Import(import::Import),
    Export(export::Export),
    Diff(diff::Diff),
    Record(record::Record),
    Search(search::Search),
    Ask(ask::Ask),
}

/// A folder of a site.
#[derive(Debug, Clone, Args)]
struct SiteFolder {
    /// The site's folder: it holds `content/`.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Why a command could not be carried out.
#[derive(Debug)]
enum Stop {
    /// The content has errors, which were shown.
    Content,
    /// It could not be carried out, and why was said in the language that was asked for.
    Told,
    /// Something else; the message says what, the help what to do.
    Failed { message: String, help: Option<String> },
}

impl Stop {
    fn failed(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Failed { message: message.into(), help: Some(help.into()) }
    }
}

impl From<crate::files::FileError> for Stop {
    fn from(error: crate::files::FileError) -> Self {
        let message = error.to_string();
        let crate::files::FileErrorKind::NoFolder { beside } = &error.kind else {
            return Self::Failed { message, help: error.help().map(str::to_owned) };
        };
        let path = Path::new(&error.path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let near = crate::diagnostic::nearest(&name, beside.iter().map(String::as_str));
        let new = format!("`motcua new {}` makes a site there", error.path);
        Self::failed(
            message,
            match near {
                Some(near) => format!("did you mean {}? {new}", path.with_file_name(near).display()),
                None => new,
            },
        )
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Failed { message: error.to_string(), help: None }
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if let Some(threads) = cli.global.threads {
        // Fails only where a pool exists already, which none does at this point.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let global = cli.global;
    let done = match cli.command {
        Command::New(command) => command.run(global),
        Command::Check(command) => command.run(global),
        Command::Build(command) => command.run(global),
        Command::Serve(command) => command.run(global),
        Command::Import(command) => command.run(global),
        Command::Export(command) => command.run(global),
        Command::Diff(command) => command.run(global),
        Command::Record(command) => command.run(global),
        Command::Search(command) => command.run(global),
        Command::Ask(command) => command.run(global),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Content) => ExitCode::from(1),
        Err(Stop::Told) => ExitCode::from(2),
        Err(Stop::Failed { message, help }) => {
            report::failure(&message, help.as_deref());
            ExitCode::from(2)
        }
    }
}
