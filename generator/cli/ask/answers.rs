//! Answers of the command line and of a file.

use std::path::Path;

use super::{Stop, report};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::{FileTable, MemoryFiles};
use crate::rules::answer::AnswerError;
use crate::rules::program::{Kind, Program, QuestionId, TODAY};
use crate::rules::{Answer, Answers, calendar};

/// The answers of `file`, and over them those of `given`, each as `question=answer`; today is the day of the clock where
/// nothing else is said.
pub(super) fn read(program: &Program, file: Option<&Path>, given: &[String]) -> Result<Answers, Stop> {
    let mut answers = Answers::default();
    answers.set(TODAY, report::today().map(|today| Answer::value(calendar::day(today))));
    if let Some(path) = file {
        of_file(program, path, &mut answers)?;
    }
    for given in given {
        let Some((question, answer)) = given.split_once('=') else {
            return Err(Stop::failed(format!("`{given}` is no answer"), "write --answer question=answer"));
        };
        let (question, read) =
            one(program, question, answer).map_err(|mistake| Stop::failed(mistake.message, mistake.help))?;
        answers.set(question, Some(read));
    }
    if let Some(later) = Answers::contradiction(program, &answers.possible(program)) {
        let asked = program.question(later);
        let answer = answers.get(later).map(|answer| answer.write(program, later)).unwrap_or_default();
        let message = format!("`{answer}` is no answer to `{}`: it is after today", asked.id);
        return Err(Stop::failed(message, "correct the day; --answer today=2026-07-01 asks as if it were that day"));
    }
    Ok(answers)
}

fn of_file(program: &Program, path: &Path, answers: &mut Answers) -> Result<(), Stop> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Stop::failed(format!("{}: {error}", path.display()), "name a file of answers"))?;
    let mut table = FileTable::default();
    let name = path.display().to_string();
    let (placed, mut found) = crate::source::read_answers(table.add(&name), &name, &text);
    for (question, answer) in placed {
        match one(program, &question.text, &answer.text) {
            Ok((question, read)) => answers.set(question, Some(read)),
            Err(Mistake { message, help, of_question }) => {
                let (rule, at) =
                    if of_question { ("rules/test-name", question.at) } else { ("rules/test-answer", answer.at) };
                found.push(Diagnostic::error(rule, at, message).help(help));
            }
        }
    }
    if found.iter().any(|found| found.severity == Severity::Error) {
        diagnostic::sort(&mut found);
        report::errors(&found, &table, &MemoryFiles::default().with(&name, text))?;
        return Err(Stop::Content);
    }
    Ok(())
}

struct Mistake {
    message: String,
    help: String,
    /// Whether there is no such question.
    of_question: bool,
}

fn one(program: &Program, question: &str, answer: &str) -> Result<(QuestionId, Answer), Mistake> {
    let Some(id) = program.question_id(question) else {
        let known = program.questions.iter().map(|asked| &*asked.id);
        let help = match diagnostic::nearest(question, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "questions stand in content/questions.toml".to_owned(),
        };
        return Err(Mistake { message: format!("there is no question `{question}`"), help, of_question: true });
    };
    let read = Answer::read(program, id, answer).map_err(|error| Mistake {
        message: format!("`{answer}` is no answer to `{question}`"),
        help: meant(program, id, error),
        of_question: false,
    })?;
    Ok((id, read))
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
        (_, Kind::Place) => "codes from the province down: 01 or 01/00004; elsewhere, 01/elsewhere".to_owned(),
        (_, Kind::Choice | Kind::Many) => {
            let join = if asked.kind == Kind::Many { " (several with +)" } else { "" };
            format!("{}{join}", asked.choices.iter().map(|choice| &**choice).collect::<Vec<_>>().join(", "))
        }
        (_, Kind::Integer | Kind::Money) => "a whole number".to_owned(),
    }
}
