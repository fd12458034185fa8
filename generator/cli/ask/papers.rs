//! What is to be brought: the papers a procedure always asks for, and those that its rules ask of this person.

use std::io::Write;

use super::show::{Show, written};
use super::told::{Holds, Version};
use crate::catalogue::{Bilingual, Document, Language, Procedure};
use crate::rules::model::Common;

impl Show<'_> {
    /// Every paper on a line of its own, under the headings of the record.
    pub(super) fn papers(
        &self,
        procedure: Option<&Procedure>,
        told: &[Version],
        rules: &[Common],
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let mut asked: Vec<&Version> = told.iter().filter(|told| told.holds != Holds::False).collect();
        let groups = procedure.into_iter().flat_map(|one| &one.documents).flat_map(|groups| &groups.value);
        let mut lines = Vec::new();
        for group in groups {
            let documents = group.documents.iter().filter(|document| !document.is_note());
            let names: Vec<String> =
                documents.flat_map(|document| self.of_document(document, &mut asked, rules)).collect();
            let heading = group.name.as_ref().filter(|_| !names.is_empty());
            lines.extend(heading.map(|heading| format!("  {}:", self.said(heading))));
            let indent = if heading.is_some() { 4 } else { 2 };
            lines.extend(names.iter().map(|name| format!("{:indent$}{name}", "")));
        }
        lines.extend(asked.iter().map(|told| format!("  {}", self.named(told, rules.iter()))));
        if lines.is_empty() {
            return Ok(());
        }
        writeln!(out, "{}:", self.pick("Giấy tờ cần mang", "To bring"))?;
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// A document of the record: itself where no rule says when it is wanted, else what its rules ask for, which is taken
    /// out of what is `asked`.
    fn of_document(&self, document: &Document, asked: &mut Vec<&Version>, rules: &[Common]) -> Vec<String> {
        let is_ruled = |common: &Common| document.code.as_ref() == Some(common.record.as_ref().unwrap_or(&common.id));
        if !rules.iter().any(is_ruled) {
            return vec![self.said(&document.name).to_owned()];
        }
        let of_rules = asked.extract_if(.., |told| written(told, rules.iter()).is_some_and(is_ruled));
        of_rules.map(|told| self.named(told, rules.iter())).collect()
    }

    /// A text of the record in the person's language, where it has it.
    fn said<'t>(&self, text: &'t Bilingual) -> &'t str {
        text.get(self.phrases.language().pick(Language::Vi, Language::En)).0
    }
}
