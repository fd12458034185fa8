//! What makes a test of a rule two lines: a procedure with nothing wrong, a change to it, and what a rule says then.

use super::check;
use crate::catalogue::{
    Agency, AgencyId, Bilingual, Catalogue, Channel, ChannelKind, Conflict, Dangling, Document, DocumentGroup, Edit,
    Fee, FeeAmount, LegalDocument, Localised, Named, Origin, Page, Procedure, ProcessingTime, Prose, Published,
    Redirect, Site, SourceId, SourceInfo, Sourced, Step,
};
use crate::diagnostic::Diagnostic;
use crate::files::{FileTable, Location};
use crate::language::Date;

/// The day on which tests are run.
pub const TODAY: &str = "2026-11-21";

/// What `rule` says of a procedure that had nothing wrong before `change`.
pub fn found(rule: &str, change: impl FnOnce(&mut Procedure)) -> Vec<String> {
    found_in(rule, |catalogue| change(&mut catalogue.procedures[0]))
}

/// What `rule` says of a text that an editor or an agency might have written.
pub fn found_in_text(rule: &str, text: &str) -> Vec<String> {
    found(rule, |p| p.requirements = Localised::vi(sourced(Prose::Plain(text.into()))))
}

/// What `rule` says of a catalogue that had nothing wrong before `change`.
pub fn found_in(rule: &str, change: impl FnOnce(&mut Catalogue)) -> Vec<String> {
    let mut catalogue = sound_catalogue();
    change(&mut catalogue);
    messages(rule, check(&catalogue, Some(date(TODAY)), &[], &[]))
}

/// What `rule` says of what merging noticed.
pub fn found_with(rule: &str, conflicts: &[Conflict], dangling: &[Dangling]) -> Vec<String> {
    messages(rule, check(&sound_catalogue(), Some(date(TODAY)), conflicts, dangling))
}

/// What `rule` advises to do about what merging noticed.
pub fn help_with(rule: &str, dangling: &[Dangling]) -> Vec<String> {
    let found = check(&sound_catalogue(), Some(date(TODAY)), &[], dangling);
    found.into_iter().filter(|finding| finding.rule == rule).filter_map(|finding| finding.help).collect()
}

fn messages(rule: &str, found: Vec<Diagnostic>) -> Vec<String> {
    assert!(super::rule(rule).is_some(), "there is no rule {rule}");
    found.into_iter().filter(|finding| finding.rule == rule).map(|finding| finding.message).collect()
}

/// A catalogue of one procedure, with nothing wrong.
pub fn sound_catalogue() -> Catalogue {
    let mut files = FileTable::default();
    for path in ["portal/1.001193.json", "content/procedures/1.001193.md", "content/agencies.toml"] {
        files.add(path);
    }
    let source = |official| SourceInfo { title: Bilingual::vi("Nguồn"), retrieved: None, official };
    Catalogue {
        laws: Vec::new(),
        site: Site {
            title: Bilingual::vi("Một cửa mẫu"),
            description: Bilingual::default(),
            base_url: None,
            english: true,
            publisher: None,
            publisher_url: None,
            hotline: None,
            report: None,
            official: false,
            search: true,
        },
        procedures: vec![sound_procedure()],
        agencies: vec![agency("bo-tu-phap", "Bộ Tư pháp")],
        pages: Vec::new(),
        changes: Vec::new(),
        published: Vec::new(),
        published_datasets: Vec::new(),
        redirects: Vec::new(),
        lexicon: Vec::new(),
        sources: vec![source(true), source(false)],
        files,
    }
}

/// A procedure of an official record, with nothing wrong.
pub fn sound_procedure() -> Procedure {
    let at = official(0).location;
    let fee = Fee { at, name: None, amount: FeeAmount::Free, note: None, attachment: None };
    let mut document = Document::new(at, Bilingual::vi("Tờ khai đăng ký khai sinh"));
    document.code = Some("KQ003208".into());
    Procedure {
        publisher: Some(sourced(Named::new("Bộ Tư pháp"))),
        steps: Some(sourced(vec![Step { at, name: None, text: Prose::Plain("Nộp hồ sơ".into()), text_en: None }])),
        channels: Some(sourced(vec![Channel {
            time: Some(ProcessingTime::Verbatim("Ngay trong ngày".into())),
            fees: vec![fee],
            ..Channel::new(at, ChannelKind::InPerson)
        }])),
        documents: Some(sourced(vec![DocumentGroup { name: None, documents: vec![document] }])),
        legal_basis: Some(sourced(vec![LegalDocument {
            at,
            number: Some("60/2014/QH13".into()),
            edit: Edit::Whole,
            name: Bilingual::vi("Luật Hộ tịch"),
            date: Some(date("2014-11-20")),
            url: None,
        }])),
        ..named("1.001193", "Đăng ký khai sinh")
    }
}

/// An official record with a code, a name and a publisher alone.
pub fn named(code: &str, name: &str) -> Procedure {
    let publisher = Some(sourced(Named::new("Bộ Tư pháp")));
    Procedure { name: text(name), publisher, ..Procedure::new(code, official(0)) }
}

/// A text of an official record, in Vietnamese.
pub fn text(text: &str) -> Localised {
    Localised::vi(sourced(text.into()))
}

/// A value of an official record.
pub fn sourced<T>(value: T) -> Sourced<T> {
    Sourced::new(value, official(0))
}

/// A place in an official record.
pub fn official(start: u64) -> Origin {
    origin(0, start)
}

/// A place in a file of an editor.
pub fn editor(start: u64) -> Origin {
    origin(1, start)
}

fn origin(source: u16, start: u64) -> Origin {
    let mut files = FileTable::default();
    let mut file = files.add("");
    (0..source).for_each(|_| file = files.add(""));
    Origin { source: SourceId(source), location: Location::bytes(file, start..start + 1) }
}

/// A day, as `2026-11-21`.
pub fn date(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

/// An agency with a name alone.
pub fn agency(id: &str, name: &str) -> Agency {
    Agency {
        id: AgencyId(id.into()),
        name: Bilingual::vi(name),
        aliases: Vec::new(),
        level: None,
        parent: None,
        url: None,
        hotline: None,
        address: None,
        at: editor(id.len() as u64).location,
    }
}

/// A page of an editor.
pub fn page(id: &str, start: u64) -> Page {
    Page { id: id.into(), title: text("Giới thiệu"), body: Localised::default(), at: editor(start).location }
}

/// An address that was published once.
pub fn published(code: &str) -> Published {
    Published {
        code: code.into(),
        name: "Đăng ký cũ".into(),
        withdrawn: None,
        successor: None,
        editorial: false,
        at: editor(0).location,
    }
}

/// A redirect; its place is told by its addresses, so that findings come in the order of the alphabet.
pub fn redirect(from: &str, to: &str) -> Redirect {
    let start = from.bytes().map(u64::from).sum();
    Redirect { from: from.into(), to: to.into(), at: editor(start).location }
}
