//! `motcua ask`: what a person is told, in the terminal, in their language.

mod answers;
mod papers;
mod refusal;
mod show;
mod told;
mod typed;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Global, SiteFolder, Stop, report};
use crate::Checked;
use crate::diagnostic;
use crate::files::DiskFiles;
use crate::language::procedure_code;
use crate::rules::phrase::{Language, Phrases};
use crate::rules::session::Session;
use refusal::Refusal;

/// Answers whether procedures apply to a person, from the rules of a site
///
/// Without a code, every procedure that has rules is looked at. What is not answered stays unknown, and the answer names
/// the questions it waits for. Answers are written as people write them, in Vietnamese or English.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  motcua ask 1.001193 --answer child_birth_date=15/6/2026 --answer applicant=family
  motcua ask --answers me.toml                 every procedure, for the answers of a file
  motcua ask 2.000815 --answer birth_date=1950 only the year is known; ? is \"I don't know\", - is \"none\"
  motcua ask 1.001193 --answer place=ha-giang  a place by name, with or without marks, of now or before
  motcua ask 1.001193 --lang en                in English
  motcua ask 1.001193 --format json            for other programs: what the browser's module gives")]
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
    /// The language of the answer.
    #[arg(long, value_enum, default_value = "vi")]
    lang: Lang,
    /// How the answer is written to standard output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, by names.
    Text,
    /// JSON, by ids.
    Json,
}

/// The folder of the site, by name because the code comes first.
#[derive(Debug, Args)]
struct Folder {
    /// The site's folder: it holds `content/`.
    #[arg(long = "site", value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

impl Ask {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let language = match self.lang {
            Lang::Vi => Language::Vietnamese,
            Lang::En => Language::English,
        };
        let site = SiteFolder { folder: self.site.folder.clone() };
        let files = DiskFiles::new(&site.folder)?;
        let checked = crate::check_sources(&files, None);
        if checked.errors() > 0 {
            report::errors(&checked.diagnostics, &checked.catalogue.files, &files)?;
            let count = checked.errors();
            report::say(
                global,
                language.pick(
                    format!("{count} lỗi: không trả lời theo quy tắc có thể sai"),
                    format!("{}: nothing is answered from rules that may be wrong", report::plural(count, "error")),
                ),
            );
            return Err(Stop::Content);
        }
        let at = match &self.code {
            None => None,
            Some(code) => Some(procedure(&checked, code, language).map_err(|refusal| refusal.stop(language))?),
        };
        let program = &checked.rules.program;
        if program.procedures.is_empty() {
            return Err(no_rules_at_all(language).stop(language));
        }
        let phrases = Phrases::new(program, &checked.rules.book, language);
        let (answers, notes) = answers::read(&checked.rules, &phrases, self.answers.as_deref(), &self.answer)?;
        let session = Session::of(program.clone(), answers);
        let mut out = std::io::stdout().lock();
        let written = match (self.format, at) {
            (Format::Json, at) => {
                notes.iter().for_each(|note| report::say(global, note));
                match at {
                    Some(at) => writeln!(out, "{}", session.result(&program.procedures[at].code)),
                    None => program.procedures.iter().try_for_each(|procedure| {
                        let code = serde_json::Value::from(&*procedure.code);
                        writeln!(out, "{{\"code\":{code},\"result\":{}}}", session.result(&procedure.code))
                    }),
                }
            }
            (Format::Text, at) => {
                let shown = show::Show::new(&checked, &session, &phrases);
                let told = notes.iter().try_for_each(|note| writeln!(out, "{note}"));
                told.and_then(|()| match at {
                    Some(at) => shown.one(at, &mut out),
                    None => shown.all(&mut out),
                })
            }
        };
        report::unless_closed(written)
    }
}

fn no_rules_at_all(language: Language) -> Refusal {
    language.pick(
        Refusal::new("trang này chưa có thủ tục nào có quy tắc", "docs/quy-tac.md chỉ cách viết quy tắc"),
        Refusal::new("no procedure of this site has rules", "docs/rules.md teaches how to write them"),
    )
}

/// How many codes are offered for one that there is not.
const OFFERED: usize = 3;

/// The place of a procedure among those that have rules. That there is none of this code, and that it has no rules, are two
/// things to a person.
fn procedure(checked: &Checked, typed: &str, language: Language) -> Result<usize, Refusal> {
    let code = procedure_code(typed).code;
    if let Some(at) = checked.rules.program.procedures.iter().position(|procedure| *procedure.code == *code) {
        return Ok(at);
    }
    if checked.catalogue.procedures.iter().any(|procedure| *procedure.code == *code) {
        let title = title(checked, code, language);
        return Err(language.pick(
            Refusal::new(
                format!("thủ tục {code} {title} chưa có quy tắc để hỏi đáp"),
                "`motcua ask` không kèm mã liệt kê các thủ tục có quy tắc; docs/quy-tac.md chỉ cách viết quy tắc",
            ),
            Refusal::new(
                format!("the procedure {code} {title} has no rules"),
                "`motcua ask` without a code lists those that have; docs/rules.md teaches how to write them",
            ),
        ));
    }
    let mut codes: Vec<&str> = checked.catalogue.procedures.iter().map(|procedure| &*procedure.code).collect();
    let mut near = Vec::new();
    while let Some(code) = diagnostic::nearest(code, codes.iter().copied()).filter(|_| near.len() < OFFERED) {
        codes.retain(|other| *other != code);
        near.push(format!("{code} {}", title(checked, code, language)));
    }
    let help = match near.is_empty() {
        false => {
            language.pick(format!("gần nhất: {}", near.join("; ")), format!("the nearest are {}", near.join("; ")))
        }
        true => language
            .pick(
                "`motcua ask` không kèm mã liệt kê các thủ tục có quy tắc",
                "`motcua ask` without a code lists the procedures that have rules",
            )
            .to_owned(),
    };
    let message = language.pick(format!("không có thủ tục nào mã {code}"), format!("there is no procedure {code}"));
    Err(Refusal::new(message, help))
}

/// What a procedure is called.
fn title(checked: &Checked, code: &str, language: Language) -> String {
    let found = checked.catalogue.procedures.iter().find(|procedure| *procedure.code == *code);
    let name = found.and_then(|procedure| {
        let english = procedure.name.en.as_ref().filter(|_| language == Language::English);
        english.or(procedure.name.vi.as_ref())
    });
    name.map(|name| name.value.to_string()).unwrap_or_default()
}
