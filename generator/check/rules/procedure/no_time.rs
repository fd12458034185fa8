use crate::catalogue::Procedure;
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::{editors_file, has_details, place};

rule! {
    /// A procedure that does not say how long the agency has
    ///
    /// Without a time limit nobody knows when to ask, or when the agency is late. The text of a step may have one,
    /// which lists and comparisons cannot show.
    ///
    /// **Example:** a record whose `executionMethods` have no `processingTime`, and whose `cases` have none either.
    ///
    /// **To mend:** write `time = "5 ngày làm việc"` in a `[[channel]]`.
    "procedure/no-time", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let mut channels = procedure.channels.iter().flat_map(|channels| &channels.value);
    let mut cases = procedure.service_cases.iter().flat_map(|cases| &cases.value);
    let stated = channels.clone().any(|channel| channel.time.is_some()) || cases.any(|case| case.time.is_some());
    if stated || !has_details(procedure) {
        return;
    }
    if let Some(at) = channels.next().map(|channel| channel.at).or_else(|| place(procedure)) {
        let message = format!("{} states no time limit", procedure.code);
        let file = editors_file(procedure);
        findings.add(at, message, format!("write time = \"5 ngày làm việc\" in a [[channel]] in {file}"));
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
