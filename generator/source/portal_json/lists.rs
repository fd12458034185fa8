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
                time,
                fees: node.get("fees").map_or(&[][..], Node::items).iter().map(|fee| reader.fee(fee)).collect(),
                note: text_of(node, "description").map(Bilingual::vi),
                ..Channel::new(reader.input.place(node.span.clone()), kind)
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
        let word = text_of(node, "currencyName");
        let currency = word.map_or(Some(Currency::Vnd), Currency::parse);
        let amount = self.whole(node, "value");
        if currency.is_none() {
            let message = format!("a fee of {} {}", amount.unwrap_or_default(), word.unwrap_or_default());
            self.note("portal/unknown-word", node.get("currencyName").unwrap_or(node), message);
        }
        let amount = match portal_fee_in(currency.unwrap_or(Currency::Vnd), amount, note.unwrap_or_default()) {
            PortalFee::Free => FeeAmount::Free,
            PortalFee::Known(_) if currency.is_none() => FeeAmount::Unknown,
            PortalFee::Unknown => FeeAmount::Unknown,
            PortalFee::Known(money) => FeeAmount::Known(money),
        };
        let attachment = node.get("attachment").and_then(|file| text_of(file, "fileName")).map(Into::into);
        Fee { at: self.input.place(node.span.clone()), name: None, amount, note: note.map(Bilingual::vi), attachment }
    }

    /// A whole number, however it is written: the portal also writes 35000.0. Anything else but nothing is noted.
    fn whole(&mut self, node: &Node<'a>, key: &str) -> Option<i64> {
        let node = node.get(key).filter(|node| !is_nothing(node))?;
        // A string is not read as a decimal: "20.000" are twenty thousand to whoever typed it.
        let decimal = || node.text().is_none().then(|| integral(node.number()?)).flatten();
        let whole = node.integer().or_else(decimal);
        if whole.is_none() {
            let shown = node.number().unwrap_or_else(|| node.kind());
            self.note("portal/not-whole", node, format!("`{key}` is no whole number and was not read: {shown}"));
        }
        whole
    }

    fn without_name(&mut self, node: &Node<'a>, what: &str) {
        self.note("portal/no-name", node, format!("{what} was left out"));
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
        let Some(name) = text_of(node, "name") else {
            self.without_name(node, "a document without a name");
            return None;
        };
        let mut count = |key: &str| self.whole(node, key).and_then(|count| u32::try_from(count).ok());
        let (originals, copies) = (count("originalQty"), count("copyQty"));
        let forms = node.get("attachments").map_or(&[][..], Node::items).iter();
        Some(Document {
            code: text_of(node, "code").map(Into::into),
            edit: Edit::Whole,
            originals,
            copies,
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
            let Some(code) = text_of(node, "code") else {
                reader.without_name(node, "a case without a code");
                return None;
            };
            Some(ServiceCase {
                code: code.into(),
                edit: Edit::Whole,
                name: Bilingual::vi(text_of(node, "name").unwrap_or_default()),
                time,
            })
        })
    }

    pub(super) fn results(&mut self) -> Field<Vec<Outcome>> {
        self.list(FieldName::Results, "resultsDetails", |reader, node| {
            let Some(named) = record::named(node) else {
                reader.without_name(node, "a result without a name");
                return None;
            };
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

/// "35000.0" or "3.5e4" as a whole number, if it is one.
fn integral(number: &str) -> Option<i64> {
    let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    let zeros = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(part.len()).ok()?)?;
    let zeros = usize::try_from(zeros).ok().filter(|zeros| *zeros < 19)?;
    format!("{whole}{part}{}", "0".repeat(zeros)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Procedure, SourceId};
    use crate::files::FileTable;
    use crate::language::Money;
    use crate::source::{Input, Reading};

    fn read(json: &str) -> (Procedure, Vec<(&'static str, String)>) {
        let file = FileTable::default().add("1.json");
        let mut out = Reading::default();
        let input = Input { source: SourceId(0), file, path: "1.json", bytes: json.as_bytes(), base: 0 };
        crate::source::portal_json::read(&input, &mut out);
        let found = out.diagnostics.into_iter().map(|found| (found.rule, found.message.clone())).collect();
        (out.records.pop().unwrap(), found)
    }

    fn fee(json: &str) -> (FeeAmount, Vec<(&'static str, String)>) {
        let methods = format!("[{{\"submissionMethod\": \"DIRECT\", \"fees\": [{json}]}}]");
        let (record, found) = read(&format!("{{\"code\": \"1.000001\", \"executionMethods\": {methods}}}"));
        (record.channels.unwrap().value[0].fees[0].amount, found)
    }

    #[test]
    fn a_fee_is_in_the_currency_it_names() {
        for (word, currency) in [("USD", Currency::Usd), ("EUR", Currency::Eur), ("đồng", Currency::Vnd)] {
            let (amount, found) = fee(&format!("{{\"value\": 25, \"currencyName\": \"{word}\"}}"));
            assert_eq!((amount, found), (FeeAmount::Known(Money { currency, amount: 25 }), vec![]), "{word}");
        }
        let (amount, found) = fee("{\"value\": 25, \"currencyName\": \"Yên\"}");
        assert_eq!((amount, found), (FeeAmount::Unknown, vec![("portal/unknown-word", "a fee of 25 Yên".to_owned())]));
    }

    #[test]
    fn whole_amounts_are_read_however_they_are_written_and_others_noted() {
        for (written, amount) in [("35000", 35_000), ("35000.0", 35_000), ("3.5e4", 35_000), ("\"35000\"", 35_000)] {
            assert_eq!(fee(&format!("{{\"value\": {written}}}")), (FeeAmount::Known(Money::vnd(amount)), vec![]));
        }
        for written in ["12.5", "\"20.000\"", "1e30", "true"] {
            let (amount, found) = fee(&format!("{{\"value\": {written}}}"));
            assert_eq!((amount, found.len(), found[0].0), (FeeAmount::Unknown, 1, "portal/not-whole"), "{written}");
        }
    }

    #[test]
    fn what_has_no_name_is_noted_and_decimals_count() {
        let (record, found) = read(
            r#"{"code": "1.000001", "resultsDetails": [{"code": "K"}], "cases": [{"name": "A"}], "executionCases":
            [{"name": "", "profileComponents": [{"name": "Tờ khai", "originalQty": 1.0, "copyQty": 0.5}, {"name": ""}]}]}"#,
        );
        let groups = record.documents.unwrap().value;
        assert_eq!((groups[0].documents.len(), groups[0].documents[0].originals), (1, Some(1)));
        assert_eq!(groups[0].documents[0].copies, None);
        let rules: Vec<_> = found.iter().map(|(rule, _)| *rule).collect();
        assert_eq!(rules.iter().filter(|rule| **rule == "portal/no-name").count(), 3);
        assert_eq!(rules.iter().filter(|rule| **rule == "portal/not-whole").count(), 1);
    }

    #[test]
    fn decimals_are_kept_exactly() {
        assert_eq!(thousandths("17.5"), Some(17_500));
        assert_eq!(thousandths("3"), Some(3_000));
        assert_eq!(thousandths("0.125"), Some(125));
        assert_eq!(thousandths("-1"), None);
        assert_eq!(thousandths("ba"), None);
    }
}
