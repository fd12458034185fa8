//! `dataset.toml`: what its publisher says of a dataset, and what reading its file cannot find out.
//!
//! In: TOML. Out: a [`Description`], or findings with places. It says nothing of what the file holds.

mod chart;
mod column;
mod format;
mod frequency;
mod id;
mod indicator;
mod licence;
pub(super) mod lines;
mod listing;
mod missing;
mod read;

pub use chart::{Aggregate, ChartKind, ChartNote, ColumnName, Filter, Order};
pub use format::FileFormat;
pub use frequency::Frequency;
pub use indicator::{Direction, IndicatorNote, Mark as IndicatorMark, Moment};
pub use licence::licence_url;
pub use listing::{Listing, Theme};
pub use read::read_description;

use crate::catalogue::Bilingual;
use crate::dataset::encoding::{Encoding, Letters};
use crate::dataset::notation::date::DateOrder;
use crate::dataset::notation::number::Mark;
use crate::files::{FileId, Location};
use crate::language::Date;
use crate::table::Kind;

/// A dataset as its publisher describes it.
#[derive(Debug, Clone)]
pub struct Description {
    /// Its id: the name of its folder, which is part of its address.
    pub id: Box<str>,
    /// The file of this description.
    pub file: FileId,
    /// What it is called.
    pub title: Bilingual,
    /// What it holds, in a few sentences.
    pub description: Option<Bilingual>,
    /// Who publishes it.
    pub publisher: Option<Bilingual>,
    /// Under which licence, as SPDX names it.
    pub licence: Option<Box<str>>,
    /// How catalogues list it.
    pub listing: Listing,
    /// How often its publisher promises to bring it up to date.
    pub frequency: Option<Frequency>,
    /// The first and the last day it is about.
    pub temporal: (Option<Date>, Option<Date>),
    /// The area it is about.
    pub spatial: Option<Bilingual>,
    /// Whom to write to: an address of mail or of a page.
    pub contact: Option<Box<str>>,
    /// Where it comes from, in words.
    pub source: Option<Bilingual>,
    /// Where it comes from, as an address.
    pub source_url: Option<Box<str>>,
    /// When it was fetched from there.
    pub retrieved: Option<Date>,
    /// The ids of the columns that together name a row, each with its place.
    pub keys: Vec<(Box<str>, Location)>,
    /// The path of its file, relative to the root of the site, and where that is said.
    pub path: (Box<str>, Location),
    /// What its rows are made of, where nobody handed them over.
    pub derive: Option<Derived>,
    /// How to read the file.
    pub hints: Hints,
    /// In which formats it is published besides those that are always there; all it fits where that is not said.
    pub formats: Option<Vec<FileFormat>>,
    /// The ids of the columns that say where each row lies, latitude first, and where that is said.
    pub coordinates: Option<([Box<str>; 2], Location)>,
    /// What is said of columns.
    pub columns: Vec<ColumnNote>,
    /// What is drawn of it.
    pub charts: Vec<ChartNote>,
    /// What of it is followed over time.
    pub indicators: Vec<IndicatorNote>,
}

/// What the rows of a dataset are made of, where they come from the site itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// The procedures of the catalogue, a row each.
    Procedures,
}

impl Derived {
    /// All of them with their words.
    pub const WORDS: [(&'static str, Self); 1] = [("procedures", Self::Procedures)];

    /// The name of the file it is read from, which stands in no folder.
    pub fn file_name(self) -> &'static str {
        match self {
            // No file that was handed over is called so.
            Self::Procedures => "(procedures).csv",
        }
    }
}

/// How to read a file, as far as it is said; the rest is found out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Which letters its bytes are.
    pub encoding: Option<Encoding>,
    /// Whose letters stand in a Unicode file.
    pub letters: Option<Letters>,
    /// What stands between cells.
    pub delimiter: Option<u8>,
    /// What stands around cells.
    pub quote: Option<u8>,
    /// How many rows stand above the headings.
    pub skip: Option<u32>,
    /// How many rows that say something stand below the table.
    pub skip_end: Option<u32>,
    /// How many rows the headings take.
    pub header_rows: Option<u32>,
    /// What becomes of a row with the numbers of the columns.
    pub column_numbers: Option<Keeping>,
    /// Which mark parts decimals.
    pub decimal: Option<Mark>,
    /// What comes first in a date.
    pub dates: Option<DateOrder>,
    /// What stands for nothing besides the usual words; only an empty cell does where this is empty.
    pub null: Option<Vec<Box<str>>>,
    /// Which sheet of a workbook.
    pub sheet: Option<Box<str>>,
    /// What becomes of rows that are sums of others.
    pub totals: Option<Keeping>,
    /// What becomes of rows that name groups of others.
    pub groups: Option<Grouping>,
    /// What becomes of cells beyond the last column.
    pub long_rows: Option<Keeping>,
    /// Whether what a workbook hides may be published.
    pub hidden: Option<Keeping>,
}

/// What becomes of rows that name groups of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// They stay as rows.
    Keep,
    /// They go, and the log says so.
    Drop,
    /// They go, and each row of a group says its name in a column of its own.
    Column,
}

impl Grouping {
    /// The words of `groups = "..."`.
    pub const WORDS: [(&'static str, Self); 3] = [("column", Self::Column), ("drop", Self::Drop), ("keep", Self::Keep)];
}

/// What becomes of something that may not belong to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It stays.
    Keep,
    /// It goes, and the log says so.
    Drop,
}

/// What a cell that is left blank means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// Nothing.
    Keep,
    /// What the cell above it says.
    Above,
}

impl Blank {
    /// The words of `blank = "..."`.
    pub const WORDS: [(&'static str, Self); 2] = [("above", Self::Above), ("keep", Self::Keep)];
}

/// What is said of a column.
#[derive(Debug, Clone)]
pub struct ColumnNote {
    /// Where it is said.
    pub at: Location,
    /// Its heading in the file; its id where that is not said.
    pub source: Box<str>,
    /// What files and addresses call it.
    pub id: Option<Box<str>>,
    /// Its type.
    pub kind: Option<Kind>,
    /// In what its values are counted.
    pub unit: Option<Box<str>>,
    /// What people call it.
    pub title: Option<Bilingual>,
    /// What it means.
    pub description: Option<Bilingual>,
    /// The values it may have, and what they mean.
    pub codes: Vec<(Box<str>, Box<str>)>,
    /// Which mark parts its decimals.
    pub decimal: Option<Mark>,
    /// What comes first in its dates.
    pub dates: Option<DateOrder>,
    /// What stands for nothing in it besides what does in the file; only an empty cell does where this is empty.
    pub null: Option<Vec<Box<str>>>,
    /// What its blank cells mean.
    pub blank: Option<Blank>,
    /// No cell may be empty.
    pub required: bool,
    /// No two cells may be equal.
    pub unique: bool,
    /// The least value, as it is written.
    pub min: Option<(Box<str>, Location)>,
    /// The greatest value, as it is written.
    pub max: Option<(Box<str>, Location)>,
    /// A regular expression that each whole value fits.
    pub pattern: Option<(Box<str>, Location)>,
    /// `dataset.column` whose values it takes.
    pub references: Option<(Box<str>, Location)>,
}
