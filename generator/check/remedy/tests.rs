//! What a finding offers is pasted, and the procedure looked at again.

use crate::catalogue::{Localised, Procedure, ProcessingTime};
use crate::check_sources;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::MemoryFiles;

const FILE: &str = "content/procedures/1.004873.md";

fn channel(way: &str, time: &str, fee: &str) -> String {
    format!(
        r#"{{"submissionMethod":"{way}",{time}"description":"Nộp {way}","fees":[{{"value":0,"description":"{fee}"}}]}}"#
    )
}

fn read(channels: &[String], cases: &str, own: Option<&str>) -> (Procedure, Vec<Diagnostic>) {
    let record = format!(
        r#"{{"code":"1.004873","name":"Cấp giấy","executionSteps":[{{"description":"Nộp hồ sơ"}}],"executionMethods":[{}],"cases":[{cases}]}}"#,
        channels.join(",")
    );
    let sources = "[[source]]\nkind = \"portal-json\"\npath = \"portal/*.json\"\nretrieved = 2026-07-18\n\n\
                   [[source]]\nkind = \"content\"\npath = \"content/procedures/*.md\"\n";
    let mut files = MemoryFiles::default()
        .with("content/site.toml", format!("title = \"A\"\n\n{sources}"))
        .with("portal/1.004873.json", record);
    if let Some(own) = own {
        files = files.with(FILE, own);
    }
    let mut checked = check_sources(&files, None);
    (checked.catalogue.procedures.remove(0), checked.diagnostics)
}

/// Pastes what the finding offers, into a new file or at the end of the front matter of the one there is, and gives the
/// procedure before and after.
fn pasted(rule: &str, channels: &[String], cases: &str, own: Option<&str>) -> (Procedure, Procedure) {
    let (before, found) = read(channels, cases, own);
    let finding = found.iter().find(|found| found.rule == rule).unwrap_or_else(|| panic!("{rule}: {found:?}"));
    let lines = finding.paste.as_deref().unwrap_or_else(|| panic!("{finding:?}"));
    let file = match own {
        None => lines.to_owned(),
        Some(own) => {
            let end = own.rfind("+++").unwrap();
            format!("{}{lines}{}", &own[..end], &own[end..])
        }
    };
    let (after, found) = read(channels, cases, Some(&file));
    let wrong = |found: &&Diagnostic| found.rule == rule || found.severity == Severity::Error;
    assert_eq!(found.iter().find(wrong), None, "{file}");
    (before, after)
}

/// What is left of a procedure beside the times.
fn without_times(procedure: &Procedure) -> Procedure {
    let mut procedure = procedure.clone();
    procedure.records.clear();
    // It moves with the lines above it.
    procedure.body = Localised::default();
    procedure.channels.iter_mut().flat_map(|list| &mut list.value).for_each(|channel| channel.time = None);
    procedure.service_cases.iter_mut().flat_map(|list| &mut list.value).for_each(|case| case.time = None);
    procedure
}

fn times(procedure: &Procedure) -> Vec<String> {
    let shown = |time: &Option<ProcessingTime>| match time {
        Some(ProcessingTime::Quantity(time)) => time.text_vi(),
        Some(ProcessingTime::Verbatim(words)) => words.to_string(),
        None => String::new(),
    };
    procedure.channels.iter().flat_map(|list| &list.value).map(|channel| shown(&channel.time)).collect()
}

const BARE: &str = r#""processingTime":3,"processingTimeUnit":"OTHER","#;

#[test]
fn a_unit_that_is_pasted_loses_nothing_of_the_official_record() {
    let all = ["ONLINE", "POSTAL", "DIRECT"].map(|way| channel(way, BARE, "Hội đồng nhân dân quyết định"));
    let (before, after) = pasted("time/no-unit", &all, "", None);
    assert_eq!(times(&after), ["3 ngày làm việc"; 3]);
    assert_eq!(without_times(&after), without_times(&before));
}

#[test]
fn a_unit_is_given_to_those_channels_of_a_kind_that_have_none() {
    let day = r#""processingTime":5,"processingTimeUnit":"DAY","#;
    let other = BARE.replace('3', "7");
    let all = [("DIRECT", BARE), ("ONLINE", day), ("DIRECT", day), ("DIRECT", &other), ("ONLINE", day)]
        .map(|(way, time)| channel(way, time, "Miễn phí"));
    let (before, after) = pasted("time/no-unit", &all, "", None);
    assert_eq!(times(&after), ["3 ngày làm việc", "5 ngày", "5 ngày", "7 ngày làm việc", "5 ngày"]);
    assert_eq!(without_times(&after), without_times(&before));
}

#[test]
fn a_sub_case_gets_its_unit_too() {
    let case = r#"{"code":"1.004873.01","name":"Lần đầu","processingDay":{"qty":3,"type":"OTHER"}},{"code":"1.004873.02","name":"Cấp lại"}"#;
    let (before, after) = pasted("time/no-unit", &[channel("DIRECT", "", "")], case, None);
    let cases = &after.service_cases.as_ref().unwrap().value;
    assert_eq!((cases.len(), cases[0].time.is_some(), &*cases[0].name.vi), (2, true, "Lần đầu"));
    assert_eq!(without_times(&after), without_times(&before));
}

#[test]
fn a_time_limit_that_is_pasted_into_the_file_of_an_editor_leaves_what_it_says() {
    let own = "+++\nsummary = \"Ngắn gọn\"\n\n[[channel]]\nref = \"online\"\nnote = \"Qua Cổng\"\n+++\n\nThêm.\n";
    let all = ["ONLINE", "DIRECT"].map(|way| channel(way, "", "Miễn phí"));
    let (before, after) = pasted("procedure/no-time", &all, "", Some(own));
    assert_eq!(times(&after), ["5 ngày làm việc"; 2]);
    assert_eq!(without_times(&after), without_times(&before));
    assert_eq!(after.body.vi.unwrap().value, before.body.vi.unwrap().value);
    assert_eq!(&*after.channels.unwrap().value[0].note.as_ref().unwrap().vi, "Qua Cổng");
}

#[test]
fn a_fee_that_is_pasted_is_that_of_every_channel_and_all_else_stays() {
    let all = ["ONLINE", "DIRECT", "DIRECT"].map(|way| channel(way, BARE, ""));
    let (before, after) = pasted("procedure/no-fee", &all, "", None);
    let fees = |procedure: &Procedure| -> Vec<usize> {
        procedure.channels.iter().flat_map(|list| &list.value).map(|channel| channel.fees.len()).collect()
    };
    assert_eq!((fees(&after), times(&after)), (vec![1; 3], times(&before)));
    let notes = |procedure: &Procedure| -> Vec<_> {
        procedure.channels.iter().flat_map(|list| &list.value).map(|channel| channel.note.clone()).collect()
    };
    assert_eq!(notes(&after), notes(&before));
}

#[test]
fn a_record_without_channels_gets_one() {
    for rule in ["procedure/no-fee", "procedure/no-time"] {
        let (before, after) = pasted(rule, &[], "", None);
        assert_eq!((before.channels, after.channels.unwrap().value.len()), (None, 1));
    }
}
