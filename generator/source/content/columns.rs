//! Tables that editors keep beside their content: CSV, or the first sheet of a workbook, under headings that are known.
//!
//! In: a file and the headings it may have. Out: rows whose cells are asked for by heading. What a cell means is its
//! reader's concern.

use crate::catalogue::SourceId;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::{FileTable, Location};
use crate::language::{Date, date};
use crate::rules::model::Placed;
use crate::source::read::utf8;
use crate::source::sheet::{Cell, Sheet, SheetRow, workbook};
use crate::source::{Input, Reading, table};

/// The headings a table may have.
pub(super) struct Headings<'a> {
    /// The rule its mistakes are findings of.
    pub rule: &'static str,
    /// What it is a table of, in messages.
    pub of: &'static str,
    /// The headings, in the order in which help names them.
    pub known: &'a [&'static str],
    /// Those that have to be there.
    pub needed: &'a [&'static str],
    /// What stands in this table for some of them; where there are any, other columns are passed over.
    pub named: &'a [(&'static str, Box<str>)],
}

/// A table whose headings were found.
pub(super) struct Columns {
    rule: &'static str,
    sheet: Sheet,
    at: Vec<(&'static str, u16)>,
}

impl Headings<'_> {
    /// Reads a file; nothing where its headings are wrong, which is told.
    pub fn read(
        &self,
        path: &str,
        bytes: &[u8],
        files: &mut FileTable,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Columns> {
        let input = Input { source: SourceId(0), file: files.add(path), path, bytes, base: 0 };
        let sheet = self.sheet(&input, found)?;
        let whole = Location::whole(input.file);
        let before = found.len();
        let mut at: Vec<(&'static str, u16)> = Vec::new();
        let mut known = true;
        let mut refuse = |at: Location, message: String, help: String| {
            found.push(Diagnostic::error(self.rule, at, message).help(help));
        };
        let head = sheet.rows.first();
        for cell in head.iter().flat_map(|head| &head.cells) {
            match self.key(cell.text.trim()) {
                Some(key) if at.iter().all(|column| column.0 != key) => at.push((key, cell.column)),
                Some(_) => {
                    let message = format!("two columns are headed \"{}\"", cell.text.trim());
                    refuse(cell.at, message, "leave one out".to_owned());
                }
                None if self.named.is_empty() => {
                    let name = cell.text.trim();
                    let help = match nearest(name, self.known.iter().copied()) {
                        Some(near) => format!("did you mean \"{near}\"?"),
                        None => format!("the first row has the headings {}", self.known.join(", ")),
                    };
                    known = false;
                    refuse(cell.at, format!("\"{name}\" is no column of a table of {}", self.of), help);
                }
                None => {}
            }
        }
        let is_there = |name: &str| at.iter().any(|column| column.0 == name);
        let missing = self.needed.iter().filter(|name| !is_there(name)).map(|name| self.heading(name));
        let missing: Vec<&str> = missing.chain(self.missing(&is_there)).collect();
        // A heading nobody knows is often the one that is missing.
        if !missing.is_empty() && known {
            let at = head.and_then(SheetRow::at).unwrap_or(whole);
            let help = match self.named.is_empty() {
                true => format!("the first row has the headings: {}", self.known.join(",")),
                false => "the first row has the headings; correct `columns` in site.toml".to_owned(),
            };
            refuse(at, format!("the table has no column {}", missing.join(" and no column ")), help);
        }
        (found.len() == before).then_some(Columns { rule: self.rule, sheet, at })
    }

    fn sheet(&self, input: &Input<'_>, found: &mut Vec<Diagnostic>) -> Option<Sheet> {
        if input.bytes.starts_with(b"PK") || input.path.to_ascii_lowercase().ends_with(".xlsx") {
            return match workbook(input, None) {
                Ok(sheets) => sheets.into_iter().next(),
                Err(problem) => {
                    found.push(*problem);
                    None
                }
            };
        }
        let mut reading = Reading::default();
        let text = utf8(input, &mut reading);
        found.extend(reading.diagnostics);
        let text = text?;
        // Spreadsheet programs begin their UTF-8 with a mark.
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let inner = Input { bytes: &input.bytes[start..], base: start as u64, ..*input };
        let (sheet, unclosed) = table::sheet(&inner, &text[start..], |heading| self.key(heading.trim()).is_some());
        found.extend(unclosed.map(|finding| *finding));
        Some(sheet)
    }

    fn key(&self, heading: &str) -> Option<&'static str> {
        match self.named {
            [] => self.known.iter().copied().find(|known| *known == heading),
            named => named.iter().find(|named| *named.1 == *heading).map(|named| named.0),
        }
    }

    fn heading<'s>(&'s self, key: &'static str) -> &'s str {
        self.named.iter().find(|named| named.0 == key).map_or(key, |named| &named.1)
    }

    /// Headings that were promised and are not there.
    fn missing(&self, is_there: &impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        let promised = self.named.iter().filter(|named| !is_there(named.0) && !self.needed.contains(&named.0));
        promised.map(|named| &*named.1)
    }
}

impl Columns {
    /// The rows that say something.
    pub fn rows(&self) -> impl Iterator<Item = &SheetRow> {
        self.sheet.rows.iter().skip(1).filter(|row| !row.is_blank())
    }

    /// What a row says in a column, where it says something.
    pub fn cell<'r>(&self, row: &'r SheetRow, name: &str) -> Option<&'r Cell> {
        let column = self.at.iter().find(|column| column.0 == name)?.1;
        row.get(column).filter(|cell| !cell.text.trim().is_empty())
    }

    /// The same, as a text with its place.
    pub fn placed(&self, row: &SheetRow, name: &str) -> Option<Placed> {
        self.cell(row, name).map(|cell| Placed { text: cell.text.trim().into(), at: cell.at })
    }

    /// A day; what is none is told.
    pub fn day(&self, row: &SheetRow, name: &str, found: &mut Vec<Diagnostic>) -> Option<Date> {
        let cell = self.cell(row, name)?;
        let read = date::parse(cell.text.trim());
        if read.is_none() {
            let message = format!("\"{}\" is no day", cell.text.trim());
            found.push(Diagnostic::error(self.rule, cell.at, message).help("write 2025-07-01 or 1/7/2025"));
        }
        read
    }
}
