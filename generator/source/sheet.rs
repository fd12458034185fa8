//! Rows of cells, whether they come from a workbook or from a text file.
//!
//! In: the bytes of an XLSX workbook (ECMA-376). Out: its sheets as rows of texts, each cell with its place.
//! Cells are read one by one and never as a rectangle, so that a workbook with one cell in its last corner
//! costs one cell. This module knows nothing of procedures.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::Input;
use super::vocabulary::plain;
use crate::diagnostic::Diagnostic;
use crate::files::Location;

/// The most cells that are read of a workbook: four hundred times the longest list there is.
const MAX_CELLS: usize = 2_000_000;

/// A sheet, or a text file as one.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its rows, without those that have no cell.
    pub rows: Vec<SheetRow>,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    /// Its cells, from left to right, without empty ones.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Its column, counted from zero.
    pub column: u16,
    /// What it says.
    pub text: String,
    /// Whether it is stored as a number: what was typed may have lost zeros.
    pub number: bool,
    /// Where it stands.
    pub at: Location,
}

impl SheetRow {
    /// The cell of a column.
    pub fn get(&self, column: u16) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// Whether no cell says anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// Where the row begins.
    pub fn at(&self) -> Option<Location> {
        self.cells.first().map(|cell| cell.at)
    }
}

/// The sheets of a workbook; of `wanted` alone where a name is given.
pub(super) fn workbook(input: &Input<'_>, wanted: Option<&str>) -> Result<Vec<Sheet>, Box<Diagnostic>> {
    let whole = Location::whole(input.file);
    // The decoder's own checks have gaps for damaged files; a panic in it is an unreadable file and no more.
    let sheets = catch_unwind(AssertUnwindSafe(|| decode(input, wanted)))
        .unwrap_or_else(|_| Err(Problem::Damaged("its parts contradict each other".into())));
    let diagnostic = |problem| match problem {
        Problem::Password => Diagnostic::error("sheet/password", whole, "the workbook is protected by a password")
            .help("save it again without a password"),
        Problem::NotXlsx => Diagnostic::error("sheet/not-xlsx", whole, "this is not an XLSX workbook").help(
            "an old .xls or .ods file has to be saved as .xlsx first; a file that was cut has to be fetched again",
        ),
        Problem::Damaged(why) => Diagnostic::error("sheet/damaged", whole, format!("the workbook is damaged: {why}"))
            .help("open it in a spreadsheet program and save it again, or fetch it again"),
        Problem::TooLarge => {
            Diagnostic::error("sheet/too-large", whole, format!("the workbook has more than {MAX_CELLS} cells"))
                .help("keep one list in it, and publish large tables as datasets")
        }
        Problem::NoSheet(wanted, names) => {
            Diagnostic::error("sheet/no-sheet", whole, format!("there is no sheet \"{wanted}\""))
                .help(format!("the sheets are {}", names.join(", ")))
        }
    };
    sheets.map_err(|problem| Box::new(diagnostic(problem)))
}

enum Problem {
    Password,
    NotXlsx,
    Damaged(String),
    TooLarge,
    NoSheet(String, Vec<String>),
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

fn decode(input: &Input<'_>, wanted: Option<&str>) -> Result<Vec<Sheet>, Problem> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(input.bytes))?;
    let names = workbook.sheet_names();
    if let Some(wanted) = wanted.filter(|wanted| !names.iter().any(|name| plain(name) == plain(wanted))) {
        return Err(Problem::NoSheet(wanted.into(), names));
    }
    let mut sheets = Vec::new();
    let mut room = MAX_CELLS;
    for (index, name) in names.iter().enumerate() {
        if wanted.is_some_and(|wanted| plain(wanted) != plain(name)) {
            continue;
        }
        let index = u16::try_from(index).unwrap_or(u16::MAX);
        let mut rows: std::collections::BTreeMap<u32, SheetRow> = std::collections::BTreeMap::new();
        let mut cells = match workbook.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            // A sheet that is a chart has no cells.
            Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            let Some((text, number)) = words(cell.get_value()) else { continue };
            room = room.checked_sub(1).ok_or(Problem::TooLarge)?;
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            let at = Location::cell(input.file, index, row, column);
            rows.entry(row).or_default().cells.push(Cell { column, text, number, at });
        }
        let mut rows: Vec<SheetRow> = rows.into_values().collect();
        rows.iter_mut().for_each(|row| row.cells.sort_by_key(|cell| cell.column));
        sheets.push(Sheet { rows });
    }
    Ok(sheets)
}

/// What a cell says, and whether it is a number; dates as ISO 8601 writes them.
fn words(value: &DataRef<'_>) -> Option<(String, bool)> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => return Some((number.to_string(), true)),
        DataRef::Float(number) => return Some((number.to_string(), true)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(date) => return Some((date.as_f64().to_string(), true)),
        DataRef::Error(error) => error.to_string(),
    };
    // Some programs write a line break as `_x000D_` and a newline.
    let text = text.replace("_x000D_", "").replace("\r\n", "\n");
    (!text.is_empty()).then_some((text, false))
}
