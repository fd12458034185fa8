//! What the answers make of procedures, by names: the JSON of a session as text, and nothing that is not in it.

use std::collections::BTreeMap;
use std::io::Write;

use super::told::{Amount, Fee, Holds, Next, Outcome, Version};
use crate::Checked;
use crate::language::Money;
use crate::rules::evaluate::Verdict;
use crate::rules::model::{Common, Placed, Rules};
use crate::rules::phrase::{Language, Phrases, Statement};
use crate::rules::program::NodeId;
use crate::rules::session::Session;

/// What is shown.
pub(super) struct Show<'a> {
    checked: &'a Checked,
    session: &'a Session,
    phrases: Phrases<'a>,
}

impl<'a> Show<'a> {
    pub fn new(checked: &'a Checked, session: &'a Session) -> Self {
        let phrases = Phrases::new(&checked.rules.program, &checked.rules.book, Language::Vietnamese);
        Self { checked, session, phrases }
    }

    /// Procedures by verdict, and the question that would tell most.
    pub fn all(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let mut by_verdict: BTreeMap<Verdict, Vec<(&str, Vec<String>)>> = BTreeMap::new();
        for procedure in &self.session.program().procedures {
            let outcome = self.outcome(&procedure.code)?;
            let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.word() == outcome.verdict);
            by_verdict.entry(verdict.unwrap_or(Verdict::Unknown)).or_default().push((&procedure.code, outcome.because));
        }
        for (verdict, procedures) in by_verdict {
            writeln!(out, "{} ({})", verdict.word(), procedures.len())?;
            for (code, because) in procedures {
                let because = because.join(", ");
                let because = if because.is_empty() { because } else { format!("  <- {because}") };
                writeln!(out, "  {code:<12} {}{because}", self.title(code))?;
            }
        }
        self.asks("", out)
    }

    /// One procedure with its reasons.
    pub fn one(&self, at: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let rules = &self.checked.rules.book.procedures[at];
        let outcome = self.outcome(&rules.code)?;
        writeln!(out, "{} {}", rules.code, self.title(&rules.code))?;
        let because = outcome.because.join(", ");
        let because = if because.is_empty() { because } else { format!(" (waits for {because})") };
        writeln!(out, "{}{because}", outcome.verdict)?;
        for (told, written) in outcome.conditions.iter().zip(&rules.conditions) {
            self.condition(told, &written.common, out)?;
        }
        for (what, told, written) in
            [("case", &outcome.cases, &rules.cases), ("documents", &outcome.documents, &rules.documents)]
        {
            let applying = told.iter().filter(|told| told.holds != Holds::False);
            let names: Vec<String> = applying.map(|told| named(told, written.iter())).collect();
            if !names.is_empty() {
                writeln!(out, "{what}: {}", names.join("; "))?;
            }
        }
        if !outcome.fees.is_empty() {
            fees(&outcome, rules, out)?;
        }
        for (told, written) in outcome.deadlines.iter().map(|told| (told, &rules.deadlines[told.at])) {
            let when = match (told.from == told.to, told.telling) {
                (true, _) => told.from.clone(),
                (false, true) => format!("{} to {}", told.from, told.to),
                (false, false) => {
                    let compiled = &self.checked.rules.program.procedures[at].deadlines[told.at];
                    self.phrases.day(compiled.day)
                }
            };
            let because = told.version.because.join(", ");
            let because = if because.is_empty() { because } else { format!(" (depends on: {because})") };
            writeln!(out, "by {when}: {}{because}{}", name(&written.common), cites([written.common.cite.as_ref()]))?;
        }
        for change in &outcome.changes {
            writeln!(out, "with {} = {}: {}", change.question, change.answer, change.verdict)?;
        }
        self.asks(&rules.code, out)
    }

    /// Whether a condition holds, and what it requires where it does not.
    fn condition(&self, told: &Version, written: &Common, out: &mut dyn Write) -> std::io::Result<()> {
        if !told.in_force || (told.judgement && told.holds == Holds::False) {
            return Ok(());
        }
        let truth = match (told.judgement, told.holds) {
            (true, _) => "judged by the agency",
            (false, Holds::True) => "true",
            (false, Holds::False) => "false",
            (false, Holds::Unknown) => "unknown",
        };
        writeln!(out, "  {truth:<8} {}{}", name(written), cites([written.cite.as_ref()]))?;
        if told.judgement || told.holds == Holds::True {
            return Ok(());
        }
        indented(&self.phrases.tree(NodeId(told.node)), 11, out)
    }

    fn asks(&self, code: &str, out: &mut dyn Write) -> std::io::Result<()> {
        let Some(next) = serde_json::from_str::<Option<Next>>(&self.session.next(code))? else { return Ok(()) };
        let written = self.checked.rules.book.questions.iter().find(|question| *question.id == *next.question);
        let wording = written.map_or("", |question| &question.wording.vi);
        let most =
            if next.remaining == 1 { "the last question".to_owned() } else { format!("at most {}", next.remaining) };
        writeln!(out, "next: {} {wording} ({most})", next.question)
    }

    fn outcome(&self, code: &str) -> std::io::Result<Outcome> {
        Ok(serde_json::from_str(&self.session.result(code))?)
    }

    fn title(&self, code: &str) -> String {
        let found = self.checked.catalogue.procedures.iter().find(|procedure| *procedure.code == *code);
        found.and_then(|procedure| procedure.name.vi.as_ref()).map(|name| name.value.to_string()).unwrap_or_default()
    }
}

/// A statement, each part of it on a line of its own below what leads to it.
fn indented(statement: &Statement, indent: usize, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{:indent$}{}", "", statement.text)?;
    statement.parts.iter().try_for_each(|part| indented(part, indent + 2, out))
}

/// The sum, and each fee that is or may be to be paid, with the law it rests on.
fn fees(outcome: &Outcome, rules: &Rules, out: &mut dyn Write) -> std::io::Result<()> {
    let commons = || rules.fees.iter().map(|fee| &fee.common);
    let payable: Vec<&Fee> = outcome.fees.iter().filter(|fee| fee.version.holds != Holds::False).collect();
    let unstated = payable.iter().filter_map(|fee| match fee.amount.missing {
        Holds::False => None,
        Holds::True => Some(name_of(&fee.version, commons())),
        Holds::Unknown => Some(format!("{} (perhaps)", name_of(&fee.version, commons()))),
    });
    let unstated = unstated.collect::<Vec<_>>().join("; ");
    match (unstated.is_empty(), outcome.total.high) {
        (true, _) => writeln!(out, "fee: {}", money(outcome.total))?,
        (false, 0) => writeln!(out, "fee: not stated: {unstated}")?,
        (false, _) => writeln!(out, "fee: {}, and not stated: {unstated}", money(outcome.total))?,
    }
    let mut because: Vec<&str> = Vec::new();
    for fee in payable {
        let amount = match (fee.amount.missing, fee.amount.high) {
            (Holds::True, _) | (Holds::Unknown, 0) => "not stated".to_owned(),
            _ => money(fee.amount),
        };
        let cite = written(&fee.version, commons()).and_then(|common| common.cite.as_ref());
        let rates: Vec<_> = rules.rates.iter().filter(|rate| *rate.fee.text == *fee.version.id).collect();
        // Where it is not known which rate is the one, all of them may be.
        let behind = match fee.rate {
            Some(at) => rates.get(at).copied().into_iter().collect(),
            None => rates,
        };
        let law = cites(behind.into_iter().map(|rate| rate.cite.as_ref()).chain([cite]));
        writeln!(out, "  {amount}  {}{law}", named(&fee.version, commons()))?;
        for question in &fee.version.because {
            if !because.contains(&&**question) {
                because.push(question);
            }
        }
    }
    if !because.is_empty() {
        writeln!(out, "  depends on: {}", because.join(", "))?;
    }
    Ok(())
}

/// What was written of a version, among all items of its kind.
fn written<'c>(told: &Version, all: impl Iterator<Item = &'c Common>) -> Option<&'c Common> {
    all.filter(|common| *common.id == *told.id).nth(told.version)
}

/// What a version of an item is called.
fn name_of<'c>(told: &Version, all: impl Iterator<Item = &'c Common>) -> String {
    written(told, all).map_or_else(|| told.id.clone(), name)
}

/// The same, and whether it is certain.
fn named<'c>(told: &Version, all: impl Iterator<Item = &'c Common>) -> String {
    let perhaps = if told.holds == Holds::Unknown { " (perhaps)" } else { "" };
    format!("{}{perhaps}", name_of(told, all))
}

/// What an item is called; its id, where it has no name.
fn name(common: &Common) -> String {
    common.name.as_ref().map_or(&*common.id, |name| &*name.vi).to_owned()
}

/// Laws, each once.
fn cites<'c>(cites: impl IntoIterator<Item = Option<&'c Placed>>) -> String {
    let mut told: Vec<&str> = Vec::new();
    for cite in cites.into_iter().flatten() {
        if !told.contains(&&*cite.text) {
            told.push(&cite.text);
        }
    }
    if told.is_empty() { String::new() } else { format!("  [{}]", told.join("; ")) }
}

fn money(amount: Amount) -> String {
    let one = |amount: i64| Money::vnd(amount).text_vi();
    match amount.low == amount.high {
        true => one(amount.low),
        false => format!("{} to {}", one(amount.low), one(amount.high)),
    }
}
