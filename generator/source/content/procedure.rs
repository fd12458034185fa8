//! A procedure's file.

use super::lists::{self, Lists};
use super::values::{localised_prose, named};
use super::{name_parts, split};
use crate::catalogue::{
    Decision, Field, FieldName, Kind, Language, Level, Levels, Online, Procedure, Prose, ReturnMethod, ServiceGroup,
    ServiceGroupKind, Sourced, State,
};
use crate::source::config::link;
use crate::source::read::utf8;
use crate::source::toml::{Document, Table};
use crate::source::{Input, Reading, Understood};

pub(super) const STATES: [(&str, State); 2] = [("active", State::Active), ("abolished", State::Abolished)];
pub(super) const KINDS: [(&str, Kind); 3] =
    [("national", Kind::National), ("specific", Kind::Specific), ("internal", Kind::Internal)];
pub(super) const ONLINE: [(&str, Online); 3] =
    [("full", Online::Full), ("partial", Online::Partial), ("no", Online::No)];
pub(super) const RETURNS: [(&str, ReturnMethod); 3] =
    [("counter", ReturnMethod::AtCounter), ("home", ReturnMethod::AtHome), ("online", ReturnMethod::Online)];

/// Reads a file of `content/procedures/`.
pub(in crate::source) fn read(input: &Input<'_>, out: &mut Reading) {
    let Some(text) = utf8(input, out) else { return };
    let parts = match split(input, text) {
        Ok(parts) => parts,
        Err(reason) => return out.reject(*reason),
    };
    let (id, language) = name_parts(input.path);
    let code: Box<str> = crate::language::normalise(id).into();
    let (mut document, mut table) = Document::parse(input, parts.front.0, parts.front.1);
    let mut procedure = Procedure::new(code, input.origin(0..text.len().min(3)));
    let doc = &mut document;
    if let Some((written, span)) = doc.text(&mut table, "code")
        && written != procedure.code
    {
        let help = format!("the file's name gives the code: rename it to {written}.md, or leave `code` out");
        doc.error(
            "content/code",
            span,
            format!("the file is named {} and says `code = \"{written}\"`", procedure.code),
            help,
        );
    }
    read_texts(doc, &mut table, language, &mut procedure);
    let body = parts.body.0.trim();
    if !body.is_empty() {
        let start = parts.body.1.start + (body.as_ptr() as usize - parts.body.0.as_ptr() as usize);
        let prose = input.sourced(Prose::Markdown(body.into()), start..start + body.len());
        match language {
            Language::Vi => procedure.body.vi = Some(prose),
            Language::En => procedure.body.en = Some(prose),
        }
    }
    if language == Language::Vi {
        read_fields(doc, &mut table, &mut procedure);
        let applying = lists::read(doc, &mut table, &mut Lists::of(&mut procedure));
        procedure.rules = super::rules::read(doc, &mut table, &procedure.code, applying.documents, applying.fees);
    }
    document.finish(table);
    for (field, _) in procedure.origins() {
        out.count(field, Understood::Yes);
    }
    out.count(FieldName::Code, Understood::Yes);
    // A file with a mistake gives its findings and no record: half of an editor's words would be worse than none.
    if document.failed() {
        out.rejected += 1;
        out.diagnostics.extend(document.diagnostics.into_iter().map(|found| found.about(procedure.code.clone())));
    } else {
        out.records.push(procedure);
    }
}

fn read_texts(doc: &mut Document<'_>, table: &mut Table<'_>, language: Language, procedure: &mut Procedure) {
    procedure.name = doc.localised(table, "name", language);
    procedure.summary = doc.localised(table, "summary", language);
    procedure.requirements = localised_prose(doc, table, "requirements", language);
    procedure.reception = localised_prose(doc, table, "reception", language);
    procedure.note = localised_prose(doc, table, "note", language);
}

fn read_fields(doc: &mut Document<'_>, table: &mut Table<'_>, procedure: &mut Procedure) {
    procedure.state = word(doc, table, "state", &STATES);
    procedure.kind = word(doc, table, "kind", &KINDS);
    procedure.online = word(doc, table, "online", &ONLINE);
    procedure.levels = levels(doc, table);
    procedure.publisher = named(doc, table, "publisher").and_then(|list| {
        let origin = list.origin;
        list.value.into_iter().next().map(|first| Sourced::new(first, origin))
    });
    procedure.fields = named(doc, table, "fields");
    procedure.audiences = named(doc, table, "audiences");
    procedure.executing = named(doc, table, "executing");
    procedure.competent = named(doc, table, "competent");
    procedure.authorised = named(doc, table, "authorised");
    procedure.delegated = named(doc, table, "delegated");
    procedure.coordinating = named(doc, table, "coordinating");
    procedure.groups = groups(doc, table);
    procedure.keywords = field(doc.bilinguals(table, "keywords"), doc);
    procedure.citations = field(doc.bilinguals(table, "citations"), doc);
    procedure.decision = decision(doc, table);
    procedure.official_page = link_field(doc, table, "official_page");
    procedure.updated = field(doc.date(table, "updated"), doc);
    procedure.reviewed = field(doc.date(table, "reviewed"), doc);
    procedure.review_by = field(doc.date(table, "review_by"), doc);
    procedure.return_methods = return_methods(doc, table);
}

/// A value with its span as a field.
fn field<T>(value: Option<(T, std::ops::Range<usize>)>, doc: &Document<'_>) -> Field<T> {
    value.map(|(value, span)| doc.sourced(value, &span))
}

fn word<T: Copy>(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str, words: &[(&str, T)]) -> Field<T> {
    let found = doc.word(table, key, words);
    field(found, doc)
}

fn levels(doc: &mut Document<'_>, table: &mut Table<'_>) -> Field<Levels> {
    let (words, span) = doc.texts(table, "levels")?;
    let mut levels = Levels::default();
    for (word, span) in words {
        match Level::ALL.into_iter().find(|level| level.id() == &*word) {
            Some(Level::District) => {
                let help = "districts ended on 1 July 2025: write \"province\" or \"commune\"";
                doc.error("content/district", span, "there is no level \"district\" any more", help);
            }
            Some(level) => levels.insert(level),
            None => {
                let help = "the levels are \"ministry\", \"province\", \"commune\", \"other\"";
                doc.error("toml/unknown-word", span, format!("there is no level \"{word}\""), help);
            }
        }
    }
    Some(doc.sourced(levels, &span))
}

fn groups(doc: &mut Document<'_>, table: &mut Table<'_>) -> Field<Vec<ServiceGroup>> {
    let mut groups = Vec::new();
    let mut place = None;
    for (key, kind) in [("groups", ServiceGroupKind::Citizen), ("business_groups", ServiceGroupKind::Business)] {
        if let Some((names, span)) = doc.bilinguals(table, key) {
            groups.extend(names.into_iter().map(|name| ServiceGroup { name, kind }));
            place = place.or(Some(span));
        }
    }
    place.map(|span| doc.sourced(groups, &span))
}

fn decision(doc: &mut Document<'_>, table: &mut Table<'_>) -> Field<Decision> {
    let date = doc.date(table, "decision_date");
    match (doc.text(table, "decision"), date) {
        (Some((number, span)), date) => Some(doc.sourced(Decision { number, date: date.map(|(date, _)| date) }, &span)),
        (None, Some((_, span))) => {
            doc.error(
                "content/decision",
                span,
                "`decision_date` without `decision`",
                "add a line: decision = \"163/QĐ-BTP\"",
            );
            None
        }
        (None, None) => None,
    }
}

fn link_field(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Field<Box<str>> {
    let span = table.value_span(key)?;
    let url = link(doc, table, key)?;
    Some(doc.sourced(url, &span))
}

fn return_methods(doc: &mut Document<'_>, table: &mut Table<'_>) -> Field<Vec<ReturnMethod>> {
    let (words, span) = doc.texts(table, "return_methods")?;
    let mut methods = Vec::new();
    for (word, span) in words {
        match RETURNS.into_iter().find(|(known, _)| *known == &*word) {
            Some((_, method)) => methods.push(method),
            None => {
                let help = "the ways are \"counter\", \"home\", \"online\"";
                doc.error("toml/unknown-word", span, format!("there is no way \"{word}\" to receive a result"), help);
            }
        }
    }
    Some(doc.sourced(methods, &span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::SourceId;
    use crate::files::FileTable;

    fn reading(path: &str, text: &str) -> Reading {
        let file = FileTable::default().add(path);
        let mut out = Reading::default();
        read(&Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 }, &mut out);
        out
    }

    #[test]
    fn a_list_with_references_patches_and_one_without_replaces() {
        let out = reading(
            "content/procedures/1.001193.md",
            "+++\nname = { vi = \"Khai sinh\", en = \"Birth\" }\n[[document]]\nref = \"KQ1\"\ncopies = 2\n+++\n\nChào.\n",
        );
        assert_eq!(out.diagnostics, []);
        let record = &out.records[0];
        assert_eq!(&*record.code, "1.001193");
        assert_eq!(&*record.name.en.as_ref().unwrap().value, "Birth");
        assert_eq!(record.body.vi.as_ref().unwrap().value.source(), "Chào.");
        let document = &record.documents.as_ref().unwrap().value[0].documents[0];
        assert_eq!((document.edit, document.copies), (crate::catalogue::Edit::Patch, Some(2)));
    }

    #[test]
    fn all_mistakes_of_a_file_are_told_at_once() {
        let out = reading(
            "1.md",
            "+++\nnmae = \"x\"\nlevels = [\"distrit\"]\nupdated = \"hôm qua\"\n[[document]]\nname = \"a\"\nkind = \"national\"\n+++\n",
        );
        assert!(out.records.is_empty());
        assert_eq!(out.rejected, 1);
        let rules: Vec<_> = out.diagnostics.iter().map(|found| found.rule).collect();
        assert_eq!(rules, ["toml/unknown-word", "toml/wrong-kind", "toml/unknown-key", "toml/unknown-key"]);
    }

    #[test]
    fn the_english_file_gives_english() {
        let out = reading("1.001193.en.md", "+++\nname = \"Birth registration\"\n+++\nText.\n");
        let record = &out.records[0];
        assert!(record.name.vi.is_none() && record.body.vi.is_none());
        assert_eq!(&*record.name.en.as_ref().unwrap().value, "Birth registration");
    }
}
