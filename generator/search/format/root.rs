//! The root: how much there is, what every other file is called, and the syllables of the index; and the ranks.
//!
//! ```text
//! "mqr" VERSION
//! documents          how many
//! block              how many documents a block of `d` has
//! tier 1             count; of each file: its first term (front-coded), its hash (6 bytes)
//! tier 2             the same
//! blocks             count; of each: hash
//! columns            count; of each: id (text), hash
//! head, ranks        hash each
//! suggestions        count; of each: label vi, label en, address vi, address en (texts)
//! syllables          count; of each, sorted: the syllable (front-coded), log2 of its documents (1 byte)
//!
//! "mqk" VERSION
//! documents          count
//! of each document   1 byte: low half the length of its title, a place in LENGTHS; high half how commonly it is needed
//! ```

use super::super::document::{Label, Suggestion};
#[cfg(feature = "cli")]
use super::cursor::put_front_coded;
use super::{Corrupt, Cursor, FrontCoded, open};
#[cfg(feature = "cli")]
use super::{header, put_number, put_text};

/// The letter of the root.
pub const ROOT: u8 = b'r';
/// The letter of the ranks.
pub const RANKS: u8 = b'k';
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

/// What a file is called.
pub type Hash = [u8; 6];

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
    /// The ranks.
    pub ranks: Hash,
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
        // What ranking allocates goes by the number of documents, and that by the blocks, six bytes each.
        if documents > MOST_DOCUMENTS || !(1..=LARGEST_BLOCK).contains(&block) {
            return Err(Corrupt::Bytes);
        }
        let (first, second) = (router(cursor, bytes.len())?, router(cursor, bytes.len())?);
        let blocks = (0..cursor.count(6)?).map(|_| cursor.hash()).collect::<Result<Vec<_>, _>>()?;
        if blocks.len() != documents.div_ceil(block) as usize {
            return Err(Corrupt::Bytes);
        }
        let columns = (0..at_most(MOST_COLUMNS, cursor.count(7)?)?)
            .map(|_| Ok((cursor.text()?.to_owned(), cursor.hash()?)))
            .collect::<Result<Vec<_>, _>>()?;
        let (head, ranks) = (cursor.hash()?, cursor.hash()?);
        let suggestions = (0..at_most(MOST_SUGGESTIONS, cursor.count(4)?)?)
            .map(|_| Ok(Suggestion { label: label(cursor)?, address: label(cursor)? }))
            .collect::<Result<Vec<_>, _>>()?;
        let count = at_most(MOST_SYLLABLES, cursor.count(3)?)?;
        let mut syllables: Vec<(String, u8)> = Vec::with_capacity(count);
        let mut list = FrontCoded::new(bytes.len());
        for _ in 0..count {
            let text = std::str::from_utf8(list.next(cursor)?).map_err(|_| Corrupt::Bytes)?.to_owned();
            syllables.push((text, cursor.byte()?.min(31)));
        }
        if !cursor.is_done() {
            return Err(Corrupt::Bytes);
        }
        Ok(Self { documents, block, first, second, blocks, columns, head, ranks, suggestions, syllables })
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
            for (first, hash) in tier {
                put_front_coded(&mut out, &mut last, first);
                out.extend_from_slice(hash);
            }
        }
        put_number(&mut out, self.blocks.len() as u32);
        self.blocks.iter().for_each(|hash| out.extend_from_slice(hash));
        put_number(&mut out, self.columns.len() as u32);
        for (id, hash) in &self.columns {
            put_text(&mut out, id);
            out.extend_from_slice(hash);
        }
        out.extend_from_slice(&self.head);
        out.extend_from_slice(&self.ranks);
        put_number(&mut out, self.suggestions.len() as u32);
        for Suggestion { label, address } in &self.suggestions {
            [&label.vi, &label.en, &address.vi, &address.en].into_iter().for_each(|text| put_text(&mut out, text));
        }
        put_number(&mut out, self.syllables.len() as u32);
        let mut last = Vec::new();
        for (syllable, log) in &self.syllables {
            put_front_coded(&mut out, &mut last, syllable.as_bytes());
            out.push(*log);
        }
        out
    }
}

fn router(cursor: &mut Cursor<'_>, bytes: usize) -> Result<Vec<(Vec<u8>, Hash)>, Corrupt> {
    let count = at_most(MOST_FILES, cursor.count(8)?)?;
    let mut tier: Vec<(Vec<u8>, Hash)> = Vec::with_capacity(count);
    let mut list = FrontCoded::new(bytes);
    for _ in 0..count {
        let first = list.next(cursor)?.to_vec();
        tier.push((first, cursor.hash()?));
    }
    Ok(tier)
}

fn at_most(most: usize, count: usize) -> Result<usize, Corrupt> {
    if count <= most { Ok(count) } else { Err(Corrupt::Bytes) }
}

fn label(cursor: &mut Cursor<'_>) -> Result<Label, Corrupt> {
    Ok(Label { vi: cursor.text()?.to_owned(), en: cursor.text()?.to_owned() })
}

/// Lengths of titles that are told apart, in syllables; a title has the first that is no less than its own.
pub const LENGTHS: [u8; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 21, 27, 40, 80];

/// What ranking needs of every document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranks {
    bytes: Vec<u8>,
}

impl Ranks {
    /// Reads the ranks.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut cursor = open(bytes, RANKS)?;
        let count = cursor.count(1)?;
        let bytes = cursor.take(count)?.to_vec();
        if cursor.is_done() { Ok(Self { bytes }) } else { Err(Corrupt::Bytes) }
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.bytes.len()
    }

    /// About how many syllables a document's title has.
    pub fn length(&self, document: u32) -> u32 {
        let byte = self.bytes.get(document as usize).copied().unwrap_or(0);
        LENGTHS.get(usize::from(byte & 15)).map_or(1, |&length| length.into())
    }

    /// How commonly a document is needed, 0 to 15.
    pub fn rank(&self, document: u32) -> u32 {
        self.bytes.get(document as usize).map_or(0, |byte| u32::from(byte >> 4))
    }

    /// The file, from the length of each title and rank of each document, 0 to 255.
    #[cfg(feature = "cli")]
    pub fn write(documents: impl ExactSizeIterator<Item = (u8, u8)>) -> Vec<u8> {
        let mut out = header(RANKS);
        put_number(&mut out, documents.len() as u32);
        out.extend(documents.map(|(length, rank)| {
            let place = LENGTHS.iter().position(|&most| length <= most).unwrap_or(LENGTHS.len() - 1);
            place as u8 | rank & 0xF0
        }));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_comes_back() {
        let root = Root {
            documents: 3,
            block: 2,
            first: vec![(b"a".to_vec(), [1; 6]), (b"khai".to_vec(), [2; 6]), (b"khai\x02s".to_vec(), [3; 6])],
            blocks: vec![[4; 6], [5; 6]],
            columns: vec![("field".into(), [6; 6])],
            syllables: vec![("khai".into(), 3), ("sinh".into(), 0)],
            suggestions: vec![Suggestion::default()],
            ..Root::default()
        };
        assert_eq!(Root::open(&root.write()), Ok(root.clone()));
        assert_eq!(Root::route(&root.first, b"khac"), Some([1; 6]));
        assert_eq!(Root::route(&root.first, b"Z"), None);
        assert_eq!(Root::route_all(&root.first, b"khai").count(), 2);
        assert_eq!((root.commonness("khai"), root.commonness("sinh"), root.commonness("x")), (4, 1, 0));
    }

    #[test]
    fn a_root_claims_no_more_than_it_has_room_for() {
        let of = |documents: u32, block: u32| {
            let blocks = vec![[0; 6]; documents.div_ceil(block.max(1)).min(4096) as usize];
            Root::open(&Root { documents, block, blocks, ..Root::default() }.write()).map(|root| root.documents)
        };
        assert_eq!(of(MOST_DOCUMENTS, LARGEST_BLOCK), Ok(MOST_DOCUMENTS));
        for (documents, block) in [(MOST_DOCUMENTS + 1, LARGEST_BLOCK), (4000, 4000), (1, 0), (1 << 20, 20)] {
            assert_eq!(of(documents, block), Err(Corrupt::Bytes), "{documents} in blocks of {block}");
        }
    }

    #[test]
    fn a_root_lists_no_more_than_can_be_used() {
        let columns = vec![("x".to_owned(), [0; 6]); MOST_COLUMNS + 1];
        let suggestions = vec![Suggestion::default(); MOST_SUGGESTIONS + 1];
        let syllables = (0..=MOST_SYLLABLES).map(|at| (format!("{at:06}"), 0)).collect();
        let first = (0..=MOST_FILES).map(|at| (format!("{at:06}").into_bytes(), [0; 6])).collect();
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

    #[test]
    fn ranks_come_back() {
        let ranks = Ranks::open(&Ranks::write([(4, 255), (9, 16), (200, 48)].into_iter())).unwrap();
        assert_eq!([0, 1, 2].map(|at| (ranks.length(at), ranks.rank(at))), [(4, 15), (10, 1), (80, 3)]);
    }
}
