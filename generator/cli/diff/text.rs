//! Changes for people: the first rows of each kind, and how many there are.

use std::io::{self, Write};

use super::super::record::told;
use super::{Compare, Shown};
use crate::dataset::diff::{Alignment, Column, Counts, Numbered, Pair, SchemaChange, Visitor};

/// Writes changes as lines.
pub(super) struct Text<'w> {
    out: &'w mut dyn Write,
    written: io::Result<()>,
    /// How many rows of each kind are shown.
    most: u64,
    /// How many of each were met: changed, added, removed.
    met: [u64; 3],
    before: Vec<Column>,
    after: Vec<Column>,
    keys: Vec<Pair>,
}

impl<'w> Text<'w> {
    pub fn new(out: &'w mut dyn Write, compare: Compare<'_>, most: u64) -> Self {
        let Compare { dataset, from, to } = compare;
        let written = match to {
            Some(to) => writeln!(out, "{dataset}: version {to} since version {from}"),
            None => writeln!(out, "{dataset}: the file as it is now, since version {from}"),
        };
        Self { out, written, most, met: [0; 3], before: Vec::new(), after: Vec::new(), keys: Vec::new() }
    }

    fn line(&mut self, line: &str) {
        if self.written.is_ok() {
            self.written = writeln!(self.out, "  {line}");
        }
    }

    /// Whether one more row of a kind is shown.
    fn shows(&mut self, kind: usize) -> bool {
        self.met[kind] += 1;
        self.met[kind] <= self.most
    }

    /// `ma = 01`, or `row 3` where rows have no key.
    fn named(&self, row: Numbered<'_>, place: fn(&Pair) -> usize) -> String {
        if self.keys.is_empty() {
            return format!("row {}", row.number);
        }
        let key = |pair: &Pair| format!("{} = {}", self.after[pair.after].id, row.cells.get(place(pair)));
        self.keys.iter().map(key).collect::<Vec<_>>().join(", ")
    }

    fn whole(&mut self, kind: usize, sign: char, row: Numbered<'_>, place: fn(&Pair) -> usize) {
        if !self.shows(kind) {
            return;
        }
        let columns = if kind == ADDED { &self.after } else { &self.before };
        let is_key = |at: usize| self.keys.iter().any(|pair| place(pair) == at);
        let cells = columns.iter().enumerate().filter(|(at, _)| !is_key(*at) && !row.cells.get(*at).is_empty());
        let cells: Vec<String> = cells.map(|(at, column)| format!("{} = {}", column.id, row.cells.get(at))).collect();
        let line = format!("{sign} {}: {}", self.named(row, place), cells.join(", "));
        self.line(&line);
    }
}

const CHANGED: usize = 0;
const ADDED: usize = 1;
const REMOVED: usize = 2;

/// A change of columns in a line.
fn schema_line(change: &SchemaChange) -> String {
    let ids = |ids: &[Box<str>]| if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") };
    let unit = |unit: &Option<Box<str>>| unit.as_deref().unwrap_or("nothing").to_owned();
    match change {
        SchemaChange::Keys(was, is) => {
            format!("keys: {} -> {}; whole rows are compared", ids(was), ids(is))
        }
        SchemaChange::Removed(id, kind) => format!("column removed: {id} ({})", kind.word()),
        SchemaChange::Added(id, kind) => format!("column added: {id} ({})", kind.word()),
        SchemaChange::Renamed(was, is) => format!("column renamed: {was} -> {is}"),
        SchemaChange::Kind(id, was, is) => format!("type of {id}: {} -> {}", was.word(), is.word()),
        SchemaChange::Unit(id, was, is) => format!("unit of {id}: {} -> {}", unit(was), unit(is)),
    }
}

impl Visitor for Text<'_> {
    fn schema(&mut self, before: &[Column], after: &[Column], alignment: &Alignment) {
        (self.before, self.after) = (before.to_vec(), after.to_vec());
        self.keys.clone_from(&alignment.keys);
        alignment.changes.iter().for_each(|change| self.line(&schema_line(change)));
    }

    fn added(&mut self, row: Numbered<'_>) {
        self.whole(ADDED, '+', row, |pair| pair.after);
    }

    fn removed(&mut self, row: Numbered<'_>) {
        self.whole(REMOVED, '-', row, |pair| pair.before);
    }

    fn changed(&mut self, before: Numbered<'_>, after: Numbered<'_>, pairs: &[Pair]) {
        if !self.shows(CHANGED) {
            return;
        }
        let cell = |pair: &Pair| {
            let said = |cell: &str| if cell.is_empty() { "nothing".to_owned() } else { cell.to_owned() };
            let (was, is) = (said(before.cells.get(pair.before)), said(after.cells.get(pair.after)));
            format!("{}: {was} -> {is}", self.after[pair.after].id)
        };
        let cells: Vec<String> = pairs.iter().map(cell).collect();
        let line = format!("~ {}: {}", self.named(after, |pair| pair.after), cells.join(", "));
        self.line(&line);
    }
}

impl Shown for Text<'_> {
    fn finish(mut self: Box<Self>, counts: Counts) -> io::Result<()> {
        if self.met.iter().any(|met| *met > self.most) {
            let line = format!("... the first {} of each kind; --rows N shows more, --format json all", self.most);
            self.line(&line);
        }
        self.line(&told(counts));
        self.written
    }
}
