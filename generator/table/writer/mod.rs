//! The files of a table, from its rows.
//!
//! In: rows, one after another, once. Out: stored files through a function the caller gives, rows while they come, columns
//! and root at the end. Of every row is kept: the keys of its numbers (8 bytes each), the numbers of its texts (4 bytes
//! each), each different text once and to [`LONGEST_KEY`](super::column::LONGEST_KEY), and the words of its texts as packed
//! lists (about a byte for a word of a row). The same rows make the same bytes, with one thread or many.

mod bins;
mod keys;
mod store;
mod texts;
mod words;

use rayon::prelude::*;

use self::keys::Keys;
use self::store::{Chain, Store};
use self::words::Words;
use super::column::{Column, Key};
use super::format::cells::{self, Cut};
use super::format::root::{self, RootParts};
use super::format::{LARGEST, MOST_COLUMNS, MOST_ROWS};
use super::value::{Nature, Value};

/// The name of the root, which names all other files.
pub const ROOT: &str = "root.bin";

/// How a table is laid out; the defaults are what was measured best.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Rows of a block of rows, at least.
    pub span: u32,
    /// The most blocks of rows.
    pub spans: u32,
    /// Columns with no more different values than this have a bin for each; about so many bins have the others.
    pub bins: u32,
    /// Rows of a bin of different values, at least.
    pub least: u32,
    /// Bytes of a block of words, before it is packed.
    pub words: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self { span: 64, spans: 1 << 14, bins: 256, least: 512, words: 16 << 10 }
    }
}

/// Why a table cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error<E> {
    /// A file could not be put.
    Put(E),
    /// There are more than [`MOST_COLUMNS`] columns, or two of one id (named), or one without an id.
    Columns(String),
    /// A row, counted from 0, has another number of cells than the table has columns.
    Cells {
        /// Which row.
        row: u32,
        /// How many cells it has.
        found: usize,
        /// How many columns there are.
        wanted: usize,
    },
    /// A cell does not fit its column: see [`Key::of`]. A column of such numbers can be published as a column of codes.
    Value {
        /// Which row, counted from 0.
        row: u32,
        /// The id of the column.
        column: String,
        /// The cell, as files would have it.
        cell: String,
    },
    /// There are more than [`MOST_ROWS`] rows.
    Rows,
    /// What is to be fetched at once would have more than [`LARGEST`] bytes: the rows around this one, or the head of a
    /// column.
    TooLarge {
        /// The row, or the column's id.
        place: String,
    },
}

impl<E: std::fmt::Display> std::fmt::Display for Error<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Put(error) => error.fmt(f),
            Self::Columns(id) => write!(f, "the columns are too many, or '{id}' is no name for one, or for two"),
            Self::Cells { row, found, wanted } => {
                write!(f, "row {}: {found} cells where the table has {wanted} columns", u64::from(*row) + 1)
            }
            Self::Value { row, column, cell } => {
                let row = u64::from(*row) + 1;
                write!(f, "row {row}, column {column}: '{cell}' does not fit the type and scale of the column")
            }
            Self::Rows => write!(f, "more than {MOST_ROWS} rows"),
            Self::TooLarge { place } => {
                write!(f, "{place}: the texts are too long for a table: more than {LARGEST} bytes at once")
            }
        }
    }
}

impl<E: std::error::Error> std::error::Error for Error<E> {}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows.
    pub rows: u32,
    /// Files and stored bytes of the root, of heads, of blocks of rows, and of the columns' blocks.
    pub files: [(usize, usize); 4],
    /// Stored bytes of bins, steps, orders and words.
    pub parts: [usize; 4],
}

/// Puts a stored file, named below the table's folder.
pub type Put<'a, E> = dyn FnMut(&str, &[u8]) -> Result<(), E> + 'a;

/// A table being written.
pub struct Writer<'p, E> {
    layout: Layout,
    columns: Vec<Column>,
    keys: Vec<Keys>,
    words: Vec<Option<Words>>,
    store: Store<'p, E>,
    rows: u32,
    span: u32,
    cells: Chain,
    block: Vec<Cut>,
    waiting: Vec<Vec<u8>>,
    blocks: u32,
}

/// Blocks of rows that are packed together, on all processors.
const TOGETHER: usize = 64;

impl<'p, E> Writer<'p, E> {
    /// A table of these columns, and of about so many rows: how many there are decides how large a block of rows is.
    ///
    /// # Errors
    /// [`Error::Columns`].
    pub fn new(columns: Vec<Column>, rows: u32, layout: Layout, put: &'p mut Put<'p, E>) -> Result<Self, Error<E>> {
        let mut ids: Vec<&str> = columns.iter().map(|column| &*column.id).collect();
        ids.sort_unstable();
        let bad = ids.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let bad = bad.or_else(|| ids.first().copied().filter(|id| id.is_empty() || columns.len() > MOST_COLUMNS));
        if let Some(id) = bad {
            return Err(Error::Columns(id.to_owned()));
        }
        let span = layout.span.max(rows.div_ceil(layout.spans.max(1))).clamp(1, root::LARGEST_SPAN);
        Ok(Self {
            keys: columns.iter().map(|column| Keys::of(column.kind.nature())).collect(),
            words: columns.iter().map(|column| (column.kind.nature() == Nature::Words).then(Words::default)).collect(),
            block: vec![Cut::default(); columns.len()],
            store: Store::new(put),
            cells: Chain::default(),
            waiting: Vec::new(),
            rows: 0,
            blocks: 0,
            span,
            columns,
            layout,
        })
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// [`Error`]; a row that does not fit is not taken, and the rows before it stay.
    pub fn push(&mut self, row: &[Value<'_>]) -> Result<(), Error<E>> {
        let at = self.rows;
        if row.len() != self.columns.len() {
            return Err(Error::Cells { row: at, found: row.len(), wanted: self.columns.len() });
        }
        if at == MOST_ROWS {
            return Err(Error::Rows);
        }
        let mut found = Vec::with_capacity(row.len());
        for (value, column) in row.iter().zip(&self.columns) {
            found.push(Key::of(*value, column).ok_or_else(|| {
                let mut cell = String::new();
                value.write(&mut cell);
                Error::Value { row: at, column: column.id.clone(), cell }
            })?);
        }
        for (index, (value, key)) in row.iter().zip(found).enumerate() {
            self.keys[index].push(key.as_ref());
            if let (Some(words), Value::Text(text)) = (&mut self.words[index], value) {
                words.push(at, text);
            }
            let cut = &mut self.block[index];
            value.write(&mut cut.text);
            cut.ends.push(cut.text.len() as u32);
        }
        self.rows += 1;
        if self.rows.is_multiple_of(self.span) { self.end_block() } else { Ok(()) }
    }

    fn end_block(&mut self) -> Result<(), Error<E>> {
        let block = cells::write(self.blocks, &self.block);
        if block.len() > LARGEST {
            return Err(Error::TooLarge { place: format!("row {}", self.rows) });
        }
        self.waiting.push(block);
        self.blocks += 1;
        for cut in &mut self.block {
            cut.text.clear();
            cut.ends.clear();
        }
        if self.waiting.len() == TOGETHER { self.pack_waiting() } else { Ok(()) }
    }

    fn pack_waiting(&mut self) -> Result<(), Error<E>> {
        let packed: Vec<Vec<u8>> =
            std::mem::take(&mut self.waiting).par_iter().map(|block| store::pack(block)).collect();
        packed.iter().try_for_each(|block| self.cells.add(&mut self.store, block)).map_err(Error::Put)
    }

    /// Writes what is left, and the root as [`ROOT`].
    ///
    /// # Errors
    /// [`Error`].
    pub fn finish(mut self) -> Result<Report, Error<E>> {
        if !self.rows.is_multiple_of(self.span) {
            self.end_block()?;
        }
        self.pack_waiting()?;
        let mut report = Report { rows: self.rows, ..Report::default() };
        let store = &mut self.store;
        self.cells.end(store).map_err(Error::Put)?;
        report.files[2] = store.took();
        let (mut heads, mut sum) = (Vec::new(), [(0, 0); 2]);
        for (at, column) in self.columns.into_iter().enumerate() {
            let (keys, words) =
                (std::mem::replace(&mut self.keys[at], Keys::Numbers(Vec::new())), self.words[at].take());
            let mut chain = Chain::default();
            let parts = bins::write(at as u32, &column, keys, words, &self.layout, &mut chain, store);
            let (head, sizes) = parts.map_err(Error::Put)?;
            report.parts.iter_mut().zip(sizes).for_each(|(sum, size)| *sum += size);
            let took = store.took();
            if head.len() > LARGEST {
                return Err(Error::TooLarge { place: format!("column {}", column.id) });
            }
            let (hash, length) = store.put(&store::pack(&head)).map_err(Error::Put)?;
            heads.push((column, hash, length));
            sum = [add(sum[0], store.took()), add(sum[1], took)];
        }
        [report.files[1], report.files[3]] = sum;
        let cells = (&*self.cells.lengths, &*self.cells.files);
        let root = root::write(&RootParts { rows: [self.rows, self.span], columns: &heads, cells });
        let stored = store::pack(&root);
        (store.put)(ROOT, &stored).map_err(Error::Put)?;
        report.files[0] = (1, stored.len());
        Ok(report)
    }
}

fn add(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    (a.0 + b.0, a.1 + b.1)
}
