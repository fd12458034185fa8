//! The blocks that are here.

use std::collections::{BTreeMap, BTreeSet};

use super::super::format::bin;
use super::super::format::cells::Cells;
use super::super::format::head::{Bin, Head};
use super::super::format::order::Order;
use super::super::format::root::Root;
use super::super::format::words::{self, Word};
use super::super::format::{Address, Corrupt, Place, cells, head, open};
use super::super::rows::Rows;

/// Bytes of blocks, besides heads, that are kept from question to question.
const KEPT: usize = 6 << 20;

/// A block, and where it is stored.
pub type Need = (Place, Address);

/// A block that is here.
#[derive(Debug)]
enum Block {
    Head(Box<Head>),
    Cells(Cells),
    Other(Vec<u8>),
}

/// Blocks by their place.
#[derive(Debug, Default)]
pub struct Store {
    here: BTreeMap<Place, Block>,
    lost: BTreeSet<Place>,
    /// Where what was wanted is stored: what comes late is taken all the same.
    known: BTreeMap<String, Place>,
    size: usize,
}

/// Places known by name that are kept.
const MOST_KNOWN: usize = 1 << 14;

impl Store {
    /// Whether a block is here, or cannot be had.
    pub fn is_settled(&self, place: Place) -> bool {
        self.here.contains_key(&place) || self.lost.contains(&place)
    }

    /// Whether a block cannot be had.
    pub fn is_lost(&self, place: Place) -> bool {
        self.lost.contains(&place)
    }

    /// Takes note of what is wanted.
    pub fn expect(&mut self, needs: &[Need]) {
        self.known.extend(needs.iter().map(|(place, address)| (address.name(), *place)));
    }

    /// Takes a block; false where it is damaged or was never wanted.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>, root: &Root) -> bool {
        let Some(&place) = self.known.get(name) else { return false };
        let Ok(block) = read(place, bytes, root) else { return false };
        self.size += block.size();
        if let Some(old) = self.here.insert(place, block) {
            self.size -= old.size();
        }
        self.lost.remove(&place);
        true
    }

    /// Says that a block cannot be had.
    pub fn fail(&mut self, name: &str) {
        self.lost.extend(self.known.get(name));
    }

    /// Forgets what could not be had, and, where much is kept, all but heads. Between questions only: what is dropped in the
    /// midst of one would be wanted again.
    pub fn begin(&mut self) {
        self.lost.clear();
        if self.size > KEPT {
            self.here.retain(|_, block| matches!(block, Block::Head(_)));
            self.size = self.here.values().map(Block::size).sum();
        }
        if self.known.len() > MOST_KNOWN {
            self.known.clear();
        }
    }

    /// A column's head.
    pub fn head(&self, column: usize) -> Option<&Head> {
        match self.here.get(&head::place(column as u32)) {
            Some(Block::Head(head)) => Some(head),
            _ => None,
        }
    }

    /// A block of rows.
    pub fn cells(&self, number: u32) -> Option<&Cells> {
        match self.here.get(&cells::place(number)) {
            Some(Block::Cells(cells)) => Some(cells),
            _ => None,
        }
    }

    /// The rows of a bin or step.
    pub fn rows(&self, place: Place, rows: u32) -> Result<Rows, Corrupt> {
        bin::read(self.bytes(place)?, place, rows)
    }

    /// The order inside a bin.
    pub fn order(&self, place: Place, bin: &Bin) -> Result<Order, Corrupt> {
        let is_text = matches!(bin.low, super::super::column::Key::Text(_));
        Order::open(self.bytes(place)?, place, bin.rows, is_text)
    }

    /// Adds the rows that have a word.
    pub fn word(&self, place: Place, word: &Word, set: &mut Rows) -> Result<(), Corrupt> {
        words::read(self.bytes(place)?, place, word, set)
    }

    fn bytes(&self, place: Place) -> Result<&[u8], Corrupt> {
        match self.here.get(&place) {
            Some(Block::Other(bytes)) => Ok(bytes),
            _ => Err(Corrupt::Bytes),
        }
    }

    /// Bytes that are kept, about.
    pub fn size(&self) -> usize {
        self.size
    }
}

impl Block {
    fn size(&self) -> usize {
        match self {
            // A value is some sixty bytes here.
            Self::Head(head) => (head.bins.len() * 2 + head.words.len()) * 64,
            Self::Cells(cells) => cells.size(),
            Self::Other(bytes) => bytes.len(),
        }
    }
}

fn read(place: Place, bytes: Vec<u8>, root: &Root) -> Result<Block, Corrupt> {
    Ok(match place.letter {
        b'h' => {
            let column = root.columns.get(place.column as usize).ok_or(Corrupt::Bytes)?;
            Block::Head(Box::new(Head::open(&bytes, place.column, column, root.rows)?))
        }
        b'd' => Block::Cells(Cells::open(bytes, place.number, root.rows_of(place.number), root.columns.len())?),
        _ => {
            open(&bytes, place)?;
            Block::Other(bytes)
        }
    })
}
