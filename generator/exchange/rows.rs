//! Rows of a table laid over what editors wrote: only what differs from the site is written.
//!
//! In: records of a table, and the site they are for. Out: files of `content/procedures/`. A cell that says what the
//! site says already is no edit, whichever source the site has it from: so the whole catalogue can go out as a table,
//! be changed in three cells, and come back as three lines in a diff. What is not in the table stays.

use std::collections::{BTreeMap, BTreeSet};

use super::configure::{home, with_content};
use super::export::words;
use super::plan::{Change, Configured, FileReport, Plan, What, Wishes, unconfigured};
use super::planned::Planned;
use super::replaced::{finding, origin_of, replaced};
use super::rewrite::rewritten;
use crate::catalogue::{FieldName, Language, Procedure, SourceId, merge};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{FileTable, Files, Location};
use crate::source::config::{SITE_FILE, SourceConfig, SourceKind};
use crate::source::{
    Column, Input, Reading, changed_fields, english, front_matter, read_if_there, read_input, read_sources,
};

/// Findings that are notes for a table a site reads as it is, and more for one that becomes content: what is not
/// understood is written nowhere, and a column that is not read is lost.
const HERE: [(&str, Severity); 2] =
    [("table/not-understood", Severity::Error), ("table/unknown-column", Severity::Warning)];

/// Plans to lay tables over the content of a site.
pub(super) fn tables(site: &dyn Files, configured: &Configured, given: &[Input<'_>], wishes: &Wishes, plan: &mut Plan) {
    if given.is_empty() {
        return;
    }
    // Official records of the same import are part of what the site says.
    let sources = read_sources(&Planned { site, writes: &plan.writes });
    let infos = sources.config.source_infos();
    let official = |source: SourceId| infos.get(usize::from(source.0)).is_some_and(|info| info.official);
    let now = merge(sources.records, &official).procedures;
    let rows = Rows {
        site,
        configured,
        wishes,
        official: &official,
        now: now.iter().map(|procedure| (&*procedure.code, procedure)).collect(),
    };
    let mut seen = BTreeSet::new();
    let before = plan.writes.len();
    for input in given {
        rows.table(input, &mut seen, plan);
    }
    let reads_content = configured.config.sources.iter().any(|source| source.kind == SourceKind::Content);
    if plan.writes.len() > before && !reads_content {
        let text = plan
            .writes
            .get(SITE_FILE)
            .map_or_else(|| configured.text.clone(), |edited| String::from_utf8_lossy(edited).into_owned());
        plan.put(site, SITE_FILE, with_content(&text).into_bytes(), What::Updated);
    }
}

/// A site that rows are laid over.
struct Rows<'a> {
    site: &'a dyn Files,
    configured: &'a Configured,
    wishes: &'a Wishes,
    official: &'a dyn Fn(SourceId) -> bool,
    now: BTreeMap<&'a str, &'a Procedure>,
}

/// What a file is written as.
#[derive(Debug, Clone, Copy)]
enum Format {
    /// `<code>.md`.
    Whole,
    /// `<code>.en.md`, which has names and longer texts alone.
    English,
}

/// What a row changes of a file.
struct Edit {
    /// The procedure, with nothing but the cells that differ.
    record: Procedure,
    /// Columns that were emptied.
    emptied: Vec<Column>,
}

impl Rows<'_> {
    fn table(&self, input: &Input<'_>, seen: &mut BTreeSet<Box<str>>, plan: &mut Plan) {
        let config = SourceConfig {
            columns: self.wishes.columns.clone(),
            sheet: self.wishes.sheet.clone(),
            ..unconfigured(SourceKind::Table, input.path, input.file)
        };
        let mut reading = read_input((input.source, &config), input);
        let bad = not_usable(&mut reading);
        let met = reading.records.len() + reading.rejected;
        let mut rejected = reading.rejected;
        let columns = reading.columns.clone();
        plan.diagnostics.append(&mut reading.diagnostics);
        for record in reading.records {
            let at = record.records.first().map_or(Location::whole(input.file), |origin| origin.location);
            let code = record.code.clone();
            let done = match () {
                () if bad.contains(&code) => Err(None),
                () if !seen.insert(code.clone()) => {
                    let message = format!("there is another row for {code}");
                    Err(Some(Box::new(
                        Diagnostic::error("import/code-twice", at, message).help("keep one of the rows"),
                    )))
                }
                () => self.row(record, &columns, at, plan).map_err(Some),
            };
            if let Err(reason) = done {
                rejected += 1;
                plan.diagnostics.extend(reason.map(|reason| reason.about(code)));
            }
        }
        plan.reports.push(FileReport {
            path: input.path.to_owned(),
            kind: SourceKind::Table,
            records: met,
            rejected,
            tally: reading.tally,
        });
    }

    /// Plans the files of one row.
    fn row(&self, record: Procedure, columns: &[Column], at: Location, plan: &mut Plan) -> Result<(), Box<Diagnostic>> {
        let edit = self.edit(record, columns);
        let home = home(&self.configured.config.sources, SourceKind::Content, &format!("{}.md", edit.record.code));
        if edit.is_nothing(columns) {
            plan.changes.push(Change { path: home.path, what: What::Unchanged });
            return Ok(());
        }
        file_stem(&edit.record.code).map_err(|why| {
            let message = format!("no file can be called \"{}.md\": {why}", edit.record.code);
            Box::new(
                Diagnostic::error("import/code", at, message).help("a code is written 1.001193; mend it in the table"),
            )
        })?;
        let body_en = Column { field: FieldName::Body, language: Language::En };
        let touches_english_body = edit.emptied.contains(&body_en) || !words(body_en, &edit.record).is_empty();
        let path = format!("{}.en.md", home.path.trim_end_matches(".md"));
        // English that is to go may stand in either file.
        let goes = |column: Column| column.language == Language::En && edit.emptied.contains(&column);
        let takes_english = edit.emptied.iter().any(|&column| goes(column)) && self.site.exists(&path);
        if touches_english_body || takes_english {
            let mut here = edit.with_only(|column| column == body_en || (takes_english && goes(column)));
            here.record.records.truncate(1);
            self.file(&path, &here, Format::English, plan)?;
        }
        let rest = edit.with_only(|column| column != body_en);
        if rest.is_nothing(columns) || self.file(&home.path, &rest, Format::Whole, plan)? {
            self.note_what_is_replaced(&edit, columns, &home.path, at, plan);
        }
        Ok(())
    }

    /// Says which parts of an official record are no longer what the site says.
    fn note_what_is_replaced(&self, edit: &Edit, columns: &[Column], path: &str, at: Location, plan: &mut Plan) {
        let Some(now) = self.now.get(&*edit.record.code) else { return };
        let says = |column: &Column| column.field != FieldName::Code && !words(*column, &edit.record).is_empty();
        let replaced = replaced(columns.iter().copied().filter(says), now, &edit.record, self.official);
        if !replaced.is_empty() {
            plan.diagnostics.push(finding(path, &replaced, at).about(edit.record.code.clone()));
        }
    }

    /// What a row says that the site does not.
    fn edit(&self, mut record: Procedure, columns: &[Column]) -> Edit {
        let now = self.now.get(&*record.code);
        let mut emptied = Vec::new();
        for &column in columns.iter().filter(|column| column.field != FieldName::Code) {
            let here = words(column, &record);
            let there = now.map(|procedure| words(column, procedure)).unwrap_or_default();
            if here.is_empty() && !there.is_empty() && self.wishes.clear_empty {
                emptied.push(column);
            }
            if here == there {
                record.clear(column.field, column.language);
            }
        }
        Edit { record, emptied }
    }

    /// Lays an edit over a file, and plans to write it if it changes. Says whether the file says it from then on.
    fn file(&self, path: &str, edit: &Edit, format: Format, plan: &mut Plan) -> Result<bool, Box<Diagnostic>> {
        let failed = |error| Box::new(Diagnostic::from_file_error(plan.files.add(path), &error));
        let there = read_if_there(self.site, path).map_err(failed)?;
        let kept = match there {
            Some(_) => self.kept(path, plan)?,
            None => Procedure::new(edit.record.code.clone(), edit.record.records[0]),
        };
        let merged = merge(vec![kept.clone(), edit.record.clone()], &|_| false).procedures;
        let Some(mut after) = merged.into_iter().next() else { return Ok(false) };
        for column in &edit.emptied {
            after.clear(column.field, column.language);
            self.note_what_stays(*column, edit, plan);
        }
        let fields = changed_fields(&kept, &after);
        let unchanged = Change { path: path.to_owned(), what: What::Unchanged };
        if fields.is_empty() {
            plan.changes.push(unchanged);
            return Ok(true);
        }
        let what = if there.is_some() { What::Changed(fields) } else { What::Created };
        let text = match (format, &there) {
            (Format::English, _) => Some(english(&after)),
            (Format::Whole, None) => Some(front_matter(&after)),
            (Format::Whole, Some(text)) => rewritten(path, &String::from_utf8_lossy(text), &kept, &after),
        };
        let Some(text) = text else {
            plan.changes.push(unchanged);
            let at = edit.record.records.first().map(|origin| origin.location);
            let at = at.unwrap_or_else(|| Location::whole(plan.files.add(path)));
            let message = format!("{path} is left as it is: rules in it speak of documents that the row does not have");
            let help =
                "write each of these documents with its code, as `motcua export` does, or make this change in the file";
            plan.diagnostics.push(Diagnostic::warning("import/rules", at, message).help(help).about(after.code));
            return Ok(false);
        };
        plan.put(self.site, path, text.into_bytes(), what);
        Ok(true)
    }

    /// What a file says now. One with mistakes is left to its author.
    fn kept(&self, path: &str, plan: &mut Plan) -> Result<Procedure, Box<Diagnostic>> {
        let file = plan.files.add(path);
        let failed = |error: crate::files::FileError| Box::new(Diagnostic::from_file_error(file, &error));
        let bytes = self.site.read(path).map_err(failed)?;
        let config = unconfigured(SourceKind::Content, path, file);
        let input = Input { source: SourceId(0), file, path, bytes: &bytes, base: 0 };
        let reading = read_input((SourceId(0), &config), &input);
        plan.diagnostics.extend(reading.diagnostics);
        reading.records.into_iter().next().ok_or_else(|| {
            let message = format!("{path} has mistakes, so that nothing can be laid over it");
            let reason = Diagnostic::error("import/content", Location::whole(file), message);
            Box::new(reason.help("mend it first: `motcua check`"))
        })
    }

    /// Says that an official record still has what a cell took away.
    fn note_what_stays(&self, column: Column, edit: &Edit, plan: &mut Plan) {
        let Some(now) = self.now.get(&*edit.record.code) else { return };
        if origin_of(column, now).is_some_and(|origin| (self.official)(origin.source)) {
            let at = edit.record.records.first().map(|origin| origin.location);
            let message =
                format!("an official record has `{}` too, and keeps it: content cannot take it away", column.key());
            let place = at.unwrap_or_else(|| Location::whole(FileTable::default().add(SITE_FILE)));
            plan.diagnostics
                .push(Diagnostic::warning("import/official-stays", place, message).about(edit.record.code.clone()));
        }
    }
}

impl Edit {
    fn is_nothing(&self, columns: &[Column]) -> bool {
        self.emptied.is_empty()
            && columns.iter().all(|&column| column.field == FieldName::Code || words(column, &self.record).is_empty())
    }

    fn with_only(&self, keep: impl Fn(Column) -> bool) -> Self {
        let mut record = self.record.clone();
        for column in Column::all().filter(|&column| !keep(column)) {
            record.clear(column.field, column.language);
        }
        Self { record, emptied: self.emptied.iter().copied().filter(|&column| keep(column)).collect() }
    }
}

/// The codes of records that cannot become content: cells nobody understood, codes that lost their zeros.
fn not_usable(reading: &mut Reading) -> BTreeSet<Box<str>> {
    let mut bad = BTreeSet::new();
    for found in &mut reading.diagnostics {
        if let Some((_, severity)) = HERE.iter().find(|(rule, _)| *rule == found.rule) {
            found.severity = *severity;
        }
        if found.rule == "sheet/code-is-a-number" && found.severity == Severity::Warning {
            found.severity = Severity::Error;
        }
        if found.severity == Severity::Error {
            bad.extend(found.subject.clone());
        }
    }
    bad
}

/// Whether a code can be the name of a file on every system, and be read from it again.
fn file_stem(code: &str) -> Result<(), &'static str> {
    match code {
        _ if code.contains(['/', '\\', '<', '>', ':', '"', '|', '?', '*']) || code.chars().any(char::is_control) => {
            Err("it has a character that file names cannot have")
        }
        _ if code.trim() != code => Err("there is a space at one of its ends"),
        _ if code.starts_with('.') || code.ends_with('.') => Err("it begins or ends with a dot"),
        _ if code.ends_with(".en") => Err("its end means English"),
        _ if code.len() > 100 => Err("it is too long"),
        _ if crate::language::normalise(code) != code => Err("its letters and marks are stored apart"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::file_stem;

    #[test]
    fn a_code_is_no_way_out_of_the_folder() {
        for code in ["../x", "a/b", "a\\b", ".hidden", "..", " 1.014325", "1.001193.en", "a\nb", "con:", ""] {
            assert_eq!(file_stem(code).is_ok(), code.is_empty(), "{code:?}");
        }
        assert!(
            ["1.001193", "1.014955-Xoa", "1.001193.000.00.00.H19", "NB 01"].iter().all(|code| file_stem(code).is_ok())
        );
    }
}
