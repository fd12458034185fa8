//! How rows that name groups are numbered, `A B C` above `I II III`, and which of the letters that are both is which.
//!
//! `I` follows `H` as a letter and begins a list as a Roman number: what comes next tells, so that the whole table has to be seen
//! before its rows are read.

use crate::dataset::file::raw::RawRow;

/// What stands in front of the name of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A capital letter that is no Roman number.
    Letter(char),
    /// `I`, `V` or `X`.
    Either(char),
    /// A Roman number of several letters: whether it is four, nine or another.
    Roman(Count),
}

/// What a Roman number of several letters counts, as far as it makes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// `II`.
    Two,
    /// `IV`.
    Four,
    /// `IX`.
    Nine,
    /// Any other.
    Other,
}

impl Mark {
    /// The mark that a text is.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_end_matches(['.', ')']);
        let mut letters = text.chars();
        match (letters.next()?, letters.next()) {
            (letter @ ('I' | 'V' | 'X'), None) => Some(Self::Either(letter)),
            (letter @ ('A'..='Z' | 'Đ'), None) => Some(Self::Letter(letter)),
            _ if text.len() > 6 || !text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')) => None,
            _ => Some(Self::Roman(match text {
                "II" => Count::Two,
                "IV" => Count::Four,
                "IX" => Count::Nine,
                _ => Count::Other,
            })),
        }
    }
}

/// The mark and the name in a row that names a group; one text may hold both: `I. Thu ngân sách`.
pub fn titled(row: &RawRow) -> (Option<Mark>, &str) {
    let mut said = (0..row.len()).filter(|&index| row.is_filled(index)).map(|index| row.cell(index).trim());
    let first = said.next().unwrap_or_default();
    match (Mark::of(first), said.next()) {
        (Some(mark), Some(name)) => (Some(mark), name),
        (_, None) => (first.split_once(' ').and_then(|(mark, _)| marked(mark)), first),
        _ => (None, first),
    }
}

/// The mark before a name in one text, where a full stop or a bracket parts them.
fn marked(text: &str) -> Option<Mark> {
    if text.ends_with(['.', ')']) { Mark::of(text) } else { None }
}

/// The marks of a table, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The last letter.
    letter: Option<char>,
    /// The last Roman number below it.
    roman: Option<Count>,
    /// A row whose `I` follows `H`.
    waiting: Option<u64>,
    /// The rows of the file whose `I`, `V` or `X` is a letter, in their order.
    letters: Vec<u64>,
}

impl Outline {
    /// Takes the mark of a row of the file; rows come in their order.
    pub fn see(&mut self, row: u64, mark: Mark) {
        if let Some(before) = self.waiting.take()
            && mark != Mark::Roman(Count::Two)
        {
            self.is_letter(before, 'I');
        }
        match mark {
            Mark::Letter(letter) => (self.letter, self.roman) = (Some(letter), None),
            Mark::Roman(count) => self.roman = Some(count),
            Mark::Either('I') if self.letter == Some('H') => self.waiting = Some(row),
            Mark::Either('V') if matches!(self.letter, Some('T' | 'U')) && self.roman != Some(Count::Four) => {
                self.is_letter(row, 'V');
            }
            Mark::Either('X') if matches!(self.letter, Some('V' | 'W')) && self.roman != Some(Count::Nine) => {
                self.is_letter(row, 'X');
            }
            Mark::Either(_) => self.roman = Some(Count::Other),
        }
    }

    /// Ends it: no mark follows.
    pub fn end(&mut self) {
        if let Some(row) = self.waiting.take() {
            self.is_letter(row, 'I');
        }
    }

    fn is_letter(&mut self, row: u64, letter: char) {
        self.letters.push(row);
        (self.letter, self.roman) = (Some(letter), None);
    }

    /// How deep a group is whose mark stands in a row of the file: words alone stand above letters, letters above Roman numbers.
    pub fn level(&self, row: u64, mark: Option<Mark>) -> u8 {
        match mark {
            None => 0,
            Some(Mark::Letter(_)) => 1,
            Some(Mark::Either(_)) if self.letters.binary_search(&row).is_ok() => 1,
            Some(Mark::Either(_) | Mark::Roman(_)) => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The levels of marks, a row each.
    fn levels(marks: &str) -> Vec<u8> {
        let marks: Vec<Mark> = marks.split(' ').map(|text| Mark::of(text).unwrap()).collect();
        let mut outline = Outline::default();
        (1..).zip(&marks).for_each(|(row, &mark)| outline.see(row, mark));
        outline.end();
        (1..).zip(&marks).map(|(row, &mark)| outline.level(row, Some(mark))).collect()
    }

    #[test]
    fn what_stands_around_an_i_says_whether_it_is_a_letter() {
        assert_eq!(levels("A B C D Đ E G H I K"), [1; 10]);
        assert_eq!(levels("A I II B I"), [1, 2, 2, 1, 2]);
        assert_eq!(levels("H I II I I II K"), [1, 2, 2, 1, 2, 2, 1]);
        assert_eq!(levels("H I"), [1, 1]);
        assert_eq!(levels("I II III IV V"), [2; 5]);
        assert_eq!(levels("U V IV V"), [1, 1, 2, 2]);
        assert_eq!(levels("T U V X Y"), [1; 5]);
    }
}
