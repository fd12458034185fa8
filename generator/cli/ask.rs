//! `motcua ask`: what a person is told, in the terminal.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Global, SiteFolder, Stop, report};
use crate::Checked;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::DiskFiles;
use crate::language::{Date, Money};
use crate::rules::answer::AnswerError;
use crate::rules::evaluate::{Bill, Evaluation, Verdict, evaluate};
use crate::rules::model::{Rules, Words};
use crate::rules::program::{Kind, Procedure, Program, QuestionId, TODAY};
use crate::rules::{Answer, Answers, calendar, explain, next};

/// Answers whether procedures apply to a person, from the rules of a site
///
/// Without a code, every procedure that has rules is looked at. What is not answered stays unknown, and the answer names
/// the questions it waits for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  motcua ask 1.001193 --answer child_birth_date=2026-01-01 --answer applicant=father
  motcua ask --answers me.toml                 every procedure, for the answers of a file
  motcua ask 2.000815 --answer birth_date=1950 only the year is known; ? is \"I don't know\", - is \"none\"")]
pub(super) struct Ask {
    /// The code of a procedure; all of them where there is none.
    code: Option<String>,
    #[command(flatten)]
    site: Folder,
    /// A TOML file with a key for each question.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// An answer: question=answer.
    #[arg(long = "answer", value_name = "QUESTION=ANSWER")]
    answer: Vec<String>,
}

/// The folder of the site, by name because the code comes first.
#[derive(Debug, Args)]
struct Folder {
    /// The site's folder: it holds `content/`.
    #[arg(long = "site", value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

impl Ask {
    pub(super) fn run(self, _global: Global) -> Result<(), Stop> {
        let site = SiteFolder { folder: self.site.folder.clone() };
        let files = DiskFiles::new(&site.folder)?;
        let checked = crate::check_sources(&files, None);
        if checked.errors() > 0 {
            return Err(Stop::failed("the site has errors", "see `motcua check`, and ask again when they are mended"));
        }
        let program = &checked.rules.program;
        if program.procedures.is_empty() {
            return Err(Stop::failed(
                "no procedure of this site has rules",
                "see content/README.md for how to write them",
            ));
        }
        let answers = self.answers(program)?;
        let evaluation = evaluate(program, &answers);
        let mut out = std::io::stdout().lock();
        let written = match &self.code {
            None => screen(&checked, &evaluation, &answers, &mut out),
            Some(code) => {
                let at = program.procedures.iter().position(|procedure| *procedure.code == **code);
                let Some(at) = at else {
                    let codes = program.procedures.iter().map(|procedure| &*procedure.code);
                    let help = match diagnostic::nearest(code, codes) {
                        Some(near) => format!("did you mean {near}?"),
                        None => "`motcua ask` without a code lists those that have".to_owned(),
                    };
                    return Err(Stop::failed(format!("the procedure {code} has no rules"), help));
                };
                one(&checked, &evaluation, &answers, at, &mut out)
            }
        };
        report::unless_closed(written)
    }

    fn answers(&self, program: &Program) -> Result<Answers, Stop> {
        let mut given: Vec<(String, String)> = Vec::new();
        if let Some(path) = &self.answers {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Stop::failed(format!("{}: {error}", path.display()), "name a file of answers"))?;
            let mut table = crate::files::FileTable::default();
            let name = path.display().to_string();
            let (answers, found) = crate::source::read_answers(table.add(&name), &name, &text);
            if let Some(Diagnostic { message, help, .. }) =
                found.into_iter().find(|found| found.severity == Severity::Error)
            {
                return Err(Stop::failed(format!("{name}: {message}"), help.unwrap_or_default()));
            }
            given.extend(answers.into_iter().map(|(question, answer)| (question.text.into(), answer.text.into())));
        }
        for answer in &self.answer {
            let Some((question, answer)) = answer.split_once('=') else {
                return Err(Stop::failed(format!("`{answer}` is no answer"), "write --answer question=answer"));
            };
            given.push((question.to_owned(), answer.to_owned()));
        }
        let mut answers = Answers::default();
        answers.set(TODAY, report::today().map(|today| Answer::value(calendar::day(today))));
        for (question, answer) in given {
            let Some(id) = program.question_id(&question) else {
                let known = program.questions.iter().map(|asked| &*asked.id);
                let help = match diagnostic::nearest(&question, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "questions stand in content/questions.toml".to_owned(),
                };
                return Err(Stop::failed(format!("there is no question `{question}`"), help));
            };
            let read = Answer::read(program, id, &answer).map_err(|error| {
                Stop::failed(format!("`{answer}` is no answer to `{question}`"), meant(program, id, error))
            })?;
            answers.set(id, Some(read));
        }
        Ok(answers)
    }
}

/// What can be answered.
fn meant(program: &Program, question: QuestionId, error: AnswerError) -> String {
    let asked = program.question(question);
    match (error, asked.kind) {
        (AnswerError::None, _) => "it always has an answer; ? is \"I don't know\"".to_owned(),
        (AnswerError::Range, Kind::Date) => {
            format!("it is from {} to {}", calendar::date(asked.low), calendar::date(asked.high))
        }
        (AnswerError::Range, _) => format!("it is from {} to {}", asked.low, asked.high),
        (_, Kind::Bool) => "yes, no or ?".to_owned(),
        (_, Kind::Date) => "2026-07-01, or 2026-07 or 2026 where only that is known, or ?".to_owned(),
        (_, Kind::Place) => "codes from the province down: 01 or 01/00004".to_owned(),
        (_, Kind::Choice | Kind::Many) => {
            let join = if asked.kind == Kind::Many { " (several with +)" } else { "" };
            format!("{}{join}", asked.choices.iter().map(|choice| &**choice).collect::<Vec<_>>().join(", "))
        }
        (_, Kind::Integer | Kind::Money) => "a whole number".to_owned(),
    }
}

/// Procedures by verdict, and the question that would tell most.
fn screen(
    checked: &Checked,
    evaluation: &Evaluation<'_>,
    answers: &Answers,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let program = evaluation.program;
    let mut by_verdict: BTreeMap<Verdict, Vec<&Procedure>> = BTreeMap::new();
    for procedure in &program.procedures {
        by_verdict.entry(evaluation.verdict(procedure)).or_default().push(procedure);
    }
    for (verdict, procedures) in by_verdict {
        writeln!(out, "{} ({})", verdict.word(), procedures.len())?;
        for procedure in procedures {
            let because = questions(program, evaluation.verdict_because(procedure).iter());
            let because = if because.is_empty() { because } else { format!("  <- {because}") };
            writeln!(out, "  {:<12} {}{because}", procedure.code, name(checked, &procedure.code))?;
        }
    }
    let all: Vec<usize> = (0..program.procedures.len()).collect();
    asks(checked, program, answers, &all, out)
}

/// One procedure with its reasons.
fn one(
    checked: &Checked,
    evaluation: &Evaluation<'_>,
    answers: &Answers,
    at: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let program = evaluation.program;
    let procedure = &program.procedures[at];
    let rules = &checked.rules.book.procedures[at];
    writeln!(out, "{} {}", procedure.code, name(checked, &procedure.code))?;
    let because = questions(program, evaluation.verdict_because(procedure).iter());
    let because = if because.is_empty() { because } else { format!(" (waits for {because})") };
    writeln!(out, "{}{because}", evaluation.verdict(procedure).word())?;
    for (condition, written) in procedure.conditions.iter().zip(&rules.conditions) {
        let truth = match (condition.judgement, evaluation.truth(condition.node)) {
            (true, truth) if truth.is_false() => continue,
            (true, _) => "judged by the agency",
            (false, truth) => truth.word(),
        };
        let title = title(&condition_name(program, condition.name), written.common.name.as_ref());
        let cite = written.common.cite.as_ref().map(|cite| format!("  [{}]", cite.text)).unwrap_or_default();
        writeln!(out, "  {truth:<8} {title}{cite}")?;
    }
    let given = |items: &[crate::rules::program::Item], written: &[crate::rules::model::Common]| -> Vec<String> {
        let applying = items.iter().filter(|item| !evaluation.truth(item.node).is_false());
        applying
            .map(|item| {
                let id = program.name(item.name);
                let known = written.iter().find(|common| *common.id == *id).and_then(|common| common.name.as_ref());
                let perhaps = if evaluation.truth(item.node).is_true() { "" } else { " (perhaps)" };
                format!("{}{perhaps}", title(id, known))
            })
            .collect()
    };
    for (what, items) in
        [("case", given(&procedure.cases, &rules.cases)), ("documents", given(&procedure.documents, &rules.documents))]
    {
        if !items.is_empty() {
            writeln!(out, "{what}: {}", items.join("; "))?;
        }
    }
    if !procedure.fees.is_empty() {
        writeln!(out, "fee: {}", bill(evaluation.bill(procedure)))?;
    }
    deadlines(evaluation, procedure, rules, out)?;
    for change in explain::changes(program, answers, procedure) {
        let id = &program.question(change.question).id;
        let answer = change.answer.write(program, change.question);
        writeln!(out, "with {id} = {answer}: {}", change.verdict.word())?;
    }
    asks(checked, program, answers, &[at], out)
}

fn deadlines(
    evaluation: &Evaluation<'_>,
    procedure: &Procedure,
    rules: &Rules,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    for (deadline, written) in procedure.deadlines.iter().zip(&rules.deadlines) {
        let Some((low, high)) = evaluation.deadline(deadline) else { continue };
        let day = |day: i64| -> Date { calendar::date(day) };
        let when = if low == high { day(low).iso() } else { format!("{} to {}", day(low), day(high)) };
        let perhaps = if evaluation.truth(deadline.node).is_true() { "" } else { " (perhaps)" };
        let name = title(evaluation.program.name(deadline.name), written.common.name.as_ref());
        writeln!(out, "by {when}: {name}{perhaps}")?;
    }
    Ok(())
}

fn asks(
    checked: &Checked,
    program: &Program,
    answers: &Answers,
    procedures: &[usize],
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let Some(next) = next::next(program, answers, procedures) else { return Ok(()) };
    let asked = program.question(next.question);
    let written = checked.rules.book.questions.iter().find(|question| question.id == asked.id);
    let wording = written.map_or("", |question| &question.wording.vi);
    let most = if next.remaining == 1 { "the last question".to_owned() } else { format!("at most {}", next.remaining) };
    writeln!(out, "next: {} {wording} ({most})", asked.id)
}

fn condition_name(program: &Program, name: crate::rules::program::NameId) -> String {
    program.name(name).to_owned()
}

fn title(id: &str, words: Option<&Words>) -> String {
    words.map_or_else(|| id.to_owned(), |words| words.vi.to_string())
}

fn bill(bill: Bill) -> String {
    let money = |amount: i128| Money::vnd(i64::try_from(amount).unwrap_or(i64::MAX)).text_vi();
    match (bill.exact(), bill.missing.is_false()) {
        (Some(amount), _) => money(amount),
        (None, true) => format!("{} to {}", money(bill.low), money(bill.high)),
        (None, false) if bill.missing.is_true() => "not stated for this case".to_owned(),
        (None, false) => format!("{} to {}, or not stated", money(bill.low), money(bill.high)),
    }
}

fn questions(program: &Program, ids: impl Iterator<Item = QuestionId>) -> String {
    ids.map(|id| &*program.question(id).id).collect::<Vec<_>>().join(", ")
}

fn name(checked: &Checked, code: &str) -> String {
    let found = checked.catalogue.procedures.iter().find(|procedure| *procedure.code == *code);
    found.and_then(|procedure| procedure.name.vi.as_ref()).map(|name| name.value.to_string()).unwrap_or_default()
}
