//! Files that change between being read and being published: nothing is published then, whatever they changed to.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use crate::dataset::{Dataset, publish, read_datasets};
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, FileErrorKind, FileTable, Files, Listing, MemoryFiles, MemorySink, ReadSeek};

const PATH: &str = "datasets/thu/a.csv";

/// Reads a dataset, which has to be without errors.
fn read(file: &[u8]) -> (MemoryFiles, Vec<Dataset>) {
    let toml = "title = \"Thử\"\nfile = \"a.csv\"\n";
    let files = MemoryFiles::default().with("datasets/thu/dataset.toml", toml).with(PATH, file);
    let (datasets, found) = read_datasets(&files, &mut FileTable::default());
    assert_eq!(datasets.len(), 1, "{found:?}");
    (files, datasets)
}

#[test]
fn a_file_that_changes_before_it_is_published_is_an_error() {
    let rows = |number: &str| format!("mã,số\nA,12\nB,{number}\n");
    let (files, datasets) = read(rows("34").as_bytes());
    assert!(publish(&files, &datasets[0], "d", &MemorySink::default()).is_ok());
    // Another row; a number that the columns found have no room for; one that fits as well as the first did.
    let longer = format!("{}C,56\n", rows("34"));
    for changed in [longer, rows("12345678901234567890"), rows("3.4"), rows("35")] {
        let files = files.clone().with(PATH, changed);
        let error = publish(&files, &datasets[0], "d", &MemorySink::default()).unwrap_err();
        assert_eq!((&*error.path, error.kind), (PATH, FileErrorKind::Changed));
    }
}

/// Gives a file as it was for so many times, and then another.
struct Changing<'f> {
    before: &'f MemoryFiles,
    after: &'f MemoryFiles,
    left: AtomicUsize,
}

impl Files for Changing<'_> {
    fn list(&self, folder: &str) -> Listing {
        self.before.list(folder)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.before.read(path)
    }

    fn open(&self, path: &str) -> Result<Box<dyn ReadSeek + '_>, FileError> {
        let is_over = self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_err();
        if is_over { self.after.open(path) } else { self.before.open(path) }
    }

    fn exists(&self, path: &str) -> bool {
        self.before.exists(path)
    }
}

#[test]
fn a_file_that_changes_while_it_is_published_is_an_error() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "số").unwrap().write(1, 0, 5).unwrap().write(2, 0, 6).unwrap();
    let first = book.save_to_buffer().unwrap();
    book.worksheet_from_index(0).unwrap().write(2, 0, 7).unwrap();
    let second = book.save_to_buffer().unwrap();
    for (one, other) in [(b"a,b\n1,x\n2,y\n".to_vec(), b"a,b\n1,x\n3,y\n".to_vec()), (first, second)] {
        let (before, datasets) = read(&one);
        let after = before.clone().with(PATH, other);
        // The original is copied, then the rows are read.
        let publish_after = |opened| {
            let files = Changing { before: &before, after: &after, left: AtomicUsize::new(opened) };
            publish(&files, &datasets[0], "d", &MemorySink::default()).map(drop)
        };
        for opened in [0, 1] {
            let error = publish_after(opened).unwrap_err();
            assert_eq!((&*error.path, error.kind), (PATH, FileErrorKind::Changed), "{opened}");
        }
        assert!(publish_after(2).is_ok());
    }
}

#[test]
fn a_build_names_the_file_that_changed_and_its_dataset_whenever_that_was() {
    let toml = "title = \"Thử\"\nfile = \"a.csv\"\nkeys = [\"a\"]\n";
    let version = "datasets/thu/versions/2026-01-01";
    let mut before = MemoryFiles::default()
        .with("content/site.toml", "title = \"x\"\n")
        .with("datasets/thu/dataset.toml", toml)
        .with(PATH, "a,b\n1,x\n2,y\n");
    let (datasets, _) = read_datasets(&before, &mut FileTable::default());
    let day = crate::language::Date::parse_iso("2026-01-01").unwrap();
    let recording = crate::dataset::versions::record(&before, &datasets[0], day, u64::MAX).unwrap().unwrap();
    for (from, to) in &recording.copies {
        before = before.clone().with(to, before.read(from).unwrap());
    }
    before = before.with(&recording.lock.0, recording.lock.1.as_str());
    // Its last rows are gone, or a quote is open: what a file is like while a program writes it.
    let kept = format!("{version}/a.csv");
    for (path, half, whose) in
        [(PATH, "a,b\n1,\"x\n", "the dataset thu"), (&*kept, "a,b\n1,x\n", "version 2026-01-01 of the dataset thu")]
    {
        let after = before.clone().with(path, half);
        let mut told = 0;
        for opened in 0.. {
            let files = Changing { before: &before, after: &after, left: AtomicUsize::new(opened) };
            let site = crate::site::SiteOptions { search: false, ..Default::default() };
            let built = crate::build(&files, &MemorySink::default(), &crate::Options { site, ..Default::default() });
            let checked = match built {
                // It changed after everything was read.
                Ok(_) if files.left.load(Relaxed) > 0 => break,
                Ok(_) => continue,
                Err(crate::Failure::Files(errors)) => panic!("no finding: {errors:?}"),
                Err(crate::Failure::Content(checked)) => checked,
            };
            let path_of = |found: &Diagnostic| checked.catalogue.files.path(found.location.file);
            let of_it: Vec<&Diagnostic> = checked.diagnostics.iter().filter(|found| path_of(found) == path).collect();
            assert!(!of_it.is_empty(), "{opened}: {:?}", checked.diagnostics);
            for changed in of_it.iter().filter(|found| found.rule == "dataset/changed") {
                told += 1;
                let message = &changed.message;
                assert!(message.starts_with(&format!("the file of {whose} changed while ")), "{message}");
                assert!(changed.help.as_ref().is_some_and(|help| help.contains("run the command again")));
            }
        }
        assert!(told > 0, "{path}: {half}");
    }
}
