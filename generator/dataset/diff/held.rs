//! Rows that are held, packed, and found by the fingerprints of their keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::cells::Cells;
use crate::varint;

/// What a row takes besides its cells, in bytes: its place in the index and in the list of rows.
pub(super) const OVERHEAD: u64 = 112;

/// The size of a block, in bytes.
const BLOCK: usize = 1 << 22;
/// No row.
const NONE: u32 = u32::MAX;

/// A fingerprint is a hash already.
#[derive(Default)]
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

/// The first and the last row of a key that are not taken.
type Chain = (u32, u32);

/// Rows by their keys; those of one key in the order they came in.
#[derive(Default)]
pub(super) struct Held {
    index: HashMap<u128, Chain, BuildHasherDefault<Folded>>,
    rows: Vec<Entry>,
    blocks: Vec<Vec<u8>>,
}

struct Entry {
    block: u32,
    start: u32,
    /// The next row of the same key.
    next: u32,
    /// Its number in the table; zero once it was taken.
    number: u64,
}

impl Held {
    /// Adds a row with its number, which is not zero.
    pub(super) fn push(&mut self, key: u128, number: u64, cells: &Cells) {
        let size = cells.iter().map(|cell| cell.len() + 10).sum::<usize>();
        if self.blocks.last().is_none_or(|block| block.len() + size > block.capacity()) {
            self.blocks.push(Vec::with_capacity(BLOCK.max(size)));
        }
        let at = self.rows.len() as u32;
        let block_at = self.blocks.len() - 1;
        let block = &mut self.blocks[block_at];
        self.rows.push(Entry { block: block_at as u32, start: block.len() as u32, next: NONE, number });
        varint::put_unsigned(block, cells.len() as u64);
        for cell in cells.iter() {
            varint::put_unsigned(block, cell.len() as u64);
            block.extend_from_slice(cell.as_bytes());
        }
        let (_, last) = self.index.entry(key).or_insert((at, NONE));
        if *last != NONE {
            self.rows[*last as usize].next = at;
        }
        *last = at;
    }

    /// Takes the first row of a key out, and writes it into `cells`; its number.
    pub(super) fn take(&mut self, key: u128, cells: &mut Cells) -> Option<u64> {
        let (first, _) = self.index.get_mut(&key)?;
        let entry = self.rows.get_mut(*first as usize)?;
        let number = std::mem::take(&mut entry.number);
        *first = entry.next;
        let (block, start) = (entry.block as usize, entry.start as usize);
        read(&self.blocks[block][start..], cells);
        Some(number)
    }

    /// All rows that were not taken, in the order they came in.
    pub(super) fn rest(&self, see: &mut dyn FnMut(u64, &Cells)) {
        let mut cells = Cells::default();
        for entry in self.rows.iter().filter(|entry| entry.number != 0) {
            read(&self.blocks[entry.block as usize][entry.start as usize..], &mut cells);
            see(entry.number, &cells);
        }
    }
}

/// Reads what [`Held::push`] wrote. The bytes are our own: where they end too early there is no cell.
fn read(mut bytes: &[u8], cells: &mut Cells) {
    cells.clear();
    for _ in 0..varint::unsigned(&mut bytes).unwrap_or(0) {
        let length = varint::unsigned(&mut bytes).unwrap_or(0) as usize;
        let (cell, rest) = bytes.split_at(length.min(bytes.len()));
        cells.push(std::str::from_utf8(cell).unwrap_or_default());
        bytes = rest;
    }
}
