//! A table of an agency's own, CSV or XLSX, a row a procedure; also what `motcua export` writes, for editors without git.
//!
//! In: a file, and the headings of its columns where the site's configuration names them. Out: records. Without a
//! configuration a column is known by the key of its field (`code`, `name`, `name_en`, ...: the export's own headings)
//! or by the words such lists are headed with ("Mã số", "Tên", ...). The row of headings is found by its words.
//!
//! ## What a cell may hold
//!
//! Texts stand as they are; longer ones are Markdown where they begin with a line `markdown:`. Closed values are the
//! words of content files (`active`, `national`, `full`, ...), dates `2026-07-01` or 1/7/2026. A list has an item a line,
//! with its parts between bars; parts at the end may be left out:
//!
//! | column | a line |
//! |---|---|
//! | `fields`, `audiences`, `publisher`, agencies | `Sở Tư pháp \| H01.15`: the name, and a code |
//! | `levels` | `ministry`, `province`, `commune`, `other` |
//! | `decision` | `163/QĐ-BTP \| 2026-01-16` |
//! | `groups` | `Khai sinh \| citizen` (or `business`) |
//! | `steps` | `Nộp hồ sơ \| Nộp tại Trung tâm \| Apply at the counter`; a text alone has no name |
//! | `channels` | `in-person \| 5 ngày làm việc \| 8000 \| note`; the fee may be `25 USD`, `free`, or `?` for not stated |
//! | | further fees below it: `+ 5000 \| Lệ phí \| note \| attached file` |
//! | `documents` | `Tờ khai \| 1 \| 0 \| to-khai.docx; phu-luc.docx \| Giấy tờ phải nộp \| code \| required \| note` |
//! | `results` | `Giấy khai sinh \| KQ.G15.000031` |
//! | `legal_basis` | `60/2014/QH13 \| Luật Hộ tịch \| 2014-11-20 \| https://...` |
//! | `service_cases` | `1.001193.01 \| Đăng ký khai sinh \| 1 ngày làm việc` |
//! | `keywords`, `citations` | a text |
//! | `return_methods` | `counter`, `home`, `online` |
//!
//! English follows its text: `Giấy khai sinh [en: Birth certificate]`. A bar, a backslash or a line break inside a part
//! is written `\|`, `\\`, `\n`; a time in words that could be read as a quantity stands in quotes.
//! [`cell`] writes all this. Names of agencies, fields and audiences are also parted by semicolons, one inside a name being
//! written `\;`; laws by semicolons and numbers of laws by commas. Under a heading that is not a key, agencies, audiences
//! and levels may be parted by commas too.

mod cell;
mod delimited;
mod help;
mod items;
mod line;
mod record;

pub use cell::cell;
pub(super) use delimited::sheet;

use std::collections::BTreeMap;

use super::config::SourceConfig;
use super::portal_list::number_code;
use super::read::utf8;
use super::row::identity;
use super::sheet::{Cell, Sheet, SheetRow, workbook};
use super::vocabulary::{self, plain};
use super::{Column, Input, Reading, Understood, is_blank};
use crate::catalogue::{FieldName, Localised, Origin, Procedure, Prose, Sourced};
use crate::diagnostic::Diagnostic;
use crate::files::Location;

/// A column that was found: what it holds, where, and whether its heading is a key of ours.
#[derive(Debug, Clone, Copy)]
struct Found {
    column: Column,
    at: u16,
    own: bool,
}

/// Reads a table.
pub(super) fn read(input: &Input<'_>, config: &SourceConfig, out: &mut Reading) {
    let sheets = if input.bytes.starts_with(b"PK") || input.path.to_ascii_lowercase().ends_with(".xlsx") {
        match workbook(input, config.sheet.as_deref()) {
            Ok(sheets) => sheets,
            Err(problem) => return out.reject(*problem),
        }
    } else {
        let Some(text) = utf8(input, out) else { return };
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let inner = Input { bytes: &input.bytes[start..], base: input.base + start as u64, ..*input };
        let is_named = |text: &str| config.columns.iter().any(|(_, heading)| plain(heading) == plain(text));
        let is_heading = |text: &str| is_named(text) || delimited::usual_heading(text);
        let (sheet, open) = delimited::sheet(&inner, &text[start..], is_heading);
        open.into_iter().for_each(|problem| out.reject(*problem));
        vec![sheet]
    };
    let Some((sheet, above, columns)) = sheets.iter().find_map(|sheet| {
        let (above, columns) = headings(sheet, config)?;
        Some((sheet, above, columns))
    }) else {
        let help = match config.columns.iter().find(|(column, _)| column.field == FieldName::Code) {
            Some((_, heading)) => format!("one row must have the heading \"{heading}\", as `columns` of the source says"),
            None => "one row must have a heading `code` or \"Mã số\"; or name the columns in the source: columns = { code = \"...\" }".into(),
        };
        let place = Location::whole(input.file);
        return out
            .reject(Diagnostic::error("table/no-headings", place, "no row has a heading for the code").help(help));
    };
    for (column, heading) in config.columns.iter().filter(|(_, heading)| !heading.is_empty()) {
        if !columns.iter().any(|found| found.column == *column) {
            let message = format!("the table has no column \"{heading}\" for `{}`", column.key());
            let place = sheet.rows[above].at().unwrap_or(Location::whole(input.file));
            out.diagnostics.push(Diagnostic::warning("table/no-column", place, message));
        }
    }
    out.columns = columns.iter().map(|found| found.column).collect();
    tell_unread(sheet, above, &columns, config, out);
    for row in sheet.rows[above + 1..].iter().filter(|row| !row.is_blank()) {
        table_row(input, row, &columns, out);
    }
}

/// The column a heading names, and whether it is our own key. What the configuration says of a column counts alone, also
/// that it is left out: a heading of no words.
fn column(heading: &str, config: &SourceConfig) -> Option<(Column, bool)> {
    let heading = plain(heading);
    let named = config.columns.iter().find(|(_, named)| !named.is_empty() && plain(named) == heading);
    match named {
        Some(&(column, _)) => Some((column, column.key() == heading)),
        None => {
            vocabulary::column(&heading).filter(|(column, _)| config.columns.iter().all(|(named, _)| named != column))
        }
    }
}

/// The row of headings and the columns they name. A row is one if the code is among them.
fn headings(sheet: &Sheet, config: &SourceConfig) -> Option<(usize, Vec<Found>)> {
    sheet.rows.iter().enumerate().find_map(|(at, row)| {
        let mut columns: Vec<Found> = Vec::new();
        for cell in &row.cells {
            if let Some((column, own)) = column(&cell.text, config)
                && !columns.iter().any(|found| found.column == column)
            {
                columns.push(Found { column, at: cell.column, own });
            }
        }
        columns.iter().any(|found| found.column.field == FieldName::Code).then_some((at, columns))
    })
}

/// Says which columns are not read: each once, with the rows that say something in it. Numbers of rows, and a field that is left
/// out on purpose, are nobody's loss.
fn tell_unread(sheet: &Sheet, above: usize, columns: &[Found], config: &SourceConfig, out: &mut Reading) {
    let left_out = |name: &str| {
        let is_left_out = |column| config.columns.iter().any(|(named, heading)| *named == column && heading.is_empty());
        vocabulary::column(name).is_some_and(|(column, _)| is_left_out(column))
    };
    let mut counts: BTreeMap<u16, (usize, Location)> = BTreeMap::new();
    let rows = sheet.rows[above + 1..].iter();
    for cell in rows.flat_map(|row| &row.cells).filter(|cell| !is_blank(&cell.text)) {
        if columns.iter().all(|found| found.at != cell.column) {
            counts.entry(cell.column).or_insert((0, cell.at)).0 += 1;
        }
    }
    for (column, (rows, first)) in counts {
        let heading = sheet.rows[above].get(column);
        let name = heading.map_or("", |heading| heading.text.trim());
        if vocabulary::numbers_rows(name) || left_out(name) {
            continue;
        }
        let filled = if rows == 1 { "1 row says".to_owned() } else { format!("{rows} rows say") };
        let message = format!("the column \"{name}\" is not read: it has no field, and {filled} something in it");
        out.diagnostics.push(
            Diagnostic::note("table/unknown-column", heading.map_or(first, |heading| heading.at), message)
                .help(help::unread(name)),
        );
    }
}

fn table_row(input: &Input<'_>, row: &SheetRow, columns: &[Found], out: &mut Reading) {
    let says = |at: u16| row.get(at).filter(|cell| !is_blank(&cell.text));
    let code = columns.iter().find(|found| found.column.field == FieldName::Code).and_then(|found| says(found.at));
    let Some(code) = code else {
        let at = row.at().unwrap_or(Location::whole(input.file));
        out.reject(
            Diagnostic::error("table/no-code", at, "a row without a code")
                .help("write the procedure's code in it, or remove the row"),
        );
        return;
    };
    let origin = |cell: &Cell| Origin { source: input.source, location: cell.at };
    let mut record = Procedure::new(identity(&code.text), origin(code));
    if code.number {
        out.diagnostics.push(number_code(code));
    }
    let mut left: Vec<(Column, String, Location)> = Vec::new();
    let mut how: Vec<(FieldName, Understood)> = Vec::new();
    for found in columns {
        let field = found.column.field;
        let understood = match says(found.at) {
            None => Understood::Missing,
            Some(cell) => {
                let words = record::set(&mut record, found.column, found.own, &cell.text, origin(cell));
                let understood = if words.is_empty() { Understood::Yes } else { Understood::Verbatim };
                left.extend(words.into_iter().map(|words| (found.column, words, cell.at)));
                understood
            }
        };
        // A field with a column in each language counts once, as the better understood.
        match how.iter_mut().find(|(known, _)| *known == field) {
            Some((_, known)) if *known == Understood::Missing => *known = understood,
            Some((_, known)) if understood == Understood::Verbatim => *known = understood,
            Some(_) => {}
            None => how.push((field, understood)),
        }
    }
    if !left.is_empty() {
        for (column, words, at) in &left {
            let message = format!("`{}` is not understood: {words}", column.key());
            let found = Diagnostic::note("table/not-understood", *at, message).help(help::cell(column.field));
            out.diagnostics.push(found.about(record.code.clone()));
        }
        keep(&mut record, &left, input);
        how.retain(|(field, _)| *field != FieldName::Note);
        how.push((FieldName::Note, Understood::Verbatim));
    }
    how.into_iter().for_each(|(field, how)| out.count(field, how));
    out.records.push(record);
}

/// Adds what no field could hold to the record's note.
fn keep(record: &mut Procedure, left: &[(Column, String, Location)], input: &Input<'_>) {
    let words: Vec<String> = left.iter().map(|(column, words, _)| format!("{}: {words}", column.key())).collect();
    let words = words.join("\n");
    record.note.vi = Some(match record.note.vi.take() {
        Some(Sourced { value: Prose::Plain(note), origin }) => {
            Sourced::new(Prose::Plain(format!("{note}\n{words}").into()), origin)
        }
        Some(Sourced { value: Prose::Markdown(note), origin }) => {
            Sourced::new(Prose::Markdown(format!("{note}\n\n{words}").into()), origin)
        }
        None => {
            let at = left[0].2;
            let origin = Origin { source: input.source, location: at };
            return record.note =
                Localised { vi: Some(Sourced::new(Prose::Plain(words.into()), origin)), en: record.note.en.take() };
        }
    });
}

#[cfg(test)]
mod tests;
