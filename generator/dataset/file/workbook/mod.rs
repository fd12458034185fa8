//! A sheet of an XLSX workbook (ECMA-376) as rows.
//!
//! A workbook cannot be read in pieces: its cells lie in compressed parts that refer to a table of all its texts. So the sheet
//! is held, and what is too large for that is refused. Numbers are binary in the file; they are taken as spreadsheets show
//! them, with fifteen digits, so that 0.1 + 0.2 is 0.3. A percentage, which is held as a part of one, is taken times a hundred
//! with its sign, as it is shown. Formulas count by the value that was saved with them.
//!
//! A workbook that motcua published says in its second sheet what its columns are, and is read back as what it was.

mod cell;
pub mod dictionary;
mod hidden;

pub use dictionary::Declared;
pub use hidden::Hidden;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetVisible, Style, Xlsx, XlsxError};

use super::raw::{Origin, RawRow};
use crate::files::ReadSeek;
use cell::{Shown, words};

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
    /// Its name, where it is one of several with cells and was taken because it alone holds a table.
    pub chosen: Option<Box<str>>,
    /// What the workbook says of the sheet's columns, in their order; nothing in one that others wrote.
    pub declared: Vec<Declared>,
}

/// A sheet that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// How many rows say anything.
    pub rows: usize,
    /// How many columns there are up to the last that says anything.
    pub columns: usize,
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
    /// Several visible sheets hold tables, or none of several does: the likeliest first.
    Several(Vec<Choice>),
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

/// Which sheets of a workbook are hidden; none of one that cannot be read.
pub fn hidden_sheets(file: Box<dyn ReadSeek + '_>) -> Vec<String> {
    let names = || {
        let book: Book<'_> = Xlsx::new(file).ok()?;
        let hidden = book.sheets_metadata().iter().filter(|sheet| sheet.visible != SheetVisible::Visible);
        Some(hidden.map(|sheet| sheet.name.clone()).collect())
    };
    catch_unwind(AssertUnwindSafe(names)).ok().flatten().unwrap_or_default()
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
        let sheet = sheet(&mut book, index, &names[index])?;
        let is_ours = wanted == dictionary::DATA && names.iter().any(|name| name == dictionary::SHEET);
        let declared = if is_ours { described(&mut book, &names)? } else { Vec::new() };
        return Ok(Sheet { declared, ..sheet });
    }
    let visible: Vec<usize> = (0..names.len())
        .filter(|&index| book.sheets_metadata().get(index).is_none_or(|sheet| sheet.visible == SheetVisible::Visible))
        .collect();
    let mut filled = Vec::new();
    for index in visible {
        let sheet = sheet(&mut book, index, &names[index])?;
        if !sheet.rows.is_empty() {
            filled.push(sheet);
        }
    }
    if filled.len() < 2 {
        let none = Sheet { rows: Vec::new(), index: 0, chosen: None, declared: Vec::new() };
        return Ok(filled.pop().unwrap_or(none));
    }
    let name = |sheet: &Sheet| names[usize::from(sheet.index)].as_str();
    if let [data, second] = &filled[..]
        && (name(data), name(second)) == (dictionary::DATA, dictionary::SHEET)
        && let declared = dictionary::columns(&second.rows)
        && !declared.is_empty()
    {
        return Ok(Sheet { declared, ..filled.swap_remove(0) });
    }
    let tables: Vec<usize> = (0..filled.len()).filter(|&at| is_table(&filled[at])).collect();
    if let [only] = tables[..] {
        let chosen = Some(name(&filled[only]).into());
        return Ok(Sheet { chosen, ..filled.swap_remove(only) });
    }
    let meant = |at: &usize| tables.is_empty() || tables.contains(at);
    let choice = |at: usize| {
        let columns = filled[at].rows.iter().map(RawRow::used).max().unwrap_or(0);
        Choice { name: name(&filled[at]).to_owned(), rows: filled[at].rows.len(), columns }
    };
    let mut choices: Vec<Choice> = (0..filled.len()).filter(meant).map(choice).collect();
    choices.sort_by_key(|choice| std::cmp::Reverse(choice.rows * choice.columns));
    Err(Problem::Several(choices))
}

/// Whether a sheet has two rows, a heading and another, that say something in several columns.
fn is_table(sheet: &Sheet) -> bool {
    sheet.rows.iter().filter(|row| row.filled() > 1).count() > 1
}

/// What the workbook says of the columns of its first sheet.
fn described(book: &mut Book<'_>, names: &[String]) -> Result<Vec<Declared>, Problem> {
    match names.iter().position(|name| name == dictionary::SHEET) {
        Some(index) => Ok(dictionary::columns(&sheet(book, index, dictionary::SHEET)?.rows)),
        None => Ok(Vec::new()),
    }
}

fn sheet(book: &mut Book<'_>, index: usize, name: &str) -> Result<Sheet, Problem> {
    let index = u16::try_from(index).unwrap_or(u16::MAX);
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that is a chart has no cells.
        Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => {
            return Ok(Sheet { rows: Vec::new(), index, chosen: None, declared: Vec::new() });
        }
        Err(error) => return Err(error.into()),
    };
    let mut met: BTreeMap<(u32, u32), (String, Origin)> = BTreeMap::new();
    let shows =
        |style: &Style| style.number_format.as_ref().map_or(Shown::Plain, |format| Shown::of(&format.format_code));
    let styles: Vec<Shown> = cells.styles().iter().map(shows).collect();
    let mut has_gaps = false;
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let shown = styles.get(style).copied().unwrap_or(Shown::Plain);
        has_gaps |= matches!(cell.get_value(), DataRef::Empty);
        let Some(said) = words(cell.get_value(), shown) else { continue };
        met.insert(cell.get_position(), said);
        if met.len() > MAX_CELLS {
            return Err(Problem::Cells);
        }
    }
    drop(cells);
    if has_gaps {
        // A program that computes nothing wrote formulas without what they give.
        let mut cells = book.worksheet_cells_reader(name)?;
        while let Some(cell) = cells.next_cell_with_formula()? {
            if let (DataRef::Empty, Some(formula)) = (&cell.value, cell.formula) {
                met.insert(cell.pos, (format!("={formula}"), Origin::Error));
            }
        }
    }
    for region in book.merge_cells_by_sheet_name(name)? {
        let Some((text, _)) = met.get(&region.start).cloned() else { continue };
        if region.len() > MAX_CELLS as u64 {
            return Err(Problem::Cells);
        }
        for row in region.start.0..=region.end.0 {
            for column in region.start.1..=region.end.1 {
                // Down a column it is the value of each row; across columns it is one value, and that of the first.
                let text = if column == region.start.1 { text.clone() } else { String::new() };
                met.entry((row, column)).or_insert((text, Origin::Merged));
            }
        }
        if met.len() > MAX_CELLS {
            return Err(Problem::Cells);
        }
    }
    Ok(Sheet { rows: rows(met)?, index, chosen: None, declared: Vec::new() })
}

/// The cells row by row, with empty ones in the gaps. Columns at the left that no row has are left out.
fn rows(met: BTreeMap<(u32, u32), (String, Origin)>) -> Result<Vec<RawRow>, Problem> {
    let mut rows: Vec<RawRow> = Vec::new();
    let mut room = MAX_CELLS * 8;
    let left = met.keys().map(|&(_, column)| column).min().unwrap_or(0);
    for ((row, column), (text, origin)) in met {
        let line = u64::from(row) + 1;
        if rows.last().is_none_or(|last| last.line != line) {
            let mut next = RawRow::default();
            next.start(line);
            rows.push(next);
        }
        let Some(last) = rows.last_mut() else { continue };
        while (last.len() as u32) < column - left {
            // One cell in the last corner of each row would be worth a thousand.
            room = room.checked_sub(1).ok_or(Problem::Cells)?;
            last.end_cell(0, left + last.len() as u32, Origin::Text);
        }
        last.push_text(&text);
        last.end_cell(0, column, origin);
    }
    Ok(rows)
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
            [(0.68, "0%"), (0.125, "0.0%"), (0.07, "0.00%"), (-1.5, "0%;[Red]-0%"), (0.0, "0%"), (12.5, "0.0\"%\"")];
        for (column, (number, format)) in (0..).zip(cells) {
            sheet.write_with_format(0, column, number, &Format::new().set_num_format(format)).unwrap();
        }
        sheet.write(0, 6, 0.68).unwrap();
        let rows = opened(book, None).unwrap().rows;
        assert_eq!(rows[0].iter().collect::<Vec<_>>(), ["68%", "12.5%", "7%", "-150%", "0%", "12.5%", "0.68"]);
        assert_eq!(rows[0].origin(0), Origin::Number);
    }

    #[test]
    fn a_table_may_begin_anywhere() {
        let mut book = Workbook::new();
        book.add_worksheet().write(3, 2, "a").unwrap().write(3, 4, "c").unwrap().write(4, 3, "d").unwrap();
        let rows = opened(book, None).unwrap().rows;
        assert_eq!(rows[0].iter().collect::<Vec<_>>(), ["a", "", "c"]);
        assert_eq!((rows[0].place(1), rows[1].place(1)), ((4, 3), (5, 3)));
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
        assert!(
            matches!(opened(book(), None), Err(Problem::Several(choices)) if choices.iter().map(|one| &*one.name).eq(["Một", "Hai"]))
        );
        // Only what holds a table is meant: alone it is taken, and of several the largest comes first.
        let with_tables = |tables: &[(&str, u32)]| {
            let mut book = book();
            for &(name, rows) in tables {
                let sheet = book.add_worksheet().set_name(name).unwrap();
                (0..rows).for_each(|row| {
                    sheet.write(row, 0, row).unwrap().write(row, 1, "a").unwrap();
                });
            }
            opened(book, None)
        };
        let only = with_tables(&[("Ba", 3)]).unwrap();
        assert_eq!((only.chosen.as_deref(), only.rows.len()), (Some("Ba"), 3));
        let Err(Problem::Several(choices)) = with_tables(&[("Ba", 3), ("Bốn", 9)]) else {
            panic!("a sheet was chosen")
        };
        assert_eq!(choices[0], Choice { name: "Bốn".into(), rows: 9, columns: 2 });
        assert_eq!(choices.len(), 2);
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
