//! What stands on disk after builds, failures and meddling.

use super::*;

fn build(out: &Path, files: &[(&str, &str)]) -> Written {
    let sink = DiskSink::open(out, Swap::Atomic).unwrap();
    for (path, text) in files {
        sink.put(path, text.as_bytes()).unwrap();
    }
    sink.commit().unwrap()
}

fn tree(out: &Path) -> Vec<(String, String)> {
    let files = super::super::DiskFiles::new(out).unwrap();
    use super::super::Files;
    let read = |path: String| (path.clone(), fs::read_to_string(out.join(path)).unwrap());
    files.list("").paths.into_iter().map(read).collect()
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn every_generation_is_exactly_what_was_put() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let generations: [&[(&str, &str)]; 6] = [
        &[("a/index.html", "1"), ("b", "1"), ("c", "1")],
        &[("a/index.html", "2"), ("b", "1"), ("c", "1")],
        &[("a/index.html", "2"), ("b", "2")],
        &[("a", "a file where a folder was"), ("b", "2")],
        &[("a/x/y", "a folder where a file was"), ("b", "1"), ("c", "3")],
        &[("b", "1")],
    ];
    for files in generations {
        build(&out, files);
        assert_eq!(tree(&out), pairs(files));
        // In this process: a child would hold the other tests' locks between fork and exec.
        for line in fs::read_to_string(out.join(MANIFEST)).unwrap().lines() {
            let (hash, path) = line.split_once("  ").unwrap();
            let digest = Sha256::digest(fs::read(out.join(path)).unwrap());
            assert_eq!(hash, digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        }
    }
}

#[test]
fn what_did_not_change_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    build(&out, &[("a", "1"), ("b", "1")]);
    let before = fs::metadata(&out).unwrap().modified().unwrap();
    let written = build(&out, &[("a", "1"), ("b", "1")]);
    assert_eq!((written.changed, written.unchanged, written.removed), (0, 2, 0));
    assert_eq!(fs::metadata(&out).unwrap().modified().unwrap(), before);
    assert!(!folder.path().join(".public.staging").exists());
}

#[test]
fn an_edit_by_hand_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    build(&out, &[("a", "1")]);
    fs::write(out.join("a"), "2").unwrap();
    assert_eq!(build(&out, &[("a", "1")]).changed, 1);
    assert_eq!(tree(&out), pairs(&[("a", "1")]));
}

#[test]
fn without_a_commit_nothing_changes_and_the_next_build_cleans_up() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    build(&out, &[("a", "1")]);
    let sink = DiskSink::open(&out, Swap::Atomic).unwrap();
    sink.put("a", b"2").unwrap();
    drop(sink);
    assert_eq!(tree(&out), pairs(&[("a", "1")]));
    build(&out, &[("a", "3")]);
    assert_eq!(tree(&out), pairs(&[("a", "3")]));
}

#[test]
fn a_second_build_and_a_foreign_folder_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let first = DiskSink::open(&out, Swap::Atomic).unwrap();
    let second = DiskSink::open(&out, Swap::Atomic).unwrap_err();
    assert_eq!(second.kind, FileErrorKind::Locked(Some(std::process::id())));
    drop(first);
    let foreign = folder.path().join("thesis");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("chapter1.md"), "x").unwrap();
    assert_eq!(DiskSink::open(&foreign, Swap::Atomic).unwrap_err().kind, FileErrorKind::NotOurs);
    assert_eq!(fs::read_to_string(foreign.join("chapter1.md")).unwrap(), "x");
}

#[test]
fn two_pages_at_one_address_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let sink = DiskSink::open(folder.path().join("public"), Swap::Atomic).unwrap();
    sink.put("a", b"1").unwrap();
    assert_eq!(sink.put("a", b"2").unwrap_err().kind, FileErrorKind::PutTwice);
    assert!(sink.put("../a", b"2").is_err());
}

#[test]
fn a_file_written_in_pieces_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let sink = DiskSink::open(&out, Swap::Atomic).unwrap();
    let mut file = sink.create("a/b").unwrap();
    file.write_all(b"mot").unwrap();
    file.write_all(b"cua").unwrap();
    drop(file);
    sink.commit().unwrap();
    assert_eq!(tree(&out), pairs(&[("a/b", "motcua")]));
}

/// Files of datasets are written in pieces: one that did not change keeps its time, so that it is not sent again.
#[test]
fn a_file_written_in_pieces_that_did_not_change_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let build = |text: &str, other: &str| {
        let sink = DiskSink::open(&out, Swap::Atomic).unwrap();
        sink.put("other", other.as_bytes()).unwrap();
        let mut file = sink.create("a/b").unwrap();
        text.as_bytes().chunks(2).for_each(|piece| file.write_all(piece).unwrap());
        drop(file);
        let again = io::read_to_string(sink.reopen("a/b").unwrap().unwrap()).unwrap();
        assert_eq!(again, text);
        sink.commit().unwrap()
    };
    let time = || fs::metadata(out.join("a/b")).unwrap().modified().unwrap();
    build("motcua", "1");
    let before = time();
    let written = build("motcua", "1");
    assert_eq!((written.changed, written.unchanged), (0, 2));
    assert_eq!(build("motcua", "2").changed, 1);
    assert_eq!(time(), before);
    assert_eq!(build("mot cua", "2").changed, 1);
    assert_eq!(fs::read_to_string(out.join("a/b")).unwrap(), "mot cua");
    // By hand: the manifest says the same, the bytes do not.
    fs::write(out.join("a/b"), "vandal").unwrap();
    assert_eq!(build("mot cua", "2").changed, 1);
    assert_eq!(fs::read_to_string(out.join("a/b")).unwrap(), "mot cua");
}

/// What somebody did to the site by hand does not come back with a later build.
#[test]
fn an_edit_by_hand_stays_undone_and_a_foreign_file_stays_away() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let generations: [&[(&str, &str)]; 5] = [
        &[("a", "1"), ("b", "1")],
        &[("a", "1"), ("b", "2")],
        &[("a", "1"), ("b", "3")],
        &[("a", "2"), ("b", "3")],
        &[("a", "1"), ("b", "4")],
    ];
    for files in generations {
        build(&out, files);
        assert_eq!(tree(&out), pairs(files));
        // In place, so that trees that share the file are hit together.
        fs::write(out.join("a"), "vandal").unwrap();
        fs::write(out.join("CNAME"), "x").unwrap();
        fs::create_dir_all(out.join("empty/folder")).unwrap();
        let written = build(&out, files);
        assert_eq!(written.changed, 1);
        assert_eq!(tree(&out), pairs(files));
        fs::remove_file(out.join("a")).unwrap();
        build(&out, files);
        assert_eq!(tree(&out), pairs(files));
    }
}

#[test]
fn in_place_a_kill_between_the_renames_is_mended_by_the_next_build() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    for text in ["1", "2", "3"] {
        let sink = DiskSink::open(&out, Swap::InPlace).unwrap();
        sink.put("a", text.as_bytes()).unwrap();
        sink.commit().unwrap();
        assert_eq!(tree(&out), pairs(&[("a", text)]));
    }
    // As a kill leaves it: the old site aside, the new one not yet in place.
    fs::remove_dir_all(folder.path().join(".public.previous")).unwrap();
    fs::rename(&out, folder.path().join(".public.previous")).unwrap();
    drop(DiskSink::open(&out, Swap::InPlace).unwrap());
    assert_eq!(tree(&out), pairs(&[("a", "3")]));
    assert!(!folder.path().join(".public.staging").exists());
}
