//! The files of a dataset, written while its rows are read once more.
//!
//! One pass over the rows fills batches; every format writes them in a thread of its own, a few batches behind the reader at
//! most. Small datasets are published in the caller's thread. The bytes are the same either way.

pub(super) mod formats;
pub(super) mod rows_csv;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use self::formats::{
    Batch, Batches, Output, ROWS, SUMS, Stop, Wanted, checksums, is_wanted, package, wanted, write_table,
};
use super::description::FileFormat;
use super::file::store::Store;
use super::findings::Wrong;
use super::publication::{Distribution, Folder, HashedFile, Publication, SAMPLE, Version};
use super::read::dataset::Dataset;
use super::rows::repair::{Repair, RepairLog};
use super::rows::written;
use super::rows::{Row, Watch};
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, FileErrorKind, Files, Sink};

/// Datasets of more rows are written by several threads.
const MANY: u64 = 4 * ROWS as u64;
/// So are those that may have more characters of text.
const LONG: u64 = 32 << 20;
/// Batches a format may be behind the reader.
const BEHIND: usize = 2;

/// Whether a dataset is so large that its formats are written beside each other, and its rows not held; call [`publish`] from
/// outside of rayon's pool then.
pub fn is_large(dataset: &Dataset) -> bool {
    let profile = &dataset.profile;
    let widest: u64 = profile.columns.iter().map(|column| u64::from(column.longest)).sum();
    profile.rows > MANY || profile.rows.saturating_mul(widest) > LONG
}

/// A small file that stands in the archive of a dataset, beside what was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Its name.
    pub name: Box<str>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes companions of what was published.
pub type Companions<'a> = dyn Fn(&Publication<'_>) -> Vec<Companion> + Sync + 'a;

/// How a dataset is published.
#[derive(Default)]
pub struct Publishing<'a> {
    /// Its versions, which were published before it: companions speak of them.
    pub versions: Vec<Version>,
    /// The files that go into the archive besides: made from everything that was published before it.
    pub companions: Option<&'a Companions<'a>>,
}

/// Writes the files of a dataset: see [`publish_with`].
///
/// # Errors
/// Where a file cannot be written, or the dataset's file changed since it was read.
pub fn publish<'d>(
    files: &dyn Files,
    dataset: &'d Dataset,
    folder: &str,
    sink: &dyn Sink,
) -> Result<Publication<'d>, FileError> {
    publish_with(files, dataset, folder, sink, Publishing::default())
}

/// Writes the files of a dataset into `folder`: `original.<extension>`, byte for byte as it was handed over; `<id>.csv` and all
/// other formats it fits and its publisher wants; `repairs.csv`; `table/`, by which pages filter and sort; `<id>.zip` with all
/// of them, and `SHA256SUMS`. None of them is held.
///
/// # Errors
/// Where a file cannot be written, or the dataset's file changed since it was read.
pub fn publish_with<'d>(
    files: &dyn Files,
    dataset: &'d Dataset,
    folder: &str,
    sink: &dyn Sink,
    publishing: Publishing<'_>,
) -> Result<Publication<'d>, FileError> {
    let output = Output { dataset, folder: Folder::new(sink, folder) };
    let Wanted { formats, mut omitted, mut as_text } = wanted(dataset);
    let plan = &dataset.plan;
    let original = original(files, &plan.store.path, output.folder)?;
    if original.sha256 != plan.content.sha256 {
        return Err(plan.store.changed());
    }
    let lanes: Vec<Lane<'_>> = formats
        .into_iter()
        .map(|(format, write)| Lane::Format(format, Box::new(move |rows| write(output, rows))))
        .chain([Lane::Table(Box::new(move |rows| write_table(output, rows)))])
        .collect();
    // A thread of the pool that waits here would keep the table's own loops waiting.
    let may_wait = rayon::current_thread_index().is_none();
    let (ended, sample, repairs) =
        if is_large(dataset) && may_wait { beside(files, output, lanes) } else { in_turn(files, output, lanes) }?;

    let (mut distributions, mut table, mut no_table) = (Vec::new(), None, None);
    for ended in ended {
        match ended {
            Ended::Format(_, Ok(distribution)) => distributions.push(distribution),
            Ended::Format(format, Err(Stop::Unfit(reason))) => {
                sink.take_back(&output.folder.path_of(&format.file_name(&dataset.description.id)))?;
                as_text.retain(|text| text.format != format);
                omitted.push((format, reason));
            }
            Ended::Table(Ok(folder)) => table = Some(folder),
            Ended::Table(Err(Stop::Unfit(reason))) => no_table = Some(reason),
            Ended::Format(_, Err(Stop::Failed(error))) | Ended::Table(Err(Stop::Failed(error))) => return Err(error),
        }
    }
    distributions.extend([original, repairs]);
    let mut publication = Publication {
        dataset,
        distributions,
        sample,
        table,
        versions: publishing.versions,
        checksums: output.folder.path_of(SUMS).into(),
        omitted,
        no_table,
        as_text,
    };
    if is_wanted(dataset, &FileFormat::Zip) {
        let companions = publishing.companions.map(|companions| companions(&publication)).unwrap_or_default();
        // Before what only few want: the original and the log.
        let at = publication.distributions.len() - 2;
        if let Some(archive) = package(output, &publication.distributions, &companions)? {
            publication.distributions.insert(at, archive);
        }
    }
    sink.put(&publication.checksums, checksums(&publication.distributions).as_bytes())?;
    Ok(publication)
}

type Job<'a, T> = Box<dyn FnOnce(&mut Batches<'_>) -> Result<T, Stop> + Send + 'a>;

/// What is written from the rows.
enum Lane<'a> {
    Format(FileFormat, Job<'a, Distribution>),
    Table(Job<'a, Box<str>>),
}

/// What became of it.
enum Ended {
    Format(FileFormat, Result<Distribution, Stop>),
    Table(Result<Box<str>, Stop>),
}

impl Lane<'_> {
    fn run(self, rows: &mut Batches<'_>) -> Ended {
        match self {
            Self::Format(format, job) => Ended::Format(format, job(rows)),
            Self::Table(job) => Ended::Table(job(rows)),
        }
    }
}

/// The first rows, as pages show them.
type Sample = Vec<Vec<Option<Box<str>>>>;

/// What a pass over the rows gives: what became of the lanes, the first rows, the log of repairs.
type Passed = (Vec<Ended>, Sample, Distribution);

/// Reads all rows, and then writes one format after the other.
fn in_turn(files: &dyn Files, output: Output<'_>, lanes: Vec<Lane<'_>>) -> Result<Passed, FileError> {
    let mut batches = Vec::new();
    let (sample, repairs) = read(files, output, |batch| batches.push(Arc::new(batch)))?;
    let ended = lanes.into_iter().map(|lane| lane.run(&mut batches.iter().cloned())).collect();
    Ok((ended, sample, repairs))
}

/// Writes all formats while the rows are read.
fn beside<'a>(files: &dyn Files, output: Output<'a>, lanes: Vec<Lane<'a>>) -> Result<Passed, FileError> {
    thread::scope(|scope| {
        let begin = |lane: Lane<'a>| {
            let (sender, receiver): (SyncSender<Arc<Batch>>, Receiver<_>) = sync_channel(BEHIND);
            (sender, scope.spawn(move || lane.run(&mut receiver.into_iter())))
        };
        let (senders, threads): (Vec<_>, Vec<_>) = lanes.into_iter().map(begin).unzip();
        let read = read(files, output, |batch| {
            let batch = Arc::new(batch);
            // A format that stopped says why at its end.
            senders.iter().for_each(|sender| drop(sender.send(Arc::clone(&batch))));
        });
        drop(senders);
        let join = |thread: thread::ScopedJoinHandle<'_, Ended>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        let ended = threads.into_iter().map(join).collect();
        let (sample, repairs) = read?;
        Ok((ended, sample, repairs))
    })
}

/// Reads all rows in batches, and writes the log of what reading changed.
fn read(
    files: &dyn Files,
    output: Output<'_>,
    mut give: impl FnMut(Batch),
) -> Result<(Sample, Distribution), FileError> {
    let plan = &output.dataset.plan;
    let mut logger = Logger::new(output.folder)?;
    let mut sample = Vec::new();
    let width = plan.schema.columns.len();
    let mut batch = Batch::new(width);
    // The file was read a moment ago without an error.
    let failed = |found: Box<Diagnostic>| failed_again(&plan.store, &found);
    let mut rows = plan.digested_rows(files).map_err(failed)?;
    let mut row = Row::default();
    while rows.next(&mut row, &mut logger).map_err(failed)? {
        if sample.len() < SAMPLE {
            sample.push(shown(&row));
        }
        batch.push(&row);
        if batch.is_full() {
            give(std::mem::replace(&mut batch, Batch::new(width)));
        }
    }
    if !rows.is_of_plan() {
        return Err(plan.store.changed());
    }
    if !batch.is_empty() {
        give(batch);
    }
    Ok((sample, logger.finish()?))
}

/// That a file could be read first and can be no more: the disk's error, or else that it changed, wherever that is noticed now.
pub(super) fn failed_again(store: &Store, found: &Diagnostic) -> FileError {
    match found.rule {
        "source/unreadable" => {
            let words = found.message.strip_prefix(&*store.path).unwrap_or(&found.message);
            FileError::new(&*store.path, FileErrorKind::Io(words.trim_start_matches(": ").to_owned()))
        }
        _ => store.changed(),
    }
}

fn shown(row: &Row) -> Vec<Option<Box<str>>> {
    let cell = |at| Some(written(row.value(at))).filter(|text| !text.is_empty()).map(Into::into);
    (0..row.len()).map(cell).collect()
}

/// Copies the file at `path` as it was handed over.
pub(super) fn original(files: &dyn Files, path: &str, folder: Folder<'_>) -> Result<Distribution, FileError> {
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("dat", |(_, end)| end);
    let format = FileFormat::Original(ending.to_ascii_lowercase().into());
    let name = format.file_name("");
    let mut out = folder.create(format, &name)?;
    io::copy(&mut files.open(path)?, &mut out).map_err(|error| out.failed(&error))?;
    out.finish()
}

/// The log of repairs.
struct Logger<'s> {
    log: RepairLog<HashedFile<'s>>,
    error: Option<io::Error>,
}

impl<'s> Logger<'s> {
    fn new(folder: Folder<'s>) -> Result<Self, FileError> {
        let file = folder.create(FileFormat::Repairs, "repairs.csv")?;
        let log = RepairLog::new(file).map_err(|error| FileError::io("repairs.csv", &error))?;
        Ok(Self { log, error: None })
    }

    fn finish(self) -> Result<Distribution, FileError> {
        let failed = |error: io::Error| FileError::io("repairs.csv", &error);
        let logged = self.error.map_or(Ok(()), Err);
        logged.and_then(|()| self.log.finish()).map_err(failed)?.finish()
    }
}

impl Watch for Logger<'_> {
    fn repaired(&mut self, repair: &Repair<'_>) {
        if self.error.is_none() {
            self.error = self.log.add(repair).err();
        }
    }

    /// What is wrong was told when the dataset was read.
    fn wrong(&mut self, _: Wrong, _: &dyn Fn() -> (String, String)) {}
}
