//! Files that change between being read and being published: nothing is published then, whatever they changed to.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use crate::dataset::{Dataset, publish, read_datasets};
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
