//! Answers of the command line and of a file.

use std::collections::BTreeMap;
use std::path::Path;

use super::refusal::Refusal;
use super::typed::Asked;
use super::{Stop, report};
use crate::CheckedRules;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::{FileTable, MemoryFiles};
use crate::language::fold;
use crate::rules::phrase::{Language, Phrases};
use crate::rules::program::places::ELSEWHERE;
use crate::rules::program::{Kind, QuestionId, TODAY};
use crate::rules::{Answer, Answers, calendar};

/// The answers of `file`, and over them those of `given`, each as `question=answer`, with what has to be said of them; today
/// is the day of the clock where nothing else is said.
pub(super) fn read(
    rules: &CheckedRules,
    phrases: &Phrases<'_>,
    file: Option<&Path>,
    given: &[String],
) -> Result<(Answers, Vec<String>), Stop> {
    let language = phrases.language();
    let mut reading =
        Reading { rules, phrases, answers: Answers::default(), typed: BTreeMap::new(), notes: BTreeMap::new() };
    reading.answers.set(TODAY, report::today().map(|today| Answer::value(calendar::day(today))));
    if let Some(path) = file {
        reading.file(path)?;
    }
    for given in given {
        reading.given(given).map_err(|refusal| refusal.stop(language))?;
    }
    let later = Answers::contradiction(&rules.program, &reading.answers.possible(&rules.program));
    match later {
        None => Ok((reading.answers, reading.notes.into_values().collect())),
        Some(later) => Err(reading.after_today(later).stop(language)),
    }
}

struct Reading<'r> {
    rules: &'r CheckedRules,
    phrases: &'r Phrases<'r>,
    answers: Answers,
    /// What was typed, by question.
    typed: BTreeMap<QuestionId, String>,
    /// What a place that was named has become, by question.
    notes: BTreeMap<QuestionId, String>,
}

impl Reading<'_> {
    fn language(&self) -> Language {
        self.phrases.language()
    }

    fn file(&mut self, path: &Path) -> Result<(), Stop> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let help = self.language().pick("nêu một tệp câu trả lời", "name a file of answers");
            Refusal::new(format!("{}: {error}", path.display()), help).stop(self.language())
        })?;
        let mut table = FileTable::default();
        let name = path.display().to_string();
        let (placed, mut found) = crate::source::read_answers(table.add(&name), &name, &text);
        for (question, answer) in placed {
            let (rule, at, taken) = match self.question(&question.text) {
                Err(refusal) => ("rules/test-name", question.at, Err(refusal)),
                Ok(id) => ("rules/test-answer", answer.at, self.take(id, &answer.text)),
            };
            if let Err(Refusal { message, help }) = taken {
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

    /// Takes `question=answer`.
    fn given(&mut self, given: &str) -> Result<(), Refusal> {
        let Some((question, answer)) = given.split_once('=') else {
            return Err(self.language().pick(
                Refusal::new(format!("“{given}” không phải là câu trả lời"), "viết --answer câu_hỏi=trả_lời"),
                Refusal::new(format!("“{given}” is no answer"), "write --answer question=answer"),
            ));
        };
        let id = self.question(question.trim())?;
        self.take(id, answer)
    }

    fn question(&self, name: &str) -> Result<QuestionId, Refusal> {
        let program = &self.rules.program;
        program.question_id(name).or_else(|| self.labelled(name)).ok_or_else(|| {
            let help = match diagnostic::nearest(name, program.questions.iter().map(|asked| &*asked.id)) {
                Some(near) => self.language().pick(format!("có phải là `{near}`?"), format!("did you mean `{near}`?")),
                None => self
                    .language()
                    .pick("các câu hỏi nằm trong content/questions.toml", "questions stand in content/questions.toml")
                    .to_owned(),
            };
            let message =
                self.language().pick(format!("không có câu hỏi `{name}`"), format!("there is no question `{name}`"));
            Refusal::new(message, help)
        })
    }

    /// The one question whose answer is called so, as people are told of it.
    fn labelled(&self, name: &str) -> Option<QuestionId> {
        let name = fold(name);
        let ids = (0..self.rules.program.questions.len() as u16).map(QuestionId);
        let mut named = ids.filter(|&id| {
            let label = self.phrases.written(id).and_then(|written| written.label.as_ref());
            label.is_some_and(|label| {
                [Some(&label.vi), label.en.as_ref()].into_iter().flatten().any(|text| fold(text) == name)
            })
        });
        named.next().filter(|_| named.next().is_none())
    }

    fn take(&mut self, id: QuestionId, answer: &str) -> Result<(), Refusal> {
        let asked = Asked { program: &self.rules.program, phrases: self.phrases, id };
        self.notes.remove(&id);
        self.typed.insert(id, answer.trim().to_owned());
        let named = match self.rules.program.question(id).kind {
            Kind::Place => self.place(asked, answer.trim())?,
            _ => None,
        };
        self.answers.set(id, Some(asked.read(named.as_deref().unwrap_or(answer))?));
        Ok(())
    }

    fn after_today(&self, later: QuestionId) -> Refusal {
        let program = &self.rules.program;
        let answer = self.typed.get(&later).map(String::as_str).unwrap_or_default();
        let id = &program.question(later).id;
        self.language().pick(
            Refusal::new(
                format!("“{answer}” không trả lời được câu hỏi `{id}`: ngày này sau hôm nay"),
                "sửa lại ngày; --answer today=01/07/2026 tính như thể hôm nay là ngày đó",
            ),
            Refusal::new(
                format!("“{answer}” is no answer to the question `{id}`: it is after today"),
                "correct the day; --answer today=01/07/2026 asks as if it were that day",
            ),
        )
    }

    /// The codes of a place that is answered by name; nothing where the answer is codes already.
    fn place(&mut self, asked: Asked<'_>, answer: &str) -> Result<Option<String>, Refusal> {
        let gazetteer = &self.rules.book.gazetteer;
        let (language, english) = (self.language(), self.language() == Language::English);
        let codes = answer.split('~').next().unwrap_or(answer);
        if answer == "?" || answer == "-" || codes == ELSEWHERE {
            return Ok(None);
        }
        if answer.starts_with(|first: char| first.is_ascii_digit()) {
            return if gazetteer.allows(codes) { Ok(None) } else { Err(asked.refuse(answer)) };
        }
        let name = |path: &str| gazetteer.name(path, english).unwrap_or_default();
        match gazetteer.find(answer).as_slice() {
            [] => Ok(None),
            [one] => {
                if let Some(before) = one.former {
                    let id = &self.rules.program.question(asked.id).id;
                    let (former, now, path) = (gazetteer.former_name(before, english), name(one.path), one.path);
                    let since = before.until.map(|day| self.phrases.short_date(calendar::day(day)));
                    let note = match since {
                        Some(day) => language.pick(
                            format!("{id}: {former} thuộc {now} ({path}) từ ngày {day}"),
                            format!("{id}: {former} has been part of {now} ({path}) since {day}"),
                        ),
                        None => language.pick(
                            format!("{id}: {former} nay thuộc {now} ({path})"),
                            format!("{id}: {former} is now part of {now} ({path})"),
                        ),
                    };
                    self.notes.insert(asked.id, note);
                }
                Ok(Some(one.path.to_owned()))
            }
            several => {
                let each = several.iter().map(|one| match one.former {
                    Some(before) => {
                        let (path, former) = (one.path, gazetteer.former_name(before, english));
                        language.pick(
                            format!("{path} ({former}, nay thuộc nơi này)"),
                            format!("{path} ({former}, part of it now)"),
                        )
                    }
                    None => format!("{} ({})", one.path, name(one.path)),
                });
                let each = each.collect::<Vec<_>>().join(", ");
                let help = language
                    .pick(format!("có nhiều nơi tên như vậy: {each}"), format!("several are called so: {each}"));
                Err(Refusal { help, ..asked.refuse(answer) })
            }
        }
    }
}
