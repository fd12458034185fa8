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
    agencies.sort_by_key(|agency| (&agency.id, agency.at));
    for pair in agencies.windows(2) {
        let [earlier, later] = pair else { continue };
        if earlier.id == later.id {
            let message = format!("\"{}\" is the id of \"{}\" already", later.id.0, earlier.name.vi);
            let finding = findings.add(later.at, message, "an id is an address: give the later agency another");
            finding.related.push((earlier.at, "the other agency is".to_owned()));
        }
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
            ["\"so-tu-phap\" is the id of \"Sở Tư pháp A\" already"]
        );
    }

    #[test]
    fn two_ids_are_left_alone() {
        let agencies = vec![agency("so-tu-phap-a", "Sở Tư pháp"), agency("so-tu-phap-b", "Sở Tư pháp")];
        assert!(found_in("agency/duplicate-id", |c| c.agencies = agencies).is_empty());
    }
}
