//! What was asked and cannot be answered, with what to do, in the person's language.

use std::io::Write;

use super::Stop;
use crate::rules::phrase::Language;

/// Why something is not taken, and what would be.
#[derive(Debug)]
pub(super) struct Refusal {
    pub message: String,
    pub help: String,
}

impl Refusal {
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// Says it; the command cannot be carried out.
    pub fn stop(self, language: Language) -> Stop {
        let mut err = std::io::stderr().lock();
        let (error, help) = language.pick(("lỗi", "gợi ý"), ("error", "help"));
        // A closed pipe is nobody's concern here.
        let _ = writeln!(err, "{error}: {}\n  = {help}: {}", self.message, self.help);
        Stop::Told
    }
}
