//! What rules write to: findings with the rule, its severity and the procedure filled in.

use std::ops::Range;

use super::quote::quote;
use super::rule::Rule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Location;

/// Findings, and what they are being made by and about.
#[derive(Debug, Default)]
pub(super) struct Findings<'a> {
    pub rule: Option<&'static Rule>,
    pub subject: Option<&'a str>,
    pub found: Vec<Diagnostic>,
    /// Space for folding names, kept so that a clean record costs no allocation.
    pub scratch: String,
}

impl Findings<'_> {
    /// A finding: where, what is wrong, what to do. More may be said of it through what is returned.
    pub fn add(&mut self, at: Location, message: impl Into<String>, help: impl Into<String>) -> &mut Diagnostic {
        let (id, severity) = self.rule.map_or(("check", Severity::Error), |rule| (rule.id, rule.severity));
        let mut finding = Diagnostic::new(id, severity, at, message).help(help);
        finding.subject = self.subject.map(Into::into);
        let last = self.found.len();
        self.found.push(finding);
        &mut self.found[last]
    }
}

/// Findings in one text. A text gives at most one finding a rule, which quotes the first place and counts the others.
#[derive(Debug)]
pub(super) struct TextFindings<'a, 'b> {
    findings: &'a mut Findings<'b>,
    /// The key of the field the text belongs to.
    pub field: &'static str,
    at: Location,
}

impl<'a, 'b> TextFindings<'a, 'b> {
    pub fn new(findings: &'a mut Findings<'b>, field: &'static str, at: Location) -> Self {
        Self { findings, field, at }
    }

    /// Adds a finding where there is a place. `what` is given the words at the first.
    pub fn add(
        &mut self,
        text: &str,
        places: impl IntoIterator<Item = Range<usize>>,
        what: impl FnOnce(&str) -> String,
        help: impl Into<String>,
    ) {
        let mut places = places.into_iter();
        let Some(first) = places.next() else { return };
        let times = match places.count() {
            0 => String::new(),
            more => format!(", {} times", more + 1),
        };
        let what = what(text.get(first.clone()).unwrap_or_default());
        let message = format!("{what} in `{}`{times}: {}", self.field, quote(text, first));
        self.findings.add(self.at, message, help);
    }
}

/// The places of the characters that are wanted.
pub(super) fn places_of(text: &str, wanted: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    text.char_indices().filter(move |&(_, c)| wanted(c)).map(|(at, c)| at..at + c.len_utf8())
}

/// A character as messages name it: `U+F0FC`.
pub(super) fn code_point(text: &str) -> String {
    text.chars().next().map_or_else(String::new, |c| format!("U+{:04X}", c as u32))
}
