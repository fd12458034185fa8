//! A sheet, row by row.

use super::style::{Cell, HEADING};
use crate::table::{Decimal, Value};

/// A sheet being written; whoever writes it takes its text away from time to time.
pub struct Sheet {
    /// What was written and not taken away.
    pub text: Vec<u8>,
    /// The letters of columns: `A`, `B`, …
    letters: Vec<String>,
    rows: u32,
    number: String,
    range: String,
}

/// Days from 30 December 1899, from which spreadsheets count those after February 1900, to 1 January 1970.
const DAYS: i64 = 25_569;

impl Sheet {
    /// A sheet with its headings, which will have so many rows with them.
    pub fn new<'h>(headings: impl Iterator<Item = &'h str>, widths: &[u32], rows: u64) -> Self {
        let letters: Vec<String> = (0..widths.len()).map(letters).collect();
        let range = format!("A1:{}{rows}", letters.last().map_or("A", |last| last));
        let mut sheet = Self { text: Vec::new(), letters, rows: 0, number: String::new(), range };
        sheet.push(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
        );
        sheet.push(&format!(r#"<dimension ref="{}"/><sheetViews><sheetView workbookViewId="0">"#, sheet.range));
        sheet.push(
            r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#,
        );
        if !widths.is_empty() {
            sheet.push("<cols>");
            for (at, width) in widths.iter().enumerate() {
                let at = at + 1;
                sheet.push(&format!(r#"<col min="{at}" max="{at}" width="{width}" customWidth="1"/>"#));
            }
            sheet.push("</cols>");
        }
        sheet.push("<sheetData>");
        sheet.row(headings.map(|heading| (Value::Text(heading), &Cell { is_text: true, style: HEADING })));
        sheet
    }

    /// The next row.
    pub fn row<'v, 'c>(&mut self, cells: impl Iterator<Item = (Value<'v>, &'c Cell)>) {
        self.rows += 1;
        self.number.clear();
        Value::Number(Decimal::whole(self.rows.into())).write(&mut self.number);
        self.text.extend_from_slice(b"<row r=\"");
        self.text.extend_from_slice(self.number.as_bytes());
        self.text.extend_from_slice(b"\">");
        for (at, (value, cell)) in cells.enumerate() {
            if value != Value::Null {
                self.cell(at, value, *cell);
            }
        }
        self.text.extend_from_slice(b"</row>");
    }

    fn cell(&mut self, at: usize, value: Value<'_>, cell: Cell) {
        let out = &mut self.text;
        out.extend_from_slice(b"<c r=\"");
        out.extend_from_slice(self.letters[at].as_bytes());
        out.extend_from_slice(self.number.as_bytes());
        if cell.style > 0 {
            out.extend_from_slice(b"\" s=\"");
            append(Value::Number(Decimal::whole(cell.style as i128)), out);
        }
        match value {
            Value::Text(text) => inline(text, out),
            other if cell.is_text => {
                let mut text = String::new();
                other.write(&mut text);
                inline(&text, out);
            }
            Value::Boolean(value) => {
                out.extend_from_slice(if value { b"\" t=\"b\"><v>1" } else { b"\" t=\"b\"><v>0" });
                out.extend_from_slice(b"</v></c>");
            }
            number => {
                out.extend_from_slice(b"\"><v>");
                append(Value::Number(serial(number)), out);
                out.extend_from_slice(b"</v></c>");
            }
        }
    }

    /// Ends the sheet.
    pub fn end(&mut self) {
        self.push("</sheetData>");
        self.push(&format!(r#"<autoFilter ref="{}"/></worksheet>"#, self.range));
    }

    fn push(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }
}

/// The number that stands for a value.
fn serial(value: Value<'_>) -> Decimal {
    match value {
        Value::Number(number) => number,
        Value::Date(date) => Decimal::whole((i64::from(date.days_since_epoch()) + DAYS).into()),
        Value::Month(year, month) => {
            let first = crate::language::Date::new(year, month, 1);
            first.map_or(Decimal::whole(0), |first| serial(Value::Date(first)))
        }
        Value::Year(year) => Decimal::whole(year.into()),
        Value::Null | Value::Text(_) | Value::Boolean(_) => Decimal::whole(0),
    }
}

/// A text in its cell.
fn inline(text: &str, out: &mut Vec<u8>) {
    let is_spaced = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) || text.contains('\n');
    out.extend_from_slice(b"\" t=\"inlineStr\"><is><t");
    out.extend_from_slice(if is_spaced { b" xml:space=\"preserve\">" } else { b">" });
    escape(text, out);
    out.extend_from_slice(b"</t></is></c>");
}

/// A text as XML has it. What XML cannot have is written as `_xFFFF_`, and so is the beginning of what looks like that.
pub fn escape(text: &str, out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) =
        rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"' | '_' | '\u{FFFE}' | '\u{FFFF}') || c < ' ')
    {
        let (before, here) = rest.split_at(at);
        out.extend_from_slice(before.as_bytes());
        let Some(c) = here.chars().next() else { break };
        match c {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '"' => out.extend_from_slice(b"&quot;"),
            '\n' | '\t' => out.push(c as u8),
            '_' if is_escape(here) => out.extend_from_slice(b"_x005F_"),
            '_' => out.push(b'_'),
            other => out.extend_from_slice(format!("_x{:04X}_", u32::from(other)).as_bytes()),
        }
        rest = &here[c.len_utf8()..];
    }
    out.extend_from_slice(rest.as_bytes());
}

/// Whether a text begins as spreadsheets write a character by its number: `_x0041_`.
fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[1] == b'x' && bytes[2..6].iter().all(u8::is_ascii_hexdigit) && bytes[6] == b'_'
}

fn append(value: Value<'_>, out: &mut Vec<u8>) {
    let mut text = String::with_capacity(24);
    value.write(&mut text);
    out.extend_from_slice(text.as_bytes());
}

/// The letters of a column, counted from zero.
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let at = |column| letters(column);
        assert_eq!([at(0), at(25), at(26), at(701), at(702), at(16_383)], ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn what_xml_cannot_have_is_written_by_its_number() {
        let mut out = Vec::new();
        escape("a<b>&\"_x0041_ _x _\u{FFFF}\u{1}\n", &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "a&lt;b&gt;&amp;&quot;_x005F_x0041_ _x __xFFFF__x0001_\n");
    }
}
