//! Changes for other programs: JSON Lines, an object a change, the counts last.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Compare, Shown};
use crate::dataset::diff::{Alignment, Column, Counts, Numbered, Pair, SchemaChange, Visitor};

/// Writes changes as JSON.
pub(super) struct Json<'w> {
    out: &'w mut dyn Write,
    written: io::Result<()>,
    /// What each object says of what is compared.
    compared: Map<String, Value>,
    before: Vec<Column>,
    after: Vec<Column>,
    keys: Vec<Pair>,
}

impl<'w> Json<'w> {
    pub fn new(out: &'w mut dyn Write, compare: Compare<'_>) -> Self {
        let mut compared = Map::new();
        compared.insert("dataset".into(), compare.dataset.into());
        compared.insert("from".into(), compare.from.into());
        compared.insert("to".into(), compare.to.into());
        Self { out, written: Ok(()), compared, before: Vec::new(), after: Vec::new(), keys: Vec::new() }
    }

    fn object(&mut self, change: &str, rest: Value) {
        let mut object = self.compared.clone();
        object.insert("change".into(), change.into());
        if let Value::Object(rest) = rest {
            object.extend(rest);
        }
        if self.written.is_ok() {
            self.written = writeln!(self.out, "{}", Value::Object(object));
        }
    }

    fn key(&self, row: Numbered<'_>, place: fn(&Pair) -> usize) -> Value {
        let key = |pair: &Pair| (self.after[pair.after].id.to_string(), Value::from(row.cells.get(place(pair))));
        self.keys.iter().map(key).collect()
    }
}

/// A cell; nothing where it is empty.
fn cell(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

fn whole(columns: &[Column], row: Numbered<'_>) -> Value {
    columns.iter().enumerate().map(|(at, column)| (column.id.to_string(), cell(row.cells.get(at)))).collect()
}

impl Visitor for Json<'_> {
    fn schema(&mut self, before: &[Column], after: &[Column], alignment: &Alignment) {
        (self.before, self.after) = (before.to_vec(), after.to_vec());
        self.keys.clone_from(&alignment.keys);
        for change in &alignment.changes {
            match change {
                SchemaChange::Keys(was, is) => self.object("keys-changed", json!({"before": was, "after": is})),
                SchemaChange::Removed(id, kind) => {
                    self.object("column-removed", json!({"column": id, "before": kind.word()}));
                }
                SchemaChange::Added(id, kind) => {
                    self.object("column-added", json!({"column": id, "after": kind.word()}))
                }
                SchemaChange::Renamed(was, is) => {
                    self.object("column-renamed", json!({"column": is, "before": was, "after": is}));
                }
                SchemaChange::Kind(id, was, is) => {
                    self.object("type-changed", json!({"column": id, "before": was.word(), "after": is.word()}));
                }
                SchemaChange::Unit(id, was, is) => {
                    self.object("unit-changed", json!({"column": id, "before": was, "after": is}));
                }
            }
        }
    }

    fn added(&mut self, row: Numbered<'_>) {
        let rest =
            json!({"row": row.number, "key": self.key(row, |pair| pair.after), "after": whole(&self.after, row)});
        self.object("added", rest);
    }

    fn removed(&mut self, row: Numbered<'_>) {
        let rest =
            json!({"row": row.number, "key": self.key(row, |pair| pair.before), "before": whole(&self.before, row)});
        self.object("removed", rest);
    }

    fn changed(&mut self, before: Numbered<'_>, after: Numbered<'_>, pairs: &[Pair]) {
        let cells: Value = pairs
            .iter()
            .map(|pair| {
                let (was, is) = (cell(before.cells.get(pair.before)), cell(after.cells.get(pair.after)));
                (self.after[pair.after].id.to_string(), json!({"before": was, "after": is}))
            })
            .collect();
        let key = self.key(after, |pair| pair.after);
        self.object("changed", json!({"row": after.number, "key": key, "cells": cells}));
    }
}

impl Shown for Json<'_> {
    fn finish(mut self: Box<Self>, counts: Counts) -> io::Result<()> {
        let Counts { schema, added, removed, changed, cells } = counts;
        let rest = json!({"schema": schema, "added": added, "removed": removed, "changed": changed, "cells": cells});
        self.object("counts", rest);
        self.written
    }
}
