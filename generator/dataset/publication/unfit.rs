//! What does not fit a format, and why.

use std::fmt;

use super::FileFormat;

/// Why a dataset does not fit a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has more rows than this.
    Rows(u64),
    /// It has more columns than this.
    Columns(u64),
    /// A text of it has more characters than this.
    LongText(u64),
    /// It would be larger than the format allows, in bytes.
    Size(u64),
    /// Its coordinates are no degrees: a latitude lies beyond 90, or a longitude beyond 180.
    Coordinates,
}

impl Reason {
    /// The key of its words in the interface's texts; `{n}` stands for [`figure`](Self::figure).
    pub fn key(self) -> &'static str {
        match self {
            Self::Rows(_) => "dataset_omitted_rows",
            Self::Columns(_) => "dataset_omitted_columns",
            Self::LongText(_) => "dataset_omitted_text",
            Self::Size(_) => "dataset_omitted_size",
            Self::Coordinates => "dataset_omitted_coordinates",
        }
    }

    /// The most there may be.
    pub fn figure(self) -> Option<u64> {
        match self {
            Self::Rows(most) | Self::Columns(most) | Self::LongText(most) | Self::Size(most) => Some(most),
            Self::Coordinates => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(most) => write!(f, "more than {most} rows"),
            Self::Columns(most) => write!(f, "more than {most} columns"),
            Self::LongText(most) => write!(f, "a text of more than {most} characters"),
            Self::Size(most) => write!(f, "it would have more than {most} bytes"),
            Self::Coordinates => f.write_str("a latitude beyond 90 degrees, or a longitude beyond 180"),
        }
    }
}

/// A column whose cells are texts in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsText {
    /// In which.
    pub format: FileFormat,
    /// The id of the column.
    pub column: Box<str>,
    /// Why.
    pub why: Unfit,
}

/// Why cells do not fit the type a format has for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Their numbers have more digits than this, and the format would round them.
    Digits(u8),
    /// They have days that the format does not know: spreadsheets know none before 1 March 1900.
    Days,
}

impl Unfit {
    /// The key of its words in the interface's texts; `{n}` stands for the digits.
    pub fn key(self) -> &'static str {
        match self {
            Self::Digits(_) => "dataset_as_text_digits",
            Self::Days => "dataset_as_text_days",
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digits(most) => write!(f, "numbers of more than {most} digits"),
            Self::Days => f.write_str("days before 1 March 1900"),
        }
    }
}
