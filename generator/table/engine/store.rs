//! The blocks that are here.

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
    /// In the order of their places: a tree for some thousand would be much code.
    here: Vec<(Place, Block)>,
    lost: Vec<Place>,
    size: usize,
}

impl Store {
    fn get(&self, place: Place) -> Option<&Block> {
        let at = self.here.binary_search_by(|(known, _)| known.cmp(&place)).ok()?;
        self.here.get(at).map(|(_, block)| block)
    }

    /// Whether a block is here, or cannot be had.
    pub fn is_settled(&self, place: Place) -> bool {
        self.is_lost(place) || self.get(place).is_some()
    }

    /// Whether a block cannot be had.
    pub fn is_lost(&self, place: Place) -> bool {
        self.lost.contains(&place)
    }

    /// Takes a block; false where it is damaged.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>, root: &Root) -> bool {
        let Some((place, block)) = Place::of(name).and_then(|place| Some((place, read(place, bytes, root).ok()?)))
        else {
            return false;
        };
        self.lost.retain(|lost| *lost != place);
        if let Err(at) = self.here.binary_search_by(|(known, _)| known.cmp(&place)) {
            self.size += block.size();
            self.here.insert(at, (place, block));
        }
        true
    }

    /// Says that a block cannot be had.
    pub fn fail(&mut self, name: &str) {
        self.lost.extend(Place::of(name));
    }

    /// Forgets what could not be had, and, where much is kept, all but heads. Between questions only: what is dropped in the
    /// midst of one would be wanted again.
    pub fn begin(&mut self) {
        self.lost.clear();
        if self.size > KEPT {
            self.here.retain(|(_, block)| matches!(block, Block::Head(_)));
            self.size = self.here.iter().map(|(_, block)| block.size()).sum();
        }
    }

    /// A column's head.
    pub fn head(&self, column: usize) -> Option<&Head> {
        match self.get(head::place(column as u32)) {
            Some(Block::Head(head)) => Some(head),
            _ => None,
        }
    }

    /// A block of rows.
    pub fn cells(&self, number: u32) -> Option<&Cells> {
        match self.get(cells::place(number)) {
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
        match self.get(place) {
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
