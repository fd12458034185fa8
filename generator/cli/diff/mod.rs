//! `motcua diff`: what changed in procedures and datasets, before it is published.

mod json;
mod procedures;
mod text;

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::{Global, SiteFolder, Stop, report};
use crate::catalogue::Catalogue;
use crate::dataset::diff::{Counts, Visitor};
use crate::dataset::versions::{self, Compared, Edition, Recorded};
use crate::dataset::{Dataset, Withdrawn};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::exchange::DerivedFiles;
use crate::files::{DiskFiles, FileTable, Files};

/// Shows what changed in procedures and datasets since they were last recorded
///
/// Compares procedures with the last record, and the file of each dataset with its last version, or two versions with each
/// other. What is changed has a ~, what is added a +, what is removed a -. Of datasets a change of columns is said first,
/// then rows by their keys. Nothing is written.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  motcua diff portal                       what the next `motcua record` would keep
  motcua diff portal --dataset dan-so --from 2025-01-01 --to 2026-01-01
                                           what changed between two versions
  motcua diff portal --format json         every change, for other programs")]
pub(super) struct Diff {
    #[command(flatten)]
    site: SiteFolder,
    /// Only this dataset, by its id; procedures and all datasets by default.
    #[arg(long, value_name = "ID")]
    dataset: Option<String>,
    /// The older version; the last that was recorded by default.
    #[arg(long, value_name = "VERSION", requires = "dataset")]
    from: Option<String>,
    /// The newer version; the file as it is now by default.
    #[arg(long, value_name = "VERSION", requires = "from")]
    to: Option<String>,
    /// How changes are written to standard output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// How many rows or procedures of each kind are shown as text.
    #[arg(long, value_name = "N", default_value_t = 20)]
    rows: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the first rows of each kind.
    Text,
    /// JSON Lines: an object a change, and one with the counts.
    Json,
}

/// Shows the changes of a dataset.
trait Shown: Visitor {
    /// Shows the counts, and says whether all could be written.
    fn finish(self: Box<Self>, counts: Counts) -> io::Result<()>;
}

/// What is compared, as people call it.
struct Compare<'a> {
    dataset: &'a str,
    from: String,
    /// The file as it is now, where there is none.
    to: Option<String>,
}

impl Diff {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let files = DiskFiles::new(&self.site.folder)?;
        let bar = report::progress(global, "comparing");
        let mut checked = crate::check_sources(&files, report::today());
        let with_derived = DerivedFiles::new(&files, &checked.catalogue);
        let (datasets, found) = crate::dataset::read_datasets(&with_derived, &mut checked.catalogue.files);
        bar.finish_and_clear();
        let Catalogue { files: table, published_datasets, .. } = &mut checked.catalogue;
        let (withdrawn, vanished) =
            crate::dataset::read_withdrawn(&files, table, published_datasets, report::today(), None);
        for gone in vanished.iter().filter(|found| found.rule == "codes/dataset-unpublished") {
            report::warning(&gone.message);
        }
        // A procedure that left the sources is what is to be seen here.
        let of_sources = checked.diagnostics.iter().filter(|found| found.rule != "codes/unpublished");
        let mut found: Vec<Diagnostic> = of_sources.cloned().chain(found).collect();
        found.retain(|found| found.severity == Severity::Error);
        if !found.is_empty() {
            diagnostic::sort(&mut found);
            report::errors(&found, &checked.catalogue.files, &files)?;
            report::say(global, format!("{}: nothing was compared", report::plural(found.len(), "error")));
            return Err(Stop::Content);
        }
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.dataset.is_none() {
            procedures::show(&files, &checked.catalogue, self.format, self.rows, &mut out)?;
        }
        let table = &checked.catalogue.files;
        if let Some(gone) = withdrawn.iter().find(|gone| Some(&*gone.id) == self.dataset.as_deref()) {
            self.compare_withdrawn((&with_derived, table), gone, &mut out)?;
        } else {
            for dataset in self.chosen(&datasets)? {
                self.compare(global, (&with_derived, table), dataset, &mut out)?;
            }
        }
        report::unless_closed(out.flush())
    }

    fn chosen<'d>(&self, datasets: &'d [Dataset]) -> Result<Vec<&'d Dataset>, Stop> {
        let Some(wanted) = &self.dataset else { return Ok(datasets.iter().collect()) };
        let found: Vec<&Dataset> = datasets.iter().filter(|dataset| *dataset.description.id == **wanted).collect();
        if found.is_empty() {
            let known: Vec<&str> = datasets.iter().map(|dataset| &*dataset.description.id).collect();
            return Err(Stop::failed(
                format!("there is no dataset {wanted}"),
                format!("there are {}", known.join(", ")),
            ));
        }
        Ok(found)
    }

    fn compare(
        &self,
        global: Global,
        (files, table): (&dyn Files, &FileTable),
        dataset: &Dataset,
        out: &mut dyn Write,
    ) -> Result<(), Stop> {
        let id = &dataset.description.id;
        let from = match &self.from {
            Some(from) => version(id, &dataset.versions, from)?,
            None => match dataset.versions.first() {
                Some(last) => last,
                None if dataset.description.derive.is_some() => {
                    report::say(
                        global,
                        format!("{id}: made of the catalogue at every build, so that it has no versions"),
                    );
                    return Ok(());
                }
                None => {
                    report::say(global, format!("{id}: no version was recorded yet; `motcua record` keeps the first"));
                    return Ok(());
                }
            },
        };
        let to = self.to.as_deref().map(|to| version(id, &dataset.versions, to)).transpose()?;
        let failed = |found: Box<Diagnostic>| report::stop(*found, table, files);
        let now;
        let after: Compared<'_> = match to {
            Some(to) => to.compared(),
            None => {
                now = Edition::of(files, &dataset.plan).map_err(failed)?;
                dataset.compared(&now)
            }
        };
        let compare = Compare { dataset: id, from: from.id.to_string(), to: to.map(|to| to.id.to_string()) };
        self.show((files, table), compare, [from.compared(), after], out)?;
        if let Some(keyless) = super::record::without_keys((files, table), dataset)?.filter(|_| to.is_none()) {
            report::say(global, keyless);
        }
        Ok(())
    }

    /// Two versions of a dataset that was withdrawn, which has no file of now.
    fn compare_withdrawn(
        &self,
        sources: (&dyn Files, &FileTable),
        gone: &Withdrawn,
        out: &mut dyn Write,
    ) -> Result<(), Stop> {
        let (Some(from), Some(to)) = (&self.from, &self.to) else {
            let message = format!(
                "{} was withdrawn on {}: it has no file to compare a version with",
                gone.id,
                gone.withdrawal.date.iso()
            );
            let help = match &*gone.versions {
                [last, before, ..] => format!(
                    "compare two of its {} versions: --dataset {} --from {} --to {}",
                    gone.versions.len(),
                    gone.id,
                    before.id,
                    last.id
                ),
                [only] => format!("of its versions there is one only, {}", only.id),
                [] => "no version of it was recorded".to_owned(),
            };
            return Err(Stop::failed(message, help));
        };
        let (from, to) = (version(&gone.id, &gone.versions, from)?, version(&gone.id, &gone.versions, to)?);
        let compare = Compare { dataset: &gone.id, from: from.id.to_string(), to: Some(to.id.to_string()) };
        self.show(sources, compare, [from.compared(), to.compared()], out)
    }

    fn show(
        &self,
        (files, table): (&dyn Files, &FileTable),
        compare: Compare<'_>,
        [before, after]: [Compared<'_>; 2],
        out: &mut dyn Write,
    ) -> Result<(), Stop> {
        let mut shown: Box<dyn Shown + '_> = match self.format {
            Format::Text => Box::new(text::Text::new(out, compare, self.rows)),
            Format::Json => Box::new(json::Json::new(out, compare)),
        };
        let failed = |found: Box<Diagnostic>| report::stop(*found, table, files);
        let counts = versions::compare(files, before, after, &mut *shown).map_err(failed)?;
        report::unless_closed(shown.finish(counts))
    }
}

fn version<'d>(id: &str, versions: &'d [Recorded], wanted: &str) -> Result<&'d Recorded, Stop> {
    let found = versions.iter().find(|version| version.id.to_string() == wanted);
    found.ok_or_else(|| {
        let known: Vec<String> = versions.iter().map(|version| version.id.to_string()).collect();
        let help =
            if known.is_empty() { "none was recorded yet".into() } else { format!("there are {}", known.join(", ")) };
        Stop::failed(format!("{id} has no version {wanted}"), help)
    })
}
