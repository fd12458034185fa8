//! What was seen in a column: how often, where first, and in which words.

use crate::dataset::file::raw::Origin;
use crate::dataset::notation::word::quoted;
use crate::files::{At, Location};

/// A cell that says something.
pub struct Cell<'a> {
    /// Its text, cleaned.
    pub text: &'a str,
    /// What the file says of it.
    pub origin: Origin,
    /// The row of the table, counted from one.
    pub row: u64,
    /// Where it stands.
    pub at: &'a dyn Fn() -> Location,
}

/// Something that was seen, how often, and where first.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// How often.
    pub count: u64,
    /// The first few.
    pub examples: Vec<Example>,
    /// What they say: the first few that differ.
    pub texts: Texts,
}

/// Texts that differ from each other, in the order they were met.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The first few, each cut where it is long, and the row it was met in.
    pub first: Vec<(u64, Box<str>)>,
    /// Whether there are others.
    pub more: bool,
}

impl Texts {
    fn add(&mut self, row: u64, text: &str) {
        // Once there are others nothing is to be found out, so that a column of a million numbers costs nothing.
        if self.more || self.first.iter().any(|(_, first)| **first == *text) {
            return;
        }
        match self.first.len() < TEXTS {
            true => self.first.push((row, text.into())),
            false => self.more = true,
        }
    }
}

/// A cell that shows something.
#[derive(Debug, Clone)]
pub struct Example {
    /// The row of the table, counted from one.
    pub row: u64,
    /// Where it stands.
    pub at: Location,
    /// What it says, cut where it is long.
    pub text: Box<str>,
}

impl Example {
    /// What it says, and where it stands.
    fn named(&self) -> String {
        let text = quoted(&self.text);
        match self.at.at() {
            At::Line { line, column } => format!("{text} (line {line}, column {column})"),
            At::Cell { row, column, .. } => format!("{text} ({})", At::cell_name(row, column)),
            At::Whole | At::Bytes { .. } => format!("{text} (row {})", self.row),
        }
    }
}

/// Cells with their places, as a sentence lists them.
pub fn named(cells: &[Example]) -> String {
    cells.iter().map(Example::named).collect::<Vec<_>>().join(", ")
}

/// How many examples are kept.
const EXAMPLES: usize = 3;
/// How many texts are: as many as a line of `null` has room for.
const TEXTS: usize = 8;
/// Where a text is cut, in characters.
const CUT: usize = 60;

impl Seen {
    /// Counts a cell.
    pub fn add(&mut self, cell: &Cell<'_>) {
        self.count += 1;
        let text = || match cell.text.char_indices().nth(CUT) {
            Some((end, _)) => &cell.text[..end],
            None => cell.text,
        };
        if self.examples.len() < EXAMPLES {
            self.examples.push(Example { row: cell.row, at: (cell.at)(), text: text().into() });
        }
        if !self.texts.more {
            self.texts.add(cell.row, text());
        }
    }

    /// Whether it was seen.
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// The rows of the examples: `rows 3, 7 and 9`, or `rows 3, 7, 9 and 4 more`.
    pub fn rows(&self) -> String {
        let mut rows: Vec<String> = self.examples.iter().map(|example| example.row.to_string()).collect();
        let more = self.count - rows.len() as u64;
        if more > 0 {
            rows.push(format!("{more} more"));
        }
        match rows.split_last() {
            Some((last, [])) => format!("row {last}"),
            Some((last, others)) => format!("rows {} and {last}", others.join(", ")),
            None => String::new(),
        }
    }
}

/// What several have in common, as if it had been seen at once.
impl<'a> FromIterator<&'a Seen> for Seen {
    fn from_iter<I: IntoIterator<Item = &'a Self>>(all: I) -> Self {
        let mut together = Self::default();
        let mut texts = Vec::new();
        for seen in all {
            together.count += seen.count;
            together.examples.extend_from_slice(&seen.examples);
            together.texts.more |= seen.texts.more;
            texts.extend(&seen.texts.first);
        }
        together.examples.sort_by_key(|example| example.row);
        together.examples.truncate(EXAMPLES);
        // No text is of two kinds of cells.
        texts.sort_by_key(|(row, _)| *row);
        together.texts.more |= texts.len() > TEXTS;
        together.texts.first = texts.into_iter().take(TEXTS).cloned().collect();
        together
    }
}
