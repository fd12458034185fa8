//! The rows of two tables, put together by their keys.

use super::cells::Cells;
use super::held::{Held, OVERHEAD};
use super::schema::{Alignment, Pair};
use super::{Numbered, Side};
use crate::dataset::hash::fingerprint;
use crate::diagnostic::Diagnostic;

/// How much of the older table is held at a time, in bytes, with its index.
pub const HELD: u64 = 256 << 20;

/// A row of one side or both.
pub(super) enum Met<'a> {
    /// It is new.
    Added(Numbered<'a>),
    /// It is gone.
    Removed(Numbered<'a>),
    /// Both have it, before and now, perhaps with other cells.
    Both(Numbered<'a>, Numbered<'a>),
}

/// Tells of each row of both sides once. The order is that of the newer table, then what is gone in that of the older, and
/// that for each part where there are several: the same for the same tables.
pub(super) fn join(
    before: &Side<'_>,
    after: &Side<'_>,
    alignment: &Alignment,
    held: u64,
    see: &mut dyn FnMut(Met<'_>),
) -> Result<(), Box<Diagnostic>> {
    let (rows, bytes) = before.extent;
    let parts = (bytes + rows * OVERHEAD).div_ceil(held.max(1)).max(1);
    let named_by = if alignment.keys.is_empty() { &alignment.pairs } else { &alignment.keys };
    let mut name = Namer { pairs: named_by, text: String::new() };
    let mut old = Cells::default();
    for part in 0..parts {
        let is_of = |key: u128| parts == 1 || (key >> 64) as u64 % parts == part;
        let mut rows = Held::default();
        let mut number = 0;
        (before.rows)(&mut |cells| {
            number += 1;
            let key = name.key(cells, |pair| pair.before);
            if is_of(key) {
                rows.push(key, number, cells);
            }
        })?;
        number = 0;
        (after.rows)(&mut |cells| {
            number += 1;
            let key = name.key(cells, |pair| pair.after);
            if !is_of(key) {
                return;
            }
            let now = Numbered { number, cells };
            // Tables without a column in common have no row in common.
            let found = if named_by.is_empty() { None } else { rows.take(key, &mut old) };
            match found {
                Some(number) => see(Met::Both(Numbered { number, cells: &old }, now)),
                None => see(Met::Added(now)),
            }
        })?;
        rows.rest(&mut |number, cells| see(Met::Removed(Numbered { number, cells })));
    }
    Ok(())
}

/// Makes fingerprints of keys.
struct Namer<'a> {
    pairs: &'a [Pair],
    text: String,
}

impl Namer<'_> {
    fn key(&mut self, cells: &Cells, place: impl Fn(&Pair) -> usize) -> u128 {
        self.text.clear();
        for pair in self.pairs {
            self.text.push_str(pair.spelling(cells.get(place(pair))));
            // No cell has it: control characters are taken out when a file is read.
            self.text.push('\0');
        }
        fingerprint(self.text.as_bytes())
    }
}
