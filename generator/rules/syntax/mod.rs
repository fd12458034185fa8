//! The language of conditions: text to a tree, with the place of everything.
//!
//! ```text
//! today <= child_birth_date + 60 days and applicant in [father, mother, relative]
//! age(birth_date) >= 75 years and not (pension is none) and papers has any [passport, visa]
//! ```
//!
//! | form | means |
//! |---|---|
//! | `name` | the answer to a question; alone, a question of yes or no |
//! | `not a`, `a and b`, `a or b`, `( )` | in this order of strength |
//! | `==  !=  <  <=  >  >=` | of two values of one type |
//! | `q in [a, b]`, `q not in [a, b]` | a choice, a place, a number or a day of a list |
//! | `q has a`, `q has any [a, b]`, `q has all [a, b]` | of a question with several answers |
//! | `q is none`, `q is not none` | "there is none" was answered |
//! | `d + 60 days`, `d - 3 months` | days, weeks, working days, months, years; also in Vietnamese |
//! | `age(d)`, `age(d, on)` | whole years from a day to today, or to another day; compared with `years` |
//! | `count(q)`, `count(q, [a, b])` | how many answers were chosen; compared with a number |
//! | `any([x, y])`, `all([x, y])`, `count([x, y])` | of conditions |
//! | `2026-07-01`, `5_000 dong`, `2%`, `"01/00004"`, `true`, `false` | values |
//!
//! The parser is Pratt's (Vaughan Pratt, *Top Down Operator Precedence*, 1973). It stops at the first mistake of an
//! expression, and says what it is in words for people who write rules, not programs.

pub mod lexer;
pub mod parser;
pub mod tree;
mod words;

pub use parser::parse;
pub use tree::{Form, Tree};

use crate::diagnostic::Diagnostic;
use crate::files::Location;

/// A range of bytes of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From the start of one to the end of another.
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self { start: self.start, end: end.end }
    }
}

/// What is wrong with an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Mistake {
    /// As a finding at a place in a file.
    pub fn told(self, rule: &'static str, at: Location) -> Diagnostic {
        Diagnostic::error(rule, at, self.message).help(self.help)
    }

    /// A mistake at `span`.
    pub fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: help.into() }
    }
}
