use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::remedy;
use crate::check::rule::rule;
use crate::check::views::{has_details, place};

rule! {
    /// A procedure that does not say how long the agency has
    ///
    /// Without a time limit nobody knows when to ask, or when the agency is late. The text of a step may have one,
    /// which lists and comparisons cannot show.
    ///
    /// **Example:** a record whose `executionMethods` have no `processingTime`, and whose `cases` have none either.
    ///
    /// **To mend:** in `content/procedures/<code>.md`, name each channel of the official record by its kind and give it a time:
    /// `[[channel]]` with `ref = "in-person"` and `time = "5 ngày làm việc"`. With `ref` all else of the channel stays. Where
    /// the record has no channel, write one with `kind`. The help of the finding has the lines to paste.
    "procedure/no-time", Warning, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let mut channels = procedure.channels.iter().flat_map(|channels| &channels.value);
    let mut cases = procedure.service_cases.iter().flat_map(|cases| &cases.value);
    let stated = channels.clone().any(|channel| channel.time.is_some()) || cases.any(|case| case.time.is_some());
    if stated || !has_details(procedure) {
        return;
    }
    if let Some(at) = channels.next().map(|channel| channel.at).or_else(|| place(procedure)) {
        let message = format!("{} states no time limit", procedure.code);
        let time = "time = \"5 ngày làm việc\"\n";
        let finding = findings.add(at, message, "write it in each [[channel]]: time = \"5 ngày làm việc\"");
        let channels = procedure.channels.as_ref().map_or(&[][..], |channels| &channels.value);
        if channels.is_empty() {
            remedy::paste(finding, context, procedure, &remedy::channel_table("kind", "in-person", time));
        } else if procedure.channels.as_ref().is_some_and(|list| !remedy::is_own(context, procedure, list.origin)) {
            let tables = remedy::channel_tables(channels, &|_, _| Some(time.to_owned()));
            remedy::paste(finding, context, procedure, &tables);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::ProcessingTime;
    use crate::check::harness::found;

    #[test]
    fn a_procedure_without_a_time_limit_is_found() {
        let messages = found("procedure/no-time", |p| p.channels.as_mut().unwrap().value[0].time = None);
        assert_eq!(messages, ["1.001193 states no time limit"]);
    }

    #[test]
    fn a_time_limit_in_words_is_left_alone() {
        let words = ProcessingTime::Verbatim("Ngay trong ngày".into());
        assert!(found("procedure/no-time", |p| p.channels.as_mut().unwrap().value[0].time = Some(words)).is_empty());
    }
}
