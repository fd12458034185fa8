//! A row as a file has it: cells of text, each with its place and what the file itself says it is.

/// What a file says of a cell besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nothing: all cells of a text file, and texts of a workbook.
    Text,
    /// Text with a quote where none belongs, as was found by reading it.
    StrayQuote,
    /// A number, written with a point and no separators.
    Number,
    /// A day, as ISO 8601 writes it.
    Date,
    /// `true` or `false`.
    Boolean,
    /// An error of a formula: `#N/A`.
    Error,
    /// Nothing of its own: it is covered by a merged cell, whose text this is.
    Merged,
}

/// A row, kept and filled anew for the next.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// The line it begins in, counted from one; for a workbook, the row.
    pub line: u64,
    text: String,
    cells: Vec<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    end: u32,
    /// Lines after the row's own.
    line: u32,
    /// Counted from one; for a workbook, the column counted from zero.
    column: u32,
    origin: Origin,
}

impl RawRow {
    /// Empties it for a row that begins in `line`.
    pub fn start(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.cells.clear();
    }

    /// Adds to the text of the cell that is being read.
    pub fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Ends the cell that is being read: how many lines after the row's it began, and in which column.
    pub fn end_cell(&mut self, line: u32, column: u32, origin: Origin) {
        // Records are bounded far below this.
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.cells.push(Span { end, line, column, origin });
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The text of a cell; nothing where there is none.
    pub fn cell(&self, index: usize) -> &str {
        let Some(span) = self.cells.get(index) else { return "" };
        let start = index.checked_sub(1).map_or(0, |before| self.cells[before].end as usize);
        &self.text[start..span.end as usize]
    }

    /// What the file says of a cell.
    pub fn origin(&self, index: usize) -> Origin {
        self.cells.get(index).map_or(Origin::Text, |span| span.origin)
    }

    /// The line and the column a cell begins in; the end of the row where there is none.
    pub fn place(&self, index: usize) -> (u64, u32) {
        let span = self.cells.get(index).or(self.cells.last());
        span.map_or((self.line, 1), |span| (self.line + u64::from(span.line), span.column))
    }

    /// The cells' texts.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// Whether a cell says something of its own.
    pub fn is_filled(&self, index: usize) -> bool {
        self.origin(index) != Origin::Merged && !self.cell(index).trim().is_empty()
    }

    /// How many cells say something of their own.
    pub fn filled(&self) -> usize {
        (0..self.len()).filter(|&index| self.is_filled(index)).count()
    }

    /// How many cells there are up to the last that says something.
    pub fn used(&self) -> usize {
        (0..self.len()).rev().find(|&index| self.is_filled(index)).map_or(0, |last| last + 1)
    }

    /// The whole row in a line, for the log and for messages.
    pub fn joined(&self) -> String {
        let cells: Vec<&str> = self.iter().map(str::trim).collect();
        cells.join(" | ").trim_end_matches([' ', '|']).to_owned()
    }
}
