//! The row with the numbers of the columns that forms have below their headings: `(1) (2) (3)`, `A B 1 2`, `1 2 3=1+2`.

use super::headings::{BELOW, Kind, kind};
use crate::dataset::columns::schema::NULLS;
use crate::dataset::description::Keeping;
use crate::dataset::file::raw::RawRow;

/// Whether a row numbers the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// It does not.
    Absent,
    /// It may, and nothing proves it: it is kept as a row.
    Doubtful,
    /// The rows below prove it: it is left out, and somebody should know.
    Likely,
    /// It says so itself, by brackets or by how a column is made of others; or `dataset.toml` does.
    Certain,
}

impl Numbering {
    /// What the row below the headings of so many columns is.
    pub fn of(row: &RawRow, below: &[RawRow], width: usize) -> Self {
        let filled: Vec<usize> = (0..row.len()).filter(|&index| row.is_filled(index)).collect();
        let cell = |index: usize| row.cell(index).trim();
        let is_letter = |index: usize| matches!(plain(cell(index)).as_bytes(), [b'A'..=b'Z']);
        let letters = filled.iter().take_while(|&&index| is_letter(index)).count();
        let numbers = filled.len() - letters;
        let from_a = (b'A'..).zip(&filled[..letters]).all(|(letter, &index)| plain(cell(index)).as_bytes() == [letter]);
        let from_one = (1..).zip(&filled[letters..]).all(|(at, &index): (u32, _)| plain(cell(index)) == at.to_string());
        if !from_a || !from_one {
            return Self::Absent;
        }
        let is_full = filled.len() == width;
        let is_marked = numbers > 1 && filled[letters..].iter().all(|&index| is_marked(cell(index)));
        let says_so = is_marked || filled.iter().any(|&index| is_made(cell(index)));
        if says_so && (filled.len() > 2 || (is_full && width == 2)) {
            return Self::Certain;
        }
        if filled.len() < 3 {
            return Self::Absent;
        }
        let below = &below[..below.len().min(BELOW)];
        let differs = |at: usize| {
            let index = filled[at];
            match at < letters {
                true => is_no_letter(below, index),
                // Words; or rows that are counted from one again.
                false => {
                    is_words(below, index)
                        || (at == 0 && below.first().is_some_and(|row| row.cell(index).trim() == "1"))
                }
            }
        };
        let differing = (0..filled.len()).filter(|&at| differs(at)).count();
        // Two letters and two numbers, each from the first on, are no accident; the last column may be for remarks. Letters
        // alone may be codes.
        let is_series = letters > 1 && numbers > 1 && filled.len() + 1 >= width;
        let is_likely = match numbers {
            0 => letters > 3 && is_full && differing == letters,
            _ => is_series || (is_full && differing > 1),
        };
        match differing {
            0 => Self::Absent,
            _ if is_likely => Self::Likely,
            _ => Self::Doubtful,
        }
    }

    /// The same, where somebody says what becomes of such a row.
    pub fn said(self, said: Option<Keeping>) -> Self {
        match said {
            Some(Keeping::Drop) if self != Self::Absent => Self::Certain,
            Some(Keeping::Keep) => Self::Absent,
            _ => self,
        }
    }

    /// Whether the row is none of the table.
    pub fn is_left_out(self) -> bool {
        matches!(self, Self::Likely | Self::Certain)
    }
}

/// The number alone, where a column that is made of others says how: `(5)=(3)-(4)`, `5=3-4`, `(5=3-4)`.
fn plain(text: &str) -> &str {
    text.split('=').next().unwrap_or_default().trim_matches(['(', ')', '[', ']', '-', ' '])
}

/// Whether a number stands in brackets, or has the sign that a spreadsheet makes of them.
fn is_marked(text: &str) -> bool {
    (text.starts_with('(') && text.contains(')'))
        || (text.starts_with('[') && text.contains(']'))
        || text.starts_with('-')
}

/// Whether a text says of which columns a column is made.
fn is_made(text: &str) -> bool {
    let is_sum = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "()+-*/:x×%,.".contains(c);
    text.split_once('=').is_some_and(|(_, of)| of.contains(|c: char| c.is_ascii_digit()) && of.chars().all(is_sum))
}

fn said(rows: &[RawRow], index: usize) -> impl Iterator<Item = &RawRow> {
    rows.iter().filter(move |row| row.is_filled(index) && !NULLS.contains(&&*row.cell(index).trim().to_lowercase()))
}

/// Whether the rows have words in a column.
fn is_words(rows: &[RawRow], index: usize) -> bool {
    said(rows, index).next().is_some() && said(rows, index).all(|row| kind(row, index) == Kind::Text)
}

/// Whether the rows have other things than letters in a column.
fn is_no_letter(rows: &[RawRow], index: usize) -> bool {
    let is_letter = |row: &RawRow| matches!(row.cell(index).trim().as_bytes(), [b'A'..=b'Z']);
    said(rows, index).any(|row| kind(row, index) == Kind::Number)
        || (said(rows, index).next().is_some() && !said(rows, index).any(is_letter))
}
