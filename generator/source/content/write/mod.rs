//! Writing a procedure as the file an editor keeps: the counterpart of the reader beside it.
//!
//! In: a procedure. Out: text in the format of `content/README.md`, with the keys in its order, so that equal
//! procedures give equal bytes and a change shows as a few lines. Reading the text gives an equal procedure,
//! except for what the format has no words for:
//!
//! - the level `district`, which ended on 1 July 2025, and addresses that are none (`//host`, a path) are left out;
//! - documents of groups with the same heading stand in one group, and a group without documents is none;
//! - groups of services for citizens stand before those for businesses;
//! - an amount of zero or less is no statement, and words that state a quantity of time become that quantity;
//! - an empty text is no text, and an item without a Vietnamese name is called by its English one;
//! - space at both ends of the text below the front matter goes, and plain text there becomes Markdown that shows the same.

mod edit;
mod lists;
mod markdown;
mod toml;

pub use edit::edited;

use self::toml::{inline, languages, line, list, pair};
use super::procedure::{KINDS, ONLINE, RETURNS, STATES};
use crate::catalogue::{
    Bilingual, Decision, Field, FieldName, Level, Levels, Localised, Named, Procedure, Prose, ReturnMethod,
    ServiceGroup, ServiceGroupKind, Sourced,
};
use crate::source::config::is_link;

/// The fields that are single keys, in the order of the reference, and the lists, which stand after them.
const ORDER: [FieldName; 32] = [
    FieldName::Name,
    FieldName::Summary,
    FieldName::State,
    FieldName::Kind,
    FieldName::Levels,
    FieldName::Publisher,
    FieldName::Fields,
    FieldName::Groups,
    FieldName::Audiences,
    FieldName::Executing,
    FieldName::Competent,
    FieldName::Authorised,
    FieldName::Delegated,
    FieldName::Coordinating,
    FieldName::Reception,
    FieldName::Requirements,
    FieldName::Note,
    FieldName::Keywords,
    FieldName::Online,
    FieldName::ReturnMethods,
    FieldName::Decision,
    FieldName::OfficialPage,
    FieldName::Updated,
    FieldName::Reviewed,
    FieldName::ReviewBy,
    FieldName::Citations,
    FieldName::Steps,
    FieldName::Channels,
    FieldName::Documents,
    FieldName::ServiceCases,
    FieldName::Results,
    FieldName::LegalBasis,
];

/// The file `content/procedures/<code>.md` of a procedure.
pub fn front_matter(procedure: &Procedure) -> String {
    let mut out = String::from("+++\n");
    ORDER.into_iter().for_each(|field| keys(field, procedure, &mut out));
    ORDER.into_iter().for_each(|field| lists::tables(field, procedure, &mut out));
    out.push_str("+++\n");
    body(&procedure.body.vi, &mut out);
    out
}

/// The file `content/procedures/<code>.en.md` of what such a file says: the English of names and longer texts.
pub fn english(procedure: &Procedure) -> String {
    let mut out = String::from("+++\n");
    for (key, text) in [("name", &procedure.name.en), ("summary", &procedure.summary.en)] {
        if let Some(text) = text.as_ref().filter(|text| !text.value.is_empty()) {
            pair(key, self::toml::text(&text.value), &mut out);
        }
    }
    for (key, text) in [
        ("reception", &procedure.reception.en),
        ("requirements", &procedure.requirements.en),
        ("note", &procedure.note.en),
    ] {
        match text.as_ref().map(|text| &text.value) {
            Some(Prose::Markdown(text)) if !text.is_empty() => pair(key, self::toml::text(text), &mut out),
            text => two_proses(key, None, text, &mut out),
        }
    }
    out.push_str("+++\n");
    body(&procedure.body.en, &mut out);
    out
}

/// The fields in which two procedures differ by what their files say.
pub fn changed_fields(before: &Procedure, after: &Procedure) -> Vec<FieldName> {
    let changed = |field: &FieldName| said(*field, before) != said(*field, after);
    FieldName::ALL.into_iter().filter(changed).collect()
}

/// What the files say of a field.
fn said(field: FieldName, procedure: &Procedure) -> String {
    let mut out = String::new();
    if field == FieldName::Body {
        for text in [&procedure.body.vi, &procedure.body.en] {
            body(text, &mut out);
            out.push('\0');
        }
    } else {
        keys(field, procedure, &mut out);
        lists::tables(field, procedure, &mut out);
    }
    out
}

fn body(text: &Field<Prose>, out: &mut String) {
    let text = match text.as_ref().map(|text| &text.value) {
        Some(Prose::Markdown(text)) => text.trim().to_owned(),
        Some(Prose::Plain(text)) => markdown::escaped(text.trim()),
        None => return,
    };
    if !text.is_empty() {
        out.push('\n');
        out.push_str(&text);
        out.push('\n');
    }
}

/// Writes the lines of a field above the first table.
fn keys(field: FieldName, procedure: &Procedure, out: &mut String) {
    let p = procedure;
    let key = field.key();
    match field {
        FieldName::Code | FieldName::Body => {}
        FieldName::Name => localised(key, &p.name, out),
        FieldName::Summary => localised(key, &p.summary, out),
        FieldName::State => word(key, &p.state, &STATES, out),
        FieldName::Kind => word(key, &p.kind, &KINDS, out),
        FieldName::Online => word(key, &p.online, &ONLINE, out),
        FieldName::Levels => levels(key, &p.levels, out),
        FieldName::Publisher => {
            if let Some(publisher) = &p.publisher {
                pair(key, named(&publisher.value), out);
            }
        }
        FieldName::Fields => names(key, &p.fields, out),
        FieldName::Audiences => names(key, &p.audiences, out),
        FieldName::Executing => names(key, &p.executing, out),
        FieldName::Competent => names(key, &p.competent, out),
        FieldName::Authorised => names(key, &p.authorised, out),
        FieldName::Delegated => names(key, &p.delegated, out),
        FieldName::Coordinating => names(key, &p.coordinating, out),
        FieldName::Groups => groups(&p.groups, out),
        FieldName::Reception => prose(key, &p.reception, out),
        FieldName::Requirements => prose(key, &p.requirements, out),
        FieldName::Note => prose(key, &p.note, out),
        FieldName::Keywords => texts(key, &p.keywords, out),
        FieldName::Citations => texts(key, &p.citations, out),
        FieldName::ReturnMethods => return_methods(key, &p.return_methods, out),
        FieldName::Decision => decision(&p.decision, out),
        FieldName::OfficialPage => {
            if let Some(page) = p.official_page.as_ref().filter(|page| is_link(&page.value)) {
                pair(key, line(&page.value), out);
            }
        }
        FieldName::Updated => date(key, &p.updated, out),
        FieldName::Reviewed => date(key, &p.reviewed, out),
        FieldName::ReviewBy => date(key, &p.review_by, out),
        FieldName::Steps
        | FieldName::Channels
        | FieldName::Documents
        | FieldName::ServiceCases
        | FieldName::Results
        | FieldName::LegalBasis => lists::empty(field, p, out),
    }
}

fn localised(key: &str, text: &Localised, out: &mut String) {
    let present = |text: &Field<Box<str>>| text.as_ref().map(|text| text.value.clone()).filter(|text| !text.is_empty());
    languages(key, present(&text.vi).as_deref(), present(&text.en).as_deref(), &[], out);
}

fn prose(key: &str, text: &Localised<Prose>, out: &mut String) {
    fn value(text: &Field<Prose>) -> Option<&Prose> {
        text.as_ref().map(|text| &text.value)
    }
    two_proses(key, value(&text.vi), value(&text.en), out);
}

/// Longer texts, with `plain` for those that are no Markdown.
fn two_proses(key: &str, vi: Option<&Prose>, en: Option<&Prose>, out: &mut String) {
    let [vi, en] = [vi, en].map(|text| text.filter(|text| !text.source().is_empty()));
    let is_plain = |text: Option<&Prose>| matches!(text, Some(Prose::Plain(_)));
    let plain = match (is_plain(vi), is_plain(en)) {
        (false, false) => None,
        (true, false) => Some("\"vi\""),
        (false, true) => Some("\"en\""),
        (true, true) => Some("[\"vi\", \"en\"]"),
    };
    let more: Vec<_> = plain.map(|plain| ("plain", plain.to_owned())).into_iter().collect();
    languages(key, vi.map(Prose::source), en.map(Prose::source), &more, out);
}

fn word<T: Copy + PartialEq>(key: &str, value: &Field<T>, words: &[(&str, T)], out: &mut String) {
    let found = value.as_ref().and_then(|value| words.iter().find(|(_, known)| *known == value.value));
    if let Some((word, _)) = found {
        pair(key, line(word), out);
    }
}

fn levels(key: &str, levels: &Field<Levels>, out: &mut String) {
    let Some(levels) = levels else { return };
    let words: Vec<String> =
        levels.value.iter().filter(|level| *level != Level::District).map(|level| line(level.id())).collect();
    if !words.is_empty() || levels.value.is_empty() {
        list(key, words, out);
    }
}

fn named(named: &Named) -> String {
    let code: Vec<_> = named.code.iter().map(|code| ("code", line(code))).collect();
    inline(Some(&named.name.vi), named.name.en.as_deref(), &code)
}

fn names(key: &str, names: &Field<Vec<Named>>, out: &mut String) {
    if let Some(names) = names {
        list(key, names.value.iter().map(named), out);
    }
}

fn texts(key: &str, texts: &Field<Vec<Bilingual>>, out: &mut String) {
    if let Some(texts) = texts {
        list(key, texts.value.iter().map(|text| inline(Some(&text.vi), text.en.as_deref(), &[])), out);
    }
}

fn groups(groups: &Field<Vec<ServiceGroup>>, out: &mut String) {
    let Some(Sourced { value: groups, .. }) = groups else { return };
    for (key, kind) in [("groups", ServiceGroupKind::Citizen), ("business_groups", ServiceGroupKind::Business)] {
        let names: Vec<String> = groups
            .iter()
            .filter(|group| group.kind == kind)
            .map(|group| inline(Some(&group.name.vi), group.name.en.as_deref(), &[]))
            .collect();
        if !names.is_empty() || (groups.is_empty() && kind == ServiceGroupKind::Citizen) {
            list(key, names, out);
        }
    }
}

fn return_methods(key: &str, methods: &Field<Vec<ReturnMethod>>, out: &mut String) {
    if let Some(methods) = methods {
        let word =
            |method: &ReturnMethod| RETURNS.iter().find(|(_, known)| known == method).map(|(word, _)| line(word));
        list(key, methods.value.iter().filter_map(word), out);
    }
}

fn decision(decision: &Field<Decision>, out: &mut String) {
    if let Some(decision) = decision {
        pair("decision", line(&decision.value.number), out);
        if let Some(date) = decision.value.date {
            pair("decision_date", date.iso(), out);
        }
    }
}

fn date(key: &str, date: &Field<crate::language::Date>, out: &mut String) {
    if let Some(date) = date {
        pair(key, date.value.iso(), out);
    }
}

#[cfg(test)]
mod tests;
