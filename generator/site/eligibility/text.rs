//! The rules of a procedure as text: what a person without scripts reads, and what the scripts mark.

use std::collections::BTreeMap;

use serde::Serialize;

use super::said;
use crate::catalogue::LegalDocument;
use crate::language::{Date, Money, legal, normalise, slug};
use crate::rules::model::{Common, Placed, Rules};
use crate::rules::phrase::{Phrases, Statement};
use crate::rules::program::{self, Amount, NodeId, TRUE, Version};
use crate::site::procedure::Making;
use crate::site::prose::escape_into;
use crate::site::render::{Html, Said};
use crate::site::routes::{Address, Section};

/// Everything the rules say of a procedure but its documents, which stand among the others.
#[derive(Debug, Serialize)]
pub(in crate::site) struct RulesText<'a> {
    conditions: Vec<Item<'a>>,
    cases: Vec<Item<'a>>,
    fees: Vec<Item<'a>>,
    deadlines: Vec<Item<'a>>,
}

/// Something that holds or does not.
#[derive(Debug, Serialize)]
struct Item<'a> {
    id: &'a str,
    /// Which of the versions of this id, as they were written.
    version: usize,
    name: Said<'a>,
    /// What is required, or when it applies.
    statement: Option<Html>,
    /// What it comes to: an amount, a day.
    value: Option<String>,
    /// The same as a list, where it is long.
    values: Vec<Html>,
    cite: Option<Html>,
    /// The laws that its amounts rest on.
    rate_cites: Vec<Html>,
    /// Whether only the agency can say.
    judged: bool,
    /// The days between which it is in force, to be read and to be compared.
    force: Option<String>,
    from: Option<String>,
    until: Option<String>,
}

impl<'r, 'a> Making<'r, 'a> {
    /// Where the page is that asks whether this procedure is for the person who reads.
    pub(in crate::site) fn check_page(&self) -> Option<Address> {
        self.renderer.eligibility.as_ref().filter(|eligibility| eligibility.has(self.at))?;
        let segment = &self.renderer.index.card(self.at).segment;
        Some(Address::item(Section::Procedure, self.language, segment).check(self.language))
    }

    /// The procedure's rules: as they were written, and compiled.
    pub(super) fn own_rules(&self) -> Option<(&'a Rules, &'a program::Procedure)> {
        let eligibility = self.renderer.eligibility.as_ref()?;
        let place = *eligibility.places.get(&self.at)?;
        Some((&eligibility.rules.book.procedures[place], &eligibility.rules.program.procedures[place]))
    }

    pub(super) fn phrases(&self) -> Option<&'r Phrases<'a>> {
        Some(&self.renderer.eligibility.as_ref()?.phrases[self.language as usize])
    }

    /// The rules of the procedure as text.
    pub(in crate::site) fn rules_text(&self) -> Option<RulesText<'a>> {
        let ((written, compiled), phrases) = (self.own_rules()?, self.phrases()?);
        let named = |at, written: &[&'a Common], node| self.rule_item((at, written), statement(phrases, node));
        let commons: Vec<&Common> = written.conditions.iter().map(|condition| &condition.common).collect();
        let conditions = written.conditions.iter().zip(&compiled.conditions).enumerate();
        let conditions = conditions.map(|(at, (condition, compiled))| Item {
            judged: condition.judgement,
            ..named(at, &commons, compiled.node)
        });
        // The days are said by themselves: what is but in force on them is not said again.
        let when = |version: &Version| if version.node == version.in_force { TRUE } else { version.node };
        let all_cases: Vec<&Common> = written.cases.iter().collect();
        let cases = compiled.cases.iter().flat_map(|case| {
            let places = self.places_of(&all_cases, case.name).zip(&case.versions);
            places.map(|(at, version)| named(at, &all_cases, when(version))).collect::<Vec<_>>()
        });
        let all_fees: Vec<&Common> = written.fees.iter().map(|fee| &fee.common).collect();
        let fees = compiled.fees.iter().flat_map(|fee| {
            let places = self.places_of(&all_fees, fee.name).zip(&fee.versions).enumerate();
            let item = |(version, (at, compiled)): (usize, (usize, &Version))| Item {
                value: self.amounts(fee, version, phrases),
                values: self.long_amounts(fee, version, phrases),
                rate_cites: self.rate_cites(written, &written.fees[at].common.id),
                ..named(at, &all_fees, when(compiled))
            };
            places.map(item).collect::<Vec<_>>()
        });
        let commons: Vec<&Common> = written.deadlines.iter().map(|deadline| &deadline.common).collect();
        let deadlines = written.deadlines.iter().zip(&compiled.deadlines).enumerate();
        let deadlines = deadlines.map(|(at, (_, compiled))| Item {
            value: Some(phrases.day(compiled.day)),
            ..named(at, &commons, compiled.node)
        });
        Some(RulesText {
            conditions: conditions.collect(),
            cases: cases.collect(),
            fees: fees.collect(),
            deadlines: deadlines.collect(),
        })
    }

    /// The id of an item of the program.
    pub(super) fn rule_name(&self, id: program::NameId) -> &'a str {
        self.renderer.eligibility.as_ref().map_or("", |eligibility| eligibility.rules.program.name(id))
    }

    /// Where the versions of an id stand among the items as they were written.
    fn places_of(&self, written: &[&Common], id: program::NameId) -> impl Iterator<Item = usize> {
        let id = self.rule_name(id);
        (0..written.len()).filter(move |&at| *written[at].id == *id)
    }

    /// The laws that the rates of a fee rest on, each once.
    fn rate_cites(&self, written: &'a Rules, fee: &str) -> Vec<Html> {
        let mut cites: Vec<&Placed> = Vec::new();
        for cite in
            written.rates.iter().filter(|rate| rate.fee.text.as_ref() == fee).filter_map(|rate| rate.cite.as_ref())
        {
            if cites.iter().all(|known| known.text != cite.text) {
                cites.push(cite);
            }
        }
        cites.into_iter().filter_map(|cite| self.cite(Some(cite))).collect()
    }

    /// The item at a place of those that were written.
    fn rule_item(&self, (at, written): (usize, &[&'a Common]), statement: Option<Html>) -> Item<'a> {
        let common = written[at];
        let name = match &common.name {
            Some(name) => said(name, self.language),
            None => Said::new(&*common.id, self.language, self.language),
        };
        Item {
            id: &common.id,
            version: written[..at].iter().filter(|before| before.id == common.id).count(),
            name,
            statement,
            value: None,
            values: Vec::new(),
            cite: self.cite(common.cite.as_ref()),
            rate_cites: Vec::new(),
            judged: false,
            force: self.force(common.from, common.until),
            from: common.from.map(|day| day.iso()),
            until: common.until.map(|day| day.iso()),
        }
    }

    /// From when and until when something is in force.
    fn force(&self, from: Option<Date>, until: Option<Date>) -> Option<String> {
        let words = self.renderer.words(self.language);
        let day = |day: Option<Date>| day.map(|day| words.date(day));
        let say = |key, value: &str| words.say_with(key, value);
        match (day(from), day(until)) {
            (None, None) => None,
            (Some(from), None) => Some(say("check_from", &from)),
            (None, Some(until)) => Some(say("check_until", &until)),
            (Some(from), Some(until)) => {
                Some(words.say("check_between").replace("{from}", &from).replace("{to}", &until))
            }
        }
    }

    /// What a version of a fee comes to, and when it is which amount: in a line, where no condition has brackets.
    fn amounts(&self, fee: &program::Fee, version: usize, phrases: &Phrases<'_>) -> Option<String> {
        let mut amounts = Vec::new();
        for (amount, when) in self.rates(fee, version, phrases) {
            let Some(node) = when else {
                amounts.push(amount);
                continue;
            };
            let when = phrases.node(node);
            if when.contains('(') {
                return None;
            }
            amounts.push(format!("{amount} ({when})"));
        }
        Some(if amounts.is_empty() { self.say("check_fee_unknown").to_owned() } else { amounts.join("; ") })
    }

    /// The same as a list, where it is no line.
    fn long_amounts(&self, fee: &program::Fee, version: usize, phrases: &Phrases<'_>) -> Vec<Html> {
        if self.amounts(fee, version, phrases).is_some() {
            return Vec::new();
        }
        let one = |(amount, when): (String, Option<NodeId>)| {
            let mut html = String::new();
            escape_into(&amount, &mut html);
            if let Some(node) = when {
                html.push_str(": ");
                statement_into(&phrases.tree(node), &mut html);
            }
            Html(html)
        };
        self.rates(fee, version, phrases).into_iter().map(one).collect()
    }

    /// The amounts of a version of a fee, each with what it is for where that says more than that the fee is to be paid.
    fn rates(&self, fee: &program::Fee, version: usize, phrases: &Phrases<'_>) -> Vec<(String, Option<NodeId>)> {
        let said = [TRUE, fee.node, fee.versions[version].node];
        let of = |(node, amount): &(NodeId, Amount)| {
            (self.rule_amount(amount, phrases), Some(*node).filter(|node| !said.contains(node)))
        };
        fee.rates_of(Some(version)).map(|at| of(&fee.rates[at])).collect()
    }

    fn rule_amount(&self, amount: &Amount, phrases: &Phrases<'_>) -> String {
        let words = self.renderer.words(self.language);
        let money = |amount: i64| words.money(Money::vnd(amount));
        let part = |&(factor, question): &(i64, program::QuestionId)| {
            let label = phrases.label(question);
            match (amount.divisor, percent(factor, amount.divisor)) {
                (1, _) => format!("{} × {label}", money(factor)),
                (_, Some(percent)) => format!("{}% × {label}", percent.replace('.', words.say("check_point"))),
                (divisor, None) => format!("{factor}/{divisor} × {label}"),
            }
        };
        let mut parts: Vec<String> = amount.parts.iter().map(part).collect();
        match amount.constant / amount.divisor {
            0 if parts.is_empty() => parts.push(words.say("check_free_of_charge").to_owned()),
            0 => {}
            constant => parts.push(money(constant)),
        }
        parts.join(" + ")
    }

    /// The law an item rests on; what is among the legal basis leads there.
    pub(super) fn cite(&self, cite: Option<&Placed>) -> Option<Html> {
        let text = normalise(&cite?.text);
        let ids = self.law_ids();
        let segment = &self.renderer.index.card(self.at).segment;
        let own = Address::item(Section::Procedure, self.language, segment);
        let base = if own == self.page { String::new() } else { self.renderer.href(&self.page, &own) };
        let found = legal::find_all(&text);
        let mut html = String::new();
        let mut at = 0;
        for (place, (range, law)) in found.iter().enumerate() {
            let end = found.get(place + 1).map_or(text.len(), |next| next.0.start);
            let whole = text[range.start..end].trim_end_matches([' ', ';', ',']);
            escape_into(&self.articles(&text[at..range.start]), &mut html);
            match ids.get(&law.number) {
                Some(id) => {
                    html.push_str("<a href=\"");
                    escape_into(&base, &mut html);
                    html.push('#');
                    html.push_str(id);
                    html.push_str("\">");
                    escape_into(&self.articles(whole), &mut html);
                    html.push_str("</a>");
                }
                None => escape_into(&self.articles(whole), &mut html),
            }
            at = range.start + whole.len();
        }
        escape_into(&self.articles(&text[at..]), &mut html);
        Some(Html(html))
    }

    /// Articles as they are read out: "Đ.15" is "Điều 15".
    fn articles(&self, text: &str) -> String {
        text.replace("Đ.", self.say("check_article"))
    }

    /// Where the laws of the legal basis stand on the procedure's page, by number; nothing without rules that cite them.
    pub(in crate::site) fn law_ids(&self) -> &BTreeMap<String, String> {
        self.laws.get_or_init(|| {
            let laws = self.procedure.legal_basis.iter().flat_map(|basis| &basis.value);
            let numbers = laws.filter(|_| self.own_rules().is_some()).filter_map(LegalDocument::key);
            numbers.map(|number| (number.clone(), format!("law-{}", slug(&number)))).collect()
        })
    }
}

/// A fraction as a percentage with at most two places behind the point; `None` where it needs more.
fn percent(numerator: i64, denominator: i64) -> Option<String> {
    let hundredths = numerator.checked_mul(10_000)?;
    if denominator <= 0 || hundredths % denominator != 0 {
        return None;
    }
    let (whole, places) = (hundredths / denominator / 100, hundredths / denominator % 100);
    let text = format!("{whole}.{:02}", places.abs());
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// A node as text; nothing where it always holds.
pub(super) fn statement(phrases: &Phrases<'_>, node: NodeId) -> Option<Html> {
    if node == TRUE {
        return None;
    }
    let mut html = String::new();
    statement_into(&phrases.tree(node), &mut html);
    Some(Html(html))
}

fn statement_into(statement: &Statement, out: &mut String) {
    escape_into(&statement.text, out);
    if !statement.parts.is_empty() {
        out.push_str("<ul>");
        for part in &statement.parts {
            out.push_str("<li>");
            statement_into(part, out);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_percentages_where_they_can_be() {
        let percents = [(5, 1000), (1, 1), (125, 10_000), (12, 100)].map(|(n, d)| percent(n, d).unwrap());
        assert_eq!(percents, ["0.5", "100", "1.25", "12"]);
        assert_eq!((percent(1, 3), percent(i64::MAX, 100), percent(1, 0)), (None, None, None));
    }
}
