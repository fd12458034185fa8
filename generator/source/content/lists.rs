//! The lists of a procedure's file: `[[step]]`, `[[channel]]`, `[[fee]]`, `[[document]]`, `[[result]]`, `[[legal]]`,
//! `[[service_case]]`.

use std::cell::RefCell;
use std::num::NonZeroU16;
use std::ops::Range;

use super::rules;
use super::values::two_proses;
use crate::catalogue::{
    Bilingual, Channel, ChannelKind, Document as Evidence, DocumentGroup, Edit, Fee, FeeAmount, Field, FormFile,
    LegalDocument, Outcome, Procedure, ProcessingTime, ServiceCase, Sourced, Step,
};
use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::language::{Currency, Money, duration};
use crate::rules::model::{Common, Fee as RuleFee, Words};
use crate::source::config::link;
use crate::source::toml::{Document, Table};

const CHANNELS: [(&str, ChannelKind); 3] =
    [("in-person", ChannelKind::InPerson), ("online", ChannelKind::Online), ("post", ChannelKind::Post)];
const CURRENCIES: [(&str, Currency); 3] = [("VND", Currency::Vnd), ("USD", Currency::Usd), ("EUR", Currency::Eur)];

/// The lists being filled.
pub(super) struct Lists<'p> {
    steps: &'p mut Field<Vec<Step>>,
    channels: &'p mut Field<Vec<Channel>>,
    documents: &'p mut Field<Vec<DocumentGroup>>,
    service_cases: &'p mut Field<Vec<ServiceCase>>,
    results: &'p mut Field<Vec<Outcome>>,
    legal_basis: &'p mut Field<Vec<LegalDocument>>,
}

impl<'p> Lists<'p> {
    pub(super) fn of(procedure: &'p mut Procedure) -> Self {
        Self {
            steps: &mut procedure.steps,
            channels: &mut procedure.channels,
            documents: &mut procedure.documents,
            service_cases: &mut procedure.service_cases,
            results: &mut procedure.results,
            legal_basis: &mut procedure.legal_basis,
        }
    }
}

/// What lists say of when their items apply.
#[derive(Default)]
pub(super) struct Applying {
    pub documents: Vec<Common>,
    pub fees: Vec<RuleFee>,
}

/// Reads the lists of a file, and gives what they say of when their items apply.
pub(super) fn read(doc: &mut Document<'_>, table: &mut Table<'_>, lists: &mut Lists<'_>) -> Applying {
    let mut applying = Applying::default();
    *lists.steps = list(doc, table, "step", step);
    *lists.documents = documents(doc, table, &mut applying.documents);
    *lists.service_cases = list(doc, table, "service_case", service_case);
    *lists.results = list(doc, table, "result", outcome);
    *lists.legal_basis = list(doc, table, "legal", legal);
    *lists.channels = channels(doc, table, &mut applying.fees);
    applying
}

fn list<T>(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    key: &'static str,
    item: impl Fn(&mut Document<'_>, &mut Table<'_>, Location) -> Option<T>,
) -> Field<Vec<T>> {
    let (tables, span) = doc.tables(table, key)?;
    let mut items = Vec::with_capacity(tables.len());
    for mut table in tables {
        let at = doc.place(&table.span);
        items.extend(item(doc, &mut table, at));
        doc.finish(table);
    }
    Some(doc.sourced(items, &span))
}

fn step(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<Step> {
    let name = doc.bilingual(table, "name").map(|(name, _)| name);
    let (text, text_en) = two_proses(doc, table, "text");
    Some(Step { at, name, text, text_en })
}

/// The reference of an item, how it is meant, and the key that said so.
fn reference(doc: &mut Document<'_>, table: &mut Table<'_>, own: &'static str) -> (Option<Box<str>>, Edit) {
    let remove = doc.bool(table, "remove");
    let reference = doc.text(table, "ref").map(|(code, _)| code);
    let own_key = own;
    let own = doc.text(table, own);
    if let (Some(_), Some((_, span))) = (&reference, &own) {
        let help = "keep `ref` to change an item of the official record, or the other to add one of your own";
        doc.error("content/ref", span.clone(), format!("`{own_key}` beside `ref`"), help);
    }
    let own = own.map(|(id, _)| id);
    match (reference, remove) {
        (Some(code), Some((true, _))) => {
            for (key, span) in table.take_rest() {
                let help = "an item that is removed has `ref` and `remove` alone: take one of the two away";
                doc.error("content/remove", span, format!("`{key}` beside `remove = true`"), help);
            }
            (Some(code), Edit::Remove)
        }
        (Some(code), _) => (Some(code), Edit::Patch),
        (None, Some((true, span))) => {
            let help = "add ref = \"...\" with the code of the item of the official record";
            doc.error("content/remove", span, "`remove` without `ref`: nothing says what to remove", help);
            (own, Edit::Whole)
        }
        (None, _) => (own, Edit::Whole),
    }
}

/// The name of an item, which only a patch may leave out.
fn item_name(doc: &mut Document<'_>, table: &mut Table<'_>, edit: Edit, span: &Range<usize>) -> Bilingual {
    match doc.bilingual(table, "name") {
        Some((name, span)) if name.vi.is_empty() && edit == Edit::Whole => {
            doc.error(
                "content/no-name",
                span,
                "the Vietnamese name is missing",
                "write { vi = \"...\", en = \"...\" }",
            );
            name
        }
        Some((name, _)) => name,
        None if edit == Edit::Whole => {
            doc.error("content/no-name", span.clone(), "an item without `name`", "add a line: name = \"...\"");
            Bilingual::default()
        }
        None => Bilingual::default(),
    }
}

/// Documents under the headings they name, in the order in which the headings first come.
fn documents(doc: &mut Document<'_>, table: &mut Table<'_>, applying: &mut Vec<Common>) -> Field<Vec<DocumentGroup>> {
    let met = RefCell::new(applying);
    let items = list(doc, table, "document", |doc, table, at| {
        let span = table.span.clone();
        // Beside `ref`, which the official record gave, `id` is what rules call it.
        let is_rule = table.has("ref") && rules::says_when(table);
        let own = if is_rule { doc.text(table, "id").map(|(id, _)| id) } else { None };
        let (code, edit) = reference(doc, table, "id");
        let applies = rules::of_document(doc, table, own.as_deref().or(code.as_deref()));
        let group = doc.bilingual(table, "group").map(|(name, _)| name);
        let name = item_name(doc, table, edit, &span);
        met.borrow_mut().extend(applies.map(|common| Common {
            name: (!name.vi.is_empty()).then(|| Words { vi: name.vi.clone(), en: name.en.clone() }),
            record: code.clone().filter(|code| *code != common.id),
            ..common
        }));
        let required = doc.bool(table, "required").map(|(required, _)| required);
        let document = Evidence {
            code,
            edit,
            originals: doc.count(table, "originals").map(|(count, _)| count),
            copies: doc.count(table, "copies").map(|(count, _)| count),
            required: required == Some(true),
            waived: required == Some(false) && edit == Edit::Patch,
            forms: forms(doc, table),
            note: doc.bilingual(table, "note").map(|(note, _)| note),
            ..Evidence::new(at, name)
        };
        Some((group, document))
    })?;
    let mut groups: Vec<DocumentGroup> = Vec::new();
    for (name, document) in items.value {
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.documents.push(document),
            None => groups.push(DocumentGroup { name, documents: vec![document] }),
        }
    }
    groups.shrink_to_fit();
    groups.iter_mut().for_each(|group| group.documents.shrink_to_fit());
    Some(Sourced::new(groups, items.origin))
}

/// One form as `form` and `form_url`, several as `forms = [{ name = "...", url = "..." }]`.
fn forms(doc: &mut Document<'_>, table: &mut Table<'_>) -> Vec<FormFile> {
    let form = doc.text(table, "form").map(|(name, _)| name);
    let url_span = table.value_span("form_url");
    let url = link(doc, table, "form_url");
    if let (None, Some(span)) = (&form, url_span.filter(|_| url.is_some())) {
        doc.error("content/form", span, "`form_url` without `form`", "add a line: form = \"to-khai.docx\"");
    }
    let mut forms: Vec<FormFile> = form.map(|name| FormFile { name, url }).into_iter().collect();
    for mut item in doc.tables(table, "forms").map(|(tables, _)| tables).unwrap_or_default() {
        let name = doc.text(&mut item, "name").map(|(name, _)| name);
        let url = link(doc, &mut item, "url");
        if name.is_none() && !doc.failed() {
            doc.error(
                "content/no-name",
                item.span.clone(),
                "a form without `name`",
                "write { name = \"to-khai.docx\" }",
            );
        }
        forms.extend(name.map(|name| FormFile { name, url }));
        doc.finish(item);
    }
    forms
}

fn service_case(doc: &mut Document<'_>, table: &mut Table<'_>, _at: Location) -> Option<ServiceCase> {
    let span = table.span.clone();
    let (code, edit) = reference(doc, table, "code");
    let name = doc.bilingual(table, "name").map(|(name, _)| name);
    let time = time(doc, table);
    if (code.is_none() || (name.is_none() && edit == Edit::Whole)) && !doc.failed() {
        let help = "add both: code = \"1.001193.01\", name = \"...\"";
        doc.error("content/service-case", span, "a case without `code` or `name`", help);
    }
    let name = if edit == Edit::Whole { name? } else { name.unwrap_or_default() };
    Some(ServiceCase { code: code?, edit, name, time })
}

/// A quantity with a unit, or words.
fn time(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<ProcessingTime> {
    doc.text(table, "time").map(|(text, _)| match duration::parse(&text) {
        Some(time) => ProcessingTime::Quantity(time),
        None => ProcessingTime::Verbatim(text),
    })
}

fn outcome(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<Outcome> {
    let span = table.span.clone();
    let (code, edit) = reference(doc, table, "id");
    Some(Outcome { at, code, edit, name: item_name(doc, table, edit, &span) })
}

fn legal(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<LegalDocument> {
    let span = table.span.clone();
    let (number, edit) = reference(doc, table, "number");
    let name = match (&number, table.has("name")) {
        // A number alone names a law well enough.
        (Some(number), false) if edit == Edit::Whole => Bilingual::vi(number.clone()),
        _ => item_name(doc, table, edit, &span),
    };
    let date = doc.date(table, "date").map(|(date, _)| date);
    Some(LegalDocument { at, number, edit, name, date, url: link(doc, table, "url") })
}

/// Channels, and the fees that name one or stand for all.
fn channels(doc: &mut Document<'_>, table: &mut Table<'_>, applying: &mut Vec<RuleFee>) -> Field<Vec<Channel>> {
    let channels = list(doc, table, "channel", channel);
    let met = RefCell::new(applying);
    let fees = list(doc, table, "fee", |doc, table, at| {
        if rules::is_rule_fee(table) {
            met.borrow_mut().extend(rules::fee(doc, table));
            return None;
        }
        fee(doc, table, at)
    });
    let Some(fees) = fees.filter(|fees| !fees.value.is_empty()) else {
        return channels.map(|channels| Sourced::new(without_ids(channels.value), channels.origin));
    };
    let Some(mut channels) = channels else {
        if rules::any(table) {
            for (_, fee) in fees.value {
                doc.diagnostics.push(rules::fee_without_id(&fee));
            }
            return None;
        }
        let help = "a fee belongs to a way to apply: add a [[channel]] with ref = \"in-person\" to set the fees of that channel of \
                    the official record, whose other lines stay, and channel = \"in-person\" to the [[fee]]; or a [[channel]] \
                    with kind = \"in-person\" where there is no such record";
        doc.diagnostics
            .push(Diagnostic::error("content/fee-alone", fees.origin.location, "fees without a channel").help(help));
        return None;
    };
    let changes = channels.value.iter().find(|(_, channel)| channel.edit != Edit::Whole).map(|(id, _)| id.clone());
    for (wanted, fee) in fees.value {
        // Another channel that is changed later would otherwise lose the fees it has.
        if let (None, Some(reference)) = (&wanted, &changes) {
            let message = "a fee without `channel` beside a [[channel]] with `ref`";
            let help = format!(
                "add a line below [[fee]]: channel = \"{reference}\"; a fee for several is written once for each"
            );
            doc.diagnostics.push(Diagnostic::error("content/fee-channel", fee.at, message).help(help));
            continue;
        }
        let fits = |id: &str, channel: &Channel| {
            wanted.as_deref().is_none_or(|wanted| wanted == id || wanted == channel.kind.id())
        };
        let mut met = false;
        let kept = channels.value.iter_mut().filter(|(_, channel)| channel.edit != Edit::Remove);
        for (_, channel) in kept.filter(|(id, channel)| fits(id, channel)) {
            channel.fees.reserve_exact(1);
            channel.fees.push(fee.clone());
            met = true;
        }
        if !met {
            let name = wanted.unwrap_or_default();
            let message = format!("a fee for the channel \"{name}\", which this procedure does not have");
            doc.diagnostics.push(
                Diagnostic::error("content/fee-channel", fee.at, message).help(
                    "`channel` is the `kind`, the `id` or the `ref` of a [[channel]]: add it, or change `channel`",
                ),
            );
        }
    }
    Some(Sourced::new(without_ids(channels.value), channels.origin))
}

fn without_ids(channels: Vec<(Box<str>, Channel)>) -> Vec<Channel> {
    channels.into_iter().map(|(_, channel)| channel).collect()
}

/// A channel, and what fees may call it besides its kind.
fn channel(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<(Box<str>, Channel)> {
    let span = table.value_span("ref");
    let (id, edit) = reference(doc, table, "id");
    let (kind, nth) = match (&id, span.filter(|_| edit != Edit::Whole)) {
        (Some(reference), Some(span)) => official_channel(doc, table, reference, span)?,
        _ => (channel_kind(doc, table)?, None),
    };
    let time = time(doc, table);
    let note = doc.bilingual(table, "note").map(|(note, _)| note);
    let channel = Channel { edit, nth, time, note, ..Channel::new(at, kind) };
    Some((id.unwrap_or_else(|| channel.kind.id().into()), channel))
}

fn channel_kind(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<ChannelKind> {
    let kind = doc.word(table, "kind", &CHANNELS).map(|(kind, _)| kind);
    if kind.is_none() && !doc.failed() {
        let help =
            "add a line: kind = \"in-person\"; or ref = \"in-person\" to change that channel of the official record";
        doc.error("content/channel", table.span.clone(), "a channel without `kind` or `ref`", help);
    }
    kind
}

/// Which channels of the official record are meant: `online`, or `online-2`.
fn official_channel(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    reference: &str,
    span: Range<usize>,
) -> Option<(ChannelKind, Option<NonZeroU16>)> {
    if let Some(kind) = table.value_span("kind") {
        let help = "keep `ref` to change a channel of the official record, or `kind` to add one of your own";
        doc.error("content/ref", kind, "`kind` beside `ref`", help);
        doc.word(table, "kind", &CHANNELS);
    }
    let named = |word: &str| CHANNELS.iter().find(|(known, _)| *known == word).map(|found| found.1);
    let numbered = || {
        let (word, nth) = reference.rsplit_once('-')?;
        Some((named(word)?, Some(nth.parse().ok()?)))
    };
    let found = named(reference).map(|kind| (kind, None)).or_else(numbered);
    if found.is_none() {
        let words = CHANNELS.map(|(word, _)| word);
        let near = crate::diagnostic::nearest(reference, words).unwrap_or(words[0]);
        let help = format!(
            "did you mean \"{near}\"? the second of that kind is \"{near}-2\"; the kinds are {}",
            words.join(", ")
        );
        doc.error("content/ref", span, format!("\"{reference}\" is no way to apply"), help);
    }
    found
}

/// A fee, and the channel it names.
fn fee(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<(Option<Box<str>>, Fee)> {
    let channel = doc.text(table, "channel").map(|(channel, _)| channel);
    let name = doc.bilingual(table, "name").map(|(name, _)| name);
    let free = doc.bool(table, "free").is_some_and(|(free, _)| free);
    let currency = doc.word(table, "currency", &CURRENCIES).map_or(Currency::Vnd, |(currency, _)| currency);
    let amount = doc.integer(table, "amount");
    let note = doc.bilingual(table, "note").map(|(note, _)| note);
    let amount = match (amount, free) {
        (Some((_, span)), true) => {
            doc.error("content/fee", span, "a fee that is free and has an amount", "keep one of `free` and `amount`");
            FeeAmount::Free
        }
        (Some((amount, span)), false) if amount <= 0 => {
            let help = "write free = true where the law says so; leave `amount` out where it is not stated";
            doc.error("content/fee", span, format!("an amount of {amount}"), help);
            FeeAmount::Unknown
        }
        (Some((amount, _)), false) => FeeAmount::Known(Money { currency, amount }),
        (None, true) => FeeAmount::Free,
        (None, false) => FeeAmount::Unknown,
    };
    let attachment = doc.text(table, "attachment").map(|(name, _)| name);
    Some((channel, Fee { at, name, amount, note, attachment }))
}
