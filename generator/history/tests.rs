use super::{DIGESTS_FILE, Digests, Recording, record};
use crate::catalogue::ChangeKind;
use crate::files::{Files, MemoryFiles};
use crate::language::Date;
use crate::source::CODES_FILE;

/// The procedure that never changes, so that the source never is without files.
const STAYS: &str = "3.000001";

/// The recorded files of a site, as they are after one record or more.
#[derive(Default)]
struct Kept(Vec<(String, String)>);

impl Kept {
    fn site(&self, procedures: &[(&str, &str)]) -> MemoryFiles {
        let mut site = MemoryFiles::default().with("content/site.toml", "title = \"x\"\n");
        for (code, name) in procedures.iter().chain(&[(STAYS, "Ở lại")]) {
            let text = format!("+++\nname = \"{name}\"\n+++\n");
            site = site.with(&format!("content/procedures/{code}.md"), text);
        }
        self.0.iter().fold(site, |site, (path, text)| site.with(path, text.as_str()))
    }

    /// Records a site of these procedures, but writes no more than `most` files.
    fn record_some(&mut self, day: u8, procedures: &[(&str, &str)], most: usize) -> Recording {
        let site = self.site(procedures);
        let checked = crate::check_sources(&site, None);
        let last =
            site.read(DIGESTS_FILE).map(|bytes| Digests::parse(&String::from_utf8(bytes).unwrap())).unwrap_or_default();
        let date = Date::new(2026, 7, day).unwrap();
        let recording = record(&checked.catalogue, &[], &last, date, &|path| site.exists(path));
        for (path, text) in recording.files.iter().take(most) {
            self.0.retain(|(known, _)| known != path);
            self.0.push((path.clone(), text.clone()));
        }
        recording
    }

    fn record(&mut self, day: u8, procedures: &[(&str, &str)]) -> Recording {
        self.record_some(day, procedures, usize::MAX)
    }

    /// What a site tells as news: code and kind.
    fn news(&self) -> Vec<(String, ChangeKind)> {
        let changes = crate::check_sources(&self.site(&[]), None).catalogue.changes;
        changes.iter().map(|change| (change.code.to_string(), change.kind)).collect()
    }

    fn text(&self, path: &str) -> &str {
        self.0.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text)
    }
}

fn paths(recording: &Recording) -> Vec<&str> {
    recording.files.iter().map(|(path, _)| path.as_str()).collect()
}

#[test]
fn the_first_record_knows_everything_and_tells_nothing() {
    let mut kept = Kept::default();
    let first = kept.record(1, &[("1.000001", "A")]);
    assert!(first.first);
    assert_eq!((first.counts, paths(&first)), ([0; 3], vec![DIGESTS_FILE, CODES_FILE]));
    assert!(kept.text(CODES_FILE).contains("code = \"1.000001\"\nname = \"A\"\n"));
    assert!(kept.record(2, &[("1.000001", "A")]).files.is_empty());
}

#[test]
fn what_is_added_changed_removed_and_back_is_news_once() {
    let mut kept = Kept::default();
    kept.record(1, &[]);
    let added = kept.record(2, &[("1.000001", "A")]);
    assert_eq!(added.counts, [1, 0, 0]);
    assert_eq!(paths(&added), ["content/changes/2026-07-02.toml", DIGESTS_FILE, CODES_FILE]);

    assert_eq!(kept.record(3, &[("1.000001", "B")]).counts, [0, 1, 0]);
    assert!(kept.text("content/changes/2026-07-03.toml").contains("fields = [\"name\"]"));

    assert_eq!(kept.record(4, &[]).counts, [0, 0, 1]);
    assert!(kept.text(CODES_FILE).contains("name = \"B\"\neditorial = true\nwithdrawn = 2026-07-04\n"));
    assert!(kept.record(5, &[]).files.is_empty());

    assert_eq!(kept.record(6, &[("1.000001", "B")]).counts, [1, 0, 0]);
    assert!(!kept.text(CODES_FILE).contains("\nwithdrawn"));
    let kinds: Vec<_> = kept.news().into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed, ChangeKind::Added]);
}

#[test]
fn a_day_may_see_several_records() {
    let mut kept = Kept::default();
    kept.record(1, &[]);
    kept.record(2, &[("1.000001", "A")]);
    let second = kept.record(2, &[("1.000001", "B")]);
    assert_eq!(second.files[0].0, "content/changes/2026-07-02-2.toml");
    assert_eq!(kept.record(2, &[]).files[0].0, "content/changes/2026-07-02-3.toml");
    assert_eq!(kept.news().len(), 3);
}

#[test]
fn a_record_that_was_cut_short_loses_no_news() {
    let (before, after) = ([("1.000001", "A"), ("1.000002", "C")], [("1.000001", "B"), ("1.000003", "D")]);
    for written in 0..=3 {
        let mut kept = Kept::default();
        kept.record(1, &before);
        kept.record_some(2, &after, written);
        kept.record(3, &after);
        let news = kept.news();
        for wanted in
            [("1.000001", ChangeKind::Changed), ("1.000002", ChangeKind::Removed), ("1.000003", ChangeKind::Added)]
        {
            assert!(news.contains(&(wanted.0.to_owned(), wanted.1)), "{wanted:?} after {written} files");
        }
        assert!(kept.record(4, &after).files.is_empty());
    }
}
