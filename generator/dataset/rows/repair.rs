//! What is changed while reading, cell by cell, with the text before and after.
//!
//! In: changes, as they are made. Out: a table of them as CSV, written as it comes and never held, and a [`Summary`] of how
//! many there are by rule with the first of each. The file itself is never changed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::source::guarded;

/// Why something was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairRule {
    /// The bytes were decoded from another encoding than UTF-8.
    Encoding,
    /// Letters of an old font were read as what they stand for.
    Letters,
    /// A row above the headings is no part of the table.
    Preamble,
    /// Several rows of headings became one, or a heading was cleaned, named or numbered.
    Heading,
    /// A row with the numbers of the columns is no part of the table.
    ColumnNumbers,
    /// A blank row was passed over.
    BlankRow,
    /// A note below the table is no part of it.
    Footnote,
    /// A row that sums up others was left out, as `dataset.toml` says.
    TotalRow,
    /// A row that names a group of others was left out, as `dataset.toml` says.
    GroupRow,
    /// A row says to which group it belongs.
    Group,
    /// The headings stood among the rows once more.
    HeadingAgain,
    /// A row had fewer cells than there are columns; the others are empty.
    ShortRow,
    /// A row had more cells than there are columns; these were empty, or left out as `dataset.toml` says.
    LongRow,
    /// A cell is covered by a merged one and has its value.
    MergedCell,
    /// A blank cell has the value of the one above it, as `dataset.toml` says.
    BlankCell,
    /// A word stands for nothing.
    Null,
    /// What stood behind a closing quote was joined to the cell.
    Quote,
    /// Control characters were taken out.
    Control,
    /// Letters were given their one spelling (NFC), odd spaces made plain.
    Unicode,
    /// Blanks around the text were taken away.
    Trim,
    /// A number is written with a point and without separators and units.
    Number,
    /// A day or a month is written as ISO 8601.
    Date,
    /// Yes and no are `true` and `false`.
    Boolean,
}

impl RepairRule {
    /// Its id in the log.
    pub fn id(self) -> &'static str {
        match self {
            Self::Encoding => "repair/encoding",
            Self::Letters => "repair/letters",
            Self::Preamble => "repair/preamble",
            Self::Heading => "repair/heading",
            Self::ColumnNumbers => "repair/column-numbers",
            Self::BlankRow => "repair/blank-row",
            Self::Footnote => "repair/footnote",
            Self::TotalRow => "repair/total-row",
            Self::GroupRow => "repair/group-row",
            Self::Group => "repair/group",
            Self::HeadingAgain => "repair/heading-again",
            Self::ShortRow => "repair/short-row",
            Self::LongRow => "repair/long-row",
            Self::MergedCell => "repair/merged-cell",
            Self::BlankCell => "repair/blank-cell",
            Self::Null => "repair/null",
            Self::Quote => "repair/quote",
            Self::Control => "repair/control",
            Self::Unicode => "repair/unicode",
            Self::Trim => "repair/trim",
            Self::Number => "repair/number",
            Self::Date => "repair/date",
            Self::Boolean => "repair/boolean",
        }
    }
}

/// A change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair<'a> {
    /// The row of the table, counted from one; nothing where it is of none.
    pub row: Option<u64>,
    /// The line of the file, counted from one, or the row of the sheet.
    pub line: u64,
    /// The name of the column; empty where it is of none.
    pub column: &'a str,
    /// Why.
    pub rule: RepairRule,
    /// What the file says.
    pub before: &'a str,
    /// What is published; empty where it is left out.
    pub after: &'a str,
}

/// How many changes there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// By rule.
    pub rules: BTreeMap<RepairRule, RuleSummary>,
}

/// The changes of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleSummary {
    /// How many.
    pub count: u64,
    /// The line, the text before and the text after of the first few.
    pub examples: Vec<(u64, Box<str>, Box<str>)>,
}

/// How many examples a rule keeps, and how much of each.
const EXAMPLES: usize = 3;
const SHOWN: usize = 80;

impl Summary {
    /// Counts a change.
    pub fn add(&mut self, repair: &Repair<'_>) {
        let rule = self.rules.entry(repair.rule).or_default();
        rule.count += 1;
        if rule.examples.len() < EXAMPLES {
            let cut = |text: &str| text.chars().take(SHOWN).collect::<String>().into_boxed_str();
            rule.examples.push((repair.line, cut(repair.before), cut(repair.after)));
        }
    }

    /// How many changes there are.
    pub fn total(&self) -> u64 {
        self.rules.values().map(|rule| rule.count).sum()
    }
}

/// A cell of a log that no spreadsheet runs: behind an apostrophe where it might, which a number never does, however its
/// separators are.
pub(in crate::dataset) fn safe(cell: &str) -> Cow<'_, str> {
    let is_number = |digits: &str| {
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|c| c.is_ascii_digit() || matches!(c, b'.' | b','))
    };
    if cell.strip_prefix('-').is_some_and(is_number) { Cow::Borrowed(cell) } else { guarded(cell) }
}

/// Writes changes as CSV: `row,line,column,rule,before,after`. Cells that a spreadsheet would run stand behind an apostrophe.
pub struct RepairLog<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> RepairLog<W> {
    /// Begins a log with its headings.
    pub fn new(out: W) -> io::Result<Self> {
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        out.write_record(["row", "line", "column", "rule", "before", "after"])?;
        Ok(Self { out })
    }

    /// Writes a change.
    pub fn add(&mut self, repair: &Repair<'_>) -> io::Result<()> {
        let row = repair.row.map_or_else(String::new, |row| row.to_string());
        let [column, before, after] = [repair.column, repair.before, repair.after].map(safe);
        let line = repair.line.to_string();
        self.out.write_record([&row, &line, &*column, repair.rule.id(), &*before, &*after])?;
        Ok(())
    }

    /// Writes what is left, and gives back what it was written to.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_a_table_that_runs_nothing() {
        let mut bytes = Vec::new();
        let mut log = RepairLog::new(&mut bytes).unwrap();
        let repair =
            Repair { row: Some(2), line: 5, column: "Số", rule: RepairRule::Number, before: "=1.234", after: "1234" };
        log.add(&repair).unwrap();
        log.add(&Repair { before: "-1.234.567,5", after: "-1234567.5", ..repair }).unwrap();
        log.add(&Repair { before: "-1+cmd", after: "", ..repair }).unwrap();
        log.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let rows = [
            "row,line,column,rule,before,after",
            "2,5,Số,repair/number,'=1.234,1234",
            "2,5,Số,repair/number,\"-1.234.567,5\",-1234567.5",
            "2,5,Số,repair/number,'-1+cmd,",
        ];
        assert_eq!(text, rows.map(|row| format!("{row}\r\n")).concat());
    }
}
