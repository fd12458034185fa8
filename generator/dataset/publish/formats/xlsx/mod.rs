//! Workbooks (ECMA-376): the rows with typed cells in a first sheet, the dictionary of columns in a second.
//!
//! Written from front to back by our own hand: the writer the project has for small workbooks holds all cells, or copies them
//! through files of its own beside the sink. Days are days, numbers are numbers with as many places as their column has,
//! texts stand in their cells (`inlineStr`) and are never formulas. What a spreadsheet would change is text instead,
//! and the dictionary says so: numbers of more than 15 digits, days before 1 March 1900 (of which spreadsheets disagree).

mod parts;
mod sheet;
mod style;

use super::archive::{Archive, PIECE, Piece};
use super::csv::heading;
use super::{Batches, Output, Stop, digits};
use crate::dataset::description::FileFormat;
use crate::dataset::publication::{AsText, Distribution, Reason, Unfit};
use crate::dataset::read::dataset::Dataset;
use crate::files::FileError;
use crate::table::Kind;
use sheet::Sheet;
use style::{Cell, Styles};

/// The rows a sheet can have, headings among them.
const MOST_ROWS: u64 = 1 << 20;
/// The columns a sheet can have.
const MOST_COLUMNS: usize = 1 << 14;
/// The UTF-16 code units a cell can have.
const LONGEST: u32 = 32_767;
/// The bytes a sheet may have before it is packed: those an archive can say without ZIP64, which not every program reads.
const LARGEST: u64 = 0xFFFF_0000;
/// The digits a number keeps: those of a float of 64 bits.
const MOST_DIGITS: u8 = 15;
/// How hard sheets are packed.
const LEVEL: u32 = 2;

/// Whether a dataset fits a workbook, and which of its columns are text there.
pub fn fits(dataset: &Dataset) -> Result<Vec<AsText>, Reason> {
    let (profile, columns) = (&dataset.profile, &dataset.plan.schema.columns);
    if profile.rows >= MOST_ROWS {
        return Err(Reason::Rows(MOST_ROWS - 1));
    }
    if columns.len() > MOST_COLUMNS {
        return Err(Reason::Columns(MOST_COLUMNS as u64));
    }
    if profile.columns.iter().any(|column| column.longest > LONGEST) {
        return Err(Reason::LongText(LONGEST.into()));
    }
    let unfit = columns.iter().enumerate().filter_map(|(at, column)| {
        let why = unfit(dataset, at)?;
        Some(AsText { format: FileFormat::Xlsx, column: column.id.clone(), why })
    });
    Ok(unfit.collect())
}

/// Why the cells of a column are text, where its type is another.
fn unfit(dataset: &Dataset, at: usize) -> Option<Unfit> {
    let kind = dataset.plan.schema.columns[at].kind;
    let first = || dataset.profile.columns.get(at).and_then(|column| Some(&*column.spread.as_ref()?.min));
    match kind {
        _ if kind.is_number() => (digits(dataset, at).both > MOST_DIGITS).then_some(Unfit::Digits(MOST_DIGITS)),
        // As they are published, days and months are in the order of their texts.
        Kind::Date | Kind::Month => first().is_some_and(|first| first < "1900-03").then_some(Unfit::Days),
        _ => None,
    }
}

/// Writes the workbook.
pub fn write(output: Output<'_>, batches: &mut Batches<'_>) -> Result<Distribution, Stop> {
    let dataset = output.dataset;
    let columns = &dataset.plan.schema.columns;
    let mut styles = Styles::default();
    let cells: Vec<Cell> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| match unfit(dataset, at) {
            Some(_) => Cell::text(),
            None => styles.cell(column.kind, digits(dataset, at).scale, column.unit.as_deref()),
        })
        .collect();

    let out = output.create(FileFormat::Xlsx)?;
    let path = out.path().to_owned();
    let failed = |error: std::io::Error| FileError::io(&*path, &error);
    let mut archive = Archive::new(out);
    let rows = dataset.profile.rows + 1;
    let title = &dataset.description.title;
    for (name, text) in parts::parts(&title.vi, &styles, columns.len(), rows) {
        archive.whole(name, text.as_bytes(), LEVEL).map_err(failed)?;
    }

    archive.begin(parts::ROWS, false).map_err(failed)?;
    let mut sheet = Sheet::new(columns.iter().map(heading), &parts::widths(dataset), rows);
    let mut length = 0;
    let mut pack = |text: &mut Vec<u8>| {
        length += text.len() as u64;
        if length > LARGEST {
            return Err(Stop::Unfit(Reason::Size(LARGEST)));
        }
        archive.add(&Piece::pack(text, LEVEL)).map_err(failed)?;
        text.clear();
        Ok(())
    };
    for batch in batches {
        for row in batch.rows() {
            sheet.row(row.values().zip(&cells));
            if sheet.text.len() >= PIECE {
                pack(&mut sheet.text)?;
            }
        }
    }
    sheet.end();
    pack(&mut sheet.text)?;
    archive.end().map_err(failed)?;

    let dictionary = parts::dictionary(dataset, |at| unfit(dataset, at));
    archive.whole(parts::DICTIONARY, &dictionary, LEVEL).map_err(failed)?;
    Ok(archive.finish().map_err(failed)?.finish()?)
}
