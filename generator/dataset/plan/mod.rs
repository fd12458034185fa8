//! The first look at a file: where its table stands and which types its columns have. All rows are looked at.

mod scan;
mod sums;

use super::columns::blanks;
use super::columns::decide::{Habits, Question};
use super::columns::schema::{Column, NULLS, Schema, named};
use super::description::lines::{above, toml_text};
use super::description::{ColumnNote, Description, Grouping, Hints, Keeping};
use super::file::digest::Content;
use super::file::raw::RawRow;
use super::file::store::{Format, Store};
use super::layout::{Layout, Numbering, Outline, Said, Undecided};
use super::notation::word::quoted;
use super::rows::Plan;
use crate::dataset::encoding::{Confidence, Letters, LettersSeen};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::files::{At, FileId, Files, Location};
use crate::language::{fold, normalise};
use crate::table::Kind;
use scan::Scan;

/// What the column is called that says to which group a row belongs.
const GROUP: &str = "Nhóm";
/// How much of what is hidden a finding names.
const HIDDEN: usize = 12;

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
    found.extend(read_as(&store).or_else(|| chosen(&store)));
    let sample = store.sample(files)?;
    let hints = &description.hints;
    if hints.hidden.is_none() {
        found.extend(hidden(&store, files));
    }
    let letters = hints.letters.unwrap_or(Letters::Unicode);
    let said = Said { skip: hints.skip, header_rows: hints.header_rows, column_numbers: hints.column_numbers, letters };
    let mut layout = Layout::find(&sample, said, store.is_sheet()).map_err(|undecided| match undecided {
        Undecided::Empty => {
            let help = "fetch the file again, or name another";
            Diagnostic::error("dataset/empty", Location::whole(file), "the file has no rows").help(help)
        }
        Undecided::Skipped(count) => {
            let message = format!("`skip` passes over all of the first {count} rows");
            let help = "write how many rows stand above the headings, or leave `skip` out";
            Diagnostic::error("dataset/empty", Location::whole(file), message).help(help)
        }
        Undecided::NoHeader(at) => {
            let message = format!("the first row looks like all others: {}", quoted(&sample[at].joined()));
            Diagnostic::error("dataset/header", store.place(&sample[at], 0), message)
                .help(above(
                    "header_rows = 0 says that there are no headings, header_rows = 1 that these are the headings",
                ))
                .paste("header_rows = 0")
        }
    })?;
    if let Some(row) = sample.get(layout.headed()) {
        found.extend(numbers(layout.numbering, row, store.place(row, 0), hints));
    }
    // Behind the columns of the file stands one that is made.
    let group = (hints.groups == Some(Grouping::Column)).then_some(layout.width);
    if group.is_some() {
        layout.names.push(GROUP.to_owned());
        layout.headings.push(GROUP.to_owned());
    }
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
            kind: Kind::Text,
            unit: note.and_then(|note| note.unit.clone()),
            mark: crate::dataset::notation::number::Mark::Comma,
            order: crate::dataset::notation::date::DateOrder::DayFirst,
            nulls: nulls(note),
            filled: 0,
            odd: Vec::new(),
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
        unnamed_total: None,
        groups: hints.groups.unwrap_or(Grouping::Keep),
        group,
        outline: Outline::default(),
        long_rows: hints.long_rows,
    };
    let (scan, content) = scan::look(&plan, hints, files)?;
    if hints.letters.is_none() {
        found.extend(old_letters(&scan.letters, head));
    }
    let Scan { evidence, blanks, end, last_may_sum, asks_totals, grouping, findings, outline, .. } = scan;
    found.extend(findings.finish());
    if hints.groups.is_some_and(|groups| groups != Grouping::Keep) && evidence.iter().all(|column| column.filled == 0) {
        let message = "every row below the headings is taken for the name of a group, and none is left";
        let help = "take `groups` out of dataset.toml, or write groups = \"keep\"";
        found.push(Diagnostic::error("dataset/empty", head, message).help(help));
    }
    // What is asked about rows is asked once: they are not looked at as rows of the table as well.
    if asks_totals {
        plan.totals = Keeping::Drop;
    }
    if grouping > 0 {
        plan.groups = Grouping::Drop;
    }
    (plan.end, plan.content, plan.outline) = (end, content, outline);
    // Cells at the right that nobody named or filled are an accident of the program that wrote them.
    let used = (0..plan.schema.columns.len())
        .rev()
        .find(|&index| evidence[index].filled > 0 || !plan.layout.names[index].is_empty())
        .map_or(0, |last| last + 1);
    plan.schema.columns.truncate(used);
    let habits = Habits::of(plan.schema.columns.iter().map(|column| &*column.name).zip(&evidence));
    // What blank cells mean is asked of the columns up to the first of which it is not known what it holds.
    let mut decided = group.unwrap_or(used);
    for (index, (column, evidence)) in plan.schema.columns.iter_mut().zip(&evidence).enumerate() {
        let note = column.note.as_ref();
        let declared = plan
            .store
            .declared(index, &plan.layout.names[index])
            .filter(|_| note.is_none_or(|note| note.kind.is_none()));
        let kind = declared.map(|declared| declared.kind);
        let question = Question { name: &column.name, evidence, note, declared: kind, hints, habits };
        let (decision, said) = question.decide();
        if said.iter().any(|said| said.severity == Severity::Error) {
            decided = decided.min(index);
        }
        found.extend(said);
        column.filled = evidence.filled;
        (column.kind, column.mark, column.order) = (decision.kind, decision.mark, decision.order);
        if matches!(column.kind, Kind::Text | Kind::Code) {
            column.odd = evidence.odd().examples;
        }
        if column.unit.is_none() {
            column.unit = declared.and_then(|declared| declared.unit.clone()).or(decision.unit);
        }
    }
    found.extend(blanks::asked(plan.schema.columns.get(..decided).unwrap_or_default(), &blanks));
    if last_may_sum && let Some(place) = sums::sums_up(&plan, files)? {
        plan.unnamed_total = Some(plan.end);
        if hints.totals.is_none() {
            plan.totals = Keeping::Drop;
            let message = "each number of the last row is the sum of its column";
            let found_it = Diagnostic::error("dataset/total-row", place, message).help(above(scan::TOTALS));
            found.push(found_it.paste("totals = \"drop\""));
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
    Some(
        note.help("say so in dataset.toml, above the first [[column]], and it is not guessed anew")
            .paste(format!("encoding = \"{word}\"")),
    )
}

/// A row that numbers the columns, or may, and does not say so itself.
fn numbers(numbering: Numbering, row: &RawRow, at: Location, hints: &Hints) -> Option<Diagnostic> {
    let what = match numbering {
        _ if hints.column_numbers.is_some() => return None,
        Numbering::Absent | Numbering::Certain => return None,
        Numbering::Likely => "is left out: it numbers the columns, and is no row of the table",
        Numbering::Doubtful => "may number the columns, and is kept as a row of the table",
    };
    let message = format!("{} {what}", quoted(&row.joined()));
    let help = "column_numbers = \"drop\" leaves it out, column_numbers = \"keep\" keeps it as a row";
    let found = Diagnostic::warning("dataset/column-numbers", at, message).help(above(help));
    Some(found.paste("column_numbers = \"drop\""))
}

/// Which of several sheets was read.
fn chosen(store: &Store) -> Option<Diagnostic> {
    let Format::Sheet { chosen: Some(name), .. } = &store.format else { return None };
    let message = format!("of the sheets with cells only {} holds a table, and is read", quoted(name));
    let note = Diagnostic::note("dataset/sheet-chosen", Location::whole(store.file), message);
    let help = "say so in dataset.toml, above the first [[column]], and a sheet that is added makes no difference";
    Some(note.help(help).paste(format!("sheet = {}", toml_text(name))))
}

/// What a workbook hides, and would be published: nobody who looks at it sees that it is there.
fn hidden(store: &Store, files: &dyn Files) -> Option<Diagnostic> {
    let (sheets, hidden) = store.hidden(files)?;
    let names = sheets.iter().map(|name| format!("the sheet {}", quoted(name)));
    let columns = hidden.columns.iter().map(|&column| format!("column {}", At::column_name(column)));
    let rows = hidden.rows.iter().map(|row| format!("row {row}"));
    let mut all: Vec<String> = names.chain(columns).chain(rows).collect();
    let count = all.len();
    if count == 0 {
        return None;
    }
    all.truncate(HIDDEN);
    let more = if count > HIDDEN { format!(" and {} more", count - HIDDEN) } else { String::new() };
    let what =
        if count == 1 { "is hidden in the workbook and would be" } else { "are hidden in the workbook and would be" };
    let message = format!("{}{more} {what} published with it", all.join(", "));
    let help = "delete in the workbook what the public is not to see; hidden = \"keep\", above the first [[column]], says that all \
         of it may be published";
    Some(
        Diagnostic::error("dataset/hidden", Location::whole(store.file), message).help(help).paste("hidden = \"keep\""),
    )
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
    let mut notes: Vec<Option<&ColumnNote>> = vec![None; layout.names.len()];
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
