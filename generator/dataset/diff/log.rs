//! All changes as a table, `changes.csv`, written as they come.
//!
//! Columns: `change`, then `key_<id>` of each column that names a row, or `row`, the row's number, where whole rows are
//! compared; `name_<id>`, what the row is in words, where no key is in words and another column is; then `column`, the
//! column's id, and `title`, what people call it; `before`, `after`. A row that was added or removed has a line for each of its cells that says
//! something, so that the table holds the whole difference. Changes of the schema come first: `column-added`,
//! `column-removed`, `column-renamed`, `type-changed`, `unit-changed`, `keys-changed`. A cell that a spreadsheet would run
//! stands behind an apostrophe; a number never does.

use std::borrow::Cow;
use std::io::{self, Write};

use super::schema::{Alignment, Pair, SchemaChange};
use super::{Column, Numbered, Visitor};
use crate::dataset::rows::repair::safe;

/// What a line says of a column.
#[derive(Debug, Clone)]
struct Named {
    id: Box<str>,
    /// What people call it, as a cell of the table.
    title: Box<str>,
}

/// Writes changes. What fails is told at the end.
pub struct ChangeLog<W: Write> {
    out: csv::Writer<W>,
    written: csv::Result<()>,
    before: Vec<Named>,
    after: Vec<Named>,
    keys: Vec<Pair>,
    name: Option<Pair>,
}

impl<W: Write> ChangeLog<W> {
    /// Begins a table.
    pub fn new(out: W) -> Self {
        let out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        Self { out, written: Ok(()), before: Vec::new(), after: Vec::new(), keys: Vec::new(), name: None }
    }

    /// Writes what is left, and gives back what it was written to.
    ///
    /// # Errors
    /// Where something could not be written.
    pub fn finish(self) -> io::Result<W> {
        self.written?;
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }

    fn line<'c>(&mut self, change: &str, names: impl Iterator<Item = Cow<'c, str>>, rest: [&str; 4]) {
        if self.written.is_ok() {
            self.written = self.try_line(change, names, rest);
        }
    }

    fn try_line<'c>(
        &mut self,
        change: &str,
        names: impl Iterator<Item = Cow<'c, str>>,
        [column, title, before, after]: [&str; 4],
    ) -> csv::Result<()> {
        self.out.write_field(change)?;
        for name in names {
            self.out.write_field(&*safe(&name))?;
        }
        self.out.write_field(column)?;
        self.out.write_field(title)?;
        self.out.write_field(&*safe(before))?;
        self.out.write_field(&*safe(after))?;
        self.out.write_record(None::<&[u8]>)
    }

    /// A line about a column.
    fn schema_line(&mut self, change: &str, [id, before, after]: [&str; 3]) {
        let column = self.after.iter().chain(&self.before).find(|column| *column.id == *id).cloned();
        let title = column.as_ref().map_or("", |column| &column.title);
        let names = self.keys.len().max(1) + usize::from(self.name.is_some());
        self.line(change, std::iter::repeat_n(Cow::Borrowed(""), names), [id, title, before, after]);
    }

    /// A line for each cell of a row that only one side has.
    fn whole(&mut self, change: &str, row: Numbered<'_>, side: fn(&Pair) -> usize) {
        let places: Vec<usize> = self.keys.iter().map(side).collect();
        let name = self.name.as_ref().map(side);
        let columns = if change == ADDED { &self.after } else { &self.before };
        let columns = columns.clone();
        let says = |at: &usize| !places.contains(at) && !row.cells.get(*at).is_empty();
        let cells: Vec<usize> = (0..row.cells.len()).filter(says).collect();
        if cells.is_empty() {
            self.line(change, names(&places, name, row), [""; 4]);
        }
        for at in cells {
            let cell = row.cells.get(at);
            let (before, after) = if change == ADDED { ("", cell) } else { (cell, "") };
            self.line(change, names(&places, name, row), [&columns[at].id, &columns[at].title, before, after]);
        }
    }
}

/// The columns of a table, each with what people call it: in the later table, where both have it.
fn named(table: &[Column], later: &[Column]) -> Vec<Named> {
    let named = table.iter().map(|column| {
        let called = later.iter().find(|other| other.id == column.id).unwrap_or(column);
        let title = called.title.as_ref().map_or(&*called.heading, |title| &*title.vi);
        Named { id: column.id.clone(), title: safe(title.trim()).into() }
    });
    named.collect()
}

const ADDED: &str = "added";

/// What names a row: its key, or its number where there is none, and its name in words.
fn names<'c>(places: &[usize], name: Option<usize>, row: Numbered<'c>) -> impl Iterator<Item = Cow<'c, str>> {
    let number = places.is_empty().then(|| Cow::Owned(row.number.to_string()));
    let cells: Vec<_> = places.iter().chain(&name).map(|&at| Cow::Borrowed(row.cells.get(at))).collect();
    number.into_iter().chain(cells)
}

impl<W: Write> Visitor for ChangeLog<W> {
    fn schema(&mut self, before: &[Column], after: &[Column], alignment: &Alignment) {
        (self.before, self.after) = (named(before, after), named(after, &[]));
        self.keys.clone_from(&alignment.keys);
        self.name = alignment.name(after);
        let mut head = vec!["change".to_owned()];
        head.extend(self.keys.iter().map(|pair| format!("key_{}", after[pair.after].id)));
        if self.keys.is_empty() {
            head.push("row".to_owned());
        }
        head.extend(self.name.map(|pair| format!("name_{}", after[pair.after].id)));
        head.extend(["column", "title", "before", "after"].map(str::to_owned));
        self.written = self.out.write_record(&head);
        for change in &alignment.changes {
            match change {
                SchemaChange::Keys(was, is) => self.schema_line("keys-changed", ["", &was.join(" "), &is.join(" ")]),
                SchemaChange::Removed(id, kind) => self.schema_line("column-removed", [id, kind.word(), ""]),
                SchemaChange::Added(id, kind) => self.schema_line("column-added", [id, "", kind.word()]),
                SchemaChange::Renamed(was, is) => self.schema_line("column-renamed", [is, was, is]),
                SchemaChange::Kind(id, was, is) => self.schema_line("type-changed", [id, was.word(), is.word()]),
                SchemaChange::Unit(id, was, is) => {
                    let [was, is] = [was, is].map(|unit| unit.as_deref().unwrap_or_default());
                    self.schema_line("unit-changed", [id, was, is]);
                }
            }
        }
    }

    fn added(&mut self, row: Numbered<'_>) {
        self.whole(ADDED, row, |pair| pair.after);
    }

    fn removed(&mut self, row: Numbered<'_>) {
        self.whole("removed", row, |pair| pair.before);
    }

    fn changed(&mut self, before: Numbered<'_>, after: Numbered<'_>, pairs: &[Pair]) {
        let places: Vec<usize> = self.keys.iter().map(|pair| pair.after).collect();
        let name = self.name.map(|pair| pair.after);
        for pair in pairs {
            let Named { id, title } = self.after[pair.after].clone();
            let cells = [&*id, &*title, before.cells.get(pair.before), after.cells.get(pair.after)];
            self.line("changed", names(&places, name, after), cells);
        }
    }
}
