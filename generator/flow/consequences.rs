//! Findings that only follow from records that could not be used.
//!
//! A file with a mistake gives no record, so that what is looked for in the catalogue is not there. Saying that too
//! would send an editor to files that are right: the mistake itself is told, and what it hides once it is mended.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceReport;

/// What is concluded from a procedure that is not there, or is there without what a file with a mistake says of it.
const OF_ITS_PROCEDURE: [&str; 2] = ["codes/unpublished", "name/missing"];

/// What is concluded from all rules, of which some are missing.
const OF_ALL_RULES: [&str; 2] = ["rules/unused-question", "rules/dead-question"];

/// The records that could not be used.
#[derive(Debug, Default)]
pub(super) struct Unusable {
    /// Those of which it is known what they are about.
    codes: BTreeSet<Box<str>>,
    /// Whether there are others.
    unknown: bool,
}

impl Unusable {
    /// Those of sources, by what was found in their files.
    pub(super) fn of(sources: &[SourceReport], found: &[Diagnostic]) -> Self {
        let errors = || found.iter().filter(|found| found.severity == Severity::Error);
        // A record may be left out with a warning: then the site is built, and everything about it has to be told.
        if sources.iter().all(|source| source.rejected == 0) || errors().next().is_none() {
            return Self::default();
        }
        Self {
            codes: errors().filter_map(|error| error.subject.clone()).collect(),
            unknown: errors().any(|error| error.subject.is_none()),
        }
    }

    /// Whether there are any, and an error keeps the site from being built: what is hidden is told when that one is mended.
    pub(super) fn any(&self) -> bool {
        self.unknown || !self.codes.is_empty()
    }

    /// Whether a finding may be there only because of them.
    pub(super) fn explain(&self, found: &Diagnostic) -> bool {
        let of_missing = || found.subject.as_ref().is_some_and(|subject| self.codes.contains(subject)) || self.unknown;
        self.any() && (OF_ALL_RULES.contains(&found.rule) || OF_ITS_PROCEDURE.contains(&found.rule) && of_missing())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{FileTable, Location, MemoryFiles};
    use crate::flow::check_site;

    const SITE: &str = "title = \"Thử\"\n[[source]]\nkind = \"content\"\npath = \"content/procedures/*.md\"\n";
    const CODES: &str =
        "[[procedure]]\ncode = \"1.000001\"\nname = \"A\"\n\n[[procedure]]\ncode = \"1.000002\"\nname = \"B\"\n";

    fn rules_of(procedure: &str) -> Vec<(&'static str, Option<Box<str>>)> {
        let files = MemoryFiles::default()
            .with("content/site.toml", SITE)
            .with("content/codes.lock", CODES)
            .with("content/procedures/1.000001.md", procedure)
            .with("content/procedures/1.000001.en.md", "+++\nname = \"A\"\n+++\n")
            .with(
                "datasets/thu-tuc/dataset.toml",
                "title = \"T\"\nderive = \"procedures\"\n[[column]]\nsource = \"ten\"\nrequired = true\n",
            );
        let found = check_site(&files, None).diagnostics;
        let errors = found.into_iter().filter(|found| found.severity == crate::diagnostic::Severity::Error);
        errors.map(|found| (found.rule, found.subject)).collect()
    }

    #[test]
    fn one_mistake_is_told_once_and_others_all_the_same() {
        let gone = ("codes/unpublished", Some("1.000002".into()));
        assert_eq!(rules_of("+++\nname = \"A\"\n+++\n"), std::slice::from_ref(&gone));
        let found = rules_of("+++\nname = \"A\"\nstate = \"aktive\"\n+++\n");
        assert_eq!(found, [("toml/unknown-word", Some("1.000001".into())), gone]);
    }

    #[test]
    fn of_a_record_that_is_left_out_with_a_warning_nothing_is_hidden() {
        let left_out = crate::source::SourceReport { rejected: 1, ..crate::source::SourceReport::default() };
        let at = Location::whole(FileTable::default().add("a.html"));
        let warning = Diagnostic::warning("source/wrong-page", at, "").about("1.000001");
        let gone = Diagnostic::error("codes/unpublished", at, "").about("1.000001");
        let hidden = |found: &[Diagnostic]| Unusable::of(std::slice::from_ref(&left_out), found).explain(&gone);
        let error = Diagnostic { severity: Severity::Error, ..warning.clone() };
        assert!(!hidden(&[warning]) && hidden(&[error]));
    }
}
