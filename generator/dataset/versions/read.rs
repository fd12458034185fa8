//! Reads the versions of a source tree, and holds each to what it gave when it was recorded.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::edition::{Edition, content, unhex};
use super::{LOCK, Recorded, VersionId, folder};
use crate::catalogue::SourceId;
use crate::dataset::description::{Description, read_description};
use crate::dataset::plan::plan;
use crate::dataset::read::dataset::Dataset;
use crate::dataset::read::memory::{Memory, Terms};
use crate::dataset::rows::Plan;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{FileId, FileTable, Files, Location};
use crate::source::toml::Document;
use crate::source::{Input, read_if_there};

/// What a lock says.
struct Lock {
    at: Location,
    previous: Option<VersionId>,
    original: [u8; 32],
    clean: [u8; 32],
}

/// A version before its file was read.
struct Described {
    id: VersionId,
    lock: Lock,
    description: Description,
    file: FileId,
}

/// The names of the folders of versions, by the id of their dataset. `paths` are all files of datasets.
pub(super) fn folders(paths: &[String]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for path in paths {
        let mut parts = path.split('/').skip(1);
        if let (Some(dataset), Some("versions"), Some(version), Some(_)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        {
            names.entry(dataset).or_default().insert(version);
        }
    }
    names
}

/// Gives each dataset its versions, the latest first. `paths` are all files of datasets.
pub(in crate::dataset) fn attach(
    files: &dyn Files,
    table: &mut FileTable,
    paths: &[String],
    datasets: &mut [Dataset],
    memory: Option<&Memory>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let names = folders(paths);
    let mut described: Vec<Vec<Described>> = Vec::new();
    for dataset in datasets.iter() {
        let id = &*dataset.description.id;
        described.push(describe_all(files, table, (id, names.get(id)), &mut found));
    }
    let read = |(dataset, versions): (&mut Dataset, Vec<Described>)| {
        let memory = memory.filter(|_| dataset.description.is_self_contained());
        let mut found = Vec::new();
        dataset.versions = read_all(files, &dataset.description.id, versions, memory, &mut found);
        let unrecorded = match memory {
            Some(memory) => {
                memory.unrecorded.recall(&dataset.description.id, latest(dataset), || unrecorded(files, dataset))
            }
            None => unrecorded(files, dataset),
        };
        dataset.unrecorded = unrecorded.is_some();
        found.extend(unrecorded);
        found
    };
    let read: Vec<Vec<Diagnostic>> = datasets.par_iter_mut().zip(described).map(read).collect();
    found.extend(read.into_iter().flatten());
    found
}

/// The versions of a dataset that nobody describes any more, the latest first.
pub(super) fn of_withdrawn(
    files: &dyn Files,
    table: &mut FileTable,
    (id, names): (&str, Option<&BTreeSet<&str>>),
    memory: Option<&Memory>,
) -> (Vec<Recorded>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let described = describe_all(files, table, (id, names), &mut found);
    (read_all(files, id, described, memory, &mut found), found)
}

/// What is said of the versions of a dataset, the first first.
fn describe_all(
    files: &dyn Files,
    table: &mut FileTable,
    (dataset, names): (&str, Option<&BTreeSet<&str>>),
    found: &mut Vec<Diagnostic>,
) -> Vec<Described> {
    let names = names.into_iter().flatten();
    let mut versions: Vec<Described> = names.filter_map(|name| describe(files, table, dataset, name, found)).collect();
    versions.sort_by_key(|version| version.id);
    found.extend(gaps(&versions));
    versions
}

/// The versions of a dataset, the latest first.
fn read_all(
    files: &dyn Files,
    dataset: &str,
    described: Vec<Described>,
    memory: Option<&Memory>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Recorded> {
    let read: Vec<_> = described.into_par_iter().map(|version| recall_one(files, dataset, version, memory)).collect();
    let mut versions = Vec::new();
    for (version, diagnostics) in read {
        versions.extend(version);
        found.extend(diagnostics);
    }
    versions.reverse();
    versions
}

fn describe(
    files: &dyn Files,
    table: &mut FileTable,
    dataset: &str,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Described> {
    let Some(id) = VersionId::parse(name) else {
        let file = table.add(format!("datasets/{dataset}/versions/{name}"));
        let help =
            "move it elsewhere: a version has the day it was recorded as its name, such as 2026-07-01 or 2026-07-01-2";
        let message = format!("\"{name}\" is no name of a version");
        found.push(Diagnostic::error("dataset/version-name", Location::whole(file), message).help(help));
        return None;
    };
    let folder = folder(dataset, id);
    let mut text = |name: &str| {
        let path = format!("{folder}/{name}");
        let file = table.add(&*path);
        let problem = match read_if_there(files, &path) {
            Ok(Some(bytes)) => match String::from_utf8(bytes) {
                Ok(text) => return Some((path, file, text)),
                Err(_) => Diagnostic::error("source/not-utf8", Location::whole(file), "it is not UTF-8")
                    .help("save it as UTF-8"),
            },
            Ok(None) => {
                let message = format!("the version {id} of {dataset} was not recorded to its end: {name} is missing");
                let help = format!("remove {folder} and record it again, or restore the file");
                Diagnostic::error("dataset/version-incomplete", Location::whole(file), message).help(help)
            }
            Err(error) => Diagnostic::from_file_error(file, &error),
        };
        found.push(problem);
        None
    };
    let (lock, description) = (text(LOCK), text("dataset.toml"));
    let (path, file, text) = lock?;
    let (lock, diagnostics) = read_lock(file, &path, &text);
    found.extend(diagnostics);
    let (path, file, text) = description?;
    let (description, diagnostics) = read_description(file, &path, &text);
    found.extend(diagnostics);
    let description = Description { id: dataset.into(), ..description? };
    let file = table.add(&*description.path.0);
    Some(Described { id, lock: lock?, description, file })
}

fn read_lock(file: FileId, path: &str, text: &str) -> (Option<Lock>, Vec<Diagnostic>) {
    let input = Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 };
    let (mut document, mut table) = Document::parse(&input, text, 0);
    let doc = &mut document;
    const HELP: &str = "take the file back from where it was committed: `motcua record` wrote it";
    let mut hash = |doc: &mut Document<'_>, key| {
        let hash = doc.text(&mut table, key).and_then(|(text, _)| unhex(&text));
        if hash.is_none() && !doc.failed() {
            doc.error("dataset/version-lock", 0..0, format!("`{key}` is not the SHA-256 of a file"), HELP);
        }
        hash
    };
    let (original, clean) = (hash(doc, "original"), hash(doc, "clean"));
    let previous = doc.text(&mut table, "previous").map(|(text, span)| {
        let id = VersionId::parse(&text);
        if id.is_none() {
            doc.error("dataset/version-lock", span, format!("\"{text}\" is no name of a version"), HELP);
        }
        id
    });
    document.finish(table);
    let lock =
        || Some(Lock { at: Location::whole(file), previous: previous.flatten(), original: original?, clean: clean? });
    (if document.failed() { None } else { lock() }, document.diagnostics)
}

/// Versions that do not follow the one they followed.
fn gaps(versions: &[Described]) -> Vec<Diagnostic> {
    let before = std::iter::once(None).chain(versions.iter().map(|version| Some(version.id)));
    let gaps = versions.iter().zip(before).filter(|(version, before)| version.lock.previous != *before);
    let named = |id: Option<VersionId>| id.map_or_else(|| "no version".to_owned(), |id| id.to_string());
    gaps.map(|(version, before)| {
        let (was, is) = (named(version.lock.previous), named(before));
        let message = format!("the version {} followed {was} when it was recorded, and follows {is}", version.id);
        let help = "restore the folder that is gone; where it had to go, correct `previous`, and its address is lost";
        Diagnostic::error("dataset/version-gap", version.lock.at, message).help(help)
    })
    .collect()
}

/// Reads a version unless it is remembered.
fn recall_one(
    files: &dyn Files,
    dataset: &str,
    version: Described,
    memory: Option<&Memory>,
) -> (Option<Recorded>, Vec<Diagnostic>) {
    let Some(memory) = memory else { return read_one(files, version) };
    let at = vec![version.lock.at, Location::whole(version.description.file), Location::whole(version.file)];
    let terms = Terms { at, asked: Vec::new() };
    memory.versions.recall(&format!("{dataset}/{}", version.id), terms, || read_one(files, version))
}

/// What a dataset is compared with.
fn latest(dataset: &Dataset) -> Terms {
    let asked = dataset.versions.first().map(|version| version.id.to_string().into());
    Terms { at: vec![Location::whole(dataset.plan.store.file)], asked: asked.into_iter().collect() }
}

fn read_one(files: &dyn Files, version: Described) -> (Option<Recorded>, Vec<Diagnostic>) {
    let Described { id, lock, description, file } = version;
    let (plan, found) = plan(files, &description, file);
    // What is odd about it was said when it was recorded.
    let mut found: Vec<Diagnostic> = found.into_iter().filter(|found| found.severity == Severity::Error).collect();
    let Some(plan) = plan else { return (None, found) };
    let edition = match Edition::of(files, &plan) {
        Ok(edition) => edition,
        Err(problem) => {
            found.push(*problem);
            return (None, found);
        }
    };
    if edition.original != lock.original {
        let message = format!("the file of version {id} is not what was recorded");
        let help =
            "restore it as it was committed; where git changes line ends, add to .gitattributes: datasets/** -text";
        found.push(Diagnostic::error("dataset/version-changed", Location::whole(file), message).help(help));
    } else if edition.clean != lock.clean && !is_now(files, &plan) {
        let dataset = &description.id;
        let message = format!("the file of version {id} of the dataset {dataset} changed while it was read");
        let help = "let the program that writes to it end, then run the command again";
        found.push(Diagnostic::error("dataset/changed", Location::whole(file), message).help(help));
    } else if edition.clean != lock.clean {
        let message = format!("the file of version {id} is read in another way than when it was recorded");
        let help = "say in the dataset.toml of the version what it was: the encoding, or the types of its columns";
        let place = Location::whole(description.file);
        found.push(Diagnostic::error("dataset/version-reading", place, message).help(help));
    }
    if !found.is_empty() {
        return (None, found);
    }
    (Some(Recorded { id, previous: lock.previous, description, plan, edition }), found)
}

/// Whether the file of a plan is still what the plan was made of.
fn is_now(files: &dyn Files, plan: &Plan) -> bool {
    content(files, &plan.store.path).is_ok_and(|now| now.sha256 == plan.content.sha256)
}

/// Whether the file of a dataset is what its latest version has.
fn unrecorded(files: &dyn Files, dataset: &Dataset) -> Option<Diagnostic> {
    let last = dataset.versions.first()?;
    if is_same(files, dataset, last) {
        return None;
    }
    let message = format!("the file differs from version {}, the last that was recorded", last.id);
    let help = "look at it with `motcua diff`, then keep it with `motcua record`";
    Some(Diagnostic::warning("dataset/unrecorded", Location::whole(dataset.plan.store.file), message).help(help))
}

/// Whether the file of a dataset gives what a version gave; what cannot be read gives something else.
pub(super) fn is_same(files: &dyn Files, dataset: &Dataset, version: &Recorded) -> bool {
    let same_file = dataset.plan.content.sha256 == version.edition.original;
    let toml = |folder: &str| read_if_there(files, &format!("{folder}/dataset.toml")).ok().flatten();
    let id = &dataset.description.id;
    // The same bytes under the same description are read the same: only another description has to be tried.
    let same_words = || {
        let now = toml(&format!("datasets/{id}"));
        now.is_some() && now == toml(&folder(id, version.id))
    };
    let same_clean = || Edition::of(files, &dataset.plan).is_ok_and(|edition| edition.clean == version.edition.clean);
    same_file && (same_words() || same_clean())
}
