//! Cells that cannot be what their column is: what is to be done about them. What may be a value in another notation is never
//! offered to be taken for nothing, nor is most of a column.

use super::schema::Column;
use crate::dataset::description::lines::{column_line, toml_text};
use crate::dataset::file::raw::Origin;
use crate::dataset::notation::date::{self, DateOrder};
use crate::dataset::notation::number::{self, Mark, Notation};
use crate::dataset::notation::word::quoted;
use crate::table::Kind;

/// How many texts a line names.
const NAMED: usize = 20;
/// How many corrections a help names.
const CORRECTED: usize = 3;

/// The cells of a column that cannot be what it is.
#[derive(Debug)]
pub struct Misfits {
    column: Column,
    count: u64,
    /// Those that are values under the other mark, or with the other number first.
    other: u64,
    /// What the first texts that differ should be in the file.
    corrections: Vec<String>,
    /// Whether one looks like a value.
    has_values: bool,
    /// The texts that differ, in the order they were met.
    texts: Vec<Box<str>>,
}

/// What a text may be that is none of the type of its column.
enum Misfit {
    /// A value in the other notation: how the column has it.
    Other(String),
    /// A value with a slip of the pen: how it was meant.
    Slip(String),
    /// A value of a kind, and none of the column's.
    Value,
    /// Words.
    Words,
}

impl Misfits {
    /// None yet.
    pub fn of(column: &Column) -> Self {
        let column = column.clone();
        Self { column, count: 0, other: 0, corrections: Vec::new(), has_values: false, texts: Vec::new() }
    }

    /// Adds a cell that says this.
    pub fn add(&mut self, text: &str) {
        self.count += 1;
        let misfit = misfit(&self.column, text);
        self.other += u64::from(matches!(misfit, Misfit::Other(_)));
        self.has_values |= !matches!(misfit, Misfit::Words);
        if self.texts.len() >= NAMED || self.texts.iter().any(|other| **other == *text) {
            return;
        }
        self.texts.push(text.into());
        if let Misfit::Other(meant) | Misfit::Slip(meant) = misfit {
            self.corrections.push(format!("{} for {}", quoted(&meant), quoted(text)));
        }
    }

    /// What to do, and the line that does it.
    pub fn remedy(&self) -> (String, Option<String>) {
        let Self { column, count, .. } = self;
        let note = column.note.as_ref();
        let is_most = |count: u64| count * 2 > column.filled;
        if is_most(self.other) {
            let (said, line) = match column.kind {
                Kind::Date => (
                    note.is_some_and(|note| note.dates.is_some()),
                    format!("dates = \"{}\"", other_order(column.order).1),
                ),
                _ => (
                    note.is_some_and(|note| note.decimal.is_some()),
                    format!("decimal = \"{}\"", other_mark(column.mark).1),
                ),
            };
            let help = format!(
                "{} of {} cells of the column can be read with {line}: write that{}",
                self.other,
                column.filled,
                if said { " in place of what is there" } else { "" },
            );
            return (help, (!said).then(|| column_line(note, &column.name, &line)));
        }
        if let Some(first) = self.corrections.get(..CORRECTED.min(self.corrections.len())).filter(|few| !few.is_empty())
        {
            let others = if self.corrections.len() > CORRECTED || self.corrections.len() < self.texts.len() {
                ", and the others"
            } else {
                ""
            };
            return (format!("correct them in the file: {}{others}", first.join(", ")), None);
        }
        let kind = column.kind.word();
        if self.has_values {
            let help = format!("correct the cells in the file as a {kind} is written, or the type of the column");
            return (help, None);
        }
        if is_most(*count) {
            let help = format!("correct the type of the column: {count} of its {} cells are no {kind}", column.filled);
            return (help, None);
        }
        let texts: Vec<String> = self.texts.iter().map(|text| toml_text(text)).collect();
        let line = format!("null = [{}]", texts.join(", "));
        let help = "correct the cells, or say in the [[column]] that they stand for nothing";
        (help.to_owned(), Some(column_line(note, &column.name, &line)))
    }
}

fn misfit(column: &Column, text: &str) -> Misfit {
    let fits = |meant: &str| column.read(meant, Origin::Text).is_some();
    let looks = |is: bool| if is { Misfit::Value } else { Misfit::Words };
    match column.kind {
        Kind::Date => match date::parse(&column.meant(text), other_order(column.order).0) {
            Some(day) => Misfit::Other(day.iso()),
            None => looks(date::month(text).is_some()),
        },
        Kind::Month => looks(date::shape(text).is_some()),
        kind if kind.is_number() || kind == Kind::Year => {
            let swapped = || {
                text.chars()
                    .map(|c| {
                        if c == ',' {
                            '.'
                        } else if c == '.' {
                            ','
                        } else {
                            c
                        }
                    })
                    .collect()
            };
            let is_other = kind != Kind::Year
                && number::parse(&column.meant(text), column.mark).is_none()
                && Some(swapped()).is_some_and(|swapped: String| fits(&swapped));
            match number::with_digits(text).filter(|meant| fits(meant)) {
                _ if is_other => Misfit::Other(swapped()),
                Some(meant) => Misfit::Slip(meant),
                None => looks(Notation::of(text).is_some() || number::measured(text).is_some()),
            }
        }
        _ => Misfit::Words,
    }
}

fn other_mark(mark: Mark) -> (Mark, &'static str) {
    other(mark, Mark::WORDS)
}

fn other_order(order: DateOrder) -> (DateOrder, &'static str) {
    other(order, DateOrder::WORDS)
}

/// The other of two, and its word.
fn other<T: Copy + PartialEq>(
    one: T,
    [(word, first), (other_word, second)]: [(&'static str, T); 2],
) -> (T, &'static str) {
    if one == first { (second, other_word) } else { (first, word) }
}
