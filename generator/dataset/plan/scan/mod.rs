//! All rows of a file being looked at, once: which of them are of the table, and what the cells of its columns can be.
//!
//! What a row is shows by those that follow it: a note is one below the table, and words alone name a group of rows where
//! rows follow that are numbered. So rows that may be something else wait until that is known.

mod told;

pub(super) use told::TOTALS;

use std::collections::VecDeque;

use super::Plan;
use crate::dataset::columns::blanks::Blanks;
use crate::dataset::columns::{evidence::Evidence, seen::Cell};
use crate::dataset::description::{Grouping, Hints, Keeping};
use crate::dataset::encoding::LettersSeen;
use crate::dataset::file::digest::Content;
use crate::dataset::file::raw::{Origin, RawRow};
use crate::dataset::findings::Findings;
use crate::dataset::layout::{Outline, Role, titled};
use crate::dataset::rows::clean::clean;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;

/// More rows than these are no notes below a table.
const NOTES: usize = 200;
/// Fewer values than this prove nothing about what a column holds.
const ENOUGH_VALUES: u64 = 5;
/// More rows than these are no block of who signs.
const SIGNERS: usize = 12;

/// All rows being looked at.
pub(super) struct Scan<'p> {
    plan: &'p Plan,
    /// What the cells of each column can be.
    pub(super) evidence: Vec<Evidence>,
    /// The blank cells of each column.
    pub(super) blanks: Vec<Blanks>,
    /// What is wrong with rows.
    pub(super) findings: Findings,
    /// Whose letters the texts are in.
    pub(super) letters: LettersSeen,
    /// Rows of the file up to the last of the table.
    pub(super) end: u64,
    /// Whether the last row may sum up the others: it has numbers and no name, or is called a sum of something.
    pub(super) last_may_sum: bool,
    /// How many rows stand below the table, where it is said: then no row waits for those that follow.
    below: Option<usize>,
    /// The last rows, which stand below the table unless more follow.
    held: VecDeque<(u64, RawRow)>,
    ask_totals: bool,
    /// Whether rows were met that sum up others, and it is to be asked what becomes of them.
    pub(super) asks_totals: bool,
    groups: Groups,
    /// How many rows name groups, and it is to be asked what becomes of them.
    pub(super) grouping: u64,
    /// How many of them are one text that numbers itself: `I. Thu ngân sách`.
    titled: u64,
    /// How the groups are numbered.
    pub(super) outline: Outline,
    /// The last row that was taken for the name of a group, and its level, until a row of it is met.
    childless: Option<(RawRow, u8)>,
    /// Whether a group stands above all rows.
    has_groups: bool,
    /// The rows of the table so far.
    number: u64,
    /// Rows that are none of the table, unless rows of the table follow.
    waiting: Vec<Waiting>,
    /// Whether the last row but notes was blank.
    gap: bool,
    /// Whether blank rows stand among those of the table: then none says where it ends.
    has_gaps: bool,
    /// Whether more rows waited than notes are: nothing in this table is one.
    is_long: bool,
    /// Whether another table began, which is an error: of its rows nothing more is to be told.
    is_over: bool,
    /// Whether a row stood in the table as those of who signs do.
    has_offices: bool,
}

/// A row that is none of the table, unless rows of the table follow.
struct Waiting {
    /// Its number in the file, counted from one.
    index: u64,
    row: RawRow,
    role: Role,
    /// Whether it stands below a blank row.
    gap: bool,
}

/// What becomes of rows that seem to name groups of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Groups {
    /// They are told of and not looked at: whether they do shows in the end.
    Suspected,
    /// They are rows like any other, and are told of where notes are.
    Rows,
    /// It is said.
    Said(Grouping),
}

/// Looks at all rows; a second time, where those that seemed to name groups do not.
pub(super) fn look<'p>(
    plan: &'p Plan,
    hints: &Hints,
    files: &dyn Files,
) -> Result<(Scan<'p>, Content), Box<Diagnostic>> {
    let mut scan = Scan::of(plan, hints, hints.groups.map_or(Groups::Suspected, Groups::Said));
    let content = scan.all(files)?;
    if scan.groups == Groups::Suspected && scan.grouping > 0 && !scan.is_numbered() && scan.titled < scan.grouping {
        scan = Scan::of(plan, hints, Groups::Rows);
        scan.all(files)?;
    }
    Ok((scan, content))
}

impl<'p> Scan<'p> {
    fn of(plan: &'p Plan, hints: &Hints, groups: Groups) -> Self {
        Self {
            plan,
            evidence: vec![Evidence::default(); plan.schema.columns.len()],
            blanks: vec![Blanks::default(); plan.schema.columns.len()],
            findings: Findings::default(),
            letters: LettersSeen::default(),
            end: 0,
            last_may_sum: false,
            below: hints.skip_end.map(|count| count as usize),
            held: VecDeque::new(),
            ask_totals: hints.totals.is_none(),
            asks_totals: false,
            groups,
            grouping: 0,
            titled: 0,
            outline: Outline::default(),
            childless: None,
            has_groups: false,
            number: 0,
            waiting: Vec::new(),
            gap: false,
            has_gaps: false,
            is_long: false,
            is_over: false,
            has_offices: false,
        }
    }

    /// Whether the rows but those that seem to name groups are numbered in their first column.
    fn is_numbered(&self) -> bool {
        self.evidence
            .first()
            .is_some_and(|first| first.filled > 1 && first.numbers.count + first.ordinals == first.filled)
    }

    fn all(&mut self, files: &dyn Files) -> Result<Content, Box<Diagnostic>> {
        let plan = self.plan;
        let mut rows = plan.store.digested_rows(files)?;
        let mut row = RawRow::default();
        let (mut index, mut line) = (0_u64, 0);
        while rows.next(&mut row).map_err(|error| plan.store.unreadable(error))? {
            index += 1;
            if index <= plan.layout.before() as u64 {
                continue;
            }
            // A workbook has no cells in a blank row.
            self.gap |= plan.layout.is_sheet && line > 0 && row.line > line + 1;
            line = row.line;
            match self.below {
                Some(_) if row.filled() == 0 => self.gap = true,
                Some(below) => {
                    self.held.push_back((index, std::mem::take(&mut row)));
                    if self.held.len() > below
                        && let Some((index, first)) = self.held.pop_front()
                    {
                        self.see(index, &first);
                        // Its memory is that of the next row.
                        row = first;
                    }
                }
                None => self.see(index, &row),
            }
        }
        self.last();
        self.ungrouped(0);
        self.outline.end();
        Ok(rows.content().unwrap_or_default())
    }

    /// Looks at a row of the file.
    fn see(&mut self, index: u64, row: &RawRow) {
        if self.is_over {
            return;
        }
        let role = self.plan.layout.role(row);
        // Where it is said how the table ends, all rows above that are of it.
        let is_parted = self.gap || !self.waiting.is_empty();
        if is_parted && self.below.is_none() && role == Role::Data && self.plan.layout.begins_another(row) {
            self.is_over = true;
            return self.another(row);
        }
        if self.waits(row, role) {
            let gap = std::mem::take(&mut self.gap);
            self.waiting.push(Waiting { index, row: row.clone(), role, gap });
            return;
        }
        match role {
            Role::Blank => return self.gap = true,
            Role::Heading => return self.heading(row),
            _ => {}
        }
        self.has_gaps |= self.number > 0 && self.gap;
        for earlier in std::mem::take(&mut self.waiting) {
            self.has_gaps |= self.number > 0 && earlier.gap;
            self.inside(earlier.index, &earlier.row, earlier.role);
        }
        self.gap = false;
        self.end = index;
        self.last_may_sum = false;
        match role {
            Role::Lone | Role::Note | Role::Closing | Role::Group => self.inside(index, row, role),
            Role::Total if self.ask_totals => self.total(row),
            Role::Total if self.plan.totals == Keeping::Drop => {}
            _ => {
                self.last_may_sum = role == Role::Nameless || self.plan.layout.is_called_sum(row);
                self.row(row);
            }
        }
    }

    /// Whether it shows by the next rows what this one is.
    fn waits(&mut self, row: &RawRow, role: Role) -> bool {
        if self.below.is_some() {
            return false;
        }
        let is_closed = || self.waiting.iter().any(|waiting| waiting.role == Role::Closing);
        let may_wait = match role {
            Role::Note | Role::Closing | Role::Lone => true,
            Role::Data => is_closed() && self.plan.layout.is_sparse(row),
            _ => false,
        };
        self.is_long |= may_wait && self.waiting.len() == NOTES;
        may_wait && !self.is_long
    }

    /// Which of the rows that wait at the end are notes: those from the first on that nothing but a note can be.
    fn last(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let is_numbered = self.is_numbered();
        let names_groups = matches!(self.groups, Groups::Said(Grouping::Drop | Grouping::Column))
            || (self.groups == Groups::Suspected && is_numbered);
        let signers = waiting.iter().skip_while(|waiting| waiting.role != Role::Closing).count();
        let is_parted = |gap: bool| gap && !self.has_gaps;
        let begins = |Waiting { row, role, gap, .. }: &Waiting| match role {
            Role::Note => true,
            Role::Closing if self.has_offices || signers > SIGNERS => false,
            Role::Closing => {
                self.number > 0 && (is_parted(*gap) || !self.fits(row, 1) || self.plan.layout.is_place_and_day(row))
            }
            Role::Lone => {
                names_groups
                    || (self.number > 0
                        && (is_parted(*gap) || self.plan.layout.is_merged(row) || self.plan.layout.is_short(row)))
            }
            _ => false,
        };
        let count = waiting.iter().position(begins).unwrap_or(waiting.len());
        let (rows, notes) = waiting.split_at(count);
        for Waiting { index, row, role, .. } in rows {
            if *role != Role::Lone {
                self.note_inside(row);
            }
            self.row(row);
            self.end = *index;
        }
        let is_told =
            notes.first().is_some_and(|note| note.role == Role::Note || (note.gap && note.role == Role::Closing));
        for Waiting { row, role, .. } in notes.iter().filter(|note| !is_told && note.role != Role::Note) {
            // What stands where numbers do is none of the rows, if there are enough to tell.
            let is_alike = self.fits(row, ENOUGH_VALUES)
                || (*role == Role::Lone && !is_numbered && !self.plan.layout.is_merged(row));
            if is_alike {
                self.note_below(row, notes.len());
            }
        }
        let held = self.held.pop_front().map(|(_, row)| row);
        if self.number == 0
            && let Some(first) = notes.first().map(|note| &note.row).or(held.as_ref())
        {
            self.tell(first, ("dataset/empty", Severity::Error), first.line, || {
                let message = "all rows below the headings are left out as notes, and none is left";
                let help =
                    "add the rows of the table, or say with skip, header_rows and skip_end where it begins and ends";
                (message.into(), help.into())
            });
        }
    }

    /// Whether no text of a row stands in a column of numbers or days.
    fn fits(&self, row: &RawRow, enough: u64) -> bool {
        let holds_texts = |index: usize| {
            self.evidence.get(index).is_none_or(|column| {
                column.filled < enough
                    || column.numbers.count + column.ordinals + column.days.count + column.months.count < column.filled
            })
        };
        (0..row.len()).all(|index| !row.is_filled(index) || holds_texts(index))
    }

    /// A row of the table that might have been something else.
    fn inside(&mut self, index: u64, row: &RawRow, role: Role) {
        self.has_offices |= role == Role::Closing;
        let names = matches!(role, Role::Lone | Role::Group);
        match self.groups {
            Groups::Said(Grouping::Drop | Grouping::Column) if names => self.named(index, row),
            Groups::Suspected if names => self.group(row),
            Groups::Said(Grouping::Keep) if names => self.row(row),
            _ => {
                if role != Role::Group && (role != Role::Lone || self.plan.layout.is_short(row)) {
                    self.note_inside(row);
                }
                self.row(row);
            }
        }
    }

    /// A row that names a group, since it is said that such rows do.
    fn named(&mut self, index: u64, row: &RawRow) {
        let (mark, _) = titled(row);
        if let Some(mark) = mark {
            self.outline.see(index, mark);
        }
        let level = self.outline.level(index, mark);
        self.ungrouped(level);
        // Where rows stand above the first group, words alone may be a row like these.
        if mark.is_none() && self.number > 0 && !self.has_groups && !self.is_numbered() {
            self.taken(row, "rows without a group stand above it");
        } else {
            self.childless = Some((row.clone(), level));
        }
        self.has_groups |= self.number == 0;
    }

    /// Tells of a group without rows, once one of this level or above it begins.
    fn ungrouped(&mut self, level: u8) {
        if let Some((row, _)) = self.childless.take_if(|(_, above)| *above >= level) {
            self.taken(&row, "no row of a group stands below it");
        }
    }

    fn row(&mut self, row: &RawRow) {
        self.number += 1;
        self.childless = None;
        let number = self.number;
        let (made, used) = (self.plan.group, row.used());
        for (index, evidence) in self.evidence.iter_mut().enumerate().filter(|(index, _)| Some(*index) != made) {
            let origin = row.origin(index);
            let column = &self.plan.schema.columns[index];
            let (text, _) = clean(row.cell(index), origin, self.plan.letters);
            let at = || self.plan.store.place(row, index);
            self.blanks[index].see(&Cell { text: &text, origin, row: number, at: &at }, index, used);
            if origin == Origin::Error || column.is_null(&text) {
                if !text.is_empty() {
                    evidence.see_nothing(&Cell { text: &text, origin, row: number, at: &at });
                }
                continue;
            }
            self.letters.see(&text);
            evidence.see(&Cell { text: &column.meant(&text), origin, row: number, at: &at });
        }
    }
}
