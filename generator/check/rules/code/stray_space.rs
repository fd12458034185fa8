use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::place;
use crate::language::procedure_code;

rule! {
    /// A code with a space or an invisible character around it
    ///
    /// To the machines that compare codes it is another code: records of one procedure are not merged, and there are
    /// two pages where there should be one.
    ///
    /// **Example:** `" 1.014325"`.
    ///
    /// **To mend:** tell the agency. Until then the page stands under the code with its space, escaped.
    "code/stray-space", Warning, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let code = procedure_code(&procedure.code);
    let whole = code.code.len() + code.agency.map_or(0, |agency| agency.len() + 1);
    if procedure.code.is_empty() || whole == procedure.code.len() {
        return;
    }
    let Some(at) = place(procedure) else { return };
    let message = format!("the code \"{}\" has a space around it", procedure.code.escape_debug());
    let finding = findings.add(at, message, "machines take it for another code; ask the agency to correct it");
    if let Some(place) = context.procedure(code.code).and_then(place) {
        finding.related.push((place, format!("{} without the space is another page", code.code)));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found;

    #[test]
    fn a_space_before_the_code_is_found() {
        let message = ["the code \" 1.014325\" has a space around it"];
        assert_eq!(found("code/stray-space", |p| p.code = " 1.014325".into()), message);
    }

    #[test]
    fn a_bare_code_is_left_alone() {
        assert!(found("code/stray-space", |p| p.code = "1.014325".into()).is_empty());
        assert!(found("code/stray-space", |p| p.code = "1.001193.000.00.00.H19".into()).is_empty());
    }
}
