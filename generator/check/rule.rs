//! What a rule is: an id, how bad its findings are, its documentation, and how it looks.

use super::context::Context;
use super::findings::{Findings, TextFindings};
use super::signs::Signs;
use crate::catalogue::Procedure;
use crate::diagnostic::Severity;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The stable id: `text/not-nfc`.
    pub id: &'static str,
    /// How bad its findings are. A rule may judge an official record more mildly than an editor's file.
    pub severity: Severity,
    /// The lines of its documentation, as they stand in its file.
    pub(super) lines: &'static [&'static str],
    pub(super) run: Run,
}

impl Rule {
    /// What it finds, in a line.
    pub fn title(&self) -> &'static str {
        self.lines.first().map_or("", |line| line.trim())
    }

    /// What it finds, why that matters, an example, and how to mend it: Markdown.
    pub fn explanation(&self) -> String {
        let lines = self.lines.iter().skip(1).map(|line| line.strip_prefix(' ').unwrap_or(line));
        let mut text = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
        text.push('\n');
        text
    }
}

/// How a rule looks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Run {
    /// At a text in which one of the signs was seen.
    Text(Signs, fn(&str, &mut TextFindings<'_, '_>)),
    /// At a procedure.
    Procedure(fn(&Context<'_>, &Procedure, &mut Findings<'_>)),
    /// At the catalogue as a whole.
    Catalogue(fn(&Context<'_>, &mut Findings<'_>)),
}

/// Declares the rule of a file: its documentation once, for the code and for `motcua check --explain`.
///
/// The first line is the title; then the id, the severity, and a variant of [`Run`].
macro_rules! rule {
    (#[doc = $title:literal] $(#[doc = $line:literal])* $id:literal, $severity:ident, $run:ident($($how:expr),+)) => {
        #[doc = $title]
        $(#[doc = $line])*
        pub(in crate::check) const RULE: $crate::check::rule::Rule = $crate::check::rule::Rule {
            id: $id,
            severity: $crate::diagnostic::Severity::$severity,
            lines: &[$title, $($line),*],
            run: $crate::check::rule::Run::$run($($how),+),
        };
    };
}
pub(super) use rule;
