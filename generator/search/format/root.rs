//! The root: how much there is, what every other file is called, the syllables of the index, and what ranking needs of
//! every document.
//!
//! ```text
//! "mqr" VERSION
//! documents          how many
//! block              how many documents a block of `d` has
//! tier 1             count; the first term of each file (front-coded)
//! tier 2             the same
//! columns            count; the id of each (text)
//! suggestions        count; of each: label vi, label en, address vi, address en (texts)
//! syllables          count; of each, sorted, how much it shares with the one before and the length of its rest;
//!                    the rests; log2 of the documents of each (1 byte)
//! hashes             4 bytes each: of every eight files of tier 1, of tier 2, of every eight blocks; of each column; the head
//! ranks              half a byte a document, see `ranks`
//! ```
//! What compresses alike stands together, and hashes, which do not compress at all, are as few as do: a [`GROUP`] of files
//! shares one, and a file's name is that and its place in the group. So a change renames eight files instead of one, and
//! every visitor is spared four kilobytes. A file of the same name in some cache is another one once in four thousand
//! million times, and then its first term tells.

use super::super::document::{Label, Suggestion};
use super::cursor::LONGEST_TERM;
#[cfg(feature = "cli")]
use super::cursor::put_front_coded;
use super::ranks::Ranks;
use super::{Corrupt, Cursor, FrontCoded, open};
#[cfg(feature = "cli")]
use super::{header, put_number, put_text};

/// The letter of the root.
pub const ROOT: u8 = b'r';
/// The most documents of an index: twelve bytes are kept of each while it is ranked. With a million the column of names
/// takes four megabytes, which no page would wait for.
pub const MOST_DOCUMENTS: u32 = 1 << 20;
/// The most documents of a block: as many as the writer puts into one of its six hundred of the largest index.
pub const LARGEST_BLOCK: u32 = 2048;
/// The most files of a tier; the writer makes some hundred.
pub const MOST_FILES: usize = 1 << 16;
/// The most columns: each is fetched to count what was found.
const MOST_COLUMNS: usize = 64;
/// The most suggestions: all are shown where nothing was found.
const MOST_SUGGESTIONS: usize = 256;
/// The most syllables: a misspelt word is compared with all of them. Vietnamese has some seven thousand without tones;
/// the rest are foreign names and words.
const MOST_SYLLABLES: usize = 1 << 17;

/// The files that share a hash.
pub const GROUP: usize = 8;

/// What a file is called: four bytes of the digest of its group, and one for its place there.
pub type Hash = u64;

/// The root of an index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Root {
    /// How many documents there are.
    pub documents: u32,
    /// How many documents a block has.
    pub block: u32,
    /// The files of tier 1, each with its first term.
    pub first: Vec<(Vec<u8>, Hash)>,
    /// The files of tier 2, each with its first term.
    pub second: Vec<(Vec<u8>, Hash)>,
    /// The blocks of documents.
    pub blocks: Vec<Hash>,
    /// The columns.
    pub columns: Vec<(String, Hash)>,
    /// The head.
    pub head: Hash,
    /// What ranking needs of every document.
    pub ranks: Ranks,
    /// Where to go when nothing was found.
    pub suggestions: Vec<Suggestion>,
    /// The syllables, with log2 of the documents that have each.
    pub syllables: Vec<(String, u8)>,
}

impl Root {
    /// Reads a root.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut cursor = open(bytes, ROOT)?;
        let cursor = &mut cursor;
        let (documents, block) = (cursor.number()?, cursor.number()?);
        // What ranking allocates goes by the number of documents, and that by the ranks, two a byte.
        if documents > MOST_DOCUMENTS || !(1..=LARGEST_BLOCK).contains(&block) {
            return Err(Corrupt::Bytes);
        }
        let (first, second) = (first_terms(cursor, bytes.len())?, first_terms(cursor, bytes.len())?);
        let columns = (0..at_most(MOST_COLUMNS, cursor.count(5)?)?)
            .map(|_| cursor.text().map(str::to_owned))
            .collect::<Result<Vec<_>, _>>()?;
        let suggestions = (0..at_most(MOST_SUGGESTIONS, cursor.count(4)?)?)
            .map(|_| Ok(Suggestion { label: label(cursor)?, address: label(cursor)? }))
            .collect::<Result<Vec<_>, _>>()?;
        let syllables = syllables(cursor, bytes.len())?;
        let blocks = documents.div_ceil(block) as usize;
        let root = Self {
            documents,
            block,
            first: with_hashes(first, GROUP, cursor)?,
            second: with_hashes(second, GROUP, cursor)?,
            blocks: with_hashes(of_blocks(blocks, cursor)?, GROUP, cursor)?
                .into_iter()
                .map(|((), hash)| hash)
                .collect(),
            columns: with_hashes(columns, 1, cursor)?,
            head: in_group(cursor.hash()?, 0),
            ranks: Ranks::new(documents, cursor.take(documents.div_ceil(2) as usize)?),
            suggestions,
            syllables,
        };
        if cursor.is_done() { Ok(root) } else { Err(Corrupt::Bytes) }
    }

    /// Log2 of the documents that have a syllable, or one more; 0 where it is not known.
    pub fn commonness(&self, syllable: &str) -> u8 {
        let at = self.syllables.binary_search_by(|(known, _)| (**known).cmp(syllable));
        at.ok().and_then(|at| self.syllables.get(at)).map_or(0, |(_, log)| log + 1)
    }

    /// The file of a tier that would hold a term.
    pub fn route(tier: &[(Vec<u8>, Hash)], term: &[u8]) -> Option<Hash> {
        let after = tier.partition_point(|(first, _)| first.as_slice() <= term);
        tier.get(after.checked_sub(1)?).map(|(_, hash)| *hash)
    }

    /// The files of a tier that may hold terms that begin so, in order.
    pub fn route_all(tier: &[(Vec<u8>, Hash)], prefix: &[u8]) -> impl Iterator<Item = Hash> {
        let from = tier.partition_point(|(first, _)| first.as_slice() <= prefix).saturating_sub(1);
        let rest = tier.get(from..).unwrap_or_default();
        rest.iter()
            .enumerate()
            .take_while(move |(at, (first, _))| *at == 0 || first.starts_with(prefix))
            .map(|(_, (_, hash))| *hash)
    }

    /// The file.
    #[cfg(feature = "cli")]
    pub fn write(&self) -> Vec<u8> {
        let mut out = header(ROOT);
        put_number(&mut out, self.documents);
        put_number(&mut out, self.block);
        for tier in [&self.first, &self.second] {
            put_number(&mut out, tier.len() as u32);
            let mut last = Vec::new();
            tier.iter().for_each(|(first, _)| put_front_coded(&mut out, &mut last, first));
        }
        put_number(&mut out, self.columns.len() as u32);
        self.columns.iter().for_each(|(id, _)| put_text(&mut out, id));
        put_number(&mut out, self.suggestions.len() as u32);
        for Suggestion { label, address } in &self.suggestions {
            [&label.vi, &label.en, &address.vi, &address.en].into_iter().for_each(|text| put_text(&mut out, text));
        }
        put_number(&mut out, self.syllables.len() as u32);
        let (mut last, mut rests) = ("", String::new());
        for (syllable, _) in &self.syllables {
            let shared = last.bytes().zip(syllable.bytes()).take_while(|(a, b)| a == b).count();
            let shared = (0..=shared).rev().find(|&at| syllable.is_char_boundary(at)).unwrap_or(0);
            put_number(&mut out, shared as u32);
            put_number(&mut out, (syllable.len() - shared) as u32);
            rests.push_str(&syllable[shared..]);
            last = syllable;
        }
        out.extend_from_slice(rests.as_bytes());
        out.extend(self.syllables.iter().map(|(_, log)| log));
        let files = [&self.first, &self.second].into_iter().flatten().map(|(_, hash)| hash);
        let columns = self.columns.iter().map(|(_, hash)| hash);
        let hashes = files.chain(&self.blocks).chain(columns).chain([&self.head]);
        for hash in hashes.filter(|hash| **hash & 0xff == 0) {
            out.extend_from_slice(&((hash >> 8) as u32).to_be_bytes());
        }
        out.extend_from_slice(self.ranks.bytes());
        out
    }
}

/// A count, if it is not above `most`.
fn at_most(most: usize, count: usize) -> Result<usize, Corrupt> {
    if count <= most { Ok(count) } else { Err(Corrupt::Bytes) }
}

fn first_terms(cursor: &mut Cursor<'_>, file: usize) -> Result<Vec<Vec<u8>>, Corrupt> {
    let mut list = FrontCoded::new(file);
    (0..at_most(MOST_FILES, cursor.count(2)?)?).map(|_| list.next(cursor).map(<[u8]>::to_vec)).collect()
}

/// Things with the hashes that come for so many of them each.
fn with_hashes<T>(things: Vec<T>, group: usize, cursor: &mut Cursor<'_>) -> Result<Vec<(T, Hash)>, Corrupt> {
    let mut hash = [0; 4];
    let with_hash = |(at, thing): (usize, T)| {
        if at % group == 0 {
            hash = cursor.hash()?;
        }
        Ok((thing, in_group(hash, (at % group) as u8)))
    };
    things.into_iter().enumerate().map(with_hash).collect()
}

/// The name of a file in a group of this hash.
pub fn in_group(hash: [u8; 4], place: u8) -> Hash {
    Hash::from(u32::from_be_bytes(hash)) << 8 | Hash::from(place)
}

/// Nothing for each of so many blocks, if there are as many hashes.
fn of_blocks(count: usize, cursor: &Cursor<'_>) -> Result<Vec<()>, Corrupt> {
    if count.div_ceil(GROUP).saturating_mul(4) <= cursor.left() { Ok(vec![(); count]) } else { Err(Corrupt::Bytes) }
}

fn syllables(cursor: &mut Cursor<'_>, file: usize) -> Result<Vec<(String, u8)>, Corrupt> {
    let count = at_most(MOST_SYLLABLES, cursor.count(3)?)?;
    let parts = (0..count).map(|_| Ok((cursor.size()?, cursor.size()?))).collect::<Result<Vec<_>, _>>()?;
    // As in `FrontCoded`: few bytes may stand for many, so what they stand for is held against an honest file.
    let mut left = file.saturating_mul(16).max(1 << 16);
    let mut syllables: Vec<(String, u8)> = Vec::with_capacity(count);
    for (shared, length) in parts {
        let rest = std::str::from_utf8(cursor.take(length)?).map_err(|_| Corrupt::Bytes)?;
        let last = syllables.last().map_or("", |(last, _)| last);
        let syllable = [last.get(..shared).ok_or(Corrupt::Bytes)?, rest].concat();
        left = left.checked_sub(syllable.len()).ok_or(Corrupt::Bytes)?;
        if !syllables.is_empty() && *syllable <= *last || syllable.len() > LONGEST_TERM {
            return Err(Corrupt::Bytes);
        }
        syllables.push((syllable, 0));
    }
    for (_, log) in &mut syllables {
        *log = cursor.byte()?.min(31);
    }
    Ok(syllables)
}

fn label(cursor: &mut Cursor<'_>) -> Result<Label, Corrupt> {
    Ok(Label { vi: cursor.text()?.to_owned(), en: cursor.text()?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_comes_back() {
        let root = Root {
            documents: 3,
            block: 2,
            first: ["a", "khai", "khai\x02s"]
                .into_iter()
                .zip(0..)
                .map(|(term, at)| (term.as_bytes().to_vec(), in_group([1; 4], at)))
                .collect(),
            blocks: vec![in_group([4; 4], 0), in_group([4; 4], 1)],
            columns: vec![("field".into(), in_group([6; 4], 0)), ("kind".into(), in_group([7; 4], 0))],
            syllables: vec![("khai".into(), 3), ("sinh".into(), 0)],
            suggestions: vec![Suggestion::default()],
            ranks: Ranks::of([(4, 255), (9, 16), (200, 64)].into_iter(), false),
            ..Root::default()
        };
        assert_eq!(Root::open(&root.write()), Ok(root.clone()));
        assert_eq!(Root::route(&root.first, b"khac"), Some(in_group([1; 4], 0)));
        assert_eq!(Root::route(&root.first, b"Z"), None);
        assert_eq!(Root::route_all(&root.first, b"khai").count(), 2);
        assert_eq!((root.commonness("khai"), root.commonness("sinh"), root.commonness("x")), (4, 1, 0));
    }

    #[test]
    fn a_root_claims_no_more_than_it_has_room_for() {
        let of = |documents: u32, block: u32| {
            let blocks = documents.div_ceil(block.max(1)).min(4096) as usize;
            let blocks = (0..blocks).map(|at| in_group([0; 4], (at % GROUP) as u8)).collect();
            let ranks = Ranks::of((0..documents).map(|_| (1, 0)), false);
            Root::open(&Root { documents, block, blocks, ranks, ..Root::default() }.write()).map(|root| root.documents)
        };
        assert_eq!(of(MOST_DOCUMENTS, LARGEST_BLOCK), Ok(MOST_DOCUMENTS));
        for (documents, block) in [(MOST_DOCUMENTS + 1, LARGEST_BLOCK), (4000, 4000), (1, 0), (1 << 20, 20)] {
            assert_eq!(of(documents, block), Err(Corrupt::Bytes), "{documents} in blocks of {block}");
        }
    }

    #[test]
    fn a_root_lists_no_more_than_can_be_used() {
        let columns = vec![("x".to_owned(), 0); MOST_COLUMNS + 1];
        let suggestions = vec![Suggestion::default(); MOST_SUGGESTIONS + 1];
        let syllables = (0..=MOST_SYLLABLES).map(|at| (format!("{at:06}"), 0)).collect();
        let first = (0..=MOST_FILES).map(|at| (format!("{at:06}").into_bytes(), 0)).collect();
        let empty = || Root { block: 1, ..Root::default() };
        for root in [
            Root { first, ..empty() },
            Root { columns, ..empty() },
            Root { suggestions, ..empty() },
            Root { syllables, ..empty() },
        ] {
            assert_eq!(Root::open(&root.write()), Err(Corrupt::Bytes));
        }
        assert_eq!(Root::open(&empty().write()), Ok(empty()));
    }
}
