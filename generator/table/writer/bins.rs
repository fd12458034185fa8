//! The blocks of a column: its rows cut into bins, and its words.

use rayon::prelude::*;

use super::super::column::{Column, Key, LONGEST_KEY};
use super::super::format::head::{self, Bin, HeadParts, STEP, WordBlock};
use super::super::format::{MOST_BINS, bin, order};
use super::super::value::Nature;
use super::Layout;
use super::keys::{Keys, Sorted};
use super::store::{Chain, Store, pack};
use super::words::Words;

/// Bytes of different texts of a bin, about.
const BYTES: usize = 512 << 10;

/// Writes the blocks of a column; gives its head, and the bytes of bins, steps, orders and words.
pub fn write<E>(
    at: u32,
    column: &Column,
    keys: Keys,
    words: Option<Words>,
    layout: &Layout,
    chain: &mut Chain,
    store: &mut Store<'_, E>,
) -> Result<(Vec<u8>, [usize; 4]), E> {
    let sorted = keys.sort();
    let rows = (sorted.rows.len() + sorted.nulls.len()) as u32;
    let pieces = cut(&sorted, layout);
    let bins: Vec<Bin> = pieces.iter().map(Piece::bin).collect();

    let mut blocks: Vec<Vec<u8>> = pieces
        .par_iter()
        .enumerate()
        .map(|(number, piece)| pack(&bin::write(bin::place(at, number as u32), &piece.ascending(), rows)))
        .collect();
    if !sorted.nulls.is_empty() {
        blocks.push(pack(&bin::write(bin::place(at, pieces.len() as u32), &sorted.nulls, rows)));
    }
    let mut ends = vec![blocks.len()];

    // Ranges of words are seldom asked for.
    let steps = if column.kind.nature() == Nature::Words { 0 } else { bins.len().saturating_sub(1) / STEP };
    let step = |number: usize| {
        let count: usize = pieces[..STEP * (number + 1)].iter().map(|piece| piece.rows.len()).sum();
        let mut below = sorted.rows[..count].to_vec();
        below.sort_unstable();
        pack(&bin::write(bin::step_place(at, number as u32), &below, rows))
    };
    blocks.par_extend((0..steps).into_par_iter().map(step));
    ends.push(blocks.len());

    let mixed = pieces.par_iter().enumerate().filter(|(_, piece)| piece.runs.len() > 1);
    blocks.par_extend(mixed.map(|(number, piece)| pack(&piece.order(at, number as u32))));
    ends.push(blocks.len());

    let is_list = bins.len() == sorted.runs.len();
    // Of a list every value is in the head, words and all, unless it was cut.
    let is_cut = |(key, _): &(Key, u32)| matches!(key, Key::Text(text) if text.len() + 4 > LONGEST_KEY);
    let words = words
        .filter(|_| !is_list || sorted.runs.iter().any(is_cut))
        .map(|words| words.blocks(at, layout.words))
        .unwrap_or_default();
    blocks.par_extend(words.par_iter().map(|(_, block)| pack(block)));
    ends.push(blocks.len());

    blocks.iter().try_for_each(|block| chain.add(store, block))?;
    chain.end(store)?;
    let words: Vec<WordBlock> = words.into_iter().map(|(known, _)| known).collect();
    let parts = HeadParts {
        values: [sorted.runs.len() as u32, sorted.nulls.len() as u32],
        bins: &bins,
        steps,
        words: &words,
        blocks: (&chain.lengths, &chain.files),
    };
    let mut start = 0;
    let sizes = std::array::from_fn(|part| {
        let from = std::mem::replace(&mut start, ends[part]);
        blocks[from..ends[part]].iter().map(Vec::len).sum()
    });
    Ok((head::write(at, &parts), sizes))
}

/// The rows of a bin, and its values.
struct Piece<'a> {
    rows: &'a [u32],
    runs: &'a [(Key, u32)],
}

impl Piece<'_> {
    fn bin(&self) -> Bin {
        let (first, last) = (&self.runs[0].0, &self.runs[self.runs.len() - 1].0);
        Bin { rows: self.rows.len() as u32, low: first.clone(), high: (self.runs.len() > 1).then(|| last.clone()) }
    }

    fn ascending(&self) -> Vec<u32> {
        let mut rows = self.rows.to_vec();
        rows.sort_unstable();
        rows
    }

    fn order(&self, column: u32, number: u32) -> Vec<u8> {
        let ascending = self.ascending();
        // Every row is there.
        let place = |row: &u32| ascending.binary_search(row).unwrap_or(0) as u32;
        let positions: Vec<u32> = self.rows.iter().map(place).collect();
        order::write(order::place(column, number), self.runs, &positions)
    }
}

/// Cuts a column into bins: one a value where values are few or one is common, else values next to each other.
fn cut<'a>(sorted: &'a Sorted, layout: &Layout) -> Vec<Piece<'a>> {
    let is_list = sorted.runs.len() <= (layout.bins as usize).min(MOST_BINS);
    let mut most = (sorted.rows.len() as u32).div_ceil(layout.bins.max(1)).max(layout.least);
    loop {
        let pieces = cut_at(sorted, if is_list { 0 } else { most });
        if pieces.len() <= MOST_BINS {
            return pieces;
        }
        most = most.saturating_mul(2);
    }
}

/// Cuts where a bin has so many rows, and around values that have so many.
fn cut_at(sorted: &Sorted, most: u32) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut run, mut row) = (0, 0);
    let (mut count, mut bytes) = (0, 0);
    let mut close = |end: usize, count: u32| {
        if end > run {
            let rows = &sorted.rows[row..row + count as usize];
            pieces.push(Piece { rows, runs: &sorted.runs[run..end] });
            (run, row) = (end, row + count as usize);
        }
    };
    for (at, (key, rows)) in sorted.runs.iter().enumerate() {
        let size = if let Key::Text(text) = key { text.len() } else { 8 };
        if *rows >= most || bytes + size > BYTES.max(most as usize) {
            close(at, count);
            (count, bytes) = (0, 0);
        }
        count += rows;
        bytes += size;
        if count >= most {
            close(at + 1, count);
            (count, bytes) = (0, 0);
        }
    }
    close(sorted.runs.len(), count);
    pieces
}
