//! Versions of datasets that are to be recorded.

use super::super::{Stop, report};
use crate::catalogue::Language;
use crate::dataset::Dataset;
use crate::dataset::diff::{Counts, Diff};
use crate::dataset::versions::{self, LARGEST, Recording, Refusal};
use crate::files::{DiskFiles, FileTable, Files};
use crate::history::DatasetAddress;
use crate::language::Date;
use crate::site::size_in;

/// What is to be recorded.
#[derive(Debug, Default)]
pub(super) struct Versions {
    pub recorded: Vec<Version>,
    /// Datasets that changed and are not recorded, and why.
    pub left_out: Vec<String>,
}

impl Versions {
    /// The datasets with the last version each will have.
    pub fn addresses(&self, datasets: &[Dataset]) -> Vec<DatasetAddress> {
        let address = |dataset: &Dataset| {
            let id = &dataset.description.id;
            let new = self.recorded.iter().find(|version| version.recording.dataset == *id);
            let last = new.map(|version| version.recording.version).or(dataset.versions.first().map(|last| last.id));
            let version = last.map(|version| version.to_string().into());
            DatasetAddress { id: id.clone(), title: dataset.description.title.clone(), version }
        };
        datasets.iter().map(address).collect()
    }
}

/// A version that is to be recorded.
#[derive(Debug)]
pub(super) struct Version {
    recording: Recording,
    /// What it is and how much changed, in a line.
    pub told: String,
    /// What is to be said where its rows have no names.
    pub keyless: Option<String>,
}

impl Version {
    /// Writes it. What makes it a version comes last, so that one that was cut short is known.
    pub fn write(&self, files: &DiskFiles) -> Result<(), Stop> {
        for (from, to) in &self.recording.copies {
            files.copy(from, to)?;
        }
        if !self.recording.is_copied(files)? {
            // Nothing was there before: without its lock it would only be in the way of the next record.
            std::fs::remove_dir_all(files.root().join(&self.recording.folder))?;
            let path = self.recording.copies.first().map_or("its file", |(from, _)| from);
            let message = format!("{path} of the dataset {} changed while it was recorded", self.recording.dataset);
            return Err(Stop::failed(message, "let the program that writes to it end, then run the command again"));
        }
        let (path, text) = &self.recording.lock;
        Ok(files.write(path, text.as_bytes())?)
    }
}

/// Finds the datasets whose files differ from their last versions.
pub(super) fn plan(
    (files, table): (&DiskFiles, &FileTable),
    datasets: &[Dataset],
    date: Date,
    large: bool,
) -> Result<Versions, Stop> {
    let mut versions = Versions::default();
    for dataset in datasets {
        let id = &dataset.description.id;
        // What is made of other sources has no file to keep.
        if dataset.description.derive.is_some() {
            continue;
        }
        let most = if large { u64::MAX } else { LARGEST };
        let recording = match versions::record(files, dataset, date, most) {
            Ok(None) => continue,
            Ok(Some(recording)) => recording,
            Err(Refusal::Later(last)) => {
                let message = format!("{id} has version {last}, and a record of {} would come before it", date.iso());
                return Err(Stop::failed(message, "name a later day with --date"));
            }
            Err(Refusal::Large(bytes)) => {
                versions.left_out.push(format!(
                    "{id} is not recorded: its file has {}, and would stay in the history of the sources for ever; --large \
                     records it all the same, best with Git LFS",
                    size_in(Language::En, bytes)
                ));
                continue;
            }
            Err(Refusal::Unreadable(found)) => return Err(report::stop(*found, table, files)),
        };
        let told = format!(
            "{} ({}, {}{})",
            recording.folder,
            report::plural(usize::try_from(recording.edition.rows).unwrap_or(usize::MAX), "row"),
            size_in(Language::En, recording.edition.bytes),
            changes((files, table), dataset, &recording)?
                .map_or_else(|| "; its first version".into(), |counts| format!("; {}", told(counts)))
        );
        let keyless = without_keys((files, table), dataset)?;
        versions.recorded.push(Version { recording, told, keyless });
    }
    Ok(versions)
}

/// How much changed since the last version.
fn changes(
    (files, table): (&dyn Files, &FileTable),
    dataset: &Dataset,
    recording: &Recording,
) -> Result<Option<Counts>, Stop> {
    let Some(last) = dataset.versions.first() else { return Ok(None) };
    let after = dataset.compared(&recording.edition);
    let counts = versions::compare(files, last.compared(), after, &mut Diff::of_first(0));
    counts.map(Some).map_err(|found| report::stop(*found, table, files))
}

/// That the rows of a dataset cannot be told apart by name, and the line that would name them; nothing where they can.
pub(in crate::cli) fn without_keys(
    (files, table): (&dyn Files, &FileTable),
    dataset: &Dataset,
) -> Result<Option<String>, Stop> {
    let description = &dataset.description;
    if !description.keys.is_empty() || description.derive.is_some() {
        return Ok(None);
    }
    let possible = versions::possible_keys(files, dataset).map_err(|found| report::stop(*found, table, files))?;
    let id = &description.id;
    let why = format!(
        "{id} has no `keys`: rows cannot be paired, so that one changed cell is told as a row removed and a row added"
    );
    let named: Vec<String> = possible.iter().map(|keys| keys.join(" with ")).collect();
    let quoted = |keys: &[Box<str>]| keys.iter().map(|key| format!("\"{key}\"")).collect::<Vec<_>>().join(", ");
    let place = format!("datasets/{id}/dataset.toml, above the first [[column]]");
    Ok(Some(match possible.first() {
        Some(best) => format!(
            "{why}; each row is named by {}: add to {place}\n     keys = [{}]",
            named.join(", or by "),
            quoted(best)
        ),
        None if dataset.plan.schema.columns.len() < 3 => {
            format!("{why}; no column names each row, nor do all: give the table one that does")
        }
        None => format!(
            "{why}; no column alone names each row, nor do two: add those that do together to {place}\n     keys = [\"...\", \"...\", \"...\"]"
        ),
    }))
}

/// How much changed: `1 change of columns, 2 rows changed (3 cells), 1 added, 0 removed`.
pub(in crate::cli) fn told(counts: Counts) -> String {
    if counts.is_empty() {
        return "no row differs".to_owned();
    }
    let Counts { schema, added, removed, changed, cells } = counts;
    let plural = |count: u64, word| report::plural(usize::try_from(count).unwrap_or(usize::MAX), word);
    let schema = match schema {
        0 => String::new(),
        1 => "1 change of columns, ".to_owned(),
        schema => format!("{schema} changes of columns, "),
    };
    format!("{schema}{} changed ({}), {added} added, {removed} removed", plural(changed, "row"), plural(cells, "cell"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::read_datasets;

    #[test]
    fn a_file_that_changes_while_it_is_recorded_is_no_version() {
        let site = tempfile::tempdir().unwrap();
        let files = DiskFiles::new(site.path()).unwrap();
        files.write("datasets/a/dataset.toml", "title = \"A\"\nfile = \"a.csv\"\n".as_bytes()).unwrap();
        files.write("datasets/a/a.csv", b"ma,so\n01,1\n").unwrap();
        let plan = || {
            let mut table = FileTable::default();
            let (datasets, _) = read_datasets(&files, &mut table);
            plan((&files, &table), &datasets, Date::new(2026, 7, 1).unwrap(), false).unwrap()
        };
        let planned = plan();
        files.write("datasets/a/a.csv", b"ma,so\n01,2\n").unwrap();
        assert!(matches!(planned.recorded[0].write(&files), Err(Stop::Failed { .. })));
        assert_eq!(files.list("datasets").paths, ["datasets/a/a.csv", "datasets/a/dataset.toml"]);
        plan().recorded[0].write(&files).unwrap();
        assert_eq!(files.list("datasets/a/versions").paths.len(), 3);
    }
}
