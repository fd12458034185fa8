use crate::catalogue::{Channel, FieldName, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::diagnostic::nearest;

rule! {
    /// An item of an overlay refers to an item that does not exist
    ///
    /// An item with `ref` changes or removes the item of the official record with that code. Where there is none, the
    /// change would be lost without a word: perhaps the official record was retrieved again and has new codes. A channel has no
    /// code: its `ref` is its kind, such as `online`, and `online-2` for the second of that kind.
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
            codes => match nearest(&dangling.reference, codes.iter().map(String::as_str)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("its codes are {}", codes.join(", ")),
            },
        };
        let message = format!("`{}` of {} has no item \"{}\"", dangling.field.key(), dangling.code, dangling.reference);
        findings.add(dangling.origin.location, message, help).subject = Some(dangling.code.clone());
    }
}

/// The codes by which items of a list can be referred to.
fn codes(procedure: &Procedure, field: FieldName) -> Vec<String> {
    fn all<'p, T: 'p>(items: impl IntoIterator<Item = &'p T>, code: impl Fn(&'p T) -> Option<&'p str>) -> Vec<String> {
        items.into_iter().filter_map(code).map(str::to_owned).collect()
    }
    match field {
        FieldName::Documents => {
            let groups = procedure.documents.iter().flat_map(|groups| &groups.value);
            all(groups.flat_map(|group| &group.documents), |document| document.code.as_deref())
        }
        FieldName::Results => all(procedure.results.iter().flat_map(|list| &list.value), |item| item.code.as_deref()),
        FieldName::LegalBasis => {
            all(procedure.legal_basis.iter().flat_map(|list| &list.value), |item| item.number.as_deref())
        }
        FieldName::ServiceCases => {
            all(procedure.service_cases.iter().flat_map(|list| &list.value), |case| Some(&case.code))
        }
        FieldName::Channels => {
            procedure.channels.as_ref().map(|channels| Channel::references(&channels.value)).unwrap_or_default()
        }
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
