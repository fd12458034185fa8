use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;

rule! {
    /// Two agencies with one id
    ///
    /// The id is the last part of the address of an agency's page. Two agencies cannot have one page.
    ///
    /// **Example:** two `[[agency]]` with `id = "so-tu-phap"`.
    ///
    /// **To mend:** give one of them another id, such as `so-tu-phap-ha-tinh`; keep the one whose page is known.
    "agency/duplicate-id", Error, Catalogue(find)
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut agencies: Vec<_> = context.catalogue.agencies.iter().collect();
    agencies.sort_by_key(|agency| &agency.id);
    for group in agencies.chunk_by(|left, right| left.id == right.id).filter(|group| group.len() > 1) {
        let names: Vec<_> = group.iter().map(|agency| format!("\"{}\"", agency.name.vi)).collect();
        let message = format!("{} agencies have the id \"{}\": {}", group.len(), group[0].id.0, names.join(", "));
        findings.add(context.agencies_file(), message, "an id is an address: give the later ones another");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{agency, found_in};

    #[test]
    fn one_id_for_two_agencies_is_found() {
        let agencies = vec![agency("so-tu-phap", "Sở Tư pháp A"), agency("so-tu-phap", "Sở Tư pháp B")];
        assert_eq!(
            found_in("agency/duplicate-id", |c| c.agencies = agencies),
            ["2 agencies have the id \"so-tu-phap\": \"Sở Tư pháp A\", \"Sở Tư pháp B\""]
        );
    }

    #[test]
    fn two_ids_are_left_alone() {
        let agencies = vec![agency("so-tu-phap-a", "Sở Tư pháp"), agency("so-tu-phap-b", "Sở Tư pháp")];
        assert!(found_in("agency/duplicate-id", |c| c.agencies = agencies).is_empty());
    }
}
