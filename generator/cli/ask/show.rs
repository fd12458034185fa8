//! What the answers make of procedures, by names.

use std::collections::BTreeMap;
use std::io::Write;

use crate::Checked;
use crate::language::{Date, Money};
use crate::rules::evaluate::{Bill, Evaluation, Verdict};
use crate::rules::model::{Common, Rules};
use crate::rules::phrase::{Language, Phrases};
use crate::rules::program::{Base, Item, NameId, Procedure, QuestionId};
use crate::rules::{Answers, Truth, calendar, explain, next};

/// What is shown.
pub(super) struct Show<'a> {
    checked: &'a Checked,
    evaluation: &'a Evaluation<'a>,
    answers: &'a Answers,
    phrases: Phrases<'a>,
}

impl<'a> Show<'a> {
    pub fn new(checked: &'a Checked, evaluation: &'a Evaluation<'a>, answers: &'a Answers) -> Self {
        let phrases = Phrases::new(evaluation.program, &checked.rules.book, Language::Vietnamese);
        Self { checked, evaluation, answers, phrases }
    }

    /// Procedures by verdict, and the question that would tell most.
    pub fn all(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let program = self.evaluation.program;
        let mut by_verdict: BTreeMap<Verdict, Vec<&Procedure>> = BTreeMap::new();
        for procedure in &program.procedures {
            by_verdict.entry(self.evaluation.verdict(procedure)).or_default().push(procedure);
        }
        for (verdict, procedures) in by_verdict {
            writeln!(out, "{} ({})", verdict.word(), procedures.len())?;
            for procedure in procedures {
                let because = self.ids(self.evaluation.verdict_because(procedure).iter());
                let because = if because.is_empty() { because } else { format!("  <- {because}") };
                writeln!(out, "  {:<12} {}{because}", procedure.code, self.title(&procedure.code))?;
            }
        }
        let all: Vec<usize> = (0..program.procedures.len()).collect();
        self.asks(&all, out)
    }

    /// One procedure with its reasons.
    pub fn one(&self, at: usize, out: &mut dyn Write) -> std::io::Result<()> {
        let program = self.evaluation.program;
        let (procedure, rules) = (&program.procedures[at], &self.checked.rules.book.procedures[at]);
        writeln!(out, "{} {}", procedure.code, self.title(&procedure.code))?;
        let because = self.ids(self.evaluation.verdict_because(procedure).iter());
        let because = if because.is_empty() { because } else { format!(" (waits for {because})") };
        writeln!(out, "{}{because}", self.evaluation.verdict(procedure).word())?;
        for (condition, written) in procedure.conditions.iter().zip(&rules.conditions) {
            let truth = match (condition.judgement, self.evaluation.truth(condition.node)) {
                _ if self.evaluation.truth(condition.in_force).is_false() => continue,
                (true, truth) if truth.is_false() => continue,
                (true, _) => "judged by the agency",
                (false, truth) => truth.word(),
            };
            writeln!(out, "  {truth:<8} {}{}", name(&written.common), cite(&written.common))?;
        }
        for (what, items, written) in
            [("case", &procedure.cases, &rules.cases), ("documents", &procedure.documents, &rules.documents)]
        {
            let items = self.applying(items, written);
            if !items.is_empty() {
                writeln!(out, "{what}: {}", items.join("; "))?;
            }
        }
        self.fees(procedure, rules, out)?;
        self.deadlines(procedure, rules, out)?;
        for change in explain::changes(program, self.answers, procedure) {
            let id = &program.question(change.question).id;
            let answer = change.answer.write(program, change.question);
            writeln!(out, "with {id} = {answer}: {}", change.verdict.word())?;
        }
        self.asks(&[at], out)
    }

    /// The versions of cases or documents that may apply.
    fn applying(&self, items: &[Item], written: &[Common]) -> Vec<String> {
        let mut told = Vec::new();
        for item in items {
            for (version, common) in item.versions.iter().zip(self.of(item.name, written)) {
                let truth = self.evaluation.truth(version.node);
                if !truth.is_false() {
                    told.push(format!("{}{}", name(common), if truth.is_true() { "" } else { " (perhaps)" }));
                }
            }
        }
        told
    }

    /// What was written under an id: the versions of an item, in their order.
    fn of<'c>(&self, id: NameId, written: impl IntoIterator<Item = &'c Common>) -> impl Iterator<Item = &'c Common> {
        let id = self.evaluation.program.name(id);
        written.into_iter().filter(move |common| *common.id == *id)
    }

    /// The sum, and each fee where there are several or not all is known.
    fn fees(&self, procedure: &Procedure, rules: &Rules, out: &mut dyn Write) -> std::io::Result<()> {
        if procedure.fees.is_empty() {
            return Ok(());
        }
        let evaluation = self.evaluation;
        let mut unstated = Vec::new();
        for fee in &procedure.fees {
            for (version, common) in (0..).zip(self.of(fee.name, rules.fees.iter().map(|fee| &fee.common))) {
                match evaluation.fee_version(fee, version).missing {
                    Truth::True => unstated.push(name(common)),
                    Truth::Unknown => unstated.push(format!("{} (perhaps)", name(common))),
                    Truth::False => {}
                }
            }
        }
        let bill = evaluation.bill(procedure);
        let known = Bill { missing: Truth::False, ..bill };
        match (unstated.is_empty(), bill.high) {
            (true, _) => writeln!(out, "fee: {}", money_of(known))?,
            (false, 0) => writeln!(out, "fee: not stated: {}", unstated.join("; "))?,
            (false, _) => writeln!(out, "fee: {}, and not stated: {}", money_of(known), unstated.join("; "))?,
        }
        let open: Vec<QuestionId> = procedure
            .fees
            .iter()
            .flat_map(|fee| evaluation.fee_because(fee, None).iter().collect::<Vec<_>>())
            .collect();
        if !open.is_empty() {
            let mut seen = crate::rules::QuestionSet::default();
            open.into_iter().for_each(|question| seen.insert(question));
            writeln!(out, "  depends on: {}", self.ids(seen.iter()))?;
        }
        Ok(())
    }

    fn deadlines(&self, procedure: &Procedure, rules: &Rules, out: &mut dyn Write) -> std::io::Result<()> {
        let program = self.evaluation.program;
        for (deadline, written) in procedure.deadlines.iter().zip(&rules.deadlines) {
            let Some((low, high)) = self.evaluation.deadline(deadline) else { continue };
            let day = |day: i64| -> Date { calendar::date(day) };
            let mut because = self.evaluation.because([deadline.node]);
            if let (true, Base::Question(question)) = (low < high, program.instants[deadline.day as usize].base) {
                because.insert(question);
            }
            let when = match low == high {
                true => day(low).iso(),
                false if Evaluation::is_telling((low, high)) => format!("{} to {}", day(low), day(high)),
                false => self.phrases.day(deadline.day),
            };
            let perhaps = match because.is_empty() {
                true => String::new(),
                false => format!(" (depends on: {})", self.ids(because.iter())),
            };
            writeln!(out, "by {when}: {}{perhaps}", name(&written.common))?;
        }
        Ok(())
    }

    fn asks(&self, procedures: &[usize], out: &mut dyn Write) -> std::io::Result<()> {
        let program = self.evaluation.program;
        let Some(next) = next::next(program, self.answers, procedures) else { return Ok(()) };
        let asked = program.question(next.question);
        let written = self.checked.rules.book.questions.iter().find(|question| question.id == asked.id);
        let wording = written.map_or("", |question| &question.wording.vi);
        let most =
            if next.remaining == 1 { "the last question".to_owned() } else { format!("at most {}", next.remaining) };
        writeln!(out, "next: {} {wording} ({most})", asked.id)
    }

    fn ids(&self, ids: impl Iterator<Item = QuestionId>) -> String {
        ids.map(|id| &*self.evaluation.program.question(id).id).collect::<Vec<_>>().join(", ")
    }

    fn title(&self, code: &str) -> String {
        let found = self.checked.catalogue.procedures.iter().find(|procedure| *procedure.code == *code);
        found.and_then(|procedure| procedure.name.vi.as_ref()).map(|name| name.value.to_string()).unwrap_or_default()
    }
}

/// What a version of an item is called; its id, where it has no name.
fn name(common: &Common) -> String {
    common.name.as_ref().map_or(&*common.id, |name| &*name.vi).to_owned()
}

fn cite(common: &Common) -> String {
    common.cite.as_ref().map(|cite| format!("  [{}]", cite.text)).unwrap_or_default()
}

fn money_of(bill: Bill) -> String {
    let money = |amount: i128| Money::vnd(i64::try_from(amount).unwrap_or(i64::MAX)).text_vi();
    match bill.low == bill.high {
        true => money(bill.low),
        false => format!("{} to {}", money(bill.low), money(bill.high)),
    }
}
