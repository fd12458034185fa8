//! The rows of a table, typed, one after the other, with every change told.
//!
//! In: a [`Plan`]. Out: one [`Row`] at a time, which is filled anew for the next, so that a file of any size takes the memory
//! of a row. Whoever reads is told of each [`Repair`] and of each cell that cannot be what its column is.

mod above;
pub(super) mod clean;
mod plan;
pub mod repair;
mod row;

pub use plan::Plan;
pub(in crate::dataset) use plan::each_row;
pub use row::Row;
pub(in crate::dataset) use row::Stored;
pub(in crate::dataset) use row::written;

use self::above::Above;
use self::clean::clean;
use self::repair::{Repair, RepairRule};
use super::columns::schema::Column;
use super::description::{Grouping, Keeping};
use super::file::raw::{Origin, RawRow};
use super::file::store::{Format, RawRows};
use super::findings::Wrong;
use super::layout::{self, Role};
use super::notation::word::quoted;
use crate::dataset::encoding::Encoding;
use crate::dataset::notation::number::Notation;
use crate::diagnostic::{Diagnostic, Severity};
use crate::table::{Kind, Value};

/// Whoever is told of what reading changes and cannot do.
pub trait Watch {
    /// Something was changed.
    fn repaired(&mut self, repair: &Repair<'_>);
    /// Something is wrong; the words are asked for only where they are wanted: the message, and what to do.
    fn wrong(&mut self, wrong: Wrong, words: &dyn Fn() -> (String, String));
    /// A cell cannot be what its column is, whose text this is; what is to be done all such cells show together.
    fn misfit(&mut self, _wrong: Wrong, _text: &str, _column: &Column, _message: &dyn Fn() -> String) {}
}

/// Tells nobody.
#[derive(Debug, Default, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn repaired(&mut self, _: &Repair<'_>) {}
    fn wrong(&mut self, _: Wrong, _: &dyn Fn() -> (String, String)) {}
}

/// What a cell says, or the one above it where it is blank and means that.
struct Said<'c> {
    text: &'c str,
    origin: Origin,
    is_above: bool,
}

/// The rows of a table.
pub struct Rows<'a> {
    plan: &'a Plan,
    raw: RawRows<'a>,
    /// Rows of the file that were read.
    read: u64,
    /// Rows of the table that were given.
    given: u64,
    /// The groups the next row belongs to, the outermost first, each with how deep it is.
    groups: Vec<(u8, String)>,
    /// What blank cells may mean.
    above: Above,
    scratch: String,
}

impl Rows<'_> {
    /// Whether the file is the one the plan was made from: known once all rows were read, where they were digested.
    pub fn is_of_plan(&self) -> bool {
        self.raw.content() == Some(self.plan.content)
    }

    /// Reads the next row into `row`; `false` at the end.
    pub fn next(&mut self, row: &mut Row, watch: &mut dyn Watch) -> Result<bool, Box<Diagnostic>> {
        if self.read == 0 {
            self.tell_of_the_file(watch);
        }
        let mut raw = std::mem::take(&mut row.raw);
        while self.raw.next(&mut raw).map_err(|error| self.plan.store.unreadable(error))? {
            self.read += 1;
            if let Some(rule) = self.left_out(&raw) {
                // What changes of headings is told column by column.
                if rule == RepairRule::Heading {
                    continue;
                }
                if rule == RepairRule::GroupRow {
                    self.enter(&raw);
                }
                let whole = raw.joined();
                watch.repaired(&Repair { row: None, line: raw.line, column: "", rule, before: &whole, after: "" });
                continue;
            }
            self.given += 1;
            row.raw = raw;
            self.fill(row, watch);
            return Ok(true);
        }
        Ok(false)
    }

    /// Why a row is none of the table.
    fn left_out(&self, raw: &RawRow) -> Option<RepairRule> {
        let layout = &self.plan.layout;
        let index = self.read - 1;
        if index < layout.above as u64 {
            return Some(RepairRule::Preamble);
        }
        if index < (layout.above + layout.header) as u64 {
            return Some(RepairRule::Heading);
        }
        if index < layout.before() as u64 && raw.filled() > 0 {
            return Some(RepairRule::ColumnNumbers);
        }
        let drops_totals = self.plan.totals == Keeping::Drop;
        match layout.role(raw) {
            Role::Blank => Some(RepairRule::BlankRow),
            Role::Total if drops_totals => Some(RepairRule::TotalRow),
            _ if self.read > self.plan.end => Some(RepairRule::Footnote),
            Role::Heading => Some(RepairRule::HeadingAgain),
            Role::Lone | Role::Group if self.plan.groups != Grouping::Keep => Some(RepairRule::GroupRow),
            _ if drops_totals && Some(self.read) == self.plan.unnamed_total => Some(RepairRule::TotalRow),
            _ => None,
        }
    }

    /// Takes note of the group that a row names.
    fn enter(&mut self, raw: &RawRow) {
        let (mark, name) = layout::titled(raw);
        let level = self.plan.outline.level(self.read, mark);
        let (name, _) = clean(name, Origin::Text, self.plan.letters);
        self.above.clear();
        self.groups.retain(|(other, _)| *other < level);
        self.groups.push((level, name.into_owned()));
    }

    fn tell_of_the_file(&self, watch: &mut dyn Watch) {
        let plan = self.plan;
        let mut tell = |line, column: &str, rule, before: &str, after: &str| {
            watch.repaired(&Repair { row: None, line, column, rule, before, after });
        };
        if let Format::Delimited { detected, .. } = &plan.store.format
            && detected.encoding != Encoding::Utf8
        {
            tell(1, "", RepairRule::Encoding, detected.encoding.word(), Encoding::Utf8.word());
        }
        for (column, name) in plan.schema.columns.iter().zip(&plan.layout.headings) {
            if *column.name != **name {
                tell(plan.layout.line, &column.name, RepairRule::Heading, name, &column.name);
            }
        }
    }

    /// The group a row belongs to, in the column for it.
    fn group(&self, raw: &RawRow, column: &Column, row: &mut Row, watch: &mut dyn Watch) {
        let names: Vec<&str> = self.groups.iter().map(|(_, name)| &**name).collect();
        let group = names.join(" / ");
        if group.is_empty() {
            return row.push(Value::Null);
        }
        let (number, column) = (Some(self.given), &*column.name);
        let rule = RepairRule::Group;
        watch.repaired(&Repair { row: number, line: raw.line, column, rule, before: "", after: &group });
        row.push(Value::Text(&group));
    }

    fn fill(&mut self, row: &mut Row, watch: &mut dyn Watch) {
        row.number = self.given;
        row.text.clear();
        row.cells.clear();
        let raw = std::mem::take(&mut row.raw);
        let (width, plan) = (self.plan.layout.width, self.plan);
        if raw.len() < width && !plan.layout.is_sheet {
            self.tell_of_width(&raw, RepairRule::ShortRow, watch);
        }
        if raw.len() > width {
            self.long_row(&raw, watch);
        }
        // A sum has no part in what stands above it, nor the rows below in what it is called.
        let is_sum = plan.schema.columns.iter().any(above::fills) && plan.layout.role(&raw) == Role::Total;
        for (index, column) in plan.schema.columns.iter().enumerate() {
            match self.plan.group == Some(index) {
                true => self.group(&raw, column, row, watch),
                false => match if is_sum { None } else { self.above.take(&raw, index, column) } {
                    Some((text, origin)) => {
                        self.cell(&raw, index, column, Said { text: &text, origin, is_above: true }, row, watch);
                        self.above.put(index, (text, origin));
                    }
                    None => {
                        let said = Said { text: raw.cell(index), origin: raw.origin(index), is_above: false };
                        self.cell(&raw, index, column, said, row, watch);
                        if !is_sum {
                            self.above.keep(&raw, index, column);
                        }
                    }
                },
            }
        }
        row.raw = raw;
    }

    fn tell_of_width(&self, raw: &RawRow, rule: RepairRule, watch: &mut dyn Watch) {
        let (before, after) = (format!("{} cells", raw.len()), format!("{} cells", self.plan.layout.width));
        let row = Some(self.given);
        watch.repaired(&Repair { row, line: raw.line, column: "", rule, before: &before, after: &after });
    }

    fn long_row(&self, raw: &RawRow, watch: &mut dyn Watch) {
        let width = self.plan.layout.width;
        let extra: Vec<&str> = raw.iter().skip(width).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        if !extra.is_empty() && self.plan.long_rows.is_none() {
            let at = self.plan.store.place(raw, width);
            let wrong =
                Wrong { rule: "dataset/long-row", severity: Severity::Error, column: None, row: self.given, at };
            return watch.wrong(wrong, &|| {
                let (has, extra) = (raw.len(), quoted(&extra.join(" | ")));
                let message = format!("row {} has {has} cells, and there are {width} columns: {extra}", self.given);
                // 1,5 between commas is two cells: to leave the second out would make it 1.
                let digits = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
                let cut = (1..raw.len()).find(|&at| digits(raw.cell(at - 1).trim()) && digits(raw.cell(at).trim()));
                let help = match cut {
                    Some(at) => format!(
                        "put quotes around a cell that holds the delimiter: {} and {} may be the halves of one number",
                        quoted(raw.cell(at - 1).trim()),
                        quoted(raw.cell(at).trim())
                    ),
                    None => {
                        "put quotes around a cell that holds the delimiter, or write long_rows = \"drop\" above the \
                             first [[column]], which leaves such cells out and logs them"
                            .into()
                    }
                };
                (message, help)
            });
        }
        if extra.is_empty() {
            return self.tell_of_width(raw, RepairRule::LongRow, watch);
        }
        for index in width..raw.len() {
            let (row, before) = (Some(self.given), raw.cell(index));
            watch.repaired(&Repair { row, line: raw.line, column: "", rule: RepairRule::LongRow, before, after: "" });
        }
    }

    fn cell(
        &mut self,
        raw: &RawRow,
        index: usize,
        column: &Column,
        Said { text: said, origin, is_above }: Said<'_>,
        row: &mut Row,
        watch: &mut dyn Watch,
    ) {
        let (text, cleaned) = clean(said, origin, self.plan.letters);
        let mut tell = |rule, after: &str| {
            let (number, column) = (Some(self.given), &*column.name);
            let (rule, before) = if is_above { (RepairRule::BlankCell, "") } else { (rule, said) };
            watch.repaired(&Repair { row: number, line: raw.line, column, rule, before, after });
        };
        if origin == Origin::Error || column.is_null(&text) {
            if !said.is_empty() {
                tell(if text.is_empty() { cleaned.unwrap_or(RepairRule::Null) } else { RepairRule::Null }, "");
            }
            if origin == Origin::Error {
                self.wrong(raw, index, ("dataset/error-cell", Severity::Warning), watch, &|| {
                    let (what, help) = match said.starts_with('=') {
                        true => {
                            ("a formula was never computed", "open the workbook in a spreadsheet program and save it")
                        }
                        false => ("a formula failed", "correct the formula in the workbook"),
                    };
                    let message = format!("row {} of \"{}\": {what} ({said})", self.given, column.name);
                    (message, format!("{help}; the cell counts as empty"))
                });
            }
            if origin == Origin::Merged && said.is_empty() {
                self.wrong(raw, index, ("dataset/merged-across", Severity::Warning), watch, &|| {
                    let name = &column.name;
                    let message = format!("row {} of \"{name}\": the cell is merged with one to its left", self.given);
                    (message, "split the cells in the workbook and fill each; the cell counts as empty".into())
                });
            }
            return row.push(Value::Null);
        }
        let Some(value) = column.read(&text, origin) else {
            let kind = column.kind.word();
            let at = self.plan.store.place(raw, index);
            let (rule, severity) = ("dataset/bad-value", Severity::Error);
            watch.misfit(Wrong { rule, severity, column: Some(index), row: self.given, at }, &text, column, &|| {
                format!("row {} of \"{}\": {} is no {kind}", self.given, column.name, quoted(&text))
            });
            return row.push(Value::Null);
        };
        match value {
            Value::Text(text) => {
                let rule = match origin {
                    _ if is_above => Some(RepairRule::BlankCell),
                    Origin::Merged => Some(RepairRule::MergedCell),
                    _ => cleaned,
                };
                if let Some(rule) = rule {
                    tell(rule, text);
                }
                self.lint(raw, index, column, text, watch);
            }
            value => {
                self.scratch.clear();
                value.write(&mut self.scratch);
                let rule = match column.kind {
                    _ if origin == Origin::Merged => RepairRule::MergedCell,
                    Kind::Date | Kind::Month | Kind::Year => RepairRule::Date,
                    Kind::Boolean => RepairRule::Boolean,
                    _ => RepairRule::Number,
                };
                if self.scratch != said || is_above || origin == Origin::Merged {
                    tell(rule, &self.scratch);
                }
            }
        }
        row.push(value);
    }

    /// What is odd about a text that is published as it is.
    fn lint(&self, raw: &RawRow, index: usize, column: &Column, text: &str, watch: &mut dyn Watch) {
        let (row, name) = (self.given, &column.name);
        if text.contains(char::REPLACEMENT_CHARACTER) {
            self.wrong(raw, index, ("dataset/lost-letter", Severity::Warning), watch, &|| {
                let message = format!("row {row} of \"{name}\": a letter was lost in {}", quoted(text));
                (message, "the file was saved in the wrong encoding once, or `encoding` is not the right one".into())
            });
        }
        if text.starts_with(['=', '+', '-', '@', '\t']) && Notation::of(text).is_none() {
            self.wrong(raw, index, ("dataset/formula", Severity::Warning), watch, &|| {
                let message = format!("row {row} of \"{name}\": a spreadsheet may run {} as a formula", quoted(text));
                (message, "write another character in front where it is none; CSV for spreadsheets guards it".into())
            });
        }
    }

    fn wrong(
        &self,
        raw: &RawRow,
        index: usize,
        (rule, severity): (&'static str, Severity),
        watch: &mut dyn Watch,
        words: &dyn Fn() -> (String, String),
    ) {
        let at = self.plan.store.place(raw, index);
        watch.wrong(Wrong { rule, severity, column: Some(index), row: self.given, at }, words);
    }
}
