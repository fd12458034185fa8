//! `motcua record`: what changed since the last record.

mod datasets;

pub(super) use datasets::{told, without_keys};

use std::path::PathBuf;

use clap::Args;

use super::{Global, SiteFolder, Stop, report};
use crate::catalogue::{Catalogue, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};
use crate::exchange::DerivedFiles;
use crate::files::{DiskFiles, Files};
use crate::history::{self, DIGESTS_FILE, Digests};
use crate::language::Date;
use crate::source::read_if_there;

/// Records what is published, so that nothing that was published is ever lost
///
/// Writes `content/codes.lock` (every procedure and dataset that was ever published), `content/changes/<date>.toml` (what changed since the last record: the
/// changes page and the feed show it) and `content/changes/digests.lock`. The first record has no changes: everything is
/// known from then on. The file of each dataset that is new or differs from its last version is copied to
/// `datasets/<id>/versions/<date>/` with its `dataset.toml`. Commit all of them with the content.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  motcua import danh-sach.xlsx -o portal && motcua record portal && git add portal")]
pub(super) struct Record {
    #[command(flatten)]
    site: SiteFolder,
    /// The day of the record, such as 2026-07-01; today by default.
    #[arg(long, value_parser = parse_date)]
    date: Option<Date>,
    /// Record files of datasets above 50 MB too: they stay in the history of the sources for ever.
    #[arg(long)]
    large: bool,
    /// Record procedures that left the sources as withdrawn: each keeps a page that says so. Without this they are named, and
    /// nothing is recorded.
    #[arg(long)]
    withdraw: bool,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).ok_or_else(|| "a date is written 2026-07-01".to_owned())
}

impl Record {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let files = DiskFiles::new(&self.site.folder)?;
        let today = report::today();
        let mut checked = crate::check_sources(&files, today);
        let with_derived = DerivedFiles::new(&files, &checked.catalogue);
        let (datasets, found) = crate::dataset::read_datasets(&with_derived, &mut checked.catalogue.files);
        checked.diagnostics.extend(found);
        let Catalogue { files: table, published_datasets, .. } = &mut checked.catalogue;
        let (_, found) = crate::dataset::read_withdrawn(&files, table, published_datasets, today, None);
        checked.diagnostics.extend(found);
        crate::diagnostic::sort(&mut checked.diagnostics);
        // A source without files says that everything is gone: more often a mistake than the truth, unless there was nothing.
        let had_any = !checked.catalogue.published.is_empty();
        let forbids = |found: &Diagnostic| match found.rule {
            "codes/unpublished" => !self.withdraw,
            "source/no-files" => had_any,
            _ => found.severity == Severity::Error,
        };
        // A procedure that left the sources by mistake must not become a withdrawal that nobody meant.
        let mut others: Vec<_> = checked.diagnostics.iter().filter(|found| forbids(found)).cloned().collect();
        others.iter_mut().for_each(|found| found.severity = Severity::Error);
        if !others.is_empty() {
            report::errors(&others, &checked.catalogue.files, &files)?;
            report::say(global, format!("{}: nothing was recorded", report::plural(others.len(), "error")));
            return Err(Stop::Content);
        }
        let date = self.date.or(today).ok_or_else(|| Stop::failed("there is no date", "name one with --date"))?;
        let versions = datasets::plan((&files, &checked.catalogue.files), &datasets, date, self.large)?;
        let last = read_if_there(&files, DIGESTS_FILE)?
            .map(|bytes| Digests::parse(&String::from_utf8_lossy(&bytes)))
            .unwrap_or_default();
        let addresses = versions.addresses(&datasets);
        let recording = history::record(&checked.catalogue, &addresses, &last, date, &|path| files.exists(path));
        // Versions first: the list of addresses names the last of each dataset, which has to be there.
        let verb = if self.dry_run { "would record" } else { "recorded" };
        for version in &versions.recorded {
            if !self.dry_run {
                version.write(&files)?;
            }
            report::say(global, format!("{verb} {}", version.told));
            if let Some(keyless) = &version.keyless {
                report::say(global, keyless);
            }
        }
        for (path, text) in &recording.files {
            if !self.dry_run {
                files.write(path, text.as_bytes())?;
            }
            let verb = if self.dry_run { "would write" } else { "wrote" };
            report::say(global, format!("{verb} {}", PathBuf::from(&self.site.folder).join(path).display()));
        }
        let [added, changed, removed] = recording.counts;
        let sum = match (recording.first, recording.counts == [0; 3]) {
            (true, _) => format!("first record: {}", report::plural(checked.catalogue.procedures.len(), "procedure")),
            (_, true) => "no procedure has changed since the last record".to_owned(),
            _ => format!("{added} added, {changed} changed, {removed} removed"),
        };
        report::say(global, sum);
        for gone in recording.news.iter().filter(|news| news.kind == ChangeKind::Removed) {
            report::say(global, format!("{verb} as withdrawn: {} {}", gone.code, gone.name));
        }
        if !recording.datasets.is_empty() {
            report::say(global, format!("{verb} as published: {}", recording.datasets.join(", ")));
        }
        for left_out in &versions.left_out {
            report::warning(left_out);
        }
        Ok(())
    }
}
