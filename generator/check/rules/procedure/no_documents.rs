use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::{editors_file, has_details, place};

rule! {
    /// A procedure that does not say what to bring
    ///
    /// What to bring is what people come to a page for. A record with steps and without documents has mostly hidden
    /// them in the text of the steps.
    ///
    /// **Example:** a record with `executionSteps` whose `executionCases` are empty.
    ///
    /// **To mend:** write `[[document]]` in an overlay.
    "procedure/no-documents", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let documents = procedure.documents.iter().flat_map(|groups| &groups.value).flat_map(|group| &group.documents);
    if !has_details(procedure) || documents.count() > 0 {
        return;
    }
    if let Some(at) = place(procedure) {
        let message = format!("{} names no documents", procedure.code);
        findings.add(at, message, format!("write the documents as [[document]] in {}", editors_file(procedure)));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found;

    #[test]
    fn a_procedure_without_documents_is_found() {
        assert_eq!(found("procedure/no-documents", |p| p.documents = None), ["1.001193 names no documents"]);
    }

    #[test]
    fn a_note_among_the_documents_is_enough() {
        let messages = found("procedure/no-documents", |p| {
            let document = &mut p.documents.as_mut().unwrap().value[0].documents[0];
            (document.originals, document.copies) = (Some(0), Some(0));
        });
        assert!(messages.is_empty());
    }
}
