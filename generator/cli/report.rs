//! What commands tell a person: progress, findings, sums.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Global, Stop};
use crate::Checked;
use crate::catalogue::Tally;
use crate::dataset::profile::Distinct;
use crate::dataset::{Dataset, Format};
use crate::diagnostic::{self, Colours, Diagnostic, RuleCount, Severity};
use crate::files::{FileTable, Files};
use crate::language::Date;

/// A spinner on a terminal, nothing in a pipe.
pub(super) fn progress(global: Global, message: &'static str) -> ProgressBar {
    if global.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed:.dim}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    let bar = ProgressBar::new_spinner().with_style(style).with_message(message);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// Whether standard error shows colours.
pub(super) fn colours() -> Colours {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted && std::io::stderr().is_terminal() { Colours::On } else { Colours::Off }
}

/// The moment `SOURCE_DATE_EPOCH` names, in seconds since 1970: what is written says that it was made then.
pub(super) fn epoch() -> Option<i64> {
    std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok())
}

/// The day findings are judged on: `SOURCE_DATE_EPOCH` where it is set, else today in Vietnam.
#[allow(
    clippy::disallowed_methods,
    reason = "the one clock of the program: what is overdue depends on the day one asks"
)]
pub(super) fn today() -> Option<Date> {
    let seconds = epoch().or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(now.as_secs()).ok()
    })?;
    Date::from_epoch_millis(seconds.checked_mul(1000)?)
}

/// A line on standard error, unless quiet.
pub(super) fn say(global: Global, line: impl AsRef<str>) {
    if !global.quiet {
        // A closed pipe is nobody's concern here.
        let _ = writeln!(std::io::stderr(), "{}", line.as_ref());
    }
}

/// A failure that is not a finding.
pub(super) fn failure(message: &str, help: Option<&str>) {
    let mut err = std::io::stderr();
    let _ = writeln!(err, "error: {message}");
    if let Some(help) = help {
        let _ = writeln!(err, "  = help: {help}");
    }
}

/// Something that was not done, and that one has to know.
pub(super) fn warning(message: &str) {
    let _ = writeln!(std::io::stderr(), "warning: {message}");
}

/// Shows the findings a build stops at: all errors, and of the rest how many.
pub(super) fn errors(diagnostics: &[Diagnostic], table: &FileTable, files: &dyn Files) -> std::io::Result<()> {
    let errors: Vec<Diagnostic> =
        diagnostics.iter().filter(|found| found.severity == Severity::Error).cloned().collect();
    diagnostic::render_text(&errors, table, files, colours(), &mut std::io::stderr().lock())
}

/// Shows a finding that came up when the sources were thought to have none: a file that changed meanwhile.
pub(super) fn stop(found: Diagnostic, table: &FileTable, files: &dyn Files) -> Stop {
    errors(&[found], table, files).map_or_else(Stop::from, |()| Stop::Content)
}

/// The sums: sources, records, findings by rule.
pub(super) fn sums(global: Global, checked: &Checked) {
    for source in &checked.sources {
        let rejected = if source.rejected > 0 { format!(", {} rejected", source.rejected) } else { String::new() };
        say(
            global,
            format!(
                "{:>8} {:<8} {} ({}, {}){rejected}",
                source.records,
                noun(source.records, "record"),
                source.path,
                source.kind,
                plural(source.files, "file")
            ),
        );
        if global.verbose {
            tally(global, &source.tally);
        }
    }
    let totals = checked.totals;
    let rejected = checked.rejected();
    let records = totals.records + rejected;
    say(
        global,
        format!(
            "{records:>8} {} = {} + {} merged into another + {rejected} rejected",
            noun(records, "record"),
            plural(totals.procedures, "procedure"),
            totals.merged
        ),
    );
    for dataset in &checked.datasets {
        self::dataset(global, dataset);
    }
    let rows = diagnostic::by_rule(&checked.diagnostics);
    if rows.is_empty() {
        return say(global, "nothing found");
    }
    for RuleCount { rule, severity, count } in rows {
        say(global, format!("{count:>8} {:<8} {rule}", severity.word()));
    }
}

/// What a dataset holds and what reading it changed.
fn dataset(global: Global, dataset: &Dataset) {
    let (plan, repairs) = (&dataset.plan, &dataset.repairs);
    let columns = plural(plan.schema.columns.len(), "column");
    let format = match &plan.store.format {
        Format::Delimited { detected, .. } => detected.encoding.word(),
        Format::Sheet { .. } => "xlsx",
    };
    let changes = plural(usize::try_from(repairs.total()).unwrap_or(usize::MAX), "repair");
    let rows = dataset.profile.rows;
    say(global, format!("{rows:>8} rows     {} ({columns}, {format}, {changes})", plan.store.path));
    if !global.verbose {
        return;
    }
    for (column, profile) in plan.schema.columns.iter().zip(&dataset.profile.columns) {
        let distinct = match profile.distinct {
            Distinct::Exact(count) => count.to_string(),
            Distinct::About(count) => format!("about {count}"),
        };
        let spread = profile.spread.as_ref().map(|spread| format!(", {} to {}", spread.min, spread.max));
        let (id, kind, spread) = (&column.id, column.kind.word(), spread.unwrap_or_default());
        say(global, format!("           {id:<24} {kind:<10} {distinct} distinct, {} empty{spread}", profile.nulls));
    }
    for (rule, summary) in &repairs.rules {
        let example =
            summary.examples.first().map(|(line, before, after)| format!("line {line}: {before:?} -> {after:?}"));
        say(global, format!("           {:<24} {:>8} {}", rule.id(), summary.count, example.unwrap_or_default()));
    }
}

/// How the fields of a source were understood.
pub(super) fn tally(global: Global, tally: &Tally) {
    for (field, counts) in tally.iter() {
        say(
            global,
            format!(
                "           {:<16}{:>8} understood {:>8} verbatim {:>8} missing",
                field.key(),
                counts.understood,
                counts.verbatim,
                counts.missing
            ),
        );
    }
}

/// A reader that has seen enough (`| head`) is no failure.
pub(super) fn unless_closed(written: std::io::Result<()>) -> Result<(), Stop> {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// "1 file", "2 files".
pub(super) fn plural(count: usize, word: &str) -> String {
    format!("{count} {}", noun(count, word))
}

/// "file" of one, "files" of any other number.
pub(super) fn noun(count: usize, word: &str) -> String {
    format!("{word}{}", if count == 1 { "" } else { "s" })
}
