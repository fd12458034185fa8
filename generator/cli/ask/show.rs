//! What the answers make of procedures, by names: the JSON of a session as text, and nothing that is not in it.

use std::collections::BTreeMap;
use std::io::Write;

use super::told::{Amount, Change, Deadline, Fee, Holds, Next, Outcome, Version};
use super::typed::Asked;
use crate::Checked;
use crate::language::{Date, Money};
use crate::rules::calendar;
use crate::rules::evaluate::Verdict;
use crate::rules::model::{Common, Placed, Rules};
use crate::rules::phrase::{Phrases, Statement};
use crate::rules::program::{NodeId, TODAY};
use crate::rules::session::Session;

/// What is shown.
pub(super) struct Show<'a> {
    checked: &'a Checked,
    session: &'a Session,
    pub(super) phrases: &'a Phrases<'a>,
}

impl<'a> Show<'a> {
    pub fn new(checked: &'a Checked, session: &'a Session, phrases: &'a Phrases<'a>) -> Self {
        Self { checked, session, phrases }
    }

    /// Procedures by verdict, and the question that would tell most.
    pub fn all(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let mut by_verdict: BTreeMap<Verdict, Vec<(&str, Vec<String>)>> = BTreeMap::new();
        for procedure in &self.session.program().procedures {
            let outcome = self.outcome(&procedure.code)?;
            by_verdict.entry(outcome.verdict()).or_default().push((&procedure.code, outcome.because));
        }
        for (verdict, procedures) in by_verdict {
            writeln!(out, "{} ({})", self.verdict(verdict), procedures.len())?;
            for (code, because) in procedures {
                let title = super::title(self.checked, code, self.phrases.language());
                let because = if because.is_empty() { String::new() } else { format!("  <- {}", because.join(", ")) };
                writeln!(out, "  {code:<12} {title}{because}")?;
            }
        }
        self.asks("", out)
    }

    /// One procedure with its reasons.
    pub fn one(&self, at: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let rules = &self.checked.rules.book.procedures[at];
        let outcome = self.outcome(&rules.code)?;
        writeln!(out, "{} {}", rules.code, super::title(self.checked, &rules.code, self.phrases.language()))?;
        writeln!(out, "{}{}", self.verdict(outcome.verdict()), self.depends(&outcome.because))?;
        for (told, written) in outcome.conditions.iter().zip(&rules.conditions) {
            self.condition(told, &written.common, out)?;
        }
        let cases = outcome.cases.iter().filter(|told| told.holds != Holds::False);
        let cases: Vec<String> = cases.map(|told| self.named(told, rules.cases.iter())).collect();
        if !cases.is_empty() {
            writeln!(out, "{}: {}", self.pick("Trường hợp", "Case"), cases.join("; "))?;
        }
        let procedure = self.checked.catalogue.procedures.iter().find(|one| one.code == rules.code);
        self.papers(procedure, &outcome.documents, &rules.documents, out)?;
        if !outcome.fees.is_empty() {
            self.fees(&outcome, rules, out)?;
        }
        for told in &outcome.deadlines {
            self.deadline(told, at, out)?;
        }
        for change in &outcome.changes {
            self.change(change, out)?;
        }
        self.asks(&rules.code, out)
    }

    /// Whether a condition holds, and what it requires where it does not.
    fn condition(&self, told: &Version, written: &Common, out: &mut dyn Write) -> std::io::Result<()> {
        if !told.in_force || (told.judgement && told.holds == Holds::False) {
            return Ok(());
        }
        let truth = match (told.judgement, told.holds) {
            (true, _) => self.pick("cơ quan xem xét", "for the agency"),
            (false, Holds::True) => self.pick("đạt", "met"),
            (false, Holds::False) => self.pick("chưa đạt", "not met"),
            (false, Holds::Unknown) => self.pick("chưa biết", "not known"),
        };
        writeln!(out, "  {truth:<9} {}{}", self.name(written), cites([written.cite.as_ref()]))?;
        if told.judgement || told.holds == Holds::True {
            return Ok(());
        }
        // The name says what it is about, and may read as if it were so: what is required comes with a word that says it is.
        let required = self.phrases.tree(NodeId(told.node));
        writeln!(out, "{:12}{}: {}", "", self.pick("cần", "required"), required.text)?;
        required.parts.iter().try_for_each(|part| indented(part, 14, out))
    }

    /// The sum, and each fee that is or may be to be paid, with the law it rests on.
    fn fees(&self, outcome: &Outcome, rules: &Rules, out: &mut dyn Write) -> std::io::Result<()> {
        let commons = || rules.fees.iter().map(|fee| &fee.common);
        let payable: Vec<&Fee> = outcome.fees.iter().filter(|fee| fee.version.holds != Holds::False).collect();
        let perhaps = self.pick("có thể", "perhaps");
        let unstated = payable.iter().filter_map(|fee| match fee.amount.missing {
            Holds::False => None,
            Holds::True => Some(self.name_of(&fee.version, commons())),
            Holds::Unknown => Some(format!("{} ({perhaps})", self.name_of(&fee.version, commons()))),
        });
        let unstated = unstated.collect::<Vec<_>>().join("; ");
        let (what, missing) = (
            self.pick("Phí, lệ phí", "Fees"),
            self.pick("chưa có thông tin về mức thu", "no information on the amount of"),
        );
        match (unstated.is_empty(), outcome.total.high) {
            (true, _) => writeln!(out, "{what}: {}", self.money(outcome.total))?,
            (false, 0) => writeln!(out, "{what}: {missing}: {unstated}")?,
            (false, _) => writeln!(out, "{what}: {}; {missing}: {unstated}", self.money(outcome.total))?,
        }
        let mut because: Vec<String> = Vec::new();
        for fee in payable {
            let amount = match (fee.amount.missing, fee.amount.high) {
                (Holds::True, _) | (Holds::Unknown, 0) => self.pick("chưa rõ", "not stated").to_owned(),
                _ => self.money(fee.amount),
            };
            let cite = written(&fee.version, commons()).and_then(|common| common.cite.as_ref());
            let rates: Vec<_> = rules.rates.iter().filter(|rate| *rate.fee.text == *fee.version.id).collect();
            // Where it is not known which rate is the one, all of them may be.
            let behind = match fee.rate {
                Some(at) => rates.get(at).copied().into_iter().collect(),
                None => rates,
            };
            let law = cites(behind.into_iter().map(|rate| rate.cite.as_ref()).chain([cite]));
            writeln!(out, "  {amount}  {}{law}", self.named(&fee.version, commons()))?;
            for question in &fee.version.because {
                if !because.contains(question) {
                    because.push(question.clone());
                }
            }
        }
        if !because.is_empty() {
            writeln!(out, "  {}", self.because(&because))?;
        }
        Ok(())
    }

    fn deadline(&self, told: &Deadline, procedure: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let written = &self.checked.rules.book.procedures[procedure].deadlines[told.at].common;
        let date = |iso: &str| {
            let day = Date::parse_iso(iso).map(|date| self.phrases.short_date(calendar::day(date)));
            day.unwrap_or_else(|| iso.to_owned())
        };
        let when = match (told.from == told.to, told.telling) {
            (true, _) => date(&told.from),
            (false, true) => format!("{} {} {}", date(&told.from), self.pick("đến", "to"), date(&told.to)),
            (false, false) => {
                let compiled = &self.checked.rules.program.procedures[procedure].deadlines[told.at];
                self.phrases.day(compiled.day)
            }
        };
        let (due, depends) = (self.pick("Hạn", "Due"), self.depends(&told.version.because));
        writeln!(out, "{due} {when}: {}{depends}{}", self.name(written), cites([written.cite.as_ref()]))
    }

    fn change(&self, change: &Change, out: &mut dyn Write) -> std::io::Result<()> {
        let Some(id) = self.session.program().question_id(&change.question) else { return Ok(()) };
        let verdict = self.verdict_of(&change.verdict).to_lowercase();
        let answer = self.phrases.answer(id, &change.answer);
        if id == TODAY {
            return writeln!(out, "{} {answer}: {verdict}", self.pick("Nếu làm vào ngày", "On"));
        }
        let (subject, is) = (self.phrases.subject(id), self.pick("là", "is"));
        writeln!(out, "{} {subject} ({}) {is} “{answer}”: {verdict}", self.pick("Nếu", "If"), change.question)
    }

    /// The next question, and how it is answered here.
    fn asks(&self, code: &str, out: &mut dyn Write) -> std::io::Result<()> {
        let Some(next) = serde_json::from_str::<Option<Next>>(&self.session.next(code))? else { return Ok(()) };
        let program = self.session.program();
        let Some(id) = program.question_id(&next.question) else { return Ok(()) };
        let wording = self.phrases.written(id).map_or("", |written| self.phrases.words(&written.wording));
        let remaining = next.remaining;
        let most = match remaining {
            1 => self.pick("câu cuối cùng", "the last question").to_owned(),
            _ => self
                .phrases
                .language()
                .pick(format!("còn nhiều nhất {remaining} câu"), format!("at most {remaining} to go")),
        };
        writeln!(out, "{}: {wording} ({most})", self.pick("Câu hỏi tiếp theo", "Next question"))?;
        let accepted = Asked { program, phrases: self.phrases, id }.accepted();
        writeln!(out, "  --answer {}=...  {accepted}", next.question)
    }

    fn outcome(&self, code: &str) -> std::io::Result<Outcome> {
        Ok(serde_json::from_str(&self.session.result(code))?)
    }

    pub(super) fn pick(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.phrases.language().pick(vi, en)
    }

    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Eligible => self.pick("Làm được", "Applies"),
            Verdict::AgencyDecides => self.pick("Cơ quan sẽ xem xét", "The agency decides"),
            Verdict::NoConditions => self.pick("Không nêu điều kiện nào", "No conditions are stated"),
            Verdict::Unknown => self.pick("Chưa biết", "Not known yet"),
            Verdict::NotEligible => self.pick("Không đủ điều kiện", "Conditions not met"),
        }
    }

    fn verdict_of(&self, word: &str) -> &'static str {
        Verdict::ALL.into_iter().find(|verdict| verdict.word() == word).map_or("", |verdict| self.verdict(verdict))
    }

    /// What something still depends on, in brackets behind it.
    fn depends(&self, questions: &[String]) -> String {
        if questions.is_empty() { String::new() } else { format!(" ({})", self.because(questions)) }
    }

    fn because(&self, questions: &[String]) -> String {
        let program = self.session.program();
        let named = questions.iter().map(|id| match program.question_id(id) {
            Some(question) => format!("{} ({id})", self.phrases.subject(question)),
            None => id.clone(),
        });
        format!("{} {}", self.pick("còn tùy", "depends on"), named.collect::<Vec<_>>().join(", "))
    }

    /// What a version of an item is called, and whether it is certain.
    pub(super) fn named<'c>(&self, told: &Version, all: impl Iterator<Item = &'c Common>) -> String {
        let perhaps = match told.holds {
            Holds::Unknown => format!(" ({})", self.pick("có thể", "perhaps")),
            _ => String::new(),
        };
        format!("{}{perhaps}", self.name_of(told, all))
    }

    fn name_of<'c>(&self, told: &Version, all: impl Iterator<Item = &'c Common>) -> String {
        written(told, all).map_or_else(|| told.id.clone(), |common| self.name(common).to_owned())
    }

    /// What an item is called; its id, where it has no name.
    fn name<'c>(&self, common: &'c Common) -> &'c str {
        common.name.as_ref().map_or(&*common.id, |name| self.phrases.words(name))
    }

    fn money(&self, amount: Amount) -> String {
        let one =
            |amount: i64| self.phrases.language().pick(Money::vnd(amount).text_vi(), Money::vnd(amount).text_en());
        match amount.low == amount.high {
            true => one(amount.low),
            false => format!("{} {} {}", one(amount.low), self.pick("đến", "to"), one(amount.high)),
        }
    }
}

/// A statement, each part of it on a line of its own below what leads to it.
fn indented(statement: &Statement, indent: usize, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{:indent$}{}", "", statement.text)?;
    statement.parts.iter().try_for_each(|part| indented(part, indent + 2, out))
}

/// What was written of a version, among all items of its kind.
pub(super) fn written<'c>(told: &Version, all: impl Iterator<Item = &'c Common>) -> Option<&'c Common> {
    all.filter(|common| *common.id == *told.id).nth(told.version)
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
