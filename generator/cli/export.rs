//! `motcua export`: the catalogue as a table, for editors without git.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Global, Stop, report};
use crate::catalogue::{FieldName, Language, merge};
use crate::diagnostic::Severity;
use crate::exchange::{MAX_ROWS, Table, TooLong, xlsx};
use crate::files::{DiskFiles, write_given};
use crate::source::{Column, read_sources};

/// Writes the catalogue as a table that `motcua import` reads back
///
/// One row a procedure, as all sources together have it. In a workbook (.xlsx) every cell is text, and a second sheet
/// explains the columns; edit it in Excel or LibreOffice, and import it again: only what you changed is taken.
///
/// A CSV file is for other programs. In it a cell that a spreadsheet would run as a formula (it begins with = + - @)
/// stands behind an apostrophe, which import takes away. Beware of opening it in Excel: that makes numbers of codes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// The site's folder: it holds `content/`.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The file to write: its name ends in .xlsx or .csv.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Only these fields, by their keys, and the code; `name` is both languages, `name_en` English alone.
    #[arg(long, value_name = "FIELD,...", value_delimiter = ',', value_parser = parse_field)]
    fields: Vec<Fields>,
    /// Only the columns of this language; both where the site has both.
    #[arg(long, value_enum, value_name = "LANG")]
    lang: Option<Lang>,
    /// Leave cells empty that a workbook cannot hold; an empty cell changes nothing when it is imported.
    #[arg(long)]
    keep_going: bool,
}

const EXAMPLES: &str = "\
Examples:
  motcua export portal -o catalogue.xlsx
                         everything, for a colleague
  motcua export portal -o names.xlsx --fields name,summary,keywords
                         what one person is to translate
  motcua import catalogue.xlsx -o portal --dry-run
                         what the colleague changed";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// The columns a word of `--fields` stands for.
#[derive(Debug, Clone)]
struct Fields(Vec<Column>);

fn parse_field(key: &str) -> Result<Fields, String> {
    let of_field = Column::all().filter(|column| column.field.key() == key).collect::<Vec<_>>();
    let columns = if of_field.is_empty() { Column::of_key(key).into_iter().collect() } else { of_field };
    if columns.is_empty() {
        return Err(format!("the fields are {}", FieldName::ALL.map(FieldName::key).join(", ")));
    }
    Ok(Fields(columns))
}

impl Export {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let extension = self.output.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is_workbook = match extension.to_ascii_lowercase().as_str() {
            "xlsx" => true,
            "csv" => false,
            _ => {
                return Err(Stop::failed(
                    format!("{}: what should it be?", self.output.display()),
                    "end the name in .xlsx or .csv",
                ));
            }
        };
        let files = DiskFiles::new(&self.folder)?;
        let bar = report::progress(global, "reading");
        let sources = read_sources(&files);
        bar.finish_and_clear();
        let columns = self.columns(sources.config.site.english);
        let rejected: usize = sources.reports.iter().map(|report| report.rejected).sum();
        let infos = sources.config.source_infos();
        let broken = sources.diagnostics.iter().any(|found| found.severity == Severity::Error);
        if broken {
            report::errors(&sources.diagnostics, &sources.files, &files)?;
            if sources.records.is_empty() {
                return Err(Stop::Content);
            }
        }
        let official =
            |source: crate::catalogue::SourceId| infos.get(usize::from(source.0)).is_some_and(|info| info.official);
        let procedures = merge(sources.records, &official).procedures;

        let mut table = Table::of(&procedures, &columns);
        let bytes = if is_workbook {
            self.workbook(global, &mut table)?
        } else {
            table.csv().map_err(|error| Stop::failed(error, ""))?
        };
        write_given(&self.output, &bytes)?;
        let count = report::plural(table.rows.len(), "procedure");
        let columns = report::plural(columns.len(), "column");
        report::say(
            global,
            format!("{}: {count}, {columns}, {:.1} MB", self.output.display(), bytes.len() as f64 / 1e6),
        );
        if rejected > 0 {
            let records = report::plural(rejected, "record");
            report::say(global, format!("{records} could not be used: see `motcua check`"));
        }
        if broken { Err(Stop::Content) } else { Ok(()) }
    }

    fn columns(&self, english: bool) -> Vec<Column> {
        let code = Column::from(FieldName::Code);
        let wanted: Vec<Column> = self.fields.iter().flat_map(|fields| &fields.0).copied().collect();
        let in_language = |column: &Column| match self.lang {
            Some(Lang::Vi) => column.language == Language::Vi,
            // What has no column of its own for English has it in its cells.
            Some(Lang::En) => {
                column.language == Language::En
                    || !Column::all().any(|other| other.field == column.field && other.language == Language::En)
            }
            None => english || column.language == Language::Vi || wanted.contains(column),
        };
        let chosen = Column::all().filter(|column| *column != code && (wanted.is_empty() || wanted.contains(column)));
        std::iter::once(code).chain(chosen.filter(in_language)).collect()
    }

    fn workbook(&self, global: Global, table: &mut Table) -> Result<Vec<u8>, Stop> {
        if table.rows.len() >= MAX_ROWS {
            let message = format!("{} procedures are more than a sheet has rows", table.rows.len());
            return Err(Stop::failed(message, "write a CSV file instead: -o FILE.csv"));
        }
        let too_long = table.take_too_long();
        for TooLong { code, column, length } in &too_long {
            let message =
                format!("{code}: `{}` has {length} characters, and a cell of a workbook 32,767 at most", column.key());
            if self.keep_going {
                report::say(global, format!("left empty: {message}"));
            } else {
                report::failure(&message, None);
            }
        }
        if !too_long.is_empty() && !self.keep_going {
            return Err(Stop::failed(
                format!("nothing was written: {} too long for a workbook", report::plural(too_long.len(), "cell")),
                "write a CSV file (-o FILE.csv), leave the field out (--fields), or leave such cells empty (--keep-going), which changes nothing when the workbook is imported",
            ));
        }
        xlsx(table, report::epoch().unwrap_or(0)).map_err(|error| Stop::failed(error.to_string(), ""))
    }
}
