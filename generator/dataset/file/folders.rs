//! Which tables stand in the folders of datasets, and those that nobody describes: nothing of them is published, and that is
//! said, with the lines to begin a description with.

use std::collections::{BTreeMap, BTreeSet};

use crate::dataset::description::Description;
use crate::dataset::description::lines::toml_text;
use crate::diagnostic::{Diagnostic, nearest};
use crate::files::{FileTable, Location};
use crate::language::{fold, slug};

/// Where datasets stand.
pub const FOLDER: &str = "datasets";
/// What describes one.
pub const DESCRIPTION: &str = "dataset.toml";
/// The folder of what was recorded of one.
const VERSIONS: &str = "versions";

/// The endings of files that may be tables, read or refused with what to do.
const ENDINGS: [&str; 8] = ["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "ods"];
/// Texts that are none, by how their names begin.
const TEXTS: [&str; 3] = ["readme", "license", "licence"];

/// The files of each folder of a dataset but its versions, by names relative to the folder, in the order of names.
#[derive(Debug, Default)]
pub struct Folders<'a> {
    inside: BTreeMap<&'a str, Vec<&'a str>>,
    /// Files that stand in no folder.
    loose: Vec<&'a str>,
}

impl<'a> Folders<'a> {
    /// Sorts all files below [`FOLDER`].
    pub fn of(paths: &'a [String]) -> Self {
        let mut folders = Self::default();
        for path in paths {
            let Some(inner) = path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')) else { continue };
            match inner.split_once('/') {
                None => folders.loose.push(inner),
                Some((folder, name)) => {
                    let names = folders.inside.entry(folder).or_default();
                    // What is recorded is read with the dataset it belongs to, and missed there.
                    names.push(if name.starts_with("versions/") { VERSIONS } else { name });
                }
            }
        }
        folders
    }

    /// The ids of datasets that are described, soundly or not, in order.
    pub fn described(&self) -> BTreeSet<&'a str> {
        self.inside.iter().filter(|(_, names)| names.contains(&DESCRIPTION)).map(|(folder, _)| *folder).collect()
    }

    /// The tables of a dataset.
    pub fn tables(&self, id: &str) -> Vec<&'a str> {
        self.inside.get(id).into_iter().flatten().copied().filter(|name| is_table(name)).collect()
    }

    /// Folders without a description, and tables without a folder.
    pub fn undescribed(&self, table: &mut FileTable) -> Vec<Diagnostic> {
        let told = |names: &[&str]| names.contains(&DESCRIPTION) || names.contains(&VERSIONS);
        let folders = self.inside.iter().filter(|(_, names)| !told(names));
        let mut found: Vec<Diagnostic> = folders.map(|(folder, names)| self.folder(folder, names, table)).collect();
        found.extend(self.loose.iter().filter(|name| is_table(name)).map(|name| {
            let at = Location::whole(table.add(format!("{FOLDER}/{name}")));
            let folder = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
            let message = format!("{name} stands in no folder of a dataset: nothing of it is published");
            let help = format!("move it to {FOLDER}/{folder}/, and save these lines beside it as {DESCRIPTION}");
            Diagnostic::warning("dataset/undescribed", at, message).help(help).paste(beginning(name))
        }));
        found
    }

    fn folder(&self, folder: &str, names: &[&str], table: &mut FileTable) -> Diagnostic {
        let here = format!("{FOLDER}/{folder}");
        let warning = |table: &mut FileTable, name: &str, message: String| {
            let at = Location::whole(table.add(format!("{here}/{name}")));
            Diagnostic::warning("dataset/undescribed", at, format!("{message}: nothing of it is published"))
        };
        if let Some((inner, _)) =
            names.iter().find_map(|name| name.rsplit_once('/').filter(|(_, name)| *name == DESCRIPTION))
        {
            let name = inner.rsplit('/').next().unwrap_or(inner);
            return warning(
                table,
                &format!("{inner}/{DESCRIPTION}"),
                format!("{here}/{inner} lies too deep for a dataset"),
            )
            .help(format!("move it to {FOLDER}/{name}: datasets stand side by side"));
        }
        let misnamed = names.iter().find(|name| name.to_ascii_lowercase().ends_with(".toml"));
        if let Some(misnamed) = misnamed {
            return warning(table, misnamed, format!("{here} has no {DESCRIPTION}"))
                .help(format!("rename {misnamed} to {DESCRIPTION}"));
        }
        let tables = self.tables(folder);
        let Some((first, others)) = tables.split_first() else {
            return warning(
                table,
                names.first().unwrap_or(&""),
                format!("{here} has neither {DESCRIPTION} nor a table"),
            )
            .help("put a table and its description there, or move the folder elsewhere");
        };
        let mut help = format!("save these lines as {here}/{DESCRIPTION}, and fill them in");
        if !others.is_empty() {
            help = format!("{help}; a dataset has one file: give {} a folder of its own each", listed(others));
        }
        warning(table, first, format!("{here} has no {DESCRIPTION}")).help(help).paste(beginning(first))
    }
}

/// Says which file a dataset without one can have.
pub fn suggest(found: Diagnostic, tables: &[&str]) -> Diagnostic {
    match tables {
        [] => found,
        [only] => found.help("add this line").paste(format!("file = {}", toml_text(only))),
        [first, ..] => {
            let help = format!(
                "its folder has {}, and a dataset has one file: name it, and give the others folders of their own, or put \
                 the rows of all into one file",
                listed(tables)
            );
            found.help(help).paste(format!("file = {}", toml_text(first)))
        }
    }
}

/// Says which file may be meant by `name`, which is not there, of those beside it.
pub fn instead<'a>(found: Diagnostic, name: &str, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    let tables: Vec<&str> = names.filter(|name| !name.contains('/') && is_table(name)).collect();
    match nearest(name, tables.iter().copied()).or(tables.first().copied().filter(|_| tables.len() == 1)) {
        Some(near) => found.paste(format!("file = {}", toml_text(near))),
        None => found,
    }
}

/// That tables beside the one of a dataset are not published.
pub fn besides(description: &Description, tables: &[&str]) -> Option<Diagnostic> {
    let its = description.path.0.splitn(3, '/').nth(2).unwrap_or_default();
    let others: Vec<&str> = tables.iter().copied().filter(|table| *table != its).collect();
    // One that is made of the site has none, and one whose file is not there is told otherwise.
    if others.is_empty() || description.derive.is_some() || others.len() == tables.len() {
        return None;
    }
    let (stand, are) = if others.len() == 1 { ("stands", "is") } else { ("stand", "are") };
    let message = format!("{} {stand} beside {} and {are} not published: a dataset has one file", listed(&others), its);
    let help =
        "give it a folder of its own, or put the rows of both into one file; where it is no data, move it elsewhere";
    Some(Diagnostic::note("dataset/other-file", Location::whole(description.file), message).help(help))
}

/// Names as a sentence has them.
pub fn listed(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Whether a file may be a table, by its name.
pub fn is_table(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let stem = fold(stem);
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)) && !TEXTS.iter().any(|text| stem.starts_with(text))
}

/// The first lines of a description. What only people know is left for them to say: nothing made up is ever published.
fn beginning(file: &str) -> String {
    format!(
        "title = {{ vi = \"...\", en = \"...\" }}\n\
         file = {}\n\
         # description = {{ vi = \"...\", en = \"...\" }}  # what its rows are\n\
         # publisher = {{ vi = \"...\", en = \"...\" }}    # else that of site.toml\n\
         # licence = \"CC-BY-4.0\"                     # without one nobody may use it\n\
         # contact = \"mailto:...\"                    # else `report` of site.toml\n\
         # source = {{ vi = \"...\", en = \"...\" }}\n\
         # frequency = \"annual\"                      # how often it is brought up to date\n\
         # modified = 2026-01-31                     # when its data last changed\n\
         # keys = [\"...\"]                            # columns that together name a row",
        toml_text(file)
    )
}

#[cfg(test)]
mod tests {
    use crate::dataset::read_datasets;
    use crate::files::{FileTable, MemoryFiles};

    /// What is found in files of these paths, described by a title alone: `path rule: message => paste`.
    fn found(paths: &[&str]) -> Vec<String> {
        let table = "mã,tên\n01,Hà Nội\n04,Cao Bằng\n";
        let files = paths.iter().fold(MemoryFiles::default(), |files, path| {
            files.with(path, if path.ends_with(".toml") { "title = \"Thử\"\n" } else { table })
        });
        let mut names = FileTable::default();
        let (_, mut found) = read_datasets(&files, &mut names);
        crate::diagnostic::sort(&mut found);
        let told = |found: crate::diagnostic::Diagnostic| {
            let path = names.path(found.location.file);
            let paste = found
                .paste
                .as_deref()
                .map(|lines| format!(" => {}", lines.lines().take(2).collect::<Vec<_>>().join(" | ")));
            format!(
                "{path} {}: {}; {}{}",
                found.rule,
                found.message,
                found.help.unwrap_or_default(),
                paste.unwrap_or_default()
            )
        };
        found.into_iter().map(told).collect()
    }

    #[test]
    fn a_table_nobody_describes_is_named_with_the_lines_to_begin_with() {
        let title = "title = { vi = \"...\", en = \"...\" }";
        assert_eq!(
            found(&["datasets/dan-so/dan-so.csv", "datasets/dan-so/README.txt", "datasets/README.md"]),
            [format!(
                "datasets/dan-so/dan-so.csv dataset/undescribed: datasets/dan-so has no dataset.toml: nothing of it is \
                 published; save these lines as datasets/dan-so/dataset.toml, and fill them in => {title} | file = \
                 \"dan-so.csv\""
            )]
        );
        assert_eq!(
            found(&["datasets/Dân số.xlsx"]),
            [format!(
                "datasets/Dân số.xlsx dataset/undescribed: Dân số.xlsx stands in no folder of a dataset: nothing of it is \
                 published; move it to datasets/dan-so/, and save these lines beside it as dataset.toml => {title} | file \
                 = \"Dân số.xlsx\""
            )]
        );
        assert!(
            found(&["datasets/a/Dataset.TOML", "datasets/a/a.csv"])[0].ends_with("rename Dataset.TOML to dataset.toml")
        );
        assert!(
            found(&["datasets/2024/a/dataset.toml"])[0].ends_with("move it to datasets/a: datasets stand side by side")
        );
        assert!(found(&["datasets/a/anh.png"])[0].contains("has neither dataset.toml nor a table"));
    }

    #[test]
    fn the_lines_are_a_description() {
        let lines = super::beginning("dân \"số\".csv");
        assert_eq!(lines.lines().count(), 10);
        for lines in [lines.clone(), lines.replace("\n# ", "\n")] {
            let mut table = FileTable::default();
            let path = "datasets/a/dataset.toml";
            let (description, found) = crate::dataset::read_description(table.add(path), path, &lines);
            assert!(found.is_empty(), "{found:?}");
            assert_eq!(&*description.unwrap().path.0, "datasets/a/dân \"số\".csv");
        }
    }

    #[test]
    fn a_description_without_a_file_is_told_which_there_are() {
        let one = found(&["datasets/a/dataset.toml", "datasets/a/a.csv"]);
        assert_eq!(
            one,
            ["datasets/a/dataset.toml dataset/no-file: the dataset has no file; add this line => file = \"a.csv\""]
        );
        let two = found(&["datasets/a/dataset.toml", "datasets/a/2023.csv", "datasets/a/2024.csv"]);
        assert!(
            two[0].contains("its folder has 2023.csv and 2024.csv, and a dataset has one file")
                && two[0].ends_with("=> file = \"2023.csv\""),
            "{two:?}"
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_told_from_those_that_are() {
        let files = MemoryFiles::default()
            .with("datasets/a/dataset.toml", "title = \"Thử\"\nfile = \"dan-so-2023.csv\"\n")
            .with("datasets/a/dan-so-2024.csv", "a,b\n1,x\n");
        let (_, found) = read_datasets(&files, &mut FileTable::default());
        assert_eq!(found[0].rule, "dataset/no-file");
        assert_eq!(found[0].paste.as_deref(), Some("file = \"dan-so-2024.csv\""));
    }

    #[test]
    fn a_second_table_is_said_not_to_be_published() {
        let files = MemoryFiles::default()
            .with("datasets/a/dataset.toml", "title = \"Thử\"\nfile = \"2023.csv\"\n")
            .with("datasets/a/2023.csv", "a,b\n1,x\n2,y\n")
            .with("datasets/a/2024.csv", "a,b\n1,x\n2,y\n");
        let (datasets, found) = read_datasets(&files, &mut FileTable::default());
        assert_eq!(datasets.len(), 1);
        let notes: Vec<&str> = found.iter().map(|found| &*found.message).collect();
        assert_eq!(notes, ["2024.csv stands beside 2023.csv and is not published: a dataset has one file"]);
    }
}
