//! Where findings are: locations as lines and columns, and the lines themselves.
//!
//! Lines of portal data run to hundreds of thousands of characters, so a line is shown as a window
//! around the place. Carets count terminal cells, because Vietnamese may come decomposed and tabs exist.

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::files::{At, FileId, FileTable, Files, LineIndex, Location};

/// How much of a long line is shown on each side of the place, in characters.
const WINDOW: usize = 48;

/// How many files are held.
const KEPT: usize = 4;

/// A place as machines want it.
#[derive(Serialize)]
pub(super) struct Place {
    pub file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// Turns locations into lines and columns; holds the texts of the files met last, because findings come sorted by file,
/// a source may be large, and related places are mostly in the same few other files.
pub(super) struct Places<'a> {
    table: &'a FileTable,
    files: &'a dyn Files,
    open: Vec<(FileId, Vec<u8>, LineIndex)>,
}

/// A line of a file with a mark under it.
pub(super) struct Excerpt {
    pub text: String,
    pub indent: usize,
    pub width: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(table: &'a FileTable, files: &'a dyn Files) -> Self {
        Self { table, files, open: Vec::new() }
    }

    fn text(&mut self, file: FileId) -> (&[u8], &LineIndex) {
        let at = match self.open.iter().position(|(open, ..)| *open == file) {
            Some(at) => at,
            None => {
                if self.open.len() == KEPT {
                    self.open.pop();
                }
                // A file that has vanished since shows its findings without line and column.
                let bytes = self.files.read(self.table.path(file)).unwrap_or_default();
                let lines = LineIndex::new(&bytes);
                self.open.push((file, bytes, lines));
                self.open.len() - 1
            }
        };
        self.open[..=at].rotate_right(1);
        let (_, bytes, lines) = &self.open[0];
        (bytes, lines)
    }

    /// A place, with line and column where the file has lines.
    pub(super) fn place(&mut self, location: Location) -> Place {
        let mut place = Place { file: self.table.path(location.file).to_owned(), line: None, column: None, cell: None };
        match location.at() {
            At::Whole => {}
            At::Bytes { start, .. } => {
                let (text, lines) = self.text(location.file);
                let position = lines.position(text, start as usize);
                (place.line, place.column) = (Some(position.line), Some(position.column));
            }
            At::Cell { row, column, .. } => place.cell = Some(At::cell_name(row, column)),
            At::Line { line, column } => {
                (place.line, place.column) = (usize::try_from(line).ok(), usize::try_from(column).ok());
            }
        }
        place
    }

    /// A place in a line: file, line and column, or the cell.
    pub(super) fn shown(&mut self, location: Location) -> String {
        let place = self.place(location);
        match (place.line, place.column, place.cell) {
            (Some(line), Some(column), _) => format!("{}:{line}:{column}", place.file),
            (_, _, Some(cell)) => format!("{}:{cell}", place.file),
            _ => place.file,
        }
    }

    /// The line around a place, as much of it as fits.
    pub(super) fn excerpt(&mut self, location: Location) -> Option<Excerpt> {
        let At::Bytes { start, len } = location.at() else { return None };
        let (text, lines) = self.text(location.file);
        let start = usize::try_from(start).ok().filter(|&start| start <= text.len())?;
        let (_, line) = lines.line(text, start);
        if line.is_empty() {
            return None;
        }
        // A place may be the line break itself.
        let start = start.min(line.end);
        let end = (start + len as usize).min(line.end).max(start);
        let before = String::from_utf8_lossy(&text[line.start..start.min(line.end)]);
        let marked = String::from_utf8_lossy(&text[start.min(line.end)..end]);
        let after = String::from_utf8_lossy(&text[end..line.end]);

        let mut shown = String::new();
        let skipped = before.chars().count().saturating_sub(WINDOW);
        if skipped > 0 {
            shown.push('…');
        }
        push_visible(&mut shown, before.chars().skip(skipped));
        let indent = width(&shown);
        push_visible(&mut shown, marked.chars().take(WINDOW));
        let marked_width = (width(&shown) - indent).max(1);
        if marked.chars().nth(WINDOW).is_some() {
            shown.push('…');
        } else {
            push_visible(&mut shown, after.chars().take(WINDOW));
            if after.chars().nth(WINDOW).is_some() {
                shown.push('…');
            }
        }
        Some(Excerpt { text: shown, indent, width: marked_width })
    }
}

/// A text as a terminal can show it in a line.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    push_visible(&mut shown, text.chars());
    shown
}

/// Adds characters as a terminal can show them in a line: tabs as spaces, other controls as their pictures.
fn push_visible(shown: &mut String, chars: impl Iterator<Item = char>) {
    for c in chars {
        match c {
            '\t' => shown.push_str("    "),
            c if (c as u32) < 0x20 => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('?')),
            c if c.is_control() || is_invisible(c) => shown.push('·'),
            c => shown.push(c),
        }
    }
}

/// Characters that would turn or hide the rest of the line.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}
