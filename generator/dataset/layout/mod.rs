//! Where the table stands within a file: titles above it, headings, what each row is.
//!
//! In: the first rows. Out: how many rows to pass over, and the headings as one text a column. Which rows at the end are
//! notes shows only when all have been seen; [`Role`] says what each could be.

mod headings;
mod numbering;
mod outline;
mod role;

use headings::{depth, first_row, looks_like_data, names};
pub use numbering::Numbering;
pub use outline::{Outline, titled};
pub use role::Role;

use super::description::Keeping;
use super::file::dialect;
use super::file::raw::RawRow;
use crate::dataset::encoding::Letters;

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
