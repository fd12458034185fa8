//! `motcua check`: everything that is wrong.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::{Global, SiteFolder, Stop, report};
use crate::diagnostic::{self, Severity};
use crate::files::DiskFiles;

/// Finds everything that is wrong with a site's sources and templates
///
/// Shows each finding with its place and what to do. Errors forbid publishing; warnings and notes do not.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  motcua check portal --level error       what forbids publishing
  motcua check portal --rule text/not-nfc what one rule finds
  motcua check portal --tests             the tests below rules, for CI
  motcua check --explain text/not-nfc     why it is a rule, and what to do
  motcua check portal --format json       for other programs")]
pub(super) struct Check {
    #[command(flatten)]
    site: SiteFolder,
    /// How findings are written to standard output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Show findings of this severity and worse: warning by default, note with --rule, error with --quiet.
    #[arg(long, value_enum)]
    level: Option<Level>,
    /// Show only findings of these rules.
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,
    /// Run the tests that stand below rules, and show nothing else.
    #[arg(long, conflicts_with = "rule")]
    tests: bool,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// List the rules and end.
    #[arg(long)]
    rules: bool,
    /// Explain a rule and end.
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// JSON Lines: an object a finding.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    fn includes(self, severity: Severity) -> bool {
        severity
            <= match self {
                Self::Error => Severity::Error,
                Self::Warning => Severity::Warning,
                Self::Note => Severity::Note,
            }
    }
}

impl Check {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        if self.rules || self.explain.is_some() {
            return explain(self.explain.as_deref());
        }
        let files = DiskFiles::new(&self.site.folder)?;
        let bar = report::progress(global, "checking");
        let checked = crate::check_site(&files, report::today());
        bar.finish_and_clear();

        if let Some(unknown) = self.rule.iter().find(|rule| !is_known(rule, &checked.diagnostics)) {
            return Err(Stop::failed(
                format!("no rule of the catalogue is called `{unknown}`, and no reader found anything under that id"),
                "`motcua check --rules` lists the rules of the catalogue",
            ));
        }
        let level = self.level.unwrap_or(match (global.quiet, self.rule.is_empty()) {
            (true, _) => Level::Error,
            (false, true) => Level::Warning,
            (false, false) => Level::Note,
        });
        let shown: Vec<_> = checked
            .diagnostics
            .iter()
            .filter(|found| level.includes(found.severity))
            .filter(|found| self.rule.is_empty() || self.rule.iter().any(|rule| rule == found.rule))
            .filter(|found| !self.tests || found.rule.starts_with("rules/test-") || found.severity == Severity::Error)
            .cloned()
            .collect();
        let table = &checked.catalogue.files;
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let colours = if std::io::IsTerminal::is_terminal(&std::io::stdout()) {
            report::colours()
        } else {
            diagnostic::Colours::Off
        };
        let written = match self.format {
            Format::Text => diagnostic::render_text(&shown, table, &files, colours, &mut out),
            Format::Json => diagnostic::render_json(&shown, table, &files, &mut out),
        };
        let written = written.and_then(|()| out.flush());
        report::unless_closed(written)?;
        if self.tests {
            // Rules with mistakes are not tried: then the errors above say why.
            let (tests, failed) = checked.rules.tests;
            eprintln!("{tests} tests, {failed} failed");
            return if checked.errors() > 0 { Err(Stop::Content) } else { Ok(()) };
        }
        report::sums(global, &checked);
        let warned = self.strict && checked.diagnostics.iter().any(|found| found.severity == Severity::Warning);
        if checked.errors() > 0 || warned { Err(Stop::Content) } else { Ok(()) }
    }
}

/// Whether an id is a rule's, or one that a reader found something under.
fn is_known(rule: &str, found: &[diagnostic::Diagnostic]) -> bool {
    crate::check::rules().iter().any(|known| known.id == rule) || found.iter().any(|found| found.rule == rule)
}

fn explain(id: Option<&str>) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    let rules = crate::check::rules();
    let written = match id.map(|id| (id, rules.iter().find(|rule| rule.id == id))) {
        None => rules
            .iter()
            .try_for_each(|rule| writeln!(out, "{:<28} {:<8} {}", rule.id, rule.severity.word(), rule.title)),
        Some((_, Some(rule))) => {
            writeln!(out, "{} ({})\n\n{}", rule.id, rule.severity.word(), rule.explanation.trim())
        }
        Some((id, None)) => {
            return Err(Stop::failed(format!("there is no rule `{id}`"), "`motcua check --rules` lists them"));
        }
    };
    report::unless_closed(written)
}
