use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::{editors_file, has_details, place};

rule! {
    /// A procedure of which there is only a row: no steps, no ways to apply, no documents
    ///
    /// The catalogue of the national portal names procedures without saying how they are done. The page says who is in
    /// charge and links to the official page; it cannot say what to bring, how long it takes or what it costs.
    ///
    /// **Example:** a row of `portal-catalog.jsonl` whose detailed record was not retrieved.
    ///
    /// **To mend:** add a source that has the detailed record, or write the file `content/procedures/<code>.md`.
    "procedure/bare", Note, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let has_documents = procedure.documents.as_ref().is_some_and(|documents| !documents.value.is_empty());
    if has_documents || has_details(procedure) {
        return;
    }
    if let Some(at) = place(procedure) {
        let message = format!("{} has only a row: no steps, channels or documents", procedure.code);
        findings.add(
            at,
            message,
            format!("add a source with the detailed record, or write it in {}", editors_file(procedure)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found;

    #[test]
    fn a_bare_row_is_one_note_and_nothing_else() {
        let bare = |rule| found(rule, |p| (p.steps, p.channels, p.documents) = (None, None, None));
        assert_eq!(bare("procedure/bare"), ["1.001193 has only a row: no steps, channels or documents"]);
        assert!(["procedure/no-fee", "procedure/no-time", "procedure/no-documents"].map(bare).concat().is_empty());
    }

    #[test]
    fn a_procedure_with_steps_alone_is_left_alone() {
        assert!(found("procedure/bare", |p| (p.channels, p.documents) = (None, None)).is_empty());
    }
}
