//! `motcua ask`: what a person is told, in the terminal.

mod answers;
mod show;
mod told;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Global, SiteFolder, Stop, report};
use crate::diagnostic;
use crate::files::DiskFiles;
use crate::rules::session::Session;

/// Answers whether procedures apply to a person, from the rules of a site
///
/// Without a code, every procedure that has rules is looked at. What is not answered stays unknown, and the answer names
/// the questions it waits for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  motcua ask 1.001193 --answer child_birth_date=2026-01-01 --answer applicant=family
  motcua ask --answers me.toml                 every procedure, for the answers of a file
  motcua ask 2.000815 --answer birth_date=1950 only the year is known; ? is \"I don't know\", - is \"none\"
  motcua ask 1.001193 --answer place=ha-giang  a place by name, with or without marks, of now or before
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
    /// How the answer is written to standard output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
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
        let site = SiteFolder { folder: self.site.folder.clone() };
        let files = DiskFiles::new(&site.folder)?;
        let checked = crate::check_sources(&files, None);
        if checked.errors() > 0 {
            report::errors(&checked.diagnostics, &checked.catalogue.files, &files)?;
            let errors = report::plural(checked.errors(), "error");
            report::say(global, format!("{errors}: nothing is answered from rules that may be wrong"));
            return Err(Stop::Content);
        }
        let program = &checked.rules.program;
        if program.procedures.is_empty() {
            return Err(Stop::failed(
                "no procedure of this site has rules",
                "see content/README.md for how to write them",
            ));
        }
        let at = match &self.code {
            None => None,
            Some(code) => {
                Some(program.procedures.iter().position(|procedure| *procedure.code == **code).ok_or_else(|| {
                    let codes = program.procedures.iter().map(|procedure| &*procedure.code);
                    let help = match diagnostic::nearest(code, codes) {
                        Some(near) => format!("did you mean {near}?"),
                        None => "`motcua ask` without a code lists those that have".to_owned(),
                    };
                    Stop::failed(format!("the procedure {code} has no rules"), help)
                })?)
            }
        };
        let (answers, notes) = answers::read(&checked.rules, self.answers.as_deref(), &self.answer)?;
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
                let shown = show::Show::new(&checked, &session);
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
