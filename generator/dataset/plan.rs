//! The first look at a file: where its table stands and which types its columns have. All rows are looked at.

use super::clean::clean;
use super::decide::{Habits, Question};
use super::description::{ColumnNote, Description, Keeping};
use super::digest::Content;
use super::encoding::{Confidence, Letters, LettersSeen};
use super::evidence::{Cell, Evidence};
use super::findings::{Findings, Wrong, quoted};
use super::layout::{Layout, Role, Said, Undecided};
use super::raw::{Origin, RawRow};
use super::schema::{Column, NULLS, Schema, named};
use super::store::{Format, Store};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::files::{FileId, Files, Location};
use crate::language::{fold, normalise};

/// More rows than these are no notes below a table.
const NOTES: usize = 200;

/// How a file is read into typed rows.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The file.
    pub store: Store,
    /// Where its table stands.
    pub layout: Layout,
    /// Its columns.
    pub schema: Schema,
    /// How many rows of the file there are up to the last one of the table: what follows are notes.
    pub end: u64,
    /// Whose letters its texts are in.
    pub letters: Letters,
    /// What the file had.
    pub content: Content,
    /// What becomes of sums.
    pub totals: Keeping,
    /// What becomes of cells beyond the last column.
    pub long_rows: Option<Keeping>,
}

/// Looks at the file of a dataset. With an error there may still be a plan, so that other errors are found too.
pub fn plan(files: &dyn Files, description: &Description, file: FileId) -> (Option<Plan>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let plan = look(files, description, file, &mut found);
    (plan.map_err(|stop| found.push(*stop)).ok(), found)
}

fn look(
    files: &dyn Files,
    description: &Description,
    file: FileId,
    found: &mut Vec<Diagnostic>,
) -> Result<Plan, Box<Diagnostic>> {
    let store = Store::open(files, description, file)?;
    found.extend(read_as(&store));
    let sample = store.sample(files)?;
    let hints = &description.hints;
    let letters = hints.letters.unwrap_or(Letters::Unicode);
    let said = Said { skip: hints.skip, header_rows: hints.header_rows, letters };
    let layout = Layout::find(&sample, said, store.is_sheet()).map_err(|undecided| match undecided {
        Undecided::Empty => {
            let help = "fetch the file again, or name another";
            Diagnostic::error("dataset/empty", Location::whole(file), "the file has no rows").help(help)
        }
        Undecided::NoHeader(at) => {
            let message = format!("the first row looks like all others: {}", quoted(&sample[at].joined()));
            Diagnostic::error("dataset/header", store.place(&sample[at], 0), message)
                .help("header_rows = 0 says that there are no headings, header_rows = 1 that these are the headings")
                .paste("header_rows = 0")
        }
    })?;
    let head = sample.get(layout.above).map_or(Location::whole(file), |row| store.place(row, 0));
    let notes = matched(description, &layout, head, found);
    // Each level adds to the one above it; an empty list takes nothing over.
    let nulls = |note: Option<&ColumnNote>| {
        let levels = [hints.null.as_deref(), note.and_then(|note| note.null.as_deref())];
        levels.into_iter().flatten().fold(NULLS.map(Box::from).to_vec(), |mut nulls: Vec<Box<str>>, said| {
            if said.is_empty() {
                nulls.clear();
            }
            nulls.extend(said.iter().map(|word| word.to_lowercase().into()));
            nulls
        })
    };
    let columns = named(&layout.names, |index| notes[index].and_then(|note| note.id.clone()))
        .into_iter()
        .zip(&notes)
        .map(|((id, name), &note)| Column {
            id,
            name,
            kind: crate::table::Kind::Text,
            unit: note.and_then(|note| note.unit.clone()),
            mark: super::number::Mark::Comma,
            order: super::date::DateOrder::DayFirst,
            nulls: nulls(note),
            note: note.cloned(),
        })
        .collect();
    let mut plan = Plan {
        store,
        layout,
        schema: Schema { columns },
        end: 0,
        letters,
        content: Content::default(),
        totals: hints.totals.unwrap_or(Keeping::Keep),
        long_rows: hints.long_rows,
    };
    let mut scan = Scan::of(&plan, hints.totals.is_none());
    let content = scan.all(files)?;
    if hints.letters.is_none() {
        found.extend(old_letters(&scan.letters, head));
    }
    let (evidence, end, findings) = (scan.evidence, scan.end, scan.findings);
    found.extend(findings.finish());
    (plan.end, plan.content) = (end, content);
    // Cells at the right that nobody named or filled are an accident of the program that wrote them.
    let used = (0..plan.schema.columns.len())
        .rev()
        .find(|&index| evidence[index].filled > 0 || !plan.layout.names[index].is_empty())
        .map_or(0, |last| last + 1);
    plan.schema.columns.truncate(used);
    let habits = Habits::of(&evidence);
    for (column, evidence) in plan.schema.columns.iter_mut().zip(&evidence) {
        let question = Question { name: &column.name, evidence, note: column.note.as_ref(), hints, habits };
        let (decision, refusal) = question.decide();
        found.extend(refusal);
        (column.kind, column.mark, column.order) = (decision.kind, decision.mark, decision.order);
        if column.unit.is_none() {
            column.unit = decision.unit;
        }
    }
    Ok(plan)
}

/// In which old encoding a text was read, and how sure that is.
fn read_as(store: &Store) -> Option<Diagnostic> {
    let Format::Delimited { detected, .. } = &store.format else { return None };
    let Confidence::Words { marked, vietnamese } = detected.confidence else { return None };
    let word = detected.encoding.word();
    let message =
        format!("read as {word}: in it {vietnamese} of {marked} different words with marks can be Vietnamese");
    let note = Diagnostic::note("dataset/read-as", Location::line(store.file, 1, 1), message);
    Some(note.help("say so in dataset.toml, and it is not guessed anew").paste(format!("encoding = \"{word}\"")))
}

/// Text in the letters of an old font, which a Unicode file has as Western ones.
fn old_letters(seen: &LettersSeen, head: Location) -> Option<Diagnostic> {
    let letters = seen.judge()?;
    let example = seen.example.as_deref().unwrap_or_default();
    let message = format!(
        "the texts are in the letters of {}: {} is {}",
        letters.word(),
        quoted(example),
        quoted(&letters.decode(example))
    );
    let help = "say so, in dataset.toml, above the first [[column]]; letters = \"unicode\" leaves them as they are";
    let line = format!("letters = \"{}\"", letters.word());
    Some(Diagnostic::error("dataset/letters", head, message).help(help).paste(line))
}

/// The description of each column, where there is one: by its heading, else by what that is without marks and case.
fn matched<'d>(
    description: &'d Description,
    layout: &Layout,
    head: Location,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<&'d ColumnNote>> {
    let mut notes: Vec<Option<&ColumnNote>> = vec![None; layout.width];
    // Headings that are missing or stand twice are named, and may be called so.
    let names = named(&layout.names, |_| None);
    for note in &description.columns {
        let wanted = normalise(&note.source);
        let plain = fold(&wanted);
        let same = names.iter().position(|(_, name)| **name == *wanted);
        let like = || names.iter().position(|(id, name)| fold(name) == plain || **id == *wanted);
        match same.or_else(like) {
            Some(index) if notes[index].is_none() => notes[index] = Some(note),
            Some(_) => found.push(
                Diagnostic::error("dataset/column-twice", note.at, format!("{} is described twice", quoted(&wanted)))
                    .help("remove one of the two"),
            ),
            None => {
                let near = nearest(&wanted, names.iter().map(|(_, name)| &**name));
                let near = near.map(|near| format!(": is it {}?", quoted(near))).unwrap_or_default();
                let all: Vec<String> = names.iter().take(30).map(|(_, name)| quoted(name)).collect();
                found.push(
                    Diagnostic::error(
                        "dataset/column-unknown",
                        note.at,
                        format!("the file has no column {}{near}", quoted(&wanted)),
                    )
                    .help(format!("the headings are {}", all.join(", ")))
                    .related(head, "they stand"),
                );
            }
        }
    }
    notes
}

/// All rows being looked at.
struct Scan<'p> {
    plan: &'p Plan,
    evidence: Vec<Evidence>,
    findings: Findings,
    letters: LettersSeen,
    /// Rows of the file up to the last of the table.
    end: u64,
    ask_totals: bool,
}

impl<'p> Scan<'p> {
    fn of(plan: &'p Plan, ask_totals: bool) -> Self {
        let evidence = vec![Evidence::default(); plan.schema.columns.len()];
        Self { plan, evidence, findings: Findings::default(), letters: LettersSeen::default(), end: 0, ask_totals }
    }

    fn all(&mut self, files: &dyn Files) -> Result<Content, Box<Diagnostic>> {
        let mut rows = self.plan.store.digested_rows(files)?;
        let mut row = RawRow::default();
        let (mut index, mut number) = (0_u64, 0_u64);
        // Rows that are notes, unless rows of the table come after them.
        let mut notes: Vec<RawRow> = Vec::new();
        while rows.next(&mut row).map_err(|error| self.plan.store.unreadable(error))? {
            index += 1;
            if index <= self.plan.layout.before() as u64 {
                continue;
            }
            match self.plan.layout.role(&row) {
                Role::Blank => continue,
                Role::Note if notes.len() < NOTES => {
                    notes.push(row.clone());
                    continue;
                }
                Role::Total if self.ask_totals => self.total(&row, index),
                Role::Total if self.plan.totals == Keeping::Drop => {
                    self.end = index;
                    continue;
                }
                Role::Total | Role::Data | Role::Note => {}
            }
            for note in notes.drain(..) {
                number += 1;
                self.note_inside(&note, number);
                self.cells(&note, number);
            }
            number += 1;
            self.end = index;
            self.cells(&row, number);
        }
        Ok(rows.content().unwrap_or_default())
    }

    /// A row that looks like a note and is one of the table, since others follow it.
    fn note_inside(&mut self, row: &RawRow, number: u64) {
        let at = self.plan.store.place(row, 0);
        let wrong = Wrong { rule: "dataset/note-inside", severity: Severity::Warning, column: None, row: number, at };
        self.findings.add(wrong, || {
            let message = format!("{} stands among the rows of the table and is kept as one", quoted(&row.joined()));
            (message, "move it below the table, or fill its other cells".into())
        });
    }

    fn total(&mut self, row: &RawRow, index: u64) {
        let at = self.plan.store.place(row, 0);
        let wrong = Wrong { rule: "dataset/total-row", severity: Severity::Error, column: None, row: index, at };
        let finding = self.findings.add(wrong, || {
            let message = format!("a row that sums up others: {}", quoted(&row.joined()));
            let help = "totals = \"drop\" leaves such rows out and logs them, totals = \"keep\" keeps them as rows";
            (message, help.to_owned())
        });
        finding.paste = Some("totals = \"drop\"".into());
    }

    fn cells(&mut self, row: &RawRow, number: u64) {
        for (index, evidence) in self.evidence.iter_mut().enumerate() {
            let origin = row.origin(index);
            let (text, _) = clean(row.cell(index), origin, self.plan.letters);
            if origin == Origin::Error || self.plan.schema.columns[index].is_null(&text) {
                continue;
            }
            self.letters.see(&text);
            let at = || self.plan.store.place(row, index);
            evidence.see(&Cell { text: &text, origin, row: number, at: &at });
        }
    }
}
