//! Reading all datasets of a site, or one, and checking what is promised of them.

pub(super) mod dataset;
pub(super) mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::dataset::Dataset;
use self::memory::{Memory, ReadOne, Terms};
use super::columns::schema::Column;
use super::description::{Description, read_description};
use super::figures::Figures;
use super::file::folders::{self, DESCRIPTION, FOLDER, Folders};
use super::findings::{Findings, Wrong};
use super::notation::word::quoted;
use super::plan::plan;
use super::profile::Profiler;
use super::promises::constraints::{Constraints, ValueSet};
use super::promises::modified;
use super::promises::places::Places;
use super::rows::repair::{Repair, Summary};
use super::rows::{Unwatched, Watch, each_row, written};
use super::versions;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::files::{FileId, FileTable, Files, Location};
use crate::source::read_if_there;

/// A description and its files, to be read.
struct Described {
    description: Description,
    file: FileId,
    /// Its columns that others refer to.
    wanted: BTreeSet<Box<str>>,
}

/// The values of columns that others refer to, by dataset and column.
type Targets = BTreeMap<(Box<str>, Box<str>), Arc<ValueSet>>;

/// Reads all datasets of a site. A dataset with an error is not among those given, and its errors are.
pub fn read_datasets(files: &dyn Files, table: &mut FileTable) -> (Vec<Dataset>, Vec<Diagnostic>) {
    read_datasets_with(files, table, None)
}

/// The same, with what an earlier reading gave of those that did not change since.
pub fn read_datasets_with(
    files: &dyn Files,
    table: &mut FileTable,
    memory: Option<&Memory>,
) -> (Vec<Dataset>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let paths = paths(files, table, &mut found);
    let folders = Folders::of(&paths);
    found.extend(folders.undescribed(table));
    let mut described = descriptions(files, table, &folders, &mut found);
    let references: Vec<(Box<str>, Box<str>)> = described
        .iter()
        .flat_map(|one| &one.description.columns)
        .filter_map(|column| column.references.as_ref()?.0.split_once('.'))
        .map(|(dataset, column)| (dataset.into(), column.into()))
        .collect();
    for (dataset, column) in &references {
        if let Some(target) = described.iter_mut().find(|one| one.description.id == *dataset) {
            target.wanted.insert(column.clone());
        }
    }
    let known: Vec<Box<str>> = described.iter().map(|one| one.description.id.clone()).collect();
    let read: Vec<_> = described.into_par_iter().map(|one| recall_one(files, one, memory)).collect();
    let mut datasets = Vec::new();
    let mut targets = Targets::new();
    for (dataset, diagnostics, sets) in read {
        found.extend(diagnostics);
        if let Some(dataset) = dataset {
            let id = &dataset.description.id;
            targets.extend(sets.into_iter().map(|(column, set)| ((id.clone(), column), set)));
            datasets.push(dataset);
        }
    }
    found.extend(versions::attach(files, table, &paths, &mut datasets, memory));
    found.extend(datasets.iter().flat_map(modified::outdated));
    let sound: BTreeSet<&str> = datasets.iter().map(|dataset| &*dataset.description.id).collect();
    let check = |dataset| check_references(files, dataset, &targets, &known, &sound);
    let dangling: Vec<Diagnostic> = datasets.par_iter().flat_map_iter(check).collect();
    found.extend(dangling);
    (datasets, found)
}

/// All files of datasets.
fn paths(files: &dyn Files, table: &mut FileTable, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let listing = files.list(FOLDER);
    for problem in &listing.problems {
        let file = table.add(&problem.path);
        found.push(Diagnostic::from_file_error(file, problem));
    }
    listing.paths
}

fn descriptions(
    files: &dyn Files,
    table: &mut FileTable,
    folders: &Folders<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Described> {
    let mut described = Vec::new();
    for id in folders.described() {
        let path = format!("{FOLDER}/{id}/{DESCRIPTION}");
        let file = table.add(&*path);
        let bytes = match read_if_there(files, &path) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(error) => {
                found.push(Diagnostic::from_file_error(file, &error));
                continue;
            }
        };
        let Ok(text) = std::str::from_utf8(&bytes) else {
            let help = "save it as UTF-8";
            found.push(Diagnostic::error("source/not-utf8", Location::whole(file), "it is not UTF-8").help(help));
            continue;
        };
        let (description, diagnostics) = read_description(file, &path, text);
        let tables = folders.tables(id);
        found.extend(diagnostics.into_iter().map(|found| match found.rule {
            "dataset/no-file" => folders::suggest(found, &tables),
            _ => found,
        }));
        if let Some(description) = description {
            found.extend(folders::besides(&description, &tables));
            let file = table.add(&*description.path.0);
            described.push(Described { description, file, wanted: BTreeSet::new() });
        }
    }
    described
}

/// Reads one dataset whose file is `file`: all of it, once for the types and once for the rows.
pub fn read_dataset(files: &dyn Files, description: Description, file: FileId) -> (Option<Dataset>, Vec<Diagnostic>) {
    let (dataset, found, _) = read_one(files, description, file, &BTreeSet::new());
    (dataset, found)
}

/// Reads a dataset unless it is remembered. What is made of the catalogue changes with files that lie elsewhere.
fn recall_one(files: &dyn Files, one: Described, memory: Option<&Memory>) -> ReadOne {
    let Described { description, file, wanted } = one;
    match memory.filter(|_| description.is_self_contained()) {
        Some(memory) => {
            let at = vec![description.path.1, Location::whole(description.file), Location::whole(file)];
            let terms = Terms { at, asked: wanted.iter().cloned().collect() };
            let id = description.id.clone();
            memory.datasets.recall(&id, terms, || read_one(files, description, file, &wanted))
        }
        None => read_one(files, description, file, &wanted),
    }
}

fn read_one(files: &dyn Files, description: Description, file: FileId, wanted: &BTreeSet<Box<str>>) -> ReadOne {
    let (planned, mut found) = plan(files, &description, file);
    let Some(plan) = planned else { return (None, found, BTreeMap::new()) };
    let (mut constraints, promised) = Constraints::of(&description, &plan.schema);
    found.extend(promised);
    let (coordinates, unplaced) = super::publish::formats::coordinates(&description, &plan.schema);
    found.extend(unplaced);
    let places = Places::of(&description, coordinates);
    let (mut figures, misdrawn) = Figures::of(&description, &plan.schema);
    found.extend(misdrawn);
    let mut sets: Vec<(usize, ValueSet)> =
        wanted.iter().filter_map(|id| plan.schema.position(id)).map(|index| (index, ValueSet::default())).collect();
    let mut checker = Checker::default();
    let mut profiler = Profiler::new(&plan.schema);
    let read = each_row(files, &plan, &mut checker, |row, checker| {
        profiler.see(row);
        constraints.check(&plan, row, &mut checker.findings);
        places.check(&plan, row, &mut checker.findings);
        figures.see(row);
        for (index, set) in &mut sets {
            let text = written(row.value(*index));
            if !text.is_empty() {
                set.insert(&text);
            }
        }
    });
    found.extend(read.err().map(|stop| *stop));
    found.extend(constraints.finish(Location::whole(file)));
    found.extend(checker.findings.finish());
    let (charts, indicators, misdrawn) = figures.finish(&description);
    found.extend(misdrawn);
    let sets = sets.into_iter().map(|(index, set)| (plan.schema.columns[index].id.clone(), Arc::new(set))).collect();
    let sound = !found.iter().any(|found| found.severity == Severity::Error);
    let dataset = sound.then(|| Dataset {
        description,
        profile: profiler.finish(),
        repairs: checker.summary,
        plan,
        versions: Vec::new(),
        unrecorded: false,
        charts,
        indicators,
    });
    (dataset, found, sets)
}

/// Counts repairs and gathers findings.
#[derive(Debug, Default)]
struct Checker {
    summary: Summary,
    findings: Findings,
}

impl Watch for Checker {
    fn repaired(&mut self, repair: &Repair<'_>) {
        self.summary.add(repair);
    }

    fn wrong(&mut self, wrong: Wrong, words: &dyn Fn() -> (String, String)) {
        self.findings.add(wrong, words);
    }

    fn misfit(&mut self, wrong: Wrong, text: &str, column: &Column, message: &dyn Fn() -> String) {
        self.findings.add_misfit(wrong, text, column, message);
    }
}

/// Values that are in no row of the column they refer to.
fn check_references(
    files: &dyn Files,
    dataset: &Dataset,
    targets: &Targets,
    known: &[Box<str>],
    sound: &BTreeSet<&str>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut checked = Vec::new();
    for (index, column) in dataset.plan.schema.columns.iter().enumerate() {
        let Some((target, at)) = column.note.as_ref().and_then(|note| note.references.as_ref()) else { continue };
        let Some((to, id)) = target.split_once('.') else { continue };
        match targets.get(&(to.into(), id.into())) {
            Some(set) => checked.push((index, &**target, set)),
            // A dataset with errors of its own says enough by these.
            None if known.iter().any(|known| **known == *to) && !sound.contains(to) => {}
            None => {
                let near = nearest(to, known.iter().map(|known| &**known));
                let near = near.filter(|near| *near != to).map(|near| format!(": is it \"{near}\"?"));
                let message = format!("\"{target}\" is no column of a dataset{}", near.unwrap_or_default());
                let help = format!("write dataset.column by their ids; the datasets are {}", known.join(", "));
                found.push(Diagnostic::error("dataset/references", *at, message).help(help));
            }
        }
    }
    if checked.is_empty() {
        return found;
    }
    let mut findings = Findings::default();
    let read = each_row(files, &dataset.plan, &mut Unwatched, |row, _| {
        for &(index, target, set) in &checked {
            let text = written(row.value(index));
            if text.is_empty() || set.may_have(&text) {
                continue;
            }
            let (rule, severity) = ("dataset/reference-broken", Severity::Error);
            let at = dataset.plan.place(row, index);
            let wrong = Wrong { rule, severity, column: Some(index), row: row.number, at };
            findings.add(wrong, || {
                let name = &dataset.plan.schema.columns[index].name;
                let message = format!("row {} of \"{name}\": {} is not in {target}", row.number, quoted(&text));
                (message, "correct the cell, or add the row it refers to".into())
            });
        }
    });
    found.extend(read.err().map(|stop| *stop));
    found.extend(findings.finish());
    found
}
