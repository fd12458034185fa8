//! Two official sources (0, 1) and an editor (2).

use super::*;
use crate::catalogue::Localised;
use crate::catalogue::ProcessingTime;
use crate::catalogue::procedure::{Channel, ChannelKind, Document, DocumentGroup, Edit};
use crate::files::{FileTable, Location};

fn origin(source: u16) -> Origin {
    Origin { source: SourceId(source), location: Location::whole(FileTable::default().add("a")) }
}

fn record(source: u16, code: &str, change: impl FnOnce(&mut Procedure)) -> Procedure {
    let mut record = Procedure::new(code, origin(source));
    change(&mut record);
    record
}

fn text(source: u16, text: &str) -> Localised {
    Localised::vi(Sourced::new(text.into(), origin(source)))
}

fn document(code: &str, edit: Edit, name: &str) -> Document {
    Document { code: Some(code.into()), edit, ..Document::new(origin(0).location, Bilingual::vi(name)) }
}

fn group(documents: Vec<Document>) -> Vec<DocumentGroup> {
    vec![DocumentGroup { name: None, documents }]
}

fn merged(records: Vec<Procedure>) -> Merged {
    merge(records, &|source| source != SourceId(2))
}

fn names(procedure: &Procedure) -> Vec<&str> {
    let groups = procedure.documents.iter().flat_map(|documents| &documents.value);
    groups.flat_map(|group| &group.documents).map(|document| &*document.name.vi).collect()
}

#[test]
fn later_fields_lie_over_earlier_ones_and_what_is_left_out_stays() {
    let merged = merged(vec![
        record(0, "2", |r| r.name = text(0, "Hai")),
        record(0, "1", |r| {
            r.name = text(0, "Một");
            r.summary = text(0, "Tóm tắt");
        }),
        record(2, "1", |r| r.name = text(2, "Một của biên tập")),
    ]);
    assert_eq!(merged.totals, Totals { records: 3, procedures: 2, merged: 1 });
    let first = &merged.procedures[0];
    assert_eq!((&*first.code, first.records.len()), ("1", 2));
    assert_eq!(first.name, text(2, "Một của biên tập"));
    assert_eq!(first.summary, text(0, "Tóm tắt"));
    assert_eq!(merged.conflicts, []);
}

#[test]
fn english_from_one_source_and_vietnamese_from_another_are_one_name() {
    let english = |r: &mut Procedure| r.name.en = Some(Sourced::new("One".into(), origin(2)));
    let merged = merged(vec![record(0, "1", |r| r.name = text(0, "Một")), record(2, "1", english)]);
    let name = &merged.procedures[0].name;
    assert_eq!((&*name.vi.as_ref().unwrap().value, &*name.en.as_ref().unwrap().value), ("Một", "One"));
}

#[test]
fn two_official_sources_that_disagree_are_a_conflict_and_the_later_is_published() {
    let merged =
        merged(vec![record(0, "1", |r| r.name = text(0, "Cấp mới")), record(1, "1", |r| r.name = text(1, "Cấp lại"))]);
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!((conflict.field, &*conflict.earlier.1, &*conflict.later.1), (FieldName::Name, "Cấp mới", "Cấp lại"));
    assert_eq!(merged.procedures[0].name, text(1, "Cấp lại"));
}

#[test]
fn spelling_that_means_the_same_is_no_conflict() {
    let merged = merged(vec![
        record(0, "1", |r| r.name = text(0, "Chứng thực chữ ký, hợp pháp hoá.")),
        record(1, "1", |r| r.name = text(1, "CHỨNG THỰC CHỮ KÍ  HỢP PHÁP HÓA")),
    ]);
    assert_eq!(merged.conflicts, []);
}

#[test]
fn a_list_replaces_a_list_unless_its_items_refer() {
    let official = || {
        record(0, "1", |r| {
            let list = group(vec![document("a", Edit::Whole, "A"), document("b", Edit::Whole, "B")]);
            r.documents = Some(Sourced::new(list, origin(0)));
        })
    };
    let overlay = |documents| record(2, "1", |r| r.documents = Some(Sourced::new(group(documents), origin(2))));
    let replaced = merged(vec![official(), overlay(vec![document("c", Edit::Whole, "C")])]);
    assert_eq!(names(&replaced.procedures[0]), ["C"]);
    let patched = merged(vec![
        official(),
        overlay(vec![
            document("a", Edit::Patch, "A mới"),
            document("b", Edit::Remove, ""),
            document("c", Edit::Whole, "C"),
            document("z", Edit::Patch, "?"),
        ]),
    ]);
    assert_eq!(names(&patched.procedures[0]), ["A mới", "C"]);
    let [dangling] = &patched.dangling[..] else { panic!("{:?}", patched.dangling) };
    assert_eq!((&*dangling.reference, dangling.field), ("z", FieldName::Documents));
}

#[test]
fn a_reference_to_a_list_that_is_not_there_is_told_and_not_published() {
    let overlay = |source| {
        let list = group(vec![document("KQ1", Edit::Remove, ""), document("KQ2", Edit::Patch, "Tờ khai")]);
        record(source, "1", |r| r.documents = Some(Sourced::new(list, origin(source))))
    };
    for records in [vec![overlay(2)], vec![record(0, "1", |r| r.name = text(0, "Một")), overlay(2)]] {
        let count = records.len();
        let merged = merged(records);
        assert_eq!(merged.procedures[0].documents, None);
        assert_eq!(merged.procedures[0].records.len(), count);
        let references: Vec<_> = merged.dangling.iter().map(|dangling| &*dangling.reference).collect();
        assert_eq!(references, ["KQ1", "KQ2"]);
    }
}

#[test]
fn a_patch_may_say_that_a_document_is_not_required() {
    let lay = |required, waived| {
        let official = Document { required: true, ..document("a", Edit::Whole, "A") };
        let patch = Document { required, waived, ..document("a", Edit::Patch, "") };
        let of =
            |source, item| record(source, "1", |r| r.documents = Some(Sourced::new(group(vec![item]), origin(source))));
        let merged = merged(vec![of(0, official), of(2, patch)]);
        merged.procedures[0].documents.as_ref().unwrap().value[0].documents[0].clone()
    };
    assert!(lay(false, false).required && lay(true, false).required);
    assert!(!lay(false, true).required && !lay(false, true).waived);
}

#[test]
fn a_channel_of_an_overlay_changes_those_of_its_kind_and_the_others_stay() {
    let channel = |kind, words: &str| Channel {
        time: Some(ProcessingTime::Verbatim(words.into())),
        note: Some(Bilingual::vi("Ghi chú")),
        ..Channel::new(origin(0).location, kind)
    };
    let official = [(ChannelKind::Online, "1"), (ChannelKind::InPerson, "2"), (ChannelKind::Online, "3")];
    let lay = |patches: &[Channel]| {
        let list = official.iter().map(|(kind, words)| channel(*kind, words)).collect();
        merged(vec![
            record(0, "1", |r| r.channels = Some(Sourced::new(list, origin(0)))),
            record(2, "1", |r| r.channels = Some(Sourced::new(patches.to_vec(), origin(2)))),
        ])
    };
    let patch = |edit, nth, words: Option<&str>| Channel {
        edit,
        nth: std::num::NonZeroU16::new(nth),
        time: words.map(|words| ProcessingTime::Verbatim(words.into())),
        ..Channel::new(origin(2).location, ChannelKind::Online)
    };
    let times = |merged: &Merged| -> Vec<String> {
        let channels = &merged.procedures[0].channels.as_ref().unwrap().value;
        assert!(channels.iter().all(|channel| channel.note == Some(Bilingual::vi("Ghi chú"))));
        let words = |channel: &Channel| match &channel.time {
            Some(ProcessingTime::Verbatim(words)) => words.to_string(),
            other => panic!("{other:?}"),
        };
        channels.iter().map(words).collect()
    };
    assert_eq!(times(&lay(&[patch(Edit::Patch, 0, Some("9"))])), ["9", "2", "9"]);
    assert_eq!(times(&lay(&[patch(Edit::Patch, 2, Some("9"))])), ["1", "2", "9"]);
    // A number is the place in the list below, whatever is removed before.
    assert_eq!(times(&lay(&[patch(Edit::Remove, 1, None), patch(Edit::Patch, 2, Some("9"))])), ["2", "9"]);
    let missed = lay(&[patch(Edit::Patch, 3, Some("9"))]);
    assert_eq!(
        (times(&missed), &*missed.dangling[0].reference),
        (vec!["1".into(), "2".into(), "3".into()], "online-3")
    );
}
