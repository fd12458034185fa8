//! What is promised of a table and checked in every row: keys, required, unique, ranges, patterns, codes, references.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use regex_lite::Regex;

use crate::dataset::columns::schema::{Column, Schema};
use crate::dataset::description::Description;
use crate::dataset::findings::{Findings, Wrong};
use crate::dataset::hash::fingerprint;
use crate::dataset::notation::word::quoted;
use crate::dataset::rows::Plan;
use crate::dataset::rows::Row;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::files::Location;
use crate::language::Date;
use crate::table::{Decimal, Kind, Value};

/// The most rows whose values are compared with each other: 32 bytes each.
const COMPARED: usize = 4_000_000;

/// Values by their fingerprints.
#[derive(Debug, Default, Clone)]
pub struct ValueSet {
    set: HashSet<u128, BuildHasherDefault<Folded>>,
    full: bool,
}

/// A fingerprint is a hash already.
#[derive(Debug, Default, Clone, Copy)]
struct Folded(u64);

impl Hasher for Folded {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = crate::dataset::hash::hash(bytes, 0);
    }

    fn write_u128(&mut self, value: u128) {
        self.0 = value as u64;
    }
}

impl ValueSet {
    /// Adds a value; `false` where it was there.
    pub fn insert(&mut self, text: &str) -> bool {
        if self.set.len() >= COMPARED {
            self.full = true;
            return true;
        }
        self.set.insert(fingerprint(text.as_bytes()))
    }

    /// Whether it has a value, or may have it because it is full.
    pub fn may_have(&self, text: &str) -> bool {
        self.full || self.set.contains(&fingerprint(text.as_bytes()))
    }
}

/// What is promised of a table.
#[derive(Debug, Default)]
pub struct Constraints {
    columns: Vec<Promised>,
    keys: Vec<usize>,
    seen_keys: ValueSet,
    text: String,
    key: String,
}

#[derive(Debug, Default)]
struct Promised {
    required: bool,
    unique: Option<ValueSet>,
    min: Option<Bound>,
    max: Option<Bound>,
    pattern: Option<Regex>,
    codes: Vec<Box<str>>,
}

#[derive(Debug, Clone, Copy)]
enum Bound {
    Number(Decimal),
    Date(Date),
    Year(u16),
}

impl Constraints {
    /// What a description promises of the columns of a schema; what it promises in vain are findings.
    pub fn of(description: &Description, schema: &Schema) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let columns = schema.columns.iter().map(|column| Promised::of(column, &mut found)).collect();
        let mut keys = Vec::new();
        for (id, at) in &description.keys {
            match schema.position(id) {
                Some(index) => keys.push(index),
                None => {
                    let ids = schema.columns.iter().map(|column| &*column.id);
                    let near = nearest(id, ids.clone()).map(|near| format!(": is it \"{near}\"?")).unwrap_or_default();
                    let help = format!("the ids are {}", ids.collect::<Vec<_>>().join(", "));
                    let message = format!("there is no column \"{id}\"{near}");
                    found.push(Diagnostic::error("dataset/key-unknown", *at, message).help(help));
                }
            }
        }
        (Self { columns, keys, ..Self::default() }, found)
    }

    /// Checks a row.
    pub fn check(&mut self, plan: &Plan, row: &Row, findings: &mut Findings) {
        for (index, promised) in self.columns.iter_mut().enumerate() {
            let column = &plan.schema.columns[index];
            let value = row.value(index);
            let broken = if value == Value::Null {
                let needed = promised.required || self.keys.contains(&index);
                let help = match promised.required {
                    true => "fill it, or take `required` away",
                    false => "fill it, or take the column out of `keys`",
                };
                needed.then(|| ("dataset/required", "is empty".to_owned(), help.to_owned()))
            } else if promised.promises() {
                self.text.clear();
                value.write(&mut self.text);
                promised.broken(value, &self.text)
            } else {
                None
            };
            if let Some((rule, what, help)) = broken {
                let at = plan.place(row, index);
                let wrong = Wrong { rule, severity: Severity::Error, column: Some(index), row: row.number, at };
                findings.add(wrong, || (format!("row {} of \"{}\" {what}", row.number, column.name), help));
            }
        }
        self.check_key(plan, row, findings);
    }

    fn check_key(&mut self, plan: &Plan, row: &Row, findings: &mut Findings) {
        if self.keys.is_empty() {
            return;
        }
        self.key.clear();
        for &index in &self.keys {
            row.value(index).write(&mut self.key);
            // No value has it.
            self.key.push('\0');
        }
        if !self.seen_keys.insert(&self.key) {
            let shown = self.key.trim_end_matches('\0').replace('\0', ", ");
            let at = plan.place(row, self.keys[0]);
            let wrong =
                Wrong { rule: "dataset/key-twice", severity: Severity::Error, column: None, row: row.number, at };
            findings.add(wrong, || {
                let message = format!("row {} has the key of an earlier row: {}", row.number, quoted(&shown));
                (message, "remove one of the rows, or add the column that tells them apart to `keys`".into())
            });
        }
    }

    /// What could not be checked, once all rows were.
    pub fn finish(self, at: Location) -> Option<Diagnostic> {
        let full =
            self.seen_keys.full || self.columns.iter().any(|column| column.unique.as_ref().is_some_and(|set| set.full));
        let message = format!("that values are unique was checked for {COMPARED} different ones, and not beyond");
        full.then(|| Diagnostic::note("dataset/not-compared", at, message))
    }
}

impl Promised {
    fn of(column: &Column, found: &mut Vec<Diagnostic>) -> Self {
        let Some(note) = &column.note else { return Self::default() };
        let mut bound = |said: &Option<(Box<str>, Location)>| {
            let (text, at) = said.as_ref()?;
            let bound = match column.kind {
                Kind::Date => Date::parse_iso(text).map(Bound::Date),
                Kind::Year => text.parse().ok().map(Bound::Year),
                kind if kind.is_number() => Decimal::parse(text).map(Bound::Number),
                _ => None,
            };
            if bound.is_none() {
                let kind = column.kind.word();
                let message = format!("\"{text}\" bounds no column of type {kind}");
                let help = "numbers, dates (2025-07-01) and years have a least and a greatest value";
                found.push(Diagnostic::error("dataset/bound", *at, message).help(help));
            }
            bound
        };
        let (min, max) = (bound(&note.min), bound(&note.max));
        let pattern = note.pattern.as_ref().and_then(|(text, at)| match Regex::new(&format!("^(?:{text})$")) {
            Ok(regex) => Some(regex),
            Err(error) => {
                let message = format!("the pattern cannot be read: {error}");
                let help = "it is a regular expression for the whole value, such as '[0-9]{2}'";
                found.push(Diagnostic::error("dataset/pattern", *at, message).help(help));
                None
            }
        });
        Self {
            required: note.required,
            unique: note.unique.then(ValueSet::default),
            min,
            max,
            pattern,
            codes: note.codes.iter().map(|(code, _)| code.clone()).collect(),
        }
    }

    fn promises(&self) -> bool {
        self.unique.is_some()
            || self.min.is_some()
            || self.max.is_some()
            || self.pattern.is_some()
            || !self.codes.is_empty()
    }

    /// Which promise a value breaks: the rule, what is wrong, what to do.
    fn broken(&mut self, value: Value<'_>, text: &str) -> Option<(&'static str, String, String)> {
        let correct = "correct the cell, or what dataset.toml promises".to_owned();
        if self.unique.as_mut().is_some_and(|seen| !seen.insert(text)) {
            return Some(("dataset/unique", format!("has the value of an earlier row: {}", quoted(text)), correct));
        }
        let below = |bound: Bound| match (bound, value) {
            (Bound::Number(bound), Value::Number(number)) => number.cmp(&bound),
            (Bound::Date(bound), Value::Date(date)) => date.cmp(&bound),
            (Bound::Year(bound), Value::Year(year)) => year.cmp(&bound),
            _ => std::cmp::Ordering::Equal,
        };
        if self.min.is_some_and(|bound| below(bound).is_lt()) {
            return Some(("dataset/range", format!("is below the least value: {text}"), correct));
        }
        if self.max.is_some_and(|bound| below(bound).is_gt()) {
            return Some(("dataset/range", format!("is above the greatest value: {text}"), correct));
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
            return Some(("dataset/pattern", format!("does not fit the pattern: {}", quoted(text)), correct));
        }
        if !self.codes.is_empty() && !self.codes.iter().any(|code| **code == *text) {
            let near = nearest(text, self.codes.iter().map(|code| &**code));
            let near = near.map(|near| format!(", such as \"{near}\"")).unwrap_or_default();
            return Some(("dataset/code", format!("is none of the codes{near}: {}", quoted(text)), correct));
        }
        None
    }
}
