//! Terms and their postings: a file of tier 1 or of tier 2.
//!
//! ```text
//! "mqt" VERSION
//! count              terms
//! bytes of the terms, bytes of their figures
//! terms              sorted; each: bytes shared with the one before, length of the rest, the rest
//! figures            of each term: documents that have it (whole index), postings here, their bytes
//! postings           of each term, of each posting: (document - the one before - 1) * 16 + impact
//! ```
//! The first document of a term is counted from -1. An impact, 1 to 15, is how much the document is about the term: the
//! saturated BM25F weight of all its fields, without idf, which comes from the count of documents. Where a term has fewer
//! postings here than documents, tier 2 has the others.

#[cfg(feature = "cli")]
use super::cursor::put_front_coded;
use super::{Corrupt, Cursor, FrontCoded, open};
#[cfg(feature = "cli")]
use super::{header, put_number};

/// The letter of the file.
pub const LETTER: u8 = b't';

/// A document that has a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// The document.
    pub document: u32,
    /// How much it is about the term, 1 to 15.
    pub impact: u8,
}

/// A file of terms, opened.
#[derive(Debug)]
pub struct Terms {
    bytes: Vec<u8>,
    text: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    text: (u32, u32),
    documents: u32,
    postings: u32,
    at: u32,
    end: u32,
}

/// A term that was found.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The term.
    pub term: &'a [u8],
    /// How many documents of the whole index have it.
    pub documents: u32,
    /// How many postings stand here.
    pub count: u32,
    bytes: &'a [u8],
}

impl Terms {
    /// Opens a file, and reads all of its tables.
    ///
    /// # Errors
    /// [`Corrupt`], as [`open`] says.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Corrupt> {
        let mut cursor = open(&bytes, LETTER)?;
        let count = cursor.count(5)?;
        let (terms, figures) = (cursor.size()?, cursor.size()?);
        let mut texts = Cursor::new(cursor.take(terms)?, 0);
        let mut figures = Cursor::new(cursor.take(figures)?, 0);
        let mut at = cursor.at();
        let mut list = FrontCoded::new(bytes.len());
        let mut text = Vec::new();
        let mut entries: Vec<Entry> = Vec::with_capacity(count);
        for _ in 0..count {
            let from = text.len() as u32;
            text.extend_from_slice(list.next(&mut texts)?);
            let (documents, postings, length) = (figures.number()?, figures.number()?, figures.size()?);
            let end = at.checked_add(length).filter(|&end| end <= bytes.len()).ok_or(Corrupt::Bytes)?;
            if postings as usize > length || postings > documents {
                return Err(Corrupt::Bytes);
            }
            let (here, there) = (at as u32, end as u32);
            entries.push(Entry { text: (from, text.len() as u32), documents, postings, at: here, end: there });
            at = end;
        }
        if at != bytes.len() || !texts.is_done() || !figures.is_done() {
            return Err(Corrupt::Bytes);
        }
        Ok(Self { bytes, text, entries })
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        self.bytes.len() + self.text.len() + self.entries.len() * size_of::<Entry>()
    }

    /// Whether this is its first term.
    pub fn begins(&self, term: &[u8]) -> bool {
        self.entries.first().is_some_and(|entry| self.text_of(entry) == term)
    }

    /// The term, if it stands here.
    pub fn find(&self, term: &[u8]) -> Option<Found<'_>> {
        let at = self.entries.binary_search_by(|entry| self.text_of(entry).cmp(term)).ok()?;
        self.entries.get(at).map(|entry| self.found(entry))
    }

    /// The terms that begin so, in order.
    pub fn beginning(&self, prefix: &[u8]) -> impl Iterator<Item = Found<'_>> {
        let from = self.entries.partition_point(|entry| self.text_of(entry) < prefix);
        let rest = self.entries.get(from..).unwrap_or_default();
        rest.iter().map(|entry| self.found(entry)).take_while(move |found| found.term.starts_with(prefix))
    }

    fn text_of(&self, entry: &Entry) -> &[u8] {
        self.text.get(entry.text.0 as usize..entry.text.1 as usize).unwrap_or_default()
    }

    fn found(&self, entry: &Entry) -> Found<'_> {
        let bytes = self.bytes.get(entry.at as usize..entry.end as usize).unwrap_or_default();
        Found { term: self.text_of(entry), documents: entry.documents, count: entry.postings, bytes }
    }
}

impl<'a> Found<'a> {
    /// Whether further postings stand in tier 2.
    pub fn is_cut(&self) -> bool {
        self.count < self.documents
    }

    /// The postings, by document; they end where the bytes make no sense.
    pub fn postings(self) -> impl Iterator<Item = Posting> + use<'a> {
        postings(self.bytes).take(self.count as usize)
    }
}

/// The postings of some bytes, by document; they end where the bytes do, or make no sense.
pub fn postings(bytes: &[u8]) -> impl Iterator<Item = Posting> {
    let mut cursor = Cursor::new(bytes, 0);
    let mut next = 0u32;
    std::iter::from_fn(move || {
        let number = cursor.number().ok()?;
        let document = next.checked_add(number >> 4)?;
        next = document.checked_add(1)?;
        Some(Posting { document, impact: (number & 15) as u8 })
    })
}

/// Writes postings, by document, and tells how many they are.
#[cfg(feature = "cli")]
pub fn put_postings(out: &mut Vec<u8>, postings: impl Iterator<Item = Posting>) -> u32 {
    let (mut count, mut next) = (0, 0);
    for posting in postings {
        put_number(out, (posting.document - next) << 4 | u32::from(posting.impact));
        next = posting.document + 1;
        count += 1;
    }
    count
}

/// Writes a file of terms.
#[cfg(feature = "cli")]
#[derive(Debug, Default)]
pub struct Builder {
    count: u32,
    last: Vec<u8>,
    /// The first term.
    pub first: Vec<u8>,
    terms: Vec<u8>,
    figures: Vec<u8>,
    postings: Vec<u8>,
}

#[cfg(feature = "cli")]
impl Builder {
    /// How many bytes it has so far.
    pub fn size(&self) -> usize {
        self.terms.len() + self.figures.len() + self.postings.len()
    }

    /// Whether it has no term.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a term, after all that sort before it, with its postings by document.
    pub fn add(&mut self, term: &[u8], documents: u32, postings: impl Iterator<Item = Posting>) {
        if self.count == 0 {
            self.first = term.to_vec();
        }
        put_front_coded(&mut self.terms, &mut self.last, term);
        let start = self.postings.len();
        let count = put_postings(&mut self.postings, postings);
        put_number(&mut self.figures, documents);
        put_number(&mut self.figures, count);
        put_number(&mut self.figures, (self.postings.len() - start) as u32);
        self.count += 1;
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        let mut out = header(LETTER);
        put_number(&mut out, self.count);
        put_number(&mut out, self.terms.len() as u32);
        put_number(&mut out, self.figures.len() as u32);
        out.extend_from_slice(&self.terms);
        out.extend_from_slice(&self.figures);
        out.extend_from_slice(&self.postings);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_come_back_with_their_postings() {
        let mut builder = Builder::default();
        let postings = [(0, 3), (1, 15), (900, 1)].map(|(document, impact)| Posting { document, impact });
        builder.add(b"khai", 7, postings.into_iter());
        builder.add(b"khai\x02sinh", 1, postings[..1].iter().copied());
        let terms = Terms::open(builder.finish()).unwrap();
        let found = terms.find(b"khai").unwrap();
        assert!(found.is_cut());
        assert_eq!(found.postings().collect::<Vec<_>>(), postings);
        assert_eq!(terms.beginning(b"khai").count(), 2);
        assert!(terms.find(b"kha").is_none());
    }
}
