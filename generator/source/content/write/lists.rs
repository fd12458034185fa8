//! The lists of a procedure as tables: `[[step]]`, `[[channel]]`, `[[fee]]`, `[[document]]`, `[[result]]`, ...

use super::toml::{bilingual, inline, languages, line, list, pair};
use super::two_proses;
use crate::catalogue::{
    Bilingual, Channel, Document, DocumentGroup, Edit, Fee, FeeAmount, FieldName, FormFile, LegalDocument, Outcome,
    Procedure, ProcessingTime, ServiceCase, Step,
};
use crate::source::config::is_link;

/// Writes a list that replaces another by nothing.
pub(super) fn empty(field: FieldName, p: &Procedure, out: &mut String) {
    fn none<T>(field: &crate::catalogue::Field<Vec<T>>) -> bool {
        field.as_ref().is_some_and(|items| items.value.is_empty())
    }
    let (is_empty, key) = match field {
        FieldName::Steps => (none(&p.steps), "step"),
        FieldName::Channels => (none(&p.channels), "channel"),
        FieldName::Documents => {
            let groups = p.documents.as_ref();
            (groups.is_some_and(|groups| groups.value.iter().all(|group| group.documents.is_empty())), "document")
        }
        FieldName::ServiceCases => (none(&p.service_cases), "service_case"),
        FieldName::Results => (none(&p.results), "result"),
        FieldName::LegalBasis => (none(&p.legal_basis), "legal"),
        _ => return,
    };
    if is_empty {
        pair(key, "[]", out);
    }
}

/// Writes the tables of a field, each after an empty line.
pub(super) fn tables(field: FieldName, p: &Procedure, out: &mut String) {
    match field {
        FieldName::Steps => each("step", &p.steps, step, out),
        FieldName::Channels => channels(p.channels.as_ref().map_or(&[], |channels| &channels.value), out),
        FieldName::Documents => {
            for group in p.documents.iter().flat_map(|groups| &groups.value) {
                group.documents.iter().for_each(|item| document(group, item, out));
            }
        }
        FieldName::ServiceCases => each("service_case", &p.service_cases, service_case, out),
        FieldName::Results => each("result", &p.results, outcome, out),
        FieldName::LegalBasis => each("legal", &p.legal_basis, legal, out),
        _ => {}
    }
}

fn each<T>(key: &str, items: &crate::catalogue::Field<Vec<T>>, write: fn(&T, &mut String), out: &mut String) {
    for item in items.iter().flat_map(|items| &items.value) {
        head(key, out);
        write(item, out);
    }
}

fn head(key: &str, out: &mut String) {
    out.push_str("\n[[");
    out.push_str(key);
    out.push_str("]]\n");
}

fn maybe(key: &str, text: &Option<Bilingual>, out: &mut String) {
    if let Some(text) = text {
        bilingual(key, text, out);
    }
}

fn step(step: &Step, out: &mut String) {
    maybe("name", &step.name, out);
    two_proses("text", Some(&step.text), step.text_en.as_ref(), out);
}

fn time(time: &Option<ProcessingTime>, out: &mut String) {
    match time {
        Some(ProcessingTime::Quantity(duration)) => pair("time", line(&duration.text_vi()), out),
        Some(ProcessingTime::Verbatim(words)) => pair("time", line(words), out),
        None => {}
    }
}

/// Channels, then their fees. Fees that all channels share stand once and name none, unless official channels are changed.
fn channels(channels: &[Channel], out: &mut String) {
    let references = Channel::references(channels).into_iter().zip(channels);
    let id = |(id, channel): (String, &Channel)| if channel.edit == Edit::Whole { id } else { channel.reference() };
    let ids: Vec<String> = references.map(id).collect();
    for (channel, id) in channels.iter().zip(&ids) {
        head("channel", out);
        match channel.edit {
            Edit::Whole => pair("kind", line(channel.kind.id()), out),
            _ => reference("id", &Some(id.as_str().into()), channel.edit, out),
        }
        if channel.edit == Edit::Whole && id != channel.kind.id() {
            pair("id", line(id), out);
        }
        time(&channel.time, out);
        maybe("note", &channel.note, out);
    }
    let all_whole = channels.iter().all(|channel| channel.edit == Edit::Whole);
    let shared =
        all_whole && channels.len() > 1 && channels.windows(2).all(|pair| same_fees(&pair[0].fees, &pair[1].fees));
    for (channel, id) in channels.iter().zip(&ids).take(if shared { 1 } else { channels.len() }) {
        for item in &channel.fees {
            head("fee", out);
            if !shared {
                pair("channel", line(id), out);
            }
            fee(item, out);
        }
    }
}

fn same_fees(left: &[Fee], right: &[Fee]) -> bool {
    let bare = |fee: &Fee| {
        let mut out = String::new();
        self::fee(fee, &mut out);
        out
    };
    left.iter().map(bare).eq(right.iter().map(bare))
}

fn fee(fee: &Fee, out: &mut String) {
    maybe("name", &fee.name, out);
    match fee.amount {
        FeeAmount::Free => pair("free", true, out),
        FeeAmount::Known(money) if money.amount > 0 => {
            pair("amount", money.amount, out);
            if money.currency != crate::language::Currency::Vnd {
                pair("currency", line(money.currency.code()), out);
            }
        }
        FeeAmount::Known(_) | FeeAmount::Unknown => {}
    }
    maybe("note", &fee.note, out);
    if let Some(attachment) = &fee.attachment {
        pair("attachment", line(attachment), out);
    }
}

/// The code of an item: `ref` where it means an item of the official record, else the item's own key.
fn reference(own: &str, code: &Option<Box<str>>, edit: Edit, out: &mut String) {
    let key = if edit == Edit::Whole { own } else { "ref" };
    if let Some(code) = code {
        pair(key, line(code), out);
    }
    if edit == Edit::Remove {
        pair("remove", true, out);
    }
}

/// The name of an item. Only one that changes another may have none.
fn name(name: &Bilingual, edit: Edit, out: &mut String) {
    match (edit, &*name.vi, name.en.as_deref()) {
        (Edit::Whole, "", en) => languages("name", Some(en.filter(|en| !en.is_empty()).unwrap_or("…")), en, &[], out),
        (_, "", en) => languages("name", None, en, &[], out),
        (_, vi, en) => languages("name", Some(vi), en, &[], out),
    }
}

fn document(group: &DocumentGroup, document: &Document, out: &mut String) {
    head("document", out);
    reference("id", &document.code, document.edit, out);
    if document.edit == Edit::Remove {
        return;
    }
    maybe("group", &group.name, out);
    name(&document.name, document.edit, out);
    for (key, count) in [("originals", document.originals), ("copies", document.copies)] {
        if let Some(count) = count {
            pair(key, count, out);
        }
    }
    if document.required {
        pair("required", true, out);
    } else if document.waived {
        pair("required", false, out);
    }
    forms(&document.forms, out);
    maybe("note", &document.note, out);
}

fn forms(forms: &[FormFile], out: &mut String) {
    fn address(form: &FormFile) -> Option<String> {
        form.url.as_deref().filter(|url| is_link(url)).map(line)
    }
    match forms {
        [] => {}
        [form] => {
            pair("form", line(&form.name), out);
            if let Some(url) = address(form) {
                pair("form_url", url, out);
            }
        }
        several => list(
            "forms",
            several.iter().map(|form| {
                let url = address(form).map(|url| format!(", url = {url}")).unwrap_or_default();
                format!("{{ name = {}{url} }}", line(&form.name))
            }),
            out,
        ),
    }
}

fn service_case(case: &ServiceCase, out: &mut String) {
    reference("code", &Some(case.code.clone()), case.edit, out);
    match case.edit {
        Edit::Whole => pair("name", inline(Some(&case.name.vi), case.name.en.as_deref(), &[]), out),
        Edit::Patch => name(&case.name, case.edit, out),
        Edit::Remove => {}
    }
    time(&case.time, out);
}

fn outcome(outcome: &Outcome, out: &mut String) {
    reference("id", &outcome.code, outcome.edit, out);
    if outcome.edit != Edit::Remove {
        name(&outcome.name, outcome.edit, out);
    }
}

fn legal(legal: &LegalDocument, out: &mut String) {
    reference("number", &legal.number, legal.edit, out);
    if legal.edit == Edit::Remove {
        return;
    }
    name(&legal.name, legal.edit, out);
    if let Some(date) = legal.date {
        pair("date", date.iso(), out);
    }
    if let Some(url) = legal.url.as_deref().filter(|url| is_link(url)) {
        pair("url", line(url), out);
    }
}
