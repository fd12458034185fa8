//! Which rows are the headings: where they begin, how many they are, and what they call each column.

use super::role::{begins_note, is_letterhead};
use crate::dataset::encoding::Letters;
use crate::dataset::file::raw::{Origin, RawRow};
use crate::dataset::notation::date;
use crate::dataset::notation::number::{Notation, Reading};
use crate::language::normalise;

/// How many rows below the headings are compared with them.
pub(super) const BELOW: usize = 20;
/// The most rows headings take.
const DEEPEST: usize = 4;

/// The first row that is as wide as the table, or the headings' own first row above it.
pub(super) fn first_row(rows: &[RawRow], width: usize, letters: Letters) -> usize {
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
pub(super) enum Kind {
    Empty,
    Text,
    /// Four digits that may be a year, which headings often are.
    Year,
    Number,
    Date,
}

pub(super) fn kind(row: &RawRow, index: usize) -> Kind {
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
pub(super) fn looks_like_data(rows: &[RawRow], width: usize) -> bool {
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
pub(super) fn depth(rows: &[RawRow]) -> usize {
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
pub(super) fn names(headings: &[RawRow], width: usize, letters: Letters) -> Vec<String> {
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
