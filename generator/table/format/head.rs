//! The head of a column: its bins, its words, and where the blocks of both are.
//!
//! ```text
//! values        how many different ones there are
//! nulls         how many rows have none
//! bins          count; of each, in order: how many rows; 1 byte: 1 where all have one value, else 0; the lowest value,
//!               and where they differ the highest: numbers with their sign, texts as such
//! steps         how many
//! words         count of blocks; of each the first word (text), and 1 byte: 1 where it is the only one, else 0
//! lengths       stored bytes of each: bins, the rows without a value (where there are any), steps, orders of those bins
//!               whose values differ, blocks of words
//! files         the name of each file that those lie in (8 bytes)
//! ```
//! The step `i` has the rows of all bins below the bin `STEP * (i + 1)`.

use super::super::column::{Column, Key};
use super::{Address, Corrupt, Cursor, MOST_BINS, Place, Stream, bin, open, order, words};
#[cfg(feature = "cli")]
use super::{Hash, put_number, put_signed, put_text, seal};

/// How many bins lie between two steps.
pub const STEP: usize = 16;
/// The most blocks of words of a column.
const MOST_WORDS: usize = 1 << 16;

/// The place of a column's head.
pub fn place(column: u32) -> Place {
    Place { letter: b'h', column, number: 0 }
}

/// Some rows with values next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// How many rows.
    pub rows: u32,
    /// The lowest value.
    pub low: Key,
    /// The highest value, where there are several.
    pub high: Option<Key>,
}

impl Bin {
    /// The highest value.
    pub fn last(&self) -> &Key {
        self.high.as_ref().unwrap_or(&self.low)
    }
}

/// What is known of a block of words before it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordBlock {
    /// Its first word.
    pub first: String,
    /// Whether it has no other, as a common word's block: who looks for another word need not fetch it.
    pub is_alone: bool,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many different values there are.
    pub values: u32,
    /// How many rows have none.
    pub nulls: u32,
    /// The bins, in order.
    pub bins: Vec<Bin>,
    /// How many steps there are.
    pub steps: usize,
    /// The blocks of words, in order.
    pub words: Vec<WordBlock>,
    blocks: Stream,
    /// The place of each bin's order among orders.
    orders: Vec<u32>,
}

impl Head {
    /// Reads the head of a column of a table of so many rows.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: &[u8], at: u32, column: &Column, rows: u32) -> Result<Self, Corrupt> {
        let mut cursor = open(bytes, place(at))?;
        let (values, nulls) = (cursor.number()?, cursor.number()?);
        let count = cursor.count(3)?;
        if count > MOST_BINS {
            return Err(Corrupt::Bytes);
        }
        let (mut bins, mut orders) = (Vec::<Bin>::with_capacity(count), Vec::with_capacity(count));
        let (mut sum, mut mixed) = (u64::from(nulls), 0);
        let nature = column.kind.nature();
        for _ in 0..count {
            let size = cursor.number()?;
            let is_one = cursor.byte()? == 1;
            let low = key(&mut cursor, nature.is_text())?;
            let high = if is_one { None } else { Some(key(&mut cursor, nature.is_text())?) };
            let bin = Bin { rows: size, low, high };
            let above = bins.last().is_none_or(|last| last.last().compare(&bin.low, nature).is_lt());
            let grows = bin.high.as_ref().is_none_or(|high| bin.low.compare(high, nature).is_lt());
            if size == 0 || !above || !grows {
                return Err(Corrupt::Bytes);
            }
            sum += u64::from(size);
            orders.push(mixed);
            mixed += u32::from(bin.high.is_some());
            bins.push(bin);
        }
        let (steps, blocks) = (cursor.number()? as usize, cursor.count(3)?);
        if sum != u64::from(rows) || steps > count / STEP || blocks > MOST_WORDS {
            return Err(Corrupt::Bytes);
        }
        let word = |_| Ok(WordBlock { first: cursor.text()?.to_owned(), is_alone: cursor.byte()? == 1 });
        let words = (0..blocks).map(word).collect::<Result<Vec<_>, Corrupt>>()?;
        let all = count + usize::from(nulls > 0) + steps + mixed as usize + words.len();
        let lengths = (0..cursor.at_least(all, 1)?).map(|_| cursor.number()).collect::<Result<Vec<_>, Corrupt>>()?;
        let blocks = Stream::read(&lengths, &mut cursor)?;
        cursor.end()?;
        Ok(Self { values, nulls, bins, steps, words, blocks, orders })
    }

    /// Whether every bin has one value, so that the bins are all values there are.
    pub fn is_list(&self) -> bool {
        self.bins.len() == self.values as usize
    }

    /// The bin of the rows without a value, behind all others.
    pub fn null_bin(&self) -> usize {
        self.bins.len()
    }

    /// Where a bin's rows are.
    pub fn bin(&self, column: u32, bin: usize) -> Option<(Place, Address)> {
        let limit = self.bins.len() + usize::from(self.nulls > 0);
        Some((bin::place(column, bin as u32), self.blocks.get(bin).filter(|_| bin < limit)?))
    }

    /// Where the rows of all bins below `STEP * (step + 1)` are.
    pub fn step(&self, column: u32, step: usize) -> Option<(Place, Address)> {
        let at = self.bins.len() + usize::from(self.nulls > 0) + step;
        Some((bin::step_place(column, step as u32), self.blocks.get(at).filter(|_| step < self.steps)?))
    }

    /// Where the order of a bin is; none where its rows have one value.
    pub fn order(&self, column: u32, bin: usize) -> Option<(Place, Address)> {
        let number = *self.orders.get(bin).filter(|_| self.bins[bin].high.is_some())?;
        let at = self.bins.len() + usize::from(self.nulls > 0) + self.steps + number as usize;
        Some((order::place(column, bin as u32), self.blocks.get(at)?))
    }

    /// Where a block of words is.
    pub fn word(&self, column: u32, block: usize) -> Option<(Place, Address)> {
        let mixed = self.bins.iter().filter(|bin| bin.high.is_some()).count();
        let at = self.bins.len() + usize::from(self.nulls > 0) + self.steps + mixed + block;
        Some((words::place(column, block as u32), self.blocks.get(at)?))
    }
}

fn key(cursor: &mut Cursor<'_>, text: bool) -> Result<Key, Corrupt> {
    if text { cursor.text().map(|text| Key::Text(text.to_owned())) } else { cursor.signed().map(Key::Number) }
}

/// What a head is written from.
#[cfg(feature = "cli")]
#[derive(Debug)]
pub struct HeadParts<'a> {
    /// How many different values there are, and how many rows without one.
    pub values: [u32; 2],
    /// The bins.
    pub bins: &'a [Bin],
    /// How many steps.
    pub steps: usize,
    /// The blocks of words.
    pub words: &'a [WordBlock],
    /// The bytes of blocks, and their files.
    pub blocks: (&'a [u32], &'a [Hash]),
}

/// Writes a head.
#[cfg(feature = "cli")]
pub fn write(column: u32, parts: &HeadParts<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    parts.values.iter().for_each(|&number| put_number(&mut out, number));
    put_number(&mut out, parts.bins.len() as u64);
    let put_key = |out: &mut Vec<u8>, key: &Key| match key {
        Key::Number(number) => put_signed(out, *number),
        Key::Text(text) => put_text(out, text),
    };
    for bin in parts.bins {
        put_number(&mut out, bin.rows);
        out.push(bin.high.is_none().into());
        put_key(&mut out, &bin.low);
        bin.high.iter().for_each(|high| put_key(&mut out, high));
    }
    put_number(&mut out, parts.steps as u64);
    put_number(&mut out, parts.words.len() as u64);
    for block in parts.words {
        put_text(&mut out, &block.first);
        out.push(block.is_alone.into());
    }
    parts.blocks.0.iter().for_each(|&length| put_number(&mut out, length));
    out.extend_from_slice(parts.blocks.1.as_flattened());
    seal(place(column), &out)
}
