use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::nearest::nearest;
use crate::check::rule::rule;

rule! {
    /// A page that was published once would vanish
    ///
    /// `content/codes.lock` lists every procedure that ever had a page. People have bookmarked it and printed its QR
    /// code. A procedure that left the sources keeps a page that says so, since when, and what took its place;
    /// which of it is meant, an editor has to say.
    ///
    /// **Example:** a code of `codes.lock` that the sources retrieved today no longer have.
    ///
    /// **To mend:** if it was abolished, add `withdrawn = 2026-07-01` to its entry, and `successor` where there is one.
    /// If it is missing by mistake, bring the source back.
    "codes/unpublished", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for page in &context.catalogue.published {
        if page.withdrawn.is_some() || context.procedure(&page.code).is_some() {
            continue;
        }
        let message = format!("{} was published once and is in no source: {}", page.code, page.name);
        let near = nearest(page.code.trim(), context.catalogue.procedures.iter().map(|procedure| &*procedure.code))
            .filter(|near| near.trim() == page.code.trim())
            .map(|near| format!("; \"{near}\" is in a source: is it the same?"));
        let help = format!("add withdrawn = <date> to its entry, or bring it back{}", near.unwrap_or_default());
        findings.add(page.at, message, help).subject = Some(page.code.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Published;
    use crate::check::harness::{date, found_in, published};

    #[test]
    fn a_page_that_would_vanish_is_found() {
        assert_eq!(
            found_in("codes/unpublished", |c| c.published = vec![published("1.000999")]),
            ["1.000999 was published once and is in no source: Đăng ký cũ"]
        );
    }

    #[test]
    fn pages_that_are_there_or_were_withdrawn_are_left_alone() {
        let withdrawn = Published { withdrawn: Some(date("2026-07-01")), ..published("1.000999") };
        assert!(found_in("codes/unpublished", |c| c.published = vec![published("1.001193"), withdrawn]).is_empty());
    }
}
