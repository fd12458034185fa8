//! Tests of all rules together.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::harness::{TODAY, date, editor, named, sound_catalogue, sourced, text};
use super::*;
use crate::catalogue::{Bilingual, Named, Origin, Prose, Sourced};
use crate::diagnostic::{Colours, render_text};
use crate::files::MemoryFiles;

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    assert_eq!(check(&sound_catalogue(), Some(date(TODAY)), &[], &[]), []);
}

#[test]
fn every_rule_is_documented_under_an_id_of_its_own() {
    for (index, rule) in rules().iter().enumerate() {
        assert!(rules()[..index].iter().all(|other| other.id != rule.id), "{} is there twice", rule.id);
        let (group, name) = rule.id.split_once('/').unwrap();
        let plain = |word: &str| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        assert!(plain(group) && plain(name), "{}", rule.id);
        assert!(!rule.title.is_empty() && !rule.title.ends_with('.'), "{}", rule.id);
        for part in ["**Example:**", "**To mend:**"] {
            assert!(rule.explanation.contains(part), "{} has no {part}", rule.id);
        }
    }
}

#[test]
fn an_explanation_is_markdown_without_the_margin_of_the_comment() {
    let rule = rule("review/overdue").unwrap();
    assert_eq!(rule.title, "A page that should have been held against the law by now");
    assert!(rule.explanation.starts_with("An editor set `review_by`, the day"));
    assert!(rule.explanation.ends_with("to the next.\n"));
}

#[test]
fn findings_come_in_one_order_whatever_the_number_of_threads() {
    let mut catalogue = sound_catalogue();
    catalogue.procedures = (0..500).map(|n| named(&format!("1.{n:06}"), &format!("THỦ TỤC  CẤP PHÉP {n}"))).collect();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let found = alone.install(|| check(&catalogue, None, &[], &[]));
    assert_eq!(found.len(), 1500);
    assert_eq!(found, check(&catalogue, None, &[], &[]));
}

/// What a person reads of the findings of a file, marked at `marked`.
fn read(content: &str, marked: &str, change: impl FnOnce(&mut Procedure, Origin)) -> String {
    let files = MemoryFiles::default().with("content/procedures/1.001193.md", content);
    let mut catalogue = sound_catalogue();
    let mut origin = editor(0);
    let start = content.find(marked).unwrap() as u64;
    origin.location = Location::bytes(origin.location.file, start..start + marked.len() as u64);
    change(&mut catalogue.procedures[0], origin);
    let found = check(&catalogue, Some(date(TODAY)), &[], &[]);
    let mut out = Vec::new();
    render_text(&found, &catalogue.files, &files, Colours::Off, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_mistyped_agency_reads_so() {
    let shown = read("publisher = \"bo-tu-pahp\"\n", "\"bo-tu-pahp\"", |p, origin| {
        p.publisher = Some(Sourced::new(Named::new("bo-tu-pahp"), origin));
    });
    assert_eq!(
        shown,
        "\
error[agency/unknown]: `publisher` names \"bo-tu-pahp\", which content/agencies.toml does not have
  --> content/procedures/1.001193.md:1:13  (1.001193)
   | publisher = \"bo-tu-pahp\"
   |             ^^^^^^^^^^^^
   = help: did you mean \"bo-tu-phap\"?

"
    );
}

#[test]
fn an_invisible_character_reads_so() {
    let shown = read("note = \"đăng k\u{200e}ý\"\n", "\"đăng k\u{200e}ý\"", |p, origin| {
        p.note.vi = Some(Sourced::new(Prose::Markdown("đăng k\u{200e}ý".into()), origin));
    });
    assert_eq!(
        shown,
        "\
note[text/invisible]: an invisible character (U+200E, a direction mark) in `note`: “đăng k⟨U+200E⟩ý”
  --> content/procedures/1.001193.md:1:8  (1.001193)
   | note = \"đăng k·ý\"
   |        ^^^^^^^^^^
   = help: pages are made without it; in a file of yours, delete the word and type it again

"
    );
}

#[test]
fn an_overdue_review_reads_so() {
    let shown = read("review_by = 2026-11-01\n", "2026-11-01", |p, origin| {
        p.review_by = Some(Sourced::new(date("2026-11-01"), origin));
    });
    assert_eq!(
        shown,
        "\
warning[review/overdue]: 1.001193 was to be reviewed by 2026-11-01, 20 days ago
  --> content/procedures/1.001193.md:1:13  (1.001193)
   | review_by = 2026-11-01
   |             ^^^^^^^^^^
   = help: compare the page with the law, then set `reviewed` to today and `review_by` to the next date

"
    );
}

#[test]
fn pages_are_read_too() {
    let mut catalogue = sound_catalogue();
    catalogue.pages = vec![super::harness::page("gioi-thieu", 3)];
    catalogue.pages[0].title = text("Gi\u{1edb}i thi\u{ea}\u{323}u");
    let found = check(&catalogue, None, &[], &[]);
    assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["text/not-nfc"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_is_too_strange(strange in any::<String>(), near in "[a-zA-ZÀ-ỹ0-9/. \u{300}-\u{310}\u{e000}\u{a0}\u{200b}-]*", code in any::<String>()) {
        for words in [&strange, &near] {
            let mut catalogue = sound_catalogue();
            let procedure = &mut catalogue.procedures[0];
            procedure.code = code.as_str().into();
            procedure.name = text(words);
            procedure.requirements.vi = Some(sourced(Prose::Plain(words.as_str().into())));
            procedure.official_page = Some(sourced(words.as_str().into()));
            procedure.executing = Some(sourced(vec![Named::new(words.as_str())]));
            if let Some(basis) = &mut procedure.legal_basis {
                basis.value[0].number = Some(near.as_str().into());
                basis.value[0].name = Bilingual::vi(words.as_str());
            }
            catalogue.redirects = vec![super::harness::redirect(words, &near)];
            catalogue.published = vec![super::harness::published(words)];
            for finding in check(&catalogue, Some(date(TODAY)), &[], &[]) {
                prop_assert!(rule(finding.rule).is_some_and(|rule| rule.severity <= finding.severity));
                prop_assert!(!finding.message.contains('\n') || strange.contains('\n') || finding.rule.starts_with("merge/"));
                prop_assert!(finding.help.is_some());
            }
        }
    }
}

/// What has the form of an id and is none: folders, types of files, and what tests make up.
const NO_IDS: [&str; 9] = [
    "content/procedures",
    "content/pages",
    "content/changes",
    "text/csv",
    "text/html",
    "text/plain",
    "text/turtle",
    "text/tab-separated-values",
    "text/example",
];

/// The ids of the groups of rules that stand in quotes in the sources below a folder.
fn quoted_ids(folder: &std::path::Path, groups: &BTreeSet<&str>, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // There they are explained.
            if !path.ends_with("check/rules") {
                quoted_ids(&path, groups, found);
            }
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(path).unwrap();
            let is_name = |word: &str| {
                word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
                    && !word.is_empty()
                    && !word.ends_with('-')
            };
            let is_id = |part: &&str| {
                part.split_once('/').is_some_and(|(group, name)| groups.contains(group) && is_name(name))
                    && !NO_IDS.contains(part)
            };
            found.extend(text.split('"').filter(is_id).map(str::to_owned));
        }
    }
}

#[test]
fn whatever_is_found_is_explained_and_nothing_else_is() {
    let all: BTreeSet<&str> = rules().iter().map(|rule| rule.id).collect();
    let groups = all.iter().filter_map(|id| id.split_once('/')).map(|(group, _)| group).collect();
    let mut met = BTreeSet::new();
    quoted_ids(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("generator"), &groups, &mut met);
    let unexplained: Vec<_> = met.iter().filter(|id| !all.contains(id.as_str())).collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
    let elsewhere = rules().iter().filter(|rule| matches!(rule.run, super::rule::Run::Elsewhere));
    let never_found: Vec<_> = elsewhere.map(|rule| rule.id).filter(|id| !met.contains(*id)).collect();
    assert!(never_found.is_empty(), "{never_found:?}");
}

#[test]
fn a_configuration_in_utf_16_is_one_error() {
    let words: Vec<u8> = "\u{feff}title = \"Một cửa\"\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = MemoryFiles::default().with("content/site.toml", words);
    let found = crate::check_sources(&files, None).diagnostics;
    let errors = found.iter().filter(|found| found.severity == crate::diagnostic::Severity::Error);
    let shown: Vec<_> = errors.map(|found| (found.rule, &*found.message)).collect();
    assert_eq!(shown, [("source/not-utf8", "this file is UTF-16, not UTF-8")]);
}
