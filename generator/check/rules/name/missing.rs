use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::{is_blank, place};
use crate::diagnostic::Severity;

rule! {
    /// A procedure without a name
    ///
    /// Nobody finds a page without a name, and lists have nothing to show for it but the code.
    ///
    /// **Example:** a file `content/procedures/1.001193.md` without `name`, whose code is in no official source:
    /// often its name has a mistake in the code.
    ///
    /// **To mend:** write `name`, or correct the name of the file. It is an error in a file of an editor. An official
    /// record without a name is published under its code, with a warning.
    "name/missing", Error, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    if procedure.name.vi.as_ref().is_some_and(|name| !is_blank(&name.value)) {
        return;
    }
    let Some(at) = procedure.records.first().map(|record| record.location).or_else(|| place(procedure)) else { return };
    let official = procedure.records.iter().any(|&record| context.is_official(record));
    let message = format!("{} has no name in Vietnamese", procedure.code);
    if official {
        let help = "it is published under its code; give it a name in an overlay";
        findings.add(at, message, help).severity = Severity::Warning;
    } else {
        findings.add(at, message, "add a line: name = { vi = \"...\", en = \"...\" }; or is the code mistyped?");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{editor, found, text};

    #[test]
    fn a_missing_name_is_found() {
        let message = ["1.001193 has no name in Vietnamese"];
        assert_eq!(found("name/missing", |p| p.name = text("  ")), message);
        assert_eq!(found("name/missing", |p| (p.name.vi, p.records) = (None, vec![editor(7)])), message);
    }

    #[test]
    fn a_name_without_english_is_left_alone() {
        assert!(found("name/missing", |p| p.name = text("Đăng ký khai sinh")).is_empty());
    }
}
