use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::place;
use crate::language::procedure_code;

rule! {
    /// A code that is not of the form `1.001193`
    ///
    /// The national code of a procedure is a digit, a point and six digits. Others do not lead anywhere on the national
    /// portal, and people who type the right code do not find the page. The procedure is published all the same,
    /// under an address made of the code as it stands.
    ///
    /// **Example:** `1.014955-Xoa`, `1.0133611`.
    ///
    /// **To mend:** in an official record, tell the agency. Of a procedure of your own, give the code of the decision
    /// that published it; where it has none, the warning can be left standing.
    "code/malformed", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    if procedure_code(&procedure.code).valid {
        return;
    }
    if let Some(at) = place(procedure) {
        let message = format!("\"{}\" is not a code: a digit, a point, six digits", procedure.code.escape_debug());
        findings.add(at, message, "it is published under this code as it stands; ask the agency for the right one");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found;

    #[test]
    fn a_code_of_another_form_is_found() {
        assert_eq!(
            found("code/malformed", |p| p.code = "1.014955-Xoa".into()),
            ["\"1.014955-Xoa\" is not a code: a digit, a point, six digits"]
        );
    }

    #[test]
    fn a_code_with_the_identifier_of_an_agency_is_left_alone() {
        assert!(found("code/malformed", |p| p.code = "1.001193.000.00.00.H19".into()).is_empty());
    }
}
