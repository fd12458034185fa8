//! The engine: a question and blocks in, which blocks are wanted and an answer out.
//!
//! ```text
//! new(root) -> ask(query) -> until wanted() is empty: supply(name, bytes) or failed(name) for each; answer() at any time
//! ```
//!
//! # The question
//!
//! The query of an address, `q=…&tinh=eq:79&gia=ge:1000&sort=-gia&page=3`: bookmarked, it is the view.
//!
//! | key | |
//! |---|---|
//! | `q` | words, each of which stands in some column of text or place |
//! | a column's id | a filter, see below; all filters must hold. With a point before it (`.page`) it is never one of these words |
//! | `sort` | a column's id, with `-` before it from the highest. Rows without a value are last either way, rows alike in the order of the table |
//! | `page`, `size` | which page, from 1, and of how many rows: 25, at most 200 |
//! | `chart` | a column's id: its values among the rows selected are counted |
//! | `part` | which part of the selection is wanted as CSV, from 0; see [`Engine::csv`] |
//!
//! | filter | the cell |
//! |---|---|
//! | `eq:79` | is this; given twice for a column, one of them |
//! | `ne:79` | is something else; a cell of nothing is not |
//! | `ge:`, `gt:`, `le:`, `lt:` | is at least, more than, at most, less than |
//! | `has:nguyen va*` | has all these words, whatever their case and marks; with a star, a word that begins so. Of text and places |
//! | `begins:079` | begins so. Of codes and addresses |
//! | `null:`, `some:` | is nothing, is something |
//!
//! Numbers are written as in files (`-1234.5`), days `2026-07-01`; `2026-07` and `2026` stand for all days of the month or
//! year. Texts and places are compared in Vietnamese order, codes byte by byte, both by their first 200 bytes. What is not
//! understood is a problem, and then nothing is answered.
//!
//! # What is exact
//!
//! Everything. A filter's answer is the set of all its rows, so that `total` is the count as soon as there is one; the chart
//! counts all selected rows. Until then `total` is `null`. Where blocks cannot be had the stage is `lost`, and there are no
//! rows rather than wrong ones; where only blocks of rows are missing, those rows are there without cells.
//!
//! # Memory
//!
//! A set of rows is a bit a row: 125 KB for a million, one a filter and a few at work. Of blocks six megabytes are kept
//! besides the heads of the columns that were used.

mod answer;
mod csv;
mod json;
mod order;
pub mod query;
mod select;
mod sort;
mod store;

use self::order::different;
use self::query::Query;
use self::select::{Of, Plan};
use self::sort::{Turn, Turned, by_cells};
use self::store::{Need, Store};
use super::format::root::Root;
use super::format::{Corrupt, cells, head};
use super::rows::Rows;

/// Selections of no more rows are sorted by their cells: the blocks of so few rows are less than the bins they lie in.
const FEW: u32 = 100;
/// Blocks of rows of a part of CSV.
pub const PART: u32 = 256;

/// A table that is asked.
#[derive(Debug)]
pub struct Engine {
    root: Root,
    store: Store,
    generation: u32,
    asked: Asked,
}

/// The question at hand, and what is known of its answer.
#[derive(Debug, Default)]
struct Asked {
    query: Query,
    /// The rows of each clause, once they are known.
    solved: Vec<Option<Rows>>,
    /// The rows of all clauses.
    selected: Option<Rows>,
    /// The rows of the page, in order.
    page: Option<Vec<u32>>,
    /// How many selected rows each bin of the chart's column has, and those without a value.
    counts: Option<Vec<u32>>,
    /// What is wanted next.
    wanted: Vec<Need>,
    /// Whether something that cannot be had keeps an answer away.
    is_lost: bool,
}

/// Why there is nothing to go on with.
enum Halt {
    /// Blocks are wanted.
    Wait(Vec<Need>),
    /// Blocks cannot be had.
    Lost,
}

impl From<Corrupt> for Halt {
    fn from(_: Corrupt) -> Self {
        Self::Lost
    }
}

impl Engine {
    /// An engine over the table that this root names.
    ///
    /// # Errors
    /// [`Corrupt`]: the root is of another version, or damaged.
    pub fn new(root: &[u8]) -> Result<Self, Corrupt> {
        let root = Root::open(root)?;
        Ok(Self { root, store: Store::default(), generation: 0, asked: Asked::default() })
    }

    /// What the table is.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// About how many bytes of blocks are kept.
    pub fn kept(&self) -> usize {
        self.store.size()
    }

    /// Asks; gives the generation: an answer of another generation is stale.
    pub fn ask(&mut self, query: &str) -> u32 {
        self.generation = self.generation.wrapping_add(1);
        self.store.begin();
        let query = Query::parse(query, &self.root.columns);
        self.asked = Asked { solved: vec![None; query.clauses.len()], query, ..Asked::default() };
        self.advance();
        self.generation
    }

    /// The names of the blocks that are needed next, `place:file:offset:length`; none when the answer is all there is.
    pub fn wanted(&self) -> Vec<String> {
        let open = self.asked.wanted.iter().filter(|(place, _)| !self.store.is_settled(*place));
        open.map(|(place, address)| address.name(*place)).collect()
    }

    /// Takes a block, unpacked. False where it is damaged: then it may be fetched once more.
    pub fn supply(&mut self, name: &str, bytes: Vec<u8>) -> bool {
        let taken = self.store.put(name, bytes, &self.root);
        self.settle();
        taken
    }

    /// Says that a block cannot be had.
    pub fn failed(&mut self, name: &str) {
        self.store.fail(name);
        self.settle();
    }

    /// Goes on once all that was wanted is here or cannot be.
    fn settle(&mut self) {
        if !self.asked.wanted.is_empty() && self.asked.wanted.iter().all(|(place, _)| self.store.is_settled(*place)) {
            self.advance();
        }
    }

    /// Works out what the blocks that are here tell, and what is wanted next.
    fn advance(&mut self) {
        self.asked.wanted.clear();
        if !self.asked.query.problems.is_empty() || self.asked.is_lost {
            return;
        }
        match self.step() {
            Ok(()) => {}
            Err(Halt::Lost) => self.asked.is_lost = true,
            Err(Halt::Wait(needs)) => {
                self.asked.wanted = needs;
            }
        }
    }

    fn step(&mut self) -> Result<(), Halt> {
        self.heads()?;
        self.select()?;
        let mut waiting = Vec::new();
        for step in [Self::count, Self::turn] {
            match step(self) {
                Err(Halt::Wait(needs)) => waiting.extend(needs),
                other => other?,
            }
        }
        if waiting.is_empty() { Ok(()) } else { Err(Halt::Wait(waiting)) }
    }

    /// The heads of all columns that the question names.
    fn heads(&self) -> Result<(), Halt> {
        let query = &self.asked.query;
        let filters = query.clauses.iter().flatten().map(|atom| atom.column);
        let columns = filters.chain(query.sort.map(|(column, _)| column)).chain(query.chart);
        self.need(columns.map(|column| (head::place(column as u32), self.root.heads[column])).collect())
    }

    /// Nothing, where all of these are here.
    fn need(&self, needs: Vec<Need>) -> Result<(), Halt> {
        if needs.iter().any(|(place, _)| self.store.is_lost(*place)) {
            return Err(Halt::Lost);
        }
        let open: Vec<Need> = needs.into_iter().filter(|(place, _)| !self.store.is_settled(*place)).collect();
        if open.is_empty() {
            return Ok(());
        }
        let places = different(&open, &|(a, _), (b, _)| a.cmp(b));
        Err(Halt::Wait(places.into_iter().map(|at| open[at as usize]).collect()))
    }

    fn of(&self, column: usize) -> Result<Of<'_>, Halt> {
        let head = self.store.head(column).ok_or(Halt::Lost)?;
        Ok(Of { head, column: column as u32, nature: self.root.columns[column].kind.nature() })
    }

    /// The rows of every clause, and of all together.
    fn select(&mut self) -> Result<(), Halt> {
        if self.asked.selected.is_some() {
            return Ok(());
        }
        let (rows, mut needs) = (self.root.rows, Vec::new());
        for at in 0..self.asked.solved.len() {
            if self.asked.solved[at].is_some() {
                continue;
            }
            let clause = &self.asked.query.clauses[at];
            let plans = clause.iter().map(|atom| Ok((atom, Plan::of(&atom.test, self.of(atom.column)?))));
            let plans = plans.collect::<Result<Vec<(&query::Atom, Plan)>, Halt>>()?;
            match self.need(plans.iter().flat_map(|(_, plan)| plan.needs.iter().copied()).collect()) {
                Err(Halt::Wait(more)) => needs.extend(more),
                other => {
                    other?;
                    let mut found = Rows::none(rows);
                    for (atom, plan) in &plans {
                        found.add(&plan.solve(&atom.test, self.of(atom.column)?, &self.store, rows)?);
                    }
                    self.asked.solved[at] = Some(found);
                }
            }
        }
        if !needs.is_empty() {
            return Err(Halt::Wait(needs));
        }
        let mut selected = Rows::all(rows);
        // From here on one set is enough.
        std::mem::take(&mut self.asked.solved).iter().flatten().for_each(|solved| selected.keep(solved));
        self.asked.selected = Some(selected);
        Ok(())
    }

    /// How many selected rows each bin of the chart's column has.
    fn count(&mut self) -> Result<(), Halt> {
        let (Some(column), None, Some(selected)) = (self.asked.query.chart, &self.asked.counts, &self.asked.selected)
        else {
            return Ok(());
        };
        let of = self.of(column)?;
        let all: Vec<Need> = (0..=of.head.null_bin()).filter_map(|bin| of.head.bin(of.column, bin)).collect();
        let counts = if selected.count() == self.root.rows {
            let rows = of.head.bins.iter().map(|bin| bin.rows);
            rows.chain([of.head.nulls]).collect()
        } else {
            self.need(all.clone())?;
            let count = |(place, _): Need| {
                let mut rows = self.store.rows(place, self.root.rows)?;
                rows.keep(selected);
                Ok(rows.count())
            };
            let mut counts = all.into_iter().map(count).collect::<Result<Vec<u32>, Corrupt>>()?;
            counts.resize(of.head.null_bin() + 1, 0);
            counts
        };
        self.asked.counts = Some(counts);
        Ok(())
    }

    /// The rows of the page, then their cells; or the rows of a part.
    fn turn(&mut self) -> Result<(), Halt> {
        let Some(selected) = &self.asked.selected else { return Ok(()) };
        if let Some(part) = self.asked.query.part {
            return self.cells(&self.rows_of_part(part, selected), true);
        }
        if self.asked.page.is_none() {
            let Query { page, size, .. } = self.asked.query;
            let start = page.saturating_mul(size);
            let rows = match self.asked.query.sort {
                None => selected.after(start).take(size as usize).collect(),
                Some((column, is_down)) => self.sorted(column, Turn { is_down, start, size }, selected)?,
            };
            self.asked.page = Some(rows);
        }
        let page = self.asked.page.as_deref().unwrap_or_default();
        self.cells(page, false)
    }

    fn sorted(&self, column: usize, turn: Turn, selected: &Rows) -> Result<Vec<u32>, Halt> {
        if turn.start >= selected.count() {
            return Ok(Vec::new());
        }
        if selected.count() <= FEW.min(selected.of() / 2) {
            let mut rows: Vec<u32> = selected.from(0).collect();
            self.cells(&rows, true)?;
            by_cells(&mut rows, &self.root.columns[column], turn.is_down, &|row| self.cell(row, column).to_owned());
            return Ok(rows.into_iter().skip(turn.start as usize).take(turn.size as usize).collect());
        }
        match turn.rows(self.of(column)?, selected, &self.store)? {
            Turned::Rows(rows) => Ok(rows),
            // What cannot be had is told apart from what is not here yet.
            Turned::Needs(needs) => self.need(needs).and(Err(Halt::Lost)),
        }
    }

    /// The blocks of these rows; `all`: without one of them there is no answer.
    fn cells(&self, rows: &[u32], all: bool) -> Result<(), Halt> {
        let needs = rows.iter().filter_map(|row| {
            let block = row / self.root.span;
            let need = (cells::place(block), self.root.cells.get(block as usize)?);
            (all || !self.store.is_lost(need.0)).then_some(need)
        });
        self.need(needs.collect())
    }

    /// A cell of a row whose block is here.
    fn cell(&self, row: u32, column: usize) -> &str {
        let cells = self.store.cells(row / self.root.span);
        cells.map_or("", |cells| cells.get(row % self.root.span, column))
    }

    /// The selected rows of a part.
    fn rows_of_part(&self, part: u32, selected: &Rows) -> Vec<u32> {
        let size = PART * self.root.span;
        let start = part.saturating_mul(size);
        selected.from(start).take_while(|&row| row - start < size).collect()
    }
}
