//! The sheet by which a workbook of ours says what its columns are: what it is called, and what stands in it.
//!
//! Whoever writes one and whoever reads it back have it from here.

use crate::dataset::file::raw::RawRow;
use crate::table::Kind;

/// What the sheet with the rows is called.
pub const DATA: &str = "Dữ liệu";
/// What the sheet that describes its columns is called.
pub const SHEET: &str = "Từ điển";
/// The headings of the description.
pub const HEADINGS: [&str; 9] = [
    "Mã cột / Id",
    "Tên cột",
    "Name",
    "Kiểu / Type",
    "Đơn vị / Unit",
    "Mô tả",
    "Description",
    "Giá trị / Values",
    "Ghi chú / Note",
];

/// A column as the workbook itself describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its heading.
    pub name: Box<str>,
    /// Its type.
    pub kind: Kind,
    /// In what its values are counted.
    pub unit: Option<Box<str>>,
}

/// The columns a dictionary of ours describes; none, where it is not one.
pub(super) fn columns(rows: &[RawRow]) -> Vec<Declared> {
    let Some((head, rows)) = rows.split_first() else { return Vec::new() };
    if !HEADINGS.iter().enumerate().all(|(index, heading)| head.cell(index) == *heading) {
        return Vec::new();
    }
    let column = |row: &RawRow| {
        let kind = Kind::ALL.iter().find(|(_, word)| *word == row.cell(3)).map(|&(kind, _)| kind)?;
        let unit = Some(row.cell(4)).filter(|unit| !unit.is_empty());
        Some(Declared { name: row.cell(1).into(), kind, unit: unit.map(Box::from) })
    };
    rows.iter().map(column).collect::<Option<_>>().unwrap_or_default()
}
