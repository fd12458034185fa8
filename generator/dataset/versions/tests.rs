//! Recording, in memory.

use super::*;
use crate::dataset::diff::{Counts, Diff, SchemaChange};
use crate::dataset::read_datasets;
use crate::files::{FileErrorKind, FileTable, Files, MemoryFiles, MemorySink};
use crate::language::Date;

const TOML: &str = "title = \"Thử\"\nfile = \"a.csv\"\nkeys = [\"ma\"]\n";

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

/// Records the only dataset of a tree on a day; the tree with it.
fn recorded(files: MemoryFiles, date: &str) -> MemoryFiles {
    let (datasets, found) = read_datasets(&files, &mut FileTable::default());
    assert!(found.iter().all(|found| found.rule == "dataset/unrecorded"), "{found:?}");
    let recording = record(&files, &datasets[0], day(date), u64::MAX).unwrap().expect("it differs");
    let copy = |files: MemoryFiles, (from, to): &(String, String)| {
        let bytes = files.read(from).unwrap();
        files.with(to, bytes)
    };
    let (path, text) = &recording.lock;
    recording.copies.iter().fold(files, copy).with(path, text.as_str())
}

fn tree(toml: &str, csv: &str) -> MemoryFiles {
    MemoryFiles::default().with("datasets/thu/dataset.toml", toml).with("datasets/thu/a.csv", csv)
}

#[test]
fn the_same_bytes_are_recorded_once_and_other_words_about_them_are_no_version() {
    let files = recorded(tree(TOML, "mã,n\n1,2,\n"), "2026-01-01");
    let again = |files: &MemoryFiles| {
        let (datasets, _) = read_datasets(files, &mut FileTable::default());
        record(files, &datasets[0], day("2026-02-01"), u64::MAX).unwrap().map(|recording| recording.version.to_string())
    };
    assert_eq!(again(&files), None);
    let titled = files.clone().with("datasets/thu/dataset.toml", TOML.replace("Thử", "Thử lại"));
    assert_eq!(again(&titled), None);
    // The same bytes read in another way are another version.
    let typed = format!("{TOML}[[column]]\nsource = \"n\"\nid = \"so\"\n");
    assert_eq!(again(&files.with("datasets/thu/dataset.toml", typed)).as_deref(), Some("2026-02-01"));
}

#[test]
fn a_day_of_change_before_a_version_that_differs_is_told() {
    let said = |modified: &str| format!("modified = {modified}\n{TOML}");
    let found = |files: MemoryFiles| -> Vec<String> {
        let (_, found) = read_datasets(&files, &mut FileTable::default());
        let of_days = found.into_iter().filter(|found| found.rule == "dataset/modified");
        of_days.map(|found| found.message).collect()
    };
    // The first version may be recorded long after its data was made.
    let once = recorded(tree(&said("2025-06-01"), "mã,n\n1,2\n2,3\n"), "2026-01-01");
    assert_eq!(found(once.clone()), [""; 0]);
    let told = ["`modified` says 2025-06-01, and the data is another than that of version 2026-01-01"];
    let changed = once.with("datasets/thu/a.csv", "mã,n\n1,2\n2,4\n");
    assert_eq!(found(changed.clone()), told);
    let twice = recorded(changed.with("datasets/thu/dataset.toml", said("2026-02-01")), "2026-03-01");
    assert_eq!(found(twice.clone()), [""; 0]);
    assert_eq!(found(twice.with("datasets/thu/dataset.toml", said("2025-06-01"))), told);
}

#[test]
fn a_file_that_is_too_large_is_refused_with_its_size() {
    let files = tree(TOML, "mã,n\n1,2\n");
    let (datasets, _) = read_datasets(&files, &mut FileTable::default());
    assert_eq!(record(&files, &datasets[0], day("2026-01-01"), 9).err(), Some(Refusal::Large(10)));
    assert!(record(&files, &datasets[0], day("2026-01-01"), 10).unwrap().is_some());
}

#[test]
fn each_version_is_compared_with_the_one_before_it() {
    let files = recorded(tree(TOML, "mã,n\n1,2\n2,3\n"), "2026-01-01");
    let files = recorded(files.with("datasets/thu/a.csv", "mã,n\n1,2.5\n3,3.5\n"), "2026-01-01");
    let (datasets, _) = read_datasets(&files, &mut FileTable::default());
    let sink = MemorySink::default();
    let published = publish(&files, &datasets[0].versions, &|version| format!("v/{version}"), &sink).unwrap();
    assert_eq!(published.iter().map(|version| &*version.id).collect::<Vec<_>>(), ["2026-01-01-2", "2026-01-01"]);
    let changes = published[0].changes.as_ref().unwrap();
    let schema = [SchemaChange::Kind("n".into(), crate::table::Kind::Integer, crate::table::Kind::Decimal)];
    assert_eq!((&*changes.from, &*changes.first.schema), ("2026-01-01", &schema[..]));
    assert_eq!(changes.counts, Counts { schema: 1, added: 1, removed: 1, changed: 1, cells: 1 });
    assert_eq!(published[1].changes, None);
    let written = sink.into_files();
    let hash = published[0].distributions[0].sha256_hex();
    let sums = String::from_utf8(written["v/2026-01-01-2/SHA256SUMS"].clone()).unwrap();
    assert!(sums.starts_with(&format!("{hash}  thu.csv\n")) && sums.lines().count() == 3, "{sums}");
    assert_eq!(written["v/2026-01-01/original.csv"], b"m\xC3\xA3,n\n1,2\n2,3\n");
    let [after, before] = &*datasets[0].versions else { panic!("two versions") };
    let back = compare(&files, after.compared(), before.compared(), &mut Diff::of_first(0)).unwrap();
    assert_eq!((back.added, back.removed, back.changed), (1, 1, 1));
}

#[test]
fn a_version_that_changes_between_reading_and_writing_is_not_published() {
    let files = recorded(tree(TOML, "mã,n\n1,2\n"), "2026-01-01");
    let (datasets, _) = read_datasets(&files, &mut FileTable::default());
    let publish = |files: &MemoryFiles| publish(files, &datasets[0].versions, &|_| "v".into(), &MemorySink::default());
    assert!(publish(&files).is_ok());
    // Another value, and another spelling of the same.
    for bytes in ["mã,n\n1,3\n", "mã,n\n1,\"2\"\n"] {
        let changed = files.clone().with("datasets/thu/versions/2026-01-01/a.csv", bytes);
        let error = publish(&changed).unwrap_err();
        assert_eq!(error.path, "datasets/thu/versions/2026-01-01/a.csv");
        assert_eq!(error.kind, FileErrorKind::Changed);
    }
}
