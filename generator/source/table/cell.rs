//! Cells: how an export writes each field, so that an import reads the same again.

use super::line::{escaped, of_bilingual, of_named, of_optional, of_prose, of_prose_cell, row};
use crate::catalogue::{
    Bilingual, Channel, Document, DocumentGroup, Fee, FeeAmount, Field, FieldName, FormFile, Kind, Language,
    LegalDocument, Level, Localised, Named, Online, Procedure, ProcessingTime, Prose, ReturnMethod, ServiceGroupKind,
    State, Step,
};
use crate::language::{Currency, Money, duration};
use crate::source::Column;

/// The cell of a column; empty where the procedure has nothing.
pub fn cell(column: impl Into<Column>, procedure: &Procedure) -> String {
    let Column { field, language } = column.into();
    let p = procedure;
    match field {
        FieldName::Code => p.code.to_string(),
        FieldName::Name => text(&p.name, language),
        FieldName::Summary => text(&p.summary, language),
        FieldName::Body => prose(&p.body, language),
        FieldName::Reception => prose(&p.reception, language),
        FieldName::Requirements => prose(&p.requirements, language),
        FieldName::Note => prose(&p.note, language),
        FieldName::State => one(&p.state, |state| state_word(*state).into()),
        FieldName::Kind => one(&p.kind, |kind| kind_word(*kind).into()),
        FieldName::Levels => one(&p.levels, |levels| levels.iter().map(Level::id).collect::<Vec<_>>().join("\n")),
        FieldName::Decision => one(&p.decision, |decision| {
            row(vec![escaped(&decision.number), decision.date.map(|date| date.iso()).unwrap_or_default()])
        }),
        FieldName::Publisher => one(&p.publisher, of_named),
        FieldName::Fields => named(&p.fields),
        FieldName::Audiences => named(&p.audiences),
        FieldName::Executing => named(&p.executing),
        FieldName::Competent => named(&p.competent),
        FieldName::Authorised => named(&p.authorised),
        FieldName::Delegated => named(&p.delegated),
        FieldName::Coordinating => named(&p.coordinating),
        FieldName::Groups => many(&p.groups, |group| {
            let kind = match group.kind {
                ServiceGroupKind::Citizen => "citizen",
                ServiceGroupKind::Business => "business",
            };
            row(vec![of_bilingual(&group.name), kind.into()])
        }),
        FieldName::Steps => many(&p.steps, step),
        FieldName::Channels => many(&p.channels, channel),
        FieldName::Documents => {
            one(&p.documents, |groups| groups.iter().flat_map(group).collect::<Vec<_>>().join("\n"))
        }
        FieldName::ServiceCases => {
            many(&p.service_cases, |case| row(vec![escaped(&case.code), of_bilingual(&case.name), time(&case.time)]))
        }
        FieldName::Results => many(&p.results, |result| {
            row(vec![of_bilingual(&result.name), result.code.as_deref().map(escaped).unwrap_or_default()])
        }),
        FieldName::ReturnMethods => many(&p.return_methods, |method| return_word(*method).into()),
        FieldName::LegalBasis => many(&p.legal_basis, legal),
        FieldName::Keywords => many(&p.keywords, of_bilingual),
        FieldName::Citations => many(&p.citations, of_bilingual),
        FieldName::Online => one(&p.online, |online| online_word(*online).into()),
        FieldName::OfficialPage => one(&p.official_page, ToString::to_string),
        FieldName::Updated => one(&p.updated, |date| date.iso()),
        FieldName::Reviewed => one(&p.reviewed, |date| date.iso()),
        FieldName::ReviewBy => one(&p.review_by, |date| date.iso()),
    }
}

fn one<T>(field: &Field<T>, write: impl Fn(&T) -> String) -> String {
    field.as_ref().map_or_else(String::new, |field| write(&field.value))
}

fn many<T>(field: &Field<Vec<T>>, write: impl Fn(&T) -> String) -> String {
    one(field, |items| items.iter().map(&write).collect::<Vec<_>>().join("\n"))
}

fn text(field: &Localised, language: Language) -> String {
    let field = match language {
        Language::Vi => &field.vi,
        Language::En => &field.en,
    };
    one(field, ToString::to_string)
}

fn prose(field: &Localised<Prose>, language: Language) -> String {
    let field = match language {
        Language::Vi => &field.vi,
        Language::En => &field.en,
    };
    one(field, of_prose_cell)
}

fn named(field: &Field<Vec<Named>>) -> String {
    many(field, of_named)
}

/// The words of content files.
pub(super) fn state_word(state: State) -> &'static str {
    match state {
        State::Active => "active",
        State::Abolished => "abolished",
    }
}

/// The words of content files.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::National => "national",
        Kind::Specific => "specific",
        Kind::Internal => "internal",
    }
}

/// The words of content files.
pub(super) fn online_word(online: Online) -> &'static str {
    match online {
        Online::Full => "full",
        Online::Partial => "partial",
        Online::No => "no",
    }
}

/// The words of content files.
pub(super) fn return_word(method: ReturnMethod) -> &'static str {
    match method {
        ReturnMethod::AtCounter => "counter",
        ReturnMethod::AtHome => "home",
        ReturnMethod::Online => "online",
    }
}

/// `name | text | English text`; a text alone has no bar.
fn step(step: &Step) -> String {
    let text = of_prose(&step.text);
    let english = step.text_en.as_ref().map(of_prose).unwrap_or_default();
    match &step.name {
        None if english.is_empty() && !text.is_empty() => text,
        name => {
            let parts = vec![of_optional(name), text, english];
            let line = row(parts);
            // A name alone would read as a text.
            if line.contains('|') { line } else { format!("{line} |") }
        }
    }
}

/// `way | time | fee | note`; fees with words of their own follow on lines that begin with a plus.
fn channel(channel: &Channel) -> String {
    let plain = |fee: &Fee| fee.name.is_none() && fee.note.is_none() && fee.attachment.is_none();
    let (inline, below) = match channel.fees.as_slice() {
        [fee] if plain(fee) => (amount(fee.amount), &[][..]),
        fees => (String::new(), fees),
    };
    let way = vec![channel.kind.id().into(), time(&channel.time), inline, of_optional(&channel.note)];
    let mut lines = vec![row(way)];
    lines.extend(below.iter().map(|fee| {
        let attachment = fee.attachment.as_deref().map(escaped).unwrap_or_default();
        let parts = vec![amount(fee.amount), of_optional(&fee.name), of_optional(&fee.note), attachment];
        format!("+ {}", row(parts))
    }));
    lines.join("\n")
}

/// `8000`, `25 USD`, `free`, and `?` where it is not stated.
fn amount(amount: FeeAmount) -> String {
    match amount {
        FeeAmount::Free => "free".into(),
        FeeAmount::Unknown => "?".into(),
        FeeAmount::Known(Money { currency: Currency::Vnd, amount }) => amount.to_string(),
        FeeAmount::Known(Money { currency, amount }) => format!("{amount} {}", currency.code()),
    }
}

/// A quantity as people write it; words that could be taken for one stand in quotes.
fn time(time: &Option<ProcessingTime>) -> String {
    match time {
        None => String::new(),
        Some(ProcessingTime::Quantity(quantity)) => quantity.text_vi(),
        Some(ProcessingTime::Verbatim(words)) => {
            let words_escaped = escaped(words);
            let plain = duration::parse(words).is_none() && !words.starts_with('"') && !words.is_empty();
            if plain { words_escaped } else { format!("\"{words_escaped}\"") }
        }
    }
}

fn group(group: &DocumentGroup) -> Vec<String> {
    group.documents.iter().map(|item| document(item, &group.name)).collect()
}

/// `name | originals | copies | forms | group | code | required | note`.
fn document(document: &Document, group: &Option<Bilingual>) -> String {
    let count = |count: Option<u32>| count.map_or_else(String::new, |count| count.to_string());
    row(vec![
        of_bilingual(&document.name),
        count(document.originals),
        count(document.copies),
        document.forms.iter().map(form).collect::<Vec<_>>().join("; "),
        of_optional(group),
        document.code.as_deref().map(escaped).unwrap_or_default(),
        if document.required { "required".into() } else { String::new() },
        of_optional(&document.note),
    ])
}

/// `mau-01.docx <https://...>`.
fn form(form: &FormFile) -> String {
    let name = escaped(&form.name).replace('<', "\\<").replace(';', "\\;");
    match &form.url {
        Some(url) => format!("{name} <{}>", escaped(url).replace(';', "\\;")),
        None => name,
    }
}

/// `number | name | date | address`.
fn legal(document: &LegalDocument) -> String {
    let mut line = row(vec![
        document.number.as_deref().map(escaped).unwrap_or_default(),
        of_bilingual(&document.name),
        document.date.map(|date| date.iso()).unwrap_or_default(),
        document.url.as_deref().map(escaped).unwrap_or_default(),
    ]);
    // A number alone would read as a name.
    if !line.contains('|') {
        line.push_str(" |");
    }
    line
}
