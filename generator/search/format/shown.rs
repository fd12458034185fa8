//! Documents as results show them: a block of documents, or the head for instant answers.
//!
//! ```text
//! "mqd" VERSION            a block: documents from a multiple of the root's block size on
//! "mqh" VERSION            the head: documents from anywhere
//! count
//! of each document:
//!   head only: its number
//!   kind                   1 byte, a place in Kind::ALL
//!   flags                  1 byte: 1 has a record beside its page, 2 has an English page
//!   code                   text
//!   title, address, detail, summary                       texts, Vietnamese
//!   title, address, detail, summary                       texts, English, where flagged
//! ```
//! The head leaves detail and summary empty.

use super::super::document::{Kind, Lang};
use super::root::LARGEST_BLOCK;
use super::{Corrupt, Cursor, open};
#[cfg(feature = "cli")]
use super::{put_number, put_text};

/// The letter of a block.
pub const BLOCK: u8 = b'd';
/// The letter of the head.
pub const HEAD: u8 = b'h';
/// The most bytes of the head: an index is made of it where it is read. It has some hundred titles and addresses.
const LARGEST_HEAD: usize = 1 << 19;

const RECORD: u8 = 1;
const ENGLISH: u8 = 2;

/// A document as results show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the index; in a block, its place there.
    pub id: u32,
    /// What it is of.
    pub kind: Kind,
    /// Whether its data is published beside its page.
    pub record: bool,
    /// Its code.
    pub code: String,
    /// Its Vietnamese page.
    pub vi: Texts,
    /// Its English page.
    pub en: Option<Texts>,
}

/// The texts of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// Its title.
    pub title: String,
    /// Its address from the root of the site.
    pub address: String,
    /// A line below the title.
    pub detail: String,
    /// A sentence or two.
    pub summary: String,
}

impl Entry {
    /// Its page in a language, else the Vietnamese one.
    pub fn page(&self, lang: Lang) -> (&Texts, Lang) {
        match (&self.en, lang) {
            (Some(en), Lang::En) => (en, Lang::En),
            _ => (&self.vi, Lang::Vi),
        }
    }
}

/// Reads a block or a head.
///
/// # Errors
/// [`Corrupt`], as [`open`] says.
pub fn read(bytes: &[u8], letter: u8) -> Result<Vec<Entry>, Corrupt> {
    let mut cursor = open(bytes, letter)?;
    let count = cursor.count(7)?;
    if count > LARGEST_BLOCK as usize || letter == HEAD && bytes.len() > LARGEST_HEAD {
        return Err(Corrupt::Bytes);
    }
    let mut entries = Vec::new();
    for place in 0..count {
        let id = if letter == HEAD { cursor.number()? } else { place as u32 };
        entries.push(entry(&mut cursor, id)?);
    }
    if cursor.is_done() { Ok(entries) } else { Err(Corrupt::Bytes) }
}

fn entry(cursor: &mut Cursor<'_>, id: u32) -> Result<Entry, Corrupt> {
    let kind = *Kind::ALL.get(usize::from(cursor.byte()?)).ok_or(Corrupt::Bytes)?;
    let flags = cursor.byte()?;
    let code = cursor.text()?.to_owned();
    let vi = texts(cursor)?;
    let en = if flags & ENGLISH != 0 { Some(texts(cursor)?) } else { None };
    Ok(Entry { id, kind, record: flags & RECORD != 0, code, vi, en })
}

fn texts(cursor: &mut Cursor<'_>) -> Result<Texts, Corrupt> {
    let mut text = || cursor.text().map(str::to_owned);
    Ok(Texts { title: text()?, address: text()?, detail: text()?, summary: text()? })
}

/// Writes a block or a head.
#[cfg(feature = "cli")]
pub fn write(letter: u8, entries: &[Entry]) -> Vec<u8> {
    let mut out = super::header(letter);
    put_number(&mut out, entries.len() as u32);
    for entry in entries {
        if letter == HEAD {
            put_number(&mut out, entry.id);
        }
        out.push(Kind::ALL.iter().position(|&kind| kind == entry.kind).unwrap_or(0) as u8);
        let flag = |set: bool, flag| if set { flag } else { 0 };
        out.push(flag(entry.record, RECORD) | flag(entry.en.is_some(), ENGLISH));
        put_text(&mut out, &entry.code);
        for texts in [Some(&entry.vi), entry.en.as_ref()].into_iter().flatten() {
            for text in [&texts.title, &texts.address, &texts.detail, &texts.summary] {
                put_text(&mut out, text);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back() {
        let vi = Texts { title: "Đăng ký".into(), address: "a/".into(), ..Texts::default() };
        let entry = Entry { id: 0, kind: Kind::Page, record: true, code: "1.001193".into(), en: Some(vi.clone()), vi };
        let bytes = write(BLOCK, std::slice::from_ref(&entry));
        assert_eq!(read(&bytes, BLOCK), Ok(vec![entry]));
        assert_eq!(read(&bytes, HEAD), Err(Corrupt::Bytes));
        assert_eq!(read(&bytes[..bytes.len() - 1], BLOCK), Err(Corrupt::Bytes));
    }

    #[test]
    fn more_than_a_block_has_is_refused() {
        let entry = |title: &str| {
            let vi = Texts { title: title.to_owned(), ..Texts::default() };
            Entry { id: 0, kind: Kind::Page, record: false, code: String::new(), vi, en: None }
        };
        let most = LARGEST_BLOCK as usize;
        assert!(read(&write(BLOCK, &vec![entry(""); most]), BLOCK).is_ok());
        assert_eq!(read(&write(BLOCK, &vec![entry(""); most + 1]), BLOCK), Err(Corrupt::Bytes));
        let long = [entry(&"x".repeat(LARGEST_HEAD))];
        assert!(read(&write(BLOCK, &long), BLOCK).is_ok());
        assert_eq!(read(&write(HEAD, &long), HEAD), Err(Corrupt::Bytes));
    }
}
