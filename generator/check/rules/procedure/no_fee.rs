use crate::catalogue::{Fee, FeeAmount, Kind, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::remedy;
use crate::check::rule::rule;
use crate::check::views::{has_details, is_blank, place};

rule! {
    /// A procedure that does not say what it costs
    ///
    /// The national portal stores 0 both for what is free and for what nobody filled in. A zero is taken for free only
    /// where words say so; otherwise the page says "Chưa có thông tin", which helps nobody decide whether to bring money.
    /// Procedures between agencies are not looked at.
    ///
    /// **Example:** a record whose fees all have `"value": 0` and an empty `description`.
    ///
    /// **To mend:** in `content/procedures/<code>.md`, name each channel of the official record by its kind and give it a fee:
    /// `[[channel]]` with `ref = "in-person"`, and `[[fee]]` with `channel = "in-person"` and `amount = 8000` or `free = true`.
    /// With `ref` all else of the channel stays. Where the record has no channel, write one with `kind`. The help of the
    /// finding has the lines to paste.
    "procedure/no-fee", Warning, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let internal = procedure.kind.as_ref().is_some_and(|kind| kind.value == Kind::Internal);
    let channels = procedure.channels.iter().flat_map(|channels| &channels.value);
    let stated = channels.clone().any(|channel| {
        let noted = channel.note.as_ref().is_some_and(|note| note.vi.contains("phí") || note.vi.contains("Phí"));
        noted || channel.fees.iter().any(says_something)
    });
    if internal || stated || !has_details(procedure) {
        return;
    }
    if let Some(at) = channels.map(|channel| channel.at).next().or_else(|| place(procedure)) {
        let message = format!("{} states no fee", procedure.code);
        let fee = |name: &str| format!("\n[[fee]]\nchannel = \"{name}\"\namount = 8000\n");
        let help = "write [[fee]] with amount = 8000 or free = true: it is for every [[channel]]";
        let finding = findings.add(at, message, help);
        let channels = procedure.channels.as_ref().map_or(&[][..], |channels| &channels.value);
        if channels.is_empty() {
            let table = remedy::channel_table("kind", "in-person", &fee("in-person"));
            remedy::paste(finding, context, procedure, &table);
        } else if procedure.channels.as_ref().is_some_and(|list| !remedy::is_own(context, procedure, list.origin)) {
            let tables = remedy::channel_tables(channels, &|_, name| Some(fee(name)));
            remedy::paste(finding, context, procedure, &tables);
        }
    }
}

fn says_something(fee: &Fee) -> bool {
    fee.amount != FeeAmount::Unknown
        || fee.attachment.is_some()
        || fee.note.as_ref().is_some_and(|note| !is_blank(&note.vi))
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Bilingual, FeeAmount};
    use crate::check::harness::found;

    #[test]
    fn a_fee_nobody_filled_in_is_found() {
        let messages =
            found("procedure/no-fee", |p| p.channels.as_mut().unwrap().value[0].fees[0].amount = FeeAmount::Unknown);
        assert_eq!(messages, ["1.001193 states no fee"]);
        assert_eq!(found("procedure/no-fee", |p| p.channels = None).len(), 1);
    }

    #[test]
    fn a_fee_in_words_is_left_alone() {
        let messages = found("procedure/no-fee", |p| {
            let fee = &mut p.channels.as_mut().unwrap().value[0].fees[0];
            (fee.amount, fee.note) = (FeeAmount::Unknown, Some(Bilingual::vi("Theo Thông tư số 85/2019/TT-BTC")));
        });
        assert!(messages.is_empty());
        let channel_says = found("procedure/no-fee", |p| {
            let channel = &mut p.channels.as_mut().unwrap().value[0];
            (channel.fees, channel.note) = (Vec::new(), Some(Bilingual::vi("Lệ phí: 20.000 đồng")));
        });
        assert!(channel_says.is_empty());
    }
}
