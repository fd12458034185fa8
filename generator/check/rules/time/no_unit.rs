use crate::catalogue::{Procedure, ProcessingTime};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::check::views::{editors_file, place};
use crate::files::Location;

rule! {
    /// A time limit that is a number without a unit
    ///
    /// "1" may be an hour, a day or a working day. The page shows the words of the record, and cannot sort or compare them.
    ///
    /// **Example:** `"processingTime": 1` with the unit `OTHER`.
    ///
    /// **To mend:** write `time = "1 ngày làm việc"` in a `[[channel]]`.
    "time/no-unit", Warning, Procedure(find)
}

fn find(_: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let channels = procedure.channels.iter().flat_map(|channels| &channels.value);
    let channels = channels.filter_map(|channel| Some((bare(channel.time.as_ref())?, Some(channel.at))));
    let cases = procedure.service_cases.iter().flat_map(|cases| &cases.value);
    let cases = cases.filter_map(|case| Some((bare(case.time.as_ref())?, None)));
    let mut numbers = channels.chain(cases);
    let Some((number, at)) = numbers.next() else { return };
    let in_cases = || procedure.service_cases.as_ref().map(|cases| cases.origin.location);
    let Some(at): Option<Location> = at.or_else(in_cases).or_else(|| place(procedure)) else { return };
    let times = match numbers.count() {
        0 => String::new(),
        more => format!(", {} times", more + 1),
    };
    let message = format!("a time limit is a number without a unit{times}: \"{number}\"");
    findings.add(
        at,
        message,
        format!("write the unit in {}: time = \"1 ngày làm việc\" in a [[channel]]", editors_file(procedure)),
    );
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
