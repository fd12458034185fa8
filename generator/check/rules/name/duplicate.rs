use crate::catalogue::{Kind, Procedure, State};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::quote_whole;
use crate::check::rule::rule;
use crate::check::views::{is_blank, place};
use crate::language::fold_into;

rule! {
    /// Several procedures of one agency have the same name
    ///
    /// In a list or among search results people cannot tell which is theirs. Mostly one of them is the new version
    /// of the other, which was not abolished; or they are for different levels, and the name does not say so.
    /// Names are compared without case, marks and punctuation; those of procedures between agencies, which stand in
    /// lists of their own, among themselves. There is one finding for all of one name.
    ///
    /// **Example:** two codes of one ministry called `Cấp giấy phép xây dựng`.
    ///
    /// **To mend:** say in the name what tells them apart, such as `(cấp xã)`, or abolish the old one:
    /// in an overlay, `state = "abolished"`.
    "name/duplicate", Warning, Catalogue(find)
}

/// How many of the others are named.
const SHOWN: usize = 4;

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let procedures = &context.catalogue.procedures;
    let mut keys = Vec::with_capacity(procedures.len());
    for (index, procedure) in procedures.iter().enumerate() {
        let Some(name) = procedure.name.vi.as_ref().filter(|name| !is_blank(&name.value)) else { continue };
        if procedure.state.as_ref().is_some_and(|state| state.value == State::Abolished) {
            continue;
        }
        keys.push((key(&name.value, procedure), index));
    }
    keys.sort();
    for group in keys.chunk_by(|left, right| left.0 == right.0).filter(|group| group.len() > 1) {
        let [first, others @ ..] = group else { continue };
        let (first, others) = (&procedures[first.1], others.iter().map(|other| &procedures[other.1]));
        report(first, others, findings);
    }
}

/// The name and the publisher, without what does not tell names apart.
fn key(name: &str, procedure: &Procedure) -> String {
    let mut folded = String::with_capacity(name.len() + 32);
    fold_into(name, &mut folded);
    if let Some(publisher) = &procedure.publisher {
        folded.push('|');
        fold_into(&publisher.value.name.vi, &mut folded);
    }
    if procedure.kind.as_ref().is_some_and(|kind| kind.value == Kind::Internal) {
        folded.push_str("|internal");
    }
    folded.retain(|c| c.is_ascii_alphanumeric() || c == '|' || !c.is_ascii());
    folded
}

fn report<'a>(first: &'a Procedure, others: impl ExactSizeIterator<Item = &'a Procedure>, findings: &mut Findings<'_>) {
    let (Some(at), Some(name)) = (place(first), &first.name.vi) else { return };
    let count = others.len() + 1;
    let of = first.publisher.as_ref().map(|publisher| format!(" of {}", publisher.value.name.vi)).unwrap_or_default();
    let message = format!("{count} procedures{of} have one name: {}", quote_whole(name.value.trim()));
    let finding = findings.add(
        at,
        message,
        "say in their names what tells them apart, or abolish the old one: state = \"abolished\"",
    );
    finding.subject = Some(first.code.clone());
    for (index, other) in others.enumerate() {
        if index == SHOWN && count > SHOWN + 2 {
            break;
        }
        finding.related.extend(place(other).map(|at| (at, format!("{} has it too", other.code))));
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Kind, Named};
    use crate::check::harness::{found_in, named, sourced};

    #[test]
    fn equal_names_of_one_publisher_are_one_finding() {
        let messages = found_in("name/duplicate", |c| {
            c.procedures = vec![
                named("1.000001", "Cấp giấy phép"),
                named("1.000002", "cấp  giấy phép."),
                named("1.000003", "CẤP GIẤY PHÉP"),
            ];
        });
        assert_eq!(messages, ["3 procedures of Bộ Tư pháp have one name: “Cấp giấy phép”"]);
    }

    #[test]
    fn equal_names_of_two_provinces_or_lists_are_left_alone() {
        let [one, mut two, mut three] = ["1.000001", "1.000002", "1.000003"].map(|code| named(code, "Cấp giấy phép"));
        two.publisher = Some(sourced(Named::new("UBND tỉnh Hà Tĩnh")));
        three.kind = Some(sourced(Kind::Internal));
        assert!(found_in("name/duplicate", |c| c.procedures = vec![one, two, three]).is_empty());
    }
}
