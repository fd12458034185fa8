//! The lists of a procedure's file: `[[step]]`, `[[channel]]`, `[[fee]]`, `[[document]]`, `[[result]]`, `[[legal]]`.

use std::ops::Range;

use crate::catalogue::{
    Bilingual, Channel, ChannelKind, Document as Evidence, DocumentGroup, Edit, Fee, FeeAmount, Field, FormFile,
    LegalDocument, Outcome, Procedure, ProcessingTime, Prose, Step,
};
use crate::files::Location;
use crate::language::{Currency, Money, duration};
use crate::source::config::link;
use crate::source::toml::{Document, Table};

const CHANNELS: [(&str, ChannelKind); 3] =
    [("in-person", ChannelKind::InPerson), ("online", ChannelKind::Online), ("post", ChannelKind::Post)];
const CURRENCIES: [(&str, Currency); 2] = [("VND", Currency::Vnd), ("USD", Currency::Usd)];

/// The lists being filled.
pub(super) struct Lists<'p> {
    steps: &'p mut Field<Vec<Step>>,
    channels: &'p mut Field<Vec<Channel>>,
    documents: &'p mut Field<Vec<DocumentGroup>>,
    results: &'p mut Field<Vec<Outcome>>,
    legal_basis: &'p mut Field<Vec<LegalDocument>>,
}

impl<'p> Lists<'p> {
    pub(super) fn of(procedure: &'p mut Procedure) -> Self {
        Self {
            steps: &mut procedure.steps,
            channels: &mut procedure.channels,
            documents: &mut procedure.documents,
            results: &mut procedure.results,
            legal_basis: &mut procedure.legal_basis,
        }
    }
}

/// Reads the lists of a file.
pub(super) fn read(doc: &mut Document<'_>, table: &mut Table<'_>, lists: &mut Lists<'_>) {
    *lists.steps = list(doc, table, "step", step);
    *lists.documents = documents(doc, table);
    *lists.results = list(doc, table, "result", outcome);
    *lists.legal_basis = list(doc, table, "legal", legal);
    *lists.channels = channels(doc, table);
}

fn list<T>(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    key: &str,
    item: impl Fn(&mut Document<'_>, &mut Table<'_>, Location) -> Option<T>,
) -> Field<Vec<T>> {
    let (tables, span) = doc.tables(table, key)?;
    let mut items = Vec::new();
    for mut table in tables {
        let at = doc.place(&table.span);
        items.extend(item(doc, &mut table, at));
        doc.finish(table);
    }
    Some(doc.sourced(items, &span))
}

fn step(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<Step> {
    let name = doc.bilingual(table, "name").map(|(name, _)| name);
    let text = doc.bilingual(table, "text").map(|(text, _)| text).unwrap_or_default();
    let text_en = text.en.map(Prose::Markdown);
    Some(Step { at, name, text: Prose::Markdown(text.vi), text_en })
}

/// The reference of an item, how it is meant, and the key that said so.
fn reference(doc: &mut Document<'_>, table: &mut Table<'_>, own: &str) -> (Option<Box<str>>, Edit) {
    let remove = doc.bool(table, "remove");
    let reference = doc.text(table, "ref").map(|(code, _)| code);
    let own = doc.text(table, own).map(|(id, _)| id);
    match (reference, remove) {
        (Some(code), Some((true, _))) => (Some(code), Edit::Remove),
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
fn documents(doc: &mut Document<'_>, table: &mut Table<'_>) -> Field<Vec<DocumentGroup>> {
    let items = list(doc, table, "document", |doc, table, at| {
        let span = table.span.clone();
        let (code, edit) = reference(doc, table, "id");
        let group = doc.bilingual(table, "group").map(|(name, _)| name);
        let name = item_name(doc, table, edit, &span);
        let form = doc.text(table, "form").map(|(name, _)| name);
        let url = link(doc, table, "form_url");
        let document = Evidence {
            code,
            edit,
            originals: doc.count(table, "originals").map(|(count, _)| count),
            copies: doc.count(table, "copies").map(|(count, _)| count),
            required: doc.bool(table, "required").is_some_and(|(required, _)| required),
            forms: form.map(|name| FormFile { name, url }).into_iter().collect(),
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
    Some(crate::catalogue::Sourced::new(groups, items.origin))
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
fn channels(doc: &mut Document<'_>, table: &mut Table<'_>) -> Field<Vec<Channel>> {
    let channels = list(doc, table, "channel", channel);
    let fees = list(doc, table, "fee", fee);
    let Some(fees) = fees else { return channels };
    let Some(mut channels) = channels else {
        let help = "add a [[channel]] with kind = \"in-person\": a fee belongs to a way to apply";
        doc.diagnostics.push(
            crate::diagnostic::Diagnostic::error("content/fee-alone", fees.origin.location, "fees without a channel")
                .help(help),
        );
        return None;
    };
    for (kind, at, fee) in fees.value {
        let mut met = false;
        for channel in channels.value.iter_mut().filter(|channel| kind.is_none_or(|kind| kind == channel.kind)) {
            channel.fees.push(fee.clone());
            met = true;
        }
        if !met {
            let message = format!(
                "a fee for the channel \"{}\", which this procedure does not have",
                kind.map_or("", ChannelKind::id)
            );
            doc.diagnostics.push(
                crate::diagnostic::Diagnostic::error("content/fee-channel", at, message)
                    .help("add the [[channel]], or change `channel`"),
            );
        }
    }
    Some(channels)
}

fn channel(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<Channel> {
    let kind = doc.word(table, "kind", &CHANNELS);
    if kind.is_none() && !doc.failed() {
        doc.error(
            "content/channel",
            table.span.clone(),
            "a channel without `kind`",
            "add a line: kind = \"in-person\"",
        );
    }
    let time = doc.text(table, "time").map(|(text, _)| match duration::parse(&text) {
        Some(time) => ProcessingTime::Quantity(time),
        None => ProcessingTime::Verbatim(text),
    });
    let note = doc.bilingual(table, "note").map(|(note, _)| note);
    kind.map(|(kind, _)| Channel { at, kind, time, fees: Vec::new(), note })
}

fn fee(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<(Option<ChannelKind>, Location, Fee)> {
    let kind = doc.word(table, "channel", &CHANNELS).map(|(kind, _)| kind);
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
    Some((kind, at, Fee { at, name, amount, note, attachment: None }))
}
