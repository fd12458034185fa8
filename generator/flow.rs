//! The whole flow, from source files to a site.

mod consequences;

use rayon::prelude::*;

use self::consequences::Unusable;
use crate::catalogue::{Catalogue, Document, Procedure, Totals, merge};
use crate::dataset::publication::{Archived, Version};
use crate::dataset::versions::VersionId;
use crate::dataset::{self, Companions, Dataset, Publication, Publishing, Withdrawn};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::exchange::DerivedFiles;
use crate::files::{FileError, FileErrorKind, FileId, Files, Location, Sink, Written};
use crate::language::Date;
use crate::rules::model::{RuleBook, Words};
use crate::rules::{self, Program};
use crate::site::{self, SiteDatasets, SiteOptions, SiteReport, SiteRules, Theme};
use crate::source::{SourceReport, read_editorial, read_places, read_rates, read_sources};

/// What a build may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day on which it is checked, for what is overdue. Pages never depend on it.
    pub today: Option<Date>,
    /// How pages are made.
    pub site: SiteOptions,
}

/// Takes the files of datasets, which may be larger than memory, and may have them from an earlier build.
pub trait DatasetShelf: Sync {
    /// Where they are written to.
    fn sink(&self) -> &dyn Sink;

    /// What was published of a dataset, where its files are there and would be the same again.
    fn kept<'d>(&self, dataset: &'d Dataset) -> Option<Publication<'d>>;

    /// What reading datasets gave in an earlier build, where it is kept.
    fn memory(&self) -> Option<&dataset::Memory>;

    /// Takes note of what was published.
    fn keep(&self, publication: &Publication<'_>);

    /// The versions that were published of a dataset that was withdrawn, where they would be the same again.
    fn kept_versions(&self, id: &str) -> Option<Vec<Version>>;

    /// Takes note of these.
    fn keep_versions(&self, id: &str, versions: &[Version]);
}

/// Sources that were read, merged and checked.
#[derive(Debug)]
pub struct Checked {
    /// Everything that is published.
    pub catalogue: Catalogue,
    /// Everything that is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What each source gave.
    pub sources: Vec<SourceReport>,
    /// How the records add up.
    pub totals: Totals,
    /// What can be answered of the procedures that have rules.
    pub rules: CheckedRules,
    /// The datasets without an error, in the order of their ids; only where a whole site was checked.
    pub datasets: Vec<Dataset>,
    /// The datasets that were withdrawn, in the order of their ids; where a whole site was checked.
    pub withdrawn: Vec<Withdrawn>,
}

/// The rules of a catalogue, compiled, tested and looked through.
#[derive(Debug, Default)]
pub struct CheckedRules {
    /// As their authors wrote them.
    pub book: RuleBook,
    /// Compiled. Where an error was found it is not to be published.
    pub program: Program,
    /// How many tests of authors there are, and how many failed.
    pub tests: (usize, usize),
}

impl Checked {
    /// How many findings forbid publishing.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
    }

    /// The dataset, or the version of one, whose file stands at `path`, in words.
    fn file_of_dataset(&self, path: &str) -> Option<(FileId, String)> {
        let of_dataset = self.datasets.iter().map(|dataset| (&dataset.plan, &dataset.description.id, None));
        let published = self.datasets.iter().map(|dataset| (&dataset.description.id, &dataset.versions));
        let withdrawn = self.withdrawn.iter().map(|dataset| (&dataset.id, &dataset.versions));
        let of_versions = published
            .chain(withdrawn)
            .flat_map(|(id, versions)| versions.iter().map(move |version| (&version.plan, id, Some(version.id))));
        let (plan, id, version) = of_dataset.chain(of_versions).find(|(plan, ..)| *plan.store.path == *path)?;
        let version = version.map(|version| format!("version {version} of ")).unwrap_or_default();
        Some((plan.store.file, format!("{version}the dataset {id}")))
    }

    /// How many records could not be used.
    pub fn rejected(&self) -> usize {
        self.sources.iter().map(|source| source.rejected).sum()
    }
}

/// A site that was written.
#[derive(Debug)]
pub struct Built {
    /// What was read and found.
    pub checked: Checked,
    /// The pages.
    pub site: SiteReport,
    /// What datasets do not fit, with the reason.
    pub omitted: Vec<String>,
    /// The files.
    pub written: Written,
}

/// Why there is no site. The old one stands untouched.
#[derive(Debug)]
pub enum Failure {
    /// The sources have errors.
    Content(Box<Checked>),
    /// Files could not be written.
    Files(Vec<FileError>),
}

impl Failure {
    /// Whether something was written to while it was read: what was remembered of it is not to be trusted.
    pub fn is_of_change(&self) -> bool {
        match self {
            Self::Content(checked) => checked.diagnostics.iter().any(|found| found.rule == CHANGED),
            Self::Files(errors) => errors.iter().any(|error| error.kind == FileErrorKind::Changed),
        }
    }
}

/// The rule of a file that changed while it was published.
const CHANGED: &str = "dataset/changed";

/// Builds a site: reads and checks the sources in `files`, writes pages to `sink`, and makes them visible at once.
///
/// # Errors
/// [`Failure::Content`] where the sources have errors, [`Failure::Files`] where writing failed; nothing is published then.
pub fn build(files: &dyn Files, sink: &dyn Sink, options: &Options) -> Result<Built, Failure> {
    build_with(files, sink, None, options)
}

/// The same, with a place of their own for the files of datasets.
///
/// # Errors
/// As [`build`].
pub fn build_with(
    files: &dyn Files,
    sink: &dyn Sink,
    shelf: Option<&dyn DatasetShelf>,
    options: &Options,
) -> Result<Built, Failure> {
    let Prepared { checked, theme, files } = prepare(files, options.today, shelf.and_then(DatasetShelf::memory));
    if checked.errors() > 0 {
        return Err(Failure::Content(Box::new(checked)));
    }
    let rules = SiteRules { book: &checked.rules.book, program: &checked.rules.program };
    let companions =
        |publication: &Publication<'_>| site::archive_companions(&checked.catalogue.site, &theme, publication);
    let published = publish_datasets(&files, &checked.datasets, sink, shelf, &companions)
        .and_then(|datasets| Ok((datasets, publish_withdrawn(&files, &checked.withdrawn, sink, shelf)?)));
    let (datasets, withdrawn) = match published {
        Ok(published) => published,
        Err(errors) => return Err(unpublished(checked, errors)),
    };
    let of_site = SiteDatasets { published: &datasets, withdrawn: &withdrawn };
    let site = site::write(&checked.catalogue, rules, of_site, &theme, &options.site, sink);
    let site = site.map_err(Failure::Files)?;
    let omitted = datasets.iter().flat_map(omitted).collect();
    let written = sink.commit().map_err(|error| Failure::Files(vec![error]))?;
    Ok(Built { checked, site, omitted, written })
}

/// Why datasets could not be published. Files that changed since they were checked are findings: which file, and whose.
fn unpublished(mut checked: Checked, errors: Vec<FileError>) -> Failure {
    let finding = |error: &FileError| {
        let (file, whose) = checked.file_of_dataset(&error.path).filter(|_| error.kind == FileErrorKind::Changed)?;
        let message = format!("the file of {whose} changed while the site was built");
        Some(Diagnostic::error(CHANGED, Location::whole(file), message).help(error.help().unwrap_or_default()))
    };
    let found: Vec<Diagnostic> = errors.iter().filter_map(finding).collect();
    if found.len() < errors.len() {
        return Failure::Files(errors);
    }
    checked.diagnostics.extend(found);
    diagnostic::sort(&mut checked.diagnostics);
    Failure::Content(Box::new(checked))
}

fn publish_datasets<'d>(
    files: &dyn Files,
    datasets: &'d [Dataset],
    sink: &dyn Sink,
    shelf: Option<&dyn DatasetShelf>,
    companions: &Companions<'_>,
) -> Result<Vec<Publication<'d>>, Vec<FileError>> {
    let sink = shelf.map_or(sink, DatasetShelf::sink);
    let publish = |dataset: &'d Dataset| {
        if let Some(kept) = shelf.and_then(|shelf| shelf.kept(dataset)) {
            return Ok(kept);
        }
        let folder = site::routes::dataset_folder(&dataset.description.id);
        let of_version =
            |version: VersionId| site::routes::version_folder(&dataset.description.id, &version.to_string());
        let versions = dataset::versions::publish(files, &dataset.versions, &of_version, sink)?;
        let publishing = Publishing { versions, companions: Some(companions) };
        let publication = dataset::publish_with(files, dataset, &folder, sink, publishing)?;
        if let Some(shelf) = shelf {
            shelf.keep(&publication);
        }
        Ok(publication)
    };
    let (mut published, mut failed) = (Vec::new(), Vec::new());
    // Each large one takes all processors; of the small ones several are published at once.
    for alike in datasets.chunk_by(|a, b| dataset::is_large(a) == dataset::is_large(b)) {
        let results: Vec<_> = match alike.iter().any(dataset::is_large) {
            true => alike.iter().map(publish).collect(),
            false => alike.par_iter().map(publish).collect(),
        };
        for result in results {
            match result {
                Ok(publication) => published.push(publication),
                Err(error) => failed.push(error),
            }
        }
    }
    if failed.is_empty() { Ok(published) } else { Err(failed) }
}

/// The versions of datasets that were withdrawn: they stay where they were.
fn publish_withdrawn<'d>(
    files: &dyn Files,
    withdrawn: &'d [Withdrawn],
    sink: &dyn Sink,
    shelf: Option<&dyn DatasetShelf>,
) -> Result<Vec<Archived<'d>>, Vec<FileError>> {
    let sink = shelf.map_or(sink, DatasetShelf::sink);
    let publish = |withdrawn: &'d Withdrawn| {
        let id = &withdrawn.id;
        if let Some(versions) = shelf.and_then(|shelf| shelf.kept_versions(id)) {
            return Ok(Archived { withdrawn, versions });
        }
        let folder = |version: VersionId| site::routes::version_folder(id, &version.to_string());
        let versions = dataset::versions::publish(files, &withdrawn.versions, &folder, sink)?;
        if let Some(shelf) = shelf {
            shelf.keep_versions(id, &versions);
        }
        Ok(Archived { withdrawn, versions })
    };
    let (mut published, mut failed) = (Vec::new(), Vec::new());
    for result in withdrawn.par_iter().map(publish).collect::<Vec<_>>() {
        match result {
            Ok(archived) => published.push(archived),
            Err(error) => failed.push(error),
        }
    }
    if failed.is_empty() { Ok(published) } else { Err(failed) }
}

/// What is said of the formats a dataset does not fit.
fn omitted(publication: &Publication<'_>) -> Vec<String> {
    let path = &publication.dataset.plan.store.path;
    let formats = publication.omitted.iter().map(|(format, reason)| (format.word(), reason));
    let table = publication.no_table.iter().map(|reason| ("table to filter", reason));
    let left_out = formats.chain(table).map(|(what, reason)| format!("{path}: no {what}: {reason}"));
    let as_text = publication.as_text.iter().map(|text| {
        let (format, column, why) = (text.format.word(), &text.column, text.why);
        format!("{path}: \"{column}\" is text in {format}: {why}")
    });
    left_out.chain(as_text).collect()
}

/// Everything a build does before it writes: what `motcua check` shows.
pub fn check_site(files: &dyn Files, today: Option<Date>) -> Checked {
    prepare(files, today, None).checked
}

/// What a build needs before it writes.
struct Prepared<'f> {
    checked: Checked,
    theme: Theme,
    /// The sources, with what datasets derive of the catalogue.
    files: DerivedFiles<'f>,
}

fn prepare<'f>(files: &'f dyn Files, today: Option<Date>, memory: Option<&dataset::Memory>) -> Prepared<'f> {
    let (mut checked, theme) = rayon::join(|| check_sources(files, today), || Theme::read(files));
    let (theme, found) = Theme::settle(theme, files, &mut checked.catalogue.files);
    checked.diagnostics.extend(found);
    let with_derived = DerivedFiles::new(files, &checked.catalogue);
    let (datasets, mut found) = dataset::read_datasets_with(&with_derived, &mut checked.catalogue.files, memory);
    let published = &checked.catalogue.published_datasets;
    let (withdrawn, vanished) =
        dataset::read_withdrawn(&with_derived, &mut checked.catalogue.files, published, today, memory);
    found.extend(vanished);
    if Unusable::of(&checked.sources, &checked.diagnostics).any() {
        // Rows are missing in what is made of the catalogue, or cells.
        found.retain(|found| !DerivedFiles::is_derived(checked.catalogue.files.path(found.location.file)));
    }
    let site = &checked.catalogue.site;
    checked.diagnostics.extend(datasets.iter().flat_map(|dataset| dataset.description.missing(site)));
    let listing = files.list("datasets");
    let folders = listing.paths.iter().filter_map(|path| path.split('/').nth(1));
    let folders: Vec<&str> = folders.chain(withdrawn.iter().map(|gone| &*gone.id)).collect();
    checked.diagnostics.extend(crate::check::check_dataset_addresses(&checked.catalogue, &datasets, &folders));
    checked.datasets = datasets;
    checked.withdrawn = withdrawn;
    checked.diagnostics.extend(found);
    diagnostic::sort(&mut checked.diagnostics);
    Prepared { checked, theme, files: with_derived }
}

/// Reads, merges and checks the sources in `files`.
pub fn check_sources(files: &dyn Files, today: Option<Date>) -> Checked {
    let mut sources = read_sources(files);
    let editorial = read_editorial(files, &mut sources.files);
    let infos = sources.config.source_infos();
    let found = read_rates(files, &mut sources.files, &mut sources.records);
    sources.diagnostics.extend(found);
    let (gazetteer, found) = read_places(files, &mut sources.files, &sources.config.places);
    sources.diagnostics.extend(found);
    let merged = merge(sources.records, &|source| infos.get(usize::from(source.0)).is_some_and(|info| info.official));
    let mut catalogue = Catalogue {
        site: sources.config.site,
        procedures: merged.procedures,
        laws: Vec::new(),
        agencies: editorial.agencies,
        pages: editorial.pages,
        changes: editorial.changes,
        published: editorial.published,
        published_datasets: editorial.published_datasets,
        redirects: editorial.redirects,
        lexicon: editorial.lexicon,
        sources: infos,
        files: sources.files,
    };
    let mut diagnostics = sources.diagnostics;
    diagnostics.extend(editorial.diagnostics);
    let procedures = catalogue.procedures.iter().filter_map(named_rules).collect();
    let unusable = Unusable::of(&sources.reports, &diagnostics);
    let (rules, mut found) =
        check_rules(RuleBook { questions: editorial.questions, lists: editorial.lists, procedures, gazetteer });
    found.extend(crate::check::check(&catalogue, today, &merged.conflicts, &merged.dangling));
    found.retain(|found| !unusable.explain(found));
    diagnostics.extend(found);
    diagnostic::sort(&mut diagnostics);
    catalogue.procedures.par_iter_mut().for_each(crate::catalogue::clean);
    crate::catalogue::clean_catalogue(&mut catalogue);
    catalogue.laws = crate::catalogue::laws(&catalogue.procedures);
    Checked {
        catalogue,
        diagnostics,
        sources: sources.reports,
        totals: merged.totals,
        rules,
        datasets: Vec::new(),
        withdrawn: Vec::new(),
    }
}

/// The rules of a procedure, with the names its record gives to documents.
fn named_rules(procedure: &Procedure) -> Option<rules::model::Rules> {
    let mut rules = procedure.rules.as_deref()?.clone();
    let groups = procedure.documents.iter().flat_map(|groups| &groups.value);
    let documents: Vec<&Document> = groups.flat_map(|group| &group.documents).collect();
    for item in rules.documents.iter_mut().filter(|item| item.name.is_none()) {
        let code = item.record.as_ref().unwrap_or(&item.id);
        let found = documents.iter().find(|document| document.code.as_ref() == Some(code));
        item.name = found.map(|found| Words { vi: found.name.vi.clone(), en: found.name.en.clone() });
    }
    Some(rules)
}

/// Compiles rules, runs the tests of their authors and looks for what they forgot.
fn check_rules(mut book: RuleBook) -> (CheckedRules, Vec<Diagnostic>) {
    if book.procedures.is_empty() && book.questions.is_empty() {
        return (CheckedRules { book, ..CheckedRules::default() }, Vec::new());
    }
    let mut found = rules::unroll::unroll(&mut book);
    let compiled = rules::compile::compile(&book);
    found.extend(compiled.diagnostics.iter().cloned());
    let mut tests = (book.procedures.iter().map(|rules| rules.tests.len()).sum(), 0);
    // What a rule with a mistake stands for is a guess: nothing is concluded from it.
    if !found.iter().any(|found| found.severity == Severity::Error) {
        let tried = rules::trial::run(&book, &compiled.program);
        tests = (tried.tests, tried.failed);
        found.extend(tried.diagnostics);
        found.extend(rules::analysis::analyse(&book, &compiled, rules::analysis::Period::default()));
    }
    (CheckedRules { book, program: compiled.program, tests }, found)
}
