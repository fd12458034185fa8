//! The lists of a portal record: steps, channels with fees, documents, sub-cases, results, legal basis.

use super::{Reader, is_nothing, record};
use crate::catalogue::{
    Bilingual, Channel, ChannelKind, Document, DocumentGroup, Edit, Fee, FeeAmount, Field, FieldName, FormFile,
    LegalDocument, Outcome, ProcessingTime, Prose, ReturnMethod, ServiceCase, Step,
};
use crate::language::duration::{Basis, Unit};
use crate::language::{Currency, Duration, PortalFee, duration, legal, portal_fee_in};
use crate::source::is_blank;
use crate::source::json::Node;

impl<'a> Reader<'_, 'a> {
    /// A list as a field: items one by one, none of them lost.
    fn list<T>(
        &mut self,
        field: FieldName,
        key: &str,
        mut item: impl FnMut(&mut Self, &Node<'a>) -> Option<T>,
    ) -> Field<Vec<T>> {
        let list = self.get(key);
        let items: Vec<T> = list.map_or(&[][..], Node::items).iter().filter_map(|node| item(self, node)).collect();
        let found = list.filter(|_| !items.is_empty()).map(|list| self.sourced(items, list));
        self.counted(field, found)
    }

    pub(super) fn steps(&mut self) -> Field<Vec<Step>> {
        self.list(FieldName::Steps, "executionSteps", |reader, node| {
            let name = text_of(node, "name").map(Bilingual::vi);
            let text = text_of(node, "description").unwrap_or_default();
            let step = Step {
                at: reader.input.place(node.span.clone()),
                name,
                text: Prose::Plain(text.into()),
                text_en: None,
            };
            (step.name.is_some() || !step.text.source().is_empty()).then_some(step)
        })
    }

    pub(super) fn channels(&mut self) -> Field<Vec<Channel>> {
        let mut verbatim = 0;
        let channels = self.list(FieldName::Channels, "executionMethods", |reader, node| {
            let kind = match node.get("submissionMethod").and_then(Node::text) {
                Some("ONLINE") => ChannelKind::Online,
                Some("POSTAL") => ChannelKind::Post,
                Some("DIRECT") => ChannelKind::InPerson,
                other => {
                    reader.note(
                        "portal/unknown-word",
                        node,
                        format!("a way to apply called {}", other.unwrap_or("nothing")),
                    );
                    ChannelKind::InPerson
                }
            };
            let time = reader.time(node.get("processingTime"), node.get("processingTimeUnit"));
            verbatim += usize::from(matches!(time, Some(ProcessingTime::Verbatim(_))));
            Some(Channel {
                at: reader.input.place(node.span.clone()),
                kind,
                time,
                fees: node.get("fees").map_or(&[][..], Node::items).iter().map(|fee| reader.fee(fee)).collect(),
                note: text_of(node, "description").map(Bilingual::vi),
            })
        });
        // One channel whose time is words makes the field one that is partly kept word for word.
        if verbatim > 0 {
            self.out.tally.reclassify_verbatim(FieldName::Channels);
        }
        channels
    }

    /// A number with its unit. A number of the unit OTHER, or words, stay as they are.
    fn time(&mut self, amount: Option<&Node<'a>>, unit: Option<&Node<'a>>) -> Option<ProcessingTime> {
        let amount = amount.filter(|node| !is_nothing(node))?;
        let (unit, basis) = match unit.and_then(Node::text) {
            Some("HOUR") => (Unit::Hour, Basis::Calendar),
            Some("DAY") => (Unit::Day, Basis::Calendar),
            Some("WORKING_DAY") => (Unit::Day, Basis::Working),
            Some("MONTH") => (Unit::Month, Basis::Calendar),
            Some("YEAR") => (Unit::Year, Basis::Calendar),
            _ => {
                let words = amount.number().unwrap_or_default();
                return Some(
                    duration::parse(words)
                        .map_or_else(|| ProcessingTime::Verbatim(words.into()), ProcessingTime::Quantity),
                );
            }
        };
        match amount.number().and_then(thousandths) {
            // The portal writes 0 where nobody filled the field in.
            Some(0) => None,
            Some(thousandths) => Some(ProcessingTime::Quantity(Duration { thousandths, unit, basis })),
            None => Some(ProcessingTime::Verbatim(amount.number().unwrap_or_default().into())),
        }
    }

    fn fee(&mut self, node: &Node<'a>) -> Fee {
        let note = text_of(node, "description");
        let currency = match text_of(node, "currencyName") {
            Some("USD") => Currency::Usd,
            _ => Currency::Vnd,
        };
        let amount = node.get("value").and_then(Node::integer);
        let amount = match portal_fee_in(currency, amount, note.unwrap_or_default()) {
            PortalFee::Free => FeeAmount::Free,
            PortalFee::Unknown => FeeAmount::Unknown,
            PortalFee::Known(money) => FeeAmount::Known(money),
        };
        let attachment = node.get("attachment").and_then(|file| text_of(file, "fileName")).map(Into::into);
        Fee { at: self.input.place(node.span.clone()), name: None, amount, note: note.map(Bilingual::vi), attachment }
    }

    pub(super) fn documents(&mut self) -> Field<Vec<DocumentGroup>> {
        self.list(FieldName::Documents, "executionCases", |reader, node| {
            let documents: Vec<_> = node
                .get("profileComponents")
                .map_or(&[][..], Node::items)
                .iter()
                .filter_map(|node| reader.document(node))
                .collect();
            let name = text_of(node, "name").map(Bilingual::vi);
            (name.is_some() || !documents.is_empty()).then_some(DocumentGroup { name, documents })
        })
    }

    fn document(&mut self, node: &Node<'a>) -> Option<Document> {
        let name = text_of(node, "name")?;
        let count = |key: &str| node.get(key).and_then(Node::integer).and_then(|count| u32::try_from(count).ok());
        let forms = node.get("attachments").map_or(&[][..], Node::items).iter();
        Some(Document {
            code: text_of(node, "code").map(Into::into),
            edit: Edit::Whole,
            originals: count("originalQty"),
            copies: count("copyQty"),
            required: node.get("required").and_then(Node::bool) == Some(true),
            forms: forms
                .filter_map(|form| Some(FormFile { name: text_of(form, "fileName")?.into(), url: None }))
                .collect(),
            ..Document::new(self.input.place(node.span.clone()), Bilingual::vi(name))
        })
    }

    pub(super) fn service_cases(&mut self) -> Field<Vec<ServiceCase>> {
        self.list(FieldName::ServiceCases, "cases", |reader, node| {
            let day = node.get("processingDay");
            let time = reader.time(day.and_then(|day| day.get("qty")), day.and_then(|day| day.get("type")));
            Some(ServiceCase {
                code: text_of(node, "code")?.into(),
                name: Bilingual::vi(text_of(node, "name").unwrap_or_default()),
                time,
            })
        })
    }

    pub(super) fn results(&mut self) -> Field<Vec<Outcome>> {
        self.list(FieldName::Results, "resultsDetails", |reader, node| {
            let named = record::named(node)?;
            Some(Outcome {
                at: reader.input.place(node.span.clone()),
                code: named.code,
                edit: Edit::Whole,
                name: named.name,
            })
        })
    }

    pub(super) fn return_methods(&mut self) -> Field<Vec<ReturnMethod>> {
        let mut methods = Vec::new();
        let list = self.get("returningMethods");
        for value in
            list.map_or(&[][..], Node::items).iter().flat_map(|node| node.get("value").map_or(&[][..], Node::items))
        {
            match value.text() {
                Some("AT_SUBMISSION_PLACE") => methods.push(ReturnMethod::AtCounter),
                Some("AT_HOME") => methods.push(ReturnMethod::AtHome),
                Some("ONLINE") => methods.push(ReturnMethod::Online),
                other => self.note(
                    "portal/unknown-word",
                    value,
                    format!("a way to receive a result called {}", other.unwrap_or("nothing")),
                ),
            }
        }
        methods.sort_unstable();
        methods.dedup();
        let methods = list.filter(|_| !methods.is_empty()).map(|list| self.sourced(methods, list));
        self.counted(FieldName::ReturnMethods, methods)
    }

    pub(super) fn legal_basis(&mut self) -> Field<Vec<LegalDocument>> {
        let mut unread = 0;
        let basis = self.list(FieldName::LegalBasis, "legalBasisesDetails", |reader, node| {
            let (code, name) = (text_of(node, "code"), text_of(node, "name"));
            // The code holds the number in most records; in some it holds words and the name holds the number.
            let reference = code.and_then(legal::parse).or_else(|| name.and_then(legal::parse));
            unread += usize::from(reference.is_none());
            let name = name.or(code)?;
            // Where the code is more than the number, it is part of what the source says.
            let name = match (code, &reference) {
                (Some(code), None) if code != name => format!("{code} {name}"),
                _ => name.to_owned(),
            };
            Some(LegalDocument {
                at: reader.input.place(node.span.clone()),
                number: reference.as_ref().map(|reference| reference.number.as_str().into()),
                edit: Edit::Whole,
                name: Bilingual::vi(name),
                date: reference.and_then(|reference| reference.date).or_else(|| code.and_then(legal::parse)?.date),
                url: None,
            })
        });
        if unread > 0 {
            self.out.tally.reclassify_verbatim(FieldName::LegalBasis);
        }
        basis
    }
}

/// The text of a member, unless it is blank.
fn text_of<'n>(node: &'n Node<'_>, key: &str) -> Option<&'n str> {
    node.get(key)?.text().filter(|text| !is_blank(text))
}

/// "17.5" in thousandths.
fn thousandths(number: &str) -> Option<i64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part = part.get(..3).unwrap_or(part);
    let scaled = format!("{whole}{part:0<3}");
    scaled.parse().ok().filter(|&value: &i64| value >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_kept_exactly() {
        assert_eq!(thousandths("17.5"), Some(17_500));
        assert_eq!(thousandths("3"), Some(3_000));
        assert_eq!(thousandths("0.125"), Some(125));
        assert_eq!(thousandths("-1"), None);
        assert_eq!(thousandths("ba"), None);
    }
}
