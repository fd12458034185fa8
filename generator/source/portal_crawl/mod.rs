//! Pages of the portal as a crawler took them: an object a line, each section's table glued to one text.
//!
//! In: lines. Out: records whose steps, channels, documents, results and legal documents are cut out of the glued
//! text again, each with its place. Every rule here must have one reading; where a text has two, it is kept word for
//! word, a note says which part, and the field counts as verbatim. Nothing is dropped but the page's own words: the
//! heads of its tables, its form, and the class of the procedure (`loai_thu_tuc`), which says under which article
//! ministries register it and nothing an applicant could use.

mod channels;
mod documents;
mod fees;
mod forms;
mod legal;
mod results;
mod sections;
mod steps;

use std::ops::Range;

use super::portal_catalogue::PAGE;
use super::row::{Row, Words};
use super::vocabulary::{self, trimmed};
use super::{Input, Reading, Understood, is_blank};
use crate::catalogue::{Bilingual, Decision, Field, FieldName, Levels, Localised, Named, Procedure, Prose, Sourced};
use crate::diagnostic::Diagnostic;
use sections::{Section, Sections};

/// The keys of a record.
const KEYS: [&str; 21] = [
    "ma_thu_tuc",
    "detail_url",
    "formality_id",
    "ten_thu_tuc",
    "so_quyet_dinh",
    "cap_thuc_hien",
    "loai_thu_tuc",
    "linh_vuc",
    "doi_tuong_thuc_hien",
    "co_quan_co_tham_quyen",
    "dia_chi_tiep_nhan",
    "co_quan_duoc_uy_quyen",
    "co_quan_phoi_hop",
    "thu_tuc_lien_quan",
    "trinh_tu_thuc_hien",
    "cach_thuc_thuc_hien",
    "thanh_phan_ho_so",
    "can_cu_phap_ly",
    "co_quan_thuc_hien",
    "yeu_cau_dieu_kien",
    "ket_qua_xu_ly",
];

/// The classes of procedures under Decree 63/2010/NĐ-CP, which the model has no field for.
const CLASSES: [&str; 3] =
    ["TTHC được giao luật quy định chi tiết", "TTHC không được luật giao cho địa phương quy định", "Loại khác"];

/// A part of a text that has no certain reading, and what of it is not known.
#[derive(Debug, PartialEq, Eq)]
struct Doubt {
    rule: &'static str,
    part: Range<usize>,
    why: &'static str,
    /// Whether the part was kept word for word; else it was read, and there is something to say of it.
    verbatim: bool,
}

impl Doubt {
    fn new(rule: &'static str, part: Range<usize>, why: &'static str) -> Self {
        Self { rule, part, why, verbatim: true }
    }

    fn remark(rule: &'static str, part: Range<usize>, why: &'static str) -> Self {
        Self { rule, part, why, verbatim: false }
    }
}

/// Reads a record.
pub(super) fn read(input: &Input<'_>, out: &mut Reading) {
    let Some(row) = Row::read(input, "ma_thu_tuc", out) else { return };
    let record = row.procedure();
    out.count(FieldName::Code, Understood::Yes);
    let mut page = Page { row, record, out };
    page.head();
    page.agencies();
    page.sections();
    page.rest();
    let Page { row, mut record, out } = page;
    row.leftovers(&KEYS, "crawl/not-understood", &mut record, out);
    out.records.push(record);
}

/// A record being read.
struct Page<'a, 'o> {
    row: Row<'a>,
    record: Procedure,
    out: &'o mut Reading,
}

impl Page<'_, '_> {
    /// Name, address, decision, levels, field and audiences.
    fn head(&mut self) {
        let name = self.row.text("ten_thu_tuc");
        self.count_presence(FieldName::Name, &name);
        self.record.name = name.map_or_else(Default::default, |name| {
            let origin = name.origin();
            Localised::vi(Sourced::new(name.text.into(), origin))
        });
        self.address();
        let decision = self.row.text("so_quyet_dinh");
        self.count_presence(FieldName::Decision, &decision);
        self.record.decision = decision
            .map(|words| Sourced::new(Decision { number: words.text.trim().into(), date: None }, words.origin()));
        let field = self.row.text("linh_vuc");
        self.count_presence(FieldName::Fields, &field);
        self.record.fields = field.map(|words| Sourced::new(vec![Named::new(words.text.trim())], words.origin()));
        self.levels();
        self.audiences();
    }

    fn address(&mut self) {
        let address = self.row.text("detail_url");
        let id = self.row.text("formality_id");
        let known = address.as_ref().is_some_and(|address| is_page(&address.text));
        if address.is_some() && !known {
            self.row.leave("detail_url");
        }
        let how = match &address {
            None => Understood::Missing,
            Some(_) if known => Understood::Yes,
            Some(_) => Understood::Verbatim,
        };
        self.out.count(FieldName::OfficialPage, how);
        let address = address.filter(|_| known);
        if id.is_some_and(|id| address.as_ref().is_none_or(|address| !address.text.ends_with(id.text.trim()))) {
            self.row.leave("formality_id");
        }
        self.record.official_page = address.map(|words| Sourced::new(words.text.trim().into(), words.origin()));
    }

    fn levels(&mut self) {
        let Some(words) = self.row.text("cap_thuc_hien") else {
            return self.out.count(FieldName::Levels, Understood::Missing);
        };
        let parts = words.text.split(',').filter(|part| !part.trim().is_empty());
        let levels: Vec<_> = parts.map(vocabulary::level).collect();
        let known: Levels = levels.iter().flatten().copied().collect();
        let all = levels.iter().all(Option::is_some);
        if !all {
            self.row.leave("cap_thuc_hien");
        }
        self.out.count(FieldName::Levels, if all { Understood::Yes } else { Understood::Verbatim });
        self.record.levels = (!known.is_empty()).then(|| Sourced::new(known, words.origin()));
    }

    fn audiences(&mut self) {
        let Some(words) = self.row.text("doi_tuong_thuc_hien") else {
            return self.out.count(FieldName::Audiences, Understood::Missing);
        };
        let cut = vocabulary::audiences(&words.text);
        let why = "this may be several audiences";
        let doubts =
            cut.doubtful.into_iter().map(|part| Doubt::new("crawl/audiences-not-understood", part, why)).collect();
        self.record.audiences = named(&words, cut.items);
        self.settle(FieldName::Audiences, &Section::new(words), doubts);
    }

    fn agencies(&mut self) {
        let record = &mut self.record;
        for (key, field, place) in [
            ("co_quan_co_tham_quyen", FieldName::Competent, &mut record.competent),
            ("co_quan_duoc_uy_quyen", FieldName::Authorised, &mut record.authorised),
            ("co_quan_phoi_hop", FieldName::Coordinating, &mut record.coordinating),
        ] {
            let words = self.row.text(key);
            self.out.count(field, if words.is_some() { Understood::Yes } else { Understood::Missing });
            *place = words.and_then(|words| named(&words, vocabulary::agencies(&words.text)));
        }
        let reception = self.row.text("dia_chi_tiep_nhan");
        self.count_presence(FieldName::Reception, &reception);
        self.record.reception = reception.map_or_else(Default::default, |words| prose(&Section::new(words)));
    }

    /// The sections, which may have to be joined before they can be read.
    fn sections(&mut self) {
        let mut section = |key| self.row.text(key).map(Section::new);
        let mut sections = Sections {
            steps: section("trinh_tu_thuc_hien"),
            channels: section("cach_thuc_thuc_hien"),
            documents: section("thanh_phan_ho_so"),
            legal: section("can_cu_phap_ly"),
            executing: section("co_quan_thuc_hien"),
            requirements: section("yeu_cau_dieu_kien"),
            results: section("ket_qua_xu_ly"),
            joined: Vec::new(),
        };
        sections.mend();
        for (label, place) in &sections.joined {
            let message = format!(
                "the crawl cut a section at the words \"{label}\": joined again; what stood under them is lost"
            );
            self.out
                .diagnostics
                .push(Diagnostic::note("crawl/cut-at-a-heading", *place, message).about(self.row.code()));
        }
        self.record.steps = self.list(FieldName::Steps, sections.steps, |section, _| steps::read(section));
        self.record.documents = self.list(FieldName::Documents, sections.documents, documents::read);
        self.record.legal_basis = self.list(FieldName::LegalBasis, sections.legal, legal::read);
        self.channels(sections.channels);
        self.results(sections.results);
        let executing = sections.executing;
        self.count_presence(FieldName::Executing, &executing);
        self.record.executing = executing.and_then(|section| {
            let items: Vec<Named> =
                vocabulary::agencies(&section.text).into_iter().map(|item| Named::new(&section.text[item])).collect();
            (!items.is_empty()).then(|| Sourced::new(items, section.origin()))
        });
        self.count_presence(FieldName::Requirements, &sections.requirements);
        self.record.requirements = sections.requirements.map_or_else(Default::default, |section| prose(&section));
    }

    fn list<T>(
        &mut self,
        field: FieldName,
        section: Option<Section>,
        read: fn(&Section, &mut Vec<Doubt>) -> Vec<T>,
    ) -> Field<Vec<T>> {
        let Some(section) = section else {
            self.out.count(field, Understood::Missing);
            return None;
        };
        let mut doubts = Vec::new();
        let items = read(&section, &mut doubts);
        self.settle(field, &section, doubts);
        (!items.is_empty()).then(|| Sourced::new(items, section.origin()))
    }

    fn channels(&mut self, section: Option<Section>) {
        let Some(section) = section else { return self.out.count(FieldName::Channels, Understood::Missing) };
        let mut doubts = Vec::new();
        match channels::read(&section, &mut doubts) {
            Some(channels) => {
                self.settle(FieldName::Channels, &section, doubts);
                self.record.channels = Some(Sourced::new(channels, section.origin()));
            }
            None => {
                // Without a table nothing says which way each word is about: it stays in the note.
                self.row.leave_words("cach_thuc_thuc_hien", &section.text, section.origin().location);
                self.out.count(FieldName::Channels, Understood::Verbatim);
            }
        }
    }

    fn results(&mut self, section: Option<Section>) {
        let Some(section) = section else {
            self.out.count(FieldName::Results, Understood::Missing);
            return self.out.count(FieldName::Keywords, Understood::Missing);
        };
        let mut doubts = Vec::new();
        let results = results::read(&section, &mut doubts);
        if results.outcomes.is_empty() {
            self.out.count(FieldName::Results, Understood::Missing);
        } else {
            self.settle(FieldName::Results, &section, doubts);
            self.record.results = Some(Sourced::new(results.outcomes, section.origin()));
        }
        self.count_presence(FieldName::Keywords, &results.keywords);
        let keyword = |range: Range<usize>| vec![Bilingual::vi(&section.text[range])];
        self.record.keywords = results.keywords.map(|range| Sourced::new(keyword(range), section.origin()));
        if let Some(range) = results.description {
            let origin = crate::catalogue::Origin { location: section.place(range.clone()), ..section.origin() };
            self.record.note = Localised::vi(Sourced::new(Prose::Plain(section.text[range].into()), origin));
        }
    }

    /// What is left of the record.
    fn rest(&mut self) {
        if self.row.text("thu_tuc_lien_quan").is_some() {
            self.row.leave("thu_tuc_lien_quan");
        }
        if self.row.text("loai_thu_tuc").is_some_and(|class| !CLASSES.contains(&class.text.trim())) {
            self.row.leave("loai_thu_tuc");
        }
    }

    /// Counts a field that was read, and says what of it was not.
    fn settle(&mut self, field: FieldName, section: &Section, doubts: Vec<Doubt>) {
        let verbatim = doubts.iter().any(|doubt| doubt.verbatim);
        self.out.count(field, if verbatim { Understood::Verbatim } else { Understood::Yes });
        for doubt in doubts {
            let part = trimmed(&section.text, doubt.part);
            let said: String = section.text[part.clone()].chars().take(60).collect();
            let message = match doubt.verbatim {
                true => format!("not understood in `{}`, kept word for word: {} (\"{said}\")", field.key(), doubt.why),
                false => format!("{} (\"{said}\")", doubt.why),
            };
            let note = Diagnostic::note(doubt.rule, section.place(part), message).about(self.row.code());
            self.out.diagnostics.push(note);
        }
    }

    fn count_presence<T>(&mut self, field: FieldName, value: &Option<T>) {
        self.out.count(field, if value.is_some() { Understood::Yes } else { Understood::Missing });
    }
}

fn is_page(address: &str) -> bool {
    address.trim().strip_prefix(PAGE).is_some_and(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

fn named(words: &Words, items: Vec<Range<usize>>) -> Field<Vec<Named>> {
    let items: Vec<Named> = items.into_iter().map(|item| Named::new(&words.text[item])).collect();
    (!items.is_empty()).then(|| Sourced::new(items, words.origin()))
}

fn prose(section: &Section) -> Localised<Prose> {
    if is_blank(&section.text) {
        return Localised::default();
    }
    Localised::vi(Sourced::new(Prose::Plain(section.text.trim().into()), section.origin()))
}

#[cfg(test)]
mod tests;
