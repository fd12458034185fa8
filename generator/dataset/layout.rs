//! Where the table stands within a file: titles above it, headings, what each row is.
//!
//! In: the first rows. Out: how many rows to pass over, and the headings as one text a column. Which rows at the end are
//! notes shows only when all have been seen; [`Role`] says what each could be.

use super::date;
use super::dialect;
use super::encoding::Letters;
use super::number::{Notation, Reading};
use super::raw::{Origin, RawRow};
use crate::language::{fold, normalise};

/// How many rows the layout is found from.
pub const SAMPLE: usize = 500;
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
    /// Whether a row with the numbers of the columns follows the headings.
    pub numbered: bool,
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
}

/// Why there is no layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecided {
    /// There is no row that says anything.
    Empty,
    /// The first row of the table, at this index, looks like all others.
    NoHeader(usize),
}

/// What a row is, as far as it can be seen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A row of the table.
    Data,
    /// Nothing.
    Blank,
    /// The sum of other rows.
    Total,
    /// A note, if only notes follow.
    Note,
}

/// What is said of the layout.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// Rows above the headings.
    pub skip: Option<u32>,
    /// Rows of headings.
    pub header_rows: Option<u32>,
    /// Whose letters the headings are in.
    pub letters: Letters,
}

impl Default for Said {
    fn default() -> Self {
        Self { skip: None, header_rows: None, letters: Letters::Unicode }
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
            None => first_row(rows, usual),
        };
        let rest = &rows[above..];
        let header = match said.header_rows {
            Some(count) => (count as usize).min(rest.len()),
            None if looks_like_data(rest, usual) => return Err(Undecided::NoHeader(above)),
            None => depth(rest),
        };
        let headings = &rest[..header];
        let width =
            headings.iter().map(|row| if is_sheet { row.used() } else { row.len() }).max().unwrap_or(0).max(usual);
        let numbered = rest.get(header).is_some_and(|row| header > 0 && is_numbering(row));
        let lowest =
            |index: usize| headings.iter().rev().find(|row| row.is_filled(index)).map_or("", |row| row.cell(index));
        Ok(Self {
            above,
            header,
            numbered,
            width,
            names: names(headings, width, said.letters),
            headings: (0..width).map(|index| lowest(index).to_owned()).collect(),
            line: headings.last().map_or(1, |row| row.line),
            is_sheet,
        })
    }

    /// How many rows of the file come before the first row of the table.
    pub fn before(&self) -> usize {
        self.above + self.header + usize::from(self.numbered)
    }

    /// What a row below the headings is.
    pub fn role(&self, row: &RawRow) -> Role {
        let mut filled = (0..row.len()).filter(|&index| row.is_filled(index));
        let Some(first) = filled.next() else { return Role::Blank };
        let text = row.cell(first).trim();
        match filled.next() {
            None if self.width > 1 && first == 0 => {
                let alone = self.width > 2 && (self.is_sheet || row.len() == 1);
                if alone || begins_note(text) { Role::Note } else { Role::Data }
            }
            Some(second) if first < 3 && is_total(text) => {
                let numbers = |index: usize| kind(row, index) == Kind::Number;
                let counts = numbers(second) || filled.any(numbers);
                if counts { Role::Total } else { Role::Data }
            }
            _ => Role::Data,
        }
    }
}

/// The first row that is as wide as the table, or the headings' own first row above it.
fn first_row(rows: &[RawRow], width: usize) -> usize {
    let enough = if width < 2 { 1 } else { 2.max(width.div_ceil(2)) };
    let at = rows.iter().position(|row| row.filled() >= enough);
    let at = at.or_else(|| rows.iter().position(|row| row.filled() > 0)).unwrap_or(0);
    // A row that names groups of columns has gaps, and its first cell is one.
    let groups = |row: &RawRow| row.filled() > 0 && !row.is_filled(0) && row.used() > 1;
    if at > 0 && groups(&rows[at - 1]) { at - 1 } else { at }
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
            Some(Notation { reading: Reading::Plain, .. }) if is_year(text) => Kind::Year,
            Some(_) => Kind::Number,
            None if date::shape(text).is_some() => Kind::Date,
            None => Kind::Text,
        },
    }
}

/// Whether four digits may name a year of our time.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year))
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
        let fills = (0..width).any(|index| !above.is_filled(index) && row.is_filled(index));
        let leaves = (0..width).any(|index| above.is_filled(index) && !row.is_filled(index));
        if !(words && fills && leaves) {
            break;
        }
        depth += 1;
    }
    depth
}

/// Whether a row numbers the columns: `(1) (2) (3)`, or `A B 1 2`.
fn is_numbering(row: &RawRow) -> bool {
    let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let plain = |cell: &str| cell.strip_prefix('(').and_then(|cell| cell.strip_suffix(')')).unwrap_or(cell).to_owned();
    let letters =
        cells.iter().take_while(|cell| plain(cell).len() == 1 && plain(cell).as_bytes()[0].is_ascii_uppercase());
    let letters = letters.count();
    let bracketed = cells.iter().all(|cell| cell.starts_with('(') && cell.ends_with(')'));
    let counts = |(index, cell): (usize, &&str)| plain(cell) == (index + 1).to_string();
    let from_one = cells[letters..].iter().enumerate().all(counts);
    cells.len() > 2 && cells.len() > letters && from_one && (letters > 0 || bracketed)
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

/// Whether a text begins as notes below tables do.
fn begins_note(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '*', '\u{2020}', ' ']);
    let folded = fold(&text.chars().take(20).collect::<String>());
    let words = [
        "nguon",
        "ghi chu",
        "chu thich",
        "chu y",
        "source",
        "note",
        "nguoi lap",
        "thoi diem",
        "so lieu",
        "don vi tinh",
    ];
    words.iter().any(|word| folded.starts_with(word))
}

/// Whether a text names a sum of rows.
fn is_total(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let folded = fold(text);
    let words = folded.trim_end_matches([':', '.', ' ']);
    ["tong", "tong cong", "tong so", "cong", "ca nuoc", "toan quoc", "total", "grand total", "sum"].contains(&words)
}

#[cfg(test)]
mod tests {
    use super::super::records::{Dialect, rows_of};
    use super::*;

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
    fn headings_of_several_rows_are_joined() {
        let layout = found("STT;Tỉnh;Dân số;;Diện tích\n;;Nam;Nữ;\n(1);(2);(3);(4);(5)\n1;Hà Nội;4;5;6\n");
        assert_eq!((layout.header, layout.numbered), (2, true));
        assert_eq!(layout.names, ["STT", "Tỉnh", "Dân số / Nam", "Dân số / Nữ", "Diện tích"]);
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
        assert_eq!(role("Tổng số;;"), Role::Data);
        assert_eq!(role("Nguồn: Cục Thống kê;;"), Role::Note);
        assert_eq!(role("Người lập"), Role::Note);
        assert_eq!(role(";;"), Role::Blank);
        assert_eq!(role("01;Hà Nội;8"), Role::Data);
    }
}
