//! Findings counted by rule, for the end of a long list.

use std::collections::BTreeMap;

use super::{Diagnostic, Severity};

/// How often a rule found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// How many there are.
    pub count: usize,
}

/// The counts, worst first, then most, then by name.
pub fn by_rule(diagnostics: &[Diagnostic]) -> Vec<RuleCount> {
    let mut counts: BTreeMap<(Severity, &'static str), usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry((diagnostic.severity, diagnostic.rule)).or_default() += 1;
    }
    let mut rows: Vec<_> =
        counts.into_iter().map(|((severity, rule), count)| RuleCount { rule, severity, count }).collect();
    rows.sort_by_key(|row| (row.severity, std::cmp::Reverse(row.count), row.rule));
    rows
}
