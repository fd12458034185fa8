use crate::catalogue::{FieldName, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::diagnostic::nearest;

rule! {
    /// An item of an overlay refers to an item that does not exist
    ///
    /// An item with `ref` changes or removes the item of the official record with that code. Where there is none, the
    /// change would be lost without a word: perhaps the official record was retrieved again and has new codes.
    ///
    /// **Example:** `ref = "000.00.00.G15-KQ003280"` for `000.00.00.G15-KQ003208`.
    ///
    /// **To mend:** correct the code. The help names the nearest one the list has.
    "merge/dangling-ref", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for dangling in context.dangling {
        let codes = context.procedure(&dangling.code).map(|procedure| codes(procedure, dangling.field));
        let help = match codes.unwrap_or_default() {
            codes if codes.is_empty() => "no item of that list has a code; write the list as a whole".to_owned(),
            codes => match nearest(&dangling.reference, codes.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("its codes are {}", codes.join(", ")),
            },
        };
        let message = format!("`{}` of {} has no item \"{}\"", dangling.field.key(), dangling.code, dangling.reference);
        findings.add(dangling.origin.location, message, help).subject = Some(dangling.code.clone());
    }
}

/// The codes by which items of a list can be referred to.
fn codes(procedure: &Procedure, field: FieldName) -> Vec<&str> {
    match field {
        FieldName::Documents => {
            let groups = procedure.documents.iter().flat_map(|groups| &groups.value);
            groups.flat_map(|group| &group.documents).filter_map(|document| document.code.as_deref()).collect()
        }
        FieldName::Results => {
            procedure.results.iter().flat_map(|list| &list.value).filter_map(|item| item.code.as_deref()).collect()
        }
        FieldName::LegalBasis => procedure
            .legal_basis
            .iter()
            .flat_map(|list| &list.value)
            .filter_map(|item| item.number.as_deref())
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Dangling, FieldName};
    use crate::check::harness::{editor, found_with, help_with};

    fn dangling(field: FieldName, reference: &str) -> [Dangling; 1] {
        [Dangling { code: "1.001193".into(), field, reference: reference.into(), origin: editor(1) }]
    }

    #[test]
    fn the_nearest_code_is_suggested() {
        let mistyped = dangling(FieldName::Documents, "KQ003280");
        assert_eq!(
            found_with("merge/dangling-ref", &[], &mistyped),
            ["`documents` of 1.001193 has no item \"KQ003280\""]
        );
        assert_eq!(help_with("merge/dangling-ref", &mistyped), ["did you mean \"KQ003208\"?"]);
        assert_eq!(
            help_with("merge/dangling-ref", &dangling(FieldName::Documents, "to-khai")),
            ["its codes are KQ003208"]
        );
    }

    #[test]
    fn references_that_met_their_item_are_left_alone() {
        assert!(found_with("merge/dangling-ref", &[], &[]).is_empty());
    }
}
