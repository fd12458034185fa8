use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::language::normalise;

rule! {
    /// Two official sources say different things
    ///
    /// Sources are laid over each other in the order of `site.toml`, and the last one that has a value wins. Where two
    /// official sources disagree, one of them is out of date, and it may be the one that wins. Differences of case,
    /// spaces and the place of a mark are none. What an editor writes over a record is never a conflict.
    ///
    /// **Example:** the catalogue says `Bộ Tài chính`, the detailed record `Bộ Kế hoạch và Đầu tư`.
    ///
    /// **To mend:** find out which is right. Retrieve the other again, change the order of the sources, or write the right
    /// value in an overlay, which settles what is published.
    "merge/conflict", Warning, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for conflict in context.conflicts {
        let (earlier, later) = (&conflict.earlier, &conflict.later);
        let (field, values) = (conflict.field.key(), [normalise(&later.1), normalise(&earlier.1)]);
        let message = if values[0] == values[1] {
            // Long values are cut, and these differ after the cut.
            format!("`{field}`, \"{}\", goes on otherwise elsewhere", values[0])
        } else {
            format!("`{field}` is \"{}\" here and \"{}\" elsewhere", values[0], values[1])
        };
        let title = context.catalogue.source(earlier.0).map_or("another source", |source| &source.title.vi);
        let help = "this value is published; find out which is right, and write it in an overlay";
        let finding = findings.add(later.0.location, message, help);
        finding.subject = Some(conflict.code.clone());
        finding.related.push((earlier.0.location, format!("\"{}\" in {title}", values[1])));
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Conflict, FieldName};
    use crate::check::harness::{found_with, official};

    #[test]
    fn a_conflict_shows_both_values() {
        let conflict = Conflict {
            code: "1.001193".into(),
            field: FieldName::Publisher,
            earlier: (official(1), "Bộ Tư pháp".into()),
            later: (official(2), "Bộ Công an".into()),
        };
        assert_eq!(
            found_with("merge/conflict", &[conflict], &[]),
            ["`publisher` is \"Bộ Công an\" here and \"Bộ Tư pháp\" elsewhere"]
        );
    }

    #[test]
    fn sources_that_agree_are_left_alone() {
        assert!(found_with("merge/conflict", &[], &[]).is_empty());
    }
}
