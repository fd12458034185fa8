//! What a workbook hides: sheets, and columns and rows of the sheet that is read. The reader of cells does not say.
//!
//! In: the workbook. Out: [`Hidden`]. Only the tags are looked at, as they come: of the workbook's list of sheets, of the list
//! that says where they lie, and of one sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Seek};

use zip::ZipArchive;

/// What is not shown to whoever opens a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The columns, counted from zero.
    pub columns: BTreeSet<u32>,
    /// The rows, counted from one.
    pub rows: BTreeSet<u64>,
}

/// The longest tag that is looked at, in bytes.
const LONGEST: u64 = 1 << 16;
/// The most columns of a sheet.
const WIDEST: u32 = 1 << 14;

impl Hidden {
    /// What the sheet at `index` hides; nothing where the workbook does not say where the sheet lies.
    pub fn of<R: Read + Seek>(file: R, index: usize) -> Self {
        let Ok(mut archive) = ZipArchive::new(file) else { return Self::default() };
        let mut ids = Vec::new();
        tags(&mut archive, "xl/workbook.xml", |tag| {
            if name(tag) == "sheet" {
                ids.push(attribute(tag, "id").unwrap_or_default().to_owned());
            }
        });
        let mut targets = BTreeMap::new();
        tags(&mut archive, "xl/_rels/workbook.xml.rels", |tag| {
            if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
                targets.insert(id.to_owned(), target.to_owned());
            }
        });
        let mut hidden = Self::default();
        let Some(target) = ids.get(index).and_then(|id| targets.get(id)) else { return hidden };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        tags(&mut archive, &path, |tag| hidden.see(tag));
        hidden
    }

    fn see(&mut self, tag: &str) {
        if !attribute(tag, "hidden").is_some_and(|hidden| matches!(hidden, "1" | "true")) {
            return;
        }
        let number = |key| attribute(tag, key).and_then(|number| number.parse::<u32>().ok());
        match name(tag) {
            "row" => self.rows.extend(number("r").map(u64::from)),
            "col" => {
                if let (Some(first @ 1..), Some(last)) = (number("min"), number("max")) {
                    self.columns.extend(first - 1..last.min(WIDEST));
                }
            }
            _ => {}
        }
    }
}

/// Shows each tag of a part that opens something, without its angle brackets.
fn tags<R: Read + Seek>(archive: &mut ZipArchive<R>, path: &str, mut see: impl FnMut(&str)) {
    let Ok(part) = archive.by_name(path) else { return };
    let mut part = BufReader::new(part);
    let mut tag = Vec::new();
    while matches!(part.skip_until(b'<'), Ok(1..)) {
        tag.clear();
        match (&mut part).take(LONGEST).read_until(b'>', &mut tag) {
            Ok(1..) => see(std::str::from_utf8(&tag).unwrap_or_default().trim_end_matches(['>', '/'])),
            _ => return,
        }
    }
}

/// The name of a tag, without the short name of its vocabulary.
fn name(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

/// An attribute of a tag, without the short name of its vocabulary.
fn attribute<'t>(tag: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = tag.split_once(|c: char| c.is_ascii_whitespace())?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, more) = after[1..].split_once(quote)?;
        if key.trim().rsplit(':').next() == Some(wanted) {
            return Some(value);
        }
        rest = more;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use rust_xlsxwriter::Workbook;

    use super::*;

    #[test]
    fn hidden_columns_and_rows_are_seen() {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "bìa").unwrap();
        let sheet = book.add_worksheet();
        sheet.write(5, 5, 1).unwrap();
        sheet.set_column_hidden(2).unwrap().set_column_hidden(3).unwrap().set_row_hidden(4).unwrap();
        let file = book.save_to_buffer().unwrap();
        assert_eq!(Hidden::of(Cursor::new(&file), 0), Hidden::default());
        assert_eq!(Hidden::of(Cursor::new(&file), 1), Hidden { columns: [2, 3].into(), rows: [5].into() });
        assert_eq!(Hidden::of(Cursor::new(b"PK"), 0), Hidden::default());
    }

    #[test]
    fn attributes_are_told_from_each_other() {
        let tag = "x:row r='3' spans=\"1:4\" a:hidden = \"1\"";
        assert_eq!((name(tag), attribute(tag, "r"), attribute(tag, "hidden")), ("row", Some("3"), Some("1")));
        assert_eq!((attribute(tag, "s"), attribute("row", "r")), (None, None));
    }
}
