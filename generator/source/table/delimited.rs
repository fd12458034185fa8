//! Text tables: RFC 4180 with `,`, `;` or tabs between cells.
//!
//! In: text. Out: rows whose cells know the bytes they stand in, quotes included. The csv crate would read the same
//! rows but hands out no places inside a record, so that the cutting is done here and the crate checks it in the tests.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::sheet::{Cell, Sheet, SheetRow};
use crate::source::{Input, unguarded, vocabulary};

/// Reads a text; the delimiter is the one by which the most headings are known. A last row with a quote that is never
/// closed holds whatever followed it: it is left out, with the reason.
pub(in crate::source) fn sheet(
    input: &Input<'_>,
    text: &str,
    is_heading: impl Fn(&str) -> bool,
) -> (Sheet, Option<Box<Diagnostic>>) {
    let known = |delimiter: &char| -> usize {
        let head = rows(text, *delimiter).take(20);
        head.map(|row| row.iter().filter(|cell| is_heading(&words(&text[(*cell).clone()]))).count()).max().unwrap_or(0)
    };
    // The last of equals wins in `max_by_key`: the comma is the usual one.
    let delimiter = ['\t', ';', ','].into_iter().max_by_key(known).unwrap_or(',');
    let cell = |(column, range): (usize, Range<usize>)| {
        let text = unguarded(&words(&text[range.clone()])).to_owned();
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        (!text.is_empty()).then(|| Cell { column, text, number: false, at: input.place(range) })
    };
    let row = |cells: Vec<Range<usize>>| SheetRow { cells: cells.into_iter().enumerate().filter_map(cell).collect() };
    let mut rows: Vec<_> = rows(text, delimiter).collect();
    let last = rows.last().and_then(|cells| cells.last()).map_or(text.len(), |cell| cell.start);
    let open = cell_end(text, last, delimiter).is_err().then(|| {
        rows.pop();
        let message = "a quote that is never closed: all that follows it is one cell";
        let help = "close it where the cell ends; a quote inside a quoted cell is written twice";
        Box::new(Diagnostic::error("table/unclosed-quote", input.place(last..last + 1), message).help(help))
    });
    (Sheet { rows: rows.into_iter().map(row).filter(|row| !row.cells.is_empty()).collect() }, open)
}

/// The cells of each row, quotes included.
fn rows(text: &str, delimiter: char) -> impl Iterator<Item = Vec<Range<usize>>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let end = cell_end(text, at, delimiter).unwrap_or(text.len());
            let rest = &text[end..];
            let border = rest.chars().next();
            // A row ends in a line break of either kind, which is no part of its last cell.
            let cell_end = if border != Some(delimiter) && text[at..end].ends_with('\r') { end - 1 } else { end };
            cells.push(at..cell_end);
            at = end + border.map_or(0, char::len_utf8);
            if border != Some(delimiter) {
                return Some(cells);
            }
        }
    })
}

/// A quote that is never closed.
struct Unclosed;

/// Where the cell that begins at `at` ends: at a delimiter or a line break outside quotes.
fn cell_end(text: &str, at: usize, delimiter: char) -> Result<usize, Unclosed> {
    let mut quoted = text[at..].starts_with('"');
    let from = at + usize::from(quoted);
    let mut rest = text[from..].char_indices().peekable();
    while let Some((offset, c)) = rest.next() {
        match c {
            '"' if quoted && matches!(rest.peek(), Some((_, '"'))) => {
                rest.next();
            }
            '"' if quoted => quoted = false,
            c if !quoted && (c == delimiter || c == '\n') => return Ok(from + offset),
            _ => {}
        }
    }
    if quoted { Err(Unclosed) } else { Ok(text.len()) }
}

/// What a cell says, without its quotes.
fn words(cell: &str) -> String {
    let Some(inner) = cell.strip_prefix('"') else { return cell.to_owned() };
    // A quote that is doubled stands for itself; the first single one ends what is quoted.
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(quote) = rest.find('"') {
        text.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                text.push('"');
                rest = after;
            }
            None => break,
        }
    }
    text.push_str(rest);
    text.replace("\r\n", "\n")
}

/// Whether a text is a heading by the model's keys or the usual words.
pub(super) fn usual_heading(text: &str) -> bool {
    vocabulary::column(text).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::SourceId;
    use crate::files::{At, FileTable};

    fn read(text: &str) -> Sheet {
        let input = Input {
            source: SourceId(0),
            file: FileTable::default().add("a.csv"),
            path: "a.csv",
            bytes: text.as_bytes(),
            base: 0,
        };
        sheet(&input, text, usual_heading).0
    }

    fn texts(sheet: &Sheet) -> Vec<Vec<&str>> {
        sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_cell_may_hold_delimiters_quotes_and_lines() {
        let sheet = read("code,name\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n2,d");
        assert_eq!(texts(&sheet), [vec!["code", "name"], vec!["1", "a, \"b\"\nc"], vec!["2", "d"]]);
        assert_eq!(sheet.rows[1].cells[1].at.at(), At::Bytes { start: 13, len: 13 });
    }

    #[test]
    fn the_delimiter_is_the_one_that_parts_the_headings() {
        for delimiter in [',', ';', '\t'] {
            let text = format!("Danh mục\nMã số{delimiter}Tên{delimiter}Lĩnh vực\n1{delimiter}a{delimiter}b\n");
            assert_eq!(read(&text).rows[2].cells.len(), 3, "{delimiter:?}");
        }
    }

    proptest! {
        #[test]
        fn rows_are_the_csv_crate_s(cells in prop::collection::vec(prop::collection::vec("[a-zđ,;\"\\n ]{0,8}", 2..4), 1..5)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &cells {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            let ours: Vec<Vec<String>> = rows(&text, ',')
                .map(|row| row.into_iter().map(|cell| words(&text[cell])).collect())
                .collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn arbitrary_text_never_panics(text in "[\"a,;\\n\\r\\tđ]{0,40}") {
            let _ = read(&text);
        }
    }
}
