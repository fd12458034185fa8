//! An expression as it was written.

use super::Span;
use crate::language::Date;

/// An expression and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// What it is.
    pub form: Form,
    /// Where it stands.
    pub span: Span,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are units")]
pub enum Unit {
    Day,
    WorkingDay,
    Week,
    Month,
    Year,
    Dong,
}

impl Unit {
    /// As messages say it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::WorkingDay => "working days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
            Self::Dong => "dong",
        }
    }
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the operators")]
pub enum Operator {
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Minus,
    Times,
}

impl Operator {
    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
        }
    }

    /// How tightly it binds.
    pub(super) fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual | Self::Less | Self::AtMost | Self::Greater | Self::AtLeast => COMPARISON,
            Self::Plus | Self::Minus => 5,
            Self::Times => 6,
        }
    }
}

/// How tightly comparisons bind: more than `not`, which is 3.
pub(super) const COMPARISON: u8 = 4;

/// How many of a list have to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// The one that is named.
    One,
    /// One of the list or more.
    Any,
    /// All of the list.
    All,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A question or a choice, by its id.
    Name(Box<str>),
    /// A text in double quotes.
    Text(Box<str>),
    /// `true` or `false`.
    Bool(bool),
    /// `none`.
    None,
    /// A whole number.
    Number(i64),
    /// A part of a hundred, in thousandths of a percent.
    Percent(i64),
    /// A day.
    Date(Date),
    /// A number with a unit.
    Measure(i64, Unit),
    /// `[a, b]`.
    List(Vec<Tree>),
    /// `not a`.
    Not(Box<Tree>),
    /// `-a`.
    Negative(Box<Tree>),
    /// `a and b`, `a < b`, `a + b`.
    Binary {
        /// Which.
        operator: Operator,
        /// Where the operator stands.
        at: Span,
        /// What stands before it.
        left: Box<Tree>,
        /// What stands after it.
        right: Box<Tree>,
    },
    /// `a in [b, c]`, `a not in [b, c]`.
    In {
        /// What may be of the list.
        value: Box<Tree>,
        /// The list.
        list: Box<Tree>,
        /// `not in`.
        negated: bool,
    },
    /// `a has b`, `a has any [b, c]`, `a has all [b, c]`.
    Has {
        /// A question with several answers.
        value: Box<Tree>,
        /// How many.
        quantity: Quantity,
        /// Of which.
        what: Box<Tree>,
    },
    /// `a is none`, `a is not none`.
    IsNone {
        /// Which question.
        value: Box<Tree>,
        /// `is not none`.
        negated: bool,
    },
    /// `f(a, b)`.
    Call {
        /// Its name.
        name: Box<str>,
        /// Where the name stands.
        at: Span,
        /// What stands between the parentheses.
        arguments: Vec<Tree>,
    },
}

impl Form {
    /// Calls `each` for the trees directly below.
    pub fn below<'t>(&'t self, each: &mut dyn FnMut(&'t Tree)) {
        match self {
            Self::List(items) => items.iter().for_each(each),
            Self::Not(of) | Self::Negative(of) => each(of),
            Self::Binary { left: a, right: b, .. }
            | Self::In { value: a, list: b, .. }
            | Self::Has { value: a, what: b, .. } => {
                each(a);
                each(b);
            }
            Self::IsNone { value, .. } => each(value),
            Self::Call { arguments, .. } => arguments.iter().for_each(each),
            Self::Name(_)
            | Self::Text(_)
            | Self::Bool(_)
            | Self::None
            | Self::Number(_)
            | Self::Percent(_)
            | Self::Date(_)
            | Self::Measure(..) => {}
        }
    }
}
