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
    /// What it finds, in a line.
    pub title: &'static str,
    /// What it finds, why that matters, an example, and how to mend it: Markdown.
    pub explanation: &'static str,
    pub(super) run: Run,
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
    /// Not from here: what it stands for is found elsewhere, and described here.
    Elsewhere,
}

/// Declares the rule of a file: its documentation once, for the code and for `motcua check --explain`.
///
/// The first line is the title; then the id, the severity, and a variant of [`Run`]. Several in a file have names.
macro_rules! rule {
    (#[doc = $title:literal] $(#[doc = $line:literal])* $id:literal, $severity:ident, $run:ident($($how:expr),+)) => {
        $crate::check::rule::rule! {
            @ #[doc = $title] $(#[doc = $line])* RULE, $id, $severity, $crate::check::rule::Run::$run($($how),+)
        }
    };
    (#[doc = $title:literal] $(#[doc = $line:literal])* $name:ident: $id:literal, $severity:ident, Elsewhere) => {
        $crate::check::rule::rule! {
            @ #[doc = $title] $(#[doc = $line])* $name, $id, $severity, $crate::check::rule::Run::Elsewhere
        }
    };
    (@ #[doc = $title:literal] $(#[doc = $line:literal])* $name:ident, $id:literal, $severity:ident, $run:expr) => {
        #[doc = $title]
        $(#[doc = $line])*
        pub(in crate::check) const $name: $crate::check::rule::Rule = $crate::check::rule::Rule {
            id: $id,
            severity: $crate::diagnostic::Severity::$severity,
            title: $crate::check::rule::margin!($title),
            explanation: $crate::check::rule::margin!(concat!($($line, "\n"),*)),
            run: $run,
        };
    };
}
pub(super) use rule;

/// The text of a comment without the space before each of its lines, made by the compiler.
macro_rules! margin {
    ($comment:expr) => {{
        const COMMENT: &str = $comment;
        const TEXT: [u8; $crate::check::rule::length_without_margin(COMMENT)] =
            $crate::check::rule::without_margin(COMMENT);
        match std::str::from_utf8(&TEXT) {
            Ok(text) => text,
            Err(_) => panic!("only spaces are taken away"),
        }
    }};
}
pub(super) use margin;

/// Whether the byte at `at` belongs to the margin: a space that begins a line, or a line break before the first.
const fn is_margin(comment: &[u8], at: usize) -> bool {
    if at == 0 { matches!(comment[0], b' ' | b'\n') } else { comment[at] == b' ' && comment[at - 1] == b'\n' }
}

pub(super) const fn length_without_margin(comment: &str) -> usize {
    let comment = comment.as_bytes();
    let (mut length, mut at) = (0, 0);
    while at < comment.len() {
        length += !is_margin(comment, at) as usize;
        at += 1;
    }
    length
}

pub(super) const fn without_margin<const N: usize>(comment: &str) -> [u8; N] {
    let comment = comment.as_bytes();
    let mut text = [0; N];
    let (mut length, mut at) = (0, 0);
    while at < comment.len() {
        if !is_margin(comment, at) {
            text[length] = comment[at];
            length += 1;
        }
        at += 1;
    }
    text
}
