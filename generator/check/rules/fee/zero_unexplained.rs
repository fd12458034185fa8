use crate::catalogue::{FeeAmount, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::quote::{quote, quote_whole};
use crate::check::rule::rule;
use crate::check::views::editors_file;
use crate::language::fold_into;

rule! {
    /// A fee that is left to a resolution of the provincial council
    ///
    /// The provincial people's councils set some fees, and the record says only that. The page shows the words of the
    /// record; a reader has to look for the resolution. One finding a procedure.
    ///
    /// **Example:** value 0 with the words "do HĐND cấp tỉnh quyết định".
    ///
    /// **To mend:** where the site is for one province, write the sum of its resolution in `content/procedures/<code>.md`:
    /// `[[channel]]` with `ref = "in-person"`, and `[[fee]]` with `channel = "in-person"`, `amount` and, as `note`, the words
    /// that are to stay. Such fees stand in place of all fees of that channel; its other lines and the other channels stay.
    "fee/zero-unexplained", Note, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let fees = procedure.channels.iter().flat_map(|channels| &channels.value).flat_map(|channel| &channel.fees);
    for fee in fees.filter(|fee| fee.amount == FeeAmount::Unknown) {
        let Some(note) = &fee.note else { continue };
        findings.scratch.clear();
        fold_into(&note.vi, &mut findings.scratch);
        if ["hdnd", "hoi dong nhan dan"].iter().any(|council| findings.scratch.contains(council)) {
            let council = ["HĐND", "ội đồng nhân dân"].iter().find_map(|council| note.vi.find(council));
            let words = council.map_or_else(|| quote_whole(&note.vi), |at| quote(&note.vi, at..at));
            let message = format!("the fee is left to the provincial council: {words}");
            let help = format!(
                "for a site of one province, write the sum of its resolution in {}: [[channel]] with ref = \"in-person\", and a \
                 [[fee]] with channel = \"in-person\", amount and note, in place of the fees of that channel",
                editors_file(procedure)
            );
            findings.add(fee.at, message, help);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Bilingual, FeeAmount};
    use crate::check::harness::found;

    fn noted(amount: FeeAmount, note: &str) -> Vec<String> {
        found("fee/zero-unexplained", |p| {
            let fee = &mut p.channels.as_mut().unwrap().value[0].fees[0];
            (fee.amount, fee.note) = (amount, Some(Bilingual::vi(note)));
        })
    }

    #[test]
    fn a_fee_left_to_the_council_is_found() {
        assert_eq!(
            noted(FeeAmount::Unknown, "Do HĐND cấp tỉnh quyết định"),
            ["the fee is left to the provincial council: “Do HĐND cấp tỉnh quyết định”"]
        );
    }

    #[test]
    fn what_a_council_made_free_is_left_alone() {
        assert!(noted(FeeAmount::Free, "Miễn phí theo Nghị quyết của HĐND").is_empty());
    }
}
