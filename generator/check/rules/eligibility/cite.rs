use std::collections::BTreeSet;

use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::diagnostic::nearest;
use crate::language::{legal, normalise};

rule! {
    /// A citation of a law that is not among the legal basis of the procedure
    ///
    /// `cite` says on which law a condition, document, fee or deadline rests, and people follow it to the law. A number that
    /// the legal basis does not have leads nowhere: it is mistyped, or the law is missing from the page.
    ///
    /// **Example:** `cite = "60/2014/QH14 Đ.15"`, where the procedure rests on `60/2014/QH13`.
    ///
    /// **To mend:** correct the number, or add the law as a `[[legal]]`.
    "rules/cite-unknown", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let Some(rules) = &procedure.rules else { return };
    let mut known = BTreeSet::new();
    for law in procedure.legal_basis.iter().flat_map(|basis| &basis.value) {
        known.extend(law.number.as_deref().map(read));
        known.extend(legal::parse(&law.name.vi).map(|law| law.number));
    }
    for cite in rules.cites() {
        for (_, law) in legal::find_all(&normalise(&cite.text)) {
            if known.contains(&law.number) {
                continue;
            }
            let message = format!("{} is cited, and is not among the legal basis", law.number);
            let near = nearest(&law.number, known.iter().map(|known| &**known));
            let help = match near {
                Some(near) => format!("did you mean {near}? Or add a [[legal]] with number = \"{}\"", law.number),
                None => format!("add a [[legal]] with number = \"{}\", or correct the number", law.number),
            };
            findings.add(cite.at, message, help);
        }
    }
}

/// A number as it should be written.
fn read(number: &str) -> String {
    legal::parse(number).map_or_else(|| number.to_owned(), |law| law.number)
}

#[cfg(test)]
mod tests {
    use crate::check::harness::found;
    use crate::rules::model::{Condition, Placed, Rules};

    fn citing(cite: &str) -> Vec<String> {
        found("rules/cite-unknown", |p| {
            let at = p.legal_basis.as_ref().unwrap().origin.location;
            let mut rules = Rules::new(p.code.clone(), at);
            let common = crate::rules::model::Common {
                id: "age".into(),
                at,
                name: None,
                record: None,
                cite: Some(Placed { text: cite.into(), at }),
                when: None,
                cases: Vec::new(),
                from: None,
                until: None,
            };
            rules.conditions.push(Condition { common, requires: None, judgement: true });
            p.rules = Some(Box::new(rules));
        })
    }

    #[test]
    fn a_law_that_is_not_among_the_legal_basis_is_found() {
        assert_eq!(
            citing("60/2014/QH13 Đ.15; 41/2024/QH15 Đ.21"),
            ["41/2024/QH15 is cited, and is not among the legal basis"]
        );
    }

    #[test]
    fn a_law_of_the_legal_basis_is_left_alone() {
        assert!(citing("Luật Hộ tịch số 60/2014/QH13, Điều 15").is_empty());
    }
}
