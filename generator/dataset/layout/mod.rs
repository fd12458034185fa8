//! Where the table stands within a file: titles above it, headings, what each row is.
//!
//! In: the first rows. Out: how many rows to pass over, and the headings as one text a column. Which rows at the end are
//! notes shows only when all have been seen; [`Role`] says what each could be.

mod numbering;
mod outline;
mod role;

pub use numbering::Numbering;
pub use outline::{Outline, titled};
pub use role::Role;
use role::{begins_note, is_letterhead};

use super::description::Keeping;
use super::file::dialect;
use super::file::raw::{Origin, RawRow};
use crate::dataset::encoding::Letters;
use crate::dataset::notation::date;
use crate::dataset::notation::number::{Notation, Reading};
use crate::language::normalise;

/// How many rows below the headings are compared with them.
const BELOW: usize = 20;
/// The most rows headings take.
const DEEPEST: usize = 4;

/// Where a table stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Rows above the headings: titles, blank lines.
    pub above: usize,
    /// Rows of headings.
    pub header: usize,
    /// Blank rows below those.
    pub gap: usize,
    /// Whether a row with the numbers of the columns follows the headings.
    pub numbering: Numbering,
    /// Its cells, where it is none of the table.
    pub numbers: Vec<String>,
    /// Columns.
    pub width: usize,
    /// The heading of each column, several rows joined by ` / `; empty where it has none.
    pub names: Vec<String>,
    /// The lowest heading of each column as the file has it.
    pub headings: Vec<String>,
    /// The line of the last row of headings.
    pub line: u64,
    /// Whether the rows are of a workbook, which knows no empty cells at the end of a row.
    pub is_sheet: bool,
    /// Whose letters its texts are in.
    pub letters: Letters,
}

/// Why there is no layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecided {
    /// There is no row that says anything.
    Empty,
    /// The first row of the table, at this index, looks like all others.
    NoHeader(usize),
    /// All of the first rows, so many, are to be skipped.
    Skipped(usize),
}

/// What is said of the layout.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// Rows above the headings.
    pub skip: Option<u32>,
    /// Rows of headings.
    pub header_rows: Option<u32>,
    /// What becomes of a row with the numbers of the columns.
    pub column_numbers: Option<Keeping>,
    /// Whose letters the headings are in.
    pub letters: Letters,
}

impl Default for Said {
    fn default() -> Self {
        Self { skip: None, header_rows: None, column_numbers: None, letters: Letters::Unicode }
    }
}

impl Layout {
    /// Finds the layout of a table from its first rows.
    pub fn find(rows: &[RawRow], said: Said, is_sheet: bool) -> Result<Self, Undecided> {
        if rows.iter().all(|row| row.filled() == 0) {
            return Err(Undecided::Empty);
        }
        let usual = if is_sheet { rows.iter().map(RawRow::used).max().unwrap_or(1) } else { dialect::width(rows) };
        let above = match said.skip {
            Some(skip) => (skip as usize).min(rows.len()),
            None => first_row(rows, usual, said.letters),
        };
        let rest = &rows[above..];
        if rest.is_empty() {
            return Err(Undecided::Skipped(rows.len()));
        }
        let header = match said.header_rows {
            Some(count) => (count as usize).min(rest.len()),
            None if looks_like_data(rest, usual) => return Err(Undecided::NoHeader(above)),
            None => depth(rest),
        };
        let headings = &rest[..header];
        let headed = headings.iter().map(|row| if is_sheet { row.used() } else { row.len() }).max();
        // Cells beyond the headings of a delimited file are told of row by row: a comma in a cell may have cut it in two.
        let width = headed.map_or(usual, |headed| if is_sheet { headed.max(usual) } else { headed });
        let gap = rest[header..].iter().take_while(|row| row.filled() == 0).count();
        let numbering = match rest[header + gap..].split_first() {
            Some((row, below)) if header > 0 => Numbering::of(row, below, width).said(said.column_numbers),
            _ => Numbering::Absent,
        };
        let numbers =
            if numbering.is_left_out() { rest[header + gap].iter().map(str::to_owned).collect() } else { Vec::new() };
        let lowest =
            |index: usize| headings.iter().rev().find(|row| row.is_filled(index)).map_or("", |row| row.cell(index));
        Ok(Self {
            above,
            header,
            gap,
            numbering,
            numbers,
            width,
            names: names(headings, width, said.letters),
            headings: (0..width).map(|index| lowest(index).to_owned()).collect(),
            line: headings.last().map_or(1, |row| row.line),
            is_sheet,
            letters: said.letters,
        })
    }

    /// How many rows of the file come before the first one that says something below the headings.
    pub fn headed(&self) -> usize {
        self.above + self.header + self.gap
    }

    /// How many rows of the file come before the first row of the table.
    pub fn before(&self) -> usize {
        self.headed() + usize::from(self.numbering.is_left_out())
    }
}

/// The first row that is as wide as the table, or the headings' own first row above it.
fn first_row(rows: &[RawRow], width: usize, letters: Letters) -> usize {
    let enough = if width < 2 { 1 } else { 2.max(width.div_ceil(2)) };
    let at = rows.iter().position(|row| row.filled() >= enough && !is_letterhead(row, letters));
    let at = at.or_else(|| rows.iter().position(|row| row.filled() > 0)).unwrap_or(0);
    let at = if is_surpassed(&rows[at..], width) { at + 1 } else { at };
    // Headings of several rows begin above, with rows that name groups of columns.
    let is_whole = |row: &RawRow| row.filled() >= width;
    let above = (1..=at.min(DEEPEST - 1))
        .take_while(|&up| groups(&rows[at - up], &rows[at - up + 1], letters, up == 1 && !is_whole(&rows[at])));
    at - above.count()
}

/// Whether the second row heads all columns, some of them over nothing but numbers, and the first, which has gaps, does not.
fn is_surpassed(rows: &[RawRow], width: usize) -> bool {
    let [first, second, below @ ..] = rows else { return false };
    first.filled() < width
        // A gap in the first column alone is that of a program that numbers rows, or of groups of columns.
        && first.is_filled(0)
        && (0..width).all(|index| matches!(kind(second, index), Kind::Text))
        && (1..width).any(|index| counts_below(below, index))
}

/// Whether a row names groups of the columns below it. One text says so only where it `may_be_one`: over headings that are all
/// there, or over several rows, it is a title.
fn groups(row: &RawRow, below: &RawRow, letters: Letters, may_be_one: bool) -> bool {
    let filled = || (0..row.len()).filter(|&index| row.is_filled(index));
    let Some(first) = filled().next() else { return false };
    if is_letterhead(row, letters) || begins_note(&letters.decode(row.cell(first))) {
        return false;
    }
    // Its first cell is a gap, or two of its texts are headings that end in it, with gaps below them.
    let over_gaps = || filled().filter(|&index| !below.is_filled(index) && kind(row, index) == Kind::Text).count();
    if first > 0 { may_be_one || filled().count() > 1 } else { below.filled() > 0 && over_gaps() > 1 }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    Text,
    /// Four digits that may be a year, which headings often are.
    Year,
    Number,
    Date,
}

fn kind(row: &RawRow, index: usize) -> Kind {
    let text = row.cell(index).trim();
    match row.origin(index) {
        _ if !row.is_filled(index) => Kind::Empty,
        Origin::Date => Kind::Date,
        _ => match Notation::of(text) {
            Some(Notation { reading: Reading::Plain, .. }) if date::is_year(text) => Kind::Year,
            Some(_) => Kind::Number,
            None if date::shape(text).is_some() => Kind::Date,
            None => Kind::Text,
        },
    }
}

/// Whether the first row is of the same kinds as those below it: then nothing says that it holds headings.
fn looks_like_data(rows: &[RawRow], width: usize) -> bool {
    let Some((first, below)) = rows.split_first() else { return false };
    let below = &below[..below.len().min(BELOW)];
    let mut typed = false;
    for index in 0..width.min(first.len()) {
        let own = kind(first, index);
        let typed_below = below.iter().any(|row| matches!(kind(row, index), Kind::Number | Kind::Date | Kind::Year));
        match own {
            Kind::Number | Kind::Date => typed = true,
            // Years head columns of anything but years.
            Kind::Year if below.iter().all(|row| matches!(kind(row, index), Kind::Year | Kind::Empty)) => typed = true,
            Kind::Year => return false,
            Kind::Text if typed_below => return false,
            Kind::Text | Kind::Empty => {}
        }
    }
    typed
}

/// How many rows the headings take: one, and those below it that fill its gaps and leave gaps where it is filled.
fn depth(rows: &[RawRow]) -> usize {
    let mut depth = 1;
    while depth < DEEPEST && depth + 1 < rows.len() {
        let (above, row) = (&rows[depth - 1], &rows[depth]);
        let width = above.len().max(row.len());
        let words = (0..width).all(|index| matches!(kind(row, index), Kind::Empty | Kind::Text | Kind::Year));
        // A gap in the first column alone is that of a program that numbers rows and names no column for it.
        let fills = (1..width).any(|index| !above.is_filled(index) && row.is_filled(index));
        let has = |index: usize| rows[..depth].iter().any(|row| row.is_filled(index));
        let leaves = (0..width).any(|index| has(index) && !row.is_filled(index));
        // A heading that ended in the row above has nothing more below it.
        let reopens = (0..width).any(|index| has(index) && !above.is_filled(index) && row.is_filled(index));
        // One that stands over no gap has ended, too; below it may stand a unit, or words where all else is numbers.
        let is_over_gap = |index: usize| index + 1 < width && !has(index + 1);
        let belongs =
            |index: usize| is_over_gap(index) || is_bracketed(row, index) || counts_below(&rows[depth + 1..], index);
        let doubles = (0..width).any(|index| above.is_filled(index) && row.is_filled(index) && !belongs(index));
        // In what the numbers are counted, below headings that are all there.
        let counts = is_units(row, &rows[depth + 1]);
        if !words || reopens || !((fills && leaves && !doubles) || counts) {
            break;
        }
        depth += 1;
    }
    depth
}

/// Whether a column holds nothing but numbers and days, and one at least.
fn counts_below(rows: &[RawRow], index: usize) -> bool {
    let mut kinds = rows.iter().take(BELOW).map(|row| kind(row, index)).filter(|&kind| kind != Kind::Empty).peekable();
    kinds.peek().is_some() && kinds.all(|kind| kind != Kind::Text)
}

fn is_bracketed(row: &RawRow, index: usize) -> bool {
    let text = row.cell(index).trim();
    text.starts_with('(') && text.ends_with(')')
}

/// Whether a row says in brackets in what the numbers below it are counted: `(người)`, `(ha)`.
fn is_units(row: &RawRow, below: &RawRow) -> bool {
    let is_unit = |index: usize| kind(row, index) == Kind::Text && is_bracketed(row, index);
    let filled = || (0..row.len()).filter(|&index| row.is_filled(index));
    filled().all(is_unit) && filled().any(|index| kind(below, index) == Kind::Number)
}

/// One heading a column; what stands over several columns stands in each of them.
fn names(headings: &[RawRow], width: usize, letters: Letters) -> Vec<String> {
    let mut names = vec![String::new(); width];
    for (depth, row) in headings.iter().enumerate() {
        let mut over = String::new();
        for (index, name) in names.iter_mut().enumerate() {
            let own = one_line(&letters.decode(row.cell(index)));
            let below = headings[depth + 1..].iter().any(|lower| lower.is_filled(index));
            match (row.is_filled(index), below) {
                (true, _) => over.clone_from(&own),
                (false, false) => over.clear(),
                (false, true) => {}
            }
            let part = if row.is_filled(index) { &own } else { &over };
            if !part.is_empty() && (row.is_filled(index) || below) && name.rsplit(" / ").next() != Some(part) {
                if !name.is_empty() {
                    name.push_str(" / ");
                }
                name.push_str(part);
            }
        }
    }
    names
}

/// A heading without line breaks and doubled spaces.
fn one_line(text: &str) -> String {
    normalise(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::file::records::{Dialect, rows_of};

    fn rows(text: &str) -> Vec<RawRow> {
        rows_of(text, Dialect { delimiter: b';', quote: b'"' })
    }

    fn found(text: &str) -> Layout {
        Layout::find(&rows(text), Said::default(), false).unwrap()
    }

    #[test]
    fn titles_above_the_headings_are_passed_over() {
        let layout = found("DÂN SỐ CÁC TỈNH\n\n(Đơn vị: nghìn người);;\nMã;Tỉnh;Dân số\n01;Hà Nội;8\n");
        assert_eq!(
            (layout.above, layout.header, layout.names),
            (3, 1, vec!["Mã".into(), "Tỉnh".into(), "Dân số".into()])
        );
    }

    #[test]
    fn letterheads_and_units_are_no_headings() {
        let layout = found(
            "UBND TỈNH A;;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ;;Độc lập - Tự do - Hạnh phúc\n;;Đơn vị tính: đồng\n\
             STT;Tên;Số\n1;2;3\n1;Huế;5\n",
        );
        assert_eq!((layout.above, layout.header, layout.numbering.is_left_out()), (3, 1, true));
        assert!(!found("a;b;c\n1;2;3\n4;5;6\n").numbering.is_left_out());
        assert!(found("STT;Tên;Thu;Chi;Còn\n(1);(2);(3);(4);(5)=(3)-(4)\n1;Huế;5;4;1\n").numbering.is_left_out());
    }

    #[test]
    fn rows_that_may_be_data_number_no_columns() {
        for text in [
            "STT;Nam;Nữ\n1;2;3\n2;-;5\n3;n/a;6\n",
            "Nhóm máu;Nam;Nữ\nA;1;2\nAB;3;4\nO;5;6\n",
            "Lớp;Nam;Nữ\nA;1;2\n10A1;30;14\n",
            "Mã;Tên;Số\nB;1;2\nx;An;5\n",
            "Mã;Tên;Số;Ghi\n1;2;3;\nx;An;5;y\n",
        ] {
            assert!(!found(text).numbering.is_left_out(), "{text}");
        }
        assert!(found("STT;Tên;Số\nA;B;1\n1;Huế;5\n").numbering.is_left_out());
        assert!(found("TT;Đơn vị;Thu;Chi\nA;B;1;2\nA;Khối tỉnh;3;4\n1;Sở Y tế;3;4\n").numbering.is_left_out());
    }

    #[test]
    fn a_day_of_birth_is_no_letterhead() {
        for heading in ["Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm"] {
            let layout = found(&format!("Họ tên;{heading}\nNguyễn An;khoảng 1990\nLê Bình;12/3/1991\n"));
            assert_eq!((layout.above, &*layout.names[1]), (0, heading));
        }
        for day in ["Huế, ngày 5 tháng 1 năm 2024", "Huế, ngày … tháng … năm 20…", "ngày    tháng    năm 2024"]
        {
            assert_eq!(found(&format!("Sở Y tế;{day}\nTên;Số\nAn;1\n")).above, 1, "{day}");
        }
    }

    #[test]
    fn a_column_without_a_name_makes_no_heading_of_the_first_row() {
        let layout = found(";Tên;Địa chỉ;Ghi chú\nx;An;Huế;\ny;Bình;;cũ\n");
        assert_eq!((layout.header, &*layout.names[1]), (1, "Tên"));
    }

    #[test]
    fn a_title_over_any_column_is_no_heading() {
        let layout = found(";;Bảng dân số\nXã;Nam;Nữ\nA;1;2\nB;3;4\n");
        assert_eq!((layout.above, layout.header, &*layout.names[2]), (1, 1, "Nữ"));
        assert_eq!(found("Xã;Dân số;\n;Nam;Nữ\nA;1;2\n").names[2], "Dân số / Nữ");
    }

    #[test]
    fn headings_of_several_rows_are_joined() {
        let layout = found("STT;Tỉnh;Dân số;;Diện tích\n;;Nam;Nữ;\n(1);(2);(3);(4);(5)\n1;Hà Nội;4;5;6\n");
        assert_eq!((layout.header, layout.numbering.is_left_out()), (2, true));
        assert_eq!(layout.names, ["STT", "Tỉnh", "Dân số / Nam", "Dân số / Nữ", "Diện tích"]);
    }

    #[test]
    fn headings_of_three_rows_are_joined() {
        let layout = found(
            "TT;Chỉ tiêu;Kết quả;;;\n;;Năm 2022;;Năm 2023;\n;;Kế hoạch;Thực hiện;Kế hoạch;Thực hiện\nA;B;1;2;3;4\n1;GRDP;100;102;110;115\n",
        );
        assert_eq!((layout.header, layout.numbering.is_left_out()), (3, true));
        assert_eq!(&*layout.names[3], "Kết quả / Năm 2022 / Thực hiện");
        // Rows of words with gaps are none.
        let layout = found("Mã;Tên;Liên hệ;\n;;Máy;Thư\nx;An;;a@b.vn\ny;Bình;12;\n");
        assert_eq!(layout.header, 2);
        assert!(!found("Xã;Nam;Nữ\nA;1;2\nB;3;4\n").numbering.is_left_out());
    }

    #[test]
    fn units_below_headings_belong_to_them() {
        let layout = found("Xã;Dân số;Diện tích\n;(người);(ha)\nX1;120;1,5\n");
        assert_eq!((layout.header, &*layout.names[1]), (2, "Dân số / (người)"));
        assert_eq!(found("Xã;Dân số\n(A);x\n(B);y\n").header, 1);
    }

    #[test]
    fn years_are_headings_and_data_is_not() {
        assert_eq!(found("Tỉnh;2023;2024\nHà Nội;1,5;2,5\n").header, 1);
        assert_eq!(found("a;b\nx;y\n").header, 1);
        let undecided = |text| Layout::find(&rows(text), Said::default(), false);
        assert_eq!(undecided("Hà Nội;1\nHuế;2\n"), Err(Undecided::NoHeader(0)));
        assert_eq!(undecided("\n\n"), Err(Undecided::Empty));
        let said = Said { header_rows: Some(0), ..Said::default() };
        assert_eq!(Layout::find(&rows("Hà Nội;1\nHuế;2\n"), said, false).unwrap().names, ["", ""]);
    }

    #[test]
    fn sums_and_notes_are_seen() {
        let layout = found("Mã;Tỉnh;Dân số\n01;Hà Nội;8\n");
        let role = |text: &str| layout.role(&rows(text)[0]);
        assert_eq!(role(";Tổng cộng:;8"), Role::Total);
        assert_eq!(role("Tổng số;;"), Role::Lone);
        assert_eq!(role("Nguồn: Cục Thống kê;;"), Role::Note);
        assert_eq!(role("Người lập"), Role::Closing);
        assert_eq!(role(";;"), Role::Blank);
        assert_eq!(role("01;Hà Nội;8"), Role::Data);
        for text in ["TỔNG CỘNG (A+B);;8", "Cộng huyện A;;8", "5;Tổng số;8", ";Toàn tỉnh;8"] {
            assert_eq!(role(text), Role::Total, "{text}");
        }
        for text in ["Tổng công ty Sông Đà;;8", "Cộng Hòa;;8", "5;Tổng cục Thuế;8"] {
            assert_eq!(role(text), Role::Data, "{text}");
        }
        assert_eq!(role("Mã;Tỉnh;Dân số"), Role::Heading);
        assert_eq!(role("(*) Số liệu sơ bộ;;"), Role::Note);
        assert_eq!(role(";;Người lập biểu"), Role::Closing);
        assert_eq!(role("Người lập biểu;;Thủ trưởng đơn vị"), Role::Closing);
        assert_eq!(
            [role("Huyện A;;"), role("II;Khối xã;8"), role("B;Khối xã;8")],
            [Role::Lone, Role::Group, Role::Group]
        );
    }
}
