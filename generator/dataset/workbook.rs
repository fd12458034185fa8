//! A sheet of an XLSX workbook (ECMA-376) as rows.
//!
//! A workbook cannot be read in pieces: its cells lie in compressed parts that refer to a table of all its texts. So the sheet
//! is held, and what is too large for that is refused. Numbers are binary in the file; they are taken as spreadsheets show
//! them, with fifteen digits, so that 0.1 + 0.2 is 0.3. A percentage, which is held as a part of one, is taken times a hundred
//! with its sign, as it is shown. Formulas count by the value that was saved with them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetVisible, Style, Xlsx, XlsxError};

use super::raw::{Origin, RawRow};
use crate::files::ReadSeek;

/// The largest workbook that is opened, in bytes as it is stored.
pub const MAX_BYTES: u64 = 64 << 20;
/// The most cells that are held, those that merged cells cover included.
pub const MAX_CELLS: usize = 2_000_000;

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its rows, without those that have no cell. A row's line is its number as spreadsheets show it.
    pub rows: Vec<RawRow>,
    /// Which of the workbook's sheets it is, counted from zero.
    pub index: u16,
}

/// Why a workbook cannot be read.
#[derive(Debug)]
pub enum Problem {
    /// It is protected by a password.
    Password,
    /// It is no workbook.
    NotXlsx,
    /// It is one, and contradicts itself.
    Damaged(String),
    /// More than [`MAX_BYTES`].
    Bytes(u64),
    /// More than [`MAX_CELLS`].
    Cells,
    /// The sheet that is wanted is not there; those that are.
    NoSheet(Vec<String>),
    /// Several sheets have cells and none is hidden.
    Several(Vec<String>),
}

impl From<XlsxError> for Problem {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Password,
            XlsxError::Zip(_) | XlsxError::Io(_) => Self::NotXlsx,
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// Reads the sheet that is wanted, or the only visible one that has cells.
pub fn read(mut file: Box<dyn ReadSeek + '_>, wanted: Option<&str>) -> Result<Sheet, Problem> {
    let length = file.seek(std::io::SeekFrom::End(0)).and_then(|end| file.rewind().map(|()| end));
    let length = length.map_err(|error| Problem::Damaged(error.to_string()))?;
    if length > MAX_BYTES {
        return Err(Problem::Bytes(length));
    }
    // The decoder's own checks have gaps for damaged files; a panic in it is an unreadable file and no more.
    catch_unwind(AssertUnwindSafe(|| decode(file, wanted)))
        .unwrap_or_else(|_| Err(Problem::Damaged("its parts contradict each other".into())))
}

type Book<'a> = Xlsx<Box<dyn ReadSeek + 'a>>;

fn decode(file: Box<dyn ReadSeek + '_>, wanted: Option<&str>) -> Result<Sheet, Problem> {
    let mut book: Book<'_> = Xlsx::new(file)?;
    let names = book.sheet_names();
    if let Some(wanted) = wanted {
        let Some(index) = names.iter().position(|name| name == wanted) else { return Err(Problem::NoSheet(names)) };
        return sheet(&mut book, index, &names[index]);
    }
    let visible: Vec<usize> = (0..names.len())
        .filter(|&index| book.sheets_metadata().get(index).is_none_or(|sheet| sheet.visible == SheetVisible::Visible))
        .collect();
    let mut found: Option<Sheet> = None;
    let mut filled = Vec::new();
    for index in visible {
        let sheet = sheet(&mut book, index, &names[index])?;
        if !sheet.rows.is_empty() {
            filled.push(names[index].clone());
            found = found.or(Some(sheet));
        }
    }
    match found {
        Some(_) if filled.len() > 1 => Err(Problem::Several(filled)),
        found => Ok(found.unwrap_or(Sheet { rows: Vec::new(), index: 0 })),
    }
}

fn sheet(book: &mut Book<'_>, index: usize, name: &str) -> Result<Sheet, Problem> {
    let index = u16::try_from(index).unwrap_or(u16::MAX);
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that is a chart has no cells.
        Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => {
            return Ok(Sheet { rows: Vec::new(), index });
        }
        Err(error) => return Err(error.into()),
    };
    let mut met: BTreeMap<(u32, u32), (String, Origin)> = BTreeMap::new();
    let shows_percent =
        |style: &Style| style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code));
    let percent: Vec<bool> = cells.styles().iter().map(shows_percent).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let percent = percent.get(style).copied().unwrap_or(false);
        let Some(said) = words(cell.get_value(), percent) else { continue };
        met.insert(cell.get_position(), said);
        if met.len() > MAX_CELLS {
            return Err(Problem::Cells);
        }
    }
    drop(cells);
    for region in book.merge_cells_by_sheet_name(name)? {
        let Some((text, _)) = met.get(&region.start).cloned() else { continue };
        if region.len() > MAX_CELLS as u64 {
            return Err(Problem::Cells);
        }
        for row in region.start.0..=region.end.0 {
            for column in region.start.1..=region.end.1 {
                met.entry((row, column)).or_insert_with(|| (text.clone(), Origin::Merged));
            }
        }
        if met.len() > MAX_CELLS {
            return Err(Problem::Cells);
        }
    }
    Ok(Sheet { rows: rows(met)?, index })
}

/// The cells row by row, with empty ones in the gaps.
fn rows(met: BTreeMap<(u32, u32), (String, Origin)>) -> Result<Vec<RawRow>, Problem> {
    let mut rows: Vec<RawRow> = Vec::new();
    let mut room = MAX_CELLS * 8;
    for ((row, column), (text, origin)) in met {
        let line = u64::from(row) + 1;
        if rows.last().is_none_or(|last| last.line != line) {
            let mut next = RawRow::default();
            next.start(line);
            rows.push(next);
        }
        let Some(last) = rows.last_mut() else { continue };
        while (last.len() as u32) < column {
            // One cell in the last corner of each row would be worth a thousand.
            room = room.checked_sub(1).ok_or(Problem::Cells)?;
            last.end_cell(0, last.len() as u32, Origin::Text);
        }
        last.push_text(&text);
        last.end_cell(0, column, origin);
    }
    Ok(rows)
}

/// What a cell says, and what the file says it is. `percent`: its numbers are shown as percentages.
fn words(value: &DataRef<'_>, percent: bool) -> Option<(String, Origin)> {
    let (text, origin) = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) if percent => (percentage(&number.to_string()), Origin::Number),
        DataRef::Float(number) if percent && number.is_finite() => (percentage(&shown(*number)), Origin::Number),
        DataRef::Int(number) => (number.to_string(), Origin::Number),
        DataRef::Float(number) => (shown(*number), Origin::Number),
        DataRef::String(text) => (text.clone(), Origin::Text),
        DataRef::DateTimeIso(text) => (text.clone(), Origin::Date),
        DataRef::DurationIso(text) => (text.clone(), Origin::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), Origin::Text),
        DataRef::Bool(value) => (value.to_string(), Origin::Boolean),
        DataRef::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            let time = format!(" {hour:02}:{minute:02}:{second:02}");
            if time == " 00:00:00" { (day, Origin::Date) } else { (day + &time, Origin::Text) }
        }
        DataRef::DateTime(date) => (shown(date.as_f64()), Origin::Number),
        DataRef::Error(error) => (error.to_string(), Origin::Error),
    };
    // Some programs write a line break as `_x000D_` and a newline.
    let text = if text.contains("_x000D_") { text.replace("_x000D_", "") } else { text };
    (!text.is_empty()).then_some((text, origin))
}

/// A number with the fifteen digits a spreadsheet shows.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// Whether a number format (ECMA-376, 18.8.31) shows numbers as percentages: whether its first section has a percent sign that
/// is no mere text.
fn is_percent(format: &str) -> bool {
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        match character {
            '%' => return true,
            ';' => return false,
            '"' => drop(characters.find(|&end| end == '"')),
            '[' => drop(characters.find(|&end| end == ']')),
            // These make text, a gap or a filling of the next.
            '\\' | '_' | '*' => drop(characters.next()),
            _ => {}
        }
    }
    false
}

/// A number without exponent as the percentage it is: its point two places to the right, so that no digit changes.
fn percentage(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<2}");
    let (hundredths, rest) = fraction.split_at(2);
    let whole = format!("{whole}{hundredths}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{rest}%")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use rust_xlsxwriter::{Format, Workbook};

    use super::*;

    fn opened(mut workbook: Workbook, wanted: Option<&str>) -> Result<Sheet, Problem> {
        read(Box::new(Cursor::new(workbook.save_to_buffer().unwrap())), wanted)
    }

    #[test]
    fn cells_come_with_what_the_file_says_of_them() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Hà Nội").unwrap();
        sheet.write(0, 2, 0.1 + 0.2).unwrap();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 7, 1).unwrap();
        sheet.write_with_format(1, 0, &date, &day).unwrap();
        sheet.write(1, 1, true).unwrap();
        let rows = opened(book, None).unwrap().rows;
        assert_eq!(rows[0].iter().collect::<Vec<_>>(), ["Hà Nội", "", "0.3"]);
        assert_eq!((rows[0].origin(2), rows[1].origin(0)), (Origin::Number, Origin::Date));
        assert_eq!(rows[1].iter().collect::<Vec<_>>(), ["2025-07-01", "true"]);
    }

    #[test]
    fn percentages_are_read_as_they_are_shown() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let cells =
            [(0.68, "0%"), (0.125, "0.0%"), (0.07, "0.00%"), (-1.5, "0%;[Red]-0%"), (0.0, "0%"), (68.0, "0\"%\"")];
        for (column, (number, format)) in (0..).zip(cells) {
            sheet.write_with_format(0, column, number, &Format::new().set_num_format(format)).unwrap();
        }
        sheet.write(0, 6, 0.68).unwrap();
        let rows = opened(book, None).unwrap().rows;
        assert_eq!(rows[0].iter().collect::<Vec<_>>(), ["68%", "12.5%", "7%", "-150%", "0%", "68", "0.68"]);
        assert_eq!(rows[0].origin(0), Origin::Number);
    }

    #[test]
    fn a_percentage_keeps_its_digits() {
        let read = ["0.00012345", "12", "0.5", "-0.001", "0"].map(percentage);
        assert_eq!(read, ["0.012345%", "1200%", "50%", "-0.1%", "0%"]);
    }

    #[test]
    fn merged_cells_are_filled_and_marked() {
        let mut book = Workbook::new();
        book.add_worksheet().merge_range(1, 0, 3, 0, "Miền Bắc", &Format::new()).unwrap();
        let rows = opened(book, None).unwrap().rows;
        assert_eq!(rows.iter().map(|row| row.cell(0)).collect::<Vec<_>>(), ["Miền Bắc"; 3]);
        assert_eq!((rows[0].origin(0), rows[2].origin(0)), (Origin::Text, Origin::Merged));
    }

    #[test]
    fn of_several_sheets_one_has_to_be_named() {
        let book = || {
            let mut book = Workbook::new();
            book.add_worksheet().set_name("Một").unwrap().write(0, 0, 1).unwrap();
            book.add_worksheet().set_name("Hai").unwrap().write(0, 0, 2).unwrap();
            book
        };
        assert!(matches!(opened(book(), None), Err(Problem::Several(names)) if names == ["Một", "Hai"]));
        assert_eq!(opened(book(), Some("Hai")).unwrap().rows[0].cell(0), "2");
        assert!(matches!(opened(book(), Some("Ba")), Err(Problem::NoSheet(_))));
        let mut hidden = book();
        hidden.worksheet_from_name("Hai").unwrap().set_hidden(true);
        assert_eq!(opened(hidden, None).unwrap().rows[0].cell(0), "1");
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert!(matches!(read(Box::new(Cursor::new(b"a,b\n1,2")), None), Err(Problem::NotXlsx)));
    }
}
