use crate::catalogue::{Named, Origin, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::agencies;
use crate::diagnostic::nearest;

rule! {
    /// The id of an agency that `agencies.toml` does not have
    ///
    /// A file of an editor names an agency by its id or by its name. What looks like an id and is none would be printed
    /// on the page as it stands: "bo-tu-phap" instead of "Bộ Tư pháp".
    ///
    /// **Example:** `publisher = "bo-tu-pahp"`.
    ///
    /// **To mend:** correct the id, describe the agency in `content/agencies.toml`, or write its name.
    "agency/unknown", Error, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    if let Some(publisher) = &procedure.publisher {
        look(context, "publisher", publisher.origin, &publisher.value, findings);
    }
    for (field, origin, agency) in agencies(procedure) {
        look(context, field.key(), origin, agency, findings);
    }
}

fn look(context: &Context<'_>, field: &str, origin: Origin, agency: &Named, findings: &mut Findings<'_>) {
    let known = || context.catalogue.agencies.iter().map(|known| &*known.id.0);
    let id = &*agency.name.vi;
    if !is_id(id) || context.is_official(origin) || known().any(|known| known == id) {
        return;
    }
    let help = match nearest(id, known()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "describe it in content/agencies.toml, or write the name of the agency".to_owned(),
    };
    findings.add(origin.location, format!("`{field}` names \"{id}\", which content/agencies.toml does not have"), help);
}

/// Whether a text is words of small letters and digits, joined by hyphens.
fn is_id(text: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.contains('-') && text.split('-').all(word)
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Named, Sourced};
    use crate::check::harness::{editor, found, official};

    #[test]
    fn an_id_with_a_slip_is_found() {
        assert_eq!(
            found("agency/unknown", |p| p.publisher = Some(Sourced::new(Named::new("bo-tu-pahp"), editor(1)))),
            ["`publisher` names \"bo-tu-pahp\", which content/agencies.toml does not have"]
        );
    }

    #[test]
    fn known_ids_names_and_official_records_are_left_alone() {
        for (name, origin) in [("bo-tu-phap", editor(1)), ("Bộ Tư pháp", editor(1)), ("so-tu-phap", official(1))] {
            assert!(
                found("agency/unknown", |p| p.publisher = Some(Sourced::new(Named::new(name), origin))).is_empty(),
                "{name}"
            );
        }
    }
}
