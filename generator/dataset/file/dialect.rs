//! Which character stands between cells.
//!
//! A sample is cut by each candidate. The right one gives rows of one width whose cells look like values: where commas are
//! decimal marks, cutting at them gives an even table too, but one of halves of numbers. Weighing both is the idea of CleverCSV
//! (van den Burg, Nazábal, Sutton: Wrangling messy CSV files by detecting row and type patterns, 2019).

use super::raw::RawRow;
use super::records::{Dialect, rows_of};
use crate::dataset::notation::date;
use crate::dataset::notation::number::Notation;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are looked at.
const ROWS: usize = 400;

/// Delimiters between which the file does not decide, each with the width of the table it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided(pub Vec<(u8, usize)>);

/// The dialect of a sample, which begins the file. What is declared is not guessed.
pub fn guess(sample: &str, delimiter: Option<u8>, quote: Option<u8>) -> Result<Dialect, Undecided> {
    let quote = quote.unwrap_or_else(|| quote_of(sample));
    if let Some(delimiter) = delimiter {
        return Ok(Dialect { delimiter, quote });
    }
    let mut scored: Vec<(u64, u8, usize)> = DELIMITERS
        .iter()
        .map(|&delimiter| {
            let rows = rows_of(sample, Dialect { delimiter, quote });
            let width = width(&rows[..rows.len().min(ROWS)]);
            (score(&rows[..rows.len().min(ROWS)], width), delimiter, width)
        })
        .filter(|&(_, _, width)| width > 1)
        .collect();
    scored.sort_by_key(|&(score, ..)| std::cmp::Reverse(score));
    match scored[..] {
        [] => Ok(Dialect { delimiter: b',', quote }),
        // So near that a row or two would turn it round.
        [(first, a, wide), (second, b, narrow), ..] if second * 20 >= first * 19 => {
            Err(Undecided(vec![(a, wide), (b, narrow)]))
        }
        [(_, delimiter, _), ..] => Ok(Dialect { delimiter, quote }),
    }
}

/// Apostrophes quote only where nothing is quoted by quotation marks and several cells begin with one and end with one.
fn quote_of(sample: &str) -> u8 {
    let edge = |c: char| matches!(c, ',' | ';' | '\t' | '|' | '\n' | '\r');
    let parts = || sample.split(edge).map(str::trim).filter(|part| part.len() > 1);
    let opened = parts().filter(|part| part.starts_with('\'')).count();
    let closed = parts().filter(|part| part.ends_with('\'')).count();
    if !sample.contains('"') && opened > 2 && opened == closed { b'\'' } else { b'"' }
}

/// How many cells most rows have; of equals, those that come first. Rows of one cell are titles and notes, unless all are.
pub fn width(rows: &[RawRow]) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.len() > 1) {
        counts.entry(row.len()).or_insert((0_usize, std::cmp::Reverse(index))).0 += 1;
    }
    counts.into_iter().max_by_key(|&(_, count)| count).map_or(1, |(width, _)| width)
}

/// In thousandths: the share of rows that fit the width, times the share of cells that look like one value.
fn score(rows: &[RawRow], width: usize) -> u64 {
    let filled = rows.iter().filter(|row| row.filled() > 0).count().max(1) as u64;
    // Where no row is wider than the headings, those that are narrower lack their last cells, and fit. Titles stand above them,
    // which nothing could part.
    let widest = rows.iter().map(RawRow::len).max().unwrap_or(0);
    let is_title = |row: &RawRow| row.len() == 1 && !row.cell(0).contains(DELIMITERS.map(char::from));
    let first = rows.iter().find(|row| row.filled() > 0 && !is_title(row));
    let heads = first.is_some_and(|row| row.len() > 1 && row.len() == widest);
    let even: Vec<&RawRow> = rows.iter().filter(|row| if heads { row.len() > 1 } else { row.len() == width }).collect();
    let cells = even.iter().map(|row| row.len()).sum::<usize>().max(1) as u64;
    let sound: u64 = even.iter().flat_map(|row| row.iter()).map(soundness).sum();
    // A wider table of equal merit is the better guess: the other has uncut cells.
    (even.len() as u64 * 1000 / filled) * (sound * 10 / cells) + (width as u64).min(20)
}

/// How much a cell looks like one value, in hundredths: words with another delimiter inside may be several.
fn soundness(cell: &str) -> u64 {
    let cell = cell.trim();
    match cell {
        "" => 60,
        _ if Notation::of(cell).is_some() || date::shape(cell).is_some() => 100,
        _ if cell.contains([';', '\t', '|']) || cell.starts_with([' ', '"']) => 10,
        _ if cell.contains(',') && !cell.contains(", ") => 40,
        _ => 90,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(sample: &str) -> Option<char> {
        guess(sample, None, None).ok().map(|dialect| char::from(dialect.delimiter))
    }

    #[test]
    fn delimiters_are_told_from_decimal_marks() {
        assert_eq!(delimiter("Tỉnh;Nam;Nữ\nHà Nội;1,5;2,5\nHuế;3,5;4,25\n"), Some(';'));
        assert_eq!(delimiter("tên,số\nHà Nội,1.5\nHuế,2.5\n"), Some(','));
        assert_eq!(delimiter("a\tb\n1,5\t2\n2,5\t3\n"), Some('\t'));
        assert_eq!(delimiter("tên\nHà Nội\nHuế\n"), Some(','));
    }

    #[test]
    fn words_with_commas_do_not_make_a_delimiter() {
        assert_eq!(delimiter("mã|tên\n1|Cấp, đổi, thu hồi\n2|Xóa, sửa\n"), Some('|'));
        assert_eq!(delimiter("mã;tên\n1;\"a;b\"\n2;\"c;d\"\n"), Some(';'));
    }

    #[test]
    fn rows_that_lack_their_last_cells_are_of_the_table() {
        assert_eq!(delimiter("STT;Tên;Số;Nơi\ndòng 1;1,234,567\ndòng 2;2,345,678;Huế\n"), Some(';'));
        assert_eq!(delimiter("STT;Số;Tên;Mã\ndòng 1;0;Nghệ An, Vinh\ndòng 2;10,000\n"), Some(';'));
        assert_eq!(delimiter("BẢNG SỐ\n\nSTT;Số;Mã;Mã\ndòng 1;1,000,000;000\ndòng 2;1,000,000\n"), Some(';'));
    }

    #[test]
    fn lists_in_cells_part_no_table() {
        let rows: String = (1..20).map(|at| format!("{at},{}\n", if at % 2 == 1 { "a;b;c" } else { "d;e" })).collect();
        assert_eq!(delimiter(&format!("ma,tu_khoa\n{rows}")), Some(','));
    }

    #[test]
    fn halves_of_numbers_are_not_decided() {
        assert_eq!(delimiter("1,2;3,4\n5,6;7,8\n"), Some(';'));
        assert_eq!(delimiter("a|b\tc\nd|e\tf\n"), None);
    }

    #[test]
    fn apostrophes_may_quote() {
        let dialect = guess("a,b\n'x,y',1\n'z',2\n'w,w',3\n", None, None).unwrap();
        assert_eq!(dialect, Dialect { delimiter: b',', quote: b'\'' });
    }
}
