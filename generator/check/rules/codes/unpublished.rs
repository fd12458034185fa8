use std::collections::BTreeMap;

use crate::catalogue::Published;
use crate::check::context::Context;
use crate::check::findings::Findings;
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
    /// **To mend:** if it is missing by mistake, bring the source back. If it was abolished, add `withdrawn = 2026-07-01` to
    /// its entry, and `successor` where there is one; `motcua record --withdraw` adds the day to all that are missing.
    "codes/unpublished", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let missing = |page: &&Published| page.withdrawn.is_none() && context.procedure(&page.code).is_none();
    let mut missing = context.catalogue.published.iter().filter(missing).peekable();
    if missing.peek().is_none() {
        return;
    }
    // Where codes differ in the spaces around them, one of them is what is meant.
    let mut trimmed: BTreeMap<&str, &str> = BTreeMap::new();
    for procedure in &context.catalogue.procedures {
        trimmed.entry(procedure.code.trim()).or_insert(&procedure.code);
    }
    for page in missing {
        let message = format!("{} was published once and is in no source: {}", page.code, page.name);
        let near = trimmed.get(page.code.trim()).map(|near| format!("; \"{near}\" is in a source: is it the same?"));
        let help = format!(
            "bring its source back; if it was abolished, add withdrawn = <date> to its entry, or run `motcua record \
             --withdraw` for all that are missing{}",
            near.unwrap_or_default()
        );
        findings.add(page.at, message, help).subject = Some(page.code.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Published;
    use crate::check::check;
    use crate::check::harness::{TODAY, date, found_in, published, sound_catalogue};

    #[test]
    fn a_page_that_would_vanish_is_found() {
        assert_eq!(
            found_in("codes/unpublished", |c| c.published = vec![published("1.000999")]),
            ["1.000999 was published once and is in no source: Đăng ký cũ"]
        );
    }

    #[test]
    fn a_code_with_stray_spaces_is_offered() {
        let mut catalogue = sound_catalogue();
        catalogue.published = vec![published(" 1.001193 ")];
        let found = check(&catalogue, Some(date(TODAY)), &[], &[]);
        assert!(
            found[0].help.as_ref().is_some_and(|help| help.ends_with("; \"1.001193\" is in a source: is it the same?"))
        );
    }

    #[test]
    fn pages_that_are_there_or_were_withdrawn_are_left_alone() {
        let withdrawn = Published { withdrawn: Some(date("2026-07-01")), ..published("1.000999") };
        assert!(found_in("codes/unpublished", |c| c.published = vec![published("1.001193"), withdrawn]).is_empty());
    }
}
