//! A cell into its field.

use super::items::{self, Items};
use super::line::{self, bilingual, lines, named, parts, prose_cell, unescaped};
use crate::catalogue::{
    Decision, Field, FieldName, Language, Levels, Named, Online, Origin, Procedure, Prose, Sourced,
};
use crate::source::vocabulary::{self, plain};
use crate::source::{Column, is_blank};

/// Sets a field from its cell; returns the words of the cell that nothing could be made of.
/// Under a heading that is not our own key a list may be written in the ways lists are published.
pub(super) fn set(record: &mut Procedure, column: Column, own: bool, cell: &str, origin: Origin) -> Vec<String> {
    let Column { field, language } = column;
    let at = origin.location;
    let mut left = Vec::new();
    let text = || Sourced::new(Box::<str>::from(cell), origin);
    let prose = || Sourced::new(prose_cell(cell), origin);
    let pick = |localised: &mut crate::catalogue::Localised<Prose>| match language {
        Language::Vi => localised.vi = Some(prose()),
        Language::En => localised.en = Some(prose()),
    };
    match field {
        FieldName::Code => {}
        FieldName::Name | FieldName::Summary => {
            let localised = if field == FieldName::Name { &mut record.name } else { &mut record.summary };
            match language {
                Language::Vi => localised.vi = Some(text()),
                Language::En => localised.en = Some(text()),
            }
        }
        FieldName::Body => pick(&mut record.body),
        FieldName::Reception => pick(&mut record.reception),
        FieldName::Requirements => pick(&mut record.requirements),
        FieldName::Note => pick(&mut record.note),
        FieldName::State => record.state = word(cell, vocabulary::state, origin, &mut left),
        FieldName::Kind => record.kind = word(cell, vocabulary::kind, origin, &mut left),
        FieldName::Online => record.online = word(cell, online, origin, &mut left),
        FieldName::Levels => record.levels = levels(cell, origin, &mut left),
        FieldName::Decision => record.decision = Some(Sourced::new(decision(cell, &mut left), origin)),
        FieldName::Publisher => record.publisher = publisher(cell, origin),
        FieldName::Fields => record.fields = names(cell, origin, |line| vec![line]),
        FieldName::Audiences => {
            record.audiences = names(cell, origin, cut(own, |line| vocabulary::audiences(line).items))
        }
        FieldName::Executing => record.executing = names(cell, origin, cut(own, vocabulary::agencies)),
        FieldName::Competent => record.competent = names(cell, origin, cut(own, vocabulary::agencies)),
        FieldName::Authorised => record.authorised = names(cell, origin, cut(own, vocabulary::agencies)),
        FieldName::Delegated => record.delegated = names(cell, origin, cut(own, vocabulary::agencies)),
        FieldName::Coordinating => record.coordinating = names(cell, origin, cut(own, vocabulary::agencies)),
        FieldName::Groups => record.groups = list(items::groups(cell), origin, &mut left),
        FieldName::Steps => record.steps = list(items::steps(cell, at), origin, &mut left),
        FieldName::Channels => record.channels = list(items::channels(cell, at), origin, &mut left),
        FieldName::Documents => record.documents = list(items::documents(cell, at), origin, &mut left),
        FieldName::ServiceCases => record.service_cases = list(items::service_cases(cell), origin, &mut left),
        FieldName::Results => record.results = list(items::results(cell, at), origin, &mut left),
        FieldName::ReturnMethods => {
            record.return_methods = list(items::words(cell, items::return_method), origin, &mut left);
        }
        FieldName::LegalBasis => record.legal_basis = list(items::legal_basis(cell, at), origin, &mut left),
        FieldName::Keywords => record.keywords = list(items::each(cell, bilingual), origin, &mut left),
        FieldName::Citations => record.citations = list(items::each(cell, bilingual), origin, &mut left),
        FieldName::OfficialPage => {
            let safe = ["https://", "http://"].iter().any(|scheme| cell.trim().starts_with(scheme));
            if safe {
                record.official_page = Some(Sourced::new(cell.trim().into(), origin));
            } else {
                left.push(cell.into());
            }
        }
        FieldName::Updated => record.updated = date(cell, origin, &mut left),
        FieldName::Reviewed => record.reviewed = date(cell, origin, &mut left),
        FieldName::ReviewBy => record.review_by = date(cell, origin, &mut left),
    }
    left
}

fn word<T>(cell: &str, parse: fn(&str) -> Option<T>, origin: Origin, left: &mut Vec<String>) -> Field<T> {
    let value = parse(cell);
    if value.is_none() {
        left.push(cell.trim().into());
    }
    value.map(|value| Sourced::new(value, origin))
}

fn online(text: &str) -> Option<Online> {
    Some(match plain(text).as_str() {
        "full" | "toan trinh" | "dich vu cong truc tuyen toan trinh" => Online::Full,
        "partial" | "mot phan" | "dich vu cong truc tuyen mot phan" => Online::Partial,
        "no" | "khong" => Online::No,
        _ => return None,
    })
}

fn levels(cell: &str, origin: Origin, left: &mut Vec<String>) -> Field<Levels> {
    let mut levels = Levels::default();
    for part in cell.split(['\n', ',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        match vocabulary::level(part) {
            Some(level) => levels.insert(level),
            None => left.push(part.into()),
        }
    }
    (!levels.is_empty()).then(|| Sourced::new(levels, origin))
}

fn decision(cell: &str, left: &mut Vec<String>) -> Decision {
    let parts = parts(cell.trim(), '|');
    let date = items::date(parts.get(1).copied().unwrap_or_default(), left);
    left.extend(parts.iter().skip(2).filter(|part| !part.is_empty()).map(|part| unescaped(part)));
    Decision { number: unescaped(parts.first().unwrap_or(&"")).into(), date }
}

fn publisher(cell: &str, origin: Origin) -> Field<Named> {
    let line = lines(cell).collect::<Vec<_>>().join(", ");
    Some(Sourced::new(named(&line), origin))
}

/// Cuts a line of names where commas may part them.
fn cut(own: bool, cut: impl Fn(&str) -> Vec<std::ops::Range<usize>>) -> impl Fn(&str) -> Vec<&str> {
    move |line| {
        if own || line.contains('|') {
            return vec![line];
        }
        cut(line).into_iter().map(|range| &line[range]).collect()
    }
}

fn names<'a>(cell: &'a str, origin: Origin, cut: impl Fn(&'a str) -> Vec<&'a str>) -> Field<Vec<Named>> {
    let names: Vec<Named> =
        lines(cell).flat_map(line::names).flat_map(cut).filter(|name| !is_blank(name)).map(named).collect();
    (!names.is_empty()).then(|| Sourced::new(names, origin))
}

fn list<T>(found: Items<T>, origin: Origin, left: &mut Vec<String>) -> Field<Vec<T>> {
    left.extend(found.left);
    left.extend(found.doubts);
    (!found.items.is_empty()).then(|| Sourced::new(found.items, origin))
}

fn date(cell: &str, origin: Origin, left: &mut Vec<String>) -> Field<crate::language::Date> {
    items::date(cell.trim(), left).map(|date| Sourced::new(date, origin))
}
