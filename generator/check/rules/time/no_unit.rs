use crate::catalogue::{Procedure, ProcessingTime, ServiceCase};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::remedy;
use crate::check::rule::rule;
use crate::check::views::place;
use crate::files::Location;

rule! {
    /// A time limit that is a number without a unit
    ///
    /// "1" may be an hour, a day or a working day. The page shows the words of the record, and cannot sort or compare them.
    ///
    /// **Example:** `"processingTime": 1` with the unit `OTHER`.
    ///
    /// **To mend:** in `content/procedures/<code>.md`, name the channel of the official record by its kind and give it a time:
    /// `[[channel]]` with `ref = "in-person"` and `time = "1 ngày làm việc"`. With `ref` the other channels and the fees stay;
    /// with `kind` the list would stand in place of the official one. A time of a sub-case is given by `[[service_case]]`
    /// with `ref` and its code. The help of the finding has the lines to paste.
    "time/no-unit", Warning, Procedure(find)
}

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let channels = procedure.channels.as_ref().map_or(&[][..], |channels| &channels.value);
    let bare_channels = channels.iter().filter_map(|channel| Some((bare(channel.time.as_ref())?, Some(channel.at))));
    let cases = procedure.service_cases.as_ref().map_or(&[][..], |cases| &cases.value);
    let bare_cases = cases.iter().filter_map(|case| Some((bare(case.time.as_ref())?, None)));
    let mut numbers = bare_channels.chain(bare_cases);
    let Some((number, at)) = numbers.next() else { return };
    let in_cases = || procedure.service_cases.as_ref().map(|cases| cases.origin.location);
    let Some(at): Option<Location> = at.or_else(in_cases).or_else(|| place(procedure)) else { return };
    let times = match numbers.count() {
        0 => String::new(),
        more => format!(", {} times", more + 1),
    };
    let message = format!("a time limit is a number without a unit{times}: \"{number}\"");
    let with_unit =
        |time: &Option<ProcessingTime>| Some(format!("time = \"{} ngày làm việc\"\n", bare(time.as_ref())?));
    let is_own = |origin| remedy::is_own(context, procedure, origin);
    let finding = findings.add(at, message, format!("write the unit: time = \"{number} ngày làm việc\""));
    let mut tables = Vec::new();
    if procedure.channels.as_ref().is_some_and(|list| !is_own(list.origin)) {
        tables.push(remedy::channel_tables(channels, &|channel, _| with_unit(&channel.time)));
    }
    if procedure.service_cases.as_ref().is_some_and(|list| !is_own(list.origin)) {
        let table =
            |case: &ServiceCase| Some(format!("[[service_case]]\nref = \"{}\"\n{}", case.code, with_unit(&case.time)?));
        tables.extend(cases.iter().filter_map(table));
    }
    tables.retain(|tables| !tables.is_empty());
    if !tables.is_empty() {
        remedy::paste(finding, context, procedure, &tables.join("\n"));
    }
}

/// The number, where there is nothing else.
fn bare(time: Option<&ProcessingTime>) -> Option<&str> {
    let Some(ProcessingTime::Verbatim(words)) = time else { return None };
    let words = words.trim();
    let digits = words.starts_with(|c: char| c.is_ascii_digit());
    (digits && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))).then_some(words)
}

#[cfg(test)]
mod tests {
    use crate::catalogue::ProcessingTime;
    use crate::check::harness::found;

    fn timed(words: &str) -> Vec<String> {
        let time = Some(ProcessingTime::Verbatim(words.into()));
        found("time/no-unit", |p| p.channels.as_mut().unwrap().value[0].time = time)
    }

    #[test]
    fn a_bare_number_is_found() {
        assert_eq!(timed(" 17,5 "), ["a time limit is a number without a unit: \"17,5\""]);
    }

    #[test]
    fn words_are_left_alone() {
        assert!(timed("Ngay khi tiếp nhận").is_empty());
        assert!(timed("3 đến 5 ngày").is_empty());
    }
}
