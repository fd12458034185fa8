//! What can go wrong here, and the words for it.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

/// What every command returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// It was called wrongly.
    Usage(String),
    /// A program it needs is not on this machine.
    Missing {
        /// The program.
        program: String,
        /// How to come by it.
        remedy: String,
    },
    /// A program it ran did not end well.
    Exit {
        /// The command as one would type it.
        command: String,
        /// How it ended.
        status: String,
    },
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The compiled module could not be given its JavaScript face.
    Bindgen(String),
    /// Some steps of `test` failed; they have said so themselves.
    Steps(usize),
}

impl Failure {
    /// The file that could not be read or written.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Failure {
        let path = path.into();
        move |error| Failure::File { path, error }
    }

    /// 2 for a wrong call, 1 for everything else.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) => write!(out, "{}", message.trim_end()),
            Failure::Missing { program, remedy } => {
                write!(out, "{program} is not on this machine: {remedy}")
            }
            Failure::Exit { command, status } => write!(out, "`{command}` ended with {status}"),
            Failure::File { path, error } => write!(out, "{}: {error}", path.display()),
            Failure::Bindgen(message) => write!(out, "wasm-bindgen: {message}"),
            Failure::Steps(1) => write!(out, "1 step failed"),
            Failure::Steps(count) => write!(out, "{count} steps failed"),
        }
    }
}
