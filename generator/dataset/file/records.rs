//! Delimited text as rows (RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>), read leniently and with places.
//!
//! In: text, piece by piece. Out: rows of cells. A line ends with LF, CR or CRLF, mixed as they come. A quote that opens a
//! cell has to be closed; one inside an unquoted cell is a letter like any other. What stands between a closing quote and the
//! delimiter is kept and marked, unless the quote was opened in a line before: then it is the next cell's, and rows between
//! would be lost in one cell. Memory is bounded: a record longer than [`LONGEST`] is an error, since it is a quote that was
//! never closed. The csv crate reads the same rows but neither bounds a record nor knows the place of a cell; it is what the
//! tests compare with.

use std::io::{self, Read};

use super::raw::{Origin, RawRow};
use crate::dataset::encoding::Text;

/// The longest record, in bytes of UTF-8.
pub const LONGEST: usize = 1 << 20;
/// The most cells of a record: as many columns as a spreadsheet has.
pub const WIDEST: usize = 16_384;

/// How cells and lines are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between cells: an ASCII character.
    pub delimiter: u8,
    /// What stands around a cell that holds delimiters or line breaks: an ASCII character.
    pub quote: u8,
}

/// Why the next row cannot be read. Nothing can be read after it.
#[derive(Debug)]
pub enum RecordError {
    /// A quote that is never closed: where it stands.
    Unclosed {
        /// The line, counted from one.
        line: u64,
        /// The column in characters, counted from one.
        column: u32,
    },
    /// A quote that is closed by another cell's, lines below: where it stands.
    ClosedLate {
        /// The line, counted from one.
        line: u64,
        /// The column in characters, counted from one.
        column: u32,
        /// The line of the quote that would close it.
        end: u64,
    },
    /// More than [`LONGEST`] bytes or [`WIDEST`] cells, beginning in this line.
    TooLong {
        /// The line, counted from one.
        line: u64,
    },
    /// The system's error.
    Io(io::Error),
}

/// The rows of a text.
#[derive(Debug)]
pub struct Records<R> {
    text: Text<R>,
    dialect: Dialect,
    /// Text decoded, of which everything before `at` has been read.
    buffer: String,
    at: usize,
    line: u64,
    ended: bool,
}

impl<R: Read> Records<R> {
    /// The rows of `text`, which is at its beginning.
    pub fn new(text: Text<R>, dialect: Dialect) -> Self {
        Self { text, dialect, buffer: String::new(), at: 0, line: 1, ended: false }
    }

    /// What it is read from.
    pub fn input(&self) -> &R {
        self.text.input()
    }

    /// Reads the next row into `row`; `false` at the end. A blank line is a row of one empty cell.
    pub fn next(&mut self, row: &mut RawRow) -> Result<bool, RecordError> {
        loop {
            row.start(self.line);
            let rest = &self.buffer[self.at..];
            if !rest.is_empty() {
                match read(rest, self.dialect, self.ended, row) {
                    Step::Row { length, lines } => {
                        self.at += length;
                        self.line += lines;
                        return Ok(true);
                    }
                    Step::Unclosed { line, column } => {
                        return Err(RecordError::Unclosed { line: self.line + u64::from(line), column });
                    }
                    Step::ClosedLate { line, column, end } => {
                        let [line, end] = [line, end].map(|line| self.line + u64::from(line));
                        return Err(RecordError::ClosedLate { line, column, end });
                    }
                    Step::TooWide => return Err(RecordError::TooLong { line: self.line }),
                    Step::More if rest.len() > LONGEST => return Err(RecordError::TooLong { line: self.line }),
                    Step::More => {}
                }
            } else if self.ended {
                return Ok(false);
            }
            self.buffer.drain(..self.at);
            self.at = 0;
            self.ended = !self.text.fill(&mut self.buffer).map_err(RecordError::Io)?;
        }
    }
}

/// The rows of a text that is there as a whole; one that cannot be read ends them.
pub(in crate::dataset) fn rows_of(text: &str, dialect: Dialect) -> Vec<RawRow> {
    let (mut rows, mut at, mut line) = (Vec::new(), 0, 1);
    while at < text.len() {
        let mut row = RawRow::default();
        row.start(line);
        let Step::Row { length, lines } = read(&text[at..], dialect, true, &mut row) else { break };
        rows.push(row);
        at += length;
        line += lines;
    }
    rows
}

enum Step {
    /// A row was read: how many bytes and lines it took, its line break included.
    Row {
        length: usize,
        lines: u64,
    },
    /// The text ends within the row, and more of it may come.
    More,
    /// The text ends within quotes.
    Unclosed {
        line: u32,
        column: u32,
    },
    /// A quote of another line, with text behind it.
    ClosedLate {
        line: u32,
        column: u32,
        end: u32,
    },
    TooWide,
}

/// A place in the record, moving on.
#[derive(Clone, Copy)]
struct Cursor {
    at: usize,
    line: u32,
    column: u32,
}

impl Cursor {
    /// Moves over `text`, which begins at the cursor.
    fn pass(&mut self, text: &str) {
        self.at += text.len();
        match text.bytes().rposition(|byte| byte == b'\n') {
            Some(last) => {
                self.line += text.bytes().filter(|&byte| byte == b'\n').count() as u32;
                self.column = 1 + letters(&text[last + 1..]);
            }
            None => self.column += letters(text),
        }
    }
}

fn letters(text: &str) -> u32 {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count() as u32
}

/// Reads a row off the front of `text`; `last` says that nothing comes after it.
fn read(text: &str, dialect: Dialect, last: bool, row: &mut RawRow) -> Step {
    let bytes = text.as_bytes();
    let Dialect { delimiter, quote } = dialect;
    let mut here = Cursor { at: 0, line: 0, column: 1 };
    loop {
        if row.len() == WIDEST {
            return Step::TooWide;
        }
        let start = here;
        let mut origin = Origin::Text;
        let blanks = bytes[here.at..].iter().take_while(|&&byte| byte == b' ').count();
        if bytes.get(here.at + blanks) == Some(&quote) {
            here.pass(&text[here.at..here.at + blanks + 1]);
            loop {
                let Some(length) = bytes[here.at..].iter().position(|&byte| byte == quote) else {
                    return if last { Step::Unclosed { line: start.line, column: start.column } } else { Step::More };
                };
                let doubled = bytes.get(here.at + length + 1);
                if doubled.is_none() && !last {
                    return Step::More;
                }
                let kept = length + usize::from(doubled == Some(&quote));
                row.push_text(&text[here.at..here.at + kept]);
                here.pass(&text[here.at..here.at + kept + 1]);
                if doubled != Some(&quote) {
                    break;
                }
            }
        }
        let is_end = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
        let Some(length) = bytes[here.at..].iter().position(is_end).or(last.then(|| bytes.len() - here.at)) else {
            return Step::More;
        };
        let rest = &text[here.at..here.at + length];
        if here.at > start.at {
            // Behind the closing quote.
            if !rest.trim().is_empty() {
                if here.line > start.line {
                    return Step::ClosedLate { line: start.line, column: start.column, end: here.line };
                }
                origin = Origin::StrayQuote;
                row.push_text(rest);
            }
        } else {
            row.push_text(rest);
        }
        here.pass(rest);
        row.end_cell(start.line, start.column, origin);
        let end = bytes.get(here.at).copied();
        if end == Some(delimiter) {
            here.pass(&text[here.at..=here.at]);
            continue;
        }
        let mut length = here.at + usize::from(end.is_some());
        if end == Some(b'\r') {
            match bytes.get(here.at + 1) {
                Some(b'\n') => length += 1,
                None if !last => return Step::More,
                _ => {}
            }
        }
        return Step::Row { length, lines: u64::from(here.line) + u64::from(end.is_some()) };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::encoding::Encoding;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"' };

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows_of(text, COMMA).iter().map(|row| row.iter().map(str::to_owned).collect()).collect()
    }

    fn streamed(text: &[u8]) -> Result<Vec<RawRow>, RecordError> {
        let mut records = Records::new(Text::new(text, Encoding::Utf8), COMMA);
        let (mut rows, mut row) = (Vec::new(), RawRow::default());
        while records.next(&mut row)? {
            rows.push(row.clone());
        }
        Ok(rows)
    }

    #[test]
    fn lines_end_as_they_like() {
        assert_eq!(cells("a,b\r\nc,d\re\n\nf"), [vec!["a", "b"], vec!["c", "d"], vec!["e"], vec![""], vec!["f"]]);
    }

    #[test]
    fn a_cell_knows_its_line_and_column() {
        let rows = rows_of("á,\"b\nc\",d\nế, x", COMMA);
        assert_eq!([0, 1, 2].map(|index| rows[0].place(index)), [(1, 1), (1, 3), (2, 4)]);
        assert_eq!(rows[1].place(1), (3, 3));
    }

    #[test]
    fn odd_quotes_lose_nothing() {
        assert_eq!(cells("a \"b\" c, \"d\" ,\"e\"f\n"), [["a \"b\" c", "d", "ef"]]);
        assert_eq!(rows_of("\"e\"f", COMMA)[0].origin(0), Origin::StrayQuote);
        assert!(matches!(streamed(b"a,b\nc,\"d\n"), Err(RecordError::Unclosed { line: 2, column: 3 })));
    }

    #[test]
    fn a_quote_takes_no_rows_into_its_cell() {
        let lines = "a,b\r\n1,\"x\r\n2,y\r\n3,\"z\r\n";
        assert!(matches!(streamed(lines.as_bytes()), Err(RecordError::ClosedLate { line: 2, column: 3, end: 4 })));
        assert_eq!(cells("1,\"x\ny\" \n"), [["1", "x\ny"]], "blanks are no text");
    }

    #[test]
    fn memory_is_bounded() {
        let open = format!("a,b\nc,\"{}", "d\n".repeat(LONGEST));
        assert!(matches!(streamed(open.as_bytes()), Err(RecordError::TooLong { line: 2 })));
        assert!(matches!(streamed(",".repeat(WIDEST + 1).as_bytes()), Err(RecordError::TooLong { line: 1 })));
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_wrote_is_read(
            table in proptest::collection::vec(proptest::collection::vec("[a-zế,\"\n\r ]{0,6}", 2..5), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            table.iter().for_each(|row| writer.write_record(row).unwrap());
            let bytes = writer.into_inner().unwrap();
            let rows = streamed(&bytes).unwrap();
            let read: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(str::to_owned).collect()).collect();
            // Blanks before an opening quote are no part of a cell; the crate writes none.
            prop_assert_eq!(read, table);
        }

        #[test]
        fn pieces_make_no_difference(text in "[ab,\"\n\r ế]{0,60}") {
            let whole = rows_of(&text, COMMA);
            if let Ok(rows) = streamed(text.as_bytes()) {
                prop_assert_eq!(rows, whole);
            }
        }
    }
}
