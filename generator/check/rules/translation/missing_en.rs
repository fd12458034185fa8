use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::is_blank;

rule! {
    /// A procedure an editor wrote has no English name
    ///
    /// A page in English is made where there is an English name. Without one, English lists lead to the Vietnamese page.
    /// Only procedures that editors work on are looked at, and only where the site is in English too.
    ///
    /// **Example:** `name = "Đăng ký khai sinh"`.
    ///
    /// **To mend:** `name = { vi = "Đăng ký khai sinh", en = "Birth registration" }`, or a file `<code>.en.md`.
    "translation/missing-en", Note, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let english = procedure.name.en.as_ref().is_some_and(|name| !is_blank(&name.value));
    if english || !context.catalogue.site.english || !context.is_edited(procedure) {
        return;
    }
    let edited = procedure.records.iter().find(|&&record| !context.is_official(record));
    if let Some(record) = edited {
        let message = format!("{} has no name in English", procedure.code);
        findings.add(record.location, message, "add it: name = { vi = \"...\", en = \"...\" }");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{editor, found};

    #[test]
    fn an_edited_procedure_without_an_english_name_is_found() {
        let messages = found("translation/missing-en", |p| (p.records, p.name.en) = (vec![editor(1)], None));
        assert_eq!(messages, ["1.001193 has no name in English"]);
    }

    #[test]
    fn official_records_are_left_alone() {
        assert!(found("translation/missing-en", |p| p.name.en = None).is_empty());
    }
}
