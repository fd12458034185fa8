use crate::catalogue::{Field, Procedure};
use crate::check::context::Context;
use crate::check::findings::Findings;
use crate::check::rule::rule;
use crate::files::Location;
use crate::language::Date;

rule! {
    /// A date of a legal document, a decision or a review that lies in the future, or before 1945
    ///
    /// No document in force was signed before the state was founded, and none will have been signed tomorrow: such a
    /// date has a wrong digit. Whether a date lies in the future is not looked at where the day of the build is not known.
    ///
    /// **Example:** `decision_date = 2062-01-16` for 2026.
    ///
    /// **To mend:** look at the document, and correct the date, in an overlay where the record is official.
    "date/implausible", Warning, Procedure(find)
}

const FIRST_YEAR: u16 = 1945;

fn find(context: &Context<'_>, procedure: &Procedure, findings: &mut Findings<'_>) {
    let mut look = |date: Option<Date>, at: Location, what: &dyn Fn() -> String| {
        let Some(date) = date else { return };
        let wrong = if date.year() < FIRST_YEAR {
            "lies before 1945"
        } else if context.today.is_some_and(|today| date > today) {
            "lies in the future"
        } else {
            return;
        };
        let message = format!("the date of {}, {date}, {wrong}", what());
        findings.add(at, message, "look at the document, and correct the date");
    };
    if let Some(decision) = &procedure.decision {
        look(decision.value.date, decision.origin.location, &|| format!("the decision {}", decision.value.number));
    }
    for legal in procedure.legal_basis.iter().flat_map(|basis| &basis.value) {
        look(legal.date, legal.at, &|| legal.number.as_deref().unwrap_or("a legal document").to_owned());
    }
    let own: [(&Field<Date>, &str); 2] =
        [(&procedure.updated, "the last change"), (&procedure.reviewed, "the last review")];
    for (date, what) in own {
        if let Some(date) = date {
            look(Some(date.value), date.origin.location, &|| what.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::harness::{date, found, sourced};

    #[test]
    fn dates_with_a_wrong_digit_are_found() {
        assert_eq!(
            found("date/implausible", |p| p.reviewed = Some(sourced(date("2062-07-01")))),
            ["the date of the last review, 2062-07-01, lies in the future"]
        );
        assert_eq!(
            found("date/implausible", |p| p.legal_basis.as_mut().unwrap().value[0].date = Some(date("1015-11-20"))),
            ["the date of 60/2014/QH13, 1015-11-20, lies before 1945"]
        );
    }

    #[test]
    fn today_is_left_alone() {
        assert!(found("date/implausible", |p| p.reviewed = Some(sourced(date("2026-11-21")))).is_empty());
    }
}
