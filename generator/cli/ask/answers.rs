//! Answers of the command line and of a file.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Stop, report};
use crate::CheckedRules;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::{FileTable, MemoryFiles};
use crate::rules::answer::AnswerError;
use crate::rules::program::places::ELSEWHERE;
use crate::rules::program::{Kind, Program, QuestionId, TODAY};
use crate::rules::{Answer, Answers, calendar};

/// The answers of `file`, and over them those of `given`, each as `question=answer`, with what has to be said of them; today
/// is the day of the clock where nothing else is said.
pub(super) fn read(
    rules: &CheckedRules,
    file: Option<&Path>,
    given: &[String],
) -> Result<(Answers, Vec<String>), Stop> {
    let program = &rules.program;
    let mut reading = Reading { rules, answers: Answers::default(), notes: BTreeMap::new() };
    reading.answers.set(TODAY, report::today().map(|today| Answer::value(calendar::day(today))));
    if let Some(path) = file {
        reading.file(path)?;
    }
    for given in given {
        let Some((question, answer)) = given.split_once('=') else {
            return Err(Stop::failed(format!("`{given}` is no answer"), "write --answer question=answer"));
        };
        reading.take(question, answer).map_err(|mistake| Stop::failed(mistake.message, mistake.help))?;
    }
    let Reading { answers, notes, .. } = reading;
    if let Some(later) = Answers::contradiction(program, &answers.possible(program)) {
        let asked = program.question(later);
        let answer = answers.get(later).map(|answer| answer.write(program, later)).unwrap_or_default();
        let message = format!("`{answer}` is no answer to `{}`: it is after today", asked.id);
        return Err(Stop::failed(message, "correct the day; --answer today=2026-07-01 asks as if it were that day"));
    }
    Ok((answers, notes.into_values().collect()))
}

struct Reading<'r> {
    rules: &'r CheckedRules,
    answers: Answers,
    /// What a place that was named has become, by question.
    notes: BTreeMap<QuestionId, String>,
}

struct Mistake {
    message: String,
    help: String,
    /// Whether there is no such question.
    of_question: bool,
}

impl Reading<'_> {
    fn file(&mut self, path: &Path) -> Result<(), Stop> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Stop::failed(format!("{}: {error}", path.display()), "name a file of answers"))?;
        let mut table = FileTable::default();
        let name = path.display().to_string();
        let (placed, mut found) = crate::source::read_answers(table.add(&name), &name, &text);
        for (question, answer) in placed {
            if let Err(Mistake { message, help, of_question }) = self.take(&question.text, &answer.text) {
                let (rule, at) =
                    if of_question { ("rules/test-name", question.at) } else { ("rules/test-answer", answer.at) };
                found.push(Diagnostic::error(rule, at, message).help(help));
            }
        }
        if found.iter().any(|found| found.severity == Severity::Error) {
            diagnostic::sort(&mut found);
            report::errors(&found, &table, &MemoryFiles::default().with(&name, text))?;
            return Err(Stop::Content);
        }
        Ok(())
    }

    fn take(&mut self, question: &str, answer: &str) -> Result<(), Mistake> {
        let program = &self.rules.program;
        let Some(id) = program.question_id(question) else {
            let known = program.questions.iter().map(|asked| &*asked.id);
            let help = match diagnostic::nearest(question, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "questions stand in content/questions.toml".to_owned(),
            };
            return Err(Mistake { message: format!("there is no question `{question}`"), help, of_question: true });
        };
        let none = |help: String| Mistake {
            message: format!("`{answer}` is no answer to `{question}`"),
            help,
            of_question: false,
        };
        self.notes.remove(&id);
        let named = match program.question(id).kind {
            Kind::Place => self.place(id, answer.trim()).map_err(none)?,
            _ => None,
        };
        let read = Answer::read(program, id, named.as_deref().unwrap_or(answer))
            .map_err(|error| none(meant(program, id, error)))?;
        self.answers.set(id, Some(read));
        Ok(())
    }

    /// The codes of a place that is answered by name; nothing where the answer is codes already.
    fn place(&mut self, question: QuestionId, answer: &str) -> Result<Option<String>, String> {
        let gazetteer = &self.rules.book.gazetteer;
        let codes = answer.split('~').next().unwrap_or(answer);
        if answer == "?" || answer == "-" || codes == ELSEWHERE {
            return Ok(None);
        }
        if answer.starts_with(|first: char| first.is_ascii_digit()) {
            return if gazetteer.allows(codes) { Ok(None) } else { Err(gazetteer.help(codes)) };
        }
        let name = |path: &str| gazetteer.name(path, false).unwrap_or_default();
        match gazetteer.find(answer).as_slice() {
            [] => Err(meant(&self.rules.program, question, AnswerError::Form)),
            [one] => {
                if let Some(before) = one.former {
                    let since = before.until.map(|day| format!(" since {}", day.iso())).unwrap_or_default();
                    let is = if since.is_empty() { "is now" } else { "has been" };
                    let asked = &self.rules.program.question(question).id;
                    let former = gazetteer.former_name(before, false);
                    let note = format!("{asked}: {former} {is} part of {} ({}){since}", name(one.path), one.path);
                    self.notes.insert(question, note);
                }
                Ok(Some(one.path.to_owned()))
            }
            several => {
                let each = several.iter().map(|one| match one.former {
                    Some(before) => format!("{} ({}, part of it now)", one.path, gazetteer.former_name(before, false)),
                    None => format!("{} ({})", one.path, name(one.path)),
                });
                Err(format!("several are called so: {}", each.collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

/// What can be answered.
fn meant(program: &Program, question: QuestionId, error: AnswerError) -> String {
    let asked = program.question(question);
    match (error, asked.kind) {
        (AnswerError::None, _) => "it always has an answer; ? is \"I don't know\"".to_owned(),
        (AnswerError::Future, _) => "it is no later than today".to_owned(),
        (AnswerError::Range, Kind::Date) => {
            format!("it is from {} to {}", calendar::date(asked.low), calendar::date(asked.high))
        }
        (AnswerError::Range, _) => format!("it is from {} to {}", asked.low, asked.high),
        (_, Kind::Bool) => "yes, no or ?".to_owned(),
        (_, Kind::Date) if question == TODAY => "a whole day: 2026-07-01".to_owned(),
        (_, Kind::Date) => "2026-07-01, or 2026-07 or 2026 where only that is known, or ?".to_owned(),
        (_, Kind::Place) => {
            "a place by its name or codes: \"Hà Nội\", 01, 01/00004; elsewhere, 01/elsewhere".to_owned()
        }
        (_, Kind::Choice | Kind::Many) => {
            let join = if asked.kind == Kind::Many { " (several with +)" } else { "" };
            format!("{}{join}", asked.choices.iter().map(|choice| &**choice).collect::<Vec<_>>().join(", "))
        }
        (_, Kind::Integer | Kind::Money) => "a whole number".to_owned(),
    }
}
