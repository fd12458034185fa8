//! Where in the sources a value stands: small enough to be kept with every field.

/// A source file, by its place in the [`FileTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A place in a file, in 16 bytes: one is kept with every field of every record. Sorts by file, then by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The kind in the two upper bits. Bytes: the first byte. Cell: sheet, row and column. Line: the line.
    place: u64,
    /// Bytes: how many. Line: the column.
    extent: u32,
}

const KIND: u64 = 3 << 62;
const BYTES: u64 = 1 << 62;
const CELL: u64 = 2 << 62;
const LINE: u64 = 3 << 62;

/// A place in a file: a range of bytes, a cell of a sheet, or a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// The file as a whole.
    Whole,
    /// `len` bytes from `start`, both in bytes of the file as it is on disk.
    Bytes {
        /// The first byte.
        start: u64,
        /// How many bytes.
        len: u32,
    },
    /// A cell, counted from zero as the file stores it; shown as `B7`.
    Cell {
        /// The sheet, counted from zero.
        sheet: u16,
        /// The row, counted from zero.
        row: u32,
        /// The column, counted from zero.
        column: u16,
    },
    /// A line and a column of a text that is not looked into again: it may be larger than memory, or not UTF-8.
    Line {
        /// The line, counted from one.
        line: u64,
        /// The column in characters, counted from one.
        column: u32,
    },
}

impl Location {
    /// The file as a whole.
    pub fn whole(file: FileId) -> Self {
        Self { file, place: 0, extent: 0 }
    }

    /// A range of bytes of the file; a range of more than 4 GiB is cut.
    pub fn bytes(file: FileId, range: std::ops::Range<u64>) -> Self {
        let extent = u32::try_from(range.end.saturating_sub(range.start)).unwrap_or(u32::MAX);
        Self { file, place: BYTES | (range.start & !KIND), extent }
    }

    /// A cell of a sheet, all counted from zero.
    pub fn cell(file: FileId, sheet: u16, row: u32, column: u16) -> Self {
        let place = u64::from(sheet) << 48 | u64::from(row) << 16 | u64::from(column);
        Self { file, place: CELL | (place & !KIND), extent: 0 }
    }

    /// A line and a column of a text, both counted from one.
    pub fn line(file: FileId, line: u64, column: u32) -> Self {
        Self { file, place: LINE | (line & !KIND), extent: column }
    }

    /// The place in the file.
    pub fn at(self) -> At {
        match self.place & KIND {
            BYTES => At::Bytes { start: self.place & !KIND, len: self.extent },
            CELL => {
                let bits = self.place & !KIND;
                At::Cell { sheet: (bits >> 48) as u16, row: (bits >> 16) as u32, column: bits as u16 }
            }
            LINE => At::Line { line: self.place & !KIND, column: self.extent },
            _ => At::Whole,
        }
    }
}

impl At {
    /// A cell's name as a spreadsheet shows it: `B7`.
    pub fn cell_name(row: u32, column: u16) -> String {
        Self::column_name(column.into()) + &(row + 1).to_string()
    }

    /// A column's name as a spreadsheet shows it: `B`.
    pub fn column_name(column: u32) -> String {
        let mut letters = Vec::new();
        let mut rest = column + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        letters.iter().rev().collect()
    }
}

/// The source files of a build, in the order in which they are read.
#[derive(Debug, Default, Clone)]
pub struct FileTable {
    paths: Vec<String>,
}

impl FileTable {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>) -> FileId {
        self.paths.push(path.into());
        FileId(u32::try_from(self.paths.len() - 1).unwrap_or(u32::MAX))
    }

    /// The path of a file, relative to the root.
    pub fn path(&self, file: FileId) -> &str {
        self.paths.get(file.0 as usize).map_or("", String::as_str)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        assert_eq!(At::cell_name(6, 1), "B7");
        assert_eq!(At::cell_name(0, 25), "Z1");
        assert_eq!(At::cell_name(0, 26), "AA1");
        assert_eq!(At::cell_name(9, 701), "ZZ10");
        assert_eq!(At::cell_name(9, 702), "AAA10");
    }

    #[test]
    fn a_place_survives_its_packing() {
        let file = FileTable::default().add("a.csv");
        assert_eq!(Location::whole(file).at(), At::Whole);
        assert_eq!(Location::bytes(file, 5 << 30..(5 << 30) + 7).at(), At::Bytes { start: 5 << 30, len: 7 });
        assert_eq!(
            Location::cell(file, 3, 1_048_575, 16_383).at(),
            At::Cell { sheet: 3, row: 1_048_575, column: 16_383 }
        );
        assert_eq!(Location::line(file, 5 << 30, 7).at(), At::Line { line: 5 << 30, column: 7 });
        assert_eq!(size_of::<Location>(), 16);
    }

    #[test]
    fn places_sort_as_one_reads() {
        let file = FileTable::default().add("a.csv");
        assert!(Location::whole(file) < Location::bytes(file, 5..99));
        assert!(Location::bytes(file, 5..99) < Location::bytes(file, 6..7));
        assert!(Location::cell(file, 0, 1, 9) < Location::cell(file, 0, 2, 0));
    }
}
