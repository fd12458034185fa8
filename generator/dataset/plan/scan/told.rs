//! What is said of rows that may be something else, and the lines that settle it.

use super::Scan;
use crate::dataset::description::lines::above;
use crate::dataset::file::raw::RawRow;
use crate::dataset::findings::Wrong;
use crate::dataset::layout::titled;
use crate::dataset::notation::word::quoted;
use crate::diagnostic::{Diagnostic, Severity};

/// What can be done about sums.
pub(in crate::dataset::plan) const TOTALS: &str =
    "totals = \"drop\" leaves such rows out and logs them, totals = \"keep\" keeps them as rows";

const KEEP: &str = "totals = \"keep\"";

impl Scan<'_> {
    /// A row that looks like a note and is one of the table, since others follow it.
    pub(super) fn note_inside(&mut self, row: &RawRow) {
        // Who says where the table ends says that these are rows.
        if self.below.is_some() {
            return;
        }
        self.tell(row, ("dataset/note-inside", Severity::Warning), self.number + 1, || {
            let message = format!("{} stands among the rows of the table and is kept as one", quoted(&row.joined()));
            let help =
                "move it below the table, or fill its other cells; skip_end = 0, above the first [[column]], says that no row \
                 of the file is a note";
            (message, help.into())
        });
    }

    /// A row that is left out as a note with the others below the table, so many in all, and might be one of it.
    pub(super) fn note_below(&mut self, row: &RawRow, notes: usize) {
        let found = self.tell(row, ("dataset/note-inside", Severity::Warning), row.line, || {
            let message = format!("{} is left out as a note below the table", quoted(&row.joined()));
            let help = format!(
                "skip_end = {notes} says that the last {notes} rows that say something are notes; where this is a row, \
                 write how many stand below the last one"
            );
            (message, above(&help))
        });
        found.paste = Some(format!("skip_end = {notes}").into());
    }

    /// A row that was taken for the name of a group and may be one of the table that lacks the rest.
    pub(super) fn taken(&mut self, row: &RawRow, why: &str) {
        self.tell(row, ("dataset/group-row", Severity::Warning), row.line, || {
            let message = format!("{} is left out as the name of a group, and {why}", quoted(&row.joined()));
            let help = "where it is a row that lacks the rest, write \"-\" into its empty cells; groups = \"keep\", above the first \
                        [[column]], keeps all such rows";
            (message, help.into())
        });
    }

    /// A row that names a group of others.
    pub(super) fn group(&mut self, row: &RawRow) {
        self.grouping += 1;
        self.titled += u64::from(row.filled() == 1 && titled(row).0.is_some());
        let found = self.tell(row, ("dataset/group-row", Severity::Error), row.line, || {
            let message = format!("{} names a group of the rows below it, and is no row like these", quoted(&row.joined()));
            let help = "groups = \"column\" takes such rows out and says their names in a column of its own, groups = \"drop\" \
                        leaves them out, groups = \"keep\" keeps them as rows";
            (message, above(help))
        });
        found.paste = Some("groups = \"column\"".into());
    }

    pub(super) fn heading(&mut self, row: &RawRow) {
        self.tell(row, ("dataset/heading-again", Severity::Warning), row.line, || {
            let message = "the headings stand here once more: the row is left out, and those below it are read as rows of \
                           the same table";
            (message.into(), "where another table begins, put it into a file of its own".into())
        });
    }

    /// A row that heads another table.
    pub(super) fn another(&mut self, row: &RawRow) {
        self.tell(row, ("dataset/second-table", Severity::Error), row.line, || {
            let message = format!("another table begins here, with headings of its own: {}", quoted(&row.joined()));
            let help = "put it into a file of its own, or take the row out where it is the headings once more; or write, above \
                        the first [[column]], skip_end = N, which leaves out the last N rows of the file, or skip_end = 0 \
                        where all are rows of one table";
            (message, help.into())
        });
    }

    pub(super) fn total(&mut self, row: &RawRow) {
        self.asks_totals = true;
        let is_full = row.filled() >= self.plan.layout.width;
        let found = self.tell(row, ("dataset/total-row", Severity::Error), row.line, || {
            (format!("a row that sums up others: {}", quoted(&row.joined())), above(TOTALS))
        });
        // A row without gaps may be one of those that say a number for all beside those for each.
        let keep = found.paste.as_deref() == Some(KEEP) || is_full;
        found.paste = Some(if keep { KEEP } else { "totals = \"drop\"" }.into());
    }

    pub(super) fn tell(
        &mut self,
        row: &RawRow,
        (rule, severity): (&'static str, Severity),
        number: u64,
        words: impl FnOnce() -> (String, String),
    ) -> &mut Diagnostic {
        let at = self.plan.store.place(row, 0);
        self.findings.add(Wrong { rule, severity, column: None, row: number, at }, words)
    }
}
