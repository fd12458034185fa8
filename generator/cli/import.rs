//! `motcua import`: official records and an agency's tables, into the site's folder.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Global, Stop, report};
use crate::diagnostic::{self, Severity};
use crate::exchange::{Given, GivenFiles, Plan, Shown, What, Wishes};
use crate::files::{DiskFiles, read_given};
use crate::language::Date;
use crate::source::Column;
use crate::source::config::SourceKind;

/// Takes official records and tables into a site
///
/// Files of the national portal (records in JSON, catalogue rows in JSON Lines, crawled pages in NDJSON, exported lists
/// in XLSX) are recognised by what they hold. They are kept byte for byte below `catalogue/`, and `content/site.toml`
/// says where they are and when they were retrieved; run `motcua check` afterwards to see what they say.
///
/// Any other CSV or XLSX is a table of your own, a row a procedure; also what `motcua export` wrote. Its cells are laid
/// over `content/procedures/`: a cell that says what the site says already is no edit, an empty one changes nothing
/// unless you pass --clear-empty, and what is not in the table stays. In a file that is there only the lines of fields
/// that change are written anew: comments and rules stay. Where a list of a table takes the place of one of an official
/// record, a warning says how many items become how many. To publish a table as it is, add it as a source of kind `csv`
/// instead.
///
/// Everything is read before anything is written: if one record cannot be used, nothing is written, unless you pass
/// --keep-going. Exit code 1 means that something was rejected.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    /// The files.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The site's folder: it holds `content/`.
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    output: PathBuf,
    /// When official records were retrieved, such as 2026-07-18; today by default.
    #[arg(long, value_name = "DATE", value_parser = super::record::parse_date)]
    retrieved: Option<Date>,
    /// Take the files for this kind instead of recognising them: portal-json, portal-catalogue-jsonl, portal-crawl,
    /// portal-list-xlsx, or csv for a table of your own.
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    kind: Option<SourceKind>,
    /// Which column of a table holds which field, where its headings do not say: code=Mã số,name=Tên. FIELD= alone leaves
    /// a field out. Other columns are recognised as ever. May be given several times.
    #[arg(long, value_name = "FIELD=HEADING,...", value_parser = Headings::parse)]
    columns: Vec<Headings>,
    /// The sheet of a workbook to read.
    #[arg(long, value_name = "NAME")]
    sheet: Option<Box<str>>,
    /// An empty cell takes away what content says of that field.
    #[arg(long)]
    clear_empty: bool,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Leave out what cannot be used, and write the rest.
    #[arg(long)]
    keep_going: bool,
}

const EXAMPLES: &str = "\
Examples:
  motcua import records/*.json -o portal --retrieved 2026-07-18
                                   keep the portal's records, and say when they were fetched
  motcua import catalogue.xlsx -o portal --dry-run
                                   see what a colleague changed in an export
  motcua import list.csv -o portal --columns 'name=Thủ tục, nhóm thủ tục' --columns documents=
                                   say which column holds the name, and leave the documents out";

/// Which headings stand for which fields.
#[derive(Debug, Clone)]
struct Headings(Vec<(Column, Box<str>)>);

impl Headings {
    /// Reads `FIELD=HEADING,FIELD=HEADING`. Headings have commas themselves: one ends a heading only where a field follows.
    fn parse(text: &str) -> Result<Self, String> {
        let is_field = |text: &str| {
            let key = text.split_once('=').map_or("", |(key, _)| key.trim());
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        let mut named = Vec::new();
        let mut start = 0;
        let ends = text.match_indices(',').map(|(at, _)| at).filter(|at| is_field(&text[at + 1..]));
        for end in ends.chain([text.len()]) {
            named.push(parse_column(&text[start..end])?);
            start = end + 1;
        }
        Ok(Self(named))
    }
}

fn parse_column(text: &str) -> Result<(Column, Box<str>), String> {
    let (key, heading) = text.split_once('=').ok_or("write FIELD=HEADING, such as name=Tên")?;
    let column = Column::of_key(key.trim());
    let known = || Column::all().map(Column::key).collect::<Vec<_>>().join(", ");
    column
        .map(|column| (column, heading.trim().into()))
        .ok_or_else(|| format!("`{}` is no field; the fields are {}", key.trim(), known()))
}

fn parse_kind(word: &str) -> Result<SourceKind, String> {
    let importable = SourceKind::WORDS.iter().filter(|(_, kind)| *kind != SourceKind::Content);
    let found = importable.clone().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
    found.ok_or_else(|| format!("the kinds are {}", importable.map(|(word, _)| *word).collect::<Vec<_>>().join(", ")))
}

impl Import {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let site = DiskFiles::new(&self.output)?;
        let given = self.given()?;
        let today = self.retrieved.or_else(report::today);
        let wishes = Wishes {
            kind: self.kind,
            retrieved: today.ok_or_else(|| Stop::failed("there is no date", "name one with --retrieved"))?,
            dated: self.retrieved.is_some(),
            columns: self.columns.iter().flat_map(|headings| headings.0.iter().cloned()).collect(),
            sheet: self.sheet.clone(),
            clear_empty: self.clear_empty,
        };
        let bar = report::progress(global, "reading");
        let plan = crate::exchange::import(&site, &given, &wishes);
        bar.finish_and_clear();

        self.show_findings(global, &plan, &Shown { given: &given, site: &site })?;
        let stopped = plan.errors() > 0 && !self.keep_going;
        if !stopped {
            if !self.dry_run {
                site.write_all(plan.writes.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))?;
            }
            self.show_changes(global, &plan)?;
        }
        self.show_sums(global, &plan, stopped);
        if plan.errors() > 0 { Err(Stop::Content) } else { Ok(()) }
    }

    fn given(&self) -> Result<GivenFiles, Stop> {
        let read = |path: &PathBuf| -> Result<Given, Stop> {
            let Some(shown) = path.to_str() else {
                let message = format!("{}: the name is not valid UTF-8", path.display());
                return Err(Stop::failed(message, "rename the file"));
            };
            Ok(Given { path: shown.to_owned(), bytes: read_given(path)? })
        };
        self.files.iter().map(read).collect::<Result<_, _>>().map(GivenFiles)
    }

    /// Errors and warnings always, notes where one asks for more.
    fn show_findings(&self, global: Global, plan: &Plan, files: &Shown<'_>) -> Result<(), Stop> {
        let least = if global.verbose { Severity::Note } else { Severity::Warning };
        let shown: Vec<_> = plan.diagnostics.iter().filter(|found| found.severity <= least).cloned().collect();
        diagnostic::render_text(&shown, &plan.files, files, report::colours(), &mut std::io::stderr().lock())?;
        Ok(())
    }

    fn show_changes(&self, global: Global, plan: &Plan) -> Result<(), Stop> {
        if global.quiet {
            return Ok(());
        }
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let written =
            plan.changes.iter().filter(|change| global.verbose || change.what != What::Unchanged).try_for_each(
                |change| {
                    let verb = match &change.what {
                        What::Created => "created",
                        What::Updated => "updated",
                        What::Changed(_) => "changed",
                        What::Unchanged => "unchanged",
                    };
                    let fields = match &change.what {
                        What::Changed(fields) => {
                            format!(": {}", fields.iter().map(|field| field.key()).collect::<Vec<_>>().join(", "))
                        }
                        _ => String::new(),
                    };
                    writeln!(out, "{verb:<9} {}{fields}", change.path)
                },
            );
        report::unless_closed(written.and_then(|()| out.flush()))
    }

    fn show_sums(&self, global: Global, plan: &Plan, stopped: bool) {
        for file in &plan.reports {
            let rejected = if file.rejected > 0 { format!(", {} rejected", file.rejected) } else { String::new() };
            let records = report::noun(file.records, "record");
            let line = format!("{:>8} {records:<8} {} ({}){rejected}", file.records, file.path, file.kind.word());
            if global.verbose || file.rejected > 0 || plan.reports.len() <= 20 {
                report::say(global, line);
            }
            if global.verbose {
                report::tally(global, &file.tally);
            }
        }
        let records: usize = plan.reports.iter().map(|file| file.records).sum();
        let rejected: usize = plan.reports.iter().map(|file| file.rejected).sum();
        let files = report::plural(plan.reports.len(), "file");
        report::say(
            global,
            format!(
                "{records:>8} {} of {files} = {} understood + {rejected} rejected",
                report::noun(records, "record"),
                records - rejected
            ),
        );
        if !global.verbose {
            for row in diagnostic::by_rule(&plan.diagnostics).iter().filter(|row| row.severity == Severity::Note) {
                report::say(global, format!("{:>8} note     {} (--verbose shows where)", row.count, row.rule));
            }
        }
        for lines in &plan.by_hand {
            report::say(global, format!("add these lines to content/site.toml by hand:\n{lines}"));
        }
        let count = |what: fn(&What) -> bool| plan.changes.iter().filter(|change| what(&change.what)).count();
        let created = count(|what| *what == What::Created);
        let changed = count(|what| matches!(what, What::Updated | What::Changed(_)));
        let unchanged = count(|what| *what == What::Unchanged);
        let sum = format!("{created} created, {changed} changed, {unchanged} unchanged");
        let end = match (stopped, self.dry_run) {
            (true, _) => {
                let errors = report::plural(plan.errors(), "error");
                format!("{errors}: nothing was written; --keep-going leaves out what cannot be used")
            }
            (false, true) => format!("would be {sum}; nothing was written"),
            (false, false) => sum,
        };
        report::say(global, end);
        if !stopped && !self.dry_run && created + changed > 0 {
            let folder = self.output.display();
            report::say(global, format!("Next: motcua check {folder}, which says what is wrong in them, and where"));
        }
    }
}
