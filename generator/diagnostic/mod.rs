//! What is wrong with the sources, as plain data: which rule, how bad, where, what to do.
//!
//! In: findings of every room. Out: text for people, JSON for machines. One small renderer a format;
//! SARIF, JUnit and annotations will be three more beside these. This room never decides what is wrong.

mod json;
mod nearest;
mod places;
mod summary;
mod text;

pub use json::render_json;
pub(crate) use nearest::{distance, nearest};
pub use summary::{RuleCount, by_rule};
pub use text::{Colours, render_text};

use crate::files::{FileError, FileId, Location};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// It is published, and somebody should look.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word in messages and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable id of the rule: `text/not-nfc`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub location: Location,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, in one line.
    pub help: Option<String>,
    /// Lines that can be pasted into the file as they are.
    pub paste: Option<Box<str>>,
    /// The procedure it is about, where there is one.
    pub subject: Option<Box<str>>,
    /// Other places that explain it: the value it disagrees with.
    pub related: Vec<(Location, String)>,
}

impl Diagnostic {
    /// A finding of `rule` at `location`.
    pub fn new(rule: &'static str, severity: Severity, location: Location, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            location,
            message: message.into(),
            help: None,
            paste: None,
            subject: None,
            related: Vec::new(),
        }
    }

    /// An error.
    pub fn error(rule: &'static str, location: Location, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, location, message)
    }

    /// A warning.
    pub fn warning(rule: &'static str, location: Location, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Warning, location, message)
    }

    /// A note.
    pub fn note(rule: &'static str, location: Location, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Note, location, message)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Lines that can be pasted into the file.
    #[must_use]
    pub fn paste(mut self, lines: impl Into<Box<str>>) -> Self {
        self.paste = Some(lines.into());
        self
    }

    /// The procedure it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<Box<str>>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Another place that explains it.
    #[must_use]
    pub fn related(mut self, location: Location, words: impl Into<String>) -> Self {
        self.related.push((location, words.into()));
        self
    }

    /// A failure of storage, at the file it happened to.
    pub fn from_file_error(file: FileId, error: &FileError) -> Self {
        let diagnostic = Self::error("source/unreadable", Location::whole(file), error.to_string());
        Self { help: error.help().map(str::to_owned), ..diagnostic }
    }
}

/// Puts findings in the order in which a person meets them: by file, place, rule and message.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (a.location, a.rule, &a.message).cmp(&(b.location, b.rule, &b.message)));
}
